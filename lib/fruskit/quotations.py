"""Words in quotation marks: finds them in somebody's writing, and tells whether the text has them.

A quotation holds to the letter, but for what a careful writer may change: curly marks or straight,
kinds of dashes, line breaks, a capital at its start, a stop at its end, and “…” for what is left
out. It knows nothing of exercises.
"""

from collections.abc import Iterable
import re

from .anchors import Span

_SIGNS = str.maketrans("“”„‟«»″‘’‚‛′‐‑‒–—−\u00a0\u202f", "\"\"\"\"\"\"\"'''''------  ")
_LEFT_OUT = re.compile(r"\s*(?:\[\s*)?(?:…|\.\s?\.\s?\.)(?:\s*\])?\s*")
_STOPS = " \t\n.,;:!?"


def quotations(text: str) -> list[str]:
    """The outermost quotations in a text, without their marks, in order; empty ones are passed over.

    Curly and straight double marks count. A mark that is never closed quotes to the end of its line.
    """
    found: list[str] = []
    for line in text.splitlines():
        depth = start = 0
        curly = False
        for at, sign in enumerate(line):
            opens = sign in "“„" or (sign == '"' and not depth)
            if opens and not depth:
                depth, start, curly = 1, at + 1, sign != '"'
            elif depth and curly and sign == "“":
                depth += 1
            elif depth and (sign == "”" if curly else sign in "\"”"):
                depth -= 1
                if not depth:
                    found.append(line[start:at])
        if depth:
            found.append(line[start:])
    return [quotation for quotation in found if quotation.strip(_STOPS + "…")]


def find_quotation(blocks: Iterable[tuple[str, str]], quotation: str) -> tuple[Span, ...]:
    """Where a quotation stands, one span for each stretch between “…”; empty if it stands nowhere.

    blocks: pairs of block id and block text. All stretches must stand in one block, in their order;
    offsets are characters, half-open.
    """
    parts = (part.strip(_STOPS) for part in _LEFT_OUT.split(quotation.translate(_SIGNS)))
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
        fits = len(piece) <= 2 * len(text)  # a longer one is not looked for: it costs, and is not there
        found = _pattern(piece, capital=n == 0).search(alike, at) if fits else None
        if not found:
            break
        at = found.end()
        spans.append(Span(block, found.start(), at, text[found.start() : at]))
    return spans


def _pattern(piece: str, capital: bool) -> re.Pattern[str]:
    """The piece at word bounds; marks within it may be double or single, its first letter a capital
    or none, in brackets as “[T]hey” or not."""
    words = r"\s+".join(re.sub("[\"']", "[\"']", re.escape(word)) for word in piece.split())
    first = re.match(r"\[?(\w)\]?", piece) if capital else None
    if first:
        letter = first.group(1)
        words = f"[{letter.lower()}{letter.upper()}]" + words[len(re.escape(first.group())) :]
    return re.compile(rf"(?<!\w){words}(?!\w)")
