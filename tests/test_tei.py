"""What is in a volume's TEI and what it becomes: lines, pages, notes, documents, dates, tables, marks."""

import fruskit
import pytest
from tei_files import solid, texts, whole

# --- white space, lines, pages


def test_white_space_is_folded_as_a_printer_would_and_nothing_else_is(read):
    volume = read(
        "<div><p>  One\n\t two <hi>three</hi>four <hi> five </hi> six\u00a0seven </p></div>"
    )
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
        ("2", "two"),
        ("3", "three"),
        ("4", "four"),
    ]


def test_page_breaks_between_blocks_belong_to_the_next_one(read):
    volume = read(
        '<pb n="[i]"/><pb n="1"/><div><p xml:id="a">One.</p><pb n="2"/> <p xml:id="b">Two.</p></div>'
    )
    assert [(t.number, t.block, t.offset) for t in volume.pages] == [
        ("i", "a", 0),
        ("1", "a", 0),
        ("2", "b", 0),
    ]
    assert [block.page for block in volume.blocks] == ["1", "2"]


def test_page_breaks_after_the_last_words_are_kept_at_their_end(read):
    volume = read('<div><p xml:id="a">One. <pb n="2"/></p><pb n="3"/></div><pb n="4"/>')
    assert [(t.number, t.block, t.offset) for t in volume.pages] == [
        ("2", "a", 4),
        ("3", "a", 4),
        ("4", "a", 4),
    ]


def test_a_page_break_inside_a_note_is_in_the_note(read):
    volume = read('<div><p xml:id="p">Text<note xml:id="n">one <pb n="7"/>two</note></p></div>')
    assert [(turn.number, turn.block, turn.offset) for turn in volume.pages] == [("7", "n", 4)]
    volume = read('<div><p xml:id="p">Text<note xml:id="n"><pb n="7"/>one</note></p></div>')
    assert [(turn.number, turn.block, turn.offset) for turn in volume.pages] == [("7", "n", 0)]


# --- notes


def test_a_note_leaves_the_text_and_hangs_on_the_word_before_it(read):
    volume = read(
        '<div><p xml:id="p">Japan <note n="1" xml:id="n1">See p. 9.</note> fell<note n="2" xml:id="n2">Later.</note>.</p></div>'
    )
    assert texts(volume) == [
        ("paragraph", "Japan fell."),
        ("note", "See p. 9."),
        ("note", "Later."),
    ]
    assert [(n.id, n.number, n.block, n.offset, n.spaced) for n in volume.notes] == [
        ("n1", "1", "p", 5, True),
        ("n2", "2", "p", 10, False),
    ]


def test_a_note_in_a_heading_is_no_part_of_the_title(read):
    volume = read(
        '<div type="document" n="1" xml:id="d1"><head>Mr. Hay<note n="1">Not sent.</note> to Mr. Choate</head></div>'
    )
    assert volume.documents[0].title == "Mr. Hay to Mr. Choate"
    assert texts(volume) == [("document-entry", "Mr. Hay to Mr. Choate"), ("note", "Not sent.")]


def test_a_note_after_a_line_break_at_the_end_hangs_within_the_text(read):
    volume = read("<div><head>Title<lb/><note>Text.</note></head></div>")
    assert (volume.blocks[0].text, volume.notes[0].offset) == ("Title", 5)


def test_a_note_before_any_word_gets_a_block_to_hang_on(read):
    volume = read('<div><note n="1">Alone.</note><p><note n="2">First.</note>Then text.</p></div>')
    blocks = {block.id: block.text for block in volume.blocks}
    assert [(n.text, blocks[n.block], n.offset) for n in volume.notes] == [
        ("Alone.", "", 0),
        ("First.", "Then text.", 0),
    ]


def test_a_note_between_two_blocks_hangs_on_the_one_before_it(read):
    volume = read("<p>Words.</p><note n='1'>A</note><p>More.</p>")
    assert [(b.kind, b.text) for b in volume.blocks] == [
        ("paragraph", "Words."),
        ("note", "A"),
        ("paragraph", "More."),
    ]
    assert (volume.notes[0].block, volume.notes[0].offset) == (volume.blocks[0].id, 6)
    assert volume.text.startswith("Words.1")


@pytest.mark.parametrize(
    "before",
    [
        "<div type='document' xml:id='d1'><p>Other.</p></div>",
        "<frus:attachment><p>Other.</p></frus:attachment>",
    ],
)
def test_a_note_never_hangs_on_another_division(read, before):
    volume = read(
        before.replace(
            "</frus", "<frus:attachment><note n='1'>A</note><p>More.</p></frus:attachment></frus"
        )
        + "<div type='document' xml:id='d2'><note n='2'>B</note><p>More.</p></div>"
    )
    hosts = [volume.block(note.block) for note in volume.notes]
    assert all(host.text == "" for host in hosts)
    for division in (*volume.divisions, *volume.attachments):
        section = volume.division(division.id)
        assert all(section.block(note.block) for note in section.notes)


def test_an_empty_note_is_kept_as_an_empty_note(read):
    volume = read('<div><p>Text<note n="1"/> and<note n="2"> </note></p></div>')
    assert [(note.number, note.text) for note in volume.notes] == [("1", ""), ("2", "")]
    assert volume.blocks[0].text == "Text and"


def test_a_note_in_a_note_loses_no_character_and_stays_one_note(read):
    volume = read('<div><p>Text<note n="1">One <note n="2">two</note> three.</note> end</p></div>')
    assert [note.text for note in volume.notes] == ["One two three."]
    assert volume.blocks[0].text == "Text end"


def test_paragraphs_lists_and_divisions_in_a_note_are_lines_of_the_note(read):
    volume = read(
        "<div><p>Text<note><p>One.</p><list><item>Two.</item></list><div><p>Three.</p></div></note> end</p></div>"
    )
    assert [note.text for note in volume.notes] == ["One.\nTwo.\nThree."]
    assert texts(volume)[0] == ("paragraph", "Text end")
    assert len(volume.divisions) == 1


def test_a_source_note_is_a_block_of_its_own_and_the_source_of_its_document(read):
    volume = read(
        '<div type="document" n="1" xml:id="d1"><head>Telegram</head>'
        '<note rend="inline" type="source" xml:id="s">711.90H/52</note></div>'
    )
    assert texts(volume) == [("document-entry", "Telegram"), ("source-note", "711.90H/52")]
    assert (volume.documents[0].source, volume.notes) == ("711.90H/52", ())


@pytest.mark.parametrize(
    "notes, source",
    [
        (["[Telegram.]", "No. 12."], "No. 12."),
        (["[Extract]", "[Translation]"], "[Extract]"),
        (["No. 1", "No. 2"], "No. 1"),
        ([], ""),
    ],
)
def test_the_source_of_a_document_is_its_first_source_note_that_is_more_than_a_label(
    read, notes, source
):
    said = "".join(f'<note rend="inline" type="source">{note}</note>' for note in notes)
    theirs = '<frus:attachment><head>H</head><note rend="inline" type="source">883.0513/167</note><p>W</p></frus:attachment>'
    volume = read(f'<div type="document" xml:id="d1"><head>A</head>{theirs}{said}<p>B</p></div>')
    assert volume.documents[0].source == source


def test_a_note_printed_in_the_line_divides_its_paragraph_and_loses_nothing(read):
    volume = read('<div><p>Before <note rend="inline">[in print]</note> after</p></div>')
    assert texts(volume) == [
        ("paragraph", "Before"),
        ("inline-note", "[in print]"),
        ("paragraph", "after"),
    ]


# --- documents, divisions, ids


def test_documents_in_documents_are_listed_after_their_parent_which_counts_them(read):
    volume = read(
        '<div type="document" n="1" xml:id="d1"><head>One</head><p>ab</p>'
        '<div type="document" n="2" xml:id="d2"><head>Two</head><p>cd</p></div><p>ef</p></div>'
    )
    assert [(d.id, d.title, d.chars) for d in volume.documents] == [
        ("d1", "One", 12),
        ("d2", "Two", 5),
    ]
    assert [block.text for block in volume.division("d1").blocks] == [
        "One",
        "ab",
        "Two",
        "cd",
        "ef",
    ]
    assert [document.id for document in volume.division("d1").documents] == ["d1", "d2"]
    assert [block.text for block in volume.division("d2").blocks] == ["Two", "cd"]


def test_an_attachment_belongs_to_its_document_and_does_not_date_it(read):
    volume = read(
        '<div type="document" n="1" xml:id="d1"><head>One</head>'
        '<frus:attachment xml:id="d1a1"><head>[Enclosure]</head><opener><dateline><date when="1900-01-01">'
        "January 1</date></dateline></opener><p>Text.</p></frus:attachment></div>"
    )
    assert texts(volume) == [
        ("document-entry", "One"),
        ("heading", "[Enclosure]"),
        ("dateline", "January 1"),
        ("paragraph", "Text."),
    ]
    document = volume.documents[0]
    assert (document.date_start, document.chars) == ("", len("One[Enclosure]January1Text."))


def test_an_empty_document_is_still_a_document(read):
    volume = read(
        '<div type="document" xml:id="d1"/><div type="document" n="2" xml:id="d2"><p>Text.</p></div>'
    )
    assert [(d.id, d.number, d.title, d.chars) for d in volume.documents] == [
        ("d1", "", "", 0),
        ("d2", "2", "", 5),
    ]
    assert volume.division("d1").text == "" and volume.division("d1").documents[0].id == "d1"


def test_the_number_that_a_title_repeats_is_taken_off_it(read):
    volume = read(
        '<div type="document" n="574"><head>No. 574<lb/>Briefing Book Paper</head></div>'
        '<div type="document" n="5"><head>No. 57</head></div>'
    )
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
def test_the_kind_of_a_document_is_what_the_encoders_say_or_what_its_title_shows(
    read, attributes, head, kind
):
    volume = read(f'<div type="document" {attributes}><head>{head}</head></div>')
    assert volume.documents[0].kind == kind


def test_the_paragraphs_of_an_editorial_note_are_editorial_notes(read):
    for kind in ("document", "section"):
        volume = read(
            f'<div type="{kind}" subtype="editorial-note"><head>Note</head><p>Text.</p></div><div><p>More.</p></div>'
        )
        assert [block.kind for block in volume.blocks[1:]] == ["editorial-note", "paragraph"]


@pytest.mark.parametrize(
    "inside, ids",
    [
        (
            '<div type="document"><p>A</p></div><div type="document"><p>B</p></div>',
            ["vol-division", "vol-division2"],
        ),
        (
            '<div xml:id="c"><div type="document"/><div type="document"/></div>',
            ["c-division", "c-division2"],
        ),
        (
            '<div type="document" xml:id="d"/><div type="document" xml:id="d"/><div type="document" xml:id="d-repeated"/>',
            ["d", "d-repeated2", "d-repeated"],
        ),
        (
            '<div type="document" xml:id="d"><p xml:id="vol-division">A</p></div><div type="document"/>',
            ["d", "vol-division2"],
        ),
    ],
)
def test_a_document_without_an_id_of_its_own_is_given_one_that_the_file_has_not(read, inside, ids):
    assert [document.id for document in read(inside).documents] == ids


OWN = '<head>Theirs</head><dateline><date when="1900-01-01">x</date></dateline><note type="source" rend="inline">1/2</note>'


@pytest.mark.parametrize(
    "element",
    ["quote", "q", "floatingText", "frus:attachment", "lg", "list", "figure", "p", "opener", "hi"],
)
def test_heads_datelines_and_sources_in_what_is_quoted_or_enclosed_do_not_speak_for_a_document(
    read, element
):
    volume = read(
        f'<div type="document" n="1" xml:id="d1"><{element}>{OWN}</{element}><head>Its own</head></div>'
    )
    (told,) = volume.documents
    of_others = element in ("quote", "q", "floatingText", "frus:attachment")
    assert told.title == (
        "Its own" if of_others or element in ("lg", "list", "figure") else "Theirs"
    )
    assert (told.date_start, told.source) == (("", "") if of_others else ("1900-01-01", "1/2"))


@pytest.mark.parametrize(
    "note", ['<note n="1">', '<note type="source" rend="inline">', '<note rend="inline">']
)
def test_a_division_in_a_note_is_none_of_the_volume_and_keeps_its_words(read, note):
    volume = read(
        f'<div type="document" xml:id="d1"><p>A</p><frus:attachment>{note}<div type="document">B</div></note></frus:attachment></div>'
    )
    assert [division.id for division in volume.divisions] == ["d1"]
    assert [document.id for document in volume.documents] == ["d1"]
    assert "B" in [block.text for block in volume.blocks]


def test_missing_ids_are_made_from_the_division_and_never_take_one_of_the_file(read):
    volume = read(
        '<div xml:id="ch1"><p>One.</p><p>Two.</p><p xml:id="ch1-2">Three.</p><p xml:id="">Four.</p></div><p>Five.</p>'
    )
    assert [block.id for block in volume.blocks] == ["ch1-1", "ch1-3", "ch1-2", "ch1-4", "vol-1"]


def test_repeated_ids_are_told_apart_and_the_first_keeps_its_own(read):
    volume = read(
        '<div xml:id="d"><p xml:id="p">One.</p><p xml:id="p">Two.</p></div><div xml:id="d"><p xml:id="p">Three.</p></div>'
    )
    assert [block.id for block in volume.blocks] == ["p", "p-1", "p-2"]
    assert [division.id for division in volume.divisions] == ["d", "d-repeated"]
    assert volume.division("d-repeated").text == "Three."


def test_a_file_without_an_id_is_named_after_itself(tmp_path):
    (tmp_path / "mine.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><div type="document"><p>A</p></div></text></TEI>',
        encoding="utf-8",
    )
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
    date = (
        f"<dateline><placeName>Moscow</placeName>, <date {attributes}>as printed</date></dateline>"
    )
    for place in (date, f"<opener>{date}</opener>", f"<closer>{date}</closer>", f"<p>{date}</p>"):
        volume = read(f'<div type="document" n="1"><head>One</head>{place}</div>')
        assert (volume.documents[0].date_start, volume.documents[0].date_end) == (start, end)
        assert "Moscow, as printed" in [block.text for block in volume.blocks]


@pytest.mark.parametrize(
    "attributes, start, end",
    [
        (
            'frus:doc-dateTime-min="1945-07-01T00:00:00-05:00" frus:doc-dateTime-max="1945-07-03T23:59:59-05:00"',
            "1945-07-01",
            "1945-07-03",
        ),
        ('frus:doc-dateTime-min="1945-07-01T00:00:00-05:00"', "1945-07-01", "1945-07-01"),
        ('frus:doc-dateTime-max="1945-07-03"', "1945-07-03", "1945-07-03"),
        ('frus:doc-dateTime-min="early July"', "1945-09-09", "1945-09-09"),
    ],
)
def test_the_date_that_the_encoders_gave_a_document_goes_before_its_dateline(
    read, attributes, start, end
):
    volume = read(
        f'<div type="document" n="1" {attributes}><dateline><date when="1945-09-09">x</date></dateline></div>'
    )
    assert (volume.documents[0].date_start, volume.documents[0].date_end) == (start, end)


def test_a_date_in_a_note_a_nested_document_or_the_running_text_does_not_date_a_document(read):
    volume = read(
        '<div type="document" n="1"><p>On <date when="1945-01-01">January 1</date><note>Of <date when="1945-02-02">'
        'February 2</date></note></p><div type="document" n="2"><dateline><date when="1945-03-03">March 3</date>'
        "</dateline></div></div>"
    )
    assert [document.date_start for document in volume.documents] == ["", "1945-03-03"]


# --- lists, tables, marks, corrections


def test_lists_and_tables_keep_every_word_and_a_line_of_its_own_for_each_item_and_row(read):
    volume = read(
        "<div><p>Before <list><head>Names</head><label>A</label><item>Alpha</item><item>Beta<list><item>Gamma</item></list></item></list>"
        " after</p><table><row><cell>1</cell><cell/><cell>2</cell></row><row><cell><p>3</p></cell></row></table></div>"
    )
    assert texts(volume) == [
        ("paragraph", "Before"),
        ("heading", "Names"),
        ("list-label", "A"),
        ("list-item", "Alpha"),
        ("list-item", "Beta"),
        ("list-item", "Gamma"),
        ("paragraph", "after"),
        ("table-row", "1\t\t2"),
        ("paragraph", "3"),
    ]


@pytest.mark.parametrize(
    "cells, printed",
    [
        ("<cell>a<lb/>b</cell><cell>c</cell>", "a\nb\tc"),
        ("<cell/><cell>b</cell>", "\tb"),
        ("<cell>a</cell><cell/>", "a"),
        ("<cell> <ref target='#x'>a</ref> </cell> <cell> b </cell>", "a\tb"),
        ("<pb n='2'/><cell>a</cell><cell>b<lb/></cell><cell>c</cell>", "a\tb\nc"),
        ("<cell><lb/>a</cell><cell>b</cell>", "a\tb"),
    ],
)
def test_the_columns_of_a_table_stay_apart_whatever_stands_in_its_cells(read, cells, printed):
    assert texts(read(f"<table><row>{cells}</row></table>")) == [("table-row", printed)]
    volume = read(f"<p>Text<note><table><row>{cells}</row><row>{cells}</row></table></note></p>")
    assert volume.notes[0].text.replace("\t\n", "\n") == f"{printed}\n{printed}"


def test_text_straight_in_a_division_and_in_unknown_elements_is_kept(read):
    volume = read("<div>Loose words <seg>and <unheard>of</unheard></seg><p>Text.</p>tail</div>")
    assert solid("".join(block.text for block in volume.blocks)) == "LoosewordsandofText.tail"


def test_comments_and_processing_instructions_are_no_text(read):
    volume = read("<div><p>One<!-- not this --> two<?nor this?> three</p></div>")
    assert texts(volume) == [("paragraph", "One two three")]


def test_marks_cover_the_words_without_the_space_around_them(read):
    volume = read(
        '<div><p>By <persName corresp="#hay"> Mr. Hay </persName>, at <placeName>London<lb/></placeName>'
        '<note>of <gloss target="#x">note</gloss></note></p><p><ref target="#y"/></p></div>'
    )
    blocks = {block.id: block.text for block in volume.blocks}
    assert [
        (m.kind, blocks[m.block][m.start : m.end], dict(m.attributes)) for m in volume.phrases
    ] == [
        ("persName", "Mr. Hay", {"corresp": "#hay"}),
        ("placeName", "London", {}),
        ("gloss", "note", {"target": "#x"}),
    ]


def test_a_correction_is_kept_beside_the_text_and_never_in_it(read):
    volume = read(
        '<div><p>the <choice xml:id="c"> <sic>Soviet-Union</sic><corr cert="low">Soviet Union</corr></choice> said</p></div>'
    )
    (emendation,) = volume.emendations
    assert volume.blocks[0].text == "the Soviet-Union said"
    assert (emendation.sic, emendation.corr, emendation.certainty) == (
        "Soviet-Union",
        "Soviet Union",
        "low",
    )
    assert (emendation.span.start, emendation.span.end) == (4, 16)


def test_the_reason_of_a_correction_is_read_from_the_header(read):
    header = "<teiHeader><encodingDesc><editorialDecl><correction><list><item corresp='#c'>A slip,\n so it seems.</item></list></correction></editorialDecl></encodingDesc></teiHeader>"
    file = whole('<p><choice xml:id="c"><sic>teh</sic><corr>the</corr></choice></p>').replace(
        "<teiHeader/>", header
    )
    assert read(file.encode()).emendations[0].reason == "A slip, so it seems."


def test_a_correction_that_adds_words_has_an_empty_place_between_two_words(read):
    volume = read("<div><p>one <choice><sic/><corr>two</corr></choice> three</p></div>")
    (emendation,) = volume.emendations
    assert volume.blocks[0].text == "one three"
    assert emendation.sic == "" and 3 <= emendation.span.start == emendation.span.end <= 4


def test_a_correction_after_a_line_break_is_placed_at_its_words(read):
    volume = read("<div><p>one<lb/> <choice><sic> teh</sic><corr>the</corr></choice> end</p></div>")
    (emendation,) = volume.emendations
    assert (volume.blocks[0].text, emendation.sic, emendation.span.start) == (
        "one\nteh end",
        "teh",
        4,
    )


@pytest.mark.parametrize(
    "corr", ["<corr>two<note>why</note></corr>", "<corr><list><item>two</item></list></corr>"]
)
def test_a_correction_that_holds_more_than_words_is_read_as_text_and_loses_nothing(read, corr):
    volume = read(f"<p>one <choice><sic>tow</sic>{corr}</choice> three</p>")
    assert volume.emendations == ()
    assert sorted(solid("".join(block.text for block in volume.blocks))) == sorted(
        solid("onetowtwothree" + "why" * ("why" in corr))
    )


def test_a_choice_of_another_sort_loses_nothing(read):
    volume = read("<div><p><choice><abbr>Mr.</abbr><expan>Mister</expan></choice> Hay</p></div>")
    assert volume.blocks[0].text == "Mr.Mister Hay"


def test_a_file_is_read_alike_wherever_the_pieces_end_in_which_it_is_parsed(read):
    """Long front matter, a chapter with words between its documents, and a long document."""
    many = [f"<p>word{n}</p> tail{n} <note n='{n}'>note{n}</note>" for n in range(4_000)]
    long = "".join(f"<p>{n} <persName>name{n}</persName></p>" for n in range(4_000))
    chapter = f'<div type="chapter" xml:id="ch1">{"".join(many)}<div type="document" xml:id="d1">'
    volume = read(f"{chapter}{long}</div>after</div>last")
    words = " ".join(block.text for block in volume.blocks).split()
    wanted = [f"{kind}{n}" for n in range(4_000) for kind in ("word", "tail", "note")]
    wanted += [part for n in range(4_000) for part in (str(n), f"name{n}")] + ["after", "last"]
    assert sorted(words) == sorted(wanted) and words[-2:] == ["after", "last"]
    assert len(volume.division("d1").blocks) == 4_000
    assert volume.documents[0].chars == len("".join(wanted[12_000:-2]))


@pytest.mark.parametrize("after", ["<p>", "</p>", "&", "<a b=></a>"])
def test_what_is_not_well_formed_is_refused_though_it_comes_after_the_text(tmp_path, after):
    path = tmp_path / "vol.xml"
    path.write_text(whole("<p>words</p>").replace("</TEI>", f"{after}</TEI>"), encoding="utf-8")
    with pytest.raises(fruskit.FruskitError, match="line 1, column"):
        fruskit.read(path)
