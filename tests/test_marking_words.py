"""Marking words of the text: those that are marked, and those that are predicted."""

from dataclasses import replace
import json
import random

from asked import (
    exercise,
    gap,
    MARK,
    mark,
    OTHER,
    PERFECT,
    PORTS,
    REVEAL,
    said,
    SECTION,
    span,
    TEXT,
    words_at,
)
from entries import from_toml, HEAD
import fruskit
from fruskit.exercises import Evidence, Reply
from fruskit.exercises.kinds.mark import Words
from fruskit.exercises.kinds.reveal import Reveal
from fruskit.exercises.passages import Target
from hypothesis import given
from hypothesis import strategies as st
import pytest

# --- mark


def test_marking_is_by_whole_words_however_little_of_one_is_marked():
    start = TEXT.index("Port Arthur")
    exact = mark(MARK, [["a", start, start + 11], words_at("Dairen")])
    for first, last in [
        (start, start + 12),
        (start + 1, start + 8),
        (start + 3, start + 6),
        (start - 1, start + 12),
    ]:
        assert mark(MARK, [["a", first, last], words_at("Dairen")]) == exact, TEXT[first:last]
    assert exact.score == 1


def test_the_space_beside_a_word_is_no_part_of_the_next():
    space = TEXT.index(" Dairen")
    alone = mark(MARK, [["a", space, space + 3]])
    assert alone == mark(MARK, [words_at("Dairen")])
    assert mark(MARK, [["a", space, space + 1]]).score == 0


TWICE = (
    HEAD
    + """kind = "mark"
outside = "Not these."
  [[exercise.target]]
  id = "place"
  quote = "Moscow"
  block = "editors-note-1"
  tell = "Yes."
  point = "No."
"""
)


def test_words_that_occur_twice_in_a_block_count_in_any_place_unless_the_entry_names_one(tmp_path):
    section = fruskit.load()
    one, other = (s for s in section.find_all("Moscow") if s.block == "editors-note-1")
    marks = [[[place.block, place.start, place.end]] for place in (one, other)]
    (made,) = from_toml(tmp_path / "any", TWICE).values()
    assert [made.mark(marked).score for marked in (*marks, [*marks[0], *marks[1]])] == [1, 1, 1]
    before = section.block("editors-note-1").text[other.start - 12 : other.start]
    near = f'quote = "Moscow"\n  prefix = {json.dumps(before)}'
    (made,) = from_toml(tmp_path / "named", TWICE.replace('quote = "Moscow"', near)).values()
    assert [made.mark(marked).score for marked in marks] == [0, 1]


def test_words_around_a_target_cost_nothing_and_gain_nothing():
    assert mark(MARK, [words_at("at Port Arthur,"), words_at("Dairen")]).score == 1
    only_around = SECTION.find("at", prefix="met ")
    assert mark(MARK, [["a", only_around.start, only_around.end]]).score == 0


@pytest.mark.parametrize(
    "marked, score, headline",
    [
        (
            ["Port Arthur"],
            2 * (2 / 3) * 1 / (2 / 3 + 1),
            "1 of 2 found.",
        ),  # 2 of 3 wanted words, none besides
        (["Dairen"], 2 * (1 / 3) * 1 / (1 / 3 + 1), "1 of 2 found."),
        (
            ["Port Arthur, then at Dairen"],
            2 * 1 * (3 / 5) / (1 + 3 / 5),
            "2 of 2 found; one mark too long.",
        ),
        (
            ["Port Arthur", "They met"],
            2 * (2 / 3) * (2 / 4) / (2 / 3 + 2 / 4),
            "1 of 2 found; one mark too many.",
        ),
        (["They met"], 0, "0 of 2 found; one mark too many."),
    ],
)
def test_the_score_weighs_wanted_words_marked_against_marked_words_wanted(marked, score, headline):
    marking = mark(MARK, [words_at(words) for words in marked])
    assert marking.score == pytest.approx(score) and marking.headline == headline


def test_marking_the_whole_passage_is_no_good_answer():
    marking = mark(MARK, [["a", 0, len(TEXT)]])
    assert marking.score == pytest.approx(
        2 * (4 / 16) / (1 + 4 / 16)
    )  # 3 wanted words and one beside, of 16
    assert marking.score < 0.5 and not marking.correct
    both = mark(MARK, [["a", 0, len(TEXT)], ["b", 0, len(OTHER)]])
    assert both.score < marking.score


def test_marking_everything_shows_no_one_which_words_are_wanted():
    marking = mark(MARK, [["a", 0, len(TEXT)], ["b", 0, len(OTHER)]])
    assert marking.headline == "2 of 2 found; one mark too long; one mark too many."
    long, *others = marking.said(False)
    assert (long.fares, [own.text for own in long.own]) == ("Too long", [TEXT])
    assert not any(remark.right for remark in others)
    told = marking.said(True)
    assert [remark.about for remark in told if remark.right] == ["“Port Arthur”", "“Dairen”"]


def test_each_target_says_whether_it_was_found_missed_or_found_in_part():
    start = TEXT.index("Arthur")
    assert said(mark(MARK, [["a", start, start + 6]])) == [
        ("“Arthur”", False, "You marked a part of these words. missed arthur"),
        ("", False, "missed dairen"),
    ]
    assert said(mark(MARK, [words_at("Port Arthur")]))[0] == ("“Port Arthur”", True, "found arthur")


def test_of_a_single_target_a_part_is_found_in_part():
    one = exercise("mark", replace(MARK.task, targets=MARK.task.targets[:1]))
    start = TEXT.index("Arthur")
    assert mark(one, [["a", start, start + 6]]).headline == "Not found yet; one in part."
    assert mark(one, [words_at("They met")]).headline == "Not found yet; one mark too many."


def test_a_foreseen_mistake_is_answered_by_its_decoy_and_any_other_in_general():
    assert said(mark(MARK, [words_at("Moscow")]))[2:] == [("“Moscow”", False, "a decoy speaks")]
    assert said(mark(MARK, [words_at("They met")]))[2:] == [("“They met”", False, "not these")]
    assert said(mark(MARK, [words_at("in Moscow. Nothing was")]))[2:] == [
        ("“Moscow”", False, "a decoy speaks"),
        ("“Nothing was signed”", False, "nobody signed"),
        ("“in”", False, "not these"),
    ]


def test_a_decoy_speaks_when_half_of_it_is_marked_and_not_before():
    assert "nobody signed" not in [text for _, _, text in said(mark(MARK, [words_at("signed")]))]
    assert "nobody signed" in [text for _, _, text in said(mark(MARK, [words_at("was signed")]))]


def test_the_deciding_words_are_shown_whether_they_were_marked_or_not_and_decoys_never():
    marking = mark(MARK, [words_at("Moscow")])
    assert "Moscow" not in [each.text for each in marking.evidence]
    assert [each.text for each in marking.evidence] == [
        "Port Arthur",
        "Dairen",
        "Nothing was signed",
    ]


def test_quotations_are_taken_for_their_places_in_the_passages():
    assert mark(MARK, ["Port Arthur", "Dairen"]) == mark(MARK, PERFECT["mark"])
    assert mark(MARK, "Dairen") == mark(MARK, [words_at("Dairen")])
    elsewhere = exercise("mark", replace(PORTS, passages=("a",)))
    assert mark(elsewhere, "Moscow") == mark(elsewhere, [words_at("Moscow")]), (
        "it stands in b too, which is not shown"
    )


SELECTIONS = st.lists(
    st.tuples(
        st.sampled_from([("a", len(TEXT)), ("b", len(OTHER))]),
        st.integers(0, 82),
        st.integers(1, 40),
    ).map(
        lambda drawn: [
            drawn[0][0],
            min(drawn[1], drawn[0][1] - 1),
            min(drawn[1] + drawn[2], drawn[0][1]),
        ]
    ),
    max_size=5,
)


@given(SELECTIONS, st.integers(0, 10**6))
def test_the_order_of_selections_and_selecting_twice_do_not_matter(selections, seed):
    shuffled = selections + selections[:1]
    random.Random(seed).shuffle(shuffled)
    assert mark(MARK, shuffled) == mark(MARK, selections)


@given(SELECTIONS)
def test_any_selection_scores_within_0_and_1_and_1_only_when_all_and_nothing_besides_is_marked(
    selections,
):
    marking = mark(MARK, selections)
    marked = {(block, place) for block, start, end in selections for place in range(start, end)}
    wanted = {
        (t.span.block, place) for t in PORTS.targets for place in range(t.span.start, t.span.end)
    }
    assert 0 <= marking.score <= 1
    if marking.correct:
        assert all(remark.right is not False for remark in marking.remarks)
    if wanted <= marked and not marking.correct:
        assert any(remark.right is False for remark in marking.remarks), "what is too much is said"
    assert mark(MARK, [*selections, ["b", 0, len(OTHER)]]).score < 1


@st.composite
def stretches(draw):
    """An exercise of one to three targets anywhere in the passage, with words around them or not."""
    words = TEXT.split()
    targets = []
    for n in range(draw(st.integers(1, 3))):
        first = draw(st.integers(0, len(words) - 1))
        last = draw(st.integers(first, len(words) - 1))
        start, end = len(" ".join(words[:first])) + bool(first), len(" ".join(words[: last + 1]))
        core = replace(span(TEXT), start=start, end=end, text=TEXT[start:end])
        around = span(TEXT) if draw(st.booleans()) else core
        targets.append(Target(str(n), Reply("no", "yes"), Evidence((core,)), core, around))
    return exercise("mark", Words(tuple(targets), (), "no", ("a",)))


@given(stretches(), st.data())
def test_whatever_the_targets_their_words_score_1_and_losing_one_of_them_less(made, data):
    perfect = [["a", t.span.start, t.span.end] for t in made.task.targets]
    assert mark(made, perfect).score == 1
    assert mark(made, [["a", t.within.start, t.within.end] for t in made.task.targets]).score == 1
    less = data.draw(st.sampled_from([t.span for t in made.task.targets]))
    kept = [[b, s, e] for b, s, e in perfect if e <= less.start or s >= less.end]
    if kept != perfect:
        assert mark(made, kept).score < 1


# --- reveal


def predicted(a, b="Nothing was signed"):
    return mark(REVEAL, dict(a=a, b=b))


@pytest.mark.parametrize(
    "words, worth",
    [
        ("Port Arthur", 1),
        ("port arthur", 1),
        ("  Port\n Arthur. ", 1),
        ("“Port Arthur”", 1),
        ("Lüshun", 1),
        ("lüshun,", 1),
        ("Arthur Port", 0.9),
        ("Port", 2 / 3),
        ("Port Said", 2 / 4),
        ("the harbour of Port Arthur", 2 * 2 / 7),
        ("Port Port", 2 / 4),
        ("Dairen", 0),
        ("Dalny", 0),
        ("…", 0),
    ],
)
def test_a_prediction_is_worth_the_words_that_it_and_the_text_have_in_common(words, worth):
    remark = predicted(words).remarks[0]
    assert remark.worth == pytest.approx(worth) and remark.right == (worth == 1)


def test_the_score_of_predictions_is_their_mean_and_what_is_not_predicted_counts_nothing():
    assert predicted("Port").score == pytest.approx((2 / 3 + 1) / 2)
    assert predicted("Port Arthur", "").score == 0.5
    assert mark(REVEAL, dict(b="Nothing was signed")).score == 0.5


def test_a_prediction_is_shown_beside_the_words_of_the_text_whether_it_is_right_or_not():
    assert said(predicted("Port Arthur", "All was signed")) == [
        ("Gap 1: “Port Arthur”", True, "yes a"),
        ("Gap 2: “All was signed”", False, "no b"),
    ]
    assert said(predicted("", "Nothing was signed"))[0] == (
        "Gap 1",
        False,
        "Nothing is predicted here yet.",
    )
    assert [each.text for each in predicted("x").evidence] == [
        "Port Arthur",
        "Nothing was signed",
    ], "once each"


def test_a_foreseen_prediction_gets_its_own_words_however_it_is_written():
    assert [said(predicted(words))[0][2] for words in ("Dalny", " dalny!", "Dairen")] == [
        "that is Dairen",
        "that is Dairen",
        "no a",
    ]


def test_predictions_are_summed_up_in_a_headline():
    assert predicted("x").headline == "1 of 2 as in the text."
    single = exercise("reveal", Reveal((gap("a", "Port Arthur"),)))
    assert mark(single, dict(a="Port Arthur")).headline == "Exactly as in the text."
    assert mark(single, dict(a="Port")).headline == "The text has other words."


@given(
    st.lists(
        st.sampled_from(["Port", "Arthur", "port", "at", "Nothing", "Port Arthur"]), max_size=4
    ).map(" ".join)
)
def test_any_prediction_is_worth_1_only_where_it_is_the_words_of_the_text(words):
    worth = predicted(words).remarks[0].worth
    assert 0 <= worth <= 1
    assert (worth == 1) == (words.lower() == "port arthur")
