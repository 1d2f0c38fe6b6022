"""Dates: of events, of the answers of exercises, and of the words that both are anchored to."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from ... import exercises
from ...claims.annotations import Annotations
from ...errors import FruskitError
from ...exercises.kinds.date import Dates
from ...volumes.dates import bounds, certain, compare, from_iso, in_words, read_date, WrittenDate
from ...volumes.text import Section, Span
from .notebooks import entry_of

Asked = Mapping[str, exercises.Exercise]


def of_events(section: Section, notes: Annotations) -> Iterator[FruskitError]:
    """An event's date is that of the words it is anchored to, and none where they have none."""
    events = {event.id for event in notes.of("event")}
    for event in notes.of("event"):
        where = f"data/annotations/events.toml, event “{event.id}”"
        written = _written(section, event.span)
        if fault := _fault(event.fields["date"], event.fields["certainty"], written):
            yield FruskitError(where, *fault)
        follows = event.fields["follows"]
        if follows not in ("", *events):
            what = f"it follows “{follows}”, which is no event"
            yield notes.faulty["event"].missing(follows, what, "Correct the id.").at(where)


def _fault(edtf: str, certainty: str, written: list[str]) -> tuple[str, str] | None:
    """What is wrong with a date beside those of its words, and what to write."""
    if not written:
        if not edtf and certainty == "undated":
            return None
        remedy = 'Write date = "" and certainty = "undated".'
        return f"its words give no date, but it is dated “{edtf}”", remedy
    first = written[0]
    if certainty == "stated" and not any(_agree(edtf, other) for other in written):
        return f"it is dated “{edtf}”, but its words say {first}", f'Write date = "{first}".'
    ways = (compare(read_date(certain(edtf)), read_date(other)) for other in written)
    if certainty == "year-inferred" and "year-assumed" not in ways:
        what = f"the day of “{edtf}” is not the one in its words ({in_words(first)})"
        return what, "Keep the day that is printed."
    if certainty == "undated":
        return f"its words give a date ({first})", "Enter it, or choose other words."
    return None


def _agree(edtf: str, written: str) -> bool:
    """Whether they are the same days, doubt aside, or the first or last of the days written."""
    plain = certain(edtf)
    days = bounds(plain)
    return plain in (written, *written.split("/")) or days == bounds(written) != (None, None)


def _written(section: Section, words: Span) -> list[str]:
    """The dates, in EDTF, that the encoding gives to what is within these words."""
    marks = [p for p in section.phrases if p.kind == "date" and p.block == words.block]
    within = [p for p in marks if p.start < words.end and p.end > words.start]
    return [edtf for phrase in within if (edtf := _edtf(phrase.attributes))]


def _edtf(attributes: Mapping[str, str]) -> str:
    """A day, or days from which and to which (TEI P5, att.datable.w3c), without the hour. Empty
    where there is none, or what is there cannot be read: that is the encoding's own fault."""
    for names in (("when",), ("from", "to"), ("notBefore", "notAfter")):
        given = [attributes.get(name, "") for name in names]
        if any(given):
            with suppress(FruskitError):
                edtf = "/".join(from_iso(day).edtf if day else ".." for day in given)
                return edtf if bounds(edtf) else ""
            return ""
    return ""


def of_answers(asked: Asked) -> dict[str, FruskitError]:
    """By id, the exercises that want another date than all those in its evidence."""
    found = {}
    for id, exercise in asked.items():
        for item in exercise.task.items if isinstance(exercise.task, Dates) else ():
            spans = item.evidence.spans
            written = [date for span in spans for date in _written(exercise.section, span)]
            if item.date.edtf and written and not any(_about_it(item.date, w) for w in written):
                what = f"item “{item.id}” is dated “{item.date.written}”, "
                what += f"but its evidence says {in_words(written[0])}"
                remedy = "Correct the date, or choose other words."
                found[id] = FruskitError(entry_of(id), what, remedy)
    return found


def _about_it(wanted: WrittenDate, written: str) -> bool:
    """Whether they have a day in common, or may have one, as days without a year may."""
    ours, theirs = bounds(wanted.edtf), bounds(written)
    if ours == (None, None) or theirs == (None, None):
        return compare(wanted, read_date(written)) != "different"
    first = max(date.min if end is None else end for end in (ours.first, theirs.first))
    last = min(date.max if end is None else end for end in (ours.last, theirs.last))
    return first <= last
