"""The texts that a new kit is made of: each cut out of its volume, and the entry that lists it."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ...claims.drafts.entries import locator, titled
from ...claims.quotes import distinct, shortened, slug
from ...volumes import tei
from ...volumes.tei.excerpt import cut
from ...volumes.text import Section, Volume


class Chosen(NamedTuple):
    """A text of the kit: its entry in data/texts.toml, and the TEI file as bytes."""

    entry: dict[str, Any]
    text: bytes


def excerpts(texts: Sequence[tuple[str | Path, str]]) -> list[Chosen]:
    """Each division of its volume, in this order. FruskitError where there is no such volume or division."""
    volumes = {path: tei.read(path) for path in dict.fromkeys(path for path, _ in texts)}
    ids = [volumes[path].id for path, _ in texts]
    chosen, taken = list[Chosen](), set[str]()
    for path, division in texts:
        volume, alone = volumes[path], ids.count(volumes[path].id) == 1
        section = volume.division(division)
        named = slug(volume.id if alone else f"{volume.id}-{division}")
        name = distinct(named, taken) if len(texts) > 1 else division
        entry = {
            "id": name,
            "file": f"{name}.xml",
            "division": division,
            "title": _title(volume, section, alone),
            "work": slug(volume.id) or "volume",
            "locator": ", ".join(filter(None, (_number(section), locator(section)))),
            "qualified": True,
        }
        chosen.append(Chosen(entry, cut(path, division, volume.id)))
    return chosen


def _title(volume: Volume, section: Section, alone: bool) -> str:
    """What a reader calls the text: its volume as FRUS cites it, and which part of it where there are others."""
    header = volume.header
    known = " ".join((header.subseries or header.name).split())
    series = f"Foreign Relations, {known}" if known else header.series or volume.id
    number = header.number.replace("Volume", "vol.")
    cited = ", ".join(filter(None, (" ".join(series.split()), number)))
    part = _number(section) or shortened(titled(section), 5)
    return cited if alone else f"{part}, {cited}"


def _number(section: Section) -> str:
    whole = [one.number for one in section.documents if one.id == section.id]
    return f"No. {whole[0]}" if whole and whole[0] else ""
