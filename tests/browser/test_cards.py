"""Cards in JupyterLab: sorted by keyboard and by pointer, and a situation seen in three ways."""

from __future__ import annotations

import nbformat
import pytest
from playwright.sync_api import expect
from waiting import begins, eventually

CELLS = [
    "from securebase.course.evidence import evidence_cards",
    "from securebase.widgets import situation, sort_cards",
    "sort_cards('secure-base-safe-haven')",
    "situation('the-closed-door', evidence=evidence_cards)",
]
NOTEBOOK = "cards-test.ipynb"
# In the order of the deck: the number key of a pile that fits.
FITTING = [1, 3, 2, 1, 3, 2, 1, 1, 3, 2, 1, 2]


@pytest.fixture(scope="module")
def reader(lab, shared_reader):
    """Open one notebook with both kinds of cards; its messages to the kernel are listened to."""
    path = lab.folder / NOTEBOOK
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    shared_reader.sent = []
    shared_reader.page.on(
        "websocket",
        lambda socket: socket.on("framesent", lambda frame: shared_reader.sent.append(str(frame))),
    )
    shared_reader.open(NOTEBOOK)
    yield shared_reader
    path.unlink()


@pytest.fixture
def page(reader):
    """Show both anew, whatever the test before did to them."""
    page = reader.page
    page.set_viewport_size({"width": 1280, "height": 1000})
    shown = page.locator(".jp-OutputArea-output .sb")
    if shown.count():
        reader.command("notebook:clear-all-cell-outputs")
        shown.first.wait_for(state="detached")
    reader.run_all()
    page.locator(".sb-situation").wait_for()
    return page


def tab_to(page, target, limit=40):
    """Press Tab until an element has the focus, as someone without a pointer does, and look for its ring."""
    for _ in range(limit):
        if has_focus(target):
            ring = target.evaluate(
                "e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]"
            )
            assert ring == ["solid", "3px"], "the focus cannot be seen"
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab did not come to {target}")


def has_focus(target):
    return target.evaluate("element => element === document.activeElement")


def into(part):
    """Put the keyboard in front of a component, where Tab would bring it from the cell above."""
    part.evaluate("e => { e.tabIndex = -1; e.focus(); e.removeAttribute('tabindex'); }")


def deck(page):
    return page.locator(".sb-sort")


def answer(page):
    return deck(page).get_by_role("status").inner_text()


def card(page):
    return deck(page).get_by_role("article")


def cells_of(page):
    return page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length")


def lying(page):
    return deck(page).locator(".sb-sort-lying li").all_inner_texts()


def test_the_whole_deck_is_sorted_by_keyboard_alone(page):
    cells = cells_of(page)
    into(deck(page))
    tab_to(page, deck(page).get_by_role("button", name="Safe haven"))
    page.keyboard.press("Enter")
    assert answer(page).startswith("Safe haven: another pile fits better. Her brother may become")
    page.keyboard.press("1")
    assert answer(page).startswith("Fits: Proximity seeking. The dark alarms")
    tab_to(page, deck(page).get_by_role("button", name="Next card"))
    page.keyboard.press("Enter")
    for number, key in enumerate(FITTING[1:], start=2):
        expect(card(page), "the new card has the focus and is read out").to_be_focused()
        expect(card(page)).to_have_text(begins(f"Card {number} of 12"), use_inner_text=True)
        assert answer(page) == ""
        page.keyboard.press(str(key))
        assert answer(page).startswith("Fits: ")
        page.keyboard.press("ArrowRight")
    told = deck(page).locator(".sb-sort-told")
    expect(told).to_have_text(
        "Twelve of twelve cards are on piles that fit. Eleven were there at the first try.",
        use_inner_text=True,
    )
    expect(told).to_be_focused()
    assert len(lying(page)) == 12
    assert cells_of(page) == cells, "a key pressed in the cards changed the notebook"


def test_what_was_thought_hardest_stands_beside_the_readers_own_first_tries_at_the_end(page):
    deck(page).get_by_role("radio", name="Secure base").check()
    card(page).focus()
    for place, key in enumerate(FITTING):
        page.keyboard.press("1" if place == 2 else str(key))  # the kitchen floor, a haven
        page.keyboard.press("ArrowRight")
    expect(deck(page)).to_contain_text(
        "Before you began you took “Secure base” to be the hardest to tell. At the first try 0 of its 4 "
        "scenes went elsewhere; for you it was harder to tell “Safe haven” (1 of 5).",
        use_inner_text=True,
    )


def test_a_scene_with_two_piles_says_so_on_both(page):
    into(deck(page))
    tab_to(page, deck(page).get_by_role("button", name="Proximity"))
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    expect(card(page)).to_contain_text("The lorry's horn", use_inner_text=True)
    page.keyboard.press("1")
    assert answer(page).endswith("This scene fits “Safe haven” too.")
    page.keyboard.press("2")
    assert answer(page).startswith("Fits: Safe haven.")
    assert answer(page).endswith("This scene fits “Proximity seeking” too.")
    page.keyboard.press("3")
    assert answer(page).startswith("Secure base: another pile fits better.")
    assert "too." not in answer(page)


def test_a_card_is_dragged_to_a_pile_by_pointer_and_back_off_it(page):
    scene = card(page).bounding_box()
    pile = deck(page).get_by_role("button", name="Secure base")
    there = pile.bounding_box()
    start = (scene["x"] + 60, scene["y"] + 60)
    target = (there["x"] + there["width"] / 2, there["y"] + there["height"] / 2)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*target, steps=6)
    moved = card(page).bounding_box()
    for at, (edge, size) in enumerate((("x", "width"), ("y", "height"))):
        taken = (start[at] - scene[edge]) / scene[size]
        assert (target[at] - moved[edge]) / moved[size] == pytest.approx(taken, abs=0.01)
    assert moved["height"] < there["height"], "the pile can be seen around the card"
    expect(pile).to_have_attribute("data-over", "true")
    page.mouse.up()
    assert answer(page).startswith("Secure base: another pile fits better.")
    expect(pile).to_have_attribute("aria-pressed", "true")
    assert eventually(page, card(page).bounding_box, scene) == scene, "the card lies in its place again"

    # Let go beside the piles, nothing is decided; pressed and not moved, neither.
    deck(page).get_by_role("button", name="Next card").click()
    for end in ((start[0] + 200, start[1] + 10), start):
        page.mouse.move(*start)
        page.mouse.down()
        page.mouse.move(*end, steps=4)
        page.mouse.up()
        page.wait_for_timeout(300)  # the card glides back into its place
        assert answer(page) == ""
    page.keyboard.press("3")
    assert answer(page).startswith("Fits: Secure base.")


def test_one_goes_back_tries_again_and_leaves_cards_out(page):
    back = deck(page).get_by_role("button", name="Back")
    expect(back).to_have_attribute("aria-disabled", "true")
    into(deck(page))
    tab_to(page, deck(page).get_by_role("button", name="Safe haven"))
    page.keyboard.press("2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert answer(page).startswith("Safe haven: another pile"), "what was put there lies there still"
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    told = deck(page).locator(".sb-sort-told")
    expect(told).to_have_text(
        "None of twelve cards is on a pile that fits. Eleven have not been placed yet.", use_inner_text=True
    )
    assert " ".join(lying(page)[0].split()) == "The dark stairwell look again"
    expect(deck(page)).to_contain_text("Not on a pile yet", use_inner_text=True)
    page.keyboard.press("1")
    expect(told, "there is no card to put anywhere").to_be_visible()

    title = deck(page).get_by_role("button", name="The dark stairwell")
    tab_to(page, title)
    page.keyboard.press("Enter")
    expect(card(page)).to_be_focused()
    page.keyboard.press("1")
    assert answer(page).startswith("Fits: Proximity seeking.")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    expect(told).to_have_text(
        begins("One of twelve cards is on a pile that fits. None were there at the first try."),
        use_inner_text=True,
    )

    deck(page).get_by_role("button", name="Sort them again").click()
    expect(card(page)).to_have_text(begins("Card 1 of 12"), use_inner_text=True)
    assert answer(page) == ""
    expect(deck(page).locator("[aria-pressed=true]")).to_have_count(0)


def test_a_situation_shows_one_way_at_a_time_and_then_what_is_known(page):
    story = page.locator(".sb-situation")
    ways = story.locator(".sb-situation-way")
    known = story.get_by_role("region", name="What is known")
    expect(story).to_contain_text("live in fear", use_inner_text=True)
    expect(story).to_contain_text(
        "When this does not apply: Curiosity is for people who are safe", use_inner_text=True
    )
    expect(known).to_be_hidden()
    into(story)
    seen = []
    for way in ways.all():
        tab_to(page, way)
        page.keyboard.press("Enter")
        shown = story.locator(".sb-situation-then:visible").all_inner_texts()
        assert len(shown) == 1
        expect(story.get_by_role("status")).to_have_text(begins(shown[0]), use_inner_text=True)
        expect(way).to_have_attribute("aria-expanded", "true")
        seen += shown
    assert len(set(seen)) == 3
    expect(known.get_by_role("listitem")).to_have_count(4)
    assert "clinical wisdom" in known.inner_text().lower()
    source = known.get_by_role("link", name="Schrodt")
    expect(source).to_have_attribute("href", "https://doi.org/10.1080/03637751.2013.813632")
    page.keyboard.press("Enter")
    expect(story.get_by_role("status")).to_have_text("", use_inner_text=True)


def test_nothing_is_sent_and_nothing_is_kept(page, reader):
    assert any("execute_request" in frame or "comm_" in frame for frame in reader.sent), "nothing is heard"
    reader.sent.clear()
    into(deck(page))
    tab_to(page, deck(page).get_by_role("button", name="Safe haven"))
    for key in ("2", "ArrowRight", "1", "ArrowRight"):
        page.keyboard.press(key)
    page.locator(".sb-situation-way").first.click()
    page.wait_for_timeout(800)
    assert [frame for frame in reader.sent if "comm_" in frame] == []
    reader.command("notebook:run-all-cells")
    page.wait_for_timeout(1500)
    expect(card(page)).to_have_text(begins("Card 1 of 12"), use_inner_text=True)
    assert answer(page) == ""


def test_with_reduced_motion_nothing_glides(page):
    page.emulate_media(reduced_motion="reduce")
    moving = card(page).evaluate("e => getComputedStyle(e).transitionDuration")
    page.emulate_media(reduced_motion="no-preference")
    assert moving in ("0s", "0s, 0s")
    assert card(page).evaluate("e => getComputedStyle(e).transitionDuration") == "0.16s, 0.16s"
