"""What an exercise's own cells give to the code that a learner writes: imports, data, helper functions.

Read from the exercise's text as it is installed, so that no notebook can vouch for itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import yaml

from securebase.content import content_root
from securebase.exercises.apart import QUIET
from securebase.exercises.cell_code import code_of
from securebase.exercises.plain_values import written
from securebase.exercises.solution_cells import names_made, names_used

_CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?:---\n(.*?)^---\n)?(.*?)\n?^```$", re.MULTILINE | re.DOTALL)
_SOLUTION = re.compile(r"^([ \t]*)### BEGIN SOLUTION$.*?^[ \t]*### END SOLUTION$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class ReleasedCode:
    """The code of an exercise as it is released.

    Attributes
    ----------
    statements : tuple of str
        Those of its locked cells, in order.
    stubs : dict of str
        Each solution cell as a learner finds it, by its grade_id.
    """

    statements: tuple[str, ...]
    stubs: dict[str, str]

    def given_to(self, source: str) -> str:
        """Return the lines that make the names which a learner's code uses, and no others: imports take time.

        Parameters
        ----------
        source : str
            The learner's code.
        """
        wanted = names_used(source)
        lines: list[str] = []
        for statement in reversed(self.statements):
            if names_made(statement) & (wanted - {*QUIET}):
                lines.insert(0, statement)
                wanted |= names_used(statement)
        return "\n".join(lines)


@lru_cache(maxsize=4)
def released_code(exercise: str) -> ReleasedCode:
    """Return the code of an exercise of the installed course.

    Parameters
    ----------
    exercise : str
        Its name, as in ``04-the-first-hour``.
    """
    text = (content_root() / "exercises" / exercise / f"{exercise}.md").read_text("utf-8")
    statements: list[str] = []
    stubs: dict[str, str] = {}
    for header, source in _CELL.findall(text):
        role = (yaml.safe_load(header) or {}).get("nbgrader", {})
        if role.get("solution"):
            stubs[role["grade_id"]] = _SOLUTION.sub(r"\1...", source)
        elif role.get("locked"):
            statements += map(written, code_of(source).statements)
    return ReleasedCode(tuple(statements), stubs)
