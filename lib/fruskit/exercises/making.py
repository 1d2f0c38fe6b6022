"""Makes the task of one exercise of its entry in a TOML file, one method a kind.

It refuses what could not be answered or explained, naming the remedy; where in which file, its
caller knows.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, get_args, NoReturn

from ..claims.annotations import anchor, Annotations, Fact, may, need
from ..errors import FruskitError
from ..volumes.dates import Comparison, read_date, WrittenDate
from ..volumes.text import Section, Span
from .quotations import find_quotation, quotations
from .tasks import (
    Choice,
    Dates,
    Dating,
    Decode,
    Decoy,
    Emend,
    Evidence,
    Gap,
    Item,
    Match,
    Option,
    Order,
    Pair,
    Piece,
    Reading,
    Reveal,
    Sort,
    Target,
    Task,
    Words,
    Write,
)

Entry = Mapping[str, Any]
_SAID_TO_DATES = (
    *(way for way in get_args(Comparison) if way not in ("same", "different")),
    "undated",
)


class Maker:
    """Makes tasks; knows the text and the facts that their evidence points to."""

    def __init__(self, section: Section, notes: Annotations) -> None:
        self.section, self.notes = section, notes

    def evidence(self, entry: Entry) -> Evidence:
        """The entry's `evidence`: quotations of the text ({ quote }) and facts ({ context })."""
        spans, facts = [], []
        for piece in each(entry, "evidence"):
            if "context" in piece and "quote" in piece:
                _refuse(
                    "an evidence has both quote and context",
                    'Write two: [{ quote = "…" }, { context = "…" }].',
                )
            if "context" in piece:
                facts.append(self.fact(need(piece, "context")))
            else:
                spans.append(anchor(self.section, piece))
        return Evidence(tuple(spans), tuple(facts))

    def fact(self, id: str) -> Fact:
        if id not in self.notes.facts:
            _refuse(
                f"the fact “{id}” is not in data/context.toml", "Add it there, or correct the id."
            )
        return self.notes.facts[id]

    # --- choosing and arranging

    def choice(self, entry: Entry) -> Choice:
        need(entry, "option", list)
        if may(entry, "opinion", bool):
            return self.opinion(entry)
        return self.options(entry, "option", may(entry, "several", bool))

    def opinion(self, entry: Entry) -> Choice:
        options = tuple(self.option(o) for o in each(entry, "option"))
        _distinct("option", options)
        _unlike("options", (option.text for option in options))
        if len(options) < 2 or any(option.right for option in options) or "several" in entry:
            _refuse(
                "an opinion is one of two or more options, none of them right",
                "Take right and several out, or opinion.",
            )
        return Choice(options, opinion=True)

    def options(self, entry: Entry, key: str, several: bool) -> Choice:
        options = tuple(self.option(o) for o in each(entry, key))
        right = sum(option.right for option in options)
        _distinct(key, options)
        _unlike(f"{key}s", (option.text for option in options))
        if len(options) < 2 or not right or (right > 1 and not several):
            _refuse(
                f"{right} of its {len(options)} {key}s are right",
                "One must be, or with several = true at least one.",
            )
        return Choice(options, several)

    def option(self, entry: Entry) -> Option:
        feedback = need(entry, "feedback")
        return Option(
            need(entry, "id"),
            need(entry, "text"),
            may(entry, "right", bool),
            feedback,
            may(entry, "missed") or feedback,
            self.evidence(entry),
        )

    def extras(self, entry: Entry) -> tuple[Option, ...]:
        """Things to choose that belong to nothing."""
        return tuple(self.option({**extra, "right": False}) for extra in each(entry, "extra"))

    def match(self, entry: Entry) -> Match:
        need(entry, "pair", list)
        pairs = tuple(self.pair(p, need(p, "left"), need(p, "right")) for p in each(entry, "pair"))
        task = Match(pairs, self.extras(entry))
        _distinct("pair or extra", task.parts)
        _unlike("lefts", (pair.left for pair in pairs))
        _unlike(
            "rights and extras",
            [*{pair.right for pair in pairs}, *(extra.text for extra in task.extras)],
        )
        _speak_of("pair", pairs, task.rights, "pair or extra")
        if len(pairs) < 2:
            _refuse("it has fewer than two pairs", "Add a [[exercise.pair]].")
        return task

    def sort(self, entry: Entry) -> Sort:
        need(entry, "bin", list)
        need(entry, "item", list)
        listed = each(entry, "bin")
        bins = {need(b, "id"): need(b, "name") for b in listed}
        if len(bins) < max(2, len(listed)):
            _refuse("it has fewer than two bins, or two of one id", "Add a [[exercise.bin]].")
        _unlike("bins", bins.values())
        pairs = tuple(self.sorted(item, bins) for item in each(entry, "item"))
        _distinct("item", pairs)
        _unlike("items", (pair.left for pair in pairs))
        _speak_of("item", pairs, bins, "bin")
        if len({pair.right for pair in pairs}) < 2:
            _refuse("its items all belong in one bin", "Add an item for another.")
        return Sort(bins, pairs)

    def sorted(self, entry: Entry, bins: Mapping[str, str]) -> Pair:
        bin = need(entry, "bin")
        if bin not in bins:
            _refuse(
                f"item “{need(entry, 'id')}” is for “{bin}”, which is no bin",
                f"Choose one of {', '.join(bins)}.",
            )
        return self.pair(entry, need(entry, "text"), bins[bin])

    def pair(self, entry: Entry, left: str, right: str) -> Pair:
        return Pair(
            need(entry, "id"),
            left,
            right,
            need(entry, "feedback"),
            need(entry, "otherwise"),
            _sayings(entry, "wrong"),
            self.evidence(entry),
        )

    def order(self, entry: Entry) -> Order:
        need(entry, "item", list)
        items = tuple(
            Item(
                need(i, "id"),
                need(i, "text"),
                need(i, "place", int),
                need(i, "feedback"),
                self.evidence(i),
            )
            for i in each(entry, "item")
        )
        _distinct("item", items)
        _unlike("items", (item.text for item in items))
        if len({item.place for item in items}) < 2:
            _refuse("its items have no order", "Give them different places: 1, 2, ….")
        return Order(items)

    # --- words of the text

    def mark(self, entry: Entry) -> Words:
        need(entry, "target", list)
        targets = tuple(self.target(t) for t in each(entry, "target"))
        decoys = tuple(
            Decoy(anchor(self.section, d), need(d, "feedback")) for d in each(entry, "decoy")
        )
        shown = each(entry, "passages", str) or [target.span.block for target in targets]
        for block in shown:
            self.section.block(block)
        for part in (*targets, *decoys):
            if part.span.block not in shown:
                _refuse(
                    f"{part.span} is outside the passages shown",
                    f"Add “{part.span.block}” to passages.",
                )
        _distinct("target", targets)
        if not targets:
            _refuse("it has no target", "Add a [[exercise.target]].")
        return Words(targets, decoys, need(entry, "outside"), tuple(dict.fromkeys(shown)))

    def target(self, entry: Entry) -> Target:
        span = anchor(self.section, entry)
        around = may(entry, "within") or span.text
        within = next((w for w in self.section.find_all(around) if _holds(w, span)), None)
        if within is None:
            _refuse(
                f"“{around}” does not hold “{span.text}” anywhere in {span.block}",
                "`within` is the longest marking that still counts: the quote and words around it.",
            )
        return Target(
            need(entry, "id"), span, within, need(entry, "feedback"), need(entry, "missed")
        )

    def reveal(self, entry: Entry) -> Reveal:
        need(entry, "gap", list)
        gaps = tuple(self.gap(gap) for gap in each(entry, "gap"))
        _distinct("gap", gaps)
        in_order = sorted(gaps, key=lambda gap: (gap.span.block, gap.span.start))
        for one, other in zip(in_order, in_order[1:]):
            if one.span.block == other.span.block and one.span.end > other.span.start:
                _refuse(f"the gaps “{one.id}” and “{other.id}” overlap", "Hide other words.")
        if not gaps:
            _refuse("it has no gap", "Add a [[exercise.gap]].")
        return Reveal(gaps)

    def gap(self, entry: Entry) -> Gap:
        return Gap(
            need(entry, "id"),
            anchor(self.section, entry),
            tuple(each(entry, "accept", str)),
            need(entry, "feedback"),
            need(entry, "otherwise"),
            _sayings(entry, "wrong"),
        )

    # --- written answers

    def date(self, entry: Entry) -> Dates:
        need(entry, "item", list)
        items = tuple(self.dating(item) for item in each(entry, "item"))
        _distinct("item", items)
        _unlike("items", (item.text for item in items))
        if not items:
            _refuse("it has no item", "Add an [[exercise.item]].")
        return Dates(items)

    def dating(self, entry: Entry) -> Dating:
        said = _sayings(entry, "said")
        for way in said:
            if way not in _SAID_TO_DATES:
                _refuse(
                    f"a date does not stand as “{way}” to another",
                    f"Choose one of {', '.join(_SAID_TO_DATES)}.",
                )
        wrong = {_date(date).edtf: text for date, text in _sayings(entry, "wrong").items()}
        date = _date(need(entry, "date") or "undated")
        if date.edtf in wrong:
            _refuse(
                f"item “{need(entry, 'id')}” speaks of its own date “{date.written}” as wrong",
                "Say it in feedback, or name another.",
            )
        return Dating(
            need(entry, "id"),
            need(entry, "text"),
            date,
            need(entry, "feedback"),
            need(entry, "otherwise"),
            said,
            wrong,
            self.evidence(entry),
        )

    def decode(self, entry: Entry) -> Decode:
        need(entry, "piece", list)
        whole = anchor(self.section, entry)
        pieces = tuple(self.piece(piece, whole) for piece in each(entry, "piece"))
        task = Decode(whole, pieces, self.extras(entry))
        _distinct("piece or extra", task.parts)
        _unlike("pieces", (piece.name for piece in pieces))
        _unlike(
            "meanings and extras",
            [*{piece.means for piece in pieces}, *(extra.text for extra in task.extras)],
        )
        if not pieces:
            _refuse("it has no piece", "Add an [[exercise.piece]].")
        if task.extras and not any(piece.means for piece in pieces):
            _refuse("it has extra meanings, and no piece has one", 'Give a piece means = "…".')
        return task

    def piece(self, entry: Entry, whole: Span) -> Piece:
        written, before = need(entry, "written"), may(entry, "prefix")
        around = before + written + may(entry, "suffix")
        at = whole.text.find(around)
        if at < 0 or not written:
            _refuse(f"“{around}” is not a part of “{whole.text}”", "Copy it to the letter.")
        if at != whole.text.rfind(around):
            _refuse(
                f"“{around}” stands in several places of “{whole.text}”",
                "Give the piece a prefix or a suffix: the signs before or after it.",
            )
        start = whole.start + at + len(before)
        own = self.evidence(entry)
        return Piece(
            need(entry, "id"),
            need(entry, "name"),
            written,
            tuple(each(entry, "accept", str)),
            may(entry, "means"),
            need(entry, "feedback"),
            need(entry, "otherwise"),
            _sayings(entry, "wrong"),
            Evidence(
                (Span(whole.block, start, start + len(written), written), *own.spans), own.facts
            ),
        )

    def emend(self, entry: Entry) -> Emend:
        need(entry, "reading", list)
        need(entry, "ground", list)
        sic = anchor(self.section, entry)
        readings = tuple(self.reading(reading, sic) for reading in each(entry, "reading"))
        _unlike("readings", (text for reading in readings for text in {*reading.texts}))
        if not any(reading.worth == 1 for reading in readings):
            _refuse("no reading of it is worth 1", "Give the best one worth = 1.0.")
        return Emend(
            sic,
            readings,
            need(entry, "otherwise"),
            self.options(entry, "ground", several=True),
        )

    def reading(self, entry: Entry, sic: Span) -> Reading:
        worth = may(entry, "worth", float)
        if not 0 <= worth <= 1:
            _refuse(f"a reading cannot be worth {worth}", "Give a number from 0.0 to 1.0.")
        texts = (need(entry, "text"), *each(entry, "also", str))
        own = self.evidence(entry)
        return Reading(
            texts, worth, need(entry, "feedback"), Evidence((sic, *own.spans), own.facts)
        )

    def write(self, entry: Entry) -> Write:
        targets = tuple(self.target(target) for target in each(entry, "target"))
        least, most = need(entry, "least", int), need(entry, "most", int)
        model, rubric = need(entry, "model"), tuple(each(entry, "rubric", str))
        if not 0 < least < most:
            _refuse(
                "its length does not go from least to most", "For example least = 40, most = 120."
            )
        if not targets or not rubric:
            _refuse(
                "it lacks a target or a rubric",
                'Add [[exercise.target]] for words that bear on the question, and rubric = ["…"].',
            )
        blocks = [(block.id, block.text) for block in self.section.blocks]
        if not quotations(model):
            _refuse(
                "its model answer quotes nothing",
                "Let it quote words of the text, as the student’s should.",
            )
        for quotation in quotations(model):
            if not find_quotation(blocks, quotation):
                _refuse(
                    f"its model answer quotes “{quotation}”, which is not in the text",
                    "Correct it.",
                )
        if not least <= (words := len(model.split())) <= most:
            _refuse(
                f"its model answer has {words} words, and {least} to {most} are asked for",
                "Change its length, or least and most.",
            )
        return Write(least, most, targets, rubric, model)


MAKERS: dict[str, Callable[[Maker, Entry], Task]] = {
    "choice": Maker.choice,
    "match": Maker.match,
    "order": Maker.order,
    "sort": Maker.sort,
    "mark": Maker.mark,
    "date": Maker.date,
    "decode": Maker.decode,
    "emend": Maker.emend,
    "reveal": Maker.reveal,
    "write": Maker.write,
}


def each(entry: Entry, key: str, kind: type = dict) -> list[Any]:
    """The entry's list for `key`, or an empty one; FruskitError when a member is of another type."""
    pieces = may(entry, key, list)
    if not all(isinstance(piece, kind) for piece in pieces):
        wanted, sample = ("texts", '["…", "…"]') if kind is str else ("tables", "[{ … }]")
        _refuse(f"its “{key}” is not a list of {wanted}", f"Write {key} = {sample}.")
    return pieces


def _refuse(what: str, remedy: str) -> NoReturn:
    raise FruskitError("", what, remedy)


def _date(written: str) -> WrittenDate:
    try:
        return read_date(written)
    except FruskitError as problem:
        _refuse(f"its date “{written}”: {problem.what}", problem.remedy)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.block == inner.block and outer.start <= inner.start and inner.end <= outer.end


def _sayings(entry: Entry, key: str) -> dict[str, str]:
    """The entry's table of what is said to what."""
    sayings = may(entry, key, dict)
    return {to: need(sayings, to) for to in sayings}


def _distinct(kind: str, parts: tuple[Any, ...]) -> None:
    ids = [part.id for part in parts]
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice is not None:
        _refuse(f"the {kind} id “{twice}” is used twice", "Give one of them another.")


def _unlike(kind: str, shown: Iterable[str]) -> None:
    texts = [" ".join(text.split()) for text in shown]
    twice = next((text for text in texts if texts.count(text) > 1), None)
    if twice is not None:
        _refuse(
            f"two of its {kind} read “{twice}”",
            "Nobody can tell them apart: change one, or take it out.",
        )


def _speak_of(kind: str, pairs: tuple[Pair, ...], known: Mapping[str, str], what: str) -> None:
    for pair in pairs:
        for other in pair.wrong:
            if other not in known:
                _refuse(
                    f"{kind} “{pair.id}” speaks of “{other}”, which is no {what}",
                    f"Choose one of {', '.join(known)}.",
                )
            if known[other] == pair.right:
                _refuse(
                    f"{kind} “{pair.id}” speaks of “{other}” as wrong, which is right for it",
                    "Say it in feedback, or name another.",
                )
