"""The tables: their promised names and columns, their values, and the forms in which they leave."""

import csv
from html.parser import HTMLParser
import io
import json
from pathlib import Path
import re

import fruskit
from fruskit import FruskitError
from fruskit.claims.tables import COLUMNS, Table, table
from fruskit.kit.folder import Kit
from fruskit.kit.lessons import sources
from fruskit.kit.seal import plain
from fruskit.volumes.text import Block, Document, Section
from nbclient import NotebookClient
import nbformat
import pytest
import terminal

ROOT = Path(__file__).resolve().parents[1]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
VOLUME = ROOT.parent / "shared" / "frus" / "frus1894Nicaragua.xml"  # the smallest real one at hand
at_hand = pytest.mark.skipif(
    not VOLUME.is_file(), reason="the real volumes are not beside this repository"
)

ANCHOR = "quote block start end"
PROMISED = {
    "blocks": "id kind page text",
    "notes": "id number block offset text",
    "documents": "id number kind title date_start date_end source page chars",
    "provisions": f"id kind actor action object {ANCHOR}",
    "events": f"id date certainty what place {ANCHOR}",
    "citations": f"id note work locator kind {ANCHOR}",
    "filenumbers": "document written system class subject serial date medium decoded",
    "people": f"id name role {ANCHOR}",
    "places": f"id name kind {ANCHOR} lat lon",
    "silences": "id what searches elsewhere",
}
ROWS = {
    "blocks": 10,
    "notes": 3,
    "documents": 2,
    "provisions": 8,
    "events": 9,
    "citations": 8,
    "filenumbers": 2,
    "people": 6,
    "places": 9,
    "silences": 14,
}


@pytest.mark.parametrize("name", PROMISED)
def test_each_table_has_its_promised_columns_in_their_order_and_its_rows(name):
    shown = fruskit.show(name)
    promised = tuple(PROMISED[name].split())
    assert shown.columns[: len(promised)] == promised
    assert (shown.name, len(shown.rows)) == (name, ROWS[name])
    assert all(len(row) == len(shown.columns) for row in shown.rows)


@pytest.mark.parametrize("name", COLUMNS)
def test_every_value_has_the_type_of_its_column(name):
    numbers = {
        "start": int,
        "end": int,
        "offset": int,
        "chars": int,
        "decoded": bool,
        "documents": int,
    }
    for record in fruskit.show(name).records():
        for column, value in record.items():
            if column in ("lat", "lon"):
                assert value is None or type(value) is float
            else:
                assert type(value) is numbers.get(column, str), (column, value)


@pytest.mark.parametrize("name", COLUMNS)
def test_each_table_is_a_data_frame_with_the_same_columns_and_values(name):
    frame, shown = fruskit.table(name), fruskit.show(name)
    assert tuple(frame.columns) == shown.columns and len(frame) == len(shown.rows)
    for column in {"start", "end", "offset", "chars"} & set(frame.columns):
        assert str(frame[column].dtype) == "int64"
    if name == "filenumbers":
        assert str(frame["decoded"].dtype) == "bool"
    if name == "places":
        assert str(frame["lat"].dtype) == "float64" and frame["lat"].isna().sum() == 3
    else:
        assert [tuple(row) for row in frame.itertuples(index=False, name=None)] == list(shown.rows)


@pytest.mark.parametrize("name", [name for name, columns in PROMISED.items() if ANCHOR in columns])
def test_the_offsets_of_every_row_are_those_of_its_quotation(name):
    section = fruskit.load()
    for record in fruskit.show(name).records():
        assert (
            section.block(record["block"]).text[record["start"] : record["end"]]
            == record["quote"]
            != ""
        )


def test_the_documents_are_the_two_entries_with_their_characters_counted():
    shown = fruskit.show("documents").select(*PROMISED["documents"].split())
    assert shown.rows == (
        (
            "d574",
            "574",
            "historical-document",
            "Briefing Book Paper",
            "",
            "",
            "740.00119 (Potsdam)/5–2446",
            "858",
            len("No.574BriefingBookPaper740.00119(Potsdam)/5–2446"),
        ),
        (
            "d575",
            "575",
            "historical-document",
            "Briefing Book Paper",
            "",
            "",
            "740.00119 (Potsdam)/5–2446",
            "858",
            len("No.575BriefingBookPaper740.00119(Potsdam)/5–2446"),
        ),
    )


def test_the_file_number_of_both_documents_is_taken_apart_the_same():
    first, second = fruskit.show("filenumbers").records()
    assert (first.pop("document"), second.pop("document")) == ("d574", "d575")
    assert (
        first
        == second
        == {
            "written": "740.00119 (Potsdam)/5–2446",
            "system": "decimal",
            "class": "7",
            "subject": "740.00119",
            "serial": "",
            "date": "1946-05-24",
            "medium": "",
            "decoded": True,
            "subfile": "Potsdam",
            "meaning": "class 7: political relations of states; Europe; the world",
            "holder": "",
            "collection": "",
            "item": "",
            "number": "740.00119 (Potsdam)",
            "years": "",
            "marking": "",
        }
    )


def test_the_notes_table_says_where_each_marker_stands():
    section = fruskit.load()
    rows = fruskit.show("notes").records()
    assert [(row["id"], row["number"], row["block"]) for row in rows] == [
        ("ch11subch1fn1", "1", "editors-note-1"),
        ("ch11subch1fn2", "2", "editors-note-1"),
        ("ch11subch1fn3", "3", "editors-note-2"),
    ]
    first = section.block("editors-note-1").text
    assert [row["offset"] for row in rows] == [
        first.index("against Japan") + len("against Japan"),
        len(first),
        len(section.block("editors-note-2").text),
    ]


def test_columns_are_chosen_by_name_in_the_order_that_is_asked_for():
    shown = fruskit.show("people", "role", "name")
    assert shown.columns == ("role", "name")
    assert shown.rows[5] == ("author of The China Tangle, cited in note 3", "Feis")
    with pytest.raises(
        FruskitError, match="table people: there is no column “nam”. Nearest: “name”."
    ):
        fruskit.show("people", "nam")


def test_an_unknown_table_is_refused_with_the_nearest_or_with_all_names():
    with pytest.raises(FruskitError, match="there is no table “event”. Nearest: “events”."):
        fruskit.table("event")
    with pytest.raises(
        FruskitError,
        match="There are blocks, notes, documents, divisions, references, citations, filenumbers,",
    ):
        fruskit.show("xyz")


# --- of another section or a volume


def test_a_section_without_annotations_shows_what_its_encoding_and_its_notes_say():
    section = fruskit.load()
    assert [row["name"] for row in fruskit.show("people", of=section).records()][:3] == [
        "Stalin",
        "Roosevelt",
        "Churchill",
    ]
    assert len(fruskit.show("places", of=section).rows) == 10
    for name in ("provisions", "events", "context"):
        empty = fruskit.show(name, of=section)
        assert (empty.rows, empty.columns) == ((), fruskit.show(name).columns)
        assert list(fruskit.table(name, of=section).columns) == list(empty.columns)
    for row in fruskit.show("citations", of=section).records():
        assert section.block(row["block"]).text[row["start"] : row["end"]] == row["quote"]


@at_hand
def test_the_tables_of_a_real_volume_and_of_one_of_its_documents():
    volume = fruskit.read(VOLUME)
    assert len(fruskit.table("documents", of=volume)) == 138
    assert len(fruskit.show("blocks", of=volume).rows) == len(volume.blocks)
    one = fruskit.show("documents", of=volume.division("d4")).records()
    assert [(row["id"], row["title"], row["date_start"], row["source"]) for row in one] == [
        ("d4", "Mr. Baker to Mr. Gresham.", "1894-02-09", ""),
    ]
    blocks = {block.id: block.text for block in volume.blocks}
    for name in ("people", "places", "citations"):
        records = fruskit.show(name, of=volume).records()
        assert records
        assert all(blocks[r["block"]][r["start"] : r["end"]] == r["quote"] for r in records)
    documents = {document.id for document in volume.documents}
    assert {
        row["document"] for row in fruskit.show("filenumbers", of=volume).records()
    } <= documents


# --- the forms in which a table leaves

NASTY = Table(
    "names",
    ("id", "text", "n", "ok", "none"),
    (
        ("a", 'one | "two", <b>three</b>\n& four', 1, True, None),
        ("b", "<script>alert(1)</script>", -2, False, 0.5),
    ),
)


def test_as_csv_a_table_reads_back_with_every_character():
    header, first, second = csv.reader(io.StringIO(NASTY.csv()))
    assert tuple(header) == NASTY.columns
    assert first == ["a", 'one | "two", <b>three</b>\n& four', "1", "True", ""]
    assert second[1] == "<script>alert(1)</script>"


def test_as_json_a_table_reads_back_as_its_records():
    assert json.loads(NASTY.json()) == NASTY.records()
    assert "Stalin’s" in fruskit.show("events").json(), "letters are written as they are"


def test_as_markdown_a_table_keeps_one_line_a_row_and_its_columns_apart():
    lines = NASTY.md().splitlines()
    assert len(lines) == 4 and lines[1] == "| --- | --- | --- | --- | --- |"
    assert lines[2] == r'| a | one \| "two", \<b\>three\</b\><br>\& four | 1 | yes |  |'


def test_in_a_terminal_a_table_is_read_as_it_is_one_line_a_row():
    lines = repr(NASTY).splitlines()
    assert len(lines) == 4 and lines[2].startswith('| a | one \\| "two", <b>three</b>')


@pytest.mark.parametrize("name", COLUMNS)
def test_every_table_of_the_kit_leaves_and_comes_back_in_every_form(name):
    shown = fruskit.show(name)
    assert json.loads(shown.json()) == shown.records()
    assert list(csv.reader(io.StringIO(shown.csv())))[1:] == [
        ["" if value is None else str(value) for value in row] for row in shown.rows
    ]
    assert len(shown.md().splitlines()) == 2 + len(shown.rows)


class Cells(HTMLParser):
    """The tags of a piece of HTML, and the text of its cells."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.cells = [], []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data):
        if self.cells and self.tags[-1] in ("td", "th"):
            self.cells[-1] += data


def test_as_html_every_value_is_text_and_nothing_in_it_is_a_tag():
    found = Cells(NASTY._repr_html_())
    assert set(found.tags) == {"style", "table", "caption", "thead", "tbody", "tr", "th", "td"}
    assert [cell.strip() for cell in found.cells[5:]] == [
        "a",
        'one | "two", <b>three</b>\n& four',
        "1",
        "yes",
        "",
        "b",
        "<script>alert(1)</script>",
        "-2",
        "no",
        "0.5",
    ]
    named = Table("<i>", ("<u>",), ())._repr_html_()
    assert "<i>" not in named and "<u>" not in named


def test_a_table_of_a_hostile_section_is_shown_as_text():
    block = Block("b", "source-note", "<1>", "<img src=x onerror=alert(1)>", "d")
    section = Section(
        "s", "S", "v", (block,), (), (Document("d", "", "", "<b>", "", "", "", "", 0),), (), (), ()
    )
    for name in ("blocks", "documents", "filenumbers"):
        html = table(name, section)._repr_html_()
        assert "<img" not in html and "<b>" not in html


def test_a_name_goes_by_the_key_that_its_mention_gives_or_its_own_id(read):
    names = '<persName corresp="#p_A">Adams</persName> <persName xml:id="p_B">Byrnes</persName> <persName>Clay</persName>'
    assert [row["id"] for row in table("people", read(f"<p>{names}</p>")).records()] == [
        "p_A",
        "p_B",
        "persName-3",
    ]


# --- without pandas


def test_without_pandas_each_closing_cell_of_a_lesson_says_so_in_one_sentence():
    """Each alone, as a student may run them: the sentence, and no traceback."""
    cells = [cell for path in LESSONS for cell in sources(Kit(ROOT), path)]
    closing = [source for kind, source in cells if kind == "code" and not plain(source)]
    away = "import sys; sys.modules['pandas'] = None; import fruskit"
    cells = [nbformat.v4.new_code_cell(source) for source in (away, *closing)]
    notebook = nbformat.v4.new_notebook(cells=cells)
    NotebookClient(notebook, timeout=60, kernel_name="python3", allow_errors=True).execute()
    assert len(closing) == 18
    for cell in cells[1:]:
        said = [line for output in cell.outputs for line in output.get("traceback", [output])]
        assert len(said) == 1 and re.fullmatch(NO_PANDAS, said[0]), (cell.source, said)


NO_PANDAS = (
    r"table \w+: pandas is not installed here\. "
    r'To see the table use fruskit\.show\("\w+"\); to compute, install pandas\.'
)


def test_without_pandas_tables_are_shown_and_a_data_frame_is_refused_with_the_way_round():
    script = (
        "import sys; sys.modules['pandas'] = None\n"
        "import fruskit\n"
        "print(len(fruskit.show('events')._repr_html_()) > 1000)\n"
        "try: fruskit.table('events')\n"
        "except fruskit.FruskitError as problem: print(problem)\n"
    )
    done = terminal.python("-c", script)
    assert done.stdout.splitlines() == [
        "True",
        'table events: pandas is not installed here. To see the table use fruskit.show("events"); to compute, install pandas.',
    ], done.stderr
