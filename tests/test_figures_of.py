"""Figures of other sections than the kit's own: any division of any volume, from what its encoding marks."""

import re

import fruskit
import pytest
from tei_files import SMALL


@pytest.mark.parametrize("id", ["", "comp1", "d1", "d1-attachment", "preface"])
def test_the_figures_show_any_division_of_any_volume(write, id):
    volume = fruskit.read(write(SMALL))
    section = volume.division(id) if id else volume
    words = {"d1-attachment": "words", "preface": "papers"}.get(id, "Francis")
    assert words in fruskit.page("actors", "dates", of=section).text
    assert fruskit.concordance(words, of=section).text.count(words) > 0
    dated = "No event has a date" not in fruskit.timeline(of=section).text
    assert dated == (id not in ("d1-attachment", "preface"))
    assert ("File No. 861.51/235" in fruskit.citation_graph(of=section).text) == (
        id not in ("d1-attachment", "preface")
    )


def test_a_label_is_no_file_in_the_graph(write):
    volume = fruskit.read(write(SMALL.replace("File No. 861.51/235", "[Translation.]")))
    assert "file [" not in fruskit.citation_graph(of=volume).text


def test_a_heading_that_has_its_number_itself_shows_it_once(write):
    modern = SMALL.replace("<head>No. 1.", "<head>1. Telegram")
    heading = unwrapped(fruskit.page(of=fruskit.read(write(modern)).division("d1")))
    assert "1. Telegram" in heading and "[1] 1." not in heading


def unwrapped(page):
    """A page without what notes of one's own find its blocks by."""
    return re.sub(r"</?span.*?>", "", page.html)


def test_a_document_with_words_of_its_own_begins_with_a_heading_and_a_place_is_told_by_document_and_page(
    write,
):
    volume = fruskit.read(write(SMALL))
    part, whole = (unwrapped(fruskit.page(of=volume.division(id))) for id in ("ch1", "comp1"))
    before, _, after = part.partition('<hr class="fk-between">')
    # The source note belongs to what follows.
    assert "Loans" in before and after.startswith(
        '\n<p class="fk-entry">File No. 861.51/235</p>\n<h3 class="fk-title">[1] No. 1.<br>'
    )
    assert '<h3 class="fk-title">[1] No. 1.<br>' in whole.replace("<i>", "")
    assert fruskit.concordance("words", of=volume).text.endswith(
        "Enclosed [words].  Paragraph of No. 1, second paragraph (page 2)"
    )
    assert fruskit.concordance("Enclosed", of=volume).text.endswith(
        "[Enclosed] words.  Paragraph of No. 1, second paragraph (page 1)"
    )
