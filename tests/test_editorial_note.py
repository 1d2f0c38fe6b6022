"""The editorial note to this kit is true in every sentence: each is held against data/ and its history."""

from pathlib import Path
import re
import shutil
import subprocess
import tomllib

import fruskit
import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "data" / "ch11subch1.xml"
NOTE, SECTION = fruskit.load("this-kit"), fruskit.load()
WORDS = " ".join(block.text for block in NOTE.blocks)
with open(ROOT / "data" / "context.toml", "rb") as file:
    FACTS = {fact["id"]: fact["text"] for fact in tomllib.load(file)["fact"]}


def says(words):
    """Whether the note has these words, once."""
    return WORDS.count(words) == 1


def test_it_names_the_section_and_the_volume_that_it_is_of():
    header = fruskit.read(SOURCE).header
    assert says(
        "Foreign Relations, The Conference of Berlin (The Potsdam Conference), 1945, volume I"
    )
    assert header.subseries == "The Conference of Berlin (The Potsdam Conference), 1945"
    assert header.number == "Volume I" and says(f"published in {header.date}")
    address = "history.state.gov/historicaldocuments/frus1945Berlinv01/ch11subch1"
    assert says(address) and address in SOURCE.read_text(encoding="utf-8")


def test_what_it_says_the_edition_holds_is_what_it_holds():
    assert says("the heading, the editor’s note with its three footnotes, the turn to page 858")
    kinds = {block.kind for block in SECTION.blocks}
    assert kinds == {"heading", "editorial-note", "note", "document-entry", "source-note"}
    assert len(SECTION.notes) == 3 and [turn.number for turn in SECTION.pages] == ["858"]
    assert says("documents 574 and 575")
    assert [document.number for document in SECTION.documents] == ["574", "575"]


def test_what_it_says_is_left_out_is_in_the_facts_from_elsewhere():
    assert says("the web edition gives on pages of their own")
    assert "on pages of their own" in FACTS["bodies-elsewhere"]
    assert says("For documents 576, 577, and 578")
    assert "Nos. 576, 577, and 578 follow No. 575" in FACTS["not-the-whole-section"]


def test_every_character_is_kept_and_no_type_is_marked():
    golden = (ROOT / "tests" / "golden" / "ch11subch1.txt").read_text(encoding="utf-8")
    assert SECTION.text == golden and "4546" in golden and "Soviet-Union" in golden
    assert says("Italics and small capitals are not marked, since the source text does not carry")
    assert not re.search(r"<hi\b|rend=\"(?!inline)", SOURCE.read_text(encoding="utf-8"))


def test_its_two_proposals_are_those_of_the_file_the_second_the_more_certain():
    first, second = SECTION.emendations
    assert says(f"“{first.corr}” for “{first.sic}”, and “{second.corr}” for “{second.sic}”")
    rank = ("low", "medium", "high").index
    assert rank(first.certainty) < rank(second.certainty)
    assert says("neither place had been compared with the printed page")
    assert all(re.search("[Nn]o one here has compared", one.reason) for one in (first, second))


def history():
    """Each change of the section's file: its day, the lines taken out, and those put in."""
    git = ["git", "-C", str(ROOT), "log", "--reverse", "-p", "--format=day %as", "--", str(SOURCE)]
    done = subprocess.run(git, capture_output=True, text=True, timeout=60)
    parts = re.split(r"^day (\S+)\n", done.stdout, flags=re.M)[1:]
    out, put = (re.compile(rf"^{sign}(?!{sign})(.*)", re.M) for sign in ("-", "[+]"))
    return [
        (day, out.findall(change), put.findall(change))
        for day, change in zip(parts[::2], parts[1::2])
    ]


def words(lines):
    """Of lines of the file: the words of the text. A reason is about them."""
    reasons = "<item corresp="
    return [re.sub("<[^>]*>", "", line).strip() for line in lines if reasons not in line]


@pytest.mark.skipif(not shutil.which("git"), reason="needs git, to read the record of changes")
def test_its_dates_are_those_of_the_record_of_changes():
    changes = history()
    if not changes or changes[0][0] != "2026-11-24":
        pytest.skip("this copy of the kit has come without its record of changes")
    assert says("since November 24, 2026") and says("Two days later the reasons")
    revised = [(out, put) for day, out, put in changes if day == "2026-11-26"]
    assert revised and all(words(out) == words(put) for out, put in revised)
