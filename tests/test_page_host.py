"""A card's script asks a host for get, set, on, off and send alone: each kind works in a plain page."""

import browser
from cards import Bare
from fruskit.cards.scripts import script, style
from fruskit.record import Record
import keyboard
import plain_page
import pytest
import responses
import samples

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def hosted(window, tmp_path_factory):
    """A page with a card of each kind; its cards, and their record, are in this process."""
    record = Record(tmp_path_factory.mktemp("page") / "record.sqlite")
    page = window.new_page()
    asked = samples.EXERCISES.items()
    shown = {id: (Bare(exercise, record), script(*exercise.steps)) for id, exercise in asked}
    plain_page.show(page, style(), shown)
    page.record = record
    yield page
    page.close()


@pytest.mark.parametrize("id", samples.EXERCISES)
def test_in_a_plain_page_each_kind_is_answered_by_mouse_and_by_keyboard(id, hosted):
    exercise, card = samples.EXERCISES[id], browser.exercise_on(hosted, id)
    wrong, right = responses.wrong(exercise), responses.right(exercise)
    browser.answer(hosted, card, exercise, wrong)
    browser.expect(card, exercise, wrong)
    keyboard.answer(hosted, card, exercise, right)
    browser.expect(card, exercise, right)
    kept = hosted.record.attempts(id)
    assert [attempt.correct for attempt in kept] == [not exercise.graded, True]
    assert "opened" in {event.what for event in hosted.record.events(id)}
    assert hosted.errors == []


def test_show_me_appears_with_the_first_wrong_answer_and_stays_while_one_tries_again(hosted):
    exercise = samples.EXERCISES["09/as-printed"]
    card = browser.exercise_on(hosted, exercise.id)
    browser.fresh(card)
    show = card.locator(".fk-show")
    browser.answer(hosted, card, exercise, responses.wrong(exercise))
    card.locator(".fk-retry").click()
    card.locator(".fk-check").wait_for()
    show.click()
    card.locator(".fk-headline").wait_for()
    hosted.wait_for_function("() => document.activeElement.matches('.fk-headline')")
    assert not show.is_visible()
    assert "shown" in {event.what for event in hosted.record.events(exercise.id)}


def test_check_pressed_twice_on_nothing_is_answered_twice(hosted):
    exercise = samples.EXERCISES["09/which-verb"]
    card = browser.exercise_on(hosted, exercise.id)
    browser.fresh(card)
    card.locator(".fk-gap input").first.fill("")
    for _ in range(2):
        card.locator(".fk-check").click()
        card.locator(".fk-problem:not(:empty)").wait_for()
        assert "press Check" in card.locator(".fk-problem").inner_text()
    browser.answer(hosted, card, exercise, responses.right(exercise))  # at once, not after a while
    browser.expect(card, exercise, responses.right(exercise))
