"""Takes apart one source note of FRUS before 1955: a file number, a collection, or a printer’s label.

It knows the shapes of the filing schemes, not what was filed under them. A note is read whole or
not at all: one that is not understood stays as written, its parts empty and `decoded` false.
"""

from datetime import date
import re
from typing import NamedTuple

from .captions import caption


class FileNumber(NamedTuple):
    """A source note and its parts, each as written; `date` alone is worked out (ISO 8601).

    system: decimal (central files, 1910–63), numerical (1906–10), decimal-or-numerical (of three
    digits, so either), subject-numeric (1963–73), paris-peace-conference, lot, presidential-library,
    private-papers, named-files, treaty-series, statutes, label (no file number, but “[Enclosure]”,
    “No. 12.]” and the like), or empty.
    class_: the first digit of the subject. subject: the number before the slash, or the name of
    the collection. subfile: what narrows it. serial: what follows the slash, empty where that is
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
        text = _MARKED.sub("", text)
        ended = _ENDED.fullmatch(text)
        body, medium = (ended["body"], ended["medium"] or "") if ended else (text, "")
        if known := _central(written, body, medium):
            return known
        for system, form in _COLLECTIONS:
            if found := form.fullmatch(body):
                parts = {name: (part or "").strip() for name, part in found.groupdict().items()}
                return FileNumber(written, system, medium=medium, decoded=True, **parts)
    if (wire := caption(note)) is None:
        return FileNumber(written)
    return FileNumber(written, "label", medium=wire, decoded=True)


def _central(written: str, body: str, medium: str) -> FileNumber | None:
    """A number of the central files, or of those of the Peace Conference, which look alike."""
    prefix, number = _prefixed(body)
    file_no, paris = prefix["file"], prefix["paris"]
    head, slash, item = (part.strip() for part in number.partition("/"))
    need = "" if file_no or paris else "/" if slash else "alone"
    matches = ((system, form.fullmatch(head)) for system, form, needs in _HEADS if need in needs)
    system, found = next(((name, match) for name, match in matches if match), ("", None))
    if not found or (slash and not _SERIAL.fullmatch(item)):
        return None
    subject, subfile = found["subject"], found.groupdict().get("subfile") or ""
    class_ = subject[0] if paris or system == "decimal" else ""
    filed = ""
    if not paris and system.startswith("decimal") and DAY.search(item):
        day = DAY.fullmatch(item)
        filed = filed_on(*day.groups()) if day else ""
        if not filed or file_no:
            # Something in it has the shape of a date and is none, or there are several, or it comes
            # after a “File No.” of earlier volumes, as a run of serials would: it cannot be told.
            return None
        system, class_, item = "decimal", subject[0], ""
    if re.fullmatch(r"\([^()]*\)|\[[^\[\]]*\]", subfile := subfile.lstrip(" –—-")):
        subfile = subfile[1:-1]
    system = "paris-peace-conference" if paris else system
    if prefix["case"] or prefix["numerical"]:  # words of the numerical files alone
        if "numerical" not in system:
            return None
        system = "numerical"
    return FileNumber(written, system, class_, subject, subfile, item, filed, medium, True)


def _prefixed(body: str) -> tuple[re.Match[str], str]:
    """What a number has before it, which may be nothing, and the number."""
    prefix = _PREFIX.match(body)
    assert prefix
    return prefix, body[prefix.end() :]


def filed_on(month: str, day: str, year: str) -> str:
    """The ISO day of “5–2446”, month–day–year; empty if none, or outside the years of that form."""
    try:
        filed = date(1900 + int(year), int(month), int(day))
    except ValueError:
        return ""
    return filed.isoformat() if date(1944, 1, 1) <= filed <= date(1963, 1, 31) else ""


# --- how numbers are written

_YEARS = r"\d{4}[–-]\d{2,4}, "
_PREFIX = re.compile(
    r"(?:Department of State, )?(?:Central (?:Decimal )?Files?,? )?"
    rf"(?:(?:{_YEARS})?(?=\d{{3}}\D))?"
    r"(?P<file>(?:File[ds]?|(?:Numerical Files?,? )?(?P<case>Case)) ?\.? ?(?:[Nn]os?)?[., ]*(?=[\dPp])"
    rf"|(?P<numerical>Numerical Files?,? (?:{_YEARS})?(?:vol\. \d+, )?(?=\d)))?"
    r"(?P<paris>[Pp]aris [Pp]eace Conf(?:erence\b|\.|\b) ?)?"
)
# How secret a paper was, and who wrote it, is no part of the number.
_SECRECY = (
    r"(?:(?:Top )?Secret|Confidential|(?:Limited )?Official Use(?: Only)?|Unclassified"
    r"|No classification marking|Eyes Only|Restricted|Personal|Priority|Drafted by)\b.*"
)
_MARKED = re.compile(rf"(?<=[\w)”])\. {_SECRECY}")
# Three digits (class and country, the country sometimes with a letter), a point, and the subject.
_POINTED = r"\d{3} ?[A-Za-z]{0,2}\. ?"
_DECIMAL = rf"(?P<subject>{_POINTED}(?:[A-Z] (?=\d))?(?:\d|[A-Za-z]{{1,2}}(?![A-Za-z]))+)"
_WAR = rf"(?P<subject>{_POINTED}\d+)(?P<subfile> ?[EP](?:\. ?W\.|W)(?: \d{{4}})?)"  # European, Pacific War
_WORD = r"(?:[A-Z(“\[][\w.’'()“”&\]–-]*,?|[a-z]\d*|\d+[—–]?|of|the|and|de|&)"
_WORDS = rf"(?=[A-Z(“\[]|[a-z]\d* ?\d*(?:$|/)){_WORD}(?: {_WORD})*"
# What may come before the slash, in the order in which it is tried, and what it needs: a slash,
# or nothing (“alone”). A subfile follows a space or a dash; a name or a bracket may be close.
# Without “File No.” before it, a number of one or two digits is not read, nor is a year.
_HEADS = tuple(
    (system, re.compile(form), needs)
    for system, form, needs in (
        ("decimal", _WAR, "/ alone"),
        ("decimal", _DECIMAL, "/ alone"),
        ("decimal", rf"{_DECIMAL}(?P<subfile>(?: | ?[–—-] ?){_WORDS})", "/ alone"),
        ("decimal", rf"{_DECIMAL}(?P<subfile>(?=\(|[A-Z][a-z]{{2}}){_WORDS})", "/"),
        ("decimal", r"(?P<subject>\d{3}[A-Z]{1,2}\d+)", "/"),
        ("decimal", rf"(?P<subject>\d{{3}})(?P<subfile> {_WORDS})", "/"),
        ("decimal-or-numerical", r"(?P<subject>\d{3})", "/"),
        ("numerical", r"(?P<subject>(?!1[6-9]\d\d$|20\d\d$)\d{4,5})", "/"),
        ("numerical", r"(?P<subject>\d{1,5})", ""),
    )
)
_DASH = "[–—‑‒−-]"
_FRACTION = r"(?:[¼½¾⅐-⅞]|(?<=[ –-])[1-9]\d?/[1-9]\d?)"
_ONE = rf"(?:\d+(?:[ –-]?{_FRACTION})?(?: ?[A-Za-z]{{1,2}}\b)?|[¼½¾⅐-⅞][a-z]?|[A-Za-z]\b|[–—-])"
_RUN = rf"{_ONE}(?: ?(?:{_DASH}|to) ?{_ONE})?"
_SERIAL = re.compile(rf"{_RUN}(?: ?(?:[,;&]|,? and) ?{_RUN})*")
DAY = re.compile(rf"(?<!\d)(\d{{1,2}})\s?{_DASH}\s?(\d{{1,2}})(\d\d)(?!\d)")  # month, day, year
_ENDED = re.compile(
    r"(?P<body>.*?)(?: ?[:;,.—] ?(?P<medium>(?:Circular |Special |Open )?(?i:(?:radio)?telegrams?|radiograms?"
    r"|cablegrams?|airgrams?|letter|despatch|instruction|circular|memorandum)"
    r"(?: \([a-z ]+\))?))?[. ]*"
)

# --- how collections are named

_NO = r"(?!(?:Not|No|See|The|These|For|In|From|On|At|By|Copy|Copies) )"
_SMALL = r"(?:(?:of|the|de|von|van|and|for|on|in|to|at) )*"
_NAME = rf"{_NO}(?:[A-Z][\w.’'&/–-]*,? {_SMALL})+"
_WITHIN = r"(?: ?[,:;] (?P<subfile>(?:[A-Z0-9“]|vol\.|box )[\w ,.;:’'“”&()/–—-]*))?"
_SERIES = r"(?:Treaty Series|Executive Agreement Series|Treaties and Other International Acts Series|EAS|TIAS)"
_UNPERFECTED = r"Unperfected Treat(?:y|ies)(?: File| Series)?"
_TREATY = r"(?P<serial>[A-Z]{0,2} ?[–-]?\d+)"
_OFFICE = rf"{_NO}[A-Z][\w .,’'&/()–-]*?"
_NOT_CENTRAL = r"(?!.*\bCentral (?:\w+ )?Files)"
_LOT = r"[Ll]ot (?:[Ff]iles? |[Nn]o\. )?(?P<serial>\d+ ?[–-]? ?[A-Z] ?[–-]? ?\d+[A-Z]?|[A-Z] ?[–-]? ?\d+|\d+)"
_PUBLISHED = r"(?!.*\b(?:State|Diplomatic|Parliamentary|Public|Sessional|List of) [Pp]apers)"
PRESIDENTS = "(?:Hoover|Roosevelt|Truman|Eisenhower|Kennedy|Johnson|Nixon|Ford|Carter|Reagan|Bush"
PRESIDENTS += "|Clinton)"
_PRESIDENT = rf"(?:[A-Z][\w.]* ){{0,2}}{PRESIDENTS}"
_PAPERS = r"(?:[Pp]apers|Manuscripts|MSS\.?|Collection|Diary|Diaries)"
_COLLECTIONS = tuple(
    (system, re.compile(rf"(?:Department of State,? )?{form}"))
    for system, form in (
        ("treaty-series", rf"(?P<subject>{_SERIES}),? (?:No\. ?)?(?P<serial>\d+(?:½|[–-][A-Z])?)"),
        ("treaty-series", rf"(?P<subject>{_UNPERFECTED}),? (?:No\. ?)?{_TREATY}"),
        ("statutes", r"(?P<subject>\d+ Stat\.(?: \(?(?:pt\. )?\d\)?)?) (?P<serial>\d+)"),
        ("lot", rf"(?P<subject>(?:{_OFFICE}(?= ?[,:;]? ?[Ll]ot ))?) ?[,:;]? ?{_LOT}{_WITHIN}"),
        ("presidential-library", rf"(?P<subject>{_PRESIDENT} (?:Presidential )?Library){_WITHIN}"),
        ("private-papers", rf"{_PUBLISHED}(?P<subject>{_NAME}{_PAPERS}){_WITHIN}"),
        ("private-papers", r"(?P<subject>Papers of [A-Z][\w.’' -]*)"),
        ("named-files", rf"{_NOT_CENTRAL}(?P<subject>{_NAME}(?:[Ff]iles|[Rr]ecords)){_WITHIN}"),
        ("named-files", r"(?P<subject>Inquiry Document) No\. (?P<serial>\d+)"),
    )
)


def bare_number(file: FileNumber) -> str:
    """A number of the central files as printed, with its serial, without its date and what is around it."""
    note = " ".join(file.written.split()).strip("[] ")
    ended = _ENDED.fullmatch(note)
    number = _prefixed(ended["body"] if ended else note)[1]
    return number.partition("/")[0].strip() if file.date else number.strip()
