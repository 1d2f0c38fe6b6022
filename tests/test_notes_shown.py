"""Notes of one's own in a browser: written by mouse, keyboard and touch, on a page and on a card."""

from dataclasses import replace
import logging

import browser
from cards import Bare
import fruskit
from fruskit.cards.scripts import leaf_script, script, style
from fruskit.cards.state import Leaf
from fruskit.record import Record
import plain_page
import pytest

pytestmark = pytest.mark.browser
EXERCISE = fruskit.exercise(
    "02/the-condition"
)  # its words are marked in a passage of the same block
NOTE = "editors-note-1"
BUTTON = ".fk-bubble:not([hidden]) .fk-note-new"


@pytest.fixture(scope="module")
def read(window, tmp_path_factory):
    """A page with a leaf of the text, and a card that has a passage of it."""
    path = tmp_path_factory.mktemp("notes") / "record.sqlite"
    with pytest.MonkeyPatch.context() as own:
        own.setenv("FRUSKIT_RECORD", str(path))
        page = window.new_page()
        page.set_viewport_size({"width": 1000, "height": 900})
        plain_page.show(page, style(), shown())
        page.record = Record(path)
        yield page
        page.close()


def shown():
    still = replace(fruskit.page("provisions"), page_of=None)._repr_mimebundle_()["text/html"]
    leaf = Leaf(still, fruskit.load(), print, logging.getLogger("fruskit.tests"))
    return {
        "leaf": (leaf, leaf_script()),
        "card": (Bare(EXERCISE, None), script(*EXERCISE.steps)),
    }


def select(page, words, within=f".fk-sheet [data-block='{NOTE}']"):
    """Selects these words by mouse, from their first character to their last, once nothing moves."""
    browser.wait_for_rest(page)
    ends = page.evaluate(
        """([within, words]) => {
          const block = document.querySelector(within), range = document.createRange();
          const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) {
            const at = walker.currentNode.data.indexOf(words);
            if (at < 0) continue;
            range.setStart(walker.currentNode, at);
            range.setEnd(walker.currentNode, at + words.length);
            block.scrollIntoView({ block: "center" });
            const { left, right, top, bottom } = range.getBoundingClientRect();
            return [left + 1, right - 1, (top + bottom) / 2];
          }
        }""",
        [within, words],
    )
    left, right, height = ends
    page.mouse.move(left, height)
    page.mouse.down()
    page.mouse.move(right, height, steps=4)
    page.mouse.up()


def notes(page):
    return [(note.quote, note.words) for note in page.record.notes()]


def quoted(page, within):
    return page.locator(f"{within} .fk-margin li q").all_inner_texts()


def test_words_are_selected_a_line_is_written_and_shown_wherever_the_passage_is(read):
    select(read, "Port Arthur")
    read.locator(BUTTON).click()
    read.keyboard.type("<b>Whose</b> port?")
    read.locator(".fk-keep").click()
    read.locator(".fk-sheet .fk-margin li").wait_for()
    assert notes(read) == [("Port Arthur", "<b>Whose</b> port?")]
    assert quoted(read, ".fk-sheet") == quoted(read, ".fk-exercise") == ["Port Arthur"]
    assert read.locator(".fk-sheet .fk-own").inner_text() == "<b>Whose</b> port?"
    lit = "[...CSS.highlights.get('fk-noted')].map(String)"
    assert read.evaluate(lit) == ["Port Arthur"] * 2
    assert read.errors == []


def test_by_keyboard_alone_a_note_is_written_changed_removed_and_brought_back(read):
    before = notes(read)
    read.locator(f".fk-sheet [data-block='{NOTE}']").evaluate("(e) => (e.tabIndex = 0, e.focus())")
    for key in ("ArrowRight", "End", "Shift+Control+ArrowLeft"):
        read.keyboard.press(key)
    read.wait_for_function("() => getSelection().toString().endsWith('342–350.')")
    for key in ("Home", "ArrowRight", "ArrowRight", "ArrowRight", "Shift+ArrowRight"):
        read.keyboard.press(key)
    words = read.evaluate("getSelection().toString()")
    read.keyboard.press("n")
    read.keyboard.type("By key.")
    read.keyboard.press("Control+Enter")
    read.locator(".fk-own", has_text="By key.").first.wait_for()
    assert notes(read) == [*before, (words, "By key.")] and len(words.split()) == 2
    own = read.locator(".fk-sheet .fk-margin li", has_text="By key.")
    own.locator(".fk-change").focus()
    read.keyboard.press("Enter")
    read.keyboard.type(" And more.")
    read.keyboard.press("Control+Enter")
    read.locator(".fk-own", has_text="By key. And more.").first.wait_for()
    own.locator(".fk-remove").focus()
    read.keyboard.press("Enter")
    read.wait_for_function("() => document.activeElement.matches('.fk-back')")
    assert notes(read) == before
    read.keyboard.press("Enter")
    read.locator(".fk-own", has_text="By key. And more.").first.wait_for()
    assert notes(read) == [*before, (words, "By key. And more.")]


def test_what_is_begun_is_dropped_by_escape_and_an_empty_note_is_not_kept(read):
    before = notes(read)
    select(read, "Dairen")
    read.locator(BUTTON).click()
    read.locator(".fk-keep").click()
    read.locator(".fk-writing .fk-problem:not(:empty)").wait_for()
    assert "Write a few words" in read.locator(".fk-writing .fk-problem").inner_text()
    read.keyboard.press("Shift+Tab")
    read.keyboard.press("Escape")
    assert read.locator(".fk-writing").count() == 0 and notes(read) == before


def test_on_a_card_the_words_that_are_chosen_get_a_note_and_are_not_marked(read):
    before = len(notes(read))
    card = browser.exercise_on(read, EXERCISE.id)
    words = card.locator(".fk-word")
    words.nth(2).click()
    words.nth(4).click()
    card.locator(".fk-note-on").click()
    assert not card.locator(".fk-offer").is_visible()  # what was offered is out of the way
    read.keyboard.type("On a card.")
    read.locator(".fk-keep").click()
    card.locator(".fk-own", has_text="On a card.").wait_for()
    assert len(notes(read)) == before + 1 and card.locator(".fk-remove:text('Remove')").count()
    assert card.locator(".fk-words mark").count() == 0
    assert notes(read)[-1][0] == " ".join(words.nth(n).inner_text() for n in (2, 3, 4))


def test_in_the_passage_of_an_answered_card_words_are_selected_too(read):
    card = browser.exercise_on(read, EXERCISE.id)
    browser.answer(read, card, EXERCISE, EXERCISE.right_answer)
    passage = f".fk-words[data-block='{NOTE}']"
    select(read, "readiness", passage)
    read.locator(BUTTON).click()
    read.keyboard.type("In a reply.")
    read.locator(".fk-keep").click()
    read.locator(".fk-exercise .fk-own", has_text="In a reply.").wait_for()
    assert notes(read)[-1] == ("readiness", "In a reply.")


def test_words_that_are_typed_serve_as_well(read):
    read.locator(".fk-help summary").click()
    read.locator(".fk-type").click()
    read.keyboard.type("Briefing Book paper from Kazan")
    read.locator(".fk-writing textarea").fill("Typed.")
    read.locator(".fk-keep").click()
    read.locator(".fk-writing .fk-problem:not(:empty)").wait_for()
    read.locator(".fk-writing input").fill("The China Tangle")
    read.locator(".fk-keep").click()
    read.locator(".fk-own", has_text="Typed.").first.wait_for()
    assert notes(read)[-1] == ("The China Tangle", "Typed.")


def test_a_page_with_notes_is_accessible_while_one_is_written_too(read):
    browser.expect_accessible(read, ".fk-figure, .fk-exercise", "with notes")
    select(read, "Dairen")
    read.locator(BUTTON).click()
    browser.expect_accessible(read, ".fk-figure, .fk-exercise", "while a note is written")
    read.locator(".fk-cancel").click()


def test_a_finger_selects_words_and_the_button_is_beside_them_at_phone_width(
    chrome, tmp_path, monkeypatch
):
    monkeypatch.setenv("FRUSKIT_RECORD", str(tmp_path / "record.sqlite"))
    with chrome.new_context(has_touch=True, viewport={"width": 390, "height": 800}) as phone:
        page = phone.new_page()
        plain_page.show(page, style(), shown())
        # What a long press does: the browser selects a word, and no mouse event comes.
        page.locator(f".fk-sheet [data-block='{NOTE}']").evaluate(
            """(block) => {
              const word = [...block.childNodes].find((node) => node.data?.includes("Churchill"));
              getSelection().setBaseAndExtent(word, word.data.indexOf("Churchill"), word, word.data.indexOf("Churchill") + 9);
            }"""
        )
        bubble = page.locator(BUTTON)
        bubble.wait_for()
        box = bubble.bounding_box()
        assert box["width"] >= 44 and box["x"] >= 0 and box["x"] + box["width"] <= 390
        bubble.tap()
        page.locator(".fk-writing textarea").fill("Who was he?")
        page.locator(".fk-keep").tap()
        page.locator(".fk-own", has_text="Who was he?").first.wait_for()
        assert not page.evaluate("document.documentElement.scrollWidth > 390")
        assert [note.quote for note in Record().notes()] == ["Churchill"]
