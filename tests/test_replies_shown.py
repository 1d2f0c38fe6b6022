"""A reply in a browser: in place, in view, in proportion; what it points at, and what it keeps to itself."""

from dataclasses import replace
import json

import browser
from cards import Bare
import fruskit
from fruskit.cards.scripts import script, style
from fruskit.record import Record
import plain_page
import pytest
import responses
import samples

pytestmark = pytest.mark.browser
LESSONS = fruskit.all_exercises()
EACH = tuple(samples.GRADED)
LONG = (*EACH, "02/left-out", "01/two-kinds", "05/pages-4546", "02/who-signed")
LONG += ("03/which-night", "04/out-of-reach")
EXERCISES = LESSONS | samples.EXERCISES
VISIBLE = """(node) => { const at = node.getBoundingClientRect();
  return at.height > 0 && at.top >= 0 && at.bottom <= innerHeight; }"""
HEIGHT = "(card) => card.offsetHeight"
ENTERED = """(card) => JSON.stringify([...card.querySelectorAll(".fk-work")].map((work) => [
    work.innerText, [...work.querySelectorAll("input, select, textarea")].map((e) => [e.value, e.checked]),
]))"""


@pytest.fixture
def shown(window, tmp_path):
    """Shows an exercise with room above and below it; its page and its card."""
    pages = []

    def showing(id, page=None, **changed):
        exercise = replace(EXERCISES[id], **changed)
        page = page or window.new_page()
        pages.append(page)
        page.set_viewport_size(page.viewport_size or {"width": 1280, "height": 800})
        bare = Bare(exercise, Record(tmp_path / "record.sqlite"))
        plain_page.show(page, style(), {"card": (bare, script(*exercise.steps))})
        page.add_style_tag(content="body { padding: 300px 0 900px }")
        return page, page.locator(".fk-exercise"), exercise

    yield showing
    for page in pages:
        page.close()


def given(page, card, exercise, response):
    """Gives a response by mouse without pressing Check."""
    claim, words = (response["claim"], response["words"]) if exercise.proof else (response, None)
    browser._GIVE[exercise.kind](page, card, exercise.task, claim)
    if exercise.proof:
        browser._mark(page, card, exercise.proof, words)


def checked(page, card):
    card.locator(".fk-check").click()
    card.locator(".fk-headline").wait_for()
    browser.wait_for_rest(page)


@pytest.mark.parametrize("id", LONG)
def test_after_check_headline_and_first_line_are_in_view_and_the_card_stays_in_proportion(
    id, shown
):
    page, card, exercise = shown(id)
    for response in (responses.wrong(exercise), responses.right(exercise)):
        browser.fresh(card)
        given(page, card, exercise, response)
        before = card.evaluate(HEIGHT)
        checked(page, card)
        assert card.locator(".fk-headline").evaluate(VISIBLE)
        assert card.locator(".fk-lead .fk-remark").first.evaluate(VISIBLE)
        assert card.evaluate(HEIGHT) <= max(1.4 * before, 560) + 1
    assert page.errors == []


@pytest.mark.parametrize("id", [id for id in EACH if EXERCISES[id].kind != "write"])
def test_what_decides_is_not_on_the_page_until_it_is_asked_for_and_no_passage_is_there_twice(
    id, shown
):
    page, card, exercise = shown(id)
    given(page, card, exercise, responses.wrong(exercise))
    checked(page, card)
    browser.expect(card, exercise, responses.wrong(exercise))
    words = card.text_content()
    wrong = [r for r in exercise.mark(responses.wrong(exercise)).remarks if not r.right]
    for remark in wrong:
        assert not remark.reply.tell or browser.plain(remark.reply.tell) not in words
    card.locator(".fk-show").click()
    card.locator(".fk-shown").first.wait_for(state="attached")
    browser.expect(card, exercise, responses.wrong(exercise))
    assert not card.locator(".fk-show").is_visible()
    for words in card.locator("[data-block]").all_text_contents():
        assert card.text_content().count(words) == 1


def test_hidden_words_stay_hidden_until_they_are_shown(shown):
    page, card, exercise = shown("03/verbs-of-time")
    given(page, card, exercise, dict.fromkeys(responses.right(exercise), "banana"))
    checked(page, card)
    for gap in exercise.task.gaps:
        assert f"“{gap.span.text}”" not in card.text_content()
    card.locator(".fk-show").click()
    card.locator("mark.fk-shown:visible").first.wait_for()
    told = card.locator(".fk-gap mark.fk-shown").all_text_contents()
    assert told == [f"“{gap.span.text}”" for gap in exercise.task.gaps]


def test_a_link_leads_to_the_sentence_on_the_card(shown):
    page, card, exercise = shown("02/the-condition")
    given(page, card, exercise, responses.wrong(exercise))
    checked(page, card)
    link = card.locator(".fk-remark a").first
    assert link.inner_text() == "Editor’s note, first paragraph, second sentence (page 857)"
    link.click()
    browser.wait_for_rest(page)
    lit = card.locator(".fk-words .fk-look").first
    assert lit.evaluate(VISIBLE) and lit.inner_text().startswith("The agreement provided")
    assert card.locator(".fk-words").evaluate("(e) => e === document.activeElement")


def test_where_the_card_has_no_passage_the_link_opens_one(shown):
    page, card, exercise = shown("02/who-signed")
    given(page, card, exercise, responses.wrong(exercise))
    checked(page, card)
    assert not card.locator(".fk-passage").is_visible()
    card.locator(".fk-remark a").first.click()
    browser.wait_for_rest(page)
    lit = card.locator(".fk-passage .fk-look", has_text="The agreement provided")
    assert lit.evaluate(VISIBLE)


def test_check_is_within_reach_on_a_card_that_is_longer_than_the_window(shown):
    _, card, _ = shown("02/left-out")
    card.locator(".fk-title").evaluate("(e) => e.scrollIntoView()")
    assert card.evaluate(HEIGHT) > 800 and card.locator(".fk-check").evaluate(VISIBLE)


# --- taking back


@pytest.mark.parametrize("id", EACH)
def test_control_z_takes_back_the_last_step_in_every_kind(id, shown):
    page, card, exercise = shown(id)
    given(page, card, exercise, responses.right(exercise))
    last = card.evaluate(ENTERED)
    if exercise.kind == "match":  # Playwright chooses in a list without focusing it
        card.locator("select").last.focus()
    for _ in range(60):
        page.keyboard.press("Control+z")
        if card.evaluate(ENTERED) != last:
            break
    assert card.evaluate(ENTERED) != last


def test_a_click_on_a_marked_word_offers_to_remove_it_or_the_whole(shown):
    page, card, exercise = shown("02/the-condition")
    given(page, card, exercise, [list(_place(exercise, "President Roosevelt would"))])
    word = card.locator(".fk-words mark .fk-word", has_text="Roosevelt")
    word.click()
    offered = card.locator(".fk-offer button")
    assert offered.all_inner_texts() == [
        "Remove “Roosevelt”",
        "Remove “President Roosevelt would”",
    ]
    offered.first.click()
    assert card.locator(".fk-chip q").all_inner_texts() == ["President", "would"]
    page.keyboard.press("Control+z")
    assert card.locator(".fk-chip q").all_inner_texts() == ["President Roosevelt would"]
    word.click()
    offered.nth(1).click()
    assert card.locator(".fk-chip").count() == 0


def _place(exercise, words):
    span = exercise.section.find(words)
    return span.block, span.start, span.end


def test_the_button_that_marks_is_beside_the_words_that_a_finger_selects(chrome, shown):
    with chrome.new_context(has_touch=True, viewport={"width": 390, "height": 800}) as phone:
        _, card, _ = shown("02/the-condition", phone.new_page())
        first, last = (card.locator(".fk-word").nth(n) for n in (60, 62))
        first.scroll_into_view_if_needed()
        first.tap()
        last.tap()
        take = card.locator(".fk-offer .fk-take")
        one, other = take.bounding_box(), last.bounding_box()
        assert 0 <= one["y"] - other["y"] - other["height"] < 30
        assert one["x"] >= 0 and one["x"] + one["width"] <= 390
        take.tap()
        assert card.locator(".fk-chip").count() == 1


# --- the keyboard, and the page around the card


def test_escape_leaves_the_card_and_a_first_escape_only_what_is_begun_in_it(shown):
    page, card, _ = shown("02/the-condition")
    card.locator(".fk-words").focus()
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Escape")
    inside = "(e) => e.contains(document.activeElement)"
    assert card.evaluate(inside) and not card.locator(".fk-range").count()
    page.keyboard.press("Escape")
    assert not card.evaluate(inside)


def test_a_card_that_comes_alive_takes_no_focus(shown, tmp_path):
    page, _, _ = shown("02/who-signed")
    page.evaluate(
        "document.body.append(Object.assign(document.createElement('input'), { id: 'x' }))"
    )
    page.locator("#x").focus()
    exercise = EXERCISES["02/the-condition"]
    state = json.loads(json.dumps(Bare(exercise, Record(tmp_path / "record.sqlite")).state()))
    again = {"script": script(*exercise.steps), "state": state}
    page.evaluate("(again) => show('again', again)", again)
    page.locator(".fk-exercise").nth(1).wait_for()
    page.wait_for_timeout(200)
    assert page.locator("#x").evaluate("(e) => e === document.activeElement")


def test_in_a_column_that_is_too_narrow_a_card_keeps_a_width_and_asks_for_room(shown):
    page, card, _ = shown("02/who-signed")
    assert page.locator(".fk-room").count() == 0
    card.evaluate("(e) => (e.parentElement.style.width = '26px')")
    page.locator(".fk-room:popover-open").wait_for()
    assert card.evaluate("(e) => e.offsetWidth") >= 250
    assert "Close the file list" in page.locator(".fk-room").inner_text()
    card.evaluate("(e) => (e.parentElement.style.width = '')")
    page.locator(".fk-room").wait_for(state="detached")


@pytest.mark.parametrize(
    "report, link",
    [
        (
            "https://example.org/new?title={exercise}",
            "title=exercise%2002%2Fwho-signed%2C%20version",
        ),
        ("mailto:kit@example.org?subject={exercise}", "subject=exercise%2002%2Fwho-signed"),
        ("", None),
    ],
)
def test_a_mistake_is_reported_to_the_address_of_the_kit_or_to_the_instructor(report, link, shown):
    _, card, exercise = shown("02/who-signed", report=report)
    if link:
        assert link in card.locator("a.fk-report").get_attribute("href")
    else:
        card.locator(".fk-report summary").click()
        assert f"exercise 02/who-signed, version {exercise.version}" in card.inner_text()


def test_with_forced_colors_right_wrong_and_deciding_words_differ_in_more_than_color(chrome, shown):
    with chrome.new_context(forced_colors="active") as forced:
        page, card, exercise = shown("02/five-subjects", forced.new_page())
        found, beside = _place(exercise, "Outer Mongolia"), _place(exercise, "war against Japan")
        given(page, card, exercise, [list(found), list(beside)])
        checked(page, card)
        lines = [
            card.locator(f".fk-words .fk-marked-{how}").first.evaluate(
                "(e) => getComputedStyle(e).textDecorationStyle"
            )
            for how in ("right", "again")
        ]
        assert lines == ["solid", "dashed"]
        card.locator(".fk-show").click()
        lit = card.locator(".fk-words mark.fk-shown").last
        paper = card.evaluate("(e) => getComputedStyle(e).backgroundColor")
        assert lit.evaluate("(e) => getComputedStyle(e).backgroundColor") != paper


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_can_be_pressed_can_be_read_while_it_is_pointed_at(chrome, shown, scheme):
    with chrome.new_context(color_scheme=scheme) as window:
        page, card, exercise = shown("02/who-signed", window.new_page())
        for name in (".fk-check", ".fk-hint", ".fk-retry", ".fk-show"):
            if name == ".fk-retry":
                given(page, card, exercise, responses.wrong(exercise))
                checked(page, card)
            card.locator(name).hover()
            browser.expect_accessible(page, name, f"pointed at, {scheme}")


def test_with_reduced_motion_the_reply_is_there_at_once(chrome, shown):
    with chrome.new_context(reduced_motion="reduce") as still:
        page, card, exercise = shown("02/left-out", still.new_page())
        given(page, card, exercise, responses.wrong(exercise))
        card.locator(".fk-check").click()
        card.locator(".fk-headline").wait_for()
        page.wait_for_timeout(60)
        assert card.locator(".fk-headline").evaluate(VISIBLE)


@pytest.mark.parametrize("id", EACH)
def test_a_reply_is_accessible_and_names_no_id(id, shown):
    page, card, exercise = shown(id)
    given(page, card, exercise, responses.wrong(exercise))
    checked(page, card)
    browser.expect_accessible(page, ".fk-exercise", "point")
    card.locator(".fk-show").click()
    card.locator(".fk-fold").evaluate_all("(all) => all.forEach((one) => (one.open = true))")
    browser.expect_accessible(page, ".fk-exercise", "told")
    ids = [part.id for part in exercise.parts if "-" in part.id and " " not in part.id]
    assert not [one for one in ids if one in card.locator(".fk-feedback").inner_text()]
