"""Looks through all of a kit's data and says what is wrong with it, where, and what to do.

Every file is held against its schema and against the text; every problem found is named, not the
first alone. It changes nothing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
import json
from pathlib import Path
import re
from typing import Any

from . import annotations, exercises, tei
from .annotations import Annotation, Annotations
from .dates import compare, from_iso
from .errors import FruskitError
from .figures import atlas
from .kit import Kit
from .text import Section, Span

_CALL = re.compile(r"fruskit\.exercise\(\s*[\"']([^\"']+)[\"']\s*\)")
_CITED = re.compile(r"fruskit\.cite\(\s*[\"']([^\"']+)[\"']")
_MISSING = re.compile(r"the (?:fact|work) “(.+?)” is not in (data/\S+\.\w+)")
_UNCITED = "no note, fact or lesson cites it"
_CITING = ("data/context.toml", "data/annotations/sources.toml", "notebooks/")
_FOR_A_PERSON = re.compile(r"^> \*\*For the historian:\*\*", re.M)
_INSTEAD = {"string": "text in quotation marks", "array": "a list", "object": "a table",
            "boolean": "true or false", "integer": "a whole number", "number": "a number"}  # fmt: skip


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
        report.problems += _against_schema(kit, path, schema)
    report.looked_at["files"] = len(files) + 1
    report.remaining += _remaining(kit, [path for path, _ in files])
    try:
        source = kit.section_file()
        section = tei.read(source).division(source.stem)
    except FruskitError as problem:
        report.problems.append(problem)
        return report
    by_schema = {problem.where for problem in report.problems}
    by_text: list[FruskitError] = []
    notes = annotations.load(kit, section, by_text)
    asked = exercises.load(kit, section, notes, by_text)
    report.problems += [p for p in by_text if not any(w.startswith(p.where) for w in by_schema)]
    report.problems += _dates(kit, section, notes)
    report.problems += _answers(section, asked)
    report.problems += _references(kit, source, section, notes)
    report.problems += _works(kit, notes)
    report.problems += _map(kit, notes)
    report.problems += _filing(kit)
    report.problems += _notebooks(kit, asked, _faulty(report.problems))
    report.problems = [problem for problem in report.problems if not _follows(problem, report.problems)]
    report.looked_at |= {
        "blocks of text": len(section.blocks), "annotations": len(notes.entries),
        "facts": len(notes.facts), "exercises": len(asked),
    }  # fmt: skip
    return report


def _files(kit: Kit) -> list[tuple[Path, str]]:
    """Each data file with the name of its schema."""
    named = [
        (kit.data / "annotations" / f"{n}.toml", n)
        for n in dict.fromkeys(annotations.FILES.values())
    ]
    asked = [(path, "exercises") for path in sorted((kit.data / "exercises").glob("*.toml"))]
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
    for path in sorted(kit.notebooks.rglob("*.ipynb")):
        if count := len(_FOR_A_PERSON.findall(_sources(kit, path, "markdown"))):
            yield f"{kit.name(path)}: for the historian: {count} place{'s' * (count > 1)}."


def _drafts(held: Any) -> int:
    """How many tables, at any depth, say of themselves that they are drafts."""
    if isinstance(held, Mapping):
        return (held.get("draft") is True) + sum(map(_drafts, held.values()))
    return sum(map(_drafts, held)) if isinstance(held, list) else 0


# --- schemas


def _against_schema(kit: Kit, path: Path, schema: str) -> list[FruskitError]:
    from jsonschema import Draft202012Validator  # 30 ms and 5 MB that only a check needs

    try:
        held = kit.json(path) if path.suffix == ".json" else kit.toml(path)
        rules = kit.json(kit.data / "schema" / f"{schema}.json")
    except FruskitError as problem:
        return [problem]
    errors = Draft202012Validator(rules).iter_errors(held)
    told = [
        _told(kit.name(path), held, error)
        for error in sorted(errors, key=lambda e: list(map(str, e.path)))
    ]
    return list({str(problem): problem for problem in told if problem}.values())


def _told(name: str, held: Any, error: Any) -> FruskitError | None:
    """A schema's complaint, in words for somebody who has never seen a schema; None if it is none."""
    place, what = _place(name, held, list(error.path)), error.message
    key, value, toml = error.validator, error.validator_value, name.endswith(".toml")
    if key == "required":
        missing = next(k for k in value if k not in error.instance)
        wanted = _form(error.schema.get("properties", {}).get(missing, {}), [*error.path, missing])
        if toml and wanted.startswith("[["):
            return FruskitError(place, f"it has no “{missing}”", f"Add a {wanted.partition(',')[0]}.")
        line = "a line" if error.path else "a line at the top"
        return FruskitError(place, f"it has no “{missing}”", f"Add {line}: {missing} = …")
    if key in ("additionalProperties", "unevaluatedProperties"):
        known = _known(error)
        extra = next((k for k in error.instance if k not in known), None)
        if extra is None:  # a fault elsewhere in the entry, which is told by itself
            return None
        within = error.schema.get("$defs", {}).get("exercise", {})  # there alone where the fault is in the whole file
        kinds = [within, *(kind["then"] for kind in within.get("allOf", ()))]
        if any(extra in kind.get("properties", ()) for kind in kinds):
            wrote = type(error.instance[extra])
            write = {list: f"[[exercise.{extra}]]", dict: f"[exercise.{extra}]"}.get(wrote, f"{extra} below [[exercise]]")
            return FruskitError(place, f"“{extra}” belongs to an exercise", f"Write {write}.")
        return FruskitError(
            place, f"“{extra}” has no place here", f"It may have {', '.join(known)}."
        )
    if key == "enum":
        shown = json.dumps(error.instance, ensure_ascii=False)
        return FruskitError(
            place,
            f"{shown} is not one of the words allowed",
            f"Choose from {', '.join(map(str, value))}.",
        )
    if key == "type":
        remedy = f"Write {_form(error.schema, error.path)}." if toml else "Correct the value."
        return FruskitError(place, f"it is not {_INSTEAD.get(value, value)}", remedy)
    if key in ("minimum", "maximum"):
        less = "less" if key == "maximum" else "more"
        return FruskitError(place, f"{error.instance} is out of bounds", f"Write {value} or {less}.")
    if key == "minLength":
        return FruskitError(place, "it is empty", "Write something, or take the line out.")
    if key == "pattern":
        return FruskitError(
            place,
            f"“{error.instance}” does not have the form asked for",
            error.schema.get("description", ""),
        )
    return FruskitError(place, what.rstrip("."), "See the comment at the top of the file.")


def _form(schema: Mapping[str, Any], path: Sequence[str | int]) -> str:
    """How TOML writes a value of the type that a schema asks for."""
    heading = ".".join(step for step in path if isinstance(step, str))
    tables = schema.get("items", {}).get("type", "object") == "object"
    match schema.get("type"):
        case "array":
            return f"[[{heading}]], or [{{ … }}] in a line" if tables else '["…", "…"]'
        case "object":
            return "{ … }" if isinstance(path[-1], int) else f"[{heading}], or {{ … }} in a line"
        case "string":
            return "it between quotation marks"
        case "boolean":
            return "true or false, without quotation marks"
        case "integer":
            return "a number such as 2, without quotation marks"
    return "a number such as 0.5, without quotation marks"


def _known(error: Any) -> list[str]:
    """What the faulty table may hold: always, or by the condition that it meets, as by its kind."""
    always, branches = error.schema.get("properties", {}), error.schema.get("allOf", ())
    met = [
        branch for branch in branches
        if all(error.instance.get(k) == v["const"] for k, v in branch["if"]["properties"].items())
    ]  # fmt: skip
    # Where no condition is met, as with an unknown kind, that is the fault, and not what follows.
    meant = met or branches
    return list(dict.fromkeys([*always, *(k for b in meant for k in b["then"]["properties"])]))


def _place(name: str, held: Any, path: list[Any]) -> str:
    """The way to a value as a reader would say it: file, exercise “five-subjects”, option “dairen”."""
    said = [name]
    for step in path:
        held = held[step]
        if isinstance(step, str):
            said.append(step)
        else:
            named = (
                f"“{held['id']}”"
                if isinstance(held, Mapping) and "id" in held
                else f"number {step + 1}"
            )
            said[-1] = f"{said[-1]} {named}" if len(said) > 1 else f"{name}, entry {named}"
    return ", ".join(said)


# --- the parts against each other


def _dates(kit: Kit, section: Section, notes: Annotations) -> Iterator[FruskitError]:
    """An event's date is that of the words it is anchored to: no other, and none where they have none."""
    for event in notes.of("event"):
        written = _written_dates(section, event.span)
        date, certainty = event.fields["date"], event.fields["certainty"]
        where = f"data/annotations/events.toml, event “{event.id}”"
        if not written and (date or certainty != "undated"):
            yield FruskitError(
                where,
                f"its words give no date, but it is dated “{date}”",
                'Write date = "" and certainty = "undated".',
            )
        if written and certainty == "stated" and date not in written:
            yield FruskitError(
                where,
                f"it is dated “{date}”, but its words say {written[0]}",
                f'Write date = "{written[0]}".',
            )
        if (
            written
            and certainty == "year-inferred"
            and not any(w.startswith("--") and date.endswith(w[1:]) for w in written)
        ):
            yield FruskitError(
                where,
                f"the day of “{date}” is not the one in its words ({written[0]})",
                "Keep the day that is printed.",
            )
        if written and certainty == "undated":
            yield FruskitError(
                where, f"its words give a date ({written[0]})", "Enter it, or choose other words."
            )
        follows = event.fields.get("follows", "")
        if follows and follows not in {other.id for other in notes.of("event")}:
            yield FruskitError(
                where, f"it follows “{follows}”, which is no event", "Correct the id."
            )


def _written_dates(section: Section, words: Span) -> list[str]:
    return [
        _day(mark.attributes["when"]) for mark in section.marks
        if mark.kind == "date" and mark.block == words.block and "when" in mark.attributes
        and mark.start < words.end and mark.end > words.start
    ]  # fmt: skip


def _answers(section: Section, asked: Mapping[str, exercises.Exercise]) -> Iterator[FruskitError]:
    """The date that an exercise wants is not another than all those in its evidence."""
    for id, exercise in asked.items():
        for item in exercise.task.items if isinstance(exercise.task, exercises.Dates) else ():
            written = [date for span in item.evidence.spans for date in _written_dates(section, span)]
            try:
                differ = [compare(item.date, from_iso(date)) == "different" for date in written]
            except FruskitError:
                continue  # the TEI’s own fault
            if item.date.edtf and differ and all(differ):
                file, _, name = id.partition("/")
                yield FruskitError(
                    f"data/exercises/{file}.toml, exercise “{name}”",
                    f"item “{item.id}” is dated “{item.date.written}”, but its evidence says {written[0]}",
                    "Correct the date, or choose other words.",
                )  # fmt: skip


def _day(when: str) -> str:
    """A TEI date without its time; as it is where it has no year, or is no date."""
    try:
        read = from_iso(when)
    except FruskitError:
        return when
    return read.edtf if read.start else when


def _references(
    kit: Kit, source: Path, section: Section, notes: Annotations
) -> Iterator[FruskitError]:
    """What points to something else in the kit points to something that is there."""
    for cited in notes.of("citation"):
        where = f"data/annotations/sources.toml, citation “{cited.id}”"
        if cited.fields["note"] != (cited.span.block if _is_note(section, cited) else ""):
            yield FruskitError(
                where,
                f"its words stand in {cited.span.block}, not in “{cited.fields['note']}”",
                "Correct the note.",
            )
    known = {entry.id for entry in (*notes.of("person"), *notes.of("place"))}
    for mark in section.marks:
        named = annotations.id_of(mark.attributes.get("corresp", ""))
        if mark.kind in ("persName", "placeName") and named and named not in known:
            yield FruskitError(
                f"{kit.name(source)}, {mark.block}",
                f"it names #{named}, which is not in data/annotations/people-and-places.toml",
                "Add it there, or correct the name.",
            )
    for emendation in section.emendations:
        if emendation.id and not emendation.reason:  # one without an id is the edition's own
            yield FruskitError(
                f"{kit.name(source)}, choice “{emendation.id}”",
                "it has no reason",
                "Give it an <item> in the header’s list of corrections.",
            )


def _works(kit: Kit, notes: Annotations) -> Iterator[FruskitError]:
    """Each work that is cited is in the bibliography, and each that is there is cited."""
    try:
        works = annotations.works(kit)
    except FruskitError:
        return  # said already, when the facts were read
    missing = "is not in data/bibliography.json"
    used = {fact.work for fact in notes.facts.values()}
    for cited in notes.of("citation"):
        work = cited.fields["work"]
        used.add(work)
        if work not in works:
            where = f"data/annotations/sources.toml, citation “{cited.id}”"
            yield FruskitError(where, f"the work “{work}” {missing}", "Add it there, or correct the key.")
    for path in sorted(kit.notebooks.rglob("*.ipynb")):
        keys = set(_CITED.findall(_code(kit, path)))
        used |= keys
        for work in sorted(keys - set(works)):
            yield FruskitError(kit.name(path), f"the work “{work}” {missing}", "Add it there, or correct the key.")
    for work in works:
        if work not in used:
            yield FruskitError(
                f"data/bibliography.json, entry “{work}”", _UNCITED,
                "Cite it where it is used, or take it out.",
            )  # fmt: skip


def _map(kit: Kit, notes: Annotations) -> Iterator[FruskitError]:
    """What the map names is there; a kit need not have a map."""
    if (kit.data / "map.json").exists():
        try:
            yield from atlas.problems(atlas.load_map(kit), notes)
        except FruskitError:
            return  # said already, against the schema


def _code(kit: Kit, path: Path) -> str:
    return _sources(kit, path, "code")


def _sources(kit: Kit, path: Path, kind: str) -> str:
    """The cells of one kind of a notebook; empty where it cannot be read, which is said elsewhere."""
    try:
        cells = kit.json(path).get("cells", [])
    except (FruskitError, AttributeError):
        return ""
    return "\n".join("".join(c.get("source", "")) for c in cells if c.get("cell_type") == kind)


def _filing(kit: Kit) -> Iterator[FruskitError]:
    """Each meaning of a file number names a source that is listed, and no number has two."""
    try:
        held = kit.toml(kit.data / "filing.toml")
        listed = {source["id"] for source in held["source"]}
        named = [(f"{e['part']} {e['number']} of {e['scheme']}", e["source"]) for e in held["entry"]]
    except (FruskitError, KeyError, TypeError):
        return  # said already, against the schema
    for place, (entry, source) in enumerate(named):
        where = f"data/filing.toml, {entry}"
        if source not in listed:
            yield FruskitError(where, f"“{source}” is not a source listed there", "List it, or correct it.")
        if entry in (earlier for earlier, _ in named[:place]):
            yield FruskitError(where, "it is explained twice", "Take one out.")


def _is_note(section: Section, cited: Annotation) -> bool:
    return any(note.id == cited.span.block for note in section.notes)


def _follows(problem: FruskitError, problems: Iterable[FruskitError]) -> bool:
    """Whether it only says that a fact or a work is missing, where that, or its file, has a problem of its
    own; or that a work is not cited, where what may cite it has one."""
    if problem.what == _UNCITED:
        return any(p.where.startswith(_CITING) and not _MISSING.search(p.what) for p in problems)
    if not (missing := _MISSING.search(problem.what)):
        return False
    id, file = missing.groups()
    causes = tuple(f"{file}, {place}" for place in ("line ", "fact number ", f"fact “{id}”"))
    return any(other.where == file or other.where.startswith(causes) for other in problems)


def _faulty(problems: Iterable[FruskitError]) -> set[str]:
    """The ids of exercises that are there, but have a problem of their own; of a file with a problem
    that may hide any of its exercises, such as one that cannot be read, the name alone."""
    found = (re.match(r"data/exercises/(.+)\.toml(?:, exercise “(.+?)”)?", p.where) for p in problems)
    return {f"{match[1]}/{match[2]}" if match[2] else match[1] for match in found if match}


def _notebooks(
    kit: Kit, asked: Mapping[str, exercises.Exercise], faulty: set[str]
) -> Iterator[FruskitError]:
    """Each exercise is shown in the notebook it names, and each that a notebook shows is there."""
    shown: dict[str, set[str] | None] = {}
    for path in sorted(kit.notebooks.rglob("*.ipynb")):
        try:
            kit.json(path).get("cells", [])
        except (FruskitError, AttributeError) as problem:
            yield (
                problem
                if isinstance(problem, FruskitError)
                else FruskitError(kit.name(path), "it is not a notebook")
            )
            shown[path.stem] = None
            continue
        shown[path.stem] = held = set(_CALL.findall(_code(kit, path)))
        for id in sorted(held - set(asked) - faulty):
            if id.partition("/")[0] in faulty:
                continue
            yield FruskitError(
                kit.name(path),
                f"it shows the exercise “{id}”, which is not in data/exercises",
                "Correct the id, or add the exercise.",
            )
    yield from _unshown({id: made for id, made in asked.items() if id not in faulty}, shown)


def _unshown(
    asked: Mapping[str, exercises.Exercise], shown: Mapping[str, set[str] | None]
) -> Iterator[FruskitError]:
    """Exercises that their notebook does not show, by notebook (None where it cannot be read); of those
    whose notebook is not there it is told once a file."""
    for file, notebook in dict.fromkeys((id.partition("/")[0], made.notebook) for id, made in asked.items()):
        if notebook not in shown:
            yield FruskitError(
                f"data/exercises/{file}.toml", f"there is no notebooks/{notebook}.ipynb",
                f"Add it, or name one that is there, without .ipynb: {', '.join(sorted(shown))}.",
            )  # fmt: skip
    for id, exercise in asked.items():
        held = shown.get(exercise.notebook)
        if held is not None and id not in held:
            file, _, name = id.partition("/")
            yield FruskitError(
                f"data/exercises/{file}.toml, exercise “{name}”",
                f"notebooks/{exercise.notebook}.ipynb does not show it",
                f'Add a cell there: fruskit.exercise("{id}")',
            )
