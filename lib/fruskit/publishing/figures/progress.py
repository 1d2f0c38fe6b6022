"""How far a learner has come, by lesson and by skill, and what to do next: calm, without marks or ranks.

Made of lessons, exercises and what the record holds; it does not know what they are about. An exercise
counts as it was at the best attempt before its answer was shown.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from ...exercises import Exercise
from ...kit.lessons import Lesson
from ...markup import block, Html, joined, plain, prose, tag
from ...record import Attempt, by_exercise, Event, tally
from .figure import Figure, headed, row

# What can have become of an exercise, in the order in which it is said; one not yet answered comes last.
_STATES = ("right", "again", "changed", "shown", "open")
_WORDS = {
    "right": "right",
    "again": "to look at again",
    "changed": "changed since you answered",
    "shown": "shown before it was right",
    "open": "not yet answered",
}
_HOW = (
    "Each square is an exercise: full where your best attempt was right, half where it is worth another "
    "look, crossed where the answer was shown first, empty where it waits. Opinions are not counted."
)


_NEW_TEXT = "Transfer: on a new text"
_VERBS = {("open",): "Next", ("again", "changed"): "Look again at"}


@dataclass(frozen=True, slots=True)
class _Where:
    """A lesson, by the name of its notebook; its title, the minutes it says it takes, what it asks."""

    name: str
    title: str
    minutes: int = 0
    question: str = ""

    @property
    def link(self) -> Html:
        return tag("a", prose(self.title), href=f"{quote(self.name)}.ipynb")


@dataclass(frozen=True, slots=True)
class _Standing:
    """One exercise and what became of it."""

    exercise: Exercise
    state: str


def progress(
    lessons: Sequence[Lesson],
    exercises: Mapping[str, Exercise],
    attempts: Iterable[Attempt],
    events: Sequence[Event] = (),
) -> Figure:
    """What was right, what is worth another look, and what to do next, lesson by lesson.

    attempts, events: in the order of their times. Attempts at exercises that are no longer there are
    told of, and kept.
    """
    tried = by_exercise(attempts)
    graded = [exercise for exercise in exercises.values() if exercise.graded]
    standings = [_Standing(one, _state(one, tried.get(one.id, []), events)) for one in graded]
    head, text = headed(_title(standings), _HOW)
    known = {one.name: (one.title, one.minutes, one.question) for one in lessons}
    parts_of = dict[tuple[str, bool], list[_Standing]]()  # what is asked on a new text, by itself
    for one in standings:
        name, new = one.exercise.notebook, one.exercise.level == "transfer"
        parts_of.setdefault((name, new), []).append(one)
    own = [
        (_Where(name, *((_NEW_TEXT,) if new else known.get(name, (name,)))), of)
        for (name, new), of in parts_of.items()
    ]
    parts = [_lead(own), _lessons(own), _skills(standings)]
    parts.append(_gone(sum(id not in exercises for id in tried)))
    text += [line for _, lines in parts for line in lines]
    return Figure("progress", joined([head, *(html for html, _ in parts)], "\n"), "\n".join(text))


def _state(exercise: Exercise, tries: Sequence[Attempt], events: Sequence[Event]) -> str:
    counted = tally(exercise.id, exercise.version, tries, events)
    if counted.best and counted.best.correct:
        return "right"
    if counted.shown:
        return "shown"
    if counted.best:
        return "again"
    return "changed" if tries else "open"


def _title(standings: Sequence[_Standing]) -> str:
    answered = sum(one.state != "open" for one in standings)
    right, all_ = sum(one.state == "right" for one in standings), len(standings)
    if not standings:
        return "There are no exercises here yet"
    if not answered:
        return f"Nothing is answered yet: {all_} exercises are waiting"
    return f"{answered} of {all_} exercises answered, {right} right"


_Told = tuple[Html, list[str]]  # as HTML and as lines of text
_Own = Sequence[tuple[_Where, Sequence[_Standing]]]  # of each lesson


def _gone(count: int) -> _Told:
    """Answers to exercises that the kit does not have, if there are any."""
    is_ = "is" if count == 1 else "are"
    said = f"Answers to {count} that {is_} no longer in the kit are kept in your record."
    return (tag("p", said), [said]) if count else (Html(), [])


def _lead(own: _Own) -> _Told:
    """The one thing to do next: what waits in the first lesson that has any, else what to look at again."""
    for verb in _VERBS.values():
        for where, standings in own:
            next_ = _next(standings)
            if next_ and next_[0] == verb:
                said = f"{verb}: {plain(next_[1])} ({plain(where.title)})"
                what = tag("strong", f"{verb}: "), prose(next_[1]), " in ", where.link
                return tag("p", what, class_="fk-lead"), [said, ""]
    return Html(), []


def _lessons(own: _Own) -> _Told:
    """Each lesson: its title as a link, a square an exercise, what they come to, what to do next; of
    one that is not begun, how long it takes and what it asks."""
    rows, lines = [], list[str]()
    for where, standings in own:
        count, next_ = _counted(standings), _next(standings)
        told = f"{next_[0]}: {next_[1]}" if next_ else "All done."
        if where.question and _untouched(standings):
            count = f"About {where.minutes} minutes" if where.minutes else count
            told = where.question
        said = tag("span", count, ". ", tag("span", prose(told), class_="fk-next"))
        rows.append(tag("li", tag("strong", where.link), _squares(standings), said))
        lines += [plain(where.title), f"  {count}. {plain(told)}"]
    return block("ul", *rows, class_="fk-lessons") if rows else Html(), lines


def _untouched(standings: Sequence[_Standing]) -> bool:
    return all(one.state == "open" for one in standings)


def _next(standings: Sequence[_Standing]) -> tuple[str, str] | None:
    """What to do next: the first exercise not yet answered, else the first worth another look."""
    for states, verb in _VERBS.items():
        for one in standings:
            if one.state in states:
                return verb, one.exercise.title
    return None


def _counted(standings: Sequence[_Standing]) -> str:
    """“7 right, 1 to look at again”, of all that occur."""
    counts = {state: sum(one.state == state for one in standings) for state in _STATES}
    return ", ".join(f"{n} {_WORDS[state]}" for state, n in counts.items() if n)


def _squares(standings: Sequence[_Standing]) -> Html:
    squares = (tag("i", class_=f"fk-{one.state}") for one in standings)
    return tag("span", squares, class_="fk-squares", aria_hidden="true")


def _skills(standings: Sequence[_Standing]) -> _Told:
    """A table with a row for each skill, once there is anything to tell."""
    rows, lines = [], ["", "By skill:"]
    for name in dict.fromkeys(one.exercise.skill_said for one in standings):
        own = [one for one in standings if one.exercise.skill_said == name]
        ordered = sorted(own, key=lambda one: _STATES.index(one.state))
        right = f"{sum(one.state == 'right' for one in own)} of {len(own)} right"
        rows.append(row(name, [tag("td", right), tag("td", _squares(ordered))]))
        lines.append(f"  {name}: {right}")
    if _untouched(standings):
        return Html(), []
    caption = tag("caption", tag("strong", "By skill"))
    return block("table", caption, block("tbody", *rows), class_="fk-skills"), lines
