"""SQLite files of ours: opened with patience, made when new, brought to the present version.

It knows when a file is ours and when it is sound, and tells SQLite's errors as FruskitErrors that name
the file and a remedy. What is in the file it does not know: a record and an index say that themselves.
"""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
import sqlite3

from ..errors import FruskitError, refused
from .disk import connected, inode_of, keep_copy, make_private, narrow

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = ("another program is writing to it", "Try again in a moment. {local}")
_UNWRITTEN = "the disk does not take or give it (disk I/O error)"
_SHUT = "it cannot be opened"
_TROUBLE = {
    sqlite3.SQLITE_FULL: ("the disk is full", "Make room, then {again}."),
    sqlite3.SQLITE_IOERR: (_UNWRITTEN, "Make room and try again, or {elsewhere}. {local}"),
    sqlite3.SQLITE_READONLY: ("it cannot be written to", "Make it writable, or {elsewhere}."),
    sqlite3.SQLITE_PERM: ("it may not be opened", "Make it readable, or {elsewhere}."),
    sqlite3.SQLITE_CANTOPEN: (_SHUT, "Make file and folder writable, or {elsewhere}."),
    **dict.fromkeys((sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL), _BUSY),
}
Step = Callable[[sqlite3.Connection], None]
_checked: set[tuple[str, int]] = set()  # files found sound by this process: path and inode


class Unsound(sqlite3.DatabaseError):
    """A file that SQLite opens but that does not hold together."""


@dataclass(frozen=True, slots=True)
class Database:
    """One sort of file, and what is said of it.

    name: what it is, in a word; mark: its application_id, so that no other program's file is written
    to; steps: each takes a file one version further, the first from nothing; check: raises Unsound for
    a file of that version that does not hold together, asked once a process; damaged: moves a
    damaged file, of this inode, out of the way if that is to be done, and gives the error that tells;
    foreign: what is said of another program's file; again, elsewhere, local: remedies; renewed: how
    an older one is brought up to date, where that is not done by whoever only reads it. private: only
    its owner may read it, what is deleted is overwritten, and a version that is left is kept beside.
    """

    name: str
    mark: int
    steps: tuple[Step, ...]
    check: Callable[[sqlite3.Connection, int], None]
    damaged: Callable[[Path, int], FruskitError]
    foreign: str
    again: str
    elsewhere: str
    local: str
    renewed: str = ""
    private: bool = False

    @contextmanager
    def opened(self, path: Path, making: bool = True) -> Iterator[sqlite3.Connection]:
        """A connection to a sound file of the present version; making: one is made if there is none,
        and an older one is brought up to date.

        A file that is another program's, or a newer fruskit's, is left as it was. Raises FruskitError
        for these and for SQLite's own errors, what is done with the connection included.
        """
        inode = 0
        try:
            if making:
                path.parent.mkdir(0o700 if self.private else 0o777, parents=True, exist_ok=True)
                if self.private:
                    with suppress(FileExistsError):
                        make_private(path)
            with closing(connected(path)) as file:
                inode = inode_of(path)
                # FULL: the journal is synced before and the file after each commit, so that
                # neither a killed kernel nor a power cut takes back what was confirmed.
                file.execute("PRAGMA synchronous = FULL")
                if self.private:
                    file.execute("PRAGMA secure_delete = ON")
                self._prepare(path, file, making)
                yield file
        except sqlite3.DatabaseError as problem:
            raise self._told(path, problem, inode) from problem
        except OSError as problem:
            raise refused(path, "used", problem, _sentence(self.elsewhere)) from problem

    def _prepare(self, path: Path, file: sqlite3.Connection, making: bool) -> None:
        """Makes a new file ours; refuses another program's and a newer version's; brings ours forward."""
        ours, version = _pragma(file, "application_id"), _pragma(file, "user_version")
        if (ours, version) == (0, 0) and making and not tables(file):
            self._bring_forward(path, file)
        elif ours != self.mark:
            raise FruskitError(str(path), self.foreign, _sentence(self.elsewhere))
        elif version > len(self.steps):
            what = f"it was written by a newer fruskit ({self.name} version {version})"
            remedy = f"Update the kit, or {self.elsewhere}. It is left as it was."
            raise FruskitError(str(path), what, remedy)
        if (key := (str(path), inode_of(path))) not in _checked:
            if self.private:
                narrow(path)
            self.check(file, _pragma(file, "user_version"))
            _checked.add(key)
        if (version := _pragma(file, "user_version")) < len(self.steps):
            if not making:
                what = f"it was written by an older fruskit ({self.name} version {version})"
                raise FruskitError(str(path), what, self.renewed)
            self._bring_forward(path, file)

    def _bring_forward(self, path: Path, file: sqlite3.Connection) -> None:
        """All steps that are wanting, or none: a process that is killed leaves the file as it was."""
        with transaction(file):
            version = _pragma(file, "user_version")  # another process may have been faster
            if self.private and 0 < version < len(self.steps):
                keep_copy(path, version)
            for number, step in enumerate(self.steps[version:], version + 1):
                step(file)
                file.execute(f"PRAGMA application_id = {self.mark}")
                file.execute(f"PRAGMA user_version = {number}")

    def _told(self, path: Path, problem: sqlite3.DatabaseError, inode: int) -> FruskitError:
        # The low byte is the error, the rest its circumstances (https://sqlite.org/rescode.html).
        code = getattr(problem, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        if isinstance(problem, Unsound) or code in _DAMAGE:
            return self.damaged(path, inode)
        otherwise = (f"it cannot be used ({problem})", "Try again, or {elsewhere}.")
        what, remedy = _TROUBLE.get(code, otherwise)
        remedy = remedy.format(again=self.again, elsewhere=self.elsewhere, local=self.local)
        return FruskitError(str(path), what, remedy)


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


def run(file: sqlite3.Connection, statements: str) -> None:
    """Statements one after the other, within the transaction that is open."""
    for statement in statements.split(";"):
        file.execute(statement)


def tables(file: sqlite3.Connection) -> set[str]:
    """The names of its tables, SQLite's own included."""
    return {name for (name,) in file.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}


def columns(file: sqlite3.Connection, table: str) -> set[str]:
    """The names of a table's columns; none where there is no such table."""
    return {name for (name,) in file.execute("SELECT name FROM pragma_table_info(?)", (table,))}


def _pragma(file: sqlite3.Connection, name: str) -> int:
    return int(file.execute(f"PRAGMA {name}").fetchone()[0])


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."
