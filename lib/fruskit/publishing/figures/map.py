"""The map of the places that a section names, with railroads as they are known from elsewhere.

A railroad is straight from station to station; no border is drawn, and a territory is a name without
an outline. Where a name would cover something, it moves; the list says all that the drawing shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import hypot
from typing import Any

from ...claims.annotations import Annotation, Annotations, Fact
from ...markup import plain, prose
from ...volumes.text import Section
from .atlas import Atlas, Panel, Point, points_of, unknown, WIDTH, window
from .concordance import line
from .figure import Figure, source, UNDRAWN

_LETTER, _HIGH = 8.4, 17  # units: the width of a letter, the height of a name


def map_of_places(atlas: Atlas, section: Section, notes: Annotations) -> Figure:
    """The places of the section in the panels of the atlas, and a list that says the same.

    Raises FruskitError for a railroad whose place, station or fact is not there.
    """
    for problem in unknown(atlas, notes):
        raise problem
    points = points_of(atlas, notes)
    places = {entry.id: entry for entry in notes.of("place")}
    panels = "\n".join(_drawn(panel, atlas, points) for panel in atlas.panels)
    key = "".join(
        f'<li><svg width="34" height="12" aria-hidden="true">{_rails(number, "M0 6H34")}</svg> '
        f"{escape(places[road.place].fields['name'])}</li>"
        for number, road in enumerate(atlas.railroads)
    )
    told = [_told(entry, atlas, points, section, notes) for entry in places.values()]
    stations = [f"{station.name}{_where(atlas, station)}" for station in atlas.stations.values()]
    html = (
        f'<div class="fk-drawn" hidden="hidden">\n{panels}\n<ul class="fk-key">{key}'
        '<li><span aria-hidden="true">●</span> named by the section</li>'
        '<li><span aria-hidden="true">○</span> station, known from elsewhere</li></ul>\n</div>\n'
        f'{UNDRAWN}\n<p class="fk-muted">{_CAPTION}</p>\n{_list(told, stations)}'
    )
    return Figure("map of places", html, _plain(told, stations))


_CAPTION = (
    "The railroads are schematic: straight lines between stations. The section names them and says "
    "nothing of where they run. No borders are drawn."
)


# --- the drawing


def _drawn(held: Mapping[str, Any], atlas: Atlas, points: Mapping[str, Point]) -> str:
    panel = window(held)
    coast = "".join(
        _line([panel.at(*point) for point in outline]) + "z" for outline in held["land"]
    )
    parts = [f'<path class="fk-land" d="{coast}"/>']
    stops = atlas.stations | points
    tracks = [
        (number, [panel.at(stops[stop].lon, stops[stop].lat) for stop in stopped])
        for number, road in enumerate(atlas.railroads)
        for stopped in road.lines
    ]
    parts += [_rails(number, _line(track)) for number, track in tracks]
    closer = [inner for inner in map(window, atlas.panels) if panel.wider(inner)]
    parts += [_frame(panel, inner) for inner in closer]
    here = {  # what a closer panel shows is named there
        id: point
        for id, point in stops.items()
        if panel.holds(point) and not any(inner.holds(point) for inner in closer)
    }
    parts += _names(panel, here, [track for _, track in tracks], atlas)
    title = escape(held["title"])
    more = " (what the dotted frame holds is drawn larger below)" if closer else ""
    return (
        f'<figure class="fk-panel"><figcaption>{title}{more}</figcaption>\n'
        f'<svg class="fk-map" viewBox="0 0 {WIDTH} {panel.height}" role="img" '
        f'aria-label="{title}; the list below says the same">\n'
        + "\n".join(parts)
        + "\n</svg></figure>"
    )


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _rails(number: int, path: str) -> str:
    """The first railroad is a line with cross ties, the second a broken line: grey tells them apart."""
    ties = f'<path class="fk-ties" d="{path}"/>' if number % 2 == 0 else ""
    return f'{ties}<path class="fk-rail fk-rail-{number % 2}" d="{path}"/>'


def _frame(panel: Panel, inner: Panel) -> str:
    left, top = panel.at(inner.west, inner.north)
    right, bottom = panel.at(inner.east, inner.south)
    return f'<rect class="fk-frame" x="{left}" y="{top}" width="{right - left:.1f}" height="{bottom - top:.1f}"/>'


_Box = tuple[float, float, float, float]  # left, top, right, bottom


def _names(
    panel: Panel,
    points: Mapping[str, Point],
    tracks: Sequence[Sequence[tuple[float, float]]],
    atlas: Atlas,
) -> list[str]:
    """Dots and names; a name stands where it covers no dot, no railroad and no other name."""
    dots = {id: panel.at(point.lon, point.lat) for id, point in points.items()}
    taken = [_box(x, y, 6) for id, (x, y) in dots.items() if id not in atlas.labels]
    taken += [_box(x, y, 3) for track in tracks for x, y in _steps(track)]
    parts = []
    for id, (x, y) in dots.items():
        kind = "territory" if id in atlas.labels else "station" if id in atlas.stations else "place"
        name, wide = points[id].name, _LETTER * len(points[id].name)
        spots = _ON_IT if kind == "territory" else _ROUND_IT
        boxes = [_span(anchor, x + right, y + down, wide) for anchor, right, down in spots]
        at = next((n for n, box in enumerate(boxes) if _free(box, taken)), 0)
        taken.append(boxes[at])
        anchor, right, down = spots[at]
        if kind != "territory":
            parts.append(f'<circle class="fk-dot-{kind}" cx="{x}" cy="{y}" r="4.5"/>')
        parts.append(
            f'<text class="fk-name-{kind}" text-anchor="{anchor}" x="{x + right:.0f}" y="{y + down:.0f}">{escape(name)}</text>'
        )
    return parts


# Where a name may stand, the best first: how it is anchored, and how far right and down of its dot.
_ON_IT = (("middle", 0, 5),)
_ROUND_IT = (
    ("start", 10, 5),
    ("end", -10, 5),
    ("middle", 0, -11),
    ("middle", 0, 21),
    ("start", 6, -9),
    ("end", -6, -9),
    ("start", 6, 20),
    ("end", -6, 20),
)


def _span(anchor: str, x: float, base: float, wide: float) -> _Box:
    left = {"start": x, "end": x - wide, "middle": x - wide / 2}[anchor]
    return left, base - _HIGH + 3, left + wide, base + 3


def _box(x: float, y: float, half: float) -> _Box:
    return x - half, y - half, x + half, y + half


def _steps(track: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Points along a railroad, close enough that no name slips between."""
    for (x1, y1), (x2, y2) in zip(track, track[1:]):
        count = max(1, round(hypot(x2 - x1, y2 - y1) / 5))
        yield from (
            (x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count) for n in range(count + 1)
        )


def _free(box: _Box, taken: Sequence[_Box]) -> bool:
    left, top, right, bottom = box
    if left < 4 or right > WIDTH - 4 or top < 2:
        return False
    return not any(
        left < x2 and x1 < right and top < y2 and y1 < bottom for x1, y1, x2, y2 in taken
    )


# --- the same in words

_Told = tuple[str, tuple[str, str, str], list[Fact]]  # place and where it is; its line; facts


def _told(
    entry: Annotation,
    atlas: Atlas,
    points: Mapping[str, Point],
    section: Section,
    notes: Annotations,
) -> _Told:
    before, after = line(section, entry.span)
    facts = [
        notes.facts[f] for road in atlas.railroads if road.place == entry.id for f in road.facts
    ]
    kind = entry.fields["kind"].replace("-", " ")
    named = f"{entry.fields['name']} ({kind}{_where(atlas, points.get(entry.id))})"
    return named, (before, entry.span.text, after), facts


def _where(atlas: Atlas, point: Point | None) -> str:
    if point is None:
        return ""
    if not point.today:
        return f"; its name stands {point.source}"
    degrees = (
        f"{abs(point.lat):.1f}° {'NS'[point.lat < 0]}, {abs(point.lon):.1f}° {'EW'[point.lon < 0]}"
    )
    off = "" if any(window(panel).holds(point) for panel in atlas.panels) else "; off the map"
    today = f" {point.today}," if point.today != point.name else ""
    return f"; today{today} at {degrees} [{point.source}]{off}"


def _list(told: Sequence[_Told], stations: Sequence[str]) -> str:
    items = "\n".join(
        f"<li>{escape(named)}: “{escape(before)}<strong>{escape(words)}</strong>{escape(after)}”"
        + "".join(
            f'<br><small class="fk-muted">Known from elsewhere: {prose(fact.text)} [{source(fact)}]</small>'
            for fact in facts
        )
        + "</li>"
        for named, (before, words, after), facts in told
    )
    known = "\n".join(f"<li>{escape(station)}</li>" for station in stations)
    return (
        "<details><summary>The same as a list: each place, and what the section says of it</summary>\n"
        f'<ul>\n{items}\n</ul>\n<div class="fk-elsewhere"><p><strong>Known from elsewhere: the stations</strong></p>\n'
        f"<ul>\n{known}\n</ul></div>\n</details>"
    )


def _plain(told: Sequence[_Told], stations: Sequence[str]) -> str:
    said = ["Places that the section names:"]
    for named, (before, words, after), facts in told:
        said.append(f"  {named}: “{before}[{words}]{after}”")
        said += [f"    Known from elsewhere: {plain(f.text)} [{plain(f.source)}]" for f in facts]
    known = [f"  {station}" for station in stations]
    return "\n".join([*said, "Stations, known from elsewhere:", *known, _CAPTION])
