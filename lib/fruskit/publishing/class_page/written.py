"""What the class wrote, side by side and without names, with the words that it quotes lit up."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
import re

from ...classwork.counts import Result
from ...classwork.room import Classroom
from ...exercises import Exercise
from ...exercises.quotations import find_quotation, quotations
from ...kit.files import clean
from ...markup import block, Html, joined, prose, tag
from .answers import few, folded, too_few

_MOST = 40  # texts of one exercise: more are read by no one on a page


def written(room: Classroom, own: Iterable[Result]) -> Html:
    """The texts of a lesson."""
    return joined([_texts(room, one) for one in own if one.exercise.task.long], "\n")


def _texts(room: Classroom, one: Result) -> Html:
    exercise = one.exercise
    title, asked = ["Written: ", prose(exercise.title)], tag("p", prose(exercise.prompt))
    if too_few(room, one):
        return folded(title, f"{one.answered} answered", asked, tag("p", few(one)))
    texts = [str(reading.response) for reading in one.texts]
    mixed = sorted(texts, key=lambda text: sha256(text.encode("utf-8", "replace")).digest())
    said = f"{len(texts)} wrote. Words that are in the text to the letter are marked."
    if len(texts) > _MOST:
        said += f" {_MOST} of them are shown, drawn by chance."
    shown = [tag("li", lit(exercise, room.own(clean(text)))) for text in mixed[:_MOST]]
    texts_ = block("ul", *shown, class_="fk-texts")
    return folded(title, f"{len(texts)} wrote", asked, tag("p", said), texts_)


def lit(exercise: Exercise, text: str) -> Html:
    """One text, paragraph by paragraph, with its exact quotations marked."""
    exact = [q for q in dict.fromkeys(quotations(text)) if _is_exact(exercise, q)]
    paragraphs = [
        tag("p", joined(_lit(part, exact)), dir="auto")
        for part in text.splitlines()
        if part.strip()
    ]
    return joined(paragraphs)


def _is_exact(exercise: Exercise, quoted: str) -> bool:
    blocks = [(block.id, block.text) for block in exercise.section.blocks]
    return bool(find_quotation(blocks, quoted))


def _lit(words: str, exact: list[str]) -> Iterator[object]:
    if not exact:
        yield words
        return
    either = "|".join(re.escape(one) for one in sorted(exact, key=len, reverse=True))
    for n, part in enumerate(re.split(f"({either})", words)):
        yield tag("mark", part) if n % 2 else part
