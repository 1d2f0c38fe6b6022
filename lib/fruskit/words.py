"""When two pieces of text are the same words for a reader's eye, and where one is found in the other.

Line breaks and kinds of space, soft hyphens and other characters that do not show, composed or
decomposed accents, and kinds of apostrophe, quotation mark and dash make no difference; a letter,
a capital, a hyphen or a space more or less does. It knows texts alone, and nothing of volumes.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
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
_HYPHENS = "-‐‑"  # what breaks a word at a line's end; a dash never does
_STROKES = dict(zip("łøđħıſς", "lodhisσ"))  # letters that a reader may type without the stroke
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")
_LETTERS = re.compile(r"[^\W\d_]+")
_BETWEEN = r"(?:[^\w\0]|_)+"  # what may stand between two words
_ENDS = " .,;:!?()[]\"'/"  # what does not matter at the ends of a short answer
_LONGEST = 2_000  # characters of one short answer that are looked at


@dataclass(frozen=True)
class Folded:
    """A text with all that makes no difference put aside; offsets into it lead back to the original.

    uneven: stretches of `text` that are shorter or longer than in the original, in order, each as
    (start, end, start in the original, end in the original), half-open.
    """

    original: str
    text: str
    uneven: tuple[tuple[int, int, int, int], ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original that text[start:end] stands for."""
        return self._back(start)[0], self._back(end - 1)[1]

    def _back(self, at: int) -> tuple[int, int]:
        """The original of one character."""
        place = bisect_right(self.uneven, at, key=_first) - 1
        if place < 0:
            return at, at + 1
        _, end, begun, ended = self.uneven[place]
        return (begun, ended) if at < end else (ended + at - end, ended + at - end + 1)

    @cached_property
    def bare(self) -> str:
        """The text without capitals and accents, character by character."""
        return _bare(self.text)

    @cached_property
    def broken(self) -> Mapping[str, frozenset[str]]:
        """The words that a hyphen parts, as at the end of a printed line, by the word they make.

        “represent-atives” is kept under “representatives”. A capital after a small letter, as in
        “Soviet-Union”, a figure or a dash is no such break.
        """
        found: dict[str, set[str]] = {}
        for pieces in self._parted():
            for first in range(len(pieces)):
                for last in range(first + 1, len(pieces)):
                    start, end = pieces[first][0], pieces[last][1]
                    joined = "".join(self.text[a:b] for a, b in pieces[first : last + 1])
                    found.setdefault(joined, set()).add(self.text[start:end])
        return {joined: frozenset(printed) for joined, printed in found.items()}

    @cached_property
    def broken_bare(self) -> Mapping[str, frozenset[str]]:
        """The same, without capitals and accents."""
        found: dict[str, frozenset[str]] = {}
        for joined, printed in self.broken.items():
            plain = _bare(joined)
            found[plain] = found.get(plain, frozenset()) | frozenset(map(_bare, printed))
        return found

    def _parted(self) -> Iterator[list[tuple[int, int]]]:
        """For each run of letters and hyphens, where its pieces are."""
        pieces: list[tuple[int, int]] = []
        for hyphen in re.finditer("-", self.text):
            before, after = self._letters_before(hyphen.start()), self._letters_after(hyphen.end())
            if not self._is_break(before, hyphen.start(), after):
                continue
            if pieces and pieces[-1] == before:
                pieces.append(after)
            else:
                if pieces:
                    yield pieces
                pieces = [before, after]
        if pieces:
            yield pieces

    def _letters_before(self, at: int) -> tuple[int, int]:
        start = at
        while start and self.text[start - 1].isalpha():
            start -= 1
        return start, at

    def _letters_after(self, at: int) -> tuple[int, int]:
        at += self.text[at : at + 1] == " "
        end = at
        while end < len(self.text) and self.text[end].isalpha():
            end += 1
        return at, end

    def _is_break(self, before: tuple[int, int], at: int, after: tuple[int, int]) -> bool:
        if before[0] == before[1] or after[0] == after[1]:
            return False
        parts = self.text[at - 1].islower() and self.text[after[0]].isupper()
        return not parts and self.original[self._back(at)[0]] in _HYPHENS


def _first(stretch: tuple[int, int, int, int]) -> int:
    return stretch[0]


def fold(text: str) -> Folded:
    """The text as it is compared: what makes no difference is put aside, as the module says it."""
    signs = set(text)
    alike = text
    for sign in signs & _ALIKE.keys():
        alike = alike.replace(sign, _ALIKE[sign])
    pieces: list[str] = []
    uneven: list[tuple[int, int, int, int]] = []
    length = last = 0
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
        if marks := {sign for sign in signs if _leans(sign)}:
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


def _leans(sign: str) -> bool:
    """Whether it may become one with the character before it: accents, vowel signs, Korean letters."""
    return category(sign)[0] == "M" or "\u1160" <= sign <= "\u11ff"


def _folded_piece(piece: str) -> str:
    seen = "".join(sign for sign in piece if sign not in _UNSEEN)
    if not seen.strip(" "):
        return seen[:1]
    return normalize("NFC", normalize("NFC", seen).translate(_TABLE))


def places(
    text: str | Folded, words: str, prefix: str = "", suffix: str = ""
) -> list[tuple[int, int]]:
    """Every place of these words in the text, as (start, end): characters of the text, half-open.

    With a prefix or a suffix, only those that have it right before or after them.
    """
    text, whole = _folded(text), fold(prefix + words + suffix)
    starts = (
        [whole.span(at, at + 1)[0] for at in range(len(whole.text))] if prefix or suffix else []
    )
    first = bisect_left(starts, len(prefix))
    after = len(whole.text) - bisect_left(starts, len(prefix + words)) if suffix else 0
    return [
        text.span(at + first, end - after)
        for at, end in _occurrences(text.text, whole.text)
        if first < end - at - after
    ]


def printed_broken(text: str | Folded, words: str) -> list[tuple[int, int]]:
    """The places of these words where the text parts one of them by a hyphen, as at a line's end.

    They are the same words only to who takes the hyphen for the printer's, so it must be said.
    """
    text, sought = _folded(text), fold(words).text
    if len(sought) > 2 * len(text.text) or not any(map(text.broken.get, _LETTERS.findall(sought))):
        return []
    found = (place.span() for place in re.finditer(pattern(sought, text), text.text))
    exact = set(_occurrences(text.text, sought))
    return [text.span(*place) for place in found if place not in exact]


def pattern(sought: str, text: Folded) -> str:
    """A regular expression of folded words, each as it is or as the text prints it broken."""
    pieces = re.split(f"({_LETTERS.pattern})", sought)
    return "".join(_printed(piece, text.broken) for piece in pieces)


def mentions(text: str | Folded, words: str) -> list[tuple[int, int]]:
    """Every place where these whole words follow each other, as (start, end), half-open.

    Capitals, accents and punctuation do not matter, nor whether a hyphen parts one of them, as at
    the end of a printed line. Where there is no word in `words`, its signs are looked for.
    """
    text = _folded(text)
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


def _bare(text: str) -> str:
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


def _folded(text: str | Folded) -> Folded:
    return text if isinstance(text, Folded) else fold(text)


def _occurrences(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Where the words are, places that overlap included."""
    at = text.find(words) if words and "\0" not in words else -1
    while at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + 1)


def _printed(word: str, broken: Mapping[str, frozenset[str]]) -> str:
    """A pattern of a word as it may be printed."""
    forms = [word, *sorted(broken.get(word, ()))]
    return re.escape(word) if len(forms) == 1 else f"(?:{'|'.join(map(re.escape, forms))})"


# --- the nearest words

_LIKE = 0.6  # below this likeness a suggestion only confuses


def nearest(text: str | Folded, words: str) -> tuple[int, int] | None:
    """The words of the text most like these, as (start, end), to show a slip; None if none are."""
    text, sought = _folded(text), fold(words).text.strip()
    matcher = SequenceMatcher(b=sought, autojunk=False)
    best, place = _LIKE, None
    for at in _hints(text.bare, _bare(sought)):
        start, end = _window(text.text, at, len(sought), matcher)
        matcher.set_seq1(text.text[start:end])
        if matcher.quick_ratio() > best and (ratio := matcher.ratio()) > best:
            best, place = ratio, (start, end)
    return text.span(*place) if place else None


def _hints(text: str, sought: str) -> list[int]:
    """Where words like these may begin: where the most short stretches of them are, at their distance."""
    if not 1 < len(sought) <= _LONGEST:
        return []
    padded = f" {sought} "
    size = min(8, 3 + len(padded) // 16)
    step, width = max(1, len(padded) // 50), max(4, len(padded) // 12)
    votes = Counter[int]()
    for place in range(0, len(padded) - size + 1, step):
        votes.update(
            {(at - place) // width for at, _ in _occurrences(text, padded[place : place + size])}
        )
    both = {near: count + votes.get(near + 1, 0) for near, count in votes.items()}
    best = nlargest(max(4, min(40, 3_000 // len(padded))), both, key=both.__getitem__)
    return [near * width + width for near in best]


def _window(text: str, at: int, size: int, matcher: "SequenceMatcher[str]") -> tuple[int, int]:
    """The whole words around `at` that lie along those sought, by the letters they share."""
    slack = max(12, size // 4)
    low = max(0, at - slack, text.rfind("\0", 0, max(0, at)) + 1)
    high = min(len(text), at + size + slack)
    if (wall := text.find("\0", max(low, at), high)) >= 0:
        high = wall
    matcher.set_seq1(text[low:high])
    shared = [block for block in matcher.get_matching_blocks() if block.size > 2]
    start = low + shared[0].a - shared[0].b if shared else at
    end = low + shared[-1].a + size - shared[-1].b if shared else at + size
    whole = [(low + word.start(), low + word.end()) for word in re.finditer(r"\S+", text[low:high])]
    if not whole:
        return low, low
    start = min((begun for begun, _ in whole), key=lambda begun: abs(begun - start))
    end = min((ended for _, ended in whole if ended > start), key=lambda ended: abs(ended - end))
    return start, start + len(text[start:end].rstrip(",.;:"))


# --- short answers


def plain(written: str) -> str:
    """A short answer without capitals, and without stops, brackets and quotation marks around it."""
    text = normalize("NFKC", fold(written[:_LONGEST]).text)
    return fold(text).text.casefold().strip(_ENDS)


def same(written: str, wanted: str) -> bool:
    """Whether two short answers are the same, but for what does not matter."""
    return written == wanted or (bool(plain(wanted)) and plain(written) == plain(wanted))


def said_to(written: str, sayings: Mapping[str, str]) -> str:
    """What was foreseen to be said to this answer, or nothing."""
    return next((said for foreseen, said in sayings.items() if same(written, foreseen)), "")
