"""What the browser is told of an exercise and of a marking, and how its answers are read back.

Pure functions over exercises and markings, standard library alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..errors import FruskitError
from ..exercises import Choice, Exercise
from ..exercises.marking import Marking, Remark
from ..volumes.dates import in_words
from ..volumes.text import Section, Span
from .forms import as_it_is, fields, Form, to_id, to_key, Way
from .parts import Mixer, parts_of
from .passages import merged, passage

STILL = 0  # the seed where there is no learner: a stored notebook's card is the same everywhere

_TASKS = {
    "choice": "Choose one",
    "match": "Match",
    "order": "Put in order",
    "mark": "Mark the words",
    "sort": "Sort",
    "date": "Give the date",
    "decode": "Take it apart",
    "emend": "Propose a reading",
    "reveal": "Predict the hidden words",
    "write": "Write",
}
_NOTHING = {
    "choice": "Nothing is chosen yet. Choose an answer, then press Check.",
    "match": "Nothing is matched yet. Choose at least one answer from the lists, then press Check.",
    "order": "Nothing has been moved yet, and the lines are mixed up. Move them, then press Check.",
    "mark": "Nothing is marked yet. Mark some words of the text, then press Check.",
    "sort": "Nothing is sorted yet. Choose a place for at least one, then press Check.",
    "date": "No date is given yet. Write at least one, then press Check.",
    "decode": "Nothing is taken apart yet. Fill in at least one part, then press Check.",
    "emend": "No reading is proposed yet. Write one, choose your grounds, then press Check.",
    "reveal": "Nothing is predicted yet. A guess is enough: write one, then press Check.",
    "write": "Nothing is written yet. Write a few sentences, then press Check.",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn (`view`), and the form in which answers to it come."""

    view: dict[str, Any]
    form: Form

    def read(self, response: object) -> Any:
        """A response of the browser, by id. FruskitError when it does not fit what was drawn."""
        return self._exchange(response, to_id)

    def show(self, response: object) -> Any:
        """A response by id, by key again. FruskitError when it does not fit what is drawn."""
        return self._exchange(response, to_key)

    def _exchange(self, response: object, way: Way) -> Any:
        try:
            return self.form(response, way)
        except (KeyError, TypeError, AttributeError, RecursionError):
            raise FruskitError(
                f"exercise {self.view['id']}",
                "the answer does not fit what it asks",
                "Run the cell again, then answer once more.",
            ) from None


def said(exercise: Exercise, response: object) -> str:
    """An earlier choice in its own words, for the exercise that takes it up again."""
    options = exercise.task.options if isinstance(exercise.task, Choice) else ()
    chosen = response if isinstance(response, list) else ()
    return "; ".join(option.text for option in options if option.id in chosen)


def draw(exercise: Exercise, seed: int = STILL) -> Drawing:
    """The exercise as the browser draws it; seed: the learner's own, fixes the order of parts."""
    mixer = Mixer(exercise, seed)
    parts, form = parts_of(mixer, exercise.task)
    view = {
        "id": exercise.id,
        "kind": exercise.kind,
        "skill": exercise.skill,
        "task": task(exercise),
        "title": exercise.title,
        "prompt": exercise.prompt,
        "hints": len(exercise.hints),
        "graded": exercise.graded,
        "long": exercise.kind == "write",
        **parts,
    }
    if exercise.proof:
        words, _ = parts_of(mixer, exercise.proof)
        view["proof"] = {"task": exercise.proof.prompt, **words}
        form = fields(claim=form, words=as_it_is)
    return Drawing(view, form)


def task(exercise: Exercise) -> str:
    """What there is to do, in a few words: “Choose all that apply”."""
    if not exercise.graded:
        return "What do you think?"
    several = isinstance(exercise.task, Choice) and exercise.task.several
    return "Choose all that apply" if several else _TASKS[exercise.kind]


def nothing(exercise: Exercise) -> str:
    """What is said to an answer that is still empty."""
    return _NOTHING[exercise.kind]


def result(exercise: Exercise, marking: Marking, response: object, attempt: int) -> dict[str, Any]:
    """What marking said, as the browser draws it; response: by key; attempt: counted from 1."""
    section = exercise.section
    blocks = [b.id for b in section.blocks if any(s.block == b.id for s in marking.evidence)]
    return {
        "response": response,
        "score": round(marking.score, 4),
        "correct": marking.correct,
        "headline": marking.headline,
        "reckoning": marking.reckoning,
        "attempt": attempt,
        "next": marking.next,
        "remarks": [_remark(remark, blocks) for remark in marking.remarks],
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


def _deciding(section: Section, id: str, evidence: Iterable[Span]) -> dict[str, Any]:
    """The block in which words decide the answer, with their own page, and where they are in it."""
    spans = merged(span for span in evidence if span.block == id)
    return {**passage(section, id, spans[0][0], spans[-1][1]), "spans": spans}


def _remark(remark: Remark, blocks: list[str]) -> dict[str, Any]:
    return {
        "about": remark.about,
        "worth": None if remark.worth is None else float(remark.worth),
        "text": remark.text,
        "where": sorted({blocks.index(span.block) for span in remark.evidence}),
    }
