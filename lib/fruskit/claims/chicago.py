"""References as the Chicago Manual of Style prints them: a footnote, or the entries of a bibliography.

How one is punctuated is left to citeproc-py, and mended where that is not American; where it is
missing, references are shorter. What a work is comes as CSL-JSON. What was made before is taken as it
was: whoever asks brings it along.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from hashlib import sha256
import json
from pathlib import Path
import re
from typing import Any

from ..markup import Html, joined, md_runs, prose_runs, Run, runs_of, tag
from .annotations import cite

Work = Mapping[str, Any]
_NONE: "Made" = {}


class Reference(str):
    """A reference in plain words; `html` and `md` are the same with its italics, escaped."""

    runs: tuple[Run, ...]

    def __new__(cls, runs: Iterable[Run]) -> "Reference":
        kept = tuple(runs)
        made = super().__new__(cls, "".join(words for words, _ in kept))
        made.runs = kept
        return made

    def __getnewargs__(self) -> tuple[tuple[Run, ...]]:  # type: ignore[override]
        """What a copy is made of, and what is pickled."""
        return (self.runs,)

    @property
    def html(self) -> Html:
        return joined(tag("i", words) if slanted else words for words, slanted in self.runs)

    @property
    def md(self) -> str:
        return md_runs(self.runs)

    def _repr_html_(self) -> str:
        return tag("p", self.html)


Made = Mapping[str, Reference]  # what was made before, by what `named` says


def named(work: Work, locator: str | None = None) -> str:
    """What a reference is known by: a digest of the work and the place in it; None: of its entry."""
    said = json.dumps([work, locator], sort_keys=True)
    return sha256(said.encode()).hexdigest()[:16]


def note(work: Work, locator: str = "", made: Made = _NONE) -> Reference:
    """A work as a first footnote cites it, at `locator` (“pp. 316–321”, “No. 203”)."""
    if known := made.get(named(work, locator)):
        return known
    place = re.sub(r"^(?:pp?\.|pages?)\s*(?=[\divxlcIVXLC])", "", locator.strip())
    try:
        return _citeproc([work], place)[0][0]
    except ImportError:
        after = f", {locator.strip()}" if locator.strip() else ""
        return _in_short(work, f"{after}.")


def entries(works: Sequence[Work], made: Made = _NONE) -> list[Reference]:
    """The works as a bibliography lists them, in its order."""
    names = {named(work): work for work in works}
    known = [made[name] for name in names if name in made]
    anew = [work for name, work in names.items() if name not in made]
    try:
        return sorted([*known, *(_citeproc(anew, "")[1] if anew else ())], key=_place)
    except ImportError:
        return sorted([*known, *(_in_short(work, ".") for work in anew)], key=_place)


def _in_short(work: Work, after: str) -> Reference:
    """Author, title and imprint, where there is no citation library."""
    dates = work.get("issued", {}).get("date-parts") or [[]]
    imprint = [work.get("publisher-place"), work.get("publisher"), *map(str, dates[0][:1])]
    said = cite(work) + f" ({', '.join(i for i in imprint if i)})" * any(imprint) + after
    return Reference(prose_runs(said))


@cache
def _style() -> Any:
    """The citation style, parsed once: that takes longer than all that is done with it."""
    from citeproc import CitationStylesStyle

    path = Path(__file__).with_name("chicago-notes.csl")
    return CitationStylesStyle(str(path), locale="en-US", validate=False)


def _citeproc(works: Sequence[Work], place: str) -> tuple[list[Reference], list[Reference]]:
    """The notes of these works, each at `place`, in their order; and their entries."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names each field that it makes nothing of
        notes, listed = _written(works, place)
    return [_reference(n) for n in notes], [_reference(entry) for entry in listed]


def _place(entry: str) -> str:
    """Where an entry is filed: by its letters, leaving an article aside."""
    return re.sub(r"^(?:the|an?) ", "", re.sub(r"[^\w ]", "", entry).casefold())


def _written(works: Sequence[Work], place: str) -> tuple[list[str], list[str]]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source import Locator
    from citeproc.source.json import CiteProcJSON

    keys = [f"work-{n}" for n in range(len(works))]  # whatever letters the ids have
    known = [{"type": "document"} | _guarded(work) | {"id": key} for work, key in zip(works, keys)]
    made = CitationStylesBibliography(_style(), CiteProcJSON(known), formatter.html)
    at = {"locator": Locator("page", _guarded(place))} if place else {}
    cited = [Citation([CitationItem(key, **at)]) for key in keys]
    for citation in cited:
        made.register(citation)
    # It calls what it is given for a work that it does not hold; ours are all there.
    notes = [str(made.cite(citation, lambda _: None)) for citation in cited]
    return notes, [str(entry) for entry in made.bibliography()]


# --- what citeproc-py leaves undone: words that look like markup, quotation marks within others
#     (Chicago Manual of Style 17, 13.30), commas and periods within both (6.9), prepositions of any
#     length in lower case (8.159), as the work has them

# The characters of a work that have a meaning there go through as letters of no language: those of
# markup, and its quotation marks in pairs, double, single, and single within double.
_GUARDED = {"<": "\ue000", ">": "\ue001", "&": "\ue002"}
_UNGUARDED = {ord(letter): character for character, letter in _GUARDED.items()}
_UNGUARDED |= {0xE100 + code: chr(code) for code in range(ord("a"), ord("z") + 1)}
_LONG = re.compile(
    r"(?<=[\w,] )[abcdrtuw](?=(?:bout|fter|gainst|mong|efore|etween|oncerning|uring|egarding|hrough|oward|"
    r"nder|pon|ith|ithin|ithout)\b)"
)  # the first letter of a preposition
_DOUBLE, _SINGLE, _INNER = "\ue003\ue004", "\ue005\ue006", "\ue007\ue008"
_MARKS = _DOUBLE + _SINGLE + _INNER
_OUTSIDE = str.maketrans(_MARKS, "“”‘’‘’")
_WITHIN = str.maketrans(_MARKS, "‘’‘’“”")  # quotation marks that citeproc-py has set
_IN_DOUBLE = re.compile('“([^“”]*)”|"([^"]*)"')
_IN_SINGLE = re.compile(r"(?<!\w)‘((?:[^‘’]|’(?=\w))*)’(?!\w)")
_CLOSED = re.compile(rf"([”{_MARKS[1::2]}]+)([.,])")


def _guarded(value: Any) -> Any:
    """The same value with no letter in it that is markup, and its quotation marks known in pairs."""
    if isinstance(value, Mapping):
        return {key: _guarded(held) for key, held in value.items() if key != "custom"}
    if isinstance(value, list | tuple):
        return [_guarded(held) for held in value]
    if isinstance(value, str):
        words = _IN_SINGLE.sub(rf"{_SINGLE[0]}\1{_SINGLE[1]}", _IN_DOUBLE.sub(_quoted, value))
        words = _LONG.sub(lambda letter: chr(0xE100 + ord(letter[0])), words)
        return words.translate({ord(sign): letter for sign, letter in _GUARDED.items()})
    return value


def _quoted(found: re.Match[str]) -> str:
    words = found[1] if found[1] is not None else found[2]
    return _DOUBLE[0] + _IN_SINGLE.sub(rf"{_INNER[0]}\1{_INNER[1]}", words) + _DOUBLE[1]


def _reference(html: str) -> Reference:
    """What citeproc-py wrote, with American punctuation, as runs of words."""
    html = _CLOSED.sub(r"\2\1", html)
    html = re.sub("“[^”]*”", lambda quoted: quoted[0].translate(_WITHIN), html)
    runs = runs_of(html.translate(_OUTSIDE))
    return Reference((words.translate(_UNGUARDED), slanted) for words, slanted in runs)
