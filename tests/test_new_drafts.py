"""What is drafted for a new kit: exercises that can be solved as they are put, and entries that say what is so."""

import json
import tomllib

import fruskit
from fruskit.author import new as starting
import pytest


def a_document(
    n,
    words,
    source="861.77/4500",
    line="",
    people=('The Consul at Harbin (<persName type="from">Moser</persName>)', "the Secretary"),
    more="",
    first="",
):
    line = (
        line or f'<placeName>Harbin</placeName>, <date when="1920-05-{n:02}">May {n}, 1920</date>'
    )
    sender, recipient = people
    return f"""
<div type="document" xml:id="d{n}" n="{n}"><note rend="inline" type="source">{source}</note>
<head>{sender} to <gloss type="to">{recipient}</gloss></head>
{first}<opener><dateline>{line}</dateline></opener><p>{words}</p>{more}</div>"""


@pytest.fixture
def made(tmp_path, monkeypatch):
    """Starts a kit of one chapter of these documents, and is in it."""

    def make(*documents):
        (tmp_path / "frus1920v09.xml").write_text(
            f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0" xml:id="frus1920v09">
<teiHeader/><text><body><pb n="7"/><div type="chapter" xml:id="ch1"><head>The Railway</head>{"".join(documents)}
<pb n="9"/><p>The last words.</p></div></body></text></TEI>""",
            encoding="utf-8",
        )
        started = starting.start(tmp_path / "mine", [(tmp_path / "frus1920v09.xml", "ch1")])
        monkeypatch.chdir(tmp_path / "mine")
        assert all(e.mark(e.right_answer).score == 1 for e in fruskit.all_exercises().values())
        return started

    return make


def entry(id):
    """An exercise as the new kit's file has it."""
    with open(f"data/exercises/{id[:2]}.toml", "rb") as file:
        return next(e for e in tomllib.load(file)["exercise"] if e["id"] == id[3:])


def labels(id):
    return [part.get("text") or part["left"] for part in entry(id).get("item") or entry(id)["pair"]]


# --- how a document is named


def test_a_document_is_named_by_as_many_words_as_no_other_part_begins_with(made):
    made(
        a_document(1, "Sir: I have the honor to acknowledge your letter of June."),
        a_document(2, "Sir:I have the honor to acknowledge, your letter of May."),
        a_document(
            3, "Sir: I have the honor to acknowledge your letters, and two more, of the second."
        ),
        a_document(4, "The same words stand here."),
        a_document(5, "The same words, stand here."),
    )
    named = [label.removeprefix("The document that begins ") for label in labels("03/in-order")]
    assert named == [
        "“Sir: I have the honor to acknowledge your letter of June.”",
        "“Sir:I have the honor to acknowledge, your letter of May.”",
        "“Sir: I have the honor to acknowledge your letters, …”",
    ]


def test_a_row_of_asterisks_names_nothing(made):
    made(
        *(
            a_document(
                n,
                "Sir: * * * * * * * *",
                more=f"<p>The words of paper {'abc'[n - 1]} are these.</p>",
            )
            for n in (1, 2, 3)
        )
    )
    assert [label[-31:] for label in labels("03/in-order")] == [
        f"“The words of paper {a} are these.”"[-31:] for a in "abc"
    ]


# --- exercises


def the_dateline():
    exercise = fruskit.exercise("01/when-written")
    line = next(b for b in fruskit.load().blocks if b.kind == "dateline")

    def mark(words):
        start = line.text.index(words)
        return exercise.mark([[line.id, start, start + len(words)]])

    return line.text, mark


def test_of_a_dateline_the_day_is_wanted_its_hour_may_be_marked_and_no_place_nor_receipt(made):
    made(
        a_document(
            1,
            "A train came in at noon.",
            line='<placeName>Harbin</placeName>, <date when="1920-05-01T13:00:00">May 1, 1920—1 p.m.</date><lb/>[<hi>Received</hi> May 3—9 a.m.]',
        )
    )
    line, mark = the_dateline()
    assert mark("May 1, 1920").score == mark("May 1, 1920—1 p.m.").score == 1
    assert mark(line).score < 1
    for part, says in (("Harbin", "where it was written."), ("Received May 3", "something else")):
        told = [remark.text for remark in mark(part).remarks]
        assert any(one.startswith(f"This part of the dateline says {says}") for one in told), told
    assert mark("May 3").score == 0


def test_what_is_put_in_order_is_not_what_is_dated_since_the_one_tells_the_other(made):
    made(*(a_document(n, f"Paper {'abcdefghi'[n - 1]} came in here today.") for n in range(1, 8)))
    order, dated = labels("03/in-order"), labels("03/as-printed")
    assert (len(order), len(dated)) == (4, 3) and not set(order) & set(dated)


def test_a_number_with_a_subfile_is_not_asked_for_in_parts(made):
    made(
        a_document(1, "The first of the papers is this.", source="123 G 861/178: Telegram"),
        a_document(2, "The second of the papers is this.", source="861.77/45: Telegram"),
    )
    assert [piece["written"] for piece in entry("04/file-number")["piece"]] == [
        "861.77",
        "45",
        "Telegram",
    ]
    said = entry("04/file-number")["piece"][0]["tell"]
    assert (
        "“8” is class 8: internal affairs of states; source:" in said and "begins with" not in said
    )


def test_one_work_under_two_names_is_not_asked_for_twice(made):
    notes = (
        "B. Hertslet, <hi>The Map of Africa by Treaty</hi>, vol. iii, p. 1124.",
        "Hertslet, <hi>The Map of Africa</hi>, vol. iii, p. 1125.",
        "David Hunter Miller, <hi>The Drafting of the Covenant</hi>, p. 9.",
    )
    made(
        *(
            a_document(
                n,
                f"A paper of {'abc'[n - 1]} that came in<note n='{n}' xml:id='d{n}fn1'>{note}</note> today.",
            )
            for n, note in enumerate(notes, 1)
        )
    )
    assert [pair["right"] for pair in entry("04/notes-and-works")["pair"]] == [
        "B. Hertslet, The Map of Africa by Treaty",
        "David Hunter Miller, The Drafting of the Covenant",
    ]


# --- annotations


ENCLOSED = """<frus:attachment><head>[Inclosure]</head><opener><dateline><placeName>Chita</placeName>,
<date when="1920-05-01">May 1, 1920</date></dateline></opener><p>The enclosed paper says more.</p></frus:attachment>"""


@pytest.mark.parametrize("place", ["more", "first"])
def test_the_dateline_of_an_enclosure_is_not_that_of_the_document(made, place):
    made(a_document(1, "With this I send a paper.", **{place: ENCLOSED}))
    told = {
        (row["what"].partition(" No. 1")[0], row["place"])
        for row in fruskit.show("events").records()
    }
    assert told == {("Date of", "Harbin"), ("A date in what is enclosed with", "")}
    assert (
        entry("01/when-written")["target"][0]["quote"]
        == entry("03/as-printed")["item"][0]["evidence"][0]["quote"]
        == "May 1, 1920"
    )


def test_a_document_has_one_date_though_two_datelines_give_it(made):
    made(
        a_document(
            1,
            "A paper.",
            more='<closer><dateline><date when="1920-05-01">May 1, 1920</date></dateline></closer>',
        )
    )
    told = [row["what"].partition(" No. 1")[0] for row in fruskit.show("events").records()]
    assert told == ["Date of", "A date in"]


def test_another_volume_is_another_work(made):
    made(
        a_document(
            1,
            "A paper<note n='1' xml:id='d1fn1'>See vol. ii, p. 3.</note> came<note n='2' xml:id='d1fn2'><hi>Ante</hi>, p. 5.</note> in.",
        )
    )
    cited = [
        (row["work"], row["locator"])
        for row in fruskit.show("citations").records()
        if row["kind"] == "cross-reference"
    ]
    assert cited == [("vol-ii", "p. 3"), ("this-volume", "p. 5")]


def test_notes_in_which_nothing_is_recognised_are_counted(made):
    started = made(
        a_document(1, "A paper<note n='1' xml:id='d1fn1'>Not printed.</note> came in today.")
    )
    assert (
        "1 footnote in which no reference is recognized; others may cite more than is drafted"
        in started.left_out
    )


def test_a_name_that_stands_with_several_offices_says_so(made):
    other = ('The Minister in China (<persName type="from">Moser</persName>)', "the Secretary")
    made(
        a_document(1, "The first of the papers."),
        a_document(2, "The second of the papers.", people=other),
    )
    (moser,) = fruskit.show("people").records()
    assert moser["role"].endswith(
        "; appears with several offices (Consul at Harbin; Minister in China): one person, or several?"
    )


# --- lessons


def test_the_lessons_cite_printed_pages_and_need_no_pandas(made):
    made(a_document(1, "The first of the papers."))
    code = []
    for _number, name in ((1, "01-read-the-page"), (6, "06-write-with-evidence")):
        with open(f"notebooks/{name}.ipynb", encoding="utf-8") as file:
            code += [
                "".join(c["source"]) for c in json.load(file)["cells"] if c["cell_type"] == "code"
            ]
    assert 'fruskit.cite("this-volume", "pp. 7–9")' in code
    assert not any("fruskit.table(" in one for one in code)


def test_a_kit_without_exercises_does_not_send_to_them(made):
    made("<p>Only this.</p>")
    assert fruskit.progress().text.startswith("There are no exercises here yet")
