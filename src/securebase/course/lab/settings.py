"""What JupyterLab is told for one run: our settings first, nothing written for other notebooks."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

from securebase.course.workbook.folder import OWN

_FRONT_END = Path(__file__).resolve().parents[2] / "labextension"
CONFIG = _FRONT_END / "config"
EXTENSIONS = _FRONT_END / "extensions"  # prebuilt extensions of JupyterLab, each in a folder of its name


def commands_path(path: str) -> str:
    """Put this environment's commands first on a PATH: nbgrader calls ``alembic`` by its name."""
    own = dict.fromkeys([str(Path(sys.executable).parent), sysconfig.get_path("scripts")])
    return os.pathsep.join([*own, *(place for place in path.split(os.pathsep) if place and place not in own)])


def lab_environment(folder: Path, given: dict[str, str]) -> dict[str, str]:
    """Return the environment variables to set for JupyterLab and its kernels in a workbook folder.

    Our settings lead; then come those that the caller's own variables name, then the user's configuration,
    which is read (proxies, passwords, nbgrader's exchange) but never written: what JupyterLab saves by itself
    goes into the workbook's hidden folder.

    Parameters
    ----------
    folder
        The workbook folder.
    given
        The environment of the caller.
    """
    home = given.get("JUPYTER_CONFIG_DIR") or str(Path.home() / ".jupyter")
    paths = [str(CONFIG), *given.get("JUPYTER_CONFIG_PATH", "").split(os.pathsep), home]
    own = folder / OWN / "jupyter"
    return {
        "PATH": commands_path(given.get("PATH", "")),
        "JUPYTER_CONFIG_PATH": os.pathsep.join(path for path in paths if path),
        "JUPYTER_CONFIG_DIR": str(own),
        "JUPYTERLAB_SETTINGS_DIR": str(own / "lab" / "user-settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / OWN / "workspaces"),
    }
