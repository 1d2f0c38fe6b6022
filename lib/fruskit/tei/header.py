"""What the header of a volume says: titles, imprint, identifiers, and why it corrects what it corrects."""

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import Element, TreeBuilder

from ..text import Header
from .source import SPACE, TEI

# The Office has spelt the same names of titles in two ways.
_TITLES = {"volumenumber": "number", "volume": "name"}


class HeaderReader:
    """Takes the events of the header, which is small, as a tree."""

    def __init__(self) -> None:
        self.builder, self.depth = TreeBuilder(), 0
        self.data: Callable[[str], object] = self.builder.data
        self.root = Element("teiHeader")

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.builder.start(name.removeprefix(TEI), dict(attributes))
        self.depth += 1

    def end(self, name: str) -> bool:
        """Whether the header ends here."""
        self.builder.end(name.removeprefix(TEI))
        self.depth -= 1
        if not self.depth:
            self.root = self.builder.close()
        return not self.depth

    def header(self) -> Header:
        titles: dict[str, str] = {}
        for title in self.root.iterfind("fileDesc/titleStmt/title"):
            kind = (title.get("type") or "complete").replace("-", "")
            titles.setdefault(_TITLES.get(kind, kind), _words(title))
        first = next(filter(None, titles.values()), "")
        imprint = {n: self._imprint(n) for n in ("publisher", "pubPlace", "date")}
        editors = (_words(e) for e in self.root.iterfind("fileDesc/titleStmt/editor"))
        numbers = self.root.iterfind("fileDesc/publicationStmt/idno")
        return Header(
            titles.get("complete") or first,
            *(titles.get(name, "") for name in ("series", "subseries", "number", "name")),
            publisher=imprint["publisher"], place=imprint["pubPlace"], date=imprint["date"],
            editors=tuple(filter(None, editors)),
            identifiers={n.get("type", ""): _words(n) for n in numbers if _words(n)},
        )  # fmt: skip

    def reasons(self) -> dict[str, str]:
        """Why each emendation is proposed: the list of corrections, by what it points to."""
        items = self.root.iterfind(".//correction//item")
        return {item.get("corresp", "").lstrip("#"): _words(item) for item in items}

    def _imprint(self, name: str) -> str:
        found = self.root.find(f"fileDesc/publicationStmt/{name}")
        return "" if found is None else _words(found)


def _words(element: Element) -> str:
    return SPACE.sub(" ", "".join(element.itertext())).strip()
