"""How far a learner has come, by lesson and by skill: calm, without marks or ranks.

Made of exercises and attempts; it knows neither where they come from nor what they are about.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...exercises import Exercise
from ...markup import block, Html, joined, plain, prose, tag
from ...record import Attempt
from .figure import Figure, listed


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
    gone = sum(id not in exercises for id in tried)
    tables = [
        ("By lesson", _grouped(standings, [one.exercise.notebook for one in standings])),
        ("By skill", _grouped(standings, [one.exercise.skill for one in standings])),
    ]
    again = [one for one in standings if one.tries and not (one.right and not one.changed)]
    said = _said(standings, gone)
    html = joined([tag("p", said), *(_table(*table) for table in tables), _again(again)], "\n")
    return Figure("progress", html, _plain(said, tables, again))


def _standing(exercise: Exercise, tries: Sequence[Attempt]) -> _Standing:
    last = tries[-1] if tries else None
    changed = last is not None and last.version != exercise.version
    return _Standing(exercise, len(tries), last is not None and last.correct, changed)


_Group = tuple[str, int, int, int]  # its name, how many there are, are answered, are right


def _grouped(standings: Sequence[_Standing], names: Sequence[str]) -> list[_Group]:
    groups = []
    for name in dict.fromkeys(names):
        own = [one for one, of in zip(standings, names) if of == name]
        groups.append(
            (name, len(own), sum(one.tries > 0 for one in own), sum(one.right for one in own))
        )
    return groups


def _said(standings: Sequence[_Standing], gone: int) -> str:
    answered, right = sum(one.tries > 0 for one in standings), sum(one.right for one in standings)
    said = f"{answered} of {len(standings)} exercises answered, {right} right at the last try."
    if not standings:
        said = "There are no exercises here yet."
    elif not answered:
        said = f"Nothing is answered yet: {len(standings)} exercises are waiting. Begin where you like."
    if gone:
        said += f" Answers to {gone} that {'is' if gone == 1 else 'are'} no longer in the kit are kept in your record."
    return said


def _table(caption: str, groups: Sequence[_Group]) -> Html:
    head = (tag("th", name, scope="col") for name in (caption, "answered", "right", "share"))
    return block(
        "table",
        tag("thead", tag("tr", head)),
        block("tbody", *map(_row, groups)),
        class_="fk-progress",
    )


def _row(group: _Group) -> Html:
    name, all_of, answered, right = group
    said = f"{name}: {right} of {all_of} right"
    bar = tag("progress", max=all_of, value=right, aria_label=said)
    cells = (tag("td", cell) for cell in (f"{answered} of {all_of}", right, bar))
    return tag("tr", tag("th", name, scope="row"), cells)


def _again(again: Sequence[_Standing]) -> Html:
    if not again:
        return Html()
    items = (
        [prose(one.exercise.title), " ", tag("span", f"({_where(one)})", class_="fk-muted")]
        for one in again
    )
    return joined([tag("p", tag("strong", "Worth another look")), listed(items)], "\n")


def _where(one: _Standing) -> str:
    tries = "1 try" if one.tries == 1 else f"{one.tries} tries"
    return f"{one.exercise.notebook}, {tries}" + (
        ", changed since you answered" if one.changed else ""
    )


def _plain(
    said: str, tables: Sequence[tuple[str, Sequence[_Group]]], again: Sequence[_Standing]
) -> str:
    lines = [said]
    for caption, groups in tables:
        lines += ["", f"{caption}:"]
        lines += [
            f"  {name:28} {answered} of {all_of} answered, {right} right"
            for name, all_of, answered, right in groups
        ]
    if again:
        lines += ["", "Worth another look:"]
        lines += [f"  {plain(one.exercise.title)} ({_where(one)})" for one in again]
    return "\n".join(lines)
