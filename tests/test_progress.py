"""Progress tells what was answered, calmly; drafts are kept; the record can be read as Markdown."""

from dataclasses import replace
from html.parser import HTMLParser
import re

from fruskit import FruskitError
from fruskit.kit.lessons import Call, Lesson
from fruskit.publishing.figures.progress import progress
from fruskit.record import Attempt, Event, Record
from hypothesis import given
from hypothesis import strategies as st
import mistune
import pytest
import samples

DAY = "2026-01-01T00:00:00.000+00:00"


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.sqlite")


def tried(exercise, correct, version=None):
    response = [f"an answer, {correct}"]
    return Attempt(
        exercise.id, version or exercise.version, response, float(correct), correct, 0, DAY
    )


# --- progress


LESSON = Lesson(samples.NOTEBOOK, ("# One *of* each", Call("exercise", ("09/which-verb",))))


def shown_of(attempts, events=(), exercises=samples.EXERCISES):
    return progress([LESSON], exercises, attempts, events)


def test_before_anything_is_answered_it_invites_and_says_where_to_begin():
    shown = shown_of([])
    assert shown.text.startswith("Nothing is answered yet: 10 exercises are waiting")
    first = next(one for one in samples.EXERCISES.values() if one.graded)
    assert f"Next: {first.title} (One of each)" in shown.text
    assert f"  10 not yet answered. Next: {first.title}" in shown.text


def test_what_is_asked_on_a_new_text_counts_as_transfer_and_not_for_its_lesson():
    ids = ("09/which-verb", "09/name-and-office")
    one, two = (samples.EXERCISES[id] for id in ids)
    new = replace(two, level="transfer")
    shown = shown_of([tried(one, False), tried(new, True)], (), {one.id: one, new.id: new}).text
    assert "One of each\n  1 to look at again." in shown
    assert "Transfer: on a new text\n  1 right." in shown


def test_a_lesson_is_named_by_its_title_and_leads_to_its_notebook():
    link = '<a href="09-one-of-each.ipynb">One <em>of</em> each</a>'
    assert shown_of([]).html.count(link) == 2  # what to do next, and the lesson


def test_the_best_attempt_counts_though_a_later_one_was_wrong():
    one, two = samples.EXERCISES["09/name-and-office"], samples.EXERCISES["09/which-verb"]
    shown = shown_of([tried(one, True), tried(two, False), tried(one, False)])
    assert shown.text.startswith("2 of 10 exercises answered, 1 right")
    assert "1 right, 1 to look at again, 8 not yet answered" in shown.text
    squares = shown.html.partition('class="fk-skills"')[0]
    assert squares.count('<i class="fk-right">') == squares.count('<i class="fk-again">') == 1


def test_an_exercise_whose_answer_was_shown_first_is_not_right():
    one = samples.EXERCISES["09/which-verb"]
    showing = Event("shown", one.id, one.version, "2025-12-31T00:00:00.000+00:00")
    assert "1 shown before it was right" in shown_of([tried(one, True)], [showing]).text


def test_when_all_is_answered_it_says_what_to_look_at_again_and_then_that_all_is_done():
    one = samples.EXERCISES["09/which-verb"]
    assert f"Look again at: {one.title}" in shown_of([tried(one, False)], (), {one.id: one}).text
    done = shown_of([tried(one, True)], (), {one.id: one}).text
    assert "  1 right. All done." in done and "Next" not in done


def test_an_exercise_that_changed_since_is_worth_another_look_even_if_it_was_right():
    one = samples.EXERCISES["09/which-verb"]
    assert "1 changed since you answered" in shown_of([tried(one, True, "0" * 12)]).text


def test_opinions_are_not_counted_and_answers_to_what_is_gone_are_told_of():
    gone = replace(tried(samples.EXERCISES["09/which-verb"], True), exercise="99/gone")
    shown = shown_of([tried(samples.EXERCISES["09/before"], True), gone])
    assert shown.text.startswith("Nothing is answered yet: 10 exercises")
    assert "Answers to 1 that is no longer in the kit are kept" in shown.text


def test_a_lesson_that_is_not_begun_says_how_long_it_takes_and_what_it_asks():
    words = "# One\n\n**A kit** · about 45 minutes\n\n**What does it say?**"
    lesson = LESSON._replace(cells=(words, *LESSON.cells[1:]))
    asked = "About 45 minutes. What does it say?"
    assert asked in progress([lesson], samples.EXERCISES, []).text
    begun = [tried(samples.EXERCISES["09/which-verb"], True)]
    assert asked not in progress([lesson], samples.EXERCISES, begun).text


def test_skills_are_told_of_once_there_is_something_to_tell():
    assert "By skill" not in shown_of([]).text and "fk-skills" not in shown_of([]).html


def test_lessons_and_skills_each_add_up_to_all_exercises():
    shown = shown_of([tried(samples.EXERCISES["09/which-verb"], False)])
    lessons, skills = shown.html.split('class="fk-skills"')
    assert lessons.count('<i class="fk-open">') == skills.count('<i class="fk-open">') == 9
    counts = re.findall(r"0 of (\d+) right", shown.text.partition("By skill:")[2])
    assert sum(map(int, counts)) == 10


def test_markup_in_a_title_is_text():
    evil = replace(
        samples.EXERCISES["09/which-verb"], title="<script>x</script>", notebook="<img src=x>"
    )
    shown = shown_of([tried(evil, False)], (), {evil.id: evil}).html
    assert "<script" not in shown and "<img" not in shown


# --- drafts


def test_a_draft_is_kept_replaced_and_dropped_when_the_answer_is_handed_in(record):
    record.keep_draft("06/essay", "First words")
    record.keep_draft("06/essay", "First words, and more")
    assert Record(record.path).draft("06/essay") == "First words, and more"
    record.add(replace(tried(samples.EXERCISES["09/which-verb"], True), exercise="06/essay"))
    assert record.draft("06/essay") is None and record.drafts() == {}


def test_a_draft_is_no_attempt_and_is_exported_and_erased_with_the_rest(record):
    record.keep_draft("06/essay", "Words")
    assert record.attempts() == [] and [
        (draft["exercise"], draft["response"]) for draft in record.export()["drafts"]
    ] == [("06/essay", "Words")]
    record.erase()
    assert record.drafts() == {}


def test_a_draft_that_is_no_json_is_refused_and_the_one_before_is_left(record):
    record.keep_draft("06/essay", "Words")
    with pytest.raises(FruskitError, match="the draft cannot be kept"):
        record.keep_draft("06/essay", {1, 2})
    assert record.draft("06/essay") == "Words"


# --- Markdown


class Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = set()

    def handle_starttag(self, tag, attributes):
        self.found.add(tag)


@given(
    st.text(max_size=80)
    | st.sampled_from(
        ["```\n# x", "<script>x</script>", "[a](javascript:x)", "````", "\u202eevil", "~~~\n<b>"]
    )
)
def test_in_the_record_as_markdown_an_answer_is_text_whatever_is_in_it(tmp_path_factory, words):
    record = Record(tmp_path_factory.mktemp("md") / "record.sqlite")
    record.add(replace(tried(samples.EXERCISES["09/which-verb"], True), response=words))
    record.keep_draft("06/<b>", words)
    record.export(record.path.with_suffix(".md"))
    written = record.path.with_suffix(".md").read_text(encoding="utf-8")
    tags = Tags()
    tags.feed(mistune.html(written))
    assert tags.found <= {"h1", "h2", "p", "pre", "code"}, tags.found
    assert written.count("## ") >= 2 and "100 of 100" in written
