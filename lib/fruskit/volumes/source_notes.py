"""Reads the source note of a document: who holds the paper, in what collection, under what number.

One reader for all periods. Until 1955 or so a note is little more than a number, and is left to
`filenumbers`; later ones are sentences, of which the first cites the paper, the second says how
secret it was, and the rest tell who wrote it and where other copies are. A note is read whole or not
at all: one that is not understood stays as written, with `decoded` false.
"""

from itertools import takewhile
import re

from .archives import cited, is_held, PRINTED
from .filenumbers import bare_number, FileNumber, PRESIDENTS, read_file_number
from .papers import CLASS, MARKING, SourceNote, Statement
from .sentences import sentences

__all__ = ["SourceNote", "read_source_note"]


def read_source_note(written: str) -> SourceNote:
    """Reads one source note; no text makes it raise. Source of the form: the essays “Sources” and
    “Editorial Methodology” at the front of the volumes of FRUS since 1955, such as Foreign
    Relations, 1969–1976, vol. XXXVIII, Part 2."""
    note = _unwrapped(written)
    if not note.startswith("Source:"):
        known = _numbered(written)
        if known.decoded or not is_held(note):
            return known
    note = _UNSPACED.sub(r"\g<0> ", note.removeprefix("Source:").strip())
    said = sentences(note, MARKING)
    unread = SourceNote(written=written, file=FileNumber(written))
    if not said:
        return unread
    first, marking, after = _parted(said)
    head, _, tail = first.partition(". ")
    if (paper := cited(first)) is None and tail and (paper := cited(head)):
        after = [tail, *after]  # an initial may end a sentence: “POL 27 VIET S. The President …”
    rest = tuple(Statement(_kind(sentence), sentence) for sentence in after)
    if paper is None:
        return unread._replace(marking=marking, rest=rest)
    found = paper._replace(written=written, marking=marking, rest=rest, decoded=True)
    return found._replace(file=_as_file(found))


def _unwrapped(written: str) -> str:
    """The note in one line from “Source:” on, out of its brackets and without a summary before it."""
    note = " ".join(written.split())
    if note.startswith("[Source") and note.endswith("]"):
        return note[1:-1].strip()
    if found := _ABSTRACT.fullmatch(note):
        in_full = _INITIALS.sub(lambda name: _NAMES[name[0]], found["paper"])
        return f"Source: {in_full} {found['marking']}"
    return re.sub(r"^Summary: .*? (?=Source: )", "", note)


# --- the note's sentences

# Perhaps an abbreviation.
_SHORT = re.compile(r"\b(?![IVXLC]+\.|[Ff]iles?\.)[A-Za-z]{2,5}\.$|, \d\d?\.$")
_TOKEN = r"(?:of|the|and|[^a-z\s]\S*)"
_TITLE = re.compile(rf"(?!{MARKING.pattern}){_TOKEN}(?: {_TOKEN})*")
# The microfiche supplements of 1961–63 print of each paper what it is about, its marking, its length
# and where it is kept: “Invasion. Top Secret. 9 pp. WNRC, RG 330, …”.
_ABSTRACT = re.compile(rf"(?!Source:).+?\. (?P<marking>{CLASS}[^.]*\.) \d+ pp?\. (?P<paper>.+)")
_NAMES = {"DOS": "Department of State", "CF": "Central Files", "CIA": "Central Intelligence Agency"}
_NAMES |= {"WNRC": "Washington National Records Center"}
_INITIALS = re.compile(rf"(?<![\w–-])(?:{'|'.join(_NAMES)})(?=,| Files)")
# A marking that no point comes before: “993.61/11–1755; Secret.”, “POL 27 S VIET Secret; Eyes Only.”
_MARKED = re.compile(rf"(?<![,:]);? (?={CLASS}(?:[.;,]|$))")
# “4661.Secret;”, “Files:FRC 71”
_UNSPACED = re.compile(rf"(?<=\w)\.(?={CLASS}[.;])|(?<=Files):(?=\w)")


def _parted(said: list[str]) -> tuple[str, str, list[str]]:
    """The citation, the marking, and the sentences after."""
    first, *after = said
    titles = takewhile(_TITLE.fullmatch, after if _SHORT.search(first) else ())
    if (many := len(list(titles))) and MARKING.match("".join(after[many : many + 1])):
        first, after = " ".join([first, *after[:many]]), after[many:]
    if after and MARKING.match(after[0]) and len(after[0]) < 200:
        return first, after[0].rstrip("."), after[1:]
    if cut := _MARKED.search(first):
        return first[: cut.start()], first[cut.end() :].rstrip("."), after
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
_PRIVATE = re.compile(r"\b(?:[Pp]apers|MSS\.?|Manuscripts|Diary|Diaries)$|^Papers of ")


def _as_file(found: SourceNote) -> FileNumber:
    """The same in the columns that older notes fill."""
    if found.file.written:
        return found.file._replace(written=found.written)
    holder, subject, within, serial, *_ = found
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


def _numbered(written: str) -> SourceNote:
    """A note that is little more than a number: it names no holder."""
    file = read_file_number(written)
    known = SourceNote(scheme=file.system, date=file.date, decoded=file.decoded, file=file)
    known = known._replace(written=written)
    match file.system:
        case "" | "label":
            return known._replace(scheme="")
        case "lot" | "presidential-library" | "private-papers" | "named-files":
            note = re.sub(r" ?: (?i:telegram|letter|despatch)$", "", " ".join(written.split()))
            paper = cited(note)
            return paper._replace(written=written, decoded=True, file=file) if paper else known
        case "treaty-series" | "statutes":
            return known._replace(holder=PRINTED, collection=file.subject, number=file.serial)
        case "paris-peace-conference":
            return known._replace(collection="Paris Peace Conference", number=bare_number(file))
    return known._replace(number=bare_number(file))
