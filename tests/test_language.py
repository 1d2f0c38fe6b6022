"""The English of the kit: plain, short, and in one vocabulary.

What a machine can hold of it. Run as a program, this file prints how long sentences and replies are,
and how hard each lesson is to read.
"""

import ast
from collections.abc import Iterator
import json
from pathlib import Path
import re
from statistics import median
import tomllib

import fruskit
from fruskit.claims.annotations import load
from fruskit.claims.glossary import load as load_glossary
from fruskit.kit.folder import Kit
import pytest
from test_lessons import spoken
import textstat

ROOT = Path(__file__).resolve().parents[1]
LIBRARY = ROOT / "lib" / "fruskit"
KIT = Kit(ROOT)
EXERCISES = fruskit.all_exercises()
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# By the hand of a program: no one writes it.
MADE = "expected-answers.ipynb"

# Words in the sense in which the kit does not use them, and what it says instead.
BANNED = {
    r"\bst(?:ands?|ood)\b(?! still)": "appears, or is",
    r"\bt(?:ells?|old|elling) of\b": "says, shows, gives",
    r"(?<!said )(?<!named )(?<!cited )\bby (?:this|the) section\b": "according to the section",
    r"\b(?:behind the|the) (?:stroke|strokes)\b|\bbehind the slash\b": "after the slash",
    r"\b(?:five|four|three|two|these|those|its|the) signs (?:are|is|of|before|after|beside|in)\b": "character",
    r"\breckon\w*": "explanation",
    r"\bnobody\b": "no one",
    r", so that (?!\w+ (?:can|may)\b)": "so",  # a purpose may have it
    r"\brailways?\b": "railroad",
    r"\bwho(?:so)?ever\b": "turn the sentence around",
    r"(?:^|[.:] )Of wh(?:ich|om)\b": "do not begin with it",
    r"\b(?:well done|bravo|good (?:work|job|thought)|clever)\b": "no praise",
    r"\b\w*(?:colour|favour|behaviour|honour|labour|centre|catalogue|programme|judgement)\w*": "color",
    r"\b(?:grey|towards|afterwards|whilst|learnt|fulfil|fulfilment|licence|defence|practise)\b": "gray",
    r"\b\w+(?:ognis|rganis|ealis|mmaris|phasis|izaton|haracteris)(?:e|ed|es|ing|ation)\b": "-ize",
}
# What is right as it is, by the words around it.
ALLOWED = (
    "where-it-stands",  # the id of a fact
    "how the talks stood",  # in which state they were
    "how the talks stand",
    "Chinese Changchun Railway",  # a title
    "railways in Manchuria",  # a title
    "told of it, and did not",  # the meaning of “at second hand”
    "told of it)",
)


def strings(held: object) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict | list):
        for one in held.values() if isinstance(held, dict) else held:
            yield from strings(one)


def cells(path: Path) -> list[str]:
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in found if cell["cell_type"] == "markdown"]


def said_by(path: Path) -> Iterator[tuple[int, str]]:
    """The texts of a module that somebody may read when it runs: not what documents it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    bodies = (ast.Module, ast.FunctionDef, ast.ClassDef)
    first = (node.body[0] for node in ast.walk(tree) if isinstance(node, bodies) and node.body)
    documents = {id(line.value) for line in first if isinstance(line, ast.Expr)}
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in documents else None
        if isinstance(text, str) and " " in text.strip():
            yield node.lineno, text


def read_by_people() -> Iterator[tuple[str, str]]:
    """All that students, instructors and authors read, each with its place."""
    for path in sorted((ROOT / "notebooks").rglob("*.ipynb")):
        yield from ((path.name, cell) for cell in cells(path) if path.name != MADE)
    for id, exercise in EXERCISES.items():
        yield from ((id, said) for said in spoken(exercise))
    notes = load(KIT, fruskit.load())
    yield from ((fact.id, fact.text) for fact in notes.facts.values())
    yield from ((silence.id, silence.what) for silence in notes.silences)
    for kind, key in (("event", "what"), ("person", "role")):
        yield from ((entry.id, entry.fields[key]) for entry in notes.of(kind))
    yield from ((term.id, term.meaning) for term in load_glossary(KIT).terms)
    for path in sorted((LIBRARY / "author").rglob("*.toml")):
        held = tomllib.loads(path.read_text(encoding="utf-8").replace("\n  [exercise.proof]", ""))
        yield from ((path.name, said) for said in strings(held))
    for path in [*sorted((LIBRARY / "author").rglob("*.md")), ROOT / "README.md"]:
        yield path.name, path.read_text(encoding="utf-8")
    yield "commands.toml", (LIBRARY / "commands.toml").read_text(encoding="utf-8")
    for path in [*sorted(LIBRARY.rglob("*.py")), ROOT / "lib" / "kit.py"]:
        yield from ((f"{path.name}, line {line}", said) for line, said in said_by(path))
    for path in sorted((LIBRARY / "cards").glob("*.js")):
        script = re.sub(r"\$\{[^}]*\}", "…", path.read_text(encoding="utf-8"))
        for said in re.findall(r'["`]([^"`\n]* [^"`\n]*)["`]', script):
            yield path.name, said


@pytest.mark.parametrize("words", BANNED)
def test_what_people_read_has_none_of_the_words_in_this_sense(words):
    found = [
        f"{place}: … {said[max(0, at.start() - 50) : at.end() + 40]} …: {BANNED[words]}"
        for place, said in read_by_people()
        for at in re.finditer(words, said, re.IGNORECASE | re.MULTILINE)
        if not any(a in said[max(0, at.start() - 30) : at.end() + 30] for a in ALLOWED)
    ]
    assert not found, "\n".join(found)


# --- how long


def of_lesson(path: Path) -> list:
    return [one for one in EXERCISES.values() if one.notebook == path.stem]


def prompts(exercise) -> list[str]:
    return [exercise.prompt, *([exercise.proof.prompt] if exercise.proof else [])]


def replies(exercise) -> set[str]:
    """All that is said to an answer."""
    said = {exercise.right, exercise.next}
    for part in exercise.parts:
        said |= {part.reply.tell, *part.points}
    return said - {""}


def count(words: str) -> int:
    return len(words.split())


@pytest.mark.parametrize("id", EXERCISES)
def test_a_prompt_has_at_most_25_words_and_a_reply_at_most_40(id):
    assert not [said for said in prompts(EXERCISES[id]) if count(said) > 25]
    assert not [said for said in replies(EXERCISES[id]) if count(said) > 40]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_half_the_replies_of_a_lesson_have_at_most_20_words(path):
    assert median(count(said) for one in of_lesson(path) for said in replies(one)) <= 20


def own_prose(path: Path) -> str:
    """The sentences of a lesson, without headings, tables, code, quotations and names."""
    kept = []
    for cell in cells(path):
        if re.match(r"\W*(further reading|if you know some python)", cell, re.IGNORECASE):
            continue
        cell = re.sub(r"```.*?```|`[^`]*`|<[^>]*>|\]\([^)]*\)", "", cell, flags=re.DOTALL)
        cell = re.sub(r"“[^”]*”|[*\[]|^[#|].*$", "", cell, flags=re.MULTILINE)
        lines = (re.sub(r"^[-\d. ]+", "", line).strip() for line in cell.splitlines())
        kept += [line if line[-1] in ".?!" else f"{line.rstrip(';:')}." for line in lines if line]
    whole = re.sub(r"\b(vol|[Nn]os?|pp?)\.", r"\1", " ".join(kept))
    # A name is a word with a capital that does not begin a sentence.
    return re.sub(r"(?<=[a-z,;] )[A-Z][\w’-]*", "", whole)


def sentences(path: Path) -> list[int]:
    found = (count(said) for said in re.split(r"(?<=[.?!])\s+", own_prose(path)))
    return [words for words in found if words > 1]


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_half_the_sentences_of_a_lesson_have_at_most_15_words_and_none_has_more_than_30(path):
    assert median(sentences(path)) <= 15 and max(sentences(path)) <= 30


# Two measures: one counts syllables, the other letters.
GRADES = (textstat.flesch_kincaid_grade, textstat.automated_readability_index)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_and_its_replies_can_be_read_in_the_tenth_grade(path):
    said = " ".join(re.sub("“[^”]*”", "", r) for one in of_lesson(path) for r in replies(one))
    for grade in GRADES:
        assert grade(own_prose(path)) <= 10 and grade(said) <= 10


def test_the_measures_tell_a_hard_sentence_from_an_easy_one():
    hard = "The contextualization of diplomatic correspondence necessitates familiarity with "
    hard += "institutional procedures whose documentation remains comparatively inaccessible."
    assert all(grade(hard) > 15 and grade("He asked. She said no.") < 5 for grade in GRADES)


# --- options


def test_the_right_option_is_the_longest_no_more_often_than_by_chance():
    longest, chance = 0, 0.0
    for one in EXERCISES.values():
        if one.kind == "choice" and one.graded:
            lengths = {option.id: len(option.text) for option in one.task.options}
            top = max(lengths.values())
            longest += any(lengths[id] == top for id in one.task.right_answer)
            chance += len(one.task.right_answer) / len(lengths)
    assert longest <= chance


def test_no_two_exercises_ask_the_same_but_an_opinion_that_is_asked_again():
    asked = [one.prompt for one in EXERCISES.values() if not one.again]
    assert len({*asked}) == len(asked)


def main() -> None:
    """Prints the measures by lesson."""
    print(f"{'lesson':28}{'sentences':>16}{'replies':>12}{'prompts':>9}{'grade':>14}")
    for path in LESSONS:
        own, said = of_lesson(path), [count(r) for one in of_lesson(path) for r in replies(one)]
        asked = max(count(prompt) for one in own for prompt in prompts(one))
        grades = ", ".join(f"{grade(own_prose(path)):.1f}" for grade in GRADES)
        lengths = f"{median(sentences(path)):g} to {max(sentences(path))}"
        told = f"{median(said):g} to {max(said)}"
        print(f"{path.stem:28}{lengths:>16}{told:>12}{asked:>9}{grades:>14}")


if __name__ == "__main__":
    main()
