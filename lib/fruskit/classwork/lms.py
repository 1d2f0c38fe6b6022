"""What an LMS is told of one student's lesson, by the names of SCORM 1.2 (Run-Time Environment, 3.4).

The record is marked anew, as a class's is, and the core exercises count. What the LMS has from
another visit, perhaps of another browser, is never taken back.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from ..exercises import Exercise
from ..record import now, Record
from ..record.hand_in import HandIn
from .graded import Grading
from .grades import grade, policy
from .people import Student
from .pile import HandedIn
from .work import Marker, Work, works

STATUS, SCORE, MODE = "cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.lesson_mode"
_DONE = ("completed", "passed", "failed")  # the last two are an LMS's own, by its mastery score
_TO_LOOK_AT = "Your course site opened this lesson to look at, so nothing is reported."


class Told(NamedTuple):
    """values: for the LMS, by their names in its data model; words: the same for the student."""

    values: Mapping[str, str]
    words: str


def report(
    lesson: str, exercises: Iterable[Exercise], record: Record, known: Mapping[str, str]
) -> Told:
    """What becomes of a lesson; known: what the LMS says of STATUS, SCORE and MODE, or empty."""
    if known.get(MODE) in ("browse", "review"):
        return Told({}, _TO_LOOK_AT)
    asked = [one for one in exercises if one.notebook == lesson and one.level == "core"]
    work = _work(lesson, asked, record)
    values = {"cmi.core.exit": "suspend"}  # the next visit goes on from here
    status = known.get(STATUS, "")
    if status not in _DONE:
        status = values[STATUS] = "completed" if len(work.tried) == len(asked) else "incomplete"
    said = "complete" if status in _DONE else "not yet complete"
    best = _score(work, asked)
    scores = [] if best is None else [best]
    with suppress(ValueError):
        scores.append(float(known.get(SCORE, "")))
    if scores:
        values |= {"cmi.core.score.min": "0", "cmi.core.score.max": "100"}
        values[SCORE] = f"{max(scores):g}"
        said += f", {values[SCORE]} of 100"
    here = f" In this browser, {len(work.tried)} of {len(asked)} core exercises are answered."
    return Told(values, f"Reported: {said}.{here if asked else ''}")


def _score(work: Work, asked: Sequence[Exercise]) -> float | None:
    """None before anything is answered that has a score."""
    scored = any(one.graded and not one.task.long for one in asked if one.id in work.tried)
    return grade(work, asked, policy(), Grading()).grade if scored else None


def _work(lesson: str, asked: Sequence[Exercise], record: Record) -> Work:
    held = tuple(record.attempts()), tuple(record.events())
    paper = HandedIn("", "", HandIn("", "", lesson, "", now(), *held))
    mark = Marker({one.id: one for one in asked})
    return works([Student("", {lesson: paper}, {})], mark)[0]
