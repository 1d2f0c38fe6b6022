"""Figures say what the data says, in picture and in words, and nothing by colour alone."""

from dataclasses import replace
from html.parser import HTMLParser
import re

import pytest

import fruskit
from fruskit.annotations import Annotations
from fruskit.errors import FruskitError
from fruskit.figures import concordance, elsewhere, page, timeline
from fruskit.figures.page import LAYERS

SECTION = fruskit.load()
NOTES = fruskit._annotations(fruskit._kit(), SECTION)


class Words(HTMLParser):
    """The words within elements of a class, one string for each run of such an element."""

    def __init__(self, html, cls):
        super().__init__()
        self.cls, self.stack, self.found = cls, [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag not in ("br", "meta"):
            self.stack.append(self.cls in (dict(attributes).get("class") or "").split())

    def handle_endtag(self, tag):
        self.stack.pop()

    def handle_data(self, data):
        self.found += data if any(self.stack) else "\0"


def within(html, cls):
    return Words(html.partition('<ul class="fk-key"')[0], cls).found


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_marks_the_very_words_of_its_annotations(layer):
    figure = page(SECTION, NOTES, [layer])
    marked = within(figure.html, f"fk-in-{layer}").replace("\0", "")
    spans = [marking.span for marking in LAYERS[layer](SECTION, NOTES)]
    covered = {(span.block, at) for span in spans for at in range(span.start, span.end)}
    breaks = {(block, at) for block, at in covered if SECTION.block(block).text[at] == "\n"}
    assert len(marked.replace("\n", "")) == len(covered - breaks)
    assert all(span.text.replace("\n", "") in marked.replace("\n", "") for span in spans)


def test_a_page_without_layers_is_the_text_and_nothing_else():
    figure = page(SECTION, NOTES)
    assert figure.text == SECTION.text
    assert "fk-in-" not in figure.html and "<details" not in figure.html


def test_layers_that_overlap_keep_every_word_in_place():
    every = page(SECTION, NOTES, list(LAYERS)).html.partition('<ul class="fk-key"')[0]
    words = re.sub(r"<[^>]+>", "", re.sub(r"<sup.*?</sup>|<br>", "", every))
    for block in SECTION.blocks:
        assert block.text.replace("\n", "") in words.replace("&amp;", "&"), block.id


def test_every_kind_of_marking_has_a_sign_of_its_own_and_is_told_in_words():
    html = page(SECTION, NOTES, ["provisions", "events"]).html
    key = html.partition('<ul class="fk-key"')[2]
    signs = re.findall(r'<sup class="fk-sign">(.)</sup>', key)
    assert len(signs) == len(set(signs)) == 6
    for entry in (*NOTES.of("provision"), *NOTES.of("event")):
        assert entry.span.text in key


def test_an_unknown_layer_is_refused_with_the_nearest():
    with pytest.raises(FruskitError, match="Nearest: “provisions”"):
        page(SECTION, NOTES, ["provision"])


def test_an_emendation_keeps_the_misprint_and_gives_its_reason():
    html = page(SECTION, NOTES, ["emendations"]).html
    assert "4546" in within(html, "fk-in-emendations")
    assert "45–46" not in html.partition('<ul class="fk-key"')[0]
    assert "loses en dashes" in html


def shapes(kind):
    return re.findall(rf'<(\w+) class="fk-{kind}"', timeline(NOTES).html)


def test_undated_events_are_spans_and_dated_ones_are_points():
    counts = {
        c: sum(e.fields["certainty"] == c for e in NOTES.of("event"))
        for c in ("stated", "year-inferred", "undated")
    }
    assert shapes("undated-bar") == ["rect"] * counts["undated"] and counts["undated"] >= 2
    assert shapes("stated") == ["circle"] * counts["stated"]
    assert shapes("year-inferred") == ["circle"] * counts["year-inferred"]


def test_an_undated_event_spans_from_the_dated_event_before_it_to_the_one_after():
    html = timeline(NOTES).html
    inferred = float(re.search(r'class="fk-year-inferred" cx="(\d+)"', html).group(1))
    last = max(float(x) for x in re.findall(r'class="fk-stated" cx="(\d+)"', html))
    for x, width in re.findall(r'class="fk-undated-bar" x="(\d+)" y="\d+" width="(\d+)"', html):
        assert abs(float(x) - inferred) <= 1 and abs(float(x) + float(width) - last) <= 1


def test_days_after_the_break_are_to_scale():
    html = timeline(NOTES).html
    at = {
        words: float(x)
        for x, words in re.findall(
            r'<text class="fk-tick" text-anchor="\w+" x="(\d+)" y="\d+">([^<]+)<', html
        )
    }
    points = [float(x) for x in re.findall(r'class="fk-elsewhere" d="M(\d+)', html)]
    perday = (at["Aug 14"] - at["Aug 1"]) / 13
    june30, july2 = points[0], points[1]
    assert abs((july2 - june30) - 2 * perday) < 1.5


def test_the_timeline_says_every_event_and_every_dated_fact_in_words_with_its_source():
    figure = timeline(NOTES)
    for event in NOTES.of("event"):
        assert event.fields["what"] in figure.text and event.fields["what"] in figure.html.replace(
            "&#x27;", "'"
        )
    for id in (
        "stalin-receives-soong",
        "truman-stalin-noon",
        "conference-bounds",
        "stalin-soong-again",
    ):
        fact = NOTES.facts[id]
        assert fact.text in figure.text and fact.source.replace("*", "") in figure.text


def test_a_fact_from_elsewhere_carries_its_source_and_says_that_it_is_not_the_sections():
    html = elsewhere(NOTES, ["terms-in-summary"]).html
    assert (
        "The section itself does not say this" in html
        and "document 127 (Churchill to Forde" in html
    )
    with pytest.raises(FruskitError, match="Nearest: “terms-in-summary”"):
        elsewhere(NOTES, ["terms-in-sumary"])


def test_text_from_files_is_never_markup():
    evil = "<script>alert(1)</script>"
    block = replace(SECTION.blocks[1], text=evil + SECTION.blocks[1].text)
    section = replace(
        SECTION, blocks=(SECTION.blocks[0], block, *SECTION.blocks[2:]), marks=(), emendations=()
    )
    fact = replace(NOTES.facts["page-45"], text=evil, link="javascript:alert(1)", date="1945-07-01")
    notes = Annotations(NOTES.entries, {"page-45": fact})
    for figure in (page(section, notes, ()), timeline(notes), elsewhere(notes, ["page-45"])):
        assert "<script" not in figure.html and "javascript:" not in figure.html
        assert "&lt;script" in figure.html


def test_the_same_data_gives_the_same_figure():
    assert page(SECTION, NOTES, list(LAYERS)) == page(SECTION, NOTES, list(LAYERS))
    assert timeline(NOTES).html == timeline(NOTES).html


def test_a_concordance_gives_every_place_in_its_line_and_a_silence_as_a_silence():
    figure = concordance(SECTION, "concurrence")
    assert figure.html.count("<strong>concurrence</strong>") == 2
    assert "would require the <strong>concurrence</strong> of Generalissimo" in figure.html
    assert "stands nowhere in the 10 parts" in concordance(SECTION, "Sakhalin").text
    assert "<b>" not in concordance(SECTION, "<b>").html
    assert concordance(SECTION, "574").text.endswith("  No. [574] Briefing Book Paper (document entry)")
