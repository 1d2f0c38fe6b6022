"""Exercises on paper: what is shown on screen, with boxes to tick and lines to write on.

It draws the elements of an exercise and knows no kinds; with an answer, the same sheet is filled in.
"""

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

from ...cards.draw import Drawing
from ...exercises.elements import (
    Assignment,
    Column,
    Corrected,
    Element,
    Gapped,
    Grid,
    Instruction,
    Letters,
    Lines,
    Options,
    Places,
    Quoted,
    Ruled,
    Whole,
)
from ...markup import block, Html, joined, prose, tag
from ..figures.figure import listed

_HAND = 9  # words that fit on a line written by hand
_MOST_LINES = 34  # about a page of them


def sheet(number: int, drawing: Drawing, answer: Any = None) -> Html:
    """The exercise as HTML, its parts in the order in which they are drawn; answer: by key, as drawn."""
    view = drawing.view
    heading = tag(
        "h3",
        tag("span", number, class_="number"),
        " ",
        tag("span", prose(view["title"])),
        " ",
        tag("small", view["skill"], class_="skill"),
    )
    steps = []
    for prompt, elements in drawing.steps(answer):
        asked = ["Then: ", prose(prompt)] if prompt is not None else prose(view["prompt"])
        drawn = joined(_drawn(element) for element in elements)
        above = [heading] if prompt is None else []
        steps.append(block("div", *above, tag("p", asked, class_="prompt"), drawn, class_="step"))
    return block("div", *steps, class_="sheet")


# --- what is filled in


def _box(ticked: bool) -> Html:
    return tag("span", "✓" if ticked else "", class_="box")


def _blank(words: str, size: str) -> Html:
    """A line to write on, or what is written there. size: sign, short, long or gap."""
    return tag("span", words, class_=f"blank {size}")


def _key(entry: Any) -> Html:
    return tag("b", entry["key"], class_="key")


def _text(entry: Any) -> Html:
    return tag("span", prose(entry["text"]))


# --- the elements


@singledispatch
def _drawn(element: Element) -> Html:
    raise TypeError(f"paper cannot show {element}")


@_drawn.register
def _(element: Instruction) -> Html:
    return joined([tag("p", element.words, class_="task"), "\n"])


@_drawn.register
def _(element: Options) -> Html:
    items = [
        [_box(entry["key"] in element.chosen), " ", _key(entry), " ", _text(entry)]
        for entry in element.entries
    ]
    return listed(items, class_="options")


@_drawn.register
def _(element: Lines) -> Html:
    """Each entry by its number, with a blank at the end of the line."""
    blanks = [
        _blank(element.written.get(entry["key"], ""), element.size) for entry in element.entries
    ]
    items = [
        [_key(entry), " ", _text(entry), " ", blank]
        for entry, blank in zip(element.entries, blanks)
    ]
    return listed(items, class_="beside")


@_drawn.register
def _(element: Letters) -> Html:
    above = tag("p", element.above[1], class_="above")
    items = listed([_key(entry), " ", _text(entry)] for entry in element.entries)
    return block("div", above, items, class_="letters")


@_drawn.register
def _(element: Assignment) -> Html:
    lines, letters = _drawn(element.lines), _drawn(element.letters)
    if element.beside:
        return tag("div", lines, letters, class_="columns")
    return joined([letters, lines])


@_drawn.register
def _(element: Places) -> Html:
    place = {key: str(n) for n, key in enumerate(element.order, 1)}
    items = [[_blank(place.get(e["key"], ""), "sign"), " ", _text(e)] for e in element.entries]
    return listed(items, class_="options")


@_drawn.register
def _(element: Quoted) -> Html:
    passages = [_passage(words, _underlined(words, element.marked)) for words in element.passages]
    return block("div", joined(passages), class_="roomy") if element.roomy else joined(passages)


@_drawn.register
def _(element: Gapped) -> Html:
    def piece(one: Any) -> Html:
        if "text" in one:
            return joined([one["text"]])
        blank, length = _blank(element.written.get(one["gap"], ""), "gap"), one["words"]
        words = f" ({length} word{'' if length == 1 else 's'})"
        return joined([tag("sup", one["gap"]), blank, tag("small", words)])

    passages = [_passage(words, joined(map(piece, words["pieces"]))) for words in element.passages]
    return block("div", joined(passages), class_="roomy")


@_drawn.register
def _(element: Corrected) -> Html:
    blank = _blank(element.written, "long")
    return joined([tag("p", f"For “{element.words}” I read ", blank, class_="written"), "\n"])


@_drawn.register
def _(element: Whole) -> Html:
    return joined([tag("p", tag("code", element.words), class_="whole"), "\n"])


@_drawn.register
def _(element: Grid) -> Html:
    heads = [tag("th", column.heading, scope="col") for column in element.columns]
    rows = (
        [tag("th", prose(e["text"]), scope="row"), [_cell(c, e["key"]) for c in element.columns]]
        for e in element.entries
    )
    head = tag("thead", tag("tr", tag("td"), heads))
    body = block("tbody", *(tag("tr", row) for row in rows))
    return joined([block("table", head, body, class_="decode"), "\n"])


def _cell(column: Column, key: str) -> Html:
    blank = _blank(column.written.get(key, ""), column.size)
    return tag("td", blank if key in column.asked else None)


@_drawn.register
def _(element: Ruled) -> Html:
    if element.written is not None:
        lines = [line for line in element.written.splitlines() if line.strip()]
        return block("blockquote", *(tag("p", prose(line)) for line in lines), class_="model")
    count = min(_MOST_LINES, max(4, -(-element.most // _HAND) + 1))
    return block("div", joined([tag("div")] * count), class_="ruled")


# --- words of the text


def _passage(words: Any, inner: Html) -> Html:
    caption = tag("figcaption", words["label"])
    return block("figure", caption, tag("p", inner), class_="passage")


def _underlined(words: Any, spans: Sequence[Any]) -> Html:
    pieces, done, text = list[object](), 0, words["text"]
    own = sorted((start, end) for id, start, end in spans if id == words["block"])
    for start, end in own:
        start = max(start, done)
        pieces += [text[done:start], tag("u", text[start:end])]
        done = max(end, done)
    return joined([*pieces, text[done:]])
