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


# --- the kinds of which a template is the example


def faulty(kind, old, new):
    """The lesson of that kind with one mistake in it, and the place that its refusal names."""
    toml = lesson(kind)
    assert old in toml, "the mistake is made in what the template says"
    id = template(kind).split('id = "', 1)[1].split('"')[0]
    return toml.replace(old, new, 1), f"data/exercises/09.toml, exercise “{id}”"


@pytest.mark.parametrize(
    "kind, old, new, told",
    [
        (
            "sort",
            '  id = "to-be-done"',
            '  id = "done"',
            "the id “done” is used twice. Give one of them another.",
        ),
        (
            "sort",
            'name = "still to be done"',
            'name = "reported as done"',
            "two of its bins read “reported as done”. No one can tell them apart: change one, or take it out.",
        ),
        (
            "sort",
            'text = "Obtaining Chiang’s concurrence"',
            'text = "Signing the agreement at Yalta"',
            "two of its items read “Signing the agreement at Yalta”",
        ),
        (
            "sort",
            'bin = "done"',
            'bin = "don"',
            "item “agreement” is for “don”, which is no bin. Choose one of done, to-be-done.",
        ),
        (
            "sort",
            'bin = "to-be-done"',
            'bin = "done"',
            "its items all belong in one bin. Add an item for another.",
        ),
        ("sort", '  bin = "done"\n', "", "item “agreement”: it has no “bin”. Add a line: bin = …"),
        (
            "sort",
            'name = "reported as done"',
            "name = 1",
            "bin “done”, name: it is not text in quotation marks. Write it between quotation marks.",
        ),
        ("sort", 'id = "talks"', 'id = "agreement"', "the id “agreement” is used twice"),
        (
            "sort",
            '  point = "Read the first',
            '  wrong = { never = "No." }\n  point = "Read the first',
            "item “agreement” speaks of “never”, which is no bin. Choose one of done, to-be-done.",
        ),
        (
            "sort",
            "signed by Stalin, Roosevelt",
            "signed by Stalin, Rosevelt",
            "“signed by Stalin, Rosevelt, and Churchill” is not in the text. Nearest: “signed by Stalin,",
        ),
        (
            "date",
            'date = "June 30"',
            'date = "June 31"',
            "its date “June 31”: June has no day 31. Give a day between 1 and 30.",
        ),
        (
            "date",
            'date = "February 11, 1945"',
            'date = "at Yalta"',
            "its date “at Yalta”: it is not read as a date. Write it as",
        ),
        (
            "date",
            '"August 14" =',
            '"30 June" =',
            "item “begun” speaks of its own date “June 30” as wrong. Say it in tell, or name another.",
        ),
        (
            "date",
            'date = ""',
            "date = 1945",
            "item “interrupted”, date: it is not text in quotation marks. Write it between quotation marks.",
        ),
        ("date", 'date = ""\n', "", "item “interrupted”: it has no “date”. Add a line: date = …"),
        (
            "date",
            "said = { year-assumed",
            "said = { year-guessed",
            "“year-guessed” is not a way in which dates differ. Choose one of doubt, year-assumed, year-missing, coarser, finer, undated.",
        ),
        (
            "date",
            '"August 14" =',
            '"the end" =',
            "its date “the end”: it is not read as a date. Write it as",
        ),
        (
            "date",
            '{ "August 14" = "On that day they were concluded. Look for their beginning." }',
            '{ "August 14" = 1 }',
            "item “begun”, wrong, August 14: it is not text in quotation marks.",
        ),
        (
            "date",
            'text = "The negotiations were begun"',
            'text = "The negotiations were interrupted"',
            "two of its items read “The negotiations were interrupted”",
        ),
        ("date", 'id = "begun"', 'id = "signing"', "the id “signing” is used twice"),
        (
            "date",
            '  point = "Read the first sentence as far as the place, and one step further."\n',
            "",
            "item “signing”: it has no “point”. Add a line: point = …",
        ),
        (
            "decode",
            'quote = "59 Stat. (2) 1823"',
            'quote = "59 Stat. (3) 1823"',
            "“59 Stat. (3) 1823” is not in the text. Nearest: “59 Stat. (2) 1823”",
        ),
        ("decode", 'name = "Page"', 'name = "Volume"', "two of its pieces read “Volume”"),
        (
            "decode",
            'text = "a statement of the Department"',
            'text = "Statutes at Large"',
            "two of its meanings and extras read “Statutes at Large”",
        ),
        ("decode", 'quote = "59 Stat. (2) 1823"', "", "it has no “quote”"),
        (
            "decode",
            'written = "(2)"',
            'written = "[2]"',
            "“[2]” is not a part of “59 Stat. (2) 1823”. Copy it to the letter.",
        ),
        (
            "decode",
            'written = "(2)"',
            'written = ""',
            "piece “part”, written: it is empty. Write something, or take the line out.",
        ),
        (
            "decode",
            'written = "1823"',
            'written = "2"',
            "“2” appears in several places of “59 Stat. (2) 1823”. Give the piece a prefix or a suffix: the characters before or after it.",
        ),
        (
            "decode",
            'written = "(2)"',
            'written = "2"\nprefix = "["',
            "“[2” is not a part of “59 Stat. (2) 1823”",
        ),
        (
            "decode",
            'accept = ["Stat"]',
            'accept = "Stat"',
            'piece “series”, accept: it is not a list. Write ["…", "…"].',
        ),
        (
            "decode",
            '  means = "Statutes at Large"',
            "",
            "it has extra meanings, and no piece has one. Give a piece means =",
        ),
        (
            "decode",
            'id = "statement"',
            'id = "series"',
            "the piece or extra id “series” is used twice",
        ),
        (
            "decode",
            'name = "Volume"\n',
            "",
            "piece “volume”: it has no “name”. Add a line: name = …",
        ),
        ("emend", 'quote = "4546"', 'quote = "45–46"', "“45–46” is not in the text"),
        ("emend", 'text = "456"', 'text = "45-6"', "two of its readings read “45-6”"),
        (
            "emend",
            "worth = 1.0",
            "worth = 0.9",
            "no reading of it is worth 1. Give the best one worth = 1.0.",
        ),
        (
            "emend",
            "worth = 0.25",
            "worth = 2.5",
            "reading number 2, worth: 2.5 is out of bounds. Write 1 or less.",
        ),
        (
            "emend",
            "worth = 0.25",
            "worth = -0.5",
            "reading number 2, worth: -0.5 is out of bounds. Write 0 or more.",
        ),
        (
            "emend",
            "worth = 0.25",
            "worth = nan",
            "reading number 2, worth: nan is out of bounds. Write 1 or less.",
        ),
        (
            "emend",
            "worth = 0.25",
            "worth = 2",
            "reading number 2, worth: 2 is out of bounds. Write 1 or less.",
        ),
        (
            "emend",
            "worth = 0.25",
            "worth = true",
            "reading number 2, worth: it is not a number. Write a number such as 0.5, without quotation",
        ),
        (
            "emend",
            "worth = 0.25",
            'worth = "low"',
            "reading number 2, worth: it is not a number. Write a number such as 0.5, without quotation",
        ),
        (
            "emend",
            '  id = "looks-odd"',
            '  id = "page-45-fits"',
            "the id “page-45-fits” is used twice",
        ),
        (
            "emend",
            'text = "A number of four digits looks odd"',
            'text = "Page 45 of volume II is about the same matter"',
            "two of its grounds read “Page 45 of volume II is about the same matter”",
        ),
        (
            "emend",
            'context = "page-45"',
            'context = "page-46"',
            "the fact “page-46” is not in data/context.toml",
        ),
        (
            "emend",
            'point = "It may be so.',
            'other = "It may be so.',
            "“other” has no place here. It may have id, kind, skill, level, title, prompt, hints, right, next,",
        ),
        (
            "reveal",
            'quote = "expressed its readiness"',
            'quote = "expressed its wish"',
            "“expressed its wish” is not in the text",
        ),
        (
            "reveal",
            'accept = ["declared its readiness"]',
            "accept = [1]",
            "gap “readiness”, accept number 1: it is not text in quotation marks.",
        ),
        (
            "reveal",
            '{ "agreed" = ',
            '{ "agreed" = 1, "b" = ',
            "gap “readiness”, wrong, agreed: it is not text in quotation marks.",
        ),
        (
            "reveal",
            '  tell = "To express',
            '  said = "To express',
            "gap “readiness”: “said” has no place here. It may have id, quote, prefix, suffix, block,",
        ),
        (
            "write",
            "least = 25",
            "least = 90",
            "its length does not go from least to most. For example least = 40, most = 120.",
        ),
        ("write", "least = 25", "least = 0", "least: 0 is out of bounds. Write 1 or more."),
        (
            "write",
            "least = 25",
            "least = 25.5",
            "least: it is not a whole number. Write a number such as 2, without quotation marks.",
        ),
        ("write", "most = 90\n", "", "it has no “most”"),
        (
            "write",
            "most = 90",
            "most = 39",
            "its model answer has 40 words, and 25 to 39 are asked for. Change its length, or least and most.",
        ),
        (
            "write",
            "least = 25",
            "least = 60",
            "its model answer has 40 words, and 60 to 90 are asked for",
        ),
        (
            "write",
            "“would take measures”",
            "“would take steps”",
            "its model answer quotes “would take steps”, which is not in the text. Correct it.",
        ),
        (
            "write",
            'quote = "President Roosevelt would',
            'quote = "President Truman would',
            "“President Truman would take measures to obtain that concurrence” is not in the text. Nearest:",
        ),
        (
            "write",
            '  point = "The condition is in the second sentence."\n',
            "",
            "target “concurrence”: it has no “point”. Add a line: point = …",
        ),
    ],
)
def test_a_mistake_in_an_entry_like_a_template_is_refused_with_its_remedy(
    tmp_path, kind, old, new, told
):
    toml, place = faulty(kind, old, new)
    assert (refused := refusal(tmp_path, toml)).startswith(place) and told in refused


@pytest.mark.parametrize(
    "tail, told",
    [
        ('kind = "sort"', "it has no “bin”"),
        ('kind = "sort"\nbin = []', "it has no “item”"),
        ('kind = "sort"\nbin = []\nitem = []', "it has fewer than two bins"),
        ('kind = "sort"\nbin = [1]\nitem = []', "bin number 1: it is not a table. Write { … }."),
        ('kind = "date"', "it has no “item”"),
        ('kind = "date"\nitem = []', "it has no item. Add an [[exercise.item]]."),
        (
            'kind = "date"\nitem = "June 30"',
            "item: it is not a list. Write [[exercise.item]], or [{ … }] in a line.",
        ),
        ('kind = "decode"', "it has no “quote”. Add a line: quote = …"),
        (
            'kind = "decode"\nquote = "4546"\npiece = []',
            "it has no piece. Add an [[exercise.piece]].",
        ),
        ('kind = "emend"', "it has no “quote”. Add a line: quote = …"),
        ('kind = "emend"\nreading = []', "it has no “quote”. Add a line: quote = …"),
        (
            'kind = "emend"\nquote = "4546"\nreading = []\nground = []',
            "it has no “point”. Add a line: point = …",
        ),
        (
            'kind = "emend"\nquote = "4546"\npoint = "x"\nreading = [{ text = "45–46", worth = 1.0, tell = "x" }]\nground = []',
            "0 of its 0 grounds are right",
        ),
        ('kind = "reveal"', "it has no “gap”"),
        ('kind = "reveal"\ngap = []', "it has no gap. Add a [[exercise.gap]]."),
        ('kind = "write"', "it has no “least”"),
        (
            'kind = "write"\nleast = 1\nmost = 9\nmodel = "x"',
            "it has no “target”. Add a [[exercise.target]].",
        ),
    ],
)
def test_an_entry_like_a_template_without_its_parts_is_refused(tmp_path, tail, told):
    refused = refusal(tmp_path, HEAD + tail)
    assert refused.startswith(PLACE) and told in refused


def test_two_bins_of_one_id_are_refused_beside_others(tmp_path):
    more = '  [[exercise.bin]]\n  id = "done"\n  name = "over"\n'
    assert "the id “done” is used twice." in refusal(tmp_path, lesson("sort") + more)


def test_a_model_answer_may_be_as_short_or_as_long_as_an_answer(tmp_path):
    for number, (old, new) in enumerate([("least = 25", "least = 40"), ("most = 90", "most = 40")]):
        assert from_toml(tmp_path / str(number), faulty("write", old, new)[0])


def test_a_model_answer_that_quotes_nothing_is_refused(tmp_path):
    toml, place = faulty("write", "“would take measures”", "would take measures")
    toml = toml.replace(
        "“would require the concurrence of Generalissimo Chiang Kai-shek”",
        "would require the concurrence of Chiang",
    )
    assert place + ": its model answer quotes nothing. Let it quote" in refusal(tmp_path, toml)


def test_gaps_that_overlap_are_refused(tmp_path):
    more = """
  [[exercise.gap]]
  id = "other"
  quote = "readiness to conclude"
  tell = "Yes."
  point = "No."
"""
    assert "the gaps “readiness” and “other” overlap. Hide other words." in refusal(
        tmp_path, lesson("reveal") + more
    )
    twice = more.replace('id = "other"', 'id = "readiness"').replace(
        "readiness to conclude", "a pact of friendship and alliance with"
    )
    assert "the id “readiness” is used twice" in refusal(tmp_path, lesson("reveal") + twice)
    beside = more.replace("readiness to conclude", " to conclude")
    assert from_toml(tmp_path / "beside", lesson("reveal") + beside), (
        "side by side they do not overlap"
    )


def test_rights_may_read_alike_and_are_one_thing_to_choose(tmp_path):
    alike = MATCH.replace('right = "would take measures"', 'right = "would concur"')
    assert from_toml(tmp_path, alike.replace('acted = "That is Roosevelt.", ', ""))


@pytest.mark.parametrize(
    "old, new, told",
    [
        ('kind = "choice"', 'kind = "choice"\nopinion = 1', "opinion: it is not true or false"),
        (
            "  right = true\n",
            "  right = true\n",
            "an opinion is one of two or more options, none of them right. Take right and several out, or opinion.",
        ),
        (
            'kind = "choice"',
            'kind = "choice"\nseveral = true',
            "an opinion is one of two or more options",
        ),
        ('  id = "soong"', '  id = "stalin"', "the id “stalin” is used twice"),
        ('  text = "T. V. Soong"', '  text = "Stalin"', "two of its options read “Stalin”"),
    ],
)
def test_an_opinion_with_a_right_option_is_refused(tmp_path, old, new, told):
    toml = CHOICE if "right" in old else CHOICE.replace("  right = true\n", "")
    if "opinion" not in new:
        toml = toml.replace('kind = "choice"', 'kind = "choice"\nopinion = true')
    refused = refusal(tmp_path, toml.replace(old, new, 1))
    assert refused.startswith(PLACE) and told in refused


def test_an_opinion_of_one_option_is_none(tmp_path):
    one = CHOICE.split('  [[exercise.option]]\n  id = "soong"')[0].replace("  right = true\n", "")
    assert "an opinion is one of two or more options" in refusal(
        tmp_path, one.replace('kind = "choice"', 'kind = "choice"\nopinion = true')
    )


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
