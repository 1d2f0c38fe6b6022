"""Several texts read as one, each with the ids of its volume, so that no two of theirs meet.

It knows texts that are there already; which of them a kit reads, and in what order, it is told.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..errors import FruskitError
from .crossreferences import ids
from .text import Excerpt, Section

# What has ids, its own or those of what it is in, by the names of its fields.
_IDS = {"blocks": "id division", "notes": "id block", "documents": "id", "pages": "id block"}
_IDS |= {"phrases": "block", "emendations": "id", "pointers": "note block"}
_IDS |= {"divisions": "id parent", "attachments": "id parent", "persons": "id", "terms": "id"}
_LEADS = ("corresp", "target")  # the attributes that point to an id
_PLACED = ("divisions", "attachments")  # which say the places of their blocks


def qualified(section: Section, volume: str) -> Section:
    """The section with the volume in all its ids: “frus1945v07#d635”, as FRUS points to another."""

    def of(id: str) -> str:
        return f"{volume}#{id}" if id else ""

    def leading(attributes: Mapping[str, str]) -> Mapping[str, str]:
        led = {key: attributes.get(key, "") for key in _LEADS}
        return {**attributes, **{key: of(id[1:]) for key, id in led.items() if id[:1] == "#"}}

    held: dict[str, Any] = {"id": of(section.id)}
    for name, keys in _IDS.items():
        named = ({k: of(getattr(one, k)) for k in keys.split()} for one in getattr(section, name))
        held[name] = tuple(one._replace(**ids) for one, ids in zip(getattr(section, name), named))
    phrases, emended = held["phrases"], held["emendations"]
    held["phrases"] = tuple(p._replace(attributes=leading(p.attributes)) for p in phrases)
    spans = (replace(e.span, block=of(e.span.block)) for e in emended)
    held["emendations"] = tuple(e._replace(span=span) for e, span in zip(emended, spans))
    return replace(section, **held)


def together(texts: Sequence[Excerpt]) -> Section:
    """The texts as one section, in this order. FruskitError where two of them share an id."""
    sections = [text.section for text in texts]
    if len(sections) == 1:
        return replace(sections[0], texts=tuple(texts))
    met = Counter(id for section in sections for id in ids(section) if id)
    if twice := min((id for id, count in met.items() if count > 1), default=""):
        remedy = "Name other divisions, or write qualified = true in one of them."
        raise FruskitError("", f"“{twice}” is an id in two of the texts", remedy)
    before = 0
    held: dict[str, list[Any]] = {name: [] for name in _IDS}
    for section in sections:
        for name, all in held.items():
            own = getattr(section, name)
            all += [one.moved(before) for one in own] if name in _PLACED else own
        before += len(section.blocks)
    return Section(
        id="; ".join(section.id for section in sections),
        title="; ".join(section.title for section in sections),
        volume="; ".join(dict.fromkeys(section.volume for section in sections)),
        texts=tuple(texts),
        **{name: tuple(all) for name, all in held.items()},
    )
