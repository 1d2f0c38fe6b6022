"""The words of the trade: explained where they first come, in a list, on paper, and on the cards."""

from pathlib import Path
import re

import browser
import fruskit
from fruskit.author.check import check
from fruskit.cards import draw, view_of
from fruskit.claims.glossary import Gloss, Glossary, load
from fruskit.kit.folder import Kit
from fruskit.kit.lessons import lessons
from fruskit.record import Record
import pytest
import responses

ROOT = Path(__file__).resolve().parents[1]
KIT = Kit(ROOT)
KNOWN = load(KIT)
LESSONS = lessons(KIT)
# What a reader passes before a lesson's body: its title and aims; and what looks back or ahead.
FRAME = re.compile(r"# |\*\*(After this|Next|For discussion|Further)|## What you have learned")


def term(word, *also, meaning="What it means.", **more):
    return Gloss(word.lower(), word, also, meaning, **more)


def test_a_word_is_found_with_any_capitals_and_a_plural_and_an_abbreviation_only_as_it_is():
    known = Glossary((term("editor’s note"), term("concurrence", "concur"), term("NSC")))
    text = "Editor's  Notes on the NSC: Concurrences. To concur, nsc, concurrently."
    assert list(known.used(text)) == ["Editor's  Notes", "NSC", "Concurrences", "concur"]
    assert known.used("Concur")["Concur"].word == "concurrence"


def test_of_two_words_in_one_place_the_longer_is_meant():
    known = Glossary((term("edition"), term("documentary edition")))
    assert [t.word for t in known.used("a documentary edition").values()] == ["documentary edition"]


def test_a_word_that_has_other_meanings_too_is_left_to_the_list():
    known = Glossary((term("entry", list_only=True),))
    assert known.used("an entry") == {} and known.terms[0].is_in("an entry")


def test_a_kit_without_a_glossary_has_exercises_a_handout_and_a_list_that_says_so(
    tmp_path, monkeypatch
):
    browser.copy_kit(tmp_path)
    (tmp_path / "data" / "glossary.toml").unlink()
    monkeypatch.setenv("FRUSKIT_KIT", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert check(Kit(tmp_path)).problems == []
    assert draw.draw(fruskit.exercise("02/the-condition")).view["terms"] == []
    assert 'class="words"' not in fruskit.handout("02")
    assert fruskit.glossary().text.startswith("This kit explains no words yet")


@pytest.mark.parametrize(
    "old, new, what",
    [
        (
            'word = "concurrence"\nalso = ["concur", "concurred"]',
            'word = "zeugma"',
            "occurs nowhere",
        ),
        ('work = "frus-history"', 'work = "frus-histories"', "is not in data/bibliography.json"),
        ('meaning = "The main claim of an essay."', 'meaning = ""', "it is empty"),
    ],
)
def test_what_is_wrong_with_a_word_is_told_by_its_entry(tmp_path, old, new, what):
    browser.copy_kit(tmp_path)
    path = tmp_path / "data" / "glossary.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    (told,) = map(str, check(Kit(tmp_path)).problems)
    assert told.startswith("data/glossary.toml, word “") and what in told


@pytest.mark.parametrize("one", KNOWN.terms, ids=lambda one: one.id)
def test_a_word_is_set_off_where_the_lessons_first_have_it(one):
    """In italics, in bold, or in quotation marks: so a reader sees that it is being explained."""
    for lesson in LESSONS:
        for cell in lesson.cells:
            if not isinstance(cell, str) or FRAME.match(cell):
                continue
            body = re.sub(r"^#.*|\]\([^)]*\)", "", cell, flags=re.M)
            if one.is_in(body):
                set_off = re.findall(r"\*([^*\n]+)\*|“([^”]+)”", body)
                assert any(one.is_in(" ".join(words)) for words in set_off), (lesson.name, body)
                return


def test_a_meaning_is_short_and_explains_the_word_by_others():
    for one in KNOWN.terms:
        assert len(one.meaning.split()) <= 32, one.word
        rest = one.meaning.partition(".")[0]
        assert not one.is_in(rest) or one.id in ("official-record", "white-paper"), one.word


def test_the_list_has_every_word_with_the_lesson_where_it_first_comes():
    lines = fruskit.glossary().text.splitlines()
    assert len(lines) == len(KNOWN.terms) and lines == sorted(lines, key=str.casefold)
    assert "concurrence (02): The agreement of someone whose consent is needed." in lines


def test_paper_has_the_words_of_its_lesson_and_no_others():
    shown = fruskit.handout("02").partition('<section class="words">')[2]
    assert "<dt>concurrence</dt>" in shown and "<dt>emendation</dt>" not in shown


# --- in a browser

_HOST = """async ([script, state]) => {
  const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const model = { get: (key) => state[key] ?? null, set(key, value) { state[key] = value; }, on() {}, off() {}, send() {} };
  (await import(url)).default.render({ model, el: document.querySelector("main") });
}"""


@pytest.fixture
def card(open_page, path):
    """A page with the card of lesson 02’s condition, wrongly answered."""
    exercise = fruskit.exercise("02/the-condition")
    view, drawing = view_of(exercise, Record(path)), draw.draw(exercise)
    wrong = responses.wrong(exercise)
    result = draw.result(drawing, exercise.mark(wrong), wrong, 1, False)
    page = open_page()
    head = "<!doctype html><html lang=en><title>A card</title>"
    page.set_content(f"{head}<body><main><h1>A card</h1></main></body></html>")
    state = {"view": drawing.view, "result": result, "hints": list(exercise.hints), "problem": ""}
    page.evaluate(_HOST, [view._esm, state])
    return page


@pytest.mark.browser
def test_a_word_of_a_card_is_explained_to_mouse_keyboard_and_finger_and_escape_closes_it(card):
    word = card.locator(".fk-prompt .fk-term")
    tip = card.locator(f"#{word.get_attribute('aria-describedby')}")
    assert (word.inner_text(), tip.is_visible()) == ("provisions", False)
    word.hover()
    assert tip.inner_text() == "provision: A part of an agreement that settles one matter."
    tip.hover()
    assert tip.is_visible(), "one may point at what it says"
    card.mouse.move(0, 0)
    tip.wait_for(state="hidden")
    for _ in range(5):  # other things of the card may come before it
        if not word.evaluate("(e) => e === document.activeElement"):
            card.keyboard.press("Tab")
    assert tip.is_visible()
    assert browser.violations(card) == []
    card.keyboard.press("Escape")
    assert not tip.is_visible()
    word.dispatch_event("click")  # a finger’s: some browsers give it no focus
    assert tip.is_visible()
    box = tip.bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= 1280


@pytest.mark.browser
def test_words_of_the_work_area_are_in_a_list_and_the_text_itself_is_left_alone(card):
    listed = card.locator(".fk-lexicon")
    assert (
        listed.locator("summary")
        .inner_text()
        .startswith("Words explained: editor’s note, concurrence")
    )
    listed.locator("summary").click()
    assert "someone whose consent is needed" in listed.inner_text()
    assert card.locator(":is(.fk-words, figure, blockquote) .fk-term").count() == 0
    assert card.locator(".fk-said .fk-term").count() > 0
    assert browser.violations(card) == []
