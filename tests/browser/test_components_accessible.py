"""Every component in JupyterLab's light and dark theme: no serious finding of axe-core, nothing cut off."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import nbformat
import pytest

IMPORTS = "from securebase.widgets import private_box, quick_check"
COMPONENTS = {
    "quick check": "quick_check('04-the-first-hour')",
    "private text": "private_box('a', 'Where did you notice it first?')",
    "private rating": (
        "private_box('b', 'How near?', kind='rating', ends=('far away', 'very near'), "
        "save=lambda *_: None, where='Kept in this test.')"
    ),
    "private choice": "private_box('c', 'What helped?', kind='choice', choices=['Walking', 'Talking'])",
}


@pytest.fixture(scope="session")
def axe():
    """The axe-core script, from the developers' tools: no network."""
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.fail(
            "The package axe-playwright-python, which carries axe-core, is missing. Run `make test` again."
        )
    return Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def components(lab, reader):
    """Open a notebook with every component in it."""
    path = lab.folder / "components-test.ipynb"
    cells = [nbformat.v4.new_code_cell(source) for source in (IMPORTS, *COMPONENTS.values())]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    reader.open(path.name)
    reader.run_all()
    found = reader.page.locator(".jp-OutputArea-output .sb")
    found.nth(len(COMPONENTS) - 1).wait_for()
    yield found
    path.unlink()


def fill_in(page):
    """Bring every state on the page: a remark on each kind of question, a kept box, a closed box."""
    for question in page.locator(".sb-question").all():
        for field in question.locator("input[type=text]").all():
            field.fill("33,8")
        for field in question.locator("select").all():
            field.select_option(index=1)
        for field in question.locator("input[type=radio], input[type=checkbox]").all()[:2]:
            field.check()
        question.get_by_role("button", name="Check").click()
    rating = page.locator(".sb-private").nth(1)
    rating.get_by_role("radio").first.check()
    rating.get_by_role("button", name="Keep").click()
    rating.get_by_text("Kept.", exact=True).wait_for()
    page.locator(".sb-private").nth(2).get_by_role("button", name="Not today").click()


def findings(page):
    """Return what axe-core calls serious or critical, inside our components.

    While JupyterLab lays itself out anew or changes its theme, it covers the page for a moment and axe-core
    cannot judge colours: wait until it can.
    """
    return page.evaluate(
        """async () => {
            let why = '';
            for (let tries = 0; tries < 30; tries += 1) {
                await new Promise((done) => setTimeout(done, 400));
                const result = await axe.run({include: [['.sb']]});
                const seen = result.passes.find((one) => one.id === 'color-contrast')?.nodes ?? [];
                if (seen.length < 20) {
                    const nodes = [...result.incomplete, ...result.passes]
                        .filter((one) => one.id === 'color-contrast')
                        .flatMap((one) => one.nodes);
                    why = nodes.map((node) => node.any[0]?.message).join(' ');
                    continue;
                }
                return result.violations
                    .filter((one) => ['serious', 'critical'].includes(one.impact))
                    .flatMap((one) => one.nodes.map((node) => [one.id, node.html, node.failureSummary]));
            }
            throw new Error('axe-core could not see our colours. ' + why);
        }"""
    )


def test_axe_finds_nothing_serious_in_light_and_dark(reader, components, axe):
    page = reader.page
    # axe-core judges contrast only on what is in view, and JupyterLab's body is 0 pixels high: axe-core would
    # take all that is in it for clipped away.
    page.set_viewport_size({"width": 1280, "height": 3500})
    page.add_style_tag(content="html, body { height: 100% !important }")
    page.evaluate(axe)
    for theme in ("light", "dark"):
        reader.use_theme(theme)
        assert findings(page) == [], f"untouched, in the {theme} theme"
    fill_in(page)
    for theme in ("light", "dark"):
        reader.use_theme(theme)
        assert findings(page) == [], f"answered, in the {theme} theme"
    # What a broken page would bring: axe-core finds a box without a name and ink that is too pale.
    components.first.evaluate(
        "e => { e.append(document.createElement('textarea')); e.style.color = '#555'; }"
    )
    assert {finding[0] for finding in findings(page)} == {"label", "color-contrast"}


def test_nothing_is_cut_off_at_800_pixels_and_at_twice_the_size(reader, components):
    page = reader.page
    fill_in(page)
    if page.locator("#jp-left-stack").is_visible():
        reader.command("application:toggle-left-area")
    for width in (1280, 800, 640):  # 640 is what a window of 1280 pixels has at 200 % zoom
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(300)
        cut = components.evaluate_all(
            """found => found.flatMap(one => {
                const edge = one.getBoundingClientRect().right + 1;
                return [one, ...one.querySelectorAll('*')]
                    .filter(e => !e.closest('.sb-for-screen-readers') && e.clientWidth)
                    .filter(e => e.getBoundingClientRect().right > edge || e.scrollWidth > e.clientWidth + 1)
                    .map(e => e.outerHTML.slice(0, 120));
            })"""
        )
        assert cut == [], f"at {width} pixels"
        right = components.evaluate_all(
            "found => Math.max(...found.map(e => e.getBoundingClientRect().right))"
        )
        assert right <= width
    reader.screenshot("components-640")


def test_the_focus_can_be_seen_on_every_control(reader, components):
    page = reader.page
    components.first.get_by_role("button", name="Check").first.focus()
    page.keyboard.press("Shift+Tab")
    seen = 0
    for _ in range(60):
        page.keyboard.press("Tab")
        ring = page.evaluate(
            """() => {
                const e = document.activeElement;
                if (!e.closest('.sb')) return null;
                const style = getComputedStyle(e);
                return [style.outlineStyle, style.outlineWidth, e.outerHTML.slice(0, 200)];
            }"""
        )
        if ring is not None:
            assert ring[:2] == ["solid", "3px"], ring[2]
            seen += 1
    assert seen > 20
