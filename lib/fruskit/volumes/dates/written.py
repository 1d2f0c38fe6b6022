"""A date as it is written and what it says: as TEI encodes it, and beside another date.

It knows what TEI's attributes may hold (W3C dates); what FRUS prints is the matter of `printed`.
"""

from collections.abc import Callable, Sequence
import re
from typing import Literal, NamedTuple

from ...errors import FruskitError
from .edtf import CalendarDate, certain, checked, days, one, refuse

_YEAR = re.compile(r"[0-9X]{4}(?=-|/|$)")
_OneWay = Literal["doubt", "year-assumed", "year-missing", "coarser", "finer"]
Comparison = Literal["same", "different"] | _OneWay


class WrittenDate(NamedTuple):
    """A date as written and what it says.

    edtf: the date in EDTF, empty where none is given. precision: day, month, season, year or empty.
    certainty: stated (as printed; a year not printed stays XXXX), year-inferred or undated.
    start, end: first and last day (ISO 8601), leaving ? and ~ aside; empty for a season, for an
    open end and where the year is not known.
    """

    written: str
    edtf: str = ""
    precision: str = ""
    certainty: str = "undated"
    start: str = ""
    end: str = ""


def from_iso(written: str) -> WrittenDate:
    """Reads the value of a TEI @when, @from or @to: a W3C date, with its time if any, or “--06-30”.
    Raises FruskitError for any other form and for a day that no calendar has."""
    text = written.strip()
    given = one(text)
    if given is None or given.doubt or given.precision == "season" or text.startswith("X"):
        refuse(written, "TEI writes no date so", "Write it as 1945-02-11, 1945-02 or 1945.")
    return as_written(written, checked(written, [given]), "stated")


def date_or_none(read: Callable[[str], WrittenDate], written: str) -> WrittenDate | None:
    """What this reader makes of a date; None where it cannot be read."""
    try:
        return read(written)
    except FruskitError:
        return None


def as_written(written: str, ends: Sequence[CalendarDate | None], certainty: str) -> WrittenDate:
    """What a date says that was read into these ends, None for one that is open."""
    edtf = "/".join([end.edtf if end else ".." for end in ends])
    precision = next(end.precision for end in ends if end)
    first, last = days(ends)
    start, end = first.isoformat() if first else "", last.isoformat() if last else ""
    return WrittenDate(written, edtf, precision, certainty, start, end)


def compare(given: WrittenDate, wanted: WrittenDate) -> Comparison:
    """How one date compares to another: where an answer is right, and where it says too much.
    year-assumed: the same day and month, but `given` has a year that `wanted` lacks (year-missing
    the other way); doubt: alike but for ? or ~; coarser, finer: one contains the other."""
    if given.edtf == wanted.edtf:
        return "same"
    plain, target = (certain(date.edtf) for date in (given, wanted))
    if plain == target:
        return "doubt"
    if plain.startswith("XXXX") != target.startswith("XXXX"):
        if _YEAR.sub("", plain) == _YEAR.sub("", target):
            return "year-assumed" if target.startswith("XXXX") else "year-missing"
    elif given.start and wanted.start and given.precision != wanted.precision:
        if given.start <= wanted.start and wanted.end <= given.end:
            return "coarser"
        if wanted.start <= given.start and given.end <= wanted.end:
            return "finer"
    return "different"
