"""The key to an exercise: the right answer in words, what decides it and where, what to listen for."""

from html import escape

from ...claims.annotations import Fact
from ...exercises import Answered, Exercise, Heard
from ...markup import plain, prose
from ...volumes.labels import label
from ...volumes.text import Span
from ..figures.figure import dated, source
from .numbered import NumberedText

_SIGN = {True: "✓", False: "✗", None: "·"}
_SAYS = {True: "right", False: "not right", None: "to be talked about"}


def html(exercise: Exercise, reading: NumberedText) -> str:
    """The key as HTML: what decides it, what to listen for, the hints, what comes of it."""
    parts = [*_decides(exercise, reading), _heard(exercise)]
    if rubric := exercise.task.judged_by[1]:
        parts.append(_list("To judge it by", [prose(line) for line in rubric]))
    if exercise.hints:
        parts.append(_list("Hints, in steps", [prose(hint) for hint in exercise.hints], "ol"))
    parts.append(
        f'<p class="end"><b>In the end</b> {prose(exercise.right)} {prose(exercise.next)}</p>'
    )
    return '<div class="answer">\n' + "\n".join(parts) + "\n</div>"


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


def _decides(exercise: Exercise, reading: NumberedText) -> list[str]:
    spans, facts = deciding(exercise)
    quoted = [
        f"{escape(_quoted(span))} <small>{escape(_place(exercise, span, reading))}</small>"
        for span in spans
    ]
    known = [f"{dated(fact)}{prose(fact.text)} <small>{source(fact)}</small>" for fact in facts]
    return [_list("What decides it", quoted)] + (
        [_list("Known from elsewhere", known)] if known else []
    )


def _heard(exercise: Exercise) -> str:
    rows = "".join(_row(one) for one in exercise.heard())
    return f'<table class="heard">\n<caption>What you may hear, and what to say</caption>\n<tbody>\n{rows}</tbody>\n</table>'


def _row(one: Heard) -> str:
    sign = f'<td class="sign" title="{_SAYS[one.right]}">{_SIGN[one.right]}</td>'
    return f'<tr>{sign}<th scope="row">{prose(one.answer)}</th><td>{prose(one.says)}</td></tr>\n'


def _list(above: str, items: list[str], tag: str = "ul") -> str:
    return (
        f'<p class="what"><b>{above}</b></p>\n<{tag}>\n'
        + "".join(f"<li>{item}</li>\n" for item in items)
        + f"</{tag}>"
    )


def _quoted(span: Span) -> str:
    return f"“{' '.join(span.text.split())}”"


def _place(exercise: Exercise, span: Span, reading: NumberedText) -> str:
    lines = reading.where(span)
    return label(exercise.section, span.block, span.start, span.end) + (
        f", {lines}" if lines else ""
    )
