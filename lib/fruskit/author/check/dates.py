"""Dates: of events, of the answers of exercises, and of the words that both are anchored to."""

from collections.abc import Iterator, Mapping

from ... import exercises
from ...claims.annotations import Annotations
from ...errors import FruskitError
from ...volumes.dates import certain, compare, from_iso
from ...volumes.text import Section, Span


def of_events(section: Section, notes: Annotations) -> Iterator[FruskitError]:
    """An event's date is that of the words it is anchored to: no other, and none where they have none."""
    for event in notes.of("event"):
        written = _written_dates(section, event.span)
        date, certainty = event.fields["date"], event.fields["certainty"]
        where = f"data/annotations/events.toml, event “{event.id}”"
        if not written and (date or certainty != "undated"):
            yield FruskitError(
                where,
                f"its words give no date, but it is dated “{date}”",
                'Write date = "" and certainty = "undated".',
            )
        if written and certainty == "stated" and certain(date) not in written:
            yield FruskitError(
                where,
                f"it is dated “{date}”, but its words say {written[0]}",
                f'Write date = "{written[0]}".',
            )
        if (
            written
            and certainty == "year-inferred"
            and not any(w.startswith("--") and date.endswith(w[1:]) for w in written)
        ):
            yield FruskitError(
                where,
                f"the day of “{date}” is not the one in its words ({written[0]})",
                "Keep the day that is printed.",
            )
        if written and certainty == "undated":
            yield FruskitError(
                where, f"its words give a date ({written[0]})", "Enter it, or choose other words."
            )
        follows = event.fields.get("follows", "")
        if follows and follows not in {other.id for other in notes.of("event")}:
            yield FruskitError(
                where, f"it follows “{follows}”, which is no event", "Correct the id."
            )


def _written_dates(section: Section, words: Span) -> list[str]:
    return [
        _day(phrase.attributes["when"])
        for phrase in section.phrases
        if phrase.kind == "date"
        and phrase.block == words.block
        and "when" in phrase.attributes
        and phrase.start < words.end
        and phrase.end > words.start
    ]


def of_answers(section: Section, asked: Mapping[str, exercises.Exercise]) -> Iterator[FruskitError]:
    """The date that an exercise wants is not another than all those in its evidence."""
    for id, exercise in asked.items():
        for item in exercise.task.items if isinstance(exercise.task, exercises.Dates) else ():
            written = [
                date for span in item.evidence.spans for date in _written_dates(section, span)
            ]
            try:
                differ = [compare(item.date, from_iso(date)) == "different" for date in written]
            except FruskitError:
                continue  # the TEI’s own fault
            if item.date.edtf and differ and all(differ):
                file, _, name = id.partition("/")
                yield FruskitError(
                    f"data/exercises/{file}.toml, exercise “{name}”",
                    f"item “{item.id}” is dated “{item.date.written}”, but its evidence says {written[0]}",
                    "Correct the date, or choose other words.",
                )


def _day(when: str) -> str:
    """A TEI date without its time; as it is where it has no year, or is no date."""
    try:
        read = from_iso(when)
    except FruskitError:
        return when
    return read.edtf if read.start else when
