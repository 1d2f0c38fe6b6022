"""Finds the citations in a footnote of FRUS: where each is, its work, its locator, its kind.

It knows the editors’ house forms and the series they cite; papers in archives are the matter of
`archives`. It does not know which copy of a work is meant, looks nothing up and corrects nothing;
what it does not recognise it leaves out.
"""

from collections.abc import Iterator
import re
from typing import NamedTuple

from .archives import archives_in


class Citation(NamedTuple):
    """One citation: text[start:end] == quote, in characters of the text it was found in.

    work: the work as named there (“Ibid., 1922, vol. I”), empty where only a page of the same
    volume is given. locator: the page or number as printed. kind: treaty-series, statutes, frus,
    periodical, government-publication, monograph, archive (a paper in the files that `work` names),
    or cross-reference (to another place in the same volume or set, or by an Ibid. whose work is
    named in an earlier note).
    """

    quote: str
    start: int
    end: int
    work: str
    locator: str
    kind: str


def read_citations(text: str) -> tuple[Citation, ...]:
    """All citations of a footnote, in the order of the text; none overlap, and no text raises."""
    found: list[Citation] = []
    done = 0
    # The first and longest first, equals in the order of the table.
    for start, end, kind, parts in sorted(_met(text), key=lambda met: (met[0], -met[1])):
        lead = text[max(done, start - _LEAD) : start]
        if start < done or (kind == "page" and not _same_volume(lead, bool(found))):
            continue
        work, locator = parts.get("work", ""), parts.get("locator", "")
        if kind == "ibid":
            # It repeats the work before it in the note; with none there, only a year tells which.
            kind = found[-1].kind if found else "frus" if parts["year"] else "page"
        kind = "cross-reference" if kind == "page" else kind
        work = "Statutes at Large" if kind == "statutes" and not work else work
        found.append(Citation(text[start:end], start, end, work, locator, kind))
        done = end
    return tuple(found)


def _met(text: str) -> Iterator[tuple[int, int, str, dict[str, str]]]:
    """Whatever has one of the forms: from where to where, of what kind, and its parts."""
    for start, end, work, locator in archives_in(text):
        yield start, end, "archive", {"work": work, "locator": locator}
    for kind, form in _FORMS:
        for match in form.finditer(text):
            parts = {name: " ".join((of or "").split()) for name, of in match.groupdict().items()}
            yield *match.span(), kind, parts


def _same_volume(lead: str, follows: bool) -> bool:
    """Whether a bare page is one of this volume, by the words since the last citation, if any. It
    is where nothing precedes it, or a document described by its kind, date and addressee; after
    other words it may be a page of a work that is not recognised."""
    if follows and _JOINED.fullmatch(lead):
        return False  # a further page of the work just cited
    lead = _BREAK.split(lead)[-1].strip()
    last = lead.rstrip(",").rpartition(",")[2].strip()
    described = _DOCUMENT.search(lead) and (_DOCUMENT.search(last) or _DATE_OR_NAME.match(last))
    return bool(not lead or lead.endswith(" on") or (described and "vol." not in lead))


# --- the parts of a citation (in these forms a space means any white space)

_ROMAN = r"[ivxlcdmIVXLCDM]+\b"
_YEAR = r"\d{4}(?:[–—-]\d{2,4})?\b"
_VOL = (
    rf"(?:[Vv]ols?[.,] (?:{_ROMAN}|\d+)(?:[–-]\d+)?|[Vv]olume {_ROMAN}|pt\. (?:{_ROMAN}|\d+)"
    rf"|supp\.(?: \d+)?|[Ss]upplement(?: \d+)?|app\.|[Aa]ppendix(?: {_ROMAN})?)"
)
_NUMBER = r"(?:\d++|[ivxlc]+\b)(?:[–—-]\d++)?+"
_PAGES = (
    rf"(?:pp?\.|[Pp]ages?) ?{_NUMBER}(?:(?:,? and |, ){_NUMBER}){{0,20}}+(?: ff?\b\.?)?+"
    r"(?:, (?:foot)?notes? \d+\w?)?+"
)
_MORE = rf"(?:,? and {_VOL}, {_PAGES}){{0,3}}"
_DOCUMENTS = r"Documents? \d++(?:(?:,? and |, |–)\d++)*+"
_AT = rf"[,.] (?P<locator>(?:{_VOL}[,.] )?(?:{_PAGES}{_MORE}|{_DOCUMENTS}))"

# A title or an author begins where a citation can: at the start, after a stop, “see” or the like.
_START = (
    r"(?:^|(?<=[;,]\s)|(?<=[(“])|(?<=[a-z)\]]\.\s)|(?<=[Ss]ee\s)|(?<=also\s)|(?<=from\s)"
    r"|(?<=\bin\s)|(?<=\bor\s)|(?<=\band\s))"
)
_NOT = r"(?!(?:See|For|In|Cf|Also|From|Not|Text|Signed|Dated|Ibid|Vol|Ante|Post)\b)"
_WORD = r"[A-Z][\w’'&/-]*+"
_SMALL = r"(?:of|the|and|an?|in|to|for|on|at|by|with|between|de|la|les?|du|des|et)\b"
_SPAN = rf"{_YEAR}(?:–{_WORD})?"  # “1983–March”, of “January 1983–March 1985”
_TITLE = rf"{_WORD}(?: (?:{_WORD}|{_SPAN}|{_SMALL})){{0,14}}(?:, etc\.)?"
_TITLES = rf"{_TITLE}(?:[,:] (?:{_TITLE}|{_YEAR})){{0,5}}"
_NAME = r"(?:[A-Z]\.|[A-Z][\w’'-]++)"
_NO_NAME = r"(?!(?:Secretary|Minister|Ambassador|Department|Treat|Convention|Agreement|Protocol))"
_AUTHOR = rf"{_START}{_NOT}{_NO_NAME}(?:{_NAME} ){{0,3}}{_NAME}(?: and (?:{_NAME} ){{0,3}}{_NAME})?"
_EDITOR = rf"{_AUTHOR} \(eds?\.\)"
_ARTICLE = r"(?:The|An?|My|Les?|La|Das|Der|Die)"
_IMPRINT = rf"(?:, \d\w\w? ed\.)? (?:\([A-Z][^()\d]{{2,80}}, \d{{4}}\)|\[{_YEAR}\])"
_MAY_IMPRINT = rf"(?:{_IMPRINT})?"
_PRINTING_OFFICE = r" \([^()]{0,60}Government Printing Office[^()]{0,120}\)"

_FRUS = (
    r"(?:Papers [Rr]elating to the )?(?<!Committee\son\s)Foreign Relations"
    rf"(?: of the United States)?(?:[,:] {_TITLE}){{0,2}}[,:] {_YEAR}"
    rf"(?:[,:] (?:{_VOL}|{_TITLE}(?=,))){{0,3}}"
)
_IBID = rf"\b[Ii]bid\b\.?(?:, (?P<year>{_YEAR}))?(?:, (?:{_VOL}|{_TITLE}(?=,))){{0,3}}"
_TREATIES = (
    r"(?:Executive Agreement|(?:(?:British|League of Nations) )?Treaty"
    r"|Treaties and Other International Acts) Series"
)
_PERIODICAL = (
    r"(?:Department of State(?: Bulletin|, Press Releases)|League of Nations, Official Journal"
    r"|Congressional Record|Current History|American Journal of International Law"
    r"|Weekly Compilation of Presidential Documents|Official (?:U\. ?S\. )?Bulletin|Official Gazette|Moscow (?:Pravda|Izvestiya)"
    rf"|{_NOT}\b(?:[A-Z][a-z]++ ){{1,3}}(?:Times|Herald|Tribune|Gazette))"
)
_DATE = rf"(?:[A-Z][a-z]{{2,8}}\.? (?:\d\d?\b(?:, \d{{4}})?|\d{{4}}\b)|\(?{_YEAR}\)?)"
_ISSUE = rf"(?:{_VOL}|(?:Special Supplement )?No\. \d+|{_DATE})"
_COMMAND = (
    r"(?:(?:Great Britain, |British )?Cmd\. \d+(?:, \w+\.? No\. \d+)?(?: \(\d{4}\))?"
    rf"(?:: (?:[^;.()]|etc\.){{3,250}}?(?=, {_PAGES}|(?<!etc)\.|;|$|, or))?)"
)
_TITLE_NAME = r"[A-Z][\w.]*+(?: [A-Z][\w.]*+){0,4}"  # of a President
_SERIES = (
    r"(?:United States Relations With China|British and Foreign State Papers(?:, \d{4})?"
    rf"|Public Papers(?: of the Presidents)?(?: of the United States)?: {_TITLE_NAME}, {_YEAR}(?:, Book [IVX]+)?"
    rf"|American Foreign Policy(?:[:,] {_TITLE})?(?:, {_YEAR})?"
    rf"|(?:Malloy, )?Treaties(?:, Conventions, etc\.)?, {_YEAR}"
    r"|House of (?:Commons|Lords), Parliamentary Debates(?:, vol\. \d+, \d\w+ Series)?)"
)
_SEE = r"\b[Ss]ee (?:also )?"
_IN_PRINT = r"(?:(?<=\bas\s)|(?<=\bin\s)|(?<=\bto\s)|(?<=\band\s))"
_MAY_SEE = rf"(?:{_SEE})?"
_MAY_AT = rf"(?:{_AT})?"
_PAGE = rf"(?P<locator>{_PAGES})"
_PLACE = rf"(?P<locator>{_PAGES}|{_DOCUMENTS})"
_NUMBERED = rf",? (?P<locator>Nos?\. \d+(?: \(\d{{4}}\))?(?:, {_PAGES})?)"
_ISSUED = rf"[,.]? (?P<locator>{_ISSUE}(?:,? {_ISSUE}){{0,3}}(?:, {_PAGES})?)"
_STATUTE = r"(?P<locator>\d+ Stat\.(?: L\.)?(?: \((?:pt\. )?\d+\))? \d+(?:[–-]\d+)?)"
_PAPERS = rf"(?:(?:[Dd]ocuments? |[Ii]nclosure (?:\d+ )?in )?Nos?\. \d+(?:(?:,? and |, )\d+)*+|{_DOCUMENTS})"

# One row a form: its kind, what comes before the work, the work, and what follows it. “ibid” and
# “page” are no kinds: which they are is decided where they are found.
_FORMS = tuple(
    (kind, re.compile(f"{before}(?P<work>{work}){after}".replace(" ", r"(?:\s+)")))
    for kind, before, work, after in (
        ("frus", "", _FRUS, _MAY_AT),
        ("treaty-series", "", _TREATIES, _NUMBERED),
        ("treaty-series", "", _TREATIES, _AT),
        ("treaty-series", r"\b(?P<locator>\d+ ", "UST", r" \d+(?:–\d+)?)"),
        ("treaty-series", r"\b", "TIAS", r" (?P<locator>(?:No\. )?\d+)"),
        ("statutes", r"\b", "", _STATUTE),
        ("periodical", "", _PERIODICAL, _ISSUED),
        ("government-publication", _START + _NOT, _TITLES, _PRINTING_OFFICE + _MAY_AT),
        ("government-publication", "", f"{_EDITOR}, {_TITLES}", _PRINTING_OFFICE + _MAY_AT),
        ("government-publication", "", _SERIES, _AT),
        ("government-publication", "", _COMMAND, _MAY_AT),
        ("monograph", "", f"(?:{_EDITOR}|{_AUTHOR}), {_ARTICLE} {_TITLES}", _MAY_IMPRINT + _AT),
        ("monograph", "", f"{_EDITOR}, {_TITLES}", _MAY_IMPRINT + _AT),
        ("monograph", "", f"{_AUTHOR}, {_TITLES}", _IMPRINT + _AT),
        ("ibid", "", _IBID, _MAY_AT),
        ("cross-reference", _MAY_SEE, r"\b(?:[Aa]nte|[Pp]ost)", ",? " + _PAGE),
        ("cross-reference", _MAY_SEE, r"\b[Ff]ootnotes? \d+\w?", ", " + _PLACE),
        ("cross-reference", _MAY_SEE, r"\b(?:[Ss]upra|[Ii]nfra)\b", ""),
        ("cross-reference", _SEE, "", rf"(?P<locator>{_PAPERS})"),
        ("cross-reference", _IN_PRINT, "", rf"(?P<locator>{_DOCUMENTS})"),
        ("cross-reference", _SEE, _VOL, rf",? (?P<locator>{_PAGES}{_MORE})"),
        ("cross-reference", _SEE, "", _PAGE + r"(?! of\b)"),
        ("page", r"\b", _VOL, ",? " + _PAGE),
        ("page", r"\b", "", _PAGE + r"(?! of\b)"),
    )
)

_LEAD = 300  # characters before a page that can say what it is a page of
_JOINED = re.compile(r"[\s,]*(?:and|or)?\s*")
_BREAK = re.compile(r";|\b[Ss]ee(?: also)?\b|(?:[a-z]{4}|[)”\]])\.\s+(?=[A-Z“])")
_DOCUMENT = re.compile(
    r"^(?:Telegram|Letter|Note|Memorandum|Despatch|Instruction|(?:Sube|E)nclosure)\b|\bNos?\. \d"
    r"|\b(?:telegram|letter|note|memorandum|memoranda|despatch|dispatch|instruction|aide-mémoire"
    r"|enclosure|minutes|statement|correspondence|paragraph)s?\b|^[A-Z][a-z]{2,8}\.? \d\d?,"
)
_DATE_OR_NAME = re.compile(
    r"(?:from|to|by|for|noon|midnight|[A-Z][a-z]{2,8}\.? \d\d?)\b"
    r"|\d\d?(?:[:.]\d\d)? ?[ap]\. ?m|\d{4}$"
)
