"""A quotation is found at its one place, or the error says where else it is and what is nearest."""

import random
from time import perf_counter
from unicodedata import normalize

import fruskit
from fruskit import FruskitError, words
from fruskit.volumes.anchors import Corpus, Span
from hypothesis import given
from hypothesis import strategies as st
import pytest


def find(blocks, *words, **around):
    return Corpus(tuple(blocks)).find(*words, **around)


def find_all(blocks, words):
    return Corpus(tuple(blocks)).find_all(words)


def fold(text):
    return words.fold(text).text


BLOCKS = [
    ("a", "Stalin left. Stalin came back."),
    ("b", "They met at Port Arthur, then at Dairen."),
]


def test_words_that_stand_once_are_found_with_their_offsets():
    assert find(BLOCKS, "Port Arthur") == Span("b", 12, 23, "Port Arthur")
    assert BLOCKS[1][1][12:23] == "Port Arthur"


def test_the_first_and_the_last_words_of_a_block_are_found():
    assert find(BLOCKS, "Stalin left") == Span("a", 0, 11, "Stalin left")
    assert find(BLOCKS, "Dairen.") == Span("b", 33, 40, "Dairen.")


def test_a_quotation_that_stands_twice_is_refused_with_both_places():
    with pytest.raises(FruskitError) as told:
        find(BLOCKS, "Stalin")
    assert "“Stalin” appears in 2 places (a, 0–6; a, 13–19)" in str(told.value)
    assert "Add a prefix or a suffix" in told.value.remedy


def test_a_quotation_that_stands_very_often_is_refused_with_the_first_five_places():
    with pytest.raises(
        FruskitError, match=r"7 places \(a, 0–1; a, 1–2; a, 2–3; a, 3–4; a, 4–5; …\)"
    ):
        find([("a", "xxxxxxx")], "x")


def test_a_prefix_or_a_suffix_tells_two_places_apart():
    assert find(BLOCKS, "Stalin", suffix=" came").start == 13
    assert find(BLOCKS, "Stalin", prefix="left. ").start == 13
    assert find(BLOCKS, "Stalin", suffix=" left").start == 0
    assert find(BLOCKS, "Stalin", prefix=". ", suffix=" ").start == 13


def test_prefix_and_suffix_are_no_part_of_the_span():
    span = find(BLOCKS, "Port Arthur", prefix="met at ", suffix=", then")
    assert (span.text, span.start, span.end) == ("Port Arthur", 12, 23)


def test_the_same_words_in_two_blocks_are_two_places():
    with pytest.raises(FruskitError, match=r"2 places \(one, 0–4; two, 4–8\)"):
        find([("one", "Yalta"[:4] + " a"), ("two", "the Yalt")], "Yalt")


def test_words_that_are_there_but_not_beside_their_prefix_are_told_so():
    with pytest.raises(FruskitError, match="is in the text, but not between “in ” and “”"):
        find(BLOCKS, "Port Arthur", prefix="in ")


def test_words_that_stand_nowhere_are_refused_with_the_nearest_and_its_place():
    with pytest.raises(FruskitError) as told:
        find(BLOCKS, "Port Artur")
    assert str(told.value) == (
        "quotation: “Port Artur” is not in the text. Nearest: “Port Arthur” (b, 12–23)."
    )


@pytest.mark.parametrize(
    "exact",
    [
        "Stalin's return",
        "Stalin\u02bcs\u00a0return",
        "Stalin’s  return",
        "Stalin’s\nreturn",
        "Stalin’s \u200bre\u00adturn",
    ],
)
def test_a_quotation_is_found_whatever_does_not_show_and_given_as_the_text_has_it(exact):
    assert find([("x", "after Stalin’s return to Moscow")], exact) == Span(
        "x", 6, 21, "Stalin’s return"
    )


def test_a_quotation_with_a_decomposed_accent_is_found_as_macos_and_pdfs_give_it():
    text = "he said the Préfet would not go"
    assert find([("x", text)], normalize("NFD", "the Préfet")).text == "the Préfet"
    assert find([("x", normalize("NFD", text))], "the Préfet").end == len("he said the Préfet") + 1


def test_of_places_that_differ_only_in_what_does_not_show_the_one_so_to_the_letter_is_meant():
    blocks = [("x", "June 30-July 7, or June 30–July 7")]
    assert find(blocks, "June 30–July 7").start == 19
    assert find(blocks, "30-July", prefix="June ").start == 5
    with pytest.raises(FruskitError, match="2 places"):
        find(blocks, "June 30—July 7")


@pytest.mark.parametrize("exact", ["Stalins return", "Stalin’s re-turn", "Stalin’sreturn"])
def test_a_quotation_that_differs_only_in_spaces_or_punctuation_is_told_so(exact):
    blocks = [("x", "after Stalin’s return to Moscow")]
    with pytest.raises(FruskitError, match="They differ only in spaces or punctuation"):
        find(blocks, exact)
    with pytest.raises(FruskitError) as told:
        find(blocks, "Stalins’ retrun")
    assert "Nearest: “Stalin’s return”" in str(told.value) and "differ" not in told.value.remedy


def test_a_word_that_is_printed_broken_is_not_absent_but_must_be_copied_as_it_is_printed():
    with pytest.raises(FruskitError) as told:
        find([("x", "to represent-atives of both")], "to representatives")
    assert str(told.value) == (
        "quotation: “to representatives” is printed with a hyphen, “to represent-atives” (x, 0–19). "
        "Copy it as it is printed."
    )


def test_the_place_of_the_nearest_words_is_where_they_stand():
    with pytest.raises(FruskitError, match=r"Nearest: “…Dairen” \(x, 4–11\)"):
        find([("x", "and …Dairen; so")], "…Dairan")
    with pytest.raises(FruskitError, match=r"Nearest: “;Dairen” \(x, 4–11\)"):
        find([("x", "and ;Dairen; so")], "Dairan")


def test_words_like_nothing_in_the_text_are_refused_without_a_far_fetched_guess():
    with pytest.raises(FruskitError) as told:
        find(BLOCKS, "Wladiwostok")
    assert told.value.remedy == "Copy the words from the text, to the letter."


def test_a_quotation_must_lie_within_one_block():
    with pytest.raises(FruskitError, match="is not in the text"):
        find(BLOCKS, "came back. They met")
    with pytest.raises(FruskitError, match="is not in the text"):
        find(BLOCKS, "came back.They met")


def test_letters_capitals_and_hyphens_count():
    for almost in ("port arthur", "PortArthur", "Port-Arthur", "Port Arthurs"):
        with pytest.raises(FruskitError, match="Nearest: “Port Arthur”"):
            find(BLOCKS, almost)


@pytest.mark.parametrize("nothing", ["", " ", "\n\t"])
def test_an_empty_quotation_is_refused(nothing):
    with pytest.raises(FruskitError, match="it is empty"):
        find(BLOCKS, nothing)
    assert find_all(BLOCKS, nothing) == []


def test_places_that_overlap_are_all_found():
    assert [(s.start, s.end) for s in find_all([("a", "banana")], "ana")] == [(1, 4), (3, 6)]
    with pytest.raises(FruskitError, match="2 places"):
        find([("a", "banana")], "ana")
    assert find([("a", "banana")], "ana", prefix="ban") == Span("a", 3, 6, "ana")


def test_all_places_come_in_the_order_of_the_text():
    places = find_all([("z", "at Moscow"), ("a", "Moscow, at Moscow")], "Moscow")
    assert [(s.block, s.start) for s in places] == [("z", 3), ("a", 0), ("a", 11)]


def test_a_very_long_or_strange_quotation_gets_an_answer_and_no_hang():
    section = fruskit.load()
    for quotation in (
        "x" * 100_000,
        "Port Arthur " * 50_000,
        "<script>",
        "\u202eرت",
        "😀",
        "\x00",
    ):
        with pytest.raises(FruskitError, match="is not in the text"):
            section.find(quotation)


@pytest.fixture(scope="module")
def shelf():
    """Words for a volume of 1.5 million characters, and names among them as in a volume."""
    chance = random.Random(11)
    common = [
        "".join(chance.choices("aeiourstnlmdcp", k=chance.randint(2, 9))) for _ in range(9000)
    ]
    blocks = [(f"p{n}", " ".join(chance.choices(common, k=200))) for n in range(1100)]
    blocks[40] = ("p40", "Booth returns with the others. " + blocks[40][1])
    blocks[1000] = ("p1000", "The lease of Port Arthur as a base. " + blocks[1000][1])
    return Corpus(tuple(blocks))


def test_in_a_whole_volume_the_nearest_words_are_those_of_which_it_is_a_slip(shelf):
    with pytest.raises(FruskitError, match=r"Nearest: “Port Arthur” \(p1000, 13–24\)"):
        shelf.find("Port Artur")


@pytest.mark.parametrize("count", [10, 40, 150])
def test_a_long_wrong_quotation_is_looked_up_in_a_whole_volume_within_a_second(shelf, count):
    wrong = shelf.blocks[700][1].split()[3:][:count]
    wrong[count // 2] = "mistaken"
    shelf.find_all("folded once")
    begun = perf_counter()
    with pytest.raises(FruskitError, match=r"Nearest: .* \(p700, "):
        shelf.find(" ".join(wrong))
    assert perf_counter() - begun < 1


# --- what holds of any words of the section

BUNDLED = [(block.id, block.text) for block in fruskit.load().blocks]


@st.composite
def stretches(draw):
    """A block of the section and a stretch of it."""
    block, text = draw(st.sampled_from(BUNDLED))
    start = draw(st.integers(0, len(text) - 1))
    return block, text, start, draw(st.integers(start + 1, len(text)))


@given(stretches())
def test_any_words_of_the_section_are_found_as_just_those_words_or_told_to_stand_in_several_places(
    stretch,
):
    block, text, start, end = stretch
    quoted = text[start:end]
    try:
        span = find(BUNDLED, quoted)
    except FruskitError as problem:
        assert not quoted.strip() or len(find_all(BUNDLED, quoted)) > 1, problem
    else:
        assert (span.block, fold(span.text)) == (block, fold(quoted))
        assert span == Span(block, start, end, quoted) or len(find_all(BUNDLED, quoted)) > 1


@given(stretches())
def test_any_words_of_the_section_are_among_their_own_places(stretch):
    block, text, start, end = stretch
    quoted = text[start:end]
    places = find_all(BUNDLED, quoted)
    assert all(dict(BUNDLED)[p.block][p.start : p.end] == p.text for p in places)
    assert all(fold(p.text) == fold(quoted) for p in places)
    assert len(places) == len(set(places))
    assert not quoted.strip() or Span(block, start, end, quoted) in places


@given(stretches())
def test_with_the_whole_of_its_block_around_it_any_stretch_is_found_at_its_own_place(stretch):
    block, text, start, end = stretch
    if not text[start:end].strip() or [t for _, t in BUNDLED].count(text) > 1:
        return  # the two document entries have the same source line: no context tells those apart
    assert find(BUNDLED, text[start:end], text[:start], text[end:]) == Span(
        block, start, end, text[start:end]
    )


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=10))
def test_any_text_is_found_or_refused_and_nothing_else_happens(exact, prefix, suffix):
    try:
        span = find(BUNDLED, exact, prefix, suffix)
    except FruskitError as problem:
        assert problem.where == "quotation" and problem.what and problem.remedy
    else:
        assert dict(BUNDLED)[span.block][span.start : span.end] == span.text
        assert fold(span.text).strip() == fold(exact).strip()
