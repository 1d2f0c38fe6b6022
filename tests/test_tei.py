"""Reading FRUS TEI: every character kept, every oddity of real files survived, bad files refused."""

from collections import Counter
import copy
from pathlib import Path
import time
from xml.etree import ElementTree

from hypothesis import given, settings, strategies as st
import pytest

import fruskit
from fruskit import FruskitError, tei

ROOT = Path(__file__).resolve().parents[1]
BUNDLED = ROOT / "data" / "ch11subch1.xml"
VOLUMES = ROOT.parent / "shared" / "frus"  # four whole volumes, where they are at hand
TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def whole(inside, before=""):
    """A TEI file with these elements in its text."""
    return (
        f'{before}<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
        f' xml:id="vol"><teiHeader/><text><body>{inside}</body></text></TEI>'
    )


@pytest.fixture
def read(tmp_path):
    """Reads elements (str), or a whole file (bytes), as a volume."""

    def reading(inside):
        path = tmp_path / "vol.xml"
        path.write_bytes(inside if isinstance(inside, bytes) else whole(inside).encode("utf-8"))
        return fruskit.read(path)

    return reading


def texts(volume):
    return [(block.kind, block.text) for block in volume.blocks]


def solid(text):
    """The characters of a text without its white space."""
    return "".join(text.split())


# --- real volumes


def volumes():
    names = ("frus1864p4", "frus1894Nicaragua", "frus1919Parisv01", "frus1936v03")
    missing = pytest.mark.skipif(not VOLUMES.is_dir(), reason="the real volumes are not beside this repository")
    return [pytest.param(name, marks=missing) for name in names]


_READ = {}


def real(name):
    """A real volume as it is read, and the <text> of its XML; each is read once for all tests."""
    if name not in _READ:
        path = VOLUMES / f"{name}.xml"
        _READ[name] = fruskit.read(path), ElementTree.parse(path).getroot().find(TEI + "text")
    return _READ[name]


def is_footnote(note):
    return note.get("rend") != "inline" and note.get("type") != "source"


def without_footnotes(element):
    """A copy of the element in which the footnotes leave only what follows them."""
    element = copy.deepcopy(element)
    for parent in list(element.iter()):
        before = None
        for child in list(parent):
            if child.tag == TEI + "note" and is_footnote(child):
                if before is None:
                    parent.text = (parent.text or "") + (child.tail or "")
                else:
                    before.tail = (before.tail or "") + (child.tail or "")
                parent.remove(child)
            else:
                before = child
    return element


def words(element):
    """The solid characters under an element; what a comment says is no part of the text."""
    return solid("".join(element.itertext()))


@pytest.mark.parametrize("name", volumes())
def test_every_division_of_a_real_volume_keeps_every_character_of_its_xml(name):
    volume, xml = real(name)
    divisions = {division.get(ID): division for division in xml.iter(TEI + "div")}
    assert len(divisions) == len(volume.divisions)
    for division in volume.divisions:
        kept = "".join(solid(b.text) for b in volume.blocks[division.first : division.last])
        assert Counter(kept) == Counter(words(divisions[division.id])), division.id


@pytest.mark.parametrize("name", volumes())
def test_with_its_footnotes_taken_out_a_real_volume_reads_on_in_the_order_of_its_xml(name):
    volume, xml = real(name)
    notes = {note.id for note in volume.notes}
    main = "".join(solid(block.text) for block in volume.blocks if block.id not in notes)
    assert main == words(without_footnotes(xml))


@pytest.mark.parametrize("name", volumes())
def test_each_footnote_of_a_real_volume_reads_as_its_xml_and_hangs_where_it_stands(name):
    volume, xml = real(name)
    inside = {deep for note in xml.iter(TEI + "note") if is_footnote(note) for deep in note.iter(TEI + "note") if deep is not note}
    notes = [note for note in xml.iter(TEI + "note") if is_footnote(note) and note not in inside]
    assert [solid(note.text) for note in volume.notes] == [words(note) for note in notes]
    blocks = {block.id: block for block in volume.blocks}
    assert all(blocks[note.id].text == note.text for note in volume.notes)
    assert all(0 <= note.offset <= len(blocks[note.block].text) for note in volume.notes)


@pytest.mark.parametrize("name", volumes())
def test_each_document_of_a_real_volume_counts_the_characters_of_its_division(name):
    volume, xml = real(name)
    divisions = [d for d in xml.iter(TEI + "div") if d.get("type") == "document"]
    assert [(d.id, d.number, d.chars) for d in volume.documents] == [
        (d.get(ID), d.get("n"), len(words(d))) for d in divisions
    ]


# Counted in the files themselves: documents, those with a date, footnotes, page breaks, marked dates.
COUNTS = {
    "frus1864p4": (556, 524, 28, 487, 530),
    "frus1894Nicaragua": (138, 137, 26, 209, 244),
    "frus1919Parisv01": (409, 371, 388, 641, 405),
    "frus1936v03": (586, 575, 677, 603, 585),
}


@pytest.mark.parametrize("name", volumes())
def test_a_real_volume_has_as_many_documents_dates_footnotes_and_pages_as_its_file(name):
    volume, xml = real(name)
    dated = sum(bool(document.date_start) for document in volume.documents)
    dates = sum(mark.kind == "date" for mark in volume.marks)
    found = len(volume.documents), dated, len(volume.notes), len(volume.pages), dates
    assert found == COUNTS[name]
    assert len(volume.pages) == len(list(xml.iter(TEI + "pb")))


@pytest.mark.parametrize("name", volumes())
def test_every_place_in_a_real_volume_lies_within_its_block_and_every_id_is_used_once(name):
    volume, _ = real(name)
    blocks = {block.id: block for block in volume.blocks}
    assert len(blocks) == len(volume.blocks)
    assert len({d.id for d in volume.divisions}) == len(volume.divisions)
    assert all(0 <= turn.offset <= len(blocks[turn.block].text) for turn in volume.pages)
    for mark in volume.marks:
        marked = blocks[mark.block].text[mark.start : mark.end]
        assert marked and marked == marked.strip()
    assert all(date <= document.date_end for document in volume.documents if (date := document.date_start))


@pytest.mark.parametrize("name", volumes())
def test_any_document_of_a_real_volume_can_be_printed_and_searched(name):
    volume, _ = real(name)
    for document in volume.documents[::40]:
        section = volume.division(document.id)
        assert solid(section.blocks[0].text)[:20] in solid(section.text)
        last = section.blocks[-1].text
        assert any(span.block == section.blocks[-1].id for span in section.find_all(last)) or not last.strip()


# --- the bundled section


def test_the_bundled_section_keeps_every_character_of_its_xml():
    xml = ElementTree.parse(BUNDLED).getroot().find(TEI + "text")
    for corr in xml.iter(TEI + "corr"):
        corr.text = ""  # proposed beside the text, no part of it
    section = fruskit.load()
    assert Counter(solid("".join(block.text for block in section.blocks))) == Counter(words(xml))


# --- white space, lines, pages


def test_white_space_is_folded_as_a_printer_would_and_nothing_else_is(read):
    volume = read("<div><p>  One\n\t two <hi>three</hi>four <hi> five </hi> six\u00a0seven </p></div>")
    assert texts(volume) == [("paragraph", "One two threefour five six\u00a0seven")]


def test_a_line_break_ends_the_line_and_joins_nothing(read):
    volume = read("<div><head>No. 1<lb/>Briefing <lb/> Paper</head></div>")
    assert texts(volume) == [("heading", "No. 1\nBriefing\nPaper")]


def test_a_page_break_inside_a_word_keeps_the_word_whole(read):
    volume = read('<div><p xml:id="p">negotia<pb n="859"/>tions went on</p></div>')
    assert volume.blocks[0].text == "negotiations went on"
    assert [(turn.number, turn.block, turn.offset) for turn in volume.pages] == [("859", "p", 7)]


def test_a_page_break_between_words_stands_before_the_next_word(read):
    volume = read('<div><p>one <pb n="2"/>two <pb n="3"/> three<lb/> <pb n="4"/>four</p></div>')
    text = volume.blocks[0].text
    assert [(turn.number, text[turn.offset :].split()[0]) for turn in volume.pages] == [
        ("2", "two"), ("3", "three"), ("4", "four"),
    ]  # fmt: skip


def test_page_breaks_between_blocks_belong_to_the_next_one(read):
    volume = read('<pb n="[i]"/><pb n="1"/><div><p xml:id="a">One.</p><pb n="2"/> <p xml:id="b">Two.</p></div>')
    assert [(t.number, t.block, t.offset) for t in volume.pages] == [("i", "a", 0), ("1", "a", 0), ("2", "b", 0)]
    assert [block.page for block in volume.blocks] == ["1", "2"]


def test_page_breaks_after_the_last_words_are_kept_at_their_end(read):
    volume = read('<div><p xml:id="a">One. <pb n="2"/></p><pb n="3"/></div><pb n="4"/>')
    assert [(t.number, t.block, t.offset) for t in volume.pages] == [("2", "a", 4), ("3", "a", 4), ("4", "a", 4)]


def test_a_page_break_inside_a_note_is_in_the_note(read):
    volume = read('<div><p xml:id="p">Text<note xml:id="n">one <pb n="7"/>two</note></p></div>')
    assert [(turn.number, turn.block, turn.offset) for turn in volume.pages] == [("7", "n", 4)]
    volume = read('<div><p xml:id="p">Text<note xml:id="n"><pb n="7"/>one</note></p></div>')
    assert [(turn.number, turn.block, turn.offset) for turn in volume.pages] == [("7", "n", 0)]


# --- notes


def test_a_note_leaves_the_text_and_hangs_on_the_word_before_it(read):
    volume = read('<div><p xml:id="p">Japan <note n="1" xml:id="n1">See p. 9.</note> fell<note n="2" xml:id="n2">Later.</note>.</p></div>')
    assert texts(volume) == [("paragraph", "Japan fell."), ("note", "See p. 9."), ("note", "Later.")]
    assert [(n.id, n.number, n.block, n.offset, n.spaced) for n in volume.notes] == [
        ("n1", "1", "p", 5, True), ("n2", "2", "p", 10, False),
    ]  # fmt: skip


def test_a_note_in_a_heading_is_no_part_of_the_title(read):
    volume = read('<div type="document" n="1" xml:id="d1"><head>Mr. Hay<note n="1">Not sent.</note> to Mr. Choate</head></div>')
    assert volume.documents[0].title == "Mr. Hay to Mr. Choate"
    assert texts(volume) == [("document-entry", "Mr. Hay to Mr. Choate"), ("note", "Not sent.")]


def test_a_note_after_a_line_break_at_the_end_hangs_within_the_text(read):
    volume = read("<div><head>Title<lb/><note>Text.</note></head></div>")
    assert (volume.blocks[0].text, volume.notes[0].offset) == ("Title", 5)


def test_a_note_before_any_word_gets_a_block_to_hang_on(read):
    volume = read('<div><note n="1">Alone.</note><p><note n="2">First.</note>Then text.</p></div>')
    blocks = {block.id: block.text for block in volume.blocks}
    assert [(n.text, blocks[n.block], n.offset) for n in volume.notes] == [("Alone.", "", 0), ("First.", "Then text.", 0)]


def test_an_empty_note_is_kept_as_an_empty_note(read):
    volume = read('<div><p>Text<note n="1"/> and<note n="2"> </note></p></div>')
    assert [(note.number, note.text) for note in volume.notes] == [("1", ""), ("2", "")]
    assert volume.blocks[0].text == "Text and"


def test_a_note_in_a_note_loses_no_character_and_stays_one_note(read):
    volume = read('<div><p>Text<note n="1">One <note n="2">two</note> three.</note> end</p></div>')
    assert [note.text for note in volume.notes] == ["One two three."]
    assert volume.blocks[0].text == "Text end"


def test_paragraphs_lists_and_divisions_in_a_note_are_lines_of_the_note(read):
    volume = read("<div><p>Text<note><p>One.</p><list><item>Two.</item></list><div><p>Three.</p></div></note> end</p></div>")
    assert [note.text for note in volume.notes] == ["One.\nTwo.\nThree."]
    assert texts(volume)[0] == ("paragraph", "Text end")
    assert len(volume.divisions) == 1


def test_a_source_note_is_a_block_of_its_own_and_the_source_of_its_document(read):
    volume = read('<div type="document" n="1" xml:id="d1"><head>Telegram</head>'
                  '<note rend="inline" type="source" xml:id="s">711.90H/52</note></div>')  # fmt: skip
    assert texts(volume) == [("document-entry", "Telegram"), ("source-note", "711.90H/52")]
    assert (volume.documents[0].source, volume.notes) == ("711.90H/52", ())


@pytest.mark.parametrize("notes, source", [
    (["[Telegram.]", "No. 12."], "No. 12."), (["[Extract]", "[Translation]"], "[Extract]"), (["No. 1", "No. 2"], "No. 1"), ([], ""),
])  # fmt: skip
def test_the_source_of_a_document_is_its_first_source_note_that_is_more_than_a_label(read, tmp_path, notes, source):
    said = "".join(f'<note rend="inline" type="source">{note}</note>' for note in notes)
    theirs = '<frus:attachment><head>H</head><note rend="inline" type="source">883.0513/167</note><p>W</p></frus:attachment>'
    volume = read(f'<div type="document" xml:id="d1"><head>A</head>{theirs}{said}<p>B</p></div>')
    (listed,) = fruskit.documents(tmp_path / "vol.xml")
    assert (volume.documents[0].source, listed.source) == (source, source)


def test_a_note_printed_in_the_line_divides_its_paragraph_and_loses_nothing(read):
    volume = read('<div><p>Before <note rend="inline">[in print]</note> after</p></div>')
    assert texts(volume) == [("paragraph", "Before"), ("inline-note", "[in print]"), ("paragraph", "after")]


# --- documents, divisions, ids


def test_documents_in_documents_are_listed_after_their_parent_which_counts_them(read):
    volume = read('<div type="document" n="1" xml:id="d1"><head>One</head><p>ab</p>'
                  '<div type="document" n="2" xml:id="d2"><head>Two</head><p>cd</p></div><p>ef</p></div>')  # fmt: skip
    assert [(d.id, d.title, d.chars) for d in volume.documents] == [("d1", "One", 12), ("d2", "Two", 5)]
    assert [block.text for block in volume.division("d1").blocks] == ["One", "ab", "Two", "cd", "ef"]
    assert [document.id for document in volume.division("d1").documents] == ["d1", "d2"]
    assert [block.text for block in volume.division("d2").blocks] == ["Two", "cd"]


def test_an_attachment_belongs_to_its_document_and_does_not_date_it(read):
    volume = read('<div type="document" n="1" xml:id="d1"><head>One</head>'
                  '<frus:attachment xml:id="d1a1"><head>[Enclosure]</head><opener><dateline><date when="1900-01-01">'
                  'January 1</date></dateline></opener><p>Text.</p></frus:attachment></div>')  # fmt: skip
    assert texts(volume) == [("document-entry", "One"), ("heading", "[Enclosure]"), ("dateline", "January 1"),
                             ("paragraph", "Text.")]  # fmt: skip
    document = volume.documents[0]
    assert (document.date_start, document.chars) == ("", len("One[Enclosure]January1Text."))


def test_an_empty_document_is_still_a_document(read):
    volume = read('<div type="document" xml:id="d1"/><div type="document" n="2" xml:id="d2"><p>Text.</p></div>')
    assert [(d.id, d.number, d.title, d.chars) for d in volume.documents] == [("d1", "", "", 0), ("d2", "2", "", 5)]
    assert volume.division("d1").text == "" and volume.division("d1").documents[0].id == "d1"


def test_the_number_that_a_title_repeats_is_taken_off_it(read):
    volume = read('<div type="document" n="574"><head>No. 574<lb/>Briefing Book Paper</head></div>'
                  '<div type="document" n="5"><head>No. 57</head></div>')  # fmt: skip
    assert [document.title for document in volume.documents] == ["Briefing Book Paper", "No. 57"]


@pytest.mark.parametrize(
    "attributes, head, kind",
    [
        ('subtype="editorial-note"', "Note", "editorial-note"),
        ("", "Editorial Note", "editorial-note"),
        ("", "Editors’ Note", "editorial-note"),
        ("", "Mr. Hay to Mr. Choate", "historical-document"),
        ('subtype="historical-document"', "Editorial Note on Peace", "historical-document"),
        ('subtype="index"', "Index", "index"),
    ],
)
def test_the_kind_of_a_document_is_what_the_encoders_say_or_what_its_title_shows(read, attributes, head, kind):
    volume = read(f'<div type="document" {attributes}><head>{head}</head></div>')
    assert volume.documents[0].kind == kind


def test_the_paragraphs_of_an_editorial_note_are_editorial_notes(read):
    for kind in ("document", "section"):
        volume = read(f'<div type="{kind}" subtype="editorial-note"><head>Note</head><p>Text.</p></div><div><p>More.</p></div>')
        assert [block.kind for block in volume.blocks[1:]] == ["editorial-note", "paragraph"]


def test_missing_ids_are_made_from_the_division_and_never_take_one_of_the_file(read):
    volume = read('<div xml:id="ch1"><p>One.</p><p>Two.</p><p xml:id="ch1-2">Three.</p><p xml:id="">Four.</p></div><p>Five.</p>')
    assert [block.id for block in volume.blocks] == ["ch1-1", "ch1-3", "ch1-2", "ch1-4", "vol-1"]


def test_repeated_ids_are_told_apart_and_the_first_keeps_its_own(read):
    volume = read('<div xml:id="d"><p xml:id="p">One.</p><p xml:id="p">Two.</p></div><div xml:id="d"><p xml:id="p">Three.</p></div>')
    assert [block.id for block in volume.blocks] == ["p", "p-1", "p-2"]
    assert [division.id for division in volume.divisions] == ["d", "d-repeated"]
    assert volume.division("d-repeated").text == "Three."


def test_a_file_without_an_id_is_named_after_itself(tmp_path):
    (tmp_path / "mine.xml").write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><div type="document"><p>A</p></div></text></TEI>', encoding="utf-8")
    assert fruskit.read(tmp_path / "mine.xml").id == "mine"


# --- dates of documents


@pytest.mark.parametrize(
    "attributes, start, end",
    [
        ('when="1945-02-11"', "1945-02-11", "1945-02-11"),
        ('when="1945-02-11T18:30:00-05:00"', "1945-02-11", "1945-02-11"),
        ('when="1945-02"', "1945-02-01", "1945-02-28"),
        ('when="1945"', "1945-01-01", "1945-12-31"),
        ('from="1945-07-17" to="1945-08-02"', "1945-07-17", "1945-08-02"),
        ('notBefore="1944" notAfter="1945-03"', "1944-01-01", "1945-03-31"),
        ('notAfter="1945-03-01"', "1945-03-01", "1945-03-01"),
        ('from="1945-07-17"', "1945-07-17", "1945-07-17"),
        ('when="--06-30"', "", ""),
        ('when="1945-02-30"', "", ""),
        ('when="1945-02-30" notAfter="1945-03-01"', "1945-03-01", "1945-03-01"),
        ('when="in spring"', "", ""),
        ('when=""', "", ""),
        ("", "", ""),
    ],
)
def test_a_document_is_dated_by_its_dateline_however_that_is_encoded(read, attributes, start, end):
    date = f"<dateline><placeName>Moscow</placeName>, <date {attributes}>as printed</date></dateline>"
    for place in (date, f"<opener>{date}</opener>", f"<closer>{date}</closer>", f"<p>{date}</p>"):
        volume = read(f'<div type="document" n="1"><head>One</head>{place}</div>')
        assert (volume.documents[0].date_start, volume.documents[0].date_end) == (start, end)
        assert "Moscow, as printed" in [block.text for block in volume.blocks]


@pytest.mark.parametrize(
    "attributes, start, end",
    [
        ('frus:doc-dateTime-min="1945-07-01T00:00:00-05:00" frus:doc-dateTime-max="1945-07-03T23:59:59-05:00"',
         "1945-07-01", "1945-07-03"),
        ('frus:doc-dateTime-min="1945-07-01T00:00:00-05:00"', "1945-07-01", "1945-07-01"),
        ('frus:doc-dateTime-max="1945-07-03"', "1945-07-03", "1945-07-03"),
        ('frus:doc-dateTime-min="early July"', "1945-09-09", "1945-09-09"),
    ],
)  # fmt: skip
def test_the_date_that_the_encoders_gave_a_document_goes_before_its_dateline(read, attributes, start, end):
    volume = read(f'<div type="document" n="1" {attributes}><dateline><date when="1945-09-09">x</date></dateline></div>')
    assert (volume.documents[0].date_start, volume.documents[0].date_end) == (start, end)


def test_a_date_in_a_note_a_nested_document_or_the_running_text_does_not_date_a_document(read):
    volume = read('<div type="document" n="1"><p>On <date when="1945-01-01">January 1</date><note>Of <date when="1945-02-02">'
                  'February 2</date></note></p><div type="document" n="2"><dateline><date when="1945-03-03">March 3</date>'
                  '</dateline></div></div>')  # fmt: skip
    assert [document.date_start for document in volume.documents] == ["", "1945-03-03"]


# --- lists, tables, marks, corrections


def test_lists_and_tables_keep_every_word_and_a_line_of_its_own_for_each_item_and_row(read):
    volume = read("<div><p>Before <list><head>Names</head><label>A</label><item>Alpha</item><item>Beta<list><item>Gamma</item></list></item></list>"
                  " after</p><table><row><cell>1</cell><cell/><cell>2</cell></row><row><cell><p>3</p></cell></row></table></div>")  # fmt: skip
    assert texts(volume) == [
        ("paragraph", "Before"), ("heading", "Names"), ("list-label", "A"), ("list-item", "Alpha"),
        ("list-item", "Beta"), ("list-item", "Gamma"), ("paragraph", "after"),
        ("table-row", "1\t\t2"), ("paragraph", "3"),
    ]  # fmt: skip


def test_text_straight_in_a_division_and_in_unknown_elements_is_kept(read):
    volume = read("<div>Loose words <seg>and <unheard>of</unheard></seg><p>Text.</p>tail</div>")
    assert solid("".join(block.text for block in volume.blocks)) == "LoosewordsandofText.tail"


def test_comments_and_processing_instructions_are_no_text(read):
    volume = read("<div><p>One<!-- not this --> two<?nor this?> three</p></div>")
    assert texts(volume) == [("paragraph", "One two three")]


def test_marks_cover_the_words_without_the_space_around_them(read):
    volume = read('<div><p>By <persName corresp="#hay"> Mr. Hay </persName>, at <placeName>London<lb/></placeName>'
                  '<note>of <gloss target="#x">note</gloss></note></p><p><ref target="#y"/></p></div>')  # fmt: skip
    blocks = {block.id: block.text for block in volume.blocks}
    assert [(m.kind, blocks[m.block][m.start : m.end], dict(m.attributes)) for m in volume.marks] == [
        ("persName", "Mr. Hay", {"corresp": "#hay"}), ("placeName", "London", {}), ("gloss", "note", {"target": "#x"}),
    ]  # fmt: skip


def test_a_correction_is_kept_beside_the_text_and_never_in_it(read):
    volume = read('<div><p>the <choice xml:id="c"> <sic>Soviet-Union</sic><corr cert="low">Soviet Union</corr></choice> said</p></div>')
    (emendation,) = volume.emendations
    assert volume.blocks[0].text == "the Soviet-Union said"
    assert (emendation.sic, emendation.corr, emendation.certainty) == ("Soviet-Union", "Soviet Union", "low")
    assert (emendation.span.start, emendation.span.end) == (4, 16)


def test_the_reason_of_a_correction_is_read_from_the_header(read):
    header = "<teiHeader><encodingDesc><editorialDecl><correction><list><item corresp='#c'>A slip,\n so it seems.</item></list></correction></editorialDecl></encodingDesc></teiHeader>"
    file = whole('<p><choice xml:id="c"><sic>teh</sic><corr>the</corr></choice></p>').replace("<teiHeader/>", header)
    assert read(file.encode()).emendations[0].reason == "A slip, so it seems."


def test_a_correction_that_adds_words_has_an_empty_place_between_two_words(read):
    volume = read('<div><p>one <choice><sic/><corr>two</corr></choice> three</p></div>')
    (emendation,) = volume.emendations
    assert volume.blocks[0].text == "one three"
    assert emendation.sic == "" and 3 <= emendation.span.start == emendation.span.end <= 4


def test_a_correction_after_a_line_break_is_placed_at_its_words(read):
    volume = read("<div><p>one<lb/> <choice><sic> teh</sic><corr>the</corr></choice> end</p></div>")
    (emendation,) = volume.emendations
    assert (volume.blocks[0].text, emendation.sic, emendation.span.start) == ("one\nteh end", "teh", 4)


def test_a_choice_of_another_sort_loses_nothing(read):
    volume = read("<div><p><choice><abbr>Mr.</abbr><expan>Mister</expan></choice> Hay</p></div>")
    assert volume.blocks[0].text == "Mr.Mister Hay"


# --- encodings


@pytest.mark.parametrize(
    "declared, codec",
    [("", "utf-8"), ("", "utf-8-sig"), ("utf-8", "utf-8"), ("UTF-8", "utf-8-sig"), ("UTF-16", "utf-16"), ("", "utf-16"),
     ("iso-8859-1", "latin-1"), ("windows-1252", "cp1252"), ("us-ascii", "ascii")],
)  # fmt: skip
def test_a_file_is_read_in_the_encoding_that_it_declares_or_that_its_mark_shows(read, declared, codec):
    text = "Gomez" if codec == "ascii" else "Gómez"
    declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
    assert texts(read(whole(f"<p>{text}</p>", declaration).encode(codec))) == [("paragraph", text)]


# --- what cannot be read


def refused(path):
    with pytest.raises(FruskitError) as told:
        fruskit.read(path)
    assert told.value.where.startswith(str(path)), "the error names the file"
    assert told.value.remedy, "the error says what to do"
    return str(told.value)


LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE TEI [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + ']><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&a9;</text></TEI>'
)
SMUGGLED = b'<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE TEI [+ADwAIQ-ENTITY a "ha"+AD4-]+AD4-<TEI>+ACY-a;</TEI>'
EXTERNAL = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{}">]><TEI xmlns="http://www.tei-c.org/ns/1.0"><text>&x;</text></TEI>'


@pytest.mark.parametrize(
    "raw, place, what",
    [
        (b"", "line 1, column", "not well-formed XML (no element found)"),
        (b"China: Negotiations", "line 1, column 1", "not well-formed XML"),
        (b"%PDF-1.7 \x00\x01", "line 1, column", "not well-formed XML"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'>\n<text>\n<p>", "line 3, column 4", "not well-formed XML"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><p>&undeclared;</p></text></TEI>", "line 1, column 51", "undefined entity"),
        (b"<html><body/></html>", "", "its root is <html>, not a TEI <TEI>"),
        (b"<TEI><text/></TEI>", "", "its root is <TEI>, not a TEI <TEI>"),
        (b"<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader/></TEI>", "", "TEI without a <text>"),
        (b"<?xml version='1.0'?><p>caf\xe9</p>", "byte 27", "not text in the encoding utf-8"),
        (b"<?xml version='1.0' encoding='klingon'?><p/>", "byte 0", "not text in the encoding klingon"),
        (b"<?xml version='1.0' encoding='undefined'?><p/>", "byte 0", "not text in the encoding undefined"),
        (b"<?xml version='1.0' encoding='hex'?><p/>", "byte 0", "not text in the encoding hex"),
        (b"<?xml version='1.0' encoding='idna'?><p>" + b"x" * 99 + b"</p>", "", "it is"),
        (b"\xff\xfe<\x00p", "", "it is not"),
        (LAUGHS.encode(), "", "declares a document type or entities"),
        (LAUGHS.encode("utf-16"), "", "declares a document type or entities"),
        (SMUGGLED, "", "declares a document type or entities"),
        (EXTERNAL.format("secret.txt").encode(), "", "declares a document type or entities"),
        (EXTERNAL.format("http://localhost:9/x").encode(), "", "declares a document type or entities"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_volume_is_refused_with_file_place_and_remedy(tmp_path, raw, place, what):
    path = tmp_path / "bad.xml"
    path.write_bytes(raw)
    (tmp_path / "secret.txt").write_text("the secret", encoding="utf-8")
    told = refused(path)
    assert place in told and what in told and "the secret" not in told


def test_a_volume_cut_off_in_the_middle_is_refused_with_the_line_where_it_ends(tmp_path):
    raw = BUNDLED.read_bytes()
    path = tmp_path / "cut.xml"
    path.write_bytes(raw[: raw.index(b"against Japan")])
    line = raw[: raw.index(b"against Japan")].count(b"\n") + 1
    assert f"cut.xml, line {line}, column" in refused(path)


def test_a_missing_file_a_folder_and_an_impossible_name_are_refused(tmp_path):
    assert "it cannot be read" in refused(tmp_path / "missing.xml")
    assert "it cannot be read" in refused(tmp_path)
    assert "it cannot be read" in refused(str(tmp_path) + "\0.xml")


@pytest.mark.parametrize("name", ["p", "div", "list", "item", "persName"])
def test_elements_nested_without_end_are_refused_and_do_not_exhaust_anything(tmp_path, name):
    path = tmp_path / "deep.xml"
    path.write_text(whole(f"<{name}>" * 20_000 + "x" + f"</{name}>" * 20_000), encoding="utf-8")
    before = time.monotonic()
    assert "nested deeper than any volume's" in refused(path)
    assert time.monotonic() - before < 5


def test_deep_but_sane_nesting_is_read(read):
    assert read("<div>" * 100 + "<p>x</p>" + "</div>" * 100).blocks[0].text == "x"


# --- whatever bytes and trees: a volume, or a FruskitError


def survives(path):
    """Reads the file, and uses what was read; only a FruskitError may come instead."""
    try:
        volume = tei.read(path)
    except FruskitError as problem:
        assert str(path) in problem.where and problem.remedy
        return None
    section = volume
    assert isinstance(section.text, str)
    blocks = {block.id: block.text for block in volume.blocks}
    assert len(blocks) == len(volume.blocks)
    assert all(0 <= place.offset <= len(blocks[place.block]) for place in (*volume.notes, *volume.pages))
    assert all(0 <= m.start < m.end <= len(blocks[m.block]) for m in volume.marks)
    assert all(blocks[e.span.block][e.span.start : e.span.end] == e.sic for e in volume.emendations)
    assert all(volume.division(division.id).id == division.id for division in volume.divisions)
    return volume


@given(st.data())
@settings(max_examples=300)
def test_no_change_to_the_bytes_of_the_file_brings_anything_but_a_volume_or_a_fruskit_error(tmp_path, data):
    raw = bytearray(BUNDLED.read_bytes())
    for _ in range(data.draw(st.integers(1, 4), label="changes")):
        start = data.draw(st.integers(0, len(raw)), label="start")
        length = data.draw(st.sampled_from([0, 1, 2, 10, 500]), label="length")
        pieces = st.sampled_from([b"", b"<", b">", b"&", b"</p>", b"<note>", b"<div>", b"]]>", b"<!--", b"&#0;", b"\xff\xfe", b"xml:id='editors-note-1'"])
        raw[start : start + length] = data.draw(pieces | st.binary(max_size=6), label="piece")
    path = tmp_path / "changed.xml"
    path.write_bytes(raw)
    survives(path)


_NAMES = ["div", "p", "head", "note", "pb", "lb", "choice", "sic", "corr", "cell", "row", "table", "list", "item",
          "persName", "date", "dateline", "opener", "hi", "frus:attachment", "other"]  # fmt: skip
_ATTRIBUTES = st.dictionaries(
    st.sampled_from(["type", "subtype", "n", "xml:id", "rend", "when", "from", "frus:doc-dateTime-min"]),
    st.sampled_from(["document", "source", "inline", "editorial-note", "1", "d1", "d1-1", "vol-1", "", "1945-02-30", "1945"]),
    max_size=3,
)
_WORDS = st.sampled_from(["", " ", "word", " word", "word ", "\n", "a\n b", "\u00a0", "😀", "&lt;script&gt;"])


def _element(name, attributes, text, children):
    written = "".join(f' {key}="{value}"' for key, value in attributes.items())
    return f"<{name}{written}>{text}{''.join(child + tail for child, tail in children)}</{name}>"


_TREES = st.recursive(
    st.builds(_element, st.sampled_from(_NAMES), _ATTRIBUTES, _WORDS, st.just([])),
    lambda inner: st.builds(_element, st.sampled_from(_NAMES), _ATTRIBUTES, _WORDS, st.lists(st.tuples(inner, _WORDS), max_size=4)),
    max_leaves=15,
)


@given(_TREES)
@settings(max_examples=500)
def test_any_tree_of_elements_is_read_without_the_loss_of_a_character(tmp_path, tree):
    path = tmp_path / "tree.xml"
    path.write_text(whole(tree), encoding="utf-8")
    volume = survives(path)
    assert volume is not None
    xml = ElementTree.parse(path).getroot().find(TEI + "text")
    if next(xml.iter(TEI + "choice"), None) is None:  # where a choice corrects, one reading is not text
        assert Counter(solid("".join(b.text for b in volume.blocks))) == Counter(words(xml))
