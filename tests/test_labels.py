"""A place in the text is cited with the page that it is printed on, not with that on which its block begins."""

import fruskit
from fruskit.claims.drafts.entries import pages as pages_cited
from fruskit.volumes.labels import label, page_of, pages
from tei_files import whole

TURNING = (
    '<pb n="316"/><div type="document" xml:id="d1" n="1"><head>A Paper</head>'
    '<p>Before it. <pb n="317"/>After it. <pb n="318"/>At the end.</p><p>Later.</p></div>'
)


def turning(write, inside=TURNING):
    section = fruskit.read(write(whole(inside))).division("d1")
    block = next(block for block in section.blocks if "After" in block.text)
    return section, block


def test_a_place_is_on_the_page_to_which_its_block_has_turned(write):
    section, block = turning(write)
    found = {word: block.text.index(word) for word in ("Before", "After", "At the")}
    assert {word: page_of(section, block.id, at) for word, at in found.items()} == {
        "Before": "316",
        "After": "317",
        "At the": "318",
    }


def test_the_label_of_words_gives_their_own_page_and_that_of_a_block_all_its_pages(write):
    section, block = turning(write)
    after = section.find("After it.")
    assert label(section, block.id, after.start, after.end).endswith("(page 317)")
    assert label(section, block.id).endswith("(pages 316–318)")


def test_words_over_a_page_turn_are_cited_with_both_pages(write):
    section, block = turning(write)
    words = section.find("it. After")
    assert pages(section, block.id, words.start, words.end) == "pages 316–317"


def test_words_that_end_where_the_page_turns_are_on_the_page_before(write):
    section, block = turning(write)
    words = section.find("Before it. ")
    assert pages(section, block.id, words.start, words.end) == "page 316"


def test_a_block_without_a_page_is_named_without_one(write):
    section, block = turning(write, '<div type="document" xml:id="d1"><p>After all.</p></div>')
    assert label(section, block.id) == "Paragraph"


def test_a_section_is_cited_to_the_page_on_which_its_last_words_are(write):
    section, _ = turning(write, TURNING.replace("<p>Later.</p>", ""))
    assert pages_cited(section) == "pp. 316–318"


def test_a_concordance_cites_the_page_of_the_words(write):
    section, _ = turning(write)
    assert fruskit.concordance("After", of=section).text.endswith(
        "of No. 1, first paragraph (page 317)"
    )
    assert fruskit.concordance("it. After", of=section).text.endswith(
        "of No. 1, first paragraph (pages 316–317)"
    )
