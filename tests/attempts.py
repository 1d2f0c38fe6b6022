"""For the tests of the record: attempts and exports, processes of their own, and what a file holds."""

from contextlib import closing, contextmanager
import json
import os
import sqlite3
import time

from fruskit.record import Attempt
from hypothesis import strategies as st
import pytest
import terminal

# With lone surrogates; a pair of them is one character in JSON as in a browser, so here too.
TEXT = st.text(st.characters(exclude_categories=())).map(
    lambda text: text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**60), 2**60)
    | TEXT
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
AT = "2026-11-24T10:00:00.000+00:00"
POSIX = pytest.mark.skipif(os.name == "nt", reason="fork, SIGKILL and resource limits are POSIX")
OLD = """
CREATE TABLE attempt (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    exercise TEXT NOT NULL, version TEXT NOT NULL, response TEXT NOT NULL, score REAL NOT NULL,
    correct INTEGER NOT NULL, hints INTEGER NOT NULL, at TEXT NOT NULL
);
CREATE TABLE learner (seed INTEGER NOT NULL);
INSERT INTO learner VALUES (20261124);
PRAGMA application_id = 1179800915;
PRAGMA user_version = 1;
"""  # as fruskit 0.2.0 wrote it
NESTED = json.loads("[" * 900 + "]" * 900)


def attempt(response=("a",), exercise="02/five-subjects", score=0.5, at=AT):
    return Attempt(exercise, "v1", list(response), score, score == 1.0, 0, at)


def said(**fields):
    """One attempt as an export says it, with some of its fields otherwise."""
    return {
        "exercise": "02/five-subjects",
        "version": "v1",
        "response": ["a"],
        "score": 0.5,
        "correct": False,
        "hints": 0,
        "at": AT,
        **fields,
    }


def exported(*attempts, **fields):
    return {
        "format": "fruskit-record",
        "version": 1,
        "seed": 7,
        "attempts": list(attempts),
        **fields,
    }


def entry(**fields):
    """One attempt as an export of version 2 says it, with some of its fields otherwise."""
    return said(shown=False, id="0123456789abcdef") | fields


def event(**fields):
    """One event as an export says it, with some of its fields otherwise."""
    return {
        "what": "shown",
        "exercise": "02/five-subjects",
        "version": "v1",
        "at": AT,
        "id": "fedcba9876543210",
    } | fields


def note(**fields):
    """One note as an export says it, with some of its fields otherwise."""
    return {
        "block": "editors-note-1",
        "start": 3,
        "end": 9,
        "quote": "Dairen",
        "words": "Whose?",
        "at": AT,
        "id": "00112233aabbccdd",
    } | fields


def exported_anew(*attempts, **fields):
    """An export of version 2."""
    lists = {"attempts": list(attempts), "events": [], "notes": [], "drafts": []}
    return {"format": "fruskit-record", "version": 2, "seed": 7, "name": "", **lists, **fields}


def old_record(path, *attempts, drafts=None):
    """A file as a fruskit with version 1 of the record left it; drafts: None is before there were any."""
    with closing(sqlite3.connect(path)) as file, file:
        file.executescript(OLD)
        file.executemany(
            "INSERT INTO attempt (exercise, version, response, score, correct, hints, at)"
            " VALUES (:exercise, :version, :response, :score, :correct, :hints, :at)",
            [one | {"response": json.dumps(one["response"])} for one in attempts],
        )
        if drafts is not None:
            file.execute("CREATE TABLE draft (exercise TEXT PRIMARY KEY, response TEXT NOT NULL)")
            kept = [(exercise, json.dumps(response)) for exercise, response in drafts.items()]
            file.executemany("INSERT INTO draft VALUES (?, ?)", kept)


def run(code, *arguments):
    """What a process of its own prints; it must not fail."""
    done = terminal.python("-c", code, *arguments)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def clock(zone, monkeypatch):
    """The clock of another place; Windows keeps its own."""
    set_clock = getattr(time, "tzset", lambda: None)
    with monkeypatch.context() as there:
        there.setenv("TZ", zone)
        set_clock()
        try:
            yield
        finally:
            there.undo()
            set_clock()


def is_sound(path):
    with closing(sqlite3.connect(path)) as file:
        return file.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def beside(path):
    return sorted(
        other for other in path.parent.iterdir() if other.name.startswith(path.name + ".damaged")
    )
