"""From a file's bytes to a tree of XML, with entities and the network off.

A file that declares a document type or entities is refused: FRUS volumes have none.
"""

from pathlib import Path
import re
from xml.etree import ElementTree

from ..errors import FruskitError

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/frus/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SPACE = re.compile(r"[ \t\r\n]+")


def parse(path: Path) -> ElementTree.Element:
    try:
        source = _decode(path, path.read_bytes())
    except (OSError, ValueError) as problem:  # ValueError: a name that no file can have
        reason = getattr(problem, "strerror", None) or problem
        raise FruskitError(
            str(path), f"it cannot be read ({reason})", "Check name and place."
        ) from problem
    if "<!DOCTYPE" in source or "<!ENTITY" in source:
        raise FruskitError(
            str(path), "it declares a document type or entities, which are never read here",
            "FRUS volumes need none: take the declaration out.",
        )  # fmt: skip
    try:
        return ElementTree.fromstring(source)
    except (ElementTree.ParseError, ValueError) as problem:
        line, column = getattr(problem, "position", (1, 0))
        raise FruskitError(
            f"{path}, line {line}, column {column + 1}",
            f"it is not well-formed XML ({str(problem).split(':')[0]})",
            "Is the file complete? An XML editor shows the place.",
        ) from problem


def _decode(path: Path, raw: bytes) -> str:
    """The file's characters; XML is UTF-8 unless it says otherwise (XML 1.0, section 4.3.3)."""
    named = re.match(rb"\s*<\?xml[^>]*encoding\s*=\s*[\"']([A-Za-z0-9._-]+)", raw[:200])
    marked = raw[:2] in (b"\xff\xfe", b"\xfe\xff")
    encoding = "utf-16" if marked else named.group(1).decode() if named else "utf-8-sig"
    try:
        source = raw.decode("utf-8-sig" if encoding.lower() in ("utf-8", "utf8") else encoding)
    except (UnicodeError, LookupError) as problem:
        at = getattr(problem, "start", 0)
        raise FruskitError(
            f"{path}, byte {at}", f"it is not text in the encoding {encoding}",
            "Save the file as UTF-8.",
        ) from problem  # fmt: skip
    # The declaration speaks of bytes; what goes on from here is characters.
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", source, count=1)
