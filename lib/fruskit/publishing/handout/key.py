"""The key to an exercise: the right answer in words, what decides it and where, what to listen for."""

from collections.abc import Iterable

from ...claims.annotations import Fact
from ...exercises import Answered, Exercise, Heard
from ...markup import block, Html, joined, plain, prose, tag
from ...volumes.labels import label
from ...volumes.text import Span
from ..figures.figure import dated, listed, source, sourced_text
from .numbered import NumberedText

_SIGNS = {True: ("✓", "right"), False: ("✗", "not right"), None: ("·", "to be talked about")}


def html(exercise: Exercise, reading: NumberedText) -> Html:
    """The key as HTML: what decides it, what to listen for, the hints, what comes of it."""
    places, facts = _deciding(exercise, reading)
    quoted = ([words, " ", tag("small", place)] for words, place in places)
    parts = [_list("What decides it", quoted)]
    if facts:
        known = ([dated(f), prose(f.text), " ", tag("small", source(f))] for f in facts)
        parts.append(_list("Known from elsewhere", known))
    rows = block("tbody", *map(_row, exercise.heard()))
    caption = tag("caption", "What you may hear, and what to say")
    parts.append(block("table", caption, rows, class_="heard"))
    if rubric := exercise.task.judged_by[1]:
        parts.append(_list("To judge it by", map(prose, rubric)))
    if exercise.hints:
        parts.append(_list("Hints, in steps", map(prose, exercise.hints), "ol"))
    end = [tag("b", "In the end"), " ", prose(exercise.right)]
    after = [" ", tag("b", "Next"), " ", prose(exercise.next)] if exercise.next else None
    return block("div", *parts, tag("p", end, after, class_="end"), class_="answer")


def text(exercise: Exercise, reading: NumberedText) -> str:
    """The same as lines of text, the right answer first."""
    opinion = "an opinion: nothing is right or wrong"
    answer = [f"{r.about}: {r.words}" if r.about else r.words for r in right(exercise)]
    places, facts = _deciding(exercise, reading)
    lines = [
        f"{plain(exercise.title)} ({exercise.level})",
        *(plain(exercise.prompt), "Right:"),
        *(f"  {said}" for said in (answer if exercise.graded else [opinion])),
        *(f"Decided by {words} ({place})" for words, place in places),
        *(f"Known from elsewhere: {dated(fact)}{sourced_text(fact)}" for fact in facts),
        *(f"{_SIGNS[h.right][0]} {plain(h.answer)}: {plain(h.says)}" for h in exercise.heard()),
        *(f"To judge it by: {plain(line)}" for line in exercise.task.judged_by[1]),
    ]
    return "\n".join(lines)


def right(exercise: Exercise) -> tuple[Answered, ...]:
    """The right answer, part by part."""
    return exercise.answered(exercise.right_answer)


def _deciding(
    exercise: Exercise, reading: NumberedText
) -> tuple[list[tuple[str, str]], Iterable[Fact]]:
    """The words of the text that decide the exercise, each with its place; the facts from elsewhere."""
    facts = [fact for part in exercise.parts for fact in part.evidence.facts]
    places = [
        (f"“{' '.join(span.text.split())}”", _place(exercise, span, reading))
        for span in exercise.evidence
    ]
    return places, dict.fromkeys([*exercise.grounds.facts, *facts])


def _place(exercise: Exercise, span: Span, reading: NumberedText) -> str:
    place, lines = label(exercise.section, span.block, span.start, span.end), reading.where(span)
    return f"{place}, {lines}" if lines else place


def _row(one: Heard) -> Html:
    sign, says = _SIGNS[one.right]
    answer = tag("th", prose(one.answer), scope="row")
    return tag("tr", tag("td", sign, class_="sign", title=says), answer, tag("td", prose(one.says)))


def _list(above: str, items: Iterable[object], name: str = "ul") -> Html:
    return joined([tag("p", tag("b", above), class_="what"), listed(items, name)], "\n")
