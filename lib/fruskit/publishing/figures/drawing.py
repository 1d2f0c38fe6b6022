"""The timeline as a drawing: a row for each event and fact, and the line of days between the tracks.

Where things are is axis's, when they were is chronology's; what all this says in words is timeline's.
"""

from collections.abc import Iterator

from ...claims.annotations import Annotation, Fact
from ...markup import block, Html, joined, tag
from ...volumes.dates import in_words
from .axis import Axis, axis, beside, inside, Label, LEFT, on_a_tick, RIGHT, ROW, WIDTH
from .chronology import Chronology, Placed, what


def drawing(found: Chronology) -> Html:
    """Both tracks and the line of days as SVG."""
    line, y = axis(found.days), 30
    years = {day.year for day in found.days}
    parts = [_HATCH, _track("Said by the section", years, 14)]
    for event in found.events:
        parts.append(_row(event, line, y, what(event.entry)))
        y += ROW
    parts += [_axis(line, y + 8), _track("Known from elsewhere", years, y + 54)]
    y += 70
    for number, fact in enumerate(found.facts, 1):
        when = _said(fact.entry.date, min(years) if len(years) == 1 else None)
        parts.append(_row(fact, line, y, f"{number}. {when}: {what(fact.entry)}"))
        y += ROW
    svg = block(
        "svg",
        *parts,
        class_="fk-timeline",
        viewBox=f"0 0 {WIDTH} {y}",
        role="img",
        aria_label="Timeline; the list below says the same",
    )
    return tag("div", svg, class_="fk-drawn", hidden="hidden")


def _said(edtf: str, known: int | None) -> str:
    """A date as one reads it, without its year where that is known."""
    return in_words(edtf).replace(f", {known}", "")


_HATCH = tag(
    "defs",
    tag(
        "pattern",
        tag("line", class_="fk-ink", x1=0, y1=0, x2=0, y2=6),
        id="fk-hatch",
        width=6,
        height=6,
        patternUnits="userSpaceOnUse",
        patternTransform="rotate(45)",
    ),
)


def _track(name: str, years: set[int], y: int) -> Html:
    """The name of a track, with the year where it is the same for all."""
    year = f" ({min(years)})" if len(years) == 1 else None
    return tag("text", name, year, class_="fk-track", x=LEFT - 6, y=y)


def _row(one: Placed[Annotation] | Placed[Fact], line: Axis, y: int, words: str) -> Html:
    """One event: a point, an open point, a bar or a hatched span, with its label beside it or in it."""
    start = line.at(one.when.first) if one.when.first else float(LEFT)
    end = line.at(one.when.last) if one.when.last else float(RIGHT)
    if one.kind == "undated":
        bar = _bar("undated-bar", start, end, y - 8, 17)
        label = inside(start, end, words)
        if label:
            back = label.width + 14
            under = _bar("back", label.x - back / 2, label.x + back / 2, y - 7, 15)
            return joined([bar, under, _label(label, y)])
        return joined([bar, _label(beside(start, end, words), y)])
    return joined([_shape(one, start, end, y), _label(beside(start, end, words), y)])


def _shape(one: Placed[Annotation] | Placed[Fact], start: float, end: float, y: int) -> Html:
    """A point for a day, a bar for days; an open end is an arrow."""
    if end - start > 8:
        left, right = (start if one.when.first else start + 8), (end if one.when.last else end - 8)
        arrows = [
            tag("path", class_=f"fk-{one.kind}", d=f"M{x:.0f} {y - 8}v16l{way} -8z")
            for x, way, known in ((left, -8, one.when.first), (right, 8, one.when.last))
            if not known
        ]
        return joined([_bar(one.kind, left, right, y - 5, 10, rx=2), arrows])
    if one.kind == "elsewhere":
        return tag("path", class_="fk-elsewhere", d=f"M{start:.0f} {y - 7}l7 7l-7 7l-7 -7z")
    return tag("circle", class_=f"fk-{one.kind}", cx=f"{start:.0f}", cy=y, r=5.5)


def _bar(look: str, start: float, end: float, y: int, height: int, rx: int | None = None) -> Html:
    x, width = f"{start:.0f}", f"{end - start:.0f}"
    return tag("rect", class_=f"fk-{look}", x=x, y=y, width=width, height=height, rx=rx)


def _label(label: Label, y: int) -> Html:
    return tag("text", label.words, text_anchor=label.anchor, x=f"{label.x:.0f}", y=y + 4)


def _axis(line: Axis, y: int) -> Html:
    """The line of days with its ticks and, where a stretch is cut out, a break."""
    whole = tag("line", class_="fk-ink", x1=LEFT, y1=y, x2=RIGHT, y2=y)
    parts: list[object] = [whole, *([_tick(x, y), _day(label, y)] for x, label in _days(line))]
    if line.break_at is not None:
        path = f"M{line.break_at - 4:.0f} {y + 6}l4 -12h6l-4 12z"
        parts.append(tag("path", class_="fk-break", d=path))
    return joined(parts)


def _days(line: Axis) -> Iterator[tuple[float, Label | None]]:
    """Where the line is ticked, with the day where it has room, and with its year where that is new."""
    many, year, taken = line.first.year != line.last.year, 0, 0.0
    for day in line.ticks():
        words = _said(day.isoformat(), None if many and day.year != year else day.year)
        label = on_a_tick(line.at(day), words)
        if label.left < taken:
            yield line.at(day), None
        else:
            year, taken = day.year, label.right + 4
            yield line.at(day), label


def _tick(x: float, y: int) -> Html:
    return tag("line", class_="fk-ink", x1=f"{x:.0f}", y1=y - 4, x2=f"{x:.0f}", y2=y + 4)


def _day(label: Label | None, y: int) -> Html | None:
    if not label:
        return None
    x = f"{label.x:.0f}"
    return tag("text", label.words, class_="fk-tick", text_anchor=label.anchor, x=x, y=y + 18)
