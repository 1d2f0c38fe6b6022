"""The texts of a kit: one TEI file, or those that data/texts.toml lists, each with where it is from.

Those that a kit reads are read as one; one that is “alone” is read only where it is named.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import FruskitError, nearest
from ..volumes import tei
from ..volumes.anthology import qualified, together
from ..volumes.text import Excerpt, Section
from .datafile import collect, File
from .folder import Kit
from .forms import Each, Flag, Form, ID, May, Text

_ALONE = "true: read only where it is named, and not together with the others."
_QUALIFIED = "true: its ids bear the id of its volume, as in frus1936v03#d1."
_TEXT = Form(
    {
        "id": ID,
        "file": Text("The TEI file in data/ that it is in."),
        "division": Text("Its xml:id there."),
        "title": May(Text("What a reader calls it, where there are others.")),
        "work": Text("The key of its volume in data/bibliography.json."),
        "locator": Text("The place in it, as a note gives it."),
        "qualified": May(Flag(_QUALIFIED)),
        "alone": May(Flag(_ALONE)),
    }
)
TEXTS = File("data/texts.toml", Form({"text": Each(_TEXT, 1)}), optional=True)


def load(kit: Kit, name: str = "") -> Section:
    """The texts that the kit reads together, as one section; or the one of that name. Raises
    FruskitError, with file, place and remedy, where one cannot be read, and for an unknown name,
    naming the nearest."""
    listed = _listed(kit)
    known = [entry["id"] for entry in listed]
    if name and name not in known:
        remedy = nearest(name, known, f"There are {', '.join(known)}.")
        raise FruskitError(TEXTS.name, f"there is no text “{name}”", remedy)
    wanted = [e for e in listed if e["id"] == name or not (name or e["alone"])]
    try:
        return together([_excerpt(kit, entry) for entry in wanted or listed[:1]])
    except FruskitError as problem:
        raise problem.at(problem.where or TEXTS.name) from None


def names(kit: Kit) -> dict[str, Path]:
    """The names of the texts, each with its file, in their order."""
    return {entry["id"]: _path(kit, entry) for entry in _listed(kit)}


def _listed(kit: Kit) -> list[Mapping[str, Any]]:
    """The entries of the list; one that says no more than where it is, of a kit without a list."""
    read = TEXTS.load(kit)
    collect(read.problems, None)
    if read.held:
        return [entry for entry, _ in read.sound("text")]
    path = kit.section_file()
    entry = dict.fromkeys(_TEXT.types, "") | {"file": path.name}
    return [entry | {"id": path.stem, "division": path.stem}]


def _path(kit: Kit, entry: Mapping[str, Any]) -> Path:
    return kit.data / Path(entry["file"]).name


def _excerpt(kit: Kit, entry: Mapping[str, Any]) -> Excerpt:
    path = _path(kit, entry)
    volume = tei.read(path)
    try:
        section = volume.division(entry["division"])
    except FruskitError as problem:
        raise problem.at(kit.name(path)) from None
    if entry["qualified"]:
        section = qualified(section, volume.id)
    said = (entry[key] for key in ("work", "locator"))
    return Excerpt(entry["id"], entry["title"], section, volume.header, *said)
