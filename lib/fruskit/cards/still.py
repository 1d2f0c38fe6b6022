"""The exercise as a still card, for places where no kernel runs: a repository's preview, print.

Plain text and HTML without style or script, the same on every machine; it gives no answer away. It
knows elements, and no kinds of exercise.
"""

from collections.abc import Iterable, Iterator
from textwrap import wrap

from ..exercises import elements, Exercise
from ..markup import block, Html, joined, plain, prose, tag
from .draw import draw

RUN = (
    "run the whole lesson, then come back here: Run → Run All Cells in Jupyter, "
    "Run All in VS Code, Runtime → Run all in Colab."
)
_TO_ANSWER = f"To answer, {RUN}"
_WIDTH = 88

Piece = tuple[Html, list[str]]  # a part of the card as HTML, and as lines of text


def text(exercise: Exercise, how: str = _TO_ANSWER) -> str:
    """The card as plain text, lines of at most 88 characters where words allow it.

    how: the first line, which says how to answer.
    """
    return "\n".join(line for _, lines in _pieces(exercise, how) for line in lines).strip()


def html(exercise: Exercise, how: str = _TO_ANSWER) -> str:
    """The card as HTML that reads well when classes and styles are stripped; how: as in `text`."""
    return block("section", *(shown for shown, _ in _pieces(exercise, how)))


def both(exercise: Exercise) -> dict[str, str]:
    """The card by MIME type, as a notebook output has it."""
    return {"text/plain": text(exercise), "text/html": html(exercise)}


def _pieces(exercise: Exercise, how: str) -> Iterator[Piece]:
    drawing = draw(exercise)
    view = drawing.view
    above = f"{view['level'].capitalize()} exercise · {view['skill']} · {view['task']}"
    yield tag("p", tag("em", how)), [*wrap(how, _WIDTH), ""]
    yield tag("p", tag("small", above)), [above]
    yield tag("p", tag("strong", prose(view["title"]))), [plain(view["title"]), ""]
    yield tag("p", prose(view["prompt"])), [*wrap(plain(view["prompt"]), _WIDTH), ""]
    for prompt, shown in drawing.steps():
        if prompt is not None:
            then = f"Then: {prompt}"
            yield tag("p", prose(then)), [*wrap(plain(then), _WIDTH), ""]
        for html, lines in (piece for element in shown for piece in _shown(element)):
            yield html, [*lines, ""]


def _shown(element: elements.Element) -> Iterator[Piece]:
    """What a card shows of an element: nothing of what is for a pen alone."""
    match element:
        case elements.Options(entries, _, above) | elements.Letters(entries, (above, _)):
            yield _listed("ul", entries, above=above)
        case elements.Grid(entries, above):
            yield _listed("ol", entries, above=above)
        case elements.Lines(entries, numbered=True):
            yield _listed("ol", entries)
        case elements.Lines(entries) | elements.Places(entries):
            yield _listed("ul", entries, sign="– ")
        case elements.Assignment(lines, letters):
            yield from (*_shown(lines), *_shown(letters))
        case elements.Quoted(passages):
            yield _passages((passage["label"], passage["text"]) for passage in passages)
        case elements.Gapped(passages):
            yield _passages((passage["label"], _gapped(passage["pieces"])) for passage in passages)
        case elements.Whole(words):
            yield tag("p", tag("code", words)), [f"    {words}"]
        case elements.Corrected(words):
            asked = f"In question: “{words}”"
            yield tag("p", asked), [asked]
        case elements.Ruled(asked):
            yield tag("p", asked), [asked]


def _listed(name: str, entries: elements.Entries, sign: str = "", above: str = "") -> Piece:
    # Previews strip a list's type, letters turn to numbers: what is chosen from has dots.
    shown, lines = [tag("p", above)] if above else [], [above] if above else []
    shown.append(block(name, *(tag("li", prose(entry["text"])) for entry in entries)))
    for entry in entries:
        lines += _hanging(sign or f"{entry['key']}. ", entry["text"])
    return joined(shown, "\n"), lines


def _hanging(sign: str, words: str) -> list[str]:
    indent = " " * (len(sign) + 2)
    return wrap(plain(words), _WIDTH, initial_indent=f"  {sign}", subsequent_indent=indent)


def _passages(passages: Iterable[tuple[str, str]]) -> Piece:
    quoted, lines = list[Html](), list[str]()
    indent = " " * 4
    for label, words in passages:
        quoted += [tag("p", tag("strong", label)), tag("blockquote", tag("p", words))]
        lines.append(f"{label}:")
        lines += wrap(words, _WIDTH - 4, initial_indent=indent, subsequent_indent=indent)
    return joined(quoted, "\n"), lines


def _gapped(pieces: elements.Entries) -> str:
    """The words of a passage with a numbered blank for each gap."""
    return "".join(piece["text"] if "text" in piece else _gap(**piece) for piece in pieces)


def _gap(gap: str, words: int) -> str:
    return f"[{' '.join([gap, *['____'] * words])}]"
