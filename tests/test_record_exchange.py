"""What is exported can be merged, all of it or nothing; what is no export is named, and changes nothing."""

import json
import os

from attempts import AT, attempt, exported, JSON, NESTED, POSIX, run, said
from fruskit.errors import FruskitError
from fruskit.record import Attempt, Record
from hypothesis import given, settings
from hypothesis import strategies as st
import pytest


def test_an_export_merged_into_an_empty_record_is_the_same_record(path, tmp_path):
    record, other = Record(path), Record(tmp_path / "other.sqlite")
    for n in range(5):
        record.add(attempt([n, "é"], f"0{n}/x", n / 4))
    seed = other.seed()
    assert other.merge(record.export()) == 5
    assert other.attempts() == record.attempts()
    assert other.seed() == seed != record.seed()


AWKWARD = [
    "\ud800",
    "\udc00\ud800",
    "שלום \u202e",
    "😀👩‍👩‍👧",
    "x" * 1_000_000,
    "\0",
    "</script>",
    {"\udfff": 1.5},
]


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


FAULTS = [
    {"exercise": 3},
    {"exercise": "\ud800"},
    {"version": None},
    {"response": {1, 2}},
    {"response": NESTED},
    {"response": "x" * 50_000_001},
    {"score": True},
    {"score": 1.01},
    {"score": -0.1},
    {"score": "1"},
    {"score": float("nan")},
    {"score": float("inf")},
    {"score": 10**400},
    {"correct": 1},
    {"hints": -1},
    {"hints": 1.0},
    {"hints": True},
    {"hints": 2**63},
    {"at": 5},
    {"at": "yesterday"},
    {"at": "2026-11-24T10:00:00"},
    {"at": "0001-01-01T00:00:00+14:00"},
    {"at": "\ud800"},
    {"remark": "one field more"},
]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault!r:.30}")
def test_one_faulty_attempt_is_named_and_nothing_of_the_export_is_added(path, fault):
    record = Record(path)
    record.add(attempt())
    before = path.read_bytes()
    theirs = [said(response=1), said(response=2), said(**fault), said(response=4)]
    with pytest.raises(FruskitError, match=r"the export, attempt 3: .*Export it anew.*as it was\."):
        record.merge(exported(*theirs))
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "entry", [None, [], "x", {}, {k: v for k, v in said().items() if k != "at"}]
)
def test_an_entry_that_is_no_attempt_is_named(path, entry):
    with pytest.raises(FruskitError, match="the export, attempt 2: .*fields exercise, version"):
        Record(path).merge(exported(said(), entry))
    assert Record(path).attempts() == []


FILES = {
    "missing": (None, "cannot be read"),
    "empty": (b"", "not JSON"),
    "prose": (b"Kurils", "not JSON"),
    "half": (json.dumps(exported(said())).encode()[:-20], "not JSON"),
    "latin-1": (
        json.dumps(exported(said(response="é")), ensure_ascii=False).encode("latin-1"),
        "not JSON in UTF-8",
    ),
    "utf-16": (json.dumps(exported(said())).encode("utf-16"), "not JSON in UTF-8"),
    "deep": (b"[" * 200_000, "not JSON"),
    "deep response": (
        json.dumps(exported(said(response=NESTED))).encode(),
        "attempt 1: .*too deeply",
    ),
    "long number": (b"9" * 5000, "not JSON"),
    "list": (b"[]", "not an exported record"),
    "another format": (
        b'{"format": "notebook", "version": 1, "attempts": []}',
        "not an exported record",
    ),
    "no version": (b'{"format": "fruskit-record", "attempts": []}', "version"),
    "true version": (b'{"format": "fruskit-record", "version": true, "attempts": []}', "version"),
    "newer": (
        b'{"format": "fruskit-record", "version": 2, "attempts": []}',
        "newer fruskit.*Update the kit",
    ),
    "no list": (b'{"format": "fruskit-record", "version": 1, "attempts": {}}', "list of attempts"),
    "faulty": (
        json.dumps(exported(said(), said(score=2))).encode(),
        "attempt 2: .*score.*from 0 to 1",
    ),
}


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
