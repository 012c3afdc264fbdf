"""``turned[i] is True``: never so for NumPy's booleans, nor for 0 and 1, although they count as true."""

from __future__ import annotations

import ast
import copy
from typing import TYPE_CHECKING

from securebase.exercises.plain_values import written

if TYPE_CHECKING:
    from collections.abc import Sequence

HINT = "is-true"  # an exercise may word its own


class _Mending(ast.NodeTransformer):
    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        """Let ``x is True`` ask whether ``x`` counts as true."""
        self.generic_visit(node)
        match node:
            case ast.Compare(
                ops=[ast.Is() | ast.IsNot() as op], comparators=[ast.Constant(value=bool(value))]
            ):
                no = ast.UnaryOp(ast.Not(), node.left)
                yes = ast.UnaryOp(ast.Not(), no)
                is_yes = isinstance(op, ast.Is) == value
                self.found.append((written(node), written(node.left if is_yes else no)))
                return yes if is_yes else no
        return node


def mended(statements: Sequence[ast.stmt]) -> tuple[str, str]:
    """Return code that asks for truth and not identity, and a hint; two empty texts if nothing does.

    Parameters
    ----------
    statements : sequence of ast.stmt
        A learner's code; it stays as it is.
    """
    mending = _Mending()
    text = "\n".join(written(mending.visit(copy.deepcopy(each))) for each in statements)
    if not mending.found:
        return "", ""
    asked, instead = mending.found[0]
    return text, (
        f"“{asked}” does not ask whether the value counts as true or false. It asks whether it is Python's "
        f"own True or False, and these values are not. Write “{instead}” in its place."
    )
