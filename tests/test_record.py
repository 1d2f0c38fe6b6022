"""The record as a learner calls it: what is added stays, in its order and at its place, until it is erased."""

from dataclasses import replace
import json
import subprocess
import sys

from attempts import attempt, clock, exported, POSIX, said
from fruskit.errors import FruskitError
from fruskit.record import day, Event, of_100, OwnNote, Record
import pytest


def test_what_is_added_is_there_for_whoever_opens_the_file_next(path):
    Record(path).add(attempt(["a"]))
    Record(path).add(attempt(["b"], "03/sequence", 1.0))
    assert [a.response for a in Record(path).attempts()] == [["a"], ["b"]]
    assert Record(path).attempts("03/sequence") == [attempt(["b"], "03/sequence", 1.0)]
    assert Record(path).last("02/five-subjects") == attempt(["a"])
    assert Record(path).last("04/odd-page") is None


def test_the_seed_is_drawn_once_even_by_many_at_once(path):
    code = "import sys; from fruskit.record import Record; print(Record(sys.argv[1]).seed())"
    racing = [
        subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in racing}) == 1


def test_attempts_come_in_the_order_of_their_times_and_then_of_their_arrival(path):
    record = Record(path)
    record.add(attempt(["noon"], at="2026-11-24T12:00:00+00:00"))
    record.add(attempt(["noon, too"], at="2026-11-24T12:00:00+00:00"))
    earlier = [
        said(response="tokyo", at="2026-11-24T20:00:00+09:00"),
        said(response="morning", at="2026-11-24T09:00:00Z"),
    ]
    assert record.merge(exported(*earlier)) == 2
    expected = ["morning", "tokyo", ["noon"], ["noon, too"]]
    assert [a.response for a in record.attempts()] == expected
    assert [a.response for a in record.attempts("02/five-subjects")] == expected
    assert record.last("02/five-subjects").response == ["noon, too"]


def test_the_environment_says_where_and_missing_folders_are_made(tmp_path, monkeypatch):
    monkeypatch.setenv("FRUSKIT_RECORD", str(tmp_path / "a" / "b" / "mine.sqlite"))
    Record().add(attempt())
    assert (tmp_path / "a" / "b" / "mine.sqlite").is_file()
    monkeypatch.setenv("FRUSKIT_RECORD", "")
    assert Record().path.name == "record.sqlite" and Record().path.is_absolute()


def test_export_holds_everything_and_erase_leaves_no_trace_but_the_seed(path):
    record = Record(path)
    for word in ("Kurils", "Dairen"):
        record.add(attempt([word]))
    seed = record.seed()
    given_out = json.loads(json.dumps(record.export()))
    assert [a["response"] for a in given_out["attempts"]] == [["Kurils"], ["Dairen"]] and given_out[
        "seed"
    ] == seed
    assert record.erase() == 2
    assert record.attempts() == [] and record.seed() == seed
    assert b"Kurils" not in path.read_bytes()


# --- what is not an attempt


def test_events_come_back_by_exercise_in_the_order_of_their_times(path):
    record = Record(path)
    for what, exercise, at in (("hint", "a", "12"), ("opened", "a", "11"), ("opened", "b", "10")):
        record.see(Event(what, exercise, "v1", f"2026-11-24T{at}:00:00Z"))
    assert [event.what for event in record.events("a")] == ["opened", "hint"]
    assert [event.exercise for event in record.events()] == ["b", "a", "a"]
    with pytest.raises(FruskitError, match="the event cannot be kept: its “what” is not one of"):
        record.see(Event("guessed", "a", "v1"))


def test_a_note_is_kept_changed_listed_and_removed(path):
    record = Record(path)
    note = OwnNote("editors-note-1", 3, 9, "Dairen", "Whose\nport?")
    record.note(note)
    record.note(OwnNote("editors-note-2", 0, 3, "The", "?"))
    assert record.notes("editors-note-1") == [note] and len(record.notes()) == 2
    record.note(replace(note, words="Whose port was it?"))
    assert [one.words for one in record.notes("editors-note-1")] == ["Whose port was it?"]
    assert record.forget_note(note.id) and not record.forget_note(note.id)
    assert [one.quote for one in record.notes()] == ["The"]
    with pytest.raises(FruskitError, match="the note cannot be kept: its “end” is before"):
        record.note(replace(note, end=1))


def test_a_name_is_one_line_and_can_be_taken_back(path):
    record = Record(path)
    assert record.name == ""
    record.name = "宋子文"
    assert Record(path).name == "宋子文"
    for name in ("two\nlines", "x" * 201, "\ud800", None):
        with pytest.raises(FruskitError, match="one line of at most 200 characters"):
            record.name = name
    record.name = ""
    assert Record(path).name == ""


def test_erasing_leaves_no_word_of_notes_drafts_events_and_name(path):
    record = Record(path)
    record.note(OwnNote("editors-note-1", 3, 9, "Kurils", "Kurils"))
    record.keep_draft("06/essay", "Kurils")
    record.see(Event("opened", "Kurils", "v1"))
    record.name = "Kurils"
    (path.parent / f"{path.name}.damaged-20260101-000000-abcd").write_text("Kurils")
    assert record.erase() == 0
    kept = record.export()
    assert not any(kept[of] for of in ("name", "attempts", "events", "notes", "drafts"))
    assert b"Kurils" not in path.read_bytes() and set(path.parent.iterdir()) == {path}


# --- what counts

SHOWN = Event("shown", "02/five-subjects", "v1", "2026-11-24T12:00:00Z")


def after(hour, answer, score, **more):
    return replace(attempt([answer], score=score, at=f"2026-11-24T{hour:02}:00:00Z"), **more)


def test_an_attempt_is_a_distinct_answer_to_this_version_that_is_not_empty(path):
    record = Record(path)
    for one in (
        after(9, "a", 0.2),
        after(10, "a", 0.2),
        after(11, "b", 0.4),
        after(11, "c", 1.0, version="v2"),
        after(11, "d", 1.0, exercise="03/sequence"),
        after(11, " ", 0.0),
        after(11, "", 0.0, response={"claim": [], "words": None}),
    ):
        record.add(one)
    tally = record.tally("02/five-subjects", "v1")
    assert (tally.attempts, tally.best.score, tally.shown) == (2, 0.4, False)
    assert record.tally("02/five-subjects", "v3").best is None


def test_the_best_score_is_that_of_an_attempt_before_showing(path):
    record = Record(path)
    record.add(after(9, "a", 0.5))
    record.add(after(10, "b", 0.2))
    record.see(replace(SHOWN, version="v0", id="0" * 32))
    record.see(replace(SHOWN, what="hint", id="1" * 32))
    record.add(after(13, "c", 0.6))
    assert record.tally("02/five-subjects", "v1").best.score == 0.6
    record.see(SHOWN)  # from another machine, say
    assert record.tally("02/five-subjects", "v1").best.score == 0.5
    assert record.tally("02/five-subjects", "v1").shown
    assert record.tally("02/five-subjects", "v1").attempts == 3


def test_an_attempt_that_says_it_came_after_showing_is_not_the_best(path):
    record = Record(path)
    record.add(after(9, "a", 1.0, shown=True))
    tally = record.tally("02/five-subjects", "v1")
    assert tally.best is None and tally.shown and tally.attempts == 1


@pytest.mark.parametrize(
    "score, correct, said",
    [
        (1.0, True, "100"),
        (0.997, False, "99"),
        (1.0, False, "99"),
        (0.9, True, "100"),
        (0.125, False, "13"),
        (0.0, False, "0"),
    ],
)
def test_100_of_100_is_what_is_right_and_nothing_else(score, correct, said):
    assert of_100(score, correct) == f"{said} of 100"


@POSIX
@pytest.mark.parametrize(
    "zone, told",
    [("America/Los_Angeles", "2026-01-05"), ("Asia/Tokyo", "2026-01-06"), ("UTC", "2026-01-06")],
)
def test_a_day_is_that_of_the_students_own_clock(zone, told, monkeypatch):
    with clock(zone, monkeypatch):
        assert day("2026-01-06T05:30:00.000+00:00") == told
        assert day("0001-01-01T00:00:00.000+00:00")  # earlier still than the first year
