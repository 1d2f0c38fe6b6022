"""Nothing that was confirmed is lost: killed, crowded, full, damaged, foreign, newer, read-only."""

import json
import os
from pathlib import Path
import signal
import sqlite3
import subprocess
import sys
import time

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from fruskit.errors import FruskitError
from fruskit.record import Attempt, Record

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=8,
)  # fmt: skip


def attempt(response=("a",), exercise="02/five-subjects", score=0.5):
    return Attempt(exercise, "v1", list(response), score, score == 1.0, 0, "2026-11-24T10:00:00Z")


@pytest.fixture
def path(tmp_path):
    return tmp_path / "record.sqlite"


def beside(path):
    return sorted(
        other for other in path.parent.iterdir() if other.name.startswith(path.name + ".damaged")
    )


def test_what_is_added_is_there_for_whoever_opens_the_file_next(path):
    Record(path).add(attempt(["a"]))
    Record(path).add(attempt(["b"], "03/sequence", 1.0))
    assert [a.response for a in Record(path).attempts()] == [["a"], ["b"]]
    assert Record(path).attempts("03/sequence") == [attempt(["b"], "03/sequence", 1.0)]
    assert Record(path).last("02/five-subjects") == attempt(["a"])
    assert Record(path).last("04/odd-page") is None


@settings(max_examples=40, deadline=None)
@given(response=JSON)
def test_any_json_value_comes_back_as_it_was(tmp_path_factory, response):
    record = Record(tmp_path_factory.mktemp("any") / "r.sqlite")
    record.add(Attempt("x", "v", response, 0.0, False, 0, "t"))
    assert record.attempts()[0].response == response


@pytest.mark.parametrize(
    "response",
    ["\ud800", "א" * 10, "😀</script><b>", "x" * 1_000_000],
    ids=["surrogate", "rtl", "markup", "megabyte"],
)
def test_awkward_text_comes_back_as_it_was(path, response):
    Record(path).add(attempt([response]))
    assert Record(path).attempts()[0].response == [response]


def test_the_seed_is_drawn_once_even_by_many_at_once(path):
    code = "import sys; from fruskit.record import Record; print(Record(sys.argv[1]).seed())"
    racing = [
        subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in racing}) == 1


WRITER = """
import sys
from fruskit.record import Attempt, Record
record, name, count = Record(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for n in range(count):
    record.add(Attempt(name, "v", n, 0.0, False, 0, "t"))
    print(n, flush=True)
"""


def test_two_tabs_at_once_lose_nothing(path):
    tabs = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, name, "60"], stdout=subprocess.DEVNULL
        )
        for name in "ab"
    ]
    assert [tab.wait(60) for tab in tabs] == [0, 0]
    for name in "ab":
        assert [a.response for a in Record(path).attempts(name)] == list(range(60))


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is POSIX")
def test_a_kernel_killed_at_any_moment_loses_nothing_that_was_confirmed(path):
    for round in range(25):
        tab = subprocess.Popen(
            [sys.executable, "-c", WRITER, path, str(round), "1000"], stdout=subprocess.PIPE
        )
        tab.stdout.readline()
        time.sleep(0.003 * round)
        tab.send_signal(signal.SIGKILL)
        confirmed = [0, *map(int, tab.stdout.read().split())]
        tab.wait()
        tab.stdout.close()
        kept = [a.response for a in Record(path).attempts(str(round))]
        # One more may be kept than was confirmed: killed between the commit and the word of it.
        assert kept[: len(confirmed)] == confirmed and len(kept) <= len(confirmed) + 1
    assert not beside(path)


@pytest.mark.skipif(os.name == "nt", reason="resource limits are POSIX")
def test_a_full_disk_is_told_and_what_was_kept_stays(path):
    Record(path).add(attempt())
    code = f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({path.stat().st_size}, {path.stat().st_size}))
{WRITER.replace("n, 0.0", "'x' * 100_000, 0.0")}"""
    done = subprocess.run(
        [sys.executable, "-c", code, path, "b", "3"], capture_output=True, text=True
    )
    assert "FruskitError" in done.stderr and str(path) in done.stderr and not done.stdout
    assert Record(path).attempts() == [attempt()] and not beside(path)


def test_sqlites_own_word_for_a_full_disk_becomes_a_remedy(path, monkeypatch):
    record = Record(path)
    record.add(attempt())
    connect = sqlite3.connect

    def small(*arguments, **more):
        file = connect(*arguments, **more)
        file.execute("PRAGMA max_page_count = 6")
        return file

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(FruskitError, match="the disk is full. Make room, then press Check again"):
        record.add(attempt(["x" * 100_000]))
    monkeypatch.undo()
    assert record.attempts() == [attempt()]


@pytest.mark.parametrize("damage", ["garbage", "truncated", "pages"])
def test_a_damaged_record_is_kept_aside_and_a_new_one_begun(path, damage):
    record = Record(path)
    for n in range(40):
        record.add(attempt(["x" * 500]))
    raw = path.read_bytes()
    raw = {"garbage": b"no database " * 500, "truncated": raw[: len(raw) // 2 + 100],
           "pages": raw[:4096] + os.urandom(len(raw) - 4096)}[damage]  # fmt: skip
    path.unlink()
    path.write_bytes(raw)
    with pytest.raises(FruskitError, match="is now kept as record.sqlite.damaged-"):
        for _ in range(2):
            record.add(attempt())
    assert beside(path)[0].read_bytes() == raw
    record.add(attempt(["after"]))
    assert record.attempts() == [attempt(["after"])] and len(beside(path)) == 1


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_flipped_bytes_never_raise_anything_but_a_clear_error_and_never_delete(
    tmp_path_factory, data
):
    path = tmp_path_factory.mktemp("bytes") / "record.sqlite"
    Record(path).add(attempt())
    raw = bytearray(path.read_bytes())
    for at in data.draw(st.lists(st.integers(0, len(raw) - 1), min_size=1, max_size=20)):
        raw[at] ^= data.draw(st.integers(1, 255))
    path.unlink()
    path.write_bytes(raw)
    try:
        Record(path).attempts()
    except FruskitError as problem:
        assert str(path) in str(problem)
    assert bytes(raw) in [
        path.read_bytes() if path.exists() else b"",
        *(other.read_bytes() for other in beside(path)),
    ]


def test_a_record_from_a_newer_version_is_refused_and_untouched(path):
    Record(path).add(attempt())
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA user_version = 9")
    file.close()
    before = path.read_bytes()
    with pytest.raises(FruskitError, match="newer fruskit.*Update the kit"):
        Record(path).add(attempt())
    assert path.read_bytes() == before and not beside(path)


def test_another_programs_database_is_refused_and_untouched(path):
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE letters (words TEXT)")
    file.close()
    before = path.read_bytes()
    with pytest.raises(FruskitError, match="another program’s database"):
        Record(path).add(attempt())
    assert path.read_bytes() == before and not beside(path)


def test_a_record_that_is_being_written_to_is_not_taken_for_damaged(path, monkeypatch):
    monkeypatch.setattr("fruskit.record._PATIENCE", 0.2)
    Record(path).add(attempt())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(FruskitError, match="another program is writing to it.*Try again"):
        Record(path).add(attempt())
    other.execute("ROLLBACK")
    other.close()
    Record(path).add(attempt())
    assert len(Record(path).attempts()) == 2 and not beside(path)


def test_an_empty_file_is_a_new_record(path):
    path.touch()
    Record(path).add(attempt())
    assert Record(path).attempts() == [attempt()]


def test_a_read_only_record_is_told_and_untouched(path, monkeypatch):
    Record(path).add(attempt())
    connect = sqlite3.connect
    # Permissions do not bind root, as whom tests often run; SQLite's own read-only mode binds all.
    monkeypatch.setattr(
        sqlite3, "connect", lambda place, **more: connect(f"file:{place}?mode=ro", uri=True, **more)
    )
    with pytest.raises(FruskitError, match="cannot be written to. Make it writable"):
        Record(path).add(attempt())
    assert Record(path).attempts() == [attempt()]


@pytest.mark.parametrize("place", ["folder", "under-a-file"])
def test_a_place_that_cannot_hold_a_record_is_named(tmp_path, place):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("words")
    path = tmp_path / "folder" if place == "folder" else tmp_path / "file" / "record.sqlite"
    with pytest.raises(FruskitError, match="FRUSKIT_RECORD"):
        Record(path).add(attempt())
    assert (tmp_path / "file").read_text() == "words"


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
