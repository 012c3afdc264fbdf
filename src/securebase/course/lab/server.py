"""`securebase lab`: fill the workbook and open JupyterLab in it."""

from __future__ import annotations

import asyncio
import errno
import os
import secrets
import signal
import socket
import sys
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from securebase.course.lab.opening import forget_lost_tabs, lesson_to_open
from securebase.course.lab.set_aside import set_aside_settings
from securebase.course.lab.settings import EXTENSIONS, lab_environment
from securebase.course.plain_error import PlainError
from securebase.course.workbook.folder import OWN, default_folder, fill

if TYPE_CHECKING:
    from pathlib import Path

_HOST = "127.0.0.1"
_LAST_WORDS = 5  # seconds for answers that are under way when JupyterLab is ended


class LabError(PlainError):
    """JupyterLab cannot be started; the message says why and what to do."""


def open_lab(folder: Path | None = None, port: int | None = None, *, browser: bool = True) -> None:
    """Fill a workbook folder, say what happened, and serve JupyterLab there until it is ended.

    Parameters
    ----------
    folder
        The workbook folder; by default the one of this installation.
    port
        The port to listen on; by default the first free one from 8888.
    browser
        Whether to open a browser, where there is one.

    Raises
    ------
    WorkbookError
        If the folder cannot be used.
    SettingsError
        If somebody's settings for Jupyter lie in it and cannot be moved away.
    LabError
        If the port cannot be used.
    """
    folder = (default_folder() if folder is None else folder).expanduser().absolute()
    if port is not None:
        _try_port(port)
    _say(f"Preparing the workbook in {folder} ...")
    for sentence in [*fill(folder, say=_say).sentences(), *set_aside_settings(folder)]:
        _say(sentence)
    _say("Starting JupyterLab ...")
    _serve(folder, port, browser=browser and _has_browser())


def _say(sentence: str) -> None:
    print(sentence, flush=True)


def _try_port(port: int) -> None:
    try:
        with socket.socket() as probe:
            if os.name == "posix":
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((_HOST, port))
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise LabError(
                f"Port {port} was given, but another program is using it, perhaps a workbook that is already "
                "open. Give another number with --port, or leave --port out and a free one is found."
            ) from error
        raise LabError(
            f"Port {port} was given, but this account may not listen on it ({error.strerror}). Ports "
            "from 1024 to 65535 are usually open to everyone. Give another with --port, or leave --port out."
        ) from error


def _has_browser() -> bool:
    """Whether there is a browser with windows; a text browser would take over the terminal."""
    if os.environ.get("BROWSER") or sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _serve(folder: Path, port: int | None, *, browser: bool) -> None:
    os.environ.update(lab_environment(folder, dict(os.environ)))
    forget_lost_tabs(folder)
    # Jupyter reads the environment when it is imported, so this comes after the settings.
    from jupyterlab.labapp import LabApp  # noqa: PLC0415

    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    arguments = _arguments(folder, port, token, browser=browser)
    server: Any = LabApp.initialize_server(argv=arguments)
    server.io_loop.add_callback(_announce, server, token)
    if os.name == "posix":
        # Jupyter's own handlers write log lines, and leave kernels behind where there is no terminal.
        for how in (signal.SIGINT, signal.SIGTERM):
            signal.signal(how, lambda *_: server.stop(from_signal=True))
    server.start()
    _end_what_waits(server.io_loop.asyncio_loop)
    _say(f"JupyterLab has stopped. Your workbook is in {folder}.")


def _end_what_waits(loop: asyncio.AbstractEventLoop) -> None:
    """End the answers in the middle of which JupyterLab was stopped: their threads keep the process alive."""
    waiting = asyncio.all_tasks(loop)
    for task in waiting:
        task.cancel()
    if waiting:
        loop.run_until_complete(asyncio.wait(waiting, timeout=_LAST_WORDS))


def _arguments(folder: Path, port: int | None, token: str, *, browser: bool) -> list[str]:
    lesson = lesson_to_open(folder)
    arguments = [
        f"--ServerApp.root_dir={folder}",
        f"--ServerApp.ip={_HOST}",
        f"--ServerApp.open_browser={browser}",
        f"--IdentityProvider.token={token}",
        "--ServerApp.answer_yes=True",
        "--KernelManager.transport_encryption=auto",
        f"--ServerApp.default_url={'/lab/tree/' + quote(lesson) if lesson else '/lab'}",
        f"--LabApp.default_url={'/lab/tree/' + quote(lesson) if lesson else '/lab'}",
        f"--LabApp.workspaces_dir={folder / OWN / 'workspaces'}",
        f"--LabApp.extra_labextensions_path={EXTENSIONS}",
        "--LabApp.news_url=None",
        # The check of whether to build JupyterLab anew takes the server most of a second at each opening.
        "--ServerApp.tornado_settings={'page_config_data': {'buildCheck': False}}",
        f"--Application.log_level={'INFO' if os.environ.get('SECUREBASE_DEBUG') else 'ERROR'}",
    ]
    if port is not None:
        arguments += [f"--ServerApp.port={port}", "--ServerApp.port_retries=0"]
    if os.name == "posix" and os.geteuid() == 0:
        arguments.append("--allow-root")
    return arguments


def _announce(server: Any, token: str) -> None:  # Jupyter's application has no types
    _say(
        f"The workbook is open at\n\n    http://{_HOST}:{server.port}{server.base_url}?token={token}\n\n"
        "Leave this window open while you work. Press Ctrl+C here to stop it."
    )
