"""For everyone: both themes, a phone's width, 200 % zoom, axe-core in every state, figures by keyboard."""

import browser
import fruskit
import pytest
import responses
import samples

pytestmark = pytest.mark.browser
THEMES = ("JupyterLab Light", "JupyterLab Dark")
TARGETS = ", ".join(
    f"{name}:visible"
    for name in (
        "button",
        "label.fk-option",
        "label.fk-bin",
        "label.fk-none",
        "select",
        "textarea",
        "summary",
        ".fk-entry",
    )
)


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_no_violation_in_any_exercise_or_figure_in_any_state(theme, chrome, tmp_path):
    kit = browser.copy_kit(tmp_path)
    samples.add_to(kit)
    with browser.jupyterlab(kit, tmp_path / "record.sqlite", theme) as address:
        page = chrome.new_context(viewport={"width": 1280, "height": 900}).new_page()
        browser.open_lesson(page, address, samples.NOTEBOOK)
        assert (
            page.locator("body").get_attribute("data-jp-theme-light")
            == str(theme == THEMES[0]).lower()
        )
        for id, exercise in samples.EXERCISES.items():
            card = browser.exercise_on(page, id)
            selector = f'.fk-exercise[data-exercise="{id}"]'
            browser.expect_accessible(page, selector, "open")
            card.locator(".fk-check").click()
            card.locator(".fk-problem:not(:empty)").wait_for()
            card.locator(".fk-hint").click()
            card.locator(".fk-hints li").first.wait_for()
            browser.expect_accessible(page, selector, "empty answer, hint")
            browser.answer(page, card, exercise, responses.wrong(exercise))
            browser.expect_accessible(page, selector, "wrong")
            browser.answer(page, card, exercise, responses.right(exercise))
            browser.expect_accessible(page, selector, "right")
        page.context.close()
        for lesson in ("02-yalta-provisions", "03-negotiation-chronology"):
            page = chrome.new_context(viewport={"width": 1280, "height": 12_000}).new_page()
            browser.open_lesson(page, address, lesson)
            page.locator(".fk-figure").nth(3).wait_for()  # all cells are drawn, some a little later
            page.evaluate(
                "document.querySelectorAll('.fk-figure details').forEach((e) => (e.open = true))"
            )
            browser.expect_accessible(page, ".fk-figure", f"figures of {lesson}")
            page.context.close()


@pytest.mark.parametrize("width, scale", [(390, 1), (640, 2)], ids=["phone", "200 % zoom"])
def test_no_exercise_needs_sideways_scrolling(width, scale, lab, chrome):
    page = chrome.new_context(
        viewport={"width": width, "height": 800}, device_scale_factor=scale
    ).new_page()
    page.goto(f"{lab}/lab/tree/{samples.NOTEBOOK}.ipynb?reset&token={browser.TOKEN}")
    page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell", timeout=90_000)
    page.keyboard.press("Control+b")  # the file list leaves a phone no room
    browser.run_all(page)
    for id in samples.EXERCISES:
        card = browser.exercise_on(page, id)
        assert card.evaluate("(e) => e.scrollWidth <= e.clientWidth + 1"), id
        assert card.bounding_box()["width"] > 150
        browser.fresh(card)
        for target in card.locator(TARGETS).all():
            box = target.bounding_box()
            assert box["width"] >= 24 and box["height"] >= 24, (id, target.inner_text())
    page.context.close()


# --- figures, on a plain page


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_layers_are_switched_by_keyboard_and_axe_finds_nothing_in_map_and_graph(theme, chrome):
    from axe_playwright_python.sync_playwright import Axe

    ink, paper = ("#000", "#fff") if theme == "light" else ("#fff", "#111")
    figures = (
        fruskit.page("provisions", "silences"),
        fruskit.map_of_places(),
        fruskit.citation_graph(),
    )
    shown = "\n".join(figure._repr_mimebundle_()["text/html"] for figure in figures)
    page = chrome.new_page(viewport={"width": 375, "height": 800})
    page.set_content(
        f'<!doctype html><html lang="en"><title>Figures</title><body data-jp-theme-light="{str(theme == "light").lower()}"'
        f' style="--jp-content-font-color0: {ink}; --jp-layout-color0: {paper}; background: {paper}">'
        f"<main><h1 style='color: {ink}'>Figures</h1>{shown}</main></body></html>"
    )
    page.evaluate("document.querySelectorAll('details').forEach((e) => (e.open = true))")
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    sign, margin = page.locator(".fk-sheet .fk-sign").first, page.locator(".fk-silences")
    assert sign.is_visible() and margin.is_visible() and page.locator(".fk-map").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert not sign.is_visible() and margin.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert not margin.is_visible()
    page.keyboard.press("Space")
    assert margin.is_visible() and not sign.is_visible()
    page.close()
