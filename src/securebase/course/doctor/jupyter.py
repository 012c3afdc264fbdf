"""Doctor: find an extension, nbgrader's helper or the kernel missing, switched off or another's."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import sysconfig
from pathlib import Path
from typing import TYPE_CHECKING, Any

from securebase.course.doctor.packages import mend
from securebase.course.lab.settings import CONFIG, EXTENSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

# What the course needs each extension for.
_SERVER = {
    "jupyterlab_jupytext": "opens lessons as notebooks",
    "nbgrader.server_extensions.assignment_list": "hands in exercises",
    "nbgrader.server_extensions.validate_assignment": "checks exercises",
    "securebase.course.live.extension": "tells unchanged lessons, which wake up by themselves",
}
_FRONT_END = {
    "jupyterlab-jupytext": "opens lessons as notebooks",
    "@jupyter/nbgrader": "hands in exercises",
    "@jupyter-widgets/jupyterlab-manager": "shows sliders and buttons",
    "anywidget": "shows live pictures",
    "securebase": "wakes lessons up and shows the course",
}
_PANELS_FOR_INSTRUCTORS = {
    "@jupyter/nbgrader:formgrader",
    "@jupyter/nbgrader:create-assignment",
    "@jupyter/nbgrader:course-list",
}


def server_extensions() -> Iterator[str]:
    """Find server extensions that the course needs and that are missing or not enabled."""
    enabled = _configuration("", "jupyter_server_config").get("ServerApp", {}).get("jpserver_extensions", {})
    for name, purpose in _SERVER.items():
        if importlib.util.find_spec(name.partition(".")[0]) is None:
            yield f"The server extension {name}, which {purpose}, is missing. {mend()}"
        elif not enabled.get(name):
            yield f"The server extension {name}, which {purpose}, is not enabled. {mend()}"


def lab_extensions() -> Iterator[str]:
    """Find front-end extensions that the course needs and that are missing or switched off."""
    from jupyter_core.paths import jupyter_path  # noqa: PLC0415  # it may be what is missing

    disabled = _configuration("labconfig", "page_config").get("disabledExtensions", {})
    off = {name for name, really in disabled.items() if really} - _PANELS_FOR_INSTRUCTORS
    for name, purpose in _FRONT_END.items():
        mine = sorted(one for one in off if one.partition(":")[0] == name)
        homes = (EXTENSIONS, *map(Path, jupyter_path("labextensions")))
        if not any((home / name / "package.json").is_file() for home in homes):
            yield f"JupyterLab's extension {name}, which {purpose}, is missing. {mend()}"
        elif mine:
            yield (
                f"JupyterLab's extension {name}, which {purpose}, is switched off. "
                f"Switch it on: jupyter labextension enable {' '.join(mine)}"
            )


def alembic() -> Iterator[str]:
    """Find that nbgrader, which calls ``alembic`` by its name, would not get this environment's."""
    own = Path(sysconfig.get_path("scripts"))
    found = shutil.which("alembic")
    if shutil.which("alembic", path=str(own)) is None:
        yield f"The command alembic, which nbgrader needs, is missing from {own}. {mend()}"
    elif found is None or Path(found).parent != own:
        where = "leads to none" if found is None else f"leads to another environment's, {found}"
        yield (
            f"nbgrader calls the command alembic by its name, and PATH {where}. `securebase lab` sees to "
            f"that by itself; in a terminal, put this environment first: export PATH={own}{os.pathsep}$PATH"
        )


def kernel() -> Iterator[str]:
    """Find that notebooks would not start this environment's Python."""
    from jupyter_client.kernelspec import KernelSpecManager, NoSuchKernel  # noqa: PLC0415  # may be missing

    try:
        spec = KernelSpecManager().get_kernel_spec("python3")
    except NoSuchKernel:
        yield f"The kernel python3 is missing, so no notebook can run. {mend()}"
        return
    command = spec.argv[0] if spec.argv else "nothing"
    # Jupyter puts the running Python in place of these names.
    if command in {"python", "python3", f"python3.{sys.version_info.minor}"}:
        return
    # Compared as written: the Pythons of two environments are links to the same one.
    if Path(command).parent != Path(sys.executable).parent:
        yield (
            f"The kernel python3, in {spec.resource_dir}, starts {command} and not this environment's "
            f"{sys.executable}, so lessons would not find the course. "
            "Remove it: jupyter kernelspec remove python3"
        )


def _configuration(folder: str, section: str) -> dict[str, Any]:
    """Merge what Jupyter reads under ``securebase lab``, where our settings lead."""
    from jupyter_core.paths import jupyter_config_path  # noqa: PLC0415  # it may be what is missing
    from jupyter_server.services.config.manager import ConfigManager  # noqa: PLC0415  # the same

    places = [str(Path(place, folder)) for place in (CONFIG, *jupyter_config_path())]
    merged: dict[str, Any] = ConfigManager(read_config_path=places).get(section)
    return merged
