"""What is in a portfolio, piece by piece: the latest answer to each exercise, and what was marked."""

from collections.abc import Iterator, Mapping, Sequence
import json

from ...errors import FruskitError
from ...exercises import Exercise
from ...kit.lessons import Lesson
from ...record import Attempt, day, of_100
from ...volumes.dates import in_words
from ...volumes.labels import label
from .passage import Passage


def gathered(
    lessons: Sequence[Lesson], exercises: Mapping[str, Exercise], attempts: Sequence[Attempt]
) -> Iterator[Passage]:
    """Written answers first, in full; then what was marked; then the rest, lesson by lesson."""
    given: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        given.setdefault(attempt.exercise, []).append(attempt)
    answered = {id: given[id] for id in exercises if id in given}
    written = {id for id in answered if exercises[id].task.long}
    if written:
        yield Passage("part", "Written with evidence")
        for id in sorted(
            written, reverse=True
        ):  # the last lesson’s argument is what all lead up to
            yield from _answered(exercises[id], given[id])
    yield from _marked(exercises, answered)
    for lesson in lessons:
        own = [id for id in answered if exercises[id].notebook == lesson.name and id not in written]
        if own:
            yield Passage("part", lesson.title)
        for id in own:
            yield from _answered(exercises[id], given[id])
    others = [id for id in given if id not in exercises]
    if others:
        yield Passage("part", "Answers to exercises that this kit has not")
    for id in others:
        yield from (Passage("exercise", id), _as_kept(given[id][-1]), _small(given[id]))


def _answered(exercise: Exercise, given: Sequence[Attempt]) -> Iterator[Passage]:
    last = given[-1]
    yield Passage("exercise", exercise.title)
    yield Passage("said", exercise.prompt)
    try:
        kind = "own" if exercise.task.long else "line"
        answered = exercise.answered(last.response)
        yield from [Passage(kind, part.words, part.about) for part in answered]
    except FruskitError:
        yield _as_kept(last)
        yield Passage("small", "The exercise has changed since: this is the answer as it was kept.")
    else:
        if last.version != exercise.version:
            yield Passage("small", "The exercise has changed since this was answered.")
    yield _small(given, exercise.graded)


def _marked(
    exercises: Mapping[str, Exercise], answered: Mapping[str, Sequence[Attempt]]
) -> Iterator[Passage]:
    """All words that were marked, once each, with the place where they stand."""
    quoted: dict[tuple[str, str], Passage] = {}
    for id, given in answered.items():
        exercise = exercises[id]
        try:
            parts = exercise.answered(given[-1].response)
        except FruskitError:
            continue
        for span in (part.span for part in parts if part.span):
            words, place = (
                " ".join(span.text.split()),
                label(exercise.section, span.block, span.start, span.end),
            )
            quoted.setdefault((span.block, words), Passage("quote", words, place))
    if quoted:
        yield Passage("part", "Passages that I marked")
        yield from quoted.values()


def _as_kept(attempt: Attempt) -> Passage:
    kept = attempt.response
    return Passage("own", kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False))


def _small(given: Sequence[Attempt], graded: bool = True) -> Passage:
    """When, with what score, after how many hints and answers."""
    last = given[-1]
    said = [in_words(day(last.at))]
    said += [f"score {of_100(last.score, last.correct)}"] if graded else ["an opinion"]
    said += [_count(last.hints, "hint")] if last.hints else []
    said += [f"the last of {len(given)} answers"] if len(given) > 1 else []
    return Passage("small", " · ".join(said))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")
