"""The two-track timeline: what the section dates or only places, and what is known from elsewhere.

A dated event is a point. Undated ones are steps within one span: they happened somewhere in there, in
this order. The drawing is a list, which the style lays out along the line of days or, on a narrow
page, from top to bottom; without the style it is read as the list that it is.
"""

from collections.abc import Sequence
from itertools import groupby

from ...claims.annotations import Annotation, Annotations, Fact
from ...markup import block, Html, joined, prose, tag
from ...volumes.dates import in_words
from .axis import Axis, axis
from .chronology import Chronology, chronology, is_yearless, label, Placed, what
from .figure import count, Figure, headed, KNOWN, listed, muted, opened, source, sourced_text

_SAID = "Said by the section"
_SURE = {
    "stated": "day, month and year are printed",
    "year-inferred": "the year is not printed",
    "undated": "no date is printed; the order is",
}
_UNREAD = "Not drawn, because the date has no place on a line of days:"
_STEPS = "No date is printed. The order is:"
_SIGNS = {
    "stated": "● date printed",
    "year-inferred": "○ year supplied in [brackets]",
    "undated": "steps: an order, and no days",
    "elsewhere": "◆ known from elsewhere",
}
One = Placed[Annotation] | Placed[Fact]


def timeline(notes: Annotations) -> Figure:
    """Events of the section above, dated facts from elsewhere below, drawn and listed.

    A date that cannot be read is named below the drawing.
    """
    found = chronology(notes)
    unread = [f"“{written}”: {what(entry)}" for written, entry in found.unread]
    below = [muted(_UNREAD, name="p"), listed(unread)] if unread else []
    if found.events:
        head, text = headed(_title(found), _how(found))
        said, list_ = _told(notes, found)
        html, text = [head, _drawn(found), *below, said], [*text, *list_]
    else:
        none = "No event has a date" + (" that can be drawn." if unread else ".")
        html, text = [tag("p", none), *below], [none]
    text += [_UNREAD, *(f"  {line}" for line in unread)] if unread else []
    return Figure("timeline", joined(html, "\n"), "\n".join(text))


def _title(found: Chronology) -> str:
    undated = sum(one.kind == "undated" for one in found.events)
    dated = len(found.events) - undated
    title = count(len(found.events), "event")
    if not undated:
        return f"{title}, all dated" if dated > 1 else f"{title}, dated"
    return f"{title}: {count(dated).lower()} dated, {count(undated).lower()} known by order alone"


def _how(found: Chronology) -> str:
    kinds = [one.kind for one in found.events] + (["elsewhere"] if found.facts else [])
    signs = "; ".join(sign for kind, sign in _SIGNS.items() if kind in kinds)
    cut = axis(found.days).cut
    left_out = "" if cut is None else " At the break the line leaves out days without events."
    return f"Days run from left to right, on a narrow page downward. {signs}.{left_out}"


# --- the drawing


def _drawn(found: Chronology) -> Html:
    """Both tracks and the line of days between them."""
    line = axis(found.days)
    rows = []
    for undated, run in groupby(found.events, lambda one: one.kind == "undated" and one.known):
        events = list(run)
        rows += [_span(events, line, found)] if undated else [_row(e, line, found) for e in events]
    parts = [_track(_SAID), block("ol", *rows), _axis(line)]
    if found.facts:
        facts = block("ol", *(_row(fact, line, found) for fact in found.facts))
        parts += [_track(KNOWN, "fk-known"), facts]
    return block("div", *parts, class_="fk-timeline")


def _track(name: str, look: str | None = None) -> Html:
    return tag("p", tag("strong", name), class_=look)


def _row(one: One, line: Axis, found: Chronology) -> Html:
    """One event: a point, or a bar for days, its label on the side where there is more room."""
    start = line.at(one.when.first) if one.when.first else 0.0
    end = line.at(one.when.last) if one.when.last else 100.0
    ends = [
        f"fk-open-{side}" for side, day in zip(("start", "end"), one.when, strict=True) if not day
    ]
    kind = "elsewhere-one" if one.kind == "elsewhere" else one.kind
    looks = [f"fk-{kind}", "fk-left" if start > 100 - end else "fk-right", *ends]
    point = tag("span", class_="fk-point" if end - start < 1.5 else "fk-extent", aria_hidden="true")
    words = tag("span", tag("strong", _when(one)), " ", _label(one, found))
    return tag("li", point, words, class_=" ".join(looks), style=_at(start, end))


def _at(start: float, end: float) -> str:
    """Where a shape begins and ends on the line, for the style."""
    return f"--at: {start:.1f}%; --to: {end:.1f}%"


def _span(events: Sequence[Placed[Annotation]], line: Axis, found: Chronology) -> Html:
    """Events without dates between the same two: their order as steps within the span."""
    start, end = (line.at(events[0].known[n]) for n in (0, -1))
    steps = (
        tag("li", tag("span", _label(one, found)), style=f"--step: {n}")
        for n, one in enumerate(events)
    )
    head, order = tag("span", _STEPS), block("ol", *steps)
    return tag("li", head, order, class_="fk-undated", style=_at(start, end))


def _when(one: One) -> str:
    """A date as one reads it, a year that is not printed in brackets."""
    if isinstance(one.entry, Fact):
        return one.entry.when
    written = str(one.entry.fields["date"])
    if one.kind != "year-inferred":
        return in_words(written)
    year = one.known[0].year
    words = in_words(written.replace("XXXX", f"{year:04d}"))
    return words.replace(str(year), f"[{year}]")


def _label(one: One, found: Chronology) -> list[object]:
    """What happened, in short; and the other account of it, where the drawing has two."""
    other = next((b if one is a else a for a, b in found.accounts if one in (a, b)), None)
    if other is None:
        return [label(one.entry)]
    where = _when(other) if other.kind != "undated" else "the step above"
    return [label(one.entry), " ", muted(f"⇄ two accounts: see {where}")]


def _axis(line: Axis) -> Html:
    """The line of days: its months or years by name, and a break where a stretch is left out."""
    names = (tag("span", one.words, style=_at(one.start, one.end)) for one in line.stretches())
    gap = line.break_at
    mark = None if gap is None else tag("span", "//", class_="fk-break", style=_at(gap, gap))
    return tag("div", names, mark, class_="fk-axis", aria_hidden="true")


# --- the same in words


def _told(notes: Annotations, found: Chronology) -> tuple[Html, list[str]]:
    """Every event, then every fact of the drawing, each with what bears it out: to open, and as text."""
    placed = {one.entry.id: one for one in found.events}
    items, lines = list[object](), list[str]()
    for event in notes.of("event"):
        date, sure = _dated(event, placed.get(event.id))
        why = muted(f"{sure[0].upper()}{sure[1:]}: “{event.span.text}”", name="span")
        items.append([tag("strong", date or "No date"), f" {what(event)}. ", why])
        lines.append(f"  {date or 'no date'}: {what(event)} ({sure})")
    facts, known = list[object](), list[str]()
    for fact in (one.entry for one in found.facts):
        small = muted("Source: ", source(fact))
        facts.append([tag("strong", fact.when), " ", prose(fact.text), " ", small])
        known.append(f"  {fact.when}: {sourced_text(fact)}")
    said = [tag("p", tag("strong", _SAID)), listed(items)]
    text = [f"{_SAID}:", *lines]
    if facts:
        head = tag("p", tag("strong", KNOWN))
        said.append(tag("div", head, "\n", listed(facts), class_="fk-elsewhere"))
        text += [f"{KNOWN}:", *known]
    return opened("In words, with quotations and sources", *said), text


def _dated(event: Annotation, placed: Placed[Annotation] | None) -> tuple[str, str]:
    """The date of an event, empty where it has none, and in words how sure that is."""
    written, certainty = str(event.fields["date"]), str(event.fields["certainty"])
    if placed and placed.kind != "undated":
        when = _when(placed)
    else:
        when = in_words(written) if written and is_yearless(written) else written
    sure = _SURE.get(certainty, f"certainty “{certainty}”")
    if is_yearless(written):
        sure = _SURE["year-inferred"]
        if placed and placed.kind != "undated":
            sure += f"; the order of events leaves {placed.known[0].year} alone"
    return when, sure
