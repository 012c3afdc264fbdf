"""``securebase course init``: a folder that nbgrader can work in, made from the exercises."""

from __future__ import annotations

import glob
from typing import TYPE_CHECKING

from securebase.course.grading.release import CODE_STUB
from securebase.course.grading.source import exercise_sources, notebook_json, source_notebook
from securebase.course.plain_error import PlainError

if TYPE_CHECKING:
    from pathlib import Path

COURSE_ID = "secure-base"
CONFIG = "nbgrader_config.py"
EXCHANGE = "exchange"
# What nbgrader asks for, with the sticky bit of /tmp: others may add to it, and take nothing away.
_OPEN_TO_ALL = 0o1777


class CourseFolderError(PlainError):
    """A folder in which no course can be made; the message is the sentence for the instructor."""


def init_course(folder: Path) -> list[str]:
    """Make a ready nbgrader course in ``folder``.

    Parameters
    ----------
    folder : Path
        A folder that is empty or not there yet; one with other files in it is fine, too.

    Returns
    -------
    list of str
        Sentences for the instructor: what was made, and what to do next.

    Raises
    ------
    CourseFolderError
        If the folder holds a course already, cannot be written, or is one that nbgrader cannot work in.
    """
    path = str(folder.resolve())
    if glob.escape(path) != path:  # nbgrader looks for its files by patterns that begin with this path
        raise CourseFolderError(
            f"nbgrader cannot work in {path}: it takes the characters *, ? and [ of a path for a pattern. "
            "Name a folder without them."
        )
    for name in (CONFIG, EXCHANGE, "source", "gradebook.db"):
        if (folder / name).exists():
            raise CourseFolderError(
                f"{folder} already holds a course: {name} is there. Nothing was changed. "
                "Name another folder, or one that does not exist yet."
            )
    sources = exercise_sources()
    try:
        for source in sources:
            place = folder / "source" / source.stem
            place.mkdir(parents=True)
            notebook = notebook_json(source_notebook(source))
            (place / f"{source.stem}.ipynb").write_text(notebook, "utf-8")
        # There from the start: without it, Formgrader offers no release.
        (folder / EXCHANGE).mkdir()
        (folder / EXCHANGE).chmod(_OPEN_TO_ALL)
        (folder / CONFIG).write_text(course_config(), "utf-8")
    except OSError as error:
        raise CourseFolderError(
            f"The course could not be written to {folder} ({error.strerror}). "
            "Name a folder that you may write to."
        ) from None
    first = sources[0].stem
    return [
        f"The course {COURSE_ID} is ready in {folder}, with {len(sources)} exercise(s) in source.",
        f"Next, in that folder: nbgrader generate_assignment {first}",
        f"and then: nbgrader release_assignment {first}",
        f"Put what a learner sends you into submitted/ID/{first}/{first}.ipynb; ID is your name for them.",
        f"What is handed in through nbgrader's Submit arrives in {folder / EXCHANGE}.",
        f"For learners with accounts of their own on this machine or hub, see c.Exchange.root in {CONFIG}.",
        "For points and comments by hand, start jupyter lab in that folder: menu Nbgrader, Formgrader.",
        "Solutions are public: they travel with this package. Nothing in the exercises is hidden.",
        "nbgrader validate ends with status 0 even where a check fails; read what it prints.",
    ]


def course_config() -> str:
    """Return the text of a course's ``nbgrader_config.py``."""
    return f'''\
"""Settings of this nbgrader course. Yours to edit; nbgrader reads them in this folder."""

from pathlib import Path

from nbgrader.preprocessors import (
    CheckCellMetadata,
    ClearOutput,
    DeduplicateIds,
    OverwriteCells,
    OverwriteKernelspec,
)

from securebase.course.grading.sanitizing import ConstructSubmission

c = get_config()

c.CourseDirectory.course_id = "{COURSE_ID}"

# Released exercises, what is handed in, and feedback change hands in this folder. Where learners have
# accounts of their own, on this machine or a hub, name a folder here that all of them may enter, and the same
# in the nbgrader_config.py that their nbgrader reads: c.Exchange.root = "/the/same/folder"
c.Exchange.root = str(Path(__file__).resolve().parent / "{EXCHANGE}")

# What stands in place of a solution. It runs without an error and scores nothing.
c.ClearSolutions.code_stub = {CODE_STUB!r}

# Grading begins by rebuilding the submission from the released notebook, so that a copied, deleted, retyped
# or added cell cannot stop a run. What follows is nbgrader's own list.
c.Autograde.sanitize_preprocessors = [
    ConstructSubmission,
    ClearOutput,
    DeduplicateIds,
    OverwriteKernelspec,
    OverwriteCells,
    CheckCellMetadata,
]

# Graded notebooks carry no state of widgets, and no endless output.
c.Execute.store_widget_state = False
c.Execute.timeout = 60
c.LimitOutput.max_lines = 200
c.LimitOutput.max_traceback = 20

# Feedback pages load nothing from the internet.
c.GenerateFeedback.exporter_class = "securebase.course.grading.feedback.FeedbackExporter"

# For whoever hands in from this folder's settings: the constructed notebook is sent, and nothing else.
c.ExchangeFactory.submit = "securebase.course.grading.exchange_submit.ConstructedSubmit"

# Feedback is released to whoever used Submit; the pages of those who sent a file are named.
c.ExchangeFactory.release_feedback = (
    "securebase.course.grading.exchange_feedback.ReleaseFeedbackToSubmitters"
)
'''
