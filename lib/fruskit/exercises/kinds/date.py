"""Date: things to be dated, as exactly as the text dates them and no more exactly."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...errors import FruskitError
from ...kit.forms import Each, Entry, Form, ID, May, Sayings, Text
from ...volumes.dates import compare, in_words, read_date, WrittenDate
from ...volumes.text import Section
from ...words import mentions, same
from ..elements import Element, Instruction, Lines
from ..evidence import EVIDENCE, refuse, Sources, unlike
from ..keys import as_it_is, Mixer, numbered, table
from ..replies import counted, Explained, FORMERLY, Marked, Remark, REPLY, Reply
from ..responses import known_texts, shown
from ..task import Answered, Drawn, foreseen, Heard, Task

_OTHER_FORM = "Right, in another form"
_PARTLY = 0.5  # worth of a date that is right as far as it goes, or says more than the text
_PARTLY_SAID = {
    "doubt": "The day is right. Look at the question mark: only one of you and the text has it.",
    "year-assumed": "Day and month are right. The year is yours: it is not printed there.",
    "year-missing": "Day and month are right. The year is printed too.",
    "coarser": "Right as far as it goes. The text is more exact.",
    "finer": "You are more exact than the text.",
}
_WAYS = {
    "year-assumed": "with a year that is not printed",
    "year-missing": "without the year",
    "coarser": "less exact than the text",
    "finer": "more exact than the text",
    "doubt": "with a question mark that the text does not have, or without its own",
    "undated": "“undated”",
}
_HAS_THE_WORDS = ("year-assumed", "finer", "doubt")  # a date that is so has the words wanted
_SAID_TO = (*_PARTLY_SAID, "undated")
_ITEM = Form(
    {
        "id": ID,
        "text": Text("What is to be dated."),
        "date": Text("The date as the text gives it; empty where it gives none.", blank=True),
        **REPLY,
        "said": May(Sayings("The point of a date that is so compared to the right one.")),
        "wrong": May(Sayings("The point of this other date alone.")),
        "evidence": EVIDENCE,
    },
    FORMERLY,
)


@dataclass(frozen=True, slots=True)
class Dating(Explained):
    """Something to be dated, with what the text gives for it. said: the point of a date that is to
    the right one as dates.compare tells (“year-assumed”, “coarser”, …), or of none at all
    (“undated”); wrong: of particular other dates, by EDTF."""

    text: str
    date: WrittenDate
    said: Mapping[str, str]
    wrong: Mapping[str, str]

    @property
    def right(self) -> str:
        return self.date.written if self.date.edtf else "undated"

    @property
    def wanted(self) -> tuple[str, ...]:
        return (self.date.written,) if self.date.edtf else ()

    @property
    def points(self) -> tuple[str, ...]:
        said = (says for way, says in self.said.items() if way not in _HAS_THE_WORDS)
        return (self.reply.point, *said, *self.wrong.values())


@dataclass(frozen=True, slots=True)
class Dates(Task):
    """Give each thing its date, as exactly as the text gives it and no more. A response is a dict,
    item id to a written date or “undated”."""

    items: tuple[Dating, ...]

    FORM = Form({"item": Each(_ITEM)})
    empty = dict
    nothing = "No date is given yet. Write at least one, then press Check."
    todo = "Give the date"

    @classmethod
    def made(cls, entry: Entry, sources: Sources) -> "Dates":
        items = tuple(_dating(item, sources) for item in entry["item"])
        unlike("items", (item.text for item in items))
        if not items:
            refuse("it has no item", "Add an [[exercise.item]].")
        return Dates(items)

    @property
    def right_answer(self) -> dict[str, str]:
        return {item.id: item.right for item in self.items}

    def mark(self, section: Section, response: object) -> Marked:
        """The mean over the items: 1 for the date as the text gives it, half for one that is right as
        far as it goes or that says more than the text (another year’s certainty, another precision)."""
        given = known_texts(response, (item.id for item in self.items), "a dict, item id to a date")
        if not given:
            return Marked(0.0, "Nothing is dated yet.")
        remarks = [_dated(item, given.get(item.id, "")) for item in self.items]
        right, partly = (sum(r.worth == worth for r in remarks) for worth in (1, _PARTLY))
        headline = f"{right} of {len(remarks)} right" + (
            f"; {counted(partly)} in part" if partly else ""
        )
        if right == len(remarks):
            headline = "Right" if right == 1 else f"Right: all {right}"
        if other := sum(r.sign == _OTHER_FORM for r in remarks):
            headline += f"; {counted(other)} in another form than is printed"
        score = (right + _PARTLY * partly) / len(remarks)
        reckoning = f"{right} of {len(remarks)}" + (f", and {partly} for half" if partly else "")
        return Marked(score, headline + ".", reckoning, remarks)

    def answered(self, section: Section, response: Any) -> Iterator[Answered]:
        for item in self.items:
            if written := response.get(item.id):
                date = _read(written)
                same = (date.edtf or "undated") if isinstance(date, WrittenDate) else written
                yield Answered(item.text, written, (item.id, same))

    def heard(self) -> Iterator[Heard]:
        for item in self.items:
            others = [(_WAYS[way], says) for way, says in item.said.items()]
            others += [(in_words(edtf) or "undated", says) for edtf, says in item.wrong.items()]
            date = f"“{item.right}”" if item.date.edtf else item.right
            yield from foreseen(item, f"{item.text} — ", date, others)

    def drawn(self, mixer: Mixer) -> Drawn:
        texts = {item.id: item.text for item in self.items}
        dated, ids = numbered(texts, mixer.order(texts))
        return {"dated": dated}, table(ids, as_it_is)

    def elements(self, view: Mapping[str, Any], answer: Any) -> Iterator[Element]:
        exactly = "Write the date as exactly as the text gives it and no more, or “undated”."
        yield Instruction(exactly)
        yield Lines(view["dated"], answer or {}, "short", numbered=False)


def _dating(entry: Entry, sources: Sources) -> Dating:
    for way in entry["said"]:
        if way not in _SAID_TO:
            what = f"“{way}” is not a way in which dates differ"
            refuse(what, f"Choose one of {', '.join(_SAID_TO)}.")
    wrong = {_own_date(date).edtf: text for date, text in entry["wrong"].items()}
    date = _own_date(entry["date"] or "undated")
    if date.edtf in wrong:
        what = f"item “{entry['id']}” speaks of its own date “{date.written}” as wrong"
        refuse(what, "Say it in tell, or name another.")
    return Dating.of(entry, sources, date=date, wrong=wrong)


def _own_date(written: str) -> WrittenDate:
    """A date that the author wrote."""
    try:
        return read_date(written)
    except FruskitError as problem:
        refuse(f"its date “{written}”: {problem.what}", problem.remedy)


def _read(written: str) -> WrittenDate | FruskitError:
    """A date that a student wrote, or why it is none."""
    try:
        return read_date(written)
    except FruskitError as problem:
        return problem


def _dated(item: Dating, written: str) -> Remark:
    wanted = f"“{item.right}”" if item.date.edtf else "no date"
    if not written:
        return item.left_out("It has no date yet.", item.text, wanted)
    given = _read(written)
    if isinstance(given, FruskitError):
        why = f"{given.what[:1].upper()}{given.what[1:]}. {given.remedy}".strip()
        return item.remark(0, f"{item.text} — “{shown(written)}”", why, wanted)
    about = f"{item.text} — {given.written if given.edtf else 'no date'}"
    if given.edtf == item.date.edtf:
        return _as_printed(item, written, item.remark(1, about))
    way: str = "undated" if item.date.edtf else "different"
    if given.edtf and item.date.edtf:
        way = compare(given, item.date)
    own = item.wrong.get(given.edtf) or item.said.get(way, "")
    if way in _PARTLY_SAID:
        said = own or f"{_PARTLY_SAID[way]} {item.reply.point}"
        return item.remark(_PARTLY, about, said, wanted)
    return item.remark(0, about, own, wanted)


def _as_printed(item: Dating, written: str, said: Remark) -> Remark:
    """What is said to a right date, with a word on its form where the text prints another."""
    printed = any(mentions(span.text, item.right) for span in item.evidence.spans)
    if not printed or same(written, item.right):
        return said
    form = f"Right in content. The form differs: the text prints “{item.right}”."
    return said._replace(reply=Reply(tell=f"{form} {item.reply.tell}"), sign=_OTHER_FORM)
