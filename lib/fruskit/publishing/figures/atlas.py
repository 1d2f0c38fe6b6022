"""What the map is drawn from: data/map.json, which ships with the kit, held against the kit’s places and facts.

It knows degrees and windows; how they look is for the map.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians
from typing import Any

from ...claims.annotations import Annotations
from ...claims.forms import LAT, LON
from ...errors import FruskitError
from ...kit.datafile import collect, Faulty, File, placed, Read
from ...kit.folder import Kit
from ...kit.forms import Each, Entry, Form, ID, Place, Schema, Tell, Text, Type
from .figure import WIDTH


@dataclass(frozen=True)
class Point:
    """A place or station on the map: degrees, and where they are from."""

    name: str
    lat: float
    lon: float
    today: str
    source: str


@dataclass(frozen=True)
class Panel:
    """A window of the map: equirectangular, true to scale along its middle parallel; land: its coasts."""

    west: float
    south: float
    east: float
    north: float
    title: str = ""
    land: Sequence[Sequence[tuple[float, float]]] = ()

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


@dataclass(frozen=True)
class Railroad:
    """A place of the section that is a line: from stop to stop, by facts of context.toml."""

    place: str
    lines: Sequence[Sequence[str]]
    facts: Sequence[str]


@dataclass(frozen=True)
class Atlas:
    """What data/map.json holds; labels: where the name of a territory is put."""

    panels: Sequence[Panel]
    stations: Mapping[str, Point]
    railroads: Sequence[Railroad]
    labels: Mapping[str, Point]


# --- the file


@dataclass(frozen=True, slots=True)
class _Corner:
    """A corner of an outline: [longitude, latitude]."""

    empty = ()

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        if not isinstance(value, list) or len(value) != 2:
            tell(place, "it is not a point", "Write [longitude, latitude].")
        else:
            for degrees, kind in zip(value, (LON, LAT)):
                kind.read(degrees, place, tell)
        return value

    def schema(self) -> Schema:
        pair = [LON.schema(), LAT.schema()]
        return {"type": "array", "prefixItems": pair, "minItems": 2, "maxItems": 2}


_WINDOW: dict[str, Type] = {"west": LON, "south": LAT, "east": LON, "north": LAT}
_AT: dict[str, Type] = {"lat": LAT, "lon": LON, "source": Text()}
_PANEL = Form({"id": ID, "title": Text(), **_WINDOW, "land": Each(Each(_Corner(), 3))})
_STATION = Form({"id": ID, "name": Text(), "today": Text(), **_AT})
_RAILROAD = Form({"place": ID, "lines": Each(Each(ID, 2), 1), "facts": Each(ID, 1)})
_MAP: dict[str, Type] = {
    "about": Text("What the file holds and where it is from."),
    "panels": Each(_PANEL, 1),
    "stations": Each(_STATION),
    "railroads": Each(_RAILROAD),
    "labels": Each(Form({"place": ID, **_AT})),
}
MAP = File("data/map.json", Form(_MAP), optional=True)


def load_map(kit: Kit) -> Atlas:
    """The kit's data/map.json. Raises FruskitError where it is missing or not of its form."""
    if not (kit.root / MAP.name).exists():
        remedy = "Restore it from the kit’s own copy; a kit begun by `fruskit new` has none."
        raise FruskitError(MAP.name, "there is no such file, and so no map", remedy)
    read = MAP.load(kit)
    collect(_faults(read), None)
    return _atlas(read.held)


def problems(kit: Kit, notes: Annotations) -> list[FruskitError]:
    """What is wrong with the form of the kit's map; or else what it names and the kit does not hold.

    A kit need not have a map.
    """
    read = MAP.load(kit)
    found = _faults(read)
    return found if found or not read.held else unknown(_atlas(read.held), notes)


def _faults(read: Read) -> list[FruskitError]:
    remedy = "Let it go from west to east and from south to north."
    return read.problems + [
        FruskitError(where, "it has no width or no height", remedy)
        for panel, where in read.sound("panels")
        if panel["west"] >= panel["east"] or panel["south"] >= panel["north"]
    ]


def _atlas(held: Entry) -> Atlas:
    window = (*_WINDOW, "title", "land")
    return Atlas(
        [Panel(**{key: panel[key] for key in window}) for panel in held["panels"]],
        {station["id"]: _point(station) for station in held["stations"]},
        [Railroad(**road) for road in held["railroads"]],
        {label["place"]: _point(label) for label in held["labels"]},
    )


def _point(held: Mapping[str, Any]) -> Point:
    name, today = held.get("name", ""), held.get("today", "")
    return Point(name, held["lat"], held["lon"], today, held["source"])


# --- what the kit knows of it


def points_of(atlas: Atlas, notes: Annotations) -> dict[str, Point]:
    """Each place of the section that has a point: its own, or that of its label."""
    points = {}
    for entry in notes.of("place"):
        fields, label = entry.fields, atlas.labels.get(entry.id)
        if fields.get("lat") is not None:
            points[entry.id] = _point(fields)
        elif label:
            points[entry.id] = replace(label, name=fields["name"])
    return points


def unknown(atlas: Atlas, notes: Annotations) -> list[FruskitError]:
    """What the atlas names and the kit does not hold: places, stations, facts."""
    found: list[FruskitError] = []
    places = {entry.id for entry in notes.of("place")}
    stops = {*atlas.stations, *points_of(atlas, notes)}
    faulty = notes.faulty.get("place", Faulty())
    for place in (*atlas.labels, *(road.place for road in atlas.railroads)):
        if place not in places:
            what = "it is no place of data/annotations/people-and-places.toml"
            missing = faulty.missing(place, what, "Add it there, or correct the id.")
            found.append(missing.at(f"data/map.json, “{place}”"))
    for road in atlas.railroads:
        where = f"data/map.json, railroad “{road.place}”"
        for stop in (stop for stopped in road.lines for stop in stopped if stop not in stops):
            what = f"there is no station “{stop}”"
            found.append(faulty.missing(stop, what, "Add it, or correct the id.").at(where))
        for fact in road.facts:
            with placed(where, found):
                notes.fact(fact, "Correct the id.")
    return found
