"""Marking short written answers: a date with its precision, the parts of a citation, a reading and its grounds."""

from dataclasses import replace

from asked import DATE, dating, DECODE, EMEND, exercise, mark, PERFECT, said
from fruskit.exercises.kinds.date import Dates
from fruskit.exercises.kinds.decode import Decode
from hypothesis import given
from hypothesis import strategies as st
import pytest

# --- date


def dated(wanted, written, **words):
    """What is said to a date, where the text gives another or none."""
    return mark(exercise("date", Dates((dating("a", wanted, **words),))), dict(a=written))


@pytest.mark.parametrize(
    "wanted, written, score, says",
    [
        ("February 11, 1945", "February 11, 1945", 1, "yes a"),
        ("February 11, 1945", "1945-02-11", 1, "yes a"),
        ("February 11, 1945", " 11  Feb. 1945 ", 1, "yes a"),
        ("February 11, 1945", "February 12, 1945", 0, "no a"),
        (
            "February 11, 1945",
            "February 11",
            0.5,
            "Day and month are right. The year is printed too. no a",
        ),
        (
            "February 11, 1945",
            "February 1945",
            0.5,
            "Right as far as it goes. The text is more exact. no a",
        ),
        ("February 11, 1945", "1945", 0.5, "Right as far as it goes. The text is more exact. no a"),
        ("February 11, 1945", "1944", 0, "no a"),
        (
            "February 11, 1945",
            "February 11?, 1945",
            0.5,
            "The day is right. Look at the question mark: only one of you and the text has it. no a",
        ),
        (
            "February 11?, 1945",
            "February 11, 1945",
            0.5,
            "The day is right. Look at the question mark: only one of you and the text has it. no a",
        ),
        ("June 30", "June 30", 1, "yes a"),
        (
            "June 30",
            "30 June",
            1,
            "Right in content. The form differs: the text prints “June 30”. yes a",
        ),
        (
            "June 30",
            "June 30, 1945",
            0.5,
            "Day and month are right. The year is yours: it is not printed there. no a",
        ),
        ("June 30", "June 29, 1945", 0, "no a"),
        (
            "June 1945",
            "June 30, 1945",
            0.5,
            "You are more exact than the text. no a",
        ),
        ("July 16–August 2, 1945", "July 16–August 2, 1945", 1, "yes a"),
        (
            "July 16–August 2, 1945",
            "1945",
            0.5,
            "Right as far as it goes. The text is more exact. no a",
        ),
        ("undated", "undated", 1, "yes a"),
        ("undated", "no date", 1, "yes a"),
        ("undated", "[n.d.]", 1, "yes a"),
        ("undated", "July 17, 1945", 0, "no a"),
        ("June 30", "undated", 0, "no a"),
    ],
)
def test_a_date_counts_whole_as_the_text_has_it_and_half_as_far_as_it_is_right(
    wanted, written, score, says
):
    marking = dated(wanted, written)
    assert (marking.score, said(marking)[0][2]) == (score, says)


@pytest.mark.parametrize(
    "wanted, written, way",
    [
        ("June 30", "June 30, 1945", "year-assumed"),
        ("June 30, 1945", "June 30", "year-missing"),
        ("June 30?", "June 30", "doubt"),
        ("June 30, 1945", "June 1945", "coarser"),
        ("June 1945", "June 30, 1945", "finer"),
        ("June 30", "no date", "undated"),
    ],
)
def test_an_author_may_say_something_of_their_own_to_a_date_that_is_right_in_part(
    wanted, written, way
):
    plain, own = dated(wanted, written), dated(wanted, written, said={way: "mine"})
    assert said(own)[0][2] == "mine" and own.score == plain.score
    assert said(dated(wanted, "May 1, 1900", said={way: "mine"}))[0][2] == "no a"


def test_a_foreseen_date_gets_its_own_words_however_it_is_written():
    for written in ("August 14", "14 Aug.", "August 14th"):
        assert said(mark(DATE, dict(b=written)))[1] == (f"B — {written}", False, "that is the end")
    assert said(mark(DATE, dict(c="July 17, 1945")))[2] == (
        "C — July 17, 1945",
        False,
        "the Conference began then",
    )
    both = {"said": {"year-assumed": "any year"}, "wrong": {"1944-06-30": "not that year"}}
    assert said(dated("June 30", "June 30, 1944", **both))[0][2] == "not that year"
    assert said(dated("June 30", "no date", wrong={"": "it has a day"}))[0][2] == "it has a day"


@pytest.mark.parametrize(
    "written, says",
    [
        ("the other day", "It cannot be read as a date. Write it as “March 4, 1933”"),
        ("June 31", "June has no day 31. Give a day between 1 and 30."),
        ("9" * 100_000, "It cannot be read as a date."),
    ],
)
def test_what_is_no_date_is_told_at_its_item_without_any_id_and_the_others_get_their_reply(
    written, says
):
    marking = mark(DATE, dict(a="February 11, 1945", b=written))
    right, unread, *_ = marking.remarks
    assert right.right and marking.score == 1 / 4
    assert unread.worth == 0 and unread.text.startswith(says) and len(unread.about) < 200
    assert unread.about.startswith("B — “" + written[:100])


def test_a_year_that_is_not_printed_is_told_apart_from_what_is_printed():
    inferred = mark(DATE, PERFECT["date"] | dict(b="June 30, 1945"))
    assert inferred.score == 3.5 / 4 and not inferred.correct
    assert (
        said(inferred)[1] == ("B — June 30, 1945", False, "1945 is yours")
        and inferred.remarks[1].worth == 0.5
    )


def test_dates_are_summed_up_with_those_right_in_part_told_apart():
    marking = mark(DATE, dict(a="1945", b="June 30", c="", d="June 1944"))
    assert (marking.score, marking.headline) == (1.5 / 4, "1 of 4 right; one in part.")
    assert marking.reckoning == "1 of 4, and 1 for half"
    assert said(marking)[2] == ("C", False, "It has no date yet."), (
        "an empty line is not taken for “undated”"
    )
    assert dated("June 30", "June 30").headline == "Right."
    assert mark(DATE, PERFECT["date"]).headline == "Right: all 4."


def test_the_words_that_give_a_date_are_shown_once_where_several_items_share_them():
    assert [each.text for each in mark(DATE, PERFECT["date"]).evidence] == [
        "June 30",
        "Nothing was signed",
    ]


DATES = st.sampled_from(
    [
        "February 11, 1945",
        "June 30",
        "June 30, 1945",
        "June 1945",
        "1945",
        "undated",
        "June 30?",
        "",
        "spring 1945",
        "1944–46",
    ]
)


@given(DATES.filter(bool), DATES.filter(bool))
def test_any_date_scores_1_only_when_it_says_what_the_text_says(wanted, written):
    marking = dated(wanted, written)
    assert marking.score in (0, 0.5, 1)
    assert marking.correct == (wanted == written)


@given(st.fixed_dictionaries(dict.fromkeys("abcd", DATES)))
def test_the_score_of_dates_is_the_mean_of_what_each_is_worth(response):
    marking = mark(DATE, response)
    assert marking.score == sum(remark.worth or 0 for remark in marking.remarks) / 4


# --- decode


def taken(parts=None, meanings=None):
    return mark(DECODE, {"parts": parts or {}, "meanings": meanings or {}})


@pytest.mark.parametrize(
    "parts, meanings, score",
    [
        (dict(a="59"), {}, 1 / 4),
        (dict(b="Stat."), {}, 1 / 8),
        ({}, dict(b="b"), 1 / 8),
        (dict(b="Stat."), dict(b="b"), 1 / 4),
        (dict(b="Stat."), dict(b="c"), 1 / 8),
        (dict(b="1823"), dict(b="b"), 1 / 8),
        (dict(a="1823", b="59", c="Stat.", d="(2)"), {}, 0),
        (dict(a="59", b="Stat.", c="(2)", d="1823"), {}, 3 / 4),
        (PERFECT["decode"]["parts"], dict(b="b", c="x"), 7 / 8),
    ],
)
def test_each_part_counts_once_half_for_its_signs_and_half_for_its_meaning_where_that_is_asked(
    parts, meanings, score
):
    marking = taken(parts, meanings)
    assert marking.score == score
    assert marking.reckoning == f"{4 * score:g} of 4 parts, characters and meaning half each"


def test_the_headline_tells_parts_that_are_right_in_part_and_two_are_both():
    assert taken(dict(a="59", b="Stat."), {}).headline == "1 of 4 parts right; one in part."
    two = exercise(
        "decode",
        Decode(
            DECODE.task.whole, tuple(replace(piece, means="") for piece in DECODE.task.pieces[:2])
        ),
    )
    assert mark(two, {"parts": dict(a="59", b="Stat.")}).headline == "Right: both parts."


@pytest.mark.parametrize("signs", ["Stat.", "stat", " STAT. ", "“Stat.”", "Statutes", "statutes."])
def test_signs_count_in_every_accepted_form_with_stops_capitals_and_marks_left_aside(signs):
    assert said(taken(dict(b=signs), dict(b="b")))[1][1:] == (True, "yes b")


@pytest.mark.parametrize("signs", ["Sta", "Stat. (2)", "59 Stat.", "Statute", "."])
def test_more_or_fewer_signs_than_the_part_has_are_not_it(signs):
    assert not said(taken(dict(b=signs), dict(b="b")))[1][1]


def test_what_was_foreseen_is_said_to_signs_to_a_meaning_and_to_one_that_fits_nothing():
    said_to_b = [
        said(taken(dict(b=signs), dict(b=meaning)))[1]
        for signs, meaning in [
            ("59", "b"),
            ("1823", "b"),
            ("Stat.", "c"),
            ("Stat.", "x"),
            ("Stat.", None),
            ("", "b"),
        ]
    ]
    assert said_to_b == [
        ("B: “59”, Statutes at Large", False, "that is the volume"),
        ("B: “1823”, Statutes at Large", False, "no b"),
        (
            "B: “Stat.”, the second part",
            False,
            "The characters are right, the meaning is not. that is in brackets",
        ),
        (
            "B: “Stat.”, right x",
            False,
            "The characters are right, the meaning is not. x fits nothing",
        ),
        ("B: “Stat.”", False, "The characters are right; what do they mean? no b"),
        ("B: nothing, Statutes at Large", False, "no b"),
    ]


def test_parts_whose_meaning_is_not_asked_are_marked_by_their_signs_alone():
    made = exercise(
        "decode",
        Decode(DECODE.task.whole, tuple(replace(piece, means="") for piece in DECODE.task.pieces)),
    )
    marking = mark(made, {"parts": dict(a="59", b="Stat.", c="2")})
    assert (marking.score, marking.reckoning, marking.headline) == (
        0.75,
        "3 of 4 parts",
        "3 of 4 parts right.",
    )


def test_parts_of_one_meaning_take_it_by_either_of_its_ids():
    pieces = [
        replace(piece, means="Statutes at Large" if piece.means else "")
        for piece in DECODE.task.pieces
    ]
    made = exercise("decode", Decode(DECODE.task.whole, tuple(pieces)))
    assert mark(made, PERFECT["decode"] | {"meanings": dict(b="c", c="b")}).score == 1


def test_a_meaning_that_is_left_open_is_no_answer():
    assert taken({}, dict(b=None)).headline == "Nothing is taken apart yet."


@given(
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["59", "Stat.", "(2)", "1823", ""])),
    st.dictionaries(st.sampled_from("bc"), st.sampled_from("bcx") | st.none()),
)
def test_the_score_of_taking_apart_is_the_mean_of_what_the_parts_are_worth(parts, meanings):
    wanted = PERFECT["decode"]
    worth = [(parts.get(id) == wanted["parts"][id]) / (1 if id in "ad" else 2) for id in "abcd"]
    worth += [(meanings.get(id) == id) / 2 for id in "bc"]
    assert taken(parts, meanings).score == sum(worth) / 4


# --- emend


def proposed(reading, *grounds):
    return mark(EMEND, {"reading": reading, "grounds": list(grounds)})


@pytest.mark.parametrize(
    "reading, worth, says",
    [
        ("45–46", 1, "said 45–46"),
        ("45-46", 1, "said 45–46"),
        (" 45—46. ", 1, "said 45–46"),
        ("45 AND 46", 1, "said 45–46"),
        ("456", 0.25, "said 456"),
        ("4647", 0, "said 4647"),
        ("4546", 0, "no such reading"),
        ("45", 0, "no such reading"),
        ("45–46, 476", 0, "no such reading"),
        ("", 0, "You propose no reading yet."),
    ],
)
def test_a_reading_is_worth_what_its_author_says_and_counts_half(reading, worth, says):
    marking = proposed(reading, "a", "b")
    assert (marking.remarks[0].worth, marking.remarks[0].text) == (worth, says)
    assert marking.score == (worth + 1) / 2


@pytest.mark.parametrize(
    "grounds, share", [("", 0), ("a", 1 / 2), ("ab", 1), ("abc", 1 / 2), ("c", 0), ("ac", 0)]
)
def test_the_grounds_count_half_as_a_choice_of_several(grounds, share):
    marking = proposed("45–46", *grounds)
    assert marking.score == (1 + share) / 2
    assert marking.reckoning == f"reading 100, grounds {100 * share:.0f}; the mean of both"


def test_reading_and_grounds_each_have_their_remarks():
    assert said(proposed("456", "a", "c")) == [
        ("“4546” — you read “456”", False, "said 456"),
        ("A", True, "said a"),
        ("C", False, "said c"),
        ("", False, "missed b"),
    ]
    assert said(proposed("", "a"))[0] == ("“4546”", False, "You propose no reading yet.")


@pytest.mark.parametrize(
    "reading, grounds, headline",
    [
        ("45–46", "ab", "Right: a reading, and the grounds that support it."),
        ("45–46", "", "The reading fits; grounds: nothing is chosen yet."),
        ("456", "a", "The reading can be defended; grounds: 1 of 2 found."),
        ("4647", "a", "Another reading fits better; grounds: 1 of 2 found."),
        (
            "999",
            "ab",
            "Another reading fits better; grounds: right: all found, and nothing else.",
        ),
        ("", "a", "No reading yet; grounds: 1 of 2 found."),
    ],
)
def test_the_headline_of_an_emendation_tells_of_the_reading_and_of_the_grounds(
    reading, grounds, headline
):
    assert proposed(reading, *grounds).headline == headline


def test_the_order_of_grounds_does_not_matter_and_the_words_in_question_are_shown_once():
    assert proposed("45–46", "b", "a") == proposed("45–46", "a", "b", "a")
    assert [each.text for each in proposed("456").evidence] == ["4546", "Nothing was signed"]
