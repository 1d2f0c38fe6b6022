"""What is in a portfolio, piece by piece: the latest answer to each exercise, and what was marked."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import groupby
import json
import re

from ...errors import FruskitError
from ...exercises import Exercise
from ...kit.lessons import Lesson
from ...markup import many
from ...record import Attempt, by_exercise, day, Event, of_100, OwnNote, tally
from ...record.anchored import listed
from ...volumes.dates import in_words
from ...volumes.labels import around, label
from ...volumes.text import Section, Span
from .passages import Passage


def front(moments: Sequence[str], name: str, course: str, text: Section) -> Iterator[Passage]:
    """The title page: whose work it is, for which course, from which days, on what."""
    yield Passage("field", name, "Name")
    yield Passage("field", course, "Course")
    first, last = (in_words(day(at)) for at in (min(moments), max(moments)))
    yield Passage("field", first if first == last else f"{first} to {last}", "Answered")
    titles = " · ".join(" ".join(one.title.split()) for _, one in text.apart)
    yield Passage("field", titles or text.id, "Text")


def gathered(
    lessons: Sequence[Lesson],
    exercises: Mapping[str, Exercise],
    attempts: Sequence[Attempt],
    events: Sequence[Event] = (),
) -> Iterator[Passage]:
    """Written answers first, in full; then what was marked; then the rest, lesson by lesson."""
    given = by_exercise(attempts)
    known = {id: exercises[id] for id in exercises if id in given}
    written = [id for id in known if known[id].task.long]

    def part(title: str, ids: Sequence[str]) -> Iterator[Passage]:
        if ids:
            yield Passage("part", title)
        for id in ids:
            yield from (
                _answered(known[id], given[id], events) if id in known else _gone(id, given[id])
            )

    # The last lesson's argument is what all lead up to.
    yield from part("Written with evidence", sorted(written, reverse=True))
    yield from _marked(known, given)
    for lesson in lessons:
        own = [id for id in known if known[id].notebook == lesson.name and id not in written]
        yield from part(lesson.title, own)
    gone = [id for id in given if id not in known]
    yield from part("Answers to exercises that this kit does not have", gone)


def written(
    exercises: Mapping[str, Exercise], attempts: Sequence[Attempt], notes: Sequence[OwnNote]
) -> str:
    """All that the learner wrote in full: the latest long answers, and notes."""
    latest = {one.exercise: one.response for one in attempts}
    long = (r for id, r in latest.items() if id in exercises and exercises[id].task.long)
    return "\n".join([*(r for r in long if isinstance(r, str)), *(note.words for note in notes)])


def _answered(
    exercise: Exercise, given: Sequence[Attempt], events: Sequence[Event]
) -> Iterator[Passage]:
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
    yield _small(given, events, exercise)


def _gone(id: str, given: Sequence[Attempt]) -> Iterator[Passage]:
    yield from (Passage("exercise", id), _as_kept(given[-1]), _small(given))


def _marked(
    exercises: Mapping[str, Exercise], given: Mapping[str, Sequence[Attempt]]
) -> Iterator[Passage]:
    """The sentences in which words were marked, once each, with all marks in them."""
    found: dict[Span, tuple[Section, set[int]]] = {}
    for id, exercise in exercises.items():
        try:
            parts = exercise.answered(given[id][-1].response)
        except FruskitError:
            continue
        for span in (part.span for part in parts if part.span):
            sentence = around(exercise.section, span)
            places = found.setdefault(sentence, (exercise.section, set()))[1]
            places.update(range(span.start - sentence.start, span.end - sentence.start))
    if found:
        yield Passage("part", "Passages that I marked")
    for sentence, (section, places) in found.items():
        place = label(section, sentence.block, sentence.start, sentence.end)
        words = re.sub(r"\s", " ", sentence.text)
        yield Passage("quote", words, place, tuple(_runs(places)))


def _runs(places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Places that follow each other as [start, end)."""
    for _, run in groupby(enumerate(sorted(places)), lambda one: one[1] - one[0]):
        held = [place for _, place in run]
        yield held[0], held[-1] + 1


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


def _small(
    given: Sequence[Attempt], events: Sequence[Event] = (), exercise: Exercise | None = None
) -> Passage:
    """When, how the answer fared, the score of the best one before it was shown, after how many
    hints and answers."""
    last = given[-1]
    counted = tally(last.exercise, last.version, given, events)
    said, best = [in_words(day(last.at))], counted.best
    opinion = exercise is not None and not exercise.graded
    if exercise and exercise.graded and last.version == exercise.version:
        with suppress(FruskitError):  # what was kept may be no answer
            said.append(exercise.mark(last.response).headline.rstrip("."))  # as the card says it
    if best and not opinion:
        said.append(f"best score {of_100(best.score, best.correct)}")
    said += ["an opinion"] if opinion else []
    said += ["the answer was shown"] if counted.shown else []
    said += [many(last.hints, "hint")] if last.hints else []
    said += [f"the last of {len(given)} answers"] if len(given) > 1 else []
    return Passage("small", " · ".join(said))
