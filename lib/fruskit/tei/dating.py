"""When a document was written, by what its encoders say; the printed words are not read here."""

from collections.abc import Iterator
from xml.etree import ElementTree

from .. import dates
from ..errors import FruskitError
from .source import FRUS, TEI


def document_dates(element: ElementTree.Element) -> tuple[str, str]:
    """The document's own days: as the Office of the Historian encoded them, else of its dateline."""
    for dated in (element, *_own_dates(element)):
        days = [day for name in _DATE_ATTRIBUTES for day in _days(dated.get(name))]
        if days:
            return min(days), max(days)
    return "", ""


def _days(written: str | None) -> tuple[str, ...]:
    """First and last day of a TEI date value; none where it is missing or no date."""
    try:
        read = dates.from_iso(written) if written else None
    except FruskitError:
        return ()  # the words of the date stay in the text; only the attribute is of no use
    return (read.start, read.end) if read and read.start else ()


_DATE_ATTRIBUTES = (
    FRUS + "doc-dateTime-min", FRUS + "doc-dateTime-max",
    "when", "from", "to", "notBefore", "notAfter",
)  # fmt: skip


def _own_dates(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Dates in the datelines of the document itself, not of its attachments, notes or parts."""
    for child in element:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        if name == "dateline":
            yield from child.iter(TEI + "date")
        elif name in ("opener", "closer", "head", "p"):
            yield from (d for line in child.iter(TEI + "dateline") for d in line.iter(TEI + "date"))
