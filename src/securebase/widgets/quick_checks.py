"""The quick check at the end of a lesson: questions with feedback for each choice, and nothing kept."""

from __future__ import annotations

from html import escape
from typing import Any

import traitlets

from securebase.widgets._component import Component
from securebase.widgets._static import css, esm, with_fallback
from securebase.widgets.questions import load_quick_check


class QuickCheck(Component):
    """Questions that are answered, judged and forgotten in the page.

    The model holds the questions and nothing else. What a learner chooses stays in the browser, so neither
    the kernel nor the notebook file can hold it, with JupyterLab's "save widget state" on or off.
    """

    _esm = esm("numbers", "question_controls", "quick_check")
    _css = css("question", "quick_check")

    title = traitlets.Unicode().tag(sync=True)
    questions = traitlets.List(traitlets.Dict()).tag(sync=True)

    def __repr__(self) -> str:
        return f"Quick check: {self.title} ({len(self.questions)} questions)"

    def _repr_mimebundle_(self, **_options: object) -> tuple[dict[str, Any], dict[str, Any]]:
        """Add the questions as text, for places where no kernel runs."""
        questions = "".join(f"<li>{_question_as_html(question)}</li>" for question in self.questions)
        return with_fallback(
            self,
            f"<section><h3>Quick check: {escape(self.title)}</h3><ol>{questions}</ol>"
            "<p>Run this lesson to answer, with a word on each choice.</p></section>",
        )


def quick_check(name: str) -> QuickCheck:
    """Show one quick check of the course.

    Parameters
    ----------
    name : str
        The file's name in ``assets/quick-checks`` without its ending: ``"04-the-first-hour"``.

    Raises
    ------
    QuestionError
        If there is no such quick check, or its file has a mistake. The message names file, question and
        field.
    """
    return QuickCheck(**load_quick_check(name))


def _question_as_html(question: dict[str, Any]) -> str:
    listed: dict[str, list[str]] = {
        "choices": [choice["text"] for choice in question.get("choices", [])],
        "items": [item["text"] for item in question.get("items", [])],
        "targets": list(question.get("targets", {}).values()),
    }
    lists = "".join(
        "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"
        for texts in listed.values()
        if texts
    )
    unit = f" ({escape(question['unit'])})" if "unit" in question else ""
    return f"<p>{escape(question['question'])}{unit}</p>{lists}"
