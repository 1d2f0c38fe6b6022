"""Figures say what the data says, in picture and in words, and nothing by colour alone."""

from dataclasses import replace
from html.parser import HTMLParser
import json
from pathlib import Path
import re
from unicodedata import normalize

import fruskit
from fruskit.claims.annotations import Annotations, load, works
from fruskit.errors import FruskitError
from fruskit.kit.folder import find_kit, Kit
from fruskit.publishing.figures.citation_graph import citation_graph, claim
from fruskit.publishing.figures.concordance import concordance
from fruskit.publishing.figures.facts import elsewhere
from fruskit.publishing.figures.layers import highlights, LAYERS, OTHER_NAMES
from fruskit.publishing.figures.map import map_of_places
from fruskit.publishing.figures.page import page
from fruskit.publishing.figures.picture import picture
from fruskit.publishing.figures.timeline import timeline
from fruskit.volumes.text import Block
import pytest

ROOT = Path(__file__).resolve().parents[1]
SECTION = fruskit.load()
KIT = find_kit()
NOTES, WORKS = load(KIT, SECTION), works(KIT)


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
        if self.stack:  # what closes below belongs to what was cut off above
            self.stack.pop()

    def handle_data(self, data):
        self.found += data if any(self.stack) else "\0"


def within(html, cls):
    return Words(sheet(html), cls).found


def sheet(html):
    """The sheet itself, without switches, list and what is said beside its words."""
    sheet = re.split("<details|<aside", html[html.index('<div class="fk-sheet"') :])[0]
    return re.sub(r'<span class="fk-tip".*?</span></span>', "", sheet)


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_marks_the_very_words_of_its_annotations(layer):
    figure = page(SECTION, NOTES, [layer])
    marked = within(figure.html, f"fk-in-{layer}").replace("\0", "")
    spans = [marking.span for marking in highlights(layer, SECTION, NOTES)]
    covered = {(span.block, at) for span in spans for at in range(span.start, span.end)}
    breaks = {(block, at) for block, at in covered if SECTION.block(block).text[at] == "\n"}
    assert len(marked.replace("\n", "")) == len(covered - breaks)
    assert all(span.text.replace("\n", "") in marked.replace("\n", "") for span in spans)


def test_a_page_without_layers_is_the_text_and_nothing_else():
    figure = page(SECTION, NOTES)
    assert figure.text == SECTION.text
    assert "fk-in-" not in figure.html and "<details" not in figure.html


def test_layers_that_overlap_keep_every_word_in_place():
    every = sheet(page(SECTION, NOTES, list(LAYERS)).html)
    words = re.sub(r"<[^>]+>", "", re.sub(r"<sup.*?</sup>|<br>", "", every))
    for block in SECTION.blocks:
        assert block.text.replace("\n", "") in words.replace("&amp;", "&"), block.id


def test_words_in_several_layers_have_a_line_for_each():
    html = page(SECTION, NOTES, list(LAYERS)).html
    of_signing = re.search(r'<span class="fk-mark"[^>]*>(?:(?!fk-mark).)*?February 11, 1945', html)
    assert re.findall(r"fk-line-(\d)", of_signing[0]) == ["1", "0"]
    assert "<span>" not in of_signing[0]


def test_every_kind_is_told_beside_its_words_in_the_switches_and_in_a_list():
    html = page(SECTION, NOTES, ["provisions", "events"]).html
    switches, _, rest = html.partition("</fieldset>")
    listed = rest.partition("<details")[2]
    said = {("provisions", entry.fields["kind"]) for entry in NOTES.of("provision")}
    said |= {("events", e.fields["certainty"].replace("-", " ")) for e in NOTES.of("event")}
    for layer, kind in said:
        assert f'<span class="fk-of-{layer}">{layer}: {kind}</span>' in rest
        assert f"fk-is-{kind.replace(' ', '-')}" in switches and f">{kind}</span>" in switches
    for entry in (*NOTES.of("provision"), *NOTES.of("event")):
        assert entry.span.text in listed


def test_each_marked_place_is_reached_by_keyboard_once_and_its_sign_is_hidden_without_style():
    html = page(SECTION, NOTES, ["provisions"]).html
    assert html.count('tabindex="0"') == len(NOTES.of("provision"))
    assert html.count('class="fk-tip"') == html.count('class="fk-tip" hidden="hidden"')


def test_an_unknown_layer_is_refused_with_the_nearest():
    with pytest.raises(FruskitError, match="Nearest: “provisions”"):
        page(SECTION, NOTES, ["provision"])


def test_an_emendation_keeps_the_misprint_and_gives_its_reason():
    html = page(SECTION, NOTES, ["emendations"]).html
    assert "4546" in within(html, "fk-in-emendations")
    assert "45–46" not in sheet(html)
    assert "loses the dash" in html


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
    block = SECTION.blocks[1]._replace(text=evil + SECTION.blocks[1].text)
    section = replace(
        SECTION, blocks=(SECTION.blocks[0], block, *SECTION.blocks[2:]), phrases=(), emendations=()
    )
    fact = NOTES.facts["page-45"]._replace(text=evil, link="javascript:alert(1)", date="1945-07-01")
    notes = Annotations(NOTES.entries, {"page-45": fact})
    for figure in (page(section, notes, ()), timeline(notes), elsewhere(notes, ["page-45"])):
        assert "<script" not in figure.html and "javascript:" not in figure.html
        assert "&lt;script" in figure.html


def test_the_same_data_gives_the_same_figure():
    assert page(SECTION, NOTES, list(LAYERS)) == page(SECTION, NOTES, list(LAYERS))
    assert timeline(NOTES).html == timeline(NOTES).html


ENVOY = (
    "The envoy met President\u02bcs adviser in Łódź; he said the Préfet would not go. The "
    "Soviet\xadUnion's plans for co\xadoper\xadation went to the Joint\nChiefs of Staff and to "
    "represent-atives of “both”."
)


def section_of(text):
    return replace(SECTION, blocks=(Block("p", "paragraph", "857", text, SECTION.id),), pages=())


@pytest.mark.parametrize(
    "asked",
    [
        "Joint Chiefs of Staff",
        normalize("NFD", "the Préfet"),
        "cooperation",
        "President’s adviser",
        "President's adviser",
        "SovietUnion’s plans",
        "«both»",
    ],
)
def test_a_concordance_finds_what_a_reader_sees_though_other_characters_are_printed(asked):
    said = concordance(section_of(ENVOY), asked).text
    assert said.startswith(f"“{asked}” appears in 1 place:") and said.count("\n") == 1


def test_a_concordance_finds_a_word_broken_at_a_lines_end_and_says_how_it_is_printed():
    figure = concordance(section_of(ENVOY), "representatives")
    assert figure.text.startswith("“representatives” is printed with a hyphen in 1 place:\n")
    assert "[represent-atives]" in figure.text
    assert "<strong>represent-atives</strong>" in figure.html


def test_a_concordance_tells_words_of_other_capitals_accents_or_punctuation_apart():
    text = concordance(section_of("The Préfet, the prefet; the Prefet."), "the Prefet").text
    exact, others = text.split("With other capitals, accents or punctuation, in 2 places:")
    assert "[the Prefet]" in exact and "[The Préfet]" in others and "[the prefet]" in others


def test_a_concordance_gives_every_place_in_its_line_and_a_silence_as_a_silence():
    figure = concordance(SECTION, "concurrence")
    assert figure.html.count("Editor’s note, first paragraph (page 857)") == 2
    assert figure.html.count("<strong>concurrence</strong>") == 2
    assert "would require the <strong>concurrence</strong> of Generalissimo" in figure.html
    assert "does not appear in the 10 parts" in concordance(SECTION, "Sakhalin").text
    assert "<b>" not in concordance(SECTION, "<b>").html
    assert concordance(SECTION, "574").text.endswith(
        "  No. [574] Briefing Book Paper  Entry of No. 574 (page 858)"
    )


# --- layers that the reader switches


@pytest.mark.parametrize("layer", LAYERS)
def test_each_layer_has_a_ticked_box_and_a_rule_that_hides_all_of_it(layer):
    html = page(SECTION, NOTES, list(LAYERS)).html
    shown, _ = page(SECTION, NOTES, [layer])._repr_mimebundle_()
    style = shown["text/html"].partition("</style>")[0]
    assert f'<label><input type="checkbox" class="fk-on-{layer}" checked> <b>{layer}</b>' in html
    assert f".fk-figure:has(.fk-on-{layer}:not(:checked)) .fk-of-{layer}" in style
    of = (find.named for find in highlights(layer, SECTION, NOTES))
    assert all(f'<span class="fk-of-{layer}">{named}</span>' in html for named in of)


def test_without_its_style_a_page_shows_no_box_that_would_do_nothing():
    html = page(SECTION, NOTES, ["provisions"]).html
    assert re.search(
        r'<fieldset class="fk-switches" hidden="hidden">.*checkbox.*</fieldset>', html, re.DOTALL
    )
    assert "checkbox" not in page(SECTION, NOTES).html


@pytest.mark.parametrize("other, name", OTHER_NAMES.items())
def test_a_layer_may_be_called_by_its_other_name(other, name):
    assert page(SECTION, NOTES, [other]) == page(SECTION, NOTES, [name])


def test_the_dates_of_the_page_are_the_printed_ones_and_tell_the_one_without_its_year():
    marked = {(m.span.text, m.kind) for m in highlights("dates", SECTION, NOTES)}
    assert marked == {
        ("February 11, 1945", "date printed"),
        ("June 30", "year not printed"),
        ("August 14, 1945", "date printed"),
    }


def test_a_silence_is_shown_with_all_its_searches_and_the_sources_that_speak():
    figure = page(SECTION, NOTES, ["silences"])
    assert len(NOTES.silences) >= 9
    for silence in NOTES.silences:
        for said in (silence.what, *silence.searches, *(fact.text for fact in silence.elsewhere)):
            assert said in figure.text and said in unescaped(figure.html)


# --- the map


def unescaped(html):
    return html.replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")


def test_the_map_draws_every_place_that_has_a_point_or_a_line_and_no_other_as_the_sections():
    named = picture(KIT, "data/map.svg").named("place")
    assert named == {e.fields["name"] for e in NOTES.of("place")} - {"Washington"}
    figure = map_of_places(KIT, SECTION, NOTES)
    assert "Washington, a place of publication, is off the map" in figure.text
    for name in named:
        assert SECTION.find_all(name), "the map writes a name as the section does"


def test_the_map_says_what_it_shows_how_to_read_it_and_why_it_has_no_borders():
    figure = map_of_places(KIT, SECTION, NOTES)
    head, _, rest = figure.html.partition("</figcaption>")
    assert "Two ports, two railroads, and Outer Mongolia" in head and "Bold names" in head
    assert rest.count('role="img"') == rest.count("<svg") == 3
    for said in ("No borders are drawn.", "Natural Earth", "public domain"):
        assert said in figure.text and said in rest


def test_the_map_says_every_place_in_words_and_every_fact_that_is_known_of_it():
    figure = map_of_places(KIT, SECTION, NOTES)
    for entry in NOTES.of("place"):
        assert f"  {entry.fields['name']} (" in figure.text
        assert f"[{entry.span.text}]" in figure.text
    facts = {id for entry in NOTES.of("place") for id in entry.fields["elsewhere"]}
    for fact in facts:
        assert NOTES.facts[fact].text in figure.text
        assert NOTES.facts[fact].text in unescaped(figure.html)
    for station in picture(KIT, "data/map.svg").named("station") - {""}:
        assert any(station in NOTES.facts[fact].text for fact in facts), station


def test_a_kit_without_a_map_says_so_and_lists_its_places_all_the_same(tmp_path):
    figure = map_of_places(Kit(tmp_path), SECTION, NOTES)
    assert "This kit has no map" in figure.text and "<svg" not in figure.html
    assert "<details" not in figure.html and figure.html.count("<li>") == len(NOTES.of("place"))


@pytest.mark.parametrize(
    "old, new, told",
    [
        (">Dairen</text>", ">Darien</text>", "“Darien” is drawn as a name of the section"),
        ("<title>From Berlin", "<script>x</script><title>From", "it has an element “script”"),
        ('<path class="land"', '<path onload="x" class="land"', "it has an attribute onload=“x”"),
        ('class="land"', 'class="url(x)"', "it has an attribute class=“url(x)”"),
        ('class="land"', 'style="x"', "it has an attribute style=“x”"),
        ("<svg xmlns", "<!DOCTYPE svg><svg xmlns", "it declares a document type"),
        ("</svg>", "", "it cannot be read as SVG"),
    ],
)
def test_a_faulty_map_is_refused_with_its_place_and_a_remedy(tmp_path, old, new, told):
    (tmp_path / "data").mkdir()
    drawn = (ROOT / "data" / "map.svg").read_text(encoding="utf-8")
    assert old in drawn
    (tmp_path / "data" / "map.svg").write_text(drawn.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(FruskitError, match=r"^data/map\.svg") as refused:
        map_of_places(Kit(tmp_path), SECTION, NOTES)
    assert told in str(refused.value) and refused.value.remedy


def test_words_of_a_map_are_never_markup(tmp_path):
    (tmp_path / "data").mkdir()
    drawn = (ROOT / "data" / "map.svg").read_text(encoding="utf-8")
    evil = "&lt;img src=x onerror=alert(1)&gt;"
    for words in ("POLAND", "No borders are drawn", "From Berlin", "Bold names", "Two ports"):
        drawn = drawn.replace(words, evil)
    (tmp_path / "data" / "map.svg").write_text(drawn, encoding="utf-8")
    html = map_of_places(Kit(tmp_path), SECTION, NOTES).html
    assert "<img" not in html and html.count("&lt;img") == 5


# --- the citation graph


def test_the_graph_leads_every_citation_from_its_claim_to_its_work_and_where_that_is_kept():
    figure = citation_graph(SECTION, NOTES, WORKS)
    assert figure.html.count('class="fk-node fk-node-work"') == len(NOTES.of("citation")) + len(
        SECTION.documents
    )
    for entry in NOTES.of("citation"):
        work = WORKS[entry.fields["work"]]
        assert (work.get("title-short") or work["title"]) in figure.text and entry.fields[
            "locator"
        ] in figure.text
        for kept in work.get("custom", {}).get("kept", ()):
            assert kept["where"] in figure.text and f'href="{kept["link"]}"' in figure.html
    assert figure.text.count("file 740.00119 (Potsdam)/5–2446") == 2
    assert "National Archives, Record Group 59" in figure.text


def test_a_claim_is_the_sentence_up_to_its_note_and_initials_do_not_cut_it():
    first, second, third = SECTION.notes
    said = [claim(SECTION.block(n.block).text, n.offset) for n in (first, second, third)]
    assert said[0].startswith("The agreement signed by Stalin") and said[0].endswith(
        "the war against Japan"
    )
    assert said[1].startswith("They were interrupted") and said[1].endswith("on August 14, 1945.")
    assert said[2] == "See volume II, pages 4546, 476."
    assert (
        claim("It is so. With Prime Minister T. V. Soong he went", 99)
        == "With Prime Minister T. V. Soong he went"
    )
    for words in said:
        assert words in " ".join(block.text for block in SECTION.blocks)


def test_what_the_kit_does_not_know_of_a_works_place_it_says():
    works = {key: {k: v for k, v in work.items() if k != "custom"} for key, work in WORKS.items()}
    text = citation_graph(SECTION, NOTES, works).text
    assert text.count("not recorded in this kit") == 1
    assert text.count("- open end") == len(NOTES.of("citation")) + len(SECTION.documents)


class Balanced(HTMLParser):
    """Fails where an element is closed that is not open."""

    def __init__(self, html):
        super().__init__()
        self.open = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag not in ("br", "input", "meta"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


FIGURES = {
    "page": lambda section, notes: page(section, notes, list(LAYERS)),
    "timeline": lambda section, notes: timeline(notes),
    "map": lambda section, notes: map_of_places(KIT, section, notes),
    "places": lambda section, notes: map_of_places(Kit(ROOT / "tests"), section, notes),
    "graph": lambda section, notes: citation_graph(section, notes, WORKS),
}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_well_formed_has_no_script_and_is_the_same_each_time(name):
    figure = FIGURES[name](SECTION, NOTES)
    assert Balanced(figure.html).open == [] and "<script" not in figure.html
    assert not re.search(r"<[^>]*\son\w+=", figure.html)
    assert figure == FIGURES[name](SECTION, NOTES) and figure.text
    json.dumps(figure._repr_mimebundle_())


@pytest.mark.parametrize("name", ["page", "places", "graph"])
def test_words_of_notes_and_works_and_places_are_never_markup(name):
    evil = "<img src=x onerror=alert(1)>"
    entries = tuple(
        e._replace(fields=dict(e.fields) | {"name": evil, "locator": evil, "kind": evil})
        for e in NOTES.entries
    )
    facts = {
        id: fact._replace(text=evil, source=evil, link="javascript:alert(1)")
        for id, fact in NOTES.facts.items()
    }
    silences = tuple(
        s._replace(what=evil, searches=(evil,), elsewhere=tuple(facts[f.id] for f in s.elsewhere))
        for s in NOTES.silences
    )
    html = FIGURES[name](SECTION, Annotations(entries, facts, silences)).html
    assert "<img" not in html and "javascript:" not in html and "&lt;img" in html
