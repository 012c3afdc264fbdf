"""A real JupyterLab on a free port, with a throw-away home."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from free_ports import free_port

# Nothing of the account that runs the tests may help: no settings, no tokens, no journal.
FOREIGN = ("JUPYTER", "XDG_", "IPYTHON", "SECUREBASE", "BINDER_")


@dataclass
class Lab:
    """A running JupyterLab, and the workbook that it shows."""

    folder: Path
    home: Path
    port: int
    token: str
    process: subprocess.Popen
    log: Path
    base: str = "/"

    def url(self, path: str = "") -> str:
        """Address of a file of the workbook in JupyterLab, in a workspace of its own (no tabs left over)."""
        tree = f"/tree/{quote(path)}" if path else ""
        return self.address(f"lab/workspaces/t{secrets.token_hex(4)}{tree}?token={self.token}")

    def address(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{self.base}{path}"

    def api(self, path: str, *, method: str = "GET", body: object = None, root: str = "api"):
        """Ask the server itself."""
        request = urllib.request.Request(
            self.address(f"{root}/{path}"),
            headers={"Authorization": f"token {self.token}"},
            method=method,
            data=None if body is None else json.dumps(body).encode(),
        )
        with urllib.request.urlopen(request, timeout=30) as answer:
            content = answer.read()
        return json.loads(content) if content else None

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def start_lab(
    folder: Path,
    home: Path,
    *options: str,
    environment: dict[str, str] | None = None,
    again: Lab | None = None,
) -> Lab:
    """Start `securebase lab` as a learner would, and wait until it answers.

    ``again`` is one that was stopped: the new one has its address.
    """
    port = again.port if again else free_port()
    command = ["securebase", "lab", "--no-browser", "--port", str(port), "--folder", str(folder), *options]
    token = again.token if again else secrets.token_hex(12)
    return launch(command, Lab(folder, home, port, token, None, home / "lab.log"), home, environment or {})


def launch(command: list[str], lab: Lab, where: Path, environment: dict[str, str]) -> Lab:
    """Start a JupyterLab by a command, in the folder ``where``, and wait until it answers."""
    config = lab.home / ".jupyter"
    config.mkdir(parents=True, exist_ok=True)
    # Lets a test call JupyterLab's own commands (run all, save) instead of hunting through menus.
    (config / "jupyter_lab_config.json").write_text('{"LabApp": {"expose_app_in_browser": true}}')
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN)}
    variables = kept | {
        "HOME": str(lab.home),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")]),
        "JUPYTER_TOKEN": lab.token,
    }
    with lab.log.open("ab") as output:
        lab.process = subprocess.Popen(
            command,
            cwd=where,
            env=variables | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
        )
    for _ in range(600):
        try:
            lab.api("status")
        except OSError:
            code = lab.process.poll()
            assert code is None, f"{command} ended with status {code}:\n{lab.log.read_text()}"
            time.sleep(0.1)
        else:
            return lab
    lab.stop()
    raise AssertionError(f"{command} did not answer within a minute:\n{lab.log.read_text()}")
