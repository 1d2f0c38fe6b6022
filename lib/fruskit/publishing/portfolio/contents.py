"""What is in a portfolio, piece by piece: the latest answer to each exercise, and what was marked."""

from collections.abc import Iterator, Mapping, Sequence
import json

from ...errors import FruskitError
from ...exercises import Exercise
from ...kit.lessons import Lesson
from ...record import Attempt, day, of_100, OwnNote
from ...record.anchored import listed
from ...volumes.dates import in_words
from ...volumes.labels import label
from ...volumes.text import Section
from .passages import Passage


def gathered(
    lessons: Sequence[Lesson], exercises: Mapping[str, Exercise], attempts: Sequence[Attempt]
) -> Iterator[Passage]:
    """Written answers first, in full; then what was marked; then the rest, lesson by lesson."""
    given: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        given.setdefault(attempt.exercise, []).append(attempt)
    known = {id: exercises[id] for id in exercises if id in given}
    written = [id for id in known if known[id].task.long]

    def part(title: str, ids: Sequence[str]) -> Iterator[Passage]:
        if ids:
            yield Passage("part", title)
        for id in ids:
            yield from _answered(known[id], given[id]) if id in known else _gone(id, given[id])

    # The last lesson's argument is what all lead up to.
    yield from part("Written with evidence", sorted(written, reverse=True))
    yield from _marked(known, given)
    for lesson in lessons:
        own = [id for id in known if known[id].notebook == lesson.name and id not in written]
        yield from part(lesson.title, own)
    gone = [id for id in given if id not in known]
    yield from part("Answers to exercises that this kit does not have", gone)


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


def _gone(id: str, given: Sequence[Attempt]) -> Iterator[Passage]:
    yield from (Passage("exercise", id), _as_kept(given[-1]), _small(given))


def _marked(
    exercises: Mapping[str, Exercise], given: Mapping[str, Sequence[Attempt]]
) -> Iterator[Passage]:
    """All words that were marked, once each, with the place where they are."""
    quoted: dict[tuple[str, str], Passage] = {}
    for id, exercise in exercises.items():
        try:
            parts = exercise.answered(given[id][-1].response)
        except FruskitError:
            continue
        for span in (part.span for part in parts if part.span):
            words = " ".join(span.text.split())
            place = label(exercise.section, span.block, span.start, span.end)
            quoted.setdefault((span.block, words), Passage("quote", words, place))
    if quoted:
        yield Passage("part", "Passages that I marked")
        yield from quoted.values()


def noted(text: Section, notes: Sequence[OwnNote]) -> Iterator[Passage]:
    """The learner's own notes, each with the words that it is on."""
    if notes:
        yield Passage("part", "My notes on the text")
    for note, place in listed(notes, text):
        yield Passage("quote", " ".join(note.quote.split()), place)
        yield Passage("own", note.words)


def _as_kept(attempt: Attempt) -> Passage:
    kept = attempt.response
    return Passage("own", kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False))


def _small(given: Sequence[Attempt], graded: bool = True) -> Passage:
    """When, with what score, after how many hints and answers."""
    last = given[-1]
    said = [in_words(day(last.at))]
    said += [f"score {of_100(last.score, last.correct)}"] if graded else ["an opinion"]
    said += [f"{last.hints} hint" + ("" if last.hints == 1 else "s")] if last.hints else []
    said += [f"the last of {len(given)} answers"] if len(given) > 1 else []
    return Passage("small", " · ".join(said))
