"""The learner's record: every attempt, in one SQLite file that belongs to the learner.

An attempt is on disk when `add` returns. The file is never overwritten: a damaged one is moved
aside, one that is not ours or is from a newer version is left alone. It knows nothing of exercises.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, astuple, dataclass, fields
from datetime import UTC, datetime
import json
import os
from pathlib import Path
import secrets
import sqlite3

from .errors import FruskitError

_OURS = 0x46525553  # application_id: “FRUS”, so that no other program's file is written to
_VERSION = 1
_PATIENCE = 15.0  # seconds to wait for another tab or kernel that is writing
_LARGEST = 50_000_000  # bytes of one response; more is no answer
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_REMEDIES = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room, then press Check again."),
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
CREATE INDEX attempt_by_exercise ON attempt (exercise, number);
CREATE TABLE learner (seed INTEGER NOT NULL);
"""
_checked: set[tuple[str, int]] = set()  # files found sound by this process: path and inode


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer: `response` is any JSON value, `version` the exercise's form, `at` UTC (ISO 8601)."""

    exercise: str
    version: str
    response: object
    score: float
    correct: bool
    hints: int
    at: str


_COLUMNS = ", ".join(field.name for field in fields(Attempt))


class Record:
    """The record at `path`, else where FRUSKIT_RECORD says, else in the platform's data folder.

    Each call opens the file anew, so that threads, forks and other tabs are no matter. Raises
    FruskitError, naming file and remedy, when it cannot be read or written.
    """

    def __init__(self, path: Path | str | None = None) -> None:
        self.path = (
            Path(path or os.environ.get("FRUSKIT_RECORD") or _usual_place()).expanduser().absolute()
        )

    def add(self, attempt: Attempt) -> None:
        """Keeps an attempt; it is on disk when this returns, or FruskitError is raised."""
        response = json.dumps(
            attempt.response
        )  # ASCII: lone surrogates and all come back as they were
        if len(response) > _LARGEST:
            raise FruskitError(str(self.path), "the answer is too long to be kept", "Shorten it.")
        row = (attempt.exercise, attempt.version, response, *astuple(attempt)[3:])
        with self._open() as file, _transaction(file):
            file.execute(f"INSERT INTO attempt ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def attempts(self, exercise: str | None = None) -> list[Attempt]:
        """All attempts, or those at one exercise, oldest first."""
        where, values = ("WHERE exercise = ?", (exercise,)) if exercise is not None else ("", ())
        with self._open() as file:
            rows = file.execute(
                f"SELECT {_COLUMNS} FROM attempt {where} ORDER BY number", values
            ).fetchall()
        return [_attempt(row) for row in rows]

    def last(self, exercise: str) -> Attempt | None:
        """The latest attempt at an exercise, if there is one."""
        with self._open() as file:
            row = file.execute(
                f"SELECT {_COLUMNS} FROM attempt WHERE exercise = ? ORDER BY number DESC LIMIT 1",
                (exercise,),
            ).fetchone()
        return _attempt(row) if row else None

    def seed(self) -> int:
        """A number drawn once for this learner; it fixes the order in which options are shown."""
        with self._open() as file:
            return file.execute("SELECT seed FROM learner").fetchone()[0]

    def export(self) -> dict[str, object]:
        """Everything in the record as plain values, ready for JSON."""
        return {
            "format": "fruskit-record", "version": _VERSION, "seed": self.seed(),
            "attempts": [asdict(attempt) for attempt in self.attempts()],
        }  # fmt: skip

    def erase(self) -> int:
        """Removes all attempts, from the file's free pages too, and tells how many there were.

        The seed stays: it says nothing about the learner, and options keep their order.
        """
        with self._open() as file:
            with _transaction(file):
                count = file.execute("DELETE FROM attempt").rowcount
            file.execute("VACUUM")
        return count

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection to a sound file of ours; SQLite's errors become FruskitErrors."""
        inode = 0
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(
                sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
            ) as file:
                inode = _inode(self.path)
                # FULL: the journal is synced before and the file after each commit, so that
                # neither a killed kernel nor a power cut takes back what was confirmed.
                file.execute("PRAGMA synchronous = FULL")
                file.execute("PRAGMA secure_delete = ON")
                self._prepare(file, inode)
                yield file
        except sqlite3.DatabaseError as problem:
            raise self._told(problem, inode) from problem
        except OSError as problem:
            raise FruskitError(
                str(self.path), f"it cannot be used ({problem.strerror or problem})",
                "Name a file in a folder of yours in FRUSKIT_RECORD.",
            ) from problem  # fmt: skip

    def _prepare(self, file: sqlite3.Connection, inode: int) -> None:
        """Makes a new file ours; refuses another program's, a newer version's and a damaged one."""
        if not _pragma(file, "user_version") and not _tables(file):
            with _transaction(file):
                if not _tables(file):  # another process may have been faster
                    for statement in _TABLES.split(";"):
                        file.execute(statement)
                    file.execute("INSERT INTO learner VALUES (?)", (secrets.randbits(31),))
                    file.execute(f"PRAGMA application_id = {_OURS}")
                    file.execute(f"PRAGMA user_version = {_VERSION}")
        if _pragma(file, "application_id") != _OURS:
            raise FruskitError(
                str(self.path), "it is another program’s database, not a record of yours",
                "Name another place in FRUSKIT_RECORD.",
            )  # fmt: skip
        if (version := _pragma(file, "user_version")) > _VERSION:
            raise FruskitError(
                str(self.path), f"it was written by a newer fruskit (record version {version})",
                "Update the kit, or name another place in FRUSKIT_RECORD. The record is untouched.",
            )  # fmt: skip
        if (str(self.path), inode) not in _checked:
            if _pragma(file, "quick_check") != "ok" or _tables(file) < {"attempt", "learner"}:
                raise _Damaged
            _checked.add((str(self.path), inode))

    def _told(self, problem: sqlite3.DatabaseError, inode: int) -> FruskitError:
        # The low byte is the error, the rest its circumstances (https://sqlite.org/rescode.html).
        code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if isinstance(problem, _Damaged) or code in _DAMAGE:
            return self._set_aside(inode)
        what, remedy = _REMEDIES.get(
            code,
            (
                f"it cannot be used ({problem})",
                "Try again, or name another place in FRUSKIT_RECORD.",
            ),
        )
        return FruskitError(str(self.path), what, remedy)

    def _set_aside(self, inode: int) -> FruskitError:
        """Moves the damaged file, and its journal, to a name of its own; nothing is deleted."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        aside = self.path.with_name(f"{self.path.name}.damaged-{stamp}-{secrets.token_hex(2)}")
        try:
            if _inode(self.path) != inode:  # another process has set it aside already
                return FruskitError(
                    str(self.path), "it was damaged and has been set aside", "Try again."
                )
            for end in ("", "-journal", "-wal"):
                if (part := self.path.with_name(self.path.name + end)).exists():
                    part.rename(aside.with_name(aside.name + end))
        except OSError as problem:
            return FruskitError(
                str(self.path), f"it is damaged and cannot be set aside ({problem.strerror})",
                "Move it away yourself, or name another place in FRUSKIT_RECORD.",
            )  # fmt: skip
        return FruskitError(
            str(self.path), f"it was damaged and is now kept as {aside.name}",
            "Try again: a new record is begun.",
        )  # fmt: skip


class _Damaged(sqlite3.DatabaseError):
    """A file that SQLite opens but that does not hold together."""


@contextmanager
def _transaction(file: sqlite3.Connection) -> Iterator[None]:
    file.execute("BEGIN IMMEDIATE")  # wait for other writers now, not half-way
    try:
        yield
    except BaseException:
        if file.in_transaction:
            file.execute("ROLLBACK")
        raise
    file.execute("COMMIT")


def _pragma(file: sqlite3.Connection, name: str) -> object:
    return file.execute(f"PRAGMA {name}").fetchone()[0]


def _tables(file: sqlite3.Connection) -> set[str]:
    return {name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def _attempt(row: tuple[object, ...]) -> Attempt:
    exercise, version, response, score, correct, hints, at = row
    return Attempt(exercise, version, json.loads(response), score, bool(correct), hints, at)


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


def _usual_place() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("fruskit", appauthor=False)) / "record.sqlite"
