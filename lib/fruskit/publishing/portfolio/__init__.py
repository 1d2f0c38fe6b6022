"""A learner's work gathered from the record: what was asked, what was answered, when, with what score.

Shown in a notebook, or written as HTML or Markdown. Its scores are those that were kept.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from ...claims.bibliography import Bibliography
from ...errors import FruskitError
from ...exercises import Exercise
from ...kit import files
from ...kit.lessons import Lesson
from ...markup import comment, document, joined, tag
from ...record import Record
from ...volumes.text import Section
from ..figures.figure import Figure
from ..styles import style_sheet
from .contents import front, gathered, noted, written
from .passages import as_html, as_markdown, Passage

_TITLE = "Portfolio"
_NONE = "Nothing is in your record yet. Answer an exercise first; then your answers are here."
_HTML_SIGNATURE = tag("meta", name="generator", content="fruskit portfolio")
_MD_SIGNATURE = comment("fruskit portfolio")


class Whose(NamedTuple):
    """Whose work it is, for which course, for the title page; notes: whether own notes are wanted too."""

    name: str = ""
    course: str = ""
    notes: bool = False


def portfolio(
    lessons: Sequence[Lesson],
    exercises: Mapping[str, Exercise],
    record: Record,
    works: Bibliography,
    text: Section,
    of: Whose,
) -> Figure:
    """The latest answer to each exercise; what was written comes first, in full, then what was marked.

    works: of these, those that the learner cites are listed; text: what it is all about. As text it is
    Markdown.
    """
    attempts, notes = record.attempts(), record.notes() if of.notes else []
    passages = list(gathered(lessons, exercises, attempts, record.events()))
    own = written(exercises, attempts, notes)
    passages += noted(text, notes)
    nothing = _figure([Passage("said", _NONE)])
    if passages:
        quoted = own or any(one.kind == "quote" for one in passages)
        volumes = {one.volume for _, one in text.apart} if quoted else set()
        cited = works.named_in(own, volumes).entries()
        passages = [
            *front(
                [*(one.at for one in attempts), *(note.at for note in notes)],
                of.name,
                of.course,
                text,
            ),
            *passages,
        ]
        passages += [Passage("part", "Works cited")] if cited else []
        passages += [Passage("work", work) for work in cited]
    return replace(_figure(passages) if passages else nothing, saved=nothing)


def _figure(passages: list[Passage]) -> Figure:
    text = f"# {_TITLE}\n\n{as_markdown(passages)}"
    return Figure("portfolio", as_html(passages), text, sheet="portfolio")


def write(made: Figure, path: Path | str) -> str:
    """Writes it as the ending of the path says, .html or .md, and gives the path back.

    A portfolio of that name is replaced, whole or not at all. FruskitError for another ending, for
    another file of that name, and where it cannot be written.
    """
    ending = Path(path).suffix.lower()
    if ending == ".html":
        body = joined([tag("h1", _TITLE), made.html], "\n")  # in a lesson, titles are the lesson's
        page = document(_TITLE, style_sheet("portfolio"), body, _HTML_SIGNATURE)
        files.keep(path, page, _HTML_SIGNATURE)
    elif ending == ".md":
        files.keep(path, f"{_MD_SIGNATURE}\n\n{made.text}\n", _MD_SIGNATURE)
    else:
        remedy = "End the name in .html or .md, as in portfolio.html."
        raise FruskitError(str(path), "a portfolio is written as HTML or as Markdown", remedy)
    return str(path)
