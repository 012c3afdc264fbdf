"""The whole journal in one place: to read, to take along, to delete."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from securebase.reflections import desk
from securebase.reflections._static import css, esm
from securebase.reflections.graded_runs import NotHere, is_graded_run
from securebase.reflections.prompts import opens_here
from securebase.widgets._static import with_fallback
from securebase.widgets.private_letters import RefusedError, Reply

if TYPE_CHECKING:
    from securebase.widgets.private_letters import Handler

WHAT = "Everything you have kept, from the first day on."


class Journey(desk.JournalWidget):
    """Shows the journal in the page when asked; what it shows is in no notebook."""

    _esm = esm("journal_doors", "journal_desk", "journey_more", "journey")
    _css = css("journal")

    def __repr__(self) -> str:
        return f"Your journal, for you alone. {WHAT}"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Say what opens here, for places where no kernel runs."""
        return with_fallback(self, opens_here(WHAT))

    def handlers(self) -> dict[str, Handler]:
        """Answer reading, counting, exporting, deleting and a change of the passphrase."""
        return super().handlers() | {
            "read": self._read,
            "count": self._count,
            "export": self._export,
            "delete": self._delete,
            "delete all": self._delete_all,
            "change": self._change,
        }

    def _read(self, _nothing: None) -> Reply:
        return desk.closed() or desk.entries()

    def _count(self, _nothing: None) -> Reply:
        with desk.plainly():
            return Reply("count", {"count": desk.journal().count()})

    def _export(self, wanted: list[str]) -> Reply:
        shut = desk.closed()
        if shut is not None:
            return shut
        journal = desk.journal()
        with desk.plainly():
            text, ending = {"html": (journal.as_html, "html")}.get(wanted[0], (journal.as_markdown, "md"))
            content = text().encode("utf-8")
        name = f"my-journal-{datetime.now().astimezone():%Y-%m-%d}.{ending}"
        sentence = f"{name} is in your browser's downloads. Anyone who has this file can read it."
        return Reply("file", {"name": name, "sentence": sentence}, files=(content,))

    def _delete(self, entry: list[str]) -> Reply:
        with desk.plainly():
            desk.journal().delete(entry[0])
        return Reply("deleted", {"sentence": "Deleted. It is gone from this computer's journal for good."})

    def _delete_all(self, count: list[int]) -> Reply:
        with desk.plainly():
            desk.journal().delete_all(count[0])
        desk.tell_all()
        return Reply(
            "deleted", {"sentence": "Your journal is deleted from this computer; its key went first."}
        )

    def _change(self, passphrases: list[str | None]) -> Reply:
        if desk.state() == "none":
            raise RefusedError("You have no journal yet, so there is no passphrase to change.")
        new, old = passphrases.pop(), passphrases.pop()
        has_one = new is not None
        with desk.plainly():
            desk.journal().change_passphrase(old, new)
        del old, new
        desk.tell_all()
        words = "The new passphrase is set." if has_one else "Your journal has no passphrase now."
        return Reply("changed", {"sentence": f"{words} Backups made earlier still open with the old one."})


def journey() -> Journey | NotHere:
    """Show the one place where the whole journal is read, taken along or deleted."""
    return NotHere(WHAT) if is_graded_run() else Journey()
