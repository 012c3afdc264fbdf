"""One page with every part of the kit, as a lesson has them: light and dark, narrow, large, by keyboard."""

from __future__ import annotations

from itertools import product

import jupytext
import nbformat
import pytest
from playwright.sync_api import expect

from securebase import widgets

PAGE = "lessons/every-component.md"
# What a component needs to be told; all others, the explorers among them, are called without a word.
CELLS = {
    "content_note": ["w.content_note('A quarrel.', may_skip='the story', skip_to='After the story')"],
    "badge": ["w.badge('DATA', 'MODEL', 'ILLUSTRATIVE')"],
    "quick_check": ["w.quick_check('04-the-first-hour')"],
    "sort_cards": ["w.sort_cards('secure-base-safe-haven')"],
    "situation": ["w.situation('the-closed-door', evidence=evidence_cards)"],
    "body_cues": ["w.body_cues(save=keep, where='Kept by this test.')"],
    "private_box": [
        "w.private_box('a', 'Where did you notice it first?')",
        "w.private_box('b', 'How near?', kind='rating', ends=('far', 'near'), save=keep, where='Kept here.')",
        "w.private_box('c', 'What helped?', kind='choice', choices=['Walking', 'Talking'])",
        "w.private_box('d', 'What helped?', kind='several', choices=['Walking', 'Talking'])",
    ],
}
SETUP = """from securebase import widgets as w
from securebase.course.evidence import evidence_cards
def keep(name, value):
    return "Kept."
"""
# A browser at 200 % zoom in a window of 1280 pixels has 640 CSS pixels, each of them twice as fine. (CSS's
# own `zoom` would be another thing: it leaves the width that media queries see as it was.)
WINDOWS = {"1280": (1280, 1), "800": (800, 1), "1280 at 200 %": (640, 2)}

TOGETHER = """found => found.flatMap(part => {
    const pieces = [];
    const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
        const node = walker.currentNode;
        const owner = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
        const aside = owner.closest('svg, .sb-for-screen-readers, style, option, .sb-pacer-stage');
        if (aside && !(node.tagName === 'svg')) continue;
        if (!owner.checkVisibility({ visibilityProperty: true })) continue;
        if (node.nodeType === Node.TEXT_NODE) {
            const range = document.createRange();
            range.selectNodeContents(node);
            if (node.data.trim()) for (const box of range.getClientRects())
                pieces.push([box, node.data, owner]);
        } else if (node.matches('input, select, textarea, img, svg')) {
            pieces.push([node.getBoundingClientRect(), node.outerHTML.slice(0, 90), node]);
        }
    }
    const clash = [];
    pieces.forEach(([a, said, owner], index) => {
        for (const [b, other, holder] of pieces.slice(index + 1)) {
            if (owner === holder) continue;
            const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
            const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
            if (across > 2 && down > 5) clash.push([said.trim().slice(0, 60), other.trim().slice(0, 60)]);
        }
    });
    return clash;
})"""
CUT_OFF = """found => found.flatMap(part => {
    const edge = part.getBoundingClientRect().right + 1;
    return [part, ...part.querySelectorAll('*')]
        .filter(e => !e.closest('.sb-for-screen-readers') && e.clientWidth)
        .filter(e => e.getBoundingClientRect().right > edge || e.scrollWidth > e.clientWidth + 1)
        .map(e => e.outerHTML.slice(0, 120));
})"""
# The ring of what has the focus: whether it can be seen, and whether all of it is inside what its page shows.
RING = """() => {
    const e = document.activeElement;
    if (!e.closest('.jp-OutputArea-output .sb')) return null;
    const style = getComputedStyle(e);
    const out = style.outlineStyle === 'solid' ? parseFloat(style.outlineWidth) : 0;
    const round = e.matches('circle') && parseFloat(style.strokeWidth) >= 5;  // it wears its ring itself
    const wide = out + parseFloat(style.outlineOffset);
    const box = e.getBoundingClientRect();
    let whole = true;
    for (let up = e.parentElement; up && !up.matches('.jp-Cell'); up = up.parentElement) {
        if (getComputedStyle(up).overflowX === 'visible') continue;
        const frame = up.getBoundingClientRect();
        whole &&= box.left - wide >= frame.left - 0.5 && box.right + wide <= frame.right + 0.5;
    }
    window.reached ??= new Set();
    window.reached.add(e);
    return { seen: out === 3 || round, whole: whole || round, what: e.outerHTML.slice(0, 160) };
}"""


def lesson() -> str:
    cells = [nbformat.v4.new_markdown_cell("# Every component"), nbformat.v4.new_code_cell(SETUP)]
    for name in widgets.__all__:
        cells += [nbformat.v4.new_code_cell(source) for source in CELLS.get(name, [f"w.{name}()"])]
    cells += [
        nbformat.v4.new_code_cell("evidence_cards(13, 14)"),
        nbformat.v4.new_markdown_cell("## After the story"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return jupytext.writes(nbformat.v4.new_notebook(cells=cells, metadata=kernel), "md:myst")


@pytest.fixture(scope="module")
def reader(lab, shared_fresh_reader):
    """Open the page once, and run it."""
    path = lab.folder / PAGE
    path.write_text(lesson(), encoding="utf-8")
    # A moving disc behind a word has no colour.
    shared_fresh_reader.page.emulate_media(reduced_motion="reduce")
    shared_fresh_reader.open(PAGE)
    shared_fresh_reader.run_all()
    if shared_fresh_reader.page.locator("#jp-left-stack").is_visible():
        shared_fresh_reader.command("application:toggle-left-area")
    components(shared_fresh_reader.page).nth(len(widgets.__all__)).wait_for()
    shared_fresh_reader.devtools = shared_fresh_reader.page.context.new_cdp_session(shared_fresh_reader.page)
    yield shared_fresh_reader
    path.unlink()


@pytest.fixture
def page(reader):
    """Show the page in a usual window, in the light theme."""
    look(reader, 1280, 1)
    reader.use_theme("light")
    return reader.page


def components(page):
    return page.locator(".jp-OutputArea-output .sb:visible")


def look(reader, width, ratio, height=900):
    """Give the page another width in CSS pixels and other device pixels for each, as zooming does."""
    screen = {"width": width, "height": height, "deviceScaleFactor": ratio, "mobile": False}
    reader.devtools.send("Emulation.setDeviceMetricsOverride", screen)
    reader.page.wait_for_function("ratio => devicePixelRatio === ratio", arg=ratio)


def look_at_all(reader, width=1280, ratio=1):
    """Make the window as tall as the page: axe-core passes over what is scrolled away."""
    ends = "all => [all[0].getBoundingClientRect().top, all.at(-1).getBoundingClientRect().bottom]"
    height = 900
    for _ in range(15):  # another width makes other heights, and a picture comes late
        look(reader, width, ratio, height)
        components(reader.page).first.evaluate("e => e.scrollIntoView({ block: 'end' })")
        reader.page.wait_for_timeout(600)
        top, bottom = components(reader.page).evaluate_all(ends)
        if top > 0 and bottom < height:
            return
        height = int(bottom - top) + 600
    pytest.fail(f"The page reaches from {top} to {bottom} in a window of {height} pixels.")


def use_everything(page):
    """Bring every state on the page: answers, remarks, what a prediction opens, what is kept or closed."""
    if page.locator(".sb-private").get_by_text("Kept.", exact=True).count():
        return
    for prediction in page.locator(".sb-prediction, .sb-guess").all():
        prediction.evaluate(
            "e => e.addEventListener('focusin', ({ target }) => { e.dataset.at = target.role; })"
        )
        prediction.get_by_role("button", name="Skip the prediction").click()
        # The button that had the focus goes, and the sentence in its place gets it.
        expect(prediction).to_have_attribute("data-at", "status")
    for question in page.locator(".sb-question").all():
        for field in question.locator("input[type=text]").all():
            field.fill("33,8")
        for field in question.locator("select").all():
            field.select_option(index=1)
        for field in question.locator("input[type=radio], input[type=checkbox]").all()[:2]:
            field.check()
        question.get_by_role("button", name="Check").click()
    page.locator(".sb-sort-card").focus()
    page.keyboard.press("2")
    page.locator(".sb-situation-way").nth(1).click()
    page.get_by_text("What the five grades mean").click()
    page.locator(".sb-evidence").get_by_role("button", name="Mixed").first.click()
    page.get_by_role("button", name="Start", exact=True).click()
    page.get_by_role("button", name="Begin", exact=True).click()
    page.get_by_role("button", name="Breathe slowly").click()
    for box, answer in {"Tick as many": "checkbox", "How near?": "radio"}.items():
        private = page.locator(".sb-private").filter(has_text=box)
        private.get_by_role(answer).first.check()
        private.get_by_role("button", name="Keep").click()
    page.locator(".sb-private").filter(has_text="notice it first").get_by_role(
        "button", name="Not today"
    ).click()
    page.get_by_text("Kept.", exact=True).first.wait_for()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.sb-live img')].every(image => image.naturalWidth > 0)"
    )


def come_to_the_end(page):
    """Bring what comes last: the sorted deck, the pacer in words, what was begun stopped."""
    use_everything(page)
    if not page.locator(".sb-sort-card").is_visible():
        return
    page.locator(".sb-sort-card").focus()
    for _ in range(12):
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Open all").click()
    page.get_by_role("button", name="Back to the three ways").click()
    page.get_by_role("button", name="Stop for today").click()
    page.get_by_role("button", name="Stop here").click()
    page.get_by_role("checkbox", name="Words only").check()


STATES = {"untouched": lambda _page: None, "in use": use_everything, "at the end": come_to_the_end}


def test_axe_finds_nothing_serious_in_light_and_dark(reader, page, serious_findings):
    for state, bring in STATES.items():
        bring(page)
        look_at_all(reader)
        assert serious_findings(page) == [], state
        reader.use_theme("dark")
        assert serious_findings(page, "color-contrast") == [], f"{state}, in the dark theme"
        reader.use_theme("light")
    # What a broken page would bring: a box without a name, and ink that is too pale.
    page.locator(".sb-quick-check").evaluate(
        "e => { e.append(document.createElement('textarea')); e.style.color = '#777'; }"
    )
    broken = {finding[0] for finding in serious_findings(page, "label", "color-contrast")}
    page.locator(".sb-quick-check").evaluate("e => { e.lastChild.remove(); e.style.color = ''; }")
    assert broken == {"label", "color-contrast"}


def test_nothing_overlaps_or_scrolls_sideways_when_narrow_or_at_twice_the_size(reader, page):
    for state, (window, (width, ratio)) in product(("in use", "at the end"), WINDOWS.items()):
        STATES[state](page)
        look_at_all(reader, width, ratio)
        found = components(page)
        assert found.evaluate_all(CUT_OFF) == [], window
        assert found.evaluate_all(TOGETHER) == [], window
        right = found.evaluate_all("all => Math.max(...all.map(e => e.getBoundingClientRect().right))")
        assert right <= width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        reader.screenshot(f"every-component-{state.replace(' ', '-')}-{width}")


def test_tab_comes_to_every_control_and_its_ring_can_be_seen_whole(page):
    use_everything(page)
    first = components(page).first
    first.evaluate("e => { e.tabIndex = -1; e.focus(); e.removeAttribute('tabindex'); }")
    page.evaluate("window.reached = new Set()")
    controls = "a[href], button, input, select, textarea, summary, [tabindex='0']"
    # One radio of each group is a stop of the Tab key; what is disabled is none.
    expected = components(page).evaluate_all(
        """(found, controls) => {
            const all = new Set(found.flatMap(part => [...part.querySelectorAll(controls)]));
            return [...all].filter(e => e.checkVisibility() && !e.disabled && e.type !== 'radio').length;
        }""",
        controls,
    )
    away = 0
    while away < 12:
        page.keyboard.press("Tab")
        ring = page.evaluate(RING)
        away = away + 1 if ring is None else 0
        if ring is not None:
            assert ring["seen"], ring["what"]
            assert ring["whole"], ring["what"]
    reached = page.evaluate("[...window.reached].filter(e => e.type !== 'radio').length")
    assert reached == expected
    assert expected > 60


def test_jupyterlab_writes_no_error_of_ours(reader, page):
    use_everything(page)
    assert reader.complaints == []
