"""A text as a reader's eye takes it: what makes no difference is put aside, offsets lead back.

Line breaks and kinds of space, soft hyphens and other characters that do not show, composed or
decomposed accents, and kinds of apostrophe, quotation mark and dash make no difference; a letter,
a capital, a hyphen or a space more or less does. It finds nothing.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
import re
from unicodedata import category, is_normalized, normalize

_FAMILIES = {
    "'": "’‘‚‛′‵`´＇｀ʹʻʼʽʾʿˈˊˋꞌ‹›❛❜",
    '"': "“”„‟«»″‶＂ʺ〝〞〟❝❞",
    "-": "‐‑‒–—―⁃−⸺⸻﹘﹣－˗",
    " ": "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000"
    + "".join(map(chr, range(0x2000, 0x200B))),
}
_ALIKE = {sign: plain for plain, signs in _FAMILIES.items() for sign in signs}
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", ("ff", "fi", "fl", "ffi", "ffl", "ſt", "st")))
_TABLE = str.maketrans(_ALIKE | _LIGATURES)
_UNSEEN = frozenset(  # soft hyphen, joiners, word joiner, marks of direction, selectors of variants
    "\xad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\ufeff"
    + "".join(map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10))))
)
BREAK = "\x01"  # XML has no such character
_HYPHENS = "-‐‑"  # what breaks a word at a line's end; a dash never does
_STROKES = dict(zip("łøđħıſς", "lodhisσ"))  # letters that a reader may type without the stroke
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_MOST_BREAKS = 3  # in one word


@dataclass(frozen=True)
class Folded:
    """A text with all that makes no difference put aside; offsets into it lead back to the
    original. uneven: stretches of `text` that are shorter or longer than in the original, in order,
    each as (start, end, start in the original, end in the original), half-open."""

    original: str
    text: str
    uneven: tuple[tuple[int, int, int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original that text[start:end] is."""
        return self._back(start)[0], self._back(end - 1)[1]

    def _back(self, at: int) -> tuple[int, int]:
        """The original of one character."""
        place = bisect_right(self.uneven, at, key=itemgetter(0)) - 1
        if place < 0:
            return at, at + 1
        _, end, begun, ended = self.uneven[place]
        return (begun, ended) if at < end else (ended + at - end, ended + at - end + 1)

    @cached_property
    def bare(self) -> str:
        """The text without capitals and accents, character by character, its broken words marked."""
        return bare_of(self.marked)

    @cached_property
    def marked(self) -> str:
        """The text with BREAK for each hyphen that parts a word, as at the end of a printed line. A
        capital after a small letter, as in “Soviet-Union”, a figure or a dash is no such break."""
        breaks = [end for pieces in self._parted for _, end in pieces[:-1]]
        signs = list(self.text) if breaks else []
        for at in breaks:
            signs[at] = BREAK
        return "".join(signs) if breaks else self.text

    @cached_property
    def broken(self) -> Mapping[str, frozenset[str]]:
        """The words that are parted so, as they are marked, by the word that they make."""
        found: dict[str, set[str]] = {}
        for pieces in self._parted:
            for first in range(len(pieces)):
                for last in range(first + 1, min(first + _MOST_BREAKS, len(pieces) - 1) + 1):
                    start, end = pieces[first][0], pieces[last][1]
                    joined = "".join(self.text[a:b] for a, b in pieces[first : last + 1])
                    found.setdefault(joined, set()).add(self.marked[start:end])
        return {joined: frozenset(forms) for joined, forms in found.items()}

    @cached_property
    def broken_bare(self) -> Mapping[str, frozenset[str]]:
        """The same, without capitals and accents."""
        found: dict[str, frozenset[str]] = {}
        for joined, forms in self.broken.items():
            plain = bare_of(joined)
            found[plain] = found.get(plain, frozenset()) | frozenset(map(bare_of, forms))
        return found

    @cached_property
    def _parted(self) -> list[list[tuple[int, int]]]:
        """For each run of letters and breaks, where its pieces are."""
        runs: list[list[tuple[int, int]]] = []
        for hyphen in re.finditer("-", self.text):
            at = start = hyphen.start()
            while start and self.text[start - 1].isalpha():
                start -= 1
            begin = end = at + 2 if self.text[at + 1 : at + 2] == " " else at + 1
            while self.text[end : end + 1].isalpha():
                end += 1
            before, after = (start, at), (begin, end)
            if start == at or begin == end or not self._is_break(at, begin):
                continue
            if runs and runs[-1][-1] == before:
                runs[-1].append(after)
            else:
                runs.append([before, after])
        return runs

    def _is_break(self, at: int, after: int) -> bool:
        parts = self.text[at - 1].islower() and self.text[after].isupper()
        return not parts and self.original[self._back(at)[0]] in _HYPHENS


def fold(text: str) -> Folded:
    """The text as it is compared: what makes no difference is put aside, as the module says it."""
    signs = set(text)
    alike, length, last = text, 0, 0
    for sign in signs & _ALIKE.keys():
        alike = alike.replace(sign, _ALIKE[sign])
    pieces: list[str] = []
    uneven: list[tuple[int, int, int, int]] = []
    for found in _uneven(alike, signs):
        piece = _folded_piece(found.group())
        pieces += [alike[last : found.start()], piece]
        length += found.start() - last
        last = found.end()
        if len(piece) != last - found.start():
            uneven.append((length, length + len(piece), found.start(), last))
        length += len(piece)
    return Folded(text, "".join([*pieces, alike[last:]]), tuple(uneven))


def _uneven(alike: str, signs: set[str]) -> Iterator[re.Match[str]]:
    """Where a text may become shorter or longer; in most texts nowhere, and that is quickly seen."""
    unseen, ligatures = signs & _UNSEEN, signs & _LIGATURES.keys()
    forms: list[str] = []
    if unseen or ligatures or not is_normalized("NFC", alike):
        # What may become one with the character before it: accents, vowel signs, Korean letters.
        if marks := {s for s in signs if category(s)[0] == "M" or "\u1160" <= s <= "\u11ff"}:
            forms.append(f"(?s:.)(?:{_any(unseen)}*{_any(marks)})+")
        ligatures |= {sign for sign in signs if not is_normalized("NFC", sign)}
    if unseen:
        forms.append(f" {_any(unseen | {' '})}+|{_any(unseen)}+(?: {_any(unseen | {' '})}*)?")
    elif "  " in alike:
        forms.append("  +")
    if ligatures:
        forms.append(_any(ligatures))
    return re.finditer("|".join(forms), alike) if forms else iter(())


def _any(signs: set[str]) -> str:
    """A pattern of any one of these characters, or of none if there are none."""
    return f"[{''.join(map(re.escape, sorted(signs)))}]" if signs else "(?!)"


def _folded_piece(piece: str) -> str:
    seen = "".join(sign for sign in piece if sign not in _UNSEEN)
    if not seen.strip(" "):
        return seen[:1]
    return normalize("NFC", normalize("NFC", seen).translate(_TABLE))


def bare_of(text: str) -> str:
    if text.isascii():
        return text.lower()
    for sign in set(text):
        if len(apart := normalize("NFD", sign)) > 1 and category(apart[1]) == "Mn":
            text = text.replace(sign, apart[0])
    text = text.lower()
    for sign, plain in _STROKES.items():
        text = text.replace(sign, plain)
    return text


def word_list(text: str) -> list[str]:
    """The words of a text one by one, without capitals, accents and punctuation."""
    return _WORD.findall(fold(text).bare)


def folded(text: str | Folded) -> Folded:
    return text if isinstance(text, Folded) else fold(text)
