"""A record as Markdown to read: each exercise with what happened at it, then notes, then drafts."""

from collections.abc import Iterable
import json

from ..markup import many, md_escape, md_fence
from ..volumes.dates import in_words
from .entries import Attempt, Event, Held
from .tally import by_exercise, day, hour, of_100

_HAPPENED = {"opened": "opened", "hint": "a hint was shown", "shown": "the answer was shown"}


def markdown(name: str, held: Held) -> str:
    """Everything in a record; answers as they were given, moments by the clock of this machine."""
    attempts, events, notes, drafts = held
    parts = ["# My record", *([md_escape(name)] if name else [])]
    parts.append(f"{len(attempts)} attempts, in the order of their times.")
    happened: list[Attempt | Event] = [*attempts, *events]
    for exercise, entries in by_exercise(happened).items():
        parts.append(f"## {md_escape(exercise)}")
        parts += _happened(sorted(entries, key=lambda entry: entry.at))
    if notes:
        parts.append("## My notes")
        for note in notes:
            at = f"on {md_escape(note.block)}, characters {note.start} to {note.end}:"
            parts += [f"{_when(note.at)}, {at}", _fenced(note.quote), _fenced(note.words)]
    for draft in drafts:
        parts.append(f"## {md_escape(draft.exercise)}, begun and not handed in")
        parts += [*([_when(draft.kept)] if draft.kept else []), _fenced(draft.response)]
    return "\n\n".join(parts) + "\n"


def _happened(entries: Iterable[Attempt | Event]) -> Iterable[str]:
    for entry in entries:
        if isinstance(entry, Event):
            yield f"{_when(entry.at)}: {_HAPPENED[entry.what]}"
        else:
            said = [of_100(entry.score, entry.correct)]
            said += [many(entry.hints, "hint")] if entry.hints else []
            said += ["after the answer was shown"] if entry.shown else []
            said += [f"version {md_escape(entry.version)} of the exercise"]
            yield f"{_when(entry.at)}: {', '.join(said)}"
            yield _fenced(entry.response)


def _when(at: str) -> str:
    return f"{in_words(day(at))}, {hour(at)}"


def _fenced(response: object) -> str:
    """A response as a block of its own, as it was given."""
    whole = isinstance(response, str)
    text = response if whole else json.dumps(response, ensure_ascii=False, indent=1)
    return md_fence(str(text).encode("utf-8", "replace").decode())
