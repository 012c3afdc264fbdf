"""The whole journey to read, as Markdown and as one page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from html.parser import HTMLParser

from hypothesis import example, given
from hypothesis import strategies as st

from securebase.journal.entries import Entry, Unreadable
from securebase.journal.export import markdown, page

texts = st.text(st.characters(codec="utf-8"), max_size=60)


def entry(value, at=datetime(2026, 3, 1, 22, 30, tzinfo=timezone(timedelta(hours=2))), prompt="How was it?"):
    return Entry("20260301-203000-000000-0123456789abcdef", at, "01-x", prompt, "text", value)


class Reader(HTMLParser):
    """Collects the elements and the visible text of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data):
        self.text += data


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


def test_entries_stand_by_day_at_the_time_where_they_were_written():
    later = entry("second", datetime(2026, 3, 2, 0, 5, tzinfo=UTC))
    for said in (markdown([entry("first"), later], []), read(page([entry("first"), later], [])).text):
        assert said.index("Sunday, 1 March 2026") < said.index("22:30 · How was it?") < said.index("first")
        assert (
            said.index("first")
            < said.index("Monday, 2 March 2026")
            < said.index("00:05")
            < said.index("second")
        )
        assert "Anyone who has this file can read it." in said


def test_every_kind_of_answer_is_legible():
    answers = ["two\nlines", 7, 2.5, ["a walk", "a call"], {"day": 3, "practice": "breathing"}]
    said = markdown([entry(answer) for answer in answers], [])
    for quoted in ("> two\n> lines", "> 7", "> 2.5", "> a walk\n> a call", "> day: 3\n> practice: breathing"):
        assert f"\n\n{quoted}\n" in said


def test_an_empty_journal_and_unreadable_entries_are_told():
    fault = Unreadable("20260301.age", "20260301.age is damaged.")
    for said in (markdown([], [fault]), read(page([], [fault])).text):
        assert "There are no entries yet." in said
        assert "20260301.age is damaged." in said


@example(value="<b>bold</b> & <img src=x>", prompt="<script>alert(1)</script>")
@example(value=["one\ntwo", ""], prompt="")
@given(value=texts | st.lists(texts, max_size=3), prompt=texts)
def test_whatever_was_written_stays_text_on_the_page_and_a_quotation_in_markdown(value, prompt):
    plain, given = read(page([entry("")], [])), read(page([entry(value, prompt=prompt)], []))
    assert given.tags == plain.tags
    assert given.attributes == plain.attributes
    after = markdown([entry(value, prompt="How?")], []).split("22:30 · How?\n\n", 1)[1]
    assert all(line.startswith(">") for line in after.rstrip("\n").split("\n"))


def test_the_page_loads_and_runs_nothing():
    html = page([entry("words")], [])
    assert "default-src 'none'" in html
    assert not {"script", "img", "link", "iframe"} & set(read(html).tags)
    assert "http://" not in html
    assert "https://" not in html
