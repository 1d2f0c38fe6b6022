"""Looks through all of a kit's data and says what is wrong with it, where, and what to do.

Every file is held against its schema and against the text; every problem found is named, not the
first alone. It changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
import re
from typing import Any

from ... import exercises
from ...claims import annotations, filing
from ...errors import Consequence, FruskitError
from ...kit.folder import Kit
from ...volumes import tei
from . import dates, links, notebooks
from .schemas import against_schema

_MISSING = re.compile(r"the (?:fact|work) “(.+?)” is not in (data/\S+\.\w+)")
_CITING = ("data/context.toml", "data/annotations/sources.toml", "notebooks/")
_FOR_A_PERSON = re.compile(r"^> \*\*For the historian:\*\*", re.M)


@dataclass
class Report:
    """What was looked at, by kind, what was found wrong, and what remains to be done by a person."""

    looked_at: dict[str, int] = field(default_factory=dict)
    problems: list[FruskitError] = field(default_factory=list)
    remaining: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        seen = ", ".join(_counted(count, kind) for kind, count in self.looked_at.items())
        count = len(self.problems)
        found = "no problems" if not count else "1 problem" if count == 1 else f"{count} problems"
        return "\n".join(
            [*map(str, self.problems), *self.remaining, f"{seen or 'Nothing to look at'}: {found}."]
        )


def _counted(count: int, things: str) -> str:
    return f"{count} {things}" if count != 1 else "1 " + re.sub(r"s\b", "", things, count=1)


def check(kit: Kit) -> Report:
    """Checks schemas, anchors, exercises, notebooks, dates and cross-references of a kit."""
    report = Report()
    files = _files(kit)
    for path, schema in files:
        if schema == "exercises":
            report.problems += against_schema(kit, path, schema)
    report.looked_at["files"] = len(files) + 1
    report.remaining += _remaining(kit, [path for path, _ in files])
    try:
        source = kit.section_file()
        section = tei.read(source).division(source.stem)
    except FruskitError as problem:
        report.problems.append(problem)
        return report
    by_schema = {problem.where for problem in report.problems}
    notes = annotations.load(kit, section, report.problems)
    by_text: list[FruskitError] = []
    asked = exercises.load(kit, section, notes, by_text)
    report.problems += [p for p in by_text if not any(w.startswith(p.where) for w in by_schema)]
    report.problems += dates.of_events(section, notes)
    report.problems += dates.of_answers(section, asked)
    report.problems += links.references(kit, source, section, notes)
    report.problems += links.works(kit, notes)
    report.problems += links.places(kit, notes)
    filing.load(kit, report.problems)
    report.problems += notebooks.shown_exercises(kit, asked, _faulty(report.problems))
    report.problems = [
        problem
        for problem in report.problems
        if not isinstance(problem, Consequence) and not _follows(problem, report.problems)
    ]
    report.looked_at |= {
        "blocks of text": len(section.blocks),
        "annotations": len(notes.entries),
        "facts": len(notes.facts),
        "exercises": len(asked),
    }
    return report


def _files(kit: Kit) -> list[tuple[Path, str]]:
    """Each data file with the name of its schema."""
    named = [(kit.root / f.name, "") for f in dict.fromkeys(annotations.FILES.values())]
    asked = [(path, "exercises") for path in kit.files(kit.data / "exercises", ".toml")]
    context = [
        (kit.data / "context.toml", "context"),
        (kit.data / "bibliography.json", "bibliography"),
    ]
    may_be = [
        (kit.data / "annotations" / "silences.toml", "silences"),
        (kit.data / "map.json", "map"),
        (kit.data / "filing.toml", "filing"),
    ]
    return [*named, *context, *(each for each in may_be if each[0].exists()), *asked]


# --- what remains for a person


def _remaining(kit: Kit, files: Iterable[Path]) -> Iterator[str]:
    """Drafts by file, files in which there is nothing yet, and places of notebooks marked for a historian."""
    for path in files:
        try:
            held = kit.json(path) if path.suffix == ".json" else kit.toml(path)
        except FruskitError:
            continue  # said already
        if count := _drafts(held):
            yield f"{kit.name(path)}: to be reviewed: {count} draft{'s' * (count > 1)}."
        elif not held:
            yield f"{kit.name(path)}: nothing is in it yet."
    for path in kit.all_notebooks():
        if count := len(_FOR_A_PERSON.findall(notebooks.sources(kit, path, "markdown"))):
            yield f"{kit.name(path)}: for the historian: {count} place{'s' * (count > 1)}."


def _drafts(held: Any) -> int:
    """How many tables, at any depth, say of themselves that they are drafts."""
    if isinstance(held, Mapping):
        return (held.get("draft") is True) + sum(map(_drafts, held.values()))
    return sum(map(_drafts, held)) if isinstance(held, list) else 0


# --- which problem is another’s consequence


def _follows(problem: FruskitError, problems: Iterable[FruskitError]) -> bool:
    """Whether it only says that a fact or a work is missing, where that, or its file, has a problem of its
    own; or that a work is not cited, where what may cite it has one."""
    if problem.what == links.UNCITED:
        return any(p.where.startswith(_CITING) and not _MISSING.search(p.what) for p in problems)
    if not (missing := _MISSING.search(problem.what)):
        return False
    id, file = missing.groups()
    causes = tuple(f"{file}, {place}" for place in ("line ", "fact number ", f"fact “{id}”"))
    return any(other.where == file or other.where.startswith(causes) for other in problems)


def _faulty(problems: Iterable[FruskitError]) -> set[str]:
    """The ids of exercises that are there, but have a problem of their own; of a file with a problem
    that may hide any of its exercises, such as one that cannot be read, the name alone."""
    found = (
        re.match(r"data/exercises/(.+)\.toml(?:, exercise “(.+?)”)?", p.where) for p in problems
    )
    return {f"{match[1]}/{match[2]}" if match[2] else match[1] for match in found if match}
