"""What the map is drawn from: data/map.json, which ships with the kit, held against the kit’s places and facts.

It knows degrees and windows; how they look is for the map.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

from ...claims.annotations import Annotations
from ...errors import FruskitError
from ...kit.folder import Kit

WIDTH = 760  # of a panel, in units of the drawing


@dataclass(frozen=True)
class Point:
    """A place or station on the map: degrees, and where they are from."""

    name: str
    lat: float
    lon: float
    today: str
    source: str


@dataclass(frozen=True)
class Railroad:
    """A place of the section that is a line: from stop to stop, by facts of context.toml."""

    place: str
    lines: tuple[tuple[str, ...], ...]
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Atlas:
    """What data/map.json holds: panels with their coasts, stations, railroads, labels."""

    panels: Sequence[Mapping[str, Any]]
    stations: Mapping[str, Point]
    railroads: Sequence[Railroad]
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
        return WIDTH / (self.east - self.west) / cos(radians((self.south + self.north) / 2))

    @property
    def height(self) -> int:
        return round((self.north - self.south) * self.scale)

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        x = (lon - self.west) / (self.east - self.west) * WIDTH
        return round(x, 1), round((self.north - lat) * self.scale, 1)

    def wider(self, other: "Panel") -> bool:
        """Whether the other is a part of this one, to be framed in it."""
        return self != other and self.west <= other.west and other.east <= self.east

    def holds(self, point: Point) -> bool:
        return self.west <= point.lon <= self.east and self.south <= point.lat <= self.north


def load_map(kit: Kit) -> Atlas:
    """The kit's data/map.json. Raises FruskitError where it is missing or not of its form."""
    path = kit.data / "map.json"
    if not path.exists():
        raise FruskitError(
            kit.name(path),
            "there is no such file, and so no map",
            "Restore it from the kit’s own copy; a kit begun by `fruskit new` has none.",
        )
    held = kit.json(path)
    try:
        stations = {
            s["id"]: Point(s["name"], *_degrees(s), s["today"], s["source"])
            for s in held["stations"]
        }
        labels = {s["place"]: Point("", *_degrees(s), "", s["source"]) for s in held["labels"]}
        for panel in held["panels"]:
            [window(panel).at(*point) for outline in panel["land"] for point in outline]
        roads = [
            Railroad(road["place"], tuple(map(tuple, road["lines"])), tuple(road["facts"]))
            for road in held["railroads"]
        ]
        return Atlas(held["panels"], stations, roads, labels)
    except (KeyError, TypeError, ValueError, ArithmeticError) as problem:
        raise FruskitError(
            kit.name(path),
            "it does not hold panels, stations, railroads and labels as a map does",
            "Run fruskit check: it names the place.",
        ) from problem


def _degrees(held: Mapping[str, Any]) -> tuple[float, float]:
    return float(held["lat"]), float(held["lon"])


def window(panel: Mapping[str, Any]) -> Panel:
    return Panel(*(float(panel[side]) for side in ("west", "south", "east", "north")))


def points_of(atlas: Atlas, notes: Annotations) -> dict[str, Point]:
    """Each place of the section that has a point: its own, or that of its label."""
    points: dict[str, Point] = {}
    for entry in notes.of("place"):
        fields, label = entry.fields, atlas.labels.get(entry.id)
        if "lat" in fields:
            where = (
                fields["lat"],
                fields["lon"],
                fields.get("today", ""),
                fields.get("source", ""),
            )
            points[entry.id] = Point(fields["name"], *where)
        elif label:
            points[entry.id] = Point(fields["name"], label.lat, label.lon, "", label.source)
    return points


def problems(atlas: Atlas, notes: Annotations) -> Iterator[FruskitError]:
    """What the atlas names and the kit does not hold: places, stations, facts."""
    places = {entry.id for entry in notes.of("place")}
    stops = {*atlas.stations, *points_of(atlas, notes)}
    for place in (*atlas.labels, *(road.place for road in atlas.railroads)):
        if place not in places:
            yield FruskitError(
                f"data/map.json, “{place}”",
                "it is no place of data/annotations/people-and-places.toml",
                "Add it there, or correct the id.",
            )
    for road in atlas.railroads:
        where = f"data/map.json, railroad “{road.place}”"
        for stop in (stop for stopped in road.lines for stop in stopped if stop not in stops):
            yield FruskitError(where, f"there is no station “{stop}”", "Add it, or correct the id.")
        for fact in (fact for fact in road.facts if fact not in notes.facts):
            yield FruskitError(
                where, f"the fact “{fact}” is not in data/context.toml", "Correct the id."
            )
