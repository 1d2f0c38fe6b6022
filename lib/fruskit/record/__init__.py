"""The learner's record: every attempt, in one SQLite file that belongs to the learner.

An attempt is on disk when `add` returns. What is exported can be merged into another record, all of
it or nothing. It knows nothing of exercises.
"""

from collections.abc import Mapping
import json
import os
from pathlib import Path

from ..errors import FruskitError
from ..kit import files
from .attempt import as_json, Attempt, attempt_of, COLUMNS, NAMES, plain, row_of
from .exchange import FORMAT, markdown, missing, read, rows_of, VERSION
from .storage import complete, opened, tables, transaction

__all__ = ["Attempt", "Record"]

_INSERT = f"INSERT INTO attempt ({COLUMNS}) VALUES ({', '.join('?' * len(NAMES))})"


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
            row = row_of(plain(attempt))
        except ValueError as problem:
            raise FruskitError(
                str(self.path),
                f"the attempt cannot be kept: {problem}",
                "Shorten your answer; if it is short, tell the authors of the exercise.",
            ) from problem
        with opened(self.path) as file, transaction(file):
            complete(file)
            file.execute(_INSERT, row)
            file.execute("DELETE FROM draft WHERE exercise = ?", (attempt.exercise,))

    def attempts(self, exercise: str | None = None) -> list[Attempt]:
        """All attempts, or those at one exercise, in the order of their times."""
        where, values = ("WHERE exercise = ?", (exercise,)) if exercise is not None else ("", ())
        with opened(self.path) as file:
            rows = file.execute(
                f"SELECT {COLUMNS} FROM attempt {where} ORDER BY at, number", values
            ).fetchall()
        return [attempt_of(row) for row in rows]

    def last(self, exercise: str) -> Attempt | None:
        """The latest attempt at an exercise, if there is one."""
        with opened(self.path) as file:
            row = file.execute(
                f"SELECT {COLUMNS} FROM attempt WHERE exercise = ?"
                " ORDER BY at DESC, number DESC LIMIT 1",
                (exercise,),
            ).fetchone()
        return attempt_of(row) if row else None

    def keep_draft(self, exercise: str, response: object) -> None:
        """Keeps an answer that is not handed in yet, in the place of an earlier one; None drops it.

        `add` drops it too. Raises FruskitError when it cannot be kept.
        """
        try:
            kept = None if response is None else as_json(response)
        except ValueError as problem:
            raise FruskitError(
                str(self.path), f"the draft cannot be kept: {problem}", "Shorten it."
            ) from problem
        with opened(self.path) as file, transaction(file):
            complete(file)
            if kept is None:
                file.execute("DELETE FROM draft WHERE exercise = ?", (exercise,))
            else:
                file.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", (exercise, kept))

    def draft(self, exercise: str) -> object:
        """The answer that was begun and not handed in, or None."""
        return self.drafts().get(exercise)

    def drafts(self) -> dict[str, object]:
        """All answers that were begun and not handed in, by exercise."""
        with opened(self.path) as file:
            if "draft" not in tables(file):
                return {}
            rows = file.execute("SELECT exercise, response FROM draft ORDER BY exercise").fetchall()
        return {exercise: json.loads(response) for exercise, response in rows}

    def seed(self) -> int:
        """A number drawn once for this learner; it fixes the order in which options are shown."""
        with opened(self.path) as file:
            return file.execute("SELECT seed FROM learner").fetchone()[0]

    def export(self, path: Path | str | None = None) -> dict[str, object]:
        """Everything in the record as plain values, ready for JSON; with a path, written there too.

        The file is UTF-8, Markdown to be read where its name ends in .md, else JSON that can be
        merged again; it replaces one of that name, whole or not at all. Raises
        FruskitError when it cannot be written or is the record itself.
        """
        exported: dict[str, object] = {
            "format": FORMAT,
            "version": VERSION,
            "seed": self.seed(),
            "attempts": [plain(attempt) for attempt in self.attempts()],
            "drafts": self.drafts(),
        }
        if path is not None:
            self._write(Path(path).expanduser().absolute(), exported)
        return exported

    def _write(self, path: Path, exported: dict[str, object]) -> None:
        try:
            if path.exists() and path.samefile(self.path):
                raise FruskitError(str(path), "it is the record itself", "Name another file.")
            as_markdown = path.suffix.lower() == ".md"
            files.replace(
                path, markdown(exported) if as_markdown else json.dumps(exported, indent=1) + "\n"
            )
        except (OSError, ValueError) as problem:  # ValueError: no name for a file
            raise FruskitError(
                str(path),
                f"it cannot be written ({getattr(problem, 'strerror', 0) or problem})",
                "Name a file in a folder of yours that has room.",
            ) from problem

    def merge(self, exported: Mapping[str, object] | Path | str) -> int:
        """Adds what `export` gave, or the file it wrote, and tells how many attempts were new.

        An attempt that is here already, alike in all fields, is not added again. The seed stays
        this record's. Raises FruskitError, naming file and attempt, before anything is written if
        anything in it is faulty; all attempts are on disk when this returns, or none.
        """
        if isinstance(exported, str | os.PathLike):
            where = str(Path(exported).expanduser().absolute())
            exported = read(where)
        else:
            where = "the export"
        rows = rows_of(where, exported)
        with opened(self.path) as file, transaction(file):
            complete(file)
            new = missing(rows, file.execute(f"SELECT {COLUMNS} FROM attempt"))
            file.executemany(_INSERT, new)
        return len(new)

    def erase(self) -> int:
        """Removes all attempts and drafts, from the file's free pages too, and tells how many there were.

        The seed stays: it says nothing about the learner, and options keep their order.
        """
        with opened(self.path) as file:
            with transaction(file):
                complete(file)
                file.execute("DELETE FROM draft")
                count = file.execute("DELETE FROM attempt").rowcount
            file.execute("VACUUM")
        return count


def _usual_place() -> Path:
    from platformdirs import user_data_dir

    return Path(user_data_dir("fruskit", appauthor=False)) / "record.sqlite"
