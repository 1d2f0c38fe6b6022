"""The learner's record: attempts, events, notes and drafts, in one SQLite file that belongs to the learner.

What is kept is on disk when the call returns. What is exported can be merged into another record, all
of it or nothing. It knows nothing of exercises.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
import json
import os
from pathlib import Path
import sqlite3

from ..errors import FruskitError, refused
from ..kit import files
from ..volumes.database import transaction
from ..volumes.disk import narrow
from ..volumes.paths import absolute
from .entries import Attempt, Draft, Entry, Event, new_id, OwnNote, plain, Row, row_of, TABLES
from .exchange import FORMAT, plural, read, rows_of, VERSION
from .fields import is_name, now, same
from .page import markdown
from .storage import entries, insert, kept_beside, RECORD, there
from .tally import by_exercise, day, is_empty, of_100, Tally, tally

__all__ = ["Attempt", "Draft", "Event", "OwnNote", "Record", "Tally"]
__all__ += ["by_exercise", "day", "is_empty", "new_id", "now", "of_100", "same", "tally"]

_NEWER_NOTE = "(id) DO UPDATE SET quote = excluded.quote, words = excluded.words, at = excluded.at"
_NEWER_DRAFT = "(exercise) DO UPDATE SET response = excluded.response, kept = excluded.kept"
# A draft of another record is taken where it is the newer one, and nothing was handed in after it.
_MERGED_DRAFT = f"""
INSERT INTO draft (exercise, response, kept) SELECT ?1, ?2, ?3
WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE exercise = ?1 AND at > ?3)
ON CONFLICT {_NEWER_DRAFT} WHERE excluded.kept > draft.kept
"""


class Record:
    """The record at `path`, else where FRUSKIT_RECORD says, else in the platform's data folder.
    Each call opens the file anew, so that threads, forks and other tabs are no matter. Raises
    FruskitError, naming file and remedy, when it cannot be read or written."""

    def __init__(self, path: Path | str | None = None) -> None:
        named = path or os.environ.get("FRUSKIT_RECORD")
        self.path = absolute(named) if named else _usual_place()

    def add(self, attempt: Attempt) -> Tally:
        """Keeps an attempt, drops the draft of it, and tells what the attempts at it then come to; it is
        on disk when this returns, or FruskitError is raised. One that is kept already is not kept twice.
        """
        remedy = "Shorten your answer; if it is short, tell the exercise's authors."
        row = self._row(attempt, remedy)
        with self._writing() as file:
            self._keep(file, Attempt, row)
            file.execute("DELETE FROM draft WHERE exercise = ?", (attempt.exercise,))
            return _tally(file, attempt.exercise, attempt.version)

    def attempts(self, exercise: str | None = None) -> list[Attempt]:
        """All attempts, or those at one exercise, in the order of their times."""
        with RECORD.opened(self.path) as file:
            return entries(file, Attempt, exercise)

    def last(self, exercise: str) -> Attempt | None:
        """The latest attempt at an exercise, if there is one."""
        return next(reversed(self.attempts(exercise)), None)

    def see(self, event: Event) -> None:
        """Keeps what happened beside attempts."""
        row = self._row(event, "Tell the authors of the exercise.")
        with self._writing() as file:
            self._keep(file, Event, row)

    def events(self, exercise: str | None = None) -> list[Event]:
        """All events, or those at one exercise, in the order of their times."""
        with RECORD.opened(self.path) as file:
            return entries(file, Event, exercise)

    def tally(self, exercise: str, version: str) -> Tally:
        """How many attempts at this version of an exercise count, and which was best before showing."""
        with self._reading() as file:
            return _tally(file, exercise, version)

    def note(self, note: OwnNote) -> None:
        """Keeps a note of the student's own; one with the same `id` is replaced by it."""
        row = self._row(note, "Shorten it.")
        with self._writing() as file:
            file.execute(insert(OwnNote, _NEWER_NOTE), row)

    def notes(self, block: str | None = None) -> list[OwnNote]:
        """All notes, or those on one block of the text, in the order of their times."""
        with RECORD.opened(self.path) as file:
            notes = entries(file, OwnNote)
        return [note for note in notes if block is None or note.block == block]

    def forget_note(self, id: str) -> bool:
        """Removes the note with this identifier; tells whether there was one."""
        with self._writing() as file:
            return file.execute("DELETE FROM note WHERE id = ?", (id,)).rowcount > 0

    def keep_draft(self, exercise: str, response: object) -> None:
        """Keeps an answer that is not handed in yet, in the place of an earlier one; None drops it.
        `add` drops it too. Raises FruskitError when it cannot be kept."""
        row = self._row(Draft(exercise, response, now()), "Shorten it.")
        with self._writing() as file:
            if response is None:
                file.execute("DELETE FROM draft WHERE exercise = ?", (exercise,))
            else:
                file.execute(insert(Draft, _NEWER_DRAFT), row)

    def draft(self, exercise: str) -> object:
        """The answer that was begun and not handed in, or None."""
        return self.drafts().get(exercise)

    def drafts(self) -> dict[str, object]:
        """All answers that were begun and not handed in, by exercise."""
        with RECORD.opened(self.path) as file:
            return {draft.exercise: draft.response for draft in entries(file, Draft)}

    @property
    def name(self) -> str:
        """The learner's name, if one was given: `record.name = "Lin Wei"` keeps it."""
        with RECORD.opened(self.path) as file:
            name: str = file.execute("SELECT name FROM learner").fetchone()[0]
        return name

    @name.setter
    def name(self, name: str) -> None:
        if not is_name(name):
            what = "a name is one line of at most 200 characters"
            raise FruskitError(str(self.path), what, "Give a shorter one.")
        with self._writing() as file:
            file.execute("UPDATE learner SET name = ?", (name,))

    def seed(self) -> int:
        """A number drawn once for this learner, which says nothing about the person."""
        with RECORD.opened(self.path) as file:
            seed: int = file.execute("SELECT seed FROM learner").fetchone()[0]
        return seed

    def export(self, path: Path | str | None = None) -> dict[str, object]:
        """Everything in the record as plain values, ready for JSON; with a path, written there too.

        The file is UTF-8, Markdown to be read where its name ends in .md, else JSON that can be
        merged again; it replaces one of that name, whole or not at all, and its owner alone may read
        it. Raises FruskitError when it cannot be written or is the record itself.
        """
        with self._reading() as file:
            seed, name = file.execute("SELECT seed, name FROM learner").fetchone()
            happened = entries(file, Attempt), entries(file, Event)
            held = (*happened, entries(file, OwnNote), entries(file, Draft))
        about = {"format": FORMAT, "version": VERSION, "seed": seed, "name": name}
        lists: tuple[Sequence[Entry], ...] = held
        said = {plural(of): [plain(one) for one in of_one] for of, of_one in zip(TABLES, lists)}
        exported: dict[str, object] = about | said
        if path is not None and (where := absolute(path)).suffix.lower() == ".md":
            self._write(where, markdown(name, held))
        elif path is not None:
            self._write(where, json.dumps(exported, indent=1) + "\n")
        return exported

    def _write(self, path: Path, text: str) -> None:
        try:
            if path.exists() and path.samefile(self.path):
                raise FruskitError(str(path), "it is the record itself", "Name another file.")
            files.replace(path, text, 0o600)
        except (OSError, ValueError) as problem:  # ValueError: no name for a file
            remedy = "Name a file in a folder of yours that has room."
            raise refused(path, "written", problem, remedy) from problem

    def merge(self, exported: Mapping[str, object] | Path | str) -> int:
        """Adds what `export` gave, or the file it wrote, and tells how many attempts were new.

        What is here already, by its identifier, is not added again. Of two drafts for an exercise, or
        two forms of a note, the newer is kept; a draft that was handed in since is not taken. The
        seed stays this record's, and so does the name if there is one. Raises FruskitError, naming
        file and entry, before anything is written if anything in it is faulty; all of it is on disk
        when this returns, or nothing.
        """
        if isinstance(exported, str | os.PathLike):
            where = str(absolute(exported))
            rows, name = rows_of(where, read(where))
        else:
            rows, name = rows_of("the export", exported)
        with self._writing() as file:
            before = file.total_changes
            file.executemany(insert(Attempt), rows[Attempt])
            new = file.total_changes - before
            file.executemany(insert(Event), rows.get(Event, ()))
            newer = f"{_NEWER_NOTE} WHERE excluded.at > note.at"
            file.executemany(insert(OwnNote, newer), rows.get(OwnNote, ()))
            file.executemany(_MERGED_DRAFT, rows[Draft])
            file.execute("UPDATE learner SET name = ? WHERE name = ''", (name,))
        return new

    def erase(self) -> int:
        """Removes everything but the seed, from the file's free pages and from what was kept beside
        it (older versions, damaged files) too, and tells how many attempts there were. The seed
        stays: it says nothing about the learner."""
        with RECORD.opened(self.path) as file:
            with transaction(file):
                count = file.execute("DELETE FROM attempt").rowcount
                for table in (*TABLES.values(), "sqlite_sequence"):
                    file.execute(f"DELETE FROM {table}")
                file.execute("UPDATE learner SET name = ''")
            file.execute("VACUUM")
            for other in kept_beside(self.path):
                other.unlink()
        return count

    def _row(self, entry: Entry, remedy: str) -> Row:
        """The row that an entry becomes; FruskitError if it could not be merged again."""
        try:
            return row_of(type(entry), plain(entry))
        except ValueError as problem:
            name = TABLES[type(entry)]
            what = f"the {name} cannot be kept: {problem}"
            raise FruskitError(str(self.path), what, remedy) from problem

    def _keep(self, file: sqlite3.Connection, of: type[Entry], row: Row) -> None:
        """Adds a row; one that is there already, by its identifier, must be the same."""
        kept = file.execute(insert(of), row).rowcount
        if not kept and file.execute(*there(of, row)).fetchone() != row:
            what = f"another {TABLES[of]} with the identifier {row[-1]} is there already"
            raise FruskitError(str(self.path), what, "Give this one an identifier of its own.")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with RECORD.opened(self.path) as file, transaction(file):
            yield file

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        """All that is read within is of one moment, whatever others write meanwhile."""
        with RECORD.opened(self.path) as file:
            file.execute("BEGIN")
            yield file


def _tally(file: sqlite3.Connection, exercise: str, version: str) -> Tally:
    attempts, events = entries(file, Attempt, exercise), entries(file, Event, exercise)
    return tally(exercise, version, attempts, events)


def _usual_place() -> Path:
    """The record in the platform's data folder, which is ours, and its owner's alone."""
    from platformdirs import user_data_dir

    folder = Path(user_data_dir("fruskit", appauthor=False))
    narrow(folder)
    return folder / "record.sqlite"
