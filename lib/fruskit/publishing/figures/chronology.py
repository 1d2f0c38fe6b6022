"""When events were, as far as their dates and their order say: on days, or between others.

It reads the dates that the kit writes (EDTF, ISO 8601-2) and knows nothing of how they are drawn.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from ...claims.annotations import Annotation, Annotations, Fact
from ...errors import FruskitError
from ...markup import plain
from ...volumes.dates import Bounds, bounds, certain

_NO_YEAR = "XXXX"
Entry = TypeVar("Entry", Annotation, Fact)


@dataclass(frozen=True)
class Placed(Generic[Entry]):
    """An event or a fact in time. kind: stated, year-inferred, undated (between others), elsewhere."""

    entry: Entry
    when: Bounds
    kind: str

    @property
    def known(self) -> list[date]:
        """The ends of its days that are not open: at least one."""
        return _ends(self.when)


@dataclass(frozen=True, slots=True)
class Chronology:
    """What has a place in time: events, dated facts among them; unread: dates that give none;
    accounts: an event beside the fact that tells it otherwise."""

    events: Sequence[Placed[Annotation]]
    facts: Sequence[Placed[Fact]]
    unread: Sequence[tuple[str, Annotation | Fact]]
    accounts: Sequence[tuple[Placed[Annotation], Placed[Fact]]] = ()

    @property
    def days(self) -> tuple[date, ...]:
        ends = [*(one.known for one in self.events), *(one.known for one in self.facts)]
        return tuple(day for known in ends for day in known)


def chronology(notes: Annotations) -> Chronology:
    """The events in their order, and the dated facts that fall between the first and the last."""
    events, unread = list[Placed[Annotation]](), list[tuple[str, Annotation | Fact]]()
    whens = [read(str(event.fields["date"])) for event in notes.of("event")]
    for n, event in enumerate(notes.of("event")):
        if one := _placed(event, n, whens):
            events.append(one)
        elif event.fields["date"]:
            unread.append((str(event.fields["date"]), event))
    starts = [one.known[0] for one in events if one.kind != "undated"]
    facts = list[Placed[Fact]]()
    for fact in notes.facts.values():
        when = read(fact.date)
        if when and starts and min(starts) <= _ends(when)[0] <= max(starts):
            facts.append(Placed(fact, when, "elsewhere"))
        elif fact.date and not when:
            unread.append((fact.date, fact))
    facts.sort(key=_days)
    accounts = [
        (event, fact)
        for event in events
        for fact in facts
        if fact.entry.id in event.entry.fields.get("elsewhere", ())
    ]
    return Chronology(events, facts, unread, accounts)


def _days(one: Placed[Fact]) -> tuple[date, date]:
    return one.known[0], one.known[-1]


def read(edtf: str) -> Bounds | None:
    """The days of a date or interval; None where it gives none."""
    try:
        when = bounds(edtf)
    except FruskitError:
        return None
    return when if _ends(when) else None


def _ends(when: Bounds) -> list[date]:
    return [end for end in when if end]


def what(entry: Annotation | Fact) -> str:
    """What happened, in plain words."""
    return plain(entry.text) if isinstance(entry, Fact) else str(entry.fields["what"])


def label(entry: Annotation | Fact) -> str:
    """The same in a few words, where the kit has them."""
    short = entry.short if isinstance(entry, Fact) else entry.fields.get("short", "")
    return plain(short) or what(entry)


# --- events that have no day of their own


def _placed(
    event: Annotation, at: int, whens: Sequence[Bounds | None]
) -> Placed[Annotation] | None:
    """An event in time; None where nothing can be said, or its date cannot be read."""
    when, written = whens[at], certain(str(event.fields["date"]))
    if when:
        inferred = event.fields["certainty"] == "year-inferred"
        return Placed(event, when, "year-inferred" if inferred else "stated")
    around = between(whens, at)
    if not around or (written and not is_yearless(written)):
        return None
    only = _in_the_only_year(written, around) if written else None
    return Placed(event, only or around, "year-inferred" if only else "undated")


def is_yearless(edtf: str) -> bool:
    """Whether it is a date whose year is not printed, as in XXXX-06-30."""
    return edtf.startswith(_NO_YEAR) and read(edtf.replace(_NO_YEAR, "2000")) is not None


def between(whens: Sequence[Bounds | None], at: int) -> Bounds | None:
    """The days between which number `at` must be, by the order of all; None where none is dated.

    Where the order contradicts the dates, the days from the one to the other.
    """
    before = [_ends(when)[-1] for when in whens[:at] if when]
    after = [_ends(when)[0] for when in whens[at + 1 :] if when]
    if not before and not after:
        return None
    first = max(before) if before else min(after)
    last = min(after) if after else max(before)
    return Bounds(min(first, last), max(first, last))


def _in_the_only_year(written: str, around: Bounds) -> Bounds | None:
    """The days of a date without its year, where those around it leave one year alone."""
    first, last = _ends(around)
    years = range(first.year, last.year + 1)
    tried = (read(written.replace(_NO_YEAR, f"{year:04d}")) for year in years)
    within = [w for w in tried if w and first <= _ends(w)[0] and _ends(w)[-1] <= last]
    return within[0] if len(within) == 1 else None
