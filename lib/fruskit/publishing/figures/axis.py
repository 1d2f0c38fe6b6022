"""The geometry of the timeline: where a day is on the line, which days are ticked, where a label has room.

Numbers alone, in units of the drawing. Days are to scale, but for one long empty stretch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from .figure import WIDTH

LEFT, RIGHT = 24, 736  # the axis in the drawing
ROW = 22  # the height of a line
_CUT = 90  # what a stretch that is cut out still takes
_LETTER, _SMALL = 6.2, 5.6  # about the width of a letter in the drawing, and below a tick


@dataclass(frozen=True, slots=True)
class Axis:
    """The line from the first day to the last; cut: the day after the stretch that is left out."""

    first: date
    last: date
    cut: date | None = None

    def at(self, day: date) -> float:
        """The place of a day on the line."""
        if self.cut and day < self.cut:
            return LEFT
        start, first = (LEFT + _CUT, self.cut) if self.cut else (LEFT, self.first)
        return start + (day - first).days / max(1, (self.last - first).days) * (RIGHT - start)

    @property
    def break_at(self) -> float | None:
        """The middle of the stretch that is cut out."""
        return (LEFT + self.at(self.cut)) / 2 if self.cut else None

    def ticks(self) -> list[date]:
        """The first and the last day, and the first of each month, or of years where they are many."""
        first = self.cut or self.first
        years = range(first.year, self.last.year + 1)
        every = 1 if len(years) <= 40 else 10
        months = range(1, 13) if len(years) <= 4 else (1,)
        begun = (date(y, m, 1) for y in years if y % every == 0 for m in months if y)
        inner = {day for day in begun if first < day < self.last}
        return sorted({self.first, first, self.last} | inner)


def axis(days: Sequence[date]) -> Axis:
    """The line for these days; the longest empty stretch is cut where it is more than half of all."""
    ordered = sorted(set(days))
    first, last = ordered[0], ordered[-1]
    gaps = [((b - a).days, b) for a, b in zip(ordered, ordered[1:])]
    gap, after = max(gaps, default=(0, last))
    return Axis(first, last, after if 2 * gap > (last - first).days else None)


@dataclass(frozen=True, slots=True)
class Label:
    """Words on the drawing: how they are anchored, where, and as many as there is room for."""

    words: str
    anchor: str
    x: float
    letter: float = _LETTER

    @property
    def width(self) -> float:
        return self.letter * len(self.words)

    @property
    def left(self) -> float:
        return self.x - {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor] * self.width

    @property
    def right(self) -> float:
        return self.left + self.width


def beside(start: float, end: float, words: str) -> Label:
    """A label on that side of a shape on which there is more room."""
    if WIDTH - end >= start:
        return Label(_fitted(words, WIDTH - end - 14), "start", end + 12)
    return Label(_fitted(words, start - 14), "end", start - 12)


def inside(start: float, end: float, words: str) -> Label | None:
    """A label in the middle of a shape; None where the shape is too narrow to hold one."""
    room = end - start - 40
    return Label(_fitted(words, room), "middle", (start + end) / 2) if room > 60 else None


def on_a_tick(x: float, words: str) -> Label:
    """A label below a tick, within the drawing."""
    return Label(words, "start" if x < 60 else "end" if x > 700 else "middle", x, _SMALL)


def _fitted(words: str, room: float) -> str:
    most = max(10, int(room / _LETTER))
    if len(words) <= most:
        return words
    return words[: most - 1].rpartition(" ")[0].rstrip(" ,;:") + " …"
