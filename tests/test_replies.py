"""What a reply points at and what it tells: a wrong answer is a reason to read again, not to copy."""

from asked import ALL, DATE, EMPTY, MARK, mark, SEVERAL, SORT, words_at
import fruskit
from fruskit.volumes.labels import around, sentence_label
from fruskit.words import mentions
import pytest
import responses
import samples

EXERCISES = {
    id: one for id, one in (fruskit.all_exercises() | samples.EXERCISES).items() if one.graded
}


@pytest.mark.parametrize("id", EXERCISES)
def test_a_wrong_answer_is_met_with_its_point_and_with_nothing_that_decides_it(id):
    exercise = EXERCISES[id]
    marking = exercise.mark(responses.wrong(exercise))
    wrong = [remark for remark in marking.said(False) if not remark.right]
    assert wrong and all(remark.says(False) for remark in wrong)
    for remark in wrong:
        for said in (remark.about, remark.says(False)):
            assert not (remark.wanted and mentions(said, remark.wanted.strip("“”")))
            assert said != remark.reply.tell
    told = " ".join(remark.says(True) for remark in marking.said(True))
    assert all(remark.reply.tell in told for remark in wrong if exercise.kind != "order")


@pytest.mark.parametrize("id", EXERCISES)
def test_where_to_look_is_whole_sentences_with_a_name_that_a_reader_knows(id):
    exercise = EXERCISES[id]
    for remark in exercise.mark(responses.wrong(exercise)).said(False):
        assert not (remark.right and remark.look)
        for span in remark.look:
            assert around(exercise.section, span) == span
            named = sentence_label(exercise.section, span)
            assert named and span.block not in named and "-" not in named


def test_a_sentence_is_named_by_its_paragraph_its_number_and_its_page():
    section = fruskit.load()
    assert sentence_label(section, section.find("would require")) == (
        "Editor’s note, first paragraph, second sentence (page 857)"
    )
    assert sentence_label(section, section.find("No. 574")) == "Entry of No. 574 (page 858)"
    both = section.find("and 476") if "and 476" in section.text else section.find("concurrence. In")
    assert sentence_label(section, both).startswith("Editor’s note, first paragraph, sentences 2–3")


def test_every_order_of_the_kit_says_where_to_look_for_each_line():
    orders = [exercise for exercise in EXERCISES.values() if exercise.kind == "order"]
    assert orders and all(item.reply.point for one in orders for item in one.task.items)


def test_what_needs_work_comes_first_then_what_is_missing_then_what_has_no_answer():
    def fares(exercise, response):
        return [remark.fares for remark in mark(exercise, response).said(False)]

    assert fares(SEVERAL, ["a", "d"]) == ["Not this", "Missing", "Missing", "Right"]
    assert fares(SORT, dict(a="p", c="p")) == [
        "Look again",
        "Not answered",
        "Not answered",
        "Right",
    ]
    assert fares(DATE, dict(a="February 11, 1945", b="June 1")) == [
        *["Look again", "Not answered", "Not answered", "Right"],
    ]


def test_of_marked_words_each_is_said_to_be_right_too_long_in_part_or_not_this_and_some_missing():
    said = mark(MARK, [words_at("Port Arthur, then"), words_at("They")]).said(False)
    assert [(remark.fares, remark.about) for remark in said] == [
        ("Too long", "“then”"),
        ("Not this", "“They”"),
        ("Missing", ""),
        ("Right", "“Port Arthur”"),
    ]
    assert [span.text for remark in said for span in remark.own] == ["then", "They", "Port Arthur,"]


def test_a_missing_part_is_never_named_and_is_told_on_request():
    marking = mark(MARK, [words_at("Port Arthur")])
    (missing,) = (remark for remark in marking.said(False) if remark.fares == "Missing")
    assert (missing.about, missing.says(False)) == ("", "missed dairen")
    assert (missing.wanted, missing.says(True)) == ("“Dairen”", "found dairen")


def test_a_right_date_in_another_form_than_is_printed_is_right_and_told_so():
    exercise = fruskit.exercise("03/as-printed")
    right = exercise.right_answer
    for written in ("1945-08-14", "Aug 14, 1945", "14 August 1945"):
        other = exercise.mark(right | {"concluded": written})
        assert other.correct
        assert other.headline == "Right: all 4; one in another form than is printed."
        (said,) = (r for r in other.remarks if r.fares == "Right, in another form")
        assert "the text prints “August 14, 1945”" in said.text
    assert exercise.mark(right | {"begun": "june 30."}).headline == "Right: all 4."


@pytest.mark.parametrize("name", EMPTY)
def test_nothing_is_told_of_an_empty_answer(name):
    for empty in EMPTY[name]:
        assert mark(ALL[name], empty).said(True) == ()
