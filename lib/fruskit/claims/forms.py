"""The forms of the files in which a kit says something about its text.

What an entry may hold, and what each field is for. What the entries say, and whether the text bears
them out, is for the modules that read them.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..errors import FruskitError
from ..kit.datafile import File
from ..kit.forms import DRAFT, Each, Form, ID, May, QUOTE
from ..kit.values import Flag, Number, Place, Schema, Tell, Text, Type, Word
from ..volumes.dates import bounds

LAT, LON = Number(-90, 90), Number(-180, 180)
_WORK = Text("A key of data/bibliography.json.")
_LINK = Text("An address that leads to that place: https://…", form=r"^https://\S+$")


class Edtf(NamedTuple):
    """A date that is read wherever the kit shows it; empty where none is known."""

    doc: str
    empty: str = ""

    def read(self, value: Any, place: Place, tell: Tell) -> Any:
        Text(blank=True).read(value, place, tell)
        try:
            bounds(value if isinstance(value, str) else "")
        except FruskitError as problem:
            tell(place, f"“{value}” cannot be read as a date: {problem.what}", problem.remedy)
        return value

    def schema(self) -> Schema:
        return {"type": "string", "description": self.doc}


def _entries(needs: Mapping[str, tuple[str, ...]] | None = None, /, **fields: Type | May) -> May:
    """A list of entries that the file need not have; each has an id and may be a draft."""
    return May(Each(Form({"id": ID, **fields, "draft": DRAFT}, needs=needs or {})))


def _file(name: str, optional: bool = False, **fields: Type | May) -> File:
    return File(f"data/{name}", Form(fields), optional)


_PROVISION = _entries(
    kind=Word(("subject", "condition", "undertaking", "declaration")),
    actor=Text("Who."),
    action=Text("Does what."),
    object=Text("To what."),
    modality=Text("The verb that carries the force of it."),
    **QUOTE,
)
_EVENT = _entries(
    date=Edtf("EDTF (ISO 8601-2); empty where the text gives no date."),
    precision=May(Word(("day", "month", "year", ""))),
    certainty=Word(("stated", "year-inferred", "undated")),
    what=Text("What happens, in a sentence without a full stop."),
    short=May(Text("The same in a few words, as a label.")),
    place=Text("Where, only if the text says so.", blank=True),
    follows=May(Text("The id of the event that comes before it.", blank=True)),
    elsewhere=May(Each(ID, doc="Facts of context.toml that tell it otherwise.")),
    **QUOTE,
)
_CITED = """
treaty-series statutes frus periodical government-publication monograph archive cross-reference file-number
"""
_CITATION = _entries(
    note=Text("The id of the footnote; empty for the main text.", blank=True),
    work=_WORK,
    locator=Text("Page or number, as printed."),
    kind=Word(tuple(_CITED.split())),
    **QUOTE,
)
_OF_THEM = Text("What the section says of them.")
_PERSON = _entries(name=Text("As the section names them."), role=_OF_THEM, **QUOTE)
_PLACES = "conference-site city port territory railroad place-of-publication place"
_PLACE = _entries(
    {"lat": ("lon", "source"), "lon": ("lat", "source"), "today": ("source",)},
    name=Text("As the section names it."),
    kind=Word(tuple(_PLACES.split())),
    lat=May(LAT),
    lon=May(LON),
    today=May(Text("Its name today.")),
    source=May(Text("Where the coordinates and today’s name are from.")),
    elsewhere=May(Each(ID, doc="Facts of context.toml that say where the answer is.")),
    **QUOTE,
)
_NOWHERE = "Words that appear nowhere in the text, in any case of their letters."
_SILENCE = _entries(
    what=Text("What the section does not say, in a sentence."),
    searches=Each(Text(), 1, doc=_NOWHERE),
    elsewhere=May(Each(ID, doc="Facts of context.toml that say where the answer is.")),
)
_FACT = _entries(
    text=Text("The fact, in our own words."),
    work=_WORK,
    locator=Text("The exact place in it."),
    link=May(_LINK),
    date=May(Edtf("EDTF (ISO 8601-2); empty where no day is known.")),
    short=May(Text("The fact in a few words, as a label on the timeline.")),
    standing=Word(("read", "reported", "inferred")),
)
_TERM = _entries(
    {"locator": ("work",)},
    word=Text("A word or a few, as a lesson has them; small letters match any case."),
    also=May(Each(Text("Another form of it, other than with an s."))),
    meaning=Text("What it means, in plain words."),
    list_only=May(Flag("true for a word that has other meanings too, or is on nearly every card.")),
    work=May(_WORK),
    locator=May(Text("Where that work says so.")),
    link=May(_LINK),
)
PROVISIONS = _file("annotations/provisions.toml", provision=_PROVISION)
EVENTS = _file("annotations/events.toml", event=_EVENT)
SOURCES = _file("annotations/sources.toml", citation=_CITATION)
PEOPLE_AND_PLACES = _file("annotations/people-and-places.toml", person=_PERSON, place=_PLACE)
SILENCES = _file("annotations/silences.toml", optional=True, silence=_SILENCE)
_TOLD = "Where a mistake in the kit is told: https://… or mailto:…; {exercise} in it is filled in."
_REPORT = May(Text(_TOLD, blank=True, form=r"^((https://|mailto:)\S+)?$"))
CONTEXT = _file("context.toml", report=_REPORT, fact=_FACT)
GLOSSARY = _file("glossary.toml", optional=True, word=_TERM)

_LITERAL = May(Text("An institution’s name."))
_NAME = {"family": May(Text()), "given": May(Text()), "literal": _LITERAL}
_PEOPLE = May(Each(Form(_NAME, either=("family", "literal"), free=True)))
_ISSUED = Form({"date-parts": Each(Each(Number(whole=True), 1, 3), 1, 2)}, free=True)
_KEPT = Form({"where": Text("Who keeps it, and as what."), "link": _LINK})
_CUSTOM = Form({"kept": May(Each(_KEPT, doc="Where the work is kept today."))}, free=True)
_CSL = "The part of CSL-JSON that the kit relies on; a work may have other fields of it."
_CSL_WORK: Mapping[str, Type | May] = {
    "id": ID,
    "type": Text("A CSL item type."),
    "title": Text("The title."),
    "title-short": May(Text("The title in passing.")),
    "issued": May(_ISSUED),
    "author": _PEOPLE,
    "URL": May(_LINK),
    "editor": _PEOPLE,
    "custom": May(_CUSTOM),
}
BIBLIOGRAPHY = File("data/bibliography.json", Each(Form(_CSL_WORK, free=True), doc=_CSL))

_SOURCE = Text("The id of a [[source]].")
_YEAR = Number(1910, 1963, whole=True)
_DIGITS = "The digits as they are in the number; of a country two, and a small letter if it has "
_DIGITS += "one."
_MEANING: Mapping[str, Type | May] = {
    "part": Word(("class", "country", "subject")),
    "scheme": Word(("1910–1949", "1950–1963")),
    "number": Text(_DIGITS, form="^([0-9]+|[0-9]{2}[a-z])$"),
    "meaning": Text("What it means."),
    "source": _SOURCE,
}
_SAYS_SO = Text("Who says so, as one would cite it.")
FILING = _file(
    "filing.toml",
    optional=True,
    source=Each(Form({"id": ID, "title": _SAYS_SO, "link": _LINK}), 1),
    block=Each(Form({"first": _YEAR, "last": _YEAR, "source": _SOURCE}), 1),
    entry=Each(Form(_MEANING), 1),
)
