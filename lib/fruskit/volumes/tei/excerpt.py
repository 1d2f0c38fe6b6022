"""Cuts one division out of a volume's file, as a smaller volume of the same header.

It works on the file's own characters, so nothing in the division changes; references in it to what
is left out stay as they are.
"""

from dataclasses import dataclass
from pathlib import Path
import re
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from ...errors import FruskitError
from ..paths import expanded
from .source import load

_DECLARED = re.compile(rb"\s(xmlns(?::[\w.-]+)?)\s*=\s*(\"[^\"]*\"|'[^']*')")
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*\?>")
_LISTED = re.compile(
    rb"<(?:[\w.-]+:)?list\s[^>]*type\s*=\s*[\"'](persons|terms)[\"'][^>]*>"
    rb"(.*?)</(?:[\w.-]+:)?list>",
    re.S,
)
_ITEM = re.compile(rb"<((?:[\w.-]+:)?item)\b.*?</\1>", re.S)
_LEADS = re.compile(rb"(?:corresp|target)\s*=\s*[\"']#([^\"']+)")
_ID = re.compile(rb"xml:id\s*=\s*[\"']([^\"']+)")
_NAME = re.compile(rb"<([^\s/>]+)")
_TAG = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")


@dataclass(slots=True)
class _Places:
    """Where, in bytes, what is cut out is; -1 for what has not been seen."""

    root: int = -1
    header: tuple[int, int] = (-1, -1)
    page: tuple[int, int] = (-1, -1)  # the turn to the page on which the division begins
    above: tuple[int, ...] = ()  # the elements that the division lies in
    first: int = -1
    last: int = -1


def cut(path: str | Path, id: str, volume: str) -> bytes:
    """A TEI file in UTF-8 with the header of `path` and of its text the division `id` alone.

    Of the volume's lists of persons and terms it has the entries that the division leads to. The
    turn to the page on which it begins comes before it. volume: the id of the whole, written where
    the file has none. Raises FruskitError when no division of the file has this id itself.
    """
    path = expanded(path)
    raw = _ENCODING.sub(b"", load(path)[0])
    places = _find(raw, id)
    if places.first < 0:
        what = f"the division “{id}” has no id of its own in the file"
        remedy = "Give its <div> an xml:id there, or choose another division."
        raise FruskitError(str(path), what, remedy)
    root, division = _tag(raw, places.root), _declaring(raw, places)
    name = _name(root)
    prefix = name.removesuffix(b"TEI")
    if b"xml:id" not in root:
        root = b"<" + name + b" xml:id=" + quoteattr(volume).encode() + root[1 + len(name) :]
    body = _element(prefix + b"body", b"\n" + raw[slice(*places.page)] + division + b"\n")
    text = _element(prefix + b"text", _listed(raw, division, prefix) + body)
    start, end = b'<?xml version="1.0" encoding="UTF-8"?>', b"</" + name + b">\n"
    return b"\n".join([start, root, raw[slice(*places.header)], text, end])


def _declaring(raw: bytes, places: _Places) -> bytes:
    """The division, which goes on declaring what was declared above it."""
    division, tag = raw[places.first : places.last], _tag(raw, places.first)
    known = {*_DECLARED.findall(_tag(raw, places.root))}
    above = dict(found for at in places.above for found in _DECLARED.findall(_tag(raw, at)))
    for name, value in above.items():
        if name not in dict(_DECLARED.findall(tag)) and (name, value) not in known:
            end = 1 + len(_name(tag))
            division = division[:end] + b" " + name + b"=" + value + division[end:]
    return division


def _element(name: bytes, inside: bytes, attributes: bytes = b"") -> bytes:
    return b"<%s%s>%s</%s>" % (name, attributes, inside, name)


def _listed(raw: bytes, division: bytes, prefix: bytes) -> bytes:
    """The entries of the lists of persons and terms to which names in the division lead."""
    wanted = set(_LEADS.findall(division))
    lists = []
    for kind, inside in _LISTED.findall(raw):
        items = [item[0] for item in _ITEM.finditer(inside) if wanted & set(_ID.findall(item[0]))]
        lists += (
            [_element(prefix + b"list", b"".join(items), b' type="%s"' % kind)] if items else []
        )
    div = _element(prefix + b"div", b"".join(lists), b' type="section"')
    return _element(prefix + b"front", div) if lists else b""


def _find(raw: bytes, id: str) -> _Places:
    """The places of header, page turn and division; the bytes are known to be well-formed."""
    parser = expat.ParserCreate()
    places, open_now = _Places(), list[tuple[str, int]]()

    def start(name: str, attributes: dict[str, str]) -> None:
        local, at = name.rpartition(":")[2], parser.CurrentByteIndex
        if not open_now:
            places.root = at
        elif local == "pb" and places.first < 0:
            places.page = (at, at)  # its end is seen at its end
        elif local == "div" and places.first < 0 and attributes.get("xml:id") == id:
            places.first, places.above = at, tuple(place for _, place in open_now)
        open_now.append((local, at))

    def end(name: str) -> None:
        local, at = open_now.pop()
        if local not in ("pb", "teiHeader") and at != places.first:
            return
        # At the end of an empty element expat is behind it.
        last = at if _tag(raw, at).endswith(b"/>") else parser.CurrentByteIndex
        after = last + len(_tag(raw, last))
        if at == places.first:
            places.last = after
        elif local == "teiHeader":
            places.header = (at, after)
        elif local == "pb" and places.page[0] == at:
            places.page = (at, after)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(raw, True)
    return places


def _tag(raw: bytes, at: int) -> bytes:
    """The tag at this place. In well-formed XML only a value may hold a “>” of its own."""
    found = _TAG.match(raw, at)
    return found[0] if found else b""


def _name(tag: bytes) -> bytes:
    """The name of the element that a tag begins, with its prefix."""
    return b"".join(_NAME.findall(tag)[:1])
