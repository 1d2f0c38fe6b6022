"""The Department's central files: how a paper in them is cited, by decimal number, subject or film.

Source: National Archives, “Central Decimal Files, 1910–1963”, “Subject-Numeric Files, 1963–1973”
and “Central Foreign Policy Files, 1973–1979” (RG 59).
"""

import re

from .filenumbers import read_file_number
from .papers import SourceNote
from .sentences import Part

YEARS = re.compile(r"\d{4}(?:[–-]\d{2,4})?")
GROUP = re.compile(r"(?:RG|Record Group) ?\d+")
BOX = re.compile(
    r"(?:Box(?:es)?|Folders?|Reel|Tab|Entry|Vol\.|Volume|Chron|NND|Item|Safe)(?: |$)|(?:UD|A1|P)[ –-]\d"
)
FILES = re.compile(
    r"(?:[Ff]iles?|[Rr]ecords|[Pp]apers|[Cc]orrespondence|[Cc]ollections?|[Mm]emoranda(?: of [Cc]onversation)?"
    r"|[Nn]otebooks?|[Tt]elegrams|[Ss]eries|[Mm]inutes|[Aa]rchives|[Rr]egistry|Materials?|Diary|Diaries"
    r"|MSS\.?|Manuscripts|Reading Room|Transcripts)\b"
)
_CENTRAL = re.compile(  # misprinted too: “Centrals Files”, “Central piles”, “Central”
    r"(?P<name>(?:Centrals?(?: Decimal| Foreign Policy)?|Decimal) [Ffp]iles?|Central|STARS)"
    rf"(?:,? (?P<years>{YEARS.pattern}))?"
)
_GENERAL = re.compile(r"(?:General )?Records of the Department of State")
_FILM = re.compile(
    r"(?:[DPNX][–-]?\d{6,7}[–-]\d{3,4}|\[?no (?:film|[DPN]|text|telegram) (?:number|text|available)\]?"
    r"|(?:Document|Microfilm) Number \S+|\[no [^\]]+\])"
)
# A subject in letters, where it has one a number, then whom it concerns: “POL 27–14 VIET”, “POL US–USSR”.
_CONCERNED = r"[(“]?[A-Z][A-Za-z.’]*(?:\([A-Z]+\))?[)”]?"
_SUBJECT = re.compile(
    rf"(?:[A-Z]{{1,5}}(?:[–-][A-Z]+)?|Def|Pol)(?: ?\([A-Z]+\))?(?: \d{{1,2}}(?:[–-]\d{{1,3}})*)?"
    rf"(?: {_CONCERNED}(?: ?[–/-] ?{_CONCERNED})*)*"
)
_DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}")


def central_at(parts: list[Part]) -> int:
    """Which part names the central files, with nothing but a record group before it; -1 for none."""
    for n, part in enumerate(parts):
        if _CENTRAL.fullmatch(part.text):
            return n
        if not (GROUP.fullmatch(part.text) or _GENERAL.fullmatch(part.text)):
            break
    return -1


def central(holder: str, parts: list[Part], at: int) -> SourceNote | None:
    """The paper in the central files, which part `at` names; None where its number is not known."""
    name = _CENTRAL.fullmatch(parts[at].text)
    assert name
    before = [part.text for part in parts[:at] if not _GENERAL.fullmatch(part.text)]
    years, rest, item = name["years"] or "", [part.text for part in parts[at + 1 :]], []
    collection = [*before, name["name"]]
    if rest and not years and YEARS.fullmatch(rest[0]):
        years = rest.pop(0)
    if len(rest) > 1 and _FILM.fullmatch(rest[1]) and not _FILM.fullmatch(rest[0]):
        collection.append(rest.pop(0))  # “STARS”, “Electronic Telegrams”
    while rest and BOX.match(rest[0]) and not _FILM.fullmatch(rest[0]):
        item.append(rest.pop(0))
    found = number(rest[0]) if rest else None
    if not found:
        return None
    after = rest[1:]
    while found.scheme == "film" and after and _FILM.fullmatch(after[0]):
        found = found._replace(number=f"{found.number}, {after.pop(0)}")
    if after and _DAY.fullmatch(after[0]):
        found = found._replace(date=after.pop(0))
    if not all(BOX.match(part) for part in after):
        return None
    boxes = ", ".join([*item, *after])
    return found._replace(holder=holder, collection=", ".join(collection), item=boxes, years=years)


def number(written: str) -> SourceNote | None:
    """A number of the central files with its scheme."""
    if _FILM.fullmatch(written):
        return SourceNote(number=written, scheme="film")
    if _SUBJECT.fullmatch(written):  # and no “INR Files”
        named = FILES.search(written)
        return None if named else SourceNote(number=written, scheme="subject-numeric")
    file = read_file_number(written)
    if file.decoded and file.class_:
        bare = written.partition("/")[0] if file.date else written
        return SourceNote(number=bare, scheme="decimal", date=file.date, file=file)
    return None
