"""For the tests of the record: attempts and exports, processes of their own, and what a file holds."""

from contextlib import closing
import json
import os
import sqlite3
import subprocess
import sys

from fruskit.record import Attempt
from hypothesis import strategies as st
import pytest

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


def beside(path):
    return sorted(
        other for other in path.parent.iterdir() if other.name.startswith(path.name + ".damaged")
    )
