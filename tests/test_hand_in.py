"""A lesson is handed in as one file: all of it and nothing else, whole or not at all, with a receipt."""

from html.parser import HTMLParser
import json
import os
import re

from browser import ROOT
import fruskit
from fruskit import FruskitError
from fruskit.cards.hand_in import HandInPanel
from fruskit.kit import lessons
from fruskit.kit.folder import Kit
from fruskit.record import Attempt, Event, OwnNote, Record
from fruskit.record.hand_in import given, HAND_IN, HandIn, receipt
from jsonschema import Draft202012Validator
import pytest

POSIX = pytest.mark.skipif(os.name == "nt", reason="the bits of a file's mode are POSIX")


@pytest.fixture
def record(path, monkeypatch):
    monkeypatch.delenv("FRUSKIT_HAND_IN", raising=False)
    return Record(path)


@pytest.fixture
def panel(record, tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    lesson = lessons.lesson(Kit(ROOT), "02")
    return HandInPanel(lesson, fruskit.all_exercises(), record, "vol/ch", "0.2.0", folder)


def answer(record, exercise="02/who-signed", response=("stalin",), **fields):
    held = {"score": 1.0, "correct": True, "hints": 2, "at": "2026-01-05T12:00:00.000+00:00"}
    record.add(Attempt(exercise, "v", list(response), **held | fields))


def press(panel, button="hand-in", **fields):
    panel.receive({"type": button, "value": None, "fields": fields})


def handed_in(tmp_path):
    return [json.loads(p.read_text()) for p in sorted((tmp_path / "notebooks").glob("*.json"))]


def words(html):
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


# --- what is in the file


def test_every_attempt_and_event_of_the_lesson_is_in_it_and_of_no_other(record, panel, tmp_path):
    for exercise in ("02/who-signed", "02/who-signed", "02/before", "02/gone", "03/before"):
        answer(record, exercise)
        record.see(Event("shown", exercise, "v"))
    press(panel, who="Lin Wei")
    (said,) = handed_in(tmp_path)
    assert [a["exercise"] for a in said["attempts"]].count("02/who-signed") == 2
    of_it = {"02/who-signed", "02/before", "02/gone"}
    assert {one["exercise"] for of in ("attempts", "events") for one in said[of]} == of_it
    assert said["attempts"][0] | {"version": "v", "hints": 2, "score": 1.0} == said["attempts"][0]


def test_answers_of_earlier_sessions_are_in_it(path, record, panel, tmp_path):
    answer(Record(path))
    del record
    press(panel, who="Lin Wei")
    assert len(handed_in(tmp_path)[0]["attempts"]) == 1


def test_drafts_and_notes_are_in_it_only_where_they_are_ticked(record, panel, tmp_path):
    answer(record)
    record.keep_draft("02/before", ["no"])
    record.keep_draft("03/before", ["no"])
    record.note(OwnNote("editors-note-1", 0, 3, "The", "Which?"))
    press(panel, who="Lin Wei", drafts=False)
    press(panel, drafts=True, notes=True)
    without, ticked = sorted(handed_in(tmp_path), key=lambda said: len(said["notes"]))
    assert without["drafts"] == without["notes"] == []
    assert [d["exercise"] for d in ticked["drafts"]] == ["02/before"] and len(ticked["notes"]) == 1


def test_what_it_will_hold_is_said_in_words_before(record, panel):
    answer(record)
    answer(record, response=["soong"], at="2026-01-07T12:00:00.000+00:00")
    said = words(panel.html)
    assert re.search(r"answered 1 of \d+ exercises, in 2 attempts", said)
    assert "January 5, 2026 to January 7, 2026" in said and "not answered" in said


def test_the_file_has_the_form_that_its_schema_says_and_is_read_again(record, panel, tmp_path):
    answer(record)
    record.see(Event("hint", "02/who-signed", "v"))
    record.keep_draft("02/before", {"a": [None]})
    record.note(OwnNote("editors-note-1", 0, 3, "The", ""))
    press(panel, who="Łukasz Żak", drafts=True, notes=True)
    (said,) = handed_in(tmp_path)
    assert Draft202012Validator(HAND_IN.schema()).is_valid(said)
    back = given(said, "here")
    assert back.hand_in.who == "Łukasz Żak" and not back.altered
    assert back.hand_in.plain() | {"code": back.code} == said


def test_a_file_that_was_changed_does_not_fit_its_receipt(record, panel, tmp_path):
    answer(record)
    press(panel, who="Lin Wei")
    (said,) = handed_in(tmp_path)
    said["attempts"][0]["response"] = ["roosevelt"]
    assert given(said, "here").altered


# --- who hands in


def test_a_name_is_asked_for_once_and_not_you_asks_again(record, panel):
    answer(record)
    assert 'name="who"' in panel.html
    press(panel, who="  Lin Wei ")
    assert record.name == "Lin Wei" and 'name="who"' not in panel.html
    press(panel, "rename")
    assert 'value="Lin Wei"' in panel.html and "another person gave them" in words(panel.html)
    press(panel, who="Max")
    assert record.name == "Max"


def test_without_a_name_or_an_answer_nothing_is_handed_in_and_it_is_said_why(
    record, panel, tmp_path
):
    press(panel, who="Lin Wei")
    assert "nothing to hand in" in words(panel.html)
    record.name = ""
    answer(record)
    press(panel, who="   ")
    assert "Write your name" in words(panel.html) and not handed_in(tmp_path)


@pytest.mark.parametrize(
    "who, called",
    [
        ("Lin Wei", "Lin-Wei"),
        ("../../etc/passwd", "etc-passwd"),
        ("..\\..\\x", "x"),
        ("<img src=x>", "img-src-x"),
        ("林薇", "林薇"),
        ("//", "student"),
        ("a" * 150, "a" * 40),
        ("\u202eevil\0", "evil"),
    ],
)
def test_a_name_becomes_part_of_a_file_name_and_never_a_path(who, called):
    name = HandIn("k", "0", "02-yalta-provisions", who, "", (), ()).name
    assert re.fullmatch(rf"02-{called}-[0-9A-Z]{{8}}\.fruskit\.json", name)


def test_a_name_is_shown_and_never_read_as_html(record, panel):
    answer(record)
    press(panel, who="<img src=x onerror=alert(1)>")
    shown = panel.html
    assert "<img" not in shown and "&lt;img" in shown
    HTMLParser().feed(shown)


# --- where it is delivered


def test_handing_in_again_keeps_both_and_shows_the_earlier_receipt(record, panel, tmp_path):
    answer(record)
    press(panel, who="Lin Wei")
    (first,) = handed_in(tmp_path)
    answer(record, response=["soong"])
    press(panel)
    assert len(handed_in(tmp_path)) == 2
    lesson = lessons.lesson(Kit(ROOT), "02")
    exercises, folder = fruskit.all_exercises(), tmp_path / "notebooks"
    again = HandInPanel(lesson, exercises, record, "vol/ch", "0.2.0", folder)
    assert first["code"] in again.html and first["code"] == receipt(first)


def test_it_is_delivered_to_the_folder_that_is_named_and_kept_beside_the_notebooks(
    record, panel, tmp_path, monkeypatch
):
    (drop := tmp_path / "drop").mkdir()
    monkeypatch.setenv("FRUSKIT_HAND_IN", str(drop))
    answer(record)
    press(panel, who="Lin Wei")
    (there,) = drop.iterdir()
    assert json.loads(there.read_text()) == handed_in(tmp_path)[0]
    assert "delivered to your instructor" in words(panel.html)


@POSIX
@pytest.mark.parametrize("bits, mode", [(0o2773, 0o640), (0o1773, 0o644)])
def test_fellow_students_may_not_read_it_where_the_folder_has_a_group_for_it(
    record, panel, tmp_path, monkeypatch, bits, mode
):
    (drop := tmp_path / "drop").mkdir()
    drop.chmod(bits)
    monkeypatch.setenv("FRUSKIT_HAND_IN", str(drop))
    answer(record)
    before = os.umask(0o077)
    try:
        press(panel, who="Lin Wei")
    finally:
        os.umask(before)
    (there,) = drop.iterdir()
    assert there.stat().st_mode & 0o777 == mode


@pytest.mark.parametrize("fault", ["no folder", "a full disk"])
def test_what_cannot_be_delivered_leaves_nothing_there_and_can_be_downloaded(
    record, panel, tmp_path, monkeypatch, fault
):
    drop = tmp_path / "drop"
    monkeypatch.setenv("FRUSKIT_HAND_IN", str(drop))
    answer(record)
    if fault == "a full disk":
        drop.mkdir()
        monkeypatch.setattr(os, "fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space")))
    press(panel, who="Lin Wei")
    assert "It is not delivered" in words(panel.html)
    assert ("data:application/json;base64," in panel.html and "download it now" in panel.html) or (
        fault == "no folder" and handed_in(tmp_path)
    )
    assert not drop.exists() or not list(drop.iterdir())


def test_a_record_that_cannot_be_read_is_told_in_the_panel(panel, path):
    path.write_text("no database at all" * 100)
    path.chmod(0o600)
    assert "record" in words(panel.html)


# --- what is refused


@pytest.mark.parametrize(
    "change, told",
    [
        ({"format": "fruskit-record"}, "not a lesson that was handed in"),
        ({"version": 2}, "newer fruskit"),
        ({"version": True}, "version"),
        ({"attempts": {}}, "attempts"),
        ({"attempts": [{"exercise": "02/x"}]}, "attempt"),
        ({"who": "two\nlines"}, "who"),
        ({"who": "x" * 501}, "who"),
        ({"lesson": 7}, "lesson"),
        ({"code": "../../x"}, "code"),
        ({"more": 1}, "more"),
    ],
)
def test_another_form_is_refused_with_the_place(record, panel, tmp_path, change, told):
    answer(record)
    press(panel, who="Lin Wei")
    said = handed_in(tmp_path)[0] | change
    with pytest.raises(FruskitError) as problem:
        given(said, "x.json")
    assert told in str(problem.value) and "x.json" in problem.value.where


@pytest.mark.parametrize("at", ["2026-13-01T00:00:00+00:00", "2026-01-01T00:00:00", "9" * 20])
def test_a_moment_that_is_none_is_refused(record, panel, tmp_path, at):
    answer(record)
    press(panel, who="Lin Wei")
    said = handed_in(tmp_path)[0]
    said["attempts"][0]["at"] = at
    with pytest.raises(FruskitError, match="attempt"):
        given(said, "x.json")
