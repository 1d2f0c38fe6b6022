"""Mark: the words of the text that show it; also the second step of an exercise of any other kind."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
import re
from typing import Any

from ...errors import FruskitError
from ...kit.forms import Each, Entry, Form, May, QUOTE, Text
from ...volumes.anchors import Corpus
from ...volumes.text import Section, Span
from ..elements import Element, Instruction, Quoted
from ..evidence import refuse, Sources
from ..keys import as_it_is, Mixer
from ..passages import passage, TARGET, Target
from ..replies import BESIDE, counted, Explained, Marked, MISSING, POINT, Remark, Reply, TOO_LONG
from ..responses import MOST_PARTS, shown, wrong_form
from ..task import Answered, Drawn, Heard, Pointed, Task

_DECOY = Form({**QUOTE, "point": POINT}, {"feedback": "point"})
_TOO_LONG = "These words go on from what is wanted: the mark is too long."
_AMONG = "This mark has words that show it, and many that do not. Mark only the words that show it."
_WANTED = "a list of [block id, start, end], or of quotations"
_Place = tuple[str, int]  # block id and number of the word in it


@dataclass(frozen=True, slots=True)
class Decoy(Explained):
    """Words that a reader may well mark and that do not show it; its point says why not."""

    span: Span

    noun = "decoy"
    decisions = 0


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
        targets = tuple(Target.made(one, sources) for one in entry["target"])
        decoys = tuple(_decoy(one, sources) for one in entry["decoy"])
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
        """The harmonic mean of two shares: of the wanted words that are marked, and of the marked
        words that are wanted. Whole words count, however little of one is marked; words between a
        target's `span` and its `within` cost nothing and gain nothing. Of a mark that is mostly
        beside the matter, which of its words are wanted is only told: else to mark all would show it."""
        chosen = {at for span in self._spans(section, response) for at in _touched(section, span)}
        if not chosen:
            return Marked(0.0, "Nothing is marked yet.")
        core = [_nearest(section, target, chosen) for target in self.targets]
        around = (within for target in self.targets for _, within in target.places)
        allowed = {at for within in around for at in _touched(section, within)}
        wanted = set[_Place]().union(*core)
        runs = [set(_touched(section, span)) for span in _stretches(section, chosen)]
        long = [run for run in runs if run & wanted and run - allowed]
        loose = [run for run in long if len(run - allowed) > len(run & wanted)]
        hidden = set[_Place]().union(*loose)
        found = [
            _found(one, own & chosen, len(own), section) for one, own in zip(self.targets, core)
        ]
        told = [*found, *self._astray(section, chosen - allowed, long)]
        remarks = [said for said, own in zip(found, core) if not own & hidden]
        remarks += [self._among(section, run) for run in loose]
        remarks += self._astray(section, chosen - allowed - hidden, long)
        hit, fit = len(chosen & wanted), len(chosen & allowed)
        recall, precision = hit / len(wanted), fit / len(chosen)
        score = 2 * recall * precision / (recall + precision) if hit else 0.0
        belong = f"{fit} of the {len(chosen)} you marked belong"
        reckoning = f"{hit} of {len(wanted)} wanted words are marked; {belong}"
        astray = sum(not run & wanted and bool(run - allowed) for run in runs)
        return Marked(score, _headline(found, len(long), astray), reckoning, remarks, told)

    def _spans(self, section: Section, response: object) -> list[Span]:
        given = [response] if isinstance(response, str) else response
        if not isinstance(given, (list, tuple)) or len(given) > MOST_PARTS:
            wrong_form(_WANTED)
        return [self._span(section, piece) for piece in given]

    def _span(self, section: Section, piece: object) -> Span:
        if isinstance(piece, str):
            shown = tuple((block, section.block(block).text) for block in self.passages)
            return Corpus(shown).find(piece)
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

    def _among(self, section: Section, run: set[_Place]) -> Remark:
        """What is said to a mark that has wanted words in it, and more that are not."""
        (own,) = _stretches(section, run)
        spans = (target.span for target in self.targets)
        wanted = tuple(span for span in spans if run.intersection(_touched(section, span)))
        return Remark(Reply(_AMONG), 0, f"“{_quoted(own)}”", wanted, own=(own,), sign=TOO_LONG)

    def _astray(
        self, section: Section, astray: set[_Place], long: Iterable[set[_Place]]
    ) -> list[Remark]:
        """What is said to marked words that show nothing, first those foreseen: what is in one of the
        marks that are too long goes on from wanted words, anything else is beside the matter."""
        remarks = []
        for decoy in self.decoys:
            own = set(_touched(section, decoy.span))
            if 2 * len(own & astray) >= len(own):
                said = decoy.remark(0, f"“{decoy.span.text}”")
                remarks.append(said._replace(own=_stretches(section, own & astray), sign=BESIDE))
                astray = astray - own
        more = astray & set[_Place]().union(*long)
        others = ((more, TOO_LONG, _TOO_LONG), (astray - more, BESIDE, self.outside))
        for words, sign, says in others:
            for span in _stretches(section, words):
                said = Remark(Reply(says), 0, f"“{_quoted(span)}”", own=(span,), sign=sign)
                remarks.append(said)
        return remarks

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


def _decoy(entry: Entry, sources: Sources) -> Decoy:
    """It is no evidence, and so not among the words that are highlighted as deciding."""
    span = sources.span(entry)
    return Decoy.of(entry, sources, id=span.text, span=span)


def _touched(section: Section, span: Span) -> list[_Place]:
    """The words that a span touches; a mark of punctuation belongs to the word beside it."""
    words = enumerate(re.finditer(r"\S+", section.block(span.block).text))
    start, end = span.start, span.end
    return [(span.block, n) for n, w in words if w.start() < end and w.end() > start]


def _nearest(section: Section, target: Target, chosen: set[_Place]) -> set[_Place]:
    """The words of the target, in the place in which most of them are marked."""
    places = [set(_touched(section, span)) for span, _ in target.places]
    return max(places, key=lambda words: len(words & chosen))


def _stretches(section: Section, places: set[_Place]) -> tuple[Span, ...]:
    """Words of the text as spans, in its order, neighbors in one."""
    found = list[Span]()
    blocks = {block for block, _ in places}
    for block, text in ((one.id, one.text) for one in section.blocks if one.id in blocks):
        words = [w for n, w in enumerate(re.finditer(r"\S+", text)) if (block, n) in places]
        for start, end in ((w.start(), w.end()) for w in words):
            if found and found[-1].block == block and not text[found[-1].end : start].strip():
                start = found.pop().start
            found.append(Span(block, start, end, text[start:end]))
    return tuple(found)


def _found(target: Target, own: set[_Place], whole: int, section: Section) -> Remark:
    if not own:
        said = target.remark(0, "", wanted=f"“{target.span.text}”")
        return said._replace(sign=MISSING)
    worth = len(own) / whole
    marked = _stretches(section, own)
    words = " … ".join(map(_quoted, marked)) if worth < 1 else target.span.text
    point = f"You marked a part of these words. {target.reply.point}"
    said = target.remark(worth, f"“{words}”", point, "" if worth == 1 else f"“{target.span.text}”")
    return said._replace(own=marked)


def _quoted(span: Span) -> str:
    """A stretch of words, without the mark of punctuation at its end."""
    return shown(span.text.rstrip(",;:."))


def _headline(found: Sequence[Remark], long: int, astray: int) -> str:
    """found: what is said of each target; long, astray: how many marks are too long, or beside it."""
    whole = sum(said.right is True for said in found)
    part = sum(0 < (said.worth or 0) < 1 for said in found)
    if whole == len(found) and not long and not astray:
        return "Right: these words show it, and nothing else."
    one = "Found" if whole else "Not found yet"
    done = [f"{whole} of {len(found)} found" if len(found) > 1 else one]
    if part:
        done.append(f"{counted(part)} in part")
    for number, how in ((long, "too long"), (astray, "too many")):
        if number:
            done.append(f"{counted(number)} mark{'s' if number > 1 else ''} {how}")
    return "; ".join(done) + "."
