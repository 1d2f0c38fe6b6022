"""The map: a drawing that the kit brings (data/map.svg), and a list of its places in words.

It draws nothing itself. A kit without a drawing says so, and lists its places all the same.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from ...claims.annotations import Annotations
from ...errors import FruskitError, nearest
from ...kit.folder import Kit
from ...markup import block, Html, joined, tag
from ...volumes.text import Section
from .concordance import line
from .figure import (
    count,
    Figure,
    headed,
    KNOWN,
    listed,
    muted,
    opened,
    sourced,
    sourced_text,
    UNDRAWN,
)
from .picture import Picture, picture

FILE = "data/map.svg"
_NONE = (
    f"This kit has no map: there is no {FILE}. The list says what the section says of each place."
)
_SUMMARY = "In words: each place, and what the section says of it"


def map_of_places(kit: Kit, section: Section, notes: Annotations) -> Figure:
    """The kit's map and the places that the section names. FruskitError where the drawing is not sound."""
    drawn = picture(kit, FILE)
    for problem in _unknown(drawn, notes) if drawn else ():
        raise problem
    said, text = _told(section, notes)
    if drawn is None:
        places = len(notes.of("place"))
        head, lines = headed(f"{count(places, 'place')} that the section names", _NONE)
        html = [head, said if places else None]
    else:
        head, lines = headed(drawn.title, drawn.how)
        html = [head, _shown(drawn), UNDRAWN, opened(_SUMMARY, said)]
        lines = [*lines, *drawn.remarks]
    return Figure("map of places", joined(html, "\n"), "\n".join([*lines, *text]))


def problems(kit: Kit, notes: Annotations) -> list[FruskitError]:
    """What is wrong with the kit's map; a kit need not have one."""
    try:
        drawn = picture(kit, FILE)
    except FruskitError as problem:
        return [problem]
    return list(_unknown(drawn, notes)) if drawn else []


def _unknown(drawn: Picture, notes: Annotations) -> Iterator[FruskitError]:
    """Names that are drawn as the section's own and are no places of it."""
    places = [entry.fields["name"] for entry in notes.of("place")]
    for name in sorted(drawn.named("place") - set(places)):
        what = (
            f"“{name}” is drawn as a name of the section, and is no place of people-and-places.toml"
        )
        remedy = nearest(name, places, "Add it there, or give it another class.")
        yield FruskitError(FILE, what, remedy)


def _shown(drawn: Picture) -> Html:
    remarks = tag("div", *(muted(one, name="p") for one in drawn.remarks), class_="fk-remarks")
    return block("div", *drawn.panels, remarks, class_="fk-map fk-drawn", hidden="hidden")


def _told(section: Section, notes: Annotations) -> tuple[Html, list[str]]:
    """Each place, its line, and what is known of it from elsewhere: as a list, and as text."""
    items, text = list[object](), ["Places that the section names:"]
    for place in notes.of("place"):
        kind = str(place.fields["kind"]).replace("-", " ")
        name = f"{place.fields['name']} ({kind}{_where(place.fields)})"
        (before, after), words = line(section, place.span), place.span.text
        facts = [notes.fact(id) for id in place.fields.get("elsewhere", ())]
        known = [[tag("br"), muted(f"{KNOWN}: ", sourced(fact))] for fact in facts]
        items.append([name, ": “", before, tag("strong", words), after, "”", *known])
        text.append(f"  {name}: “{before}[{words}]{after}”")
        text += [f"    {KNOWN}: {sourced_text(fact)}" for fact in facts]
    return listed(items), text


def _where(fields: Mapping[str, Any]) -> str:
    lat, lon = fields.get("lat"), fields.get("lon")
    if lat is None or lon is None:
        return ""
    degrees = f"{abs(lat):.1f}° {'NS'[lat < 0]}, {abs(lon):.1f}° {'EW'[lon < 0]}"
    today = fields.get("today") or fields["name"]
    named = f" {today}," if today != fields["name"] else ""
    return f"; today{named} at {degrees} [{fields['source']}]"
