"""The two-track timeline: what the section dates or only places, and what is known from elsewhere.

A dated event is a point. An undated one is a span between the dated events that it lies between: it
happened somewhere in there. This module says it in words; the drawing has a module of its own.
"""

from collections.abc import Iterator, Sequence

from ...claims.annotations import Annotation, Annotations, Fact
from ...markup import Html, joined, plain, prose, tag
from ...volumes.dates import in_words
from .chronology import Chronology, chronology, is_yearless, Placed, what
from .drawing import drawing
from .figure import Figure, listed, muted, source, UNDRAWN

_SURE = {
    "stated": "day, month and year are printed",
    "year-inferred": "the year is not printed",
    "undated": "no date is printed; the order is",
}
_UNREAD = "Not drawn, because the date has no place on a line of days:"


def timeline(notes: Annotations) -> Figure:
    """Events of the section above, dated facts from elsewhere below, drawn and listed.

    A date that cannot be read is named below the drawing.
    """
    found, events = chronology(notes), notes.of("event")
    unread = [f"“{written}”: {what(entry)}" for written, entry in found.unread]
    below = [tag("p", _UNREAD, class_="fk-muted"), listed(unread)] if unread else []
    below_text = [_UNREAD, *(f"  {line}" for line in unread)] if unread else []
    if not found.events:
        none = "No event has a date" + (" that can be drawn." if unread else ".")
        html, text = [tag("p", none), *below], [none, *below_text]
    else:
        html = [drawing(found), _NARROW, UNDRAWN, _SIGNS, *below, _list(events, found)]
        text = [*_plain(events, found), *below_text]
    return Figure("timeline", joined(html, "\n"), "\n".join(text))


_NARROW = tag(
    "p",
    "The drawing needs more room; the list says the same.",
    class_="fk-narrow fk-muted",
    hidden="hidden",
)
_SIGNS = tag(
    "p",
    [tag("span", "●", aria_hidden="true"), " date printed · "],
    [tag("span", "○", aria_hidden="true"), " year not printed · "],
    [tag("span", "▨", aria_hidden="true")],
    " no date printed: somewhere in this span, in this order · ",
    [tag("span", "◆", aria_hidden="true")],
    " known from elsewhere, with its number in the list",
    class_="fk-muted fk-drawn fk-signs",
    hidden="hidden",
)


def _list(events: Sequence[Annotation], found: Chronology) -> Html:
    """Every event, then every fact of the drawing, each with what bears it out."""
    said = listed(_event(*said) for said in _dated(events, found))
    known = listed((_fact(one.entry) for one in found.facts), "ol")
    elsewhere = tag("p", tag("strong", "Known from elsewhere"))
    pieces = [
        tag("summary", "The same as a list, with sources"),
        tag("p", tag("strong", "Said by the section")),
        said,
        tag("div", joined([elsewhere, known], "\n"), class_="fk-elsewhere"),
    ]
    return tag("details", joined(pieces, "\n"), "\n")


def _event(event: Annotation, date: str, sure: str) -> list[object]:
    why = f"{sure[0].upper()}{sure[1:]}: “{event.span.text}”"
    said = f" {what(event)}. "
    return [tag("strong", date or "No date"), said, tag("span", why, class_="fk-muted")]


def _fact(fact: Fact) -> list[object]:
    small = muted("Source: ", source(fact))
    return [tag("strong", fact.date), " ", prose(fact.text), " ", small]


def _dated(
    events: Sequence[Annotation], found: Chronology
) -> Iterator[tuple[Annotation, str, str]]:
    """Each event with its date, empty where it has none, and in words how sure that is."""
    placed = {one.entry.id: one for one in found.events}
    for event in events:
        written = str(event.fields["date"])
        if is_yearless(written):
            yield event, in_words(written), _yearless(placed.get(event.id))
        else:
            certainty = str(event.fields["certainty"])
            yield event, written, _SURE.get(certainty, f"certainty “{certainty}”")


def _yearless(placed: Placed[Annotation] | None) -> str:
    if not placed or placed.kind == "undated":
        return _SURE["year-inferred"]
    return f"{_SURE['year-inferred']}; the order of events leaves {placed.when.known[0].year} alone"


def _plain(events: Sequence[Annotation], found: Chronology) -> list[str]:
    said = [
        f"  {date or 'no date':10}  {what(event)} ({sure})"
        for event, date, sure in _dated(events, found)
    ]
    facts = [one.entry for one in found.facts]
    known = [
        f"  {n}. {f.date}  {plain(f.text)} [{plain(f.source)}]" for n, f in enumerate(facts, 1)
    ]
    return ["Said by the section:", *said, "Known from elsewhere:", *known]
