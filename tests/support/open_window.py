"""A browser window in which JupyterLab stands open, handed from one reader to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.error import HTTPError

from real_reader import WINDOW, Reader

if TYPE_CHECKING:
    from real_lab import Lab

# What tests choose is kept by the server, and would be the next reader's choice.
SETTINGS = ("@jupyterlab/apputils-extension:themes", "@jupyter-widgets/jupyterlab-manager:plugin")
# A notebook that is closed before its kernel is there makes the widgets' extension complain a moment later.
IS_READY = """() => [...window.jupyterapp.shell.widgets('main')]
    .every(({ context }) => context?.sessionContext?.isReady !== false)"""
# What the next reader would find otherwise: documents, another theme, a panel that was folded away.
TIDY = """() => {
    const { shell, commands } = window.jupyterapp;
    for (const widget of [...shell.widgets('main')]) widget.dispose();
    if (document.body.dataset.jpThemeLight !== 'true')
        commands.execute('apputils:change-theme', { theme: 'JupyterLab Light' });
    shell.expandLeft('securebase-course');
}"""
IS_TIDY = """() => document.body.dataset.jpThemeLight === 'true'
    && !document.querySelector('.jp-NotebookPanel, .jp-Dialog, [role=dialog], [role=alertdialog]')"""


class OpenWindow:
    """JupyterLab is loaded once and its window passed on, as a person keeps it open between lessons.

    It is not passed on by a test that failed or loaded a page, or that leaves behind what cannot be put away.
    """

    def __init__(self, lab: Lab, chromium) -> None:
        self.lab, self.chromium, self.context = lab, chromium, None

    def take(self) -> Reader:
        """Return a reader in front of it, with no document open."""
        if self.context is None:
            self.context = self.chromium.new_context(viewport=WINDOW)
            self.context.new_page().goto(self.lab.url())
            self.context.pages[0].wait_for_function("() => window.jupyterapp?.restored", timeout=60_000)
            self.context.pages[0].evaluate("() => window.jupyterapp.restored.then(() => true)")
        person = Reader(self.lab, self.context.pages[0], stands_open=True)
        person.listen()
        return person

    def give_back(self, person: Reader, *, as_it_was: bool) -> None:
        """Put away what is open, or close the window for good."""
        person.stop_listening()
        if not (as_it_was and not person.loaded_a_page and self._tidied(person.page)):
            self.close()
        end_sessions(self.lab)

    def lend(self, request):
        """Take it for a test or a file and give it back afterwards: for fixtures, with ``yield from``."""
        failed = request.session.testsfailed
        person = self.take()
        yield person
        self.give_back(person, as_it_was=request.session.testsfailed == failed)

    def close(self) -> None:
        if self.context is not None:
            self.context.close()
            self.context = None

    def _tidied(self, page) -> bool:
        from playwright.sync_api import Error

        try:
            for other in self.context.pages[1:]:
                other.close()
            page.unroute_all()
            page.set_viewport_size(WINDOW)
            page.emulate_media(reduced_motion="null")
            page.wait_for_function(IS_READY, timeout=5_000)
            page.evaluate(TIDY)
            page.wait_for_function(IS_TIDY, timeout=5_000)
        except Error:
            return False
        return True


def end_sessions(lab: Lab) -> None:
    """Shut down all kernels, and put settings back."""
    for session in lab.api("sessions"):
        try:
            lab.api(f"sessions/{session['id']}", method="DELETE")
        except HTTPError as error:  # closed by the page in this moment
            if error.code != 404:
                raise
    for setting in SETTINGS:
        lab.api(f"settings/{setting}", method="PUT", body={"raw": "{}"}, root="lab/api")
