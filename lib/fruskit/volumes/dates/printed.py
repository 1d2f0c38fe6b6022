"""Reads one date as FRUS prints it, or as a student copies or types it, into EDTF.

It knows months, spans, queries and “about”; it adds nothing to what is written but a year that it
is given, and says so. The hour is passed over, in every form that the volumes print.
"""

import re
from typing import NoReturn

from .edtf import CalendarDate, checked, EDTF, LONGEST, MONTHS, parse, refuse, SEASONS
from .written import as_written, WrittenDate

_EXAMPLES = "Write it as “March 4, 1933”, “March 4”, “March 1933” or “March 4–June 16, 1933”."
_Side = dict[str, int]  # what is printed of one end, in its order


def doubted(text: str, start: int, end: int) -> bool:
    """Whether the date text[start:end] is in doubt: a query follows, or “circa” comes before it."""
    return "?" in text[start : end + 3] or bool(_BEFORE.search(text[:start]))


def read_date(written: str, year: int | None = None) -> WrittenDate:
    """Reads a printed date such as “February 11, 1945”, “July 17–18, 1945” or “[January 3?, 1919]”.

    EDTF is read too: 1945-02, 1945-07~, XXXX-06-30. year: what to assume where none is printed,
    said by the certainty “year-inferred”; without it the EDTF leaves the year open. A query
    anywhere makes the whole date uncertain. Raises FruskitError for a day that no calendar has and
    for what is not read as a date.
    """
    words = " ".join(written.split())
    if len(words) > LONGEST:
        _not_read(written)
    if year is not None and not 1 <= year <= 9999:
        refuse(written, f"{year} is not a year of four digits", "Give the year in full.")
    if _UNDATED.fullmatch(words):
        return WrittenDate(written)
    is_edtf = EDTF.fullmatch(words) and not _two_years(words)
    ends = parse(words) if is_edtf else checked(written, _printed(words, written))
    if year is None or all(end is None or end.year for end in ends):
        return as_written(written, ends, "stated")
    ends = [end and end._replace(year=end.year or year) for end in ends]
    return as_written(written, checked(written, ends), "year-inferred")


# --- how a date is printed

_ANY_CASE = re.IGNORECASE | re.ASCII
_NUMBERS = {name[:3].lower(): n for n, name in enumerate(MONTHS, 1)}  # three letters tell a month
_SEASONS = {name: n for n, name in SEASONS.items()} | {"fall": 23}
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|sept"
_UNDATED = re.compile(r"[\[(]?(?:undated|no date|n\. ?d)[.\])]*", _ANY_CASE)
_ABOUT = re.compile(r"^[\[(]?\s*(?:ca|circa|c|about)\b\.?\s*", _ANY_CASE)
_BEFORE = re.compile(r"\b(?:ca|circa|c|about)\b\.?\s*$", re.IGNORECASE)
_RANGE = re.compile(r"[-–—]|\b(?:to|through|until)\b", _ANY_CASE)
_NAMED = r"\b(?:the|of|day|on|from|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
_NOISE = re.compile(rf"[\[\](),.]|{_NAMED}", _ANY_CASE)
_TOKEN = re.compile(
    rf"\s*(?:(?P<month>{_MONTH})(?![a-z])|(?P<season>{'|'.join(_SEASONS)})\b|(?P<year>[0-9]{{4}})\b"
    r"|(?P<day>[0-9]{1,2})(?:st|nd|rd|th|d)?\b)\s*",
    _ANY_CASE,
)
_SHAPE = re.compile("(?:month(?: day)?|day month)(?: year)?|(?:season )?year")

# The hour comes after a comma or a dash, or before the day: “—9 a.m.”, “, 10:30 a.m.–noon”,
# “, 1–3 p.m. and 5–7 p.m.”, “, 0915–1000Z”. A query after it is about the hour.
_CLOCK = r"(?:1[0-2]|0?[1-9])(?:[:.][0-5][0-9])?"
_WIRE = r"(?:[01][0-9]|2[0-4]):?[0-5][0-9]"  # as telegrams and ships count
_ZONE = r"(?:,?\s(?:[ECMP][SD]T|GMT|[a-z]+ time|local)\b)"
_HOUR = (
    rf"(?:(?:{_CLOCK}\s?(?:o[’']clock\s)?)?[ap]\.?\s?m\b\.?|(?:12\s)?(?:noon|midnight)\b"
    rf"|{_WIRE}\s?(?:Z|hours|(?={_ZONE}))|(?<=[0-9]{{4}},\s)[0-9]{{1,2}}:[0-5][0-9](?=[.\s]*$))"
)
_TILL = r"\s?(?:[–—-]|to|until|and)\s?"
# A bare number begins a span of hours only where no day can be: not after a month or a day.
_BEGUN = (
    rf"(?:{_HOUR}|(?<![a-z0-9]\s){_CLOCK}|(?<=from\s){_CLOCK}|(?<=[0-9]{{4}},\s){_WIRE}){_TILL}"
)
_SPAN = rf"(?:{_BEGUN}(?:(?:{_HOUR}|{_CLOCK}){_TILL}){{0,2}})?{_HOUR}{_ZONE}?"
_TIME = re.compile(
    r"[—–-]?\s*[\[(]?[—–]?\s*(?:\b(?:at|about|approximately|circa|ca\.|after|before|from)\s)?"
    rf"\b(?:{_SPAN}|(?:in the |on the )?(?:morning|afternoon|evening)(?: of)?)"
    r"[\])]?(?:\s?[\[(]?\?[\])]?)?",
    _ANY_CASE,
)
# What every hour has, for it is quickly looked for.
_CLOCKED = re.compile(r"m\b|noon|night|\d\s?(?:Z|hours)|:\d|[ST]T\b|GMT|local", _ANY_CASE)
_HOURS = re.compile(rf"\b{_SPAN}", _ANY_CASE)


def hour(words: str) -> str:
    """The hour, or the span of hours, in the words of a date, with its zone; or empty."""
    words = " ".join(words.split())
    found = _CLOCKED.search(words) and _HOURS.search(words)
    return found[0].strip(" ,") if found else ""


def _two_years(words: str) -> bool:
    """Whether what looks like a month ends a span of years: 1937-49, 1919-21; not 1945-21."""
    first, _, last = words.partition("-")
    both = first.isdecimal() and last.isdecimal() and len(last) == 2
    return both and int(last) > max(12, int(first[2:] or 0))


def _printed(words: str, written: str) -> list[CalendarDate]:
    words, doubt = _doubt(_TIME.sub(" ", words))
    sides = [_side(side, written) for side in _RANGE.split(_NOISE.sub(" ", words))]
    if len(sides) == 2:
        sides = _completed(*sides)
    if len(sides) > 2 or not all(_SHAPE.fullmatch(" ".join(side)) for side in sides):
        _not_read(written)
    parts = [map(side.get, ("year", "month", "season", "day")) for side in sides]
    return [CalendarDate(year, month or season, day, doubt) for year, month, season, day in parts]


def _doubt(words: str) -> tuple[str, str]:
    """The words without their queries and “about”, and how EDTF writes those."""
    bare = _ABOUT.sub("", re.sub(r"[\[(]?\?[\])]?", "", words))
    about, query = bool(_ABOUT.match(words)), "?" in words
    return bare, "%" if about and query else "~" if about else "?" if query else ""


def _side(words: str, written: str) -> _Side:
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


def _not_read(written: str) -> NoReturn:
    refuse(written, "it cannot be read as a date", _EXAMPLES)
