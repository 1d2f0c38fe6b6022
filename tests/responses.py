"""Right, wrong and empty responses to exercises of every kind, made from what the exercise says."""

from fruskit.exercises import Exercise


def right(exercise: Exercise):
    claim = _RIGHT[exercise.kind](exercise.task)
    return {"claim": claim, "words": marks(exercise.proof.targets)} if exercise.proof else claim


def wrong(exercise: Exercise):
    """An answer that is not all right; where there is a proof, with words that do not show it."""
    claim = _WRONG[exercise.kind](exercise.task)
    return {"claim": claim, "words": _wrong_words(exercise.proof)} if exercise.proof else claim


def marks(parts):
    return [[part.span.block, part.span.start, part.span.end] for part in parts]


def _choice(task):
    return [option.id for option in task.options if option.right] or [task.options[0].id]


def _wrong_choice(task):
    return [option.id for option in task.options if not option.right][:1] or _choice(task)[:1]


def _match(task):
    """Each left with the first right of its text: equal texts are drawn once."""
    return {p.id: next(id for id, text in task.rights.items() if text == p.right) for p in task.pairs}


def _wrong_match(task):
    answer = _match(task)
    first = task.pairs[0]
    other = next(id for id, text in task.rights.items() if text != first.right and id in answer.values())
    return answer | {first.id: other}


def _order(task):
    return [item.id for item in sorted(task.items, key=lambda item: item.place)]


def _wrong_words(task):
    if task.decoys:
        return marks(task.decoys[:1])
    target = task.targets[0].within
    return [[target.block, 0, 3]] if target.start > 3 else [[target.block, target.end + 2, target.end + 5]]


def _dates(task):
    return {item.id: item.date.written for item in task.items}


def _decode(task):
    meant = {text: id for id, text in reversed(task.meanings.items())}
    return {
        "parts": {piece.id: piece.written for piece in task.pieces},
        "meanings": {piece.id: meant[piece.means] for piece in task.pieces if piece.means},
    }


def _wrong_decode(task):
    answer = _decode(task)
    return answer | {"parts": answer["parts"] | {task.pieces[0].id: "something else"}}


def _emend(task):
    best = next(reading for reading in task.readings if reading.worth == 1)
    return {"reading": best.texts[0], "grounds": _choice(task.grounds)}


_RIGHT = {
    "choice": _choice, "match": _match, "sort": _match, "order": _order,
    "mark": lambda task: marks(task.targets), "date": _dates, "decode": _decode, "emend": _emend,
    "reveal": lambda task: {gap.id: " ".join(gap.span.text.split()) for gap in task.gaps},
    "write": lambda task: task.model,
}  # fmt: skip
_WRONG = {
    "choice": _wrong_choice, "match": _wrong_match, "sort": _wrong_match,
    "order": lambda task: _order(task)[::-1], "mark": _wrong_words,
    "date": lambda task: _dates(task) | {task.items[0].id: "January 1, 1900"},
    "decode": _wrong_decode,
    "emend": lambda task: {"reading": "no such reading", "grounds": _wrong_choice(task.grounds)},
    "reveal": lambda task: {gap.id: "no such words" for gap in task.gaps},
    "write": lambda task: "The text says “no such words at all”, I believe.",
}  # fmt: skip
