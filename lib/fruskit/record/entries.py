"""What a record holds: attempts, events, notes, drafts; and the rows that they become.

Whatever is to be kept is checked here first, field by field; a field of one name means the same in all.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, UTC
import hashlib
import json
import os
import re
from typing import Any, NamedTuple, TypeVar

_LARGEST = 50_000_000  # bytes of one response; more is no answer
_LONGEST = 1_000_000  # characters of words that a person wrote or quoted
_DEEPEST = 100  # lists in lists of one response; json would run out of stack somewhere above
HAPPENINGS = ("opened", "hint", "shown")


def now() -> str:
    """The present moment as a record keeps it: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


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
Row = tuple[Any, ...]  # in the order of the columns
TABLES: dict[type[Entry], str] = {
    Attempt: "attempt",
    Event: "event",
    OwnNote: "note",
    Draft: "draft",
}


def names(of: type[Entry]) -> tuple[str, ...]:
    """The fields of such an entry, which are the columns of its table too."""
    return tuple(one.name for one in fields(of))


def columns(of: type[Entry]) -> str:
    """The columns as SQL names them: “end” is a word of its own there."""
    return ", ".join(f'"{name}"' for name in names(of))


def entry_of(of: type[E], row: Row) -> E:
    """The entry that a row of the file is."""
    said = dict(zip(names(of), row))
    return of(**{n: _READ[n](value) if n in _READ else value for n, value in said.items()})


def plain(entry: Entry) -> dict[str, Any]:
    """Its fields as plain values."""
    return {name: getattr(entry, name) for name in names(type(entry))}


def row_of(of: type[Entry], said: object, without: Iterable[str] = ()) -> Row:
    """An entry's row, from its fields as plain values; ValueError tells which one is wrong.

    without: fields that it does not have yet, which are then wanting in the row too.
    """
    wanted = [name for name in names(of) if name not in without]
    if not isinstance(said, Mapping) or set(said) != set(wanted):
        raise ValueError(f"it does not have exactly the fields {', '.join(wanted)}")
    for name in wanted:
        rule = _RULES[name]
        if not rule.fits(said[name]):
            raise ValueError(f"its “{name}” is not {rule.kind}")
    if of is OwnNote and said["end"] < said["start"]:
        raise ValueError("its “end” is before its “start”")
    return tuple(_KEPT[name](said[name]) if name in _KEPT else said[name] for name in wanted)


def old_ids(rows: Iterable[Row]) -> list[str]:
    """Identifiers for rows of attempts of version 1, which had none: (exercise, version, response,
    score, correct, hints, at). They are made of what each says, and of how many before it say the
    same, so that an old attempt gets one and the same identifier on every machine."""
    before: dict[str, int] = {}
    ids = []
    for exercise, version, response, score, correct, hints, at in rows:
        said = [exercise, version, _settled(response), score, int(correct), hints, _at(at)]
        same = json.dumps(said, default=str)
        before[same] = before.get(same, 0) + 1
        ids.append(hashlib.sha256(f"{same} {before[same]}".encode()).hexdigest()[:32])
    return ids


def is_name(value: object) -> bool:
    """Whether it can be a learner's name: one line of text, or empty."""
    return _is_text(value) and len(str(value)) <= 200 and len(str(value).splitlines()) <= 1


def same(response: object) -> str:
    """A response in the one form in which responses that say the same are the same text."""
    return json.dumps(response, sort_keys=True)


def as_json(response: object) -> str:
    """The response as JSON in ASCII, so that lone surrogates and all come back as they were."""
    if _too_deep(response):
        raise ValueError("its “response” is nested too deeply")
    try:
        text = json.dumps(response)
    except (TypeError, ValueError) as problem:
        raise ValueError(f"its “response” is not JSON ({problem})") from problem
    if len(text) > _LARGEST:
        raise ValueError("its “response” is too long")
    return text


def _too_deep(value: object) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        inside = [outer for outer in level if isinstance(outer, dict | list | tuple)]
        level = [i for o in inside for i in (o.values() if isinstance(o, dict) else o)]
        if not level:
            return False
    return True


def _moment(at: str) -> str:
    """A time in the one form that the record keeps, in which the order of text is that of time."""
    try:
        when = datetime.fromisoformat(at)
        if when.tzinfo is not None:
            return when.astimezone(UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError):
        pass
    raise ValueError("its “at” is not a time with a zone, as 2026-01-01T12:00:00.000+00:00")


def _moment_if_any(at: str) -> str:
    return _moment(at) if at else ""


def _at(at: object) -> object:
    """A time as it is kept now; what an old file has in another form stays as it is."""
    try:
        return _moment(at) if isinstance(at, str) else at
    except ValueError:
        return at


def _settled(response: object) -> object:
    try:
        return same(json.loads(response)) if isinstance(response, str) else response
    except ValueError:
        return response


def _loaded(response: object) -> object:
    """A response; what is no longer JSON, in a file that was damaged, is at least the text it is."""
    try:
        return json.loads(response) if isinstance(response, str) else str(response)
    except ValueError:
        return response


# --- the fields, each with what it may be


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


def _is_short(value: object) -> bool:
    return isinstance(value, str) and _is_text(value) and len(value) <= _LONGEST


def _is_id(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9A-Za-z-]{8,64}", value) is not None


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and type(value) is not bool and 0 <= value <= 1


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and type(value) is not bool and 0 <= value < 2**63


def _is_happening(value: object) -> bool:
    return isinstance(value, str) and value in HAPPENINGS


def _is_any(_: object) -> bool:
    return True  # as_json tells what is wrong with it


class _Rule(NamedTuple):
    fits: Callable[[Any], bool]
    kind: str


_TEXT = _Rule(_is_text, "text")
_WORDS = _Rule(_is_short, f"text of at most {_LONGEST:,} characters")
_COUNT = _Rule(_is_count, "a whole number, 0 or more")
_FLAG = _Rule(_is_flag, "true or false")
_RULES = {
    "exercise": _TEXT,
    "version": _TEXT,
    "response": _Rule(_is_any, "JSON"),
    "score": _Rule(_is_share, "a number from 0 to 1"),
    "correct": _FLAG,
    "hints": _COUNT,
    "at": _TEXT,
    "kept": _TEXT,
    "shown": _FLAG,
    "id": _Rule(_is_id, "an identifier: 8 to 64 letters, digits and hyphens"),
    "what": _Rule(_is_happening, f"one of {', '.join(HAPPENINGS)}"),
    "block": _TEXT,
    "start": _COUNT,
    "end": _COUNT,
    "quote": _WORDS,
    "words": _WORDS,
}
_KEPT: dict[str, Callable[[Any], Any]] = {
    "response": as_json,
    "score": float,
    "at": _moment,
    "kept": _moment_if_any,
}
_READ: dict[str, Callable[[Any], Any]] = {"response": _loaded, "correct": bool, "shown": bool}
