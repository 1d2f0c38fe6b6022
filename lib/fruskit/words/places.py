"""Where words are in a text: to the letter, broken at a line's end, or in whatever form.

It compares texts as folded.py has them, and answers in characters of the text as it was given.
"""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
import re

from .folded import BREAK, fold, Folded, folded, word_list

_LETTERS = re.compile(r"[^\W\d_]+")
HYPHEN = f"[-{BREAK}]"  # one that was asked for, whether it breaks a word or not
_BETWEEN = r"(?:[^\w\0]|_)+"  # what may be between two words
Ends = list[tuple[int, int]]  # of each place, its start and its end, half-open


def places(text: str | Folded, words: str, prefix: str = "", suffix: str = "") -> Ends:
    """Every place of these words in the text, as (start, end): characters of the text, half-open.
    With a prefix or a suffix, only those that have it right before or after them."""
    text, whole = folded(text), fold(prefix + words + suffix)
    length = len(whole.text) if prefix or suffix else 0
    starts = [whole.span(at, at + 1)[0] for at in range(length)]
    first = bisect_left(starts, len(prefix))
    after = len(whole.text) - bisect_left(starts, len(prefix + words)) if suffix else 0
    found = ((at + first, end - after) for at, end in occurrences(text.text, whole.text))
    return [text.span(start, end) for start, end in found if start < end]


def printed_broken(text: str | Folded, words: str) -> Ends:
    """The places of these words where the text parts one of them by a hyphen, as at a line's end.
    They are the same words only to who takes the hyphen for the printer's, so it must be said."""
    text, sought = folded(text), fold(words).text
    if len(sought) > 2 * len(text.text) or not any(map(text.broken.get, _LETTERS.findall(sought))):
        return []
    found = (place.span() for place in re.finditer(pattern(sought, text), text.marked))
    exact = set(occurrences(text.text, sought))
    return [text.span(*place) for place in found if place not in exact]


def pattern(sought: str, text: Folded) -> str:
    """A regular expression of folded words for `text.marked`: each as it is, or as it is broken there."""
    pieces = re.split(f"({_LETTERS.pattern})", sought)
    return "".join(_printed(piece, text.broken) for piece in pieces).replace(r"\-", HYPHEN)


def mentions(text: str | Folded, words: str) -> Ends:
    """Every place where these whole words follow each other, as (start, end), half-open. Capitals,
    accents and punctuation do not matter, nor whether a hyphen parts one of them, as at the end of
    a printed line. Where there is no word in `words`, its signs are looked for."""
    text = folded(text)
    if not (sought := word_list(words)):
        return places(text, words.strip()) if words.strip() else []
    if sum(map(len, sought)) > len(text.text):
        return []
    more = (_BETWEEN + _printed(word, text.broken_bare) for word in sought[1:])
    rest = "".join(more) + r"(?![^\W_])"
    found: list[tuple[int, int]] = []
    for first in map(re.escape, (sought[0], *text.broken_bare.get(sought[0], ()))):
        # What precedes it is looked at when it is found: twenty times as quick.
        form = rf"{first}(?<![^\W_]{first}){rest}"
        found += [text.span(*place.span()) for place in re.finditer(form, text.bare)]
    return sorted(found)


def occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words are, places that overlap included."""
    at = text.find(words) if words and "\0" not in words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _printed(word: str, broken: Mapping[str, frozenset[str]]) -> str:
    """A pattern of a word as it may be printed."""
    forms = [word, *sorted(broken.get(word, ()))]
    return re.escape(word) if len(forms) == 1 else f"(?:{'|'.join(map(re.escape, forms))})"
