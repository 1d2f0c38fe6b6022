"""What the browser is told of an exercise and of a marking, and how its answers are read back.

Pure functions over exercises and markings, standard library alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import inf
from typing import Any

from ..claims.annotations import Fact
from ..errors import FruskitError
from ..exercises import Exercise, Marking, Remark
from ..exercises.elements import Element
from ..exercises.keys import as_it_is, Mixer, Shape, to_id, to_key, together, Way
from ..exercises.passages import passage
from ..exercises.replies import MISSING, OPEN, urgency
from ..volumes.labels import around, sentence_label
from ..volumes.text import Section

SAME = 0  # a card has its parts in one order for everyone: as stored in a notebook, as on paper


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn of an exercise (`view`), and the shape in which answers to it come."""

    exercise: Exercise
    view: dict[str, Any]
    shape: Shape

    def read(self, response: object) -> Any:
        """A response of the browser, by id. FruskitError when it does not fit what was drawn."""
        return self._exchange(response, to_id)

    def show(self, response: object) -> Any:
        """A response by id, by key again. FruskitError when it does not fit what is drawn."""
        return self._exchange(response, to_key)

    def _exchange(self, response: object, way: Way) -> Any:
        try:
            return self.shape(response, way)
        except (KeyError, TypeError, AttributeError, RecursionError):
            raise FruskitError(
                f"exercise “{self.exercise.title}”",
                "the answer does not fit what it asks",
                "Start the lesson again, then answer once more.",
            ) from None

    def steps(self, answer: Any = None) -> Iterator[tuple[str | None, Iterable[Element]]]:
        """What is shown where no script runs, step by step: what is asked there, None for the first,
        and its elements; answer: by key, as it is filled in."""
        task, proof = self.exercise.task, self.exercise.proof
        claim = answer.get("claim") if proof and answer else answer
        yield None, task.elements(self.view, claim)
        if proof:
            words = answer.get("words") if answer else None
            yield proof.prompt, proof.elements(self.view["proof"], words)


def draw(exercise: Exercise, seed: int = SAME) -> Drawing:
    """The exercise as the browser draws it; seed: another has its parts in another order."""
    mixer = Mixer(exercise.section, exercise.id, seed)
    parts, shape = exercise.task.drawn(mixer)
    view = {
        "id": exercise.id,
        "kind": exercise.kind,
        "skill": exercise.skill_said,
        "level": exercise.level,
        "version": exercise.version,
        "report": exercise.report,
        "task": task(exercise),
        "title": exercise.title,
        "prompt": exercise.prompt,
        "hints": len(exercise.hints),
        "graded": exercise.graded,
        "volume": exercise.section.volume,
        **parts,
    }
    if exercise.proof:
        words, _ = exercise.proof.drawn(mixer)
        view["proof"] = {"task": exercise.proof.prompt, **words}
        shape = together(claim=shape, words=as_it_is)
    view["terms"] = _terms(exercise, [view, exercise.hints])
    return Drawing(exercise, view, shape)


def task(exercise: Exercise) -> str:
    """What there is to do, in a few words: “Choose all that apply”."""
    return exercise.task.todo


def nothing(exercise: Exercise) -> str:
    """What is said to an answer that is still empty."""
    return exercise.task.nothing


def said(exercise: Exercise, response: object) -> str:
    """An earlier answer in its own words, for the exercise that takes it up again."""
    try:
        return "; ".join(part.words for part in exercise.answered(response))
    except FruskitError:
        return ""  # it was given to another form of the question


def result(
    drawing: Drawing, marking: Marking, response: object, attempt: int, shown: bool
) -> dict[str, Any]:
    """What marking said, as the browser draws it.

    response: by id; attempt: counted from 1; shown: whether the answer was. `told` is whether the
    student has it before them; `layers` lie on the passages of the card, and on `passages`, which
    are those that it does not have.
    """
    exercise, keyed = drawing.exercise, drawing.show(response)
    told = shown or marking.correct
    right = exercise.right_answer
    keys = dict([*_keys(right, drawing.show(right)), *_keys(response, keyed)])
    said = marking.said(told)
    remarks = sorted(said, key=lambda one: (0 if told else urgency(one), _place(one, keys)))
    layers = _layers(marking, remarks, told)
    drawn: dict[str, Any] = {
        "response": keyed,
        "score": round(marking.score, 4),
        "correct": marking.correct,
        "headline": marking.headline,
        "reckoning": marking.reckoning,
        "attempt": attempt,
        "told": told,
        "shown": shown,
        "next": marking.next,
        "remarks": [_remark(exercise.section, remark, told, keys) for remark in remarks],
        "layers": layers,
        "passages": _not_on_card(drawing, {layer["block"] for layer in layers}),
        "elsewhere": [_known(fact) for fact in marking.facts] if told else [],
        **({"rubric": list(marking.rubric)} if marking.model else {}),
        **({"model": marking.model} if marking.model and told else {}),
    }
    return drawn | {"terms": _terms(exercise, drawn)}


def _terms(exercise: Exercise, drawn: object) -> list[list[str]]:
    """The words in what is drawn that the kit explains: as written there, the word, its meaning."""
    used = exercise.glossary.used("\n".join(_strings(drawn)))
    return [[written, term.word, term.meaning] for written, term in used.items()]


def _strings(drawn: Any) -> Iterator[str]:
    if isinstance(drawn, str):
        yield drawn
    elif isinstance(drawn, dict | list | tuple):
        for one in drawn.values() if isinstance(drawn, dict) else drawn:
            yield from _strings(one)


def _remark(section: Section, remark: Remark, told: bool, keys: dict[str, str]) -> dict[str, Any]:
    look = dict.fromkeys(around(section, s) for s in remark.evidence) if told else remark.look
    return {
        "about": remark.about,
        "worth": None if remark.worth is None else float(remark.worth),
        "sign": remark.fares,
        "missing": remark.sign in (MISSING, OPEN)
        or (not remark.about and remark.worth is not None),
        "text": remark.says(told),
        "wanted": remark.wanted if told else "",
        "keys": [keys[id] for id in remark.part if id in keys],
        "look": [[span.block, span.start, sentence_label(section, span)] for span in look],
    }


def _place(remark: Remark, keys: Mapping[str, str]) -> float:
    """Where a remark comes in a reply: rows that are numbered are spoken of in the order of the card."""
    key = keys.get(next(iter(remark.part), ""), "")
    return int(key) if key.isdecimal() else inf


def _layers(marking: Marking, remarks: Iterable[Remark], told: bool) -> list[dict[str, Any]]:
    """Where in the text there is something to see: what the student marked, and how it fares; the
    sentences to look at or, for who is told, the words that decide."""
    marked = [(own, remark.fares) for remark in remarks for own in remark.own]
    look = marking.evidence if told else (s for remark in remarks for s in remark.look)
    lit = [(span, "shown" if told else "look") for span in dict.fromkeys(look)]
    return [
        {"block": span.block, "start": span.start, "end": span.end, "role": role}
        for span, role in [*marked, *lit]
    ]


def _not_on_card(drawing: Drawing, blocks: Iterable[str]) -> list[dict[str, str]]:
    """The passages that are needed and not on the card, in the order of the text."""
    section, wanted = drawing.exercise.section, set(blocks) - set(_on_card(drawing.view))
    return [passage(section, block.id) for block in section.blocks if block.id in wanted]


def _on_card(view: object) -> Iterator[str]:
    if isinstance(view, dict):
        if "block" in view:
            yield view["block"]
        view = [*view.values()]
    for part in view if isinstance(view, list) else ():
        yield from _on_card(part)


def _keys(response: object, keyed: object) -> Iterator[tuple[str, str]]:
    """The key of each part of an exercise that was answered, beside its id."""
    if isinstance(response, dict) and isinstance(keyed, dict):
        yield from zip(response, keyed)
        for one, other in zip(response.values(), keyed.values()):
            yield from _keys(one, other)
    elif isinstance(response, list) and isinstance(keyed, list):
        yield from ((one, other) for one, other in zip(response, keyed) if isinstance(one, str))


def _known(fact: Fact) -> dict[str, str]:
    return {
        "date": fact.when,
        "text": fact.text,
        "source": fact.source,
        "link": fact.link,
        "standing": fact.standing,
    }
