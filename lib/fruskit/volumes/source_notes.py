"""Reads the source note of a document: who holds the paper, in what collection, under what number.

One reader for all periods. Until 1955 or so a note is little more than a number, and is left to
`filenumbers`; later ones are sentences, of which the first cites the paper, the second says how
secret it was, and the rest tell who wrote it and where other copies are. A note is read whole or not
at all: one that is not understood stays as written, with `decoded` false.
"""

from collections.abc import Iterator
import re
from typing import NamedTuple

from .archives import cited, CitedPaper, is_held, PRINTED
from .filenumbers import bare_number, FileNumber, PRESIDENTS, read_file_number
from .sentences import bracketed, sentences


class Statement(NamedTuple):
    """A sentence after the marking: drafted, received, sent, copy, printed or other, and its words."""

    kind: str
    text: str


class SourceNote(NamedTuple):
    """A source note and its parts, each as printed; the date of a number alone is worked out.

    holder: the department, archives, library or agency that keeps the paper; “(printed)” for what
    was taken from print or the web. collection: the files or papers, with their record group. item:
    box, folder, title. number: the file number without its date; scheme: decimal, subject-numeric,
    film, lot, job, accession, entry or one of `filenumbers`. years: the block of years of the central
    files. date: ISO, where the number ends in one; else the opening day of a folder, as printed.
    marking: classification, then handling. rest: what follows, sentence by sentence. file: the
    number as the older schemes take it apart.
    """

    written: str
    holder: str = ""
    collection: str = ""
    item: str = ""
    number: str = ""
    scheme: str = ""
    years: str = ""
    date: str = ""
    marking: str = ""
    rest: tuple[Statement, ...] = ()
    decoded: bool = False
    file: FileNumber = FileNumber("")


def read_source_note(written: str) -> SourceNote:
    """Reads one source note; no text makes it raise.

    Source of the form: the essays “Sources” and “Editorial Methodology” at the front of the volumes
    of FRUS since 1955, such as Foreign Relations, 1969–1976, vol. XXXVIII, Part 2.
    """
    note = " ".join(written.split())
    if note.startswith("[Source") and note.endswith("]"):
        note = note[1:-1].strip()
    if not note.startswith("Source:"):
        known = _numbered(written)
        if known.decoded or not is_held(note):
            return known
    said = sentences(note.removeprefix("Source:").strip(), MARKING)
    if not said:
        return SourceNote(written, file=FileNumber(written))
    first, marking, after = _parted(said)
    rest = tuple(Statement(_kind(sentence), sentence) for sentence in after)
    if (paper := cited(first)) is None:
        return SourceNote(written, marking=marking, rest=rest, file=FileNumber(written))
    found = SourceNote(written, *paper[:7], marking, rest, decoded=True)
    return found._replace(file=_as_file(found, paper))


def archives_in(text: str) -> Iterator[CitedPaper]:
    """The papers in archives that a footnote cites, in brackets or as sentences, where understood."""
    round = [(start, end) for start, end in bracketed(text) if text[start] == "("]
    within, outside = [text[start + 1 : end] for start, end in round], text
    for start, end in reversed(round):
        outside = outside[:start] + outside[end + 1 :]
    for piece in [*within, *sentences(outside, MARKING)]:
        bare = piece.strip("() .")
        if is_held(bare) and (paper := cited(bare)):
            yield paper


# --- the note's sentences

_HANDLING = (
    r"(?:Niact|Priority|Immediate|Flash|Nodis|Exdis|Limdis|Noforn|Stadis|Cherokee|Sensitive|Personal"
    r"|Private|Eyes Only|Outside System|Routine|Single Copy|No Distribution|Official[–-]Informal|NODIS|EXDIS|LIMDIS)"
)
_CLASS = (
    r"(?:(?:US|NATO|Cosmic|COSMIC|Personal and|Strictly|Administratively|Private and) )*"
    r"(?:Top Secret|Secret|Confidential|Restricted|Unclassified|TOP SECRET|SECRET|CONFIDENTIAL"
    r"|UNCLASSIFIED|(?:Limited |For )?Official Use(?: Only)?|No classification(?: marking| indicated)?"
    r"|Unmarked|No marking)"
)
# “Secret files were opened” is a sentence like any other: a marking is followed by a stop of some kind.
MARKING = re.compile(rf"(?:{_CLASS}|{_HANDLING})(?=[.;,/(\[]|$| (?:[A-Z]|and ))")
_AFTER_NUMBER = re.compile(rf"; (?={_CLASS}(?:[.;,]|$))")  # “993.61/11–1755; Secret.”


def _parted(said: list[str]) -> tuple[str, str, list[str]]:
    """The citation, the marking, and the sentences after."""
    first, *after = said
    if cut := _AFTER_NUMBER.search(first):
        return first[: cut.start()], first[cut.end() :].rstrip("."), after
    if after and MARKING.match(after[0]) and len(after[0]) < 200:
        return first, after[0].rstrip("."), after[1:]
    return first, "", after


_KINDS = re.compile(
    r"(?P<drafted>(?:Drafted|Prepared|Written|Dictated|Cleared|Approved)\b|.*\bdrafted (?:by|on)\b)"
    r"|(?P<received>(?:Also )?[Rr]eceived\b)"
    r"|(?P<sent>(?:Also )?(?:[Ss]ent|Repeated|Transmitted|Pouched|Forwarded|Passed)\b)"
    r"|(?P<copy>.*\b(?:cop(?:y|ies)|version|original|draft)\b.*\b(?:is|are) (?:also )?(?:in|ibid))"
    r"|(?P<printed>(?:Also |Previously |Re)?[Pp](?:rinted|ublished)\b|For text)"
)


def _kind(sentence: str) -> str:
    found = _KINDS.match(sentence)
    return str(found.lastgroup) if found else "other"


# --- the older notes, and the older columns

_LIBRARY = re.compile(rf".*\b{PRESIDENTS}(?: Presidential)? Library")


def _as_file(found: SourceNote, paper: CitedPaper) -> FileNumber:
    """The same in the columns that older notes fill."""
    if paper.file is not None:
        return paper.file._replace(written=found.written)
    _, holder, subject, within, serial, *_ = found
    match system := _system(found):
        case "lot":
            serial = re.sub(r"^[Ll]ot (?:[Ff]iles? )?(?:No\. )?", "", serial)
        case "subject-numeric" | "film":
            subject, serial = serial, ""
        case "presidential-library":
            subject, within, serial = holder, ", ".join(filter(None, (subject, within))), ""
        case "private-papers":
            subject = ", ".join(filter(None, (holder, subject)))
    return FileNumber(found.written, system, "", subject, within, serial, decoded=True)


def _system(found: SourceNote) -> str:
    """What the table of file numbers calls the scheme of a modern note."""
    if found.scheme in ("lot", "film", "subject-numeric"):
        return found.scheme
    if found.holder == PRINTED:
        return "published"
    if _LIBRARY.fullmatch(found.holder):
        return "presidential-library"
    return "private-papers" if _PRIVATE.search(found.collection) else "named-files"


_PRIVATE = re.compile(r"\b(?:[Pp]apers|MSS\.?|Manuscripts|Diary|Diaries)$|^Papers of ")


def _numbered(written: str) -> SourceNote:
    """A note that is little more than a number: it names no holder."""
    file = read_file_number(written)
    known = SourceNote(written, decoded=file.decoded, date=file.date, scheme=file.system, file=file)
    match file.system:
        case "" | "label":
            return known._replace(scheme="")
        case "lot" | "presidential-library" | "private-papers" | "named-files":
            note = re.sub(r" ?: (?i:telegram|letter|despatch)$", "", " ".join(written.split()))
            paper = cited(note)
            return SourceNote(written, *paper[:7], decoded=True, file=file) if paper else known
        case "treaty-series" | "statutes":
            return known._replace(holder=PRINTED, collection=file.subject, number=file.serial)
        case "paris-peace-conference":
            return known._replace(collection="Paris Peace Conference", number=bare_number(file))
    return known._replace(number=bare_number(file))
