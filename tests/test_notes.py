"""Notes of one's own: kept on words of the text, found again in a later edition, shown, listed, removed."""

from dataclasses import replace
import json
import logging
from pathlib import Path
import sys

from cards import Bare
import fruskit
from fruskit.cards.notes import NotesPanel
from fruskit.cards.state import Leaf
from fruskit.record import OwnNote, Record
from fruskit.record.anchored import address, anchored
from fruskit.volumes.anthology import qualified, together
from fruskit.volumes.text import Excerpt
import pytest

SECTION = fruskit.load()
BLOCK = "editors-note-1"
TEXT = SECTION.block(BLOCK).text


@pytest.fixture
def record(path, monkeypatch):
    monkeypatch.setenv("FRUSKIT_RECORD", str(path))
    return Record(path)


def note(quote, words="Whose words?", block=BLOCK, start=None):
    """A note on the first place of these words, or where it was said to be."""
    at = SECTION.block(block).text.index(quote) if start is None else start
    return OwnNote(address(SECTION, block), at, at + len(quote), quote, words)


def edition(**texts):
    """The section in a later edition: these blocks with other words."""
    blocks = [b._replace(text=texts.get(b.id.replace("-", "_"), b.text)) for b in SECTION.blocks]
    return replace(SECTION, blocks=tuple(blocks))


def words_at(note, section):
    """Where the words of a note are, as (block, start)."""
    [(_, span)] = anchored([note], section)
    return span and (span.block, span.start)


# --- where a note is, in this edition and a later one


def test_a_note_is_where_its_words_are_and_moves_with_them():
    kept = note("concurrence", start=TEXT.rindex("concurrence"))
    assert words_at(kept, SECTION) == (BLOCK, TEXT.rindex("concurrence"))
    longer = edition(editors_note_1="[Corrected.] " + TEXT)
    assert words_at(kept, longer) == (BLOCK, TEXT.rindex("concurrence") + 13)


def test_of_words_that_appear_twice_the_nearest_place_is_meant():
    kept = note("concurrence")
    first = TEXT.index("concurrence")
    assert words_at(kept, edition(editors_note_1="A " + TEXT)) == (BLOCK, first + 2)


def test_other_spaces_and_quotation_marks_in_a_later_edition_are_the_same_words():
    kept = note("“pact of friendship and alliance”")
    printed = TEXT.replace("“", '"').replace("”", '"').replace("of friendship", "of\nfriendship")
    assert words_at(kept, edition(editors_note_1=printed))[0] == BLOCK


def test_words_that_moved_to_another_paragraph_are_found_there_if_they_can_be_known_again():
    once = edition(editors_note_1="Gone.", editors_note_2="It was a pact of friendship.")
    assert words_at(note("pact of friendship"), once) == ("editors-note-2", 9)
    assert words_at(note("pact"), once) is None
    twice = "A pact of friendship is no pact of friendship."
    assert (
        words_at(note("pact of friendship"), edition(editors_note_1="", editors_note_2=twice))
        is None
    )


def test_where_its_words_are_gone_a_note_is_still_there_and_comes_last():
    gone, first = note("begun at Moscow"), note("4546", block="editors-note-2")
    later = edition(editors_note_1=TEXT.replace("begun at Moscow", "begun"))
    assert [one.span and one.span.text for one in anchored([gone, first], later)] == ["4546", None]


def test_a_note_on_another_volume_or_division_is_not_of_this_section():
    other = replace(note("Moscow"), block="frus1945v07#editors-note-1")
    elsewhere = replace(note("Moscow"), block=f"{SECTION.volume}#d12-p3")
    assert anchored([other, elsewhere], SECTION) == []


def test_in_a_kit_of_several_texts_a_note_is_on_the_one_that_has_its_block():
    other = qualified(replace(SECTION, volume="frus1936v03"), "frus1936v03")
    texts = [Excerpt("a", "", SECTION, None), Excerpt("b", "", other, None)]
    both = together(texts)
    on = [address(both, block) for block in (BLOCK, f"frus1936v03#{BLOCK}")]
    assert on == [f"{SECTION.volume}#{BLOCK}", f"frus1936v03#{BLOCK}"]
    kept = [replace(note("Port Arthur"), block=block) for block in on]
    assert [one.span.block for one in anchored(kept, both)] == [BLOCK, f"frus1936v03#{BLOCK}"]
    assert [one.note for one in anchored(kept, SECTION)] == kept[:1]


# --- what a leaf is told, and tells


def leaf(record):
    told = []
    made = Leaf("<p></p>", SECTION, told.append, logging.getLogger("fruskit.tests"))
    made.told = told
    return made


def selected(quote, words="Mine.", **more):
    at = TEXT.find(quote)
    said = {"block": BLOCK, "start": at, "end": at + len(quote), "quote": quote}
    return {"type": "note", **said, "words": words, **more}


def test_a_note_is_on_disk_before_it_is_shown_and_on_every_later_page(record):
    page, seen = leaf(record), []
    page._tell = lambda told: seen.append(
        (len(record.notes()), [n["quote"] for n in told["notes"]])
    )
    page.receive(selected("Port Arthur"))
    assert seen == [(1, ["Port Arthur"])]
    assert (
        leaf(record).notes == page.notes == Bare(fruskit.exercise("02/the-condition"), record).notes
    )
    assert page.notes[0]["place"] == "Editor’s note, first paragraph (page 857)"


def test_a_note_is_changed_and_removed_and_brought_back(record):
    page = leaf(record)
    page.receive(selected("Port Arthur"))
    [kept] = page.notes
    page.receive({"type": "note", "note": kept["id"], "words": " Whose port? "})
    assert page.notes == [kept | {"words": "Whose port?"}]
    page.receive({"type": "forget", "note": kept["id"]})
    assert page.notes == [] == record.notes()
    page.receive({"type": "note", **{k: v for k, v in kept.items() if k != "id"}})
    assert page.notes[0]["words"] == "Mine." and page.notes[0]["quote"] == "Port Arthur"


def test_the_browser_is_believed_in_the_words_and_not_in_the_numbers(record):
    page = leaf(record)
    page.receive(selected("Port Arthur") | {"start": 0, "end": 3})
    assert page.notes[0]["start"] == TEXT.index("Port Arthur")


def test_words_that_are_typed_are_found_and_of_others_the_nearest_is_named(record):
    page = leaf(record)
    page.receive({"type": "note", "quote": "interrupted by Stalin's", "words": "Why?"})
    assert page.notes[0]["quote"] == "interrupted by Stalin’s"
    page.receive({"type": "note", "quote": "Port Artur", "words": "Why?"})
    assert page.problem.startswith("Your note was not kept. ") and "Port Arthur" in page.problem


@pytest.mark.parametrize(
    "message",
    [
        selected("Port Arthur", " \n"),
        selected("Port Arthur", None),
        selected("Port Arthur", "x" * 1_000_001),
        selected("Port Arthur") | {"block": "d1"},
        selected("Port Arthur") | {"block": ["a"], "quote": {}},
        selected("Port Arthur") | {"start": "a", "quote": "b"},
        selected("no such words"),
        {"type": "note", "words": "a"},
        {"type": "note"},
    ],
)
def test_what_is_no_note_is_told_and_not_kept(message, record):
    page = leaf(record)
    page.receive(message)
    assert page.problem.startswith("Your note was not kept") and record.notes() == []


def test_what_cannot_be_kept_says_so_and_a_record_that_cannot_be_read_too(record, path):
    page = leaf(record)
    path.unlink(missing_ok=True)
    path.mkdir()
    page.receive(selected("Port Arthur"))
    assert page.problem.startswith("Your note was not kept") and page.notes == []
    assert "cannot be opened" in leaf(record).problem


# --- the list, and what stands in a notebook's file


def test_all_notes_are_listed_in_the_order_of_the_text_with_those_whose_words_are_gone(record):
    for one in (note("4546", "A misprint?", "editors-note-2"), note("Moscow", "Where?")):
        record.note(one)
    record.note(replace(note("Moscow"), quote="Kazan", words="Not here."))
    record.note(replace(note("Moscow"), block="frus1945v07#p1", words="Another book."))
    shown = fruskit.notes().text
    order = [
        shown.index(words) for words in ("Where?", "A misprint?", "Not here.", "Another book.")
    ]
    assert order == sorted(order)
    assert "no longer in the text: “Kazan”" in shown and "in another text (frus1945v07#p1)" in shown


def test_a_note_is_removed_from_the_list_and_brought_back(record):
    record.note(kept := note("Moscow", "<b>Where?</b>"))
    panel = NotesPanel(SECTION, record)
    assert "&lt;b&gt;Where?" in panel.html and "<b>" not in panel.html
    panel.receive({"type": "remove", "value": kept.id, "fields": {}})
    assert record.notes() == [] and "You have no notes yet" in panel.html
    panel.receive({"type": "undo", "fields": {}})
    assert record.notes() == [kept]


def test_neither_a_page_nor_the_list_leaves_a_note_in_the_notebook(record):
    record.note(note("Moscow", "My own secret"))
    for shown in (fruskit.page("provisions"), fruskit.notes()):
        bundle, _metadata = shown._repr_mimebundle_()
        assert "application/vnd.jupyter.widget-view+json" in bundle
        assert "secret" not in json.dumps(bundle)
    assert "My own secret" in repr(fruskit.notes())


def test_a_page_is_readable_without_its_leaf(monkeypatch, record):
    monkeypatch.setitem(sys.modules, "anywidget", None)
    assert set(fruskit.page()._repr_mimebundle_()[0]) == {"text/html", "text/plain"}


def test_notes_go_into_the_portfolio_if_they_are_wanted(record, tmp_path):
    record.note(note("Port Arthur", "<b>Whose</b> port?"))
    assert "port?" not in fruskit.portfolio().text
    written = fruskit.portfolio(tmp_path / "mine.html", notes=True)
    html = Path(written).read_text("utf-8")
    assert "<blockquote><p>Port Arthur<br>" in html
    assert "Editor’s note, first paragraph (page 857)" in html
    assert "&lt;b&gt;Whose&lt;/b&gt; port?" in html
