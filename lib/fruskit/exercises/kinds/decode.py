"""Decode: take a citation or file number apart, and say what its parts mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...kit.forms import Each, Entry, Form, May, QUOTE, Text, Type
from ...volumes.text import Section, Span
from ...words import plain, said_to, same
from ..elements import Column, Element, Grid, Instruction, Letters, Whole
from ..evidence import distinct, refuse, Sources, unlike
from ..keys import as_it_is, first_ids, Mixer, numbered, once, one, table, together
from ..pairs import EXTRA, Extra, extras
from ..replies import asked, counted, Explained, Marked, Remark
from ..responses import fields, known_choices, known_texts, shown
from ..task import Answered, Drawn, foreseen, Heard, Task

_PIECE: dict[str, Type | May] = {
    "name": Text("What the part is called."),
    "written": Text("The part as it is written."),
    "prefix": May(Text("What is before the part, if it occurs twice.", blank=True)),
    "suffix": May(Text("What is after it.", blank=True)),
    "accept": May(Each(Text("Other forms that are as good."))),
    "means": May(Text("What it means; leave the line out where that is not asked.")),
}


@dataclass(frozen=True, slots=True)
class Piece(Explained):
    """A part of a written form: which characters it is, and what they mean (empty: it is not asked);
    `wrong` holds the points of particular answers."""

    name: str
    written: str
    accept: tuple[str, ...]
    means: str
    wrong: Mapping[str, str]

    noun = "piece"

    @property
    def right(self) -> str:
        return f"“{self.written}”" + (f", {self.means}" if self.means else "")

    @property
    def wanted(self) -> tuple[str, ...]:
        return (self.written, *self.accept, *filter(None, [self.means]))

    @property
    def decisions(self) -> int:
        return 2 if self.means else 1


@dataclass(frozen=True, slots=True)
class Decode(Task):
    """Take a citation or file number apart. A response is a dict of `parts` (piece id to
    characters) and `meanings` (piece id to meaning id)."""

    whole: Span
    pieces: tuple[Piece, ...]
    extras: tuple[Extra, ...] = ()

    FORM = Form({**QUOTE, "piece": asked(_PIECE, "answer"), "extra": May(Each(EXTRA))})
    empty = dict
    nothing = "Nothing is taken apart yet. Fill in at least one part, then press Check."
    todo = "Take it apart"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Decode":
        whole = sources.span(entry)
        pieces = tuple(_piece(piece, whole, sources) for piece in entry["piece"])
        task = Decode(whole, pieces, extras(entry["extra"], sources))
        distinct("piece or extra", (part.id for part in task.parts))
        unlike("pieces", (piece.name for piece in pieces))
        means = {piece.means for piece in pieces}
        unlike("meanings and extras", [*means, *(extra.text for extra in task.extras)])
        if not pieces:
            refuse("it has no piece", "Add an [[exercise.piece]].")
        if task.extras and not any(means):
            refuse("it has extra meanings, and no piece has one", 'Give a piece means = "…".')
        return task

    @property
    def meanings(self) -> dict[str, str]:
        """What the parts may mean, by id."""
        means = {piece.id: piece.means for piece in self.pieces if piece.means}
        return means | {extra.id: extra.text for extra in self.extras}

    @property
    def right_answer(self) -> dict[str, dict[str, str]]:
        first = first_ids(self.meanings)
        return {
            "parts": {piece.id: piece.written for piece in self.pieces},
            "meanings": {piece.id: first[piece.means] for piece in self.pieces if piece.means},
        }

    def mark(self, section: Section, response: object) -> Marked:
        """Each part of the written form counts once; where its meaning is asked, half for the
        characters and half for the meaning."""
        signs, chosen = self._given(response)
        if not signs and not chosen:
            return Marked(0.0, "Nothing is taken apart yet.")
        remarks = [self._decoded(p, signs.get(p.id, ""), chosen.get(p.id)) for p in self.pieces]
        right = sum(r.right is True for r in remarks)
        worth, parts = sum(r.worth or 0 for r in remarks), len(remarks)
        done = f"{right} of {parts} parts right"
        if right == parts:
            done = "Right: both parts" if right == 2 else f"Right: all {right} parts"
        elif part := sum(0 < (r.worth or 0) < 1 for r in remarks):
            done += f"; {counted(part)} in part"
        halves = ", characters and meaning half each" if any(p.means for p in self.pieces) else ""
        return Marked(worth / parts, f"{done}.", f"{worth:g} of {parts} parts{halves}", remarks)

    def _given(self, response: object) -> tuple[dict[str, str], dict[str, str]]:
        """The characters and the meanings that are given, by the ids of pieces."""
        parts, meant = fields(response, ("parts", "meanings"))
        ids = [piece.id for piece in self.pieces]
        signs = known_texts(parts or {}, ids, "a dict, piece id to characters")
        means = [piece.id for piece in self.pieces if piece.means]
        return signs, known_choices(meant or {}, means, self.meanings, "piece", "meaning")

    def _decoded(self, piece: Piece, signs: str, meant: str | None) -> Remark:
        found = any(same(signs, form) for form in (piece.written, *piece.accept)) and bool(signs)
        means = self.meanings[meant] if meant is not None else ""
        yours = (f"“{shown(signs)}”" if signs else "nothing") + (f", {means}" if means else "")
        worth = (found + (means == piece.means)) / 2 if piece.means else float(found)
        point = said_to(signs, piece.wrong)
        if found and worth < 1:
            points = {extra.id: extra.reply.point for extra in self.extras}
            own = piece.wrong.get(meant or "") or points.get(meant or "", "")
            missing = ", the meaning is not." if means else "; what do they mean?"
            point = f"The characters are right{missing} {own or piece.reply.point}"
        if not signs and not means:
            return piece.left_out("Nothing is filled in yet.", piece.name, piece.right)
        wanted = "" if worth == 1 else piece.right
        return piece.remark(worth, f"{piece.name}: {yours}", point, wanted)

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        signs, chosen = self._given(response)
        for piece in self.pieces:
            written = signs.get(piece.id, "")
            means = self.meanings.get(chosen.get(piece.id, ""), "")
            if words := " — ".join(filter(None, (written, means))):
                yield Answered(piece.name, words, (piece.id, f"{plain(written)} — {means}"))

    def heard(self) -> Iterator[Heard]:
        means = self.meanings
        for p in self.pieces:
            others = ((means.get(other) or f"“{other}”", says) for other, says in p.wrong.items())
            yield from foreseen(p, f"{p.name}: ", p.right, others)
        for extra in self.extras:
            yield Heard(extra.text, False, extra.reply.point)

    def drawn(self, mixer: Mixer) -> Drawn:
        pieces, ids = numbered({piece.id: piece.name for piece in self.pieces})
        meanings, meaning_ids = mixer.keyed(once(self.meanings))
        means = {piece.id for piece in self.pieces if piece.means}
        asked = [key for key, id in ids.items() if id in means]
        view = {"whole": self.whole.text, "pieces": pieces, "asked": asked, "meanings": meanings}
        return view, together(parts=table(ids, as_it_is), meanings=table(ids, one(meaning_ids)))

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        signs, meant = ((answer or {}).get(field, {}) for field in ("parts", "meanings"))
        pieces, asked = view["pieces"], view["asked"]
        columns = [Column("its characters", "short", signs, [piece["key"] for piece in pieces])]
        if asked:
            columns.append(Column("its meaning", "sign", meant, asked))
        letters = ", and the letter of what they mean" if asked else ""
        yield Instruction(f"Write down the characters of each part{letters}.")
        yield Whole(view["whole"])
        yield Grid(pieces, "The parts to find:", columns)
        if asked:
            yield Letters(view["meanings"], ("What a part may mean:", "What a part may mean"))


def _piece(entry: Entry, whole: Span, sources: Sources) -> Piece:
    written, before = entry["written"], entry["prefix"]
    around = before + written + entry["suffix"]
    at = whole.text.find(around)
    if at < 0:
        refuse(f"“{around}” is not a part of “{whole.text}”", "Copy it to the letter.")
    if at != whole.text.rfind(around):
        remedy = "Give the piece a prefix or a suffix: the characters before or after it."
        refuse(f"“{around}” appears in several places of “{whole.text}”", remedy)
    start = whole.start + at + len(before)
    place = Span(whole.block, start, start + len(written), written)
    return Piece.of(entry, sources, evidence=sources.evidence(entry).after(place))
