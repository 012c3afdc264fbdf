"""The first thing that happens to a submission when it is graded: it is constructed anew.

A module for nbgrader's own process: it is named in a course's ``nbgrader_config.py`` and imports nbgrader.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import NbGraderPreprocessor

from securebase.course.grading.submission import read_released
from securebase.course.grading.worked_in import submission_of
from securebase.exercises.construct import is_ours

if TYPE_CHECKING:
    from nbformat.notebooknode import NotebookNode

_KEPT_BY_NBGRADER = {"timestamp.txt", "submission_secret.txt"}


class ConstructSubmission(NbGraderPreprocessor):
    """Replace a submitted notebook by the one constructed from it; notebooks that are not ours pass.

    It also takes whatever else a learner sent out of the folder in which the notebook will run (nbgrader's
    copy; what was submitted stays as it is): a stray ``numpy.py`` there would be imported.
    """

    def preprocess(
        self, notebook: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Return the constructed notebook.

        Raises
        ------
        FileNotFoundError
            If the exercise has not been released in this course.
        """
        course = CourseDirectory(parent=self)
        about = resources["nbgrader"]
        student, assignment, name = about["student"], about["assignment"], about["notebook"]
        release = Path(course.format_path(course.release_directory, ".", assignment)) / f"{name}.ipynb"
        if not release.is_file():
            raise FileNotFoundError(
                f"{release} is missing, from which submissions are rebuilt. "
                f"Run: nbgrader generate_assignment {assignment} --force"
            )
        released = read_released(release)
        if not is_ours(released):
            return notebook, resources
        submitted = Path(course.format_path(course.submitted_directory, student, assignment))
        submission = submission_of(released, f"{name}.ipynb", [submitted])
        for sentence in submission.sentences:
            self.log.warning("%s, %s: %s", student, name, sentence)
        self._clear_strays(
            Path(course.format_path(course.autograded_directory, student, assignment)),
            Path(course.format_path(course.source_directory, ".", assignment)),
        )
        return submission.notebook, resources

    def _clear_strays(self, running: Path, source: Path) -> None:
        for path in sorted(running.glob("*")):
            if path.name in _KEPT_BY_NBGRADER or path.suffix == ".ipynb" or (source / path.name).exists():
                continue
            self.log.warning("%s is not part of the exercise and is left out when it is run.", path.name)
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
