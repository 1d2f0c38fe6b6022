"""Where a sentence of a note ends, and where the parts of a citation are parted by commas and colons.

Knows the abbreviations that citations have, and that nothing ends within brackets or quotation marks.
"""

from bisect import bisect_right
from functools import lru_cache
import re
from typing import NamedTuple

_ABBREVIATED = re.compile(
    r"(?:\b(?:[Vv]ols?|[Nn]os?|[Pp]ts?|pp?|chaps?|eds?|app|supp|Dept|Doc|Docs|Conf|Corr|Gen|Col|Lt|Adm|Amb"
    r"|Dr|Mr|Mrs|Ms|Messrs|St|Jr|Sr|Memos?|Misc|Brit|Govt|Intl|Rep|Sec|Secy|Tel|Tels|Acc|Stat|ca|cf"
    r"|vs|viz|al|etc|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Co|Corp|Inc|Ltd)|\b(?:[A-Z]\.)*[A-Z])\.$"
)
_ENDS = re.compile(r"\.[”’]?(?= +[A-Z“‘(\[\d]|$)")
_NOTHING = re.compile(r"(?!)")
_SHUT = {"(": ")", "[": "]", "“": "”"}


class Part(NamedTuple):
    """One part of a citation, with what parts it from the one before: “, ”, “: ”, “; ” or nothing."""

    before: str
    text: str


def sentences(text: str, opener: re.Pattern[str]) -> list[str]:
    """The sentences of a note. opener: what can only begin a sentence, even after an abbreviation."""
    return [text[start:end].strip() for start, end in _places(text, opener)]


@lru_cache(256)
def sentences_at(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a text are, [start, end) of each, without the spaces around it."""
    places = _places(text, _NOTHING)
    return tuple((end - len(text[start:end].lstrip()), end) for start, end in places)


def _places(text: str, opener: re.Pattern[str]) -> list[tuple[int, int]]:
    """Where sentences begin, with the spaces before them, and end; none is empty."""
    found, start, spans = list[tuple[int, int]](), 0, bracketed(text)
    for end in (match.end() for match in _ENDS.finditer(text)):
        after = text[end : end + 200].lstrip()
        # No sentence ends where the point ends an abbreviation, or a number follows.
        abbreviated = _ABBREVIATED.search(text[start:end][-20:].rstrip("”’"))
        goes_on = after and (after[0].isdigit() or abbreviated) and not opener.match(after)
        if end > start and not _held(spans, end - 1) and not goes_on:
            found.append((start, end))
            start = end
    last = len(text.rstrip())
    return [*found, (start, last)] if text[start:last].strip() else found


def bracketed(text: str) -> list[tuple[int, int]]:
    """Where brackets and quotation marks open and shut, the outermost; what never shuts opens nothing."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for place, letter in enumerate(text):
        if letter in _SHUT:
            opened.append(place)
        elif opened and letter == _SHUT[text[opened[-1]]]:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, place))
    return found


def _held(spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a place lies within these brackets or quotation marks."""
    at = bisect_right(spans, (place, 0)) - 1
    return at >= 0 and place < spans[at][1]


def parts_of(citation: str) -> list[Part]:
    """The parts of a citation between commas, colons and semicolons, whole where they are in brackets."""
    found, spans, before, start = list[Part](), bracketed(citation), "", 0
    for cut in re.finditer(r" ?([,:;]) +", citation):
        if not _held(spans, cut.start()):
            found.append(Part(before, citation[start : cut.start()]))
            before, start = f"{cut[1]} ", cut.end()
    return [*found, Part(before, citation[start:])]


def joined(parts: list[Part]) -> str:
    """Parts as they are printed, without what parts the first from what went before."""
    return "".join((part.before if n else "") + part.text for n, part in enumerate(parts))
