"""What calms or warns, as a learner meets it in JupyterLab: by keyboard, in both themes, narrow and large."""

from __future__ import annotations

import nbformat
import pytest

IMPORTS = "from securebase import widgets"
COMPONENTS = {
    "pacer": "widgets.breathing_pacer()",
    "grounding": "widgets.grounding()",
    "cues": "widgets.body_cues(save=lambda name, cues: ', '.join(cues), where='Said again by this test.')",
    "note": "widgets.content_note('A quarrel.', may_skip='the story', skip_to='After the story')",
    "gate": "widgets.violence_gate()",
    "badges": "widgets.badge('DATA', 'MODEL', 'ILLUSTRATIVE')",
    "pause": "widgets.pause_corner()",
}
NAMES = list(COMPONENTS)


NOTEBOOK = "calm-components-test.ipynb"


@pytest.fixture(scope="module")
def reader(lab, shared_reader):
    """Open a notebook with every component, and a heading far below, on a clock that a test may stop."""
    path = lab.folder / NOTEBOOK
    cells = [nbformat.v4.new_code_cell(source) for source in (IMPORTS, *COMPONENTS.values())]
    cells += [
        nbformat.v4.new_markdown_cell("A line.\n\n" * 60),
        nbformat.v4.new_markdown_cell("## After the story"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    shared_reader.page.clock.install()
    yield shared_reader
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


def tab_to(page, target, limit=60):
    """Press Tab until an element has the focus, as someone without a pointer does."""
    for _ in range(limit):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"Tab did not come to {target}")


def press(page, target, key="Enter"):
    tab_to(page, target)
    outline = target.evaluate("e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]")
    assert outline == ["solid", "3px"], "the focus cannot be seen"
    page.keyboard.press(key)


def into(page, name):
    """Put the keyboard in front of a component, where Tab would bring it from the cell above."""
    component(page, name).evaluate("e => { e.tabIndex = -1; e.focus(); e.removeAttribute('tabindex'); }")
    return component(page, name)


def word(pacer):
    return pacer.locator(".sb-pacer-word").text_content()


def scale(pacer):
    return pacer.locator(".sb-pacer-disc").evaluate(
        "e => e.getBoundingClientRect().width / e.parentElement.getBoundingClientRect().width"
    )


def test_the_pacer_stands_still_until_a_key_starts_it_and_changes_its_words_with_time(page):
    pacer = into(page, "pacer")
    hold_the_clock(page)
    page.clock.run_for(60_000)
    assert word(pacer) == "Ready"
    assert pacer.locator("[data-phase]").count() == 0

    start = pacer.get_by_role("button", name="Start")
    press(page, start)
    assert word(pacer) == "In"
    heard = []
    for _ in range(20):  # two breaths of ten seconds, at the half of each second
        page.clock.run_for(500 if not heard else 1000)
        heard.append(word(pacer))
    assert heard == (["In"] * 5 + ["Out"] * 5) * 2

    page.keyboard.press("Enter")
    assert word(pacer) == "Ready"
    assert "Stopped. Let your breath go its own way" in pacer.get_by_role("status").inner_text()
    page.clock.run_for(60_000)
    assert word(pacer) == "Ready"

    page.keyboard.press("Space")
    assert word(pacer) == "In"
    tab_to(page, pacer.get_by_role("slider"))
    page.keyboard.press("Escape")
    assert word(pacer) == "Ready"
    assert start.evaluate("e => e === document.activeElement"), "Escape leaves the keyboard at the button"


def test_the_pace_is_set_by_key_in_half_steps_and_the_out_breath_can_be_longer(page):
    pacer = into(page, "pacer")
    slider = pacer.get_by_role("slider", name="Breaths a minute")
    tab_to(page, slider)
    for key in ("ArrowLeft", "ArrowLeft"):
        page.keyboard.press(key)
    assert slider.get_attribute("aria-valuetext") == "5 breaths a minute"
    for key, rate in {"ArrowRight": "5.5", "Home": "4", "End": "10"}.items():
        page.keyboard.press(key)
        assert slider.input_value() == rate
        assert pacer.locator(".sb-pacer-value").text_content() == rate
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # 5 a minute: twelve seconds
    press(page, pacer.get_by_role("checkbox", name="A longer out-breath"), "Space")
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
    pacer = component(page, "pacer")
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
    pacer = component(page, "pacer")
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
    said = "Stopped, because this page went out of sight. Start again if you like."
    assert pacer.get_by_role("status").inner_text() == said
    # Another tab of JupyterLab: the notebook is out of sight, the browser's tab is not.
    button.press("Enter")
    reader.use_theme("dark")  # takes the page away for a moment
    page.wait_for_timeout(1000)
    assert word(pacer) in ("In", "Out")
    reader.command("launcher:create")
    page.wait_for_function("() => document.querySelector('.sb-pacer-word').textContent === 'Ready'")
    reader.command("application:close")
    page.locator(".sb-pacer-word").first.wait_for(state="visible")
    assert pacer.locator(".sb-pacer-status").text_content() == said


def test_without_motion_the_shape_stands_still_and_a_bar_counts(page):
    page.emulate_media(reduced_motion="reduce")
    pacer = into(page, "pacer")
    hold_the_clock(page)
    press(page, pacer.get_by_role("button", name="Start"))
    bar = pacer.locator(".sb-pacer-bar")
    assert bar.is_visible()
    seen = []
    for _ in range(10):
        seen.append((word(pacer), bar.locator("[data-filled]").count()))
        assert scale(pacer) == pytest.approx(1, abs=0.02)
        assert pacer.evaluate("e => e.getAnimations({subtree: true}).length") == 0
        page.clock.run_for(1000)
    assert seen == [("In", count) for count in (1, 2, 3, 4, 5)] + [
        ("Out", count) for count in (4, 3, 2, 1, 0)
    ]


def test_with_words_only_there_is_no_shape_and_a_screen_reader_hears_each_word_once(page):
    pacer = into(page, "pacer")
    hold_the_clock(page)
    live = pacer.locator("[aria-live='polite']")
    press(page, pacer.get_by_role("button", name="Start"))
    assert live.count() == 0, "with the shape, phases are not announced"
    press(page, pacer.get_by_role("checkbox", name="Words only"), "Space")
    assert not pacer.locator(".sb-pacer-ring").is_visible()
    assert pacer.get_by_text("for 5 seconds").is_visible()
    assert live.count() == 1
    live.evaluate(
        """e => {
            window.heard = [];
            new MutationObserver(() => window.heard.push(e.textContent))
                .observe(e, {childList: true, characterData: true, subtree: true});
        }"""
    )
    page.clock.run_for(20_000)
    assert page.evaluate("window.heard") == ["Out", "In", "Out", "In"]


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


def test_grounding_goes_through_the_senses_one_at_a_time_with_a_way_back_and_out(page):
    grounding = into(page, "grounding")
    status = grounding.get_by_role("status")
    warning = grounding.get_by_text("If noticing makes it worse, stop")
    main = grounding.locator(".sb-button--main")
    press(page, main)
    for step, sense in enumerate(("See", "Feel", "Hear", "Smell", "Taste"), start=1):
        assert status.inner_text().startswith(f"Step {step} of 5\n")
        assert grounding.locator(".sb-senses-name").inner_text() == sense
        assert warning.is_visible()
        page.keyboard.press("Enter")
    assert status.inner_text().startswith("That is all.")
    assert main.inner_text() == "Begin again"

    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    press(page, grounding.get_by_role("button", name="Back"))
    assert grounding.locator(".sb-senses-name").inner_text() == "See"
    page.keyboard.press("Enter")
    assert grounding.locator(".sb-senses-name").inner_text() == "See", "there is nothing before the first"
    press(page, grounding.get_by_role("button", name="Stop here"))
    assert status.inner_text().startswith("Stopped, and that is fine.")
    assert main.evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert status.inner_text().startswith("Stopped, and that is fine.")
    assert grounding.locator("input, textarea").count() == 0


def test_body_cues_are_ticked_by_key_and_handed_over_as_ticked(page):
    cues = into(page, "cues")
    keep = cues.get_by_role("button", name="Keep")
    press(page, keep)
    assert "Nothing is ticked yet" in cues.get_by_role("status").inner_text()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    for _ in range(14):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Space")
    press(page, keep)
    cues.get_by_text("Jaw: clenched, Nothing that I notice", exact=True).wait_for()


def test_a_content_note_leads_past_what_it_speaks_of(page):
    note = into(page, "note")
    assert "You may skip the story; skipping costs nothing" in note.text_content()
    press(page, note.get_by_role("link", name="Go on at “After the story”"))
    page.wait_for_function(
        """() => {
            const box = document.querySelector('[data-jupyter-id="After-the-story"]').getBoundingClientRect();
            return box.height && box.top > 0 && box.bottom < window.innerHeight;
        }"""
    )


def test_leaving_empties_the_tab_at_once_without_a_question_and_without_a_network(page):
    page.context.set_offline(True)
    page.evaluate("window.jupyterapp.shell.currentWidget.context.model.dirty = true")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.accept()))
    press(page, into(page, "gate").get_by_role("button", name="Leave this page now"))
    page.wait_for_url("about:blank")
    page.context.set_offline(False)
    assert asked == []
    assert page.evaluate("document.body.textContent") == ""
    assert page.title() == ""


def test_the_pause_corner_opens_each_of_its_ways_and_comes_back(page):
    pause = into(page, "pause")
    ways = pause.locator(".sb-pause-way")
    press(page, ways.nth(0))
    assert pause.get_by_role("button", name="Begin").evaluate("e => e === document.activeElement")
    page.keyboard.press("Enter")
    assert pause.get_by_text("Step 1 of 5").is_visible()
    page.keyboard.press("Escape")
    assert pause.get_by_text("Stopped, and that is fine.").is_visible(), (
        "Escape stops what is under way first"
    )
    page.keyboard.press("Escape")
    assert ways.nth(0).evaluate("e => e === document.activeElement")

    press(page, ways.nth(1))
    assert pause.get_by_text("Stop if you feel dizzy").is_visible()
    page.keyboard.press("Enter")
    assert word(pause) == "In"
    press(page, pause.get_by_role("button", name="Back to the three ways"))
    assert pause.locator(".sb-pacer").count() == 0

    press(page, ways.nth(2))
    assert pause.get_by_text("That is enough for today.").is_visible()
    page.keyboard.press("Escape")
    assert ways.nth(2).evaluate("e => e === document.activeElement")


def every_state(page):
    """Bring what is hidden at first to the page."""
    component(page, "pacer").get_by_role("button", name="Start").click()
    for name in ("Begin", "Next"):
        component(page, "grounding").get_by_role("button", name=name).click()
    component(page, "cues").get_by_role("checkbox").first.check()
    component(page, "cues").get_by_role("button", name="Keep").click()
    component(page, "pause").get_by_role("button", name="Breathe slowly").click()


def test_axe_finds_nothing_serious_in_light_and_dark(reader, page, serious_findings):
    page.emulate_media(reduced_motion="reduce")  # a moving disc behind a word has no colour to judge
    page.set_viewport_size({"width": 1280, "height": 4800})
    component(page, "pacer").evaluate("e => e.scrollIntoView()")
    for state in ("untouched", "in use"):
        if state == "in use":
            every_state(page)
        for theme in ("light", "dark"):
            reader.use_theme(theme)
            assert serious_findings(page) == [], f"{state}, in the {theme} theme"
            reader.screenshot(f"calm-{state.replace(' ', '-')}-{theme}")
    component(page, "pause").get_by_role("button", name="Back to the three ways").click()
    component(page, "pause").get_by_role("button", name="Stop for today").click()
    component(page, "pacer").get_by_role("checkbox", name="Words only").check()
    for theme in ("light", "dark"):
        reader.use_theme(theme)
        assert serious_findings(page) == [], f"words only and stopped, in the {theme} theme"
    # What a broken page would bring.
    component(page, "gate").evaluate(
        "e => { e.append(document.createElement('textarea')); e.style.color = '#777'; }"
    )
    assert {finding[0] for finding in serious_findings(page)} == {"label", "color-contrast"}


def test_nothing_is_cut_off_at_800_pixels_and_at_twice_the_size(reader, page):
    every_state(page)
    if page.locator("#jp-left-stack").is_visible():
        reader.command("application:toggle-left-area")
    found = page.locator(".jp-OutputArea-output .sb")
    for width in (1280, 800, 640):  # 640 is what a window of 1280 pixels has at 200 % zoom
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        cut = found.evaluate_all(
            """found => found.flatMap(one => {
                const edge = one.getBoundingClientRect().right + 1;
                return [one, ...one.querySelectorAll('*')]
                    .filter(e => e.clientWidth)
                    .filter(e => e.getBoundingClientRect().right > edge || e.scrollWidth > e.clientWidth + 1)
                    .map(e => e.outerHTML.slice(0, 120));
            })"""
        )
        assert cut == [], f"at {width} pixels"
        right = found.evaluate_all("all => Math.max(...all.map(e => e.getBoundingClientRect().right))")
        assert right <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_jupyterlab_writes_no_error_of_ours(reader, page):
    every_state(page)
    page.wait_for_timeout(200)
    assert reader.complaints == []
