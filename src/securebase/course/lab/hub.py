"""Binder and JupyterHub: the course's settings and plugin for a whole environment, and a filled workbook.

`securebase lab` hands JupyterLab its settings for one run. A server that someone else starts cannot be
given them that way, so here they go into the environment's own configuration, as files of our own, in the
``.d`` folders where Jupyter reads such: nothing that is there is changed, and an administrator's own settings
at the same level still come first.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from jupyter_core.paths import ENV_CONFIG_PATH

from securebase.course.atomic import write_atomically
from securebase.course.lab.settings import CONFIG, EXTENSIONS
from securebase.course.plain_error import PlainError
from securebase.course.workbook.folder import default_folder, fill

_OURS = "securebase.json"
_NBGRADER = "nbgrader_config.py"


class HubError(PlainError):
    """The environment cannot be given the course's settings; the message says why and what to do."""


def prepare_server(folder: Path | None = None, configuration: Path | None = None) -> list[str]:
    """Give an environment the course's settings and plugin, and fill a workbook folder.

    Parameters
    ----------
    folder
        The workbook folder; by default the one of this installation.
    configuration
        Where the environment keeps Jupyter's configuration, ``etc/jupyter``; by default that of the running
        Python. The plugin goes into ``share/jupyter`` beside it.

    Returns
    -------
    list of str
        What happened, in sentences. Run again, it changes nothing that is already as it should be, so a
        learner's server may run it at each start in an environment that only an administrator can write.

    Raises
    ------
    HubError
        If the settings are not in place and cannot be written.
    WorkbookError
        If the folder cannot be used.
    """
    folder = (default_folder() if folder is None else folder).expanduser().absolute()
    configuration = Path(ENV_CONFIG_PATH[0]) if configuration is None else configuration
    own = _administrators_nbgrader(configuration)
    written = _write_settings(configuration)
    state = "has been given" if written else "already has"
    said = [f"Every JupyterLab in this environment {state} the course's settings ({configuration})."]
    if own is not None:
        said.append(
            f"{own} belongs to an administrator and was left as it is. For Submit to send constructed "
            f"notebooks, add what is in {CONFIG / _NBGRADER}."
        )
    return [*said, *fill(folder).sentences()]


def settings_files(configuration: Path) -> dict[Path, bytes]:
    """Return each of the course's settings files with the place that is its own in ``configuration``."""
    files = {}
    for source in sorted(CONFIG.rglob("*.json")):
        section = source.relative_to(CONFIG)
        if section.parent.suffix != ".d":
            section = section.with_suffix(".d") / _OURS
        files[configuration / section] = source.read_bytes()
    if _administrators_nbgrader(configuration) is None:
        # nbgrader reads no ``.d`` folder.
        files[configuration / _NBGRADER] = (CONFIG / _NBGRADER).read_bytes()
    return files


def plugin_files(configuration: Path) -> dict[Path, bytes]:
    """Return each file of the front-end plugin with its place in the environment of ``configuration``."""
    home = _extensions_of(configuration)
    return {home / place.relative_to(EXTENSIONS): place.read_bytes() for place in _files_in(EXTENSIONS)}


def _extensions_of(configuration: Path) -> Path:
    return configuration.parents[1] / "share" / "jupyter" / "labextensions"


def _files_in(folder: Path) -> list[Path]:
    return sorted(place for place in folder.rglob("*") if place.is_file())


def _administrators_nbgrader(configuration: Path) -> Path | None:
    """Return the environment's nbgrader settings if somebody else wrote them: ours have our first line."""
    found = _content(configuration / _NBGRADER)
    ours = (CONFIG / _NBGRADER).read_bytes().splitlines()[0]
    return None if found is None or found.startswith(ours) else configuration / _NBGRADER


def _write_settings(configuration: Path) -> list[Path]:
    files = settings_files(configuration) | plugin_files(configuration)
    missing = {place: data for place, data in files.items() if _content(place) != data}
    for place, data in missing.items():
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(place, data, place.parent)
        except OSError as error:
            raise HubError(
                f"The course's settings could not be written to {place} ({error.strerror or error}). "
                "Run this command as someone who may write there, usually while the environment or its "
                "image is being built."
            ) from error
    return [*missing, *_remove_retired(configuration, set(files))]


def _remove_retired(configuration: Path, files: set[Path]) -> list[Path]:
    """Remove what an older version of the plugin left in the plugin's own folders."""
    own = [_extensions_of(configuration) / extension.name for extension in EXTENSIONS.iterdir()]
    retired = [place for folder in own for place in _files_in(folder) if place not in files]
    for place in retired:
        # One that stays does no harm: nothing of the new version names it.
        with contextlib.suppress(OSError):
            place.unlink()
    return retired


def _content(place: Path) -> bytes | None:
    try:
        return place.read_bytes()
    except OSError:
        return None
