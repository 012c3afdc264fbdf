"""matplotlib's settings for the course: those of its user, never those that lie beside a notebook.

When it is imported, matplotlib takes a ``matplotlibrc`` in the current folder before the user's own and
before its defaults. Such a file beside a lesson came from whoever handed it on: it changes every picture, or
keeps all of them from being drawn, and it names modules to run.
"""

from __future__ import annotations

import contextlib
import functools
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType


class _AwayFromFolder(MetaPathFinder):
    """Finds matplotlib as the other finders do, and lets it be imported from within its own folder.

    No setting of matplotlib's says where not to look, and looking happens within the import. This waits for
    the import, because matplotlib is slow and only pictures need it.
    """

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname != "matplotlib":
            return None
        others = (finder for finder in sys.meta_path if finder is not self)
        found = (finder.find_spec(fullname, path, target) for finder in others)
        spec = next((spec for spec in found if spec is not None), None)
        if spec is not None and spec.loader is not None and spec.origin is not None:
            loader: Any = spec.loader
            loader.exec_module = functools.partial(_within, Path(spec.origin).parent, loader.exec_module)
        return spec


def _within(folder: Path, load: Any, module: ModuleType) -> None:
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):  # the current folder is gone, and no settings are in it
            stack.enter_context(contextlib.chdir(folder))
        load(module)


def ignore_those_beside() -> None:
    """From now on, import matplotlib without the settings that lie in the current folder."""
    if not any(isinstance(finder, _AwayFromFolder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _AwayFromFolder())


def load_ipython_extension(_shell: object) -> None:
    """Do the same as an extension of IPython: before anything of the notebook runs."""
    ignore_those_beside()
