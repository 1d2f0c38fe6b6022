"""Every exercise in JupyterLab in a real browser: wrong by mouse, and of each kind right by keyboard.

The tests of one lesson run in one process, after one another: they share its page and its kernel.
"""

import json
import shutil

import browser
import fruskit
from fruskit.record import Record
import keyboard
import nbformat
import pytest
import responses
import samples

pytestmark = pytest.mark.browser
EXERCISES = fruskit.all_exercises() | samples.EXERCISES


@pytest.mark.parametrize("lesson", ["00-start-here"])  # before other tests answer there
def test_an_empty_answer_is_met_with_what_to_do_and_is_not_recorded(lesson, lesson_page, record):
    page = lesson_page(lesson)
    before = len(Record(record).attempts())
    for id in (id for id, exercise in EXERCISES.items() if exercise.notebook == lesson):
        card = browser.exercise_on(page, id)
        card.locator(".fk-check").click()
        card.locator(".fk-problem:not(:empty)").wait_for()
        assert "press Check" in card.locator(".fk-problem").inner_text()
        assert not card.locator(".fk-headline").is_visible()
    assert len(Record(record).attempts()) == before


def expect_nothing_given_away(card, exercise):
    """No reply is anywhere in the card, and no name by which the data tell the answers apart."""
    source, words = card.evaluate("(e) => [e.outerHTML, e.textContent]")
    for heard in exercise.heard():
        assert not heard.says or browser.plain(heard.says) not in words
    for id in (part.id for part in exercise.parts if hasattr(part, "id")):
        assert f'value="{id}"' not in source and f'key="{id}"' not in source


@pytest.mark.parametrize("id", EXERCISES)
def test_nothing_is_given_away_and_a_wrong_answer_by_mouse_gets_its_feedback_and_then_the_answer(
    id, lesson_page, record
):
    exercise = EXERCISES[id]
    page = lesson_page(exercise.notebook)
    card = browser.exercise_on(page, id)
    browser.fresh(card)
    expect_nothing_given_away(card, exercise)
    before = len(Record(record).attempts(id))
    wrong = responses.wrong(exercise)
    browser.answer(page, card, exercise, wrong)
    browser.expect(card, exercise, wrong)
    show = card.locator(".fk-show")
    if id not in samples.EXERCISES and show.is_visible():  # to those other tests answer unshown
        show.click()
        show.wait_for(state="hidden")
        browser.expect(card, exercise, wrong)
    [kept] = Record(record).attempts(id)[before:]
    assert kept.correct == (not exercise.graded)
    assert page.errors == []


# The samples, one of each kind; of the lessons' own the first of each kind.
FIRST = {e.kind: e.id for e in reversed(fruskit.all_exercises().values())}.values()
BY_KEYBOARD = [
    id if id in {*FIRST, *samples.EXERCISES} else pytest.param(id, marks=pytest.mark.long)
    for id in EXERCISES
]


@pytest.mark.parametrize("id", BY_KEYBOARD)
def test_a_right_answer_by_keyboard_alone_gets_its_feedback(id, lesson_page, record):
    exercise = EXERCISES[id]
    page = lesson_page(exercise.notebook)
    card = browser.exercise_on(page, id)
    keyboard.answer(page, card, exercise, responses.right(exercise))
    browser.expect(card, exercise, responses.right(exercise))
    assert Record(record).last(id).score == 1.0
    assert page.errors == []


@pytest.mark.long  # of each kind one is in test_access.py
@pytest.mark.parametrize("id", fruskit.all_exercises())
def test_every_exercise_is_answered_rightly_by_mouse_alone(id, lesson_page):
    exercise = EXERCISES[id]
    page = lesson_page(exercise.notebook)
    card = browser.exercise_on(page, id)
    browser.answer(page, card, exercise, responses.right(exercise))
    browser.expect(card, exercise, responses.right(exercise))


# Feedback written out by hand, of the templates: the same words must come back from disk through
# kernel and browser.
BY_HAND = {
    "09/who-negotiated": (
        {"claim": ["chiang"], "words": [["editors-note-1", 0, 3]]},
        "Claim: Not yet. Words: Not found yet; one mark too many.",
        "The second sentence names him.",
        "The agreement provided that these provisions",
    ),
    "09/name-and-office": (
        {"chiang": "chiang", "soong": "marshal"},
        "1 of 2 right.",
        "The section gives this title to no one.",
        "with Prime Minister T. V. Soong as the principal",
    ),
    "09/course-of-the-talks": (
        ["interrupted", "begun", "resumed", "concluded"],
        "One line is out of place.",
        "Read the verbs of the sentence that begins",
        "were begun at Moscow on June 30",
    ),
    "09/cause-of-interruption": (
        [["editors-note-1", 944, 969]],
        "Not found yet; one mark too many.",
        "The talks were resumed after this.",
        "They were interrupted by Stalin’s departure",
    ),
    "09/condition-in-your-words": (
        'They “would require\nthe concurrence of Generalissimo Chiang Kai-shek" first.',
        "Quoted well; mind the length.",
        "Too short to argue",
        "",
    ),
    "09/as-printed": (
        {"begun": "June 30, 1945"},
        "0 of 3 right; one in part.",
        "The year is a good inference, and it is yours",
        "were begun at Moscow on June 30",
    ),
}


@pytest.mark.parametrize("id", BY_HAND)
def test_an_answer_gets_the_very_words_that_the_author_wrote_for_it(id, lesson_page):
    response, headline, remark, highlighted = BY_HAND[id]
    exercise = EXERCISES[id]
    page = lesson_page(exercise.notebook)
    card = browser.exercise_on(page, id)
    browser.answer(page, card, exercise, response)
    assert card.locator(".fk-headline").text_content().endswith(headline)
    assert remark in " ".join(card.locator(".fk-remarks").all_text_contents())
    lit = "".join(card.locator(".fk-look").all_text_contents())
    assert highlighted in lit and not card.locator("mark.fk-shown").count()


@pytest.mark.parametrize("id", ["02/the-condition"])
def test_hints_come_one_by_one_and_are_counted_with_the_answer(id, lesson_page, record):
    exercise = EXERCISES[id]
    card = browser.exercise_on(lesson_page(exercise.notebook), exercise.id)
    browser.fresh(card)
    shown = card.locator(".fk-hints li").count()
    for n in range(shown, len(exercise.hints)):
        card.locator(".fk-hint").click()
        card.locator(".fk-hints li").nth(n).wait_for()
    assert card.locator(".fk-hints li").all_inner_texts() == list(exercise.hints)
    browser.answer(lesson_page(exercise.notebook), card, exercise, responses.right(exercise))
    assert Record(record).last(exercise.id).hints == len(exercise.hints)


@pytest.fixture
def copied(kit):
    """Copies a notebook, so that no other test has a page or a kernel of it."""

    def copying(name):
        copy = f"{name}-copied"
        shutil.copy(kit / "notebooks" / f"{name}.ipynb", kit / "notebooks" / f"{copy}.ipynb")
        return copy

    return copying


def single_choice():
    """An exercise of the first lesson that is answered by one choice; it, and a response to it."""
    for exercise in EXERCISES.values():
        if exercise.kind == "choice" and exercise.graded and not exercise.task.several:
            return exercise, responses.wrong(exercise)


@pytest.mark.long
def test_answers_are_there_in_a_second_tab_too(lab, open_page, copied):
    exercise, response = single_choice()
    name = copied(exercise.notebook)
    page = open_page()
    browser.open_lesson(page, lab, name)
    browser.answer(page, browser.exercise_on(page, exercise.id), exercise, response)
    again = open_page()
    browser.open_lesson(again, lab, name)
    card = browser.exercise_on(again, exercise.id)
    card.locator(".fk-headline").wait_for()
    browser.expect(card, exercise, response)
    assert card.locator("input:checked").count() == 1


def test_a_notebook_as_it_comes_and_saved_and_opened_without_its_kernel_shows_cards_and_then_the_answers(
    lab, open_page, copied
):
    exercise, response = single_choice()
    name = copied(exercise.notebook)
    page = open_page()
    browser.open_lesson(page, lab, name, run=False)
    expect_still_cards(page)
    browser.run_all(page)
    card = browser.exercise_on(page, exercise.id)
    browser.answer(page, card, exercise, response)
    browser.save(page)
    page.close()
    browser.end_kernel(lab, name)
    page = open_page()
    browser.open_lesson(page, lab, name, run=False)
    expect_still_cards(page)
    browser.run_all(page)
    card = browser.exercise_on(page, exercise.id)
    browser.expect(card, exercise, response)
    assert card.locator("input:checked").count() == 1


def expect_still_cards(page):
    page.get_by_text("To answer, run the whole lesson").first.wait_for(timeout=30_000)
    assert page.get_by_text("model not found").count() == 0


COUNT = "from ipywidgets.widgets.widget import _instances; print(len(_instances), 'widgets')"


def test_cells_that_are_run_again_and_again_keep_living_cards_and_few_of_them(
    kit, lab, open_page, record
):
    exercise = EXERCISES["00/who-speaks"]
    show = f"import fruskit; fruskit.exercise('{exercise.id}')"
    cells = [
        nbformat.v4.new_code_cell(source, id=f"cell-{n}")
        for n, source in enumerate([show, show, COUNT])
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=kernel)
    nbformat.write(notebook, kit / "notebooks" / "twice.ipynb")
    page = open_page()
    browser.open_lesson(page, lab, "twice")
    for _ in range(4):
        browser.run_all(page)
    cards = page.locator(".fk-exercise")
    for n, response in enumerate((responses.wrong(exercise), responses.right(exercise))):
        browser.answer(page, cards.nth(n), exercise, response)
        browser.expect(cards.nth(n), exercise, response)
    assert "opened" in {event.what for event in Record(record).events(exercise.id)}
    # Two cells, the last two runs of each, and to each view a widget for its width.
    page.get_by_text("8 widgets", exact=True).wait_for()


@pytest.mark.parametrize("lesson", ["00-start-here"])
def test_a_lesson_is_handed_in_by_keyboard_and_its_file_downloaded(
    lesson, lesson_page, kit, record
):
    page, exercise = lesson_page(lesson), next(iter(EXERCISES.values()))
    card = browser.exercise_on(page, exercise.id)
    browser.answer(page, card, exercise, responses.right(exercise))
    panel = page.locator(".fk-panel")
    for _ in range(60):
        if panel.count():
            break
        page.locator(".jp-WindowedPanel-outer").first.evaluate("(e) => (e.scrollTop += 500)")
        page.wait_for_timeout(100)
    panel.scroll_into_view_if_needed()
    browser.expect_accessible(page, ".fk-panel", "open")
    panel.get_by_label("Your name or student number").fill("Lin <b>Wei</b>")
    page.keyboard.press("Enter")
    panel.locator(".fk-done").wait_for()
    assert page.evaluate("document.activeElement.textContent").startswith("Handed in.")
    browser.expect_accessible(page, ".fk-panel", "handed in")
    with page.expect_download() as loaded:
        panel.get_by_role("link", name="Download the file").click()
    beside = kit / "notebooks" / loaded.value.suggested_filename
    assert loaded.value.path().read_bytes() == beside.read_bytes()
    assert len(json.loads(beside.read_text())["attempts"]) >= 1
    panel.get_by_role("button", name="Not you?").click()
    panel.get_by_label("Your name or student number").wait_for()
    assert page.evaluate("document.activeElement.name") == "who"


@pytest.mark.parametrize("lesson", [samples.NOTEBOOK])
def test_a_note_of_ones_own_is_kept_from_the_page_and_is_not_in_the_notebooks_file(
    lesson, lesson_page, record, kit
):
    page = lesson_page(lesson)
    browser.exercise_on(page, "09/after")
    outer = page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer").first
    sheet = page.locator(".fk-figure .fk-sheet")
    while not sheet.count():  # the page comes after the cards
        outer.evaluate("(e) => (e.scrollTop += 500)")
        page.wait_for_timeout(100)
    sheet.locator("[data-block='editors-note-2']").dblclick(position={"x": 60, "y": 8})
    page.locator(".fk-bubble:not([hidden]) .fk-note-new").click()
    page.keyboard.type("Whose documents? dd")  # letters that a notebook would take for commands
    page.locator(".fk-keep").click()
    page.locator(".fk-own", has_text="Whose documents? dd").first.wait_for()
    assert [note.words for note in Record(record).notes()] == ["Whose documents? dd"]
    browser.save(page)
    assert "Whose documents?" not in (kit / "notebooks" / f"{lesson}.ipynb").read_text("utf-8")
    assert page.errors == []


def test_what_was_written_is_graded_by_keyboard_and_kept(lab, open_page, kit):
    page = open_page(height=1400)
    browser.open_lesson(page, lab, "instructor/grading")
    panel = page.locator(".fk-desk")
    panel.get_by_text("The model answer").click()
    panel.get_by_role("button", name="yes").first.focus()
    page.keyboard.press("Enter")
    panel.locator('[aria-pressed="true"]').wait_for()
    assert page.evaluate("document.activeElement.dataset.value") == "0 1.0"
    assert panel.locator("details[open]", has_text="The model answer").count() == 1
    browser.expect_accessible(page, ".fk-desk", "marked")
    panel.get_by_label("Comment for the student").fill("Well read.")
    panel.get_by_role("button", name="Next", exact=True).click()
    panel.get_by_text("text 2 of").wait_for()
    assert page.evaluate("document.activeElement.textContent").startswith("Lesson 02 · text 2")
    kept = json.loads((kit / "notebooks" / "instructor" / "made-up-grading.json").read_text())
    assert kept["grade"][0]["comment"] == "Well read."
