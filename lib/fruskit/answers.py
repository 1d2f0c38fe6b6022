"""Answers in words, for people to read: what a response says, which is right, what may be heard.

Knows exercises; it marks nothing and draws nothing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .dates import in_words
from .errors import FruskitError
from .exercises import (
    Choice, Dates, Decode, Emend, Exercise, Match, Option, Order, Reveal, Sort, Words, Write,
)  # fmt: skip
from .marking.remark import fields

Lines = list[tuple[str, str]]  # what it is an answer to, empty where that is plain; the answer
_WAYS = {
    "year-assumed": "with a year that is not printed", "year-missing": "without the year",
    "coarser": "less exact than the text", "finer": "more exact than the text",
    "doubt": "with a doubt that the text has not, or without its doubt", "undated": "“undated”",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer that somebody may give, whether it is right (None: in part, or nothing counts), and
    what the kit says to it."""

    answer: str
    right: bool | None
    says: str


# --- which is right


def right(exercise: Exercise) -> Any:
    """The response that is marked as wholly right; an opinion has none and gets an empty one."""
    claim = _RIGHT[type(exercise.task)](exercise.task)
    return {"claim": claim, "words": _marked(exercise.proof)} if exercise.proof else claim


def _paired(task: Match | Sort) -> dict[str, str]:
    # Equal texts are shown once, under the id of the first.
    return {p.id: next(id for id, text in task.rights.items() if text == p.right) for p in task.pairs}


def _marked(task: Words) -> list[list[Any]]:
    return [[t.span.block, t.span.start, t.span.end] for t in task.targets]


def _decoded(task: Decode) -> dict[str, dict[str, str]]:
    means = task.meanings
    return {
        "parts": {p.id: p.written for p in task.pieces},
        "meanings": {p.id: next(id for id in means if means[id] == p.means) for p in task.pieces if p.means},
    }


def _emended(task: Emend) -> dict[str, Any]:
    best = max(task.readings, key=lambda reading: reading.worth)
    return {"reading": best.texts[0], "grounds": _chosen(task.grounds)}


def _chosen(task: Choice) -> list[str]:
    return [option.id for option in task.options if option.right]


_RIGHT: dict[type, Callable[[Any], Any]] = {
    Choice: _chosen, Match: _paired, Sort: _paired, Words: _marked, Decode: _decoded, Emend: _emended,
    Order: lambda task: [item.id for item in sorted(task.items, key=lambda item: item.place)],
    Reveal: lambda task: {gap.id: gap.span.text for gap in task.gaps},
    Dates: lambda task: {i.id: i.date.written if i.date.edtf else "undated" for i in task.items},
    Write: lambda task: task.model,
}  # fmt: skip


# --- what a response says


def said(exercise: Exercise, response: object) -> Lines:
    """A response line by line, without any id; of words that are marked, the quotations.

    Raises FruskitError when it does not fit the exercise, as where that has changed since.
    """
    exercise.mark(response)  # refuses what has not the form
    if exercise.proof is None:
        return _SAID[type(exercise.task)](exercise, response)
    claim, words = fields(response, ("claim", "words"))
    lines = _SAID[type(exercise.task)](exercise, claim) if claim else []
    return [*lines, *(("Shown by", quoted) for quoted in _quotations(exercise, words or []))]


def places(exercise: Exercise, response: object) -> list[tuple[str, str]]:
    """The words that a response marks, each as (block id, quotation)."""
    words = response.get("words") if exercise.proof and isinstance(response, dict) else response
    if exercise.steps[-1] != "mark" or not isinstance(words, list | tuple):
        return []
    return [_place(exercise, piece) for piece in words]


def _place(exercise: Exercise, piece: Any) -> tuple[str, str]:
    if isinstance(piece, str):
        return "", piece
    block, start, end = piece
    return block, " ".join(exercise.section.block(block).text[start:end].split())


def _quotations(exercise: Exercise, words: Any) -> list[str]:
    given = [words] if isinstance(words, str) else words
    return [f"“{_place(exercise, piece)[1]}”" for piece in given]


def _options(options: tuple[Option, ...], chosen: Any) -> list[str]:
    given = [chosen] if isinstance(chosen, str) else chosen or []
    return [option.text for option in options if option.id in given]


def _said_pairs(exercise: Exercise, response: Any) -> Lines:
    task = exercise.task
    return [(pair.left, task.rights[response[pair.id]]) for pair in task.pairs if response.get(pair.id)]


def _said_pieces(exercise: Exercise, response: Any) -> Lines:
    parts, meant = (given or {} for given in fields(response, ("parts", "meanings")))
    lines = []
    for piece in exercise.task.pieces:
        meaning = exercise.task.meanings.get(meant.get(piece.id) or "", "")
        given = [words for words in (parts.get(piece.id), meaning) if words]
        lines += [(piece.name, " — ".join(given))] if given else []
    return lines


def _said_reading(exercise: Exercise, response: Any) -> Lines:
    reading, grounds = fields(response, ("reading", "grounds"))
    lines = [(f"For “{exercise.task.sic.text}”", reading)] if reading else []
    return lines + [("Because", text) for text in _options(exercise.task.grounds.options, grounds)]


def _written(names: Callable[[Any], dict[str, str]]) -> Callable[[Exercise, Any], Lines]:
    """What was written to each of these, by id and name, in their order."""
    return lambda exercise, response: [
        (name, response[id]) for id, name in names(exercise.task).items() if response.get(id)
    ]


_SAID: dict[type, Callable[[Exercise, Any], Lines]] = {
    Choice: lambda exercise, response: [("", text) for text in _options(exercise.task.options, response)],
    Match: _said_pairs, Sort: _said_pairs, Decode: _said_pieces, Emend: _said_reading,
    Order: lambda exercise, response: [
        (f"{n}", next(item.text for item in exercise.task.items if item.id == id)) for n, id in enumerate(response, 1)
    ],
    Words: lambda exercise, response: [("", quoted) for quoted in _quotations(exercise, response)],
    Reveal: _written(lambda task: {gap.id: f"Gap {n}" for n, gap in enumerate(task.gaps, 1)}),
    Dates: _written(lambda task: {item.id: item.text for item in task.items}),
    Write: lambda exercise, response: [("", response)] if response else [],
}  # fmt: skip


# --- what may be heard


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
    Choice: _choice, Match: _pairs, Sort: _pairs, Order: _order, Words: _words, Reveal: _reveal,
    Dates: _dates, Decode: _pieces, Emend: _readings, Write: _writing,
}  # fmt: skip
