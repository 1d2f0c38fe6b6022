"""Mark: the words of the text that show it; also the second step of an exercise of any other kind."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
import re
from typing import Any

from ...errors import FruskitError
from ...kit.forms import Each, Entry, Form, May, QUOTE, Text
from ...volumes import anchors
from ...volumes.text import Section, Span
from ..elements import Element, Instruction, Quoted
from ..evidence import Evidence, refuse, Sources
from ..keys import as_it_is, Mixer
from ..passages import passage
from ..replies import Explained, Marked, POINT, Remark, Reply
from ..responses import MOST_PARTS, wrong_form
from ..targets import TARGET, Target, targets_of
from ..task import Answered, Drawn, Heard, Pointed, Task

_DECOY = Form({**QUOTE, "point": POINT}, {"feedback": "point"})
_WANTED = "a list of [block id, start, end], or of quotations"


@dataclass(frozen=True, slots=True)
class Decoy(Explained):
    """Words that a reader may well mark and that do not show it; its point says why not."""

    span: Span
    reply: Reply

    noun = "decoy"
    evidence = Evidence()

    @property
    def id(self) -> str:  # type: ignore[override]
        return self.span.text

    @property
    def decisions(self) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class Words(Task):
    """Mark the words that show it.

    A response is a list of [block id, start, end] (characters into the block's text, half-open) or
    of quotations. outside: what is said to words that nobody foresaw; passages: ids of the blocks
    that are shown; prompt: what is asked, where it is a second step.
    """

    targets: tuple[Target, ...]
    decoys: tuple[Decoy, ...]
    outside: str
    passages: tuple[str, ...]
    prompt: str = ""

    FORM = Form(
        {
            "target": Each(TARGET),
            "decoy": May(Each(_DECOY)),
            "outside": Text("Said to any other words."),
            "passages": May(Each(Text("The id of a block to show."))),
        }
    )
    empty = list
    nothing = "Nothing is marked yet. Mark some words of the text, then press Check."
    todo = "Mark the words"
    scripts = ("words",)

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Words":
        targets = targets_of(entry["target"], sources)
        decoys = tuple(Decoy(sources.span(e), Reply.of(e)) for e in entry["decoy"])
        if not targets:
            refuse("it has no target", "Add a [[exercise.target]].")
        passages = tuple(dict.fromkeys(entry["passages"] or [t.span.block for t in targets]))
        for block in passages:
            sources.section.block(block)
        for span in (part.span for parts in (targets, decoys) for part in parts):
            if span.block not in passages:
                refuse(f"{span} is outside the passages shown", f"Add “{span.block}” to passages.")
        return Words(targets, decoys, entry["outside"], passages)

    @property
    def right_answer(self) -> list[list[Any]]:
        return [[t.span.block, t.span.start, t.span.end] for t in self.targets]

    def mark(self, section: Section, response: object) -> Marked:
        """The harmonic mean of two shares: of the wanted words that are marked, and of the marked words
        that are wanted. Whole words count, however little of one is marked; words between a target's
        `span` and its `within` cost nothing and gain nothing.
        """
        chosen = {at for span in self._spans(section, response) for at in _touched(section, span)}
        if not chosen:
            return Marked(0.0, "Nothing is marked yet.")
        core = [_nearest(section, target, chosen) for target in self.targets]
        around = (within for target in self.targets for _, within in target.places)
        allowed = {at for within in around for at in _touched(section, within)}
        remarks = [_found(target, own, chosen) for target, own in zip(self.targets, core)]
        remarks += self._astray(section, chosen - allowed)
        wanted = set[_Place]().union(*core)
        hit, fit = len(chosen & wanted), len(chosen & allowed)
        recall, precision = hit / len(wanted), fit / len(chosen)
        score = 2 * recall * precision / (recall + precision) if hit else 0.0
        belong = f"{fit} of the {len(chosen)} you marked belong"
        reckoning = f"{hit} of {len(wanted)} words that show it, and {belong}"
        headline = _headline(remarks, len(self.targets), bool(chosen - allowed))
        return Marked(score, headline, reckoning, remarks)

    def _spans(self, section: Section, response: object) -> list[Span]:
        given = [response] if isinstance(response, str) else response
        if not isinstance(given, (list, tuple)) or len(given) > MOST_PARTS:
            wrong_form(_WANTED)
        return [self._span(section, piece) for piece in given]

    def _span(self, section: Section, piece: object) -> Span:
        if isinstance(piece, str):
            shown = [(block, section.block(block).text) for block in self.passages]
            return anchors.find(shown, piece)
        if not isinstance(piece, (list, tuple)) or len(piece) != 3:
            wrong_form(_WANTED)
        block, start, end = piece
        if not isinstance(block, str) or type(start) is not int or type(end) is not int:
            wrong_form(_WANTED)
        if block not in self.passages:
            what = f"“{block[:60]}” is not a passage of it"
            raise FruskitError("", what, f"It shows {', '.join(self.passages)}.")
        text = section.block(block).text
        if not 0 <= start < end <= len(text):
            what = f"{start}–{end} is not within {block}"
            raise FruskitError("", what, f"Stay within 0–{len(text)}.")
        return Span(block, start, end, text[start:end])

    def _astray(self, section: Section, astray: set["_Place"]) -> list[Remark]:
        """What is said to marked words that show nothing: first those foreseen, then the rest at once.

        They are no evidence, and so are not among the words that are highlighted as deciding.
        """
        remarks = []
        for decoy in self.decoys:
            own = set(_touched(section, decoy.span))
            if 2 * len(own & astray) >= len(own):
                remarks.append(decoy.remark(0, f"“{decoy.span.text}”"))
                astray = astray - own
        other = Remark(Reply(point=self.outside), 0, "Other words that you marked")
        return remarks + ([other] if astray else [])

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        for span in self._spans(section, response):
            words = f"“{' '.join(span.text.split())}”"
            yield Answered("", words, ("", f"{span.block}, {span.start}–{span.end}"), span)

    def heard(self) -> Iterator[Heard]:
        for target in self.targets:
            yield Heard(f"“{target.span.text}”", True, target.reply.tell)
            yield Heard(f"“{target.span.text}” not marked", False, target.reply.point)
        for decoy in self.decoys:
            yield Heard(f"“{decoy.span.text}”", False, decoy.reply.point)
        yield Heard("other words", False, self.outside)

    def points(self) -> Iterator[Pointed]:
        yield from Task.points(self)
        yield Pointed("outside", self.outside, self.wanted)

    @property
    def wanted(self) -> tuple[str, ...]:
        return tuple(target.span.text for target in self.targets)

    def drawn(self, mixer: Mixer) -> Drawn:
        return {"passages": [passage(mixer.section, id) for id in self.passages]}, as_it_is

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        yield Instruction("Underline the words.")
        yield Quoted(view["passages"], answer or (), roomy=True)


_Place = tuple[str, int]  # block id and number of the word in it


def _touched(section: Section, span: Span) -> list[_Place]:
    """The words that a span touches; a mark of punctuation belongs to the word beside it."""
    words = enumerate(re.finditer(r"\S+", section.block(span.block).text))
    start, end = span.start, span.end
    return [(span.block, n) for n, w in words if w.start() < end and w.end() > start]


def _nearest(section: Section, target: Target, chosen: set[_Place]) -> set[_Place]:
    """The words of the target, in the place in which most of them are marked."""
    places = [set(_touched(section, span)) for span, _ in target.places]
    return max(places, key=lambda words: len(words & chosen))


def _found(target: Target, words: set[_Place], chosen: set[_Place]) -> Remark:
    worth = len(words & chosen) / len(words)
    in_part = f"You marked a part of these words. {target.reply.point}" if 0 < worth < 1 else ""
    return target.remark(worth, f"“{target.span.text}”", in_part)


def _headline(remarks: Sequence[Remark], wanted: int, besides: bool) -> str:
    found = sum(remark.right is True for remark in remarks)
    part = any(0 < (remark.worth or 0) < 1 for remark in remarks)
    if found == wanted and not besides:
        return "Right: these words show it, and nothing else."
    if wanted > 1:
        done = f"{found} of {wanted} found"
    else:
        done = "Found" if found else "Found in part" if part else "Not found yet"
    return done + (", but you also marked words that do not show it." if besides else ".")


KIND = Words
