"""Finds the citations in a footnote of FRUS, each with its place, its work, its locator and its kind.

It knows the editors’ house forms and the series they cite; it does not know which copy of a work is
meant, looks nothing up and corrects nothing. What it does not recognise it leaves out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Citation:
    """One citation: text[start:end] == quote, in characters of the text it was found in, half-open.

    work: the work as named there (“Ibid., 1922, vol. I”), empty where only a page of the same volume
    is given. locator: the page or number, as printed. kind: treaty-series, statutes, frus, periodical,
    government-publication, monograph or cross-reference (to another place in the same work).
    """

    quote: str
    start: int
    end: int
    work: str
    locator: str
    kind: str


def read_citations(text: str) -> tuple[Citation, ...]:
    """All citations of a footnote, in the order of the text; none overlap. Raises nothing."""
    found: list[Citation] = []
    done = 0
    for kind, match in _candidates(text):
        start, end = match.span()
        if start < done or (kind == "page" and not _same_volume(text[done:start])):
            continue
        parts = {name: " ".join((part or "").split()) for name, part in match.groupdict().items()}
        work, locator = parts.get("work", ""), parts.get("locator", "")
        if kind == "ibid":
            # After another citation Ibid. repeats its work; alone, only a year shows what it repeats.
            kind = found[-1].kind if found else "frus" if parts["year"] else "cross-reference"
        elif kind == "page":
            kind = "cross-reference"
        found.append(Citation(text[start:end], start, end, work or _WORKS.get(kind, ""), locator, kind))
        done = end
    return tuple(found)


def _candidates(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Every match of every form, first and longest first; of equals, the earlier in the table."""
    matches = [(kind, match) for kind, form in _FORMS for match in form.finditer(text)]
    return iter(sorted(matches, key=lambda each: (each[1].start(), -each[1].end())))


def _same_volume(lead: str) -> bool:
    """Whether a bare page is one of this volume, from the words since the last citation.

    It is if nothing precedes it, or “see”, or a document described by its kind, date and addressee;
    after other words it may be a page of a work not recognised.
    """
    lead = _BREAK.split(lead)[-1].strip()
    if not lead or _POINTER.search(lead):
        return True
    last = lead.rstrip(",").rpartition(",")[2].strip()
    return bool(_DOCUMENT.search(lead) and (_DOCUMENT.search(last) or _DATE_OR_ADDRESS.match(last)))


# --- the parts of a citation: a space below stands for any white space

_ROMAN = "[ivxlcdmIVXLCDM]+"
_YEAR = r"\d{4}(?:[–—-]\d{2,4})?"
_VOL = (
    rf"(?:[Vv]ols?\. (?:{_ROMAN}\b|\d+)(?:[–-]\d+)?|[Vv]olume {_ROMAN}\b|pt\. (?:{_ROMAN}\b|\d+)"
    rf"|supp\.(?: \d+)?|[Ss]upplement(?: \d+)?|app\.|[Aa]ppendix(?: {_ROMAN}\b)?)"
)
_PAGE = r"(?:\d+|[ivxlc]+\b)(?:[–—-]\d+)?"
_PAGES = (
    rf"(?:pp?\.|[Pp]ages?) ?{_PAGE}(?:(?:,? and |, ){_PAGE}){{0,20}}(?: ff?\.)?"
    r"(?:, (?:foot)?notes? \d+\w?)?"
)
_SMALL = "of|the|and|in|to|for|on|at|with|de|la|le|les|du|des|et|between"
_TITLE_WORD = rf"(?:[A-Z][\w’'&/-]*|{_YEAR}|(?:{_SMALL})\b)"
_NOT_TITLE = r"(?!(?:See|For|In|Cf|Also|From|Not|Text|Signed|Dated|Ibid|Vol|Ante|Post)\b)"
_TITLE = rf"{_NOT_TITLE}[A-Z][\w’'&/-]*(?: {_TITLE_WORD}){{0,14}}(?:, etc\.)?"
_TITLES = rf"{_TITLE}(?:[,:] (?:{_TITLE}|{_YEAR})){{0,5}}"
_NAME = r"(?:[A-Z]\.|[A-Z][\w’'-]+)"
_OFFICE = r"(?!(?:Secretary|Minister|Ambassador|Department|Treat|Convention|Agreement|Protocol|Colonel)\w*)"
_AUTHOR = rf"{_NOT_TITLE}{_OFFICE}(?:{_NAME} ){{0,3}}{_NAME}(?: and (?:{_NAME} ){{0,3}}{_NAME})?"
_EDITOR = r" \(eds?\.\)"
_DATE = rf"(?:[A-Z][a-z]{{2,8}}\.? \d\d?(?:, \d{{4}})?|{_YEAR}|\({_YEAR}\))"
_OFFICE_PRINT = r"\([^()]{0,60}Government Printing Office[^()]{0,120}\)"
_IMPRINT = r"\((?:[A-Z][^()]{0,80}, )?(?:[A-Z][^()\d]{2,60}), \d{4}\)"
_WHERE = rf"(?:{_VOL}[,.] )?{_PAGES}"
_AT = rf"[,.] (?P<locator>{_WHERE})"
_ISSUE = rf"(?:{_VOL}|(?:[Ss]pecial [Ss]upplement )?[Nn]o\. \d+|{_DATE})"
_PERIODICAL = (
    r"(?:Department of State(?: Bulletin|, Press Releases)|League of Nations, Official Journal"
    r"|Congressional Record|Current History|American Journal of International Law"
    r"|Official (?:U\. ?S\. )?Bulletin|Official Gazette|Moscow (?:Pravda|Izvestiya)"
    rf"|{_NOT_TITLE}(?:[A-Z][a-z]+ ){{1,3}}(?:Times|Herald|Tribune|Gazette))"
)
_TREATY_SERIES = (
    r"(?:(?:Executive Agreement|(?:British|League of Nations|Department of State) Treaty|Treaty"
    r"|Treaties and Other International Acts) Series)"
)
_FRUS = (
    r"(?:Papers [Rr]elating to the )?(?<!Committee\son\s)Foreign Relations(?: of the United States)?"
    rf"(?:[,:] {_TITLE}){{0,2}}[,:] {_YEAR}(?:[,:] (?:{_VOL}|{_TITLE}(?=,))){{0,3}}"
)
_SEE = r"(?:\b[Ss]ee (?:also )?)?"

# One row a form: the kind, and how it is written. “ibid” and “page” become kinds when they are read.
_FORMS = tuple(
    (kind, re.compile(form.replace(" ", r"(?:\s+)")))
    for kind, form in (
        ("frus", rf"(?P<work>{_FRUS})(?:[,.] (?P<locator>{_PAGES}(?:,? and {_VOL}, {_PAGES})?))?"),
        ("treaty-series", rf"(?P<work>{_TREATY_SERIES}),? (?P<locator>Nos?\. \d+(?:, {_PAGES})?)"),
        ("treaty-series", rf"(?P<work>{_TREATY_SERIES}), (?P<locator>{_VOL}, {_PAGES})"),
        ("statutes", r"(?P<locator>\b\d+ Stat\.(?: L\.)?(?: \((?:pt\. )?\d+\))? \d+(?:[–-]\d+)?)"),
        ("periodical", rf"(?P<work>{_PERIODICAL})(?P<issue>),? (?P<locator>{_ISSUE}(?:,? {_ISSUE}){{0,3}}(?:, {_PAGES})?)"),
        ("government-publication", rf"(?P<work>{_TITLES}) {_OFFICE_PRINT}(?:{_AT})?"),
        ("government-publication", rf"(?P<work>{_AUTHOR}{_EDITOR}, {_TITLES}) {_OFFICE_PRINT}(?:{_AT})?"),
        ("government-publication", rf"(?P<work>United States Relations With China){_AT}"),
        ("government-publication", rf"(?P<work>(?:Malloy, )?Treaties(?:, Conventions, etc\.)?, {_YEAR}){_AT}"),
        ("government-publication", rf"(?P<work>British and Foreign State Papers(?:, {_YEAR})?){_AT}"),
        ("government-publication", rf"(?P<work>(?:British )?Cmd\. \d+(?:, [A-Z]\w+ No\. \d+)?(?: \(\d{{4}}\))?(?:: {_TITLES})?)(?:{_AT})?"),
        ("monograph", rf"(?P<work>{_AUTHOR}(?:{_EDITOR})?, (?:The|An?|My|Les?|La|Das|Der|Die) {_TITLES})(?: {_IMPRINT})?{_AT}"),
        ("monograph", rf"(?P<work>{_AUTHOR}{_EDITOR}, {_TITLES})(?: {_IMPRINT})?{_AT}"),
        ("monograph", rf"(?P<work>{_AUTHOR}, {_TITLES}) {_IMPRINT}{_AT}"),
        ("ibid", rf"(?P<work>\b[Ii]bid\b\.?(?:, (?P<year>{_YEAR}))?(?:, (?:{_VOL}|{_TITLE}(?=,))){{0,3}})(?:[,.] (?P<locator>{_PAGES}))?"),
        ("cross-reference", rf"{_SEE}(?P<work>\b(?:[Aa]nte|[Pp]ost)),? (?P<locator>{_PAGES})"),
        ("cross-reference", rf"{_SEE}(?P<work>\b[Ff]ootnotes? \d+\w?), (?P<locator>{_PAGES})"),
        ("cross-reference", rf"{_SEE}(?P<work>\b(?:[Ss]upra|[Ii]nfra)\b)"),
        ("cross-reference", r"\b[Ss]ee (?:also )?(?P<locator>(?:[Ii]nclosure (?:\d+ )?in )?Nos?\. \d+(?:(?:,? and |, )\d+)*)"),
        ("page", rf"{_SEE}\b(?P<work>{_VOL}),? (?P<locator>{_PAGES})"),
        ("page", rf"{_SEE}\b(?P<locator>{_PAGES})"),
    )
)  # fmt: skip
_WORKS = {"statutes": "Statutes at Large"}

_BREAK = re.compile(r";|\b[Ss]ee(?: also)?\b|[a-z)”]\.\s")
_POINTER = re.compile(r"(?:^|\s)(?:on|at|and|also)$")
_DOCUMENT = re.compile(
    r"^(?:Telegram|Letter|Note|Memorandum|Despatch|Instruction|Subenclosure|Enclosure)\b"
    r"|\b(?:telegram|letter|note|memorandum|memoranda|despatch|dispatch|instruction|aide-mémoire"
    r"|enclosure|minutes|statement|No)s?\b"
)
_DATE_OR_ADDRESS = re.compile(r"(?:from|to|by|for|noon|midnight|\d|[A-Z][a-z]{2,8}\.? \d)")
