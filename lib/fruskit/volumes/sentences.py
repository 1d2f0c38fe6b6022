"""Where a sentence of a note ends, and where the parts of a citation are parted by commas and colons.

Knows the abbreviations that citations have, and that nothing ends within brackets or quotation marks.
"""

from bisect import bisect_right
from collections.abc import Iterator
import re
from typing import NamedTuple

_ABBREVIATED = re.compile(
    r"(?:\b(?:[Vv]ols?|[Nn]os?|[Pp]ts?|pp?|chaps?|eds?|app|supp|Dept|Doc|Docs|Conf|Corr|Gen|Col|Lt|Adm|Amb"
    r"|Dr|Mr|Mrs|Ms|Messrs|St|Jr|Sr|Memos?|Misc|Brit|Govt|Intl|Rep|Sec|Secy|Tel|Tels|Acc|Stat|ca|cf"
    r"|vs|viz|al|etc|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|Co|Corp|Inc|Ltd)|\b(?:[A-Z]\.)*[A-Z])\.$"
)
_ENDS = re.compile(r"\.[”’]?(?= +[A-Z“‘(\[\d]|$)")
_SHUT = {"(": ")", "[": "]", "“": "”"}


class Part(NamedTuple):
    """One part of a citation, with what parts it from the one before: “, ”, “: ”, “; ” or nothing."""

    before: str
    text: str


def sentences(text: str, opener: re.Pattern[str]) -> list[str]:
    """The sentences of a note. opener: what can only begin a sentence, even after an abbreviation."""
    found, start, held = [], 0, _Held(text)
    for end in (match.end() for match in _ENDS.finditer(text)):
        after = text[end : end + 200].lstrip()
        if end <= start or end - 1 in held:
            continue
        if after and _goes_on(text[start:end], after) and not opener.match(after):
            continue
        found.append(text[start:end].strip())
        start = end
    return [*found, *filter(None, [text[start:].strip()])]


def _goes_on(before: str, after: str) -> bool:
    """Whether the point ends an abbreviation, or a number or a lower-case word follows."""
    return after[0].isdigit() or bool(_ABBREVIATED.search(before[-20:].rstrip("”’")))


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


class _Held:
    """The places of a text that lie within brackets or quotation marks."""

    def __init__(self, text: str) -> None:
        self.spans = bracketed(text)

    def __contains__(self, place: int) -> bool:
        at = bisect_right(self.spans, (place, 0)) - 1
        return at >= 0 and self.spans[at][0] <= place < self.spans[at][1]


def parts_of(citation: str) -> list[Part]:
    """The parts of a citation between commas, colons and semicolons, whole where they are in brackets."""
    return list(_parts(citation, _Held(citation)))


def _parts(citation: str, held: "_Held") -> Iterator[Part]:
    before, start = "", 0
    for cut in re.finditer(r" ?([,:;]) +", citation):
        if cut.start() not in held:
            yield Part(before, citation[start : cut.start()])
            before, start = f"{cut[1]} ", cut.end()
    yield Part(before, citation[start:])


def joined(parts: list[Part]) -> str:
    """Parts as they are printed, without what parts the first from what went before."""
    return "".join((part.before if n else "") + part.text for n, part in enumerate(parts))
