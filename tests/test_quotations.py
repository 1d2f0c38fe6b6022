"""Quotations: which words a writer put in quotation marks, and whether the text has them to the letter."""

from unicodedata import normalize

from fruskit.exercises.quotations import find_quotation, printed_apart, quotations
from fruskit.volumes.anchors import Span
from hypothesis import given
from hypothesis import strategies as st
import pytest

TEXT = (
    "The agreement provided that these provisions would require the concurrence of Chiang. The Soviet-Union "
    "expressed its readiness to conclude a pact; this “pact of friendship” was begun on June 30–July 7, after "
    "Stalin’s\n  return. They were resumed."
)
BLOCKS = [
    ("a", TEXT),
    ("b", 'Nothing of it was signed. [Translation] He asked for 5" guns.'),
    ("c", "The Préfet wrote to represent-atives of both."),
]


def found(quotation):
    return [span.text for span in find_quotation(BLOCKS, quotation)]


# --- which words are quoted


@pytest.mark.parametrize(
    "written, quoted",
    [
        ("He “would take measures”, it says.", ["would take measures"]),
        ('He "would take measures", it says.', ["would take measures"]),
        (
            "„would take measures“ and „that concurrence”",
            ["would take measures", "that concurrence"],
        ),
        ('Both “one” and "two" and “three”.', ["one", "two", "three"]),
        ("the “Soviet ‘union’” and Stalin’s ‘return’", ["Soviet ‘union’"]),
        (
            "of this “so-called “pact of friendship” of theirs” only",
            ["so-called “pact of friendship” of theirs"],
        ),
        ('"this “pact of friendship” was"', ["this “pact of friendship” was"]),
        ('“this "pact of friendship" was”', ['this "pact of friendship" was']),
        ('it "mixes marks” and “a 5" gun”', ["mixes marks", 'a 5" gun']),
        ("“over a\nline break” and on", ["over a\nline break"]),
        ('"over a\r\nline break" and "on"', ["over a\nline break", "on"]),
        (
            "“never closed, it says\nand “then another” follows",
            ["never closed, it says", "then another"],
        ),
        ('"never closed\n\nA paragraph, "and more"', ["never closed", "and more"]),
        ("“never closed at all", ["never closed at all"]),
        ("a “first “inner” of it\nand the rest", ["first “inner” of it"]),
        ("closed” but never opened", []),
        ("He «would take measures», it says.", ["would take measures"]),
        ("« would take measures »", [" would take measures "]),
        (
            "»would take measures« and »that concurrence«",
            ["would take measures", "that concurrence"],
        ),
        ("« the “pact of friendship” »", [" the “pact of friendship” "]),
        ("He ``would take measures'', it says.", ["would take measures"]),
        ("He ''would take measures'' and ``that''", ["would take measures", "that"]),
        ("‘‘would take measures’’", ["would take measures"]),
        ("He ‘would take measures’, it says.", ["would take measures"]),
        (
            "‘after Stalin’s return’ (‘They were resumed.’)",
            ["after Stalin’s return", "They were resumed."],
        ),
        (
            "‚would take measures‘ and ‹that concurrence›",
            ["would take measures", "that concurrence"],
        ),
        ("Stalin’s and the Soviets’ readiness", []),
        ("″would take measures″ ＂that＂", ["would take measures", "that"]),
        ("“” “ ” \"\" “…” “.” “, ” «» `` '' ‘’", []),
        ("nothing quoted, and 'single' marks do not count", []),
        ("", []),
    ],
)
def test_quotations_are_the_outermost_words_between_double_marks(written, quoted):
    assert quotations(written) == quoted


@given(
    st.lists(
        st.text(
            st.characters(exclude_characters='“”„"', exclude_categories=["Cs", "Cc", "Zl", "Zp"]),
            min_size=1,
            max_size=20,
        ).filter(lambda words: words.strip(" .,;:!?…\u00a0").strip()),
        max_size=6,
    ),
    st.sampled_from(["“”", '""', "„“", "„”"]),
)
def test_what_is_put_between_marks_is_found_again_in_its_order(written, marks):
    answer = " says, ".join(marks[0] + words + marks[1] for words in written)
    assert quotations(answer) == written


# --- whether the text has them


def test_a_quotation_is_given_with_its_block_and_its_characters():
    start = TEXT.index("would require")
    assert find_quotation(BLOCKS, "would require") == (
        Span("a", start, start + 13, "would require"),
    )
    assert [span.block for span in find_quotation(BLOCKS, "was signed")] == ["b"]


@pytest.mark.parametrize(
    "quotation, text",
    [
        ("expressed its readiness", "expressed its readiness"),
        ("this “pact of friendship” was begun", "this “pact of friendship” was begun"),
        ('this "pact of friendship" was begun', "this “pact of friendship” was begun"),
        ("this ‘pact of friendship’ was begun", "this “pact of friendship” was begun"),
        ("this 'pact of friendship' was begun", "this “pact of friendship” was begun"),
        ("Stalin's return", "Stalin’s\n  return"),
        ("these  provisions\nwould", "these provisions would"),
        ("June 30-July 7", "June 30–July 7"),
        ("June 30—July 7", "June 30–July 7"),
        ("Soviet\u2011Union", "Soviet-Union"),
        ("these\u00a0provisions", "these provisions"),
        ("These provisions would", "these provisions would"),
        ("[T]hese provisions would", "these provisions would"),
        ("[t]hey were resumed", "They were resumed"),
        ("they were resumed", "They were resumed"),
        ("the concurrence of Chiang,", "the concurrence of Chiang"),
        ("expressed its readiness.", "expressed its readiness"),
        ("… to conclude a pact …", "to conclude a pact"),
        ("June 30--July 7", "June 30–July 7"),
        ("Stalin\u02bcs return", "Stalin’s\n  return"),
        ("Stalin´s return", "Stalin’s\n  return"),
        ("ex\u00adpressed its\u200b readiness", "expressed its readiness"),
        (normalize("NFD", "the Préfet"), "The Préfet"),
        ("this ``pact of friendship'' was begun", "this “pact of friendship” was begun"),
        ("this «pact of friendship» was begun", "this “pact of friendship” was begun"),
        ("[t]o representatives", "to represent-atives"),
        ("Representatives of both", "represent-atives of both"),
    ],
)
def test_what_a_careful_writer_may_change_is_no_mistake(quotation, text):
    assert found(quotation) == [text]


@pytest.mark.parametrize(
    "quotation, texts",
    [
        ("these provisions … the concurrence", ["these provisions", "the concurrence"]),
        ("these provisions ... the concurrence", ["these provisions", "the concurrence"]),
        ("these provisions . . . the concurrence", ["these provisions", "the concurrence"]),
        ("these provisions [...] the concurrence", ["these provisions", "the concurrence"]),
        ("these provisions [ … ] the concurrence", ["these provisions", "the concurrence"]),
        ("these provisions, … of Chiang … a pact", ["these provisions", "of Chiang", "a pact"]),
        ("these provisions\n…\nthe concurrence", ["these provisions", "the concurrence"]),
        ("these provisions .  .  . the concurrence", ["these provisions", "the concurrence"]),
        ("these provisions … [t]he Soviet-Union", ["these provisions", "The Soviet-Union"]),
        ("The Soviet-Union [sic] expressed", ["The Soviet-Union", "expressed"]),
        ("[The text says] expressed its readiness", ["expressed its readiness"]),
        ("They [the negotiations] were resumed", ["They", "were resumed"]),
        ("was signed. [Translation] He asked", ["was signed", "He asked"]),
    ],
)
def test_what_is_left_out_or_added_divides_a_quotation_into_stretches(quotation, texts):
    assert found(quotation) == texts


@pytest.mark.parametrize(
    "quotation",
    [
        "expressed its willingness",
        "expressed readiness",
        "EXPRESSED its readiness",
        "expressed its Readiness",
        "expressed its read",
        "xpressed its readiness",
        "the concurrence … these provisions",
        "these provisions … was signed",
        "these provisions … The concurrence",
        "these provisions [t]he concurrence of Roosevelt",
        "[they] [were]",
        "of Chiang The Soviet-Union",
        "Soviet Union",
        "Stalins return",
        "",
        " ",
        "…",
        "...",
        "[…]",
        "[added]",
        ".",
        "\x00",
        "\ud800",
        "(",
        "[",
        "\\",
        ".*",
        "these.provisions",
        "x" * 100_000,
        "these provisions " * 50_000,
    ],
)
def test_other_words_are_no_quotation_whatever_they_look_like(quotation):
    assert found(quotation) == []


@pytest.mark.parametrize(
    "quotation, printed",
    [
        ("to representatives of both", ["represent-atives"]),
        ("to represent-atives of both", []),
        ("The Préfet wrote … representatives", ["represent-atives"]),
        ("The Soviet-Union expressed", []),
    ],
)
def test_what_the_text_prints_with_a_hyphen_is_told(quotation, printed):
    spans = find_quotation(BLOCKS, quotation)
    assert spans and printed_apart(quotation, spans) == printed


def test_stretches_stand_in_their_order_and_do_not_overlap():
    spans = find_quotation([("a", "one two one two")], "two … one")
    assert [(span.start, span.end) for span in spans] == [(4, 7), (8, 11)]
    assert find_quotation([("a", "one two")], "one two … two") == ()


WORD = [
    (m, TEXT.index(m))
    for m in (
        "The",
        "agreement",
        "provisions",
        "concurrence",
        "Soviet-Union",
        "readiness",
        "friendship",
        "June",
        "resumed",
    )
]


@given(st.integers(0, 8), st.integers(0, 8))
def test_every_stretch_of_whole_words_of_the_text_is_found_where_it_stands(first, last):
    (_, start), (word, at) = sorted([WORD[first], WORD[last]], key=lambda each: each[1])
    words = TEXT[start : at + len(word)]
    (place,) = find_quotation(BLOCKS, words)
    assert place.text == words and TEXT[place.start : place.end] == words


@given(
    st.text(st.characters() | st.characters(categories=["Cs"]) | st.sampled_from('“”"„…[].- the'))
)
def test_any_writing_at_all_is_looked_through_and_what_is_found_is_in_the_text(written):
    for quotation in [*quotations(written), written]:
        for span in find_quotation(BLOCKS, quotation):
            assert dict(BLOCKS)[span.block][span.start : span.end] == span.text != ""


def test_a_curly_mark_may_be_ended_by_a_straight_one_and_straight_ones_may_stand_within_curly_ones():
    assert quotations('They “would require" it.') == ["would require"]
    assert quotations('“One" and “two" and so on.') == ["One", "two"]
    assert quotations('“an "inner" word” and “an end"') == ['an "inner" word', "an end"]
