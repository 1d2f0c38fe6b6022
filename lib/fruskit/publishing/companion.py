"""What an instructor wants to see of all lessons at once: aims by skill, and the expected answers.

Made from the exercises as they are, so that it is never behind them.
"""

from collections.abc import Mapping, Sequence

from ..exercises import Exercise, LEVELS, SKILLS
from ..exercises.minutes import minutes, prose_words
from ..kit.lessons import Lesson
from ..markup import block, Html, joined, prose, style, tag
from ..volumes.table import Table
from .figures.figure import Figure, listed
from .handout import key, NumberedText

# A notebook sets every cell to the right, as if it held numbers.
_LEFT = style(
    ".fk-figure .heard :is(th, td, caption) "
    "{ text-align: left !important; vertical-align: top; white-space: normal }"
)
_OPINION = tag("p", "An opinion: nothing is right or wrong.")


def aims(exercises: Mapping[str, Exercise]) -> Table:
    """One row a skill: how many exercises train it, in which lessons, and of which kinds they are."""
    rows = []
    for skill in SKILLS:
        own = [exercise for exercise in exercises.values() if exercise.skill == skill]
        trained = sorted({exercise.notebook.partition("-")[0] for exercise in own})
        kinds = sorted({kind for exercise in own for kind in exercise.steps})
        rows.append((skill, len(own), ", ".join(trained), ", ".join(kinds)))
    return Table("aims", ("skill", "exercises", "lessons", "kinds"), tuple(rows))


def lengths(lessons: Sequence[Lesson], exercises: Mapping[str, Exercise]) -> Table:
    """One row a lesson: the minutes that its title claims, and what its exercises and prose make.

    decisions: those of the core that are scored; writing: the words to be written in it, about.
    """
    rows = []
    for lesson in lessons:
        own = [exercises[id] for id in lesson.exercises if id in exercises]
        tasks = [task for one in own if one.level == "core" for task in one.tasks]
        counted = sum(task.decisions for task in tasks), round(sum(task.writing for task in tasks))
        time = minutes(lesson, exercises)
        took = (round(time.core), round(time.stretch), round(time.transfer))
        rows.append((lesson.name, time.claimed or "", *took, prose_words(lesson), *counted))
    return Table("minutes", _LENGTHS, tuple(rows))


_LENGTHS = ("lesson", "claimed", *LEVELS, "prose", "decisions", "writing")


def expected(lessons: Sequence[Lesson], exercises: Mapping[str, Exercise]) -> Figure:
    """The key to every exercise of these lessons, in the order in which they are asked."""
    html, text = [_LEFT], list[str]()
    for lesson in lessons:
        html.append(tag("h3", prose(lesson.title)))
        text += [lesson.title, ""]
        for number, id in enumerate((id for id in lesson.exercises if id in exercises), 1):
            exercise, reading = exercises[id], NumberedText(exercises[id].section)
            html.append(_opened(number, exercise, reading))
            text += [f"{number}. {key.text(exercise, reading)}", ""]
    return Figure("expected-answers", joined(html, "\n"), "\n".join(text).rstrip())


def _opened(number: int, exercise: Exercise, reading: NumberedText) -> Html:
    """The key to one exercise, to be opened."""
    right = (
        [prose(r.about), f": {r.words}"] if r.about else prose(r.words) for r in key.right(exercise)
    )
    title = [
        f"{number}. ",
        prose(exercise.title),
        " ",
        tag("small", f"{exercise.level} · {exercise.skill_said}"),
    ]
    asked = [tag("summary", title), tag("p", prose(exercise.prompt)), tag("p", tag("b", "Right"))]
    answer = listed(right) if exercise.graded else _OPINION
    return block("details", *asked, answer, key.html(exercise, reading))
