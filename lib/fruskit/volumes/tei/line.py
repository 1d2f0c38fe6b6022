"""A run of words laid out as a printer would, with white space folded, and the place of all in it.

The words come as one string. In it TURN stands for the end of a printed line, CELL for the beginning
of a table's cell, and MARKER wherever something else than words was met: a page turn, a note, the ends
of a name. What that was is known to who gave the string.
"""

from itertools import accumulate
import re

from .source import SPACE

MARKER, TURN, CELL = "\x01", "\x02", "\x03"  # characters that no XML can hold
PRINTED = " \n\t"  # the white space that a line may hold, besides spaces that do not break
_TURNS = re.compile("\x02[ \x02]*")
_ROWS = re.compile("(\x02[ \x01]*)\x03 ?")  # before the first cell of a row nothing is printed
_SWALLOWED = {" ": " ", "\t": " ", "\n": " \n"}  # what white space lets not follow it


def fold(text: str) -> str:
    """Runs of white space as one space; a no-break space is not white space here."""
    if "\n" in text or "\t" in text or "\r" in text:
        return SPACE.sub(" ", text)
    while "  " in text:
        text = text.replace("  ", " ")
    return text


def lay_out(words: str) -> tuple[str, list[int]]:
    """The words of a line as they are printed, PRINTED space at its end included, and the offset of each MARKER."""
    words = fold(words)
    if CELL in words:  # empty ones stand a tabulator apart too, so that columns stay columns
        words = _ROWS.sub(r"\1", TURN + words).replace(CELL, "\t")
        words = words.replace(" \t", "\t").replace("\t ", "\t")
    if TURN in words:
        words = _TURNS.sub("\n", words).replace(" \n", "\n")
    segments = words.split(MARKER)
    last, before = 0, "\n"
    for place, segment in enumerate(segments):
        if not segment:
            continue
        if before in PRINTED and segment[0] in PRINTED:
            if before == " " != segment[0]:
                segments[last] = segments[last][:-1]
            segments[place] = segment = segment.lstrip(_SWALLOWED[before])
            if not segment:
                continue
        last, before = place, segment[-1]
    return "".join(segments), list(accumulate(map(len, segments[:-1])))
