"""A learner who gives every private input something that stands nowhere else, and reads it back."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.sync_api import expect

from canaries.files import processes_of
from canaries.spellings import number_canary, sentence_canary

if TYPE_CHECKING:
    from pathlib import Path

EVERY_WIDGET = """
import gc, ipywidgets
widgets = [one for one in gc.get_objects() if isinstance(one, ipywidgets.Widget)]
everything = [(repr(one), one.get_state(), vars(one)) for one in widgets]
print(everything)
raise RuntimeError(str(everything))
"""
SHOWN_ON_REQUEST = re.compile("^(Earlier answers|Read my journey|Draw my timeline|Open my practice log)$")


@dataclass
class Learner:
    """One learner, one computer, and everything that may not be found on it."""

    reader: object
    journal: Path
    passphrase: object = field(default_factory=lambda: sentence_canary("the passphrase"))
    written: list = field(default_factory=list)
    told: dict[str, bytes] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)

    @property
    def page(self):
        return self.reader.page

    @property
    def secrets(self) -> list:
        return [self.passphrase, *self.written]

    def boxes(self):
        return self.page.locator(".sb-private:visible").all()

    def look_at_processes(self) -> None:
        self.told |= processes_of(self.reader.lab.process.pid)

    def fill(self, page: str) -> None:
        """Give something to every private input of the page, and keep it."""
        self.page.locator(".sb-private").first.wait_for(timeout=60_000)
        for number in range(len(self.boxes())):
            box = self.boxes()[number]
            if box.get_attribute("data-part") == "practice-log":
                self.plan_practice(box, page)
                continue
            self.fill_box(box, f"{page}, input {number + 1}")
            for keep in box.get_by_role("button", name="Keep", exact=False).all():
                self.keep(box, keep)
            self.look_at_processes()
        self.filled[page] = len(self.boxes())

    def fill_box(self, box, name: str) -> None:
        for place in box.locator("textarea:visible, input[type=text]:visible").all():
            self.written.append(sentence_canary(name))
            place.fill(self.written[-1].typed)
        for place in box.locator("input[type=number]:visible, input[inputmode=decimal]:visible").all():
            self.written.append(number_canary(name))
            place.fill(self.written[-1].typed)
        groups = set()
        for place in box.locator("input[type=radio]:visible, input[type=checkbox]:visible").all():
            if place.evaluate("one => one.closest('.sb-desk-panel, .sb-desk') !== null"):
                continue
            group = place.get_attribute("name") or place.get_attribute("id")
            if group not in groups:
                groups.add(group)
                place.check()

    def plan_practice(self, box, page: str) -> None:
        """Plan a practice log in one's own words, and give the first day its number."""
        box.get_by_role("button", name="Open my practice log").click()
        box.locator("input[type=text]:visible").first.wait_for(timeout=30_000)
        self.fill_box(box, f"{page}, the plan")
        box.get_by_role("button", name="Draw the days, and begin today").click()
        number = box.locator("input[inputmode=decimal]")
        number.wait_for(timeout=30_000)
        self.written.append(number_canary(f"{page}, the day's number"))
        number.fill(self.written[-1].typed)
        self.keep(box, box.get_by_role("button", name="Keep", exact=True))

    def keep(self, box, button) -> None:
        """Press Keep; the first time the journal is made, with a passphrase."""
        button.click()
        done = self.page.locator(".sb-private-status[data-state=kept]:visible")
        making = box.get_by_role("button", name="Make my journal")
        done.or_(making).first.wait_for(timeout=30_000)
        if making.is_visible():
            for label in ("A passphrase", "The same again"):
                box.get_by_label(label, exact=True).fill(self.passphrase.typed)
            making.click()
        box.locator(".sb-private-status[data-state=kept]").first.wait_for(timeout=30_000)

    def read_back(self) -> None:
        """Ask for all that is shown on request: earlier answers, the journey, the timeline, the log."""
        for box in self.boxes():
            ask = box.get_by_role("button", name=SHOWN_ON_REQUEST)
            if not ask.count():
                continue
            ask.first.click()
            shown = box.get_by_role("button", name=re.compile("^Hide (earlier|my)"))
            nothing = box.get_by_text("no answer to this question yet")
            locked = box.get_by_label("Your passphrase", exact=True)
            shown.or_(locked).or_(nothing).first.wait_for(timeout=30_000)
            if locked.is_visible():
                locked.fill(self.passphrase.typed)
                box.get_by_role("button", name="Open", exact=True).click()
                shown.or_(nothing).first.wait_for(timeout=30_000)
        self.look_at_processes()

    def run_in_new_cell(self, code: str) -> None:
        self.reader.command("notebook:insert-cell-below")
        self.page.evaluate(
            "code => jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.setSource(code)",
            code,
        )
        self.reader.command("notebook:run-cell")

    def provoke(self) -> None:
        """Show all widgets with all they hold, in an output and in a traceback; make a save fail."""
        self.page.evaluate(
            """() => { const notebook = window.jupyterapp.shell.currentWidget.content;
                       notebook.activeCellIndex = notebook.widgets.length - 1; }"""
        )
        self.run_in_new_cell(EVERY_WIDGET)
        self.page.locator(".jp-RenderedText").filter(has_text="RuntimeError").first.wait_for(timeout=30_000)
        texts = self.page.locator(".sb-private:visible").filter(has=self.page.locator("textarea"))
        if not texts.count():
            return
        entries, away = self.journal / "entries", self.journal / "away"
        entries.rename(away)
        entries.write_text("no folder")
        try:
            box = texts.first
            self.written.append(sentence_canary("what could not be kept"))
            box.locator("textarea:visible").first.fill(self.written[-1].typed)
            box.get_by_role("button", name="Keep", exact=True).click()
            box.locator(".sb-private-status[data-state=not-kept]").wait_for(timeout=30_000)
            expect(box.locator("textarea:visible").first).to_have_value(self.written[-1].typed)
        finally:
            entries.unlink()
            away.rename(entries)
