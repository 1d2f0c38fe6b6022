"""What a record holds: attempts, events, notes, drafts; and the rows that they become.

Whatever is to be kept is checked here first, field by field.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
import hashlib
import json
import os
from typing import Any, TypeVar

from .fields import FIELDS, fits, KEPT, moment_if_one, now, READ, settled


def new_id() -> str:
    """An identifier that no other entry has, on this machine or another: 128 random bits."""
    return os.urandom(16).hex()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer: `response` is any JSON value, `version` the exercise's form, `score` from 0 to 1.

    `at` is the time of it in ISO 8601 with a zone; the record keeps it in UTC, to the millisecond.
    shown: it came after the answer had been shown. Two attempts that say the same are equal; `id`
    is what tells them apart in a record.
    """

    exercise: str
    version: str
    response: object
    score: float
    correct: bool
    hints: int
    at: str
    shown: bool = False
    id: str = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Event:
    """What happened at an exercise beside attempts; what: opened, hint (one was given), shown (the
    answer was); version: the exercise's form."""

    what: str
    exercise: str
    version: str
    at: str = field(default_factory=now)
    id: str = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class OwnNote:
    """A note of the student's own: the `words` of it, and what it is on: characters start to end
    (half-open) of a block of the text, whose words were then `quote`."""

    block: str
    start: int
    end: int
    quote: str
    words: str
    at: str = field(default_factory=now)
    id: str = field(default_factory=new_id, compare=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer that is not handed in; kept: when it was, or empty where that is not known."""

    exercise: str
    response: object
    kept: str


Entry = Attempt | Event | OwnNote | Draft
E = TypeVar("E", Attempt, Event, OwnNote, Draft)
Held = tuple[list[Attempt], list[Event], list[OwnNote], list[Draft]]  # by a whole record
Row = tuple[Any, ...]  # in the order of the columns
TABLES: dict[type[Entry], str]
TABLES = {Attempt: "attempt", Event: "event", OwnNote: "note", Draft: "draft"}


_NAMES = {of: tuple(one.name for one in fields(of)) for of in TABLES}


def names(of: type[Entry]) -> tuple[str, ...]:
    """The fields of such an entry, which are the columns of its table too."""
    return _NAMES[of]


def columns(of: type[Entry]) -> str:
    """The columns as SQL names them: “end” is a word of its own there."""
    return ", ".join(f'"{name}"' for name in names(of))


def entry_of(of: type[E], row: Row) -> E:
    """The entry that a row of the file is."""
    said = dict(zip(names(of), row))
    return of(**{n: READ[n](value) if n in READ else value for n, value in said.items()})


def plain(entry: Entry) -> dict[str, Any]:
    """Its fields as plain values."""
    return {name: getattr(entry, name) for name in names(type(entry))}


def row_of(of: type[Entry], said: object, without: Iterable[str] = ()) -> Row:
    """An entry's row, from its fields as plain values; ValueError tells which one is wrong.
    without: fields that it does not have yet, which are then wanting in the row too."""
    wanted = [name for name in names(of) if name not in without]
    if not isinstance(said, Mapping) or set(said) != set(wanted):
        raise ValueError(f"it does not have exactly the fields {', '.join(wanted)}")
    for name in wanted:
        if not fits(name, said[name]):
            raise ValueError(f"its “{name}” is not {FIELDS[name]}")
    if of is OwnNote and said["end"] < said["start"]:
        raise ValueError("its “end” is before its “start”")
    return tuple(KEPT[name](said[name]) if name in KEPT else said[name] for name in wanted)


def old_ids(rows: Iterable[Row]) -> list[str]:
    """Identifiers for rows of attempts of version 1, which had none: (exercise, version, response,
    score, correct, hints, at). They are made of what each says, and of how many before it say the
    same, so that an old attempt gets one and the same identifier on every machine."""
    before: dict[str, int] = {}
    ids = []
    for exercise, version, response, score, correct, hints, at in rows:
        said = [exercise, version, settled(response), score, bool(correct), hints]
        same = json.dumps([*said, moment_if_one(at)], default=str)
        before[same] = before.get(same, 0) + 1
        ids.append(hashlib.sha256(f"{same} {before[same]}".encode()).hexdigest()[:32])
    return ids
