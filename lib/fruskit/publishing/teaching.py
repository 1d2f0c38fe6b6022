"""What an instructor wants to see of all lessons at once: aims by skill, and the expected answers.

Made from the exercises as they are, so that it is never behind them.
"""

from collections.abc import Mapping, Sequence
from html import escape

from ..exercises import Exercise, SKILLS
from ..kit.lessons import Lesson
from ..markup import prose
from ..volumes.table import Table
from .figures.figure import Figure
from .handout import key, NumberedText

# A notebook sets every cell to the right, as if it held numbers.
_LEFT = (
    "<style>.fk-figure .heard :is(th, td, caption) "
    "{ text-align: left !important; vertical-align: top; white-space: normal }</style>\n"
)


def aims(exercises: Mapping[str, Exercise]) -> Table:
    """One row a skill: how many exercises train it, in which lessons, and of which kinds they are."""
    rows = []
    for skill in SKILLS:
        own = [exercise for exercise in exercises.values() if exercise.skill == skill]
        trained = sorted({exercise.notebook.partition("-")[0] for exercise in own})
        kinds = sorted({kind for exercise in own for kind in exercise.steps})
        rows.append((skill, len(own), ", ".join(trained), ", ".join(kinds)))
    return Table("aims", ("skill", "exercises", "lessons", "kinds"), tuple(rows))


def expected(lessons: Sequence[Lesson], exercises: Mapping[str, Exercise]) -> Figure:
    """The key to every exercise of these lessons, in the order in which they are asked."""
    html, text = [], []
    for lesson in lessons:
        html.append(f"<h3>{prose(lesson.title)}</h3>")
        text += [lesson.title, ""]
        for number, id in enumerate((id for id in lesson.exercises if id in exercises), 1):
            exercise = exercises[id]
            reading = NumberedText(exercise.section)
            html.append(_opened(number, exercise, reading))
            text += [f"{number}. {key.text(exercise, reading)}", ""]
    return Figure("expected-answers", _LEFT + "\n".join(html), "\n".join(text).rstrip())


def _opened(number: int, exercise: Exercise, reading: NumberedText) -> str:
    lines = "".join(
        f"<li>{prose(about)}: {escape(said)}</li>\n" if about else f"<li>{prose(said)}</li>\n"
        for about, said in key.right(exercise)
    )
    right = (
        f"<ul>\n{lines}</ul>"
        if exercise.graded
        else "<p>An opinion: nothing is right or wrong.</p>"
    )
    return (
        f"<details>\n<summary>{number}. {prose(exercise.title)} <small>{escape(exercise.skill)}</small></summary>\n"
        f"<p>{prose(exercise.prompt)}</p>\n<p><b>Right</b></p>\n{right}\n{key.html(exercise, reading)}\n</details>"
    )
