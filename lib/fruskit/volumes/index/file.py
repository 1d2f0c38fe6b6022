"""The index file: many volumes in one SQLite database with a full-text index of their words (FTS5).

It knows the form of the file and writes a volume in one transaction, so that a volume is in it whole
or not at all, whenever the work is stopped. It knows nothing of TEI, nor how one searches.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
import os
from pathlib import Path
import sqlite3
from typing import NamedTuple

from ...errors import FruskitError
from ...words import fold, Folded, word_list
from ..paths import absolute

_OURS = 0x46525549  # application_id: “FRUI”, so that no other program's file is written to
_VERSION = 2
_PATIENCE = 15.0  # seconds to wait for another process that is writing
_TABLES = """
CREATE TABLE volume (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
    changed INTEGER NOT NULL, name TEXT NOT NULL, title TEXT NOT NULL
);
CREATE TABLE document (
    id INTEGER PRIMARY KEY, volume INTEGER NOT NULL, name TEXT NOT NULL, number TEXT NOT NULL,
    title TEXT NOT NULL, date TEXT NOT NULL
);
CREATE TABLE block (
    id INTEGER PRIMARY KEY, volume INTEGER NOT NULL, document INTEGER, name TEXT NOT NULL,
    kind TEXT NOT NULL, page TEXT NOT NULL, turns TEXT NOT NULL, text TEXT NOT NULL
);
CREATE INDEX document_by_volume ON document (volume);
CREATE INDEX block_by_volume ON block (volume);
"""
_WORDS = """
CREATE VIRTUAL TABLE words USING fts5(
    text, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE broken (word TEXT, printed TEXT, PRIMARY KEY (word, printed)) WITHOUT ROWID;
"""
_TROUBLE = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room, then run it again: it goes on."),
    sqlite3.SQLITE_CANTOPEN: (
        "it cannot be opened",
        "Name a file in a folder that you may write to.",
    ),
    sqlite3.SQLITE_READONLY: ("it cannot be written to", "Make it writable, or name another file."),
    sqlite3.SQLITE_BUSY: ("another program is writing to it", "Try again in a moment."),
    sqlite3.SQLITE_NOTADB: (
        "it is no index of fruskit",
        "It is left as it was: name another file.",
    ),
    sqlite3.SQLITE_CORRUPT: ("it is damaged", "Remove it, then index the folder again."),
}


class Found(NamedTuple):
    """What the index keeps of a volume; a block names its document by its place in the list, or -1."""

    name: str
    title: str
    documents: list[tuple[str, str, str, str]]
    blocks: list[tuple[int, str, str, str, str, str]]


def usual_place(named: Path | str | None = None) -> Path:
    """The file that is named, else that of FRUSKIT_INDEX, else one in the platform's data folder."""
    if named or (named := os.environ.get("FRUSKIT_INDEX")):
        return absolute(named)
    from platformdirs import user_data_dir

    return Path(user_data_dir("fruskit", appauthor=False)) / "index.sqlite"


@contextmanager
def opened(place: Path, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """The index file, made if it is to be written and is not there. SQLite's errors become FruskitErrors.

    Raises FruskitError, and leaves the file as it was, if it is not ours, newer, damaged or missing.
    """
    if not writing and not place.exists():
        raise FruskitError(str(place), "there is no such index", "Make it: fruskit index FOLDER.")
    try:
        if writing:
            place.parent.mkdir(parents=True, exist_ok=True)
        # Not read-only, to search either: what a killed writer left behind must be taken back first.
        address = f"{place.as_uri()}?mode={'rwc' if writing else 'rw'}"
        with closing(sqlite3.connect(address, _PATIENCE, uri=True, isolation_level=None)) as file:
            _prepare(file, place, writing)
            yield file
    except sqlite3.DatabaseError as problem:
        # The low byte is the error, the rest its circumstances (https://sqlite.org/rescode.html).
        code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        what, remedy = _TROUBLE.get(code, (f"it cannot be used ({problem})", "Name another file."))
        raise FruskitError(str(place), what, remedy) from problem
    except OSError as problem:
        raise FruskitError(
            str(place), f"it cannot be used ({problem.strerror})", "Name another file."
        ) from problem


def _prepare(file: sqlite3.Connection, place: Path, writing: bool) -> None:
    ours, version, tables = (
        file.execute(question).fetchone()[0]
        for question in (
            "PRAGMA application_id",
            "PRAGMA user_version",
            "SELECT count(*) FROM sqlite_schema",
        )
    )
    if writing and (ours, version, tables) == (0, 0, 0):
        with _transaction(file):
            for statement in (_TABLES + _WORDS).split(";"):
                file.execute(statement)
            file.execute(f"PRAGMA application_id = {_OURS}")
            file.execute(f"PRAGMA user_version = {_VERSION}")
    elif ours != _OURS:
        raise FruskitError(str(place), *_TROUBLE[sqlite3.SQLITE_NOTADB])
    elif version < _VERSION and writing:
        _renew(file)
    elif version < _VERSION:
        raise FruskitError(
            str(place),
            f"it was written by an older fruskit (index version {version})",
            "Bring it up to date: fruskit index FOLDER.",
        )
    elif version > _VERSION:
        raise FruskitError(
            str(place),
            f"it was written by a newer fruskit (index version {version})",
            "Update fruskit, or name another file. It is left as it was.",
        )


def keep(file: sqlite3.Connection, path: Path, stamp: tuple[int, int], found: Found) -> None:
    """Writes what was found in a volume's file, in the place of what was known of it; all of it, or nothing."""
    with _transaction(file):
        _forget(file, path)
        row = (str(path), *stamp, found.name, found.title)
        volume = file.execute(
            "INSERT INTO volume (path, size, changed, name, title) VALUES (?, ?, ?, ?, ?)", row
        ).lastrowid
        first = file.execute("SELECT coalesce(max(id), 0) + 1 FROM document").fetchone()[0]
        file.executemany(
            "INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)",
            ((first + place, volume, *document) for place, document in enumerate(found.documents)),
        )
        file.executemany(
            "INSERT INTO block (volume, document, name, kind, page, turns, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                (volume, first + place if place >= 0 else None, *block)
                for place, *block in found.blocks
            ),
        )
        _keep_words(file, volume)


def _renew(file: sqlite3.Connection) -> None:
    """Makes an index of version 1 one of today: its texts stay, their words are found anew."""
    with _transaction(file):
        file.execute("DROP TABLE words")
        for statement in _WORDS.split(";"):
            file.execute(statement)
        for (volume,) in file.execute("SELECT id FROM volume").fetchall():
            _keep_words(file, volume)
        file.execute(f"PRAGMA user_version = {_VERSION}")


def _keep_words(file: sqlite3.Connection, volume: int | None) -> None:
    """Makes the words of a volume's blocks ready to be searched, and those that are printed broken."""
    folded, rows = _words(file, volume)
    file.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
    pairs = (
        (word, " ".join(word_list(form)))
        for word, forms in folded.broken_bare.items()
        for form in forms
    )
    file.executemany("INSERT OR IGNORE INTO broken VALUES (?, ?)", pairs)


def _words(file: sqlite3.Connection, volume: int | None) -> tuple[Folded, list[tuple[int, str]]]:
    """A volume's text as words are compared in it; by the ids of its blocks, what the index has of each."""
    blocks = file.execute("SELECT id, text FROM block WHERE volume = ?", (volume,)).fetchall()
    folded = fold("\0".join(text for _, text in blocks))  # at once: a hundred times quicker
    return folded, list(zip((id for id, _ in blocks), folded.bare.split("\0")))


def drop(file: sqlite3.Connection, path: Path) -> None:
    """Takes out what was found in this file, if anything was."""
    with _transaction(file):
        _forget(file, path)


def _forget(file: sqlite3.Connection, path: Path) -> None:
    for (volume,) in file.execute("SELECT id FROM volume WHERE path = ?", (str(path),)).fetchall():
        forget = "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)"
        file.executemany(forget, _words(file, volume)[1])
        for table, key in (("block", "volume"), ("document", "volume"), ("volume", "id")):
            file.execute(f"DELETE FROM {table} WHERE {key} = ?", (volume,))


@contextmanager
def _transaction(file: sqlite3.Connection) -> Iterator[None]:
    """All that is written within, or nothing of it."""
    file.execute("BEGIN IMMEDIATE")  # wait for other writers now, not half-way
    with file:
        yield
