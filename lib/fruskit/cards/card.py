"""The exercise as a still card, for places where no kernel runs: a repository's preview, print.

Plain text and HTML without style or script, the same on every machine; it gives no answer away. It
knows elements, and no kinds of exercise.
"""

from collections.abc import Iterator
from functools import singledispatch
from textwrap import wrap

from ..exercises import Exercise
from ..exercises.elements import (
    Assignment,
    Corrected,
    Element,
    Entries,
    Gapped,
    Grid,
    Letters,
    Lines,
    Options,
    Places,
    Quoted,
    Ruled,
    Whole,
)
from ..markup import block, Html, joined, plain, prose, tag
from .draw import draw, Drawing

_RUN = "Run this cell to answer."
_WIDTH = 88
_DASH = "– "

Piece = tuple[Html, list[str]]  # an element as HTML, and as lines of text


def text(exercise: Exercise, closing: str = _RUN) -> str:
    """The card as plain text, lines of at most 88 characters where words allow it.

    closing: the last line, which says how to answer.
    """
    drawing = draw(exercise)
    view = drawing.view
    lines = [_overline(drawing), view["title"], "", *wrap(plain(view["prompt"]), _WIDTH), ""]
    for prompt, elements in drawing.steps():
        if prompt is not None:
            lines += [*wrap(f"Then: {plain(prompt)}", _WIDTH), ""]
        for element in elements:
            for _, shown in _pieces(element):
                lines += [*shown, ""]
    return "\n".join([*lines, closing])


def html(exercise: Exercise, closing: str = _RUN) -> str:
    """The card as HTML that reads well when classes and styles are stripped; closing: as in `text`."""
    drawing = draw(exercise)
    parts = [
        tag("p", tag("small", _overline(drawing))),
        tag("p", tag("strong", prose(drawing.view["title"]))),
        tag("p", prose(drawing.view["prompt"])),
    ]
    for prompt, elements in drawing.steps():
        if prompt is not None:
            parts.append(tag("p", "Then: ", prose(prompt)))
        parts += [shown for element in elements for shown, _ in _pieces(element)]
    parts.append(tag("p", tag("em", closing)))
    return block("section", *parts)


def _overline(drawing: Drawing) -> str:
    return f"Exercise · {drawing.view['skill']} · {drawing.view['task']}"


@singledispatch
def _pieces(element: Element) -> Iterator[Piece]:
    """What a card shows of an element: nothing of what is for a pen alone."""
    yield from ()


@_pieces.register
def _(element: Options) -> Iterator[Piece]:
    yield _listed("ul", element.entries, "", element.above)


@_pieces.register
def _(element: Lines) -> Iterator[Piece]:
    if element.numbered:
        yield _listed("ol", element.entries)
    else:
        yield _listed("ul", element.entries, _DASH)


@_pieces.register
def _(element: Letters) -> Iterator[Piece]:
    yield _listed("ul", element.entries, "", element.above[0])


@_pieces.register
def _(element: Assignment) -> Iterator[Piece]:
    yield from _pieces(element.lines)
    yield from _pieces(element.letters)


@_pieces.register
def _(element: Places) -> Iterator[Piece]:
    yield _listed("ul", element.entries, _DASH)


@_pieces.register
def _(element: Grid) -> Iterator[Piece]:
    yield _listed("ol", element.entries, "", element.above)


@_pieces.register
def _(element: Quoted) -> Iterator[Piece]:
    yield _passages([(passage["label"], passage["text"]) for passage in element.passages])


@_pieces.register
def _(element: Gapped) -> Iterator[Piece]:
    yield _passages(
        [(passage["label"], _gapped(passage["pieces"])) for passage in element.passages]
    )


@_pieces.register
def _(element: Corrected) -> Iterator[Piece]:
    yield _line(f"In question: “{element.words}”")


@_pieces.register
def _(element: Whole) -> Iterator[Piece]:
    yield tag("p", tag("code", element.words)), ["    " + element.words]


@_pieces.register
def _(element: Ruled) -> Iterator[Piece]:
    yield _line(element.asked)


def _line(words: str) -> Piece:
    return tag("p", words), [words]


def _listed(name: str, entries: Entries, sign: str = "", above: str = "") -> Piece:
    # Previews strip a list's type, letters turn to numbers: what is chosen from has dots.
    listed = block(name, *(tag("li", prose(entry["text"])) for entry in entries))
    lines = [
        line for entry in entries for line in _hanging(sign or f"{entry['key']}. ", entry["text"])
    ]
    return (joined([tag("p", above), listed], "\n"), [above, *lines]) if above else (listed, lines)


def _hanging(sign: str, words: str) -> list[str]:
    indent = " " * (len(sign) + 2)
    return wrap(plain(words), _WIDTH, initial_indent="  " + sign, subsequent_indent=indent)


def _passages(passages: list[tuple[str, str]]) -> Piece:
    quoted, lines = [], []
    for label, words in passages:
        quoted += [tag("p", tag("strong", label)), tag("blockquote", tag("p", words))]
        lines += [
            f"{label}:",
            *wrap(words, _WIDTH - 4, initial_indent=" " * 4, subsequent_indent=" " * 4),
        ]
    return joined(quoted, "\n"), lines


def _gapped(pieces: Entries) -> str:
    """The words of a passage with a numbered blank for each gap."""
    return "".join(
        piece["text"]
        if "text" in piece
        else f"[{piece['gap']} {'____ ' * piece['words']}]".replace(" ]", "]")
        for piece in pieces
    )
