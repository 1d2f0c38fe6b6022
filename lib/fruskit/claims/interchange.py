"""A work in the formats that other programs read, BibTeX and RIS; it comes as CSL-JSON."""

from collections.abc import Iterable, Mapping
import re
from typing import Any

from .chicago import Work

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


def bibtex(work: Work) -> str:
    """One entry of BibTeX: letters as they are, TeX's own characters as commands.

    Titles are kept from lower case by braces.
    """
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


def ris(work: Work) -> str:
    """One record of RIS: a tag a line; DA has its four places even where they are empty."""
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
