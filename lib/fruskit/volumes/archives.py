"""Takes apart the citation of one paper: holder, record group, collection, number, box and folder.

It knows how FRUS names those who keep papers, and how they number them; the Department's central
files are the matter of `centralfiles`. A citation whose collection has no known form is not read.
"""

from collections.abc import Iterator
import re

from .centralfiles import BOX, central, central_at, FILES, GROUP, number, YEARS
from .papers import MARKING, SourceNote
from .sentences import bracketed, joined, Part, parts_of, sentences

PRINTED = "(printed)"  # the holder of what was taken from print or from the web
# Those whose files are also named without a comma: “Central Intelligence Agency Historical Files”.
_OF_THE_GOVERNMENT = (
    r"(?:Central Intelligence Agency|Department of [A-Z]\w+(?: and [A-Z]\w+)?"
    r"|Department of the (?:Treasury|Army|Navy|Air Force|Interior)|(?:National|Federal) [A-Z]\w+ (?:Agency|Council)"
    r"|Joint Chiefs of Staff|Federal Bureau of Investigation|United States Information Agency|United States Mission [a-z][\w ]+)"
)
_HOLDER = re.compile(
    rf"(?:National Archives(?: and Records (?:Administration|Service))?|Library of Congress|{_OF_THE_GOVERNMENT}"
    r"|Nixon Presidential Materials(?: Project| Staff)?"
    r"|(?:[A-Z][\w.’-]*,? (?:(?:of|for|and|the) )*)+(?:Library|Archives?|Center|[Uu]niversity|Institution"
    r"|Institute|Society|Agency|Administration|Museum|Foundation|Commission|Memorial)"
    r"(?: (?:at|of) [A-Z][\w ]+)?|University of [A-Z]\w+|Public Record Office)"
)
_OWN_FILES = re.compile(rf"({_OF_THE_GOVERNMENT}) ((?:[A-Z][\w–/]+ )*(?:[Ff]iles|Records))")
_HELD = re.compile(rf"(?:{_HOLDER.pattern}|{_OWN_FILES.pattern})(?=[,:]|$)")
# Where the citation of a paper may begin in a footnote, and where it no longer goes on.
_LEAD = re.compile(
    r"(?:^|[(“]|[.;] +|\b(?:in|from|at|of|[Ss]ee|also|and) (?:the )?)(?=[A-Z]|ibid\b)"
)
_IBID = re.compile(r"[Ii]bid\.?, (?=[A-Z\d])")
_GOES_ON = re.compile(r";|, (?=(?:and|but|where|which|as|with|dated|see|is|are|was|were)\b)")
_PAGE = re.compile(r"\bpp?\. ?\d")  # of a book, and no paper
_LONGEST = 400  # characters of a citation
_UNPARTED = re.compile(r"(Central Files?)(?= \d{3}[A-Z]?\.)")
_MANUSCRIPTS = ("Manuscript Division", "Manuscript Collection")
_PRINTED = re.compile(
    r"(?P<work>Public Papers(?: of the Presidents)?(?: of the United States)?: [A-Z][\w. ]+, \d{4}(?:[–-]\d{2,4})?"
    r"(?:, Book [IVX]+)?|Department of State (?:Dispatch(?: Supplement)?|Press Release)|(?:Department of State )?Bulletin"
    r"|Press Releases of the Department of State|(?:Papers Relating to the )?Foreign Relations, [^,]+(?:, [^,]+)*?, [Vv]ol(?:ume|\.) [IVXLC]+"
    r"|American Foreign Policy(?:: |, )[^,]+(?:, \d{4}(?:[–-]\d{2,4})?)?|Congressional Record|Federal Register"
    r"|Weekly Compilation of Presidential Documents|Documents on [A-Z][^,]+, \d{4}|Current Policy"
    r"|(?:The )?(?:New York Times|Washington Post)|United States Treaties and Other International Agreements"
    r"|\d+ (?:UST|Stat\.)|TIAS|https?://\S+)(?=[,. ]|$)"
)
# Anything else in print is known by its imprint: “(Washington: Government Printing Office, 1987)”.
_IMPRINT = r"(?:\([A-Z][^()]*, \d{4}\)|[A-Z]\w+: [A-Z][^()]* (?:Office|Press), \d{4})"
_WORK = r"(?:(?:[A-Z][\w.]* ){1,3}[A-Z]\w+, [A-Z][^,()]+|[A-Z][^,()]+)"  # with its author, if any
_IMPRINTED = re.compile(rf"(?P<work>{_WORK})(?:, | ).*{_IMPRINT}(?:, pp?\. [\d–, -]+)?")
_LOT = re.compile(
    r"^\d\d ?D ?\d+$|[Ll]ot (?:[Ff]iles? )?(?:[Nn]os?\. )?[A-Z]?[ –-]?\d+ ?[–-]?(?:[A-Z] ?[–-]?\d+[A-Z]?)?(?:[–-]\d+)?"
)
_ACCESSION = re.compile(
    r"\b(?:(?:NY)?FRC|WNRC|Acc(?:ession)?)\b[.:]?(?: (?:No\. ?|#)?(?:[A-Z]\b|[\w–-]*\d[\w–-]*))+(?: \[\w\])?"
)
_JOB = re.compile(r"Job[s]? \d[\w –-]*\d[A-Z]?(?: and \S+)?")
_OFFICE = re.compile(r"(?:U\.S\. )?(?:Bureau|Office|Embassy|Mission|Legation|Policy Planning)\b")
_KEEPS = "Library|Archives|Record Office|Materials|Center|Agency|Council|[Uu]niversity|Institut"
_KEEPS += "|Society"
_SEATED = re.compile(r"\b(?:University|Library|College)\b")
_UNIT = re.compile(r"\b(?:Directorate|Secretariat|Council|Bureau|Division)$")


def is_held(text: str) -> bool:
    """Whether it begins with the name of one who keeps papers."""
    return bool(_HELD.match(text))


def cited(text: str) -> SourceNote | None:
    """The paper that these words cite; None where they are not understood."""
    text = _UNPARTED.sub(r"\1,", text.strip())
    text = re.sub(r" ?(?<!\b[A-Z]\.[A-Z])\.$", "", text)
    if printed := _PRINTED.match(text) or (None if is_held(text) else _IMPRINTED.fullmatch(text)):
        item = text[printed.end("work") :].strip(" ,.")
        return SourceNote(PRINTED, printed["work"], item, scheme="printed")
    holder, parts = _held_by(parts_of(text))
    if not parts:
        return None
    if (at := central_at(parts)) >= 0:
        return central(holder, parts, at)
    read = (_straight, _retired, _job, _group, _papers)
    return next(filter(None, (way(holder, parts) for way in read)), None)


def archives_in(text: str) -> Iterator[tuple[int, int, str, str]]:
    """The papers in archives that a footnote cites, where they are understood, in order: from where
    to where, the files that they are in, and their number, or their place where they have none."""
    spans = bracketed(text)
    for lead in _LEAD.finditer(text):
        start = lead.end()
        inside = (end for begun, end in spans if begun < start < end and text[begun] == "(")
        piece = text[start : min(next(inside, len(text)), start + _LONGEST)]
        ibid = _IBID.match(piece)
        if not ibid and not _HELD.match(piece):
            continue
        piece = _GOES_ON.split(sentences(piece, MARKING)[0], maxsplit=1)[0].rstrip(" .")
        words = " ".join(piece.split())
        within = words[ibid.end() :] if ibid else ""
        paper = cited(f"Department of State, {within}" if ibid else words)
        if BOX.match(within):
            paper = SourceNote(item=within)
        elif text[start - 1 : start] == "(" and _HOLDER.fullmatch(words):
            paper = SourceNote(words)
        if paper and not _PAGE.search(words):
            years = f" {paper.years}" * bool(paper.years)
            work = ", ".join(filter(None, (paper.holder, paper.collection))) + years
            place = paper.file.written or paper.number or paper.item
            yield start, start + len(piece), "Ibid." if ibid else work, place


def _held_by(parts: list[Part]) -> tuple[str, list[Part]]:
    first, rest = parts[0].text, parts[1:]
    if own := _OWN_FILES.fullmatch(first):
        named = [Part("", own[2])] if " " in own[2] or not rest else []
        return own[1], named + rest
    if first == "Library of Congress" and rest and rest[0].text in _MANUSCRIPTS:
        return joined(parts[:2]), parts[2:]
    if len(rest) > 1 and _SEATED.search(first) and _SEATED.search(rest[0].text):
        return joined(parts[:2]), parts[2:]  # a library, and whose it is
    return (first, rest) if _HOLDER.fullmatch(first) else ("", parts)


def _straight(holder: str, parts: list[Part]) -> SourceNote | None:
    """A number straight after the Department is one of its central files."""
    found = number(parts[0].text) if holder == "Department of State" and len(parts) == 1 else None
    return found._replace(holder=holder, collection="Central Files") if found else None


def _split_at(parts: list[Part], form: re.Pattern[str]) -> tuple[list[Part], str, list[Part]]:
    """The parts before what is of this form, that, and the parts after; what is around it in its own too."""
    for n, part in enumerate(parts):
        found = form.fullmatch(part.text) or form.search(part.text)
        if found and re.match(r" [A-Z“]|$", left := part.text[found.end() :]):
            own = part.text[: found.start()].rstrip(" ("), left.lstrip()
            before, after = Part(part.before, own[0]), Part("", own[1])
            earlier, later = [*parts[:n], before], [after, *parts[n + 1 :]]
            return [p for p in earlier if p.text], found[0], [p for p in later if p.text]
    return parts, "", []


def _retired(holder: str, parts: list[Part]) -> SourceNote | None:
    """A lot or an accession, by which files are kept that their office has retired. Lots are the
    Department's, with the year and a serial; accessions are those of the Federal Records Center at
    Suitland. Source: FRUS, 1969–1976, vol. XXXVIII, Part 2, “Sources”."""
    for scheme, form in (("lot", _LOT), ("accession", _ACCESSION)):
        before, found, after = _split_at(parts, form)
        if found:
            return SourceNote(holder, joined(before), joined(after), found, scheme)
    return None


def _job(holder: str, parts: list[Part]) -> SourceNote | None:
    """A job of the Central Intelligence Agency; it is the collection, the office before it a part of that."""
    before, found, after = _split_at(parts, _JOB)
    collection = joined([*before, Part(", ", found)])
    return SourceNote(holder, collection, joined(after), "", "job") if found else None


def _group(holder: str, parts: list[Part]) -> SourceNote | None:
    """A record group of the National Archives: its series, up to the first box, entry or number."""
    if not GROUP.fullmatch(parts[0].text):
        return None
    end = next((n for n, part in enumerate(parts) if n and _is_item(part.text)), len(parts))
    if end == len(parts) > 2:
        end = 2  # nothing tells where the series ends: it is taken to be one part
    scheme = "entry" if any(re.match(r"(?:Entry|UD|A1)\b", part.text) for part in parts) else ""
    return SourceNote(holder, joined(parts[:end]), joined(parts[end:]), "", scheme)


def _is_item(part: str) -> bool:
    return bool(BOX.match(part)) or bool(re.match(r"\d", part) and not YEARS.fullmatch(part))


def _papers(holder: str, parts: list[Part]) -> SourceNote | None:
    """Named files and papers: in a library or an agency, the first name; under a department it must say so."""
    first, second, third = ([part.text for part in parts] + ["", ""])[:3]
    size, keeps = 1, re.search(_KEEPS, holder)
    if _UNIT.search(first) and FILES.search(third if second == "NSC" else second):
        size = 3 if second == "NSC" else 2
    elif first in ("Executive Secretariat", "Nixon Presidential Materials"):
        size = 2
    elif second and not FILES.search(first):
        files = not keeps and FILES.search(second)
        size = 2 if files or parts[1].before == ": " or _OFFICE.match(first) else 1
    collection, item = joined(parts[:size]), parts[size:]
    known = keeps or first == "Executive Secretariat" or FILES.search(collection)
    if not known or not re.match(r"[A-Z“\[]", collection):
        return None
    if len(item) == 1 and (found := number(item[0].text)) and found.scheme == "decimal":
        return found._replace(holder=holder, collection=collection)
    return SourceNote(holder, collection, joined(item))
