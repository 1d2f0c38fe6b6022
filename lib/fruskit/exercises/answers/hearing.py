"""What may be heard: every answer that an exercise foresees, right and wrong, and what it says to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ...errors import FruskitError
from ...volumes.dates import in_words
from .. import Choice, Dates, Decode, Emend, Exercise, Match, Order, Reveal, Sort, Words, Write

_WAYS = {
    "year-assumed": "with a year that is not printed",
    "year-missing": "without the year",
    "coarser": "less exact than the text",
    "finer": "more exact than the text",
    "doubt": "with a doubt that the text has not, or without its doubt",
    "undated": "“undated”",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer that somebody may give, whether it is right (None: in part, or nothing counts), and
    what the kit says to it."""

    answer: str
    right: bool | None
    says: str


def heard(exercise: Exercise) -> list[Heard]:
    """Every answer that is foreseen, right and wrong, with what is said to it, in both steps."""
    proof = _words(exercise.proof) if exercise.proof else ()
    return [*_HEARD[type(exercise.task)](exercise.task), *proof]


def _choice(task: Choice) -> Iterator[Heard]:
    for option in task.options:
        yield Heard(option.text, None if task.opinion else option.right, option.feedback)


def _pairs(task: Match | Sort) -> Iterator[Heard]:
    for pair in task.pairs:
        yield Heard(f"{pair.left} — {pair.right}", True, pair.feedback)
        for other, says in pair.wrong.items():
            yield Heard(f"{pair.left} — {task.rights[other]}", False, says)
        yield Heard(f"{pair.left} — anything else", False, pair.otherwise)
    for extra in task.extras if isinstance(task, Match) else ():
        yield Heard(extra.text, False, extra.feedback)


def _order(task: Order) -> Iterator[Heard]:
    for item in task.items:
        yield Heard(item.text, None, item.feedback)


def _words(task: Words) -> Iterator[Heard]:
    for target in task.targets:
        yield Heard(f"“{target.span.text}”", True, target.feedback)
        yield Heard(f"“{target.span.text}” not marked", False, target.missed)
    for decoy in task.decoys:
        yield Heard(f"“{decoy.span.text}”", False, decoy.feedback)
    yield Heard("other words", False, task.outside)


def _reveal(task: Reveal) -> Iterator[Heard]:
    for gap in task.gaps:
        yield Heard(f"“{gap.span.text}”", True, gap.feedback)
        for words, says in gap.wrong.items():
            yield Heard(f"“{words}”", False, says)
        yield Heard(f"for “{gap.span.text}”, anything else", False, gap.otherwise)


def _dates(task: Dates) -> Iterator[Heard]:
    for item in task.items:
        date = f"“{item.date.written}”" if item.date.edtf else "undated"
        yield Heard(f"{item.text} — {date}", True, item.feedback)
        for way, says in item.said.items():
            yield Heard(f"{item.text} — {_WAYS[way]}", False, says)
        for edtf, says in item.wrong.items():
            yield Heard(f"{item.text} — {_dated(edtf)}", False, says)
        yield Heard(f"{item.text} — anything else", False, item.otherwise)


def _dated(edtf: str) -> str:
    try:
        return in_words(edtf) or "undated"
    except FruskitError:  # a season, or a year left open
        return edtf


def _pieces(task: Decode) -> Iterator[Heard]:
    for piece in task.pieces:
        means = f", {piece.means}" if piece.means else ""
        yield Heard(f"{piece.name}: “{piece.written}”{means}", True, piece.feedback)
        for other, says in piece.wrong.items():
            yield Heard(f"{piece.name}: {task.meanings.get(other) or f'“{other}”'}", False, says)
        yield Heard(f"{piece.name}: anything else", False, piece.otherwise)
    for extra in task.extras:
        yield Heard(extra.text, False, extra.feedback)


def _readings(task: Emend) -> Iterator[Heard]:
    for reading in task.readings:
        held = reading.worth == 1 or (None if reading.worth else False)
        yield Heard(" or ".join(f"“{text}”" for text in reading.texts), held, reading.feedback)
    yield Heard("another reading", False, task.otherwise)
    yield from _choice(task.grounds)


def _writing(task: Write) -> Iterator[Heard]:
    for target in task.targets:
        yield Heard(f"quotes “{target.span.text}”", True, target.feedback)
        yield Heard(f"does not quote “{target.span.text}”", False, target.missed)


_HEARD: dict[type, Callable[[Any], Iterator[Heard]]] = {
    Choice: _choice,
    Match: _pairs,
    Sort: _pairs,
    Order: _order,
    Words: _words,
    Reveal: _reveal,
    Dates: _dates,
    Decode: _pieces,
    Emend: _readings,
    Write: _writing,
}
