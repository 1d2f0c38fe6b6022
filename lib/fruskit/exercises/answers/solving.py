"""The response to each kind of exercise that is marked as wholly right."""

from collections.abc import Callable
from typing import Any

from .. import Choice, Dates, Decode, Emend, Exercise, Match, Order, Reveal, Sort, Words, Write


def right(exercise: Exercise) -> Any:
    """The response that is marked as wholly right; an opinion has none and gets an empty one."""
    claim = _RIGHT[type(exercise.task)](exercise.task)
    return {"claim": claim, "words": _marked(exercise.proof)} if exercise.proof else claim


def _paired(task: Match | Sort) -> dict[str, str]:
    # Equal texts are shown once, under the id of the first.
    return {
        p.id: next(id for id, text in task.rights.items() if text == p.right) for p in task.pairs
    }


def _marked(task: Words) -> list[list[Any]]:
    return [[t.span.block, t.span.start, t.span.end] for t in task.targets]


def _decoded(task: Decode) -> dict[str, dict[str, str]]:
    means = task.meanings
    return {
        "parts": {p.id: p.written for p in task.pieces},
        "meanings": {
            p.id: next(id for id in means if means[id] == p.means) for p in task.pieces if p.means
        },
    }


def _emended(task: Emend) -> dict[str, Any]:
    best = max(task.readings, key=lambda reading: reading.worth)
    return {"reading": best.texts[0], "grounds": _chosen(task.grounds)}


def _chosen(task: Choice) -> list[str]:
    return [option.id for option in task.options if option.right]


_RIGHT: dict[type, Callable[[Any], Any]] = {
    Choice: _chosen,
    Match: _paired,
    Sort: _paired,
    Words: _marked,
    Decode: _decoded,
    Emend: _emended,
    Order: lambda task: [item.id for item in sorted(task.items, key=lambda item: item.place)],
    Reveal: lambda task: {gap.id: gap.span.text for gap in task.gaps},
    Dates: lambda task: {i.id: i.date.written if i.date.edtf else "undated" for i in task.items},
    Write: lambda task: task.model,
}
