"""What the browser is told of an exercise, and how its answers are read back.

Pure functions over exercises and markings, standard library alone. Option ids stay here: the
browser gets letters and numbers, given after shuffling, so that nothing in the page tells what is
right.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count, islice, product
from string import ascii_lowercase
from typing import Any

from ..dates import in_words
from ..errors import FruskitError
from ..exercises import Exercise
from ..marking import Marking, rights
from .passages import merged, passage

STILL = 0  # the seed where there is no learner: a stored notebook's card is the same everywhere

_TASKS = {
    "choice": "Choose one", "match": "Match", "order": "Put in order", "mark": "Mark the words",
}  # fmt: skip
_NOTHING = {
    "choice": "Nothing is chosen yet. Choose an answer, then press Check.",
    "match": "Nothing is matched yet. Choose at least one answer from the lists, then press Check.",
    "order": "Nothing has been moved yet, and the lines are mixed up. Move them, then press Check.",
    "mark": "Nothing is marked yet. Mark some words of the text, then press Check.",
}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn (`view`), and the exercise's own id for each key of it.

    ids: for keys in lists and for the values of dicts; lefts: for the keys of dicts.
    """

    view: dict[str, Any]
    ids: Mapping[str, str]
    lefts: Mapping[str, str] = field(default_factory=dict)

    def read(self, response: object) -> Any:
        """A response of the browser, by id. FruskitError when it names what was not drawn."""
        return self._exchange(response, self.ids, self.lefts)

    def show(self, response: object) -> Any:
        """A response by id, by key again. FruskitError when it names what is not drawn."""
        keys = {id: key for key, id in self.ids.items()}
        return self._exchange(response, keys, {id: key for key, id in self.lefts.items()})

    def _exchange(
        self, response: object, names: Mapping[str, str], lefts: Mapping[str, str]
    ) -> Any:
        try:
            return _exchange(response, names, lefts)
        except (KeyError, RecursionError):
            raise FruskitError(
                f"exercise {self.view['id']}", "the answer does not fit what it asks",
                "Run the cell again, then answer once more.",
            ) from None  # fmt: skip


def _exchange(response: object, names: Mapping[str, str], lefts: Mapping[str, str]) -> Any:
    if isinstance(response, str):
        return names[response]
    if isinstance(response, (list, tuple)):
        return [_exchange(part, names, lefts) for part in response]
    if isinstance(response, dict):
        return {lefts[left]: _exchange(right, names, lefts) for left, right in response.items()}
    return response  # numbers are offsets; marking looks at them


def draw(exercise: Exercise, seed: int = STILL) -> Drawing:
    """The exercise as the browser draws it; seed: the learner's own, fixes the order of parts."""
    parts, *names = _PARTS[exercise.kind](exercise, seed)
    view = {
        "id": exercise.id, "kind": exercise.kind, "skill": exercise.skill, "task": task(exercise),
        "title": exercise.title, "prompt": exercise.prompt, "hints": len(exercise.hints), **parts,
    }  # fmt: skip
    return Drawing(view, *names)


def task(exercise: Exercise) -> str:
    """What there is to do, in a few words: “Choose all that apply”."""
    return "Choose all that apply" if exercise.several else _TASKS[exercise.kind]


def nothing(exercise: Exercise) -> str:
    """What is said to an answer that is still empty."""
    return _NOTHING[exercise.kind]


def result(exercise: Exercise, marking: Marking, response: object, attempt: int) -> dict[str, Any]:
    """What marking said, as the browser draws it; response: by key; attempt: counted from 1."""
    section = exercise.section
    blocks = [b.id for b in section.blocks if any(s.block == b.id for s in marking.evidence)]
    return {
        "response": response, "score": round(marking.score, 4), "correct": marking.correct,
        "headline": marking.headline, "attempt": attempt, "next": marking.next,
        "remarks": [
            {
                "about": remark.about, "right": remark.right, "text": remark.text,
                "where": sorted({blocks.index(span.block) for span in remark.evidence}),
            }
            for remark in marking.remarks
        ],
        "passages": [
            {**passage(section, id), "spans": merged(s for s in marking.evidence if s.block == id)}
            for id in blocks
        ],
        "elsewhere": [
            {"date": in_words(fact.date), "text": fact.text, "source": fact.source, "link": fact.link, "standing": fact.standing}
            for fact in marking.facts
        ],
    }  # fmt: skip


# --- the parts of each kind: what is drawn, then ids by key

_Parts = tuple[Any, ...]


def _choice(exercise: Exercise, seed: int) -> _Parts:
    texts = {option.id: option.text for option in exercise.options}
    options, ids = _keyed(texts, _mixed(texts, exercise.id, seed))
    return {"several": exercise.several, "options": options}, ids


def _match(exercise: Exercise, seed: int) -> _Parts:
    # A pair's left and right share one id: only rights are shuffled, or both would line up.
    left_texts = {pair.id: pair.left for pair in exercise.pairs}
    lefts, left_ids = _keyed(left_texts, list(left_texts), map(str, count(1)))
    texts = rights(exercise)
    right, ids = _keyed(texts, _mixed(texts, exercise.id, seed))
    return {"lefts": lefts, "rights": right}, ids, left_ids


def _order(exercise: Exercise, seed: int) -> _Parts:
    places = {item.id: item.place for item in exercise.items}
    mixed = _mixed(places, exercise.id, seed)
    if [places[id] for id in mixed] == sorted(places.values()):
        mixed.reverse()  # an order that is right before anything is done asks nothing
    items, ids = _keyed({item.id: item.text for item in exercise.items}, mixed)
    return {"items": items}, ids


def _mark(exercise: Exercise, seed: int) -> _Parts:
    passages = [passage(exercise.section, id) for id in exercise.passages]
    return {"passages": passages}, {id: id for id in exercise.passages}


_PARTS: dict[str, Callable[[Exercise, int], _Parts]] = {
    "choice": _choice, "match": _match, "order": _order, "mark": _mark,
}  # fmt: skip


def _mixed(ids: Iterable[str], exercise: str, seed: int) -> list[str]:
    """The ids in an order that the seed fixes, the same on every machine and Python."""
    return sorted(ids, key=lambda id: sha256(f"{seed}/{exercise}/{id}".encode()).digest())


def _keyed(
    texts: Mapping[str, str], order: Sequence[str], keys: Iterable[str] | None = None
) -> tuple[list[dict[str, str]], dict[str, str]]:
    """Texts in that order, each with a key, and the id behind each key."""
    ids = dict(zip(keys or _letters(len(order)), order))
    return [{"key": key, "text": texts[id]} for key, id in ids.items()], ids


def _letters(number: int) -> Iterable[str]:
    """a, b, … z, aa, ab, …"""
    sizes = (product(ascii_lowercase, repeat=size) for size in count(1))
    return islice(("".join(letters) for size in sizes for letters in size), number)
