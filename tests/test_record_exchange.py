"""What is exported can be merged, all of it or nothing; what is no export is named, and changes nothing."""

from contextlib import closing
from dataclasses import replace
import json
import os
import sqlite3
import threading

from attempts import (
    AT,
    attempt,
    clock,
    entry,
    event,
    exported,
    exported_anew,
    JSON,
    NESTED,
    note,
    POSIX,
    run,
    said,
)
from fruskit.errors import FruskitError
from fruskit.record import Attempt, Event, OwnNote, Record
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
    "x" * 100_000,
    "\0",
    "</script>",
    {"\udfff": 1.5},
]


@settings(max_examples=25, deadline=None)
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


FAULTY_ENTRIES = {
    "an attempt without identifier": exported_anew(said()),
    "an identifier that is none": exported_anew(entry(id="' OR 1")),
    "an identifier that is a number": exported_anew(entry(id=7)),
    "shown, but not whether": exported_anew(entry(shown=1)),
    "an event unheard of": exported_anew(events=[event(what="cheated")]),
    "an event at no time": exported_anew(events=[event(at="")]),
    "a note that ends before it starts": exported_anew(notes=[note(start=9, end=3)]),
    "a note of a book": exported_anew(notes=[note(words="x" * 1_000_001)]),
    "a draft of no time": exported_anew(
        drafts=[{"exercise": "x", "response": 1, "kept": "yesterday"}]
    ),
    "a draft without a day": exported_anew(drafts=[{"exercise": "x", "response": 1}]),
}


@pytest.mark.parametrize("name", FAULTY_ENTRIES)
def test_one_faulty_entry_of_any_sort_is_named_and_nothing_is_added(path, name):
    record = Record(path)
    record.add(attempt())
    before = path.read_bytes()
    sound = exported_anew(entry(id="a" * 32), events=[event(id="b" * 32)], notes=[note()])
    faulty = FAULTY_ENTRIES[name]
    for listed in ("attempts", "events", "notes"):
        faulty = faulty | {listed: [*sound[listed], *faulty[listed]]}
    with pytest.raises(FruskitError, match=r"the export, \w+ [12]: .*Export it anew"):
        record.merge(faulty)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "other", [None, [], "x", {}, {k: v for k, v in said().items() if k != "at"}]
)
def test_an_entry_that_is_no_attempt_is_named(path, other):
    with pytest.raises(FruskitError, match="the export, attempt 2: .*fields exercise, version"):
        Record(path).merge(exported(said(), other))
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
        b'{"format": "fruskit-record", "version": 3, "attempts": []}',
        "newer fruskit.*Update the kit",
    ),
    "a list too few": (json.dumps(exported_anew(events=None)).encode(), "list of events"),
    "old drafts": (json.dumps(exported(drafts=[])).encode(), "drafts are not an object"),
    "a name of two lines": (json.dumps(exported_anew(name="a\nb")).encode(), "name.*line of text"),
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


@settings(max_examples=60, deadline=None)
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


# --- what is not an attempt


def filled(path):
    """A record with something of every sort in it."""
    record = Record(path)
    record.add(attempt(["a"]))
    record.see(Event("opened", "02/five-subjects", "v1", AT))
    record.note(OwnNote("editors-note-1", 3, 9, "Dairen", "Whose?", AT))
    record.keep_draft("06/essay", "First words")
    record.name = "Lin Wei"
    return record


def told(record):
    """All that a record holds, but for its seed."""
    return {name: said for name, said in record.export().items() if name != "seed"}


def test_everything_in_a_record_goes_to_another_machine_and_nothing_is_doubled(path, tmp_path):
    record, other = filled(path), Record(tmp_path / "other.sqlite")
    record.export(tmp_path / "e.json")
    for _ in range(2):
        other.merge(tmp_path / "e.json")
        assert told(other) == told(record)
    record.merge(other.export())
    assert told(record) == told(other)


def test_a_name_that_is_given_stays_and_one_that_is_not_is_taken(path):
    record = Record(path)
    record.merge(exported_anew(name="Lin Wei"))
    record.merge(exported_anew(name="Lin"))
    assert record.name == "Lin Wei"


DRAFTS = {  # what is here, what was handed in here, what comes; which is kept
    "one that is not there is taken": (None, None, "10:00", "theirs"),
    "the newer one is taken": ("09:00", None, "10:00", "theirs"),
    "the one that is here stays where it is the newer": ("11:00", None, "10:00", "mine"),
    "the one that is here stays where the other has no day": ("11:00", None, "", "mine"),
    "one without a day is better than none": (None, None, "", "theirs"),
    "one that was handed in since is not taken": (None, "10:30", "10:00", None),
    "one that was begun again after handing in is taken": (None, "09:30", "10:00", "theirs"),
}


@pytest.mark.parametrize("name", DRAFTS)
def test_of_two_drafts_the_newer_is_kept(path, monkeypatch, name):
    mine, handed_in, theirs, kept = DRAFTS[name]
    record = Record(path)

    def at(hour):
        return hour and f"2026-11-24T{hour}:00.000+00:00"

    if handed_in:
        record.add(attempt(["handed in"], "06/essay", at=at(handed_in)))
    if mine:
        monkeypatch.setattr("fruskit.record.now", lambda: at(mine))
        record.keep_draft("06/essay", "mine")
    draft = {"exercise": "06/essay", "response": "theirs", "kept": at(theirs)}
    record.merge(exported_anew(drafts=[draft]))
    assert record.draft("06/essay") == kept


def test_a_draft_of_an_old_export_is_later_than_the_attempts_beside_it(path):
    before, after = said(exercise="06/essay"), said(exercise="06/essay", response=["again"])
    late = after | {"at": "2026-11-24T12:00:00Z"}
    Record(path).merge(exported(late, before, drafts={"06/essay": "a third time"}))
    assert Record(path).drafts() == {"06/essay": "a third time"}


def test_of_two_forms_of_a_note_the_newer_is_kept_on_both_machines(path, tmp_path):
    here, there = Record(path), Record(tmp_path / "there.sqlite")
    here.merge(exported_anew(notes=[note()]))
    there.merge(exported_anew(notes=[note(words="Russia’s?", at="2026-11-25T10:00:00Z")]))
    here.merge(there.export())
    there.merge(exported_anew(notes=[note()]))
    assert [n.words for n in here.notes()] == [n.words for n in there.notes()] == ["Russia’s?"]


def test_an_attempt_that_is_handed_in_while_it_is_exported_is_in_it_whole_or_not_at_all(
    path, monkeypatch
):
    record = Record(path)
    record.keep_draft("06/essay", "words")
    racing, connect = [], sqlite3.connect

    def hand_in(statement):
        if "FROM draft" in statement and not racing:  # attempts are read already, drafts are not
            racing.append(threading.Thread(target=record.add, args=[attempt([1], "06/essay")]))
            racing[0].start()
            racing[0].join(0.3)

    def watched(*arguments, **more):
        file = connect(*arguments, **more)
        file.set_trace_callback(hand_in)
        return file

    monkeypatch.setattr(sqlite3, "connect", watched)
    exported = record.export()
    racing[0].join()
    assert (exported["attempts"], len(exported["drafts"])) == ([], 1)
    assert len(record.attempts()) == 1 and record.drafts() == {}


def test_a_record_that_is_named_for_an_export_is_told_what_it_is(path, tmp_path):
    other = tmp_path / "theirs.sqlite"
    filled(other)
    match = r'theirs.sqlite: this is a record, not an export. .*export\("theirs.json"\)'
    with pytest.raises(FruskitError, match=match):
        Record(path).merge(other)
    with closing(sqlite3.connect(tmp_path / "x.sqlite")) as file:
        file.execute("CREATE TABLE letters (words TEXT)")
    with pytest.raises(FruskitError, match="a database, not an exported record"):
        Record(path).merge(tmp_path / "x.sqlite")


def test_the_home_is_found_for_record_export_and_merge(tmp_path, monkeypatch):
    for home in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(home, str(tmp_path))
    monkeypatch.setenv("FRUSKIT_RECORD", "~/mine.sqlite")
    Record().add(attempt())
    Record().export("~/e.json")
    assert Record().merge("~/e.json") == 0
    assert {p.name for p in tmp_path.iterdir()} == {"mine.sqlite", "e.json"}


@POSIX
def test_a_record_and_what_is_exported_of_it_are_for_their_owner_alone(tmp_path):
    record = Record(tmp_path / "mine" / "record.sqlite")
    (tmp_path / "e.md").touch(0o644)
    record.add(attempt())
    record.export(tmp_path / "e.json")
    record.export(tmp_path / "e.md")
    rights = [tmp_path / "mine", record.path, tmp_path / "e.json", tmp_path / "e.md"]
    assert [f"{path.stat().st_mode & 0o777:o}" for path in rights] == ["700", "600", "600", "600"]


@POSIX
def test_rights_that_were_too_wide_are_narrowed_where_file_and_folder_are_ours(
    path, tmp_path, monkeypatch
):
    before = tmp_path / "before.sqlite"
    Record(before).add(attempt())
    before.chmod(0o644)
    tmp_path.chmod(0o755)
    before.rename(path)  # a file that this process has not seen yet
    Record(path).attempts()
    assert path.stat().st_mode & 0o777 == 0o600
    assert tmp_path.stat().st_mode & 0o777 == 0o755  # a folder of the student's own
    monkeypatch.delenv("FRUSKIT_RECORD")
    monkeypatch.setattr("platformdirs.user_data_dir", lambda *_, **__: str(tmp_path))
    Record().attempts()
    assert tmp_path.stat().st_mode & 0o777 == 0o700


# --- as Markdown


def test_as_markdown_it_is_all_there_by_the_students_own_clock(path, tmp_path, monkeypatch):
    record = filled(path)
    record.see(Event("hint", "02/five-subjects", "v1", AT))
    record.see(Event("shown", "02/five-subjects", "v1", AT))
    late = replace(attempt(["b"], score=0.997, at="2026-11-25T05:30:00Z"), shown=True, hints=1)
    record.add(late)
    with clock("America/Los_Angeles", monkeypatch):
        record.export(tmp_path / "e.md")
    written = (tmp_path / "e.md").read_text(encoding="utf-8")
    for words in (
        "Lin Wei",
        "November 24, 2026, 02:00: opened",
        "November 24, 2026, 02:00: 50 of 100, version v1 of the exercise",
        "November 24, 2026, 02:00: a hint was shown",
        "November 24, 2026, 02:00: the answer was shown",
        "November 24, 2026, 21:30: 99 of 100, 1 hint, after the answer was shown, version v1",
        "November 24, 2026, 02:00, on editors-note-1, characters 3 to 9:",
        "Dairen",
        "Whose?",
        "06/essay, begun and not handed in",
        "First words",
    ):
        assert words in written, words
