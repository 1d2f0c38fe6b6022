"""What of a lesson's Markdown goes on paper, and how it is set.

It leaves out, for those who are to answer, what looks back on an exercise and what is about the screen;
raw HTML stays text, and nothing points to a file that paper has not.
"""

from collections.abc import Callable, Iterator, Sequence
import re

from ...errors import FruskitError
from ...kit.lessons import Call, Cell, Code, Lesson
from ...markup import Html, tag

_AFTERWARDS = re.compile(r"\W*(for discussion|discussion|further reading)", re.I)
# What is about the screen: it says so, or names a button, a key or a line of code.
_SCREEN = re.compile(r"\bon screen\b|\*\*(?:Check|Hint|Try again|Show me)\*\*|<kbd>|`fruskit", re.I)
_GESTURE = re.compile(r" Drag \w[^.]*\.")  # a sentence of it within a paragraph that is not
_HEADING = re.compile(r"\s*#{2,}\s")


def on_paper(lesson: Lesson, answers: bool) -> Iterator[str | Call]:
    """The cells for paper: words, and calls of exercises and of facts that one of them needs.

    With answers all of these are there. Without, of what follows the first exercise only what leads, under
    one heading, to the next, and the questions and the reading at the end.
    """
    asked = False
    for n, cell in enumerate(lesson.cells):
        before, after = lesson.cells[n::-1], lesson.cells[n + 1 :]
        if isinstance(cell, Code):
            continue
        if isinstance(cell, Call):
            asked = asked or _asks(cell)
            shown = _asks(cell) or (cell.name == "elsewhere" and _first(after) == "exercise")
        else:
            leads = _first(before) == "heading" and _first(after) == "exercise"
            shown = not asked or leads or bool(_AFTERWARDS.match(cell))
        if answers or (shown and isinstance(cell, Call)):
            yield cell
        elif shown and isinstance(cell, str) and (kept := _off_screen(cell)):
            yield kept


def _off_screen(words: str) -> str:
    """The paragraphs that are not about the screen; none where the heading says that all are."""
    paragraphs = _GESTURE.sub("", words).split("\n\n")
    if _HEADING.match(words) and _SCREEN.search(paragraphs[0]):
        return ""
    return "\n\n".join(one for one in paragraphs if not _SCREEN.search(one))


def _asks(cell: Cell) -> bool:
    return isinstance(cell, Call) and cell.name == "exercise"


def _first(cells: Sequence[Cell]) -> str:
    """What comes first of these: an exercise, a heading, or neither."""
    for cell in cells:
        if _asks(cell):
            return "exercise"
        if isinstance(cell, str) and _HEADING.match(cell):
            return "heading"
    return ""


def markdown() -> Callable[[str], Html]:
    """What makes HTML of Markdown. FruskitError where mistune, which JupyterLab brings, is missing."""
    try:
        import mistune
    except ImportError as problem:
        what = "mistune is not installed here, which reads the lessons’ Markdown"
        remedy = "Install JupyterLab, which brings it (requirements.txt), or mistune itself."
        raise FruskitError("fruskit handout", what, remedy) from problem

    class Paper(mistune.HTMLRenderer):
        """Markdown for paper: links are of use only where they lead out of the kit, images not at all."""

        def link(self, text: str, url: str, title: str | None = None) -> str:
            return tag("a", Html(text), href=url) if url.startswith("https://") else text

        def image(self, text: str, url: str, title: str | None = None) -> str:
            return f"[{text}]" if text else ""

        def inline_html(self, html: str) -> str:
            return html if re.fullmatch(r"</?kbd>", html) else super().inline_html(html)

    set_ = mistune.create_markdown(renderer=Paper(escape=True), plugins=["table", "strikethrough"])
    return lambda words: Html(set_(words))
