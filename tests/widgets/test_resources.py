"""Where help can be found: what a deployment fills in is shown, and nothing else ever stands in its way."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from securebase.content import content_root
from securebase.widgets import pause_corner, places_of_help, resources, violence_gate
from securebase.widgets.resources import (
    WHOM_TO_TURN_TO,
    Resource,
    Resources,
    ResourcesError,
    load_resources,
    resources_faults,
    resources_for_readers,
)

TODAY = date(2026, 11, 21)
FILLED = """
last_checked: 2026-10-01
resources:
  - name: A service of this test
    what: For everyone, at any hour
    contact: 0123 004
  - name: A directory
    what: Kept by others
    contact: https://example.org/places
"""


@pytest.fixture
def write(tmp_path):
    def put(text):
        path = tmp_path / "resources.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return put


def test_the_file_that_comes_with_the_course_is_in_order_and_names_nobody():
    assert load_resources() == Resources()
    assert resources_faults() == []
    text = (content_root() / "assets" / "resources.yml").read_text(encoding="utf-8")
    assert "last_checked:" in text
    assert "resources: []" in text


def test_what_a_deployment_fills_in_is_read_as_it_is_written_zeros_and_all(write):
    found = load_resources(write(FILLED), today=TODAY)
    assert found.last_checked == date(2026, 10, 1)
    assert found.entries[0] == Resource("A service of this test", "For everyone, at any hour", "0123 004")
    assert load_resources(write(FILLED.replace("0123 004", "0112")), today=TODAY).entries[0].contact == "0112"


@pytest.mark.parametrize("text", ["", "# only a remark", "last_checked:\nresources:", "resources: []"])
def test_an_empty_file_is_no_fault_and_shows_nothing(write, text):
    assert resources_faults(write(text)) == []
    assert resources_for_readers(write(text)) == Resources()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("2026-10-01", "", "'' was given; write the day"),
        ("2026-10-01", "2026-02-30", "'2026-02-30' was given; write the day"),
        ("2026-10-01", "last week", "'last week' was given; write the day"),
        ("2026-10-01", "[]", r"\[\] was given; write the day"),
        ("2026-10-01", "2026-12-01", "2026-12-01 is still to come"),
        (
            "last_checked: 2026-10-01",
            "checked: 2026-10-01",
            "the top level has last_checked and resources, and nothing",
        ),
        ("    what: For everyone, at any hour\n", "", "entry 1, field 'what': whom it is for"),
        ("0123 004", "' '", "entry 1, field 'contact': how to reach it: a number as people dial it"),
        ("what: Kept by others", "what: [a, b]", "entry 2, field 'what'"),
        (
            "what: Kept by others",
            "what: Kept by others\n    phone: x",
            "entry 2: 'phone' is not a field here",
        ),
        ("contact: 0123 004", "contact: '0123", r"line \d+: this is not valid YAML"),
        (FILLED, "- a\n- b", "the top level has last_checked and resources"),
        (FILLED, "resources: many", "a list is needed"),
        (FILLED, "last_checked: 2026-10-01\nresources: [many]", "entry 1: the fields name, what, contact"),
    ],
)
def test_a_fault_is_said_to_those_who_run_the_course_and_hides_everything_from_readers(write, old, new, said):
    path = write(FILLED.replace(old, new))
    with pytest.raises(ResourcesError, match=said):
        load_resources(path, today=TODAY)
    assert resources_faults(path, today=TODAY) == str_of_error(path).splitlines()
    if "is still to come" not in said:
        assert resources_for_readers(path) == Resources()


def str_of_error(path):
    with pytest.raises(ResourcesError) as caught:
        load_resources(path, today=TODAY)
    return str(caught.value)


def test_every_fault_is_said_at_once(write):
    text = FILLED.replace("2026-10-01", "").replace("0123 004", "''").replace("Kept by others", "''")
    assert len(resources_faults(write(text), today=TODAY)) == 3


def test_after_a_year_whoever_runs_the_course_is_asked_to_try_the_entries_again(write):
    path = write(FILLED)
    assert resources_faults(path, today=date(2027, 9, 30)) == []
    (sentence,) = resources_faults(path, today=date(2027, 10, 3))
    assert "were last checked on 2026-10-01, more than a year ago" in sentence


def test_a_file_that_cannot_be_read_is_said_plainly_and_hidden_from_readers(tmp_path):
    missing = tmp_path / "resources.yml"
    assert resources_faults(missing)[0].startswith("resources.yml is missing")
    assert resources_for_readers(missing) == Resources()
    missing.mkdir()
    assert len(resources_faults(missing)) == 1
    assert resources_for_readers(missing) == Resources()
    other = tmp_path / "bytes.yml"
    other.write_bytes(b"resources: \xff\xfe")
    assert "not UTF-8" in resources_faults(other)[0]
    assert resources_for_readers(other) == Resources()


@given(text=st.text() | st.text(alphabet="[]{}:-&*!|>'\"# \nabc0", max_size=60))
@example(text="[" * 500)
@example(text="a: &a [*a]")
@example(text="resources: !!python/object/apply:os.getcwd []")
@example(text="? [a]\n: b")
def test_no_file_whatever_is_in_it_stops_a_page(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("any") / "resources.yml"
    path.write_text(text, encoding="utf-8", errors="replace")
    assert resources_for_readers(path) == Resources()
    assert all(isinstance(sentence, str) for sentence in resources_faults(path))


@pytest.mark.parametrize("show", [places_of_help, violence_gate])
def test_what_is_filled_in_is_shown_after_whom_to_turn_to_anywhere(monkeypatch, write, show):
    assert show().places == []
    found = load_resources(write(FILLED.replace("of this test", "<of> this test")), today=TODAY)
    monkeypatch.setattr(resources, "resources_for_readers", lambda: found)
    shown = show()
    assert [one["contact"] for one in shown.places] == ["0123 004", "https://example.org/places"]
    html = shown._repr_mimebundle_()[0]["text/html"]
    for text in (repr(shown), html):
        assert text.index(WHOM_TO_TURN_TO[-1]) < text.index("0123 004")
        assert text.index("0123 004") < text.index("Last checked on 2026-10-01.")
    assert 'href="https://example.org/places"' in html
    assert "<of>" not in html
    assert "Leave this page" not in html, "a button that does nothing"


@pytest.mark.parametrize("show", [places_of_help, violence_gate, pause_corner])
def test_with_nothing_filled_in_the_page_names_suicide_plainly_and_whom_to_turn_to(show):
    html = show()._repr_mimebundle_()[0]["text/html"]
    for need in (
        "suicide", "hurting yourself", "local emergency service", "a person you trust", "a doctor",
        "crisis line", "service for people who live with violence",
    ):  # fmt: skip
        assert need in html
