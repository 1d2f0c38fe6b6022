"""Any volume of FRUS: nothing of it lost, and what it says of itself and its documents."""

from collections import Counter
import gc
import os
from pathlib import Path
import tracemalloc
from xml.etree import ElementTree

import fruskit
from fruskit import FruskitError
from fruskit.volumes import condition
from fruskit.volumes.crossreferences import references
import pytest
from tei_files import ID, SMALL, solid, TEI

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path(os.environ.get("FRUS_DIR", ROOT.parent / "shared" / "frus"))
AT_HAND = sorted(FOLDER.glob("*.xml"))
every_volume = pytest.mark.parametrize(
    "path",
    [pytest.param(path, id=path.stem) for path in AT_HAND]
    or [
        pytest.param(
            None,
            marks=pytest.mark.skip(reason="no volumes beside this repository (../shared/frus)"),
        )
    ],
)


# --- nothing lost


def in_print_order(volume, first, last):
    """The characters of blocks, each footnote put back where its marker is."""
    notes = {note.id: note for note in volume.notes}
    hung = {}
    for note in volume.notes:
        hung.setdefault(note.block, []).append(note)
    for block in volume.blocks[first:last]:
        if block.id in notes:
            continue
        text = block.text
        for note in reversed(hung.get(block.id, [])):
            text = text[: note.offset] + note.text + text[note.offset :]
        yield text


@every_volume
def test_the_characters_of_every_division_are_those_of_its_xml_in_the_same_order(path):
    volume = fruskit.read(path)
    xml = ElementTree.parse(path).getroot().find(TEI + "text")
    divisions = list(xml.iter(TEI + "div"))
    assert len(divisions) == len(volume.divisions)
    for element, division in zip(divisions, volume.divisions):
        kept = solid("".join(in_print_order(volume, division.first, division.last)))
        assert kept == solid("".join(element.itertext())), division.id
    chars = {element.get(ID): len(solid("".join(element.itertext()))) for element in divisions}
    assert all(document.chars == chars[document.id] for document in volume.documents)


def test_the_characters_of_a_document_count_no_white_space_of_any_kind(write):
    spaces = "a\u00a0b\u2003c\u2009d&#160;e&#10;f g"
    volume = fruskit.read(
        write(
            f'<TEI xmlns="{TEI[1:-1]}"><text><div type="document"><p>{spaces}</p></div></text></TEI>'
        )
    )
    assert volume.documents[0].chars == 7


# --- what a volume says of itself


def test_the_header_says_what_the_volume_is(small):
    header = small.header
    assert (header.title, header.series, header.subseries) == (
        "Papers, 1919, Volume I",
        "Papers",
        "1919",
    )
    assert (header.number, header.name, header.editors) == ("Volume I", "General", ("A. Editor",))
    assert (header.publisher, header.place, header.date) == (
        "Printing Office",
        "Washington",
        "1934",
    )
    assert header.identifiers == {"frus": "frus1919v01"} and small.title == header.title


@every_volume
def test_the_header_of_a_real_volume_names_it_and_its_imprint(path):
    header = fruskit.read(path).header
    assert header.identifiers["frus"] == path.stem and header.title and header.series
    assert header.place == "Washington" and header.date.isdigit() and len(header.date) == 4


def test_divisions_are_listed_as_they_begin_each_with_the_one_it_lies_in(small):
    assert [(d.id, d.kind, d.parent) for d in small.divisions] == [
        ("preface", "section", "frus1919v01"),
        ("comp1", "compilation", "frus1919v01"),
        ("ch1", "chapter", "comp1"),
        ("d1", "document", "ch1"),
        ("ch1-division", "document", "ch1"),
        ("d1-repeated", "document", "ch1-division"),
        ("index", "index", "frus1919v01"),
    ]
    titles = [d.title for d in small.divisions if d.parent == "frus1919v01"]
    assert titles == ["Preface", "Russia:", "Index"]
    assert [d.title for d in small.divisions if d.parent == "ch1-division"] == ["Within"]


def test_a_chapter_cut_out_of_its_volume_keeps_its_own_tree(small):
    chapter = small.division("ch1")
    assert [(d.id, d.first) for d in chapter.divisions][:2] == [("ch1", 0), ("d1", 1)]
    assert [chapter.blocks[d.first].text for d in chapter.divisions if d.kind == "document"][
        1
    ] == "Undated"
    assert [a.title for a in chapter.attachments] == ["[Enclosure]"]


def test_an_attachment_is_a_section_of_its_own(small):
    (attachment,) = small.attachments
    section = small.division(attachment.id)
    assert (attachment.id, attachment.parent) == ("d1-attachment", "d1")
    assert [block.text for block in section.blocks] == [
        "[Enclosure]",
        "Moscow, New Year",
        "Enclosed words.",
    ]
    assert section.find("Enclosed").block and section.documents == ()


# --- what a document says of itself


def test_a_document_tells_who_wrote_where_and_to_whom_as_its_encoders_marked_it(small):
    document = small.documents[0]
    assert (document.sender, document.recipient, document.place) == (
        "Francis",
        "Secretary of State",
        "Petrograd",
    )
    assert (document.title, document.source) == (
        "The Ambassador (Francis) to the Secretary of State",
        "File No. 861.51/235",
    )


def test_a_document_without_such_marks_says_nothing_of_them(small):
    document = small.documents[1]
    assert (document.sender, document.recipient, document.place, document.date_origin) == (
        "",
        "",
        "",
        "",
    )


@pytest.mark.parametrize(
    "attributes, dateline, dated",
    [
        (
            'frus:doc-dateTime-min="1919-01-01T00:00:00-05:00" frus:doc-dateTime-max="1919-01-31T23:59:59-05:00"',
            "",
            ("1919-01-01", "1919-01-31", "encoded", "span"),
        ),
        (
            'frus:doc-dateTime-min="1919-01-01T00:00:00-05:00" frus:doc-dateTime-max="1919-01-31T23:59:59-05:00"',
            '<date when="1919-01">January</date>',
            ("1919-01-01", "1919-01-31", "encoded", "month"),
        ),
        (
            "",
            '<date when="1919-01-02T18:00:00">January 2, 6 p.m.</date>',
            ("1919-01-02", "1919-01-02", "dateline", "day"),
        ),
        ("", '<date when="1919">1919</date>', ("1919-01-01", "1919-12-31", "dateline", "year")),
        (
            "",
            '<date from="1919-01-02" to="1919-01-05">January 2–5</date>',
            ("1919-01-02", "1919-01-05", "dateline", "span"),
        ),
        (
            "",
            '<date notBefore="1919-01" notAfter="1919-02-05">early</date>',
            ("1919-01-01", "1919-02-05", "dateline", "bounds"),
        ),
        ("", "<date>March 3, 1919</date>", ("1919-03-03", "1919-03-03", "printed", "day")),
        ("", "<date>March 3–5, 1919</date>", ("1919-03-03", "1919-03-05", "printed", "span")),
        ("", "<date>March 3</date>", ("", "", "", "")),
        ("", '<date when="--03-03">March 3</date>', ("", "", "", "")),
        ("", "<date>the third of the moon</date>", ("", "", "", "")),
        ("", "", ("", "", "", "")),
    ],
)
def test_the_date_of_a_document_says_where_it_is_from_and_how_fine_it_is(
    write, attributes, dateline, dated
):
    inside = f'<div type="document" n="1" {attributes}><head>One</head><dateline>{dateline}</dateline></div>'
    frus = 'xmlns:frus="http://history.state.gov/frus/ns/1.0"'
    document = fruskit.read(
        write(f'<TEI xmlns="{TEI[1:-1]}" {frus}><text>{inside}</text></TEI>')
    ).documents[0]
    assert (
        document.date_start,
        document.date_end,
        document.date_origin,
        document.date_precision,
    ) == dated


@every_volume
def test_most_documents_of_a_real_volume_have_title_number_and_a_date_of_its_time(path):
    documents = fruskit.read(path).documents
    assert all(d.title and d.number and d.kind == "historical-document" for d in documents)
    assert sum(bool(d.date_start) for d in documents) > 0.9 * len(documents)
    assert all(d.date_origin and d.date_precision for d in documents if d.date_start)
    assert (
        sum(not "1700" < d.date_start <= d.date_end < "1990" for d in documents if d.date_start)
        <= 1
    )
    assert sum(bool(d.sender) for d in documents) > 0.8 * len(documents)


# --- references


def test_a_reference_tells_what_it_points_to_and_whether_that_is_there(small):
    found = [(r.kind, r.volume, r.target, r.found) for r in references(small)]
    assert found == [
        ("page", "", "pg_2", True),
        ("page", "frus1918v02", "pg_9", None),
        ("volume", "frus1917", "", None),
        ("document", "", "d2", False),
        ("note", "", "d1fn9", False),
        ("other", "", "nowhere", False),
    ]
    rows = fruskit.show("references", of=small.division("d1")).records()
    assert [row["quote"] for row in rows] == ["2", "vol. ii", "1917", "No. 2", "n. 9"]


@every_volume
def test_every_reference_of_a_real_volume_is_of_a_known_kind(path):
    volume = fruskit.read(path)
    kinds = Counter(reference.kind for reference in references(volume))
    assert kinds["page"] > 100 and kinds["other"] == 0


# --- tables and printout


def test_the_table_of_divisions_counts_the_documents_in_each(small):
    rows = {row["id"]: row for row in fruskit.show("divisions", of=small).records()}
    assert (rows["comp1"]["documents"], rows["ch1"]["documents"], rows["preface"]["documents"]) == (
        3,
        3,
        0,
    )
    assert (rows["d1-attachment"]["kind"], rows["d1-attachment"]["parent"]) == ("attachment", "d1")


def test_items_stand_after_their_labels_and_rows_under_rows(small):
    text = small.division("d1").text
    assert "1. First\n2. Second\n\na\t\tc\nd\te\tf\n\nFrancis" in text


def test_the_notes_of_a_preface_and_of_a_document_are_listed_at_its_end(small):
    text = small.text
    assert text.index("1. A note of the preface.") < text.index("Russia:")
    assert text.index("Enclosed [Page 2] words.\n\n  1. ") < text.index("Undated")


@every_volume
def test_every_division_of_a_real_volume_can_be_printed_with_all_its_words(path):
    volume = fruskit.read(path)
    for division in volume.divisions[::9]:
        section = volume.division(division.id)
        text = section.text
        assert all(
            block.text in text or block.id in {m.block for m in (*section.notes, *section.pages)}
            for block in section.blocks
        )


# --- the list of documents


def test_the_documents_of_a_volume_are_listed_as_the_volume_has_them_with_their_characters(write):
    path = write(SMALL)
    assert fruskit.documents(path) == fruskit.read(path).documents
    assert all(document.chars > 0 for document in fruskit.documents(path))


def test_comments_quotations_and_lists_that_imitate_documents_are_not_listed(write):
    extra = """<p><!-- <div type="document"><head>No</head></div> --><![CDATA[<div type="document">]]></p>
      <quote><head>Quoted</head><dateline><date when="1900-01-01">x</date></dateline></quote>
      <list><head>Listed</head><item>a > b</item></list><note n="2">Of <note rend="inline" type="source">a</note></note><head/>"""
    path = write(
        SMALL.replace("<p>Text.</p>", extra + "<p>Text.</p>").replace("<head>Undated</head>", "")
    )
    listed = fruskit.documents(path)
    assert [d.title for d in listed][1:] == ["", "Within"]
    assert "1900-01-01" not in {d.date_start for d in listed}


@pytest.mark.parametrize("end", ["<closer>", "</back>", "Undated"])
def test_a_file_that_breaks_off_has_no_list_of_documents(write, end):
    with pytest.raises(FruskitError, match="vol.xml, line .*: it is not well-formed XML"):
        fruskit.documents(write(SMALL[: SMALL.index(end)]))


# --- many volumes


def test_the_volumes_of_a_folder_come_one_at_a_time_by_name(write, tmp_path):
    for name in ("b.xml", "a.xml", "c.txt"):
        write(SMALL.replace('xml:id="frus1919v01"', f'xml:id="frus-{name[0]}"'), name)
    assert [volume.id for volume in fruskit.volumes(tmp_path)] == ["frus-a", "frus-b"]


def test_a_volume_read_in_turn_does_not_stay_in_memory(write, tmp_path):
    big = SMALL.replace("<p>Text.</p>", "<p>Text of some length, to be read.</p>" * 5_000)
    for n in range(8):
        write(big, f"{n}.xml")
    peaks = []
    gc.collect()
    gc.disable()  # no garbage is to wait for the collector
    try:
        for count in (4, 8):
            tracemalloc.start()
            for _ in zip(range(count), fruskit.volumes(tmp_path)):
                pass
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    finally:
        gc.enable()
    assert peaks[1] < 1.2 * peaks[0]


# --- oddities


def test_a_volume_is_checked_by_counting_what_is_odd_in_it(write):
    odd = condition.oddities(fruskit.read(write(b"\xef\xbb\xbf" + SMALL.encode())))
    assert odd == {
        "a byte-order mark begins the file": [""],
        "an id is used more than once": ["d1"],
        "a date printed in a dateline that is not read, nor compared with the encoded one": [
            "d1 (“New Year”, encoded 1918-01-01)"
        ],
        "a document has no id, and was given one": ["ch1-division"],
        "a document whose date is not encoded, nor in a dateline": ["ch1-division"],
        "a document dated by the words of its dateline alone": ["d1-repeated"],
        "a document within another, listed after it": ["d1-repeated"],
        "a footnote outside the documents": ["prefacefn1"],
        "an empty footnote": ["d1fn1"],
        "a reference to what is not in the volume": [
            "d1-5 (#d2)",
            "d1-5 (#d1fn9)",
            "index-2 (#nowhere)",
        ],
    }


def test_a_wrong_century_and_a_second_number_are_told(write):
    odd = SMALL.replace("<head>Undated", "<head>No. 9. Dated").replace(
        "<p>Text.</p>",
        '<dateline><date when="0201-10-12"/><date when="0201-10-12">x</date></dateline>',
    )
    told = condition.oddities(fruskit.read(write(odd)))
    assert told["a date far from that of the volume"] == ["ch1-division (0201-10-12)"]
    assert told["a number printed in the heading that is not the encoded one"] == ["ch1-division"]


@pytest.mark.parametrize(
    "old, new, what, place",
    [
        (
            "<p>Text.</p>",
            '<p>Te<gap quantity="10" unit="words"/>xt.</p>',
            "a gap, where words of the original are missing",
            "ch1-division (p. 2, 10 words)",
        ),
        (
            "January, 1919</date>",
            "January 5, 1919(?)</date>",
            "a date that is doubted in its dateline",
            "d1 (“Petrograd, January 5, 1919(?).”)",
        ),
        (
            "<date>March 3, 1919",
            "<hi>circa</hi> <date>March 3, 1919",
            "a date that is doubted in its dateline",
            "d1-repeated (“circa March 3, 1919”)",
        ),
        (
            '<pb n="2" xml:id="pg_2"/>',
            '<pb xml:id="pg_2"/>',
            "a page turn without a number",
            "pg_2",
        ),
        (
            "</frus:attachment>",
            "</frus:attachment><frus:attachment><pb n='3'/></frus:attachment>",
            "an attachment without any words",
            "d1-attachment-1",
        ),
    ],
)
def test_what_a_reader_should_know_of_is_told(write, old, new, what, place):
    assert old in SMALL and condition.oddities(fruskit.read(write(SMALL))).get(what) is None
    assert condition.oddities(fruskit.read(write(SMALL.replace(old, new, 1))))[what] == [place]


def test_oddities_are_grouped_and_only_the_first_places_of_each_are_named(write):
    undated = "".join(
        f'<div type="document" xml:id="u{n}" n="{n}"><head>H</head></div>' for n in range(30)
    )
    lines = condition.report(fruskit.read(write(SMALL.replace("<back>", f"<back>{undated}"))))
    (line,) = [line for line in lines if "whose date" in line]
    assert (
        line
        == "note: a document whose date is not encoded, nor in a dateline, 31 times: ch1-division, u0, u1, u2, u3 and 26 more"
    )
