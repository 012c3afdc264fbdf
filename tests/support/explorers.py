"""The live pictures as a learner meets them, for tests of all of them at once."""

from __future__ import annotations

import itertools

from securebase import widgets
from securebase.widgets.controls import steps
from securebase.widgets.guesses import Guess
from securebase.widgets.prediction import Prediction, PredictThenLook


def made(name):
    """Return what a lesson's cell makes: a picture, or the sheet before it."""
    return getattr(widgets, name)()


def sheet(name):
    """Return the sheet that is filled in before a picture, or None."""
    box = made(name)
    return box.children[0] if isinstance(box, PredictThenLook) else None


def opened(name, given=None):
    """Return a picture, after this guess or curve where it asks for one first, or after none."""
    box = made(name)
    if not isinstance(box, PredictThenLook):
        return box
    asked = box.children[0]
    if given is None:
        message = {"kind": "skip"}
    else:
        message = {"kind": "look", "values" if isinstance(asked, Prediction) else "value": given}
    box._hear(asked, message, [])
    return box.children[1]


def guesses(name):
    """Return what may be guessed at the ends and beside the answer; nothing where no number is asked for."""
    asked = sheet(name)
    if not isinstance(asked, Guess):
        return []
    low, high, step = (asked.sheet[key] for key in ("low", "high", "step"))
    return [low, round(round(asked.answer / step) * step, 9), high]


def every_guess(name):
    """Return every number that the slider of a guess can stand at."""
    asked = sheet(name)
    if not isinstance(asked, Guess):
        return []
    return steps(*(asked.sheet[key] for key in ("low", "high", "step")))


def drawn(name):
    """Return curves that someone may draw: level, high, near; nothing where none is asked for."""
    asked = sheet(name)
    if not isinstance(asked, Prediction):
        return []
    places, high = asked.sheet["places"], asked.sheet["high"]
    peak = [high if place == 30 else 1.0 for place in places]
    return [[1.0] * len(places), peak, [1.0, 1.2, 2.0, 2.6, 2.6, 2.0, 1.5, 1.3, 1.0]]


def controls(figure):
    return figure._by_name.values()


def start(figure):
    return {control.name: control.start for control in controls(figure)}


def presets(figure):
    """Return the settings that have a name: what every control stands at."""
    values = {}
    for preset in figure.presets:
        moved = {name: figure._by_name[name].values[at] for name, at in preset["positions"].items()}
        values[preset["label"]] = start(figure) | moved
    return values


def options(figure):
    """Return the settings in which one choice stands at another of its options."""
    choices = [control for control in controls(figure) if control.kind == "choice"]
    return {
        f"{one.name} {value}": start(figure) | {one.name: value} for one in choices for value in one.values
    }


def corners(figure):
    """Return every way in which each slider stands at an end, and each choice at any of its options."""
    ends = [
        one.values if one.kind == "choice" else (one.values[0], one.values[-1]) for one in controls(figure)
    ]
    names = [one.name for one in controls(figure)]
    return [dict(zip(names, corner, strict=True)) for corner in itertools.product(*ends)]


def turned_to(figure, *, width=520, light=True, ratio=1.0):
    """Let the page have this width and theme, and return the figure."""
    figure._look({"width": width, "ratio": ratio, "light": light})
    return figure


def shown(figure, values):
    """Return the frame that a learner sees, and its sentence."""
    return figure._stage.frame(**values)


def press(figure, label):
    """Return the sentence after a preset's button."""
    return shown(figure, presets(figure)[label])[1]
