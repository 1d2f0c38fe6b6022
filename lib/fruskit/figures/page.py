"""The annotated page: the section set as it is printed, with layers of what is said about it.

Every marking has a sign of its own behind the words, explained in a legend, so that colour is never
the only one; a list below says the same in words.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape

from ..annotations import Annotations
from ..errors import FruskitError
from ..text import Block, Section, Span
from .figure import Figure


@dataclass(frozen=True, slots=True)
class Marking:
    """Words of the page, the layer they are marked in, and what they are, in a word or two."""

    span: Span
    layer: str
    kind: str
    note: str = ""


_Layer = Callable[[Section, Annotations], Iterable[Marking]]


def _annotated(layer: str, kind: str, field: str) -> _Layer:
    def markings(section: Section, notes: Annotations) -> Iterator[Marking]:
        for entry in notes.of(kind):
            yield Marking(entry.span, layer, str(entry.fields.get(field, "")).replace("-", " "))

    return markings


def _named(layer: str, element: str, kind: str) -> _Layer:
    """Every place where the encoding names a person or a place, not the annotated one alone."""

    def markings(section: Section, notes: Annotations) -> Iterator[Marking]:
        for mark in section.marks:
            if mark.kind == element:
                words = section.block(mark.block).text[mark.start : mark.end]
                yield Marking(Span(mark.block, mark.start, mark.end, words), layer, kind)

    return markings


def _emendations(section: Section, notes: Annotations) -> Iterator[Marking]:
    for one in section.emendations:
        proposed = f"stands in the text; the kit proposes “{one.corr}” (certainty: {one.certainty}). {one.reason}"
        yield Marking(one.span, "emendations", "proposed reading", proposed)


LAYERS: dict[str, _Layer] = {
    "provisions": _annotated("provisions", "provision", "kind"),
    "events": _annotated("events", "event", "certainty"),
    "people": _named("people", "persName", "person"),
    "places": _named("places", "placeName", "place"),
    "citations": _annotated("citations", "citation", "kind"),
    "emendations": _emendations,
}


def page(section: Section, notes: Annotations, layers: Sequence[str] = ()) -> Figure:
    """The section as a page with these layers, or with none. FruskitError for an unknown layer."""
    for layer in layers:
        if layer not in LAYERS:
            near = get_close_matches(str(layer), LAYERS, n=1)
            remedy = f"Nearest: “{near[0]}”." if near else f"There are {', '.join(LAYERS)}."
            raise FruskitError("fruskit.page", f"there is no layer “{layer}”", remedy)
    markings = [
        marking for layer in dict.fromkeys(layers) for marking in LAYERS[layer](section, notes)
    ]
    signs = _signs(markings)
    notes_shown = {note.id for note in section.notes}
    body = "\n".join(
        _turns(section, block) + _block(section, block, markings, signs)
        for block in section.blocks if block.id not in notes_shown
    )  # fmt: skip
    feet = "\n".join(
        f"<p><sup>{escape(note.number)}</sup> {_words(section, section.block(note.id), markings, signs)}</p>"
        for note in section.notes
    )
    html = f'<div class="fk-sheet">\n{body}\n<div class="fk-feet">\n{feet}\n</div>\n</div>\n{_legend(markings, signs)}'
    return Figure("page", html, _plain(section, markings))


# --- the words with their markings


def _signs(markings: Sequence[Marking]) -> dict[str, str]:
    """A letter for each kind of marking: its first that is still free."""
    signs: dict[str, str] = {}
    for kind in dict.fromkeys(marking.kind for marking in markings):
        free = [letter for letter in kind if letter.isalpha() and letter not in signs.values()]
        signs[kind] = free[0] if free else str(len(signs) + 1)
    return signs


def _block(
    section: Section, block: Block, markings: Sequence[Marking], signs: dict[str, str]
) -> str:
    words = _words(section, block, markings, signs).replace("\n", "<br>")
    document = next((d for d in section.documents if d.id == block.division), None)
    if block.kind == "heading":
        return f'<p class="fk-head"><strong>{words}</strong></p>'
    if block.kind == "document-entry" and document and document.number:
        return f'<p class="fk-entry">[{escape(document.number)}] {words}</p>'
    return f'<p class="fk-{"entry" if document else "text"}">{words}</p>'


def _turns(section: Section, block: Block) -> str:
    here = (turn.number for turn in section.pages if turn.block == block.id)
    return "".join(f'<p class="fk-turn">[Page {escape(number)}]</p>\n' for number in here)


def _words(
    section: Section, block: Block, markings: Sequence[Marking], signs: dict[str, str]
) -> str:
    """A block's words cut wherever a marking begins or ends, each piece within all its markings."""
    here = [marking for marking in markings if marking.span.block == block.id]
    markers = {note.offset: note.number for note in section.notes if note.block == block.id}
    cuts = {
        0,
        len(block.text),
        *markers,
        *(m.span.start for m in here),
        *(m.span.end for m in here),
    }
    ordered, html = sorted(cuts), []
    for start, end in zip(ordered, [*ordered[1:], None]):
        html += [
            f'<sup class="fk-sign" title="{escape(m.kind)}">{escape(signs[m.kind])}</sup>'
            for m in here if m.span.end == start
        ]  # fmt: skip
        if start in markers:
            html.append(f'<sup class="fk-marker">{escape(markers[start])}</sup>')
        if end is not None:
            piece = escape(block.text[start:end])
            for marking in here:
                if marking.span.start <= start and end <= marking.span.end:
                    kind = marking.kind.replace(" ", "-")
                    piece = f'<span class="fk-in-{marking.layer} fk-{escape(kind)}">{piece}</span>'
            html.append(piece)
    return "".join(html)


# --- the same in words


def _legend(markings: Sequence[Marking], signs: dict[str, str]) -> str:
    if not markings:
        return ""
    counts = {kind: sum(m.kind == kind for m in markings) for kind in signs}
    layers = {m.kind: m.layer for m in markings}
    key = "\n".join(
        f'<li><span class="fk-in-{layers[kind]} fk-{escape(kind.replace(" ", "-"))}">{escape(kind)}</span>'
        f'<sup class="fk-sign">{escape(sign)}</sup> <span class="fk-muted">× {counts[kind]}</span></li>'
        for kind, sign in signs.items()
    )
    items = "\n".join(f"<li>{escape(line)}</li>" for line in _listed(markings))
    opened = (
        " open" if any(m.note for m in markings) else ""
    )  # a reason should not have to be asked for
    return (
        f'<ul class="fk-key" aria-label="Signs on the page">\n{key}\n</ul>\n'
        f"<details{opened}><summary>The same as a list</summary>\n<ul>\n{items}\n</ul>\n</details>"
    )


def _listed(markings: Iterable[Marking]) -> Iterator[str]:
    for marking in markings:
        words = " ".join(marking.span.text.split())
        yield f"{marking.kind}: “{words}”" + (f" {marking.note}" if marking.note else "")


def _plain(section: Section, markings: Sequence[Marking]) -> str:
    return "\n".join([section.text, *([""] if markings else []), *_listed(markings)])
