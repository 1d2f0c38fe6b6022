"""What has been read of a volume: its blocks in order, and in its place all that is in them; their ids.

Knows how a laid-out line becomes a block with its names, corrections, page turns and notes; it does
not know XML, nor where in the volume the reader is.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

from ..anchors import Span
from ..parts import Block, Division, Document, Emendation, Note, Oddity, PageBreak, Phrase, Pointer
from .line import Again, Footnote, Laid, Met, Name, Sic, Turn

# The lists that a Volume has as they are.
LISTED = "blocks notes pages pointers phrases emendations divisions attachments oddities"
_made = tuple.__new__  # what there is by the thousand, in half of the time


class Findings:
    """The lists of a Volume, being filled; reasons: why something is corrected, by its id."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = reasons
        self.blocks: list[Block] = []
        self.notes: list[Note] = []
        self.pages: list[PageBreak] = []
        self.pointers: list[Pointer] = []
        self.phrases: list[Phrase] = []
        self.emendations: list[Emendation] = []
        self.divisions: list[Division] = []
        self.attachments: list[Division] = []
        self.documents: dict[int, Document] = {}  # by the place of their division
        self.oddities: list[Oddity] = []
        self._turns: list[Turn] = []  # those that wait for the next block

    def keep(self, block: Block, line: Laid | None) -> list[Phrase]:
        """Adds a block, and places all that was met in its line; its names are given back."""
        self.blocks.append(block)
        if self._turns:
            self._turn_to(block.id, 0)
        return self._place(block.id, line) if line and line.met else []

    def add_notes(self, host: Block, notes: Sequence[Met]) -> None:
        """Notes that no words of their own line precede: their markers end these."""
        text, ends = host.text, [len(host.text)] * len(notes)
        self._place(host.id, Laid(text, text, ends, [*notes]))

    def wait(self, turns: Sequence[Turn]) -> None:
        """Turns to pages on which no words have been met yet."""
        self._turns += turns

    def finish(self) -> None:
        """The text is over: pages on which no words follow come after the last."""
        if self.blocks:
            self._turn_to(self.blocks[-1].id, len(self.blocks[-1].text))

    def _turn_to(self, block: str, at: int) -> None:
        """Those that have waited turn the page before this character."""
        self.pages += [PageBreak(turn.number, block, at, turn.id) for turn in self._turns]
        self._turns.clear()

    def _place(self, block: str, line: Laid) -> list[Phrase]:
        """Puts all that was met in a line in its place in the block; its names are given back."""
        phrases: list[Phrase] = []
        notes: list[Footnote] = []
        words, text, ends, met = line
        size = len(words)
        for at, thing in zip(ends, met):
            if isinstance(thing, int):
                begun, start = met[thing], ends[thing]
                own = words[start:at]
                if (bare := own.strip()) != own:  # white space at its ends falls away
                    start += len(own) - len(own.lstrip())
                if isinstance(begun, Name) and bare:
                    end = start + len(bare)
                    phrases.append(_made(Phrase, (begun.kind, block, start, end, begun.attributes)))
                elif isinstance(begun, Sic):
                    self._emend(block, min(start, size), bare, begun)
            elif isinstance(thing, Turn):
                self.pages.append(PageBreak(thing.number, block, min(at, size), thing.id))
            elif isinstance(thing, Footnote):
                spaced = text[max(at - 1, 0) : at] == " "
                note, place = thing.block, min(at - spaced, size)
                said = note.id, thing.number, block, place, note.text, spaced, thing.kind
                self.blocks.append(note)
                self.notes.append(Note(*said))
                notes.append(thing)
            elif isinstance(thing, Again):
                self.pointers.append(Pointer(thing.note, block, min(at, size)))
        self.phrases += phrases
        for footnote in notes:
            self._place(footnote.block.id, footnote.line)
        return phrases

    def _emend(self, block: str, start: int, words: str, sic: Sic) -> None:
        span = Span(block, start, start + len(words), words)
        said = sic.corrected, sic.certainty, self.reasons.get(sic.id, "")
        self.emendations.append(Emendation(sic.id, span, words, *said))


class Ids:
    """Gives each part its id, once: that of the file, else one that is made. A made id never takes
    one that the file uses anywhere, for references must find what they point to."""

    def __init__(self, written: Set[str]) -> None:
        self.written = written  # all of the file's own
        self._taken: set[str] = set()
        self._divisions: set[str] = set()
        self._made: Counter[str] = Counter()
        self._made_divisions: Counter[str] = Counter()

    def block(self, own: str | None, division: str) -> str:
        """The element's own id, or with a number that of the element or the division it is in."""
        if own and own not in self._taken:
            self._taken.add(own)
            return own
        stem = own or division
        number = self._made[stem] + 1
        while (made := f"{stem}-{number}") in self.written:
            number += 1
        self._made[stem] = number
        return made

    def division(self, own: str | None, parent: str) -> str:
        """Its own id, or one made of that or of its parent's."""
        id = own or ""
        if not own or own in self._divisions:
            stem = f"{own}-repeated" if own else f"{parent}-division"
            while not id or id in self._divisions or id in self.written:
                self._made_divisions[stem] += 1
                id = stem if (n := self._made_divisions[stem]) == 1 else f"{stem}{n}"
        self._divisions.add(id)
        self._taken.add(id)
        return id
