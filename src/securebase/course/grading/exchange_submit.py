"""nbgrader's Submit for this course's exercises: it sends the constructed notebook and nothing else.

A module for nbgrader's own process: a learner's settings name it, and it imports nbgrader.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.exchange.default import ExchangeSubmit

from securebase.course.grading.preview import in_words, preview
from securebase.course.grading.source import notebook_json
from securebase.course.grading.submission import SubmissionError, read_released, submission_from
from securebase.exercises.construct import is_ours

if TYPE_CHECKING:
    from nbformat.notebooknode import NotebookNode


class ConstructedSubmit(ExchangeSubmit):
    """Submit what ``construct`` makes of a learner's folder; other courses' work goes as it always does."""

    def copy_files(self) -> None:
        """Construct, run once in a fresh kernel, say what it earns, and send."""
        self.init_release()
        released = {path: read_released(path) for path in sorted(Path(self.release_path).glob("*.ipynb"))}
        if not any(is_ours(notebook) for notebook in released.values()):
            super().copy_files()
            return
        with tempfile.TemporaryDirectory() as folder:
            staged = Path(folder) / self.coursedir.assignment_id
            staged.mkdir()
            for path, notebook in released.items():
                self._stage(path.name, notebook, staged)
            self._staged = staged
            super().copy_files()

    def do_copy(self, src: str, dest: str, log: Any = None) -> None:
        """Copy the constructed folder instead of the learner's, if there is one."""
        staged = getattr(self, "_staged", None)
        super().do_copy(str(staged) if staged else src, dest, log)

    def _stage(self, name: str, released: NotebookNode, staged: Path) -> None:
        own = Path(self.src_path) / name
        if not is_ours(released):
            if own.is_file():
                shutil.copy(own, staged / name)
            return
        try:
            submission = submission_from(released, own)
        except SubmissionError as error:
            self.fail(str(error))
            return
        for sentence in submission.sentences:
            self.log.warning("%s", sentence)
        self._show(submission.notebook)
        (staged / name).write_text(notebook_json(submission.notebook), "utf-8")

    def _show(self, notebook: NotebookNode) -> None:
        """Say what the submission earns; that it could not be run keeps nobody from handing in."""
        try:
            lines = in_words(preview(notebook))
        except Exception as error:  # noqa: BLE001 - a kernel can fail in many ways, none of which is the learner's
            lines = [
                f"Your work could not be run here beforehand ({type(error).__name__}). It is sent as it is."
            ]
        for line in lines:
            self.log.info("%s", line)
