"""Takes the names and numbers of students out of what they wrote themselves, before others see it.

A name that is also a word of the text or of its exercises stays: it tells of no student.
"""

from collections import defaultdict
from collections.abc import Iterable
import re

from ..exercises import Exercise
from ..words import word_list
from .people import Student

_NAME = "[name]"
_LONGEST = 12  # words of a name
_SHORTEST = 3  # letters of a part of a name that is looked for by itself
Veil = dict[str, list[tuple[str, ...]]]  # by its first word, all names as their words


def veil(students: Iterable[Student], exercises: Iterable[Exercise]) -> Veil:
    """All names and numbers that are to be taken out."""
    known = set[str]()
    for exercise in exercises:
        for said in (exercise.title, exercise.prompt, *(h.answer for h in exercise.heard())):
            known.update(word_list(said))
        known.update(w for block in exercise.section.blocks for w in word_list(block.text))
    names = defaultdict[str, set[tuple[str, ...]]](set)
    for name in (name for student in students for name in _names(student)):
        words = tuple(re.findall(r"\w+", name))
        named = tuple(word for word in words if word.isalpha())  # without a number beside them
        forms = {way for form in (words, named) if form[1:] for way in (form, form[::-1])}
        forms |= {(w,) for w in words if len(w) >= _SHORTEST and w.casefold() not in known}
        for form in forms:
            names[form[0].casefold()].add(form)
    return {first: sorted(forms, key=len, reverse=True) for first, forms in names.items()}


def _names(student: Student) -> Iterable[str]:
    yield student.who
    for person in (student.person, *student.perhaps):
        if person:
            yield from (*person.names, *person.numbers)


def veiled(words: str, names: Veil) -> str:
    """The words without them. A name of several words is found in any capitals, a single word only as
    it is written, or with a capital: “Long” may be one, and “long” is not."""
    found = list(re.finditer(r"\w+", words)) if names else []
    shown, at, n = list[str](), 0, 0
    while n < len(found):
        length = _length([m[0] for m in found[n : n + _LONGEST]], names)
        if length:
            shown += [words[at : found[n].start()], _NAME]
            at = found[n + length - 1].end()
        n += length or 1
    return "".join([*shown, words[at:]])


def _length(ahead: list[str], names: Veil) -> int:
    """How many of these words are a name, from the first of them on."""
    for form in names.get(ahead[0].casefold(), ()):
        own = tuple(ahead[: len(form)])
        alike = [w.casefold() for w in own] == [w.casefold() for w in form]
        if own == form or (alike and (form[1:] or own[0][:1].isupper())):
            return len(form)
    return 0
