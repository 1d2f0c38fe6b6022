"""The map of the places that a section names, with railroads as they are known from elsewhere.

A railroad is straight from station to station; no border is drawn, and a territory is a name without
an outline. Where a name would cover something, it moves; the list says all that the drawing shows.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import hypot
from typing import Any

from ...claims.annotations import Annotation, Annotations, Fact
from ...markup import block, Html, joined, plain, prose, tag
from ...volumes.text import Section
from .atlas import Atlas, Panel, Point, points_of, unknown, WIDTH, window
from .concordance import line
from .figure import Figure, listed, muted, source, UNDRAWN

_LETTER, _HIGH = 8.4, 17  # units: the width of a letter, the height of a name


def map_of_places(atlas: Atlas, section: Section, notes: Annotations) -> Figure:
    """The places of the section in the panels of the atlas, and a list that says the same.

    Raises FruskitError for a railroad whose place, station or fact is not there.
    """
    for problem in unknown(atlas, notes):
        raise problem
    points = points_of(atlas, notes)
    places = {entry.id: entry for entry in notes.of("place")}
    panels = [_drawn(panel, atlas, points) for panel in atlas.panels]
    names = [places[road.place].fields["name"] for road in atlas.railroads]
    told = [_told(entry, atlas, points, section, notes) for entry in places.values()]
    stations = [f"{station.name}{_where(atlas, station)}" for station in atlas.stations.values()]
    drawn = block("div", *panels, _key(names), class_="fk-drawn", hidden="hidden")
    caption = tag("p", _CAPTION, class_="fk-muted")
    html = joined([drawn, UNDRAWN, caption, _list(told, stations)], "\n")
    return Figure("map of places", html, _plain(told, stations))


_CAPTION = (
    "The railroads are schematic: straight lines between stations. The section names them and says "
    "nothing of where they run. No borders are drawn."
)


# --- the drawing


def _key(railroads: Sequence[str]) -> Html:
    """What the lines and the dots are."""
    items: list[list[object]] = []
    for number, name in enumerate(railroads):
        rails = _rails(number, "M0 6H34")
        items.append([tag("svg", rails, width=34, height=12, aria_hidden="true"), " ", name])
    for dot, said in (("●", "named by the section"), ("○", "station, known from elsewhere")):
        items.append([tag("span", dot, aria_hidden="true"), " ", said])
    return tag("ul", (tag("li", item) for item in items), class_="fk-key")


def _drawn(held: Mapping[str, Any], atlas: Atlas, points: Mapping[str, Point]) -> Html:
    panel = window(held)
    closer = [inner for inner in map(window, atlas.panels) if panel.wider(inner)]
    more = " (what the dotted frame holds is drawn larger below)" if closer else None
    svg = block(
        "svg",
        *_shapes(held, panel, closer, atlas, points),
        class_="fk-map",
        viewBox=f"0 0 {WIDTH} {panel.height}",
        role="img",
        aria_label=f"{held['title']}; the list below says the same",
    )
    caption = tag("figcaption", held["title"], more)
    return tag("figure", caption, "\n", svg, class_="fk-panel")


def _shapes(
    held: Mapping[str, Any],
    panel: Panel,
    closer: Sequence[Panel],
    atlas: Atlas,
    points: Mapping[str, Point],
) -> Iterator[Html]:
    """Land, railroads, the frames of closer panels, then the names that are not in one of those."""
    outlines = ([panel.at(*point) for point in outline] for outline in held["land"])
    yield tag("path", class_="fk-land", d="".join(_line(outline) + "z" for outline in outlines))
    stops = {**atlas.stations, **points}
    tracks = []
    for number, road in enumerate(atlas.railroads):
        for stopped in road.lines:
            tracks.append([panel.at(stops[stop].lon, stops[stop].lat) for stop in stopped])
            yield _rails(number, _line(tracks[-1]))
    yield from (_frame(panel, inner) for inner in closer)
    here = {
        id: point
        for id, point in stops.items()
        if panel.holds(point) and not any(inner.holds(point) for inner in closer)
    }
    yield from _names(panel, here, tracks, atlas)


def _line(points: Sequence[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points)


def _rails(number: int, path: str) -> Html:
    """The first railroad is a line with cross ties, the second a broken line: gray tells them apart."""
    ties = tag("path", class_="fk-ties", d=path) if number % 2 == 0 else None
    return joined([ties, tag("path", class_=f"fk-rail fk-rail-{number % 2}", d=path)])


def _frame(panel: Panel, inner: Panel) -> Html:
    left, top = panel.at(inner.west, inner.north)
    right, bottom = panel.at(inner.east, inner.south)
    width, height = f"{right - left:.1f}", f"{bottom - top:.1f}"
    return tag("rect", class_="fk-frame", x=left, y=top, width=width, height=height)


_Box = tuple[float, float, float, float]  # left, top, right, bottom


def _names(
    panel: Panel,
    points: Mapping[str, Point],
    tracks: Sequence[Sequence[tuple[float, float]]],
    atlas: Atlas,
) -> Iterator[Html]:
    """Dots and names; a name is put where it covers no dot, no railroad and no other name."""
    dots = {id: panel.at(point.lon, point.lat) for id, point in points.items()}
    taken = [_box(x, y, 6) for id, (x, y) in dots.items() if id not in atlas.labels]
    taken += [_box(x, y, 3) for track in tracks for x, y in _steps(track)]
    for id, (x, y) in dots.items():
        kind = "territory" if id in atlas.labels else "station" if id in atlas.stations else "place"
        anchor, right, down = _spot(points[id].name, x, y, kind, taken)
        if kind != "territory":
            yield tag("circle", class_=f"fk-dot-{kind}", cx=x, cy=y, r="4.5")
        yield tag(
            "text",
            points[id].name,
            class_=f"fk-name-{kind}",
            text_anchor=anchor,
            x=f"{x + right:.0f}",
            y=f"{y + down:.0f}",
        )


_Spot = tuple[str, int, int]  # how a name is anchored, and how far right and down of its dot


def _spot(name: str, x: float, y: float, kind: str, taken: list[_Box]) -> _Spot:
    """The best spot for a name that is still free, which is then taken."""
    spots = _ON_IT if kind == "territory" else _ROUND_IT
    wide = _LETTER * len(name)
    boxes = [_span(anchor, x + right, y + down, wide) for anchor, right, down in spots]
    at = next((n for n, box in enumerate(boxes) if _free(box, taken)), 0)
    taken.append(boxes[at])
    return spots[at]


# Where a name may be, the best first.
_ON_IT: tuple[_Spot, ...] = (("middle", 0, 5),)
_ROUND_IT: tuple[_Spot, ...] = (
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


def _list(told: Sequence[_Told], stations: Sequence[str]) -> Html:
    head = tag("p", tag("strong", "Known from elsewhere: the stations"))
    known = tag("div", head, "\n", listed(stations), class_="fk-elsewhere")
    summary = tag("summary", "The same as a list: each place, and what the section says of it")
    return tag("details", summary, "\n", listed(map(_item, told)), "\n", known, "\n")


def _item(told: _Told) -> list[object]:
    named, (before, words, after), facts = told
    said = [f"{named}: “", before, tag("strong", words), after, "”"]
    return [*said, *([tag("br"), _known(fact)] for fact in facts)]


def _known(fact: Fact) -> Html:
    return muted("Known from elsewhere: ", prose(fact.text), " [", source(fact), "]")


def _plain(told: Sequence[_Told], stations: Sequence[str]) -> str:
    said = ["Places that the section names:"]
    for named, (before, words, after), facts in told:
        said.append(f"  {named}: “{before}[{words}]{after}”")
        said += [f"    Known from elsewhere: {plain(f.text)} [{plain(f.source)}]" for f in facts]
    known = [f"  {station}" for station in stations]
    return "\n".join([*said, "Stations, known from elsewhere:", *known, _CAPTION])
