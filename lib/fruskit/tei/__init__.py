"""Reads FRUS TEI into the reading text; nothing else in fruskit touches XML.

Knows what a volume's file must hold, and puts together what the modules beside it make of it.
"""

from pathlib import Path
from xml.etree import ElementTree

from ..errors import FruskitError
from ..text import Volume
from .reader import Reader
from .source import ID, SPACE, TEI, parse

__all__ = ["read"]


def read(path: str | Path) -> Volume:
    """The volume in a FRUS TEI file. Raises FruskitError when it cannot be one."""
    root = parse(Path(path))
    if root.tag != TEI + "TEI":
        raise FruskitError(
            str(path), f"it is XML, but its root is <{root.tag.rpartition('}')[2]}>, not a TEI <TEI>",
            "FRUS volumes are TEI P5 files in the namespace http://www.tei-c.org/ns/1.0.",
        )  # fmt: skip
    body = root.find(TEI + "text")
    if body is None:
        raise FruskitError(str(path), "it is TEI without a <text>", "Is the file complete?")
    ids = {element.get(ID, "") for element in body.iter()}
    reader = Reader(root.get(ID) or Path(path).stem, _reasons(root), ids)
    try:
        reader.walk(body, "text")
        reader.close()
    except RecursionError:
        raise FruskitError(
            str(path), "its elements are nested deeper than any volume's", "Is it a FRUS volume?"
        ) from None
    return reader.volume(_title(root))


def _title(root: ElementTree.Element) -> str:
    titles = root.findall(f"{TEI}teiHeader/{TEI}fileDesc/{TEI}titleStmt/{TEI}title")
    named = {t.get("type"): SPACE.sub(" ", "".join(t.itertext())).strip() for t in titles}
    return named.get("complete") or next(iter(named.values()), "")


def _reasons(root: ElementTree.Element) -> dict[str, str]:
    """Why each emendation is proposed: the header's list of corrections, by what it points to."""
    items = root.iterfind(f"{TEI}teiHeader//{TEI}correction//{TEI}item")
    return {
        (item.get("corresp") or "").lstrip("#"): SPACE.sub(" ", "".join(item.itertext())).strip()
        for item in items
    }
