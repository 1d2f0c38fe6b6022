"""Words in quotation marks: finds them in somebody's writing, and tells whether the text has them.

A quotation holds to the letter, as words.py compares, but for what a careful writer may change:
double marks within it or single, a capital at its start or in brackets, a stop at its end, “…” for
what is left out and brackets for what is added. It knows nothing of exercises.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
import re

from ..volumes.anchors import Span
from ..words import BREAK, fold, Folded, HYPHEN, pattern

MARKS = '“…”, "…", «…» or ‘…’'  # those that count, as they are told to a writer
_UNSEEN = "\u2060"
_TYPED = {  # of two single marks; the second is then one that is not seen
    "``": "“" + _UNSEEN,
    "‘‘": "“" + _UNSEEN,
    "''": _UNSEEN + '"',
    "’’": _UNSEEN + "”",
    "´´": _UNSEEN + '"',
}
_OTHERS = str.maketrans("«»〝〞〟❝❞‟″＂ʺ", '“”“””“”""""')
_MARKS = re.compile('[“”„"]')
_ANY = re.compile('[“”„"«»〝〞〟❝❞‟″＂ʺ]|' + "|".join(_TYPED))
# They count where no double ones are: an apostrophe looks like the last of them.
_SINGLE = re.compile(r"‘(?=\S)([^‘]*?)(?<=\S)’(?!\w)|‚([^‚]*?)[‘’](?!\w)|‹([^‹›]*)›")
# “…”, “...”, “[…]”, or words in brackets, but not the “[t]” of “[t]hey”; spaces are single ones here.
_LEFT_OUT = re.compile(r" ?(?:\[? ?(?:…|\. ?\. ?\.)(?: ?\])?|\[(?!\w\]\w)[^\[\]]*\]) ?")
_STOPS = " \t\n.,;:!?"


def quotations(text: str) -> list[str]:
    """The outermost quotations in a text, without their marks, in order; empty ones are passed over.

    Double marks of all kinds count, the kind of a paragraph being that of its first mark, and
    single curly ones where there are no others. A quotation may go on over line breaks, but not
    over an empty line. A mark that is never closed quotes to the end of its line.
    """
    paragraphs = re.split(r"\n\s*\n", "\n".join(text.splitlines()))
    found = [quotation for paragraph in paragraphs for quotation in _outermost(paragraph)]
    if not any(map(_has_words, found)):
        singles = [single for paragraph in paragraphs for single in _SINGLE.finditer(paragraph)]
        found = ["".join(filter(None, single.groups())) for single in singles]
    return list(filter(_has_words, found))


def _has_words(quotation: str) -> bool:
    return bool(quotation.strip(_STOPS + "…"))


def _outermost(paragraph: str) -> list[str]:
    """The quotations of one paragraph that are in no other."""
    first = _ANY.search(paragraph)
    text = paragraph if not first or _MARKS.match(first[0]) else _alike(paragraph)
    begun, ended = _paired(text)
    found, end = [], 0
    for start, stop in sorted([*ended, *((start, -1) for start in begun)]):
        if start >= end:
            stop = stop if stop >= 0 else text.find("\n", start)
            end = stop if stop >= 0 else len(text)
            start += 1 + text.startswith(_UNSEEN, start + 1)
            found.append(paragraph[start : end - text.endswith(_UNSEEN, start, end)])
    return found


def _alike(text: str) -> str:
    """The text with marks of other kinds as usual ones, character by character."""
    for typed, mark in _TYPED.items():
        text = text.replace(typed, mark)
    if 0 <= text.find("»") < text.find("«"):  # as in Danish books: »…«
        text = text.translate(str.maketrans("«»", "»«"))
    return text.translate(_OTHERS)


def _paired(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Where quotations begin that never end; where the others begin and end."""
    begun: list[int] = []
    ended: list[tuple[int, int]] = []
    marks = [(mark.start(), mark.group()) for mark in _MARKS.finditer(text)]
    for (at, sign), curly in zip(marks, _next_curly(marks)):
        around = text[begun[-1]] if begun else ""
        if sign == '"' and around in ("“", "„") and curly != "”":
            sign = "”"  # no curly mark is left to end it: the straight one does
        if sign == "„" or (sign == "“" and around != "„") or (sign == '"' and around != '"'):
            begun.append(at)
        elif begun:
            if sign == "”" and around == '"' and len(begun) > 1:
                begun.pop()  # a straight mark within curly ones that has no second, as for an inch
            ended.append((begun.pop(), at))
    return begun, ended


def _next_curly(marks: list[tuple[int, str]]) -> list[str]:
    """For each mark, the next curly one after it; empty where there is none."""
    following, curly = [], ""
    for _, sign in reversed(marks):
        following.append(curly)
        curly = curly if sign == '"' else sign
    return following[::-1]


def find_quotation(blocks: Iterable[tuple[str, str]], quotation: str) -> tuple[Span, ...]:
    """The first of places_of(); empty if there is none."""
    return next(places_of(blocks, quotation), ())


def places_of(blocks: Iterable[tuple[str, str]], quotation: str) -> Iterator[tuple[Span, ...]]:
    """Where a quotation is, each place as one span for each stretch between “…”.

    blocks: pairs of block id and block text. All stretches must be in one block, in their order;
    offsets are characters, half-open. A word that the text prints with a hyphen, as at a line's
    end, counts too: printed_apart() tells.
    """
    pieces = _stretches(quotation)
    for block, text in blocks if pieces else ():
        folded, at = _block(text), 0
        # What is longer than the text is not looked for: it costs, and is not there.
        if any(len(piece) > 2 * len(folded.text) for piece in pieces):
            continue
        forms = [_form(piece, folded, capital=n == 0) for n, piece in enumerate(pieces)]
        while len(found := _in_order(folded.marked, forms, at)) == len(pieces):
            at = found[0].start() + 1
            spans = [folded.span(*match.span()) for match in found]
            yield tuple(Span(block, s, e, folded.original[s:e]) for s, e in spans)


def printed_apart(quotation: str, spans: Iterable[Span]) -> list[str]:
    """The words that the text prints with a hyphen, as “represent-atives”, and the quotation without."""
    quoted, found = " ".join(_stretches(quotation)), list[str]()
    for span in spans:
        broken = fold(span.text).broken.values()
        forms = {form.replace(BREAK, "-") for forms in broken for form in forms}
        apart = sorted((form for form in forms if form not in quoted), key=len, reverse=True)
        found += [form for form in apart if not any(form in longer for longer in found)]
    return found


_block = lru_cache(2_000)(fold)  # kept for the next quotation that is looked up


def _stretches(quotation: str) -> list[str]:
    """The quotation, folded, in the stretches that must be in the text."""
    parts = (part.strip(_STOPS) for part in _LEFT_OUT.split(fold(_alike(quotation)).text))
    return [part for part in parts if part]


def _in_order(text: str, forms: list[re.Pattern[str]], at: int) -> list[re.Match[str]]:
    """The pieces in one text, each after the one before; fewer where one is missing."""
    found: list[re.Match[str]] = []
    for form in forms:
        if not (match := form.search(text, at)):
            break
        found.append(match)
        at = match.end()
    return found


def _form(piece: str, text: Folded, capital: bool) -> re.Pattern[str]:
    """The piece at word bounds; marks within it may be double or single, its first letter may be
    changed from or to a capital, at the start of a quotation or else in brackets, as “[T]hey”."""
    spellings = [piece]
    if first := re.match(r"\[?(\w)\]?" if capital else r"\[(\w)\]", piece):
        letters = dict.fromkeys((first[1], first[1].lower(), first[1].upper()))
        spellings = [letter + piece[first.end() :] for letter in letters]
    words = "|".join(pattern(spelling, text) for spelling in spellings)
    words = re.sub("[\"']", "[\"']", words)
    words = words.replace(2 * HYPHEN, HYPHEN + "{1,3}")  # a dash as a typewriter has it
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)")
