"""What a class answered, counted: by exercise, by word of the text, and from opinion to opinion.

It counts what was given at first and at the last attempt before the answer was shown. It names no one.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
import re
from statistics import median
from typing import NamedTuple

from ..exercises import Answered, Exercise
from ..exercises.quotations import find_quotation, quotations
from ..markup import plain
from ..volumes.text import Section, Span
from .work import Judged, Marker, Tried, Work

FEWEST = 5  # students; of fewer only counts are shown, where no one is to be known
MEASURE = (
    "Division is 100 when one half of the class gives one answer and the other half one other, and 0 "
    "when all agree; it is small, too, when everyone answers something else. It is four times the "
    "product of the shares of the two commonest answers, taken at the part of the exercise that "
    "divides most. Where several answers may be given, each counts as a yes or a no; of marked words, "
    "the mean over all that anyone marked. Opinions and written answers are left out."
)

_TALKED_ABOUT = 3  # exercises
Word = tuple[str, int]  # a word of the text: its block, its number there


class Answer(NamedTuple):
    """An answer, how many gave it at first and at last, and whether it is right (None: an opinion)."""

    words: str
    first: int
    last: int
    right: bool | None


class Question(NamedTuple):
    """A part of an exercise: what it asks, empty where that is plain, and the answers to it."""

    about: str
    answers: tuple[Answer, ...]
    division: float


class Marks(NamedTuple):
    """Words of the text: how many marked each, at first and at last; which are wanted."""

    first: Counter[Word]
    last: Counter[Word]
    wanted: frozenset[Word]
    division: float


class Misreading(NamedTuple):
    """What was said most often to an answer that is not right: to which, what, to how many."""

    about: str
    says: str
    students: int


@dataclass(frozen=True)
class Result:
    """How the class did at one exercise. answered: students who did, before the answer was shown;
    right: of those, at first and at last; attempts: the median; hinted, shown: how many took a hint,
    or had the answer shown; texts: what they wrote, if it is written."""

    exercise: Exercise
    answered: int
    right: tuple[int, int]
    attempts: float
    hinted: int
    shown: int
    questions: tuple[Question, ...]
    marks: Marks | None
    misreading: Misreading | None
    texts: tuple[Judged, ...] = ()

    @property
    def division(self) -> float:
        """From 0 to 1; see MEASURE."""
        parts = [question.division for question in self.questions]
        return max([*parts, *([self.marks.division] if self.marks else [])], default=0.0)


def results(works: Sequence[Work], mark: Marker, ids: Iterable[str]) -> list[Result]:
    """How the class did at each of these exercises that someone answered."""
    tried = {id: [work.tried[id] for work in works if id in work.tried] for id in ids}
    return [_result(mark, id, held) for id, held in tried.items() if held]


def divided(of: Iterable[Result]) -> list[Result]:
    """Those on which the class is most divided, most first; opinions and written answers left out."""
    asked = [one for one in of if one.exercise.graded and not one.exercise.task.long]
    asked = [one for one in asked if one.answered >= FEWEST and one.division > 0]
    return sorted(asked, key=lambda one: one.division, reverse=True)[:_TALKED_ABOUT]


def _result(mark: Marker, id: str, tried: Sequence[Tried]) -> Result:
    exercise = mark.exercises[id]
    pairs = [(one.first, one.last) for one in tried if one.first and one.last]
    first, last = [one for one, _ in pairs], [one for _, one in pairs]
    long = exercise.task.long
    return Result(
        exercise,
        len(pairs),
        (sum(one.correct for one in first), sum(one.correct for one in last)),
        median(one.attempts for one in tried),
        sum(one.hints > 0 for one in tried),
        sum(one.shown for one in tried),
        () if long else _questions(mark.right[id], first, last, exercise.graded),
        _marks(exercise, mark.right[id], first, last),
        None if long else _misreading(exercise, last),
        tuple(last) if long else (),
    )


# --- answers


def _questions(
    right: Iterable[Answered], first: Sequence[Judged], last: Sequence[Judged], graded: bool
) -> tuple[Question, ...]:
    counts = defaultdict[str, tuple[Counter[str], Counter[str]]](lambda: (Counter(), Counter()))
    about, words = dict[str, str](), dict[tuple[str, str], str]()
    wanted = {part.key for part in right if not part.span}
    given = [(part, 0, 1) for one in first for part in one.parts]
    given += [(part, 1, 1) for one in last for part in one.parts]
    for part, place, times in [*((part, 1, 0) for part in right), *given]:
        if not part.span:  # what is right is shown though no one gave it
            about.setdefault(part.key[0], part.about)
            words.setdefault(part.key, part.words)
            counts[part.key[0]][place][part.key[1]] += times
    made = []
    for asked, (at_first, at_last) in counts.items():
        answers = []
        for key in sorted({**at_last, **at_first}, key=lambda key: -at_last[key]):
            is_right = (asked, key) in wanted if graded else None
            answers.append(Answer(words[asked, key], at_first[key], at_last[key], is_right))
        made.append(Question(about[asked], tuple(answers), _division(asked, at_last, last)))
    return tuple(made)


def _division(asked: str, counts: Mapping[str, int], of: Sequence[Judged]) -> float:
    """Four times the product of the shares of the two commonest answers; where some gave several,
    of each answer's yes and no, the most."""
    shares = sorted((count / len(of) for count in counts.values()), reverse=True) if of else []
    several = any(sum(part.key[0] == asked for part in one.parts) > 1 for one in of)
    if several:
        return max((4 * share * (1 - share) for share in shares), default=0.0)
    return 4 * shares[0] * shares[1] if shares[1:] else 0.0


def _misreading(exercise: Exercise, last: Iterable[Judged]) -> Misreading | None:
    """What was said to most, and to more than one; only what the exercise foresaw counts."""
    known = tuple({one.says for one in exercise.heard() if one.right is not True and one.says})
    told = (both for one in last for both in dict.fromkeys(one.said))  # of equals, the first
    counts = Counter((about, said) for about, said in told if said.endswith(known))
    if not exercise.graded or not counts:
        return None
    (about, said), count = counts.most_common(1)[0]
    return Misreading(about, said, count) if count > 1 else None


# --- words of the text


@lru_cache(500)
def word_ends(text: str) -> tuple[list[int], list[int]]:
    """Where the words of a text start, and where they end."""
    words = [word.span() for word in re.finditer(r"\S+", text)]
    return [start for start, _ in words], [end for _, end in words]


def words_of(section: Section, span: Span) -> list[Word]:
    """The words that a span touches."""
    starts, ends = word_ends(section.block(span.block).text)
    touched = range(bisect_right(ends, span.start), bisect_left(starts, span.end))
    return [(span.block, number) for number in touched]


_All = Sequence[Judged]


def _marks(exercise: Exercise, right: Iterable[Answered], first: _All, last: _All) -> Marks | None:
    """The words that were marked; of what was written, those that were quoted."""
    section = exercise.section
    wanted = frozenset(word for p in right if p.span for word in words_of(section, p.span))
    if not wanted and not exercise.task.long:
        return None
    at_first, at_last = (Counter[Word]() for _ in range(2))
    for counts, readings in ((at_first, first), (at_last, last)):
        for one in readings:
            counts.update({w for span in spans_of(exercise, one) for w in words_of(section, span)})
    shares = [count / len(last) for count in at_last.values()]
    division = sum(4 * share * (1 - share) for share in shares) / max(1, len(shares))
    return Marks(at_first, at_last, wanted, division)


def spans_of(exercise: Exercise, reading: Judged) -> list[Span]:
    """The words of the text that an answer marks; of a written one, those that it quotes."""
    if exercise.task.long and isinstance(reading.response, str):
        quoted = list(dict.fromkeys(quotations(reading.response)))[:50]
        blocks = tuple((block.id, block.text) for block in exercise.section.blocks)
        return [span for words in quoted for span in _found(blocks, words)]
    return [part.span for part in reading.parts if part.span]


_found = lru_cache(20_000)(find_quotation)


def by_anyone(results: Iterable[Result], works: Iterable[Work]) -> Counter[Word]:
    """How many marked each word in any of these exercises, at last."""
    marking = {one.exercise.id: one.exercise for one in results if one.marks}
    own = defaultdict[int, set[Word]](set)  # of each student
    for work in works:
        for name, exercise in marking.items():
            if (tried := work.tried.get(name)) and tried.last:
                for span in spans_of(exercise, tried.last):
                    own[id(work.student)].update(words_of(exercise.section, span))
    return Counter(word for words in own.values() for word in words)


# --- opinions


class Flow(NamedTuple):
    """From one opinion to another, and how many went that way."""

    before: str
    after: str
    students: int


def flows(works: Iterable[Work], before: Exercise, after: Exercise) -> list[Flow]:
    """How opinions moved, of those who gave both; in the order of the options."""
    counts = Counter[tuple[str, str]]()
    for work in works:
        both = [work.tried.get(one.id) for one in (before, after)]
        said = [one.last.parts[0].words for one in both if one and one.last and one.last.parts]
        if len(said) == 2:
            counts[said[0], said[1]] += 1
    order = {plain(heard.answer): n for e in (after, before) for n, heard in enumerate(e.heard())}
    keys = sorted(counts, key=lambda way: (order.get(way[0], 0), order.get(way[1], 0)))
    return [Flow(*way, counts[way]) for way in keys]
