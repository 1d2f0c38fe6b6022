"""The lessons keep their promises: what they quote is there, what they show is stored and readable."""

from collections import Counter
import json
from pathlib import Path
import re

import fruskit
from fruskit.exercises import KINDS, SKILLS
import pytest
import responses

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
EXERCISES = fruskit.all_exercises()


def flat(section):
    return " ".join(" ".join(block.text for block in section.blocks).lower().split())


FLAT = flat(fruskit.load())
# Words in quotation marks that are no quotation of the section, each with what they are instead.
OTHERWISE = {
    "Central Decimal Files, 1910–1963": "title of a page of the National Archives (data/bibliography.json)",
    "shall be unquestionably fulfilled": "data/context.toml, fulfilment-clause",
    "not shrink from this greatest sacrifice": "Potsdam II, No. 1214 (data/context.toml, chiang-to-stalin)",
    "maximum concessions": "Potsdam I, No. 577 (data/context.toml, soong-has-powers)",
    "agreed": "a verb that the section does not use",
    "Agreed to": "a verb that the section does not use",
    "undertook": "a verb that the section does not use",
    "Sakhalin": "a name that the section does not use",
    "Kurils": "a name that the section does not use",
    "45–46": "the reading that the kit proposes (data/ch11subch1.xml)",
    "761.93/7–945": "a file number of the same years (data/context.toml, date-after-the-stroke)",
    "See volume II, pages 4546 [sic], 476.": "what a student might write",
    "See volume II, pages 4546 [45–46?], 476.": "what a student might write",
    "See volume II, pages 45–46, 476.": "what a student must not write",
    "See volume II, pages 45–46, 476,": "what a student must not write",
    "would need the concurrence of Generalissimo Chiang Kai-shek": "a student’s misquotation",
    "[sic]": "a sign of the one who quotes",
    "June 30, [1945]": "what a student might write",
    "June 30, 1945": "what a student might write",
    "12 July 1945, 12:00 - 12:45 a.m.": "data/context.toml, last-record-before-berlin",
    "June 30, year unknown": "what a student might write",
    "the editors’ note says …; so does Churchill’s summary of July 5, 1945": "what a student might write",
    "1. Executive Agreement Series No. 498; 59 Stat. (2) 1823. …": "note 1 with its number, as printed",
    "Britain": "a name that the section does not use",
    "British": "a name that the section does not use",
    "July": "a word that the section does not use",
    "Truman": "a name that the section does not use",
    "862864": "data/context.toml, dashes-are-lost",
    "ix xiii": "data/context.toml, dashes-are-lost",
    "pages ix": "data/context.toml, dashes-are-lost, as the editors meant it",
    "xiii": "data/context.toml, dashes-are-lost",
    "TrumanStalin": "data/context.toml, dashes-are-lost",
    "Outer-Mongolia": "data/context.toml, outer-mongolia-hyphen",
    "for use at Berlin": "Potsdam I, No. 203 (data/context.toml, harriman-july-9)",
    "undated": "what a student writes where no date is printed",
    "Substantially complete as regards the files of the Department": "data/context.toml, files-of-the-department",
    "Thorough, Accurate, and Reliable": "in the title of a book (data/bibliography.json, frus-history)",
    "Official record": "a name for the series (data/context.toml, frus-record)",
    "In 1945 the Department of State declared that the documentation is limited.": "what a student might write",
}


def is_quoted(quotation, text=FLAT):
    """Whether these words, with … for what is left out, are in the text, whatever their capitals."""
    pieces = [" ".join(piece.strip(" .,:").lower().split()) for piece in quotation.split("…")]
    return quotation in OTHERWISE or all(piece in text for piece in pieces)


def cells(path, kind):
    return [
        cell
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == kind
    ]


def words(cell):
    return "".join(cell["source"])


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_quotation_in_a_lesson_is_in_the_text(path):
    for cell in cells(path, "markdown"):
        for quotation in re.findall(r"“([^”]+)”", words(cell)):
            assert is_quoted(quotation), f"{path.name}: “{quotation}” in: {words(cell)[:80]}"


@pytest.mark.parametrize("id", EXERCISES)
def test_every_quotation_in_what_an_exercise_says_is_in_the_text(id):
    text = flat(EXERCISES[id].section)
    for said in spoken(EXERCISES[id]):
        for quotation in re.findall(r"“([^”]+)”", said):
            assert is_quoted(quotation, text), f"“{quotation}” in: {said}"


def spoken(exercise):
    """All that an exercise can say to a student."""
    yield from (exercise.title, exercise.prompt, exercise.right, exercise.next, *exercise.hints)
    task = exercise.task
    yield from (getattr(task, name, "") for name in ("outside", "model"))
    yield from (*getattr(task, "rubric", ()), *getattr(task, "bins", {}).values())
    if exercise.proof:
        yield from (exercise.proof.prompt, exercise.proof.outside)
    for part in exercise.parts:
        yield from (part.reply.tell, part.reply.point)
        names = ("text", "left", "right", "name", "means")
        yield from (said for name in names if isinstance(said := getattr(part, name, ""), str))
        for name in ("wrong", "said"):
            yield from getattr(part, name, {}).values()


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_every_link_to_another_file_of_the_kit_leads_somewhere(path):
    for cell in cells(path, "markdown"):
        for target in re.findall(r"\]\(([^)#]+)\)", words(cell)):
            assert target.startswith("https://") or (path.parent / target).exists(), target


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_code_cells_are_one_to_three_plain_lines_and_define_nothing(path):
    for cell in cells(path, "code"):
        lines = [line for line in words(cell).splitlines() if line.strip()]
        assert 1 <= len(lines) <= 3 and not re.search(
            r"^\s*(def|class|for|while|if|%)\b", words(cell), re.M
        ), words(cell)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_a_lesson_reads_well_without_a_kernel(path):
    for cell in cells(path, "code"):
        if words(cell) == "import fruskit":
            continue
        assert cell["outputs"], words(cell)
        data = cell["outputs"][-1]["data"]
        assert "application/vnd.jupyter.widget-view+json" not in data
        if "fruskit.exercise(" in words(cell):
            exercise = EXERCISES[re.search(r'"(.+)"', words(cell)).group(1)]
            shown = "".join(data["text/html"])
            assert exercise.title in shown and "To answer, run the whole lesson" in shown


def test_no_stored_output_gives_an_answer_away():
    for path in LESSONS:
        stored = json.dumps(
            [cell["outputs"] for cell in cells(path, "code") if "fruskit.exercise(" in words(cell)],
            ensure_ascii=False,
        )
        for exercise in (e for e in EXERCISES.values() if e.notebook == path.stem):
            for heard in exercise.heard():
                assert heard.says not in stored, (exercise.id, heard)


def test_the_exercises_are_many_of_every_kind_and_of_every_skill():
    graded = [exercise for exercise in EXERCISES.values() if exercise.graded]
    assert len(graded) >= 45
    kinds, skills = Counter(e.kind for e in graded), Counter(e.skill for e in graded)
    assert set(kinds) == set(KINDS) and min(kinds.values()) >= 2, kinds
    assert set(skills) == set(SKILLS) and min(skills.values()) >= 4, skills


def test_each_lesson_has_its_exercises_of_several_kinds_and_asks_an_opinion_twice():
    assert [path.stem[:2] for path in LESSONS] == ["00", "01", "02", "03", "04", "05", "06"]
    for path in LESSONS:
        own = [exercise for exercise in EXERCISES.values() if exercise.notebook == path.stem]
        graded = [exercise for exercise in own if exercise.graded and exercise.level != "transfer"]
        first = path.stem.startswith("00")
        assert (3 if first else 5) <= len(graded) <= 10, path.stem  # a few of them stretch
        assert len({exercise.kind for exercise in graded}) >= 4, path.stem
        asked_again = [(e.id, e.again) for e in own if e.again]
        assert asked_again == (
            [] if first else [(f"{path.stem[:2]}/after", f"{path.stem[:2]}/before")]
        )


def test_each_lesson_says_what_one_will_be_able_to_do_and_closes_with_what_was_learned():
    for path in LESSONS:
        prose = "\n\n".join(words(cell) for cell in cells(path, "markdown"))
        wanted = [
            "**After this lesson you will be able to**",
            "## What you have learned",
            " minutes",
        ]
        if not path.stem.startswith("00"):
            wanted += [
                "## Before you begin",
                "**For discussion**",
                "**Further reading",
                "## If you know some Python",
            ]
        missing = [words for words in wanted if words not in prose]
        assert not missing, (path.stem, missing)


@pytest.mark.parametrize("id", EXERCISES)
def test_every_part_of_an_exercise_has_feedback_of_its_own_and_every_answer_shows_the_text(id):
    exercise = EXERCISES[id]
    said = [part.reply.tell or part.reply.point for part in exercise.parts]
    assert len(set(said)) == len(said)
    for option in getattr(exercise.task, "options", ()):
        claim = [option.id]
        assert exercise.mark({"claim": claim} if exercise.proof else claim).evidence, option.id
    for response in (responses.right(exercise), responses.wrong(exercise)):
        assert exercise.mark(response).evidence
    led = exercise.next and bool(exercise.hints) == (exercise.level != "transfer")
    assert exercise.right and (led or not exercise.graded)


def test_what_the_lessons_say_the_section_is_silent_on_is_not_in_the_text():
    for silent in (
        "Sakhalin",
        "Kuril",
        "sovereignty",
        "Manchuria ",
        "Germany",
        "Truman",
        "Harriman",
        "Molotov",
        "Potsdam Conference",
    ):
        assert silent.lower() not in FLAT, silent
    assert len(fruskit.load().find_all("concurrence")) == 2


# nbval runs each in its own folder; which folder it is run in can hardly matter to one alone.
@pytest.mark.parametrize(
    "path",
    [LESSONS[0], *(pytest.param(path, marks=pytest.mark.long) for path in LESSONS[1:])],
    ids=lambda path: path.stem,
)
def test_a_lesson_shows_the_same_when_it_is_run_from_the_root(path, tmp_path, monkeypatch):
    from nbclient import NotebookClient
    import nbformat

    monkeypatch.setenv("FRUSKIT_RECORD", str(tmp_path / "record.sqlite"))
    notebook = nbformat.read(path, as_version=4)
    stored = shown(notebook)
    NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=str(ROOT))
    assert shown(notebook) == stored


def shown(notebook):
    """What its cells show, in words."""
    return [
        [output.get("data", {}).get("text/plain") for output in cell.outputs]
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
