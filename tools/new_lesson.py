"""Lay the files of a new lesson and its exercise: ``make lesson NAME=05-weeks-and-months``.

What the syllabus and the evidence say of the lesson is in them already. Everything else is a line with TODO,
and ``tests/course/test_nothing_is_empty.py`` lists those that are left.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import jinja2

from securebase.course.coverage import load_coverage
from securebase.course.evidence import load_evidence
from securebase.course.syllabus import Lesson, load_syllabus

TEMPLATES = Path(__file__).resolve().with_name("new_lesson")
POINTS = 2  # of each part, to begin with


def files(slug: str) -> dict[str, str]:
    """Return where the files of a lesson lie, each with the template that it is made from."""
    return {
        f"lessons/{slug}.md": "lesson.md.j2",
        f"exercises/{slug}/{slug}.md": "exercise.md.j2",
        f"exercises/{slug}/questions.yml": "questions.yml.j2",
        f"src/securebase/exercises/oracles/exercise_{slug.replace('-', '_')}.py": "oracle.py.j2",
        f"assets/quick-checks/{slug}.yml": "quick-check.yml.j2",
        f"tests/course/numbers/{slug}.yml": "numbers.yml.j2",
        f"docs/instructors/{slug}.md": "instructors.md.j2",
    }


def lay(slug: str, root: Path) -> str:
    """Write the files of a lesson into a clone, and return what was done and what is left, in sentences.

    Raises
    ------
    SystemExit
        With a sentence, if the syllabus has no such lesson, or one of the files is there.
    """
    by_slug = {lesson.slug: lesson for lesson in load_syllabus(root / "assets").values() if lesson.checks}
    if slug not in by_slug:
        unwritten = [name for name in by_slug if not (root / "lessons" / f"{name}.md").exists()]
        raise SystemExit(
            f"assets/syllabus.yml has no lesson with an exercise called {slug!r}. Still to be written are: "
            f"{', '.join(unwritten) or 'none'}. Say which, as in: make lesson NAME=05-weeks-and-months"
        )
    wanted = files(slug)
    if there := [path for path in wanted if (root / path).exists()]:
        raise SystemExit(f"Nothing was written, because this is there already: {', '.join(there)}.")
    words = _words(by_slug[slug])
    jinja = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - text files for authors, no web page
    )
    for path, template in wanted.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(jinja.get_template(template).render(words), encoding="utf-8")
    _add_to_index(root / "docs" / "instructors" / "README.md", by_slug[slug])
    return _report(by_slug[slug], list(wanted))


def _words(lesson: Lesson) -> dict[str, object]:
    parts = [
        {"id": f"part-{number}", "quantity": f"part_{number}", "check": check}
        for number, check in enumerate(lesson.checks, 1)
    ]
    claims = [str(claim.number) for claim in load_evidence().values() if lesson.number in claim.lessons]
    points = POINTS * len(parts)
    return {
        **{name: getattr(lesson, name) for name in ("number", "slug", "title", "about", "minutes")},
        "objectives": lesson.objectives,
        "violence_gate": lesson.violence_gate,
        "claims": ", ".join(claims),
        "parts": parts,
        "points": points,
        "complete": points - 1,
    }


def _add_to_index(index: Path, lesson: Lesson) -> None:
    """Give the page for instructors its line, after that of the lesson before."""
    lines = index.read_text("utf-8").splitlines()
    rows = [place for place, line in enumerate(lines) if re.match(r"\| \d+ \|", line)]
    before = [place for place in rows if int(lines[place].split("|")[1]) < lesson.number]
    row = f"| {lesson.number} | [{lesson.title}]({lesson.slug}.md) |"
    if row in lines:
        return
    lines.insert((before or [rows[0] - 1])[-1] + 1, row)
    index.write_text("\n".join([*lines, ""]), encoding="utf-8")


def _report(lesson: Lesson, written: list[str]) -> str:
    rows = sum(row.lesson == lesson.number for row in load_coverage())
    return "\n".join(
        [
            "Written:",
            *(f"  {path}" for path in written),
            "  and its line in docs/instructors/README.md",
            "Elsewhere still to do:",
            f"  assets/coverage.yml: the headings of {rows} rows, once the lesson has them",
            "    (python -m securebase.course.coverage lists them)",
            "  lessons/from-the-articles.md: python -m securebase.course.articles_page writes it again",
            f"  the line “Next” of lesson {lesson.number - 1}, and new words in lessons/glossary.md",
            "What is still empty: make test TESTS=tests/course/test_nothing_is_empty.py",
        ]
    )


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("Say which lesson of assets/syllabus.yml, as in: make lesson NAME=05-weeks-and-months")
    print(lay(sys.argv[1], Path(__file__).resolve().parents[1]))
