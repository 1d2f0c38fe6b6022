"""Takes apart one source note of FRUS: a file number, a collection of papers, or a printer’s label.

It knows the shapes of the filing schemes, not what was filed under them. A note is read whole or
not at all: one that is not understood stays as written, its parts empty and `decoded` false.
"""

import re
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FileNumber:
    """A source note and its parts, each as written; `date` alone is worked out (ISO 8601).

    system: decimal (central files, 1910–63), numerical (1906–10), decimal-or-numerical (of three
    digits, so either), paris-peace-conference, lot, private-papers, named-files, treaty-series,
    label (no file number, but “[Enclosure]”, “No. 12.]” and the like), or empty.
    class_: the first digit of the subject. subject: the number before the stroke, or the name of
    the collection. subfile: what narrows it. serial: what follows the stroke, empty where that is
    a date. medium: as in “Telegram (part air)”. decoded: whether the note was understood.
    """

    written: str
    system: str = ""
    class_: str = ""
    subject: str = ""
    subfile: str = ""
    serial: str = ""
    date: str = ""
    medium: str = ""
    decoded: bool = False


def read_file_number(written: str) -> FileNumber:
    """Reads a source note such as “740.00119 (Potsdam)/5–2446”; no text makes it raise."""
    note = " ".join(written.split())
    for text in dict.fromkeys((note, note.strip("[] "))):
        ended = _ENDED.fullmatch(text)
        body, medium = (ended["body"], ended["medium"] or "") if ended else (text, "")
        known = _central(written, body, medium) or _collection(written, body, medium)
        if known:
            return known
    labels = _BRACKETED if note.endswith("]") or note.startswith(("[", "(")) else _BARE
    if any(form.match(note) for form in labels):
        wire = _WIRE.search(note)
        medium = wire[0].capitalize() if wire else ""
        return FileNumber(written, "label", medium=medium, decoded=True)
    return FileNumber(written)


def explain(number: FileNumber) -> tuple[tuple[str, str, str], ...]:
    """What can be said of a file number’s parts, each as (part, meaning, source).

    A part whose meaning has no source is left out, so the answer may be empty.
    """
    said = []
    if number.system == "decimal" and number.class_ in _CLASSES:
        said.append((number.class_, f"class {number.class_}: {_CLASSES[number.class_]}", _ARCHIVES))
    if number.date:
        day = date.fromisoformat(number.date)
        block = next(block for block in _BLOCKS if day.year <= int(block[-4:]))
        filed = _DAY.search(number.written.rpartition("/")[2])
        part = filed[0].strip() if filed else number.date
        said.append((part, f"month–day–year: {day:%B} {day.day}, {day.year}", _COMPARED))
        said.append((part, f"so from the central files of the years {block}", _ARCHIVES))
    elif number.system == "decimal" and number.serial:
        said.append((number.serial, "a running serial", _COMPARED))
    return tuple(said)


def _central(written: str, body: str, medium: str) -> FileNumber | None:
    """A number of the central files, or of those of the Peace Conference, which look alike."""
    prefix = _PREFIX.match(body)
    file_no, paris = (prefix["file"], prefix["paris"]) if prefix else (None, None)
    number = body[prefix.end() if prefix else 0 :]
    head, stroke, item = (part.strip() for part in number.partition("/"))
    need = "" if file_no or paris else "/" if stroke else "alone"
    matches = ((system, form.fullmatch(head)) for system, form, needs in _HEADS if need in needs)
    system, found = next(((name, match) for name, match in matches if match), ("", None))
    if not found or (stroke and not _SERIAL.fullmatch(item)):
        return None
    subject, subfile = found["subject"], found.groupdict().get("subfile") or ""
    class_ = subject[0] if paris or system == "decimal" else ""
    filed = ""
    if not paris and system == "decimal" and (day := _DAY.fullmatch(item)):
        filed, item = _filed(*day.groups()), ""
        if not filed:
            return None  # it has the shape of a date and is none: which it is cannot be told
    if re.fullmatch(r"\([^()]*\)", subfile := subfile.lstrip(" –—")):
        subfile = subfile[1:-1]
    system = "paris-peace-conference" if paris else system
    return FileNumber(written, system, class_, subject, subfile, item, filed, medium, True)


def _filed(month: str, day: str, year: str) -> str:
    """The ISO day of “5–2446”, month–day–year; empty if none, or outside the years of that form."""
    try:
        filed = date(1900 + int(year), int(month), int(day))
    except ValueError:
        return ""
    return filed.isoformat() if date(1944, 1, 1) <= filed <= date(1963, 1, 31) else ""


def _collection(written: str, body: str, medium: str) -> FileNumber | None:
    for system, form in _COLLECTIONS:
        if found := form.fullmatch(body):
            parts = {name: text or "" for name, text in found.groupdict().items()}
            return FileNumber(written, system, medium=medium, decoded=True, **parts)
    return None


# --- what the parts mean, and who says so

_ARCHIVES = "National Archives, “Central Decimal Files, 1910–1963” (RG 59)"
_COMPARED = "FRUS, Potsdam 1945, vol. I, Nos. 198 and 203, compared with earlier volumes"
_CLASSES = {"7": "political relations of states", "8": "internal affairs"}
_BLOCKS = ("1940–1944", "1945–1949", "1950–1954", "1955–1959", "1960–Jan. 1963")

# --- how numbers are written

_PREFIX = re.compile(
    r"(?:Source: )?(?:Department of State, )?(?:Central Files?,? )?"
    r"(?P<file>Filed? ?\.? ?(?:Nos?)?[., ]*(?=[\dPp]))?"
    r"(?P<paris>[Pp]aris [Pp]eace Conf(?:erence\b|\.|\b) ?)?"
)
# Three digits (class and country, the country sometimes with a letter), a point, and the subject.
_DECIMAL = r"(?P<subject>\d{3} ?[A-Za-z]{0,2}\. ?(?:\d|[A-Za-z]{1,2}(?![A-Za-z]))+)"
_WORD = r"(?:[A-Z(“][\w.’'()“”-]*,?|\d+[—–]?|of|the|and|de)"
_WORDS = rf"(?=[A-Z(“]){_WORD}(?: {_WORD})*"
# What may stand before the stroke, in the order in which it is tried, and what it needs: a stroke,
# or nothing (“alone”). A subfile follows a space or a dash; a name or a bracket may stand close.
# Without “File No.” before it, a number of one or two digits is not read, nor is a year.
_HEADS = tuple(
    (system, re.compile(form), needs)
    for system, form, needs in (
        ("decimal", _DECIMAL, "/ alone"),
        ("decimal", rf"{_DECIMAL}(?P<subfile>(?: | ?[–—] ?){_WORDS})", "/ alone"),
        ("decimal", rf"{_DECIMAL}(?P<subfile>(?=\(|[A-Z][a-z]{{2}}){_WORDS})", "/"),
        ("decimal", r"(?P<subject>\d{3}[A-Z]{1,2}\d+)", "/"),
        ("decimal", rf"(?P<subject>\d{{3}})(?P<subfile> {_WORDS})", "/"),
        ("decimal-or-numerical", r"(?P<subject>\d{3})", "/"),
        ("numerical", r"(?P<subject>(?!1[6-9]\d\d$|20\d\d$)\d{4,5})", "/"),
        ("numerical", r"(?P<subject>\d{1,5})", ""),
    )
)
_FRACTION = r"(?:[¼½¾⅐-⅞]|[1-7]/[2-8])"
_ONE = rf"(?:\d+(?:[ –-]?{_FRACTION})?(?: ?[A-Za-z]{{1,2}}\b)?|{_FRACTION}[a-z]?|[A-Za-z]\b|[–—-])"
_SERIAL = re.compile(rf"{_ONE}(?: ?(?:[–—-]|[,;&]|,? and|to) ?{_ONE})*")
_DAY = re.compile(r"(\d{1,2})[–—-](\d{1,2})(\d\d)")
_ENDED = re.compile(
    r"(?P<body>.*?)(?: ?[:;,.—] ?(?P<medium>(?:Circular |Special |Open )?(?i:telegrams?|radiograms?"
    r"|cablegrams?|airgrams?|letter|despatch|instruction|circular|memorandum)"
    r"(?: \([a-z ]+\))?))?[. ]*"
)

# --- how collections are named

_NAME = r"(?!(?:Not|No|See|The|These|For|In) )(?:[A-Z][\w.’'&/-]*,? (?:(?:of|the|de|and) )?)+"
_WITHIN = r"(?:[,:;] (?P<subfile>[A-Z0-9][\w ,.()–—-]*))?"
_SERIES = r"(?:Treaty|Executive Agreement) Series"
_LOT = r"[,:;]? ?[Ll]ot (?:[Ff]iles? )?(?P<serial>\d+[ –-]?[A-Z][ –-]?\d+|[A-Z][ –-]?\d+)"
_PAPERS = r"(?:[Pp]apers|Manuscripts|MSS\.?|Collection|Diary)"
_COLLECTIONS = tuple(
    (system, re.compile(rf"(?:Source: )?{form}"))
    for system, form in (
        ("treaty-series", rf"(?P<subject>{_SERIES}),? (?:No\. ?)?(?P<serial>\d+)"),
        ("lot", rf"(?P<subject>{_NAME}[Ff]iles?|){_LOT}{_WITHIN}"),
        ("private-papers", rf"(?P<subject>{_NAME}{_PAPERS}){_WITHIN}"),
        ("named-files", rf"(?P<subject>{_NAME}[Ff]iles){_WITHIN}"),
        ("named-files", r"(?P<subject>Inquiry Document) No\. (?P<serial>\d+)"),
    )
)

# --- labels: what the printer set over a paper

_KIND = (
    r"(?:(?:strictly|very|most|true|circular|special) )?(?:(?:sub-?)?[ei]nclosures?|annex|appendix"
    r"|exhibit|extracts?|translation|paraphrase|telegrams?|cablegrams?|radiograms?|circular|cipher"
    r"|confidential|personal|private|unofficial|unnumbered|separate|copy|duplicate|memorandum"
    r"|document|despatch|dispatch|instruction|note|letter|report|postscript|seal|l\. ?s)\b"
)
_NO = r"No\.? ?(?:\d+|—)[½a-z]?"
_IN = rf"(?:,? (?:in|to|with) (?:despatch |dispatch )?{_NO})"
_ANY = rf"(?:{_KIND}(?:,? (?:No\. ?)?(?:\d+|[a-z]|[ivx]+)\b)?{_IN}?|{_NO})"
_NO_FILE = r"(?!.*(?:\d/\d|\bfiles?\b|\bpapers\b))"
_BARE = (re.compile(rf"{_ANY}(?:[ .:;—–-]+{_ANY})*[ .:;,—]*$", re.I),)
# In brackets a label may go on, and its first word may be misprinted (“[Incloaure 3 in No. 12.]”).
_BRACKETED = tuple(
    re.compile(_NO_FILE + form, re.I)
    for form in (
        rf"[\[(]?(?:{_KIND}|from the |{_NO}\W*$)",
        rf".*[—–-] ?{_ANY}\W*$",
        rf"\[\w+(?: No\.)? ?[\dl]{{0,2}}{_IN}",
    )
)
_WIRE = re.compile(r"\b(?:telegram|cablegram|radiogram)\b", re.I)
