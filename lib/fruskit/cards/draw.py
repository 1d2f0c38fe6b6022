"""What the browser is told of an exercise and of a marking, and how its answers are read back.

Pure functions over exercises and markings, standard library alone.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import FruskitError
from ..exercises import Exercise, Marking, Remark
from ..exercises.elements import Element
from ..exercises.keys import as_it_is, Mixer, Shape, to_id, to_key, together, Way
from ..exercises.passages import merged, passage
from ..volumes.dates import in_words
from ..volumes.text import Section, Span

STILL = 0  # the seed where there is no learner: a stored notebook's card is the same everywhere


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


def draw(exercise: Exercise, seed: int = STILL) -> Drawing:
    """The exercise as the browser draws it; seed: the learner's own, fixes the order of parts."""
    mixer = Mixer(exercise.section, exercise.id, seed)
    parts, shape = exercise.task.drawn(mixer)
    view = {
        "id": exercise.id,
        "kind": exercise.kind,
        "skill": exercise.skill,
        "level": exercise.level,
        "task": task(exercise),
        "title": exercise.title,
        "prompt": exercise.prompt,
        "hints": len(exercise.hints),
        "graded": exercise.graded,
        "long": exercise.task.long,
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
    exercise: Exercise, marking: Marking, response: object, attempt: int, told: bool
) -> dict[str, Any]:
    """What marking said, as the browser draws it; response: by key; attempt: counted from 1; told:
    whether the answer was shown, so that the deciding words are said of each part, right or not."""
    section = exercise.section
    blocks = [b.id for b in section.blocks if any(s.block == b.id for s in marking.evidence)]
    drawn: dict[str, Any] = {
        "response": response,
        "score": round(marking.score, 4),
        "correct": marking.correct,
        "headline": marking.headline,
        "reckoning": marking.reckoning,
        "attempt": attempt,
        "told": told,
        "next": marking.next,
        "remarks": [_remark(remark, blocks, told) for remark in marking.remarks],
        "passages": [_deciding(section, id, marking.evidence) for id in blocks],
        "elsewhere": [
            {
                "date": in_words(fact.date),
                "text": fact.text,
                "source": fact.source,
                "link": fact.link,
                "standing": fact.standing,
            }
            for fact in marking.facts
        ],
        **({"model": marking.model, "rubric": list(marking.rubric)} if marking.model else {}),
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


def _deciding(section: Section, id: str, evidence: Iterable[Span]) -> dict[str, Any]:
    """The block in which words decide the answer, with their own page, and where they are in it."""
    spans = merged(span for span in evidence if span.block == id)
    return {**passage(section, id, spans[0][0], spans[-1][1]), "spans": spans}


def _remark(remark: Remark, blocks: list[str], told: bool) -> dict[str, Any]:
    return {
        "about": remark.about,
        "worth": None if remark.worth is None else float(remark.worth),
        "text": (told and remark.reply.tell) or remark.text,
        "where": sorted({blocks.index(span.block) for span in remark.evidence}),
    }
