"""The text set as a printed page: blocks in their order, markers and page turns in their places.

It is handed the highlights of the text, and says beside the words what each is; it does not know what
they are about.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from ...markup import block as lined
from ...markup import Html, joined, tag
from ...volumes.text import Block, Section
from .layers import Highlight

THIN = "\N{THIN SPACE}"  # between markers at one place, which are not one number
NOTHING = "This division has no words of its own."


class Sheet:
    """The sheet of one section."""

    def __init__(self, section: Section, highlights: Iterable[Highlight]) -> None:
        self._section = section
        self._before, self._between = turns(section, "fk-"), between(section, "fk-")
        self._own = defaultdict[str, list[Highlight]](list)  # of each block
        for highlight in highlights:
            self._own[highlight.span.block].append(highlight)
        self._numbers = {document.id: document.number for document in section.documents}
        # The first block of each document with words of its own, not of those that are listed only.
        whole = {b.division for b in section.blocks if b.kind == "paragraph"} & {*self._numbers}
        blocks = reversed(section.blocks)
        self._firsts = {block.division: block.id for block in blocks if block.division in whole}

    def html(self) -> Html:
        """The sheet as HTML, its notes at the foot."""
        notes = {note.id: tag("sup", note.number) for note in self._section.notes}
        body = [self._whole(block) for block in self._section.blocks if block.id not in notes]
        words = ((sign, " ", self._words(self._section.block(id))) for id, sign in notes.items())
        foot = lined("div", joined((tag("p", note) for note in words), "\n"), class_="fk-feet")
        none = tag("p", NOTHING, class_="fk-muted")
        return lined("div", joined(body or [none], "\n"), foot, class_="fk-sheet")

    def _whole(self, block: Block) -> Html:
        """A block with what comes before it: the rule between documents, turns of the page."""
        begins = self._firsts.get(block.division) == block.id != self._section.blocks[0].id
        rule = tag("hr", class_="fk-between") if begins else None
        return joined([rule, self._before[block.id], self._block(block)], "\n")

    def _block(self, block: Block) -> Html:
        words, number = self._words(block), self._numbers.get(block.division)
        if block.kind == "heading":
            return tag("p", tag("strong", words), class_="fk-head")
        if block.kind != "document-entry" or number is None:
            return tag("p", words, class_="fk-text" if number is None else "fk-entry")
        title = block.division in self._firsts
        name, look = ("h3", "fk-title") if title else ("p", "fk-entry")
        printed = block.text.startswith(f"{number}.")  # a modern heading has its number itself
        return tag(name, number and not printed and f"[{number}] ", words, class_=look)

    def _words(self, block: Block) -> Html:
        """A block's words, cut wherever something is between them or a highlight begins or ends."""
        own, between = _lined(self._own[block.id]), self._between[block.id]
        cuts = {0, len(block.text), *(at for at, _ in between)}
        cuts |= {end for one in own for end in (one.span.start, one.span.end)}
        ends, pieces = sorted(cuts), list[object]()
        for start, end in zip(ends, [*ends[1:], ends[-1]]):  # an empty piece after the last
            pieces += [html for at, html in between if at == start]
            words = joined(block.text[start:end].split("\n"), tag("br"))
            within = {
                one: line
                for one, line in own.items()
                if one.span.start <= start and end <= one.span.end and words
            }
            pieces.append(_marked(words, within, start) if within else words)
        return tag("span", pieces, data_block=block.id)  # the reader’s own notes find it


def _lined(highlights: Iterable[Highlight]) -> dict[Highlight, int]:
    """Which line below the words is whose: the first that no other over the same words has."""
    lines: dict[Highlight, int] = {}
    for one in sorted(highlights, key=lambda one: (one.span.start, -one.span.end)):
        taken = {line for other, line in lines.items() if one.span.start < other.span.end}
        lines[one] = next(n for n in range(len(taken) + 1) if n not in taken)
    return lines


def _marked(words: Html, within: Mapping[Highlight, int], start: int) -> Html:
    """Words within highlights, with what these are; to be reached by keyboard where one begins."""
    told = (tag("span", one.named, class_=f"fk-of-{one.layer}") for one in within)
    note = tag("span", told, class_="fk-tip", hidden="hidden")
    for one, line in within.items():
        words = tag("span", words, class_=f"{look_of(one)} fk-line-{min(line, 3)}")
    first = any(one.span.start == start for one in within)
    return tag("span", note, words, class_="fk-mark", tabindex=0 if first else None)


def look_of(one: Highlight) -> str:
    """The classes of highlighted words."""
    return f"fk-in-{one.layer} fk-of-{one.layer} fk-is-{one.kind.replace(' ', '-')}"


def turns(section: Section, look: str = "") -> Mapping[str, list[Html]]:
    """The turns of the page before each block, but for notes; look: what the names of classes begin with."""
    notes, before = {note.id for note in section.notes}, defaultdict[str, list[Html]](list)
    for turn in section.pages:
        if not turn.offset and turn.block not in notes:
            before[turn.block].append(tag("p", f"[Page {turn.number}]", class_=f"{look}turn"))
    return before


def between(section: Section, look: str = "") -> Mapping[str, list[tuple[int, Html]]]:
    """What is between the words of each block, by offset: markers of notes, then turns of the page."""
    notes, found = {n.id for n in section.notes}, defaultdict[str, list[tuple[int, Html]]](list)
    for note in section.notes:
        here = found[note.block]
        apart = THIN if any(offset == note.offset for offset, _ in here) else None
        marker = tag("sup", note.number, class_=f"{look}marker" if look else None)
        here.append((note.offset, joined([apart, marker])))
    for turn in section.pages:
        if turn.offset or turn.block in notes:
            turned = tag("span", f"[Page {turn.number}] ", class_=f"{look}turned")
            found[turn.block].append((turn.offset, turned))
    return found
