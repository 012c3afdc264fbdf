"""Cards as data: every card of the course is complete, and a mistake in a file is told in a sentence."""

from __future__ import annotations

import copy
import re

import pytest
import yaml

from securebase.content import content_root
from securebase.widgets.card_files import CardError, load_deck, load_situation, read_deck, read_situation

ASSETS = content_root() / "assets"
DECKS = sorted(path.stem for path in (ASSETS / "cards").glob("*.yml"))
SITUATIONS = sorted(path.stem for path in (ASSETS / "cards" / "situations").glob("*.yml"))
CLAIMS = {claim["number"] for claim in yaml.safe_load((ASSETS / "evidence.yml").read_text())["claims"]}

# Words of reproach, of false ease and of diagnosis; people have patterns here, and are none.
NOT_OUR_WORDS = re.compile(
    r"\b(just|simply|of course|obviously|rewir\w+|hijack\w*|lights? up|toxic|needy|clingy|narcissis\w+|"
    r"avoidants?|anxious(?:ly)?|disorgani[sz]ed|insecure|secure(?:ly)? attached|attachment style|"
    r"codependen\w+|gaslight\w*|red flag|dysregulated|failure|should)\b|!",
    re.IGNORECASE,
)

DECK = {
    "title": "A title",
    "question": "Where?",
    "piles": [{"id": "a", "name": "Aye", "meaning": "One."}, {"id": "b", "name": "Bee", "meaning": "Two."}],
    "cards": [
        {
            "id": "first",
            "title": "One",
            "scene": "It rains.",
            "fits": ["a"],
            "feedback": {"a": "Yes.", "b": "No."},
        }
    ],
}
STORY = {
    "title": "A title",
    "scene": "It rains.",
    "question": "What now?",
    "choices": [{"text": "Stay.", "then": "It goes on."}, {"text": "Go.", "then": "Wet feet."}],
    "claims": [7],
    "could_be_fear": False,
    "does_not_hold": "In snow.",
}


def words(entry) -> list[str]:
    """Return every text of a file that a learner reads."""
    if isinstance(entry, str):
        return [entry]
    if isinstance(entry, dict):
        return [text for key, value in entry.items() if key not in ("id", "fits") for text in words(value)]
    return [text for value in entry for text in words(value)] if isinstance(entry, list) else []


@pytest.fixture
def told(tmp_path):
    """Write a changed file, and return the sentence with which it is refused."""

    def told(read, data, **changes):
        data = copy.deepcopy(data)
        for field, value in changes.items():
            data[field] = value
        path = tmp_path / "some-cards.yml"
        path.write_text(yaml.safe_dump(data, sort_keys=False))
        with pytest.raises(CardError) as error:
            read(path)
        return str(error.value)

    return told


@pytest.mark.parametrize("name", DECKS)
def test_every_card_answers_for_each_pile_with_words_of_its_own(name):
    deck = load_deck(name)
    piles = {pile["id"] for pile in deck["piles"]}
    said = [text for card in deck["cards"] for text in card["feedback"].values()]
    assert all(set(card["feedback"]) == piles for card in deck["cards"])
    assert len(set(said)) == len(said)
    assert {pile for card in deck["cards"] for pile in card["fits"]} == piles


def test_lesson_1_has_twelve_scenes_some_of_them_with_two_piles():
    deck = load_deck("secure-base-safe-haven")
    assert [pile["id"] for pile in deck["piles"]] == ["proximity", "haven", "base"]
    assert len(deck["cards"]) == 12
    for pile in ("proximity", "haven", "base"):
        assert sum(pile in card["fits"] for card in deck["cards"]) >= 4
    assert {card["id"] for card in deck["cards"] if len(card["fits"]) == 2} == {"lorry-horn", "the-reading"}


def test_no_pile_is_given_away_by_its_place_in_the_deck():
    fits = [card["fits"] for card in load_deck("secure-base-safe-haven")["cards"]]
    assert all(len({tuple(one) for one in fits[at : at + 3]}) > 1 for at in range(len(fits) - 2))


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_claim_of_a_situation_stands_in_the_ledger(name):
    assert set(load_situation(name)["claims"]) <= CLAIMS


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_situation_says_where_it_does_not_hold_and_speaks_of_fear_there(name):
    assert re.search(r"\b(afraid|fear)\b", load_situation(name)["does_not_hold"])


@pytest.mark.parametrize("name", SITUATIONS)
def test_every_way_leads_somewhere_of_its_own(name):
    ways = [choice["then"] for choice in load_situation(name)["choices"]]
    assert len(set(ways)) == len(ways)
    assert all(60 < len(way) < 400 for way in ways), "a consequence is a few sentences long"


@pytest.mark.parametrize(
    ("load", "name"), [(load_deck, n) for n in DECKS] + [(load_situation, n) for n in SITUATIONS]
)
def test_the_cards_keep_the_voice_of_the_course(load, name):
    found = [(text, NOT_OUR_WORDS.findall(text)) for text in words(load(name))]
    assert [one for one in found if one[1]] == []
    assert all(len(text) <= 500 for text, _ in found), "no paragraph over five lines on screen"


def test_an_unknown_name_is_answered_with_the_names_there_are():
    with pytest.raises(
        CardError, match=r"no deck of cards named '\.\./x'\. There are: .*secure-base-safe-haven"
    ):
        load_deck("../x")
    with pytest.raises(CardError, match=r"no situation named 'x'\. There are: .*the-closed-door"):
        load_situation("x")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scene": None}, "field scene: None was given; needed are words"),
        ({"scene": "  "}, "field scene: '  ' was given; needed are words"),
        ({"fits": ["c"]}, "field fits: 'c' is not among the piles (a, b)."),
        ({"fits": []}, "field fits: there are 0; at least 1 are needed"),
        ({"fits": ["a", "a"]}, "field fits: ['a', 'a'] was given; each may be named once only"),
        (
            {"feedback": {"a": "Yes."}},
            "field feedback: one entry is needed for each pile and for nothing else",
        ),
        ({"feedback": {"a": "Yes.", "b": "No.", "c": "No."}}, "look at c"),
        ({"feedback": {"a": "Yes.", "b": ""}}, "field feedback, field b: '' was given; needed are words"),
        ({"hint": "x"}, "'hint' is not known here. Known are: id, title, scene, fits, feedback"),
    ],
)
def test_a_mistake_in_a_card_is_told_with_file_card_and_field(told, changes, said):
    sentence = told(read_deck, DECK, cards=[DECK["cards"][0] | changes])
    assert sentence.startswith("some-cards.yml, card first")
    assert said in sentence


def test_a_card_without_an_id_is_named_by_its_place_and_two_with_one_id_are_refused(told):
    (card,) = DECK["cards"]
    nameless = {field: value for field, value in card.items() if field != "id"}
    assert told(read_deck, DECK, cards=[card, nameless]).endswith("card 2: the field id is missing.")
    twice = told(read_deck, DECK, cards=[card, card])
    assert twice == ("some-cards.yml, card first, field id: another card has this id too. Give each its own.")


def test_two_to_five_piles_are_accepted_each_with_its_own_id(told):
    pile = DECK["piles"][0]
    many = [pile | {"id": letter} for letter in "abcdef"]
    assert "field piles: there are 1; at least 2 are needed" in told(read_deck, DECK, piles=[pile])
    assert "field piles: there are 6; at most 5 are accepted" in told(read_deck, DECK, piles=many)
    assert "pile a, field id: another pile has this id" in told(read_deck, DECK, piles=[pile, pile])


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"choices": STORY["choices"][:1]}, "field choices: there are 1; at least 2 are needed"),
        ({"choices": STORY["choices"] * 2}, "field choices: there are 4; at most 3 are accepted"),
        ({"choices": [{"text": "Go."}] * 2}, "field choices, entry 1: the field then is missing"),
        ({"claims": []}, "field claims: there are 0; at least 1 are needed"),
        ({"claims": ["7"]}, "field claims, entry 1: '7' was given; needed are a whole number"),
        ({"could_be_fear": "no"}, "field could_be_fear: 'no' was given; needed are true or false"),
        ({"does_not_hold": " "}, "field does_not_hold: ' ' was given; needed are words"),
    ],
)
def test_a_mistake_in_a_situation_is_told_with_file_and_field(told, changes, said):
    assert told(read_situation, STORY, **changes).startswith(f"some-cards.yml, {said}")


def test_a_situation_that_does_not_say_where_it_ends_is_refused(told):
    story = {field: value for field, value in STORY.items() if field != "does_not_hold"}
    assert told(read_situation, story) == "some-cards.yml: the field does_not_hold is missing."
