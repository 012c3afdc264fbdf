"""Controls made of ipywidgets that keep their keys, which JupyterLab would take for its own shortcuts."""

from __future__ import annotations

from securebase.widgets import _static
from securebase.widgets._component import Component


class OwnKeys(Component):
    """Stands unseen in a column of controls; keys pressed in that column then belong to the controls.

    It brings the course's look with it, for a column with the classes ``sb`` and ``sb-own-controls``.
    """

    _esm = _static.esm("own_keys")
    _css = _static.css("own_controls")
