"""The geometry of the timeline: where a day is on the line, and which months or years the line shows.

Numbers and names alone, in percent of the line. Days are to scale, but for one long empty stretch.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from ...volumes.dates.edtf import MONTHS

_CUT = 18.0  # percent that a stretch that is left out still takes
_LETTER = 1.25  # percent that a letter below the line takes, about


@dataclass(frozen=True, slots=True)
class Stretch:
    """A month, a year or a decade on the line; words: its name, as long as there is room for."""

    start: float
    end: float
    words: str


@dataclass(frozen=True, slots=True)
class Axis:
    """The line from the first day to the last; cut: the days around the stretch that is left out."""

    first: date
    last: date
    cut: tuple[date, date] | None = None

    def at(self, day: date) -> float:
        """The place of a day on the line, in percent of it."""
        before, after = self.cut or (self.last, self.last)
        days = (before - self.first).days + (self.last - after).days
        drawn = (min(day, before) - self.first).days + max(0, (day - after).days)
        room = _CUT if self.cut else 0.0
        return drawn / max(1, days) * (100 - room) + (room if self.cut and day > before else 0)

    @property
    def break_at(self) -> float | None:
        """Where the stretch that is left out is marked."""
        return self.at(self.cut[0]) + _CUT * 0.85 if self.cut else None

    def stretches(self) -> Iterator[Stretch]:
        """Its months, or its years or decades where they are many, each named where it has room."""
        before, after = self.cut or (self.last, self.last)
        yield from self._named(self.first, before)
        if self.cut:
            yield from self._named(after, self.last)

    def _named(self, first: date, last: date) -> Iterator[Stretch]:
        year, gap = 0, self.break_at if self.cut and last == self.cut[0] else None
        for begin, end in _spans(first, last):
            left, right = self.at(max(begin, first)), self.at(min(end, last))
            right = gap if gap and end > last else right
            new, months = begin.year != year, (end - begin).days < 32
            words = _name(begin, right - left, new) if months else str(begin.year)
            year = begin.year if words else year
            yield Stretch(left, right, words if len(words) * _LETTER <= right - left else "")


def _spans(first: date, last: date) -> Iterator[tuple[date, date]]:
    """The first day of each month, year or decade from the first day to the last, and that of the next."""
    start, end = (12 * day.year + day.month - 1 for day in (first, last))
    step = 1 if end - start < 13 else 12 if end - start < 12 * 40 else 120
    for month in range(start - start % step, end + 1, step):
        yield _month(month), _month(month + step)


def _month(count: int) -> date:
    """The first day of a month, counted from the year 0; within the years that a date can have."""
    year = count // 12
    return date.max if year > 9999 else date(max(1, year), count % 12 + 1, 1)


def _name(day: date, room: float, new: bool) -> str:
    """A month's name as long as it has room, with its year where that is new."""
    name = MONTHS[day.month - 1]
    whole = (f"{name} {day.year}", f"{name[:3]} {day.year}", f"{day.year}")
    names = whole if new else (name, name[:3])
    return next((words for words in names if len(words) * _LETTER <= room), "")


def axis(days: Sequence[date]) -> Axis:
    """The line for these days; the longest empty stretch is cut where it is more than half of all."""
    ordered = sorted(set(days))
    first, last = ordered[0], ordered[-1]
    gaps = [(after - before, before, after) for before, after in zip(ordered, ordered[1:])]
    gap, *around = max(gaps, default=(last - first, first, last))
    return Axis(
        first, last, (around[0], around[1]) if len(ordered) > 2 and 2 * gap > last - first else None
    )
