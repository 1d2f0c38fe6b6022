"""What has been read of a volume: its blocks in order, and in its place all that stands in them.

Knows how a laid-out line becomes a block with its names, corrections, page turns and notes; it does
not know XML, nor where in the volume the reader is.
"""

from collections.abc import Mapping, Sequence

from .. import parts
from ..anchors import Span
from ..parts import Block, Emendation, Note, PageBreak, Phrase, Pointer
from .line import Again, Closed, Footnote, Laid, Met, Name, Sic, Turn

# The lists that a Volume has as they are.
LISTED = "blocks notes pages pointers phrases emendations divisions attachments oddities"


class Findings:
    """The lists of a Volume, being filled."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = reasons  # why what is corrected is, by the id of the correction
        self.blocks: list[parts.Block] = []
        self.notes: list[parts.Note] = []
        self.pages: list[parts.PageBreak] = []
        self.pointers: list[parts.Pointer] = []
        self.phrases: list[parts.Phrase] = []
        self.emendations: list[parts.Emendation] = []
        self.divisions: list[parts.Division] = []
        self.attachments: list[parts.Division] = []
        self.documents: dict[int, parts.Document] = {}  # by the place of their division
        self.oddities: list[parts.Oddity] = []
        self._turns: list[Turn] = []  # those that wait for the next block

    def keep(self, block: Block, line: Laid | None) -> list[Phrase]:
        """Adds a block, and places all that was met in its line; its names are given back."""
        self.blocks.append(block)
        self._turn_to(block.id, 0)
        return self._place(block.id, line) if line and line.met else []

    def add_notes(self, host: Block, notes: Sequence[Met]) -> None:
        """Notes that no words of their own line precede: their markers end these."""
        self._place(host.id, Laid(host.text, [(len(host.text), note) for note in notes]))

    def wait(self, turns: Sequence[Turn]) -> None:
        """Turns to pages on which no words have been met yet."""
        self._turns += turns

    def finish(self) -> None:
        """The text is over: pages on which no words follow come after the last."""
        if self.blocks:
            self._turn_to(self.blocks[-1].id, len(self.blocks[-1].text))

    def _turn_to(self, block: str, at: int) -> None:
        """Those that have waited turn the page before this character."""
        if self._turns:
            self.pages += [PageBreak(turn.number, block, at, turn.id) for turn in self._turns]
            self._turns.clear()

    def _place(self, block: str, line: Laid) -> list[Phrase]:
        begun: list[tuple[int, Name | Sic]] = []
        phrases: list[Phrase] = []
        notes: list[Footnote] = []
        text, size = line.text, len(line.words)
        for at, thing in line.met:
            if isinstance(thing, (Name, Sic)):
                begun.append((at, thing))
            elif isinstance(thing, Closed):
                if not begun:
                    continue  # it began in another line
                start, name = begun.pop()
                words = text[start : min(at, size)]
                if (bare := words.strip()) != words:  # white space at its ends falls away
                    start += len(words) - len(words.lstrip())
                if isinstance(name, Sic):
                    self._emend(block, min(start, size), bare, name)
                elif bare:
                    end = start + len(bare)
                    phrases.append(Phrase(name.kind, block, start, end, name.attributes))
            elif isinstance(thing, Turn):
                self.pages.append(PageBreak(thing.number, block, min(at, size), thing.id))
            elif isinstance(thing, Again):
                self.pointers.append(Pointer(thing.note, block, min(at, size)))
            else:
                spaced = text[max(at - 1, 0) : at] == " "
                own, place = thing.block, (block, min(at - spaced, size))
                self.blocks.append(own)
                self.notes.append(Note(own.id, thing.number, *place, own.text, spaced, thing.kind))
                notes.append(thing)
        self.phrases += phrases
        for footnote in notes:
            self._place(footnote.block.id, footnote.line)
        return phrases

    def _emend(self, block: str, start: int, words: str, sic: Sic) -> None:
        span = Span(block, start, start + len(words), words)
        said = sic.corrected, sic.certainty, self.reasons.get(sic.id, "")
        self.emendations.append(Emendation(sic.id, span, words, *said))
