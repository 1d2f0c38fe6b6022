"""EDTF, the form in which every date is kept: its first and last day, and its words for a reader.

It knows days, months, seasons, years, intervals of them, closed or open, and doubt (ISO 8601-2,
levels 0 and 1; TEI's “--06-30” beside XXXX-06-30). It does not know how dates are printed.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date
import re
from typing import NamedTuple, NoReturn

from ...errors import FruskitError

_MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(_MONTHS.split())
SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}  # EDTF numbers them as months
LONGEST = 100  # characters: no date comes near it
_DATE = (
    r"(?:(?P<year>[0-9]{4})|XXXX(?=-)|-(?=-))(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00))?)?)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?(?P<doubt>[?~%])?"
)
_ONE = re.compile(_DATE)
_NAMELESS = re.sub(r"\?P<\w+>", "?:", _DATE)
EDTF = re.compile(rf"{_NAMELESS}(?:/(?:{_NAMELESS}|\.\.)?)?|(?:\.\.)?/{_NAMELESS}")
_EXAMPLES = "1945-07-17, 1945-07, 1945, 1945-07-16/1945-08-02 or 1945-06/.."
_FORMS = f"Write it as {_EXAMPLES}, or leave it empty."


class Bounds(NamedTuple):
    """First and last day of a date; None where that end is open or not known. Not known are the
    days of a date without a year, and of a season, which depend on the hemisphere."""

    first: date | None
    last: date | None


class CalendarDate(NamedTuple):
    """A day, month, season or year, or one end of an interval; None for what is not given. month: 1
    to 12, or 21 to 24 for a season. doubt: “?” uncertain, “~” about, “%” both, or empty."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    doubt: str = ""

    @property
    def precision(self) -> str:
        if self.day or not self.month:
            return "day" if self.day else "year"
        return "season" if self.month in SEASONS else "month"

    @property
    def edtf(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        return "-".join([year, *(f"{n:02d}" for n in (self.month, self.day) if n)]) + self.doubt

    def days(self, year: int | None = None) -> Bounds:
        """Its first and last day; year: the one to assume where it has none."""
        year = self.year or year
        if not year or self.precision == "season":
            return Bounds(None, None)
        first, last = self.month or 1, self.month or 12
        ended = date(year, last, self.day or monthrange(year, last)[1])
        return Bounds(date(year, first, self.day or 1), ended)


def bounds(edtf: str) -> Bounds:
    """The days from which and to which a date in EDTF runs, doubt aside. Both None for an empty
    date. Raises FruskitError for what is no EDTF, or no day of a calendar."""
    return days(parse(edtf)) if edtf else Bounds(None, None)


def in_words(edtf: str) -> str:
    """A date in EDTF as one reads it: “July 17, 1945”, “about 1945”, “June 30, year not printed”.
    Empty stays empty. Raises FruskitError as `bounds` does."""
    match parse(edtf) if edtf else []:
        case []:
            return ""
        case [None, CalendarDate() as last]:
            return f"until {_said(last)}" + ("" if edtf[0] == "." else ", beginning unknown")
        case [CalendarDate() as first, None]:
            return f"from {_said(first)}" + (" on" if edtf[-1] == "." else ", end unknown")
        case [CalendarDate() as first, CalendarDate() as last] if first.doubt == last.doubt:
            return _doubtfully(_from_to(first, last), first.doubt)
        case ends:
            return "–".join(_said(end) for end in ends if end)


def certain(edtf: str) -> str:
    """The same date in EDTF without its “?”, “~” or “%”."""
    return re.sub("[?~%]", "", edtf)


def parse(edtf: str) -> list[CalendarDate | None]:
    """The date, or the two ends of the interval; None for an end that is open or unknown. Raises
    FruskitError for what is no EDTF, for a day that no calendar has, and for an interval that ends
    before it begins."""
    if not EDTF.fullmatch(edtf):
        refuse(edtf, "it is not EDTF", _FORMS)
    return checked(edtf, [one(end) for end in edtf.split("/")])


def one(text: str) -> CalendarDate | None:
    """A single date of EDTF's form, though perhaps of no calendar; None for any other text."""
    if not (found := _ONE.fullmatch(text)):
        return None
    year, month, day = (int(n) if n else None for n in found.group("year", "month", "day"))
    return CalendarDate(year, month, day, found["doubt"] or "")


def days(ends: Sequence[CalendarDate | None]) -> Bounds:
    """The first day of the first of these ends and the last of the last, where they are known."""
    first, last = (end.days() if end else Bounds(None, None) for end in (ends[0], ends[-1]))
    return Bounds(first.first, last.last)


def checked(written: str, ends: Sequence[CalendarDate | None]) -> list[CalendarDate | None]:
    """The same ends: each is a day of the calendar, and the last is not before the first."""
    for end in ends:
        if end:
            _check(end, written)
    first, last = ends[0], ends[-1]
    if len(ends) > 1 and first and last and (first.year is None) == (last.year is None):
        begun, ended = first.days(2000).first, last.days(2000).last
        if begun and ended and begun > ended:
            refuse(written, "it ends before it begins", "Give the year of both ends.")
    return list(ends)


def refuse(written: str, what: str, remedy: str) -> NoReturn:
    """Raises FruskitError, showing the date as written, cut where it is long."""
    shown = written if len(written) <= LONGEST else written[:LONGEST] + "…"
    raise FruskitError(f"date “{shown}”", what, remedy)


def _check(given: CalendarDate, written: str) -> None:
    year, month = 2000 if given.year is None else given.year, given.month
    season = month in SEASONS and given.day is None
    if not year or not (month is None or season or 1 <= month <= 12):
        refuse(written, "no calendar has that year or month", "Give both as they are printed.")
    if given.day is not None and month:
        length = monthrange(year, month)[1]
        if not 1 <= given.day <= length:
            name = MONTHS[month - 1] + (f" {year:04d}" if given.year else "")
            refuse(written, f"{name} has no day {given.day}", f"Give a day between 1 and {length}.")


# --- in words


def _said(given: CalendarDate) -> str:
    return _doubtfully(_in_full(_without_year(given), given), given.doubt)


def _doubtfully(words: str, doubt: str) -> str:
    about = "about " if doubt in ("~", "%") else ""
    return about + words + (" (uncertain)" if doubt in ("?", "%") else "")


def _from_to(first: CalendarDate, last: CalendarDate) -> str:
    """Both ends, of which print gives a shared year once, and a shared month."""
    parts = _without_year(first), _without_year(last)
    if first.year != last.year or first.precision != last.precision or not first.month:
        return "–".join(_in_full(part, end) for part, end in zip(parts, (first, last)))
    month_shared = first.day and first.month == last.month
    return _in_full(f"{parts[0]}–{last.day if month_shared else parts[1]}", first)


def _without_year(given: CalendarDate) -> str:
    if not given.month:
        return ""
    name = SEASONS.get(given.month) or MONTHS[given.month - 1]
    return f"{name} {given.day}" if given.day else name


def _in_full(words: str, given: CalendarDate) -> str:
    """With its year after these words: a comma is between day and year, none after a month."""
    if given.year is None:
        return f"{words}, year not printed"
    return f"{words}{',' if given.day else ''} {given.year}".strip()
