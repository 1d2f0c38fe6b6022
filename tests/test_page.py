"""The annotated page sets markers and page turns where they are printed."""

import re

import fruskit
from fruskit.volumes.text import Section
from tei_files import whole

TURNING = (
    '<pb n="316"/><div type="document" xml:id="d1"><head>A Paper</head>'
    '<p>Before it. <pb n="317"/>After it.<note n="1" xml:id="n1">One, <pb n="318"/>over.</note>'
    '<note n="2" xml:id="n2">Two.</note> At the end.</p></div>'
)


def shown(write, inside=TURNING):
    """The page of a document in words, as its HTML shows them."""
    section = fruskit.read(write(whole(inside))).division("d1")
    html = fruskit.page(of=section).html
    return re.sub(r"<[^>]+>", "", html)


def test_a_page_turn_is_shown_where_the_page_turns_and_not_before_its_paragraph(write):
    assert "Before it. [Page 317] After it." in shown(write)
    assert shown(write).count("[Page 317]") == 1


def test_a_page_turn_within_a_note_is_shown_in_the_note(write):
    assert "1 One, [Page 318] over." in shown(write)


def test_a_page_turn_before_a_block_has_a_line_of_its_own(write):
    section = fruskit.read(write(whole(TURNING)))
    assert (
        '<p class="fk-turn">[Page 316]</p>\n<h3 class="fk-title">' in fruskit.page(of=section).html
    )


def test_two_notes_at_one_place_both_have_their_marker_and_are_not_read_as_one_number(write):
    assert "After it.1\u20092 At the end." in shown(write)


def test_a_division_without_words_is_a_page_that_says_so():
    empty = Section("d170-attachment", "", "frus1864p4", (), (), (), (), (), ())
    made = fruskit.page("dates", of=empty)
    assert all("This division has no words of its own." in said for said in (made.html, made.text))
    assert "Nothing on it is marked so." in made.text
