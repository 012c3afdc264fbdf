"""How something personal travels between page and kernel: as a binary buffer, once, never as state."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from securebase.widgets._component import Component

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    # Gets what the page sent, decoded, and then any files.
    Handler = Callable[..., "Reply"]

# What the page is handed before the JavaScript of a component with personal contents.
PARTS = ("private_inputs", "private_letters", "private_card")


class RefusedError(Exception):
    """Something cannot be done now; the message is a sentence for the learner, with none of their words."""


@dataclass(frozen=True, repr=False)
class Reply:
    """An answer to the page.

    Parameters
    ----------
    event
        What happened: ``"kept"``, ``"failed"``, …
    words
        What the page needs to know of it, and may stand in a log.
    letter
        What is the learner's own, as plain data. It travels as a binary buffer, because kernels that are
        asked to log everything write down the contents of messages, and not their buffers.
    files
        Further buffers, such as a picture.
    """

    event: str
    words: Mapping[str, object] = field(default_factory=dict)
    letter: object = None
    files: tuple[bytes, ...] = ()


class PrivateWidget(Component):
    """A component that is sent personal things and forgets them.

    None of them becomes a trait, stands in the text of a message, or leaves in an error.
    """

    def __init__(self, **fields: object) -> None:
        super().__init__(**fields)
        self.on_msg(self._receive)

    def handlers(self) -> dict[str, Handler]:
        """Return what answers each thing that the page may ask."""
        return {}

    def tell(self, reply: Reply, number: object = None) -> None:
        """Send something to the page: an answer to the letter with this number, or news for every view."""
        content = {"event": reply.event, **reply.words}
        content |= {"news": True} if number is None else {"number": number}
        buffers: list[memoryview] = []
        if reply.letter is not None or reply.files:
            letter = json.dumps(reply.letter).encode("utf-8")
            # A view, because its repr shows nothing: a session that prints its messages prints bytes in full.
            buffers = [memoryview(one) for one in (letter, *reply.files)]
        self.send(content, buffers)

    def _receive(self, _widget: object, content: dict[str, Any], buffers: list[memoryview]) -> None:
        handler = self.handlers().get(str(content.get("ask")))
        if handler is not None:
            self.tell(_answered(handler, buffers), content.get("number", 0))


def _answered(handler: Handler, buffers: list[memoryview]) -> Reply:
    try:
        value = json.loads(bytes(buffers[0]).decode("utf-8")) if buffers else None
        return handler(value, *(bytes(one) for one in buffers[1:]))
    except RefusedError as error:
        return Reply("failed", {"sentence": str(error)})
    except BaseException as error:  # noqa: BLE001  whatever left here would be printed, the learner's words with it
        return Reply("failed", {"because": type(error).__name__})
