"""What of a lesson's Markdown goes on paper, and how it is set.

It leaves out, for those who are to answer, what looks back on an exercise; raw HTML stays text, and
nothing points to a file that paper has not.
"""

from collections.abc import Callable, Iterator
import re

from ...errors import FruskitError
from ...kit.lessons import Call, Cell, Lesson
from ...markup import Html, tag

_AFTERWARDS = re.compile(r"\W*(for discussion|discussion|further reading)", re.I)
_HEADING = re.compile(r"\s*#{2,}\s")


def on_paper(lesson: Lesson, answers: bool) -> Iterator[Cell]:
    """The cells for paper: words, and calls of exercises and of facts that one of them needs.

    With answers all cells are there. Without, of what follows the first exercise only what leads, under
    one heading, to the next, and the questions and the reading at the end.
    """
    first = next((n for n, cell in enumerate(lesson.cells) if _asks(cell)), len(lesson.cells))
    for n, cell in enumerate(lesson.cells):
        if isinstance(cell, Call):
            if answers or _asks(cell) or (cell.name == "elsewhere" and _leads(lesson.cells, n)):
                yield cell
        elif answers or (n < first) or _leads_in(lesson.cells, n) or _AFTERWARDS.match(cell):
            yield cell


def _asks(cell: Cell) -> bool:
    return isinstance(cell, Call) and cell.name == "exercise"


def _leads(cells: tuple[Cell, ...], at: int) -> bool:
    """Whether an exercise follows under the same heading."""
    for cell in cells[at + 1 :]:
        if _asks(cell):
            return True
        if isinstance(cell, str) and _HEADING.match(cell):
            return False
    return False


def _leads_in(cells: tuple[Cell, ...], at: int) -> bool:
    """Whether an exercise follows under the same heading, and none has stood under it before."""
    for cell in reversed(cells[: at + 1]):
        if _asks(cell):
            return False
        if isinstance(cell, str) and _HEADING.match(cell):
            return _leads(cells, at)
    return False


def markdown() -> Callable[[str], Html]:
    """What makes HTML of Markdown. FruskitError where mistune, which JupyterLab brings, is missing."""
    try:
        import mistune
    except ImportError as problem:
        raise FruskitError(
            "fruskit handout",
            "mistune is not installed here, which reads the lessons’ Markdown",
            "Install JupyterLab, which brings it (requirements.txt), or mistune itself.",
        ) from problem

    class Paper(mistune.HTMLRenderer):
        """Markdown for paper: links are of use only where they lead out of the kit, images not at all."""

        def link(self, text: str, url: str, title: str | None = None) -> str:
            return tag("a", Html(text), href=url) if url.startswith("https://") else text

        def image(self, text: str, url: str, title: str | None = None) -> str:
            return f"[{text}]" if text else ""

    set_ = mistune.create_markdown(renderer=Paper(escape=True), plugins=["table", "strikethrough"])
    return lambda words: Html(set_(words))
