"""Two texts are the same words when a reader's eye sees no difference, and are other words when it does."""

import re
from unicodedata import normalize

from fruskit import words
from fruskit.words import fold, mentions, nearest, places, plain, printed_broken, said_to, same
from hypothesis import given
from hypothesis import strategies as st
import pytest

TEXT = (
    "The envoy met President\u02bcs adviser in Łódź; he said the Préfet would not go. The "
    "Soviet\xadUnion's plans for co\xadoper\xadation went to the Joint\nChiefs of Staff, to "
    "represent-atives of the Soviet-Union and, on June 30–July 7, to both."
)
ODD = st.sampled_from(
    "e\u0301ế가각ᄀ\u1161\u11a8ﬁ\xad\u200b\u2060 \n\u00a0\u2003’'ʼ`“”\"«–—-\u212b\u0327o"
)
TEXTS = st.text(
    ODD | st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=40
)


def found(asked, text=TEXT):
    return [text[start:end] for start, end in places(text, asked)]


@pytest.mark.parametrize(
    "asked, printed",
    [
        ("Joint Chiefs of Staff", "Joint\nChiefs of Staff"),
        ("Joint\u00a0Chiefs  of\tStaff", "Joint\nChiefs of Staff"),
        (normalize("NFD", "the Préfet"), "the Préfet"),
        (normalize("NFD", "Łódź"), "Łódź"),
        ("cooperation", "co\xadoper\xadation"),
        ("coope\u200br\u2060ation", "co\xadoper\xadation"),
        ("SovietUnion", "Soviet\xadUnion"),
        *((f"President{sign}s", "President\u02bcs") for sign in "’'ʼ´`＇‘′"),
        ("June 30-July 7", "June 30–July 7"),
        ("June 30—July 7", "June 30–July 7"),
        ("Soviet\u2011Union", "Soviet-Union"),
    ],
)
def test_what_a_reader_does_not_see_makes_no_difference(asked, printed):
    assert found(asked) == [printed]


@pytest.mark.parametrize("sign", '“”„«»″"‟＂')
def test_double_quotation_marks_are_one_family(sign):
    assert found(f"a {sign}pact{sign}", "a “pact”") == ["a “pact”"]


@pytest.mark.parametrize(
    "asked",
    [
        "Soviet Union",
        "joint Chiefs",
        "Jointchiefs",
        "the Prefet",
        "June 30July 7",
        "",
        "\xad",
        "\0",
    ],
)
def test_a_letter_a_capital_an_accent_a_space_or_a_hyphen_makes_a_difference(asked):
    assert found(asked) == []


def test_a_figure_without_its_dash_is_another_figure():
    assert found("4546", "pages 45–46") == [] and found("45–46", "pages 4546") == []
    assert printed_broken("pages 45-46", "4546") == []


def test_places_that_overlap_are_all_found():
    assert places("banana", "ana") == [(1, 4), (3, 6)]


def test_a_place_begins_and_ends_with_its_own_words_and_takes_nothing_unseen_along():
    assert found("oper", "co\xadoper\xadation") == ["oper"]
    assert found("b c", "a  b \xad\n c  d") == ["b \xad\n c"]


@given(TEXTS)
def test_what_is_folded_once_is_folded_for_good(text):
    assert fold(fold(text).text).text == fold(text).text


@given(TEXTS)
def test_each_folded_character_leads_back_to_the_characters_it_stands_for(text):
    folded = fold(text)
    before = 0
    for at, sign in enumerate(folded.text):
        start, end = folded.span(at, at + 1)
        assert before <= start < end <= len(text) or (start, end) == folded.span(at - 1, at)
        assert sign in fold(text[start:end]).text
        before = end


@given(TEXTS, st.sampled_from(["NFC", "NFD"]))
def test_accents_apart_or_in_one_are_the_same_words(text, form):
    assert fold(normalize(form, text)).text == fold(text).text


@given(TEXTS, st.lists(st.tuples(st.integers(0, 40), st.sampled_from("\xad\u200b\u2060\ufeff"))))
def test_unseen_characters_make_no_difference_wherever_they_are(text, unseen):
    changed = text
    for at, sign in unseen:
        changed = changed[:at] + sign + changed[at:]
    assert fold(changed).text == fold(text).text


@given(TEXTS, st.sampled_from(["\n", "\r\n", "  ", "\u00a0", "\u2003 \t"]))
def test_a_text_set_in_other_lines_is_the_same_words(text, space):
    assert fold(re.sub(r"\s+", space, text)).text == fold(text).text


@given(st.data())
def test_whatever_a_text_holds_is_found_where_it_is(data):
    text = data.draw(TEXTS.map(lambda text: normalize("NFC", text)).filter(str.strip))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    asked = fold(text[start:end]).text
    if asked and normalize("NFC", text[start:end] + text[end : end + 1]) == text[start : end + 1]:
        spots = places(text, text[start:end])
        assert all(fold(text[a:b]).text == asked for a, b in spots)


# --- a word broken at a line's end


@pytest.mark.parametrize(
    "asked, printed",
    [
        ("representatives", "represent-atives"),
        ("to representatives of the Soviet-Union", "to represent-atives of the Soviet-Union"),
    ],
)
def test_a_broken_word_is_found_as_one_word_and_apart_from_what_is_exact(asked, printed):
    assert found(asked) == []
    assert [TEXT[a:b] for a, b in printed_broken(TEXT, asked)] == [printed]
    assert printed_broken(TEXT, printed) == [] and found(printed) == [printed]


@pytest.mark.parametrize(
    "text, asked",
    [
        ("anti-commu-nist", "anticommunist"),
        ("anti-commu-nist", "anti-communist"),
        ("represent-\natives", "representatives"),
        ("REPRESENT-ATIVES", "REPRESENTATIVES"),
        ("coöper-ation", "coöperation"),
    ],
)
def test_a_word_may_be_broken_more_than_once_and_over_the_line_itself(text, asked):
    assert printed_broken(text, asked) == [(0, len(text))]


def test_what_breaks_a_word_in_one_place_breaks_it_in_no_other():
    text = "an aide-mémoire, the Aide-Mémoire"
    assert mentions(text, "aidememoire") == [(3, 15)]
    assert printed_broken("a co-op, a co—op", "coop") == [(2, 7)]


def test_a_run_of_a_hundred_thousand_hyphens_is_looked_through_at_once():
    assert printed_broken("a-" * 50_000 + "b", "aab") == [(99_996, 100_001)]
    assert printed_broken("-" * 100_000, "ab") == []


@pytest.mark.parametrize(
    "text, asked",
    [
        ("the Soviet-Union", "SovietUnion"),
        ("peace—and war", "peaceand"),
        ("a 45-a46", "45a46"),
        ("represent atives", "representatives"),
    ],
)
def test_a_name_with_a_hyphen_a_dash_or_a_figure_is_no_broken_word(text, asked):
    assert printed_broken(text, asked) == []


# --- whole words, whatever their form


@pytest.mark.parametrize(
    "asked, printed",
    [
        ("JOINT CHIEFS, of staff!", ["Joint\nChiefs of Staff"]),
        ("the prefet", ["the Préfet"]),
        ("lodz", ["Łódź"]),
        ("presidents", []),
        ("president's", ["President\u02bcs"]),
        ("soviet union", ["Soviet-Union"]),
        ("representatives of the soviet union", ["represent-atives of the Soviet-Union"]),
        ("represent", ["represent"]),
        ("oint chiefs", []),
        ("30 july", ["30–July"]),
        (";", [";"]),
        ("", []),
        (" \n", []),
        ("\0", []),
        ("word " * 50_000, []),
    ],
)
def test_whole_words_are_found_whatever_their_capitals_accents_and_punctuation(asked, printed):
    assert [TEXT[start:end] for start, end in mentions(TEXT, asked)] == printed


@given(TEXTS, TEXTS)
def test_any_words_are_sought_in_any_text_and_what_is_found_has_them(text, asked):
    for start, end in mentions(text, asked):
        assert (
            words.word_list(asked)
            in (
                words.word_list(text[start:end]),
                words.word_list(text[start:end].replace("-", "")),
            )
            or words.word_list(asked) == []
        )


# --- the nearest


@pytest.mark.parametrize(
    "asked, near",
    [
        ("Port Artur", "Port Arthur"),
        ("port arthur", "Port Arthur"),
        ("Prot Artur", "Port Arthur"),
        ("Arthurs", "Arthur"),
        ("lease of Port Artur as a navel base", "lease of Port Arthur as a naval base"),
        ("Wladiwostok", None),
        ("x", None),
        ("", None),
    ],
)
def test_the_nearest_words_are_those_of_which_it_may_be_a_slip(asked, near):
    text = "Booth returns.\0The lease of Port Arthur as a naval base, Dairen, an airport."
    place = nearest(text, asked)
    assert (place and text[slice(*place)]) == near


# --- short answers


@pytest.mark.parametrize(
    "written, wanted",
    [
        ("  stalin’s RETURN. ", "Stalin's return"),
        ("(Moscow)", "moscow"),
        ("“Moscow”", "Moscow"),
        ("June 30–July 7", "june 30-july 7"),
        ("co\xadoperation", "cooperation"),
        ("761.93/7-945", "761.93/7–945"),
        (normalize("NFD", "Préfet"), "Préfet"),
        ("ｆｕｌｌ", "full"),
    ],
)
def test_short_answers_are_the_same_whatever_their_capitals_brackets_and_stops(written, wanted):
    assert same(written, wanted) and same(wanted, written)


@pytest.mark.parametrize("written, wanted", [("", "."), ("Moscow", "Mosc"), ("Prefet", "Préfet")])
def test_other_letters_are_another_answer(written, wanted):
    assert not same(written, wanted)


@given(TEXTS)
def test_a_plain_answer_is_plain_for_good_and_the_same_as_what_was_written(text):
    assert same(text, text)
    assert not plain(text) or same(text, text.replace("'", "’"))


def test_what_is_foreseen_is_said_to_an_answer_however_it_is_written():
    assert said_to("the  SOVIET-union.", {"Soviet Union": "no", "the Soviet–Union": "yes"}) == "yes"
    assert said_to("nothing of it", {"Soviet Union": "no"}) == ""
