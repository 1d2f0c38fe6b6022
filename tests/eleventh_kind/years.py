"""Years: from which year to which things lasted. An eleventh kind, for test_eleventh_kind.py."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
import re
from typing import Any

from ...kit.forms import Each, Entry, Form, ID, Number, Text
from ...volumes.text import Section
from ..elements import Element, Instruction, Lines
from ..evidence import EVIDENCE, refuse, Sources
from ..keys import as_it_is, Mixer, numbered, table
from ..replies import Explained, Marked, REPLY
from ..responses import known_texts
from ..task import Answered, Drawn, foreseen, Heard, Task


@dataclass(frozen=True, slots=True)
class Lasting(Explained):
    """Something that lasted, and its first and last year."""

    text: str
    years: tuple[int, int]

    noun = "thing"

    @property
    def printed(self) -> str:
        return f"{self.years[0]}–{self.years[1]}"

    @property
    def wanted(self) -> tuple[str, ...]:
        return (self.printed,)


@dataclass(frozen=True, slots=True)
class Years(Task):
    """Give the first and the last year of each. A response is a dict, id to “1945–1946”."""

    things: tuple[Lasting, ...]

    FORM = Form(
        {
            "thing": Each(
                Form(
                    {
                        "id": ID,
                        "text": Text("What lasted."),
                        "first": Number(whole=True, doc="Its first year."),
                        "last": Number(whole=True, doc="Its last year."),
                        **REPLY,
                        "evidence": EVIDENCE,
                    }
                ),
                1,
            )
        }
    )
    empty = dict
    nothing = "No years are given yet."
    todo = "Give the years"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Years":
        things = tuple(
            Lasting.of(one, sources, years=(one["first"], one["last"])) for one in entry["thing"]
        )
        for thing in things:
            if thing.years[0] > thing.years[1]:
                refuse(f"“{thing.id}” ends before it begins", "Change its years about.")
        return Years(things)

    @property
    def right_answer(self) -> dict[str, str]:
        return {thing.id: thing.printed for thing in self.things}

    def mark(self, section: Section, response: object) -> Marked:
        given = known_texts(response, self.right_answer, "a dict, id to years")
        if not given:
            return Marked(0.0, "No years are given yet.")
        remarks = [
            thing.remark(_years(given.get(thing.id, "")) == thing.years, thing.text)
            for thing in self.things
        ]
        right = sum(one.right is True for one in remarks)
        return Marked(right / len(remarks), f"{right} of {len(remarks)} right.", "", remarks)

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        for thing in self.things:
            if written := response.get(thing.id):
                yield Answered(thing.text, written, (thing.id, str(_years(written))))

    def heard(self) -> Iterator[Heard]:
        for thing in self.things:
            yield from foreseen(thing, f"{thing.text} — ", thing.printed, ())

    def drawn(self, mixer: Mixer) -> Drawn:
        things, ids = numbered({thing.id: thing.text for thing in self.things})
        return {"things": things}, table(ids, as_it_is)

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        yield Instruction("Write the first and the last year.")
        yield Lines(view["things"], answer or {}, "short")


def _years(written: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d{4}", written)))
