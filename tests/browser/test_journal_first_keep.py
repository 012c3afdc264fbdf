"""Keep pressed, and a passphrase chosen, before the notebook has answered that there is no journal yet."""

from __future__ import annotations

from playwright.sync_api import expect
from private_parts import notebook_of

from securebase.journal import Journal

CELL = """
import os
os.environ["SECUREBASE_JOURNAL"] = {folder!r}
from securebase.reflections import reflect
reflect("04-where", "Where in your body does an alarm arrive first?")
"""
# In one go: the answer of the notebook cannot come before the first of the two fields is filled.
KEEP_AND_TYPE = """card => {
    [...card.querySelectorAll("button")].find(one => one.textContent === "Keep").click();
    const first = card.querySelector("input[type=password]");
    first.focus();
    first.value = "velvet otter drum 8812";
    first.dispatchEvent(new Event("input", { bubbles: true }));
}"""


def test_a_late_answer_leaves_what_is_typed_in_the_panel_of_first_use(lab, reader):
    folder = lab.home / "journal of a late answer"
    notebook_of(lab.folder / "first-keep-test.ipynb", CELL.format(folder=str(folder)))
    reader.open("first-keep-test.ipynb")
    reader.run_all()
    card = reader.page.locator(".sb-private")
    card.get_by_role("heading", name="First, a place for it").wait_for()
    card.get_by_role("textbox", name="Where in your body").fill("the stairs were cold")
    card.evaluate(KEEP_AND_TYPE)
    card.get_by_text("What you wrote is still in the box below.").wait_for()
    second = card.get_by_label("The same again", exact=True)
    second.fill("velvet otter drum 8812")
    second.press("Enter")
    card.get_by_role("status").filter(has_text="Only you can read it.").wait_for()
    expect(card.get_by_role("heading", name="First, a place for it")).to_have_count(0)
    assert Journal(folder).count() == 1
