"""How far a learner has come, by lesson and by skill: calm, without marks or ranks.

Made of exercises and attempts; it knows neither where they come from nor what they are about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...exercises import Exercise
from ...markup import block, Html, joined, plain, prose, tag
from ...record import Attempt
from .figure import Figure, listed, muted


@dataclass(frozen=True, slots=True)
class _Standing:
    """One exercise and the tries at it; `changed`: it is no longer what the last try answered."""

    exercise: Exercise
    tries: int
    right: bool
    changed: bool


def progress(exercises: Mapping[str, Exercise], attempts: Iterable[Attempt]) -> Figure:
    """What was answered, what was right at the last try, and what is worth another look.

    attempts: in the order of their times. Opinions are not counted; attempts at exercises that are
    no longer there are told of, and kept.
    """
    tried: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        tried.setdefault(attempt.exercise, []).append(attempt)
    graded = [exercise for exercise in exercises.values() if exercise.graded]
    standings = [_standing(exercise, tried.get(exercise.id, [])) for exercise in graded]
    said = _said(standings, sum(id not in exercises for id in tried))
    lessons = _grouped("By lesson", standings, [_part(one.exercise) for one in standings])
    skills = _grouped("By skill", standings, [one.exercise.skill for one in standings])
    again, again_text = _again(
        [s for s in standings if s.tries and not (s.right and not s.changed)]
    )
    html = joined([tag("p", said), lessons[0], skills[0], again], "\n")
    return Figure("progress", html, "\n".join([said, *lessons[1], *skills[1], *again_text]))


def _part(exercise: Exercise) -> str:
    """The lesson that it counts for; what is asked on a new text counts by itself."""
    return "transfer" if exercise.level == "transfer" else exercise.notebook


def _standing(exercise: Exercise, tries: Sequence[Attempt]) -> _Standing:
    last = tries[-1] if tries else None
    changed = last is not None and last.version != exercise.version
    return _Standing(exercise, len(tries), last is not None and last.correct, changed)


def _said(standings: Sequence[_Standing], gone: int) -> str:
    answered, right = sum(one.tries > 0 for one in standings), sum(one.right for one in standings)
    count = len(standings)
    said = f"{answered} of {count} exercises answered, {right} right at the last try."
    if not standings:
        said = "There are no exercises here yet."
    elif not answered:
        said = f"Nothing is answered yet: {count} exercises are waiting. Begin where you like."
    if gone:
        are = "is" if gone == 1 else "are"
        said += f" Answers to {gone} that {are} no longer in the kit are kept in your record."
    return said


_Told = tuple[Html, list[str]]  # as HTML and as lines of text


def _grouped(caption: str, standings: Sequence[_Standing], names: Sequence[str]) -> _Told:
    """A table with a row for each name: how many there are, are answered, are right."""
    rows, lines = [], ["", f"{caption}:"]
    for name in dict.fromkeys(names):
        own = [one for one, of in zip(standings, names) if of == name]
        count, right = len(own), sum(one.right for one in own)
        answered = f"{sum(one.tries > 0 for one in own)} of {count}"
        said = f"{name}: {right} of {count} right"
        bar = tag("progress", max=count, value=right, aria_label=said)
        cells = (tag("td", cell) for cell in (answered, right, bar))
        rows.append(tag("tr", tag("th", name, scope="row"), cells))
        lines.append(f"  {name:28} {answered} answered, {right} right")
    heads = (tag("th", head, scope="col") for head in (caption, "answered", "right", "share"))
    head = tag("thead", tag("tr", heads))
    return block("table", head, block("tbody", *rows), class_="fk-progress"), lines


def _again(again: Sequence[_Standing]) -> _Told:
    if not again:
        return Html(), []
    head, items = "Worth another look", list[object]()
    lines = ["", f"{head}:"]
    for one in again:
        tries = "1 try" if one.tries == 1 else f"{one.tries} tries"
        where = f"({one.exercise.notebook}, {tries}"
        where += ", changed since you answered)" if one.changed else ")"
        items.append([prose(one.exercise.title), " ", muted(where, name="span")])
        lines.append(f"  {plain(one.exercise.title)} {where}")
    return joined([tag("p", tag("strong", head)), listed(items)], "\n"), lines
