"""The share of source notes understood is counted by volume, and what is not is shown."""

from fruskit import FruskitError
from fruskit.volumes.survey import failures, shares, Survey, survey
import pytest
from volumes import write_volume


def test_a_volume_is_counted_by_system_and_what_is_not_understood_is_kept_as_written(tmp_path):
    path = write_volume(
        tmp_path / "one.xml",
        ("793.94/12", "1936-05-04", ["a"]),
        ("[Extract]", "1936-05-05", ["b"]),
        ("A thing\n  nobody knows", "1936-05-06", ["c"]),
    )
    found = survey(path)
    assert found == Survey("one", 3, {"decimal": 1, "label": 1}, {"A thing nobody knows": 1})
    assert found.decoded == 2


def test_the_share_is_shown_for_each_volume_and_for_all():
    counted = [
        Survey("a", 3, {"decimal": 2}, {"x": 1}),
        Survey("b", 1, {"label": 1}, {}),
        Survey("c", 0, {}, {}),
    ]
    assert [row[:4] for row in shares(counted).rows] == [
        ("a", 3, 2, "66.7 %"),
        ("b", 1, 1, "100.0 %"),
        ("c", 0, 0, ""),
        ("all", 4, 3, "75.0 %"),
    ]


def test_one_volume_has_no_line_for_all():
    assert len(shares([Survey("a", 1, {"label": 1}, {})]).rows) == 1


def test_failures_that_differ_in_digits_alone_are_one_and_the_commonest_comes_first():
    counted = [Survey("a", 4, {}, {"rare": 1, "Box 12": 1}), Survey("b", 2, {}, {"Box 7": 2})]
    assert failures(counted).rows == ((3, "Box 12", "a"), (1, "rare", "a"))


def test_only_the_commonest_are_shown():
    assert (
        len(failures([Survey("a", 9, {}, {letter: 1 for letter in "abcdefghi"})], most=4).rows) == 4
    )


def test_of_a_long_note_the_beginning_is_shown():
    ((_, example, _),) = failures([Survey("a", 1, {}, {"word " * 300: 1})]).rows
    assert example.startswith("word word") and example.endswith(" …") and len(example) <= 120


def test_what_is_no_volume_is_refused_by_name(tmp_path):
    (tmp_path / "bad.xml").write_text("<TEI")
    with pytest.raises(FruskitError, match="bad.xml"):
        survey(tmp_path / "bad.xml")
