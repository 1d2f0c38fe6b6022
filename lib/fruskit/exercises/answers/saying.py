"""What a response says, line by line, in the words of the exercise and of the learner."""

from collections.abc import Callable
from typing import Any

from .. import (
    Choice,
    Dates,
    Decode,
    Emend,
    Exercise,
    Match,
    Option,
    Order,
    Reveal,
    Sort,
    Words,
    Write,
)
from ..marking.remark import fields

Lines = list[tuple[str, str]]  # what it is an answer to, empty where that is plain; the answer


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
    return [
        (pair.left, task.rights[response[pair.id]]) for pair in task.pairs if response.get(pair.id)
    ]


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
    Choice: lambda exercise, response: [
        ("", text) for text in _options(exercise.task.options, response)
    ],
    Match: _said_pairs,
    Sort: _said_pairs,
    Decode: _said_pieces,
    Emend: _said_reading,
    Order: lambda exercise, response: [
        (f"{n}", next(item.text for item in exercise.task.items if item.id == id))
        for n, id in enumerate(response, 1)
    ],
    Words: lambda exercise, response: [("", quoted) for quoted in _quotations(exercise, response)],
    Reveal: _written(lambda task: {gap.id: f"Gap {n}" for n, gap in enumerate(task.gaps, 1)}),
    Dates: _written(lambda task: {item.id: item.text for item in task.items}),
    Write: lambda exercise, response: [("", response)] if response else [],
}
