"""The dates that a text's encoding marks, as events: each tied to the words that print it."""

from collections.abc import Iterator
from typing import NamedTuple

from ...volumes import dates
from ...volumes.text import Block, Document, Excerpt, Phrase, Section
from ..quotes import slug
from .entries import called, Desk, Entry


class MarkedDate(NamedTuple):
    """A marked date that says when: what its encoding says, and whether that is printed whole.
    document: the one it is in, if any; own: it is in the document's own dateline, and not in one of
    what is enclosed with it; enclosed: it is in what is enclosed."""

    phrase: Phrase
    encoded: dates.WrittenDate
    printed: bool
    block: Block
    document: Document | None
    own: bool
    enclosed: bool

    @property
    def words(self) -> str:
        return self.block.text[self.phrase.start : self.phrase.end]


def marked_dates(section: Section) -> Iterator[MarkedDate]:
    documents = {document.id: document for document in section.documents}
    inside = {b.id for a in section.attachments for b in section.blocks[a.first : a.last]}
    for phrase in section.phrases:
        if phrase.kind == "date" and "when" in phrase.attributes:
            block = section.block(phrase.block)
            words = block.text[phrase.start : phrase.end]
            encoded = dates.date_or_none(dates.from_iso, phrase.attributes["when"])
            if encoded and encoded.start and words.strip():
                printed = dates.date_or_none(dates.read_date, words)
                doubted = dates.doubted(block.text, phrase.start, phrase.end)
                whole = bool(printed and printed.edtf == encoded.edtf and not doubted)
                document, enclosed = documents.get(block.division), block.id in inside
                own = bool(document) and block.kind == "dateline" and not enclosed
                yield MarkedDate(phrase, encoded, whole, block, document, own, enclosed)


def events(text: Excerpt, desk: Desk) -> Iterator[Entry]:
    dated = set[str]()
    skipped = sum(phrase.kind == "date" for phrase in text.section.phrases)
    for one in marked_dates(text.section):
        if not one.printed or (document := one.document) is None:
            continue
        skipped -= 1
        own = one.own and one.encoded.start == document.date_start and document.id not in dated
        if own:
            dated.add(document.id)
        where = "A date in what is enclosed with" if one.enclosed else "A date in"
        yield desk.entry(
            "event",
            text,
            slug(f"{document.id}-{one.encoded.edtf}"),
            (one.block.id, one.phrase.start, one.phrase.end),
            date=one.encoded.edtf,
            precision=one.encoded.precision,
            certainty="stated",
            what=f"{'Date of' if own else where} {called(document, text)}",
            place=document.place if own else "",
            follows="",
        )
    desk.leave(skipped, "marked date", "not printed as the day that the encoding gives")
