"""Words in quotation marks: finds them in somebody's writing, and tells whether the text has them.

A quotation holds to the letter, but for what a careful writer may change: curly marks or straight,
kinds of dashes, line breaks, a capital at its start or in brackets, a stop at its end, “…” for what
is left out and brackets for what is added. It knows nothing of exercises.
"""

from collections.abc import Iterable
import re

from ..volumes.anchors import Span

_SIGNS = str.maketrans("“”„‟«»″‘’‚‛′‐‑‒–—−\u00a0\u202f", '"""""""\'\'\'\'\'------  ')
_MARKS = re.compile('[“”„"]')
# “…”, “...”, “[…]”, or words in brackets, but not the “[t]” of “[t]hey”; spaces are single ones here.
_LEFT_OUT = re.compile(r" ?(?:\[? ?(?:…|\. ?\. ?\.)(?: ?\])?|\[(?!\w\]\w)[^\[\]]*\]) ?")
_STOPS = " \t\n.,;:!?"


def quotations(text: str) -> list[str]:
    """The outermost quotations in a text, without their marks, in order; empty ones are passed over.

    Curly and straight double marks count; a quotation may go on over line breaks, but not over an
    empty line. A mark that is never closed quotes to the end of its line.
    """
    paragraphs = re.split(r"\n\s*\n", "\n".join(text.splitlines()))
    found = (quotation for paragraph in paragraphs for quotation in _outermost(paragraph))
    return [quotation for quotation in found if quotation.strip(_STOPS + "…")]


def _outermost(text: str) -> list[str]:
    """The quotations of one paragraph that stand in no other."""
    begun, ended = _paired(text)
    found, end = [], 0
    for start, stop in sorted([*ended, *((start, -1) for start in begun)]):
        if start >= end:
            stop = stop if stop >= 0 else text.find("\n", start)
            end = stop if stop >= 0 else len(text)
            found.append(text[start + 1 : end])
    return found


def _paired(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Where quotations begin that never end; where the others begin and end."""
    begun: list[int] = []
    ended: list[tuple[int, int]] = []
    marks = [(mark.start(), mark.group()) for mark in _MARKS.finditer(text)]
    for (at, sign), curly in zip(marks, _next_curly(marks)):
        around = text[begun[-1]] if begun else ""
        if sign == '"' and around in ("“", "„") and curly != "”":
            sign = "”"  # no curly mark is left to end it: the straight one does
        if sign == "„" or (sign == "“" and around != "„") or (sign == '"' and around != '"'):
            begun.append(at)
        elif begun:
            if sign == "”" and around == '"' and len(begun) > 1:
                begun.pop()  # a straight mark within curly ones that has no second, as for an inch
            ended.append((begun.pop(), at))
    return begun, ended


def _next_curly(marks: list[tuple[int, str]]) -> list[str]:
    """For each mark, the next curly one after it; empty where there is none."""
    following, curly = [], ""
    for _, sign in reversed(marks):
        following.append(curly)
        curly = curly if sign == '"' else sign
    return following[::-1]


def find_quotation(blocks: Iterable[tuple[str, str]], quotation: str) -> tuple[Span, ...]:
    """Where a quotation stands, one span for each stretch between “…”; empty if it stands nowhere.

    blocks: pairs of block id and block text. All stretches must stand in one block, in their order;
    offsets are characters, half-open.
    """
    plain = " ".join(quotation.translate(_SIGNS).split())
    parts = (part.strip(_STOPS) for part in _LEFT_OUT.split(plain))
    pieces = [piece for piece in parts if piece]
    for block, text in blocks:
        spans = _in_order(block, text, pieces)
        if pieces and len(spans) == len(pieces):
            return tuple(spans)
    return ()


def _in_order(block: str, text: str, pieces: list[str]) -> list[Span]:
    """The spans of the pieces in one text, each after the one before; fewer where one is missing."""
    alike, spans, at = text.translate(_SIGNS), [], 0
    for n, piece in enumerate(pieces):
        fits = len(piece) <= 2 * len(
            text
        )  # a longer one is not looked for: it costs, and is not there
        found = _pattern(piece, capital=n == 0).search(alike, at) if fits else None
        if not found:
            break
        at = found.end()
        spans.append(Span(block, found.start(), at, text[found.start() : at]))
    return spans


def _pattern(piece: str, capital: bool) -> re.Pattern[str]:
    """The piece at word bounds; marks within it may be double or single, its first letter may be
    changed from or to a capital, at the start of a quotation or else in brackets, as “[T]hey”."""
    words = r"\s+".join(re.sub("[\"']", "[\"']", re.escape(word)) for word in piece.split())
    first = re.match(r"\[?(\w)\]?" if capital else r"\[(\w)\]", piece)
    if first:
        letter = first.group(1)
        words = f"[{letter.lower()}{letter.upper()}]" + words[len(re.escape(first.group())) :]
    return re.compile(rf"(?<!\w){words}(?!\w)")
