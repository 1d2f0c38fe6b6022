"""Emend: propose a reading for words that look wrong, and say on what grounds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...kit.forms import Each, Entry, Form, May, Number, QUOTE, Text, Type
from ...volumes.text import Section, Span
from ...words import plain, same
from ..elements import Corrected, Element, Instruction, Options, Quoted
from ..evidence import EVIDENCE, refuse, Sources, unlike
from ..keys import as_it_is, many, Mixer, together
from ..passages import passage
from ..replies import Explained, Marked, OPEN, POINT, Remark, Reply, TELL
from ..responses import fields, shown, wrong_form
from ..task import Answered, Drawn, Heard, Pointed, Task
from .choice import Choice, chosen_from, OPTION

_READ = ("reading",)
_BETTER = "Fits better"
_READING = Form(
    {
        "text": Text("A reading that somebody may propose."),
        "also": May(Each(Text("Other ways to write it."))),
        "worth": May(Number(0, 1)),
        "tell": May(TELL),
        "point": May(POINT),
        "evidence": EVIDENCE,
    },
    {"feedback": "tell"},
)
_OTHER = Text("Said to any other reading.")
_ASKED: dict[str, Type | May] = {"reading": Each(_READING), "ground": Each(OPTION), "point": _OTHER}


@dataclass(frozen=True, slots=True)
class Reading(Explained):
    """A reading that somebody may propose, in one or more forms; worth: from 0 to 1."""

    texts: tuple[str, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Emend(Task):
    """Propose a reading for words that look wrong, and say on what grounds. A response is a dict of
    `reading` (text) and `grounds` (a list of ids). other: what is said to a reading that nobody
    foresaw."""

    sic: Span
    readings: tuple[Reading, ...]
    other: Reply
    grounds: Choice

    FORM = Form({**QUOTE, **_ASKED}, {"otherwise": "point"})
    empty = dict
    nothing = "No reading is proposed yet. Write one, choose your grounds, then press Check."
    todo = "Propose a reading"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Emend":
        sic = sources.span(entry)
        readings = tuple(_reading(reading, sic, sources) for reading in entry["reading"])
        unlike("readings", (text for reading in readings for text in {*reading.texts}))
        if not any(reading.worth == 1 for reading in readings):
            refuse("no reading of it is worth 1", "Give the best one worth = 1.0.")
        grounds = chosen_from("ground", entry["ground"], True, sources)
        return Emend(sic, readings, Reply(entry["point"]), grounds)

    @property
    def decisions(self) -> int:
        return 1 + self.grounds.decisions

    @property
    def right_answer(self) -> dict[str, Any]:
        return {"reading": self._best.texts[0], "grounds": self.grounds.right_answer}

    def mark(self, section: Section, response: object) -> Marked:
        """The mean of two: what the reading is worth, and the grounds, marked as a choice of several."""
        written, chosen = fields(response, ("reading", "grounds"))
        if not isinstance(written := written or "", str):
            wrong_form("a reading that is text")
        written = written.strip()
        grounds = self.grounds.mark(section, chosen or [])
        if not written and not grounds.remarks:
            return Marked(0.0, "Nothing is proposed yet.")
        reading = self._read(written)
        worth = reading.worth or 0
        score = (worth + grounds.score) / 2
        headline = "Right: a reading, and the grounds that support it."
        if score < 1:
            nothing = "Another reading fits better" if written else "No reading yet"
            fits = "The reading fits" if worth == 1 else "The reading can be defended"
            said = fits if worth else nothing
            headline = f"{said}; grounds: {grounds.headline[0].lower()}{grounds.headline[1:]}"
        shares = f"reading {100 * worth:.0f}, grounds {100 * grounds.score:.0f}; the mean of both"
        told = [reading, *grounds.remarks]
        if worth < 1:
            better = self._best.remark(0, "", wanted=f"“{self._best.texts[0]}”")
            told.insert(1, better._replace(sign=_BETTER))
        return Marked(score, headline, shares, [reading, *grounds.remarks], told)

    @property
    def _best(self) -> Reading:
        return max(self.readings, key=lambda reading: reading.worth)

    def _read(self, written: str) -> Remark:
        sic = f"“{self.sic.text}”"
        if not written:
            nothing = Reply("You propose no reading yet.")
            return Remark(nothing, 0, sic, (self.sic,), sign=OPEN)
        about = f"{sic} — you read “{shown(written)}”"
        for reading in self.readings:
            if any(same(written, text) for text in reading.texts):
                return reading.remark(reading.worth, about)._replace(part=_READ)
        return Remark(self.other, 0, about, (self.sic,), part=_READ)

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        written, chosen = fields(response, ("reading", "grounds"))
        if written:
            known = (r.texts[0] for r in self.readings for text in r.texts if same(written, text))
            key = next(known, plain(written))
            yield Answered(f"For “{self.sic.text}”", written, ("reading", key))
        for ground in self.grounds.answered(section, chosen):
            yield Answered("Because", ground.words, ("ground", ground.key[1]))

    def heard(self) -> Iterator[Heard]:
        for reading in self.readings:
            right = reading.worth == 1 or (None if reading.worth else False)
            answer = " or ".join(f"“{text}”" for text in reading.texts)
            yield Heard(answer, right, reading.reply.shown(reading.worth))
        yield Heard("another reading", False, self.other.point)
        yield from self.grounds.heard()

    def points(self) -> Iterator[Pointed]:
        best = tuple(text for r in self.readings if r.worth == 1 for text in r.texts)
        yield Pointed("point", self.other.point, best)
        for reading in self.readings:
            yield Pointed(f"reading “{reading.texts[0]}”", reading.reply.point, best)
        yield from self.grounds.points()

    def drawn(self, mixer: Mixer) -> Drawn:
        sic = self.sic
        grounds, ids = mixer.keyed({option.id: option.text for option in self.grounds.options})
        where = passage(mixer.section, sic.block) | {"spans": [[sic.start, sic.end]]}
        view = {"where": where, "sic": sic.text, "grounds": grounds}
        return view, together(reading=as_it_is, grounds=many(ids))

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        reading, grounds = ((answer or {}).get(field) for field in ("reading", "grounds"))
        where = view["where"]
        yield Quoted([where], [[where["block"], *ends] for ends in where["spans"]])
        yield Corrected(view["sic"], reading or "")
        yield Instruction("On what grounds? Tick all that support it.")
        yield Options(view["grounds"], grounds or (), "Grounds to choose from:")


def _reading(entry: Entry, sic: Span, sources: Sources) -> Reading:
    worth = entry["worth"] or 0.0
    if not (entry["tell"] or entry["point"]) or (worth == 1 and not entry["tell"]):
        wanted = "tell" if worth == 1 else "point"
        refuse(f"the reading “{entry['text']}” has no “{wanted}”", f"Add a line: {wanted} = …")
    texts = (entry["text"], *entry["also"])
    own = {"id": f"reading {texts[0]}", "evidence": sources.evidence(entry).after(sic)}
    return Reading.of(entry, sources, texts=texts, worth=worth, **own)
