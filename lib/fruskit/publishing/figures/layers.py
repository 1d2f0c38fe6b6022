"""What can be highlighted on the annotated page, layer by layer, and what is said of each highlight.

It knows annotations and encoding, and nothing of how they are shown.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ...claims.annotations import Annotations
from ...errors import FruskitError, nearest
from ...volumes.text import Phrase, Section, Span

LAYERS = tuple(
    ["provisions", "events", "actors", "dates", "places", "sources", "emendations", "silences"]
)
OTHER_NAMES = {"people": "actors", "citations": "sources"}
_ANNOTATED = {  # the kind of entry, and its field that says what it is
    "provisions": ("provision", "kind"),
    "events": ("event", "certainty"),
    "sources": ("citation", "kind"),
}
_ENCODED = {"actors": "persName", "dates": "date", "places": "placeName"}


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of the page, the layer they are in, and what they are, in a word or two."""

    span: Span
    layer: str
    kind: str
    note: str = ""

    @property
    def named(self) -> str:
        """The layer and the kind, in the words of the switches: “provisions: condition”."""
        return f"{self.layer}: {self.kind}"

    @property
    def said(self) -> str:
        """The highlight in words: “condition: “would require the concurrence””."""
        words = " ".join(self.span.text.split())
        return f"{self.kind}: “{words}”" + (f" {self.note}" if self.note else "")


def highlights(layer: str, section: Section, notes: Annotations) -> Iterator[Highlight]:
    """The highlights of a layer; silences have no words and are shown beside the page.

    Names and dates are highlighted wherever the encoding has them, not where they are annotated alone.
    """
    if layer in _ANNOTATED:
        kind, field = _ANNOTATED[layer]
        for entry in notes.of(kind):
            yield Highlight(entry.span, layer, str(entry.fields.get(field, "")).replace("-", " "))
    elif layer in _ENCODED:
        for phrase in section.phrases:
            if phrase.kind == _ENCODED[layer]:
                words = section.block(phrase.block).text[phrase.start : phrase.end]
                span = Span(phrase.block, phrase.start, phrase.end, words)
                yield Highlight(span, layer, _encoded(phrase))
    elif layer == "emendations":
        for one in section.emendations:
            proposed = f"the kit proposes “{one.corr}” (certainty: {one.certainty}). {one.reason}"
            note = f"appears in the text; {proposed}"
            yield Highlight(one.span, layer, "proposed reading", note)


def _encoded(phrase: Phrase) -> str:
    if phrase.kind != "date":
        return {"persName": "person", "placeName": "place"}[phrase.kind]
    yearless = phrase.attributes.get("when", "").startswith("--")
    return "year not printed" if yearless else "date printed"


def chosen(names: Sequence[str]) -> list[str]:
    """These layers, once each, by their first names. FruskitError for one that is not there."""
    found = dict.fromkeys(OTHER_NAMES.get(name, name) for name in names)
    for name in found:
        if name not in LAYERS:
            remedy = nearest(name, [*LAYERS, *OTHER_NAMES], f"There are {', '.join(LAYERS)}.")
            raise FruskitError("fruskit.page", f"there is no layer “{name}”", remedy)
    return list(found)
