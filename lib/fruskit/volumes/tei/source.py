"""From a file to its bytes, and from bytes to the tree of XML, with entities and the network off.

A file that declares a document type is refused: FRUS volumes have none, and entities come in no
other way. Knows nothing of what the elements mean.
"""

from collections.abc import Callable
from io import BytesIO
import os
from pathlib import Path
import re
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, XMLParser
from xml.parsers import expat

from ...errors import FruskitError, refused

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/frus/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SPACE = re.compile(r"[ \t\r\n]+")
LARGEST = 100_000_000  # bytes: the largest volume of the series has a tenth of it
_AT_ONCE = 1 << 16  # bytes that are parsed at once: few enough to stay near the processor
_ASCII = bytes(range(128))
_TO_SPACES = bytes.maketrans(b"\t\r\n", b"   ")
_BLANKS = re.compile(rb"&#(?:x0*(?:9|[AaDd]|20)|0*(?:9|10|13|32));")
_NUMBERED = re.compile(rb"&#(x[0-9A-Fa-f]{1,8}|[0-9]{1,8});")
_WIDE = "\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_XML = re.compile(rb"\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]+)[^>]*>")
_BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def load(path: Path) -> tuple[bytes, bool]:
    """The file's bytes in UTF-8, and whether they began with a byte-order mark. Raises FruskitError
    when the file cannot be read, is larger than LARGEST or in no known encoding."""
    try:
        with path.open("rb") as file:
            raw = _bounded(file)
    except (OSError, ValueError) as problem:  # ValueError: a name that no file can have
        raise refused(path, "read", problem, "Check name and place.") from problem
    if raw is None:
        what = f"it is larger than {LARGEST // 1_000_000} MB, and no volume is"
        remedy = "Is it a FRUS volume? Each has a file of its own."
        raise FruskitError(str(path), what, remedy)
    return _as_utf8(path, raw), raw.startswith(_BYTE_ORDER_MARKS)


def _bounded(file: BinaryIO) -> bytes | None:
    """All of a file, or None if it is larger than LARGEST; a pipe does not say its size."""
    held = os.fstat(file.fileno()).st_size
    pieces = [file.read(held + 1)] if held <= LARGEST else []
    held = len(pieces[0]) if pieces else held
    while held <= LARGEST and (more := file.read(1 << 20)):
        pieces.append(more)
        held += len(more)
    return b"".join(pieces) if held <= LARGEST else None


def _as_utf8(path: Path, raw: bytes) -> bytes:
    """XML is UTF-8 unless it says otherwise (XML 1.0, section 4.3.3)."""
    named = _XML.match(raw[:300].removeprefix(_BYTE_ORDER_MARKS[0]))
    marked = raw.startswith(_BYTE_ORDER_MARKS[1:])
    encoding = "utf-16" if marked else named[1].decode().lower() if named else "utf-8"
    if encoding in ("utf-8", "utf8"):
        return raw.removeprefix(_BYTE_ORDER_MARKS[0]).lstrip()
    source = decoded(path, raw, encoding)
    # The declaration speaks of bytes that are no more.
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", source, count=1).lstrip().encode("utf-8", "replace")


def decoded(path: Path, raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except (UnicodeError, LookupError) as problem:
        where = f"{path}, byte {getattr(problem, 'start', 0)}"
        what = f"it is not text in the encoding {encoding}"
        raise FruskitError(where, what, "Save the file as UTF-8.") from problem


class GrowingTree:
    """The XML of a file as far as it is parsed, without comments and instructions: it grows while it
    is walked, so that what is read is still near the processor, and a volume is never held twice.

    Indentation in it is one space, as is any other white space but for spaces that do not break.
    """

    def __init__(self, path: Path, raw: bytes) -> None:
        """Raises FruskitError when the file declares a document type."""
        if b"<!DOCTYPE" in raw:  # or what looks like one, in a comment
            _look_through(path, raw)
        self._path, self._raw = path, raw
        self._lines = BytesIO(_BLANKS.sub(b" ", raw) if b"&#" in raw else raw)
        builder = TreeBuilder()
        self._parser = XMLParser(target=builder, encoding="utf-8")
        self._whole = False
        # The elements that are walked, and which of the children; the first holds the root alone.
        self.walked: list[tuple[Element, int]] = [(builder.start("", {}), 0)]

    @property
    def root(self) -> Element:
        """The root, when it has begun."""
        above, _ = self.walked[0]
        self.has(above, 0)
        return above[0]

    def has(self, element: Element, place: int) -> bool:
        """Whether the innermost element that is walked has a child at this place: parses until that
        is sure, and so until the one before is whole. Raises FruskitError with line and column
        where the XML is not well-formed."""
        while len(element) <= place and not self._ended():
            self._grow()
        return len(element) > place

    def _ended(self) -> bool:
        """Whether the innermost that is walked is whole: something comes after it, or what it is in."""
        return self._whole or any(len(above) > place + 1 for above, place in self.walked)

    def _grow(self) -> None:
        try:
            if some := self._lines.readlines(_AT_ONCE):
                unindented = b" ".join(map(bytes.strip, [*some, b""]))
                self._parser.feed(unindented.translate(_TO_SPACES))
            else:
                self._parser.close()
                self._whole = True
        except ParseError:
            decoded(self._path, self._raw, "utf-8")
            _look_through(self._path, self._raw)
            raise


def words(element: Element) -> str:
    """All words of an element in one line."""
    return SPACE.sub(" ", "".join(element.itertext())).strip()


def counter(raw: bytes) -> Callable[[str], int]:
    """What counts the characters of a text of this file that are no white space of any kind."""
    beyond = raw.translate(None, _ASCII)
    blanks = {" ", "\n", "\t", *(blank for blank in _WIDE if blank.encode() in beyond)}
    if b"&#" in raw:  # characters by their numbers
        numbers = {int(n[1:], 16) if n[:1] == b"x" else int(n) for n in _NUMBERED.findall(raw)}
        blanks |= {chr(n) for n in numbers if n <= 0x3000 and chr(n).isspace()}
    return lambda text: len(text) - sum(map(text.count, blanks))


def _look_through(path: Path, raw: bytes) -> None:
    """Says what is wrong with the XML and where, in lines as the file has them."""

    def refuse(*_: object) -> None:
        what = "it declares a document type or entities, which are never read here"
        remedy = "FRUS volumes need none: take the declaration out."
        raise FruskitError(str(path), what, remedy)

    parser = expat.ParserCreate("utf-8", "}")
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(raw, True)
    except expat.ExpatError as problem:
        where = f"{path}, line {problem.lineno}, column {problem.offset + 1}"
        what = f"it is not well-formed XML ({expat.ErrorString(problem.code)})"
        remedy = "Is the file complete? An XML editor shows the place."
        raise FruskitError(where, what, remedy) from None
