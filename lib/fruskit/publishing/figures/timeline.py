"""The two-track timeline: what the section dates or only places, and what is known from elsewhere.

A dated event is a point. An undated one is a span between the dated events that it lies between: it
happened somewhere in there. Days are to scale, but for one long empty stretch, which is cut out.
"""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from ...claims.annotations import Annotation, Annotations, Fact
from ...markup import plain, prose
from ...volumes.dates import certain, from_iso
from .figure import Figure, source, UNDRAWN

_LEFT, _RIGHT, _WIDTH, _LINE = 24, 736, 760, 22  # the axis, the drawing, the height of a line
_SURE = {
    "stated": "day, month and year are printed",
    "year-inferred": "the year is not printed",
    "undated": "no date is printed; the order is",
}


def timeline(notes: Annotations) -> Figure:
    """Events of the section above, dated facts from elsewhere below, drawn and listed."""
    events = notes.of("event")
    days = [_days(event.fields["date"])[0] for event in events if event.fields["date"]]
    facts = [
        f
        for f in notes.facts.values()
        if f.date and days and min(days) <= _days(f.date)[0] <= max(days)
    ]
    facts.sort(key=lambda fact: _days(fact.date))
    if not days:
        return Figure("timeline", "<p>No event has a date.</p>", "No event has a date.")
    html = f"{_drawing(events, facts)}\n{_list(events, facts)}"
    return Figure("timeline", html, _plain(events, facts))


def _days(edtf: str) -> tuple[date, date]:
    """First and last day of an EDTF day, month, year or interval of them."""
    first, _, last = certain(edtf).partition("/")
    return date.fromisoformat(from_iso(first).start), date.fromisoformat(
        from_iso(last or first).end
    )


def bounds(events: Sequence[Annotation], at: int) -> tuple[date, date]:
    """The dated events between which the undated event number `at` must lie."""
    dated = [(n, _days(e.fields["date"])) for n, e in enumerate(events) if e.fields["date"]]
    before = [span[1] for n, span in dated if n < at]
    after = [span[0] for n, span in dated if n > at]
    return max(before, default=dated[0][1][0]), min(after, default=dated[-1][1][1])


# --- the drawing


def _scale(days: Sequence[date]) -> tuple[Callable[[date], float], date | None]:
    """Day to place on the axis; the longest empty stretch is cut where it is more than half of all."""
    ordered = sorted(set(days))
    first, last = ordered[0], ordered[-1]
    if first == last:
        return lambda day: _LEFT, None
    gap, after = max(((b - a).days, b) for a, b in zip(ordered, ordered[1:]))
    if 2 * gap <= (last - first).days:
        return lambda day: _LEFT + (day - first).days / (last - first).days * (_RIGHT - _LEFT), None
    start = _LEFT + 90
    return (
        lambda day: (
            _LEFT
            if day < after
            else start + (day - after).days / max(1, (last - after).days) * (_RIGHT - start)
        ),
        after,
    )


def _drawing(events: Sequence[Annotation], facts: Sequence[Fact]) -> str:
    spans = [
        _days(e.fields["date"]) if e.fields["date"] else bounds(events, n)
        for n, e in enumerate(events)
    ]
    spans += [_days(fact.date) for fact in facts]
    place, cut = _scale([day for span in spans for day in span])
    parts, y = [_track("Said by the section", 14)], 30
    for event, span in zip(events, spans):
        parts.append(
            _row(event.fields["certainty"], place(span[0]), place(span[1]), y, event.fields["what"])
        )
        y += _LINE
    axis, y = y + 8, y + 54
    parts += [
        _axis(place, cut, axis, [day for span in spans for day in span]),
        _track("Known from elsewhere", y),
    ]
    y += 16
    for number, (fact, span) in enumerate(zip(facts, spans[len(events) :]), 1):
        label = f"{number}. {_when(fact.date)}: {plain(fact.text)}"
        parts.append(_row("elsewhere", place(span[0]), place(span[1]), y, label))
        y += _LINE
    return (
        f'<div class="fk-drawn" hidden="hidden"><svg class="fk-timeline" viewBox="0 0 {_WIDTH} {y}" role="img" '
        f'aria-label="Timeline; the list below says the same">\n{_HATCH}\n'
        + "\n".join(parts)
        + "\n</svg></div>"
    )


_HATCH = (
    '<defs><pattern id="fk-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><line class="fk-ink" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>'
)


def _track(name: str, y: int) -> str:
    return f'<text class="fk-track" x="{_LEFT - 6}" y="{y}">{escape(name)}</text>'


_LETTER = 6.2  # about the width of a letter in the drawing


def _row(kind: str, start: float, end: float, y: int, label: str) -> str:
    """One event: a point, an open point, a bar or a hatched span, with its label beside it or in it."""
    if kind == "undated":
        label = _cut(label, end - start - 40)
        back = _LETTER * len(label) + 14
        middle = (start + end) / 2
        return (
            f'<rect class="fk-undated-bar" x="{start:.0f}" y="{y - 8}" width="{end - start:.0f}" height="17"/>'
            f'<rect class="fk-back" x="{middle - back / 2:.0f}" y="{y - 7}" width="{back:.0f}" height="15"/>'
            f'<text text-anchor="middle" x="{middle:.0f}" y="{y + 4}">{escape(label)}</text>'
        )
    if end - start > 8:
        shape = f'<rect class="fk-{kind}" x="{start:.0f}" y="{y - 5}" width="{end - start:.0f}" height="10" rx="2"/>'
    elif kind == "elsewhere":
        shape = f'<path class="fk-{kind}" d="M{start:.0f} {y - 7}l7 7l-7 7l-7 -7z"/>'
    else:
        shape = f'<circle class="fk-{kind}" cx="{start:.0f}" cy="{y}" r="5.5"/>'
    right = _WIDTH - end - 12 >= start - 12
    anchor, x, room = (
        ("start", end + 12, _WIDTH - end - 14) if right else ("end", start - 12, start - 14)
    )
    return f'{shape}<text text-anchor="{anchor}" x="{x:.0f}" y="{y + 4}">{escape(_cut(label, room))}</text>'


def _cut(label: str, room: float) -> str:
    most = max(10, int(room / _LETTER))
    return (
        label if len(label) <= most else label[: most - 1].rpartition(" ")[0].rstrip(" ,;:") + " …"
    )


def _axis(place: Callable[[date], float], cut: date | None, y: int, days: Sequence[date]) -> str:
    """The line of days, with the first of each month and, where a stretch is cut out, a break."""
    first, last = min(days), max(days)
    ticks = {first, last} | {
        date(year, month, 1)
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
        if (cut or first) < date(year, month, 1) < last
    }
    ticks |= {cut} if cut else set()
    parts, right = [f'<line class="fk-ink" x1="{_LEFT}" y1="{y}" x2="{_RIGHT}" y2="{y}"/>'], -99.0
    for day in sorted(ticks):
        x = place(day)
        parts.append(f'<line class="fk-ink" x1="{x:.0f}" y1="{y - 4}" x2="{x:.0f}" y2="{y + 4}"/>')
        if x - right > 50:
            anchor = "start" if x < 60 else "end" if x > 700 else "middle"
            parts.append(
                f'<text class="fk-tick" text-anchor="{anchor}" x="{x:.0f}" y="{y + 18}">{_when(day.isoformat())}</text>'
            )
            right = x
    if cut:
        x = (_LEFT + place(cut)) / 2
        parts.append(f'<path class="fk-break" d="M{x - 4:.0f} {y + 6}l4 -12h6l-4 12z"/>')
    return "".join(parts)


_MONTHS = [
    "Jan",
    "Feb",
    "March",
    "April",
    "May",
    "June",
    "July",
    "Aug",
    "Sept",
    "Oct",
    "Nov",
    "Dec",
]


def _when(edtf: str) -> str:
    """A date as one reads it: “July 17”, “July 7–12”, “July 16–Aug 2”."""
    first, last = _days(edtf)
    begun = f"{_MONTHS[first.month - 1]} {first.day}"
    if first == last:
        return begun
    return (
        begun
        + "–"
        + (str(last.day) if first.month == last.month else f"{_MONTHS[last.month - 1]} {last.day}")
    )


# --- the same in words


def _list(events: Sequence[Annotation], facts: Sequence[Fact]) -> str:
    said = "\n".join(
        f"<li><strong>{escape(event.fields['date'] or 'No date')}</strong> {escape(event.fields['what'])}. "
        f'<span class="fk-muted">{_SURE[event.fields["certainty"]].capitalize()}: “{escape(event.span.text)}”</span></li>'
        for event in events
    )
    known = "\n".join(
        f"<li><strong>{escape(fact.date)}</strong> {prose(fact.text)} "
        f'<small class="fk-muted">Source: {source(fact)}</small></li>'
        for fact in facts
    )
    return (
        '<p class="fk-narrow fk-muted" hidden="hidden">The drawing needs more room; the list says the same.</p>\n'
        f'{UNDRAWN}\n<p class="fk-muted fk-drawn fk-signs" hidden="hidden"><span aria-hidden="true">●</span> date printed · <span aria-hidden="true">○</span> '
        'year not printed · <span aria-hidden="true">▨</span> no date printed: somewhere in this span, in this order · '
        '<span aria-hidden="true">◆</span> known from elsewhere, with its number in the list</p>\n'
        f"<details><summary>The same as a list, with sources</summary>\n<p><strong>Said by the section</strong></p>\n"
        f"<ul>\n{said}\n</ul>\n"
        f'<div class="fk-elsewhere"><p><strong>Known from elsewhere</strong></p>\n<ol>\n{known}\n</ol></div>\n</details>'
    )


def _plain(events: Sequence[Annotation], facts: Sequence[Fact]) -> str:
    said = [
        f"  {e.fields['date'] or 'no date':10}  {e.fields['what']} ({_SURE[e.fields['certainty']]})"
        for e in events
    ]
    known = [
        f"  {n}. {f.date}  {plain(f.text)} [{plain(f.source)}]" for n, f in enumerate(facts, 1)
    ]
    return "\n".join(["Said by the section:", *said, "Known from elsewhere:", *known])
