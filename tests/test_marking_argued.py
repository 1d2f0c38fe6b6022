"""Marking a short argument: its length, its quotations and whether they bear on the question; the model answer."""

from dataclasses import replace
from unicodedata import normalize

from asked import mark, said, SECTION, words_at, WRITE
from fruskit.exercises import Evidence, Reply
from fruskit.exercises.passages import Target
from fruskit.volumes.text import Block
from hypothesis import given
from hypothesis import strategies as st
import pytest

MODEL = WRITE.task.model


def written(text):
    return mark(WRITE, text)


@pytest.mark.parametrize(
    "text, score, headline",
    [
        (
            "They met, but “nothing was signed” there.",
            1,
            "Right: all that can be checked is in order.",
        ),
        ("They met, and nothing was signed.", 1 / 3, "It needs a quotation."),
        ("They met.", 0, "It needs a quotation."),
        ("“Nothing was signed”, it says.", 1, "Right: all that can be checked is in order."),
        ("“Nothing was signed”.", 2 / 3, "Quoted well; mind the length."),
        ("They met, and “nothing was agreed”, there.", 1 / 3, "The quotation is not exact."),
        (
            "“Nothing was signed”, or so “they all agreed”, there.",
            (1 + 1 / 2 + 1) / 3,
            "1 of 2 quotations is exact.",
        ),
        (
            "They went “at last in Moscow”, he says.",
            2 / 3,
            "Quoted exactly, and not yet evidence for this question.",
        ),
        ("“Nothing was signed” though " + "they met " * 20, 2 / 3, "Quoted well; mind the length."),
    ],
)
def test_length_exact_quotations_and_words_that_bear_on_the_question_count_a_third_each(
    text, score, headline
):
    marking = written(text)
    assert marking.score == pytest.approx(score) and marking.headline == headline
    assert (
        marking.reckoning
        == "length, exact quotations, and evidence, a third each; how well it argues is for you to judge"
    )


@pytest.mark.parametrize(
    "quoted",
    [
        "“Nothing was signed”",
        '"Nothing was signed"',
        "“nothing was signed”",
        "“[n]othing was signed.”",
        "“nothing … was signed”",
        "“nothing\nwas\n signed”",
        '"nothing\nwas signed"',
        "„Nothing was signed“",
        "“Nothing [of it] was signed”",
    ],
)
def test_a_quotation_is_exact_with_any_marks_and_with_what_a_careful_writer_may_change(quoted):
    marking = written(f"They met, they talked, and {quoted}, it says.")
    assert (marking.score, marking.model) == (1, MODEL)


def test_single_marks_within_double_ones_are_those_of_the_text():
    section = replace(
        SECTION,
        blocks=(
            *SECTION.blocks,
            Block("e", "note", "1", "Of this “pact”, nothing was signed.", "s"),
        ),
    )
    made = replace(WRITE, section=section)
    assert mark(made, "They met, but of “this ‘pact’, nothing was signed”.").remarks[1].right
    assert not mark(made, "They met, but of “this ‘treaty’, nothing was signed”.").remarks[1].right


ENVOY = Block("e", "note", "1", "The Préfet’s co\u00adoper\u00adation with represent-atives.", "s")


@pytest.mark.parametrize(
    "quoted",
    [
        normalize("NFD", "“The Préfet’s cooperation”"),
        "«The Préfet\u02bcs cooperation»",
        "‘The Préfet´s coope\u200bration’",
        "``The Préfet`s\ncooperation''",
    ],
)
def test_a_quotation_is_exact_whatever_does_not_show_in_it_or_in_the_text(quoted):
    made = replace(WRITE, section=replace(SECTION, blocks=(*SECTION.blocks, ENVOY)))
    marking = mark(made, f"They met, they talked, of {quoted} there.")
    assert said(marking)[1][1:] == (True, "In the text, to the letter.")


def test_a_quotation_of_a_word_that_is_printed_broken_is_told_how_it_is_printed():
    made = replace(WRITE, section=replace(SECTION, blocks=(*SECTION.blocks, ENVOY)))
    assert said(mark(made, "They met “with representatives”, it says."))[1] == (
        "You quote “with representatives”",
        True,
        "In the text, where it is printed with a hyphen: “represent-atives”.",
    )


def test_the_model_answer_and_its_rubric_are_there_for_who_is_told_once_anything_is_written():
    assert (written(" ").model, written(" ").rubric) == ("", ())
    for text in ("They met.", "“never again”, he says", MODEL):
        assert (written(text).model, written(text).rubric) == (MODEL, ("Is it fair?",))


def test_each_quotation_is_told_whether_it_stands_in_the_text_and_where():
    marking = written(
        "They were “at last in Moscow”, and “nothing was agreed”, and “at last in Moscow”."
    )
    assert said(marking)[1:3] == [
        ("You quote “at last in Moscow”", True, "In the text, to the letter."),
        (
            "You quote “nothing was agreed”",
            False,
            "These words are not in the text. A quotation is copied to the letter; use … for what "
            "you leave out, and [ ] for what you add.",
        ),
    ]
    assert [list((e.block, e.start, e.end)) for e in marking.remarks[1].evidence] == [
        words_at("at last in Moscow")
    ]


def test_an_answer_without_a_quotation_is_told_how_to_make_one():
    assert said(written("They met, and nothing was signed."))[1] == (
        "Quotations",
        False,
        "It quotes nothing yet. Copy at least one stretch of the text, to the letter, between "
        'quotation marks: “…”, "…", «…» or ‘…’.',
    )


@pytest.mark.parametrize(
    "text, says",
    [
        ("One two three four", ("4 words", False, "Too short to argue: 5 to 20 are asked for.")),
        ("One", ("1 word", False, "Too short to argue: 5 to 20 are asked for.")),
        ("word " * 5, ("5 words", True, "Long enough to argue, short enough to be read.")),
        ("word " * 20, ("20 words", True, "Long enough to argue, short enough to be read.")),
        ("word " * 21, ("21 words", False, "Too long: 5 to 20 are asked for.")),
    ],
)
def test_the_length_is_told_in_words_with_what_is_asked_for(text, says):
    assert said(written(text))[0] == says


def test_words_that_bear_on_the_question_are_told_found_missed_or_where_others_serve_only_noted():
    about = ("Evidence: “Nothing was signed”", "Evidence: “The talks at Moscow went on”")
    assert said(written("No quotation at all here."))[2:] == [
        ("", False, "missed a"),
        ("", False, "missed b"),
    ]
    assert said(written("It says “nothing was signed” there."))[2:4] == [
        (about[0], True, "found a"),
        (about[1], None, "missed b"),
    ]
    assert said(written("It says “the talks at Moscow” went on."))[2:4] == [
        (about[0], None, "missed a"),
        (about[1], True, "found b"),
    ]


@pytest.mark.parametrize(
    "quoted, bears",
    [
        ("was signed", False),
        ("in Moscow. Nothing was", False),
        ("They met at Port Arthur", False),
        ("The talks at", True),
        ("talks at Moscow went", True),
        ("The talks", False),
    ],
)
def test_a_quotation_bears_on_the_question_when_it_shares_three_words_with_those_that_do(
    quoted, bears
):
    marking = written(f"They met, and it says: “{quoted}”.")
    assert any(remark.text in ("found a", "found b") for remark in marking.remarks) == bears
    assert marking.score == pytest.approx(1 if bears else 2 / 3)


def test_a_quotation_that_also_stands_elsewhere_is_taken_where_it_bears_on_the_question():
    before = Block("z", "paragraph", "1", "The talks at Moscow, they say.", "s")
    elsewhere = replace(WRITE, section=replace(SECTION, blocks=(before, *SECTION.blocks)))
    marking = mark(elsewhere, "They met, and it says: “The talks at Moscow”.")
    assert marking.score == 1 and {span.block for span in marking.evidence} == {"a", "b"}


def test_a_quotation_of_words_that_occur_twice_in_a_block_is_evidence_where_they_bear_on_it():
    twice = "They signed at Dairen. Much later they signed at Dairen again."
    section = replace(SECTION, blocks=(Block("a", "paragraph", "1", twice, "s"),))
    later = section.find("they signed at Dairen again")
    task = replace(
        WRITE.task, targets=(Target("a", Reply("no", "yes"), Evidence((later,)), later, later),)
    )
    marking = mark(
        replace(WRITE, section=section, task=task), "They met, and it says: “signed at Dairen”."
    )
    assert marking.score == 1 and marking.evidence[0].start > later.start


def test_evidence_is_shown_once_each_whether_it_was_quoted_or_not():
    marking = written("“Nothing was signed”, “nothing was signed”, and “at last in Moscow”.")
    assert [each.text for each in marking.evidence] == [
        "Nothing was signed",
        "at last in Moscow",
        "The talks at Moscow went on",
    ]


def test_of_very_many_quotations_the_first_fifty_are_looked_up():
    assert len(written(" ".join(f"“{n}”" for n in range(80))).remarks) == 1 + 50 + 2


PIECES = st.lists(
    st.sampled_from(
        [
            "“Nothing was signed”",
            '"at last in Moscow"',
            "“no such words”",
            "They",
            "met",
            "\n",
            "“",
            "”",
        ]
    ),
    max_size=24,
)


@given(PIECES.map(" ".join))
def test_any_answer_scores_1_only_with_its_length_and_every_quotation_right(text):
    marking = written(text)
    assert 0 <= marking.score <= 1
    assert marking.correct == (
        bool(marking.remarks) and all(remark.right is not False for remark in marking.remarks)
    )
