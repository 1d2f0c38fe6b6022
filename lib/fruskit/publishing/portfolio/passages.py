"""What a portfolio is made of, set as HTML and as CommonMark.

What the learner wrote is words and nothing else: it is never markup.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from ...claims.chicago import Reference
from ...kit.files import clean
from ...markup import block, Html, joined, md_escape, md_prose, prose, tag

_BEGIN = ("part", "exercise")  # what the passages after it belong to
_BLANK = "_" * 20  # to be written on
_HEADINGS = {"part": ("h2", "##"), "exercise": ("h3", "###")}


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the portfolio. kind: field (of the title page), part, exercise; said (the kit's
    words), small; line (of a list), own (of the learner's, in full), quote (of the text), work. about:
    what an answer is to, or where a quotation is; marked: places of the words that are marked."""

    kind: str
    words: str
    about: str = ""
    marked: tuple[tuple[int, int], ...] = ()

    @property
    def runs(self) -> Iterator[tuple[str, bool]]:
        """Its words, and whether they are marked."""
        done = 0
        for start, end in self.marked:
            yield self.words[done:start], False
            yield self.words[start:end], True
            done = end
        yield self.words[done:], False


def as_html(passages: Sequence[Passage]) -> Html:
    """The passages as HTML, without script: the title page, then each question beside its answer."""
    front = [one for one in passages if one.kind == "field"]
    parts: list[object] = [block("div", _pieces(front), class_="fk-front")] if front else []
    rest = [one for one in passages if one not in front]
    while rest:
        end = next((n for n, one in enumerate(rest) if n and one.kind in _BEGIN), len(rest))
        run, rest = rest[:end], rest[end:]
        if run[0].kind != "exercise":
            parts.append(_pieces(run))
        else:
            at = 2 if len(run) > 1 and run[1].kind == "said" else 1
            asked, given = (block("div", _pieces(one)) for one in (run[:at], run[at:]))
            long = any(one.kind == "own" for one in run)
            parts.append(block("section", asked, given, class_="fk-long" if long else "fk-asked"))
    return block("div", *parts, class_="fk-portfolio")


def _pieces(passages: Sequence[Passage]) -> Html:
    parts = []
    for kind, run in groupby(passages, key=attrgetter("kind")):
        lines = list(run)
        pieces = map(_html, lines)
        ordered = all(one.about.isdigit() for one in lines)  # the answer is an order
        name = "ol" if ordered else "ul"
        parts.append(block(name, *pieces) if kind == "line" else joined(pieces, "\n"))
    return joined(parts, "\n")


def _html(passage: Passage) -> Html:
    words, about = clean(passage.words), passage.about
    match passage.kind:
        case "part" | "exercise" as kind:
            return tag(_HEADINGS[kind][0], prose(words))
        case "line":
            named = about and not about.isdigit()
            return tag("li", [prose(about), ": "] if named else None, tag("bdi", words))
        case "own":
            lines = (tag("p", line, dir="auto") for line in words.splitlines() if line.strip())
            return block("blockquote", tag("p", prose(about)) if about else None, *lines)
        case "quote":  # set off, so without quotation marks (Chicago Manual of Style 17, 13.30)
            runs = (tag("mark", run) if marked else run for run, marked in passage.runs)
            return tag("blockquote", tag("p", runs, tag("br"), "\n", tag("small", about)))
        case "field":
            given = words or tag("i", _BLANK)
            return tag("p", tag("small", f"{about}:"), tag("br"), "\n", given, class_="fk-field")
        case "small":
            return tag("p", tag("small", words))
        case "work" if isinstance(passage.words, Reference):
            return tag("p", passage.words.html, class_="fk-work")
        case _:
            return tag("p", prose(words))


def as_markdown(passages: Sequence[Passage]) -> str:
    """The passages as Markdown, without HTML."""
    parts = []
    for kind, run in groupby(passages, key=attrgetter("kind")):
        parts.append(("\n" if kind == "line" else "\n\n").join(map(_markdown, run)))
    return "\n\n".join(parts)


def _markdown(passage: Passage) -> str:
    words, about = clean(passage.words), passage.about
    match passage.kind:
        case "part" | "exercise" as kind:
            return f"{_HEADINGS[kind][1]} {md_prose(words)}"
        case "line" if about.isdigit():
            return f"{about}. {md_escape(words)}"
        case "line":
            return "- " + (f"{md_prose(about)}: " if about else "") + md_escape(words)
        case "own":
            return (f"> {md_prose(about)}\n>\n" if about else "") + "\n".join(_lines(words))
        case "quote":
            runs = (
                f"**{md_escape(run)}**" if marked else _spaced(run) for run, marked in passage.runs
            )
            return f"> {''.join(runs)}\\\n> {md_escape(about)}"
        case "field":
            return f"**{about}:** {md_escape(words or _BLANK)}"
        case "small":
            return md_escape(words)
        case "work" if isinstance(passage.words, Reference):
            return passage.words.md
        case _:
            return md_prose(words)


def _spaced(words: str) -> str:
    """Words on one line, escaped, with the spaces at their ends, which part them from marked ones."""
    before, after = words[:1] == " ", words[1:] and words[-1] == " "
    return " " * before + md_escape(words) + (" " if after else "")


def _lines(words: str) -> Iterator[str]:
    """Lines in a block quotation, each ended where the learner ended it."""
    lines = words.splitlines()
    for line, after in zip(lines, [*lines[1:], ""]):
        yield f"> {md_escape(line)}" + ("\\" if line.strip() and after.strip() else "")
