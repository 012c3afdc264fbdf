"""The Python in which a learner's function runs by itself: the program that ``apart.py`` starts.

It imports as little as it can, and nothing of the course, since a learner waits for it. What it is asked
comes in as JSON, and what it found goes out as JSON; what the learner's code prints goes nowhere.
"""

from __future__ import annotations

import json
import math
import os
import signal
import sys
import types
from _ast import PyCF_ALLOW_TOP_LEVEL_AWAIT  # `ast` itself takes longer
from typing import Any

MOST = 120  # characters of what Python says about a mistake

Reply = dict[str, Any]


class Quiet:
    """Stands in for what only a notebook has: whatever is asked of it, it does nothing."""

    def __getattr__(self, name: str) -> Quiet:
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_given: object, **_named: object) -> Quiet:
        """Do nothing."""
        return self


class UnusableError(Exception):
    """The function gave back something that is not one number."""

    def __init__(self, failure: str, said: object = "") -> None:
        super().__init__(failure)
        self.reply: Reply = {"failure": failure, "said": str(said)[:MOST]}


def main() -> None:
    """Read what is asked, try it, and say what came of it."""
    request = json.load(sys.stdin.buffer)
    # What Python or other programs print has nowhere to go, and no other program inherits the way out.
    out, nowhere = os.dup(1), os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)

    def say(reply: Reply) -> None:
        os.write(out, json.dumps(reply | {"nonce": request["nonce"]}).encode() + b"\n")

    sys.path[:] = request["path"]
    # As in a notebook, what the code defines lives in `__main__`.
    module = sys.modules["__main__"] = types.ModuleType("__main__")
    names = vars(module)
    names.update(dict.fromkeys(request["quiet"], Quiet()))
    exec(request["given"], names)  # noqa: S102 - the course's own lines
    cases = [[_value(each) for each in case] for case in request["cases"]]
    if hasattr(signal, "alarm"):
        signal.alarm(request["seconds"])  # ends it by itself, should nobody be left to end it
    say({"ready": True})
    say(_tried(request["source"], request["function"], cases, names))


def _tried(source: str, name: str, cases: list[list[Any]], names: dict[str, Any]) -> Reply:
    stopped = None
    try:
        _run(source, names)
    except BaseException as error:  # noqa: BLE001 - as in a notebook, the names that were made before it stay
        stopped = _about(error)
    function = names.get(name)
    if function is None:
        return stopped | {"in_cell": True} if stopped else {"failure": "missing"}
    if not callable(function):
        return {"failure": "no function", "said": type(function).__name__[:MOST]}
    try:
        return {"numbers": [_one_number(function(*case)) for case in cases]}
    except UnusableError as unusable:
        return unusable.reply
    except BaseException as error:  # noqa: BLE001 - whatever a learner's code raises gets a sentence
        return _about(error)


def _run(source: str, names: dict[str, Any]) -> None:
    code = compile(source, "<your cell>", "exec", PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    waiting = eval(code, names)  # noqa: S307 - the learner's own; with a bare `await` in it, it still has to run
    if waiting is not None:
        import asyncio  # noqa: PLC0415 - hardly ever

        asyncio.run(waiting)


def _value(given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    import numpy as np  # noqa: PLC0415 - only where arrays are given

    return np.array(given["array"], given["dtype"])


def _one_number(result: Any) -> float:
    if type(result) not in (int, float):
        result = _scalar(result)
    if not math.isfinite(result):
        raise UnusableError("not finite")
    return float(result)


def _scalar(result: Any) -> Any:
    if result is None or result is Ellipsis:
        raise UnusableError("nothing")
    if isinstance(result, str):
        raise UnusableError("text")
    import numbers  # noqa: PLC0415 - hardly ever

    import numpy as np  # noqa: PLC0415 - as above

    if np.ndim(result) > 0:
        raise UnusableError("several", int(np.size(result)))
    if isinstance(result, np.ndarray):
        result = result.item()
    if isinstance(result, bool | np.bool_) or not isinstance(result, numbers.Real):
        raise UnusableError("type", type(result).__name__)
    return result


def _about(error: BaseException) -> Reply:
    try:
        words = " ".join(str(error).split())
    except Exception:  # noqa: BLE001 - even its words are the learner's code
        words = ""
    said, failure = f"{type(error).__name__}: {words}", "error"
    match error:
        case NameError(name=str() as name) if name:
            said, failure = name, "name"
        case IndexError():
            failure = "index"
        case ZeroDivisionError():
            failure = "zero"
        case RecursionError():
            failure = "recursion"
        case ValueError() if "truth value" in words:
            failure = "truth"
        case TypeError() if "argument" in words:
            said, failure = words, "argument"
    return {"failure": failure, "said": said[:MOST]}


if __name__ == "__main__":
    main()
