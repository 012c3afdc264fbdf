"""Where the plugin is missing, a line near the top of each lesson says how to run it."""

from __future__ import annotations

import jupytext
import pytest

from securebase.content import content_root

LESSONS = sorted((content_root() / "lessons").glob("[0-9]*.md"))
TAG = "without-plugin"  # the plugin hides the cell that has it


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.stem)
def test_a_line_before_the_first_code_says_how_to_run_the_lesson_by_hand(lesson):
    cells = jupytext.read(lesson).cells
    tagged = [place for place, cell in enumerate(cells) if TAG in cell.metadata.get("tags", [])]
    first_code = next(place for place, cell in enumerate(cells) if cell.cell_type == "code")
    assert len(tagged) == 1, f'a cell that begins with: +++ {{"tags": ["{TAG}"]}}'
    assert tagged[0] < first_code
    line = cells[tagged[0]].source
    assert "Run All Cells" in line
    assert len(line.splitlines()) == 1, "nothing else may stand in a cell that is hidden"
