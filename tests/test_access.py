"""For everyone: both themes, a phone's width, 200 % zoom, axe-core in every state, figures by keyboard."""

from dataclasses import replace

import browser
import fruskit
from fruskit.markup import language
import pytest
import responses
import samples

pytestmark = pytest.mark.browser
TARGETS = ", ".join(
    f"{name}:visible"
    for name in (
        "button:not(.fk-term)",  # one in a sentence is as high as its line
        "label.fk-option",
        "label.fk-bin",
        "label.fk-none",
        "select",
        "textarea",
        "summary",
        ".fk-entry",
    )
)

SMALLER_THAN_24 = """(targets) => targets
  .filter((e) => { const box = e.getBoundingClientRect(); return box.width < 24 || box.height < 24; })
  .map((e) => e.innerText)"""

WITHIN = """(card) => {
  const right = (node) => node.getBoundingClientRect().right;
  return right(card) <= right(card.closest(".jp-Cell")) + 1;
}"""


COLORS = ("color-contrast", "link-in-text-block")  # all that another theme can change


@pytest.mark.parametrize("lesson", [samples.NOTEBOOK])  # before other tests answer there
def test_each_kind_is_answered_by_mouse_and_axe_finds_nothing_in_any_state_by_day_or_in_the_dark(
    lesson, lesson_page
):
    page = lesson_page(lesson)
    page.set_viewport_size({"width": 1280, "height": 16_000})  # so that all of them are drawn
    page.locator(".fk-figure").nth(len(samples.FIGURES) - 1).wait_for()
    page.evaluate("document.querySelectorAll('.fk-figure details').forEach((e) => (e.open = true))")
    cards = {id: browser.exercise_on(page, id) for id in samples.EXERCISES}
    for card in list(cards.values())[:3]:  # problems and hints look the same in all kinds
        card.locator(".fk-check").click()
        card.locator(".fk-problem:not(:empty)").wait_for()
        card.locator(".fk-hint").click()
        card.locator(".fk-hints li").first.wait_for()
    expect_accessible(page, ".fk-exercise, .fk-figure", "open", "Light", "Dark")
    for state, response, themes in (
        ("wrong", responses.wrong, ("Dark", "Light")),
        ("right", responses.right, ("Light", "Dark")),
    ):
        for id, exercise in samples.EXERCISES.items():
            browser.answer(page, cards[id], exercise, response(exercise))
            browser.expect(cards[id], exercise, response(exercise))
        expect_accessible(page, ".fk-exercise", state, *themes)
    assert page.locator(".fk-exercise").count() == len(samples.EXERCISES)
    browser.show_in(page, "Light")
    page.set_viewport_size({"width": 1280, "height": 900})


def expect_accessible(page, selector, state, *themes):
    """In the themes in turn; in the dark, where only the colors are others, only they are looked at."""
    for theme in themes:
        browser.show_in(page, theme)
        rules = COLORS if theme == "Dark" else ()
        browser.expect_accessible(page, selector, f"{state}, {theme}", rules)


def test_no_exercise_needs_sideways_scrolling_on_a_phone_or_at_200_percent(lab, chrome):
    with chrome.new_context(
        viewport={"width": 390, "height": 800}, device_scale_factor=2
    ) as window:
        page = window.new_page()
        browser.open_lesson(page, lab, samples.NOTEBOOK, run=False)
        page.keyboard.press("Control+b")  # the file list leaves a phone no room
        browser.run_all(page)
        for width in (390, 640):
            page.set_viewport_size({"width": width, "height": 800})
            for id in samples.EXERCISES:
                card = browser.exercise_on(page, id)
                assert card.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1"), (id, width)
                assert card.bounding_box()["width"] > 150
                browser.fresh(card)
                assert card.locator(TARGETS).evaluate_all(SMALLER_THAN_24) == [], (id, width)
        page.set_viewport_size({"width": 390, "height": 800})
        browser.open_instead(page, "00-start-here")
        card = browser.exercise_on(page, "00/parts-of-the-page")  # its lists have long lines
        assert card.evaluate(WITHIN), "a card is no wider than its cell"


# --- figures, on a plain page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_layers_are_switched_by_keyboard_and_axe_finds_nothing_in_figures(theme, open_page):
    ink, paper = ("#000", "#fff") if theme == "light" else ("#fff", "#111")
    figures = (
        fruskit.page("provisions", "silences"),
        fruskit.timeline(),
        fruskit.map_of_places(),
        fruskit.citation_graph(),
        fruskit.progress(),
    )
    still = (replace(figure, saved=None, page_of=None) for figure in figures)
    shown = "\n".join(figure._repr_mimebundle_()["text/html"] for figure in still)
    page = open_page(375, 800)
    page.set_content(
        f'<!doctype html><html lang="en"><title>Figures</title><body data-jp-theme-light="{str(theme == "light").lower()}"'
        f' style="--jp-content-font-color0: {ink}; --jp-layout-color0: {paper}; background: {paper}">'
        f"<main><h1 style='color: {ink}'>Figures</h1>{shown}</main></body></html>"
    )
    page.evaluate("document.querySelectorAll('details').forEach((e) => (e.open = true))")
    assert browser.violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    where = (
        "(points) => new Set(points.map((e) => Math.round(e.getBoundingClientRect().left))).size"
    )
    points = page.locator(".fk-timeline .fk-point")
    assert points.evaluate_all(where) <= 2  # on a phone time runs down, dots and diamonds
    page.set_viewport_size({"width": 1280, "height": 800})
    assert points.evaluate_all(where) > 10  # and across where there is room
    page.set_viewport_size({"width": 375, "height": 800})
    mark = page.locator(".fk-mark").first
    tip, margin = mark.locator(".fk-tip"), page.locator(".fk-silences")
    assert margin.is_visible() and page.locator(".fk-map svg").first.is_visible()
    assert not tip.is_visible()
    mark.focus()
    assert tip.is_visible() and tip.inner_text() == "provisions: subject"
    page.locator(".fk-on-provisions").focus()
    page.keyboard.press("Space")
    mark.focus()
    assert not tip.locator("span").is_visible() and margin.is_visible()
    page.locator(".fk-on-silences").focus()
    page.keyboard.press("Space")
    assert not margin.is_visible()
    page.keyboard.press("Space")
    assert margin.is_visible() and not tip.locator("span").is_visible()


@pytest.mark.parametrize("theme", ["vscode-dark", "vscode-high-contrast"])
def test_in_vs_code_which_lays_widgets_on_white_cards_and_figures_have_its_own_dark_colors(
    theme, open_page
):
    page = open_page()
    page.set_content(f"""<style>
      :root {{ --jp-content-font-color0: #000; --jp-layout-color0: #fff; }} /* its widgets bring these */
      :root {{ --vscode-foreground: #ccc; --vscode-editor-background: #111; }}
      .cell-output-ipywidget-background {{ background: white !important; }}
      {language()} .fk-exercise {{ color: var(--fk-ink); background: var(--fk-paper); }}
      </style><body class="{theme}">
      <div class="cell-output-ipywidget-background"><div class="fk-exercise">A card</div></div>""")
    seen = """(card) => [card, card.parentElement].map(getComputedStyle)
      .map(({ color, backgroundColor, colorScheme }) => [color, backgroundColor, colorScheme])"""
    [card, around] = page.locator(".fk-exercise").evaluate(seen)
    assert card == ["rgb(204, 204, 204)", "rgb(17, 17, 17)", "dark"]
    assert around[1] == "rgba(0, 0, 0, 0)"
