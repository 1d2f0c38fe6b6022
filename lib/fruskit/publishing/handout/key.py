"""The key to an exercise: the right answer in words, what decides it and where, what to listen for."""

from collections.abc import Iterable

from ...claims.annotations import Fact
from ...exercises import Answered, Exercise, Heard
from ...markup import block, Html, joined, plain, prose, tag
from ...volumes.labels import label
from ...volumes.text import Span
from ..figures.figure import dated, listed, source
from .numbered import NumberedText

_SIGN = {True: "✓", False: "✗", None: "·"}
_SAYS = {True: "right", False: "not right", None: "to be talked about"}


def html(exercise: Exercise, reading: NumberedText) -> Html:
    """The key as HTML: what decides it, what to listen for, the hints, what comes of it."""
    parts = [*_decides(exercise, reading), _heard(exercise)]
    if rubric := exercise.task.judged_by[1]:
        parts.append(_list("To judge it by", map(prose, rubric)))
    if exercise.hints:
        parts.append(_list("Hints, in steps", map(prose, exercise.hints), "ol"))
    end = [tag("b", "In the end"), " ", prose(exercise.right)]
    after = [" ", tag("b", "Next"), " ", prose(exercise.next)] if exercise.next else None
    parts.append(tag("p", end, after, class_="end"))
    return block("div", *parts, class_="answer")


def text(exercise: Exercise, reading: NumberedText) -> str:
    """The same as lines of text, the right answer first."""
    lines = [exercise.title, plain(exercise.prompt), "Right:"]
    if exercise.graded:
        lines += [f"  {r.about}: {r.words}" if r.about else f"  {r.words}" for r in right(exercise)]
    else:
        lines.append("  an opinion: nothing is right or wrong")
    spans, facts = deciding(exercise)
    lines += [f"Decided by {_quoted(span)} ({_place(exercise, span, reading)})" for span in spans]
    lines += [
        f"Known from elsewhere: {dated(fact)}{plain(fact.text)} [{plain(fact.source)}]"
        for fact in facts
    ]
    lines += [
        f"{_SIGN[one.right]} {plain(one.answer)}: {plain(one.says)}" for one in exercise.heard()
    ]
    lines += [f"To judge it by: {plain(line)}" for line in exercise.task.judged_by[1]]
    return "\n".join(lines)


def right(exercise: Exercise) -> tuple[Answered, ...]:
    """The right answer, part by part."""
    return exercise.answered(exercise.right_answer)


def deciding(exercise: Exercise) -> tuple[tuple[Span, ...], tuple[Fact, ...]]:
    """The words of the text that decide the exercise, and the facts from elsewhere."""
    facts = [fact for part in exercise.parts for fact in part.evidence.facts]
    return exercise.evidence, tuple(dict.fromkeys([*exercise.grounds.facts, *facts]))


def _decides(exercise: Exercise, reading: NumberedText) -> list[Html]:
    spans, facts = deciding(exercise)
    quoted = (
        joined([_quoted(span), " ", tag("small", _place(exercise, span, reading))])
        for span in spans
    )
    known = [
        joined([dated(fact), prose(fact.text), " ", tag("small", source(fact))]) for fact in facts
    ]
    parts = [_list("What decides it", quoted)]
    return [*parts, _list("Known from elsewhere", known)] if known else parts


def _heard(exercise: Exercise) -> Html:
    caption = tag("caption", "What you may hear, and what to say")
    rows = block("tbody", *map(_row, exercise.heard()))
    return block("table", caption, rows, class_="heard")


def _row(one: Heard) -> Html:
    sign = tag("td", _SIGN[one.right], class_="sign", title=_SAYS[one.right])
    return tag("tr", sign, tag("th", prose(one.answer), scope="row"), tag("td", prose(one.says)))


def _list(above: str, items: Iterable[Html], name: str = "ul") -> Html:
    return joined([tag("p", tag("b", above), class_="what"), listed(items, name)], "\n")


def _quoted(span: Span) -> str:
    return f"“{' '.join(span.text.split())}”"


def _place(exercise: Exercise, span: Span, reading: NumberedText) -> str:
    lines = reading.where(span)
    return label(exercise.section, span.block, span.start, span.end) + (
        f", {lines}" if lines else ""
    )
