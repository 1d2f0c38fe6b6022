"""What the encoding of modern volumes knows: their lists, hours, bounds, second markers, who wrote to whom."""

import fruskit
from fruskit.claims.drafts import drafts
from fruskit.volumes.condition import oddities
from fruskit.volumes.tei.division import parties, without_number
from fruskit.volumes.tei.excerpt import cut
import pytest

LISTS = """<div type="section" xml:id="persons"><head>Persons</head><list type="persons">
<item><hi><persName xml:id="p_DJ1">Doe, Jane</persName>,</hi> Ambassador in Nowhere</item>
<item><hi><persName xml:id="p_RR1">Roe, Richard</persName>,</hi> Secretary of State</item></list></div>
<div type="section" xml:id="terms"><head>Abbreviations</head><list type="terms"><item>
<term xml:id="t_POL1">POL</term>, political</item></list></div>"""


def document(
    inside, head="1. Telegram From the Embassy in Nowhere to the Department of State", id="d1"
):
    return f'<div type="document" xml:id="{id}" n="1"><head>{head}</head>{inside}</div>'


SOURCE = "Source: Johnson Library, National Security File, Country File, Nowhere. Secret."


@pytest.mark.parametrize(
    "note",
    [
        f'<note type="source"><p>{SOURCE}</p></note>',
        f'<note><p><seg type="summary">Summary: It was.</seg></p><p><seg type="source">{SOURCE}</seg></p></note>',
        f'<note type="summary"><p>Summary: It was.</p><p>{SOURCE}</p></note>',
        f'<note type="source">Summary: It was. {SOURCE}</note>',
    ],
)
def test_the_source_note_of_a_heading_is_one_whatever_stands_before_it(read, note):
    volume = read(document("<p>Words.</p>", f"1. Telegram{note}"))
    (row,) = fruskit.show("filenumbers", of=volume).records()
    assert (row["holder"], row["item"]) == ("Johnson Library", "Country File, Nowhere")
    assert (row["marking"], row["decoded"]) == ("Secret", True)
    assert volume.documents[0].source.endswith(SOURCE)
    words = " ".join(block.text for block in volume.blocks)
    assert ("Summary: It was." in words) == ("Summary" in note)


def dateline(date):
    return f"<dateline><placeName>Washington</placeName>, {date}</dateline><p>Words.</p>"


def test_persons_and_terms_are_read_from_the_volumes_own_lists(read):
    volume = read(
        LISTS + document('<p>For the <persName corresp="#p_RR1">Secretary</persName>.</p>')
    )
    assert fruskit.show("persons", of=volume).rows == (
        ("p_DJ1", "Doe, Jane", "Ambassador in Nowhere"),
        ("p_RR1", "Roe, Richard", "Secretary of State"),
    )
    assert fruskit.show("terms", of=volume).rows == (("t_POL1", "POL", "political"),)


def test_a_division_has_the_persons_and_terms_to_which_its_own_words_lead(read):
    inside = '<p><persName corresp="#p_RR1">Secretary</persName>, <gloss target="#t_POL1">POL</gloss></p>'
    section = read(LISTS + document(inside)).division("d1")
    assert [person.id for person in section.persons] == ["p_RR1"]
    assert [term.term for term in section.terms] == ["POL"]


def test_a_person_is_drafted_with_the_full_name_and_the_office(read):
    volume = read(
        LISTS + document('<p>For the <persName corresp="#p_RR1">Secretary</persName>.</p>')
    )
    (person,) = drafts(volume.division("d1")).entries["person"]
    assert person["name"] == "Richard Roe"
    assert person["role"].startswith("Secretary of State; ") and person["quote"] == "Secretary"


def test_what_is_cut_out_takes_along_the_entries_it_leads_to(read, tmp_path):
    inside = '<p>For the <persName corresp="#p_RR1">Secretary</persName>.</p>'
    read(LISTS + document(inside))
    small = tmp_path / "d1.xml"
    small.write_bytes(cut(tmp_path / "vol.xml", "d1", "v"))
    assert [p.name for p in fruskit.read(small).division("d1").persons] == ["Roe, Richard"]


@pytest.mark.parametrize(
    ("words", "attributes", "time", "zone"),
    [
        ("February 8, 1965, 10 a.m.", 'when="1965-02-08T10:00:00-05:00"', "10 a.m.", "-05:00"),
        ("June 19, 1965, 0414Z", 'when="1965-06-19T04:14:00+00:00"', "0414Z", "+00:00"),
        ("May 7, 1965, 11:12 a.m.–12:32 p.m.", 'when="1965-05-07"', "11:12 a.m.–12:32 p.m.", ""),
        ("May 7, 1965, 10:30 a.m.–noon", 'when="1965-05-07"', "10:30 a.m.–noon", ""),
        ("May 7, 1965, 1–3 p.m.", 'when="1965-05-07"', "1–3 p.m.", ""),
        ("May 7, 1965, midnight", 'when="1965-05-07"', "midnight", ""),
        ("May 7, 1965, 3–5 and 6–7 p.m.", 'when="1965-05-07"', "3–5 and 6–7 p.m.", ""),
        ("May 7, 1965, 7 a.m., EDT", 'when="1965-05-07"', "7 a.m., EDT", ""),
        ("May 7, 1965, 1:03", 'when="1965-05-07"', "1:03", ""),
        ("May 7, 1965", 'when="1965-05-07"', "", ""),
    ],
)
def test_the_hour_is_kept_as_printed_beside_the_day(read, words, attributes, time, zone):
    (found,) = read(document(dateline(f"<date {attributes}>{words}</date>"))).documents
    assert (found.time, found.zone) == (time, zone)
    assert found.date_start.startswith("1965")


def test_what_is_undated_has_its_bounds_and_the_editors_reason(read):
    date = (
        '<date notBefore="1965-07-01" notAfter="1965-08-15"'
        ' ana="#date_undated-inferred-from-document-content">undated</date>'
    )
    (found,) = read(document(dateline(date))).documents
    assert (found.date_start, found.date_end, found.date_precision) == (
        "1965-07-01",
        "1965-08-15",
        "bounds",
    )
    assert found.date_reason == "undated, inferred from document content"


def test_a_printed_day_that_is_not_the_encoded_one_is_told_by_check(read):
    odd = oddities(
        read(document(dateline('<date when="1965-11-08">November 7, 1965, 0217Z</date>')))
    )
    (place,) = odd["a day printed in the dateline that is not the encoded one"]
    assert place == "d1 (“November 7, 1965, 0217Z”, encoded 1965-11-08)"
    same = oddities(read(document(dateline('<date when="1965-11-07">November 7, 1965</date>'))))
    assert not any("not the encoded one" in what for what in same)


@pytest.mark.parametrize(
    ("words", "attributes", "told"),
    [
        ("May 7, 1965, 1–3 p.m.", 'from="1965-05-07T13:00:00" to="1965-05-07T15:00:00"', ""),
        ("May 7–8, 1965", 'from="1965-05-07" to="1965-05-08"', ""),
        ("May 7, 1965", 'from="1965-05-08" to="1965-05-09"', "is not the encoded one"),
        ("February 17 [12], 1965", 'when="1965-02-17"', "is not read, nor compared"),
        ("undated", 'notBefore="1965-07-01" notAfter="1965-08-15"', ""),
    ],
)
def test_printed_days_are_compared_with_all_that_is_encoded_and_none_is_passed_over(
    read, words, attributes, told
):
    odd = oddities(read(document(dateline(f"<date {attributes}>{words}</date>"))))
    about = [what for what in odd if "dateline" in what]
    assert len(about) == bool(told) and all(told in what for what in about)


@pytest.mark.parametrize(
    ("title", "sender", "recipient"),
    [
        (
            "Telegram From the Embassy in Spain to the Department of State",
            "Embassy in Spain",
            "Department of State",
        ),
        ("Letter From President Able to President Baker", "President Able", "President Baker"),
        (
            "Memorandum From the Assistant Secretary of State (Doe) to Secretary of State Roe",
            "Assistant Secretary of State (Doe)",
            "Secretary of State Roe",
        ),
        (
            "The Consul at Harbin (Jones) to the Secretary of State",
            "Consul at Harbin (Jones)",
            "Secretary of State",
        ),
        ("Memorandum of Conversation", "", ""),
        ("Editorial Note", "", ""),
        ("Paper Prepared in the Department of State", "", ""),
    ],
)
def test_a_heading_that_marks_nobody_is_read_by_its_words(title, sender, recipient):
    assert parties(title) == (sender, recipient)


def test_encoded_and_read_parties_are_told_apart(read):
    encoded = document(
        "<p>W.</p>", '1. Telegram From <gloss type="from">A</gloss> to <gloss type="to">B</gloss>'
    )
    read_ones = document("<p>W.</p>", "1. Telegram From the Embassy to the Department", "d2")
    documents = read(encoded + read_ones).documents
    assert [(d.sender, d.parties_origin) for d in documents] == [
        ("A", "encoded"),
        ("Embassy", "heading"),
    ]


@pytest.mark.parametrize(
    ("title", "number", "bare"),
    [
        ("1. Telegram From Paris", "1", "Telegram From Paris"),
        ("No. 4. The Consul", "4", "The Consul"),
        ("[10.] Index entry", "[10]", "Index entry"),
        ("1945. A Year", "1", "1945. A Year"),
        ("12 Angry Men", "12", "12 Angry Men"),
    ],
)
def test_a_number_before_a_title_is_the_documents_number_once_more(title, number, bare):
    assert without_number(title, number) == bare


def test_a_footnote_keeps_its_type_and_a_second_pointer_to_it_is_no_footnote(read):
    inside = (
        '<p>One.<note n="3" xml:id="d1fn3" type="summary">Summary: so.</note> Two.'
        '<note target="#d1fn3"/></p>'
    )
    volume = read(document(inside))
    (note,) = volume.notes
    assert (note.kind, note.text) == ("summary", "Summary: so.")
    assert volume.text.count("3") >= 2 and "One.3 Two.3" in volume.text
    assert "an empty footnote" not in oddities(volume)


def test_a_part_that_is_in_another_file_is_told(read):
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="other.xml"/>'
    odd = oddities(read(document("<p>Words.</p>") + include))
    assert odd["a part of the volume that is in another file, and was not read"] == ["other.xml"]


def test_participants_and_subjects_are_told_apart_from_other_lists(read):
    inside = (
        '<list type="subject"><head>SUBJECT</head><item>Talks</item></list>'
        '<list type="participants"><item>United States<list><item>Roe</item></list></item></list>'
        "<list><item>A point</item></list>"
    )
    kinds = [(block.kind, block.text) for block in read(document(inside)).blocks]
    assert ("subject", "Talks") in kinds and ("participant", "Roe") in kinds
    assert ("list-item", "A point") in kinds
