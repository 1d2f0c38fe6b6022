"""The annotated page: the section set as it is printed, with layers of what is said about it.

Every marking has a sign of its own behind the words, explained in a legend, so that colour is never
the only one; a list below says the same in words. The reader switches layers with check boxes, by
style alone; where a page is shown without its style, boxes are hidden and all its layers are there.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from difflib import get_close_matches
from html import escape

from ...claims.annotations import Annotations, Silence
from ...errors import FruskitError
from ...markup import plain, prose
from ...volumes.text import Block, Section, Span
from .figure import Figure, source


@dataclass(frozen=True, slots=True)
class Highlight:
    """Words of the page, the layer they are marked in, and what they are, in a word or two."""

    span: Span
    layer: str
    kind: str
    note: str = ""


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
                words = section.block(phrase.block).text[phrase.start : phrase.end]
                yield Highlight(Span(phrase.block, phrase.start, phrase.end, words), layer, kind)

    return highlights


def _dates(section: Section, notes: Annotations) -> Iterator[Highlight]:
    """Every date that is printed; one without its year is another kind."""
    for phrase in section.phrases:
        if phrase.kind == "date":
            words = section.block(phrase.block).text[phrase.start : phrase.end]
            whole = not phrase.attributes.get("when", "").startswith("--")
            kind = "date printed" if whole else "year not printed"
            yield Highlight(Span(phrase.block, phrase.start, phrase.end, words), "dates", kind)


def _emendations(section: Section, notes: Annotations) -> Iterator[Highlight]:
    for one in section.emendations:
        proposed = f"stands in the text; the kit proposes “{one.corr}” (certainty: {one.certainty}). {one.reason}"
        yield Highlight(one.span, "emendations", "proposed reading", proposed)


LAYERS: dict[str, _Layer] = {
    "provisions": _annotated("provisions", "provision", "kind"),
    "events": _annotated("events", "event", "certainty"),
    "actors": _named("actors", "persName", "person"),
    "dates": _dates,
    "places": _named("places", "placeName", "place"),
    "sources": _annotated("sources", "citation", "kind"),
    "emendations": _emendations,
    "silences": lambda section, notes: (),  # they have no words; they stand beside the page
}
OTHER_NAMES = {"people": "actors", "citations": "sources"}


def page(section: Section, notes: Annotations, layers: Sequence[str] = ()) -> Figure:
    """The section as a page with these layers, or with none. FruskitError for an unknown layer."""
    chosen = list(dict.fromkeys(map(_layer, layers)))
    highlights = [highlight for layer in chosen for highlight in LAYERS[layer](section, notes)]
    silences = notes.silences if "silences" in chosen else ()
    signs = _signs(highlights)
    own: defaultdict[str, list[Highlight]] = defaultdict(list)  # those of each block
    for highlight in highlights:
        own[highlight.span.block].append(highlight)
    notes_shown = {note.id for note in section.notes}
    titled = {
        block.division for block in section.blocks if block.kind == "paragraph"
    }  # not those that are listed only
    first = {
        block.division: block.id for block in reversed(section.blocks) if block.division in titled
    }
    parted = {first[d.id] for d in section.documents if d.id in titled} - {section.blocks[0].id}
    body = "\n".join(
        ('<hr class="fk-between">\n' if block.id in parted else "")
        + _turns(section, block)
        + _block(section, block, own[block.id], signs, titled)
        for block in section.blocks
        if block.id not in notes_shown
    )
    feet = "\n".join(
        f"<p><sup>{escape(note.number)}</sup> {_words(section, section.block(note.id), own[note.id], signs)}</p>"
        for note in section.notes
    )
    html = f'<div class="fk-sheet">\n{body}\n<div class="fk-feet">\n{feet}\n</div>\n</div>\n{_legend(highlights, signs)}'
    if silences:
        html = f'<div class="fk-spread">\n<div>{html}</div>\n{_aside(silences)}\n</div>'
    html = _switches(chosen) + html
    return Figure("page", html, _plain(section, highlights, silences))


def _layer(name: str) -> str:
    name = OTHER_NAMES.get(name, name)
    if name in LAYERS:
        return name
    near = get_close_matches(str(name), [*LAYERS, *OTHER_NAMES], n=1)
    remedy = f"Nearest: “{near[0]}”." if near else f"There are {', '.join(LAYERS)}."
    raise FruskitError("fruskit.page", f"there is no layer “{name}”", remedy)


def _switches(layers: Sequence[str]) -> str:
    """A check box a layer, ticked. The style shows them: without it they would do nothing."""
    if not layers:
        return ""
    boxes = "\n".join(
        f'<label><input type="checkbox" class="fk-on-{layer}" checked> {layer}</label>'
        for layer in layers
    )
    return f'<fieldset class="fk-switches" hidden="hidden">\n<legend>Layers</legend>\n{boxes}\n</fieldset>\n'


# --- the words with their markings


def _signs(highlights: Sequence[Highlight]) -> dict[str, str]:
    """A letter for each kind of marking: its first that is still free."""
    signs: dict[str, str] = {}
    for kind in dict.fromkeys(highlight.kind for highlight in highlights):
        free = [letter for letter in kind if letter.isalpha() and letter not in signs.values()]
        signs[kind] = free[0] if free else str(len(signs) + 1)
    return signs


def _block(
    section: Section,
    block: Block,
    highlights: Sequence[Highlight],
    signs: dict[str, str],
    titled: Set[str],
) -> str:
    words = _words(section, block, highlights, signs).replace("\n", "<br>")
    document = next((d for d in section.documents if d.id == block.division), None)
    if block.kind == "heading":
        return f'<p class="fk-head"><strong>{words}</strong></p>'
    if block.kind == "document-entry" and document:
        words = f"[{escape(document.number)}] {words}" if document.number else words
        return (
            f'<h3 class="fk-title">{words}</h3>'
            if document.id in titled
            else f'<p class="fk-entry">{words}</p>'
        )
    return f'<p class="fk-{"entry" if document else "text"}">{words}</p>'


def _turns(section: Section, block: Block) -> str:
    here = (turn.number for turn in section.pages if turn.block == block.id)
    return "".join(f'<p class="fk-turn">[Page {escape(number)}]</p>\n' for number in here)


def _words(
    section: Section, block: Block, highlights: Sequence[Highlight], signs: dict[str, str]
) -> str:
    """A block's words cut wherever one of its markings begins or ends, each piece within all of them."""
    markers = {note.offset: note.number for note in section.notes if note.block == block.id}
    cuts = {
        0,
        len(block.text),
        *markers,
        *(m.span.start for m in highlights),
        *(m.span.end for m in highlights),
    }
    ordered, html = sorted(cuts), []
    for start, end in zip(ordered, [*ordered[1:], None]):
        html += [
            f'<sup class="fk-sign fk-of-{m.layer}" title="{escape(m.kind)}">{escape(signs[m.kind])}</sup>'
            for m in highlights
            if m.span.end == start
        ]
        if start in markers:
            html.append(f'<sup class="fk-marker">{escape(markers[start])}</sup>')
        if end is not None:
            piece = escape(block.text[start:end])
            for highlight in highlights:
                if highlight.span.start <= start and end <= highlight.span.end:
                    kind = highlight.kind.replace(" ", "-")
                    piece = (
                        f'<span class="fk-in-{highlight.layer} fk-{escape(kind)}">{piece}</span>'
                    )
            html.append(piece)
    return "".join(html)


# --- the same in words


def _legend(highlights: Sequence[Highlight], signs: dict[str, str]) -> str:
    if not highlights:
        return ""
    counts = {kind: sum(m.kind == kind for m in highlights) for kind in signs}
    layers = {m.kind: m.layer for m in highlights}
    key = "\n".join(
        f'<li class="fk-of-{layers[kind]}"><span class="fk-in-{layers[kind]} fk-{escape(kind.replace(" ", "-"))}">{escape(kind)}</span>'
        f'<sup class="fk-sign">{escape(sign)}</sup> <span class="fk-muted">× {counts[kind]}</span></li>'
        for kind, sign in signs.items()
    )
    items = "\n".join(
        f'<li class="fk-of-{highlight.layer}">{escape(_line(highlight))}</li>'
        for highlight in highlights
    )
    opened = (
        " open" if any(m.note for m in highlights) else ""
    )  # a reason should not have to be asked for
    return (
        f'<ul class="fk-key" aria-label="Signs on the page">\n{key}\n</ul>\n'
        f"<details{opened}><summary>The same as a list</summary>\n<ul>\n{items}\n</ul>\n</details>"
    )


def _line(highlight: Highlight) -> str:
    words = " ".join(highlight.span.text.split())
    return f"{highlight.kind}: “{words}”" + (f" {highlight.note}" if highlight.note else "")


def _searched(silence: Silence) -> str:
    return "Searched for, and found nowhere: " + ", ".join(
        f"“{words}”" for words in silence.searches
    )


def _aside(silences: Sequence[Silence]) -> str:
    """The silences as a margin: each with its searches and the sources that do speak of it."""
    items = "\n".join(
        f'<li>{escape(one.what)}<br><small class="fk-muted">{escape(_searched(one))}.</small>{_known(one)}</li>'
        for one in silences
    )
    return (
        '<div class="fk-silences fk-of-silences">\n<p><strong>What the page does not say</strong></p>\n'
        f"<ul>\n{items}\n</ul>\n</div>"
    )


def _known(silence: Silence) -> str:
    facts = "".join(f"<li>{prose(fact.text)} [{source(fact)}]</li>" for fact in silence.elsewhere)
    if not facts:
        return ""
    named = "<summary><small>Known from elsewhere</small></summary>"
    return f'<details>{named}\n<ul class="fk-muted">{facts}</ul></details>'


def _plain(section: Section, highlights: Sequence[Highlight], silences: Sequence[Silence]) -> str:
    said = [*([""] if highlights else []), *map(_line, highlights)]
    if silences:
        said += ["", "What the page does not say:"]
    for one in silences:
        known = [
            f"  Known from elsewhere: {plain(f.text)} [{plain(f.source)}]" for f in one.elsewhere
        ]
        said += [f"{one.what} {_searched(one)}.", *known]
    return "\n".join([section.text, *said])
