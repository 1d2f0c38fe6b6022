"""Reads one date, as FRUS prints it or as its TEI encodes it, into EDTF (ISO 8601-2, levels 0–2).

It knows months, spans, queries and “about”; it does not know what the date belongs to, and adds
nothing to what is written but a year that it is given, and says so. The hour is passed over.
"""

from calendar import monthrange
from dataclasses import dataclass
import re
from typing import Literal, NoReturn

from ..errors import FruskitError

_EXAMPLES = "Write it as “March 4, 1933”, “March 4”, “March 1933” or “March 4–June 16, 1933”."


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written and what it says.

    edtf: the date in EDTF, empty where none is given. precision: day, month, season, year or empty.
    certainty: stated (as printed; a year not printed stays XXXX), year-inferred or undated.
    start, end: first and last day (ISO 8601), leaving ? and ~ aside; empty for a season and where
    the year is not known.
    """

    written: str
    edtf: str = ""
    precision: str = ""
    certainty: str = "undated"
    start: str = ""
    end: str = ""


_BEFORE = re.compile(r"\b(?:ca|circa|c|about)\b\.?\s*$", re.IGNORECASE)


def doubted(text: str, start: int, end: int) -> bool:
    """Whether the date text[start:end] is doubted where it stands: by a query, or by “circa” before it."""
    return "?" in text[start : end + 3] or bool(_BEFORE.search(text[:start]))


Comparison = Literal[
    "same", "doubt", "year-assumed", "year-missing", "coarser", "finer", "different"
]


def read_date(written: str, year: int | None = None) -> WrittenDate:
    """Reads a printed date such as “February 11, 1945”, “July 17–18, 1945” or “[January 3?, 1919]”.

    A day typed as 1945-02-11 is read too. year: what to assume where none is printed, said by the
    certainty “year-inferred”; without it the EDTF leaves the year open, as in XXXX-06-30. A query
    anywhere makes the whole date uncertain. Raises FruskitError for a day that no calendar has and
    for what is not read as a date.
    """
    words = " ".join(written.split())
    if len(words) > _LONGEST:
        _not_read(written)
    if year is not None and not 1 <= year <= 9999:
        _refuse(written, f"{year} is not a year of four digits", "Give the year in full.")
    if _UNDATED.fullmatch(words):
        return WrittenDate(written)
    if _ISO_DAY.fullmatch(words):
        return from_iso(written)
    words, doubt = _doubt(_TIME.sub(" ", words, count=1))
    sides = [_read_side(side, written) for side in _RANGE.split(_NOISE.sub(" ", words))]
    if len(sides) == 2:
        sides = _completed(*sides)
    if len(sides) > 2 or any(" ".join(side) not in _SHAPES for side in sides):
        _not_read(written)
    inferred = year is not None and "year" not in sides[0]
    if year is not None and inferred:
        sides = [{"year": year} | side for side in sides]
    return _known(written, sides, doubt, "year-inferred" if inferred else "stated")


def from_iso(written: str) -> WrittenDate:
    """Reads the value of a TEI @when, @from or @to: a W3C date, with its time if any, or “--06-30”.

    Raises FruskitError for any other form and for a day that no calendar has.
    """
    found = _W3C.fullmatch(written.strip())
    if not found:
        _refuse(written, "TEI writes no date so", "Write it as 1945-02-11, 1945-02 or 1945.")
    side = {unit: int(digits) for unit, digits in found.groupdict().items() if digits}
    return _known(written, [side], "", "stated")


def certain(edtf: str) -> str:
    """The same date in EDTF without its “?”, “~” or “%”."""
    return edtf.translate(_WITHOUT_DOUBT)


def compare(given: WrittenDate, wanted: WrittenDate) -> Comparison:
    """How one date stands to another: where an answer is right, and where it says too much.

    year-assumed: the same day and month, but `given` has a year that `wanted` lacks (year-missing
    the other way); doubt: alike but for ? or ~; coarser, finer: one contains the other.
    """
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


def in_words(edtf: str) -> str:
    """A day, month, year or interval of them as one reads it: “July 17, 1945”, “July 7–12, 1945”.

    Raises FruskitError for what is not EDTF of level 0; empty stays empty.
    """
    ends = [from_iso(end).written.split("-") for end in edtf.split("/")] if edtf else []
    if len(ends) == 2 and len(ends[0]) == len(ends[1]) > 1 and ends[0][0] == ends[1][0]:
        (year, month, *day), (_, other, *last) = ends
        name = "" if day and month == other else f"{_name(other)} "
        if day:
            return f"{_name(month)} {int(day[0])}–{name}{int(last[0])}, {year}"
        return f"{_name(month)}–{name}{year}"
    return "–".join(_in_words(*end) for end in ends)


def _in_words(year: str, month: str = "", day: str = "") -> str:
    return (
        f"{_name(month)} {int(day)}, {year}" if day else f"{_name(month)} {year}" if month else year
    )


def _name(month: str) -> str:
    return _MONTHS[int(month) - 1].capitalize()


# --- how a date is printed

_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# Months are known by three letters; EDTF level 1 numbers the seasons as months 21 to 24.
_NUMBERS = {name[:3]: n for n, name in enumerate(_MONTHS, 1)}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in _MONTHS) + "|sept"

_ANY_CASE = re.IGNORECASE | re.ASCII
_LONGEST = 100  # characters: no printed date comes near it
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNDATED = re.compile(r"[\[(]?(?:undated|no date|n\. ?d)[.\])]*", _ANY_CASE)
# The hour stands after a dash or before the day; a query in brackets after it is about the hour.
_TIME = re.compile(
    r"[—–-]?\s*[\[(]?[—–]?\s*\b(?:(?:(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?\s?)?[ap]\.?\s?m\b\.?"
    r"|(?:12\s)?(?:noon|midnight)|(?:in the |on the )?(?:morning|afternoon|evening)(?: of)?)"
    r"[\])]?(?:\s?[\[(]\?[\])])?",
    _ANY_CASE,
)
_ABOUT = re.compile(r"^[\[(]?\s*(?:ca|circa|c|about)\b\.?\s*", _ANY_CASE)
_RANGE = re.compile(r"[-–—]|\b(?:to|through|until)\b", _ANY_CASE)
_NOISE = re.compile(
    r"[\[\](),.]|\b(?:the|of|day|on|from|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b", _ANY_CASE
)
_TOKEN = re.compile(
    rf"\s*(?:(?P<month>{_MONTH})(?![a-z])|(?P<season>{'|'.join(_SEASONS)})\b|(?P<year>[0-9]{{4}})\b"
    r"|(?P<day>[0-9]{1,2})(?:st|nd|rd|th|d)?\b)\s*",
    _ANY_CASE,
)
_SHAPES = (
    "month day year",
    "day month year",
    "month year",
    "season year",
    "year",
    "month day",
    "day month",
    "month",
)
_W3C = re.compile(
    r"(?:(?P<year>[0-9]{4})|-(?=-))(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2})"
    r"(?:T(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00))?)?)?"
    r"(?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])?"
)
_WITHOUT_DOUBT = str.maketrans("", "", "?~%")
_YEAR = re.compile(r"[0-9X]{4}(?=-|/|$)")

_Side = dict[str, int]


def _doubt(words: str) -> tuple[str, str]:
    """The words without their queries and “about”, and the EDTF sign for those."""
    bare = _ABOUT.sub("", re.sub(r"[\[(]?\?[\])]?", "", words))
    about, query = bool(_ABOUT.match(words)), "?" in words
    return bare, "%" if about and query else "~" if about else "?" if query else ""


def _read_side(words: str, written: str) -> _Side:
    """The parts of one end of a date, in the order in which they are printed."""
    side: _Side = {}
    words, place = words.strip(), 0
    while place < len(words):
        token = _TOKEN.match(words, place)
        if not token or (kind := str(token.lastgroup)) in side:
            _not_read(written)
        text = token[kind].lower()
        side[kind] = _NUMBERS[text[:3]] if kind == "month" else _SEASONS.get(text) or int(text)
        place = token.end()
    return side


def _completed(first: _Side, last: _Side) -> list[_Side]:
    """Both ends in full: print gives a shared month with the first, a shared year with the last."""
    if [*first] == ["year"] and [*last] == ["day"]:  # 1937–49
        return [first, {"year": first["year"] // 100 * 100 + last["day"]}]
    if "day" in last and "month" in first:
        last = {"month": first["month"]} | last
    if [*first] == ["day"] and "month" in last:
        first = first | {"month": last["month"]}
    if "year" in last and "year" not in first:
        first = first | {"year": last["year"]}
    return [first, last] if set(first) == set(last) else [{}, {}]


def _check(side: _Side, written: str) -> None:
    year, month, day = side.get("year", 2000), side.get("month", 1), side.get("day", 1)
    if not year or not 1 <= month <= 12:
        _refuse(written, "no calendar has that year or month", "Give both as they are printed.")
    length = monthrange(year, month)[1]
    if not 1 <= day <= length:
        name = _MONTHS[month - 1].capitalize() + (f" {year:04d}" if "year" in side else "")
        _refuse(written, f"{name} has no day {day}", f"Give a day between 1 and {length}.")


def _known(written: str, sides: list[_Side], doubt: str, certainty: str) -> WrittenDate:
    for side in sides:
        _check(side, written)
    if len(sides) == 2 and _edtf(sides[0]) >= _edtf(sides[1]):
        _refuse(written, "it ends before it begins", "Print the year of both ends.")
    precision = next(unit for unit in ("day", "month", "season", "year") if unit in sides[0])
    edtf = "/".join(_edtf(side) + doubt for side in sides)
    if "year" not in sides[0] or precision == "season":
        return WrittenDate(written, edtf, precision, certainty)
    first, last = sides[0], sides[-1]
    length = monthrange(last["year"], last.get("month", 12))[1]
    start = _edtf({"month": 1, "day": 1} | first)
    end = _edtf({"month": 12, "day": length} | last)
    return WrittenDate(written, edtf, precision, certainty, start, end)


def _edtf(side: _Side) -> str:
    year = f"{side['year']:04d}" if "year" in side else "XXXX"
    units = (unit for unit in ("season", "month", "day") if unit in side)
    return "-".join([year, *(f"{side[unit]:02d}" for unit in units)])


def _not_read(written: str) -> NoReturn:
    _refuse(written, "it is not read as a date", _EXAMPLES)


def _refuse(written: str, what: str, remedy: str) -> NoReturn:
    shown = written if len(written) <= _LONGEST else written[:_LONGEST] + "…"
    raise FruskitError(f"date “{shown}”", what, remedy)
