"""What a volume's file holds, and what in it is not as it should be: notes, no problems.

Nothing here is mended or refused: each oddity is loaded somehow, and this says how often and where.
"""

from collections.abc import Iterator
from contextlib import suppress
from itertools import chain
import re

from ..errors import FruskitError
from .crossreferences import references
from .dates import compare, read_date
from .parts import grouped
from .text import Volume

_PRINTED = re.compile(r"No\. \d+\b")
_SPAN = 150  # years before its publication from which a volume may print a document
_WANTED = {
    "title": "a document without a heading",
    "number": "a document without a number",
    "date_start": "a document whose date is not encoded, nor in a dateline",
    "chars": "a document without any words",
}
_UNREAD = "a date printed in a dateline that is not read, nor compared with the encoded one"
_SHOWN = 5  # places named for each kind of oddity


def contents(volume: Volume) -> dict[str, int]:
    """How many there are of what a volume is made of."""
    return {
        "documents": len(volume.documents),
        "other divisions": len(volume.divisions) - len(volume.documents),
        "attachments": len(volume.attachments),
        "footnotes": len(volume.notes),
        "page turns": len(volume.pages),
    }


def oddities(volume: Volume) -> dict[str, list[str]]:
    """Every oddity by its kind, with the places where it was met, in the order of the text."""
    seen = (way(volume) for way in (_documents, _datelines, _parts, _references))
    return grouped(chain(volume.oddities, *seen))


def report(volume: Volume) -> list[str]:
    """One line for each kind of oddity: how many, what, and the first places."""
    lines = []
    for what, places in oddities(volume).items():
        named = ", ".join(filter(None, places[:_SHOWN]))
        more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        times = "once" if len(places) == 1 else f"{len(places)} times"
        lines.append(f"note: {what}, {times}" + (f": {named}{more}" if named else ""))
    return lines


def _documents(volume: Volume) -> Iterator[tuple[str, str]]:
    documents = {document.id for document in volume.documents}
    parents = {division.id: division.parent for division in volume.divisions}
    published = volume.header.date
    last = int(published) if published.isdecimal() else 0
    years = range(last - _SPAN, last + 1) if last else ()
    for document in volume.documents:
        for field, what in _WANTED.items():
            if not getattr(document, field):
                yield what, document.id
        day = document.date_start
        # After its volume was published, or long before.
        if day and years and int(day[:4]) not in years:
            yield "a date far from that of the volume", f"{document.id} ({day})"
        if _PRINTED.match(document.title):
            yield "a number printed in the heading that is not the encoded one", document.id
        if document.date_origin == "printed":
            yield "a document dated by the words of its dateline alone", document.id
        if parents[document.id] in documents:
            yield "a document within another, listed after it", document.id


def _datelines(volume: Volume) -> Iterator[tuple[str, str]]:
    """Days that a dateline prints otherwise than it is encoded, and why if said; days not to be read."""
    for phrase in volume.phrases:
        block = volume.block(phrase.block)
        encoded = (phrase.attributes.get(name, "") for name in ("when", "from", "to"))
        days = "/".join(dict.fromkeys(one.partition("T")[0] for one in encoded if one))
        if phrase.kind != "date" or block.kind != "dateline" or not days:
            continue
        words = " ".join(volume.span(phrase).text.split())
        try:
            printed = read_date(words)
        except FruskitError:
            yield _UNREAD, f"{block.division} (“{words}”, encoded {days})"
            continue
        with suppress(FruskitError):  # a value that dates nothing is told where the file is read
            if printed.start and compare(printed, read_date(days)) == "different":
                why = phrase.attributes.get("ana", "").removeprefix("#date_").replace("-", " ")
                what = "a day printed in the dateline that is not the encoded one"
                yield what, f"{block.division} (“{words}”, encoded {days}{why and f': {why}'})"


def _parts(volume: Volume) -> Iterator[tuple[str, str]]:
    for turn in volume.pages:
        if not turn.number:
            yield "a page turn without a number", turn.id or turn.block
    for attachment in volume.attachments:
        if attachment.first == attachment.last:
            yield "an attachment without any words", attachment.id
    homes = {block.id: block.division for block in volume.blocks}
    documents = {document.id for document in volume.documents}
    for note in volume.notes:
        if not note.text.strip():
            yield "an empty footnote", note.id
        if not note.number:
            yield "a footnote without a number", note.id
        if homes[note.id] not in documents:
            yield "a footnote outside the documents", note.id


def _references(volume: Volume) -> Iterator[tuple[str, str]]:
    for one in references(volume, volume.ids):
        if one.found is False:
            yield "a reference to what is not in the volume", f"{one.span.block} (#{one.target})"
        elif one.kind == "other":
            yield "a reference that points nowhere", f"{one.span.block} (“{one.target}”)"
