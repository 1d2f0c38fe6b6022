"""Right and wrong responses to exercises of every kind, made from what the exercise says."""

from fruskit.exercises import Exercise


def right(exercise: Exercise):
    """As the library itself would answer; an opinion, which has no right answer, by its first option."""
    return exercise.right_answer if exercise.graded else [exercise.task.options[0].id]


def wrong(exercise: Exercise):
    """An answer that is not all right; where there is a proof, with words that do not show it."""
    answer, give = right(exercise), _WRONG[exercise.kind]
    if exercise.proof:
        return {
            "claim": give(exercise.task, answer["claim"]),
            "words": _wrong_words(exercise.proof),
        }
    return give(exercise.task, answer)


def marks(parts):
    return [[part.span.block, part.span.start, part.span.end] for part in parts]


def _wrong_choice(task, answer):
    return [option.id for option in task.options if not option.right][:1] or answer[:1]


def _wrong_match(task, answer):
    first = task.pairs[0]
    other = next(
        id for id, text in task.rights.items() if text != first.right and id in answer.values()
    )
    return answer | {first.id: other}


def _wrong_words(task, _=None):
    if task.decoys:
        return marks(task.decoys[:1])
    target = task.targets[0].within
    return (
        [[target.block, 0, 3]]
        if target.start > 3
        else [[target.block, target.end + 2, target.end + 5]]
    )


def _wrong_decode(task, answer):
    return answer | {"parts": answer["parts"] | {task.pieces[0].id: "something else"}}


def _wrong_emend(task, answer):
    return {"reading": "no such reading", "grounds": _wrong_choice(task.grounds, answer["grounds"])}


_WRONG = {
    "choice": _wrong_choice,
    "match": _wrong_match,
    "sort": _wrong_match,
    "order": lambda task, answer: answer[::-1],
    "mark": _wrong_words,
    "date": lambda task, answer: answer | {task.items[0].id: "January 1, 1900"},
    "decode": _wrong_decode,
    "emend": _wrong_emend,
    "reveal": lambda task, answer: dict.fromkeys(answer, "no such words"),
    "write": lambda task, answer: "The text says “no such words at all”, I believe.",
}
