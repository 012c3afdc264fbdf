"""What calms or warns, as a learner meets it in JupyterLab: by keyboard alone."""

from __future__ import annotations

import nbformat
import pytest
from playwright.sync_api import expect
from waiting import begins

IMPORTS = "from securebase import widgets"
COMPONENTS = {
    "pacer": "widgets.breathing_pacer()",
    "grounding": "widgets.grounding()",
    "cues": "widgets.body_cues(save=lambda name, cues: ', '.join(cues), where='Said again by this test.')",
    "note": "widgets.content_note('A quarrel.', may_skip='the story', skip_to='After the story')",
    "gate": "widgets.violence_gate()",
    "pause": "widgets.pause_corner()",
}
NAMES = list(COMPONENTS)


NOTEBOOK = "calm-components-test.ipynb"


@pytest.fixture(scope="module")
def reader(lab, shared_fresh_reader):
    """Open a notebook with every component, and a heading far below, on a clock that a test may stop."""
    path = lab.folder / NOTEBOOK
    cells = [nbformat.v4.new_code_cell(source) for source in (IMPORTS, *COMPONENTS.values())]
    cells += [
        nbformat.v4.new_markdown_cell("A line.\n\n" * 60),
        nbformat.v4.new_markdown_cell("## After the story"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    shared_fresh_reader.page.clock.install()
    yield shared_fresh_reader
    path.unlink()


@pytest.fixture
def page(reader):
    """Show each component anew, whatever the test before did to it."""
    page = reader.page
    page.emulate_media(reduced_motion="no-preference")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.clock.resume()
    if page.url == "about:blank":
        reader.open(NOTEBOOK)
    else:
        reader.command("notebook:clear-all-cell-outputs")
        page.locator(".jp-OutputArea-output .sb").first.wait_for(state="detached")
    reader.run_all()
    component(page, "pause").wait_for()
    return page


def component(page, name):
    return page.locator(".jp-OutputArea-output .sb").nth(NAMES.index(name))


def hold_the_clock(page):
    """From here on time passes only when a test says so."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def word(pacer):
    return pacer.locator(".sb-pacer-word").text_content()


def test_pacing_and_grounding_send_nothing_to_the_kernel_and_change_no_notebook(reader, page):
    reader.save()
    page.evaluate(
        """() => {
            window.sent = [];
            const send = WebSocket.prototype.send;
            WebSocket.prototype.send = function (data) {
                // The kernel's messages travel as bytes.
                window.sent.push(typeof data === "string" ? data : new TextDecoder().decode(data));
                send.call(this, data);
            };
        }"""
    )
    pacer, grounding = component(page, "pacer"), component(page, "grounding")
    hold_the_clock(page)
    pacer.get_by_role("button", name="Start").press("Enter")
    page.clock.run_for(30_000)
    pacer.get_by_role("slider").press("ArrowRight")
    pacer.get_by_role("button", name="Stop").press("Enter")
    for name in ("Begin", "Next", "Next", "Stop here"):
        grounding.get_by_role("button", name=name).press("Enter")
    sent = page.evaluate("window.sent")
    assert [one for one in sent if "comm_" in one or "execute_" in one] == []
    assert not page.evaluate("window.jupyterapp.shell.currentWidget.context.model.dirty")
    # The ear is open: what a private box keeps is heard.
    component(page, "cues").get_by_role("checkbox").first.check()
    component(page, "cues").get_by_role("button", name="Keep").press("Enter")
    page.wait_for_function("() => window.sent.some((one) => one.includes('comm_msg'))")


def test_grounding_goes_through_the_senses_one_at_a_time_with_a_way_back_and_out(page, keyboard):
    grounding = keyboard.into(component(page, "grounding"))
    status = grounding.get_by_role("status")
    warning = grounding.get_by_text("If noticing makes it worse, stop")
    main = grounding.locator(".sb-button--main")
    keyboard.press(main)
    for step, sense in enumerate(("See", "Feel", "Hear", "Smell", "Taste"), start=1):
        expect(status).to_have_text(begins(f"Step {step} of 5\n"), use_inner_text=True)
        expect(grounding.locator(".sb-senses-name")).to_have_text(sense, use_inner_text=True)
        expect(warning).to_be_visible()
        page.keyboard.press("Enter")
    expect(status).to_have_text(begins("That is all."), use_inner_text=True)
    expect(main).to_have_text("Begin again", use_inner_text=True)

    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    keyboard.press(grounding.get_by_role("button", name="Back"))
    expect(grounding.locator(".sb-senses-name")).to_have_text("See", use_inner_text=True)
    page.keyboard.press("Enter")
    expect(grounding.locator(".sb-senses-name"), "there is nothing before the first").to_have_text(
        "See", use_inner_text=True
    )
    keyboard.press(grounding.get_by_role("button", name="Stop here"))
    expect(status).to_have_text(begins("Stopped, and that is fine."), use_inner_text=True)
    expect(main).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(status).to_have_text(begins("Stopped, and that is fine."), use_inner_text=True)
    expect(grounding.locator("input, textarea")).to_have_count(0)


def test_body_cues_are_ticked_by_key_and_handed_over_as_ticked(page, keyboard):
    cues = keyboard.into(component(page, "cues"))
    keep = cues.get_by_role("button", name="Keep")
    keyboard.press(keep)
    expect(cues.get_by_role("status")).to_contain_text("Nothing is ticked yet", use_inner_text=True)
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    for _ in range(14):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    keyboard.press(keep)
    cues.get_by_text("Jaw: clenched, Nothing that I notice", exact=True).wait_for()


def test_a_content_note_leads_past_what_it_speaks_of(page, keyboard):
    note = keyboard.into(component(page, "note"))
    expect(note).to_contain_text("You may skip the story, now or halfway through")
    keyboard.press(note.get_by_role("link", name="Carry on at “After the story”"))
    page.wait_for_function(
        """() => {
            const box = document.querySelector('[data-jupyter-id="After-the-story"]').getBoundingClientRect();
            return box.height && box.top > 0 && box.bottom < window.innerHeight;
        }"""
    )


def test_leaving_empties_the_tab_at_once_without_a_question_and_without_a_network(page, keyboard):
    page.context.set_offline(True)
    page.evaluate("window.jupyterapp.shell.currentWidget.context.model.dirty = true")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    keyboard.press(keyboard.into(component(page, "gate")).get_by_role("button", name="Leave this page now"))
    page.wait_for_url("about:blank")
    page.context.set_offline(False)
    assert asked == []
    assert page.evaluate("document.body.textContent") == ""
    assert page.title() == ""


def test_the_pause_corner_opens_each_of_its_ways_and_comes_back(page, keyboard):
    pause = keyboard.into(component(page, "pause"))
    ways = pause.locator(".sb-pause-way")
    keyboard.press(ways.nth(0))
    expect(pause.get_by_role("button", name="Begin")).to_be_focused()
    page.keyboard.press("Enter")
    expect(pause.get_by_text("Step 1 of 5")).to_be_visible()
    page.keyboard.press("Escape")
    expect(
        pause.get_by_text("Stopped, and that is fine."), "Escape stops what is under way first"
    ).to_be_visible()
    page.keyboard.press("Escape")
    expect(ways.nth(0)).to_be_focused()

    keyboard.press(ways.nth(1))
    expect(pause.get_by_text("Stop if you feel dizzy")).to_be_visible()
    page.keyboard.press("Enter")
    assert word(pause) == "In"
    keyboard.press(pause.get_by_role("button", name="Back to the three ways"))
    expect(pause.locator(".sb-pacer")).to_have_count(0)

    keyboard.press(ways.nth(2))
    expect(pause.get_by_text("That is enough for today.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(ways.nth(2)).to_be_focused()
