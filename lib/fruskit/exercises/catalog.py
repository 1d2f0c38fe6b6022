"""Makes exercises of data/exercises, and refuses one that could not be answered or explained.

Each error names the file, the exercise and the remedy.
"""

from collections.abc import Mapping
from dataclasses import replace
import hashlib
import json
from pathlib import Path
from typing import Any

from ..claims.annotations import Annotations, may, need
from ..errors import FruskitError
from ..kit.folder import Kit
from ..volumes.text import Section
from .exercise import Exercise
from .making import each, Maker, MAKERS
from .tasks import Reveal, Task, Words

KINDS = tuple(MAKERS)
SKILLS = (
    "sourcing",
    "close reading",
    "chronology",
    "contextualisation",
    "corroboration",
    "textual criticism",
)


def load(
    kit: Kit, section: Section, notes: Annotations, problems: list[FruskitError] | None = None
) -> dict[str, Exercise]:
    """All exercises of the kit by id, such as “02/five-subjects”, in the order of the lessons.

    Raises FruskitError at the first that is incomplete or not borne out by the text; with a list for
    `problems` it puts them there instead and goes on with the rest.
    """
    found = problems if problems is not None else []
    make = Maker(section, notes)
    exercises: dict[str, Exercise] = {}
    refused: set[str] = set()
    for path in sorted((kit.data / "exercises").glob("*.toml")):
        for where, entry, notebook in _entries(kit, path, found):
            try:
                made = _exercise(make, path.stem, notebook, entry)
                if made.again not in {"", *exercises, *refused}:
                    raise FruskitError(
                        "",
                        f"it takes up “{made.again}”, which does not come before it",
                        f"Name an exercise above it in this file, without “{path.stem}/”.",
                    )
                if made.id in exercises:
                    raise FruskitError(
                        "", "its id is used twice", "Give one of the two another id."
                    )
                exercises[made.id] = made
            except FruskitError as problem:
                found.append(problem.at(where))
                refused.add(f"{path.stem}/{entry.get('id')}")
        if problems is None and found:
            raise found[0]
    return exercises


def _entries(
    kit: Kit, path: Path, problems: list[FruskitError]
) -> list[tuple[str, Mapping[str, Any], str]]:
    name = kit.name(path)
    try:
        file = kit.toml(path)
        need(file, "exercise", list)
        notebook, entries = need(file, "notebook"), each(file, "exercise")
    except FruskitError as problem:
        problems.append(problem if problem.where not in ("", "entry") else problem.at(name))
        return []
    return [
        (f"{name}, exercise " + (f"“{e['id']}”" if "id" in e else f"number {n}"), e, notebook)
        for n, e in enumerate(entries, 1)
    ]


def _exercise(make: Maker, stem: str, notebook: str, entry: Mapping[str, Any]) -> Exercise:
    kind = need(entry, "kind")
    if kind not in KINDS:
        raise FruskitError(
            "", f"the kind “{kind}” is not known", f"Choose one of {', '.join(KINDS)}."
        )
    if need(entry, "skill") not in SKILLS:
        raise FruskitError(
            "", f"the skill “{entry['skill']}” is not known", f"Choose one of {', '.join(SKILLS)}."
        )
    task = MAKERS[kind](make, entry)
    made = Exercise(
        id=f"{stem}/{need(entry, 'id')}",
        notebook=notebook,
        kind=kind,
        skill=entry["skill"],
        title=need(entry, "title"),
        prompt=need(entry, "prompt"),
        hints=tuple(each(entry, "hints", str)),
        right=need(entry, "right"),
        next=may(entry, "next"),
        version=_version(entry),
        section=make.section,
        grounds=make.evidence(entry),
        task=task,
        proof=_proof(make, task, entry),
        again=_again(stem, entry),
    )
    if not made.evidence:
        raise FruskitError(
            "",
            "no words of the text decide it",
            'Give it, or its parts, evidence = [{ quote = "…" }].',
        )
    return made


def _proof(make: Maker, task: Task, entry: Mapping[str, Any]) -> Words | None:
    """The second step, [exercise.proof], where an entry has one."""
    if "proof" not in entry:
        return None
    proof = need(entry, "proof", dict)
    try:
        words = replace(make.mark(proof), prompt=need(proof, "prompt"))
    except FruskitError as problem:
        raise FruskitError("", f"in its proof, {problem.what}", problem.remedy) from None
    hidden = {gap.span.block for gap in task.gaps} if isinstance(task, Reveal) else set()
    if shown := hidden.intersection(words.passages):
        raise FruskitError(
            "",
            f"its proof shows {', '.join(sorted(shown))}, where words are hidden",
            "Take the [exercise.proof] out, or let it show other passages.",
        )
    return words


def _again(stem: str, entry: Mapping[str, Any]) -> str:
    """The full id of the exercise of the same lesson that this one takes up, or nothing."""
    return f"{stem}/{entry['again']}" if may(entry, "again") else ""


def _version(entry: Mapping[str, Any]) -> str:
    """A short fingerprint of the entry: an attempt says which form of the exercise it answered."""
    written = json.dumps(entry, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:12]
