"""An attempt comes back as it was, whatever was answered; what could not come back is not kept."""

from dataclasses import replace

from attempts import AT, attempt, exported, JSON, NESTED, said
from fruskit.errors import FruskitError
from fruskit.record import Attempt, Record
from hypothesis import given, settings
import pytest


@settings(max_examples=40, deadline=None)
@given(response=JSON)
def test_any_json_value_comes_back_as_it_was(tmp_path_factory, response):
    record = Record(tmp_path_factory.mktemp("any") / "r.sqlite")
    record.add(Attempt("x", "v", response, 0.0, False, 0, AT))
    assert record.attempts()[0].response == response


@pytest.mark.parametrize(
    "response",
    ["\ud800", "א" * 10, "😀</script><b>", "x" * 100_000],
    ids=["surrogate", "rtl", "markup", "long"],
)
def test_awkward_text_comes_back_as_it_was(path, response):
    Record(path).add(attempt([response]))
    assert Record(path).attempts()[0].response == [response]


@pytest.mark.parametrize(
    "at",
    [
        "2026-11-24T10:00:00Z",
        "2026-11-24T19:00:00+09:00",
        "2026-11-24 10:00:00.0004+00:00",
        "20261124T100000Z",
    ],
)
def test_a_time_is_kept_in_utc_so_that_the_same_moment_is_the_same_attempt(path, at):
    Record(path).add(attempt(at=at))
    assert Record(path).last("02/five-subjects") == attempt()
    assert Record(path).merge(exported(said(response="b", at=at))) == 1
    assert Record(path).merge(exported(said(response="b"))) == 0
    assert {a.at for a in Record(path).attempts()} == {AT}


@pytest.mark.parametrize(
    "other",
    [
        {"exercise": "y"},
        {"version": "v2"},
        {"response": ["b"]},
        {"score": 0.25},
        {"correct": True},
        {"hints": 1},
        {"at": "2026-11-24T10:00:00.001+00:00"},
    ],
    ids=lambda other: next(iter(other)),
)
def test_attempts_that_differ_in_one_field_are_not_the_same(path, other):
    assert Record(path).merge(exported(said())) == 1
    assert Record(path).merge(exported(said(**other))) == 1


def test_an_attempt_that_could_not_be_merged_again_is_not_kept_in_the_first_place(path):
    for faulty in (
        attempt([NESTED]),
        attempt([{1}]),
        attempt(["x" * 50_000_001]),
        attempt(score=1.5),
        attempt(at="t"),
    ):
        with pytest.raises(FruskitError, match="record.sqlite: the attempt cannot be kept: its"):
            Record(path).add(faulty)
    assert Record(path).attempts() == []


def test_an_attempt_that_is_kept_already_is_not_kept_twice(path):
    one = attempt()
    for _ in range(2):
        Record(path).add(one)
    assert [a.id for a in Record(path).attempts()] == [one.id]
    Record(path).add(attempt())  # the same answer, given again
    assert len(Record(path).attempts()) == 2


def test_another_attempt_with_an_identifier_that_is_there_is_refused_and_not_passed_over(path):
    one = attempt()
    Record(path).add(one)
    with pytest.raises(FruskitError, match="another attempt with the identifier .* is there"):
        Record(path).add(replace(one, response=["b"]))


def test_an_attempt_comes_back_with_its_identifier_and_whether_it_came_after_showing(path):
    kept = replace(attempt(), shown=True)
    Record(path).add(kept)
    assert (back := Record(path).attempts()[0]) == kept
    assert (back.id, back.shown) == (kept.id, True)
