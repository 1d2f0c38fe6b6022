"""A learner's work gathered from the record: what was asked, what was answered, when, with what score.

Shown in a notebook, or written as HTML or Markdown. It marks nothing anew.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ...claims.chicago import Reference
from ...errors import FruskitError
from ...exercises import Exercise
from ...kit import files
from ...kit.lessons import Lesson
from ...markup import comment, document, tag
from ...record import Record
from ...volumes.text import Section
from ..figures.figure import Figure
from ..styles import style_sheet
from .contents import gathered, noted
from .passages import as_html, as_markdown, Passage

_NONE = "Nothing is in your record yet. Answer an exercise, then run this again."
_HTML_SIGNATURE = tag("meta", name="generator", content="fruskit portfolio")
_MD_SIGNATURE = comment("fruskit portfolio")


def portfolio(
    lessons: Sequence[Lesson],
    exercises: Mapping[str, Exercise],
    record: Record,
    works: Sequence[Reference],
    text: Section | None = None,
) -> Figure:
    """The latest answer to each exercise; what was written comes first, in full, then what was marked.

    works: the entries of the bibliography; text: what the learner's own notes are on, where they are
    wanted too. As text it is Markdown.
    """
    passages, attempts = [Passage("title", "Portfolio")], record.attempts()
    passages += gathered(lessons, exercises, attempts) if attempts else []
    passages += noted(text, record.notes()) if text else []
    passages += [Passage("said", _NONE)] if not passages[1:] else []
    if attempts:
        passages += [Passage("part", "Bibliography"), *(Passage("work", work) for work in works)]
    return Figure("portfolio", as_html(passages), as_markdown(passages))


def write(made: Figure, path: Path | str) -> str:
    """Writes it as the ending of the path says, .html or .md, and gives the path back.

    A portfolio of that name is replaced, whole or not at all. FruskitError for another ending, for
    another file of that name, and where it cannot be written.
    """
    ending = Path(path).suffix.lower()
    if ending == ".html":
        page = document("Portfolio", style_sheet("portfolio"), made.html, _HTML_SIGNATURE)
        files.keep(path, page, _HTML_SIGNATURE)
    elif ending == ".md":
        files.keep(path, f"{_MD_SIGNATURE}\n\n{made.text}\n", _MD_SIGNATURE)
    else:
        remedy = "End the name in .html or .md, as in portfolio.html."
        raise FruskitError(str(path), "a portfolio is written as HTML or as Markdown", remedy)
    return str(path)
