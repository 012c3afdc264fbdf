"""A kernel that a real server started for a notebook, and what it says to a line of code."""

from __future__ import annotations

import contextlib
import json
import secrets
from typing import TYPE_CHECKING

import websocket

if TYPE_CHECKING:
    from real_lab import Lab


class Kernel:
    """The kernel of a notebook, as JupyterLab starts it; ``how`` are further parts of the request."""

    def __init__(self, lab: Lab, path: str, **how: object) -> None:
        asked = {"name": path, "path": path, "type": "notebook", "kernel": {"name": "python3"}} | how
        self.lab, self.id = lab, lab.api("sessions", method="POST", body=asked)["kernel"]["id"]

    def say(self, code: str) -> str:
        """Run a cell, and return what it printed or the error's own sentence."""
        place = self.lab.address(f"api/kernels/{self.id}/channels?token={self.lab.token}")
        with contextlib.closing(websocket.create_connection(f"ws{place[4:]}", timeout=90)) as line:
            asked = secrets.token_hex(8)
            header = {
                "msg_id": asked,
                "msg_type": "execute_request",
                "session": asked,
                "username": "",
                "version": "5.4",
            }
            content = {"code": code, "silent": False, "store_history": False, "allow_stdin": False}
            message = {
                "header": header,
                "parent_header": {},
                "metadata": {},
                "content": content,
                "channel": "shell",
            }
            line.send(json.dumps(message))
            said = []
            while True:
                told = json.loads(line.recv())
                if told["parent_header"].get("msg_id") != asked:
                    continue
                content = told["content"]
                if told["msg_type"] == "stream":
                    said.append(content["text"])
                elif told["msg_type"] == "error":
                    said.append(f"{content['ename']}: {content['evalue']}")
                elif told["msg_type"] == "status" and content["execution_state"] == "idle":
                    return "".join(said)

    def restart(self) -> None:
        self.lab.api(f"kernels/{self.id}/restart", method="POST")
