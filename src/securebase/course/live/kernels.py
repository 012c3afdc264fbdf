"""How the kernels of a workbook's notebooks start: what lies beside a notebook is nothing that they import.

Python, and IPython after it, look for modules in the folder in which they are started. A kernel's is the
notebook's own, and has to be: answers are found there. So a ``numpy.py`` that somebody put beside a lesson,
or an ``ipykernel_launcher.py``, would run in place of what was meant.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.kernelspec import NoSuchKernel
from jupyter_core.utils import ensure_async

from securebase.course.live.belonging import in_workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a kernel is told in the terms of IPython, which are the same for all its versions.
_NO_FOLDER = "--InteractiveShellApp.ignore_cwd=True"
_EXTENSION = "--InteractiveShellApp.extra_extensions=securebase.matplotlib_settings"


def guard_kernels(server: Any) -> None:  # Jupyter's application has no types
    """Let the server start kernels in a workbook so that they import nothing from the notebook's folder.

    Kernels in other folders start as ever: other courses' notebooks may import what lies beside them.

    Parameters
    ----------
    server
        Jupyter's application. A kernel that is restarted starts as it did the first time.
    """
    kernels = server.kernel_manager
    ours = in_workbook(server)
    start = kernels.start_kernel

    async def start_kernel(*arguments: Any, path: str | None = None, **options: Any) -> Any:
        # A kernel without a place of its own gets the server's folder.
        if ours(path or ""):
            options["env"] = safe_environment(options.get("env") or os.environ)
            command = await _command(kernels, options.get("kernel_name"))
            options["extra_arguments"] = [*options.get("extra_arguments", ()), *_ipython_arguments(command)]
        return await ensure_async(start(*arguments, path=path, **options))

    kernels.start_kernel = start_kernel


def safe_environment(given: Mapping[str, str]) -> dict[str, str]:
    """Return environment variables with which Python imports nothing from the folder it is started in."""
    # An empty place in PYTHONPATH (as `export PYTHONPATH=$PYTHONPATH:...` leaves one) is that folder, and a
    # relative one is in it.
    places = [place for place in given.get("PYTHONPATH", "").split(os.pathsep) if Path(place).is_absolute()]
    kept = {name: value for name, value in given.items() if name != "PYTHONPATH"}
    if places:
        kept["PYTHONPATH"] = os.pathsep.join(places)
    # For the interpreter, which `-m ipykernel_launcher` would give the folder as the first place of all.
    return kept | {"PYTHONSAFEPATH": "1"}


async def _command(kernels: Any, name: str | None) -> list[str]:
    try:
        spec = await ensure_async(
            kernels.kernel_spec_manager.get_kernel_spec(name or kernels.default_kernel_name)
        )
    except NoSuchKernel:
        return []  # whoever asked for it is told so when it is started
    return list(spec.argv)


def _ipython_arguments(command: list[str]) -> list[str]:
    """Return what an IPython kernel is told besides; other kernels would not understand it."""
    if not any(part.startswith("ipykernel") for part in command):
        return []
    # IPython before 9.7 adds the folder again, whatever the interpreter was told.
    arguments = [_NO_FOLDER]
    if _is_this_environment(command[0]):
        # matplotlib reads its settings from that folder before all others.
        arguments.append(_EXTENSION)
    return arguments


def _is_this_environment(python: str) -> bool:
    """Tell whether a kernel's Python is the server's own, and so has the course."""
    # Jupyter takes the server's own Python for one without a folder.
    return not Path(python).is_absolute() or Path(python).parent == Path(sys.executable).parent
