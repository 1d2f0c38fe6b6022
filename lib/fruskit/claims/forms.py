"""The forms of the files in which a kit says something about its text.

What an entry may hold, and what each field is for. What the entries say, and whether the text bears
them out, is for the modules that read them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..errors import FruskitError
from ..kit.datafile import File
from ..kit.forms import (
    DRAFT,
    Each,
    Form,
    ID,
    May,
    Number,
    Place,
    QUOTE,
    Schema,
    Tell,
    Text,
    Type,
    Word,
)
from ..volumes.dates import bounds

LAT, LON = Number(-90, 90), Number(-180, 180)
_WORK = Text("A key of data/bibliography.json.")
_LINK = Text("An address that leads to that place: https://…", form=r"^https://\S+$")


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date that is read wherever the kit shows it; empty where none is known."""

    doc: str
    empty = ""

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        Text(blank=True).read(value, place, tell)
        try:
            bounds(value if isinstance(value, str) else "")
        except FruskitError as problem:
            tell(place, f"“{value}” is not read as a date: {problem.what}", problem.remedy)
        return value

    def schema(self) -> Schema:
        return {"type": "string", "description": self.doc}


def _entries(fields: Mapping[str, Type | May], **more: Any) -> May:
    """A list of entries that the file need not have; each has an id and may be a draft."""
    return May(Each(Form({"id": ID, **fields, "draft": DRAFT}, **more)))


def _file(name: str, optional: bool = False, **lists: Type | May) -> File:
    return File(f"data/{name}", Form(lists), optional)


PROVISIONS = _file(
    "annotations/provisions.toml",
    provision=_entries(
        {
            "kind": Word(("subject", "condition", "undertaking", "declaration")),
            "actor": Text("Who."),
            "action": Text("Does what."),
            "object": Text("To what."),
            "modality": Text("The verb that carries the force of it."),
            **QUOTE,
        }
    ),
)
EVENTS = _file(
    "annotations/events.toml",
    event=_entries(
        {
            "date": Edtf("EDTF (ISO 8601-2); empty where the text gives no date."),
            "precision": May(Word(("day", "month", "year", ""))),
            "certainty": Word(("stated", "year-inferred", "undated")),
            "what": Text("What happens, in a sentence without a full stop."),
            "place": Text("Where, only if the text says so.", blank=True),
            "follows": May(Text("The id of the event that comes before it.", blank=True)),
            **QUOTE,
        }
    ),
)
_CITED = (
    "treaty-series",
    "statutes",
    "frus",
    "periodical",
    "government-publication",
    "monograph",
    "cross-reference",
    "file-number",
)
SOURCES = _file(
    "annotations/sources.toml",
    citation=_entries(
        {
            "note": Text("The id of the footnote; empty for the main text.", blank=True),
            "work": _WORK,
            "locator": Text("Page or number, as printed."),
            "kind": Word(_CITED),
            **QUOTE,
        }
    ),
)
_PLACES = (
    "conference-site",
    "city",
    "port",
    "territory",
    "railroad",
    "place-of-publication",
    "place",
)
PEOPLE_AND_PLACES = _file(
    "annotations/people-and-places.toml",
    person=_entries(
        {
            "name": Text("As the section names them."),
            "role": Text("What the section says of them."),
            **QUOTE,
        }
    ),
    place=_entries(
        {
            "name": Text("As the section names it."),
            "kind": Word(_PLACES),
            "lat": May(LAT),
            "lon": May(LON),
            "today": May(Text("Its name today.")),
            "source": May(Text("Where the coordinates and today’s name are from.")),
            **QUOTE,
        },
        needs={"lat": ("lon", "source"), "lon": ("lat", "source"), "today": ("source",)},
    ),
)
SILENCES = _file(
    "annotations/silences.toml",
    optional=True,
    silence=_entries(
        {
            "what": Text("What the section does not say, in a sentence."),
            "searches": Each(
                Text(),
                1,
                doc="Words that appear nowhere in the text, in any case of their letters.",
            ),
            "elsewhere": May(Each(ID, doc="Facts of context.toml that tell of it.")),
        }
    ),
)
CONTEXT = _file(
    "context.toml",
    fact=_entries(
        {
            "text": Text("The fact, in our own words."),
            "work": _WORK,
            "locator": Text("The exact place in it."),
            "link": May(_LINK),
            "date": May(Edtf("EDTF (ISO 8601-2); empty where no day is known.")),
            "standing": Word(("read", "reported", "inferred")),
        }
    ),
)

_PEOPLE = May(
    Each(
        Form(
            {
                "family": May(Text()),
                "given": May(Text()),
                "literal": May(Text("An institution’s name.")),
            },
            either=("family", "literal"),
            free=True,
        )
    )
)
_KEPT = Form({"where": Text("Who keeps it, and as what."), "link": _LINK})
BIBLIOGRAPHY = File(
    "data/bibliography.json",
    Each(
        Form(
            {
                "id": ID,
                "type": Text("A CSL item type."),
                "title": Text("The title."),
                "title-short": May(Text("The title in passing.")),
                "issued": May(
                    Form({"date-parts": Each(Each(Number(whole=True), 1, 3), 1, 2)}, free=True)
                ),
                "author": _PEOPLE,
                "URL": May(_LINK),
                "editor": _PEOPLE,
                "custom": May(
                    Form({"kept": May(Each(_KEPT, doc="Where the work is kept today."))}, free=True)
                ),
            },
            free=True,
        ),
        doc="The part of CSL-JSON that the kit relies on; a work may have other fields of it.",
    ),
)

_SOURCE = Text("The id of a [[source]].")
_YEAR = Number(1910, 1963, whole=True)
_DIGITS = (
    "The digits as they are in the number; of a country two, and a small letter if it has one."
)
FILING = _file(
    "filing.toml",
    optional=True,
    source=Each(
        Form({"id": ID, "title": Text("Who says so, as one would cite it."), "link": _LINK}), 1
    ),
    block=Each(Form({"first": _YEAR, "last": _YEAR, "source": _SOURCE}), 1),
    entry=Each(
        Form(
            {
                "part": Word(("class", "country", "subject")),
                "scheme": Word(("1910–1949", "1950–1963")),
                "number": Text(_DIGITS, form="^([0-9]+|[0-9]{2}[a-z])$"),
                "meaning": Text("What it means."),
                "source": _SOURCE,
            }
        ),
        1,
    ),
)
