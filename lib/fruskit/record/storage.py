"""The SQLite file of a record: opened for each use, made ours when new, never overwritten.

A damaged file is moved aside; another program's, or a newer version's, is left alone. SQLite's errors
become FruskitErrors that name file and remedy.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime, UTC
from pathlib import Path
import secrets
import sqlite3

from ..errors import FruskitError

_OURS = 0x46525553  # application_id: “FRUS”, so that no other program's file is written to
_VERSION = 1
_PATIENCE = 15.0  # seconds to wait for another tab or kernel that is writing
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REMEDIES = {
    sqlite3.SQLITE_FULL: (
        "the disk is full",
        "Make room, then press Check again, or run the cell again.",
    ),
    sqlite3.SQLITE_IOERR: (
        "the disk does not take or give it (disk I/O error)",
        "Make room and try again, or name another place in FRUSKIT_RECORD.",
    ),
    sqlite3.SQLITE_READONLY: (
        "it cannot be written to",
        "Make it writable, or name another place in FRUSKIT_RECORD.",
    ),
    sqlite3.SQLITE_PERM: (
        "it may not be opened",
        "Make it readable, or name another place in FRUSKIT_RECORD.",
    ),
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened",
        "Make file and folder writable, or name another place in FRUSKIT_RECORD.",
    ),
    sqlite3.SQLITE_BUSY: ("another program is writing to it", "Try again in a moment."),
    sqlite3.SQLITE_LOCKED: ("another program is writing to it", "Try again in a moment."),
}
_TABLES = """
CREATE TABLE attempt (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    exercise TEXT NOT NULL, version TEXT NOT NULL, response TEXT NOT NULL, score REAL NOT NULL,
    correct INTEGER NOT NULL, hints INTEGER NOT NULL, at TEXT NOT NULL
);
CREATE TABLE learner (seed INTEGER NOT NULL);
"""
_INDEX = "CREATE INDEX IF NOT EXISTS attempt_by_time ON attempt (exercise, at, number)"
_DRAFTS = "CREATE TABLE IF NOT EXISTS draft (exercise TEXT PRIMARY KEY, response TEXT NOT NULL)"
_checked: set[tuple[str, int]] = set()  # files found sound by this process: path and inode


@contextmanager
def opened(path: Path) -> Iterator[sqlite3.Connection]:
    """A connection to a sound file of ours; SQLite's errors become FruskitErrors."""
    inode = 0
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)) as file:
            inode = _inode(path)
            # FULL: the journal is synced before and the file after each commit, so that
            # neither a killed kernel nor a power cut takes back what was confirmed.
            file.execute("PRAGMA synchronous = FULL")
            file.execute("PRAGMA secure_delete = ON")
            _prepare(path, file, inode)
            yield file
    except sqlite3.DatabaseError as problem:
        raise _told(path, problem, inode) from problem
    except OSError as problem:
        raise FruskitError(
            str(path),
            f"it cannot be used ({problem.strerror or problem})",
            "Name a file in a folder of yours in FRUSKIT_RECORD.",
        ) from problem


@contextmanager
def transaction(file: sqlite3.Connection) -> Iterator[None]:
    """All that is done within it, or nothing."""
    file.execute("BEGIN IMMEDIATE")  # wait for other writers now, not half-way
    try:
        yield
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def complete(file: sqlite3.Connection) -> None:
    """Brings what a file from an earlier day may lack."""
    file.execute(_INDEX)
    file.execute(_DRAFTS)


def tables(file: sqlite3.Connection) -> set[str]:
    return {name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def _prepare(path: Path, file: sqlite3.Connection, inode: int) -> None:
    """Makes a new file ours; refuses another program's, a newer version's and a damaged one."""
    if not _pragma(file, "user_version") and not tables(file):
        with transaction(file):
            if not tables(file):  # another process may have been faster
                for statement in (*_TABLES.split(";"), _INDEX):
                    file.execute(statement)
                file.execute("INSERT INTO learner VALUES (?)", (secrets.randbits(31),))
                file.execute(f"PRAGMA application_id = {_OURS}")
                file.execute(f"PRAGMA user_version = {_VERSION}")
    if _pragma(file, "application_id") != _OURS:
        raise FruskitError(
            str(path),
            "it is another program’s database, not a record of yours",
            "Name another place in FRUSKIT_RECORD.",
        )
    if (version := _pragma(file, "user_version")) > _VERSION:
        raise FruskitError(
            str(path),
            f"it was written by a newer fruskit (record version {version})",
            "Update the kit, or name another place in FRUSKIT_RECORD. The record is untouched.",
        )
    if (str(path), inode) not in _checked:
        if _pragma(file, "quick_check") != "ok" or tables(file) < {"attempt", "learner"}:
            raise _Damaged
        _checked.add((str(path), inode))


def _told(path: Path, problem: sqlite3.DatabaseError, inode: int) -> FruskitError:
    # The low byte is the error, the rest its circumstances (https://sqlite.org/rescode.html).
    code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if isinstance(problem, _Damaged) or code in _DAMAGE:
        return _set_aside(path, inode)
    what, remedy = _REMEDIES.get(
        code,
        (
            f"it cannot be used ({problem})",
            "Try again, or name another place in FRUSKIT_RECORD.",
        ),
    )
    return FruskitError(str(path), what, remedy)


def _set_aside(path: Path, inode: int) -> FruskitError:
    """Moves the damaged file, and its journal, to a name of its own; nothing is deleted."""
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}-{secrets.token_hex(2)}")
    try:
        if _inode(path) != inode:  # another process has set it aside already
            return FruskitError(str(path), "it was damaged and has been set aside", "Try again.")
        for end in ("", "-journal", "-wal"):
            if (part := path.with_name(path.name + end)).exists():
                part.rename(aside.with_name(aside.name + end))
    except OSError as problem:
        return FruskitError(
            str(path),
            f"it is damaged and cannot be set aside ({problem.strerror})",
            "Move it away yourself, or name another place in FRUSKIT_RECORD.",
        )
    return FruskitError(
        str(path),
        f"it was damaged and is now kept as {aside.name}",
        "Try again: a new record is begun.",
    )


class _Damaged(sqlite3.DatabaseError):
    """A file that SQLite opens but that does not hold together."""


def _pragma(file: sqlite3.Connection, name: str) -> object:
    return file.execute(f"PRAGMA {name}").fetchone()[0]


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0
