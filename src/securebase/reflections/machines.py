"""Whose computer this is, as far as its environment says."""

from __future__ import annotations

import os
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Machine(Enum):
    """Where the notebook runs."""

    OWN = "own"
    HUB = "hub"
    BINDER = "binder"


def machine(environment: Mapping[str, str] | None = None) -> Machine:
    """Tell a Binder session and a JupyterHub from a computer of one's own.

    Parameters
    ----------
    environment : mapping of str to str, optional
        The process's own, if not given. Binder runs on a JupyterHub and sets the variables of both.
    """
    names = os.environ if environment is None else environment
    if any(name.startswith("BINDER_") for name in names):
        return Machine.BINDER
    if any(name.startswith("JUPYTERHUB_") for name in names):
        return Machine.HUB
    return Machine.OWN
