"""The cross-references of a text as encoded: what each points to, and whether it is there.

Knows the two forms that FRUS uses, “#pg_904” within a volume and “frus1945v07#pg_904” to another;
of other volumes it knows no more than their ids.
"""

from collections.abc import Iterator, Set
import re
from typing import NamedTuple

from .anchors import Span
from .text import Section

_VOLUME = re.compile(r"(?P<volume>frus[\w-]*)(?:#(?P<part>.*))?")
_KINDS = (  # by the id that is pointed to, as the Office of the Historian gives ids
    ("page", re.compile(r"pg_.+")),
    ("note", re.compile(r".*fn\d+\w*")),
    ("document", re.compile(r"d\d[\w-]*")),
    ("index", re.compile(r"in\d+")),
)


class CrossReference(NamedTuple):
    """One reference: the words that make it, and where it points. kind: page, note, document,
    division, index, volume, web or other. volume is empty for a reference within its own; found
    says whether its target is in the section that was asked, and is None for what lies outside."""

    kind: str
    volume: str
    target: str
    found: bool | None
    span: Span


def references(section: Section, within: Set[str] | None = None) -> Iterator[CrossReference]:
    """The references of a section, in order; `within`: the ids that are there to find."""
    known = ids(section) if within is None else within
    for phrase in section.phrases:
        if phrase.kind == "ref":
            target = phrase.attributes.get("target", "").strip()
            yield CrossReference(*_read(target, known), section.span(phrase))


def ids(section: Section) -> set[str]:
    """What a reference can find in a section: divisions, notes, pages, blocks and attachments."""
    things = (section.blocks, section.pages, section.divisions, section.attachments)
    return {thing.id for held in things for thing in held}


def _read(target: str, known: Set[str]) -> tuple[str, str, str, bool | None]:
    """Its kind, volume and target, and whether that is among those known."""
    if target.startswith("#"):
        found, kind = target[1:] in known, _kind(target[1:])
        return "division" if found and kind == "other" else kind, "", target[1:], found
    if other := _VOLUME.fullmatch(target):
        part = other["part"] or ""
        kind = _kind(part) if part else "volume"
        return kind, other["volume"], part, target in known or None
    return "web" if re.match(r"https?://", target) else "other", "", target, None


def _kind(id: str) -> str:
    return next((kind for kind, form in _KINDS if form.fullmatch(id)), "other")
