"""The learner's record: every attempt, in one SQLite file that belongs to the learner.

An attempt is on disk when `add` returns. The file is never overwritten: a damaged one is moved
aside, one that is not ours or is from a newer version is left alone. What is exported can be merged
into another record, all of it or nothing. It knows nothing of exercises.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, fields
from datetime import UTC, datetime
import json
import os
from pathlib import Path
import re
import secrets
import sqlite3
from typing import Any

from . import files
from .errors import FruskitError

_OURS = 0x46525553  # application_id: “FRUS”, so that no other program's file is written to
_FORMAT = "fruskit-record"
_VERSION = 1
_PATIENCE = 15.0  # seconds to wait for another tab or kernel that is writing
_LARGEST = 50_000_000  # bytes of one response; more is no answer
_DEEPEST = 100  # lists in lists of one response; json would run out of stack somewhere above
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
_ANEW = "Export it anew and merge that. Your record is as it was."
_checked: set[tuple[str, int]] = set()  # files found sound by this process: path and inode


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer: `response` is any JSON value, `version` the exercise's form, `score` from 0 to 1.

    `at` is the time of it in ISO 8601 with a zone; the record keeps it in UTC, to the millisecond.
    """

    exercise: str
    version: str
    response: object
    score: float
    correct: bool
    hints: int
    at: str


_NAMES = [field.name for field in fields(Attempt)]
_COLUMNS = ", ".join(_NAMES)
_INSERT = f"INSERT INTO attempt ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)"
_Row = tuple[object, ...]  # in the order of the columns


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
        try:
            row = _row(_plain(attempt))
        except ValueError as problem:
            raise FruskitError(
                str(self.path), f"the attempt cannot be kept: {problem}",
                "Shorten your answer; if it is short, tell the authors of the exercise.",
            ) from problem  # fmt: skip
        with self._open() as file, _transaction(file):
            _complete(file)
            file.execute(_INSERT, row)
            file.execute("DELETE FROM draft WHERE exercise = ?", (attempt.exercise,))

    def attempts(self, exercise: str | None = None) -> list[Attempt]:
        """All attempts, or those at one exercise, in the order of their times."""
        where, values = ("WHERE exercise = ?", (exercise,)) if exercise is not None else ("", ())
        with self._open() as file:
            rows = file.execute(
                f"SELECT {_COLUMNS} FROM attempt {where} ORDER BY at, number", values
            ).fetchall()
        return [_attempt(row) for row in rows]

    def last(self, exercise: str) -> Attempt | None:
        """The latest attempt at an exercise, if there is one."""
        with self._open() as file:
            row = file.execute(
                f"SELECT {_COLUMNS} FROM attempt WHERE exercise = ?"
                " ORDER BY at DESC, number DESC LIMIT 1",
                (exercise,),
            ).fetchone()
        return _attempt(row) if row else None

    def keep_draft(self, exercise: str, response: object) -> None:
        """Keeps an answer that is not handed in yet, in the place of an earlier one; None drops it.

        `add` drops it too. Raises FruskitError when it cannot be kept.
        """
        try:
            kept = None if response is None else _json(response)
        except ValueError as problem:
            raise FruskitError(
                str(self.path), f"the draft cannot be kept: {problem}", "Shorten it."
            ) from problem
        with self._open() as file, _transaction(file):
            _complete(file)
            if kept is None:
                file.execute("DELETE FROM draft WHERE exercise = ?", (exercise,))
            else:
                file.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (exercise, kept))

    def draft(self, exercise: str) -> object:
        """The answer that was begun and not handed in, or None."""
        return self.drafts().get(exercise)

    def drafts(self) -> dict[str, object]:
        """All answers that were begun and not handed in, by exercise."""
        with self._open() as file:
            if "draft" not in _tables(file):
                return {}
            rows = file.execute("SELECT exercise, response FROM draft ORDER BY exercise").fetchall()
        return {exercise: json.loads(response) for exercise, response in rows}

    def seed(self) -> int:
        """A number drawn once for this learner; it fixes the order in which options are shown."""
        with self._open() as file:
            return file.execute("SELECT seed FROM learner").fetchone()[0]

    def export(self, path: Path | str | None = None) -> dict[str, object]:
        """Everything in the record as plain values, ready for JSON; with a path, written there too.

        The file is UTF-8, Markdown to be read where its name ends in .md, else JSON that can be
        merged again; it replaces one of that name, whole or not at all. Raises
        FruskitError when it cannot be written or is the record itself.
        """
        exported: dict[str, object] = {
            "format": _FORMAT, "version": _VERSION, "seed": self.seed(),
            "attempts": [_plain(attempt) for attempt in self.attempts()],
            "drafts": self.drafts(),
        }  # fmt: skip
        if path is not None:
            self._write(Path(path).expanduser().absolute(), exported)
        return exported

    def _write(self, path: Path, exported: dict[str, object]) -> None:
        try:
            if path.exists() and path.samefile(self.path):
                raise FruskitError(str(path), "it is the record itself", "Name another file.")
            as_markdown = path.suffix.lower() == ".md"
            files.replace(path, _markdown(exported) if as_markdown else json.dumps(exported, indent=1) + "\n")
        except (OSError, ValueError) as problem:  # ValueError: no name for a file
            raise FruskitError(
                str(path), f"it cannot be written ({getattr(problem, 'strerror', 0) or problem})",
                "Name a file in a folder of yours that has room.",
            ) from problem  # fmt: skip

    def merge(self, exported: Mapping[str, object] | Path | str) -> int:
        """Adds what `export` gave, or the file it wrote, and tells how many attempts were new.

        An attempt that is here already, alike in all fields, is not added again. The seed stays
        this record's. Raises FruskitError, naming file and attempt, before anything is written if
        anything in it is faulty; all attempts are on disk when this returns, or none.
        """
        if isinstance(exported, str | os.PathLike):
            where = str(Path(exported).expanduser().absolute())
            exported = _read(where)
        else:
            where = "the export"
        rows = _rows(where, exported)
        with self._open() as file, _transaction(file):
            _complete(file)
            new = _missing(rows, file.execute(f"SELECT {_COLUMNS} FROM attempt"))
            file.executemany(_INSERT, new)
        return len(new)

    def erase(self) -> int:
        """Removes all attempts and drafts, from the file's free pages too, and tells how many there were.

        The seed stays: it says nothing about the learner, and options keep their order.
        """
        with self._open() as file:
            with _transaction(file):
                _complete(file)
                file.execute("DELETE FROM draft")
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
                    for statement in (*_TABLES.split(";"), _INDEX):
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


def _complete(file: sqlite3.Connection) -> None:
    """Brings what a file from an earlier day may lack."""
    file.execute(_INDEX)
    file.execute(_DRAFTS)


def _pragma(file: sqlite3.Connection, name: str) -> object:
    return file.execute(f"PRAGMA {name}").fetchone()[0]


def _tables(file: sqlite3.Connection) -> set[str]:
    return {name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def _attempt(row: _Row) -> Attempt:
    exercise, version, response, score, correct, hints, at = row
    return Attempt(exercise, version, json.loads(response), score, bool(correct), hints, at)


def _plain(attempt: Attempt) -> dict[str, object]:
    return {name: getattr(attempt, name) for name in _NAMES}


def _rows(where: str, exported: object) -> list[_Row]:
    """The rows of an export; FruskitError when it is none, is newer, or an attempt is faulty."""
    if not isinstance(exported, Mapping) or exported.get("format") != _FORMAT:
        raise FruskitError(where, "it is not an exported record", _ANEW)
    version, attempts = exported.get("version"), exported.get("attempts")
    if type(version) is not int or version < 1 or not isinstance(attempts, list):
        raise FruskitError(where, "its version or its list of attempts is missing", _ANEW)
    if version > _VERSION:
        raise FruskitError(
            where, f"it was written by a newer fruskit (record version {version})",
            "Update the kit, then merge it. Your record is as it was.",
        )  # fmt: skip
    rows = []
    for number, said in enumerate(attempts, 1):
        try:
            rows.append(_row(said))
        except ValueError as problem:
            raise FruskitError(f"{where}, attempt {number}", str(problem), _ANEW) from problem
    return rows


def _row(said: object) -> _Row:
    """An attempt's row, from its fields as plain values; ValueError tells which one is wrong."""
    if not isinstance(said, Mapping) or set(said) != set(_NAMES):
        raise ValueError(f"it does not have exactly the fields {_COLUMNS}")
    for name, (right, kind) in _FIELDS.items():
        if not right(said[name]):
            raise ValueError(f"its “{name}” is not {kind}")
    kept = {"response": _json, "score": float, "at": _moment}
    return tuple(kept[name](said[name]) if name in kept else said[name] for name in _NAMES)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


_FIELDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "exercise": (_is_text, "text"),
    "version": (_is_text, "text"),
    "score": (lambda x: isinstance(x, int | float) and type(x) is not bool and 0 <= x <= 1,
              "a number from 0 to 1"),
    "correct": (lambda x: isinstance(x, bool), "true or false"),
    "hints": (lambda x: isinstance(x, int) and type(x) is not bool and 0 <= x < 2**63,
              "a whole number, 0 or more"),
    "at": (_is_text, "text"),
}  # fmt: skip


def _json(response: object) -> str:
    """The response as JSON in ASCII, so that lone surrogates and all come back as they were."""
    if _too_deep(response):
        raise ValueError("its “response” is nested too deeply")
    try:
        text = json.dumps(response)
    except (TypeError, ValueError) as problem:
        raise ValueError(f"its “response” is not JSON ({problem})") from problem
    if len(text) > _LARGEST:
        raise ValueError("its “response” is too long")
    return text


def _too_deep(value: object) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        inside = [outer for outer in level if isinstance(outer, dict | list | tuple)]
        level = [i for o in inside for i in (o.values() if isinstance(o, dict) else o)]
        if not level:
            return False
    return True


def _moment(at: str) -> str:
    """A time in the one form that the record keeps, in which the order of text is that of time."""
    try:
        when = datetime.fromisoformat(at)
        if when.tzinfo is not None:
            return when.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        pass
    raise ValueError("its “at” is not a time with a zone, as 2026-01-01T12:00:00.000+00:00")


def _missing(rows: Iterable[_Row], kept: Iterable[_Row]) -> list[_Row]:
    """The rows that are not among those kept; of rows that are alike, as many as are wanting."""
    left, missing = Counter(kept), []
    for row in rows:
        if left[row] > 0:
            left[row] -= 1
        else:
            missing.append(row)
    return missing


def _markdown(exported: Mapping[str, Any]) -> str:
    """An export to be read: each attempt under its exercise, answers as they were given."""
    lines = ["# My record", "", f"{len(exported['attempts'])} attempts, in the order of their times."]
    by_exercise: dict[str, list[Mapping[str, Any]]] = {}
    for attempt in exported["attempts"]:
        by_exercise.setdefault(attempt["exercise"], []).append(attempt)
    for exercise, attempts in by_exercise.items():
        lines += ["", f"## {_inline(exercise)}"]
        for attempt in attempts:
            hints = f", {attempt['hints']} hints" if attempt["hints"] else ""
            said = f"{attempt['at']}: {100 * attempt['score']:.0f} of 100{hints}"
            lines += ["", said, "", *_fenced(attempt["response"])]
    for exercise, response in exported["drafts"].items():
        lines += ["", f"## {_inline(exercise)}, begun and not handed in", "", *_fenced(response)]
    return "\n".join([*lines, ""])


def _inline(words: str) -> str:
    """Words in which no sign is markup (CommonMark, section 2.4)."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|&~])", r"\\\1", " ".join(words.split()))


def _fenced(response: object) -> list[str]:
    """A response as a block that nothing in it can end (CommonMark, section 4.5)."""
    text = response if isinstance(response, str) else json.dumps(response, ensure_ascii=False, indent=1)
    text = text.encode("utf-8", "replace").decode()
    longest = max(map(len, re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return [fence, *text.splitlines(), fence]


def _read(where: str) -> object:
    """What a JSON file says; FruskitError when there is none or it is not JSON."""
    try:
        return json.loads(Path(where).read_text(encoding="utf-8-sig"))  # Notepad puts a signature
    except OSError as problem:
        raise FruskitError(
            where, f"it cannot be read ({problem.strerror or problem})",
            "Name a file that a record was exported to. Your record is as it was.",
        ) from problem  # fmt: skip
    except (ValueError, RecursionError) as problem:
        raise FruskitError(where, "it is not JSON in UTF-8, or damaged", _ANEW) from problem


def _inode(path: Path) -> int:
    try:
        return path.stat().st_ino
    except FileNotFoundError:
        return 0


def _usual_place() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("fruskit", appauthor=False)) / "record.sqlite"
