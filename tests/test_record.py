"""Nothing that was confirmed is lost: killed, crowded, full, damaged, foreign, newer, read-only.

What is exported can be merged, all of it or nothing. Processes, kills and full disks are real.
"""

from collections import Counter
from contextlib import closing
import json
import os
from pathlib import Path
import shutil
import sqlite3
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
import pytest

from fruskit.errors import FruskitError
from fruskit.record import Attempt, Record

# With lone surrogates; a pair of them is one character in JSON as in a browser, so here too.
TEXT = st.text(st.characters(exclude_categories=())).map(
    lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | TEXT
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=8,
)  # fmt: skip
AT = "2026-11-24T10:00:00.000+00:00"
POSIX = pytest.mark.skipif(os.name == "nt", reason="fork, SIGKILL and resource limits are POSIX")


def attempt(response=("a",), exercise="02/five-subjects", score=0.5, at=AT):
    return Attempt(exercise, "v1", list(response), score, score == 1.0, 0, at)


def said(**fields):
    """One attempt as an export says it, with some of its fields otherwise."""
    return {
        "exercise": "02/five-subjects", "version": "v1", "response": ["a"], "score": 0.5,
        "correct": False, "hints": 0, "at": AT, **fields,
    }  # fmt: skip


def exported(*attempts, **fields):
    return {
        "format": "fruskit-record", "version": 1, "seed": 7, "attempts": list(attempts), **fields
    }


def run(code, *arguments):
    """What a process of its own prints; it must not fail."""
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def is_sound(path):
    with closing(sqlite3.connect(path)) as file:
        return file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


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
    record.add(Attempt("x", "v", response, 0.0, False, 0, AT))
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
    record.add(Attempt(name, "v", n, 0.0, False, 0, "2026-11-24T10:00:00.000+00:00"))
    print(n, flush=True)
"""


def test_two_tabs_at_once_lose_nothing(path):
    tabs = [
        subprocess.Popen(
            [sys.executable, "-c", WRITER, path, name, "400"], stdout=subprocess.DEVNULL
        )
        for name in "ab"
    ]
    assert [tab.wait(60) for tab in tabs] == [0, 0]
    for name in "ab":
        assert [a.response for a in Record(path).attempts(name)] == list(range(400))
    assert is_sound(path)


KILLED = """
import json, os, random, signal, sys, time
from fruskit.record import Attempt, Record

def killed_after(seconds, work):
    # Forks a child that works, and kills it; what it had said by then.
    ours, theirs = os.pipe()
    if not (child := os.fork()):
        work(lambda word: os.write(theirs, word))
        os._exit(0)
    os.close(theirs)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with open(ours, "rb") as said:
        return said.read()

chance, at = random.Random(20261124), "2026-11-24T10:00:00.000+00:00"
"""


@POSIX
def test_a_kernel_killed_at_any_moment_loses_nothing_that_was_confirmed(tmp_path):
    code = f"""{KILLED}
def adding(path, kernel, tell):
    for n in range(10_000):
        Record(path).add(Attempt("x", "v", [kernel, n], 0.0, False, 0, at))
        tell(b"%d " % n)

confirmed = {{}}
for file in range(12):  # each is killed from its birth on: as the tables are made, too
    path = os.path.join(sys.argv[1], f"{{file}}.sqlite")
    confirmed[path] = [
        list(map(int, killed_after(chance.uniform(0, 0.03), lambda tell: adding(path, n, tell)).split()))
        for n in range(25)
    ]
print(json.dumps(confirmed))"""
    files = run(code, tmp_path)
    assert sum(len(kernels) for kernels in files.values()) == 300
    assert sum(map(len, sum(files.values(), []))) > 100  # they were killed at work
    for path, kernels in files.items():
        kept = Counter((k, n) for k, n in (a.response for a in Record(path).attempts()))
        for kernel, confirmed in enumerate(kernels):
            mine = sorted(n for k, n in kept.elements() if k == kernel)
            # One more may be kept than was confirmed: killed between the commit and the word of it.
            assert mine in (confirmed, [*confirmed, len(confirmed)])
        assert is_sound(path)
    assert not list(tmp_path.glob("*.damaged*"))


@POSIX
def test_a_merge_that_is_killed_has_added_all_or_nothing(path):
    code = f"""{KILLED}
path, mine = sys.argv[1], Attempt("x", "v", "mine", 0.0, False, 0, at)
theirs = [
    dict(exercise="x", version="v", response="x" * 1500 + str(n), score=0, correct=False, hints=0, at=at)
    for n in range(2500)
]  # more than SQLite holds back in memory, so that the file itself is changed before the commit
export = dict(format="fruskit-record", version=1, attempts=theirs)
Record(path).add(mine)
counts, midway = [], 0
start = time.monotonic()
Record(path + ".timed").merge(export)
took = time.monotonic() - start
for _ in range(60):
    killed_after(chance.uniform(0, 1.5 * took), lambda tell: Record(path).merge(export))
    midway += os.path.exists(path + "-journal")
    counts.append(len(Record(path).attempts()))
    if counts[-1] > 1:
        os.unlink(path)
        Record(path).add(mine)
print(json.dumps([counts, midway]))"""
    counts, midway = run(code, path)
    assert set(counts) == {1, 2501} and midway > 5
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
    return bool(shutil.which("unshare")) and not subprocess.run(command, capture_output=True).returncode  # fmt: skip


@pytest.mark.skipif(not can_mount(), reason="no small disk can be mounted here")
def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path):
    mount = 'mount -t tmpfs -o size=400k tmpfs "$0" && exec "$@"'
    done = subprocess.run(
        ["unshare", "--mount", "--map-root-user", "sh", "-c", mount, tmp_path,
         sys.executable, "-c", FULL, tmp_path / "record.sqlite"],
        capture_output=True, text=True,
    )  # fmt: skip
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
    monkeypatch.setattr("fruskit.record.storage._PATIENCE", 0.2)
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


def test_an_export_merged_into_an_empty_record_is_the_same_record(path, tmp_path):
    record, other = Record(path), Record(tmp_path / "other.sqlite")
    for n in range(5):
        record.add(attempt([n, "é"], f"0{n}/x", n / 4))
    seed = other.seed()
    assert other.merge(record.export()) == 5
    assert other.attempts() == record.attempts()
    assert other.seed() == seed != record.seed()


AWKWARD = ["\ud800", "\udc00\ud800", "שלום \u202e", "😀👩‍👩‍👧", "x" * 1_000_000, "\0", "</script>", {"\udfff": 1.5}]


@settings(max_examples=40, deadline=None)
@given(responses=st.lists(JSON | st.sampled_from(AWKWARD), max_size=4))
def test_any_responses_come_back_through_a_file_as_they_were(tmp_path_factory, responses):
    folder = tmp_path_factory.mktemp("through")
    record, other = Record(folder / "r.sqlite"), Record(folder / "o.sqlite")
    for response in responses:
        record.add(Attempt("x", "v", response, 0.0, False, 0, AT))
    record.export(folder / "export.json")
    assert other.merge(folder / "export.json") == len(responses)
    assert [a.response for a in other.attempts()] == responses
    assert other.merge(folder / "export.json") == record.merge(folder / "export.json") == 0


def test_merging_again_adds_only_what_is_not_there_yet(path, tmp_path):
    record, other = Record(path), Record(tmp_path / "other.sqlite")
    for word in "aba":
        record.add(attempt([word]))
    assert other.merge(record.export()) == 3
    assert other.merge(record.export()) == 0
    record.add(attempt(["c"]))
    assert other.merge(record.export()) == 1
    assert other.attempts() == record.attempts()
    assert record.merge(other.export()) == 0


def test_two_attempts_that_are_alike_in_one_export_are_both_kept(path):
    record = Record(path)
    assert record.merge(exported(said(), said())) == 2
    assert record.merge(exported(said(), said())) == 0
    assert record.merge(exported(said(), said(), said())) == 1


@pytest.mark.parametrize(
    "other",
    [{"exercise": "y"}, {"version": "v2"}, {"response": ["b"]}, {"score": 0.25}, {"correct": True},
     {"hints": 1}, {"at": "2026-11-24T10:00:00.001+00:00"}],
    ids=lambda other: next(iter(other)),
)  # fmt: skip
def test_attempts_that_differ_in_one_field_are_not_the_same(path, other):
    assert Record(path).merge(exported(said())) == 1
    assert Record(path).merge(exported(said(**other))) == 1


@pytest.mark.parametrize(
    "at",
    ["2026-11-24T10:00:00Z", "2026-11-24T19:00:00+09:00", "2026-11-24 10:00:00.0004+00:00", "20261124T100000Z"],
)  # fmt: skip
def test_a_time_is_kept_in_utc_so_that_the_same_moment_is_the_same_attempt(path, at):
    Record(path).add(attempt(at=at))
    assert Record(path).last("02/five-subjects") == attempt()
    assert Record(path).merge(exported(said(), said(response="b", at=at))) == 1
    assert {a.at for a in Record(path).attempts()} == {AT}


def test_attempts_come_in_the_order_of_their_times_and_then_of_their_arrival(path):
    record = Record(path)
    record.add(attempt(["noon"], at="2026-11-24T12:00:00+00:00"))
    record.add(attempt(["noon, too"], at="2026-11-24T12:00:00+00:00"))
    earlier = [said(response="tokyo", at="2026-11-24T20:00:00+09:00"),
               said(response="morning", at="2026-11-24T09:00:00Z")]  # fmt: skip
    assert record.merge(exported(*earlier)) == 2
    expected = ["morning", "tokyo", ["noon"], ["noon, too"]]
    assert [a.response for a in record.attempts()] == expected
    assert [a.response for a in record.attempts("02/five-subjects")] == expected
    assert record.last("02/five-subjects").response == ["noon, too"]


NESTED = json.loads("[" * 900 + "]" * 900)
FAULTS = [
    {"exercise": 3}, {"exercise": "\ud800"}, {"version": None}, {"response": {1, 2}}, {"response": NESTED},
    {"response": "x" * 50_000_001}, {"score": True}, {"score": 1.01}, {"score": -0.1}, {"score": "1"},
    {"score": float("nan")}, {"score": float("inf")}, {"score": 10**400}, {"correct": 1}, {"hints": -1},
    {"hints": 1.0}, {"hints": True}, {"hints": 2**63}, {"at": 5}, {"at": "yesterday"}, {"at": "2026-11-24T10:00:00"},
    {"at": "0001-01-01T00:00:00+14:00"}, {"at": "\ud800"}, {"remark": "one field more"},
]  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault!r:.30}")
def test_one_faulty_attempt_is_named_and_nothing_of_the_export_is_added(path, fault):
    record = Record(path)
    record.add(attempt())
    before = path.read_bytes()
    theirs = [said(response=1), said(response=2), said(**fault), said(response=4)]
    with pytest.raises(FruskitError, match=r"the export, attempt 3: .*Export it anew.*as it was\."):
        record.merge(exported(*theirs))
    assert path.read_bytes() == before


@pytest.mark.parametrize("entry", [None, [], "x", {}, {k: v for k, v in said().items() if k != "at"}])
def test_an_entry_that_is_no_attempt_is_named(path, entry):
    with pytest.raises(FruskitError, match="the export, attempt 2: .*fields exercise, version"):
        Record(path).merge(exported(said(), entry))
    assert Record(path).attempts() == []


FILES = {
    "missing": (None, "cannot be read"),
    "empty": (b"", "not JSON"),
    "prose": (b"Kurils", "not JSON"),
    "half": (json.dumps(exported(said())).encode()[:-20], "not JSON"),
    "latin-1": (json.dumps(exported(said(response="é")), ensure_ascii=False).encode("latin-1"), "not JSON in UTF-8"),
    "utf-16": (json.dumps(exported(said())).encode("utf-16"), "not JSON in UTF-8"),
    "deep": (b"[" * 200_000, "not JSON"),
    "deep response": (json.dumps(exported(said(response=NESTED))).encode(), "attempt 1: .*too deeply"),
    "long number": (b"9" * 5000, "not JSON"),
    "list": (b"[]", "not an exported record"),
    "another format": (b'{"format": "notebook", "version": 1, "attempts": []}', "not an exported record"),
    "no version": (b'{"format": "fruskit-record", "attempts": []}', "version"),
    "true version": (b'{"format": "fruskit-record", "version": true, "attempts": []}', "version"),
    "newer": (b'{"format": "fruskit-record", "version": 2, "attempts": []}', "newer fruskit.*Update the kit"),
    "no list": (b'{"format": "fruskit-record", "version": 1, "attempts": {}}', "list of attempts"),
    "faulty": (json.dumps(exported(said(), said(score=2))).encode(), "attempt 2: .*score.*from 0 to 1"),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_merged_is_named_and_the_record_is_as_it_was(path, tmp_path, name):
    content, what = FILES[name]
    file = tmp_path / "export.json"
    if content is not None:
        file.write_bytes(content)
    Record(path).add(attempt())
    before = path.read_bytes()
    with pytest.raises(FruskitError, match=f"export.json.*{what}.*as it was") as told:
        Record(path).merge(str(file))
    assert str(told.value).startswith(str(file)) and path.read_bytes() == before


@settings(max_examples=200, deadline=None)
@given(field=st.sampled_from(sorted(said())), value=JSON)
def test_whatever_an_export_says_is_either_added_or_told_and_can_always_be_read(
    tmp_path_factory, field, value
):
    record = Record(tmp_path_factory.mktemp("hostile") / "r.sqlite")
    try:
        assert record.merge(exported(said(**{field: value}))) == 1
    except FruskitError as problem:
        assert "attempt 1" in str(problem) and record.attempts() == []
    assert record.merge(record.export()) == 0


def test_an_attempt_that_could_not_be_merged_again_is_not_kept_in_the_first_place(path):
    for faulty in (attempt([NESTED]), attempt([{1}]), attempt(["x" * 50_000_001]), attempt(score=1.5), attempt(at="t")):  # fmt: skip
        with pytest.raises(FruskitError, match="record.sqlite: the attempt cannot be kept: its"):
            Record(path).add(faulty)
    assert Record(path).attempts() == []


def test_an_export_that_an_editor_saved_with_a_signature_can_be_merged(path, tmp_path):
    (tmp_path / "e.json").write_text(json.dumps(exported(said())), encoding="utf-8-sig")
    assert Record(path).merge(tmp_path / "e.json") == 1


def test_an_export_is_written_in_ascii_and_replaces_the_one_before(path, tmp_path):
    record, file = Record(path), tmp_path / "export.json"
    file.write_text("before")
    record.add(attempt(["Порт-Артур \ud800"]))
    assert record.export(str(file)) == json.loads(file.read_bytes())
    assert file.read_bytes().isascii()
    assert set(tmp_path.iterdir()) == {path, file}


def test_an_export_never_takes_the_place_of_the_record(path, tmp_path):
    Record(path).add(attempt())
    names = [path, tmp_path / "." / path.name]
    if os.name != "nt":
        (tmp_path / "link").symlink_to(path)
        names.append(tmp_path / "link")
    for name in names:
        with pytest.raises(FruskitError, match="it is the record itself. Name another file"):
            Record(path).export(name)
    assert Record(path).attempts() == [attempt()]


@pytest.mark.parametrize("name", ["missing/export.json", "folder", "\0", "x" * 300])
def test_a_place_where_an_export_cannot_be_written_is_named(path, tmp_path, name):
    (tmp_path / "folder").mkdir()
    with pytest.raises(FruskitError, match="it cannot be written .*Name a file in a folder"):
        Record(path).export(tmp_path / name)
    assert set(tmp_path.iterdir()) == {path, tmp_path / "folder"}


@POSIX
def test_an_export_for_which_there_is_no_room_leaves_the_one_before(path, tmp_path):
    Record(path).add(attempt(["x" * 100_000]))
    (tmp_path / "export.json").write_text("before")
    code = """
import json, resource, signal, sys
from fruskit.errors import FruskitError
from fruskit.record import Record
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    Record(sys.argv[1]).export(sys.argv[2])
except FruskitError as problem:
    print(json.dumps(str(problem)))"""
    assert "that has room" in run(code, path, tmp_path / "export.json")
    assert (tmp_path / "export.json").read_text() == "before"
    assert set(tmp_path.iterdir()) == {path, tmp_path / "export.json"}


def test_a_record_made_before_there_was_an_index_by_time_works_and_gets_it(path):
    Record(path).add(attempt(["old"], at="2026-11-24T11:00:00Z"))
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("DROP INDEX attempt_by_time")
        file.execute("CREATE INDEX attempt_by_exercise ON attempt (exercise, number)")
    assert Record(path).last("02/five-subjects").response == ["old"]
    assert Record(path).merge(exported(said(response=["older"]))) == 1
    assert [a.response for a in Record(path).attempts()] == [["older"], ["old"]]
    with closing(sqlite3.connect(path)) as file:
        assert ("attempt_by_time",) in file.execute("SELECT name FROM sqlite_schema")
