"""The text as the class read it: each word shaded by the share of the class that marked it.

One exercise at a time, or all together; the words wanted are outlined. No script: a choice among
buttons decides, by style, which of a word’s shares is seen. Words and numbers below say the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ...classwork.counts import by_anyone, Result, Word, word_ends
from ...classwork.room import Classroom
from ...markup import block, Html, joined, prose, style, tag
from ...volumes.labels import label
from ...volumes.text import Block, Section
from ..figures.figure import listed, opened
from ..figures.sheet import between, turns
from .answers import too_few

_ABOUT = (
    "The darker a word, the more of the class marked it at the last attempt before the answer was "
    "shown. The words that were wanted are outlined."
)


Placed = tuple[int, Html]  # what is between words, and where


@dataclass(frozen=True)
class _Layer:
    """One way to shade the text: how many of how many marked each word; which were wanted."""

    name: str
    counts: Mapping[Word, int]
    wanted: frozenset[Word]
    of: int


def shades(room: Classroom, key: str) -> Html:
    """The text with its layers; nothing where no words were marked."""
    layers = list(_layers(room))
    if not layers:
        return Html()
    texts = _texts(room)
    names = [f"{key}-layer-{n}" for n in range(len(layers))]
    buttons = [_button(key, id, layer, n == 0) for n, (id, layer) in enumerate(zip(names, layers))]
    legend = tag("legend", "Shade the words that the class marked in")
    chosen = block("fieldset", legend, *buttons, class_="fk-layers")
    sheets = (sheet for text in texts for sheet in _sheets(text, layers))
    said = (_said(texts, layer) for layer in layers)
    head = [tag("h2", "The text as the class read it"), tag("p", _ABOUT)]
    rules = style("".join(_rules(names)))
    return block(
        "section", *head, rules, chosen, *sheets, opened("The same in words and numbers", *said)
    )


def _texts(room: Classroom) -> list[Section]:
    """The texts that the exercises are about in which words were marked, once each."""
    about = (one.exercise.section for one in room.results if one.marks)
    return list({text.id: text for text in about}.values())


def _sheets(text: Section, layers: Sequence[_Layer]) -> Iterator[Html]:
    """A text with its shades, or its texts one by one, each below its title where it has one."""
    titled = [(one.title, text) for one in text.texts] if len(text.texts) == 1 else text.apart
    for title, own in titled:
        if title:
            yield tag("h3", title)
        yield block("div", *_blocks(own, layers), class_="fk-sheet fk-shaded")


def _layers(room: Classroom) -> Iterator[_Layer]:
    """All together first; each exercise then, those in which words are quoted too."""
    marked = [one for one in room.results if one.marks and not too_few(room, one)]
    marking = [one for one in marked if not one.exercise.task.long]
    if len(marking) > 1:
        of = len({id(one.student) for one in room.works})
        wanted = frozenset(word for one in marking if one.marks for word in one.marks.wanted)
        yield _Layer("all exercises together", by_anyone(marking, room.works), wanted, of)
    for one in marked:
        yield _layer(one)


def _layer(one: Result) -> _Layer:
    assert one.marks
    exercise = one.exercise
    how = "quoted in " if exercise.task.long else ""
    name = f"{exercise.notebook[:2]} · {how}{exercise.title}"
    return _Layer(name, one.marks.last, one.marks.wanted, one.answered)


def _button(key: str, id: str, layer: _Layer, first: bool) -> Html:
    box = tag("input", type="radio", name=f"{key}-layer", id=id, checked=first)
    return tag("label", box, " ", tag("span", prose(layer.name)))


def _rules(names: Sequence[str]) -> Iterator[str]:
    for n, id in enumerate(names):
        on = f".fk-class:has(#{id}:checked)"
        yield f"{on} .fk-shaded b{{--s:var(--s{n},0)}}{on} .fk-shaded .o{n}{{--o:1}}"


# --- the words


def _blocks(section: Section, layers: Sequence[_Layer]) -> Iterator[Html]:
    before, within = turns(section, "fk-"), between(section, "fk-")
    notes = {note.id: tag("sup", note.number) for note in section.notes}
    for one in sorted(section.blocks, key=lambda one: one.id in notes):  # notes are at the foot
        yield from before[one.id]
        sign = [notes[one.id], " "] if one.id in notes else None
        words = joined([sign, *_words(one, within[one.id], layers)])
        yield tag("p", words, class_="fk-head" if one.kind == "heading" else "fk-text")


def _words(of: Block, between: Sequence[Placed], layers: Sequence[_Layer]) -> Iterator[object]:
    """The words of a block, each with its shares, and what is between them."""
    waiting = sorted(between, key=lambda one: one[0])
    for number, (start, end) in enumerate(zip(*word_ends(of.text))):
        inside = [(max(0, where - start), html) for where, html in waiting if where <= end]
        waiting = waiting[len(inside) :]
        word, place, next_ = _cut(of.text[start:end], inside), (of.id, number), (of.id, number + 1)
        if not _is_lit(place, layers):
            yield [word, " "]
        elif _is_lit(next_, layers):  # one stretch of shading, not one a word
            yield _lit(joined([word, " "]), place, layers)
        else:
            yield [_lit(joined(word), place, layers), " "]
    yield from (html for _, html in waiting)


def _cut(word: str, inside: Sequence[Placed]) -> list[object]:
    """A word with what is within it or right after it."""
    pieces, at = list[object](), 0
    for where, html in inside:
        pieces += [word[at:where], html]
        at = where
    return [*pieces, word[at:]]


def _is_lit(place: Word, layers: Sequence[_Layer]) -> bool:
    return any(layer.counts.get(place) or place in layer.wanted for layer in layers)


def _lit(word: Html, place: Word, layers: Sequence[_Layer]) -> Html:
    """A word with its share in each layer, and whether it is wanted there."""
    counts = [(n, layer.counts.get(place, 0), layer.of) for n, layer in enumerate(layers)]
    shares = ";".join(f"--s{n}:{100 * count / of:.0f}" for n, count, of in counts if count)
    wanted = " ".join(f"o{n}" for n, layer in enumerate(layers) if place in layer.wanted)
    return tag("b", word, style=shares or None, class_=wanted or None)


# --- the same in words and numbers


def _said(texts: Sequence[Section], layer: _Layer) -> Html:
    rows = []
    for words, low, high, wanted in (run for text in texts for run in _runs(text, layer)):
        many = f"{low}" if low == high else f"{low} to {high}"
        outlined = ", wanted" if wanted else ""
        rows.append([f"“{words[1]}” ({words[0]}): {many} of {layer.of}{outlined}"])
    return joined([tag("h3", prose(layer.name)), listed(rows) if rows else tag("p", "No words.")])


def _runs(section: Section, layer: _Layer) -> Iterator[tuple[tuple[str, str], int, int, bool]]:
    """Stretches of words that were marked or wanted: where and what, least, most, whether wanted."""
    for one in section.blocks:
        starts, ends = word_ends(one.text)
        run = list[int]()
        for n in range(len(starts) + 1):
            here = n < len(starts) and (
                layer.counts.get((one.id, n)) or (one.id, n) in layer.wanted
            )
            alike = run and ((one.id, n) in layer.wanted) == ((one.id, run[-1]) in layer.wanted)
            if run and not (here and alike):
                start, end = starts[run[0]], ends[run[-1]]
                counts = [layer.counts.get((one.id, m), 0) for m in run]
                where = label(section, one.id, start, end)
                words = " ".join(one.text[start:end].split())
                yield (where, words), min(counts), max(counts), (one.id, run[0]) in layer.wanted
                run = []
            if here:
                run.append(n)
