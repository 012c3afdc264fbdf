"""nbgrader's Submit for this course's exercises: it sends the constructed notebook and nothing else.

A module for nbgrader's own process: a learner's settings name it, and it imports nbgrader.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from nbgrader.exchange.default import ExchangeSubmit

from securebase.course.grading.exchange_places import our_notebooks, places_of
from securebase.course.grading.handing_in import HandedIn, somebody_listens, tell
from securebase.course.grading.preview import in_words, preview
from securebase.course.grading.source import notebook_json
from securebase.course.grading.submission import SubmissionError
from securebase.course.grading.worked_in import submission_of

if TYPE_CHECKING:
    from nbformat.notebooknode import NotebookNode

    from securebase.course.grading.submission import Submission


class ConstructedSubmit(ExchangeSubmit):
    """Submit what ``construct`` makes of the learner's work; other courses' work goes as it always does."""

    def init_src(self) -> None:
        """Look for the learner's work in the workbook too, where nothing needed to be fetched."""
        self.init_release()
        self._released = our_notebooks(Path(self.release_path))
        self._folders = places_of(self, self._released.values())
        if self._folders:
            self.src_path = str(self._folders[0])
        else:
            super().init_src()

    def copy_files(self) -> None:
        """Construct, send, and tell what was sent, what it earns and what was not sent."""
        if not self._released:
            super().copy_files()
            return
        learners = Path(self.src_path)
        with tempfile.TemporaryDirectory() as folder:
            staged = Path(folder) / self.coursedir.assignment_id
            staged.mkdir()
            for path in Path(self.release_path).glob("*.ipynb"):
                if path not in self._released and (learners / path.name).is_file():
                    shutil.copy(learners / path.name, staged)
            sent = [self._stage(path.name, notebook, staged) for path, notebook in self._released.items()]
            self.src_path = str(staged)
            super().copy_files()
        for handed_in in sent:
            tell(handed_in)

    def _stage(self, name: str, released: NotebookNode, staged: Path) -> HandedIn:
        try:
            submission = submission_of(released, name, self._folders or [Path(self.src_path)])
        except SubmissionError as error:
            self.fail(str(error))
            raise  # fail raises, and does not say so
        (staged / name).write_text(notebook_json(submission.notebook), "utf-8")
        if not somebody_listens():
            self._say(submission)
        return HandedIn(self.coursedir.course_id, released, submission)

    def _say(self, submission: Submission) -> None:
        """Say in the terminal what it earns; that it cannot be run keeps nobody from handing in."""
        self.log.info("The work that is handed in is in %s", submission.source)
        for sentence in submission.sentences:
            self.log.warning("%s", sentence)
        try:
            lines = in_words(preview(submission.notebook))
        except Exception as error:  # noqa: BLE001 - a kernel can fail in many ways, none of which is the learner's
            lines = [f"Your work could not be run here first ({type(error).__name__}). It is sent as it is."]
        for line in lines:
            self.log.info("%s", line)
