"""Choice: one or several of a few options; or an opinion, which has no right and no wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...kit.forms import Each, Entry, Flag, Form, ID, May, Text
from ...markup import plain
from ...volumes.text import Section
from ..elements import Element, Instruction, Options
from ..evidence import EVIDENCE, refuse, Sources, unlike
from ..keys import many, Mixer
from ..replies import BESIDE, counted, Explained, Marked, MISSING, Remark, TELL
from ..responses import known_ids, wrong_form
from ..task import Answered, Drawn, Heard, Task

_ONE_MORE = "One more belongs here."
OPTION = Form(
    {
        "id": ID,
        "text": Text("What can be chosen."),
        "right": May(Flag()),
        "tell": TELL,
        "point": May(Text("Said where it should have been chosen; else tell is said.")),
        "evidence": EVIDENCE,
    },
    {"feedback": "tell", "missed": "point"},
)


@dataclass(frozen=True, slots=True)
class Option(Explained):
    """One thing to choose; its tell is said when it is chosen, its point when it should have been."""

    text: str
    right: bool

    noun = "option"

    @property
    def wanted(self) -> tuple[str, ...]:
        return (self.text,) if self.right else ()

    @property
    def decisions(self) -> int:
        return int(self.right)


@dataclass(frozen=True, slots=True)
class Choice(Task):
    """Choose one option, or with `several` all that apply; an `opinion` has no right and no wrong.
    A response is a list of option ids."""

    options: tuple[Option, ...]
    several: bool = False
    opinion: bool = False

    FORM = Form({"several": May(Flag()), "opinion": May(Flag()), "option": Each(OPTION)})
    empty = list
    nothing = "Nothing is chosen yet. Choose an answer, then press Check."

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Choice":
        if not entry["opinion"]:
            return chosen_from("option", entry["option"], entry["several"], sources)
        options = _options("option", entry["option"], sources)
        if len(options) < 2 or any(option.right for option in options) or entry["several"]:
            what = "an opinion is one of two or more options, none of them right"
            refuse(what, "Take right and several out, or opinion.")
        return Choice(options, opinion=True)

    @property
    def todo(self) -> str:
        if self.opinion:
            return "What do you think?"
        return "Choose all that apply" if self.several else "Choose one"

    @property
    def graded(self) -> bool:
        return not self.opinion

    @property
    def right_answer(self) -> list[str]:
        return [option.id for option in self.options if option.right]

    @property
    def wanted(self) -> tuple[str, ...]:
        return tuple(option.text for option in self.options if option.right)

    def mark(self, section: Section, response: object) -> Marked:
        """One right: all or nothing. Several: those found less those that do not belong, of all right.
        An opinion: noted, whichever it is."""
        known = [option.id for option in self.options]
        chosen = known_ids(response, known, "a list of option ids")
        if len(chosen) > 1 and not self.several:
            wrong_form("one option id")
        if not chosen:
            return Marked(0.0, "Nothing is chosen yet.")
        taken = [option for option in self.options if option.id in chosen]
        if self.opinion:
            return Marked(1.0, "Noted.", "", [o.remark(None, o.text) for o in taken])
        remarks = [_said_to(option) for option in taken]
        left = [option for option in self.options if option.right and option.id not in chosen]
        sign = MISSING if self.several else "Right answer"
        told = [*remarks, *(_missed(option)._replace(sign=sign) for option in left)]
        if self.several:
            found = sum(option.right for option in taken)
            return _of_several(found, len(taken), len(left), told)
        score, headline = (1.0, "Right.") if remarks[0].right else (0.0, "Not yet.")
        return Marked(score, headline, "", remarks, told)

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        chosen = [response] if isinstance(response, str) else response or ()
        for option in self.options:
            if option.id in chosen:
                yield Answered("", plain(option.text), ("", option.id))

    def heard(self) -> Iterator[Heard]:
        for option in self.options:
            right = None if self.opinion else option.right
            yield Heard(option.text, right, option.reply.shown(right))
            if self.several and option.right:
                yield Heard(f"{option.text} — not chosen", False, option.reply.point or _ONE_MORE)

    def drawn(self, mixer: Mixer) -> Drawn:
        options, ids = mixer.keyed({option.id: option.text for option in self.options})
        return {"several": self.several, "options": options}, many(ids)

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        nearest = "Tick the one that is nearest to what you think."
        tick = "Tick all that apply." if self.several else "Tick one."
        yield Instruction(nearest if self.opinion else tick)
        yield Options(view["options"], answer or ())


def chosen_from(kind: str, entries: list[Entry], several: bool, sources: Sources) -> Choice:
    """A choice that has a right answer; kind: what its options are called in the entry."""
    options = _options(kind, entries, sources)
    right = sum(option.right for option in options)
    if len(options) < 2 or not right or (right > 1 and not several):
        what = f"{right} of its {len(options)} {kind}s are right"
        refuse(what, "One must be, or with several = true at least one.")
    return Choice(options, several)


def _options(kind: str, entries: list[Entry], sources: Sources) -> tuple[Option, ...]:
    options = tuple(Option.of(entry, sources) for entry in entries)
    unlike(f"{kind}s", (option.text for option in options))
    return options


def _said_to(option: Option) -> Remark:
    said = option.remark(float(option.right), option.text)
    return said if option.right else said._replace(sign=BESIDE)


def _missed(option: Option) -> Remark:
    """What is said of a right option that was not chosen: nothing that tells which one it is."""
    return option.remark(0, "", option.reply.point or _ONE_MORE, option.text)


def _of_several(found: int, chosen: int, left: int, remarks: list[Remark]) -> Marked:
    wanted, astray = found + left, chosen - found
    score = max(0, found - astray) / wanted
    headline = f"{found} of {wanted} found" + (f"; {counted(astray)} too many" if astray else "")
    if score == 1:
        headline = "Right: all found, and nothing else"
    less = f", less {astray} too many" if astray else ""
    return Marked(score, headline + ".", f"{found} found{less}, of {wanted}", remarks)
