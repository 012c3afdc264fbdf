"""Find a Chromium or Chrome for the browser tests, or install one (``--install``), and print its path.

In this order: one that is installed; the one that playwright brings; Debian's, by apt, where this user may
install packages. To root, as on a build machine, Debian's headless shell is given beside another one. A
browser counts only if it starts: on some systems the name on PATH is a stub that asks for another package,
and playwright's own may miss system libraries.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

SHELL = "chromium-headless-shell"  # without windows: it opens a page in three quarters of the time
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = tuple(
    folder / application
    for folder in (Path("/Applications"), Path.home() / "Applications")
    for application in (
        "Chromium.app/Contents/MacOS/Chromium",
        "Google Chrome.app/Contents/MacOS/Google Chrome",
    )
)
# A page for the trial start; the browser must print its text back.
GREETING = "a page of Secure Base"
START_SECONDS = 30
DOWNLOAD_SECONDS = 300
APT_SECONDS = 600
NONE_FOUND = (
    "No Chromium or Chrome that starts was found{more}, so the browser tests will fail: "
    "install one of them (on Debian: apt install chromium), then run make test again."
)
ASK_PLAYWRIGHT = """\
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def tell(sentence: str) -> None:
    """Say something to the person; standard output is for the path alone."""
    print(sentence, file=sys.stderr, flush=True)


def run(command: list[str | Path], seconds: float) -> tuple[bool, str]:
    """Run a command with a time limit; return whether it succeeded, and what it printed.

    Its output goes to a file and it leads a process group of its own: a browser's helpers outlive their
    parent and would hold a pipe open beyond any limit.
    """
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        try:
            process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as problem:
            return False, f"Error: {problem}"
        try:
            succeeded = process.wait(seconds) == 0
        except subprocess.TimeoutExpired:
            return False, f"Error: it did not finish within {seconds:g} seconds"
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        output.seek(0)
        return succeeded, output.read()


def reason(output: str) -> str:
    """Pick the line of a failed command's output that says why."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    causes = [line for line in lines if line.startswith(("Error:", "E:"))]
    return [*causes, *lines[-1:], "no reason given"][0]


def starts(browser: Path) -> bool:
    """Open a page in the browser, without a window, as the tests do."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        page = f"data:text/html,<p>{GREETING}</p>"
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            f"--user-data-dir={profile}",
        ]
        succeeded, output = run([browser, *options, "--dump-dom", page], START_SECONDS)
    return succeeded and GREETING in output


def installed() -> Path | None:
    """Return the first browser on PATH, or among macOS' applications, that starts."""
    on_path = [Path(found) for name in NAMES if (found := shutil.which(name))]
    candidates = on_path + [application for application in APPLICATIONS if application.is_file()]
    return next((browser for browser in candidates if starts(browser)), None)


def from_playwright() -> Path | None:
    """Return the browser that playwright has downloaded, if it has and it starts."""
    # A process of its own: playwright cannot start twice in one, and the tests start it.
    answered, output = run([sys.executable, "-c", ASK_PLAYWRIGHT], START_SECONDS)
    browser = Path(output.strip().rpartition("\n")[2])
    return browser if answered and browser.is_file() and starts(browser) else None


def find_browser() -> Path | None:
    """Return a browser that is on this machine, or None. Installs nothing."""
    return installed() or from_playwright()


def install_from_playwright() -> Path | None:
    """Let playwright download its Chromium into its own cache."""
    limit = DOWNLOAD_SECONDS // 60
    tell(f"No Chromium or Chrome was found. Downloading playwright's (at most {limit} minutes) ...")
    command = [sys.executable, "-m", "playwright", "install", "--no-shell", "chromium"]
    succeeded, output = run(command, DOWNLOAD_SECONDS)
    if not succeeded:
        tell(f"Playwright could not download it ({reason(output)}).")
        return None
    browser = from_playwright()
    if browser is None:
        tell("Playwright downloaded it, but it does not start: system libraries that it needs are missing.")
    return browser


def install_from_debian() -> Path | None:
    """Install Debian's Chromium where this user may: as root, or by a sudo that asks for no password."""
    if shutil.which("apt-get") is None:
        tell("This system has no apt to install one with.")
        return None
    allowed: list[str | Path] = []
    if os.geteuid() != 0:
        allowed = ["sudo", "-n"]
        if not run([*allowed, "true"], START_SECONDS)[0]:
            tell("Installing Debian's needs root, or a sudo that asks for no password.")
            return None
    tell(f"Installing Debian's chromium by apt (at most {APT_SECONDS // 60} minutes) ...")
    apt = [*allowed, "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=60"]
    # A list that cannot be refreshed may still do; the installation is what counts.
    run([*apt, "update"], APT_SECONDS / 3)
    output = ""
    for package in (SHELL, "chromium"):  # an older system has no shell
        # Without one font of its own, Chromium on a bare system shows no text.
        packages = [package, "fonts-liberation"]
        command = [*apt, "install", "--yes", "--no-install-recommends", *packages]
        succeeded, output = run(command, APT_SECONDS / 3)
        if succeeded:
            return installed()
    tell(f"Apt could not install it ({reason(output)}).")
    return None


def shell_beside(browser: Path) -> Path:
    """Install Debian's headless shell where this user is root and apt knows it; else keep the browser."""
    known = (
        shutil.which("apt-get") and os.geteuid() == 0 and run(["apt-cache", "show", SHELL], START_SECONDS)[0]
    )
    if browser.name == SHELL or not known:
        return browser
    tell(f"Installing {SHELL} by apt beside {browser} ...")
    run(["apt-get", "-qq", "install", "--yes", "--no-install-recommends", SHELL], APT_SECONDS / 3)
    return installed() or browser


def main() -> int:
    """Print the browser's path; status 1 and one sentence if there is none."""
    install = "--install" in sys.argv[1:]
    browser = find_browser()
    if install:
        browser = shell_beside(browser) if browser else install_from_playwright() or install_from_debian()
    if browser is None:
        tell(NONE_FOUND.format(more=" and none could be installed" if install else ""))
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
