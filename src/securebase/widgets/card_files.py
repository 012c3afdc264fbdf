"""Cards as data: decks of scenes to sort, and situations; read and checked before anyone sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from securebase.widgets._checked_files import AuthoringError, CheckedFiles

if TYPE_CHECKING:
    from pathlib import Path


class CardError(AuthoringError):
    """Cards that cannot be shown, said in one sentence for the author of the lesson."""


_DECKS = CheckedFiles("cards", "sort-cards", "deck of cards", CardError)
_SITUATIONS = CheckedFiles("cards/situations", "situation", "situation", CardError)


def load_deck(name: str) -> dict[str, Any]:
    """Read one deck of scenes to sort.

    Parameters
    ----------
    name : str
        The file's name in ``assets/cards`` without its ending: ``"secure-base-safe-haven"``.

    Returns
    -------
    dict
        ``title`` and ``question`` (str), ``piles`` and ``cards`` (lists of dicts), as
        ``assets/schemas/sort-cards.schema.json`` describes them.

    Raises
    ------
    CardError
        If there is no such file, or something in it is missing, unknown or contradicts itself. The message
        names file, card and field.
    """
    return read_deck(_DECKS.find(name))


def read_deck(path: Path) -> dict[str, Any]:
    """Read and check one file of scenes to sort; see `load_deck`.

    Raises
    ------
    CardError
        With the file's name, the card and the field in its message.
    """
    deck = _DECKS.read(path)
    _DECKS.check_ids(deck["piles"], path, "pile")
    piles = [pile["id"] for pile in deck["piles"]]
    for number, card in enumerate(deck["cards"], start=1):
        place = f"{path.name}, card {card.get('id') or number}"
        _DECKS.check(card, place, "card")
        _check_piles(card, piles, place)
    _DECKS.check_ids(deck["cards"], path, "card")
    return deck


def _check_piles(card: dict[str, Any], piles: list[str], place: str) -> None:
    for pile in card["fits"]:
        if pile not in piles:
            raise CardError(f"{place}, field fits: {pile!r} is not among the piles ({', '.join(piles)}).")
    if odd := sorted(set(card["feedback"]) ^ set(piles)):
        raise CardError(
            f"{place}, field feedback: one entry is needed for each pile and for nothing else; "
            f"look at {', '.join(odd)}."
        )


def load_situation(name: str) -> dict[str, Any]:
    """Read one situation.

    Parameters
    ----------
    name : str
        The file's name in ``assets/cards/situations`` without its ending: ``"the-closed-door"``.

    Returns
    -------
    dict
        As ``assets/schemas/situation.schema.json`` describes it.

    Raises
    ------
    CardError
        If there is no such file, or something in it is missing or unknown. The message names file and field.
    """
    return read_situation(_SITUATIONS.find(name))


def read_situation(path: Path) -> dict[str, Any]:
    """Read and check one file with a situation; see `load_situation`.

    Raises
    ------
    CardError
        With the file's name and the field in its message.
    """
    return _SITUATIONS.read(path)
