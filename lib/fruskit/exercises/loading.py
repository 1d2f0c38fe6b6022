"""Makes exercises of data/exercises, and refuses one that could not be answered or explained.

Each error names the file, the exercise and the remedy. The four kinds are choice, match, order and
mark: another is one more function here, in marking and in widgets.
"""

from collections.abc import Callable, Mapping
import hashlib
import json
from pathlib import Path
from typing import Any

from ..annotations import Annotations, Fact, anchor, may, need
from ..errors import FruskitError
from ..kit import Kit
from ..text import Section, Span
from .exercise import Decoy, Evidence, Exercise, Item, Option, Pair, Target

SKILLS = (
    "sourcing", "close reading", "chronology", "contextualisation", "corroboration",
    "textual criticism",
)  # fmt: skip


def load(
    kit: Kit, section: Section, notes: Annotations, problems: list[FruskitError] | None = None
) -> dict[str, Exercise]:
    """All exercises of the kit by id, such as “02/five-subjects”, in the order of the lessons.

    Raises FruskitError at the first that is incomplete or not borne out by the text; with a list for
    `problems` it puts them there instead and goes on with the rest.
    """
    found = problems if problems is not None else []
    exercises: dict[str, Exercise] = {}
    for path in sorted((kit.data / "exercises").glob("*.toml")):
        for where, entry, notebook in _entries(kit, path, found):
            try:
                made = _Maker(section, notes).exercise(path.stem, notebook, entry)
                if made.id in exercises:
                    raise FruskitError(
                        "", "its id is used twice", "Give one of the two another id."
                    )
                exercises[made.id] = made
            except FruskitError as problem:
                found.append(problem.at(where))
        if problems is None and found:
            raise found[0]
    return exercises


def _entries(
    kit: Kit, path: Path, problems: list[FruskitError]
) -> list[tuple[str, Mapping[str, Any], str]]:
    name = kit.name(path)
    try:
        file = kit.toml(path)
        need(file, "exercise", list)
        notebook, entries = need(file, "notebook"), _each(file, "exercise")
    except FruskitError as problem:
        problems.append(problem if problem.where not in ("", "entry") else problem.at(name))
        return []
    return [
        (f"{name}, exercise " + (f"“{e['id']}”" if "id" in e else f"number {n}"), e, notebook)
        for n, e in enumerate(entries, 1)
    ]


class _Maker:
    """Builds one exercise; knows the text and the facts that its evidence points to."""

    def __init__(self, section: Section, notes: Annotations) -> None:
        self.section, self.notes = section, notes

    def exercise(self, stem: str, notebook: str, entry: Mapping[str, Any]) -> Exercise:
        kind = need(entry, "kind")
        if kind not in _PARTS:
            known = ", ".join(_PARTS)
            raise FruskitError("", f"the kind “{kind}” is not known", f"Choose one of {known}.")
        if need(entry, "skill") not in SKILLS:
            raise FruskitError(
                "",
                f"the skill “{entry['skill']}” is not known",
                f"Choose one of {', '.join(SKILLS)}.",
            )
        made = Exercise(
            id=f"{stem}/{need(entry, 'id')}", notebook=notebook, kind=kind, skill=entry["skill"],
            title=need(entry, "title"), prompt=need(entry, "prompt"),
            hints=tuple(_each(entry, "hints", str)), right=need(entry, "right"),
            next=may(entry, "next"), version=_version(entry), section=self.section,
            grounds=self.evidence(entry), **_PARTS[kind](self, entry),
        )  # fmt: skip
        if not made.evidence:
            raise FruskitError(
                "", "no words of the text decide it",
                "Give it, or its parts, evidence = [{ quote = \"…\" }].",
            )  # fmt: skip
        return made

    def evidence(self, entry: Mapping[str, Any]) -> Evidence:
        """The entry's `evidence`: quotations of the text ({ quote }) and facts ({ context })."""
        spans, facts = [], []
        for piece in _each(entry, "evidence"):
            if "context" in piece:
                facts.append(self.fact(need(piece, "context")))
            else:
                spans.append(anchor(self.section, piece))
        return Evidence(tuple(spans), tuple(facts))

    def fact(self, id: str) -> Fact:
        if id not in self.notes.facts:
            raise FruskitError(
                "",
                f"the fact “{id}” is not in data/context.toml",
                "Add it there, or correct the id.",
            )
        return self.notes.facts[id]

    # --- the parts of each kind

    def choice(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        need(entry, "option", list)
        options = tuple(self.option(o) for o in _each(entry, "option"))
        several = may(entry, "several", bool)
        right = sum(option.right for option in options)
        _distinct("option", [o.id for o in options])
        if len(options) < 2 or not right or (right > 1 and not several):
            raise FruskitError(
                "", f"{right} of its {len(options)} options are right",
                "One must be, or with several = true at least one.",
            )  # fmt: skip
        return {"options": options, "several": several}

    def option(self, entry: Mapping[str, Any]) -> Option:
        feedback = need(entry, "feedback")
        return Option(
            need(entry, "id"), need(entry, "text"), may(entry, "right", bool), feedback,
            may(entry, "missed") or feedback, self.evidence(entry),
        )  # fmt: skip

    def match(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        need(entry, "pair", list)
        pairs = tuple(self.pair(p) for p in _each(entry, "pair"))
        extras = tuple(self.option({**e, "right": False}) for e in _each(entry, "extra"))
        ids = [p.id for p in pairs] + [e.id for e in extras]
        _distinct("pair or extra", ids)
        for pair in pairs:
            for other in pair.wrong:
                if other not in ids:
                    raise FruskitError(
                        "", f"pair “{pair.id}” speaks of “{other}”, which is no pair or extra",
                        f"Choose one of {', '.join(ids)}.",
                    )  # fmt: skip
        if len(pairs) < 2:
            raise FruskitError("", "it has fewer than two pairs", "Add a [[exercise.pair]].")
        return {"pairs": pairs, "extras": extras}

    def pair(self, entry: Mapping[str, Any]) -> Pair:
        wrong = may(entry, "wrong", dict)
        for other in wrong:
            need(wrong, other)
        return Pair(
            need(entry, "id"), need(entry, "left"), need(entry, "right"), need(entry, "feedback"),
            need(entry, "otherwise"), wrong, self.evidence(entry),
        )  # fmt: skip

    def order(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        need(entry, "item", list)
        items = tuple(
            Item(
                need(i, "id"),
                need(i, "text"),
                need(i, "place", int),
                need(i, "feedback"),
                self.evidence(i),
            )
            for i in _each(entry, "item")
        )
        _distinct("item", [item.id for item in items])
        if len({item.place for item in items}) < 2:
            raise FruskitError(
                "", "its items have no order", "Give them different places: 1, 2, …."
            )
        return {"items": items}

    def mark(self, entry: Mapping[str, Any]) -> dict[str, Any]:
        need(entry, "target", list)
        targets = tuple(self.target(t) for t in _each(entry, "target"))
        decoys = tuple(
            Decoy(anchor(self.section, d), need(d, "feedback")) for d in _each(entry, "decoy")
        )
        passages = tuple(
            dict.fromkeys(_each(entry, "passages", str) or (t.span.block for t in targets))
        )
        for block in passages:
            self.section.block(block)
        for part in (*targets, *decoys):
            if part.span.block not in passages:
                raise FruskitError(
                    "",
                    f"{part.span} is outside the passages shown",
                    f"Add “{part.span.block}” to passages.",
                )
        _distinct("target", [target.id for target in targets])
        if not targets:
            raise FruskitError("", "it has no target", "Add a [[exercise.target]].")
        return {
            "targets": targets,
            "decoys": decoys,
            "passages": passages,
            "outside": need(entry, "outside"),
        }

    def target(self, entry: Mapping[str, Any]) -> Target:
        span = anchor(self.section, entry)
        around = may(entry, "within") or span.text
        within = next((w for w in self.section.find_all(around) if _holds(w, span)), None)
        if within is None:
            raise FruskitError(
                "", f"“{around}” does not hold “{span.text}” anywhere in {span.block}",
                "`within` is the longest marking that still counts: the quote and words around it.",
            )  # fmt: skip
        return Target(
            need(entry, "id"), span, within, need(entry, "feedback"), need(entry, "missed")
        )


_PARTS: dict[str, Callable[[_Maker, Mapping[str, Any]], dict[str, Any]]] = {
    "choice": _Maker.choice, "match": _Maker.match, "order": _Maker.order, "mark": _Maker.mark,
}  # fmt: skip
KINDS = tuple(_PARTS)


def _holds(outer: Span, inner: Span) -> bool:
    return outer.block == inner.block and outer.start <= inner.start and inner.end <= outer.end


def _each(entry: Mapping[str, Any], key: str, kind: type = dict) -> list[Any]:
    """The entry's list for `key`, or an empty one; FruskitError when a member is of another type."""
    pieces = may(entry, key, list)
    if not all(isinstance(piece, kind) for piece in pieces):
        wanted, sample = ("texts", '["…", "…"]') if kind is str else ("tables", "[{ … }]")
        raise FruskitError("", f"its “{key}” is not a list of {wanted}", f"Write {key} = {sample}.")
    return pieces


def _distinct(kind: str, ids: list[str]) -> None:
    twice = next((id for id in ids if ids.count(id) > 1), None)
    if twice is not None:
        raise FruskitError(
            "", f"the {kind} id “{twice}” is used twice", "Give one of them another."
        )


def _version(entry: Mapping[str, Any]) -> str:
    """A short fingerprint of the entry: an attempt says which form of the exercise it answered."""
    written = json.dumps(entry, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(written.encode()).hexdigest()[:12]
