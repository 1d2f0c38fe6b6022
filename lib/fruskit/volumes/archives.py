"""Takes apart the citation of one paper: holder, record group, collection, number, box and folder.

It knows how FRUS names those who keep papers, and the schemes of their numbers. It looks nothing up;
a citation whose collection has no known form is not read at all.
"""

import re
from typing import NamedTuple

from .filenumbers import FileNumber, read_file_number
from .sentences import joined, Part, parts_of


class CitedPaper(NamedTuple):
    """A paper: see `source_notes.SourceNote` for the fields. file: a decimal number taken apart."""

    holder: str = ""
    collection: str = ""
    item: str = ""
    number: str = ""
    scheme: str = ""
    years: str = ""
    date: str = ""
    file: FileNumber | None = None


PRINTED = "(printed)"  # the holder of what was taken from print or from the web
_HOLDER = re.compile(
    r"(?:National Archives(?: and Records (?:Administration|Service))?|Library of Congress"
    r"|Central Intelligence Agency(?: [Ff]iles)?|Joint Chiefs of Staff|Federal Bureau of Investigation"
    r"|Nixon Presidential Materials(?: Project| Staff)?|Department of [A-Z]\w+(?: and [A-Z]\w+)?"
    r"|Department of the (?:Treasury|Army|Navy|Air Force|Interior)|(?:National|Federal) [A-Z]\w+ (?:Agency|Council)"
    r"|(?:[A-Z][\w.’-]*,? (?:(?:of|for|and|the) )*)+(?:Library|Archives?|Center|University|Institution"
    r"|Institute|Society|Agency|Administration|Museum|Foundation|Commission|Memorial)"
    r"(?: (?:at|of) [A-Z][\w ]+)?|University of [A-Z]\w+|Public Record Office)"
)
_HELD = re.compile(rf"{_HOLDER.pattern}(?=[,:])")
_PRINTED = re.compile(
    r"(?P<work>Public Papers(?: of the Presidents)?(?: of the United States)?: [A-Z][\w. ]+, \d{4}(?:[–-]\d{2,4})?"
    r"(?:, Book [IVX]+)?|Department of State Bulletin|(?:Department of State )?Bulletin"
    r"|Press Releases of the Department of State|(?:Papers Relating to the )?Foreign Relations, [^,]+(?:, [^,]+)*?, [Vv]ol(?:ume|\.) [IVXLC]+"
    r"|American Foreign Policy(?:: |, )[^,]+(?:, \d{4}(?:[–-]\d{2,4})?)?|Congressional Record|Federal Register"
    r"|Weekly Compilation of Presidential Documents|Documents on [A-Z][^,]+, \d{4}|Current Policy"
    r"|(?:The )?(?:New York Times|Washington Post)|United States Treaties and Other International Agreements"
    r"|\d+ (?:UST|Stat\.)|TIAS|https?://\S+)(?=[,. ]|$)"
)
_YEARS = r"\d{4}(?:[–-]\d{2,4})?"
_CENTRAL = re.compile(
    rf"(?P<name>Central (?:Decimal |Foreign Policy )?Files?)(?:,? (?P<years>{_YEARS}))?"
)
_GENERAL = re.compile(r"(?:General )?Records of the Department of State")
_GROUP = re.compile(r"(?:RG|Record Group) \d+")
_FILM = re.compile(
    r"(?:[DPNX][–-]?\d{6,7}[–-]\d{3,4}|\[?no (?:film|[DPN]|text|telegram) (?:number|text|available)\]?"
    r"|(?:Document|Microfilm) Number \S+|\[no [^\]]+\])"
)
# A subject in letters, where it has one a number, then whom it concerns: “POL 27–14 VIET”, “POL US–USSR”.
_CONCERNED = r"[(“]?[A-Z][A-Za-z.’]*(?:\([A-Z]+\))?[)”]?"
_SUBJECT = re.compile(
    rf"(?:[A-Z]{{1,5}}|Def|Pol)(?: ?\([A-Z]+\))?(?: \d{{1,2}}(?:[–-]\d{{1,3}})*)?"
    rf"(?: {_CONCERNED}(?: ?[–/-] ?{_CONCERNED})*)*"
)
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")
_LOT = re.compile(
    r"[Ll]ot (?:[Ff]iles? )?(?:[Nn]os?\. )?[A-Z]?[–-]?\d+ ?[–-]?(?:[A-Z] ?[–-]?\d+[A-Z]?)?(?:[–-]\d+)?"
)
_ACCESSION = re.compile(r"(?:FRC|WNRC|Acc(?:ession)?)\b[\w .#–-]*\d[\w–-]*")
_JOB = re.compile(r"Job[s]? \d[\w –-]*\d[A-Z]?(?: and \S+)?")
_BOX = re.compile(
    r"(?:Box(?:es)?|Folders?|Reel|Tab|Entry|Vol\.|Volume|Chron|NND|Item|Safe)(?: |$)|(?:UD|A1|P)[ –-]\d"
)
_FILES = re.compile(
    r"(?:[Ff]iles?|[Rr]ecords|[Pp]apers|[Cc]orrespondence|[Cc]ollections?|[Mm]emoranda(?: of [Cc]onversation)?"
    r"|[Nn]otebooks?|[Tt]elegrams|[Ss]eries|[Mm]inutes|[Aa]rchives|[Rr]egistry|Materials?|Diary|Diaries"
    r"|MSS\.?|Manuscripts|Reading Room)\b"
)
_OFFICE = re.compile(r"(?:Bureau|Office|Embassy|Mission|Legation|Policy Planning)\b")


def is_held(text: str) -> bool:
    """Whether it begins with the name of one who keeps papers."""
    return bool(_HELD.match(text))


def cited(text: str) -> CitedPaper | None:
    """The paper that these words cite; None where they are not understood."""
    text = re.sub(r"(?<!\b[A-Z]\.[A-Z])\.$", "", text.strip())
    if work := _PRINTED.match(text):
        return CitedPaper(PRINTED, work["work"], text[work.end() :].strip(" ,."), scheme="printed")
    holder, parts = _held_by(parts_of(text))
    if not parts:
        return None
    if (at := _central_at(parts)) >= 0:
        return _central(holder, parts, at)
    read = (_straight, _retired, _job, _group, _papers)
    return next(filter(None, (way(holder, parts) for way in read)), None)


def _held_by(parts: list[Part]) -> tuple[str, list[Part]]:
    first = parts[0].text
    if not _HOLDER.fullmatch(first):
        return "", parts
    if first == "Library of Congress" and parts[1:] and parts[1].text == "Manuscript Division":
        return joined(parts[:2]), parts[2:]
    return first.removesuffix(" Files").removesuffix(" files"), parts[1:]


# --- the Department's central files


def _central_at(parts: list[Part]) -> int:
    """Which part names the central files, with nothing but a record group before it; -1 for none."""
    for n, part in enumerate(parts):
        if _CENTRAL.fullmatch(part.text):
            return n
        if not (_GROUP.fullmatch(part.text) or _GENERAL.fullmatch(part.text)):
            break
    return -1


def _central(holder: str, parts: list[Part], at: int) -> CitedPaper | None:
    """Central files, by decimal number, by subject and number, or on film.

    Source: National Archives, “Central Decimal Files, 1910–1963”, “Subject-Numeric Files, 1963–1973”
    and “Central Foreign Policy Files, 1973–1979” (RG 59).
    """
    name = _CENTRAL.fullmatch(parts[at].text)
    assert name
    before = [part.text for part in parts[:at] if not _GENERAL.fullmatch(part.text)]
    years, rest, item = name["years"] or "", [part.text for part in parts[at + 1 :]], []
    collection = [*before, name["name"]]
    if rest and not years and re.fullmatch(_YEARS, rest[0]):
        years = rest.pop(0)
    if rest and rest[0] in ("STARS", "D-reel", "P-reel"):
        collection.append(rest.pop(0))
    while rest and _BOX.match(rest[0]) and not _FILM.fullmatch(rest[0]):
        item.append(rest.pop(0))
    found = _number(rest[0]) if rest else None
    if not found:
        return None
    after = rest[1:]
    while found.scheme == "film" and after and _FILM.fullmatch(after[0]):
        found = found._replace(number=f"{found.number}, {after.pop(0)}")
    if after and _DAY.fullmatch(after[0]):
        found = found._replace(date=after.pop(0))
    if not all(_BOX.match(part) for part in after):
        return None
    boxes = ", ".join([*item, *after])
    return found._replace(holder=holder, collection=", ".join(collection), item=boxes, years=years)


def _straight(holder: str, parts: list[Part]) -> CitedPaper | None:
    """A number straight after the Department is one of its central files."""
    found = _number(parts[0].text) if holder == "Department of State" and len(parts) == 1 else None
    return found._replace(holder=holder, collection="Central Files") if found else None


def _number(written: str) -> CitedPaper | None:
    """A number of the central files with its scheme."""
    if _FILM.fullmatch(written):
        return CitedPaper(number=written, scheme="film")
    if _SUBJECT.fullmatch(written):
        return CitedPaper(number=written, scheme="subject-numeric")
    file = read_file_number(written)
    if file.decoded and file.class_:
        bare = written.partition("/")[0] if file.date else written
        return CitedPaper(number=bare, scheme="decimal", date=file.date, file=file)
    return None


# --- other numbers


def _split_at(parts: list[Part], form: re.Pattern[str]) -> tuple[list[Part], str, list[Part]]:
    """The parts before the one of this form, that one, and those after; the form may end a part."""
    for n, part in enumerate(parts):
        found = form.fullmatch(part.text) or form.search(part.text)
        if found and found.end() == len(part.text):
            before = parts[:n]
            if found.start():
                before.append(Part(part.before, part.text[: found.start()].rstrip(" (")))
            return before, found[0], parts[n + 1 :]
    return parts, "", []


def _retired(holder: str, parts: list[Part]) -> CitedPaper | None:
    """A lot or an accession, by which files are kept that their office has retired.

    Lots are the Department's, with the year and a serial; accessions are those of the Federal
    Records Center at Suitland. Source: FRUS, 1969–1976, vol. XXXVIII, Part 2, “Sources”.
    """
    for scheme, form in (("lot", _LOT), ("accession", _ACCESSION)):
        before, number, after = _split_at(parts, form)
        if number:
            return CitedPaper(holder, joined(before), joined(after), number, scheme)
    return None


def _job(holder: str, parts: list[Part]) -> CitedPaper | None:
    """A job of the Central Intelligence Agency; it is the collection, the office before it a part of that."""
    before, number, after = _split_at(parts, _JOB)
    collection = joined([*before, Part(", ", number)])
    return CitedPaper(holder, collection, joined(after), "", "job") if number else None


def _group(holder: str, parts: list[Part]) -> CitedPaper | None:
    """A record group of the National Archives: its series, up to the first box, entry or number."""
    if not _GROUP.fullmatch(parts[0].text):
        return None
    end = next((n for n, part in enumerate(parts) if n and _is_item(part.text)), len(parts))
    if end == len(parts) > 2:
        end = 2  # nothing tells where the series ends: it is taken to be one part
    scheme = "entry" if any(re.match(r"(?:Entry|UD|A1)\b", part.text) for part in parts) else ""
    return CitedPaper(holder, joined(parts[:end]), joined(parts[end:]), "", scheme)


def _is_item(part: str) -> bool:
    return bool(_BOX.match(part)) or bool(re.match(r"\d", part) and not re.fullmatch(_YEARS, part))


def _papers(holder: str, parts: list[Part]) -> CitedPaper | None:
    """Named files and papers: in a library or an agency, the first name; under a department it must say so."""
    size, first, more = 1, parts[0].text, len(parts) > 1
    if more and first == "Executive Secretariat":
        size = 3 if parts[1].text == "NSC" and len(parts) > 2 and parts[2].before == ": " else 2
    elif more and (
        first == "Nixon Presidential Materials"
        or (not _FILES.search(first) and (parts[1].before == ": " or _OFFICE.match(first)))
    ):
        size = 2
    collection, item = joined(parts[:size]), parts[size:]
    keeps = any(name in holder for name in ("Library", "Archives", "Presidential Materials"))
    if not re.match(r"[A-Z“\[]", collection) or not (keeps or _FILES.search(collection)):
        return None
    if len(item) == 1 and (number := _number(item[0].text)) and number.scheme == "decimal":
        return number._replace(holder=holder, collection=collection)
    return CitedPaper(holder, collection, joined(item))
