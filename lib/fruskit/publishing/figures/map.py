"""The map of the places that a section names, with railroads as they are known from elsewhere.

A railroad is straight from station to station; no border is drawn, and a territory is a name without
an outline. The list says all that the drawing shows; where a name has room is for `names`.
"""

from collections.abc import Iterator, Mapping, Sequence

from ...claims.annotations import Annotations
from ...markup import block, Html, joined, tag
from ...volumes.text import Section
from .atlas import Atlas, Panel, Point, points_of, unknown
from .concordance import line
from .figure import Figure, KNOWN, listed, muted, opened, picture, sourced, sourced_text, UNDRAWN
from .names import named, Track

_SUMMARY = "The same as a list: each place, and what the section says of it"
_CAPTION = (
    "The railroads are schematic: straight lines between stations. The section names them and "
    "does not say where they run. No borders are drawn."
)


def map_of_places(atlas: Atlas, section: Section, notes: Annotations) -> Figure:
    """The places of the section in the panels of the atlas, and a list that says the same.

    Raises FruskitError for a railroad whose place, station or fact is not there.
    """
    for problem in unknown(atlas, notes):
        raise problem
    stops = {**atlas.stations, **points_of(atlas, notes)}
    names = {entry.id: entry.fields["name"] for entry in notes.of("place")}
    key = _key([names[road.place] for road in atlas.railroads])
    drawn = [*(_drawn(panel, atlas, stops) for panel in atlas.panels), key]
    said, text = _told(atlas, stops, section, notes)
    whole = block("div", *drawn, class_="fk-drawn", hidden="hidden")
    html = joined([whole, UNDRAWN, muted(_CAPTION, name="p"), said], "\n")
    return Figure("map of places", html, "\n".join([*text, _CAPTION]))


# --- the drawing


def _key(railroads: Sequence[str]) -> Html:
    """What the lines and the dots are."""
    lines = (_rails(number, "M0 6H34") for number in range(len(railroads)))
    signs = [tag("svg", line, width=34, height=12, aria_hidden="true") for line in lines]
    signs += [tag("span", dot, aria_hidden="true") for dot in "●○"]
    said = [*railroads, "named by the section", "station, known from elsewhere"]
    items = (tag("li", sign, " ", words) for sign, words in zip(signs, said))
    return tag("ul", items, class_="fk-key")


def _drawn(panel: Panel, atlas: Atlas, stops: Mapping[str, Point]) -> Html:
    closer = [inner for inner in atlas.panels if panel.wider(inner)]
    more = " (what the dotted frame holds is drawn larger below)" if closer else None
    shapes = _shapes(panel, closer, atlas, stops)
    svg = picture(panel.title, "fk-map", panel.height, shapes)
    return tag("figure", tag("figcaption", panel.title, more), "\n", svg, class_="fk-panel")


def _shapes(
    panel: Panel, closer: Sequence[Panel], atlas: Atlas, stops: Mapping[str, Point]
) -> Iterator[Html]:
    """Land, railroads, the frames of closer panels, then the names that are not in one of those."""
    coasts = (_line([panel.at(*corner) for corner in outline]) + "z" for outline in panel.land)
    yield tag("path", class_="fk-land", d="".join(coasts))
    tracks: list[Track] = []
    for number, road in enumerate(atlas.railroads):
        for stopped in road.lines:
            tracks.append([panel.at(stops[stop].lon, stops[stop].lat) for stop in stopped])
            yield _rails(number, _line(tracks[-1]))
    yield from (_frame(panel, inner) for inner in closer)
    here = [
        (point.name, panel.at(point.lon, point.lat), _kind(id, atlas))
        for id, point in stops.items()
        if panel.holds(point) and not any(inner.holds(point) for inner in closer)
    ]
    yield from named(here, tracks)


def _kind(id: str, atlas: Atlas) -> str:
    return "territory" if id in atlas.labels else "station" if id in atlas.stations else "place"


def _line(points: Track) -> str:
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


# --- the same in words


def _told(
    atlas: Atlas, stops: Mapping[str, Point], section: Section, notes: Annotations
) -> tuple[Html, list[str]]:
    """Each place, its line and the facts about its railroad, then the stations: to open, and as text."""
    items, text = list[object](), ["Places that the section names:"]
    for place in notes.of("place"):
        kind = place.fields["kind"].replace("-", " ")
        name = f"{place.fields['name']} ({kind}{_where(atlas, stops.get(place.id))})"
        (before, after), words = line(section, place.span), place.span.text
        roads = [road for road in atlas.railroads if road.place == place.id]
        facts = [notes.facts[id] for road in roads for id in road.facts]
        known = [[tag("br"), muted(f"{KNOWN}: ", sourced(fact))] for fact in facts]
        items.append([f"{name}: “", before, tag("strong", words), after, "”", *known])
        text.append(f"  {name}: “{before}[{words}]{after}”")
        text += [f"    {KNOWN}: {sourced_text(fact)}" for fact in facts]
    stations = [f"{station.name}{_where(atlas, station)}" for station in atlas.stations.values()]
    text += ["Stations, known from elsewhere:", *(f"  {said}" for said in stations)]
    head = tag("p", tag("strong", f"{KNOWN}: the stations"))
    elsewhere = tag("div", head, "\n", listed(stations), class_="fk-elsewhere")
    return opened(_SUMMARY, listed(items), elsewhere), text


def _where(atlas: Atlas, point: Point | None) -> str:
    if point is None:
        return ""
    if not point.today:
        return f"; its name appears {point.source}"
    south, west = point.lat < 0, point.lon < 0
    degrees = f"{abs(point.lat):.1f}° {'NS'[south]}, {abs(point.lon):.1f}° {'EW'[west]}"
    off = "" if any(panel.holds(point) for panel in atlas.panels) else "; off the map"
    today = f" {point.today}," if point.today != point.name else ""
    return f"; today{today} at {degrees} [{point.source}]{off}"
