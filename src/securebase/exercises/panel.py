"""The controls with which a question is answered: ordinary form controls, each with a label, all by keyboard.

A control shows what is kept, and its buttons alone write: building or reopening it changes nothing. A part
can be checked here too, so that nobody needs to run a cell.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

import ipywidgets as widgets

from securebase.exercises.questions import NotAcceptedError
from securebase.exercises.spoken import Spoken

if TYPE_CHECKING:
    from collections.abc import Callable

    from securebase.exercises.exercise import Exercise
    from securebase.exercises.questions import Answer
    from securebase.exercises.sheet import Question

WIDE = {"width": "auto", "max_width": "48rem"}
BUTTON = {"width": "auto", "align_self": "flex-start"}
LABEL = {"description_width": "initial"}
OPEN = "choose …"
CHECK = "Check this part"
# A number, with one point or comma before its decimals, and whatever stands behind it.
NUMBER = re.compile(r"([+-]?(?:\d+[.,]?\d*|[.,]\d+)(?:e[+-]?\d+)?)\s*(.*)", re.IGNORECASE | re.DOTALL)


class Panel(Spoken):
    """One question's controls, its button, and a line that says what is kept.

    Parameters
    ----------
    exercise : Exercise
        Keeps the answer.
    question : Question
        What is asked; any kind but code.
    answer : Answer or None
        What is kept already.
    """

    def __init__(self, exercise: Exercise, question: Question, answer: Answer | None) -> None:
        self._exercise = exercise
        self._question = question
        self._controls, self._given, self._set = _BUILDERS[question.kind](question)
        self.button = widgets.Button(description=_button_text(question), layout=widgets.Layout(**BUTTON))
        self.check = widgets.Button(description=CHECK, layout=widgets.Layout(**BUTTON))
        self._status = widgets.HTML()
        self._found = widgets.HTML()
        self._is_changed = False
        title = widgets.HTML(f"<b>{html.escape(question.title)}</b>")
        buttons = [self.button, self.check] if question.points else [self.button]
        row = widgets.HBox(buttons, layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([title, *self._controls, row, self._status, self._found], _in_words(question))
        self.show(answer)
        self.button.on_click(self._keep)
        self.check.on_click(self._check)
        for control in self._controls:
            control.observe(self._changed, "value")

    def show(self, answer: Answer | None) -> None:
        """Let the controls and the line under them say what is kept."""
        if answer is None:
            self._say("No answer is kept yet.")
            return
        self._set(answer)
        self._is_changed = False
        self._say(f"Kept: {self._exercise.wording(self._question.id, answer)}.")

    def _keep(self, _button: object) -> None:
        try:
            given = self._given()
        except NotAcceptedError as error:
            self._say(f"Not kept. {error}")
            return
        if given is None:
            self._say("Not kept: there is nothing here yet, or something is left open.")
        else:
            self._is_changed = False
            self._say(self._exercise.keep(self._question.id, given))

    def _check(self, _button: object) -> None:
        """Keep what was changed, if anything was, and say what the part earns, unless it cannot be kept."""
        if self._is_changed:
            self._keep(None)
            if self._is_changed:
                return
        _, sentences = self._exercise.checked(self._question.id)
        lines = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
        self._found.value = f'<div role="status">{lines}</div>'

    def _changed(self, _change: object) -> None:
        self._is_changed = True
        self._found.value = ""
        self._say(f"Changed. “{self.button.description}” keeps it.")

    def _say(self, sentence: str) -> None:
        self._status.value = f'<div role="status">{html.escape(sentence)}</div>'


_Built = tuple[list[Any], "Callable[[], object]", "Callable[[Any], None]"]


def _in_words(question: Question) -> str:
    words = dict(question.items) | dict(question.options)
    return "\n".join(
        [f"{question.title} ({question.id})", *(f"  {name}: {text}" for name, text in words.items())]
    )


def _button_text(question: Question) -> str:
    if question.kind == "attest":
        return next(iter(question.options.values()))
    return "Keep this answer"


def _text_field(label: str, unit: str) -> Any:
    return widgets.Text(
        description=f"{label} ({unit})" if unit else label,
        placeholder="a number",
        continuous_update=False,
        style=LABEL,
        layout=widgets.Layout(**WIDE),
    )


def _typed_number(text: str, unit: str) -> float:
    """Return the number in a field; point or comma marks its decimals, and its unit may stand behind it.

    Raises
    ------
    NotAcceptedError
        If this is not one number; the message is the sentence for the learner.
    """
    typed = text.strip()
    found = NUMBER.fullmatch(typed.replace("−", "-"))
    if found is None or not unit.casefold().startswith(found[2].strip(" .").casefold()):
        shown = f"{typed[:30]}…" if len(typed) > 30 else typed
        raise NotAcceptedError(
            f"“{shown}” cannot be read as one number. Write digits alone, as in 12.5 or 12,5; what they "
            "count stands beside the field."
        )
    return float(found[1].replace(",", "."))


def _number(question: Question) -> _Built:
    control = _text_field("Your number", question.unit)

    def given() -> object:
        return _typed_number(control.value, question.unit) if control.value.strip() else None

    def show(answer: float) -> None:
        control.value = f"{answer:g}"

    return [control], given, show


def _numbers(question: Question) -> _Built:
    controls = {item: _text_field(label, question.unit) for item, label in question.items.items()}

    def given() -> object:
        filled = {item: each.value for item, each in controls.items() if each.value.strip()}
        return {item: _typed_number(text, question.unit) for item, text in filled.items()} or None

    def show(answer: dict[str, float]) -> None:
        for item, number in answer.items():
            controls[item].value = f"{number:g}"

    return list(controls.values()), given, show


def _choice(question: Question) -> _Built:
    control = widgets.RadioButtons(
        options=[(label, option) for option, label in question.options.items()],
        value=None,
        layout=widgets.Layout(**WIDE),
    )

    def show(answer: str) -> None:
        control.value = answer

    return [control], lambda: control.value, show


def _choices(question: Question) -> _Built:
    controls = {
        option: widgets.Checkbox(description=label, indent=False, layout=widgets.Layout(**WIDE))
        for option, label in question.options.items()
    }

    def show(answer: list[str]) -> None:
        for option, control in controls.items():
            control.value = option in answer

    return list(controls.values()), lambda: [name for name, each in controls.items() if each.value], show


def _dropdown(label: str, question: Question) -> Any:
    return widgets.Dropdown(
        description=label,
        options=[(OPEN, None), *((text, option) for option, text in question.options.items())],
        style=LABEL,
        layout=widgets.Layout(**WIDE),
    )


def _order(question: Question) -> _Built:
    controls = [_dropdown(f"Place {place}", question) for place in range(1, len(question.options) + 1)]

    def given() -> object:
        chosen = [control.value for control in controls]
        return None if None in chosen else chosen

    def show(answer: list[str]) -> None:
        for control, option in zip(controls, answer, strict=True):
            control.value = option

    return controls, given, show


def _match(question: Question) -> _Built:
    # A control's own label never wraps, so the sentence stands above it, under the same number.
    controls = {
        item: _dropdown(f"{question.each} {number}", question)
        for number, item in enumerate(question.items, 1)
    }
    shown: list[Any] = []
    for number, item in enumerate(question.items, 1):
        shown += [widgets.HTML(f"{number}. {html.escape(question.items[item])}"), controls[item]]

    def given() -> object:
        return {item: each.value for item, each in controls.items() if each.value is not None} or None

    def show(answer: dict[str, str]) -> None:
        for item, option in answer.items():
            controls[item].value = option

    return shown, given, show


def _attest(_question: Question) -> _Built:
    return [], lambda: True, lambda _answer: None


_BUILDERS: dict[str, Callable[[Question], _Built]] = {
    "number": _number,
    "numbers": _numbers,
    "choice": _choice,
    "choices": _choices,
    "order": _order,
    "match": _match,
    "attest": _attest,
}
