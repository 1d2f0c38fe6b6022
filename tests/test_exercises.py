"""Exercises as data: each kind loads as it is written, and each fault is refused so that it can be mended."""

from pathlib import Path
import shutil

import pytest

import fruskit
from fruskit import FruskitError
from fruskit.annotations import Annotations, Fact
from fruskit.exercises import KINDS, SKILLS, load
from fruskit.kit import Kit

ROOT = Path(__file__).resolve().parents[1]
FACT = Fact("begun", "They met.", "*A Record*, p. 1", "1945-06-30", "", "read")

HEAD = """
notebook = "09-trial"

[[exercise]]
id = "first"
skill = "close reading"
title = "A title"
prompt = "A question?"
hints = ["One.", "Two."]
right = "All right."
next = "Go on."
"""

CHOICE = HEAD + """kind = "choice"
evidence = [{ quote = "signed by Stalin, Roosevelt, and Churchill" }, { context = "begun" }]
  [[exercise.option]]
  id = "stalin"
  text = "Stalin"
  right = true
  feedback = "He signed."
  [[exercise.option]]
  id = "soong"
  text = "T. V. Soong"
  feedback = "He did not."
  evidence = [{ quote = "Prime Minister T. V. Soong" }]
"""

MATCH = HEAD + """kind = "match"
  [[exercise.pair]]
  id = "asked"
  left = "Chiang"
  right = "would concur"
  feedback = "So it says."
  otherwise = "Look again."
  wrong = { acted = "That is Roosevelt.", nobody = "Nobody." }
  evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }]
  [[exercise.pair]]
  id = "acted"
  left = "Roosevelt"
  right = "would take measures"
  feedback = "So it says."
  otherwise = "Look again."
  [[exercise.extra]]
  id = "nobody"
  text = "would sign"
  feedback = "No such words."
"""

ORDER = HEAD + """kind = "order"
  [[exercise.item]]
  id = "begun"
  text = "Begun"
  place = 1
  feedback = "On June 30."
  evidence = [{ quote = "were begun at Moscow on June 30" }]
  [[exercise.item]]
  id = "departed"
  text = "Departed"
  place = 2
  feedback = "Then."
  [[exercise.item]]
  id = "interrupted"
  text = "Interrupted"
  place = 2
  feedback = "Then."
"""

MARK = HEAD + """kind = "mark"
passages = ["editors-note-1"]
outside = "Not these."
  [[exercise.target]]
  id = "port"
  quote = "Chinese Eastern Railroad"
  within = "the Chinese Eastern Railroad"
  feedback = "A railroad."
  missed = "A railroad is missing."
  [[exercise.decoy]]
  quote = "the war against Japan"
  feedback = "What it was about."
"""


def from_toml(folder, *files, problems=None):
    """The exercises of a kit whose lesson files are these; they stand on the bundled section."""
    (folder / "data" / "exercises").mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(files, 9):
        (folder / "data" / "exercises" / f"{number:02}.toml").write_text(text, encoding="utf-8")
    return load(Kit(folder), fruskit.load(), Annotations((), {"begun": FACT}), problems)


# --- each kind loads


def test_an_exercise_keeps_what_its_file_says(tmp_path):
    made = from_toml(tmp_path, CHOICE)["09/first"]
    assert (made.id, made.notebook, made.kind, made.skill) == ("09/first", "09-trial", "choice", "close reading")
    assert (made.title, made.prompt, made.hints) == ("A title", "A question?", ("One.", "Two."))
    assert (made.right, made.next) == ("All right.", "Go on.")


def test_a_choice_has_options_of_which_some_are_right(tmp_path):
    made = from_toml(tmp_path, CHOICE)["09/first"]
    assert [(o.id, o.text, o.right, o.feedback, o.missed) for o in made.options] == [
        ("stalin", "Stalin", True, "He signed.", "He signed."),
        ("soong", "T. V. Soong", False, "He did not.", "He did not."),
    ]
    assert made.several is False and made.grounds.facts == (FACT,)


def test_a_match_has_pairs_with_words_for_foreseen_mistakes_and_extras(tmp_path):
    made = from_toml(tmp_path, MATCH)["09/first"]
    assert [(p.id, p.left, p.right, p.otherwise, dict(p.wrong)) for p in made.pairs] == [
        ("asked", "Chiang", "would concur", "Look again.", {"acted": "That is Roosevelt.", "nobody": "Nobody."}),
        ("acted", "Roosevelt", "would take measures", "Look again.", {}),
    ]
    assert [(extra.id, extra.text, extra.right) for extra in made.extras] == [("nobody", "would sign", False)]


def test_an_order_has_items_of_which_some_may_share_a_place(tmp_path):
    made = from_toml(tmp_path, ORDER)["09/first"]
    assert [(item.id, item.place) for item in made.items] == [("begun", 1), ("departed", 2), ("interrupted", 2)]


def test_a_mark_has_targets_with_what_may_be_marked_around_them_and_decoys(tmp_path):
    made = from_toml(tmp_path, MARK)["09/first"]
    (target,), (decoy,) = made.targets, made.decoys
    assert (target.span.text, target.within.text) == ("Chinese Eastern Railroad", "the Chinese Eastern Railroad")
    assert (decoy.span.text, decoy.feedback) == ("the war against Japan", "What it was about.")
    assert (made.passages, made.outside) == (("editors-note-1",), "Not these.")


def test_without_passages_the_blocks_of_the_targets_are_shown(tmp_path):
    shorter = MARK.replace('passages = ["editors-note-1"]\n', "")
    assert from_toml(tmp_path, shorter)["09/first"].passages == ("editors-note-1",)


def test_the_words_around_a_target_are_those_that_hold_it_also_where_they_stand_twice(tmp_path):
    twice = MARK.replace('quote = "Chinese Eastern Railroad"\n  within = "the Chinese Eastern Railroad"',
                         'quote = "Moscow"\n  prefix = "begun at "\n  within = "at Moscow"')  # fmt: skip
    (target,) = from_toml(tmp_path, twice)["09/first"].targets
    assert target.within.start == target.span.start - 3
    around = MARK.replace('quote = "Chinese Eastern Railroad"\n  within = "the Chinese Eastern Railroad"',
                          'quote = "return to Moscow"\n  within = "to Moscow"')  # fmt: skip
    with pytest.raises(FruskitError, match="“to Moscow” does not hold “return to Moscow”"):
        from_toml(tmp_path, around)
    stands_twice = MARK.replace('quote = "Chinese Eastern Railroad"\n  within = "the Chinese Eastern Railroad"',
                                'quote = "Stalin"\n  suffix = "’s return"\n  within = "Stalin"')  # fmt: skip
    (target,) = from_toml(tmp_path, stands_twice)["09/first"].targets
    assert target.within == target.span


def test_the_evidence_of_an_exercise_is_that_of_all_its_parts_once_each(tmp_path):
    words = {kind: [span.text for span in from_toml(tmp_path / kind, toml)["09/first"].evidence]
             for kind, toml in (("choice", CHOICE), ("match", MATCH), ("order", ORDER), ("mark", MARK))}  # fmt: skip
    assert words == {
        "choice": ["signed by Stalin, Roosevelt, and Churchill", "Prime Minister T. V. Soong"],
        "match": ["the concurrence of Generalissimo Chiang Kai-shek"],
        "order": ["were begun at Moscow on June 30"],
        "mark": ["Chinese Eastern Railroad"],
    }


def test_lessons_come_in_the_order_of_their_files_and_exercises_in_that_of_their_entries(tmp_path):
    second = CHOICE.replace('id = "first"', 'id = "second"').replace('notebook = "09-trial"', "")
    made = from_toml(tmp_path, MATCH + second, ORDER)
    assert list(made) == ["09/first", "09/second", "10/first"]


def test_the_version_of_an_exercise_changes_with_any_of_its_words_and_with_nothing_else(tmp_path):
    version = from_toml(tmp_path / "a", CHOICE)["09/first"].version
    assert len(version) == 12
    assert from_toml(tmp_path / "b", "# a comment\n" + CHOICE + "\n")["09/first"].version == version
    for number, (old, new) in enumerate([("He signed.", "He did sign."), ("One.", "1."), ("right = true", "right = true ")]):
        changed = from_toml(tmp_path / str(number), CHOICE.replace(old, new))["09/first"].version
        assert (changed == version) == (new.strip() == old)


# --- what is refused


def refusal(folder, toml):
    with pytest.raises(FruskitError) as told:
        from_toml(folder, toml)
    assert told.value.where.startswith("data/exercises/09.toml"), "the file is named"
    assert told.value.remedy, "the remedy is named"
    return str(told.value)


PLACED = "data/exercises/09.toml, exercise “first”: "


@pytest.mark.parametrize(
    "toml, old, new, told",
    [
        (CHOICE, 'kind = "choice"', 'kind = "chose"', PLACED + "the kind “chose” is not known. Choose one of choice, match, order, mark."),
        (CHOICE, 'kind = "choice"', "kind = 1", PLACED + "its “kind” is not text. Write kind ="),
        (CHOICE, 'skill = "close reading"', 'skill = "reading"', PLACED + "the skill “reading” is not known. Choose one of sourcing,"),
        (CHOICE, 'title = "A title"\n', "", PLACED + "it has no “title”. Add a line: title ="),
        (CHOICE, 'prompt = "A question?"', "prompt = false", PLACED + "its “prompt” is not text"),
        (CHOICE, 'right = "All right."\n', "", PLACED + "it has no “right”"),
        (CHOICE, 'next = "Go on."', "next = 2", PLACED + "its “next” is not text"),
        (CHOICE, 'hints = ["One.", "Two."]', 'hints = "One."', PLACED + "its “hints” is not a list"),
        (CHOICE, 'hints = ["One.", "Two."]', "hints = [1]", PLACED + "its “hints” is not a list of texts"),
        (CHOICE, 'id = "first"\n', "", "data/exercises/09.toml, exercise number 1: it has no “id”"),
        (CHOICE, 'id = "first"', "id = 1", "data/exercises/09.toml, exercise “1”: its “id” is not text"),
        (CHOICE, "[{ quote = \"signed by", '[{ quote = "signed for', PLACED + "“signed for Stalin, Roosevelt, and Churchill” is not in the text. Nearest: “signed by Stalin"),
        (CHOICE, '"signed by Stalin, Roosevelt, and Churchill"', '"Roosevelt"', PLACED + "“Roosevelt” stands in 2 places"),
        (CHOICE, '{ quote = "signed by Stalin, Roosevelt, and Churchill" }', '"signed"', PLACED + "its “evidence” is not a list of tables"),
        (CHOICE, '{ quote = "signed by Stalin, Roosevelt, and Churchill" }', '{ quotation = "signed" }', PLACED + "it has no “quote”"),
        (CHOICE, '{ context = "begun" }', '{ context = "began" }', PLACED + "the fact “began” is not in data/context.toml. Add"),
        (CHOICE, '{ context = "begun" }', "{ context = [1] }", PLACED + "its “context” is not text"),
        (CHOICE, "right = true", "right = 1", PLACED + "its “right” is not true or false"),
        (CHOICE, "  right = true\n", "", PLACED + "0 of its 2 options are right. One must be"),
        (CHOICE, '  id = "soong"', '  id = "soong"\n  right = true', PLACED + "2 of its 2 options are right"),
        (CHOICE, '  id = "soong"', '  id = "stalin"', PLACED + "the option id “stalin” is used twice"),
        (CHOICE, '  feedback = "He did not."\n', "", PLACED + "it has no “feedback”"),
        (CHOICE, 'kind = "choice"', 'kind = "choice"\nseveral = "yes"', PLACED + "its “several” is not true or false"),
        (CHOICE, '  text = "Stalin"', "  text = 3", PLACED + "its “text” is not text"),
        (MATCH, "wrong = { acted", "wrong = { acted2", PLACED + "pair “asked” speaks of “acted2”, which is no pair or extra. Choose one of asked, acted, nobody."),
        (MATCH, 'nobody = "Nobody."', "nobody = 1", PLACED + "its “nobody” is not text"),
        (MATCH, 'wrong = { acted = "That is Roosevelt.", nobody = "Nobody." }', 'wrong = "no"', PLACED + "its “wrong” is not a table"),
        (MATCH, 'id = "nobody"', 'id = "acted"', PLACED + "the pair or extra id “acted” is used twice"),
        (MATCH, 'otherwise = "Look again."\n', "", PLACED + "it has no “otherwise”"),
        (MATCH, 'evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }]', "", PLACED + "no words of the text decide it. Give it, or its parts, evidence ="),
        (ORDER, "place = 1", "place = 2", PLACED + "its items have no order. Give them different places"),
        (ORDER, "place = 1", 'place = "first"', PLACED + "its “place” is not a whole number"),
        (ORDER, "place = 1", "place = true", PLACED + "its “place” is not a whole number"),
        (ORDER, "  place = 1\n", "", PLACED + "it has no “place”"),
        (ORDER, 'id = "departed"', 'id = "begun"', PLACED + "the item id “begun” is used twice"),
        (MARK, 'quote = "Chinese Eastern Railroad"', 'quote = "Chinese Eastern Railway"', PLACED + "“Chinese Eastern Railway” is not in the text. Nearest: “Chinese Eastern Railroad”"),
        (MARK, 'within = "the Chinese Eastern Railroad"', 'within = "the South Manchurian Railroad"', PLACED + "“the South Manchurian Railroad” does not hold “Chinese Eastern Railroad”"),
        (MARK, 'within = "the Chinese Eastern Railroad"', "within = 1", PLACED + "its “within” is not text"),
        (MARK, 'passages = ["editors-note-1"]', 'passages = ["editors-note-2"]', PLACED + "“Chinese Eastern Railroad” (editors-note-1, 240–264) is outside the passages shown. Add “editors-note-1” to passages."),
        (MARK, 'passages = ["editors-note-1"]', 'passages = ["editors-note"]', PLACED + "it has no block “editors-note”. Nearest:"),
        (MARK, 'passages = ["editors-note-1"]', 'passages = "editors-note-1"', PLACED + "its “passages” is not a list"),
        (MARK, 'passages = ["editors-note-1"]', 'passages = [["a"]]', PLACED + "its “passages” is not a list of texts"),
        (MARK, 'quote = "the war against Japan"', 'quote = "The China Tangle"', PLACED + "“The China Tangle” (ch11subch1fn3"),
        (MARK, '  feedback = "What it was about."\n', "", PLACED + "it has no “feedback”"),
        (MARK, '  missed = "A railroad is missing."\n', "", PLACED + "it has no “missed”"),
        (MARK, 'outside = "Not these."\n', "", PLACED + "it has no “outside”"),
        (MARK, 'notebook = "09-trial"\n', "", "data/exercises/09.toml: it has no “notebook”. Add"),
        (MARK, 'notebook = "09-trial"', "notebook = 9", "data/exercises/09.toml: its “notebook” is not text"),
        (MARK, "[[exercise]]", "[[exercise", "data/exercises/09.toml: it is not valid TOML ("),
    ],
)  # fmt: skip
def test_a_faulty_exercise_is_refused_with_file_exercise_and_remedy(tmp_path, toml, old, new, told):
    assert old in toml
    assert told in refusal(tmp_path, toml.replace(old, new, 1))


@pytest.mark.parametrize(
    "tail, told",
    [
        ('kind = "choice"', "it has no “option”"),
        ('kind = "choice"\noption = 3', "its “option” is not a list"),
        ('kind = "choice"\noption = ["a", "b"]', "its “option” is not a list of tables"),
        ('kind = "choice"\noption = []', "0 of its 0 options are right"),
        ('kind = "match"', "it has no “pair”"),
        ('kind = "match"\npair = []', "it has fewer than two pairs"),
        ('kind = "match"\npair = []\nextra = 3', "its “extra” is not a list"),
        ('kind = "order"', "it has no “item”"),
        ('kind = "order"\nitem = []', "its items have no order"),
        ('kind = "mark"\noutside = "x"', "it has no “target”"),
        ('kind = "mark"\noutside = "x"\ntarget = []', "it has no target"),
        ('kind = "mark"\noutside = "x"\ntarget = []\ndecoy = 1', "its “decoy” is not a list"),
    ],
)
def test_an_exercise_without_its_parts_is_refused(tmp_path, tail, told):
    assert PLACED + told in refusal(tmp_path, HEAD + tail)


@pytest.mark.parametrize(
    "toml, told",
    [
        ("", "it has no “exercise”"),
        ('notebook = "x"', "it has no “exercise”"),
        ('notebook = "x"\nexercise = 3', "its “exercise” is not a list"),
        ('notebook = "x"\nexercise = [1, "two"]', "its “exercise” is not a list of tables"),
        ("notebook = ", "it is not valid TOML ("),
        ("notebook = " + "[" * 5000, "it is not valid TOML ("),
    ],
)
def test_a_file_that_is_no_lesson_is_refused(tmp_path, toml, told):
    assert "data/exercises/09.toml: " + told in refusal(tmp_path, toml)


def test_an_id_used_twice_in_a_lesson_is_refused(tmp_path):
    again = ORDER.replace('notebook = "09-trial"', "")
    assert PLACED + "its id is used twice. Give one of the two another id." in refusal(tmp_path, CHOICE + again)


def test_a_faulty_exercise_is_left_out_and_the_others_kept_where_faults_are_collected(tmp_path):
    problems = []
    faulty = ORDER.replace('notebook = "09-trial"', "").replace('id = "first"', 'id = "bad"').replace("place = 1", "place = 2")
    made = from_toml(tmp_path, CHOICE + faulty, "no toml", MARK, problems=problems)
    assert list(made) == ["09/first", "11/first"]
    assert [problem.where for problem in problems] == ["data/exercises/09.toml, exercise “bad”", "data/exercises/10.toml"]


def test_a_kit_without_exercises_has_none(tmp_path):
    assert load(Kit(tmp_path), fruskit.load(), Annotations((), {})) == {}


# --- by name


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A whole kit of one lesson, in which the test works."""
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("exercises"))
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data" / "exercises").mkdir()
    path = tmp_path / "data" / "exercises" / "09.toml"
    path.write_text(MATCH, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return path


def test_an_exercise_is_had_by_its_id(kit):
    assert fruskit.exercise("09/first").kind == "match"


def test_an_unknown_id_is_refused_with_the_nearest(kit):
    with pytest.raises(FruskitError, match="there is no exercise “09/frist”. Nearest: “09/first”."):
        fruskit.exercise("09/frist")
    with pytest.raises(FruskitError, match="there is no exercise “xyz”. There are 1 exercises."):
        fruskit.exercise("xyz")


def test_a_faulty_exercise_says_what_is_wrong_with_it_and_does_not_stop_the_others(kit):
    faulty = ORDER.replace('notebook = "09-trial"', "").replace('id = "first"', 'id = "bad"').replace("place = 1", "place = 2")
    kit.write_text(MATCH + faulty, encoding="utf-8")
    with pytest.raises(FruskitError, match="09.toml, exercise “bad”: its items have no order"):
        fruskit.exercise("09/bad")
    assert fruskit.exercise("09/first").title == "A title"


def test_an_exercise_of_a_file_that_cannot_be_read_says_so(kit):
    kit.write_text(MATCH[:-40], encoding="utf-8")
    with pytest.raises(FruskitError, match="09.toml: it is not valid TOML"):
        fruskit.exercise("09/first")


def test_a_changed_file_shows_at_the_next_call(kit):
    assert fruskit.exercise("09/first").title == "A title"
    kit.write_text(MATCH.replace("A title", "Another"), encoding="utf-8")
    assert fruskit.exercise("09/first").title == "Another"


def test_the_four_kinds_and_six_skills_are_known():
    assert KINDS == ("choice", "match", "order", "mark")
    assert len(SKILLS) == 6
