"""Controls made of ipywidgets that keep their keys, which JupyterLab would take for its own shortcuts."""

from __future__ import annotations

from securebase.widgets import _static
from securebase.widgets._component import Component


class OwnKeys(Component):
    """Stands unseen in a column of controls; keys pressed in that column then belong to the controls."""

    _esm = _static.esm("own_keys")
