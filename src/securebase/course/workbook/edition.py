"""The edition of the course that is to be filled: which files, and their bytes."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from securebase.course.atomic import write_atomically
from securebase.course.workbook.digest import sha256

if TYPE_CHECKING:
    from collections.abc import Callable

_IMAGE = re.compile(r"assets/images/([\w][\w./-]*\.\w+)")
# Someone's own jupytext settings (pairing, filters) would write outputs and strip tags from our lessons.
_JUPYTEXT_SETTINGS = b"# Lessons stay text notebooks, whatever jupytext is set to do elsewhere.\n"


def edition(
    content: Path, released: Path, scratch: Path, say: Callable[[str], None]
) -> dict[PurePosixPath, bytes]:
    """Return the files of a workbook with their bytes.

    Parameters
    ----------
    content
        The folder with ``lessons``, ``exercises`` and ``assets``.
    released
        A folder of ours that keeps released exercises; one whose source is unchanged is not released again.
    scratch
        A folder on the same disk for temporary files.
    say
        Is told which exercise is being released, which takes a few seconds.

    Returns
    -------
    dict
        Lessons as they are, exercises as nbgrader releases them, and the images that either refers to.
    """
    lessons = sorted((content / "lessons").glob("*.md"))
    files = {PurePosixPath("lessons", lesson.name): lesson.read_bytes() for lesson in lessons}
    sources = _exercise_sources(content)
    for source, notebook in zip(sources, _released(sources, released, scratch, say), strict=True):
        files[PurePosixPath("exercises", source.stem, f"{source.stem}.ipynb")] = notebook
    for image in _images([*lessons, *sources], content):
        files[PurePosixPath(image)] = (content / image).read_bytes()
    files[PurePosixPath("jupytext.toml")] = _JUPYTEXT_SETTINGS
    return files


def _exercise_sources(content: Path) -> list[Path]:
    if not any((content / "exercises").glob("*/*.md")):
        return []
    from securebase.course.grading.release import exercise_sources  # noqa: PLC0415  # a course may have none

    return exercise_sources(content)


def _released(sources: list[Path], cache: Path, scratch: Path, say: Callable[[str], None]) -> list[bytes]:
    makers = _makers()
    notebooks, kept = [], set()
    for source in sources:
        given = [part.read_bytes() for part in sorted(source.parent.iterdir()) if part.is_file()]
        key = sha256(b"\0".join([makers.encode(), *given]))[:32]
        place = cache / f"{source.stem}-{key}.ipynb"
        if not place.exists():
            from securebase.course.grading.release import released_notebook  # noqa: PLC0415  # 2 s, only when needed

            say(f"Preparing exercise {source.stem} ...")
            cache.mkdir(parents=True, exist_ok=True)
            write_atomically(place, released_notebook(source).encode(), scratch)
        notebooks.append(place.read_bytes())
        kept.add(place)
    for old in set(cache.glob("*.ipynb")) - kept:
        old.unlink(missing_ok=True)
    return notebooks


def _makers() -> str:
    """Identify the code that releases exercises: nbgrader's version and our own modules."""
    package = Path(__file__).resolve().parents[2]
    modules = [*(package / "course" / "grading").glob("*.py"), *(package / "exercises").rglob("*.py")]
    return version("nbgrader") + "".join(sha256(module.read_bytes()) for module in sorted(modules))


def _images(texts: list[Path], content: Path) -> list[str]:
    named = {f"assets/images/{name}" for text in texts for name in _IMAGE.findall(text.read_text("utf-8"))}
    return sorted(image for image in named if ".." not in image and (content / image).is_file())
