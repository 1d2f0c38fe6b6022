"""The cross-references of a text as encoded: what each points to, and whether it is there.

Knows the two forms that FRUS uses, “#pg_904” within a volume and “frus1945v07#pg_904” to another;
of other volumes it knows no more than their ids.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass
import re

from .anchors import Span
from .text import Section

_VOLUME = re.compile(r"(?P<volume>frus[\w-]*)(?:#(?P<part>.*))?")
_KINDS = (  # by the id that is pointed to, as the Office of the Historian gives ids
    ("page", re.compile(r"pg_.+")),
    ("note", re.compile(r".*fn\d+\w*")),
    ("document", re.compile(r"d\d[\w-]*")),
    ("index", re.compile(r"in\d+")),
)


@dataclass(frozen=True, slots=True)
class CrossReference:
    """One reference: the words that make it, and where it points.

    kind: page, note, document, division, index, volume, web or other. volume is empty for a
    reference within its own; found says whether its target is in the section that was asked, and is
    None for what lies outside.
    """

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
            words = section.block(phrase.block).text[phrase.start : phrase.end]
            span = Span(phrase.block, phrase.start, phrase.end, words)
            yield _read(phrase.attributes.get("target", "").strip(), known, span)


def ids(section: Section) -> set[str]:
    """What a reference can find in a section: divisions, notes, pages, blocks and attachments."""
    things = (section.blocks, section.pages, section.divisions, section.attachments)
    return {thing.id for held in things for thing in held}


def _read(target: str, known: Set[str], span: Span) -> CrossReference:
    if target.startswith("#"):
        found = target[1:] in known
        kind = _kind(target[1:])
        return CrossReference(
            "division" if found and kind == "other" else kind, "", target[1:], found, span
        )
    if other := _VOLUME.fullmatch(target):
        part = other["part"] or ""
        return CrossReference(_kind(part) if part else "volume", other["volume"], part, None, span)
    web = re.match(r"https?://", target)
    return CrossReference("web" if web else "other", "", target, None, span)


def _kind(id: str) -> str:
    return next((kind for kind, form in _KINDS if form.fullmatch(id)), "other")
