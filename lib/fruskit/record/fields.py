"""The fields of what a record holds: what each may be, how it is kept, and how it is read again.

A field of one name means the same in attempts, events, notes and drafts.
"""

from collections.abc import Callable
from datetime import datetime, UTC
import json
import re
from typing import Any

_LARGEST = 50_000_000  # bytes of one response; more is no answer
_LONGEST = 1_000_000  # characters of words that a person wrote or quoted
_DEEPEST = 100  # lists in lists of one response; json would run out of stack somewhere above
HAPPENINGS = ("opened", "hint", "shown")
FIELDS = dict.fromkeys(("exercise", "version", "at", "kept", "block"), "text")  # what each is
FIELDS |= dict.fromkeys(("correct", "shown"), "true or false")
FIELDS |= dict.fromkeys(("hints", "start", "end"), "a whole number, 0 or more")
FIELDS |= dict.fromkeys(("quote", "words"), f"text of at most {_LONGEST:,} characters")
FIELDS |= {"score": "a number from 0 to 1", "what": f"one of {', '.join(HAPPENINGS)}"}
FIELDS |= {"id": "an identifier: 8 to 64 letters, digits and hyphens"}


def now() -> str:
    """The present moment as a record keeps it: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


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


def moment_if_one(at: object) -> object:
    """A time as it is kept now; what an old file has in another form stays as it is."""
    try:
        return _moment(at) if isinstance(at, str) else at
    except ValueError:
        return at


def settled(response: object) -> object:
    try:
        return same(json.loads(response)) if isinstance(response, str) else response
    except (ValueError, RecursionError):
        return response


def loaded(response: object) -> object:
    """A response; what is no longer JSON, in a file that was damaged, is at least the text it is."""
    try:
        return json.loads(response) if isinstance(response, str) else str(response)
    except (ValueError, RecursionError):
        return response


# --- what each may be


def _is_text(value: object) -> bool:
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


def fits(name: str, value: Any) -> bool:
    """Whether the field of that name may hold this; as_json tells what is wrong with a response."""
    match name:
        case "correct" | "shown":
            return isinstance(value, bool)
        case "hints" | "start" | "end":
            return type(value) is int and 0 <= value < 2**63
        case "score":
            return isinstance(value, int | float) and type(value) is not bool and 0 <= value <= 1
        case "id":
            return isinstance(value, str) and bool(re.fullmatch(r"[0-9A-Za-z-]{8,64}", value))
        case "what":
            return value in HAPPENINGS
        case "quote" | "words":
            return _is_text(value) and len(value) <= _LONGEST
    return name == "response" or _is_text(value)


_Turned = dict[str, Callable[[Any], Any]]
KEPT: _Turned = {"response": as_json, "score": float, "at": _moment, "kept": _moment_if_any}
READ: _Turned = {"response": loaded, "correct": bool, "shown": bool}
