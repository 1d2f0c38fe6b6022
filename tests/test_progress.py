"""Progress tells what was answered, calmly; drafts are kept; the record can be read as Markdown."""

from dataclasses import replace
from html.parser import HTMLParser

from fruskit import FruskitError
from fruskit.publishing.figures import progress
from fruskit.record import Attempt, Record
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
    return Attempt(exercise.id, version or exercise.version, [], float(correct), correct, 0, DAY)


# --- progress


def test_before_anything_is_answered_it_invites_and_counts_nothing():
    shown = progress(samples.EXERCISES, [])
    assert shown.text.startswith("Nothing is answered yet: 10 exercises are waiting.")
    assert "Worth another look" not in shown.text


def test_the_last_try_counts_and_what_was_wrong_in_it_is_worth_another_look():
    one, two = samples.EXERCISES["09/name-and-office"], samples.EXERCISES["09/which-verb"]
    shown = progress(
        samples.EXERCISES,
        [tried(one, False), tried(one, True), tried(two, True), tried(two, False)],
    )
    assert shown.text.startswith("2 of 10 exercises answered, 1 right at the last try.")
    assert "The verb that commits nobody (09-one-of-each, 2 tries)" in shown.text
    assert "Name and office" not in shown.text.partition("Worth another look")[2]


def test_an_exercise_that_changed_since_is_worth_another_look_even_if_it_was_right():
    one = samples.EXERCISES["09/which-verb"]
    assert (
        "1 try, changed since you answered"
        in progress(samples.EXERCISES, [tried(one, True, "0" * 12)]).text
    )


def test_opinions_are_not_counted_and_answers_to_what_is_gone_are_told_of():
    gone = replace(tried(samples.EXERCISES["09/which-verb"], True), exercise="99/gone")
    shown = progress(samples.EXERCISES, [tried(samples.EXERCISES["09/before"], True), gone])
    assert shown.text.startswith("Nothing is answered yet: 10 exercises")
    assert "Answers to 1 that is no longer in the kit are kept" in shown.text


def test_lessons_and_skills_each_add_up_to_all_exercises():
    lessons, skills = progress(samples.EXERCISES, []).text.split("By lesson:")[1].split("By skill:")
    for part in (lessons, skills):
        counts = [
            int(line.split(" of ")[1].split()[0]) for line in part.splitlines() if " of " in line
        ]
        assert sum(counts) == 10


def test_markup_in_a_title_is_text():
    evil = replace(
        samples.EXERCISES["09/which-verb"], title="<script>x</script>", notebook="<img src=x>"
    )
    shown = progress({evil.id: evil}, [tried(evil, False)]).html
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
