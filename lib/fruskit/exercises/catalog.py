"""The exercises of data/exercises: the form of their files, and how they are made.

One that could not be answered or explained is refused; each error names the file, the exercise and
the remedy.
"""

from collections.abc import Mapping
from dataclasses import replace
import hashlib
import json
from pathlib import Path
from typing import Any

from ..claims.annotations import Annotations
from ..errors import FruskitError
from ..kit.datafile import collect, File, placed
from ..kit.folder import Kit
from ..kit.forms import DRAFT, Each, Entry, Form, ID, Kinds, May, Text, Word
from ..volumes.text import Section
from .evidence import EVIDENCE, refuse, Sources
from .exercise import Exercise
from .kinds import KINDS
from .kinds.mark import Words

SKILLS = (
    "sourcing",
    "close reading",
    "chronology",
    "contextualisation",
    "corroboration",
    "textual criticism",
)
_PROOF = Form({"prompt": Text("What is to be marked, after the answer.")}).with_(Words.FORM)
_COMMON = Form(
    {
        "id": ID,
        "kind": Word(tuple(KINDS)),
        "skill": Word(SKILLS),
        "title": Text("A few words."),
        "prompt": Text("What is asked."),
        "hints": May(Each(Text("A step towards the answer."))),
        "right": Text("Said when all is right."),
        "next": May(Text("Where to look next.")),
        "evidence": EVIDENCE,
        "proof": May(_PROOF),
        "draft": DRAFT,
        "again": May(Text("The id of an exercise above that asked the same.")),
    }
)
FILE = File(
    "data/exercises/*.toml",
    Form(
        {
            "notebook": Text("The file name of the lesson, without .ipynb."),
            "exercise": Each(
                Kinds("kind", _COMMON, {name: kind.FORM for name, kind in KINDS.items()})
            ),
        }
    ),
)


def load(
    kit: Kit, section: Section, notes: Annotations, problems: list[FruskitError] | None = None
) -> dict[str, Exercise]:
    """All exercises of the kit by id, such as “02/five-subjects”, in the order of the lessons.

    Raises FruskitError at the first that is incomplete or not borne out by the text; with a list for
    `problems` it puts them there instead and goes on with the rest.
    """
    found: list[FruskitError] = []
    sources, exercises = Sources(section, notes), dict[str, Exercise]()
    for path in kit.files(kit.data / "exercises", ".toml"):
        exercises |= load_file(kit, path, sources, found)
    collect(found, problems)
    return exercises


def load_file(
    kit: Kit, path: Path, sources: Sources, problems: list[FruskitError]
) -> dict[str, Exercise]:
    """The exercises of one file; what is wrong with others of it is put among the problems."""
    read, made = FILE.load(kit, path), dict[str, Exercise]()
    problems += read.problems
    if any(len(way) < 2 for way, _ in read.faults):  # of the file itself
        return {}
    before = set(read.faulty("exercise").ids)
    for entry, where in read.sound("exercise"):
        with placed(where, problems):
            if entry["again"] and entry["again"] not in before:
                refuse(
                    f"it takes up “{entry['again']}”, which does not come before it",
                    f"Name an exercise above it in this file, without “{path.stem}/”.",
                )
            one = _exercise(sources, path.stem, read.held["notebook"], entry)
            made[one.id] = one
        before.add(entry["id"])
    return made


def _exercise(sources: Sources, stem: str, notebook: str, entry: Entry) -> Exercise:
    task = KINDS[entry["kind"]].made(entry, sources)
    made = Exercise(
        id=f"{stem}/{entry['id']}",
        notebook=notebook,
        kind=entry["kind"],
        skill=entry["skill"],
        title=entry["title"],
        prompt=entry["prompt"],
        hints=tuple(entry["hints"]),
        right=entry["right"],
        next=entry["next"],
        version=_version(entry),
        section=sources.section,
        grounds=sources.evidence(entry),
        task=task,
        proof=_proof(sources, task.hidden, entry["proof"]) if entry["proof"] else None,
        again=f"{stem}/{entry['again']}" if entry["again"] else "",
    )
    if not made.evidence:
        refuse(
            "no words of the text decide it", 'Give it, or its parts, evidence = [{ quote = "…" }].'
        )
    return made


def _proof(sources: Sources, hidden: frozenset[str], entry: Entry) -> Words:
    """The second step, [exercise.proof]."""
    try:
        words = replace(Words.made(entry, sources), prompt=entry["prompt"])
    except FruskitError as problem:
        raise FruskitError("", f"in its proof, {problem.what}", problem.remedy) from None
    if shown := hidden.intersection(words.passages):
        refuse(
            f"its proof shows {', '.join(sorted(shown))}, where words are hidden",
            "Take the [exercise.proof] out, or let it show other passages.",
        )
    return words


def _version(entry: Mapping[str, Any]) -> str:
    """A short fingerprint of the entry: an attempt says which form of the exercise it answered.

    Fields that are not given are no part of it, nor whether a person has looked at it.
    """
    given = {key: value for key, value in entry.items() if key != "draft"}
    written = json.dumps(_given(given), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _given(held: Any) -> Any:
    if isinstance(held, dict):
        return {key: _given(value) for key, value in held.items() if value}
    return [_given(one) for one in held] if isinstance(held, list) else held
