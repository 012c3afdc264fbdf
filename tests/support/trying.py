"""A learner's function, tried: in this process where only its numbers matter, else as a check tries it."""

from __future__ import annotations

import copy

from securebase.exercises.functions import mark_function, mark_results
from securebase.exercises.released import released_code
from securebase.exercises.sheet import load_sheet


def code_part(exercise):
    """Return the part of an exercise that is answered in code."""
    return next(part for part in load_sheet(exercise).parts if part.kind == "function")


def marked(part, function):
    """Return the mark of what a Python function gives; it is called here."""
    cases = copy.deepcopy(part.trial.cases())
    return mark_results(part, [float(function(*case)) for case in cases])


def tried(exercise, source, elsewhere=()):
    """Return the mark of a solution cell's text, by the way that page and gradebook go."""
    return mark_function(code_part(exercise), source, released_code(exercise), elsewhere)
