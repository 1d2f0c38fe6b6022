"""A record of an earlier version is brought forward in place: nothing is lost, a copy stays, kills do no harm."""

from contextlib import closing
import json
import shutil
import sqlite3
import subprocess
import sys

from attempts import (
    AT,
    attempt,
    beside,
    exported,
    exported_anew,
    is_sound,
    old_record,
    POSIX,
    run,
    said,
)
from fruskit.errors import FruskitError
from fruskit.record import Event, Record
import pytest
from test_record_storage import KILLED

LATER = "2026-11-24T11:00:00.000+00:00"
TWO = (said(), said(response={"claim": ["Порт-Артур"], "words": []}, score=1.0, correct=True))


def rows(path):
    """What a file of version 1 holds."""
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("PRAGMA user_version").fetchone() == (1,)
        return file.execute("SELECT * FROM attempt").fetchall()


def test_attempts_drafts_and_seed_of_version_1_are_all_there_and_what_is_new_can_be_kept(path):
    old_record(path, *TWO, drafts={"06/essay": "First words"})
    record = Record(path)
    assert [a.response for a in record.attempts()] == [one["response"] for one in TWO]
    assert [a.correct for a in record.attempts()] == [False, True]
    assert record.drafts() == {"06/essay": "First words"} and record.seed() == 20261124
    record.see(Event("opened", "06/essay", "v1"))
    record.name = "Lin Wei"
    assert record.name == "Lin Wei" and len(record.events()) == 1 and is_sound(path)


def test_a_copy_of_version_1_stays_beside_for_its_owner_alone_until_all_is_erased(path):
    old_record(path, *TWO)
    before = rows(path)
    Record(path).attempts()
    copy = path.with_name("record.sqlite.version-1")
    assert rows(copy) == before and set(path.parent.iterdir()) == {path, copy}
    assert copy.stat().st_mode & 0o077 == 0
    assert Record(path).erase() == 2
    assert set(path.parent.iterdir()) == {path}


def test_a_copy_that_is_there_already_is_never_overwritten(path):
    for word in ("a", "a", "b"):
        old_record(path, said(response=word))
        Record(path).attempts()
        path.unlink()
    copies = sorted(path.parent.iterdir())
    assert [copy.name for copy in copies] == [
        "record.sqlite.version-1",
        "record.sqlite.version-1-2",
    ]
    assert [rows(copy)[0][3] for copy in copies] == ['"a"', '"b"']


def test_a_file_from_before_there_were_drafts_or_an_index_by_time_gets_them(path):
    old_record(path, said(at=LATER))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("CREATE INDEX attempt_by_exercise ON attempt (exercise, number)")
    record = Record(path)
    assert record.merge(exported(said(response=["older"]))) == 1
    assert [a.response for a in record.attempts()] == [["older"], ["a"]]
    record.keep_draft("06/essay", "Words")
    assert record.drafts() == {"06/essay": "Words"}
    with closing(sqlite3.connect(path)) as file:
        indexes = file.execute("SELECT name FROM sqlite_schema WHERE type = 'index'").fetchall()
    assert ("attempt_by_time",) in indexes and ("attempt_by_exercise",) not in indexes


def test_one_old_attempt_is_one_attempt_from_whatever_machine_it_comes(path, tmp_path):
    twice = (*TWO, said())  # one of them was given twice, and both are kept
    other = tmp_path / "other.sqlite"
    for file in (path, other):
        old_record(file, *twice)
    record = Record(path)
    assert len({a.id for a in record.attempts()}) == 3
    assert record.merge(Record(other).export()) == 0
    assert record.merge(exported(*twice)) == 0  # an export that was made before
    reordered = said(response={"words": [], "claim": ["Порт-Артур"]}, score=1, correct=True)
    assert record.merge(exported(said(), reordered)) == 0  # as another program may write JSON
    assert record.merge(exported(*twice, said())) == 1


def test_an_old_draft_counts_as_later_than_the_attempts_at_its_exercise(path):
    old_record(path, said(exercise="06/essay"), drafts={"06/essay": "mine", "06/other": "mine"})
    record = Record(path)
    drafts = [
        {"exercise": exercise, "response": "theirs", "kept": AT}
        for exercise in ("06/essay", "06/other")
    ]
    record.merge(exported_anew(drafts=drafts))
    assert record.drafts() == {"06/essay": "mine", "06/other": "theirs"}


def test_what_in_an_old_file_is_no_json_is_kept_as_the_text_it_is(path):
    old_record(path, *TWO)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("UPDATE attempt SET response = '[half', at = 'once' WHERE number = 1")
    assert sorted(map(str, (a.response for a in Record(path).attempts())))[0] == "[half"
    assert len(Record(path).export()["attempts"]) == 2


@pytest.mark.parametrize("damage", ["DELETE FROM learner", "DROP TABLE learner"])
def test_an_old_file_that_is_damaged_is_set_aside_as_it_is(path, damage):
    old_record(path, *TWO)
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(damage)
    before = path.read_bytes()
    with pytest.raises(FruskitError, match="is now kept as record.sqlite.damaged-"):
        Record(path).seed()
    assert [other.read_bytes() for other in beside(path)] == [before]


def test_where_there_is_no_room_for_a_copy_the_old_file_stays_as_it_was(path, monkeypatch):
    old_record(path, *(said(response="x" * 2000 + str(n)) for n in range(50)))
    before = path.read_bytes()
    connect = sqlite3.connect

    def small(*arguments, **more):
        file = connect(*arguments, **more)
        file.execute("PRAGMA max_page_count = 6")
        return file

    with monkeypatch.context() as full:
        full.setattr(sqlite3, "connect", small)
        with pytest.raises(FruskitError, match="the disk is full. Make room"):
            Record(path).attempts()
    assert path.read_bytes() == before and not beside(path)
    assert len(Record(path).attempts()) == 50


def test_two_tabs_that_bring_one_record_forward_at_once_do_it_once(path):
    old_record(path, *(said(response=n) for n in range(500)))
    code = (
        "import sys; from fruskit.record import Record; print(len(Record(sys.argv[1]).attempts()))"
    )
    racing = [
        subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    assert [process.communicate()[0].strip() for process in racing] == [b"500"] * 4
    assert [a.response for a in Record(path).attempts()] == list(range(500))
    assert set(path.parent.iterdir()) == {path, path.with_name("record.sqlite.version-1")}


@POSIX
def test_killed_at_any_moment_it_is_of_one_version_or_the_other_and_whole(path, everything):
    old = path.with_name("old.sqlite")
    size = 300 if everything else 80  # the larger one is more than SQLite holds back in memory
    kills, midway = (1000, 100) if everything else (16, 1)
    old_record(old, *(said(response="x" * 8000 + str(n)) for n in range(size)))
    code = f"""{KILLED}
import sqlite3
from collections import Counter
path, old = sys.argv[1:]

def state():
    # What a process of version 1, or of version 2, would find, before anything is brought forward.
    if os.path.exists(path + "-journal"):
        return "midway"
    with sqlite3.connect(path) as file:
        version, = file.execute("PRAGMA user_version").fetchone()
        count, = file.execute("SELECT count(*) FROM attempt").fetchone()
    file.close()
    return f"version {{version}}, {{count}} attempts"

shutil.copy(old, path)
took = timed(lambda: Record(path).attempts())
states, found = Counter(), Counter()
while sum(states.values()) < {kills} or states["midway"] < {midway} and sum(states.values()) < 9000:
    for name in (path, path + ".version-1"):
        os.path.exists(name) and os.unlink(name)
    shutil.copy(old, path)
    for _ in range(chance.choice([1, 1, 2])):  # and killed again when it is brought forward anew
        killed(lambda tell: Record(path).attempts(), seconds=chance.uniform(0.1, 1.4) * took)
    states[state()] += 1
    attempts = Record(path).attempts()
    with sqlite3.connect(path + ".version-1") as copy:
        copied, = copy.execute("SELECT count(*) FROM attempt").fetchone()
    copy.close()
    found[json.dumps([len(attempts), len({{a.id for a in attempts}}), copied, len(os.listdir(os.path.dirname(path)))])] += 1
print(json.dumps([states, found]))"""
    states, found = run(code, path, old)
    assert set(states) <= {"midway", f"version 1, {size} attempts", f"version 2, {size} attempts"}
    assert states["midway"] >= midway, states
    # All attempts, each with an identifier of its own, a whole copy; and no litter: three files.
    assert set(found) == {json.dumps([size, size, size, 3])}
    assert is_sound(path) and not beside(path)


def test_a_record_on_a_medium_that_cannot_be_written_is_told_and_left(path, monkeypatch):
    old_record(path, *TWO)
    before = path.read_bytes()
    connect = sqlite3.connect
    monkeypatch.setattr(
        sqlite3, "connect", lambda place, **more: connect(f"file:{place}?mode=ro", uri=True, **more)
    )
    with pytest.raises(FruskitError, match="cannot be written to. Make it writable"):
        Record(path).attempts()
    assert path.read_bytes() == before


def test_a_record_of_an_earlier_day_and_one_of_today_become_one(path, tmp_path):
    old_record(path, *TWO)
    today = Record(tmp_path / "today.sqlite")
    today.add(attempt(["today"], at=LATER))
    today.merge(exported(*TWO))
    shutil.copy(today.path, tmp_path / "copy.sqlite")
    assert Record(path).merge(Record(tmp_path / "copy.sqlite").export()) == 1
    assert Record(path).attempts() == today.attempts()
