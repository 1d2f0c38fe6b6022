"""What the parts of a file number mean, as far as data/filing.toml has it from a source.

It knows the two decimal schemes, of 1910–1949 and 1950–1963, and which parts of a number say what.
It does not read numbers, and of a part whose meaning has no source it says nothing.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
import re
from types import MappingProxyType
from typing import NamedTuple

from ..errors import FruskitError
from ..kit.datafile import collect, placed
from ..kit.folder import find_kit, Kit
from ..volumes.dates import in_words
from ..volumes.filenumbers import DAY, filed_on, FileNumber
from .forms import FILING

_EARLY, _LATE = "1910–1949", "1950–1963"
_COMPARED = "FRUS, Potsdam 1945, vol. I, Nos. 198 and 203, compared with earlier volumes"
# The classes that are arranged by country, and those where a second country follows the point.
_BY_COUNTRY = {_EARLY: "234678", _LATE: "6789"}
_BY_TWO = {_EARLY: "7", _LATE: "6"}
_NUMBER = re.compile(r"\d(?P<country>\d\d ?[A-Za-z]?)\. ?(?P<rest>(?P<other>\d\d[A-Za-z]?)?.*)")


class Filing(NamedTuple):
    """Meanings by (part, scheme, number), blocks of years (first, last), each with its source."""

    meanings: Mapping[tuple[str, str, str], tuple[str, str]] = MappingProxyType({})
    blocks: tuple[tuple[int, int, str], ...] = ()


def load(kit: Kit, problems: list[FruskitError] | None = None) -> Filing:
    """The kit's data/filing.toml, which it need not have. Raises FruskitError at the first fault;
    with a list for `problems` all of them go there."""
    read = FILING.load(kit)
    found, titles = read.problems, {s["id"]: str(s["title"]) for s, _ in read.sound("source")}
    meanings = dict[tuple[str, str, str], tuple[str, str]]()
    blocks = list[tuple[int, int, str]]()

    def title(source: str) -> str:
        if source not in titles:
            what = f"“{source}” is not a source listed there"
            raise read.faulty("source").missing(source, what, "List it, or correct it.")
        return titles[source]

    for entry, _ in read.sound("entry"):
        key = part, scheme, number = entry["part"], entry["scheme"], entry["number"]
        with placed(f"{read.name}, {part} {number} of {scheme}", found):
            source = title(entry["source"])
            if key in meanings:
                raise FruskitError("", "it is explained twice", "Take one out.")
            meanings[key] = entry["meaning"], source
    for block, where in read.sound("block"):
        with placed(where, found):
            blocks.append((block["first"], block["last"], title(block["source"])))
    collect(found, problems)
    return Filing(meanings, tuple(blocks))


def nearest() -> Filing:
    """That of the kit you are in, else of the library's own; empty where there is none."""
    with suppress(FruskitError):
        return load(find_kit())
    return Filing()


def explain(number: FileNumber, filing: Filing) -> tuple[tuple[str, str, str], ...]:
    """What can be said of a file number's parts, each as (part, meaning, source). A part whose
    meaning has no source is left out, so the answer may be empty."""
    return (*_meanings(number, filing), *_filed(number, filing))


def in_short(number: FileNumber, filing: Filing) -> str:
    """What the class, the countries and the subject of a number are, in one line; or empty."""
    return "; ".join(dict.fromkeys(meaning for _, meaning, _ in _meanings(number, filing)))


def _meanings(number: FileNumber, filing: Filing) -> Iterator[tuple[str, str, str]]:
    if number.system != "decimal" or not (number.date or number.serial):
        return  # without either, it cannot be told which scheme it is of
    scheme = _LATE if number.date >= "1950" else _EARLY
    for part, written in _parts(number, scheme):
        cuts = range(len(written), 0, -1) if part == "subject" else (len(written),)
        keys = [(part, scheme, written[:cut].lower()) for cut in cuts]
        if key := next((key for key in keys if key in filing.meanings), None):
            meaning, source = filing.meanings[key]
            told = f"class {written}: {meaning}" if part == "class" else meaning
            yield key[2] if part == "subject" else written, told, source


def _parts(number: FileNumber, scheme: str) -> Iterator[tuple[str, str]]:
    """The parts of a decimal number that its scheme gives a meaning, by kind and as written."""
    yield "class", number.class_
    found = _NUMBER.match(number.subject)
    if found and number.class_ in _BY_COUNTRY[scheme]:
        yield "country", found["country"].replace(" ", "")
        if found["other"] and number.class_ in _BY_TWO[scheme]:
            yield "country", found["other"]
        if number.class_ == "8" and scheme == _EARLY:
            yield "subject", found["rest"]


def _filed(number: FileNumber, filing: Filing) -> Iterator[tuple[str, str, str]]:
    if not number.date:
        if number.system == "decimal" and number.serial:
            yield number.serial, "a running serial", _COMPARED
        return
    days = DAY.finditer(" ".join(number.written.split()))
    written = next((day[0] for day in days if filed_on(*day.groups()) == number.date), number.date)
    yield written, f"month–day–year: {in_words(number.date)}", _COMPARED
    for first, last, source in filing.blocks:
        if first <= int(number.date[:4]) <= last:
            yield written, f"so from the central files of the years {first}–{last}", source
