"""The breathing pacer as a learner meets it in JupyterLab: by keyboard, on a clock that the test stops."""

from __future__ import annotations

import re

import nbformat
import pytest
from playwright.sync_api import expect

CELLS = ["from securebase.widgets import breathing_pacer", "breathing_pacer()"]
NOTEBOOK = "pacer-test.ipynb"


@pytest.fixture(scope="module")
def reader(lab, shared_fresh_reader):
    """Open a notebook with the pacer, on a clock that a test may stop."""
    path = lab.folder / NOTEBOOK
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    shared_fresh_reader.page.clock.install()
    yield shared_fresh_reader
    path.unlink()


@pytest.fixture
def page(reader):
    """Show it anew, whatever the test before did to it."""
    page = reader.page
    page.emulate_media(reduced_motion="no-preference")
    page.clock.resume()
    if page.url == "about:blank":
        reader.open(NOTEBOOK)
    else:
        reader.command("notebook:clear-all-cell-outputs")
        pacer_of(page).wait_for(state="detached")
    reader.run_all()
    pacer_of(page).wait_for()
    return page


def pacer_of(page):
    return page.locator(".jp-OutputArea-output .sb")


def hold_the_clock(page):
    """From here on time passes only when a test says so."""
    page.clock.pause_at(page.evaluate("Date.now()") / 1000 + 1)


def word(pacer):
    return pacer.locator(".sb-pacer-word").text_content()


def scale(pacer):
    return pacer.locator(".sb-pacer-disc").evaluate(
        "e => e.getBoundingClientRect().width / e.parentElement.getBoundingClientRect().width"
    )


def test_the_pacer_stands_still_until_a_key_starts_it_and_changes_its_words_with_time(page, keyboard):
    pacer = keyboard.into(pacer_of(page))
    hold_the_clock(page)
    page.clock.run_for(60_000)
    assert word(pacer) == "Ready"
    expect(pacer.locator("[data-phase]")).to_have_count(0)

    start = pacer.get_by_role("button", name="Start")
    keyboard.press(start)
    assert word(pacer) == "In"
    heard = []
    for _ in range(20):  # two breaths of ten seconds, at the half of each second
        page.clock.run_for(500 if not heard else 1000)
        heard.append(word(pacer))
    assert heard == (["In"] * 5 + ["Out"] * 5) * 2

    page.keyboard.press("Enter")
    assert word(pacer) == "Ready"
    expect(pacer.get_by_role("status")).to_contain_text(
        "Stopped. Let your breath go its own way", use_inner_text=True
    )
    page.clock.run_for(60_000)
    assert word(pacer) == "Ready"

    page.keyboard.press("Space")
    assert word(pacer) == "In"
    keyboard.tab_to(pacer.get_by_role("slider"))
    page.keyboard.press("Escape")
    assert word(pacer) == "Ready"
    expect(start, "Escape leaves the keyboard at the button").to_be_focused()


def test_the_pace_is_set_by_key_in_half_steps_and_the_out_breath_can_be_longer(page, keyboard):
    pacer = keyboard.into(pacer_of(page))
    slider = pacer.get_by_role("slider", name="Breaths a minute")
    keyboard.tab_to(slider)
    for key in ("ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    expect(slider).to_have_attribute("aria-valuetext", "5 breaths a minute")
    for key, rate in {"ArrowRight": "5.5", "Home": "4", "End": "10"}.items():
        page.keyboard.press(key)
        expect(slider).to_have_value(rate)
        expect(pacer.locator(".sb-pacer-value")).to_have_text(rate)
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # 5 a minute: twelve seconds
    keyboard.press(pacer.get_by_role("checkbox", name="A longer out-breath"), "Space")
    hold_the_clock(page)
    pacer.get_by_role("button", name="Start").press("Enter")
    lengths = {"In": 0, "Out": 0}
    page.clock.run_for(50)
    for _ in range(120):
        lengths[word(pacer)] += 100
        page.clock.run_for(100)
    assert lengths == {"In": 4800, "Out": 7200}
    # Another pace begins with another breath.
    slider.press("End")
    assert word(pacer) == "In"
    page.clock.run_for(4700)
    assert word(pacer) == "In"
    page.clock.run_for(100 + 7200 + 50)
    assert word(pacer) == "In"
    page.clock.run_for(2400)
    assert word(pacer) == "Out"


def test_the_shape_grows_with_the_in_breath_and_shrinks_with_the_out_breath(page):
    pacer = pacer_of(page)
    at_rest = scale(pacer)
    slider = pacer.get_by_role("slider")
    slider.press("End")
    pacer.get_by_role("button", name="Start").press("Enter")
    page.wait_for_function(  # the browser's own animation, which no clock of ours moves
        "() => document.querySelector('.sb-pacer-disc').getBoundingClientRect().width > 200", polling=50
    )
    page.wait_for_function(
        "() => document.querySelector('.sb-pacer-word').textContent === 'Out' && "
        "document.querySelector('.sb-pacer-disc').getBoundingClientRect().width < 180",
        polling=50,
    )
    assert at_rest < 0.5


def test_the_pacer_stops_when_the_page_is_hidden_and_says_so(reader, page):
    pacer = pacer_of(page)
    button = pacer.get_by_role("button", name="Start")
    button.press("Enter")
    page.evaluate(
        """() => {
            Object.defineProperty(document, 'hidden', {configurable: true, get: () => true});
            document.dispatchEvent(new Event('visibilitychange'));
            delete document.hidden;
        }"""
    )
    assert word(pacer) == "Ready"
    said = "Stopped because this page was out of sight. Start again if you like."
    expect(pacer.get_by_role("status")).to_have_text(said, use_inner_text=True)
    # Another tab of JupyterLab: the notebook is out of sight, the browser's tab is not.
    button.press("Enter")
    reader.use_theme("dark")  # takes the page away for a moment
    expect(pacer.locator(".sb-pacer-word")).to_have_text(re.compile("^(In|Out)$"))
    reader.command("launcher:create")
    page.locator(".jp-Launcher").wait_for()
    page.wait_for_function("() => window.jupyterapp.shell.currentWidget.title.label === 'Launcher'")
    page.wait_for_function("() => document.querySelector('.sb-pacer-word').textContent === 'Ready'")
    reader.command("application:close")
    page.locator(".jp-Launcher").wait_for(state="detached")
    page.locator(".sb-pacer-word").first.wait_for(state="visible")
    expect(pacer.locator(".sb-pacer-status")).to_have_text(said)


def test_without_motion_the_shape_stands_still_and_a_bar_counts(page, keyboard):
    page.emulate_media(reduced_motion="reduce")
    pacer = keyboard.into(pacer_of(page))
    hold_the_clock(page)
    keyboard.press(pacer.get_by_role("button", name="Start"))
    bar = pacer.locator(".sb-pacer-bar")
    expect(bar).to_be_visible()
    seen = []
    for _ in range(10):
        seen.append((word(pacer), bar.locator("[data-filled]").count()))
        assert scale(pacer) == pytest.approx(1, abs=0.02)
        assert pacer.evaluate("e => e.getAnimations({subtree: true}).length") == 0
        page.clock.run_for(1000)
    assert seen == [("In", count) for count in (1, 2, 3, 4, 5)] + [
        ("Out", count) for count in (4, 3, 2, 1, 0)
    ]


def test_with_words_only_there_is_no_shape_and_a_screen_reader_hears_each_word_once(page, keyboard):
    pacer = keyboard.into(pacer_of(page))
    hold_the_clock(page)
    live = pacer.locator("[aria-live='polite']")
    keyboard.press(pacer.get_by_role("button", name="Start"))
    expect(live, "with the shape, phases are not announced").to_have_count(0)
    keyboard.press(pacer.get_by_role("checkbox", name="Words only"), "Space")
    expect(pacer.locator(".sb-pacer-ring")).to_be_hidden()
    expect(pacer.get_by_text("for 5 seconds")).to_be_visible()
    expect(live).to_have_count(1)
    live.evaluate(
        """e => {
            window.heard = [];
            new MutationObserver(() => window.heard.push(e.textContent))
                .observe(e, {childList: true, characterData: true, subtree: true});
        }"""
    )
    page.clock.run_for(20_000)
    assert page.evaluate("window.heard") == ["Out", "In", "Out", "In"]
