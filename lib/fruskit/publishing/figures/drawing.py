"""The timeline as a drawing: a row for each event and fact, and the line of days between the tracks.

Where things are is axis's, when they were is chronology's; what all this says in words is timeline's.
"""

from ...claims.annotations import Annotation, Fact
from ...markup import Html, joined, tag
from ...volumes.dates import in_words
from .axis import Axis, axis, beside, inside, Label, LEFT, on_a_tick, RIGHT, ROW
from .chronology import Chronology, Placed, what
from .figure import KNOWN, picture

_STROKE = tag("line", class_="fk-ink", x1=0, y1=0, x2=0, y2=6)
_TURNED = {"patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
_HATCH = tag("defs", tag("pattern", _STROKE, id="fk-hatch", width=6, height=6, **_TURNED))


def drawing(found: Chronology) -> Html:
    """Both tracks and the line of days as SVG."""
    line, y = axis(found.days), 30
    years = {day.year for day in found.days}
    only = min(years) if len(years) == 1 else None
    parts = [_HATCH, _track("Said by the section", only, 14)]
    for event in found.events:
        parts.append(_row(event, line, y, what(event.entry)))
        y += ROW
    parts += [_axis(line, y + 8), _track(KNOWN, only, y + 54)]
    y += 70
    for number, fact in enumerate(found.facts, 1):
        when = _said(fact.entry.date, only)
        parts.append(_row(fact, line, y, f"{number}. {when}: {what(fact.entry)}"))
        y += ROW
    svg = picture("Timeline", "fk-timeline", y, parts)
    return tag("div", svg, class_="fk-drawn", hidden="hidden")


def _said(edtf: str, known: int | None) -> str:
    """A date as one reads it, without its year where that is known."""
    return in_words(edtf).replace(f", {known}", "")


def _track(name: str, year: int | None, y: int) -> Html:
    """The name of a track, with the year where it is the same for all."""
    return tag("text", name, year and f" ({year})", class_="fk-track", x=LEFT - 6, y=y)


def _row(one: Placed[Annotation] | Placed[Fact], line: Axis, y: int, words: str) -> Html:
    """One event: a point, an open point, a bar or a hatched span, with its label beside it or in it."""
    start = line.at(one.when.first) if one.when.first else float(LEFT)
    end = line.at(one.when.last) if one.when.last else float(RIGHT)
    label, under = beside(start, end, words), None
    if one.kind != "undated":
        shape = _shape(one, start, end, y)
    else:
        shape = _bar("undated-bar", start, end, y - 8, 17)
        if within := inside(start, end, words):
            label, half = within, within.width / 2 + 7
            under = _bar("back", label.x - half, label.x + half, y - 7, 15)
    return joined([shape, under, _label(label, y + 4)])


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


def _label(label: Label, y: int, look: str | None = None) -> Html:
    x = f"{label.x:.0f}"
    return tag("text", label.words, class_=look, text_anchor=label.anchor, x=x, y=y)


def _axis(line: Axis, y: int) -> Html:
    """The line of days with its ticks and, where a stretch is cut out, a break.

    A day is said where it has room, and with its year where that is new.
    """
    parts = [tag("line", class_="fk-ink", x1=LEFT, y1=y, x2=RIGHT, y2=y)]
    many, year, taken = line.first.year != line.last.year, 0, 0.0
    for day in line.ticks():
        x = f"{line.at(day):.0f}"
        parts.append(tag("line", class_="fk-ink", x1=x, y1=y - 4, x2=x, y2=y + 4))
        words = _said(day.isoformat(), None if many and day.year != year else day.year)
        label = on_a_tick(line.at(day), words)
        if label.left >= taken:
            year, taken = day.year, label.right + 4
            parts.append(_label(label, y + 18, "fk-tick"))
    if line.break_at is not None:
        path = f"M{line.break_at - 4:.0f} {y + 6}l4 -12h6l-4 12z"
        parts.append(tag("path", class_="fk-break", d=path))
    return joined(parts)
