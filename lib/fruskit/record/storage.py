"""The SQLite file of a record: its tables, how an older one is brought forward, what becomes of a damaged one.

A damaged file is moved aside, never overwritten. How a file is opened is the database's matter.
"""

from datetime import datetime, UTC
from pathlib import Path
import secrets
import sqlite3

from ..errors import FruskitError
from ..volumes import database, disk
from ..volumes.database import Database, Unsound
from .entries import columns, Draft, E, Entry, entry_of, names, old_ids, Row, TABLES

_FIRST = """
CREATE TABLE attempt (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    exercise TEXT NOT NULL, version TEXT NOT NULL, response TEXT NOT NULL, score REAL NOT NULL,
    correct INTEGER NOT NULL, hints INTEGER NOT NULL, at TEXT NOT NULL
);
CREATE TABLE learner (seed INTEGER NOT NULL);
"""
_OLD = ("exercise", "version", "response", "score", "correct", "hints", "at")
_SECOND = """
DROP INDEX IF EXISTS attempt_by_exercise;
CREATE INDEX IF NOT EXISTS attempt_by_time ON attempt (exercise, at, number);
CREATE TABLE IF NOT EXISTS draft (exercise TEXT PRIMARY KEY, response TEXT NOT NULL);
ALTER TABLE attempt ADD COLUMN shown INTEGER NOT NULL DEFAULT 0;
ALTER TABLE attempt ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE draft ADD COLUMN kept TEXT NOT NULL DEFAULT '';
UPDATE draft SET kept =
    coalesce((SELECT max(at) FROM attempt WHERE attempt.exercise = draft.exercise), '');
ALTER TABLE learner ADD COLUMN name TEXT NOT NULL DEFAULT '';
CREATE TABLE event (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    what TEXT NOT NULL, exercise TEXT NOT NULL, version TEXT NOT NULL, at TEXT NOT NULL,
    id TEXT NOT NULL UNIQUE
);
CREATE INDEX event_by_time ON event (exercise, at, number);
CREATE TABLE note (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    block TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, quote TEXT NOT NULL,
    words TEXT NOT NULL, at TEXT NOT NULL, id TEXT NOT NULL UNIQUE
);
"""


def _first(file: sqlite3.Connection) -> None:
    database.run(file, _FIRST)
    file.execute("INSERT INTO learner VALUES (?)", (secrets.randbits(31),))


def _second(file: sqlite3.Connection) -> None:
    """Identifiers, events, notes, a name, and the day of a draft: it is later than the attempts at its
    exercise, for it would be gone else."""
    database.run(file, _SECOND)
    rows = file.execute(f"SELECT number, {', '.join(_OLD)} FROM attempt ORDER BY number").fetchall()
    ids = zip(old_ids(row[1:] for row in rows), (row[0] for row in rows))
    file.executemany("UPDATE attempt SET id = ? WHERE number = ?", ids)
    file.execute("CREATE UNIQUE INDEX attempt_by_id ON attempt (id)")


def _check(file: sqlite3.Connection, version: int) -> None:
    """Whether a file of that version has what it must have, and its pages hold together."""
    wanted = {"attempt": set(_OLD), "learner": {"seed"}}
    if version > 1:
        wanted = {TABLES[of]: set(names(of)) for of in TABLES} | {"learner": {"seed", "name"}}
    if (
        file.execute("PRAGMA quick_check").fetchone()[0] != "ok"
        or not all(columns <= database.columns(file, table) for table, columns in wanted.items())
        or not file.execute("SELECT count(*) FROM learner").fetchone()[0]
    ):
        raise Unsound


def _set_aside(path: Path, inode: int) -> FruskitError:
    """Moves the damaged file, and its journal, to a name of its own; nothing is deleted."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}-{secrets.token_hex(2)}")
    try:
        if disk.inode_of(path) != inode:  # another process has set it aside already
            return FruskitError(str(path), "it was damaged and has been set aside", "Try again.")
        for end in ("", "-journal", "-wal"):
            if (part := path.with_name(path.name + end)).exists():
                part.rename(aside.with_name(aside.name + end))
    except OSError as problem:
        what = f"it is damaged and cannot be set aside ({problem.strerror})"
        remedy = "Move it away yourself, or name another place in FRUSKIT_RECORD."
        return FruskitError(str(path), what, remedy)
    disk.narrow(aside)
    what = f"it was damaged and is now kept as {aside.name}"
    return FruskitError(str(path), what, "Try again: a new record is begun.")


RECORD = Database(
    name="record",
    mark=0x46525553,  # “FRUS”
    steps=(_first, _second),
    check=_check,
    damaged=_set_aside,
    foreign="it is another program’s database, not a record of yours",
    again="press Check again, or run the cell again",
    elsewhere="name another place in FRUSKIT_RECORD",
    local="If it is on a network drive, set FRUSKIT_RECORD to a file in a local folder.",
    private=True,
)


def kept_beside(path: Path) -> list[Path]:
    """What was kept of this record beside it: copies of older versions, and damaged files."""
    starts = tuple(f"{path.name}.{why}-" for why in ("version", "damaged"))
    return sorted(other for other in path.parent.iterdir() if other.name.startswith(starts))


def insert(of: type[Entry], otherwise: str = "(id) DO NOTHING") -> str:
    """The statement that adds an entry; one whose identifier is there already is not added again."""
    marks = ", ".join("?" * len(names(of)))
    return f"INSERT INTO {TABLES[of]} ({columns(of)}) VALUES ({marks}) ON CONFLICT {otherwise}"


def entries(file: sqlite3.Connection, of: type[E], exercise: str | None = None) -> list[E]:
    """All entries of a sort, or those of one exercise, in the order of their times."""
    where, values = ("", ()) if exercise is None else ("WHERE exercise = ?", (exercise,))
    order = "exercise" if of is Draft else "at, number"
    rows = file.execute(f"SELECT {columns(of)} FROM {TABLES[of]} {where} ORDER BY {order}", values)
    return [entry_of(of, row) for row in rows]


def there(of: type[Entry], row: Row) -> tuple[str, Row]:
    """The statement, and its values, that finds the row with the identifier of this one."""
    return f"SELECT {columns(of)} FROM {TABLES[of]} WHERE id = ?", row[-1:]
