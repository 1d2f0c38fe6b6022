"""Dates: of events, of the answers of exercises, and of the words that both are anchored to."""

from collections.abc import Iterator, Mapping

from ... import exercises
from ...claims.annotations import Annotations
from ...errors import FruskitError
from ...volumes.dates import bounds, certain, compare, from_iso, in_words, read_date
from ...volumes.text import Section, Span


def of_events(section: Section, notes: Annotations) -> Iterator[FruskitError]:
    """An event's date is that of the words it is anchored to: no other, and none where they have none."""
    events = {event.id for event in notes.of("event")}
    for event in notes.of("event"):
        written = _written(section, event.span)
        date, certainty = event.fields["date"], event.fields["certainty"]
        if fault := _fault(date, certainty, written):
            yield FruskitError(f"data/annotations/events.toml, event “{event.id}”", *fault)
        follows = event.fields["follows"]
        if follows not in ("", *events):
            what = f"it follows “{follows}”, which is no event"
            missing = notes.faulty["event"].missing(follows, what, "Correct the id.")
            yield missing.at(f"data/annotations/events.toml, event “{event.id}”")


def _fault(date: str, certainty: str, written: list[str]) -> tuple[str, str] | None:
    """What is wrong with a date beside those of its words, and what to write."""
    if not written:
        if not date and certainty == "undated":
            return None
        remedy = 'Write date = "" and certainty = "undated".'
        return f"its words give no date, but it is dated “{date}”", remedy
    first = written[0]
    if certainty == "stated" and not any(_agree(date, other) for other in written):
        return f"it is dated “{date}”, but its words say {first}", f'Write date = "{first}".'
    if certainty == "year-inferred" and not any(_year_added(date, other) for other in written):
        what = f"the day of “{date}” is not the one in its words ({in_words(first)})"
        return what, "Keep the day that is printed."
    if certainty == "undated":
        return f"its words give a date ({first})", "Enter it, or choose other words."
    return None


def _agree(date: str, written: str) -> bool:
    """Whether they are the same days, doubt aside, or the first or last of the days written."""
    plain = certain(date)
    return plain in (written, *written.split("/")) or bounds(plain) == bounds(written) != (
        None,
        None,
    )


def _year_added(date: str, written: str) -> bool:
    return compare(read_date(certain(date)), read_date(written)) == "year-assumed"


def _written(section: Section, words: Span) -> list[str]:
    """The dates, in EDTF, that the encoding gives to what is within these words."""
    given = (
        _edtf(phrase.attributes)
        for phrase in section.phrases
        if phrase.kind == "date"
        and phrase.block == words.block
        and phrase.start < words.end
        and phrase.end > words.start
    )
    return [edtf for edtf in given if edtf]


def _edtf(attributes: Mapping[str, str]) -> str:
    """TEI P5, att.datable.w3c: a day, or days from which and to which. Empty where there is none."""
    ends = (("when", "when"), ("from", "to"), ("notBefore", "notAfter"))
    for first, last in ends:
        found = [_day(attributes.get(name, "")) for name in (first, last)]
        if any(found):
            return found[0] if found[0] == found[1] else "/".join(end or ".." for end in found)
    return ""


def _day(value: str) -> str:
    """A TEI date without its time; empty where it is none, which is the encoding's own fault."""
    try:
        return from_iso(value).edtf
    except FruskitError:
        return ""


def of_answers(section: Section, asked: Mapping[str, exercises.Exercise]) -> Iterator[FruskitError]:
    """The date that an exercise wants is not another than all those in its evidence."""
    for id, exercise in asked.items():
        for item in exercise.task.items if isinstance(exercise.task, exercises.Dates) else ():
            written = [date for span in item.evidence.spans for date in _written(section, span)]
            ways = [compare(item.date, read_date(date)) for date in written]
            if item.date.edtf and ways and set(ways) == {"different"}:
                file, _, name = id.partition("/")
                yield FruskitError(
                    f"data/exercises/{file}.toml, exercise “{name}”",
                    f"item “{item.id}” is dated “{item.date.written}”, "
                    f"but its evidence says {in_words(written[0])}",
                    "Correct the date, or choose other words.",
                )
