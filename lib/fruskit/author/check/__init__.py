"""Looks through all of a kit's data and says what is wrong with it, where, and what to do.

Every file is read by its form and held against the text; every problem found is named, not the
first alone, and none that only follows from another. It changes nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
import re
from typing import Any

from ... import exercises
from ...claims import annotations, filing, references
from ...errors import Consequence, FruskitError
from ...kit import seal, texts
from ...kit.datafile import File
from ...kit.folder import Kit
from ...publishing.figures import map as maps
from ..schemas import FILES, outdated
from . import dates, links, notebooks
from .notebooks import Notebook

_FOR_A_PERSON = re.compile(r"^> \*\*For the historian:\*\*", re.M)


@dataclass
class Report:
    """What was looked at, by kind, what is wrong with it, and what remains for a person."""

    looked_at: dict[str, int] = field(default_factory=dict)
    problems: list[FruskitError] = field(default_factory=list)
    remaining: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        seen = ", ".join(_counted(count, kind) for kind, count in self.looked_at.items())
        found = _counted(len(self.problems), "problems") if self.problems else "no problems"
        last = f"{seen or 'Nothing to look at'}: {found}."
        return "\n".join([*map(str, self.problems), *self.remaining, last])


def _counted(count: int, things: str) -> str:
    return f"{count} {things}" if count != 1 else "1 " + re.sub(r"s\b", "", things, count=1)


def check(kit: Kit) -> Report:
    """Checks forms, anchors, exercises, notebooks, dates and cross-references of a kit."""
    report, books = Report(), notebooks.read(kit)
    report.remaining += _remaining(kit, books)
    report.looked_at["files"] = len(_files(kit)) + 1
    try:
        problems = _read(kit, books, report)
    except FruskitError as problem:  # without its text, what is said of it can be read and no more
        problems = [problem]
        for file, path in _files(kit):
            problems += file.load(kit, path).problems
    once = {str(p): p for p in problems if not isinstance(p, Consequence)}
    report.problems += once.values()
    return report


def _read(kit: Kit, books: list[Notebook], report: Report) -> list[FruskitError]:
    """All problems of a kit whose text can be read."""
    section, found = texts.load(kit), list[FruskitError]()
    read = {name: (path, texts.load(kit, name)) for name, path in texts.names(kit).items()}
    notes = annotations.load(kit, section, found)
    asked = exercises.load_catalog(kit, section, notes)
    found += asked.problems
    found += dates.of_events(section, notes)
    misdated = dates.of_answers(asked.exercises)
    found += misdated.values()
    found += links.citations(section, notes)
    for path, text in read.values():
        found += links.emendations(kit.name(path), text)
    for one in section.texts:  # of a text read alone the kit says nothing
        found += links.names(kit.name(read[one.name][0]), one.section, notes)
    found += links.unread(kit, [path for path, _ in read.values()])
    found += links.works(kit, books)
    found += links.words(kit, section, books)
    found += maps.problems(kit, notes)
    filing.load(kit, found)
    found += [book.problem for book in books if book.problem]
    found += notebooks.shown_exercises(books, asked, frozenset(misdated))
    found += links.imports(kit)
    report.remaining += _given_away(asked.exercises)
    report.remaining += notebooks.overlong(kit, books, asked.exercises)
    blocks = sum(len(text.blocks) for _, text in read.values())
    report.looked_at |= {"blocks of text": blocks, "annotations": len(notes.entries)}
    report.looked_at |= {"facts": len(notes.facts), "exercises": len(asked.exercises)}
    return found


def _files(kit: Kit) -> list[tuple[File, Path]]:
    """Each data file with its form."""
    named = [(file, kit.root / file.name) for file in FILES]
    asked = [(exercises.FILE, path) for path in kit.files(kit.data / "exercises", ".toml")]
    return [each for each in named if each[1].exists() or not each[0].optional] + asked


# --- what remains for a person


def _remaining(kit: Kit, books: list[Notebook]) -> Iterator[str]:
    """Drafts by file, files with nothing in them yet, and places marked for a historian."""
    for file, path in _files(kit):
        try:
            held = file.parsed(kit, path)
        except FruskitError:
            continue  # told as a problem
        if count := _drafts(held):
            yield f"{kit.name(path)}: to be reviewed: {_counted(count, 'drafts')}."
        elif not held:
            yield f"{kit.name(path)}: nothing is in it yet."
    if outdated(kit):
        remedy = "Write it anew, if your editor uses it: python -m fruskit.author.schemas"
        yield f"data/schema: it says what an earlier fruskit read. {remedy}"
    for name, count in seal.unsealed(kit).items():
        cells = "1 cell does" if count == 1 else f"{count} cells do"
        yield f"{name}: {cells} not run by themselves when it is opened. To let them: fruskit seal"
    if count := references.outdated(kit):
        yield f"data/references.json: {count} would be made otherwise now. To do so: fruskit seal"
    for book in books:
        if count := len(_FOR_A_PERSON.findall(book.words)):
            yield f"{book.place}: for the historian: {_counted(count, 'places')}."


def _given_away(asked: Mapping[str, exercises.Exercise]) -> Iterator[str]:
    """Replies to answers that are not right and that hold the words wanted, part by part."""
    for id, exercise in asked.items():
        for place, words in dict(exercise.given_away()).items():
            where = f"{notebooks.entry_of(id)}, {place}"
            yield f"{where}: to be reworded: its point has the words wanted, “{words}”."


def _drafts(held: Any) -> int:
    """How many tables, at any depth, say of themselves that they are drafts."""
    count, rest = 0, [held]
    while rest:
        one = rest.pop()
        if isinstance(one, Mapping):
            count += one.get("draft") is True
            rest += one.values()
        elif isinstance(one, list):
            rest += one
    return count
