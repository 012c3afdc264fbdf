"""The command line: ``securebase lab | journal | hub | course | doctor``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from securebase import __version__

_LAB = """Fill the workbook folder with the course and open JupyterLab in it.

Run it again at any time: new versions of lessons and exercises are brought in, and whatever you
have changed stays as it is. Nothing outside the folder is changed, and other notebooks on this computer
are not affected."""

_DOCTOR = """Check this installation and say in plain sentences what is wrong with it and how to fix it.

The exit status is 0 if all is well and 1 if anything is not."""

_HUB = """Prepare a server that someone else starts: Binder, JupyterHub, an image of your own.

Gives every JupyterLab of this Python environment the course's settings, and fills the workbook folder.
On a computer of your own use `securebase lab`, which leaves other notebooks alone. Run it again after an
update; what is already in place is left as it is."""

_COURSE = """For instructors: a course for nbgrader, made from the exercises."""

_JOURNAL = """Your private journal: what you kept while working through the course, encrypted on your disk.

Passphrases are asked for, never given on the command line, where other programs could see them."""

_INIT = """Create an nbgrader course in FOLDER, ready for Formgrader and for nbgrader's own commands."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 it could not be done, 2 it was not understood."""
    given = _parser().parse_args(arguments)
    try:
        return int(given.run(given))
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if os.environ.get("SECUREBASE_DEBUG"):
            raise
        print(_explanation(error), file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="securebase",
        description="Secure Base: an interactive workbook on attachment, the nervous system and love.",
        epilog="`securebase COMMAND --help` says more about a command.",
    )
    parser.add_argument("--version", action="version", version=f"Secure Base {__version__}")
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")

    lab = _command(commands, "lab", "open the workbook in JupyterLab", _LAB)
    lab.add_argument(
        "--folder",
        type=Path,
        help="the workbook folder, created if needed (default: workbook in a clone, else ~/Secure Base)",
    )
    lab.add_argument(
        "--port", type=_port, help="the port on this computer to use (default: a free one, from 8888)"
    )
    lab.add_argument(
        "--no-browser", action="store_true", help="print the address instead of opening a browser"
    )
    lab.set_defaults(run=_run_lab)

    _add_journal(_command(commands, "journal", "read, export and back up your private journal", _JOURNAL))

    hub = _command(commands, "hub", "prepare a server: Binder, JupyterHub", _HUB)
    hub.add_argument("--folder", type=Path, help="the workbook folder to fill (default: as for lab)")
    hub.set_defaults(run=_run_hub)

    course = _command(commands, "course", "create an nbgrader course (for instructors)", _COURSE)
    steps = course.add_subparsers(title="commands", required=True, metavar="COMMAND")
    init = _command(steps, "init", "create a new course", _INIT)
    init.add_argument("folder", type=Path, metavar="FOLDER", help="where the course goes")
    init.set_defaults(run=_run_course_init)

    doctor = _command(commands, "doctor", "say what is wrong with this installation", _DOCTOR)
    doctor.add_argument("--folder", type=Path, help="the workbook folder to look at (default: as for lab)")
    doctor.set_defaults(run=_run_doctor)
    return parser


def _add_journal(journal: argparse.ArgumentParser) -> None:
    steps = journal.add_subparsers(title="commands", required=True, metavar="COMMAND", dest="step")
    listing = "the date, the prompt and the id of every entry"
    steps.add_parser("list", help=f"show {listing}", description=f"Show {listing}; no answers.")

    export = steps.add_parser("export", help="write the whole journey to a file that can be read")
    export.add_argument("--html", action="store_true", help="one web page (default: Markdown)")
    export.add_argument("file", type=Path, metavar="FILE", help="a new file; it is not encrypted")

    backup = steps.add_parser("backup", help="write the whole journal to one encrypted file")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file; it opens with a passphrase")

    restore = steps.add_parser("restore", help="add the entries of a backup; nothing is overwritten")
    restore.add_argument("file", type=Path, metavar="FILE", help="what backup wrote")

    steps.add_parser("passphrase", help="change, set or remove the passphrase")

    delete = steps.add_parser("delete", help="delete one entry, or the journal, for good")
    which = delete.add_mutually_exclusive_group(required=True)
    which.add_argument("id", nargs="?", metavar="ID", help="the entry's id, as list shows it")
    which.add_argument("--all", action="store_true", help="the whole journal, with its key; asks first")

    steps.add_parser("where", help="say where the journal is, and its state")
    journal.set_defaults(run=_run_journal)


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str, brief: str, text: str
) -> argparse.ArgumentParser:
    return commands.add_parser(
        name, help=brief, description=text, formatter_class=argparse.RawDescriptionHelpFormatter
    )


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise argparse.ArgumentTypeError(f"{text!r} was given; a port is a whole number from 1 to 65535")
    return int(text)


def _run_lab(given: argparse.Namespace) -> int:
    from securebase.course.lab.server import open_lab  # noqa: PLC0415  # --help stays quick

    open_lab(given.folder, given.port, browser=not given.no_browser)
    return 0


def _run_journal(given: argparse.Namespace) -> int:
    from securebase.journal.commands import run  # noqa: PLC0415  # --help stays quick

    return run(given)


def _run_hub(given: argparse.Namespace) -> int:
    from securebase.course.lab.hub import prepare_server  # noqa: PLC0415  # --help stays quick

    for sentence in prepare_server(given.folder):
        print(sentence)
    return 0


def _run_course_init(given: argparse.Namespace) -> int:
    from securebase.course.grading.nbgrader_course import init_course  # noqa: PLC0415  # --help stays quick

    for sentence in init_course(given.folder):
        print(sentence)
    return 0


def _run_doctor(given: argparse.Namespace) -> int:
    from securebase.course.doctor.examination import examine  # noqa: PLC0415  # --help stays quick

    findings = examine(given.folder)
    for finding in findings:
        print(finding)
    if not findings:
        print("All is well: `securebase lab` opens the workbook.")
    return 1 if findings else 0


def _explanation(error: Exception) -> str:
    from securebase.course.content_error import ContentError  # noqa: PLC0415  # --help stays quick
    from securebase.course.plain_error import PlainError  # noqa: PLC0415  # the same

    if isinstance(error, (PlainError, ContentError)):
        return str(error)
    return (
        f"Something unexpected happened ({type(error).__name__}: {error}). `securebase doctor` may know why. "
        "To see the details, run the command again with SECUREBASE_DEBUG=1 before it, and please report them "
        "as an issue where you found Secure Base, or to the person who gave it to you."
    )


if __name__ == "__main__":
    sys.exit(main())
