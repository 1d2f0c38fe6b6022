"""The index file: many volumes in one SQLite database with a full-text index of their words (FTS5).

It knows the form of the file and writes a volume in one transaction, so a volume is in it whole or
not at all, whenever the work is stopped. It knows nothing of TEI, nor how one searches.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
import os
from pathlib import Path
import sqlite3
from typing import NamedTuple

from ...errors import FruskitError
from ...words import fold, Folded, word_list
from .. import database
from ..database import Database, transaction
from ..paths import absolute
from . import version

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
_SECOND = "ALTER TABLE volume ADD COLUMN reader TEXT NOT NULL DEFAULT ''; "
_SECOND += "CREATE TABLE comparison (version TEXT NOT NULL)"
_WORDS = """
CREATE VIRTUAL TABLE words USING fts5(
    text, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
CREATE TABLE broken (word TEXT, printed TEXT, PRIMARY KEY (word, printed)) WITHOUT ROWID;
"""
_A_VOLUME = "volume (path, size, changed, reader, name, title) VALUES (?, ?, ?, ?, ?, ?)"
_A_BLOCK = "block (volume, document, name, kind, page, turns, text) VALUES (?, ?, ?, ?, ?, ?, ?)"


def _renew(file: sqlite3.Connection) -> None:
    """Version 2: the texts of an older index stay, their words are found anew."""
    database.run(file, _SECOND)
    _find_words_anew(file)


def _find_words_anew(file: sqlite3.Connection) -> None:
    database.run(file, f"DROP TABLE IF EXISTS words; DROP TABLE IF EXISTS broken; {_WORDS}")
    for (volume,) in file.execute("SELECT id FROM volume").fetchall():
        _keep_words(file, volume)
    file.execute("DELETE FROM comparison")
    file.execute("INSERT INTO comparison VALUES (?)", (version.comparison(),))


def _check(file: sqlite3.Connection, _: int) -> None:
    if not {"volume", "document", "block", "words"} <= database.tables(file):
        raise database.Unsound


def _damaged(path: Path, _: int) -> FruskitError:
    remedy = "It is left as it was: remove it and index the folder again, or name another file."
    return FruskitError(str(path), "it is damaged, or no index of fruskit", remedy)


_INDEX = Database(
    name="index",
    mark=0x46525549,  # “FRUI”
    steps=(partial(database.run, statements=_TABLES), _renew),
    check=_check,
    damaged=_damaged,
    foreign="it is no index of fruskit, and is left as it was",
    again="run it again: it goes on",
    elsewhere="name another file",
    local="If it is on a network drive, name a file in a local folder, "
    "or set FRUSKIT_INDEX to one.",
    renewed="Bring it up to date: fruskit index FOLDER.",
)


class Stamp(NamedTuple):
    """How a volume's file was when it was read, in bytes and nanoseconds, and by which reader."""

    size: int
    changed: int
    reader: str


class Found(NamedTuple):
    """What the index keeps of a volume; a block has its document's place in the list, or -1."""

    name: str
    title: str
    documents: list[tuple[str, str, str, str]]
    blocks: list[tuple[int, str, str, str, str, str]]


def usual_place(named: Path | str | None = None) -> Path:
    """The file that is named, else FRUSKIT_INDEX's, else one in the platform's data folder."""
    if named or (named := os.environ.get("FRUSKIT_INDEX")):
        return absolute(named)
    from platformdirs import user_data_dir

    return Path(user_data_dir("fruskit", appauthor=False)) / "index.sqlite"


@contextmanager
def opened(place: Path, writing: bool = False) -> Iterator[sqlite3.Connection]:
    """The index file, made if it is to be written and is not there. Raises FruskitError, for
    SQLite's own errors too; leaves the file as it was if it is not ours, newer, damaged or missing,
    and if it is older and is not to be written."""
    if not writing and not place.exists():
        raise FruskitError(str(place), "there is no such index", "Make it: fruskit index FOLDER.")
    # Not read-only, to search either: what a killed writer left behind must be taken back first.
    with _INDEX.opened(place, making=writing) as file:
        # Words are taken out as they were put in: with another comparison that cannot be done.
        held = file.execute("SELECT version FROM comparison").fetchone() if writing else None
        if writing and held != (version.comparison(),):
            with transaction(file):
                _find_words_anew(file)
        yield file


def stamps(file: sqlite3.Connection) -> dict[Path, Stamp]:
    """The stamps of all volumes in the index, by their files."""
    rows = file.execute("SELECT path, size, changed, reader FROM volume")
    return {Path(path): Stamp(*stamp) for path, *stamp in rows}


def keep(file: sqlite3.Connection, path: Path, stamp: Stamp, found: Found) -> None:
    """Writes all that was found in a volume's file, or nothing; what was known of it goes."""
    with transaction(file):
        _forget(file, path)
        row = (str(path), *stamp, found.name, found.title)
        volume = file.execute(f"INSERT INTO {_A_VOLUME}", row).lastrowid
        first = file.execute("SELECT coalesce(max(id), 0) + 1 FROM document").fetchone()[0]
        documents = ((first + n, volume, *said) for n, said in enumerate(found.documents))
        file.executemany("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?)", documents)
        blocks = ((volume, first + n if n >= 0 else None, *said) for n, *said in found.blocks)
        file.executemany(f"INSERT INTO {_A_BLOCK}", blocks)
        _keep_words(file, volume)


def _keep_words(file: sqlite3.Connection, volume: int | None) -> None:
    """Makes the words of a volume's blocks ready for search, and those that are printed broken."""
    folded, rows = _words(file, volume)
    file.executemany("INSERT INTO words (rowid, text) VALUES (?, ?)", rows)
    broken = ((word, form) for word, forms in folded.broken_bare.items() for form in forms)
    pairs = ((word, " ".join(word_list(form))) for word, form in broken)
    file.executemany("INSERT OR IGNORE INTO broken VALUES (?, ?)", pairs)


def _words(file: sqlite3.Connection, volume: int | None) -> tuple[Folded, list[tuple[int, str]]]:
    """A volume's text as words are compared in it; and what the index has of each block, by id."""
    blocks = file.execute("SELECT id, text FROM block WHERE volume = ?", (volume,)).fetchall()
    folded = fold("\0".join(text for _, text in blocks))  # at once: a hundred times quicker
    return folded, list(zip((id for id, _ in blocks), folded.bare.split("\0")))


def drop(file: sqlite3.Connection, paths: list[Path]) -> None:
    """Takes out what was found in these files, if anything was."""
    for path in paths:
        with transaction(file):
            _forget(file, path)


def _forget(file: sqlite3.Connection, path: Path) -> None:
    for (volume,) in file.execute("SELECT id FROM volume WHERE path = ?", (str(path),)).fetchall():
        forget = "INSERT INTO words (words, rowid, text) VALUES ('delete', ?, ?)"
        file.executemany(forget, _words(file, volume)[1])
        for table, key in (("block", "volume"), ("document", "volume"), ("volume", "id")):
            file.execute(f"DELETE FROM {table} WHERE {key} = ?", (volume,))
