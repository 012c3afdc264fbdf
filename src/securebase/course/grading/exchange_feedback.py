"""nbgrader's release of feedback, for a course in which some learners send a file instead of using Submit.

A module for nbgrader's own process: a course's ``nbgrader_config.py`` names it, and it imports nbgrader.
"""

from __future__ import annotations

import glob
from pathlib import Path

from nbgrader.exchange.default import ExchangeReleaseFeedback

# What Submit leaves beside a submission. By the second, nbgrader names the page that only its learner finds.
_LEFT_BY_SUBMIT = ("timestamp.txt", "submission_secret.txt")


class ReleaseFeedbackToSubmitters(ExchangeReleaseFeedback):
    """Release feedback to whoever used Submit, and name the other pages, at which stock nbgrader stops."""

    src_path: str

    def copy_files(self) -> None:
        """Release page after page, and say at the end which ones were not."""
        pages = []
        for folder in sorted(glob.glob(self.src_path)):  # noqa: PTH207 - nbgrader's own pattern, an absolute one
            if all(Path(folder, name).is_file() for name in _LEFT_BY_SUBMIT):
                self.src_path = folder
                super().copy_files()
            else:
                pages += sorted(Path(folder).glob("*.html"))
        for page in pages:
            self.log.warning(
                "Not released, because its learner did not use Submit. Send it yourself: %s", page
            )
