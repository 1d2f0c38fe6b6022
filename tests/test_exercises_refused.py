"""Exercises that could not be answered or explained are refused, each so that a historian can mend it."""

from entries import CHOICE, from_toml, HEAD, lesson, MARK, MATCH, ORDER, refusal
import fruskit
from fruskit.author.templates import template
from fruskit.claims.annotations import Annotations
from fruskit.exercises import load
from fruskit.kit.folder import Kit
import pytest

PLACE = "data/exercises/09.toml, exercise “first”"
PLACED = PLACE + ": "


@pytest.mark.parametrize(
    "toml, old, new, told",
    [
        (
            CHOICE,
            'kind = "choice"',
            'kind = "chose"',
            PLACE
            + ', kind: "chose" is not one of the words allowed. Choose from choice, date, decode, emend,',
        ),
        (
            CHOICE,
            'kind = "choice"',
            "kind = 1",
            PLACE
            + ", kind: 1 is not one of the words allowed. Choose from choice, date, decode, emend, mark,",
        ),
        (
            CHOICE,
            'skill = "close reading"',
            'skill = "reading"',
            PLACE
            + ', skill: "reading" is not one of the words allowed. Choose from sourcing, close reading,',
        ),
        (CHOICE, 'title = "A title"\n', "", PLACED + "it has no “title”. Add a line: title ="),
        (
            CHOICE,
            'prompt = "A question?"',
            "prompt = false",
            PLACE
            + ", prompt: it is not text in quotation marks. Write it between quotation marks.",
        ),
        (CHOICE, 'right = "All right."\n', "", PLACED + "it has no “right”"),
        (
            CHOICE,
            'next = "Go on."',
            "next = 2",
            PLACE + ", next: it is not text in quotation marks. Write it between quotation marks.",
        ),
        (
            CHOICE,
            'hints = ["One.", "Two."]',
            'hints = "One."',
            PLACE + ', hints: it is not a list. Write ["…", "…"].',
        ),
        (
            CHOICE,
            'hints = ["One.", "Two."]',
            "hints = [1]",
            PLACE
            + ", hints number 1: it is not text in quotation marks. Write it between quotation marks.",
        ),
        (CHOICE, 'id = "first"\n', "", "data/exercises/09.toml, exercise number 1: it has no “id”"),
        (
            CHOICE,
            'id = "first"',
            "id = 1",
            "data/exercises/09.toml, exercise number 1, id: it is not text in quotation marks.",
        ),
        (
            CHOICE,
            '[{ quote = "signed by',
            '[{ quote = "signed for',
            PLACED
            + "“signed for Stalin, Roosevelt, and Churchill” is not in the text. Nearest: “signed by Stalin",
        ),
        (
            CHOICE,
            '"signed by Stalin, Roosevelt, and Churchill"',
            '"Roosevelt"',
            PLACED + "“Roosevelt” appears in 2 places",
        ),
        (
            CHOICE,
            '{ quote = "signed by Stalin, Roosevelt, and Churchill" }',
            '"signed"',
            PLACE + ", evidence number 1: it is not a table. Write { … }.",
        ),
        (
            CHOICE,
            '{ quote = "signed by Stalin, Roosevelt, and Churchill" }',
            '{ quotation = "signed" }',
            PLACE
            + ", evidence number 1: “quotation” has no place here. It may have quote, prefix, suffix, block,",
        ),
        (
            CHOICE,
            'Stalin, Roosevelt, and Churchill" }',
            'Stalin, Roosevelt, and Churchill", block = "editors-note-2" }',
            PLACED
            + "“signed by Stalin, Roosevelt, and Churchill” is not in editors-note-2, but in editors-note-1. Correct the block.",
        ),
        (
            CHOICE,
            '" }, { context',
            '", context',
            PLACED + "an evidence has both quote and context. Write two: [{ quote = ",
        ),
        (
            CHOICE,
            '{ context = "begun" }',
            '{ context = "began" }',
            PLACED + "the fact “began” is not in data/context.toml. Add",
        ),
        (
            CHOICE,
            '{ context = "begun" }',
            "{ context = [1] }",
            PLACE + ", evidence number 2, context: it is not text in quotation marks.",
        ),
        (
            CHOICE,
            "right = true",
            "right = 1",
            PLACE
            + ", option “stalin”, right: it is not true or false. Write true or false, without quotation",
        ),
        (CHOICE, "  right = true\n", "", PLACED + "0 of its 2 options are right. One must be"),
        (
            CHOICE,
            '  id = "soong"',
            '  id = "soong"\n  right = true',
            PLACED + "2 of its 2 options are right",
        ),
        (
            CHOICE,
            '  id = "soong"',
            '  id = "stalin"',
            "the id “stalin” is used twice",
        ),
        (
            CHOICE,
            'text = "T. V. Soong"',
            'text = "Stalin"',
            PLACED
            + "two of its options read “Stalin”. No one can tell them apart: change one, or take it out.",
        ),
        (
            CHOICE,
            '  tell = "He did not."\n',
            "",
            PLACE + ", option “soong”: it has no “tell”. Add a line: tell = …",
        ),
        (
            CHOICE,
            'kind = "choice"',
            'kind = "choice"\nseveral = "yes"',
            PLACE
            + ", several: it is not true or false. Write true or false, without quotation marks.",
        ),
        (
            CHOICE,
            '  text = "Stalin"',
            "  text = 3",
            PLACE
            + ", option “stalin”, text: it is not text in quotation marks. Write it between quotation marks.",
        ),
        (
            MATCH,
            "wrong = { acted",
            "wrong = { acted2",
            PLACED
            + "pair “asked” speaks of “acted2”, which is no pair or extra. Choose one of asked, acted, nobody.",
        ),
        (
            MATCH,
            "wrong = { acted",
            "wrong = { asked",
            PLACE
            + ": pair “asked” speaks of “asked” as wrong, which is right for it. Say it in tell, or name",
        ),
        (
            MATCH,
            'nobody = "Nobody."',
            "nobody = 1",
            PLACE + ", pair “asked”, wrong, nobody: it is not text in quotation marks.",
        ),
        (
            MATCH,
            'wrong = { acted = "That is Roosevelt.", nobody = "Nobody." }',
            'wrong = "no"',
            PLACE
            + ", pair “asked”, wrong: it is not a table. Write [exercise.pair.wrong], or { … } in a line.",
        ),
        (
            MATCH,
            'id = "nobody"',
            'id = "acted"',
            PLACED + "the pair or extra id “acted” is used twice",
        ),
        (
            MATCH,
            'left = "Roosevelt"',
            'left = "Chiang "',
            PLACED + "two of its lefts read “Chiang”",
        ),
        (
            MATCH,
            'text = "would sign"',
            'text = "would concur"',
            PLACED + "two of its rights and extras read “would concur”",
        ),
        (
            MATCH,
            'point = "Look again."\n',
            "",
            PLACE + ", pair “asked”: it has no “point”. Add a line: point = …",
        ),
        (
            MATCH,
            'evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }]',
            "",
            PLACED + "no words of the text decide it. Give it, or its parts, evidence =",
        ),
        (
            ORDER,
            "place = 1",
            "place = 2",
            PLACED + "its items have no order. Give them different places",
        ),
        (
            ORDER,
            "place = 1",
            'place = "first"',
            PLACE
            + ", item “begun”, place: it is not a whole number. Write a number such as 2, without quotation",
        ),
        (
            ORDER,
            "place = 1",
            "place = true",
            PLACE
            + ", item “begun”, place: it is not a whole number. Write a number such as 2, without quotation",
        ),
        (
            ORDER,
            "  place = 1\n",
            "",
            PLACE + ", item “begun”: it has no “place”. Add a line: place = …",
        ),
        (ORDER, 'id = "departed"', 'id = "begun"', "the id “begun” is used twice"),
        (ORDER, 'text = "Departed"', 'text = "Begun"', PLACED + "two of its items read “Begun”"),
        (
            MARK,
            'quote = "Chinese Eastern Railroad"',
            'quote = "Chinese Eastern Railway"',
            PLACED
            + "“Chinese Eastern Railway” is not in the text. Nearest: “Chinese Eastern Railroad”",
        ),
        (
            MARK,
            'within = "the Chinese Eastern Railroad"',
            'within = "the South Manchurian Railroad"',
            PLACED + "“the South Manchurian Railroad” does not hold “Chinese Eastern Railroad”",
        ),
        (
            MARK,
            'within = "the Chinese Eastern Railroad"',
            "within = 1",
            PLACE
            + ", target “port”, within: it is not text in quotation marks. Write it between quotation marks.",
        ),
        (
            MARK,
            'passages = ["editors-note-1"]',
            'passages = ["editors-note-2"]',
            PLACED
            + "“Chinese Eastern Railroad” (editors-note-1, 240–264) is outside the passages shown. Add “editors-note-1” to passages.",
        ),
        (
            MARK,
            'passages = ["editors-note-1"]',
            'passages = ["editors-note"]',
            PLACED + "it has no block “editors-note”. Nearest:",
        ),
        (
            MARK,
            'passages = ["editors-note-1"]',
            'passages = "editors-note-1"',
            PLACE + ', passages: it is not a list. Write ["…", "…"].',
        ),
        (
            MARK,
            'passages = ["editors-note-1"]',
            'passages = [["a"]]',
            PLACE
            + ", passages number 1: it is not text in quotation marks. Write it between quotation marks.",
        ),
        (
            MARK,
            'quote = "the war against Japan"',
            'quote = "The China Tangle"',
            PLACED + "“The China Tangle” (ch11subch1fn3",
        ),
        (
            MARK,
            '  point = "What it was about."\n',
            "",
            PLACE + ", decoy number 1: it has no “point”. Add a line: point = …",
        ),
        (
            MARK,
            '  point = "A railroad is missing."\n',
            "",
            PLACE + ", target “port”: it has no “point”. Add a line: point = …",
        ),
        (MARK, 'outside = "Not these."\n', "", PLACED + "it has no “outside”"),
        (MARK, 'notebook = "09-trial"\n', "", "data/exercises/09.toml: it has no “notebook”. Add"),
        (
            MARK,
            'notebook = "09-trial"',
            "notebook = 9",
            "data/exercises/09.toml, notebook: it is not text in quotation marks.",
        ),
        (MARK, "[[exercise]]", "[[exercise", "data/exercises/09.toml: it is not valid TOML ("),
    ],
)
def test_a_faulty_exercise_is_refused_with_file_exercise_and_remedy(tmp_path, toml, old, new, told):
    assert old in toml
    assert told in refusal(tmp_path, toml.replace(old, new, 1))


@pytest.mark.parametrize(
    "tail, told",
    [
        ('kind = "choice"', "it has no “option”"),
        (
            'kind = "choice"\noption = 3',
            "option: it is not a list. Write [[exercise.option]], or [{ … }] in a line.",
        ),
        (
            'kind = "choice"\noption = ["a", "b"]',
            "option number 1: it is not a table. Write { … }.",
        ),
        ('kind = "choice"\noption = []', "0 of its 0 options are right"),
        ('kind = "match"', "it has no “pair”"),
        ('kind = "match"\npair = []', "it has fewer than two pairs"),
        (
            'kind = "match"\npair = []\nextra = 3',
            "extra: it is not a list. Write [[exercise.extra]], or [{ … }] in a line.",
        ),
        ('kind = "order"', "it has no “item”"),
        ('kind = "order"\nitem = []', "its items have no order"),
        ('kind = "mark"\noutside = "x"', "it has no “target”"),
        ('kind = "mark"\noutside = "x"\ntarget = []', "it has no target"),
        (
            'kind = "mark"\noutside = "x"\ntarget = []\ndecoy = 1',
            "decoy: it is not a list. Write [[exercise.decoy]], or [{ … }] in a line.",
        ),
    ],
)
def test_an_exercise_without_its_parts_is_refused(tmp_path, tail, told):
    refused = refusal(tmp_path, HEAD + tail)
    assert refused.startswith(PLACE) and told in refused


@pytest.mark.parametrize(
    "toml, told",
    [
        ("", "it has no “notebook”. Add a line at the top: notebook = …"),
        ('notebook = "x"', "it has no “exercise”"),
        (
            'notebook = "x"\nexercise = 3',
            "exercise: it is not a list. Write [[exercise]], or [{ … }] in a line.",
        ),
        (
            'notebook = "x"\nexercise = [1, "two"]',
            "exercise number 1: it is not a table. Write { … }.",
        ),
        ("notebook = ", "it is not valid TOML ("),
        ("notebook = " + "[" * 5000, "it is not valid TOML ("),
    ],
)
def test_a_file_that_is_no_lesson_is_refused(tmp_path, toml, told):
    assert told in refusal(tmp_path, toml)


def test_an_id_used_twice_in_a_lesson_is_refused(tmp_path):
    again = ORDER.replace('notebook = "09-trial"', "")
    assert PLACED + "the id “first” is used twice. Give one of them another." in refusal(
        tmp_path, CHOICE + again
    )


def test_a_faulty_exercise_is_left_out_and_the_others_kept_where_faults_are_collected(tmp_path):
    problems = []
    faulty = (
        ORDER.replace('notebook = "09-trial"', "")
        .replace('id = "first"', 'id = "bad"')
        .replace("place = 1", "place = 2")
    )
    made = from_toml(tmp_path, CHOICE + faulty, "no toml", MARK, problems=problems)
    assert list(made) == ["09/first", "11/first"]
    assert [problem.where for problem in problems] == [
        "data/exercises/09.toml, exercise “bad”",
        "data/exercises/10.toml",
    ]


def test_a_kit_without_exercises_has_none(tmp_path):
    assert load(Kit(tmp_path), fruskit.load(), Annotations((), {})) == {}


# --- the second step, and what is taken up again


@pytest.mark.parametrize(
    "old, new, told",
    [
        (
            '  prompt = "Mark the words that show it."\n',
            "",
            "proof: it has no “prompt”. Add a line: prompt = …",
        ),
        ('  outside = "These words do not show it."\n', "", "proof: it has no “outside”"),
        (
            "editors-note-1",
            "editors-note-2",
            "in its proof, “Prime Minister T. V. Soong as the principal Chinese participant” (editors-note-1",
        ),
        ("editors-note-1", "editors-note", "in its proof, it has no block “editors-note”"),
        (
            "Prime Minister T. V. Soong as the",
            "Prime Minister Soong as the",
            "in its proof, “Prime Minister Soong as the principal Chinese participant” is not in the text. Nearest:",
        ),
        (
            'within = "with Prime',
            'within = "on June 30, with Stalin, Prime',
            "in its proof, “on June 30, with Stalin",
        ),
        (
            '    point = "Read the sentence that',
            '    lost = "Look where',
            "proof, target “participant”: “lost” has no place here.",
        ),
        (
            "[[exercise.proof.target]]",
            "[[exercise.proof.goal]]",
            "proof: “goal” has no place here.",
        ),
        (
            "  [exercise.proof]",
            "  [[exercise.proof]]",
            "proof: it is not a table. Write [exercise.proof], or { … } in a line.",
        ),
    ],
)
def test_a_mistake_in_a_proof_is_refused_and_said_to_be_there(tmp_path, old, new, told):
    proof = template("proof")
    assert old in proof
    refused = refusal(tmp_path, CHOICE + proof.replace(old, new, 1))
    assert refused.startswith(PLACE) and told in refused


def test_a_proof_that_would_show_hidden_words_is_refused(tmp_path):
    told = refusal(tmp_path, lesson("reveal") + template("proof"))
    assert (
        "exercise “which-verb”: its proof shows editors-note-1, where words are hidden. Take the [exercise.proof] out"
        in told
    )


@pytest.mark.parametrize("again", ["first", "second", "third", "09/first"])
def test_an_exercise_that_takes_up_one_that_does_not_come_before_it_is_refused(tmp_path, again):
    toml = CHOICE.replace('id = "first"', f'id = "first"\nagain = "{again}"')
    second = CHOICE.replace('notebook = "09-trial"', "").replace('id = "first"', 'id = "second"')
    assert (
        f"{PLACED}it takes up “{again}”, which does not come before it. Name an exercise above it in this file, without “09/”."
        in refusal(tmp_path, toml + second)
    )


def test_an_exercise_that_takes_up_a_refused_one_is_not_blamed_for_it(tmp_path):
    faulty = CHOICE.replace("signed by Stalin", "signed for Stalin")
    second = CHOICE.replace('notebook = "09-trial"', "").replace(
        'id = "first"', 'id = "second"\nagain = "first"'
    )
    problems = []
    made = from_toml(tmp_path, faulty + second, problems=problems)
    assert list(made) == ["09/second"] and made["09/second"].again == "09/first"
    assert [problem.where for problem in problems] == ["data/exercises/09.toml, exercise “first”"]


def test_an_exercise_of_another_lesson_cannot_be_taken_up(tmp_path):
    elsewhere = CHOICE.replace('id = "first"', 'id = "second"\nagain = "first"')
    with pytest.raises(
        fruskit.FruskitError,
        match="data/exercises/10.toml, exercise “second”: it takes up “first”",
    ):
        from_toml(tmp_path, CHOICE, elsewhere)


def test_what_is_taken_up_again_is_named_by_text(tmp_path):
    toml = CHOICE.replace('id = "first"', 'id = "first"\nagain = 1')
    assert PLACE + ", again: it is not text" in refusal(tmp_path, toml)
