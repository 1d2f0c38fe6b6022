"""A work in the formats that other programs read, BibTeX and RIS; it comes as CSL-JSON."""

from collections.abc import Mapping
import re
from typing import Any

from .chicago import Work

# What CSL calls a type, and what they call it; other types are “misc” and GEN.
_BIBTEX_TYPES = """
book:book chapter:incollection article-journal:article paper-conference:inproceedings
thesis:phdthesis report:techreport
"""
_RIS_TYPES = """
book:BOOK chapter:CHAP article-journal:JOUR article-magazine:MGZN article-newspaper:NEWS
paper-conference:CONF thesis:THES report:RPRT webpage:ELEC manuscript:UNPB legislation:STAT map:MAP
"""
# What they call a field, and what CSL calls it or `_held` does.
_BIBTEX_FIELDS = """
volume:volume series:collection-title number:number edition:edition pages:page publisher:publisher
address:publisher-place year:year date:date note:archive doi:DOI isbn:ISBN
"""
_RIS_FIELDS = """
TI:title ST:title-short T2:container-title T3:collection-title VL:volume IS:number ET:edition
SP:first-page EP:last-page PB:publisher CY:publisher-place PY:year DA:day DB:archive SN:ISBN|ISSN
DO:DOI UR:URL
"""
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX |= {letter: f"\\{letter}" for letter in "&%$#_"}


def bibtex(work: Work) -> str:
    """One entry of BibTeX: letters as they are, TeX's own characters as commands. Titles are kept
    from lower case by braces."""
    kind = _pairs(_BIBTEX_TYPES).get(str(work.get("type")), "misc")
    holder = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
    held, date = _held(work), _date(work)
    fields = {role: _people(work, role) for role in ("author", "editor")}
    fields["title"] = f"{{{_tex(work.get('title'))}}}"
    fields[holder.get(kind, "howpublished")] = _tex(work.get("container-title"))
    fields |= {name: _tex(held.get(key)) for name, key in _pairs(_BIBTEX_FIELDS).items()}
    fields["url"] = re.sub(r"[{}\s\\]", lambda c: f"%{ord(c[0]):02X}", work.get("URL", ""))
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value.strip("{}")]
    if len(date) > 1:
        lines.append(f"  month = {_MONTHS[date[1] - 1]}")
    key = re.sub(r"[\s{}(),\"'#%~\\=]+", "-", str(work["id"]))
    return f"@{kind}{{{key},\n" + ",\n".join(lines) + "\n}\n"


def _pairs(table: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in table.split())


def _held(work: Work) -> dict[str, Any]:
    """The work's fields, and those that are parts of others or the first of several."""
    date = _date(work)
    day = [f"{part:02}" for part in date]
    first, _, last = str(work.get("page", "")).replace("–", "-").partition("-")
    return dict(work) | {
        "number": work.get("issue") or work.get("collection-number") or work.get("number"),
        "first-page": first,
        "last-page": last,
        "year": date[0] if date else "",
        "date": "-".join(day),
        "day": "/".join([*day, *[""] * (4 - len(day))]) if day else "",
        "ISBN|ISSN": work.get("ISBN") or work.get("ISSN"),
    }


def _tex(value: Any) -> str:
    """TeX counts every brace, so that one without its fellow has to be named."""
    words = " ".join(str(value or "").split())
    paired = re.fullmatch(r"[^{}]*(?:\{[^{}]*\}[^{}]*)*", words)
    names = (r"\{", r"\}") if paired else (r"\textbraceleft{}", r"\textbraceright{}")
    commands = _TEX | dict(zip("{}", names))
    return "".join(commands.get(letter, letter) for letter in words)


def _people(work: Work, role: str) -> str:
    """“Feis, Herbert and {Bank of Chosen}”: an institution is kept whole by braces."""
    people = [(_tex(_inverted(person)), "family" in person) for person in work.get(role, ())]
    return " and ".join(name if has_family else f"{{{name}}}" for name, has_family in people)


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
    held, kind = _held(work), _pairs(_RIS_TYPES).get(str(work.get("type")), "GEN")
    lines: list[tuple[str, Any]] = [("TY", kind), ("ID", work["id"])]
    for tag, role in (("AU", "author"), ("ED", "editor")):
        lines += [(tag, _inverted(person)) for person in work.get(role, ())]
    lines += [(tag, held.get(key)) for tag, key in _pairs(_RIS_FIELDS).items()]
    written = [f"{tag}  - {' '.join(str(value).split())}" for tag, value in lines if value]
    return "\n".join([*written, "ER  - ", ""])
