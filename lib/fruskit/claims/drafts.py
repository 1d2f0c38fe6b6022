"""Drafts annotations of a section from what its encoding and its written forms show by themselves.

Dates, people, places, citations and file numbers are found so; what an agreement provides, and what
is not said, is not. Every entry is a draft: a person has to look at it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
import re
from typing import Any, NamedTuple

from ..errors import FruskitError
from ..volumes import citations, dates
from ..volumes.labels import page_of
from ..volumes.source_notes import read_source_note, SourceNote
from ..volumes.text import Block, Document, Header, Phrase, Section, Volume
from .annotations import anchor, Annotation, Annotations, FILES, id_of
from .quotes import anchored, distinct, slug

Entry = Mapping[str, Any]
# What the systems of file numbers are called; of others the note's own words are the name.
_FILES = {
    "decimal": "Central files of the Department of State, by decimal numbers",
    "numerical": "Files of the Department of State, by case numbers",
    "decimal-or-numerical": "Files of the Department of State",
    "subject-numeric": "Central files of the Department of State, by subjects and numbers",
    "paris-peace-conference": "Files of the Paris Peace Conference",
}


class Drafts(NamedTuple):
    """Entries by the name of their table, the works that they cite, and what was left out, in words."""

    entries: Mapping[str, tuple[Entry, ...]]
    works: tuple[Entry, ...]
    left_out: tuple[str, ...]


def drafts(section: Section, header: Header) -> Drafts:
    """All that can be drafted of this section of the volume with this header."""
    works = {VOLUME: volume(section, header)}
    left_out: list[str] = []
    cited = (*_citations(section, works, left_out), *_file_numbers(section, works, left_out))
    entries = {
        "event": tuple(_events(section, left_out)),
        "person": tuple(_named(section, "persName", "role", "")),
        "place": tuple(_named(section, "placeName", "kind", "place")),
        "citation": cited,
        "fact": (_fact(section, header),),
    }
    return Drafts(entries, tuple(works.values()), tuple(left_out))


def drafted(section: Section) -> tuple[Annotations, Mapping[str, Entry]]:
    """The same as annotations of a section that has none of its own, and the works that they cite by their keys."""
    made = drafts(section, section.header if isinstance(section, Volume) else Header())
    kinds = [(kind, entry) for kind in FILES for entry in made.entries.get(kind, ())]
    entries = (Annotation(e["id"], kind, anchor(section, e), e) for kind, e in kinds)
    return Annotations(tuple(entries), {}), {work["id"]: work for work in made.works}


VOLUME = "this-volume"  # the work of that the section is a part


def volume(section: Section, header: Header) -> Entry:
    """The volume as CSL-JSON, from its header alone."""
    year = header.date if header.date.isdecimal() and len(header.date) == 4 else ""
    work = {
        "id": VOLUME,
        "type": "book",
        "title": header.title or section.volume,
        "editor": [{"literal": name} for name in header.editors],
        "publisher": header.publisher,
        "publisher-place": header.place,
        "issued": year and {"date-parts": [[int(year)]]},
    }
    return {key: value for key, value in work.items() if value} | _DRAFT


_DRAFT = {"custom": {"draft": True}}


def _fact(section: Section, header: Header) -> Entry:
    what = f"the division {section.id} of {header.title or section.volume}"
    return {
        "id": "where-it-stands",
        "draft": True,
        "text": f"The section “{titled(section)}” is {what}.",
        "work": VOLUME,
        "locator": pages(section) or section.id,
        "standing": "read",
    }


def pages(section: Section) -> str:
    """The printed pages of the section as a note gives them; empty where none is known."""
    last = [page_of(section, b.id, len(b.text)) for b in section.blocks[-1:]]  # it may turn in it
    printed = list(dict.fromkeys(filter(None, [*(b.page for b in section.blocks), *last])))
    if len(printed) > 1:
        return f"pp. {printed[0]}–{printed[-1]}"
    return f"p. {printed[0]}" if printed else ""


def enclosed(section: Section) -> frozenset[str]:
    """The ids of all blocks of enclosures, whose datelines are not the document's own."""
    return frozenset(b.id for a in section.attachments for b in section.blocks[a.first : a.last])


def counted(count: int, one: str) -> str:
    return f"{count} {one if count == 1 else one + 's'}"


def titled(section: Section) -> str:
    return " ".join(section.title.split()) or section.id


def called(document: Document) -> str:
    """A document as a reader would name it: by number and title."""
    number = f"No. {document.number}" if document.number else document.id
    return f"{number}, “{document.title}”" if document.title else number


def _draft(section: Section, id: str, at: tuple[str, int, int], **fields: Any) -> Entry:
    """An entry tied to the words at (block, start, end)."""
    return {"id": id, "draft": True, **fields, **anchored(section, *at)}


def _leave(left_out: list[str], count: int, one: str, why: str) -> None:
    if count:
        left_out.append(f"{counted(count, one)} {why}")


# --- dates


def whole_days(section: Section) -> Iterator[tuple[Phrase, dates.WrittenDate, bool]]:
    """Each marked date that says when: the mark, what its encoding says, whether that is printed whole."""
    for phrase in section.phrases:
        if phrase.kind == "date" and "when" in phrase.attributes:
            text = section.block(phrase.block).text
            words = text[phrase.start : phrase.end]
            encoded = date_or_none(dates.from_iso, phrase.attributes["when"])
            printed = date_or_none(dates.read_date, words)
            if encoded and encoded.start and words.strip():
                whole = printed is not None and printed.edtf == encoded.edtf
                yield phrase, encoded, whole and not dates.doubted(text, phrase.start, phrase.end)


def date_or_none(
    read: Callable[[str], dates.WrittenDate], written: str
) -> dates.WrittenDate | None:
    """What this reader makes of a date; None where it cannot be read."""
    try:
        return read(written)
    except FruskitError:
        return None


def _events(section: Section, left_out: list[str]) -> Iterator[Entry]:
    documents, taken = {d.id: d for d in section.documents}, set[str]()
    inside, dated = enclosed(section), set[str]()
    skipped = sum(phrase.kind == "date" for phrase in section.phrases)
    for phrase, encoded, printed in whole_days(section):
        block = section.block(phrase.block)
        document = documents.get(block.division)
        if not printed or document is None:
            continue
        skipped -= 1
        own = block.kind == "dateline" and encoded.start == document.date_start
        own = own and block.id not in inside and document.id not in dated
        if own:
            dated.add(document.id)
        where = "A date in what is enclosed with" if block.id in inside else "A date in"
        yield _draft(
            section,
            distinct(slug(f"{document.id}-{encoded.edtf}"), taken),
            (phrase.block, phrase.start, phrase.end),
            date=encoded.edtf,
            precision=encoded.precision,
            certainty="stated",
            what=f"{'Date of' if own else where} {called(document)}",
            place=document.place if own else "",
            follows="",
        )
    _leave(left_out, skipped, "marked date", "not printed as the day that the encoding gives")


# --- people and places


def _named(section: Section, kind: str, key: str, said: str) -> Iterator[Entry]:
    """Each name once, where it stands first. The same person under two names is two entries, and a name
    that stands with several offices says so: it may be that of several people."""
    documents = {d.id: d for d in section.documents}
    seen, taken = set[str](), set[str]()
    offices = _offices(section) if kind == "persName" else {}
    listed = {person.id: person for person in section.persons}
    for phrase in section.phrases:
        name, pointer = _name(section, phrase), phrase.attributes.get("corresp", "")
        known = id_of(pointer) or name.casefold()
        if phrase.kind != kind or known in seen or not any(map(str.isalnum, name)):
            continue
        seen.add(known)
        person = listed.get(pointer.lstrip("#"))
        role = _part(phrase, section.block(phrase.block), documents)
        if person:
            role = f"{person.role}; {role}" if person.role else role
        else:
            role += _several(offices.get(name.casefold(), ()))
        name = _in_full(person.name) if person else name
        id, at = id_of(pointer) or slug(name), (phrase.block, phrase.start, phrase.end)
        yield _draft(section, distinct(id, taken), at, **{"name": name, key: said or role})


def _in_full(listed: str) -> str:
    """A name as one says it, of the form in which a list has it: “Doe, Jane” is Jane Doe."""
    family, comma, given = listed.partition(", ")
    return f"{given} {family}" if comma and "," not in given else listed


def _name(section: Section, phrase: Phrase) -> str:
    words = section.block(phrase.block).text[phrase.start : phrase.end]
    return " ".join(words.split()).strip(" ,;:")


def _offices(section: Section) -> dict[str, list[str]]:
    """With what offices a name stands in headings, as in “The Consul at Harbin (Jones) to …”."""
    found: dict[str, list[str]] = {}
    for phrase in section.phrases:
        block = section.block(phrase.block)
        before = block.text[: phrase.start].rstrip()
        if phrase.kind == "persName" and block.kind == "document-entry" and before.endswith("("):
            office = " ".join(re.split(r"\bto\b|\n|\)", before[:-1])[-1].split())
            office = office.removeprefix("The ").removeprefix("the ")
            offices = found.setdefault(_name(section, phrase).casefold(), [])
            if office and office not in offices:
                offices.append(office)
    return found


def _several(offices: Sequence[str]) -> str:
    if len(offices) < 2:
        return ""
    return "; stands with several offices (" + "; ".join(offices) + "): one person, or several?"


def _part(phrase: Phrase, block: Block, documents: Mapping[str, Document]) -> str:
    """What the encoding says of a person here; an enclosure has senders of its own."""
    document = documents.get(block.division)
    where = called(document) if document else "the section"
    part = {"from": "sender", "to": "addressee"}.get(phrase.attributes.get("type", ""))
    if part is None:
        return f"named in {where}"
    own = block.kind == "document-entry"
    return f"marked as the {part} of {where}" if own else f"marked as {part} within {where}"


# --- sources


def _citations(section: Section, works: dict[str, Entry], left_out: list[str]) -> Iterator[Entry]:
    taken, ibid, silent = set[str](), 0, 0
    for note in section.notes:
        found = citations.read_citations(note.text)
        silent += not found
        for cited in found:
            if "ibid" in cited.work.lower() or "ibid" in cited.quote.lower():
                ibid += 1
                continue
            other_volume = re.match(r"vols?\b", cited.work, re.IGNORECASE)
            here = not cited.work or (cited.kind == "cross-reference" and not other_volume)
            title = cited.work.lower() if other_volume else cited.work
            yield _draft(
                section,
                distinct(slug(f"{note.id}-{cited.work or cited.kind}"), taken),
                (note.id, cited.start, cited.end),
                note=note.id,
                work=VOLUME if here else _work(works, title),
                locator=cited.locator or cited.quote,
                kind=cited.kind,
            )
    why = "by “Ibid.”: a reader has to find the work in an earlier note"
    _leave(left_out, ibid, "reference", why)
    why = "in which no reference is recognised; others may cite more than is drafted"
    _leave(left_out, silent, "footnote", why)


def _file_numbers(
    section: Section, works: dict[str, Entry], left_out: list[str]
) -> Iterator[Entry]:
    taken, unread = set[str](), 0
    for block in section.blocks:
        if block.kind != "source-note":
            continue
        note = read_source_note(block.text)
        unread += not note.decoded
        if note.decoded and note.file.system != "label":
            id = distinct(slug(f"{block.division}-source"), taken)
            work, place = _work(works, _files(note)), _place_in_files(note)
            fields = {"note": "", "work": work, "locator": place, "kind": "file-number"}
            yield _draft(section, id, (block.id, 0, len(block.text)), **fields)
    _leave(left_out, unread, "source note", "not understood")


def _place_in_files(note: SourceNote) -> str:
    """Where in the files the paper is: number, box and title; a note without a holder as it is printed."""
    place = ", ".join(filter(None, (note.number, note.item)))
    return place if note.holder and place else note.written


def _files(note: SourceNote) -> str:
    """What the files that a paper is in are called: by their holder and name, or by their scheme."""
    named = ", ".join(filter(None, (note.holder, note.collection)))
    return named or _FILES.get(note.file.system) or note.file.subject or note.written


def _work(works: dict[str, Entry], title: str) -> str:
    """The key of the work of that title, which is entered where it is new. Numbers of volumes in capitals:
    a style that capitalises words would make “Ii” of “ii”."""
    title = re.sub(r"(?i)(?<=\bvol\. )[ivxlc]+\b", lambda number: number[0].upper(), title)
    for id, work in works.items():
        if work["title"] == title:
            return id
    id = distinct(slug(title), set(works))
    works[id] = {"id": id, "type": "document", "title": title} | _DRAFT
    return id
