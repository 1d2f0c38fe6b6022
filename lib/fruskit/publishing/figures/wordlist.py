"""The words that a kit explains, as a list: each with its meaning, and the lesson where it first comes."""

from collections.abc import Iterable, Iterator, Sequence

from ...claims.glossary import Gloss, Glossary
from ...kit.lessons import Lesson
from ...markup import block, link, plain, prose, tag
from .figure import Figure, muted

_NONE = "This kit explains no words yet: data/glossary.toml is for them."


def word_list(glossary: Glossary, lessons: Sequence[Lesson]) -> Figure:
    """All words in the order of the alphabet; lessons: those of the kit, in their order."""
    if not glossary.terms:
        return Figure("glossary", tag("p", _NONE), _NONE)
    terms = sorted(glossary.terms, key=lambda term: term.word.casefold())
    first = {term.id: _first(term, lessons) for term in terms}
    lines = [f"{t.word}{first[t.id]}: {plain(t.meaning)}{_source(t)}" for t in terms]
    html = block("dl", *_listed(terms, first), class_="fk-glossary")
    return Figure("glossary", html, "\n".join(lines))


def _listed(terms: Iterable[Gloss], first: dict[str, str]) -> Iterator[object]:
    for term in terms:
        yield tag("dt", term.word, muted(first[term.id]))
        said = (
            [" ", muted("Source: ", link(term.link, prose(term.source)))] if term.source else None
        )
        yield tag("dd", prose(term.meaning), said)


def _first(term: Gloss, lessons: Sequence[Lesson]) -> str:
    """The number of the first lesson whose prose has the word, in parentheses; empty for none."""
    for lesson in lessons:
        if any(term.is_in(cell) for cell in lesson.cells if isinstance(cell, str)):
            return f" ({lesson.name.partition('-')[0]})"
    return ""


def _source(term: Gloss) -> str:
    return f" [{plain(term.source)}]" if term.source else ""
