"""What a number's class, countries and subject mean: from data/filing.toml, and nothing without a source."""

from pathlib import Path
import pickle

from browser import copy_kit
from fruskit import FruskitError
from fruskit.author.check import check
from fruskit.claims.filing import explain, Filing, in_short, load, nearest
from fruskit.kit.folder import Kit
from fruskit.volumes.source_notes import read_source_note
from hypothesis import given
from hypothesis import strategies as st
import pytest

ROOT = Path(__file__).resolve().parents[1]
FILING = load(Kit(ROOT))


def meanings(written):
    return [(part, meaning) for part, meaning, _ in explain(read_source_note(written).file, FILING)]


def test_each_part_of_a_number_that_has_a_source_is_explained():
    assert meanings("740.00119 (Potsdam)/5–2446") == [
        ("7", "class 7: political relations of states"),
        ("40", "Europe"),
        ("00", "the world"),
        ("5–2446", "month–day–year: May 24, 1946"),
        ("5–2446", "so from the central files of the years 1945–1949"),
    ]


def test_the_longest_subject_of_class_8_is_taken():
    assert meanings("854.51/391")[1:3] == [("54", "Switzerland"), ("51", "financial affairs")]
    assert meanings("854.52/391")[1:3] == [("54", "Switzerland"), ("5", "economic matters")]


def test_the_same_class_means_another_thing_from_1950_on():
    assert meanings("711.94/7–1449")[0][1] == "class 7: political relations of states"
    assert (
        meanings("711.94/7–1450")[0][1]
        == "class 7: internal political and national defense affairs"
    )


@pytest.mark.parametrize(
    "written",
    [
        "611.93/1–1255. Secret. Drafted by Smith (FE/CA) on 1–12.",
        "Source: Department of State, Central Files, 611.93/1–1255. Secret. Drafted in S/S.",
    ],
)
def test_of_a_note_that_goes_on_the_day_beside_the_number_is_explained(written):
    assert meanings(written)[-1] == ("1–1255", "so from the central files of the years 1955–1959")


@pytest.mark.parametrize(
    "written", ["740.00119 (Potsdam)/5 –  2446", "740.00119\n(Potsdam)/5 –\n 2446"]
)
def test_a_day_printed_with_wide_or_broken_spaces_is_explained_too(written):
    assert ("5 – 2446", "month–day–year: May 24, 1946") in meanings(written)


@pytest.mark.parametrize(
    "written", ["Paris Peace Conf. 861.00/2", "[Enclosure]", "File No. 774/2", "765.84", ""]
)
def test_what_is_no_decimal_number_of_a_known_scheme_is_not_explained(written):
    assert meanings(written) == []


def test_a_country_without_a_source_is_left_out():
    assert meanings("765.84/4200") == [
        ("7", "class 7: political relations of states"),
        ("4200", "a running serial"),
    ]


def test_every_meaning_has_a_source():
    assert all(source for *_, source in explain(read_source_note("893.00/3–145").file, FILING))


def test_outside_every_kit_nothing_is_explained_and_nothing_fails(tmp_path, monkeypatch):
    monkeypatch.setattr("fruskit.claims.filing.find_kit", lambda: Kit(tmp_path))
    assert nearest() == Filing()
    assert in_short(read_source_note("893.00/1").file, nearest()) == ""


@given(st.from_regex(r"[0-9]{3}[A-Za-z]?\.[0-9A-Z]{1,5}/[0-9–]{1,6}", fullmatch=True))
def test_no_number_makes_the_explanation_fail(written):
    for part, meaning, source in explain(read_source_note(written).file, FILING):
        assert part in written and meaning and source


@pytest.mark.parametrize(
    "old, new, told",
    [
        ('part = "class"', 'part = "klass"', "is not one of the words allowed"),
        ('meaning = "claims"', 'meaning = ""', "it is empty"),
        ('source = "guide-china"', 'source = "hearsay"', "“hearsay” is not a source listed there"),
        ('number = "94"', 'number = "93"', "it is explained twice"),
    ],
)
def test_check_names_a_fault_in_the_table_of_meanings(tmp_path, old, new, told):
    copy_kit(tmp_path)
    path = tmp_path / "data" / "filing.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert any(
        "data/filing.toml" in str(p) and told in str(p) for p in check(Kit(tmp_path)).problems
    )


def test_a_table_of_meanings_with_a_gap_is_refused_by_name(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "filing.toml").write_text("entry = [1]\nsource = []\nblock = []")
    with pytest.raises(FruskitError, match="data/filing.toml"):
        load(Kit(tmp_path))


def test_an_error_comes_back_whole_from_another_process():
    problem = pickle.loads(pickle.dumps(FruskitError("here", "this", "Do that.")))
    assert (problem.where, problem.what, problem.remedy, str(problem)) == (
        "here",
        "this",
        "Do that.",
        "here: this. Do that.",
    )
