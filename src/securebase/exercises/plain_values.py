"""The value of a Python expression, read without running it: numbers, words, lists, tables, a few functions.

Whatever is not in the closed tables is not read. No value may take much time or memory: whole numbers,
collections and texts have a maximum size, and only numbers are calculated with.
"""

from __future__ import annotations

import ast
import operator
import re
import struct
from decimal import Decimal
from fractions import Fraction
from types import EllipsisType
from typing import TYPE_CHECKING, Any

from securebase.exercises.plain_functions import CONSTANTS, FUNCTIONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST = 1000  # members of a collection, and characters in a text that becomes a number
BITS = 4096  # of a whole number

_FAULTS = (ValueError, TypeError, ArithmeticError, LookupError, RecursionError, MemoryError, struct.error)


class UnreadableError(Exception):
    """An expression that would have to be run."""


class Unread:
    """The placeholder in a table for a value that was not read.

    Parameters
    ----------
    text : str
        What stood there.
    """

    def __init__(self, text: str) -> None:
        self.text = " ".join(text.split())


class Imported(str):
    """The full name of what was imported, under whatever name."""

    __slots__ = ()


class Array(list[Any]):
    """Numbers from ``np.array([...])``: they are read, and not calculated with."""


def evaluate(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """Return the value of an expression.

    Parameters
    ----------
    node : ast.expr
    names : mapping
        The values of the names before it; :class:`Unread` where that is not known.

    Returns
    -------
    object
        Python's own numbers, texts, lists, tuples, sets and dicts. A dict may hold an :class:`Unread` in
        place of a value: one that is not read leaves the others alone.

    Raises
    ------
    UnreadableError
        If it would have to be run, or has no value in Python.
    """
    try:
        return _evaluate(node, names)
    except _FAULTS:
        raise UnreadableError from None


def value_or_unread(node: ast.expr, names: Mapping[str, Any]) -> Any:
    """Return the value of an expression, or an :class:`Unread` in its place."""
    try:
        return evaluate(node, names)
    except UnreadableError:
        return Unread(written(node))


def table_of(given: list[ast.expr], named: list[ast.keyword], names: Mapping[str, Any]) -> dict[Any, Any]:
    """Return what ``dict(...)`` makes of what it is called with.

    Raises
    ------
    UnreadableError
        As :func:`evaluate`. A named value that cannot be read is an :class:`Unread`.
    """
    try:
        return _dict(_members(given, names), named, names)
    except _FAULTS:
        raise UnreadableError from None


def path_of(node: ast.expr, names: Mapping[str, Any]) -> str:
    """Return the full name of a function or module, as in ``numpy.float64``; empty for anything else."""
    match node:
        case ast.Name(id=name) if name not in names:
            return "numpy" if name == "np" else name
        case ast.Name(id=name):
            return str(names[name]) if isinstance(names[name], Imported) else ""
        case ast.Attribute(value=ast.Name() as value, attr=attr):
            owner = path_of(value, names)
            return f"{owner}.{attr}" if owner else ""
        case _:
            return ""


def written(node: ast.AST) -> str:
    """Return a piece of Python as text, on as many lines as it takes."""
    try:
        return ast.unparse(node)
    except RecursionError:
        return "…"


def _evaluate(node: ast.expr, names: Mapping[str, Any]) -> Any:  # noqa: PLR0911 - one for each kind
    match node:
        case ast.Constant(value=value):
            return _constant(value)
        case ast.Name(id=name) if name in names:
            return _known(names[name])
        case ast.Attribute() | ast.Name():
            return CONSTANTS[path_of(node, names)]
        case ast.UnaryOp(op=op, operand=operand):
            return _signed(op, _evaluate(operand, names))
        case ast.BinOp(left=left, op=op, right=right):
            return _combined(_evaluate(left, names), op, _evaluate(right, names))
        case ast.Subscript(value=owner, slice=place):
            return _member(_evaluate(owner, names), _evaluate(place, names))
        case ast.Call():
            return _called(node, names)
        case _:
            return _collection(node, names)


def _collection(node: ast.expr, names: Mapping[str, Any]) -> Any:
    match node:
        case ast.List(elts=members):
            return _members(members, names)
        case ast.Tuple(elts=members):
            return tuple(_members(members, names))
        case ast.Set(elts=members):
            return {_key(member) for member in _members(members, names)}
        case ast.Dict():
            return _table(node, names)
        case _:
            raise UnreadableError


def _constant(value: Any) -> Any:
    if isinstance(value, bytes | complex):
        raise UnreadableError
    return _number(value) if isinstance(value, int | float) else value


def _known(value: Any) -> Any:
    if isinstance(value, Unread | Imported):
        raise UnreadableError
    return value


def _number(value: Any) -> Any:
    wholes = (value.numerator, value.denominator) if isinstance(value, int | Fraction) else ()
    if not isinstance(value, int | float | Fraction) or any(each.bit_length() > BITS for each in wholes):
        raise UnreadableError
    return value


def _signed(op: ast.unaryop, value: Any) -> Any:
    if isinstance(value, Decimal) and isinstance(op, ast.USub):
        return value.copy_negate()  # without any rounding
    return _number(_SIGNS[type(op)](_number(value)))


def _fraction(*given: Any) -> Fraction:
    """Return what ``Fraction(...)`` makes of numbers or of a short text: "1e99999999" would take forever."""
    if any(isinstance(each, str) and not _SHORT.fullmatch(each) for each in given):
        raise UnreadableError
    return Fraction(*given)


def _decimal(given: Any = 0) -> Decimal:
    """Return what ``Decimal(...)`` makes of a number or a text: it is read, and not calculated with.

    How many digits a sum of two has is a setting of the learner's, which is not read.
    """
    return Decimal(given)


def _key(value: Any) -> Any:
    # A tuple's hash visits all its members each time: twenty tuples of each other would take a million steps.
    if not isinstance(value, str | int | float | EllipsisType | None):
        raise UnreadableError
    return value


def _sized(value: Any) -> Any:
    if len(value) > MOST:
        raise UnreadableError
    return value


def _members(nodes: list[ast.expr], names: Mapping[str, Any]) -> list[Any]:
    members: list[Any] = []
    for node in nodes:
        if isinstance(node, ast.Starred):
            members.extend(_sized(_evaluate(node.value, names)))
        else:
            members.append(_evaluate(node, names))
        _sized(members)
    return members


def _table(node: ast.Dict, names: Mapping[str, Any]) -> dict[Any, Any]:
    table: dict[Any, Any] = {}
    for key, value in zip(node.keys, node.values, strict=True):
        if key is None:
            table.update(_evaluate(value, names))
        else:
            table[_key(_evaluate(key, names))] = value_or_unread(value, names)
        _sized(table)
    return table


def _combined(left: Any, op: ast.operator, right: Any) -> Any:
    if isinstance(op, ast.BitOr) and isinstance(left, dict) and isinstance(right, dict):
        return _sized(left | right)
    # Python would begin at once, and 10**10**10 is a number of thirty thousand million bits.
    if isinstance(op, ast.Pow) and isinstance(left, int | Fraction) and isinstance(right, int | Fraction):
        bits = max(left.numerator.bit_length(), left.denominator.bit_length())
        if abs(right.numerator) * bits > BITS:
            raise UnreadableError
    return _number(_OPERATIONS[type(op)](_number(left), _number(right)))


def _member(owner: Any, place: Any) -> Any:
    if not isinstance(owner, dict | list | tuple):
        raise UnreadableError
    return _known(owner[_key(place)])


def _called(node: ast.Call, names: Mapping[str, Any]) -> Any:
    path, given = path_of(node.func, names), _members(node.args, names)
    if path == "dict":
        return _dict(given, node.keywords, names)
    if path in _COLLECTIONS and not node.keywords:
        return _sized(_COLLECTIONS[path](*given))
    if path in _EXACT and not node.keywords:
        return _EXACT[path](*map(_flat, given))
    if path in FUNCTIONS:
        named = {str(each.arg): _evaluate(each.value, names) for each in node.keywords}
        if not named.keys() <= {"ndigits", "decimals"}:
            raise UnreadableError
        if path.startswith("numpy.") and any(map(_has_fraction, given)):
            raise UnreadableError  # some of them take fractions, and some do not
        return _number(FUNCTIONS[path](*map(_flat, given), *named.values()))
    if isinstance(node.func, ast.Attribute) and not node.keywords:
        return _METHODS[node.func.attr](_evaluate(node.func.value, names), *given)
    raise UnreadableError


def _dict(given: list[Any], named: list[ast.keyword], names: Mapping[str, Any]) -> dict[Any, Any]:
    first, *others = given or [{}]
    if others:
        raise UnreadableError
    pairs = first.items() if isinstance(first, dict) else _sized(first)
    table = {_key(key): value for key, value in pairs}
    for each in named:
        if each.arg is None:
            table.update(_evaluate(each.value, names))
        else:
            table[each.arg] = value_or_unread(each.value, names)
    return _sized(table)  # type: ignore[no-any-return] # what came in


def _flat(value: Any) -> Any:
    """Refuse what holds collections of its own: comparing two of them may take forever."""
    members = _sized(value) if isinstance(value, list | tuple | set | str) else [value]
    if not all(isinstance(each, int | float | str | Fraction) for each in members):
        raise UnreadableError
    return value


def _has_fraction(value: Any) -> bool:
    return any(isinstance(each, Fraction) for each in (value if isinstance(value, list | tuple) else [value]))


def _copied(value: Any) -> Any:
    return value.copy() if isinstance(value, list | dict) else _number(value)


def _got(table: Any, key: Any, other: Any = None) -> Any:
    return _known(table.get(_key(key), other)) if isinstance(table, dict) else _member(table, key)


_SIGNS: dict[type[ast.unaryop], Callable[[Any], Any]] = {ast.UAdd: operator.pos, ast.USub: operator.neg}
_OPERATIONS: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}
_SHORT = re.compile(r" *[-+]?\d{0,400}(\.\d{0,400}|/\d{1,400})?(e[-+]?\d{1,2})? *", re.ASCII | re.IGNORECASE)
_EXACT: dict[str, Callable[..., Any]] = {
    "fractions.Fraction": _fraction,
    "decimal.Decimal": _decimal,
}
_COLLECTIONS: dict[str, Callable[..., Any]] = {
    "list": list,
    "tuple": tuple,
    "zip": lambda *lists: list(zip(*lists, strict=False)),
    "reversed": lambda members: list(reversed(members)),
    "numpy.array": Array,
    "numpy.asarray": Array,
}
_METHODS: dict[str, Callable[..., Any]] = {
    "item": _number,
    "tolist": _copied,
    "copy": _copied,
    "get": _got,
}
