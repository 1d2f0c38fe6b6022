"""When a document was written: what its encoders say, else what its dateline prints."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from .. import dates
from .source import FRUS

_ENCODED = (FRUS + "doc-dateTime-min", FRUS + "doc-dateTime-max")
_DATELINE = ("when", "from", "to", "notBefore", "notAfter")
_NAMES = frozenset(_ENCODED + _DATELINE)


class Dated(NamedTuple):
    """First and last day (ISO 8601), where that is said, and how finely; all empty for no date."""

    start: str = ""
    end: str = ""
    origin: str = ""
    precision: str = ""


def dated(division: Mapping[str, str], datelines: Sequence[tuple[Mapping[str, str], str]]) -> Dated:
    """The days of a document: of its division's attributes, else of its datelines' dates.
    datelines: the attributes and the words of each date in them. Words are read only where no
    attribute says anything, and only when they give the year."""
    encoded = _read(division, _ENCODED, "encoded")
    lined = next(filter(None, (_read(date, _DATELINE, "dateline") for date, _ in datelines)), None)
    if encoded and lined and (lined.start, lined.end) == (encoded.start, encoded.end):
        # The division gives days even for a month; its dateline knows better how finely.
        return encoded._replace(precision=lined.precision)
    printed = filter(None, (_printed(words) for _, words in datelines))
    return encoded or lined or next(printed, Dated())


def unread(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Values of its date attributes that date nothing, each with the reason."""
    for name, value in attributes.items():
        if name in _NAMES and not _date(value):
            year = value.startswith("--")
            yield value, "without a year" if year else "in a form that TEI has not"


def _read(attributes: Mapping[str, str], names: tuple[str, ...], origin: str) -> Dated | None:
    values = {name: _date(attributes[name]) for name in names if name in attributes}
    if not (found := [date for date in values.values() if date]):
        return None
    start, end = min([d.start for d in found]), max([d.end for d in found])
    precision = found[0].precision if len(found) == 1 or start == end else "span"
    if values.get("notBefore") or values.get("notAfter"):
        precision = "bounds"
    return Dated(start, end, origin, precision)


@lru_cache(maxsize=4096)
def _date(written: str | None) -> dates.WrittenDate | None:
    """A TEI date value as it is read; None where it is missing, without a year or no date."""
    return _dated(dates.from_iso, written) if written else None


def _printed(words: str) -> Dated | None:
    if not (read := _dated(dates.read_date, words)):
        return None
    span = read.precision == "day" and read.start != read.end
    return Dated(read.start, read.end, "printed", "span" if span else read.precision)


def _dated(read: Callable[[str], dates.WrittenDate], written: str) -> dates.WrittenDate | None:
    """What is read of it, where that has a year and is a date at all; its words stay in the text."""
    return found if (found := dates.date_or_none(read, written)) and found.start else None
