"""The works that a kit cites, as Chicago notes and entries, and as files for a student's own library.

It knows the fields of CSL-JSON and what BibTeX and RIS call them; how a reference is punctuated is
left to citeproc-py. Where that is missing, references are shorter and everything else is the same.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
import json
from pathlib import Path
import re
from typing import Any

from ..errors import FruskitError, nearest
from ..markup import block, Html, joined, md_runs, prose_runs, Run, runs_of, tag
from .annotations import cite

Work = Mapping[str, Any]


class Reference(str):
    """A reference in plain words; `html` and `md` are the same with its italics, escaped."""

    runs: tuple[Run, ...]

    def __new__(cls, runs: Iterable[Run]) -> "Reference":
        kept = tuple(runs)
        made = super().__new__(cls, "".join(words for words, _ in kept))
        made.runs = kept
        return made

    def __getnewargs__(self) -> tuple[tuple[Run, ...]]:  # type: ignore[override]
        """What a copy is made of, and what is pickled."""
        return (self.runs,)

    @property
    def html(self) -> Html:
        return joined(tag("i", words) if slanted else words for words, slanted in self.runs)

    @property
    def md(self) -> str:
        return md_runs(self.runs)

    def _repr_html_(self) -> str:
        return tag("p", self.html)


@dataclass(frozen=True)
class Bibliography:
    """Works in two groups: those that the section cites, and those that tell of it from elsewhere."""

    cited: tuple[Work, ...]
    elsewhere: tuple[Work, ...]

    @property
    def works(self) -> tuple[Work, ...]:
        return self.cited + self.elsewhere

    def chicago(self) -> str:
        """Entries as plain text, one a line, by author and title within their group."""
        return (
            "\n\n".join("\n".join([f"{name}:", *entries]) for name, entries in self._groups())
            + "\n"
        )

    def md(self) -> str:
        parts = (
            "\n".join([f"## {name}\n", *(f"- {entry.md}" for entry in listed)])
            for name, listed in self._groups()
        )
        return "\n\n".join(parts) + "\n"

    def entries(self) -> list[Reference]:
        """The entries of both groups, one after the other."""
        return [entry for _, listed in self._groups() for entry in listed]

    def csl(self) -> str:
        return json.dumps(self.works, ensure_ascii=False, indent=2) + "\n"

    def bibtex(self) -> str:
        return "\n".join(map(_bibtex, self.works))

    def ris(self) -> str:
        return "\n".join(map(_ris, self.works))

    def _groups(self) -> list[tuple[str, list[Reference]]]:
        named = [("Cited by the section", self.cited), ("Known from elsewhere", self.elsewhere)]
        return [(name, entries(works)) for name, works in named if works]

    def __repr__(self) -> str:
        return self.chicago()

    def _repr_html_(self) -> str:
        parts = (
            [tag("p", tag("strong", name)), block("ul", *(tag("li", e.html) for e in listed))]
            for name, listed in self._groups()
        )
        return joined(parts, "\n")


def find(works: Mapping[str, Work], id: str) -> Work:
    """The work of that id; FruskitError names the nearest where there is none."""
    if id not in works:
        remedy = nearest(str(id), works, f"There are {', '.join(works)}.")
        raise FruskitError("data/bibliography.json", f"it has no work “{id}”", remedy)
    return works[id]


# --- Chicago, by citeproc-py


def note(work: Work, locator: str = "") -> Reference:
    """A work as a first footnote cites it, at `locator` (“pp. 316–321”, “No. 203”)."""
    place = re.sub(r"^(?:pp?\.|pages?)\s*(?=[\divxlcIVXLC])", "", locator.strip())
    try:
        return _citeproc([work], place)[0][0]
    except ImportError:
        after = f", {locator.strip()}" if locator.strip() else ""
        return _in_short(work, f"{after}.")


def entries(works: Sequence[Work]) -> list[Reference]:
    """The works as a bibliography lists them, in its order."""
    try:
        return _citeproc(works, "")[1]
    except ImportError:
        return sorted(_in_short(work, ".") for work in works)


def _in_short(work: Work, after: str) -> Reference:
    """Author, title and imprint, where there is no citation library."""
    dates = work.get("issued", {}).get("date-parts") or [[]]
    imprint = [work.get("publisher-place"), work.get("publisher"), *map(str, dates[0][:1])]
    said = cite(work) + f" ({', '.join(i for i in imprint if i)})" * any(imprint) + after
    return Reference(prose_runs(said))


@cache
def _style() -> Any:
    """The citation style, which takes a third of a second to parse."""
    from citeproc import CitationStylesStyle

    path = Path(__file__).with_name("chicago-notes.csl")
    return CitationStylesStyle(str(path), locale="en-US", validate=False)


def _citeproc(works: Sequence[Work], place: str) -> tuple[list[Reference], list[Reference]]:
    """The notes of these works, each at `place`, in their order; and their sorted entries."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names each field that it makes nothing of
        notes, listed = _written(works, place)
    return [_reference(n) for n in notes], sorted(map(_reference, listed), key=_place)


def _place(entry: str) -> str:
    """Where an entry is filed: by its letters, leaving an article aside."""
    return re.sub(r"^(?:the|an?) ", "", re.sub(r"[^\w ]", "", entry).casefold())


def _written(works: Sequence[Work], place: str) -> tuple[list[str], list[str]]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source import Locator
    from citeproc.source.json import CiteProcJSON

    keys = [f"work-{n}" for n in range(len(works))]  # whatever letters the ids have
    known = [{"type": "document"} | _guarded(work) | {"id": key} for work, key in zip(works, keys)]
    made = CitationStylesBibliography(_style(), CiteProcJSON(known), formatter.html)
    at = {"locator": Locator("page", _guarded(place))} if place else {}
    cited = [Citation([CitationItem(key, **at)]) for key in keys]
    for citation in cited:
        made.register(citation)
    notes = [str(made.cite(citation, _not_there)) for citation in cited]
    return notes, [str(entry) for entry in made.bibliography()]


def _not_there(item: object) -> None:
    """What citeproc-py calls for a work that it does not hold; ours are all there."""


# --- what citeproc-py leaves undone: words that look like markup, quotation marks within others
#     (Chicago Manual of Style 17, 13.30), commas and periods within both (6.9)

# The characters of a work that have a meaning there go through as letters of no language: those of
# markup, and its quotation marks in pairs, double, single, and single within double.
_GUARDED = {"<": "\ue000", ">": "\ue001", "&": "\ue002"}
_UNGUARDED = {ord(letter): character for character, letter in _GUARDED.items()}
_DOUBLE, _SINGLE, _INNER = "\ue003\ue004", "\ue005\ue006", "\ue007\ue008"
_MARKS = _DOUBLE + _SINGLE + _INNER
_OUTSIDE = str.maketrans(_MARKS, "“”‘’‘’")
_WITHIN = str.maketrans(_MARKS, "‘’‘’“”")  # quotation marks that citeproc-py has set
_IN_DOUBLE = re.compile('“([^“”]*)”|"([^"]*)"')
_IN_SINGLE = re.compile(r"(?<!\w)‘((?:[^‘’]|’(?=\w))*)’(?!\w)")
_CLOSED = re.compile(rf"([”{_MARKS[1::2]}]+)([.,])")


def _guarded(value: Any) -> Any:
    """The same value with no letter in it that is markup, and its quotation marks known in pairs."""
    if isinstance(value, Mapping):
        return {key: _guarded(held) for key, held in value.items() if key != "custom"}
    if isinstance(value, list | tuple):
        return [_guarded(held) for held in value]
    if isinstance(value, str):
        words = _IN_SINGLE.sub(rf"{_SINGLE[0]}\1{_SINGLE[1]}", _IN_DOUBLE.sub(_quoted, value))
        return words.translate({ord(sign): letter for sign, letter in _GUARDED.items()})
    return value


def _quoted(found: re.Match[str]) -> str:
    words = found[1] if found[1] is not None else found[2]
    return _DOUBLE[0] + _IN_SINGLE.sub(rf"{_INNER[0]}\1{_INNER[1]}", words) + _DOUBLE[1]


def _reference(html: str) -> Reference:
    """What citeproc-py wrote, with American punctuation, as runs of words."""
    html = _CLOSED.sub(r"\2\1", html)
    html = re.sub("“[^”]*”", lambda quoted: quoted[0].translate(_WITHIN), html)
    runs = runs_of(html.translate(_OUTSIDE))
    return Reference((words.translate(_UNGUARDED), slanted) for words, slanted in runs)


# --- for other programs

_BIBTEX = {
    "book": "book",
    "chapter": "incollection",
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "thesis": "phdthesis",
    "report": "techreport",
}
_RIS = {
    "book": "BOOK",
    "chapter": "CHAP",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "paper-conference": "CONF",
    "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC",
    "manuscript": "UNPB",
    "legislation": "STAT",
    "map": "MAP",
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{letter: f"\\{letter}" for letter in "&%$#_"},
}


def _bibtex(work: Work) -> str:
    """One entry: letters as they are, TeX's own characters as commands, titles kept from lower case."""
    kind = _BIBTEX.get(str(work.get("type")), "misc")
    holder = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
    date = _date(work)
    fields = {
        "author": _people(work, "author"),
        "editor": _people(work, "editor"),
        "title": "{" + _tex(work.get("title")) + "}",
        holder.get(kind, "howpublished"): _tex(work.get("container-title")),
        "volume": _tex(work.get("volume")),
        "series": _tex(work.get("collection-title")),
        "number": _tex(work.get("issue") or work.get("collection-number") or work.get("number")),
        "edition": _tex(work.get("edition")),
        "pages": _tex(work.get("page")),
        "publisher": _tex(work.get("publisher")),
        "address": _tex(work.get("publisher-place")),
        "year": f"{date[0]}" if date else "",
        "date": "-".join(f"{part:02}" for part in date),
        "note": _tex(work.get("archive")),
        "doi": _tex(work.get("DOI")),
        "isbn": _tex(work.get("ISBN")),
        "url": re.sub(r"[{}\s\\]", lambda c: f"%{ord(c[0]):02X}", work.get("URL", "")),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value.strip("{}")]
    if len(date) > 1:
        lines.append(f"  month = {_MONTHS[date[1] - 1]}")
    key = re.sub(r"[\s{}(),\"'#%~\\=]+", "-", str(work["id"]))
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _tex(value: Any) -> str:
    """TeX counts every brace, so that one without its fellow has to be named."""
    words = " ".join(str(value or "").split())
    paired = re.fullmatch(r"[^{}]*(?:\{[^{}]*\}[^{}]*)*", words)
    braces = (
        {"{": r"\{", "}": r"\}"}
        if paired
        else {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
    )
    return "".join((_TEX | braces).get(letter, letter) for letter in words)


def _people(work: Work, role: str) -> str:
    """“Feis, Herbert and {Bank of Chosen}”: an institution is kept whole by braces."""
    return " and ".join(
        _tex(_inverted(person)) if "family" in person else "{" + _tex(person.get("literal")) + "}"
        for person in work.get(role, ())
    )


def _inverted(person: Mapping[str, str]) -> str:
    if "family" not in person:
        return person.get("literal", "")
    particle = person.get("non-dropping-particle") or person.get("dropping-particle")
    family = " ".join(filter(None, [particle, person["family"]]))
    return ", ".join(filter(None, [family, person.get("suffix"), person.get("given")]))


def _date(work: Work) -> list[int]:
    """Year, month and day of issue, as far as they are recorded and a calendar has them."""
    parts = (work.get("issued", {}).get("date-parts") or [[]])[0]
    date = [int(part) for part in parts if str(part).isdigit()]
    return date if len(date) < 2 or 1 <= date[1] <= 12 else date[:1]


def _ris(work: Work) -> str:
    """One record: a tag a line; DA has its four places even where they are empty."""
    date = _date(work)
    day = "/".join([*(f"{part:02}" for part in date), *[""] * (4 - len(date))])
    first, _, last = str(work.get("page", "")).replace("–", "-").partition("-")
    number = work.get("issue") or work.get("collection-number") or work.get("number")
    pairs: Iterable[tuple[str, Any]] = (
        ("TY", _RIS.get(str(work.get("type")), "GEN")),
        ("ID", work["id"]),
        *(("AU", _inverted(person)) for person in work.get("author", ())),
        *(("ED", _inverted(person)) for person in work.get("editor", ())),
        ("TI", work.get("title")),
        ("ST", work.get("title-short")),
        ("T2", work.get("container-title")),
        ("T3", work.get("collection-title")),
        ("VL", work.get("volume")),
        ("IS", number),
        ("ET", work.get("edition")),
        ("SP", first),
        ("EP", last),
        ("PB", work.get("publisher")),
        ("CY", work.get("publisher-place")),
        ("PY", date[0] if date else ""),
        ("DA", day if date else ""),
        ("DB", work.get("archive")),
        ("SN", work.get("ISBN") or work.get("ISSN")),
        ("DO", work.get("DOI")),
        ("UR", work.get("URL")),
    )
    lines = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in pairs if value]
    return "\n".join([*lines, "ER  - ", ""])
