"""The private box outside the browser: what was entered leaves no trace but where it was saved."""

from __future__ import annotations

import gc
import json
import logging
import warnings
from typing import ClassVar

import comm
import pytest

from securebase.widgets import private_box

CANARY = "canary-in-the-kitchen-7391"
WHERE = "Kept in a list of this test. Only the test can read it."


class Wire(comm.base_comm.BaseComm):
    """Stands in for the connection to the page, and remembers what went over it."""

    sent: ClassVar[list] = []

    def publish_msg(self, msg_type, data=None, metadata=None, buffers=None, **_keys):
        self.sent.append((msg_type, data, metadata, [bytes(one) for one in buffers or []]))

    @classmethod
    def answers(cls):
        return [
            data["content"] for _kind, data, _meta, _buffers in cls.sent if data.get("method") == "custom"
        ]


@pytest.fixture(autouse=True)
def wire(monkeypatch):
    monkeypatch.setattr(comm, "create_comm", Wire)
    monkeypatch.setattr(Wire, "sent", [])
    return Wire


def press_keep(box, value, number=1):
    """Send what the page sends."""
    letter = memoryview(json.dumps(value).encode())
    content = {"data": {"method": "custom", "content": {"ask": "keep", "number": number}}}
    box.comm.handle_msg({"content": content, "buffers": [letter]})


def failing(_prompt_id, value):
    secret = f"{value} in a local name"
    raise OSError(f"No room for {secret}")


@pytest.mark.parametrize("value", [CANARY, "Zeilen\nmit “Ümläuten” 🕊", 5, ["Jaw: clenched", CANARY]])
def test_what_was_entered_reaches_save_as_it_was_with_the_prompt(wire, value):
    kept = []
    box = private_box("04-x", "Where?", save=lambda *given: kept.append(given), where=WHERE)
    press_keep(box, value)
    assert kept == [("04-x", value)]
    assert wire.answers() == [{"event": "kept", "sentence": "Kept.", "number": 1}]


def test_the_sentence_that_save_returns_is_said_to_the_learner(wire):
    box = private_box("04-x", "Where?", save=lambda *_given: "Kept in your journal, 14:02.", where=WHERE)
    press_keep(box, CANARY, number=7)
    assert wire.answers() == [{"event": "kept", "sentence": "Kept in your journal, 14:02.", "number": 7}]


@pytest.mark.parametrize("error", [OSError, KeyboardInterrupt, SystemExit, MemoryError])
def test_an_error_while_saving_says_its_kind_and_nothing_of_what_was_entered(wire, capfd, caplog, error):
    def save(_prompt_id, value):
        raise error(value)

    caplog.set_level(logging.DEBUG)
    box = private_box("04-x", "Where?", save=save, where=WHERE)
    press_keep(box, CANARY)
    assert wire.answers() == [{"event": "failed", "because": error.__name__, "number": 1}]
    out, err = capfd.readouterr()
    assert CANARY not in out + err + caplog.text
    assert CANARY not in repr(box) + repr(box.get_state()) + repr(vars(box))
    assert CANARY not in repr(wire.sent)


def test_the_box_forgets_what_it_handed_over(wire):
    """Nothing that the garbage collector knows of still holds the words once they were refused."""
    box = private_box("04-x", "Where?", save=failing, where=WHERE)
    # Made at run time: the whole word stands in no constant of this function.
    word = "5520-foor-eht-no-llugaes"[::-1]
    holders_before = holders(word)
    press_keep(box, word)
    gc.collect()
    assert wire.answers()[0]["because"] == "OSError"
    assert holders(word) == holders_before


def holders(word):
    """Count the strings, bytes and buffers within reach that contain a word."""
    found = set()
    for thing in gc.get_objects():
        for held in gc.get_referents(thing):
            text = isinstance(held, str) and word in held
            if text or (isinstance(held, (bytes, bytearray)) and word.encode() in held):
                found.add(id(held))
    return len(found)


def test_the_words_travel_in_a_buffer_so_that_a_log_of_messages_does_not_hold_them(caplog):
    caplog.set_level(logging.DEBUG)
    kept = []
    box = private_box("04-x", "Where?", save=lambda *given: kept.append(given), where=WHERE)
    press_keep(box, CANARY)
    assert kept
    assert "handle_msg" in caplog.text
    assert CANARY not in caplog.text


def test_no_message_from_the_kernel_carries_what_was_entered(wire):
    box = private_box("04-x", "Where?", save=lambda *_given: None, where=WHERE)
    press_keep(box, CANARY)
    assert len(wire.sent) > 2  # the box and its layout opened, and the answer
    assert CANARY not in repr(wire.sent)


def test_no_trait_can_take_a_value():
    box = private_box("04-x", "Where?", save=lambda *_given: None, where=WHERE)
    assert not {"value", "text", "answer"} & set(box.trait_names())
    before = box.get_state()
    update = {"method": "update", "state": {"value": CANARY}, "buffer_paths": []}
    box.comm.handle_msg({"content": {"data": update}, "buffers": []})
    assert box.get_state() == before


def test_which_of_several_are_ticked_is_in_no_state_no_repr_no_log_and_no_message(wire, caplog, capfd):
    kept = []
    choices = ["Heart", CANARY, "Jaw"]
    box = private_box(
        "04-x", "Which?", kind="several", choices=choices, save=lambda *given: kept.append(given), where=WHERE
    )
    caplog.set_level(logging.DEBUG)
    state, shown, held = box.get_state(), repr(box._repr_mimebundle_()), repr(vars(box))
    wire.sent.clear()
    press_keep(box, [CANARY, "Jaw"])
    assert kept == [("04-x", [CANARY, "Jaw"])]
    assert (box.get_state(), repr(box._repr_mimebundle_()), repr(vars(box))) == (state, shown, held)
    assert CANARY not in repr(wire.sent) + caplog.text + "".join(capfd.readouterr())


def test_a_box_that_keeps_nothing_says_so_and_keeps_nothing_even_if_asked(wire):
    box = private_box("04-x", "Where?")
    assert box.where.startswith("This box keeps nothing.")
    press_keep(box, CANARY)
    assert wire.answers() == [{"event": "failed", "because": "this box keeps nothing", "number": 1}]
    assert CANARY not in repr(wire.sent) + repr(vars(box))


def test_text_and_html_of_the_bundle_hold_the_prompt_and_nothing_entered():
    box = private_box("04-x", "Where <b>do</b> you feel it?", save=failing, where=WHERE)
    press_keep(box, CANARY)
    data, metadata = box._repr_mimebundle_()
    assert data["text/plain"] == "Private box: Where <b>do</b> you feel it?"
    assert "Where &lt;b&gt;do&lt;/b&gt; you feel it?" in data["text/html"]
    assert CANARY not in repr(data) + repr(metadata)


def test_damaged_words_are_refused_without_being_shown(wire, capfd):
    box = private_box("04-x", "Where?", save=lambda *_given: None, where=WHERE)
    content = {"data": {"method": "custom", "content": {"ask": "keep", "number": 3}}}
    box.comm.handle_msg({"content": content, "buffers": [memoryview(f'"{CANARY}'.encode())]})
    assert wire.answers() == [{"event": "failed", "because": "JSONDecodeError", "number": 3}]
    assert CANARY not in "".join(capfd.readouterr())


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"kind": "essay"}, "kind='essay' was given; accepted are text, rating, choice, several"),
        ({"kind": "rating", "scale": (3, 3)}, r"scale=\(3, 3\) was given; kind='rating' needs at least two"),
        ({"kind": "choice"}, r"choices=\[\] was given; kind='choice' needs at least two"),
        ({"kind": "choice", "choices": ["a", "a"]}, r"choices=\['a', 'a'\] was given; .*each of them once"),
        ({"kind": "several", "choices": ["a"]}, r"choices=\['a'\] was given; kind='several' needs"),
        ({"save": failing}, "says where: give `where` a sentence"),
    ],
)
def test_a_box_that_cannot_work_is_refused_with_a_sentence(fields, said):
    with pytest.raises(ValueError, match=said):
        private_box("04-x", "Where?", **fields)


def test_saving_raises_no_warning(wire):
    box = private_box("04-x", "Where?", save=failing, where=WHERE)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        press_keep(box, CANARY)
    assert wire.answers()
