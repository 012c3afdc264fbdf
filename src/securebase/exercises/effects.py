"""What a piece of Python that is not read may do to names, and to the lists and tables that they hold."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from securebase.exercises.plain_values import path_of

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "answers"

# What takes a list or a table and leaves it as it was.
_HARMLESS = frozenset(
    (
        *("print", "display", "repr", "str", "type", "isinstance", "format", "len", "sorted", "reversed"),
        *("list", "tuple", "set", "dict", "zip", "enumerate", "range", "any", "all", "round", "float", "int"),
        *("abs", "min", "max", "sum", "bool"),
    )
)
_HARMLESS_METHODS = frozenset(("get", "items", "keys", "values", "copy", "item", "tolist", "format", "join"))
_HARMLESS_MODULES = ("numpy.", "math.", "statistics.", "fractions.", "decimal.")
_REACHES_ALL = frozenset(("exec", "eval", "globals", "locals", "vars", "get_ipython"))


def mentions(node: ast.AST, name: str) -> bool:
    """Tell whether a name occurs anywhere in a piece of Python."""
    return any(isinstance(each, ast.Name) and each.id == name for each in ast.walk(node))


def bound_names(node: ast.AST) -> set[str]:
    """Return the names that a piece of Python may give another meaning."""
    bound: set[str] = set()
    for each in ast.walk(node):
        match each:
            case ast.Name(id=str() as name, ctx=ast.Store() | ast.Del()):
                bound.add(name)
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                bound.add(name)
            case ast.ExceptHandler(name=str() as name) | ast.MatchAs(name=str() as name):
                bound.add(name)
            case ast.MatchStar(name=str() as name) | ast.MatchMapping(rest=str() as name):
                bound.add(name)
            case ast.alias(name=name, asname=other):
                bound.add(other or name.split(".")[0])
    return bound


def changes(node: ast.AST, names: Mapping[str, Any]) -> bool:
    """Tell whether a piece of Python may change ``answers``, or a list or table that was read.

    Parameters
    ----------
    node : ast.AST
    names : mapping
        The values of the names read so far.
    """
    touches = calls = False
    for each in ast.walk(node):
        match each:
            case ast.Name(id=name) if name in _REACHES_ALL:
                return True
            case ast.Name(id=name, ctx=ast.Store() | ast.Del()) if name == NAME:
                return True
            case ast.Name(id=name):
                touches |= _holds(name, names)
            case ast.Subscript(ctx=ast.Store() | ast.Del()) | ast.Attribute(ctx=ast.Store() | ast.Del()):
                if _holds(_root(each), names):
                    return True
            case ast.Call(func=function):
                calls |= not _is_harmless(function, names)
    return touches and calls


def _holds(name: str, names: Mapping[str, Any]) -> bool:
    return name == NAME or isinstance(names.get(name), dict | list)


def _root(node: ast.expr) -> str:
    while isinstance(node, ast.Subscript | ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _is_harmless(function: ast.expr, names: Mapping[str, Any]) -> bool:
    path = path_of(function, names)
    if path in _HARMLESS or path.startswith(_HARMLESS_MODULES):
        return True
    # The course's own two names are made by its first cell, which is code like any other here.
    if isinstance(function, ast.Name) and function.id == "answer":
        return True
    return isinstance(function, ast.Attribute) and (
        function.attr in _HARMLESS_METHODS or _root(function) == "exercise"
    )
