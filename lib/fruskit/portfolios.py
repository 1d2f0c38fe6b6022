"""A learner's work gathered from the record: what was asked, what was answered, when, with what score.

Made of pieces that are then set as HTML and as Markdown. What the learner wrote is words and nothing
else in both: it is never markup. It marks nothing anew.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
import json
from pathlib import Path
import re

from . import answers, files
from .annotations import cite
from .dates import in_words
from .errors import FruskitError
from .exercises import Exercise, Write
from .figures.figure import Figure, prose
from .kit import Kit
from .lessons import Lesson
from .record import Attempt, Record
from .widgets.passages import label

_NONE = "Nothing is in your record yet. Answer an exercise, then run this again."
_HTML_MARK = '<meta name="generator" content="fruskit portfolio">'
_MD_MARK = "<!-- fruskit portfolio -->"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the portfolio. kind: title, part, exercise; said (the kit's words), small; line (of a
    list), own (of the learner's, in full), quote (of the text), work. about: what an answer is to, or
    where a quotation stands."""

    kind: str
    words: str
    about: str = ""


def portfolio(
    lessons: Sequence[Lesson], exercises: Mapping[str, Exercise], record: Record, works: Sequence[str]
) -> Figure:
    """The latest answer to each exercise; what was written comes first, in full, then what was marked.

    works: the bibliography, a line each, *titles* in asterisks. As text it is Markdown.
    """
    attempts = record.attempts()
    pieces = [Piece("title", "Portfolio")]
    if attempts:
        pieces += _gathered(lessons, exercises, attempts)
        pieces += [Piece("part", "Bibliography"), *(Piece("work", work) for work in works)]
    else:
        pieces.append(Piece("said", _NONE))
    return Figure("portfolio", _html(pieces), _markdown(pieces))


def write(made: Figure, path: Path | str) -> str:
    """Writes it as the ending of the path says, .html or .md, and gives the path back.

    A portfolio of that name is replaced, whole or not at all. FruskitError for another ending, for
    another file of that name, and where it cannot be written.
    """
    ending = Path(path).suffix.lower()
    if ending == ".html":
        files.keep(path, _document(made), _HTML_MARK)
    elif ending == ".md":
        files.keep(path, f"{_MD_MARK}\n\n{made.text}\n", _MD_MARK)
    else:
        raise FruskitError(
            str(path), "a portfolio is written as HTML or as Markdown",
            "End the name in .html or .md, as in portfolio.html.",
        )  # fmt: skip
    return str(path)


def works(kit: Kit) -> list[str]:
    """The kit's bibliography, one work a line, titles in *asterisks*: the one place that formats them."""
    named = (cite(work) for work in kit.json(kit.data / "bibliography.json"))
    return sorted(named, key=lambda work: work.strip("*").casefold())


# --- what is in it


def _gathered(
    lessons: Sequence[Lesson], exercises: Mapping[str, Exercise], attempts: Sequence[Attempt]
) -> Iterator[Piece]:
    given: dict[str, list[Attempt]] = {}
    for attempt in attempts:
        given.setdefault(attempt.exercise, []).append(attempt)
    answered = {id: given[id] for id in exercises if id in given}
    written = {id for id in answered if isinstance(exercises[id].task, Write)}
    if written:
        yield Piece("part", "Written with evidence")
        for id in sorted(written, reverse=True):  # the last lesson’s argument is what all lead up to
            yield from _answered(exercises[id], given[id])
    yield from _marked(exercises, answered)
    for lesson in lessons:
        own = [id for id in answered if exercises[id].notebook == lesson.name and id not in written]
        if own:
            yield Piece("part", lesson.title)
        for id in own:
            yield from _answered(exercises[id], given[id])
    others = [id for id in given if id not in exercises]
    if others:
        yield Piece("part", "Answers to exercises that this kit has not")
    for id in others:
        yield from (Piece("exercise", id), _as_kept(given[id][-1]), _small(given[id]))


def _answered(exercise: Exercise, given: Sequence[Attempt]) -> Iterator[Piece]:
    last = given[-1]
    yield Piece("exercise", exercise.title)
    yield Piece("said", exercise.prompt)
    try:
        kind = "own" if isinstance(exercise.task, Write) else "line"
        yield from [Piece(kind, said, about) for about, said in answers.said(exercise, last.response)]
    except FruskitError:
        yield _as_kept(last)
        yield Piece("small", "The exercise has changed since: this is the answer as it was kept.")
    yield _small(given, exercise.graded)


def _marked(exercises: Mapping[str, Exercise], answered: Mapping[str, Sequence[Attempt]]) -> Iterator[Piece]:
    """All words that were marked, once each, with the place where they stand."""
    quoted: dict[tuple[str, str], Piece] = {}
    for id, given in answered.items():
        exercise = exercises[id]
        try:
            answers.said(exercise, given[-1].response)
        except FruskitError:
            continue
        for block, words in answers.places(exercise, given[-1].response):
            place = label(exercise.section, block) if block else ""
            quoted.setdefault((block, words), Piece("quote", words, place))
    if quoted:
        yield Piece("part", "Passages that I marked")
        yield from quoted.values()


def _as_kept(attempt: Attempt) -> Piece:
    kept = attempt.response
    return Piece("own", kept if isinstance(kept, str) else json.dumps(kept, ensure_ascii=False))


def _small(given: Sequence[Attempt], graded: bool = True) -> Piece:
    """When, with what score, after how many hints and answers."""
    last = given[-1]
    said = [in_words(last.at[:10])]
    said += [f"score {100 * last.score:.0f} of 100"] if graded else ["an opinion"]
    said += [_count(last.hints, "hint")] if last.hints else []
    said += [f"the last of {len(given)} answers"] if len(given) > 1 else []
    return Piece("small", " · ".join(said))


def _count(number: int, what: str) -> str:
    return f"{number} {what}" + ("" if number == 1 else "s")


# --- as HTML

_STYLE = """
body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; color: #000; background: #fff;
  font: 11pt/1.5 Palatino, "Source Serif 4", Georgia, "DejaVu Serif", serif; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.2; break-after: avoid; }
h2 { margin-top: 2em; border-bottom: 1pt solid; }
blockquote { margin: 0.5em 0; padding-left: 1em; border-left: 2pt solid #777; break-inside: avoid; }
p, ul { margin: 0.4em 0; }
h3 + p, ul, blockquote:has(+ p small) { break-after: avoid; }
@page { margin: 18mm 19mm 20mm; }
@media print { body { max-width: none; margin: 0; padding: 0; } }
"""


def _own_html(piece: Piece) -> str:
    about = f"<p>{prose(piece.about)}</p>\n" if piece.about else ""
    lines = "<br>".join(escape(line) for line in files.clean(piece.words).splitlines())
    return f'<blockquote>{about}<p dir="auto">{lines}</p></blockquote>'


def _line_html(piece: Piece) -> str:
    about = f"{prose(piece.about)}: " if piece.about else ""
    return f"<li>{about}<bdi>{escape(files.clean(piece.words))}</bdi></li>"


_AS_HTML: dict[str, Callable[[Piece], str]] = {
    "title": lambda piece: f"<h1>{prose(piece.words)}</h1>",
    "part": lambda piece: f"<h2>{prose(piece.words)}</h2>",
    "exercise": lambda piece: f"<h3>{prose(files.clean(piece.words))}</h3>",
    "said": lambda piece: f"<p>{prose(piece.words)}</p>",
    "small": lambda piece: f"<p><small>{escape(piece.words)}</small></p>",
    "line": _line_html,
    "own": _own_html,
    "quote": lambda piece: f"<blockquote><p>“{escape(files.clean(piece.words))}”<br>\n<small>{escape(piece.about)}</small></p></blockquote>",
    "work": lambda piece: f"<p>{prose(piece.words)}.</p>",
}  # fmt: skip


def _html(pieces: Sequence[Piece]) -> str:
    html = []
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        inner = "\n".join(_AS_HTML[kind](piece) for piece in run)
        html.append(f"<ul>\n{inner}\n</ul>" if kind == "line" else inner)
    return "\n".join(html)


def _document(made: Figure) -> str:
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n{_HTML_MARK}\n'
        f'<meta name="viewport" content="width=device-width">\n<title>Portfolio</title>\n<style>{_STYLE}</style>\n'
        f"</head>\n<body>\n{made.html}\n</body>\n</html>\n"
    )


# --- as Markdown: CommonMark, https://spec.commonmark.org/0.31.2/#backslash-escapes

_SIGNS = re.compile(r"([\\`*_\[\]<>#|~&$!{}^])")
_AT_START = re.compile(r"^([-+=:]|\d+(?=[.)]))")
_ADDRESS = re.compile(r"\b(https?|ftp|mailto|xmpp):|\b(www)\.", re.I)


def _words(text: str) -> str:
    """One line of words that no reader of Markdown takes for markup or for an address to link to."""
    line = _begun(_escaped(" ".join(files.clean(text).split())))
    return _ADDRESS.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], line)


def _prose(text: str) -> str:
    """The kit’s own words: *asterisks* stay italics."""
    parts = re.split(r"\*([^*\n]+)\*", " ".join(text.split()))
    return _begun("".join(f"*{_escaped(part)}*" if n % 2 else _escaped(part) for n, part in enumerate(parts)))


def _escaped(words: str) -> str:
    return _SIGNS.sub(r"\\\1", words)


def _begun(line: str) -> str:
    """The line, not to be taken for an item of a list or for a rule by how it begins."""
    return _AT_START.sub(lambda at: f"{at[0]}\\" if at[0].isdigit() else f"\\{at[0]}", line)


def _quoted(text: str) -> str:
    """Lines in a block quotation, each ended where the learner ended it."""
    lines = files.clean(text).splitlines()
    return "\n".join(f"> {_words(line)}" + ("\\" if line.strip() and _goes_on(lines, n) else "") for n, line in enumerate(lines))


def _goes_on(lines: Sequence[str], n: int) -> bool:
    return n + 1 < len(lines) and bool(lines[n + 1].strip())


_AS_MARKDOWN: dict[str, Callable[[Piece], str]] = {
    "title": lambda piece: f"# {_prose(piece.words)}",
    "part": lambda piece: f"## {_prose(piece.words)}",
    "exercise": lambda piece: f"### {_words(piece.words)}",
    "said": lambda piece: _prose(piece.words),
    "small": lambda piece: _words(piece.words),
    "line": lambda piece: "- " + (f"{_prose(piece.about)}: " if piece.about else "") + _words(piece.words),
    "own": lambda piece: (f"> {_prose(piece.about)}\n>\n" if piece.about else "") + _quoted(piece.words),
    "quote": lambda piece: f"> “{_words(piece.words)}”\\\n> {_words(piece.about)}",
    "work": lambda piece: f"{_prose(piece.words)}.",
}  # fmt: skip


def _markdown(pieces: Sequence[Piece]) -> str:
    parts = []
    for kind, run in groupby(pieces, key=lambda piece: piece.kind):
        parts.append(("\n" if kind == "line" else "\n\n").join(_AS_MARKDOWN[kind](piece) for piece in run))
    return "\n\n".join(parts)
