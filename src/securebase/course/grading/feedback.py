"""The pages with a learner's feedback: nbgrader's own, without its link to the internet.

A module for nbgrader's own process: a course's ``nbgrader_config.py`` names it, and it imports nbconvert.
"""

from __future__ import annotations

from pathlib import Path

import nbgrader
from nbconvert.exporters import HTMLExporter
from traitlets.config import Config


def template_folders() -> list[str]:
    """Return the folders for nbconvert's ``extra_template_basedirs``: ours, then nbgrader's.

    The settings of courses that the first version made ask for them, too.
    """
    stock = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"
    return [str(Path(__file__).parent / "templates"), str(stock)]


class FeedbackExporter(HTMLExporter):
    """What makes the pages with feedback, in the terminal and for Formgrader's button.

    Formgrader makes its own live pages with ``HTMLExporter`` itself, and names their template in that class's
    settings; a class of its own is how feedback has another.
    """

    @property
    def default_config(self) -> Config:
        """The settings of nbconvert, and our templates, which no setting of ``HTMLExporter`` replaces."""
        ours = Config(
            {
                "FeedbackExporter": {
                    "template_name": "feedback",
                    "extra_template_basedirs": template_folders(),
                }
            }
        )
        ours.merge(super().default_config)
        return ours
