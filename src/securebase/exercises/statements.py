"""What statements do to ``answers``, followed without running any: assignments, updates, calls of ``answer``.

Whatever else may change the answers makes them doubtful: after that, only what is set again is certain.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from securebase.exercises.effects import NAME, bound_names, changes, mentions
from securebase.exercises.plain_values import (
    Imported,
    Unread,
    UnreadableError,
    evaluate,
    table_of,
    value_or_unread,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Followed:
    """What the statements read so far have left behind.

    Attributes
    ----------
    names : dict
        The value of each name; :class:`Unread` where that is not known.
    doubtful : dict
        What ``answers`` held, or may have been given, by question.
    typed : dict
        What calls of ``answer`` gave, by question.
    hidden : bool
        Whether a function may change the answers, whenever it is called.
    not_run : list of str
        What changes the answers and was not read.
    sets, is_done : bool
        Whether the present cell sets answers, and whether all of it was read.
    """

    names: dict[str, Any] = field(default_factory=dict)
    doubtful: dict[Any, Any] = field(default_factory=dict)
    typed: dict[str, Any] = field(default_factory=dict)
    hidden: bool = False
    not_run: list[str] = field(default_factory=list)
    sets: bool = False
    is_done: bool = True

    @property
    def answers(self) -> Mapping[Any, Any]:
        """What ``answers`` holds; nothing if it is no table."""
        held = self.names.get(NAME)
        return held if isinstance(held, dict) else {}

    def follow(self, node: ast.stmt) -> None:
        """Take note of what a statement does."""
        if self._is_read(node):
            return
        self.is_done = False
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            self.hidden |= mentions(node, NAME)
        elif changes(node, self.names):
            if mentions(node, NAME):
                self.leave_out(written(node))
            self.doubt()
        self._forget(node)

    def leave_out(self, text: str) -> None:
        """Take note of a piece of code that changes the answers and is not read."""
        self.not_run.append(text)
        self.sets, self.is_done = True, False

    def doubt(self) -> None:
        """From here on nobody knows what the lists and tables hold that were read so far."""
        self.doubtful |= self.answers
        for name, value in self.names.items():
            if isinstance(value, dict | list):
                self.names[name] = {} if name == NAME else Unread("")

    def _is_read(self, node: ast.stmt) -> bool:
        match node:
            case ast.Assign(targets=targets, value=value):
                self._assign(targets, value)
            case ast.AnnAssign(target=target, value=value):
                self._assign([target], value) if value else None
            case ast.AugAssign(target=target, op=op, value=value):
                return self._add(target, op, value)
            case ast.Delete(targets=[target]):
                return self._delete(target)
            case ast.Expr(value=value):
                is_read = self._call(value) or not changes(value, self.names)
                self._forget(value)
                return is_read
            case ast.Import() | ast.ImportFrom():
                return self._import(node)
            case _:
                return isinstance(node, ast.Pass)
        return True

    def _assign(self, targets: list[ast.expr], value: ast.expr) -> None:
        found = value_or_unread(value, self.names)
        if changes(value, self.names):
            self.doubt()
        self._forget(value)
        for target in targets:
            self._bind(target, found)

    def _bind(self, target: ast.expr, value: Any) -> None:
        match target:
            case ast.Name(id=name) if name == NAME:
                self._set_anew(value)
            case ast.Name(id=name):
                self.names[name] = value
            case ast.Subscript(value=owner, slice=place):
                self._bind_member(owner, place, value)
            case ast.Tuple(elts=targets) | ast.List(elts=targets) if _fits(targets, value):
                for each, one in zip(targets, value, strict=True):
                    self._bind(each, one)
            case _:
                self.is_done = False
                if mentions(target, NAME):
                    self.leave_out(written(target))
                    self.doubt()
                self._forget(target)

    def _set_anew(self, value: Any) -> None:
        self.doubtful = {}
        self.names[NAME] = value
        self.sets |= isinstance(value, dict)
        if isinstance(value, Unread):
            self.leave_out(f"{NAME} = {value.text}")
            self.names[NAME] = {}

    def _bind_member(self, owner: ast.expr, place: ast.expr, value: Any) -> None:
        is_ours = mentions(owner, NAME)
        key = value_or_unread(place, self.names)
        held = value_or_unread(owner, self.names)
        if isinstance(held, dict) and isinstance(key, str):
            held[key] = value
            self.sets |= is_ours
        elif isinstance(owner, ast.Name) and is_ours and isinstance(key, str):
            self.doubtful[key] = value  # Python stops here, for there is no table; what is meant is clear
            self.sets = True
        elif is_ours or isinstance(held, dict | list):
            if is_ours:
                self.leave_out(f"{written(owner)}[{written(place)}] = …")
            self.doubt()

    def _add(self, target: ast.expr, op: ast.operator, value: ast.expr) -> bool:
        if isinstance(op, ast.BitOr) and isinstance(value_or_unread(target, self.names), dict):
            return self._update(target, [value], [])
        if isinstance(value_or_unread(target, self.names), dict | list) or changes(value, self.names):
            return False
        self._bind(target, value_or_unread(ast.BinOp(target, op, value), self.names))
        return True

    def _update(self, owner: ast.expr, given: list[ast.expr], named: list[ast.keyword]) -> bool:
        try:
            more = table_of(given, named, self.names)
            if any(changes(each, self.names) for each in (*given, *named)):
                self.doubt()
            held = evaluate(owner, self.names)
        except UnreadableError:
            return False
        if not isinstance(held, dict):
            return False
        held.update(more)
        self.sets |= mentions(owner, NAME)
        return True

    def _delete(self, target: ast.expr) -> bool:
        if isinstance(target, ast.Name):
            self.names.pop(target.id, None)
            return True
        if isinstance(target, ast.Subscript):
            held, key = value_or_unread(target.value, self.names), value_or_unread(target.slice, self.names)
            if isinstance(held, dict) and isinstance(key, str):
                held.pop(key, None)
                return True
        return False

    def _import(self, node: ast.Import | ast.ImportFrom) -> bool:
        inside = f"{node.module}." if isinstance(node, ast.ImportFrom) else ""
        for each in node.names:
            # `import a.b` gives the name a, unless it says `as`.
            path = each.name if inside or each.asname else each.name.split(".")[0]
            self.names[each.asname or path] = Imported(inside + path)
        return True

    def _call(self, node: ast.expr) -> bool:
        """Tell whether a line is a call that says something about answers, and take what it says."""
        match node:
            case ast.Call(func=ast.Attribute(value=owner, attr="update"), args=given, keywords=named):
                return self._update(owner, given, named)
            case ast.Call(
                func=ast.Name(id="answer") | ast.Attribute(value=ast.Name(id="exercise"), attr="answer"),
                args=[question, *given],
                keywords=named,
            ):
                self._type(value_or_unread(question, self.names), given, named)
        return False

    def _type(self, question: Any, given: list[ast.expr], named: list[ast.keyword]) -> None:
        values = [value_or_unread(each, self.names) for each in given]
        items = {str(each.arg): value_or_unread(each.value, self.names) for each in named}
        value: Any = items or ...
        if values and values != [...]:
            value = values[0] if len(values) == 1 else tuple(values)  # 23,8 are two values to Python
        if isinstance(question, str) and value is not ... and unread_in(value) is None:
            self.typed[question] = value

    def _forget(self, node: ast.AST) -> None:
        for name in bound_names(node) - {NAME}:
            self.names[name] = Unread("")


def unread_in(value: Any) -> Unread | None:
    """Return what was not read of an answer."""
    if isinstance(value, Unread):
        return value
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, tuple) else ()
    return next((each for each in inside if isinstance(each, Unread)), None)


def _fits(targets: list[ast.expr], value: Any) -> bool:
    is_row = isinstance(value, list | tuple) and len(value) == len(targets)
    return is_row and not any(isinstance(each, ast.Starred) for each in targets)
