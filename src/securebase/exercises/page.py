"""What an exercise's kernel tells the page, without any output: that an answer was kept."""

from __future__ import annotations

import os
import sys

DISPLAY_ID = "securebase-kept"


def is_graded_run() -> bool:
    """Tell whether nbgrader, rather than a learner, runs the notebook."""
    return "NBGRADER_EXECUTION" in os.environ


def tell_the_page() -> None:
    """Tell the page that an answer was kept, so that it can save the notebook, which carries them too.

    The message is an update of an output that is nowhere: whoever does not wait for it passes it over.
    """
    ipython = sys.modules.get("IPython")  # where nobody imported it, no notebook runs
    shell = ipython.get_ipython() if ipython else None
    if getattr(shell, "kernel", None) is None or is_graded_run():
        return
    from IPython.display import display  # noqa: PLC0415 - see above

    display({"text/plain": ""}, raw=True, display_id=DISPLAY_ID, update=True)
