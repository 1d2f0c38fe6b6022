"""The schemas in data/schema say of a file what the form says that loader and check read it by."""

from collections.abc import Iterator
import copy
import json
from pathlib import Path
import tomllib
from typing import Any

from entries import lesson
from fruskit import exercises
from fruskit.author.schemas import FILES, schemas
from fruskit.kit.folder import Kit
from fruskit.record import Attempt, Draft, Event, OwnNote
from fruskit.record.hand_in import HAND_IN, HandIn
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_schemas_in_data_are_those_of_the_forms():
    written = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "data/schema").iterdir()}
    assert {n: written.get(n) for n in schemas()} == schemas(), "python -m fruskit.author.schemas"


@pytest.mark.parametrize("file", FILES, ids=lambda file: Path(file.name).stem)
def test_a_schema_is_valid_and_describes_the_fields(file):
    Draft202012Validator.check_schema(file.schema())
    assert "description" in json.dumps(file.schema())


WRONG = [None, "", " ", "A b", 7, -7.5, 1945.0, 1e9, True, [], {}, ["x"], [7], {"x": "y"}]
ADDED = ["stranger", "tell", "feedback", "point", "otherwise", "missed"]  # former names too


def shortened(held: Any) -> Any:
    """Of each list of tables the one that says most, and of other lists the first three."""
    if isinstance(held, dict):
        return {key: shortened(value) for key, value in held.items()}
    if isinstance(held, list) and held and isinstance(held[0], dict):
        return [shortened(max(held, key=len))]
    return [shortened(value) for value in held[:3]] if isinstance(held, list) else held


def samples() -> Iterator[Any]:
    """Each form with a small file that has it."""
    kit = Kit(ROOT)
    for file in FILES:
        held = file.parsed(kit, ROOT / file.name)
        yield pytest.param(file, shortened(held), id=Path(file.name).stem)
    yield pytest.param(HAND_IN, handed_in(), id="hand-in")
    for kind in exercises.KINDS:
        yield pytest.param(exercises.FILE, shortened(tomllib.loads(lesson(kind))), id=kind)


def handed_in() -> Any:
    """A lesson as it is handed in, with one entry of each sort."""
    at = "2026-01-05T12:00:00.000+00:00"
    attempts = (Attempt("02/a", "v", 1.5, 0.5, False, 0, at),)
    events, notes = (Event("hint", "02/a", "v", at),), (OwnNote("p1", 0, 3, "The", "Why?", at),)
    made = HandIn("k", "0.2", "02", "Lin", at, attempts, events, notes, (Draft("02/a", 1, at),))
    return made.plain() | {"code": made.code}


@pytest.mark.parametrize("file, sound", list(samples()))
def test_a_schema_accepts_and_refuses_what_the_form_does(file, sound):
    schema = Draft202012Validator(json.loads(json.dumps(file.schema())))
    assert file.read(sound).problems == []
    refused = 0
    for changed in [sound, *mutations(sound)]:
        problems = file.read(changed).problems
        beyond = [p for p in problems if "cannot be read as a date" in p.what]  # no schema can say
        assert schema.is_valid(changed) == (len(problems) == len(beyond)), (changed, problems)
        refused += bool(problems)
    assert refused > 20


def mutations(held: Any) -> Iterator[Any]:
    """The same with one value in it taken out, or another in its place, or a field too many."""
    for way in ways(held):
        for wrong in WRONG:
            changed = copy.deepcopy(held)
            at(changed, way[:-1])[way[-1]] = wrong
            yield changed
        changed = copy.deepcopy(held)
        del at(changed, way[:-1])[way[-1]]
        yield changed
        for more in ADDED if isinstance(at(held, way), dict) else ():
            changed = copy.deepcopy(held)
            at(changed, way)[more] = "Words."
            yield changed


def ways(held: Any, before: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value in it."""
    listed = dict(enumerate(held)) if isinstance(held, list) else held
    for step, value in listed.items() if isinstance(listed, dict) else ():
        yield (*before, step)
        yield from ways(value, (*before, step))


def at(held: Any, way: tuple[Any, ...]) -> Any:
    for step in way:
        held = held[step]
    return held


KEYS = ["id", "kind", "quote", "fact", "exercise", "event", "option"]
ANY = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner),
    max_leaves=12,
)


@pytest.mark.parametrize("file", [*FILES, exercises.FILE], ids=lambda file: file.name)
@settings(max_examples=25, deadline=None)
@given(held=ANY)
def test_whatever_a_file_holds_is_read_or_told(file, held):
    read = file.read(held)
    assert all(problem.what and problem.remedy for problem in read.problems)
    for key in set(KEYS) & set(getattr(file.form, "types", ())):
        assert not {entry["id"] for entry, _ in read.sound(key)} & read.faulty(key).ids
