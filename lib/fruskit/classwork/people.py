"""Who handed in: the files of each student, and the roster's people as far as they can be told.

A name is compared by its words, a number by its characters. What is doubtful is told and not decided.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
import csv
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, cached_property
import io
from pathlib import Path
import re
import unicodedata

from ..errors import FruskitError, refused
from ..volumes.paths import absolute
from .pile import HandedIn

_FIRST = {"first name", "firstname", "given name", "vorname", "prénom"}
_LAST = {"last name", "lastname", "surname", "family name", "nachname", "nom"}
_WHOLE = {"name", "student", "full name", "fullname", "also"}
_NUMBERS = {"id", "number", "student number", "id number", "idnumber", "student id", "username"}
_NUMBERS |= {"user name", "login", "email address", "email", "e-mail", "matriculation"}
_NUMBERS |= {"sis user id", "sis login id", "integration id"}
_NOBODY = ("points possible", "student, test", "test student")  # rows of Canvas that are no people
_STROKES = str.maketrans("łøđħı", "lodhi")  # letters that do not come apart
_LARGEST = 5_000_000
_COLUMNS = "Give it a column Name, or First name and Last name, or Student as Canvas has it."


@dataclass(frozen=True)
class Member:
    """A row of the roster: its cells by column; names: as they may be written; numbers: all that
    tell the person from others."""

    cells: Mapping[str, str]
    names: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def name(self) -> str:
        return self.names[0] if self.names else self.numbers[0]


@dataclass(frozen=True)
class Roster:
    """Those who are in the class, in the order of their file; columns: as they are called there."""

    columns: tuple[str, ...]
    people: tuple[Member, ...]

    @cached_property
    def _known(self) -> Mapping[str, list[Member]]:
        known = defaultdict[str, list[Member]](list)
        for person in self.people:
            for sign in {*map(folded, (*person.names, *person.numbers))}:
                known[sign].append(person)
        return known

    @cached_property
    def _words(self) -> list[tuple[Member, set[str]]]:
        return [(p, set(folded(name).split())) for p in self.people for name in p.names]

    def find(self, who: str) -> "_Found":
        """The one person who signs so; else those whom it may be."""
        signs = [folded(who), *map(folded, re.findall(r"\w*\d\w*", who))]
        found = list({id(p): p for sign in signs for p in self._known.get(sign, ())}.values())
        if len(found) == 1:
            return found[0], []
        own = set(folded(who).split())
        like = {id(p): p for p, words in self._words if own and own <= words}
        found = found or list(like.values())
        near = [] if found else get_close_matches(folded(who), self._known, 3, 0.75)
        return None, found or [person for sign in near for person in self._known[sign]]


_Found = tuple[Member | None, list[Member]]


def folded(who: str) -> str:
    """A name without capitals, accents, marks and the order of its words: “Wei, LIN” is “lin wei”."""
    signs = unicodedata.normalize("NFKD", who).casefold()
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign)).translate(_STROKES)
    return " ".join(sorted(re.findall(r"\w+", plain)))


def roster(path: Path | str) -> Roster:
    """A class list, as an LMS or a spreadsheet exports it: CSV with a head, by comma, semicolon or
    tab. FruskitError when it cannot be read or names no one."""
    where, text = absolute(path), ""
    try:
        if where.stat().st_size > _LARGEST:
            raise FruskitError(str(path), "it is too large for a class list", "Name another file.")
        raw = where.read_bytes()
        text = raw.decode("utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except OSError as problem:
        raise refused(path, "read", problem, "Check name and place.") from None
    except UnicodeDecodeError:
        remedy = "Export it as CSV in UTF-8."
        raise FruskitError(str(path), "it is not UTF-8 text", remedy) from None
    head = text.partition("\n")[0]
    between = max(",;\t", key=head.count)
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=between))
    except csv.Error as problem:
        raise FruskitError(str(path), f"it is not CSV ({problem})", _COLUMNS) from None
    columns = tuple(cell.strip() for cell in rows[0]) if rows else ()
    people = tuple(_people(columns, rows[1:]))
    if not people:
        raise FruskitError(str(path), "it names no student", _COLUMNS)
    return Roster(columns, people)


def _people(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[Member]:
    for row in rows:
        cells = {column: cell.strip() for column, cell in zip(columns, row)}
        by = {column.casefold(): cell for column, cell in cells.items() if cell}
        first, last = (next((by[c] for c in by if c in of), "") for of in (_FIRST, _LAST))
        whole = [by[column] for column in by if column in _WHOLE]
        both = [f"{first} {last}".strip()] if first or last else []
        numbers = tuple(by[column] for column in by if column in _NUMBERS)
        nobody = any(name.casefold().startswith(_NOBODY) for name in whole)
        if (whole or both or numbers) and not nobody:
            yield Member(cells, tuple([*both, *whole]), numbers)


def identifying(columns: Sequence[str], canvas: bool) -> list[str]:
    """The columns of a class list that say who a student is; of Canvas’s, all up to Section."""
    if canvas:
        return list(columns[: columns.index("Section") + 1])
    known = _FIRST | _LAST | _WHOLE | _NUMBERS
    return [column for column in columns if column.casefold() in known - {"also"}]


# --- who handed in what


@dataclass(frozen=True)
class Student:
    """One who handed in. papers: the latest of each lesson; times: how often each was handed in;
    person: on the roster; perhaps: those whom it may be, where that is not sure."""

    who: str
    papers: Mapping[str, HandedIn] = field(repr=False)
    times: Mapping[str, int]
    person: Member | None = None
    perhaps: tuple[Member, ...] = ()

    @property
    def name(self) -> str:
        return self.person.name if self.person else self.who


def students(papers: Iterable[HandedIn], of: Roster | None = None) -> list[Student]:
    """The students, by name, each with the papers that bear it; a person of the roster is one."""
    own, found = defaultdict[object, list[HandedIn]](list), dict[object, _Found]()
    find = cache(of.find if of else lambda who: (None, []))
    for paper in papers:
        person, perhaps = find(who := paper.hand_in.who)
        key = id(person) if person else folded(who) or who
        own[key].append(paper)
        found[key] = person, perhaps
    made = [_student(held, *found[key]) for key, held in own.items()]
    return sorted(made, key=lambda student: folded(student.name))


def _student(papers: list[HandedIn], person: Member | None, perhaps: list[Member]) -> Student:
    in_time = sorted(papers, key=lambda paper: paper.hand_in.at)
    lessons = [paper.hand_in.lesson for paper in in_time]
    latest = {paper.hand_in.lesson: paper for paper in in_time}
    times = {lesson: lessons.count(lesson) for lesson in latest}
    return Student(in_time[-1].hand_in.who, latest, times, person, tuple(perhaps))


def shared(of: Iterable[Student]) -> list[tuple[Student, Student, int]]:
    """Two who handed in the very same attempts, by their identifiers, and how many."""
    students = list(of)
    first, both = dict[str, int](), Counter[tuple[int, int]]()
    for place, student in enumerate(students):
        for attempt in (a for paper in student.papers.values() for a in paper.hand_in.attempts):
            both[first.setdefault(attempt.id, place), place] += 1
    return [(students[a], students[b], count) for (a, b), count in both.items() if a != b]
