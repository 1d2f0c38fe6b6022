"""Nothing that was confirmed is lost: killed, crowded, full, damaged, foreign, newer, read-only.

Processes, kills and full disks are real.
"""

from contextlib import closing
import json
import os
import shutil
import sqlite3
import subprocess
import sys

from attempts import attempt, beside, is_sound, POSIX, run
from fruskit.errors import FruskitError
from fruskit.record import Record
from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

WRITER = """
import sys
from fruskit.record import Attempt, Record
record, name, count = Record(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for n in range(count):
    record.add(Attempt(name, "v", n, 0.0, False, 0, "2026-11-24T10:00:00.000+00:00"))
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
    assert is_sound(path)


KILLED = """
import json, os, random, shutil, signal, sys, time
from fruskit.record import Attempt, Record

def killed(work, words=0, seconds=0.0):
    # Forks a child that works, and kills it so many seconds after it has said so many words, of a
    # byte each; how many it had said by then.
    ours, theirs = os.pipe()
    if not (child := os.fork()):
        os.close(ours)
        work(lambda: os.write(theirs, b"."))
        os._exit(0)
    os.close(theirs)
    said = b"".join(os.read(ours, 1) for _ in range(words))
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(ours, "rb") as rest:
        return len(said + rest.read())

def timed(work):
    start = time.monotonic()
    work()
    return time.monotonic() - start

chance, at = random.Random(20261124), "2026-11-24T10:00:00.000+00:00"
"""


@POSIX
def test_a_kernel_killed_at_any_moment_loses_nothing_that_was_confirmed(tmp_path, everything):
    files, kernels = (12, 25) if everything else (4, 10)
    code = f"""{KILLED}
def adding(path, kernel, tell):
    for n in range(10_000):
        Record(path).add(Attempt("x", "v", [kernel, n], 0.0, False, 0, at))
        tell()

first = os.path.join(sys.argv[1], "timed.sqlite")
once = timed(lambda: Record(first).add(Attempt("x", "v", 0, 0.0, False, 0, at)))
confirmed = {{}}
for file in range({files}):  # each is killed from its birth on: as the tables are made, too
    path = os.path.join(sys.argv[1], f"{{file}}.sqlite")
    confirmed[path] = [
        killed(lambda tell: adding(path, n, tell), chance.choice([0, 0, 1, 2]), chance.uniform(0, once))
        for n in range({kernels})
    ]
print(json.dumps(confirmed))"""
    kept = run(code, tmp_path)
    assert sum(sum(kernels) for kernels in kept.values()) > files  # they were killed at work
    for path, kernels in kept.items():
        responses = [a.response for a in Record(path).attempts()]
        for kernel, confirmed in enumerate(kernels):
            mine = sorted(n for k, n in responses if k == kernel)
            # One more may be kept than was confirmed: killed between the commit and the word of it.
            assert mine in (list(range(confirmed)), list(range(confirmed + 1)))
        assert is_sound(path)
    assert not list(tmp_path.glob("*.damaged*"))


@POSIX
def test_a_merge_that_is_killed_has_added_all_or_nothing(path, everything):
    kills, midway = (60, 5) if everything else (8, 1)
    code = f"""{KILLED}
path, mine = sys.argv[1], Attempt("x", "v", "mine", 0.0, False, 0, at)
theirs = [
    dict(exercise="x", version="v", response="x" * 10_000 + str(n), score=0, correct=False, hints=0, at=at)
    for n in range(400)
]  # more than SQLite holds back in memory, so that the file itself is changed before the commit
export = dict(format="fruskit-record", version=1, attempts=theirs)
Record(path).add(mine)
counts, midway = [], 0
took = timed(lambda: Record(path + ".timed").merge(export))
while len(counts) < {kills} or midway < {midway} and len(counts) < 600:  # a busy machine is not often met in the middle
    killed(lambda tell: Record(path).merge(export), seconds=chance.uniform(0, 1.2 * took))
    midway += os.path.exists(path + "-journal")
    counts.append(len(Record(path).attempts()))
    if counts[-1] > 1:
        os.unlink(path)
        Record(path).add(mine)
print(json.dumps([counts, midway]))"""
    counts, met = run(code, path)
    assert set(counts) <= {1, 401} and met >= midway
    assert is_sound(path) and not beside(path)


FULL = """
import json, sys
from fruskit.errors import FruskitError
from fruskit.record import Attempt, Record
path = sys.argv[1]
def large(n):
    return Attempt("b", "v", [n, "x" * 20_000], 0.0, False, 0, "2026-11-24T10:00:00.000+00:00")
many = dict(format="fruskit-record", version=1, attempts=[
    dict(exercise="b", version="v", response="x" * 20_000 + str(n), score=0.0, correct=False,
         hints=0, at="2026-11-24T10:00:00.000+00:00") for n in range(100)])
problems, confirmed = [], []
try:
    for n in range(100):
        Record(path).add(large(n))
        confirmed.append(n)
except FruskitError as problem:
    problems.append(str(problem))
try:
    Record(path).merge(many)
except FruskitError as problem:
    problems.append(str(problem))
print(json.dumps([confirmed, [a.response[0] for a in Record(path).attempts("b")], problems]))
"""


@POSIX
def test_a_file_that_may_not_grow_is_told_and_what_was_kept_stays(path):
    Record(path).add(attempt())
    limit = path.stat().st_size + 200_000
    code = f"""
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
{FULL}"""
    confirmed, kept, problems = run(code, path)
    assert len(confirmed) > 3 and kept == confirmed
    assert len(problems) == 2 and all(f"{path}: " in p and "Make room" in p for p in problems)
    assert Record(path).attempts("02/five-subjects") == [attempt()]
    assert is_sound(path) and not beside(path)


def can_mount():
    command = ["unshare", "--mount", "--map-root-user", "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
    return (
        bool(shutil.which("unshare"))
        and not subprocess.run(command, capture_output=True).returncode
    )


@pytest.mark.skipif(not can_mount(), reason="no small disk can be mounted here")
def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path):
    mount = 'mount -t tmpfs -o size=400k tmpfs "$0" && exec "$@"'
    done = subprocess.run(
        [
            "unshare",
            "--mount",
            "--map-root-user",
            "sh",
            "-c",
            mount,
            tmp_path,
            sys.executable,
            "-c",
            FULL,
            tmp_path / "record.sqlite",
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    confirmed, kept, problems = json.loads(done.stdout)
    assert len(confirmed) > 3 and kept == confirmed
    assert len(problems) == 2 and all("the disk is full. Make room" in p for p in problems)


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


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM learner",
        "DROP TABLE learner",
        "DROP TABLE attempt",
        "DROP TABLE note",
        "ALTER TABLE attempt DROP COLUMN hints",
    ],
)
def test_a_record_that_has_not_what_it_must_have_is_set_aside_too(path, damage):
    before = path.with_name("before.sqlite")
    Record(before).add(attempt())
    with closing(sqlite3.connect(before)) as file, file:
        file.execute(damage)
    before.rename(path)  # a file that this process has not seen yet
    with pytest.raises(FruskitError, match="is now kept as record.sqlite.damaged-"):
        Record(path).seed()
    assert isinstance(Record(path).seed(), int) and len(beside(path)) == 1


@pytest.mark.parametrize("damage", ["garbage", "truncated", "pages"])
def test_a_damaged_record_is_kept_aside_and_a_new_one_begun(path, damage):
    record = Record(path)
    for _n in range(40):
        record.add(attempt(["x" * 500]))
    raw = path.read_bytes()
    raw = {
        "garbage": b"no database " * 500,
        "truncated": raw[: len(raw) // 2 + 100],
        "pages": raw[:4096] + os.urandom(len(raw) - 4096),
    }[damage]
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
    monkeypatch.setattr("fruskit.volumes.disk.PATIENCE", 0.2)
    Record(path).add(attempt())
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(
        FruskitError, match="is writing to it.*Try again.*network drive, set FRUSKIT_RECORD"
    ):
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
