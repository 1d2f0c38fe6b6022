"""What an attempt is, and the row that it becomes: whatever is to be kept is checked here first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime, UTC
import json
from typing import Any

_LARGEST = 50_000_000  # bytes of one response; more is no answer
_DEEPEST = 100  # lists in lists of one response; json would run out of stack somewhere above


@dataclass(frozen=True, slots=True)
class Attempt:
    """One answer: `response` is any JSON value, `version` the exercise's form, `score` from 0 to 1.

    `at` is the time of it in ISO 8601 with a zone; the record keeps it in UTC, to the millisecond.
    """

    exercise: str
    version: str
    response: object
    score: float
    correct: bool
    hints: int
    at: str


NAMES = [field.name for field in fields(Attempt)]
COLUMNS = ", ".join(NAMES)
Row = tuple[object, ...]  # in the order of the columns


def attempt_of(row: Row) -> Attempt:
    """The attempt that a row of the file is."""
    exercise, version, response, score, correct, hints, at = row
    return Attempt(exercise, version, json.loads(response), score, bool(correct), hints, at)


def plain(attempt: Attempt) -> dict[str, object]:
    """Its fields as plain values."""
    return {name: getattr(attempt, name) for name in NAMES}


def row_of(said: object) -> Row:
    """An attempt's row, from its fields as plain values; ValueError tells which one is wrong."""
    if not isinstance(said, Mapping) or set(said) != set(NAMES):
        raise ValueError(f"it does not have exactly the fields {COLUMNS}")
    for name, (right, kind) in _FIELDS.items():
        if not right(said[name]):
            raise ValueError(f"its “{name}” is not {kind}")
    kept = {"response": as_json, "score": float, "at": _moment}
    return tuple(kept[name](said[name]) if name in kept else said[name] for name in NAMES)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


_FIELDS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "exercise": (_is_text, "text"),
    "version": (_is_text, "text"),
    "score": (
        lambda x: isinstance(x, int | float) and type(x) is not bool and 0 <= x <= 1,
        "a number from 0 to 1",
    ),
    "correct": (lambda x: isinstance(x, bool), "true or false"),
    "hints": (
        lambda x: isinstance(x, int) and type(x) is not bool and 0 <= x < 2**63,
        "a whole number, 0 or more",
    ),
    "at": (_is_text, "text"),
}


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
