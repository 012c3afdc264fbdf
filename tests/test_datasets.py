"""Published observations come with their source, and a wrong name or a careless file is named plainly."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from securebase import datasets


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A content folder of the test's own."""
    (tmp_path / "assets" / "data").mkdir(parents=True)
    monkeypatch.setattr(datasets, "content_root", lambda: tmp_path)
    return tmp_path / "assets" / "data"


HEAD = "# title: T\n# source: S 2001\n# sample: 3 people\n# unit: min\n# clock_zero: noon\n"


def test_the_dresden_group_means_are_those_that_were_published():
    means = datasets.load("tsst_group_means")
    np.testing.assert_array_equal(means.columns["minute"], [-5, 11, 20, 30, 40, 55, 70])
    np.testing.assert_array_equal(means.columns["men"], [9.98, 17.32, 25.63, 25.57, 20.32, 14.33, 11.46])
    np.testing.assert_array_equal(means.columns["women"], [10.53, 13.69, 18.13, 17.64, 15.32, 12.72, 10.92])
    assert means.doi == "10.1016/j.psyneuen.2017.12.019"
    assert "100 men and 100 women" in means.sample
    assert "nmol/L" in means.unit
    assert "onset" in means.clock_zero


def test_words_come_as_words_and_numbers_as_numbers():
    responses = datasets.load("tsst_individual_responses").columns
    assert responses["group"] == ("men", "women")
    np.testing.assert_array_equal(responses["responders_percent"], [93, 72])


@pytest.mark.parametrize("name", datasets.names())
def test_every_data_set_names_title_source_sample_unit_and_clock(name):
    data = datasets.load(name)
    for word in ("title", "source", "sample", "unit", "clock_zero"):
        assert len(getattr(data, word)) > 5, word
    lengths = {len(column) for column in data.columns.values()}
    assert len(lengths) == 1


def test_nobody_can_change_what_was_published():
    means = datasets.load("tsst_group_means")
    with pytest.raises(ValueError, match="read-only"):
        means.columns["men"][0] = 0.0
    with pytest.raises(TypeError):
        means.columns["men"] = np.zeros(7)
    with pytest.raises(dataclasses.FrozenInstanceError):
        means.unit = "furlongs"


def test_an_unknown_name_is_answered_with_those_that_exist():
    with pytest.raises(ValueError, match=r"no data set named 'tsst'\. Those that exist: .*tsst_group_means"):
        datasets.load("tsst")


def test_a_name_cannot_reach_outside_the_data_folder():
    with pytest.raises(ValueError, match="no data set named"):
        datasets.load("../data/tsst_group_means")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (HEAD.replace("# unit: min\n", "") + "a\n1\n", r"d\.csv must say `# unit: \.\.\.`"),
        (HEAD + "# hello\na\n1\n", "not of the form"),
        (HEAD + "a,b\n", "at least one row"),
        (HEAD + "a,b\n1,2\n3\n", r"2 columns, but this row has 1: \['3'\]"),
    ],
)
def test_a_careless_file_is_named_with_what_it_lacks(folder, text, sentence):
    (folder / "d.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=sentence):
        datasets.load("d")


def test_a_source_without_a_doi_is_accepted(folder):
    (folder / "d.csv").write_text(HEAD + "a\n1\n", encoding="utf-8")
    assert datasets.load("d").doi == ""


def test_the_shares_of_infants_are_those_of_madigan_2023():
    shares = datasets.load("infant_attachment").columns
    assert dict(zip(shares["classification"], shares["percent"], strict=True)) == {
        "secure": 51.6,
        "avoidant": 14.7,
        "resistant": 10.2,
        "disorganized": 23.5,
    }
    assert sum(shares["percent"]) == pytest.approx(100)


def test_transmission_and_resonance_are_as_published():
    """Verhage 2016, with the values of older syntheses beside; Vaschillo 2006."""
    transmission = datasets.load("attachment_transmission").columns
    np.testing.assert_array_equal(transmission["r"], [0.31, 0.21])
    np.testing.assert_array_equal(transmission["earlier_r"], [0.47, 0.31])
    np.testing.assert_array_equal(datasets.load("resonance_rate").columns["breaths_per_minute"], [4.5, 6.5])
