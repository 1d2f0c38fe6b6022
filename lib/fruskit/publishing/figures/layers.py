"""What can be highlighted on the annotated page, layer by layer, and what is said of each highlight.

It knows annotations and encoding, and nothing of how they are shown.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...claims.annotations import Annotations
from ...errors import FruskitError, nearest
from ...volumes.text import Phrase, Section, Span


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of the page, the layer they are in, and what they are, in a word or two."""

    span: Span
    layer: str
    kind: str
    note: str = ""

    @property
    def said(self) -> str:
        """The highlight in words: “condition: “would require the concurrence””."""
        words = " ".join(self.span.text.split())
        return f"{self.kind}: “{words}”" + (f" {self.note}" if self.note else "")


_Layer = Callable[[Section, Annotations], Iterable[Highlight]]


def _annotated(layer: str, kind: str, field: str) -> _Layer:
    def highlights(section: Section, notes: Annotations) -> Iterator[Highlight]:
        for entry in notes.of(kind):
            yield Highlight(entry.span, layer, str(entry.fields.get(field, "")).replace("-", " "))

    return highlights


def _named(layer: str, element: str, kind: str) -> _Layer:
    """Every place where the encoding names a person or a place, not the annotated one alone."""

    def highlights(section: Section, notes: Annotations) -> Iterator[Highlight]:
        for phrase in section.phrases:
            if phrase.kind == element:
                yield Highlight(_span(section, phrase), layer, kind)

    return highlights


def _dates(section: Section, notes: Annotations) -> Iterator[Highlight]:
    """Every date that is printed; one without its year is another kind."""
    for phrase in section.phrases:
        if phrase.kind == "date":
            whole = not phrase.attributes.get("when", "").startswith("--")
            kind = "date printed" if whole else "year not printed"
            yield Highlight(_span(section, phrase), "dates", kind)


def _span(section: Section, phrase: Phrase) -> Span:
    words = section.block(phrase.block).text[phrase.start : phrase.end]
    return Span(phrase.block, phrase.start, phrase.end, words)


def _emendations(section: Section, notes: Annotations) -> Iterator[Highlight]:
    for one in section.emendations:
        proposed = f"the kit proposes “{one.corr}” (certainty: {one.certainty}). {one.reason}"
        yield Highlight(
            one.span, "emendations", "proposed reading", f"appears in the text; {proposed}"
        )


def _silences(section: Section, notes: Annotations) -> Iterable[Highlight]:
    """They have no words: they are shown beside the page."""
    return ()


LAYERS: Mapping[str, _Layer] = {
    "provisions": _annotated("provisions", "provision", "kind"),
    "events": _annotated("events", "event", "certainty"),
    "actors": _named("actors", "persName", "person"),
    "dates": _dates,
    "places": _named("places", "placeName", "place"),
    "sources": _annotated("sources", "citation", "kind"),
    "emendations": _emendations,
    "silences": _silences,
}
OTHER_NAMES = {"people": "actors", "citations": "sources"}


def chosen(names: Sequence[str]) -> list[str]:
    """These layers, once each, by their first names. FruskitError for one that is not there."""
    return list(dict.fromkeys(map(_layer, names)))


def _layer(name: str) -> str:
    name = OTHER_NAMES.get(name, name)
    if name in LAYERS:
        return name
    remedy = nearest(name, [*LAYERS, *OTHER_NAMES], f"There are {', '.join(LAYERS)}.")
    raise FruskitError("fruskit.page", f"there is no layer “{name}”", remedy)


def letters(highlights: Iterable[Highlight]) -> dict[str, str]:
    """A letter for each kind of highlight: its first that is still free, else a number."""
    found: dict[str, str] = {}
    for kind in dict.fromkeys(highlight.kind for highlight in highlights):
        free = [letter for letter in kind if letter.isalpha() and letter not in found.values()]
        found[kind] = free[0] if free else str(len(found) + 1)
    return found
