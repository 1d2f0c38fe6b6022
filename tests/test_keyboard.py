"""What keys do in an exercise beside answering it, which test_browser.py tries for every exercise."""

import browser
import fruskit
import keyboard
import nbformat
import pytest
import samples

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("id", ["09/condition-in-your-words"])
def test_words_of_the_text_are_quoted_into_an_answer_by_keyboard_alone(id, lesson_page):
    page = lesson_page(samples.NOTEBOOK)
    card = browser.exercise_on(page, id)
    keyboard.retry(page, card)
    keyboard.start(page, card)
    keyboard.tab_to(page, card, "textarea")
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("It says")
    keyboard.tab_to(page, card, ".fk-source summary")
    page.keyboard.press("Enter")
    keyboard.tab_to(page, card, ".fk-words >> nth=1")
    for key in ("Home", "ArrowRight", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    words = fruskit.load().blocks[1].text.split()
    assert card.locator("textarea").input_value() == f"It says “{words[1]} {words[2]}”"


@pytest.mark.parametrize("id", ["02/the-condition"])
def test_keys_pressed_in_an_exercise_do_not_reach_the_notebook(id, lesson_page, kit):
    page = lesson_page("02-yalta-provisions")
    card = browser.exercise_on(page, id)
    browser.fresh(card)
    card.locator(".fk-words").focus()
    for key in ("a", "b", "d", "d", "m", "ArrowDown", "Shift+ArrowDown", "Enter"):
        page.keyboard.press(key)
    assert card.locator(".fk-words").evaluate("(e) => e === document.activeElement")
    page.keyboard.press("Escape")  # drops the selection, then leaves the card
    page.keyboard.press("Escape")
    assert not card.evaluate("(e) => e.contains(document.activeElement)")
    browser.save(page)  # the page draws only the cells that are near; the file holds them all
    saved, shipped = (cells(root) for root in (kit, browser.ROOT))
    assert saved == shipped


def cells(root):
    book = nbformat.read(root / "notebooks" / "02-yalta-provisions.ipynb", as_version=4)
    return [(cell.id, cell.cell_type, cell.source) for cell in book.cells]


def test_a_cell_that_is_run_by_keyboard_leaves_the_focus_at_its_card_and_run_all_leaves_it_be(
    kit, lab, open_page
):
    sources = ["import fruskit", 'fruskit.exercise("00/who-speaks")', "1", "2"]
    code = [nbformat.v4.new_code_cell(line, id=f"cell-{n}") for n, line in enumerate(sources)]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    book = nbformat.v4.new_notebook(cells=code, metadata=kernel)
    nbformat.write(book, kit / "notebooks" / "by-keyboard.ipynb")
    page = open_page()
    browser.open_lesson(page, lab, "by-keyboard", run=False)
    page.get_by_text("| Idle", exact=False).first.wait_for(timeout=90_000)
    page.locator(".jp-CodeCell .cm-content").first.click()
    at_card = "document.activeElement.matches('.fk-exercise')"
    for _ in range(2):
        page.keyboard.press("Shift+Enter")
    page.wait_for_function(f"() => {at_card}")
    page.keyboard.press("Escape")
    assert not page.evaluate(at_card)
    browser.run_all(page)
    browser.exercise_on(page, "00/who-speaks")
    page.wait_for_timeout(500)
    assert not page.evaluate(at_card)
