"""When two short answers are the same: capitals, and stops and brackets around them, do not matter."""

from collections.abc import Mapping
from unicodedata import normalize

from .folded import fold

_ENDS = " .,;:!?()[]\"'/"  # what does not matter at the ends of a short answer
_LONGEST = 2_000  # characters of one short answer that are looked at


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
