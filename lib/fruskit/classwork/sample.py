"""A class that is made up, to look at the class page before there is a class, and to measure it by.

Each made-up student has a skill, slips into the wrong answers that the data foresee, tries again,
leaves something out, and may change an opinion. Nothing of it comes from a person.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta, UTC
from random import Random
from typing import Any

from ..exercises import Exercise
from ..record import Attempt, Event
from ..record.hand_in import HandIn
from ..volumes.text import Section, Span

_START = datetime(2026, 10, 5, 14, tzinfo=UTC)
_TRIES = 3
_SAYS = (
    "The section puts it as “{}”, and I would not go further than these words.",
    "Where the editors write “{}” they report, and do not quote the agreement.",
    "What follows from “{}” is less than it seems, for nothing is said of what came after.",
    "I take “{}” to be the decisive phrase.",
    "One may object that “{}” leaves this open.",
)
_FILLS = (
    "That is a report of an agreement and not its text, which the note sends us to.",
    "The verb matters here, since it says what would be needed and not what was done.",
    "Whether it was met the page does not say, and its silence is not an answer.",
    "Another source would be needed to settle it, and I would look for one that had its own way of knowing.",
)
_Right = Callable[[], bool]


def made_up(
    exercises: Mapping[str, Exercise], kit: str, version: str, students: int = 20, seed: int = 1945
) -> list[HandIn]:
    """What so many made-up students hand in, all lessons of each; the same for the same seed."""
    made = []
    for number in range(1, students + 1):
        chance = Random(f"{seed} {number}")
        skill = min(0.95, max(0.15, chance.gauss(0.72, 0.16)))
        for day, lesson in enumerate(dict.fromkeys(e.notebook for e in exercises.values())):
            if chance.random() < 0.94:
                asked = [e for e in exercises.values() if e.notebook == lesson]
                at = _START + timedelta(days=2 * day, minutes=chance.randrange(2_000))
                about = kit, version, lesson, f"Made up {number:04}"
                made.append(HandIn(*about, *_lesson(asked, chance, skill, at)))
    return made


def _lesson(
    asked: Iterable[Exercise], chance: Random, skill: float, at: datetime
) -> tuple[str, tuple[Attempt, ...], tuple[Event, ...]]:
    """When it is handed in, and what has happened until then."""
    attempts, events = list[Attempt](), list[Event]()
    opinions = dict[str, Any]()
    for exercise in asked:
        if chance.random() < 0.05:
            continue
        ease = 1.25 - Random(exercise.id).random()  # the same for all: some are hard
        responses = _tries(exercise, chance, skill * ease, opinions)
        for tried, response in enumerate(responses):
            at += timedelta(seconds=chance.randint(20, 200))
            id, said = f"{chance.getrandbits(128):032x}", (exercise.id, exercise.version)
            hints = min(len(exercise.hints), tried * (chance.random() < 0.3))
            moment = at.isoformat(timespec="milliseconds")
            attempts.append(Attempt(*said, response, 0.0, False, hints, moment, False, id))
        if len(responses) == _TRIES and exercise.graded and not exercise.task.long:
            events.append(Event("shown", *said, moment, f"{chance.getrandbits(128):032x}"))
    handed = (at + timedelta(minutes=3)).isoformat(timespec="milliseconds")
    return handed, tuple(attempts), tuple(events)


def _tries(exercise: Exercise, chance: Random, skill: float, opinions: dict[str, Any]) -> list[Any]:
    """The responses of one student to one exercise, one after the other."""
    if not exercise.graded:
        kept = opinions.get(exercise.again) if chance.random() < 0.6 else None
        opinions[exercise.id] = kept or _answer(exercise, chance, skill)[0]
        return [opinions[exercise.id]]
    responses = []
    for tried in range(1 if exercise.task.long else _TRIES):
        response, slipped = _answer(exercise, chance, min(0.97, skill + 0.2 * tried))
        responses.append(response)
        if not slipped or chance.random() < 0.25:
            break
    return responses


def _answer(exercise: Exercise, chance: Random, skill: float) -> tuple[Any, bool]:
    """A response, and whether there is a slip in it."""
    slips = list[bool]()

    def right() -> bool:
        slips.append(chance.random() >= skill)
        return not slips[-1]

    if give := _GIVE.get(exercise.kind):
        response = give(exercise.task, right, chance, exercise.section)
    else:
        response = exercise.task.right_answer
    if exercise.proof:
        words = _mark(exercise.proof, right, chance, exercise.section)
        response = {"claim": response, "words": words}
    return response, any(slips)


def _choice(task: Any, right: _Right, chance: Random, _: Section) -> list[str]:
    wrong = [option.id for option in task.options if not option.right]
    if not task.graded:
        return [_usual(wrong, chance)]
    chosen = [one.id for one in task.options if one.right and right()]
    astray = not chosen or (task.several and not right())
    return [*chosen, *([_usual(wrong, chance)] if astray and wrong else [])]


def _pairs(task: Any, right: _Right, chance: Random, _: Section) -> dict[str, str]:
    answer = task.right_answer
    for pair in task.pairs:
        if not right():
            others = [id for id, text in task.rights.items() if text != pair.right]
            answer[pair.id] = _usual(list(pair.wrong) or others, chance)
    return dict(answer)


def _order(task: Any, right: _Right, chance: Random, _: Section) -> list[str]:
    order = list(task.right_answer)
    for n in range(len(order) - 1):
        if n and not right():
            order[n], order[n + 1] = order[n + 1], order[n]
    return order


def _mark(task: Any, right: _Right, chance: Random, section: Section) -> list[list[Any]]:
    chosen = [target.span for target in task.targets if right()]
    chosen += [decoy.span for decoy in task.decoys[:2] if not right()]
    if not chosen:
        chosen = [_usual([target.within for target in task.targets], chance)]
    return [_roughly(span, section.block(span.block).text, chance) for span in chosen]


def _roughly(span: Span, text: str, chance: Random) -> list[Any]:
    """The words of a span, and now and then one beside them."""
    end = text.find(" ", span.end + 1) if chance.random() < 0.2 else span.end
    start = text.rfind(" ", 0, max(0, span.start - 1)) + 1 if chance.random() < 0.2 else span.start
    return [span.block, start, end if end > 0 else span.end]


def _date(task: Any, right: _Right, chance: Random, _: Section) -> dict[str, str]:
    wrong = {item.id: [*item.wrong, f"{item.right}, 1946", "undated"] for item in task.items}
    return {i.id: i.right if right() else _usual(wrong[i.id], chance) for i in task.items}


def _decode(task: Any, right: _Right, chance: Random, _: Section) -> dict[str, Any]:
    parts, meant = task.right_answer["parts"], task.right_answer["meanings"]
    for piece in task.pieces:
        if not right():
            wrong = [word for word in piece.wrong if word not in task.meanings]
            parts[piece.id] = _usual(wrong or [task.whole.text], chance)
        if piece.id in meant and not right():
            meant[piece.id] = _usual([*task.meanings], chance)
    return {"parts": parts, "meanings": meant}


def _emend(task: Any, right: _Right, chance: Random, section: Section) -> dict[str, Any]:
    best = task.right_answer["reading"]
    others = [reading.texts[0] for reading in task.readings if reading.texts[0] != best]
    reading = best if right() else _usual([*others, task.sic.text], chance)
    return {"reading": reading, "grounds": _choice(task.grounds, right, chance, section)}


def _reveal(task: Any, right: _Right, chance: Random, _: Section) -> dict[str, str]:
    given = {}
    for gap in task.gaps:
        words = gap.span.text.split()
        guess = _usual([*gap.wrong, " ".join(words[::2]), "agreement"], chance)
        given[gap.id] = gap.span.text if right() else guess
    return given


def _write(task: Any, right: _Right, chance: Random, _: Section) -> str:
    said = list[str]()
    while len(" ".join(said).split()) < task.least:
        span = chance.choice(task.targets).span.text
        quoted = span if right() else span.replace("the ", "", 1)
        said.append(chance.choice(_SAYS).format(" ".join(quoted.split())))
        said.append(chance.choice(_FILLS))
    return " ".join(said)


def _usual(of: Sequence[Any], chance: Random) -> Any:
    """One of several, the first twice as often as the second, and so on."""
    return chance.choices(of, [2.0**-n for n in range(len(of))])[0]


_GIVE: dict[str, Callable[[Any, _Right, Random, Section], Any]] = {
    "choice": _choice,
    "match": _pairs,
    "sort": _pairs,
    "order": _order,
    "mark": _mark,
    "date": _date,
    "decode": _decode,
    "emend": _emend,
    "reveal": _reveal,
    "write": _write,
}
