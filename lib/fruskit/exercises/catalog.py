"""The exercises of data/exercises: the form of their files, and how they are made.

One that could not be answered or explained is refused; each error names the file, the exercise and
the remedy.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
import hashlib
import json
from pathlib import Path
from typing import Any

from ..claims import glossary
from ..claims.annotations import Annotations
from ..errors import FruskitError, nearest
from ..kit import texts
from ..kit.datafile import collect, Faulty, File, placed, Read
from ..kit.folder import Kit
from ..kit.forms import DRAFT, Each, Entry, Form, ID, Kinds, May, Text, Word
from ..volumes.text import Section
from .evidence import EVIDENCE, refuse, Sources
from .exercise import Exercise
from .kinds import KINDS
from .kinds.mark import Words

SKILLS: tuple[str, ...] = ("sourcing", "close reading", "chronology")
SKILLS += ("contextualization", "corroboration", "textual criticism")
LEVELS = ("core", "stretch", "transfer")
_FOR_WHOM = "core: for everyone; stretch: for those who have time; "
_LEVEL = Word(LEVELS, _FOR_WHOM + "transfer: what was learned, on a new text.", empty="core")
_PROOF = Form({"prompt": Text("What is to be marked, after the answer.")}).with_(Words.FORM)
_COMMON = Form(
    {
        "id": ID,
        "kind": Word(tuple(KINDS)),
        "skill": Word(SKILLS),
        "level": May(_LEVEL),
        "title": Text("A few words."),
        "prompt": Text("What is asked."),
        "hints": May(Each(Text("A step toward the answer."))),
        "right": Text("Said when all is right."),
        "next": May(Text("Where to look next.")),
        "evidence": EVIDENCE,
        "proof": May(_PROOF),
        "draft": DRAFT,
        "again": May(Text("The id of an exercise above that asked the same.")),
        "text": May(Text("The text of the kit that it is about, by its name, where not all.")),
    }
)
_SAID = ("kind", "skill", "level", "title", "prompt", "right", "next")
_LESSON = Text("The file name of the lesson, without .ipynb.")
_EXERCISES = Each(Kinds("kind", _COMMON, KINDS))
FILE = File("data/exercises/*.toml", Form({"notebook": _LESSON, "exercise": _EXERCISES}))


@dataclass(frozen=True, slots=True)
class Catalog:
    """The exercises of a kit by id, such as “02/five-subjects”, in the order of the lessons.
    faulty: by file (“02”), those that are in it and cannot be used; problems: all that is wrong."""

    exercises: dict[str, Exercise] = field(default_factory=dict)
    faulty: dict[str, Faulty] = field(default_factory=dict)
    problems: list[FruskitError] = field(default_factory=list)


def load_catalog(
    kit: Kit, section: Section, notes: Annotations, ids: Collection[str] = ()
) -> Catalog:
    """All exercises of the kit, and all that is wrong with others; ids: of the files of these alone."""
    made, sources = Catalog(), Sources(section, notes, glossary.load(kit))
    stems = {id.partition("/")[0] for id in ids}
    for path in (path for path in _files(kit) if not stems or path.stem in stems):
        read = FILE.load(kit, path)
        made.problems.extend(read.problems)
        sound = []
        for entry, where in _sound(read):
            with placed(where, made.problems):
                one = _exercise(_about(kit, sources, entry), path.stem, read, entry)
                made.exercises[one.id] = one
                sound.append(entry["id"])
        made.faulty[path.stem] = read.faulty("exercise", sound)
    return made


def load(
    kit: Kit,
    section: Section,
    notes: Annotations,
    problems: list[FruskitError] | None = None,
    ids: Collection[str] = (),
) -> dict[str, Exercise]:
    """All exercises of the kit by id, in the order of the lessons; ids: of the files of these alone.
    Raises FruskitError at the first that is incomplete or not borne out by the text; with a list for
    `problems` it puts them there instead and goes on with the rest."""
    made = load_catalog(kit, section, notes, ids)
    collect(made.problems, problems)
    return made.exercises


def one(kit: Kit, section: Section, notes: Annotations, id: str) -> Exercise:
    """The exercise of that id; of other files nothing is read, and other entries do not hinder it.
    Raises FruskitError for one that has a fault, and for an unknown id, naming the nearest."""
    stem, _, name = str(id).partition("/")
    path = next((path for path in _files(kit) if path.stem == stem), None)
    read = FILE.load(kit, path) if path else Read("", None)
    for entry, where in _sound(read):
        if entry["id"] == name:
            found: list[FruskitError] = []
            sources = Sources(section, notes, glossary.load(kit))
            with placed(where, found):
                return _exercise(_about(kit, sources, entry), stem, read, entry)
            raise found[0]
    for problem in read.about("exercise", name):
        raise problem
    known = [f"{p.stem}/{id}" for p in _files(kit) for id in FILE.load(kit, p).ids("exercise")]
    remedy = nearest(id, known, f"There are {len(known)} exercises.")
    raise FruskitError("fruskit.exercise", f"there is no exercise “{id}”", remedy)


def _files(kit: Kit) -> list[Path]:
    return kit.files(kit.data / "exercises", ".toml")


def _sound(read: Read) -> Iterator[tuple[Entry, str]]:
    """The entries that have their form, where the file names their lesson."""
    lesson = read.held.get("notebook") if isinstance(read.held, dict) else None
    return read.sound("exercise") if isinstance(lesson, str) and lesson.strip() else iter(())


def _about(kit: Kit, sources: Sources, entry: Entry) -> Sources:
    """The sources with the text that the exercise names, where it names one."""
    return sources._replace(section=texts.load(kit, entry["text"])) if entry["text"] else sources


def _exercise(sources: Sources, stem: str, read: Read, entry: Entry) -> Exercise:
    above = read.ids("exercise")
    if entry["again"] not in ("", *above[: above.index(entry["id"])]):
        what = f"it takes up “{entry['again']}”, which does not come before it"
        refuse(what, f"Name an exercise above it in this file, without “{stem}/”.")
    task = KINDS[entry["kind"]].made(entry, sources)
    made = Exercise(
        id=f"{stem}/{entry['id']}",
        notebook=read.held["notebook"],
        hints=tuple(entry["hints"]),
        **{key: entry[key] for key in _SAID},
        version=_version(entry),
        section=sources.section,
        grounds=sources.evidence(entry),
        task=task,
        proof=_proof(sources, task.hidden, entry["proof"]) if entry["proof"] else None,
        again=f"{stem}/{entry['again']}" if entry["again"] else "",
        glossary=sources.glossary,
        report=sources.notes.report,
    )
    if not made.evidence:
        remedy = 'Give it, or its parts, evidence = [{ quote = "…" }].'
        refuse("no words of the text decide it", remedy)
    return made


def _proof(sources: Sources, hidden: frozenset[str], entry: Entry) -> Words:
    """The second step, [exercise.proof]."""
    try:
        words = replace(Words.made(entry, sources), prompt=entry["prompt"])
    except FruskitError as problem:
        raise type(problem)("", f"in its proof, {problem.what}", problem.remedy) from None
    if shown := hidden.intersection(words.passages):
        what = f"its proof shows {', '.join(sorted(shown))}, where words are hidden"
        refuse(what, "Take the [exercise.proof] out, or let it show other passages.")
    return words


def _version(entry: Mapping[str, Any]) -> str:
    """A short fingerprint of the entry: an attempt says which form of the exercise it answered.
    Fields that are not given are no part of it, nor what says nothing of what is asked."""
    given = {key: value for key, value in entry.items() if key not in ("draft", "level")}
    written = json.dumps(_given(given), sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _given(held: Any) -> Any:
    if isinstance(held, dict):
        return {key: _given(value) for key, value in held.items() if value}
    return [_given(one) for one in held] if isinstance(held, list) else held
