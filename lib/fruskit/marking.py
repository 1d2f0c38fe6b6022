"""What a response is worth and what is said to it: pure functions, one for each kind of exercise.

Knows exercises and nothing of widgets or records. A score lies between 0 and 1; 1 means all right
and nothing besides. Each marking carries the words of the text that decide it.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations
import re

from . import anchors
from .annotations import Fact
from .errors import FruskitError
from .exercises import Evidence, Exercise, Pair
from .text import Span

_MOST_PARTS = 1_000  # more than any exercise has; a longer response is not an answer


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said about one part of a response; `right` is None where it is neither."""

    text: str
    right: bool | None
    about: str = ""
    evidence: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Marking:
    """Score from 0 to 1, a headline, remarks on the parts, what decides it, where to look next.

    evidence and facts hold those of every remark and those of the exercise as a whole.
    """

    score: float
    correct: bool
    headline: str
    remarks: tuple[Remark, ...]
    evidence: tuple[Span, ...]
    facts: tuple[Fact, ...]
    next: str


def mark(exercise: Exercise, response: object) -> Marking:
    """Marks a response; the same response gets the same marking however it was entered.

    choice: a list of option ids. match: a dict, left id to right id. order: all item ids, first to
    last. mark: a list of [block id, start, end] (characters into the block's text, half-open) or of
    quotations. An empty response is marked 0. Raises FruskitError when the response has another
    form or names what the exercise has not.
    """
    try:
        score, headline, remarks = _MARKERS[exercise.kind](exercise, response)
    except FruskitError as problem:
        raise problem.at(f"exercise {exercise.id}") from None
    correct = score == 1.0
    if correct:
        remarks.append(Remark(exercise.right, None))
    grounds = exercise.grounds
    spans = [span for remark in remarks for span in remark.evidence]
    facts = [fact for remark in remarks for fact in remark.facts]
    return Marking(
        score, correct, headline, tuple(remarks),
        tuple(dict.fromkeys([*spans, *grounds.spans])),
        tuple(dict.fromkeys([*facts, *grounds.facts])),
        exercise.next if correct else "",
    )  # fmt: skip


_Marked = tuple[float, str, list[Remark]]


def _remark(text: str, right: bool, about: str, evidence: Evidence) -> Remark:
    return Remark(text, right, about, evidence.spans, evidence.facts)


def _wrong_form(wanted: str) -> FruskitError:
    return FruskitError("", "that is not an answer to it", f"Answer with {wanted}.")


def _known_ids(response: object, known: Iterable[str], wanted: str) -> list[str]:
    """The response as a list of known ids, each once; a single id may stand for a list of one."""
    given = [response] if isinstance(response, str) else response
    if not isinstance(given, (list, tuple)) or not all(isinstance(id, str) for id in given):
        raise _wrong_form(wanted)
    known = list(known)
    for id in given:
        if id not in known:
            raise FruskitError(
                "", f"it has nothing called “{id[:60]}”", f"It has {', '.join(known)}."
            )
    return list(dict.fromkeys(given))


# --- choice


def _mark_choice(exercise: Exercise, response: object) -> _Marked:
    """One right: all or nothing. Several: those found less those that do not belong, of all right."""
    chosen = _known_ids(response, (o.id for o in exercise.options), "a list of option ids")
    if len(chosen) > 1 and not exercise.several:
        raise _wrong_form("one option id")
    right = [option for option in exercise.options if option.right]
    remarks = [
        _remark(o.feedback, o.right, o.text, o.evidence) for o in exercise.options if o.id in chosen
    ]
    if not chosen:
        return 0.0, "Nothing is chosen yet.", remarks
    if not exercise.several:
        return (1.0, "Right.", remarks) if remarks[0].right else (0.0, "Not yet.", remarks)
    found = sum(option.id in chosen for option in right)
    astray = len(chosen) - found
    remarks += [
        _remark(o.missed, False, f"Not chosen: {o.text}", o.evidence)
        for o in right
        if o.id not in chosen
    ]
    score = max(0, found - astray) / len(right)
    headline = f"{found} of {len(right)} found" + (
        f", and {astray} that do not belong" if astray > 1 else ""
    )
    headline += ", and one that does not belong" if astray == 1 else ""
    return (
        score,
        "Right: all found, and nothing besides." if score == 1 else headline + ".",
        remarks,
    )


# --- match


def rights(exercise: Exercise) -> dict[str, str]:
    """What may be matched: right id → its text, equal texts once, those that match nothing too."""
    texts: dict[str, str] = {}
    for id, text in [(p.id, p.right) for p in exercise.pairs] + [
        (e.id, e.text) for e in exercise.extras
    ]:
        if text not in texts.values():
            texts[id] = text
    return texts


def _mark_match(exercise: Exercise, response: object) -> _Marked:
    """The share of lefts that stand with their right."""
    if not isinstance(response, dict):
        raise _wrong_form("a dict, left id to right id")
    _known_ids(list(response), (pair.id for pair in exercise.pairs), "the ids of the lefts")
    texts = {p.id: p.right for p in exercise.pairs} | {e.id: e.text for e in exercise.extras}
    given = {left: right for left, right in response.items() if right is not None}
    _known_ids(list(given.values()), texts, "the ids of the rights")
    extras = {extra.text: extra.feedback for extra in exercise.extras}
    remarks = [_match_remark(pair, given.get(pair.id), texts, extras) for pair in exercise.pairs]
    right = sum(remark.right is True for remark in remarks)
    score = right / len(remarks)
    if not given:
        return 0.0, "Nothing is matched yet.", []
    done = f"Right: all {right} match." if score == 1 else f"{right} of {len(remarks)} match."
    return score, done, remarks


def _match_remark(
    pair: Pair, given: str | None, texts: dict[str, str], extras: dict[str, str]
) -> Remark:
    if given is None:
        return Remark("Nothing stands with it yet.", False, pair.left)
    about = f"{pair.left} — {texts[given]}"
    if texts[given] == pair.right:
        return _remark(pair.feedback, True, about, pair.evidence)
    # Equal texts are shown once, so what is foreseen for any of their ids holds for all of them.
    foreseen = (said for id, said in pair.wrong.items() if texts[id] == texts[given])
    said = next(foreseen, "") or extras.get(texts[given]) or pair.otherwise
    return _remark(said, False, about, pair.evidence)


# --- order


def _mark_order(exercise: Exercise, response: object) -> _Marked:
    """One less the share of inverted pairs; items of the same place may stand either way round."""
    items = {item.id: item for item in exercise.items}
    given = _known_ids(response, items, "a list of all item ids, first to last")
    if not given:
        return 0.0, "Nothing is in order yet.", []
    if len(given) != len(items):
        raise _wrong_form("a list of all item ids, first to last")
    places = [items[id].place for id in given]
    comparable = [(a, b) for a, b in combinations(places, 2) if a != b]
    score = 1 - sum(a > b for a, b in comparable) / len(comparable)
    standing = _longest_rising(places)
    remarks = [
        _remark(items[id].feedback, n in standing, items[id].text, items[id].evidence)
        for n, id in enumerate(given)
    ]
    astray = len(items) - len(standing)
    out = "One stands" if astray == 1 else f"{astray} of {len(items)} stand"
    return score, "Right: all stand in order." if score == 1 else f"{out} out of place.", remarks


def _longest_rising(places: list[int]) -> set[int]:
    """Indexes of a longest run that never falls: those to leave where they are; the rest move."""
    tails: list[int] = []  # the place that ends the best run of each length
    runs: list[list[int]] = []  # that run's indexes
    for index, place in enumerate(places):
        at = bisect_right(tails, place)
        run = (runs[at - 1] if at else []) + [index]
        tails[at : at + 1], runs[at : at + 1] = [place], [run]
    return set(runs[-1])


# --- mark

_Word = tuple[str, int]  # block id and number of the word in it


def _mark_words(exercise: Exercise, response: object) -> _Marked:
    """The harmonic mean of two shares: of the wanted words that are marked, and of the marked words
    that are wanted. Whole words count, however little of one is marked; words between a target's
    `span` and its `within` cost nothing and gain nothing.
    """
    chosen = {word for span in _spans(exercise, response) for word in _words(exercise, span)}
    core = {t.id: set(_words(exercise, t.span)) for t in exercise.targets}
    allowed = {word for t in exercise.targets for word in _words(exercise, t.within)}
    if not chosen:
        return 0.0, "Nothing is marked yet.", []
    remarks = []
    for target in exercise.targets:
        whole = core[target.id] <= chosen
        about = f"“{target.span.text}”"
        said = target.feedback if whole else target.missed
        if not whole and core[target.id] & chosen:
            said = f"You marked a part of these words. {said}"
        remarks.append(Remark(said, whole, about, (target.span,)))
    remarks += _astray(exercise, chosen - allowed)
    wanted = set().union(*core.values())
    recall, precision = len(chosen & wanted) / len(wanted), len(chosen & allowed) / len(chosen)
    score = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
    return score, _mark_headline(remarks, len(exercise.targets), bool(chosen - allowed)), remarks


def _mark_headline(remarks: list[Remark], wanted: int, besides: bool) -> str:
    found = sum(remark.right is True for remark in remarks)
    if found == wanted and not besides:
        return "Right: these words show it, and nothing besides."
    found_words = (
        f"{found} of {wanted} found" if wanted > 1 else ("Found" if found else "Not found yet")
    )
    return found_words + (", with words that do not show it." if besides else ".")


def _astray(exercise: Exercise, chosen: set[_Word]) -> list[Remark]:
    """What is said to marked words that show nothing: first those foreseen, then the rest at once.

    They are no evidence, and so are not among the words that are highlighted as deciding.
    """
    remarks = []
    for decoy in exercise.decoys:
        words = set(_words(exercise, decoy.span))
        if 2 * len(words & chosen) >= len(words):
            remarks.append(Remark(decoy.feedback, False, f"“{decoy.span.text}”"))
            chosen = chosen - words
    return remarks + (
        [Remark(exercise.outside, False, "Other words that you marked")] if chosen else []
    )


def _spans(exercise: Exercise, response: object) -> list[Span]:
    wanted = "a list of [block id, start, end], or of quotations"
    given = [response] if isinstance(response, str) else response
    if not isinstance(given, (list, tuple)) or len(given) > _MOST_PARTS:
        raise _wrong_form(wanted)
    return [_span(exercise, piece, wanted) for piece in given]


def _span(exercise: Exercise, piece: object, wanted: str) -> Span:
    if isinstance(piece, str):
        shown = [(block, exercise.section.block(block).text) for block in exercise.passages]
        return anchors.find(shown, piece)
    if not isinstance(piece, (list, tuple)) or len(piece) != 3:
        raise _wrong_form(wanted)
    block, start, end = piece
    if not isinstance(block, str) or type(start) is not int or type(end) is not int:
        raise _wrong_form(wanted)
    if block not in exercise.passages:
        raise FruskitError(
            "",
            f"“{block[:60]}” is not a passage of it",
            f"It shows {', '.join(exercise.passages)}.",
        )
    text = exercise.section.block(block).text
    if not 0 <= start < end <= len(text):
        raise FruskitError(
            "", f"{start}–{end} is not within {block}", f"Stay within 0–{len(text)}."
        )
    return Span(block, start, end, text[start:end])


def _words(exercise: Exercise, span: Span) -> list[_Word]:
    """The words that a span touches; a mark of punctuation belongs to the word it stands at."""
    words = re.finditer(r"\S+", exercise.section.block(span.block).text)
    touched = (
        n for n, word in enumerate(words) if word.start() < span.end and word.end() > span.start
    )
    return [(span.block, n) for n in touched]


_MARKERS: dict[str, Callable[[Exercise, object], _Marked]] = {
    "choice": _mark_choice, "match": _mark_match, "order": _mark_order, "mark": _mark_words,
}  # fmt: skip
