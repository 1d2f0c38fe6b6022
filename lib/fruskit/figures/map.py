"""The map of the places that a section names, with railroads as they are known from elsewhere.

Drawn from data/map.json, which ships with the kit. A railroad is straight from station to station;
no border is drawn, and a territory is a name without an outline. It knows nothing of roads or rivers.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from math import cos, hypot, radians
from typing import Any

from ..annotations import Annotation, Annotations
from ..errors import FruskitError
from ..kit import Kit
from ..text import Section
from .concordance import line
from .figure import Figure, plain, prose, source

_WIDTH, _LETTER, _HIGH = 760, 8.4, 17  # of a panel; of a letter; from one line of names to the next


@dataclass(frozen=True)
class Point:
    """A place or station on the map: degrees, and where they are from."""

    name: str
    lat: float
    lon: float
    today: str
    source: str


@dataclass(frozen=True)
class Atlas:
    """What data/map.json holds: panels with their coasts, stations, railroads, labels."""

    panels: Sequence[Mapping[str, Any]]
    stations: Mapping[str, Point]
    railroads: Sequence[Mapping[str, Any]]
    labels: Mapping[str, Point]


@dataclass(frozen=True)
class Panel:
    """A window of the map: equirectangular, true to scale along its middle parallel."""

    west: float
    south: float
    east: float
    north: float

    @property
    def scale(self) -> float:
        """Units of the drawing to a degree of latitude."""
        return _WIDTH / (self.east - self.west) / cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        x = (lon - self.west) / (self.east - self.west) * _WIDTH
        return round(x, 1), round((self.north - lat) * self.scale, 1)

    def wider(self, other: "Panel") -> bool:
        """Whether the other is a part of this one, to be framed in it."""
        return self != other and self.west <= other.west and other.east <= self.east

    def holds(self, point: Point) -> bool:
        return self.west <= point.lon <= self.east and self.south <= point.lat <= self.north


def load_map(kit: Kit) -> Atlas:
    """The kit's data/map.json. Raises FruskitError where it is missing or not of its form."""
    path = kit.data / "map.json"
    held = kit.json(path)
    try:
        stations = {s["id"]: Point(s["name"], *_degrees(s), s["today"], s["source"]) for s in held["stations"]}
        labels = {s["place"]: Point("", *_degrees(s), "", s["source"]) for s in held["labels"]}
        for panel in held["panels"]:
            _window(panel).at(0, 0)
        return Atlas(held["panels"], stations, held["railroads"], labels)
    except (KeyError, TypeError, ValueError, ArithmeticError) as problem:
        raise FruskitError(
            kit.name(path), "it does not hold panels, stations, railroads and labels as a map does",
            "Run fruskit check: it names the place.",
        ) from problem  # fmt: skip


def _degrees(held: Mapping[str, Any]) -> tuple[float, float]:
    return float(held["lat"]), float(held["lon"])


def _window(panel: Mapping[str, Any]) -> Panel:
    return Panel(*(float(panel[side]) for side in ("west", "south", "east", "north")))


def map_of_places(atlas: Atlas, section: Section, notes: Annotations) -> Figure:
    """The places of the section in the panels of the atlas, and a list that says the same.

    Raises FruskitError for a railroad that runs through a station or rests on a fact that is not there.
    """
    places = {entry.id: entry for entry in notes.of("place")}
    points = {id: _point(entry) for id, entry in places.items() if "lat" in entry.fields}
    points |= {id: Point(places[id].fields["name"], at.lat, at.lon, "", at.source)
               for id, at in atlas.labels.items() if id in places}  # fmt: skip
    _check(atlas, points, notes)
    panels = "\n".join(_drawn(panel, atlas, points) for panel in atlas.panels)
    key = "".join(
        f'<li><svg width="34" height="12" aria-hidden="true">{_rails(number, "M0 6H34")}</svg> '
        f"{escape(places[road['place']].fields['name'])}</li>"
        for number, road in enumerate(atlas.railroads) if road["place"] in places
    )  # fmt: skip
    html = (
        f'<div class="fk-drawn" hidden>\n{panels}\n<ul class="fk-key">{key}'
        '<li><span aria-hidden="true">●</span> named by the section</li>'
        '<li><span aria-hidden="true">○</span> station, known from elsewhere</li></ul>\n</div>\n'
        f'<p class="fk-muted">{_CAPTION}</p>\n{_list(atlas, section, places, points, notes)}'
    )
    return Figure("map of places", html, "\n".join(_plain(atlas, section, places, points, notes)))


_CAPTION = (
    "The railroads are schematic: straight lines between stations. The section names them and says "
    "nothing of where they run. No borders are drawn."
)


def _point(entry: Annotation) -> Point:
    fields = entry.fields
    return Point(fields["name"], fields["lat"], fields["lon"], fields.get("today", ""), fields["source"])


def _check(atlas: Atlas, points: Mapping[str, Point], notes: Annotations) -> None:
    known = {*atlas.stations, *points}
    for road in atlas.railroads:
        where = f"data/map.json, railroad “{road['place']}”"
        for stop in (stop for stops in road["lines"] for stop in stops if stop not in known):
            raise FruskitError(where, f"there is no station “{stop}”", "Add it, or correct the id.")
        for fact in (fact for fact in road["facts"] if fact not in notes.facts):
            raise FruskitError(where, f"the fact “{fact}” is not in data/context.toml", "Correct the id.")


# --- the drawing


def _drawn(held: Mapping[str, Any], atlas: Atlas, points: Mapping[str, Point]) -> str:
    panel = _window(held)
    coast = "".join(_line([panel.at(*point) for point in outline]) + "z" for outline in held["land"])
    parts = [f'<path class="fk-land" d="{coast}"/>']
    stops = atlas.stations | points
    tracks = [
        (number, [panel.at(stops[stop].lon, stops[stop].lat) for stop in stopped])
        for number, road in enumerate(atlas.railroads) for stopped in road["lines"]
    ]  # fmt: skip
    parts += [_rails(number, _line(track)) for number, track in tracks]
    closer = [inner for inner in map(_window, atlas.panels) if panel.wider(inner)]
    parts += [_frame(panel, inner) for inner in closer]
    here = {  # what a closer panel shows is named there
        id: point for id, point in stops.items()
        if panel.holds(point) and not any(inner.holds(point) for inner in closer)
    }  # fmt: skip
    parts += _names(panel, here, [track for _, track in tracks], atlas)
    title = escape(held["title"])
    more = " (what the dotted frame holds is drawn larger below)" if closer else ""
    return (
        f'<figure class="fk-panel"><figcaption>{title}{more}</figcaption>\n'
        f'<svg class="fk-map" viewBox="0 0 {_WIDTH} {panel.height}" role="img" '
        f'aria-label="{title}; the list below says the same">\n' + "\n".join(parts) + "\n</svg></figure>"
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
    panel: Panel, points: Mapping[str, Point], tracks: Sequence[Sequence[tuple[float, float]]], atlas: Atlas
) -> list[str]:
    """Dots and names; a name stands where it covers no dot, no railroad and no other name."""
    dots = {id: panel.at(point.lon, point.lat) for id, point in points.items()}
    taken = [_box(x, y, 6) for id, (x, y) in dots.items() if id not in atlas.labels]
    taken += [_box(x, y, 3) for track in tracks for x, y in _steps(track)]
    parts = []
    for id, (x, y) in dots.items():
        kind = "territory" if id in atlas.labels else "station" if id in atlas.stations else "place"
        name, wide = points[id].name, _LETTER * len(points[id].name)
        spots = [(x + 10, y + 5), (x - 10 - wide, y + 5), (x - wide / 2, y - 11), (x - wide / 2, y + 21)]
        if kind == "territory":
            spots = [(x - wide / 2, y + 5)]
        else:
            parts.append(f'<circle class="fk-dot-{kind}" cx="{x}" cy="{y}" r="4.5"/>')
        boxes = [(left, base - _HIGH + 3, left + wide, base + 3) for left, base in spots]
        at = next((n for n, box in enumerate(boxes) if _free(box, taken)), 0)
        taken.append(boxes[at])
        anchor = ("start", "end", "middle", "middle")[at] if kind != "territory" else "middle"
        shift = {"start": 0, "end": wide, "middle": wide / 2}[anchor]
        left, base = spots[at]
        parts.append(
            f'<text class="fk-name-{kind}" text-anchor="{anchor}" x="{left + shift:.0f}" y="{base:.0f}">{escape(name)}</text>'
        )
    return parts


def _box(x: float, y: float, half: float) -> _Box:
    return x - half, y - half, x + half, y + half


def _steps(track: Sequence[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Points along a railroad, close enough that no name slips between."""
    for (x1, y1), (x2, y2) in zip(track, track[1:]):
        count = max(1, round(hypot(x2 - x1, y2 - y1) / 5))
        yield from ((x1 + (x2 - x1) * n / count, y1 + (y2 - y1) * n / count) for n in range(count + 1))


def _free(box: _Box, taken: Sequence[_Box]) -> bool:
    left, top, right, bottom = box
    if left < 4 or right > _WIDTH - 4 or top < 2:
        return False
    return not any(left < x2 and x1 < right and top < y2 and y1 < bottom for x1, y1, x2, y2 in taken)


# --- the same in words


def _told(atlas: Atlas, point: Point | None) -> str:
    if point is None:
        return ""
    if not point.today:
        return f"; its name stands {point.source}"
    degrees = f"{abs(point.lat):.1f}° {'NS'[point.lat < 0]}, {abs(point.lon):.1f}° {'EW'[point.lon < 0]}"
    off = "" if any(_window(panel).holds(point) for panel in atlas.panels) else "; off the map"
    return f"; {point.today} today, {degrees} ({point.source}){off}"


def _list(
    atlas: Atlas, section: Section, places: Mapping[str, Annotation],
    points: Mapping[str, Point], notes: Annotations,
) -> str:  # fmt: skip
    facts = {road["place"]: road["facts"] for road in atlas.railroads}
    items = []
    for id, entry in places.items():
        before, after = line(section, entry.span)
        known = "".join(
            f'<br><small class="fk-muted">Known from elsewhere: {prose(notes.facts[fact].text)} [{source(notes.facts[fact])}]</small>'
            for fact in facts.get(id, ())
        )
        items.append(
            f"<li><strong>{escape(entry.fields['name'])}</strong> ({escape(entry.fields['kind'].replace('-', ' '))}"
            f"{escape(_told(atlas, points.get(id)))}): “{escape(before)}<strong>{escape(entry.span.text)}</strong>{escape(after)}”{known}</li>"
        )
    stations = "".join(
        f"<li>{escape(station.name)}{escape(_told(atlas, station))}</li>\n" for station in atlas.stations.values()
    )
    return (
        "<details><summary>The same as a list: each place, and what the section says of it</summary>\n<ul>\n"
        + "\n".join(items)
        + f'\n</ul>\n<div class="fk-elsewhere"><p><strong>Known from elsewhere: the stations</strong></p>\n<ul>\n{stations}</ul></div>\n</details>'
    )


def _plain(
    atlas: Atlas, section: Section, places: Mapping[str, Annotation],
    points: Mapping[str, Point], notes: Annotations,
) -> list[str]:  # fmt: skip
    facts = {road["place"]: road["facts"] for road in atlas.railroads}
    said = ["Places that the section names:"]
    for id, entry in places.items():
        before, after = line(section, entry.span)
        kind = entry.fields["kind"].replace("-", " ")
        said.append(f"  {entry.fields['name']} ({kind}{_told(atlas, points.get(id))}): “{before}[{entry.span.text}]{after}”")
        said += [f"    Known from elsewhere: {plain(notes.facts[f].text)} [{plain(notes.facts[f].source)}]" for f in facts.get(id, ())]
    said += ["Stations, known from elsewhere:", *(f"  {s.name}{_told(atlas, s)}" for s in atlas.stations.values())]
    return [*said, _CAPTION]
