"""A picture of the kit's own, read from a file of SVG: shapes and words, and nothing that could act.

It keeps classes, places and shapes; colors and letters are the style's. What else may be in SVG
(scripts, styles, links, images, references) is refused, not passed over.
"""

from collections.abc import Iterator
from dataclasses import dataclass
import re
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ...errors import FruskitError
from ...kit.folder import Kit
from ...markup import Html, tag

_SVG = "{http://www.w3.org/2000/svg}"
_INSIDE = "g path rect circle line text tspan title"
_SHAPES = frozenset(_INSIDE.split())
_WHERE = "class d x y dx dy x1 y1 x2 y2 cx cy r rx width height viewBox text-anchor"
_KEPT = frozenset(_WHERE.split())
_PLAIN = re.compile(r"[\w\s.,+-]*")  # no colon, no parenthesis: no address, no call
_REMEDY = "Draw with paths, shapes and text alone; the kit’s style colors them by class."


@dataclass(frozen=True)
class Picture:
    """What a drawing shows, how to read it, remarks, its panels, and its words by their class."""

    title: str
    how: str
    remarks: tuple[str, ...]
    panels: tuple[Html, ...]
    words: tuple[tuple[str, str], ...]

    def named(self, look: str) -> set[str]:
        """The words of that class."""
        return {words for looks, words in self.words if look in looks.split()}


def picture(kit: Kit, name: str) -> Picture | None:
    """The drawing in that file of the kit, None where there is none. FruskitError where it is not sound."""
    path = kit.root / name
    if not path.exists():
        return None
    try:
        source = path.read_text("utf-8")
        if "<!DOCTYPE" in source:
            raise ValueError("it declares a document type")
        root = ElementTree.fromstring(source)
    except (OSError, ValueError, ElementTree.ParseError) as problem:
        raise FruskitError(name, f"it cannot be read as SVG ({problem})", _REMEDY) from problem
    if root.tag != f"{_SVG}svg":
        raise FruskitError(name, "it is no SVG", _REMEDY)
    panels = [shape for shape in root if shape.tag == f"{_SVG}svg"]
    texts = (shape for panel in panels for shape in panel.iter(f"{_SVG}text"))
    return Picture(
        _said(root, "title"),
        _said(root, "desc"),
        tuple(line.strip() for line in _within(root, "metadata").splitlines() if line.strip()),
        tuple(_panel(panel, name) for panel in panels),
        tuple((text.get("class", ""), _flat("".join(text.itertext()))) for text in texts),
    )


def _panel(panel: Element, name: str) -> Html:
    """A panel as an image with a name; where it is in the file is for those who look at the file alone."""
    looks = {"class_": panel.get("class"), "viewBox": panel.get("viewBox")}
    for value in filter(None, looks.values()):
        _checked("class", value, name)
    return tag("svg", *_inside(panel, name), **looks, role="img", aria_label=_said(panel, "title"))


def _inside(shape: Element, name: str) -> Iterator[object]:
    yield " ".join((shape.text or "").split("\n"))
    for inner in shape:
        local = str(inner.tag).removeprefix(_SVG)
        if local not in _SHAPES:
            raise FruskitError(name, f"it has an element “{local}”", _REMEDY)
        if local != "title":
            kept = {key: _checked(key, value, name) for key, value in inner.attrib.items()}
            yield tag(local, *_inside(inner, name), **kept)
        yield "\n" if "\n" in (inner.tail or "") else inner.tail


def _checked(key: str, value: str, name: str) -> str:
    if key not in _KEPT or not _PLAIN.fullmatch(value):
        raise FruskitError(name, f"it has an attribute {key}=“{value}”", _REMEDY)
    return value


def _said(shape: Element, name: str) -> str:
    return _flat(_within(shape, name))


def _within(shape: Element, name: str) -> str:
    return shape.findtext(f"{_SVG}{name}") or ""


def _flat(words: str) -> str:
    return " ".join(words.split())
