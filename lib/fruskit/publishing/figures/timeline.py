"""The two-track timeline: what the section dates or only places, and what is known from elsewhere.

A dated event is a point. An undated one is a span between the dated events that it lies between: it
happened somewhere in there. This module says it in words; the drawing has a module of its own.
"""

from collections.abc import Sequence

from ...claims.annotations import Annotation, Annotations
from ...markup import Html, joined, prose, tag
from ...volumes.dates import in_words
from .chronology import Chronology, chronology, is_yearless, Placed, what
from .drawing import drawing
from .figure import Figure, KNOWN, listed, muted, opened, source, sourced_text, UNDRAWN

_SAID = "Said by the section"
_SURE = {
    "stated": "day, month and year are printed",
    "year-inferred": "the year is not printed",
    "undated": "no date is printed; the order is",
}
_UNREAD = "Not drawn, because the date has no place on a line of days:"
_NO_ROOM = "The drawing needs more room; the list says the same."
_NARROW = tag("p", _NO_ROOM, class_="fk-narrow fk-muted", hidden="hidden")
_SIGNS = [
    ("●", " date printed · "),
    ("○", " year not printed · "),
    ("▨", " no date printed: somewhere in this span, in this order · "),
    ("◆", " known from elsewhere, with its number in the list"),
]
_MEANS = ([tag("span", sign, aria_hidden="true"), means] for sign, means in _SIGNS)
_LEGEND = tag("p", _MEANS, class_="fk-muted fk-drawn fk-signs", hidden="hidden")


def timeline(notes: Annotations) -> Figure:
    """Events of the section above, dated facts from elsewhere below, drawn and listed.

    A date that cannot be read is named below the drawing.
    """
    found = chronology(notes)
    unread = [f"“{written}”: {what(entry)}" for written, entry in found.unread]
    below = [muted(_UNREAD, name="p"), listed(unread)] if unread else []
    if found.events:
        said, text = _told(notes.of("event"), found)
        html = [drawing(found), _NARROW, UNDRAWN, _LEGEND, *below, said]
    else:
        none = "No event has a date" + (" that can be drawn." if unread else ".")
        html, text = [tag("p", none), *below], [none]
    text += [_UNREAD, *(f"  {line}" for line in unread)] if unread else []
    return Figure("timeline", joined(html, "\n"), "\n".join(text))


def _told(events: Sequence[Annotation], found: Chronology) -> tuple[Html, list[str]]:
    """Every event, then every fact of the drawing, each with what bears it out: to open, and as text."""
    placed = {one.entry.id: one for one in found.events}
    items, lines = list[object](), list[str]()
    for event in events:
        date, sure = _dated(event, placed.get(event.id))
        why = muted(f"{sure[0].upper()}{sure[1:]}: “{event.span.text}”", name="span")
        items.append([tag("strong", date or "No date"), f" {what(event)}. ", why])
        lines.append(f"  {date or 'no date':10}  {what(event)} ({sure})")
    facts, known = list[object](), list[str]()
    for n, fact in enumerate((one.entry for one in found.facts), 1):
        small = muted("Source: ", source(fact))
        facts.append([tag("strong", fact.date), " ", prose(fact.text), " ", small])
        known.append(f"  {n}. {fact.date}  {sourced_text(fact)}")
    head = tag("p", tag("strong", KNOWN))
    elsewhere = tag("div", head, "\n", listed(facts, "ol"), class_="fk-elsewhere")
    said = [tag("p", tag("strong", _SAID)), listed(items), elsewhere]
    text = [f"{_SAID}:", *lines, f"{KNOWN}:", *known]
    return opened("The same as a list, with sources", *said), text


def _dated(event: Annotation, placed: Placed[Annotation] | None) -> tuple[str, str]:
    """The date of an event, empty where it has none, and in words how sure that is."""
    written, certainty = str(event.fields["date"]), str(event.fields["certainty"])
    if not is_yearless(written):
        return written, _SURE.get(certainty, f"certainty “{certainty}”")
    sure = _SURE["year-inferred"]
    if placed and placed.kind != "undated":
        sure += f"; the order of events leaves {placed.known[0].year} alone"
    return in_words(written), sure
