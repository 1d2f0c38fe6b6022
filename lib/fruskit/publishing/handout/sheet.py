"""Exercises on paper: what is shown on screen, with boxes to tick and lines to write on.

It draws the elements of an exercise and knows no kinds; with an answer, the same sheet is filled in.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from ...cards.draw import Drawing
from ...exercises import elements
from ...markup import block, Html, joined, many, prose, tag
from ..figures.figure import listed

_HAND = 9  # words that fit on a line written by hand
_MOST_LINES = 34  # about a page of them


def sheet(number: int, drawing: Drawing, answer: Any = None) -> Html:
    """The exercise as HTML, its parts in the order in which they are drawn; answer: by key, as drawn."""
    view, steps = drawing.view, []
    numbered, title = tag("span", number, class_="number"), tag("span", prose(view["title"]))
    what = f"{view['level']} · {view['skill']}"
    heading = tag("h3", numbered, " ", title, " ", tag("small", what, class_="skill"))
    for then, shown in drawing.steps(answer):
        asked = tag("p", then and "Then: ", prose(then or view["prompt"]), class_="prompt")
        above = [heading] if then is None else []
        steps.append(block("div", *above, asked, joined(map(_drawn, shown)), class_="step"))
    return block("div", *steps, class_="sheet")


def words(terms: Mapping[str, str]) -> Html | None:
    """The words of the trade that a lesson uses, each with its meaning."""
    shown = (
        tag("div", tag("dt", word), " ", tag("dd", prose(terms[word])))
        for word in sorted(terms, key=str.casefold)
    )
    return (
        block("section", tag("h2", "Words"), block("dl", *shown), class_="words") if terms else None
    )


# --- what is filled in


def _blank(words: str, size: str) -> Html:
    """A line to write on, or what is written there. size: sign, short, long or gap."""
    return tag("span", words, class_=f"blank {size}")


def _named(entry: Any) -> Html:
    """An entry by its key."""
    return joined([tag("b", entry["key"], class_="key"), " ", _text(entry)])


def _text(entry: Any) -> Html:
    return tag("span", prose(entry["text"]))


# --- the elements


def _drawn(element: elements.Element) -> Html:
    match element:
        case elements.Instruction(words):
            return joined([tag("p", words, class_="task"), "\n"])
        case elements.Whole(words):
            return joined([tag("p", tag("code", words), class_="whole"), "\n"])
        case elements.Corrected(words, written):
            asked = tag("p", f"For “{words}” I read ", _blank(written, "long"), class_="written")
            return joined([asked, "\n"])
        case elements.Assignment(lines, letters, beside=True):
            return tag("div", _drawn(lines), _drawn(letters), class_="columns")
        case elements.Assignment(lines, letters):
            return joined([_drawn(letters), _drawn(lines)])
        case elements.Grid():
            return _grid(element)
        case elements.Ruled():
            return _ruled(element)
        case elements.Quoted() | elements.Gapped():
            return _passages(element)
        case _:
            return _listed(element)


def _listed(element: elements.Element) -> Html:
    match element:
        case elements.Options(entries, chosen):
            boxes = [tag("span", "✓" if e["key"] in chosen else "", class_="box") for e in entries]
            items = [[box, " ", _named(entry)] for box, entry in zip(boxes, entries)]
            return listed(items, class_="options")
        case elements.Places(entries, order):
            place = {key: str(n) for n, key in enumerate(order, 1)}
            blanks = [_blank(place.get(entry["key"], ""), "sign") for entry in entries]
            items = [[blank, " ", _text(entry)] for blank, entry in zip(blanks, entries)]
            return listed(items, class_="options")
        case elements.Lines(entries, written, size):
            blanks = [_blank(written.get(entry["key"], ""), size) for entry in entries]
            items = [[_named(entry), " ", blank] for blank, entry in zip(blanks, entries)]
            return listed(items, class_="beside")
        case elements.Letters(entries, (_, above)):
            head = tag("p", above, class_="above")
            return block("div", head, listed(map(_named, entries)), class_="letters")
    raise TypeError(f"paper cannot show {element}")


def _grid(element: elements.Grid) -> Html:
    heads = [tag("th", column.heading, scope="col") for column in element.columns]
    rows = []
    for entry in element.entries:
        key, name = entry["key"], tag("th", prose(entry["text"]), scope="row")
        cells = (
            tag("td", key in c.asked and _blank(c.written.get(key, ""), c.size))
            for c in element.columns
        )
        rows.append(tag("tr", name, cells))
    head = tag("thead", tag("tr", tag("td"), heads))
    return joined([block("table", head, block("tbody", *rows), class_="decode"), "\n"])


def _ruled(element: elements.Ruled) -> Html:
    if element.written is not None:
        lines = [line for line in element.written.splitlines() if line.strip()]
        return block("blockquote", *(tag("p", prose(line)) for line in lines), class_="model")
    count = min(_MOST_LINES, max(4, -(-element.most // _HAND) + 1))
    return block("div", joined([tag("div")] * count), class_="ruled")


# --- words of the text


def _passages(element: elements.Quoted | elements.Gapped) -> Html:
    shown = list[Html]()
    for passage in element.passages:
        if isinstance(element, elements.Quoted):
            inner = _underlined(passage, element.marked)
        else:
            inner = joined(_gap(piece, element.written) for piece in passage["pieces"])
        caption = tag("figcaption", passage["label"])
        shown.append(block("figure", caption, tag("p", inner), class_="passage"))
    roomy = isinstance(element, elements.Gapped) or element.roomy
    return block("div", joined(shown), class_="roomy") if roomy else joined(shown)


def _gap(piece: Any, written: elements.Written) -> Html:
    if "text" in piece:
        return joined([piece["text"]])
    number, count = piece["gap"], piece["words"]
    length = tag("small", f" ({many(count, 'word')})")
    return joined([tag("sup", number), _blank(written.get(number, ""), "gap"), length])


def _underlined(words: Any, spans: Sequence[Any]) -> Html:
    pieces, done, text = list[object](), 0, words["text"]
    for start, end in sorted((start, end) for id, start, end in spans if id == words["block"]):
        start = max(start, done)
        pieces += [text[done:start], tag("u", text[start:end])]
        done = max(end, done)
    return joined([*pieces, text[done:]])
