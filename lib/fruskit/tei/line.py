"""A run of words laid out as a printer would, with white space folded, and the place of all in it.

The words come as one string in which MARKER stands wherever something other than words was met:
a page turn, a note, the ends of a name. What that was is told by as many events.
"""

from dataclasses import dataclass
from typing import Any

from ..errors import FruskitError
from .source import SPACE

DEEPEST = 300  # blocks within blocks, names within names; no volume comes near it
MARKER = "\x01"  # a character that no XML can hold
# What may be met. An event is one of these and what it brings.
TURN, CELL, PAGE, NOTE, MARK, MARKED, SIC, SAID, CORR, CORRECTED, CHOSEN, END = range(12)
Event = tuple[Any, ...]
Placed = tuple[Any, ...]  # (event, start, end, what it brought)


@dataclass(slots=True)
class Choice:
    """A correction in the making; it counts when it is complete within one line."""

    id: str
    events: list[Event]  # those of the line that it began in
    sic: bool = False
    corr: bool = False
    certainty: str = ""
    complete: bool = False


def too_deep() -> FruskitError:
    return FruskitError("", "its elements are nested deeper than any volume's", "Is it a FRUS volume?")


def fold(text: str) -> str:
    """Runs of white space as one space; a no-break space is not white space here."""
    if "\n" in text or "\t" in text or "\r" in text:
        return SPACE.sub(" ", text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def lay_out(raw: str, events: list[Event]) -> tuple[str, list[Placed]]:
    """The text of a line, and what stands in it: names, notes, page turns, corrections.

    Between each two events stand the words of one segment. A note brings whether white space stands
    before it; the start of a page turn is -1 where no word stands before it.
    """
    out: list[str] = []
    length, gap, fresh, cells = 0, False, True, 0  # fresh: no space goes before the next word
    placed: list[Placed] = []
    opened: list[tuple[int, Event]] = []
    start, end, corrected, aside = 0, 0, "", None
    for segment, event in zip(fold(raw).split(MARKER), [*events, (END,)]):
        if segment:
            if words := segment.strip(" "):
                if (gap or segment[0] == " ") and not fresh:
                    words = " " + words
                out.append(words)
                length += len(words)
                fresh, gap = False, segment[-1] == " "
            else:
                gap = True
        met = event[0]
        if met == MARK:
            opened.append((length, event))
            if len(opened) > DEEPEST:
                raise too_deep()
        elif met == MARKED:
            if opened:
                begun, mark = opened.pop()
                if length > begun:
                    placed.append((MARK, begun, length, mark))
        elif met == NOTE:
            placed.append((NOTE, length, gap and not fresh, event))
        elif met == PAGE:
            at = length + (gap and not fresh) if out else -1
            placed.append((PAGE, at, at, event))
        elif met == TURN:
            if length and out[-1] != "\n":
                out.append("\n")
                length += 1
            gap, fresh, cells = False, True, 0
        elif met == CELL:  # the empty ones stand a tabulator apart too, so that columns stay columns
            if cells:
                out.append("\t")
                length += 1
            gap, fresh, cells = False, True, cells + 1
        elif met == END or not event[1].complete:
            continue
        elif met == SIC:
            start = length
        elif met == SAID:
            end = length
        elif met == CORR:
            aside, out, placed = (out, placed, length, gap, fresh), [], []
        elif met == CORRECTED:
            corrected, within = "".join(out).strip(), placed
            out, placed, length, gap, fresh = aside
            # Its words are no part of the text, but its notes are kept.
            placed += [(met, length, False, note) for met, _, _, note in within if met == NOTE]
        elif met == CHOSEN:
            placed.append((CHOSEN, start, end, (*event, corrected)))
    return "".join(out).rstrip("\n\t"), placed
