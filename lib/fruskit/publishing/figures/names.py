"""Where on the map a name has room: it covers no dot, no railroad and no other name, if it can.

Numbers and words alone, in units of the drawing; it does not know what is named.
"""

from collections.abc import Iterator, Sequence
from math import hypot

from ...markup import Html, tag
from .axis import Label
from .figure import WIDTH

_LETTER, _HIGH = 8.4, 17  # the width of a letter, the height of a name
Spot = tuple[float, float]
Track = Sequence[Spot]
_Box = tuple[float, float, float, float]  # left, top, right, bottom
# Where a name may be, the best first: how it is anchored, how far right and down of its dot.
_ON_IT = [("middle", 0, 5)]
_ROUND_IT = [
    *[("start", 10, 5), ("end", -10, 5), ("middle", 0, -11), ("middle", 0, 21)],
    *[("start", 6, -9), ("end", -6, -9), ("start", 6, 20), ("end", -6, 20)],
]


def named(points: Sequence[tuple[str, Spot, str]], tracks: Sequence[Track]) -> Iterator[Html]:
    """Dots and names of points, each with its kind: place, station, or territory, which has no dot."""
    dots = [spot for _, spot, kind in points if kind != "territory"]
    taken = [_box(x, y, 6) for x, y in dots]
    taken += [_box(x, y, 3) for track in tracks for x, y in _steps(track)]
    for name, (x, y), kind in points:
        spots = _ON_IT if kind == "territory" else _ROUND_IT
        boxes = [_place(Label(name, a, x + right, _LETTER), y + down) for a, right, down in spots]
        best = next((n for n, box in enumerate(boxes) if _free(box, taken)), 0)
        taken.append(boxes[best])
        if kind != "territory":
            yield tag("circle", class_=f"fk-dot-{kind}", cx=x, cy=y, r="4.5")
        anchor, right, down = spots[best]
        left, base = f"{x + right:.0f}", f"{y + down:.0f}"
        yield tag("text", name, class_=f"fk-name-{kind}", text_anchor=anchor, x=left, y=base)


def _place(name: Label, base: float) -> _Box:
    return name.left, base - _HIGH + 3, name.right, base + 3


def _box(x: float, y: float, half: float) -> _Box:
    return x - half, y - half, x + half, y + half


def _steps(track: Track) -> Iterator[Spot]:
    """Points along a railroad, close enough that no name slips between."""
    for (x1, y1), (x2, y2) in zip(track, track[1:]):
        count = max(1, round(hypot(x2 - x1, y2 - y1) / 5))
        for n in range(count + 1):
            yield x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count


def _free(box: _Box, taken: Sequence[_Box]) -> bool:
    left, top, right, bottom = box
    if left < 4 or right > WIDTH - 4 or top < 2:
        return False
    return not any(
        left < x2 and x1 < right and top < y2 and y1 < bottom for x1, y1, x2, y2 in taken
    )
