"""A JupyterLab that someone else starts, with the course's settings: a workbook among other things."""

from __future__ import annotations

import os
import secrets
from typing import TYPE_CHECKING

from free_ports import free_port
from real_lab import Lab, launch

from securebase.course.lab.hub import prepare_server

if TYPE_CHECKING:
    from pathlib import Path


def start_hub(home: Path) -> Lab:
    """Prepare an environment as `securebase hub` does, and start JupyterLab in ``home``."""
    environment = home / "environment"
    prepare_server(home / "workbook", environment / "etc" / "jupyter")
    lab = Lab(home, home, free_port(), secrets.token_hex(12), None, home / "lab.log")
    command = [
        "jupyter-lab",
        "--ip=127.0.0.1",
        f"--port={lab.port}",
        "--ServerApp.port_retries=0",
        "--no-browser",
        *(["--allow-root"] if os.geteuid() == 0 else []),
    ]
    variables = {
        "JUPYTER_CONFIG_PATH": str(environment / "etc" / "jupyter"),
        "JUPYTER_PATH": str(environment / "share" / "jupyter"),
    }
    return launch(command, lab, home, variables)
