"""Write: a short argument, of which its length and its quotations can be checked.

Whether it argues well is for the student to judge, with the rubric and the model answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from ...kit.forms import Each, Entry, Form, Number, Text
from ...markup import many
from ...volumes.text import Section, Span
from ..elements import Element, Instruction, Ruled
from ..evidence import refuse, Sources
from ..keys import as_it_is, Mixer
from ..passages import passage, TARGET, Target
from ..quotations import find_quotation, MARKS, places_of, printed_apart, quotations
from ..replies import Marked, Remark, Reply
from ..responses import shown, wrong_form
from ..task import Answered, Drawn, Heard, Task

_MOST_QUOTATIONS = 50  # looked up; more are no short answer
_MOST_PLACES = 200  # of one quotation
_BEARS = 3  # words of a target, at least, for a quotation to be evidence
_RECKONING = "length, exact quotations, and evidence, a third each; "
_RECKONING += "how well it argues is for you to judge"
_SERVES = "Could be quoted"  # one of several would do
_NONE_YET = "It quotes nothing yet. Copy at least one stretch of the text, to the letter, "
_NONE_YET += f"between quotation marks: {MARKS}."
_NOT_THERE = "These words are not in the text. A quotation is copied to the letter; use … for "
_NOT_THERE += "what you leave out, and [ ] for what you add."

Places = Mapping[str, tuple[Span, ...]]  # each quotation, with the words of the text that it may be


@dataclass(frozen=True, slots=True)
class Write(Task):
    """Answer in a few sentences that quote the text; a rubric and a model answer follow. A response
    is text. least, most: length in words; targets: the words of the text that bear on the
    question."""

    least: int
    most: int
    targets: tuple[Target, ...]
    rubric: tuple[str, ...]
    model: str

    FORM = Form(
        {
            "least": Number(1, whole=True, doc="The length in words, at least."),
            "most": Number(2, whole=True, doc="At most."),
            "target": Each(TARGET),
            "rubric": Each(Text("A question to judge one’s answer by.")),
            "model": Text("A model answer that quotes the text."),
        }
    )
    empty = str
    nothing = "Nothing is written yet. Write a few sentences, then press Check."
    todo = "Write"
    long = True
    decisions = 0  # what it quotes is a part of the writing
    can_be_wrong = False
    scripts = ("words",)

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Write":
        targets = tuple(Target.made(one, sources) for one in entry["target"])
        rubric = tuple(entry["rubric"])
        task = Write(entry["least"], entry["most"], targets, rubric, entry["model"])
        if not 0 < task.least < task.most:
            example = "For example least = 40, most = 120."
            refuse("its length does not go from least to most", example)
        if not targets or not rubric:
            bear = "Add [[exercise.target]] for words that bear on the question"
            refuse("it lacks a target or a rubric", f'{bear}, and rubric = ["…"].')
        task._refuse_a_model_that_is_none(sources.section)
        return task

    def _refuse_a_model_that_is_none(self, section: Section) -> None:
        quoted = quotations(self.model)
        if not quoted:
            remedy = "Let it quote words of the text, as the student’s should."
            refuse("its model answer quotes nothing", remedy)
        for words in quoted:
            if not find_quotation([(block.id, block.text) for block in section.blocks], words):
                what = f"its model answer quotes “{words}”, which is not in the text"
                refuse(what, "Correct it.")
        if not self.least <= (length := len(self.model.split())) <= self.most:
            wanted = f"{self.least} to {self.most} are asked for"
            what = f"its model answer has {length} words, and {wanted}"
            refuse(what, "Change its length, or least and most.")

    @property
    def writing(self) -> float:
        return (self.least + self.most) / 2

    @property
    def right_answer(self) -> str:
        return self.model

    @property
    def judged_by(self) -> tuple[str, tuple[str, ...]]:
        return self.model, self.rubric

    def mark(self, section: Section, response: object) -> Marked:
        """The mean of three: length within bounds; the share of quotations that are exact; whether one
        of them quotes words that bear on the question."""
        if response and not isinstance(response, str):
            wrong_form("text")
        if not isinstance(response, str) or not response.strip():
            return Marked(0.0, "Nothing is written yet.")
        places = self._places(section, response)
        exact = sum(map(bool, places.values()))
        used = [any(_bears(target, spans) for spans in places.values()) for target in self.targets]
        length, fits = self._length(response)
        remarks = [length, *(_quoted(words, spans) for words, spans in places.items())]
        if not places:
            remarks.append(Remark(Reply(_NONE_YET), 0, "Quotations"))
        for target, by in zip(self.targets, used):
            # where other words serve, one that is not quoted is only noted
            said = target.remark(1 if by else None if any(used) else 0, "")
            words = f"“{target.span.text}”"
            quoted = said._replace(about=f"Evidence: {words}")
            remarks.append(quoted if any(used) else said._replace(sign=_SERVES, wanted=words))
        score = (fits + (exact / len(places) if places else 0) + any(used)) / 3
        headline = _headline(exact, len(places), any(used), length)
        return Marked(score, headline, _RECKONING, remarks)

    def _places(self, section: Section, response: str) -> Places:
        """Words may be in several places: they are taken for those that bear on the question."""
        blocks = [(block.id, block.text) for block in section.blocks]
        quoted = list(dict.fromkeys(quotations(response)))[:_MOST_QUOTATIONS]
        return {words: self._best(places_of(blocks, words)) for words in quoted}

    def _best(self, places: Iterator[tuple[Span, ...]]) -> tuple[Span, ...]:
        tried = list(islice(places, _MOST_PLACES))
        bear = (spans for spans in tried if any(_bears(target, spans) for target in self.targets))
        return next(bear, tried[0] if tried else ())

    def _length(self, written: str) -> tuple[Remark, bool]:
        words = len(written.split())
        wanted = f"{self.least} to {self.most} are asked for."
        fits = self.least <= words <= self.most
        fault = "Too short to argue" if words < self.least else "Too long"
        fit = "Long enough to argue, short enough to be read."
        reply = Reply(tell=fit) if fits else Reply(f"{fault}: {wanted}")
        return Remark(reply, float(fits), many(words, "word")), fits

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        if response:
            yield Answered("", response, ("", response))

    def heard(self) -> Iterator[Heard]:
        for target in self.targets:
            yield Heard(f"quotes “{target.span.text}”", True, target.reply.tell)
            yield Heard(f"does not quote “{target.span.text}”", False, target.reply.point)

    def drawn(self, mixer: Mixer) -> Drawn:
        to_quote = [passage(mixer.section, block.id) for block in mixer.section.blocks]
        return {"length": [self.least, self.most], "to_quote": to_quote}, as_it_is

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        least, most = view["length"]
        length = f"{least} to {most} words"
        quote = "Quote the text to the letter, between quotation marks."
        yield Instruction(f"Write {length}. {quote}")
        yield Ruled(f"{length}, with at least one quotation of the text.", most, answer)


def _headline(exact: int, quoted: int, bears: bool, length: Remark) -> str:
    if not quoted:
        return "It needs a quotation."
    if quoted == 1 and not exact:
        return "The quotation is not exact."
    if exact < quoted:
        return f"{exact} of {quoted} quotations {'is' if exact == 1 else 'are'} exact."
    if not bears:
        return "Quoted exactly, and not yet evidence for this question."
    right = "Right: all that can be checked is in order."
    return right if length.right else "Quoted well; mind the length."


def _quoted(words: str, spans: tuple[Span, ...]) -> Remark:
    exact = "In the text, to the letter."
    if apart := printed_apart(words, spans):
        exact = f"In the text, where it is printed with a hyphen: “{'”, “'.join(apart)}”."
    reply = Reply(tell=exact) if spans else Reply(_NOT_THERE)
    return Remark(reply, float(bool(spans)), f"You quote “{shown(words)}”", spans, own=spans)


def _bears(target: Target, spans: Sequence[Span]) -> bool:
    """Whether the quoted words share enough with those that bear on the question, in any place."""
    wanted = min(_BEARS, len(target.span.text.split()))
    return any(sum(_shared(span, own) for span in spans) >= wanted for own, _ in target.places)


def _shared(one: Span, other: Span) -> int:
    """How many words two spans have in common."""
    start, end = max(one.start, other.start), min(one.end, other.end)
    if one.block != other.block or start >= end:
        return 0
    return len(one.text[start - one.start : end - one.start].split())
