"""The reading text: the printout byte for byte, and what a Section and a Volume give when asked."""

from pathlib import Path

import fruskit
from fruskit import FruskitError
from fruskit.volumes.parts import Block, Division, Document, Note, PageBreak
from fruskit.volumes.text import Section, Span, Volume
import pytest

ROOT = Path(__file__).resolve().parents[1]


def a_section(blocks, notes=(), documents=(), pages=()):
    return Section(
        "s", "S", "v", tuple(blocks), tuple(notes), tuple(documents), tuple(pages), (), ()
    )


def paragraph(id, text, division="s"):
    return Block(id, "paragraph", "1", text, division)


# --- the bundled section


def test_the_printout_of_the_kit_is_its_source_byte_for_byte():
    golden = (ROOT / "tests" / "golden" / "ch11subch1.txt").read_bytes()
    assert fruskit.load().text.encode("utf-8") == golden


def test_the_golden_text_keeps_the_misprints_of_the_source():
    golden = (ROOT / "tests" / "golden" / "ch11subch1.txt").read_text(encoding="utf-8")
    assert len(golden.encode("utf-8")) == 2387
    assert golden.count("Soviet-Union") == 1 and golden.count("pages 4546, 476") == 1
    assert "against Japan 1 contained" in golden and "1945.2\n" in golden


def test_the_blocks_of_the_section_have_their_promised_ids_kinds_and_pages():
    assert [(block.id, block.kind, block.page) for block in fruskit.load().blocks] == [
        ("ch11subch1-head", "heading", "857"),
        ("editors-note-1", "editorial-note", "857"),
        ("ch11subch1fn1", "note", "857"),
        ("ch11subch1fn2", "note", "857"),
        ("editors-note-2", "editorial-note", "857"),
        ("ch11subch1fn3", "note", "857"),
        ("d574-head", "document-entry", "858"),
        ("d574-source", "source-note", "858"),
        ("d575-head", "document-entry", "858"),
        ("d575-source", "source-note", "858"),
    ]


def test_each_note_hangs_on_the_word_where_its_marker_is_printed():
    section = fruskit.load()
    hung = [
        (note.number, section.block(note.block).text[: note.offset], note.spaced)
        for note in section.notes
    ]
    words = [
        ("1", "the war against Japan", True),
        ("2", "August 14, 1945.", False),
        ("3", "pages 4546, 476.", False),
    ]
    for (number, before, spaced), (wanted, ending, apart) in zip(hung, words, strict=True):
        assert (number, spaced) == (wanted, apart) and before.endswith(ending)


def test_the_section_marks_one_turn_of_the_page():
    assert fruskit.load().pages == (PageBreak("858", "d574-head", 0, "pg_858"),)


def test_the_two_emendations_keep_what_stands_and_say_why():
    section = fruskit.load()
    shown = [
        (e.id, e.sic, e.corr, section.block(e.span.block).text[e.span.start : e.span.end])
        for e in section.emendations
    ]
    assert shown == [
        ("sic-soviet-union", "Soviet-Union", "Soviet Union", "Soviet-Union"),
        ("sic-4546", "4546", "45–46", "4546"),
    ]
    assert all(len(e.reason) > 50 and e.certainty in ("low", "high") for e in section.emendations)


def test_the_two_documents_are_undated_entries_of_page_858():
    assert [
        (d.id, d.number, d.title, d.date_start, d.date_end, d.source, d.page)
        for d in fruskit.load().documents
    ] == [
        (f"d{n}", n, "Briefing Book Paper", "", "", "740.00119 (Potsdam)/5–2446", "858")
        for n in ("574", "575")
    ]


def test_what_is_marked_in_the_text_is_marked_to_the_letter():
    section = fruskit.load()
    words = {
        kind: [
            section.block(m.block).text[m.start : m.end] for m in section.phrases if m.kind == kind
        ]
        for kind in ("persName", "placeName", "date", "ref")
    }
    assert words["date"] == ["February 11, 1945", "June 30", "August 14, 1945", "August 14, 1945"]
    assert words["ref"] == ["p. 984", "volume II", "476"]
    assert set(words["persName"]) == {
        "Stalin",
        "Roosevelt",
        "Churchill",
        "Chiang Kai-shek",
        "T. V. Soong",
        "Feis",
    }
    assert words["placeName"].count("Moscow") == 3 and len(set(words["placeName"])) == 8


# --- the printout of any section


def test_two_notes_at_one_place_are_printed_in_their_order():
    section = a_section(
        [
            paragraph("p", "word and more"),
            Block("n1", "note", "1", "one", "s"),
            Block("n2", "note", "1", "two", "s"),
        ],
        [Note("n1", "1", "p", 4, "one"), Note("n2", "2", "p", 4, "two")],
    )
    assert section.text == "word12 and more\n\n  1. one\n  2. two"


def test_a_note_before_the_first_word_is_printed_once():
    section = a_section(
        [paragraph("p", "Word"), Block("n", "note", "1", "one", "s")],
        [Note("n", "1", "p", 0, "one")],
    )
    assert section.text == "1Word\n\n  1. one"


def test_a_turn_of_the_page_inside_a_block_stands_between_its_words():
    section = a_section([paragraph("p", "before after")], pages=[PageBreak("9", "p", 7)])
    assert section.text == "before [Page 9] after"


def test_a_note_at_the_last_word_of_a_page_is_printed_before_the_turn():
    section = a_section(
        [paragraph("p", "before.After"), Block("n", "note", "1", "one", "s")],
        [Note("n", "1", "p", 7, "one")],
        pages=[PageBreak("9", "p", 7)],
    )
    assert section.text.startswith("before.1[Page 9] After")


def test_documents_stand_two_lines_apart_and_carry_their_number():
    documents = [Document(f"d{n}", str(n), "", "", "", "", "", "1", 0) for n in (1, 2)]
    blocks = [
        Block("h1", "document-entry", "1", "One", "d1"),
        paragraph("p1", "Text", "d1"),
        Block("h2", "document-entry", "1", "Two", "d2"),
    ]
    assert a_section(blocks, documents=documents).text == "[1] One\n\nText\n\n\n[2] Two"


def test_a_section_without_words_prints_nothing():
    assert a_section([]).text == ""


# --- asking


def test_an_unknown_block_is_refused_with_the_nearest_named():
    with pytest.raises(
        FruskitError, match="ch11subch1: it has no block “editors-note1”. Nearest: “editors-note-1”"
    ):
        fruskit.load().block("editors-note1")


def test_words_are_looked_for_in_the_whole_section_or_in_one_block():
    section = fruskit.load()
    assert section.find("Feis").block == "ch11subch1fn3"
    assert section.find("August 14, 1945", block="editors-note-1").block == "editors-note-1"
    with pytest.raises(FruskitError, match="appears in 2 places"):
        section.find("August 14, 1945")
    with pytest.raises(FruskitError, match="“Feis” is not in the text"):
        section.find("Feis", block="editors-note-1")
    assert [span.block for span in section.find_all("August 14, 1945")] == [
        "editors-note-1",
        "ch11subch1fn2",
    ]
    assert section.find_all("Sakhalin") == []


def test_what_was_read_cannot_be_changed():
    section = fruskit.load()
    for thing, name in [
        (section, "title"),
        (section.blocks[0], "text"),
        (section.notes[0], "offset"),
        (Span("b", 0, 1, "x"), "start"),
    ]:
        with pytest.raises(AttributeError):
            setattr(thing, name, "other")


def a_volume():
    """A chapter c of two documents, the second without any words of its own."""
    blocks = (
        paragraph("h", "Chapter", "c"),
        paragraph("p1", "One", "d1"),
        paragraph("p2", "Two", "d3"),
    )
    documents = tuple(Document(id, id[1:], "", "", "", "", "", "1", 0) for id in ("d1", "d2", "d3"))
    divisions = (
        Division("d1", "document", "", 1, 2),
        Division("d2", "document", "", 2, 2),
        Division("c", "chapter", "Chapter", 0, 2),
        Division("d3", "document", "", 2, 3),
    )
    pages = (PageBreak("1", "h", 0), PageBreak("2", "p1", 0), PageBreak("3", "p2", 1))
    return Volume("v", "V", "v", blocks, (), documents, pages, (), (), divisions)


def test_a_division_is_a_section_of_its_own_blocks_and_documents():
    section = a_volume().division("c")
    assert (section.id, section.title, section.volume) == ("c", "Chapter", "v")
    assert [block.id for block in section.blocks] == ["h", "p1"]
    assert [document.id for document in section.documents] == ["d1"]


def test_a_turn_right_before_the_first_words_belongs_to_what_went_before():
    assert a_volume().division("c").pages == (PageBreak("2", "p1", 0),)
    assert a_volume().division("d3").pages == (PageBreak("3", "p2", 1),)


def test_a_document_without_words_is_still_a_document_of_the_volume():
    assert [document.id for document in a_volume().documents] == ["d1", "d2", "d3"]
    empty = a_volume().division("d2")
    assert (empty.text, [document.id for document in empty.documents]) == ("", ["d2"])


def test_an_unknown_division_is_refused_with_the_nearest_named():
    with pytest.raises(FruskitError, match="v: it has no division “d33”. Nearest: “d3”"):
        a_volume().division("d33")
