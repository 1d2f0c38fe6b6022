"""Exercises that could not be answered or explained are refused, each so that a historian can mend it."""

from entries import CHOICE, from_toml, HEAD, lesson, MARK, MATCH, ORDER, refusal
import fruskit
from fruskit.author.templates import template
from fruskit.claims.annotations import Annotations
from fruskit.exercises import load
from fruskit.kit.folder import Kit
from mistakes import mistakes
import pytest

PLACE = "data/exercises/09.toml, exercise “first”"
PLACED = PLACE + ": "
LESSONS = {"choice": CHOICE, "match": MATCH, "order": ORDER, "mark": MARK}


FAULTY = mistakes("""
choice: kind = "choice" → kind = "chose"
    , kind: "chose" is not one of the words allowed. Choose from choice, date, decode, emend,
choice: kind = "choice" → kind = 1
    , kind: 1 is not one of the words allowed. Choose from choice, date, decode, emend, mark,
choice: skill = "close reading" → skill = "reading"
    , skill: "reading" is not one of the words allowed. Choose from sourcing, close reading,
choice: title = "A title"⏎ →
    : it has no “title”. Add a line: title =
choice: prompt = "A question?" → prompt = false
    , prompt: it is not text in quotation marks. Write it between quotation marks.
choice: right = "All right."⏎ →
    : it has no “right”
choice: next = "Go on." → next = 2
    , next: it is not text in quotation marks. Write it between quotation marks.
choice: hints = ["One.", "Two."] → hints = "One."
    , hints: it is not a list. Write ["…", "…"].
choice: hints = ["One.", "Two."] → hints = [1]
    , hints number 1: it is not text in quotation marks. Write it between quotation marks.
choice: id = "first"⏎ →
    data/exercises/09.toml, exercise number 1: it has no “id”
choice: id = "first" → id = 1
    data/exercises/09.toml, exercise number 1, id: it is not text in quotation marks.
choice: [{ quote = "signed by → [{ quote = "signed for
    : “signed for Stalin, Roosevelt, and Churchill” is not in the text. Nearest: “signed by Stalin
choice: "signed by Stalin, Roosevelt, and Churchill" → "Roosevelt"
    : “Roosevelt” appears in 2 places
choice: { quote = "signed by Stalin, Roosevelt, and Churchill" } → "signed"
    , evidence number 1: it is not a table. Write { … }.
choice: { quote = "signed by Stalin, Roosevelt, and Churchill" } → { quotation = "signed" }
    , evidence number 1: “quotation” has no place here. It may have quote, prefix, suffix, block,
choice: Stalin, Roosevelt, and Churchill" } → Stalin, Roosevelt, and Churchill", block = "editors-note-2" }
    : “signed by Stalin, Roosevelt, and Churchill” is not in editors-note-2, but in editors-note-1. Correct the block.
choice: " }, { context → ", context
    : an evidence has both quote and context. Write two: [{ quote =
choice: { context = "begun" } → { context = "began" }
    : the fact “began” is not in data/context.toml. Add
choice: { context = "begun" } → { context = [1] }
    , evidence number 2, context: it is not text in quotation marks.
choice: right = true → right = 1
    , option “stalin”, right: it is not true or false. Write true or false, without quotation
choice:   right = true⏎ →
    : 0 of its 2 options are right. One must be
choice:   id = "soong" →   id = "soong"⏎  right = true
    : 2 of its 2 options are right
choice:   id = "soong" →   id = "stalin"
    the id “stalin” is used twice
choice: text = "T. V. Soong" → text = "Stalin"
    : two of its options read “Stalin”. No one can tell them apart: change one, or take it out.
choice:   tell = "He did not."⏎ →
    , option “soong”: it has no “tell”. Add a line: tell = …
choice: kind = "choice" → kind = "choice"⏎several = "yes"
    , several: it is not true or false. Write true or false, without quotation marks.
choice:   text = "Stalin" →   text = 3
    , option “stalin”, text: it is not text in quotation marks. Write it between quotation marks.
match: wrong = { acted → wrong = { acted2
    : pair “asked” speaks of “acted2”, which is no pair or extra. Choose one of asked, acted, nobody.
match: wrong = { acted → wrong = { asked
    : pair “asked” speaks of “asked” as wrong, which is right for it. Say it in tell, or name
match: nobody = "Nobody." → nobody = 1
    , pair “asked”, wrong, nobody: it is not text in quotation marks.
match: wrong = { acted = "That is Roosevelt.", nobody = "Nobody." } → wrong = "no"
    , pair “asked”, wrong: it is not a table. Write [exercise.pair.wrong], or { … } in a line.
match: id = "nobody" → id = "acted"
    : the pair or extra id “acted” is used twice
match: left = "Roosevelt" → left = "Chiang "
    : two of its lefts read “Chiang”
match: text = "would sign" → text = "would concur"
    : two of its rights and extras read “would concur”
match: point = "Look again."⏎ →
    , pair “asked”: it has no “point”. Add a line: point = …
match: evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }] →
    : no words of the text decide it. Give it, or its parts, evidence =
order: place = 1 → place = 2
    : its items have no order. Give them different places
order: place = 1 → place = "first"
    , item “begun”, place: it is not a whole number. Write a number such as 2, without quotation
order: place = 1 → place = true
    , item “begun”, place: it is not a whole number. Write a number such as 2, without quotation
order:   place = 1⏎ →
    , item “begun”: it has no “place”. Add a line: place = …
order: id = "departed" → id = "begun"
    the id “begun” is used twice
order: text = "Departed" → text = "Begun"
    : two of its items read “Begun”
mark: quote = "Chinese Eastern Railroad" → quote = "Chinese Eastern Railway"
    : “Chinese Eastern Railway” is not in the text. Nearest: “Chinese Eastern Railroad”
mark: within = "the Chinese Eastern Railroad" → within = "the South Manchurian Railroad"
    : “the South Manchurian Railroad” does not hold “Chinese Eastern Railroad”
mark: within = "the Chinese Eastern Railroad" → within = 1
    , target “port”, within: it is not text in quotation marks. Write it between quotation marks.
mark: passages = ["editors-note-1"] → passages = ["editors-note-2"]
    : “Chinese Eastern Railroad” (editors-note-1, 240–264) is outside the passages shown. Add “editors-note-1” to passages.
mark: passages = ["editors-note-1"] → passages = ["editors-note"]
    : it has no block “editors-note”. Nearest:
mark: passages = ["editors-note-1"] → passages = "editors-note-1"
    , passages: it is not a list. Write ["…", "…"].
mark: passages = ["editors-note-1"] → passages = [["a"]]
    , passages number 1: it is not text in quotation marks. Write it between quotation marks.
mark: quote = "the war against Japan" → quote = "The China Tangle"
    : “The China Tangle” (ch11subch1fn3
mark:   point = "What it was about."⏎ →
    , decoy number 1: it has no “point”. Add a line: point = …
mark:   point = "A railroad is missing."⏎ →
    , target “port”: it has no “point”. Add a line: point = …
mark: outside = "Not these."⏎ →
    : it has no “outside”
mark: notebook = "09-trial"⏎ →
    data/exercises/09.toml: it has no “notebook”. Add
mark: notebook = "09-trial" → notebook = 9
    data/exercises/09.toml, notebook: it is not text in quotation marks.
mark: [[exercise]] → [[exercise
    data/exercises/09.toml: it is not valid TOML (
""")


@pytest.mark.parametrize("kind, old, new, told", FAULTY)
def test_a_faulty_exercise_is_refused_with_file_exercise_and_remedy(tmp_path, kind, old, new, told):
    assert old in LESSONS[kind]
    refused = refusal(tmp_path, LESSONS[kind].replace(old, new, 1))
    assert (PLACE if told[0] in ",:" else "") + told in refused


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
