"""What an answer may be: the kinds of question, and the sentence for what is not accepted.

An answer is a number, one of the question's own option ids, a list of them, a table of these, or ``True``.
Nothing else is ever kept or sent, so no sentence a learner writes can end up in an answer.
"""

from __future__ import annotations

import math
import numbers
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Answer = float | str | bool | list[str] | dict[str, float] | dict[str, str]
Kind = Literal["number", "numbers", "choice", "choices", "order", "match", "attest"]


class NotAcceptedError(ValueError):
    """An answer that the question does not take; the message is the sentence for the learner."""


@dataclass(frozen=True)
class Form:
    """The shape of one question's answer, apart from its wording and what is right.

    Attributes
    ----------
    kind : str
        One of ``number``, ``numbers``, ``choice``, ``choices``, ``order``, ``match`` and ``attest``.
    options : tuple of str
        Ids that may be chosen, ordered or matched.
    items : tuple of str
        Ids that get a number (``numbers``) or an option (``match``) each.
    """

    kind: Kind
    options: tuple[str, ...] = field(default=())
    items: tuple[str, ...] = field(default=())

    def accept(self, value: object) -> Answer:  # noqa: PLR0911 - one for each kind
        """Return ``value`` in the one form in which answers are kept.

        Parameters
        ----------
        value : object
            What the learner, a widget, a cache or a submission gave.

        Raises
        ------
        NotAcceptedError
            With a sentence that names what was given and what is accepted.
        """
        match self.kind:
            case "number":
                return _number(value)
            case "numbers":
                return {name: _number(given) for name, given in self._table(value, "a number").items()}
            case "choice":
                return self._option(value)
            case "choices":
                return self._options(value)
            case "order":
                return self._order(value)
            case "match":
                given = self._table(value, "an option")
                return {name: self._option(chosen) for name, chosen in given.items()}
            case "attest":
                if value is True:
                    return True
                raise NotAcceptedError("The only answer to this step is True.")

    @property
    def wanted(self) -> str:
        """What an answer is, in a few words: "one number, as in 12.5"."""
        options, items = _listed(self.options), _listed(self.items)
        return {
            "number": "one number, as in 12.5",
            "numbers": f"a number for each of {items}",
            "choice": f"one of {options}",
            "choices": f"a list in square brackets, made of {options}",
            "order": f"a list in square brackets that names each of {options} once",
            "match": f"an option for each of {items}",
            "attest": "True",
        }[self.kind]

    def as_data(self) -> dict[str, object]:
        """Return the form as plain data, for a notebook's metadata."""
        return {"kind": self.kind, "options": list(self.options), "items": list(self.items)}

    def _option(self, value: object) -> str:
        if isinstance(value, str) and value in self.options:
            return str(value)
        raise NotAcceptedError(f"{_shown(value)} is not an option. The options are: {_listed(self.options)}.")

    def _options(self, value: object) -> list[str]:
        chosen = {self._option(each) for each in _sequence(value, self.options)}
        return [option for option in self.options if option in chosen]

    def _order(self, value: object) -> list[str]:
        ordered = [self._option(each) for each in _sequence(value, self.options)]
        if sorted(ordered) != sorted(self.options):
            raise NotAcceptedError(
                f"An order lists each of these once: {_listed(self.options)}. This one has {len(ordered)}"
                f"{', one of them twice' if len(set(ordered)) < len(ordered) else ''}."
            )
        return ordered

    def _table(self, value: object, what: str) -> dict[str, object]:
        if not isinstance(value, dict) or not value:
            raise NotAcceptedError(f"This question needs {what} for each of: {_listed(self.items)}.")
        for name in value:
            if name not in self.items:
                raise NotAcceptedError(
                    f"{_shown(name)} is not part of this question. Its parts are: {_listed(self.items)}."
                )
        return {name: value[name] for name in self.items if name in value}


def form_from_data(data: Mapping[str, object]) -> Form:
    """Return the form that :meth:`Form.as_data` wrote.

    Raises
    ------
    KeyError, TypeError
        If ``data`` is not such a form.
    """
    options, items = data["options"], data["items"]
    if not isinstance(options, list) or not isinstance(items, list):
        raise TypeError("A form's options and items are lists.")
    kind: Kind = data["kind"]  # type: ignore[assignment] # an unknown kind matches no case of `accept`
    return Form(kind=kind, options=tuple(options), items=tuple(items))


def _number(value: object) -> float:
    if isinstance(value, str):
        point = " and with a point" if "," in value else ""
        example = "57 / 100" if "%" in value else "12.5"
        raise NotAcceptedError(
            f"{_shown(value)} is in quotes. Write the number without them{point}, as in {example}."
        )
    if isinstance(value, tuple) and len(value) == 2:
        raise NotAcceptedError("Write the number with a point, as in 12.5; a comma makes it two numbers.")
    if isinstance(value, bool) or not isinstance(value, numbers.Real | Decimal):
        raise NotAcceptedError(f"{_shown(value)} is not a number. Write one number, as in 12.5.")
    try:
        number = float(value)
    except (OverflowError, ValueError):  # a fraction beyond all floats; a decimal that signals it is none
        number = math.inf
    if not math.isfinite(number):
        raise NotAcceptedError("This is not a finite number. Write one number, as in 12.5.")
    return number


def _sequence(value: object, options: Sequence[str]) -> Sequence[object]:
    if isinstance(value, (list, tuple)):
        return value
    if isinstance(value, (set, frozenset)):
        return sorted(value, key=str)
    raise NotAcceptedError(f"Write a list in square brackets, made of: {_listed(options)}.")


def _shown(value: object) -> str:
    """Return a value as a learner would recognise it, and never more than a few words of it."""
    if isinstance(value, str):
        return f'"{value[:30]}…"' if len(value) > 30 else f'"{value}"'
    if isinstance(value, bool | int | float):
        return str(value)[:30]
    return f"What was given ({type(value).__name__})"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
