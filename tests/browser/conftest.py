"""A real JupyterLab in a real browser: `securebase lab` on a free port, with a throw-away home."""

from __future__ import annotations

import importlib.util
import json
import secrets
import shutil
from pathlib import Path

import pytest
from open_window import OpenWindow, end_sessions
from real_lab import Lab, start_lab
from real_reader import BROWSER_ARGUMENTS, WINDOW, Reader, browser_path
from slow_kernel import SlowKernel


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """One JupyterLab for all browser tests; each test opens its own workspace and its own kernels."""
    home = tmp_path_factory.mktemp("home")
    running = start_lab(home / "workbook", home)
    yield running
    running.stop()


@pytest.fixture
def own_lab(tmp_path):
    """Start JupyterLabs that a test may break: ``own_lab(*options)``."""
    started = []

    def start(*options: str, folder: Path | None = None, **how) -> Lab:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        started.append(start_lab(folder or home / "workbook", home, *options, **how))
        return started[-1]

    yield start
    for one in started:
        one.stop()


@pytest.fixture(scope="session")
def playwright():
    """What drives browsers; there can be only one at a time."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=30_000)  # a busy machine's answer comes late, and is still an answer
    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def chromium(playwright):
    """The browser itself."""
    browser = playwright.chromium.launch(executable_path=str(browser_path()), args=BROWSER_ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="session")
def window(lab, chromium):
    """The window that readers hand on to each other."""
    one = OpenWindow(lab, chromium)
    yield one
    one.close()


def in_a_fresh_profile(lab, chromium):
    context = chromium.new_context(viewport=WINDOW)
    person = Reader(lab, context.new_page())
    person.listen()
    yield person
    context.close()
    end_sessions(lab)


@pytest.fixture
def reader(window, request):
    """A reader in front of a JupyterLab that stands open."""
    yield from window.lend(request)


@pytest.fixture(scope="module")
def shared_reader(window, request):
    """One such reader for all tests of a file, which must not ask for `reader` too."""
    yield from window.lend(request)


@pytest.fixture
def fresh_reader(lab, chromium):
    """A reader who loads JupyterLab: for tests of that, and of clocks, sockets, networks, finer screens."""
    yield from in_a_fresh_profile(lab, chromium)


@pytest.fixture(scope="module")
def shared_fresh_reader(lab, chromium):
    """One such reader for all tests of a file."""
    yield from in_a_fresh_profile(lab, chromium)


@pytest.fixture
def make_reader(chromium):
    """Put a reader in front of a JupyterLab that the test started itself: ``make_reader(lab)``."""
    contexts = []

    def make(lab: Lab) -> Reader:
        contexts.append(chromium.new_context(viewport=WINDOW))
        person = Reader(lab, contexts[-1].new_page())
        person.listen()
        return person

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader_with_profile(playwright):
    """Open a browser that keeps its profile in a folder: ``reader_with_profile(lab, folder)``."""
    opened = []

    def open_browser(lab: Lab, folder: Path) -> Reader:
        context = playwright.chromium.launch_persistent_context(
            str(folder),
            executable_path=str(browser_path()),
            args=BROWSER_ARGUMENTS,
            viewport={"width": 1280, "height": 1600},
        )
        opened.append(context)
        return Reader(lab, context.pages[0])

    yield open_browser
    for context in opened:
        context.close()


class Keyboard:
    """Hands of someone who uses no pointer, and looks for the ring around what has the focus."""

    @staticmethod
    def into(part):
        """Stand in front of a component, where Tab would come from the cell above; return the component."""
        part.evaluate("e => { e.tabIndex = -1; e.focus(); e.removeAttribute('tabindex'); }")
        return part

    @staticmethod
    def tab_to(target, limit: int = 60) -> None:
        for _ in range(limit):
            if target.evaluate("element => element === document.activeElement"):
                break
            target.page.keyboard.press("Tab")
        else:
            pytest.fail(f"Tab did not come to {target}")
        ring = target.evaluate("e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineWidth]")
        assert ring == ["solid", "3px"], "the focus cannot be seen"

    def press(self, target, key: str = "Enter") -> None:
        self.tab_to(target)
        target.page.keyboard.press(key)


@pytest.fixture(scope="session")
def keyboard():
    """The keyboard alone: ``keyboard.press(page.get_by_role("button"))``."""
    return Keyboard()


class KeptAnswers:
    """What an exercise has kept, as it stands in its file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def now(self) -> dict:
        return json.loads(self.path.read_text())["answers"] if self.path.exists() else {}

    def has(self, name: str):
        return lambda: name in self.now()


@pytest.fixture
def kept_answers(lab, request):
    """The answers of the exercise that the test's module names; gone afterwards, from its notebook too."""
    name = request.module.NAME
    path = lab.folder / "exercises" / name / f"{name}.answers.json"
    notebook = path.with_name(f"{name}.ipynb")
    released = notebook.read_bytes()
    path.unlink(missing_ok=True)
    yield KeptAnswers(path)
    path.unlink(missing_ok=True)
    notebook.write_bytes(released)


@pytest.fixture
def lesson_copy(lab):
    """Copy a lesson under another name, so that a test may change it: ``lesson_copy("lessons/x.md")``."""
    made = []

    def copy(path: str) -> str:
        source = lab.folder / path
        target = source.with_name(f"copy-{secrets.token_hex(3)}-{source.name}")
        shutil.copy(source, target)
        made.append(target)
        return str(target.relative_to(lab.folder))

    yield copy
    for target in made:
        target.unlink(missing_ok=True)


@pytest.fixture(scope="session")
def serious_findings():
    """Ask axe-core what is serious or critical in our components: ``serious_findings(page)``.

    ``rules`` are those to ask; by default all. In another theme nothing differs but the colours.

    While JupyterLab lays itself out anew or changes its theme, it covers the page for a moment and axe-core
    cannot judge colours: the page is asked again until it can. It judges what is in view, so make the window
    tall before.
    """
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.fail(
            "The package axe-playwright-python, which carries axe-core, is missing. Run `make test` again."
        )
    script = Path(package.origin).with_name("axe.min.js").read_text(encoding="utf-8")

    def find(page, *rules: str) -> list:
        # JupyterLab's body is 0 pixels high: axe-core would take all that is in it for clipped away.
        page.add_style_tag(content="html, body { height: 100% !important }")
        page.evaluate(script)
        for _ in range(30):
            page.wait_for_timeout(400)
            result = page.evaluate(
                "rules => axe.run({ include: [['.sb']] }, rules.length ? { runOnly: rules } : {})", rules
            )
            contrast = [one for one in result["passes"] if one["id"] == "color-contrast"]
            if contrast and len(contrast[0]["nodes"]) >= 20:
                return [
                    (one["id"], node["html"], node["failureSummary"])
                    for one in result["violations"]
                    if one["impact"] in ("serious", "critical")
                    for node in one["nodes"]
                ]
        unsure = [
            node["any"][0]["message"]
            for one in result["incomplete"]
            for node in one["nodes"]
            if one["id"] == "color-contrast"
        ]
        pytest.fail(f"axe-core could not see our colours: {unsure}")

    return find


@pytest.fixture(scope="module")
def blank_page(chromium):
    page = chromium.new_page()
    yield page
    page.close()


@pytest.fixture
def stage(blank_page):
    """Put a component in front of someone: ``stage(widget, "open")``; see at the end that nothing broke."""
    shown = []

    def put(widget, state):
        shown.append(SlowKernel(blank_page, widget))
        shown[-1].look(state)
        return shown[-1]

    yield put
    assert [fault for kernel in shown for fault in kernel.faults] == []
