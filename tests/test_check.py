"""`fruskit check` names every fault of a kit: file, entry and remedy."""

from pathlib import Path

from damage import change, told
from entries import lesson
from fruskit.author.check import check
from fruskit.author.templates import template
from mistakes import mistakes
import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_the_kit_as_it_is_has_no_problems(own_kit):
    report = check(own_kit)
    assert report.problems == []
    assert report.looked_at["exercises"] >= 18
    assert str(report).endswith(": no problems.")


def test_a_point_that_has_the_words_wanted_remains_to_be_reworded_and_is_no_problem(own_kit):
    point = "Read the first sentence from “signed by” on. The day follows the place."
    change(own_kit, "exercises/00.toml", point, "It was February 11, 1945")
    report = check(own_kit)
    assert report.problems == []
    assert (
        "data/exercises/00.toml, exercise “when-signed”, target “february-11”: to be reworded: its "
        "point has the words wanted, “February 11, 1945”." in report.remaining
    )


FAULTS = mistakes("""
annotations/provisions.toml: quote = "Port Arthur" → quote = "Port Artur"
    provisions.toml, provision “port-arthur” … Nearest: “Port Arthur” (editors-note-1, 223–234)
annotations/provisions.toml: quote = "Outer Mongolia" → quote = "Roosevelt"
    provision “outer-mongolia” … appears in 2 places
annotations/provisions.toml: kind = "condition" → kind = "wish"
    provision “concurrence-of-chiang”, kind … Choose from subject
annotations/provisions.toml: id = "dairen" → id = "port-arthur"
    provision “port-arthur” … used twice
annotations/provisions.toml: actor = "the agreement"⏎ →
    provision “outer-mongolia” … it has no “actor”
annotations/provisions.toml: actor = "the agreement" → actress = "the agreement"
    provision “outer-mongolia” … “actress” has no place here
annotations/provisions.toml: actor = "the agreement" → actor = 3
    provision “outer-mongolia” … not text in quotation marks
annotations/events.toml: date = "1945-02-11" → date = "1945-02-12"
    event “agreement-signed” … its words say 1945-02-11
annotations/events.toml: date = "1945-06-30" → date = "1945-06-29"
    event “negotiations-begun” … not the one in its words
annotations/events.toml: date = "" → date = "1945-07-14"
    event “stalin-departs” … its words give no date
annotations/events.toml: follows = "agreement-signed" → follows = "agreement"
    event “negotiations-begun” … which is no event
annotations/sources.toml: work = "feis-china-tangle" → work = "feis"
    citation “feis-china-tangle” … not in data/bibliography.json
annotations/sources.toml: note = "ch11subch1fn3" → note = "ch11subch1fn2"
    citation “relations-with-china-116” … are in ch11subch1fn3
annotations/people-and-places.toml: id = "soong" → id = "sung"
    ch11subch1.xml, editors-note-1 … #soong
context.toml: work = "dafp-8" → work = "dafp-9"
    fact “sakhalin-and-kurils” … not in data/bibliography.json
bibliography.json: "id": "feis-china-tangle" → "id": "feis"
    citation “feis-china-tangle” … the work “feis-china-tangle” is not in data/bibliography.json
bibliography.json: "id": "feis-china-tangle" → "id": "feis"
    data/bibliography.json, entry “feis” … no note, fact or lesson cites it
bibliography.json: [[1953]] → [["1953"]]
    entry “feis-china-tangle” … it is not a whole number
annotations/silences.toml: "Sakhalin" → "Soviet union"
    silences.toml, silence “sakhalin-and-the-kurils” … “Soviet union” is in the text (ch11subch1-head)
annotations/silences.toml: "stalin-asks-to-wait" → "stalin-asks"
    silence “advice-from-stalin” … the fact “stalin-asks” is not in data/context.toml
annotations/silences.toml: searches = ["July" → search = ["July"
    silence “dates-of-interruption-and-resumption” … it has no “searches”
annotations/people-and-places.toml: "meet-at-changchun"] → "meet-at"]
    people-and-places.toml, place “chinese-eastern-railroad” … the fact “meet-at” is not in data/context.toml
map.svg: >Yalta< → >Jalta<
    data/map.svg … Nearest: “Yalta”
context.toml: standing = "read" → standing = "certain"
    context.toml … Choose from read
exercises/02.toml: kind = "mark" → kind = "underline"
    exercise “five-subjects” … Choose from choice
exercises/02.toml: { context = "harriman-at-yalta" } → { context = "formula" }
    exercise “second-witness” … the fact “formula” is not in data/context.toml
exercises/02.toml: id = "five-subjects" → id = "who-signed"
    exercise “who-signed” … used twice
ch11subch1.xml: corresp="#sic-4546" → corresp="#sic-9"
    choice “sic-4546” … it has no reason
ch11subch1.xml: Port Arthur → Port Artur
    provision “port-arthur” … is not in the text
""")


@pytest.mark.parametrize("name, old, new, what", FAULTS)
def test_a_fault_is_named_with_its_file_its_entry_and_what_to_do(own_kit, name, old, new, what):
    change(own_kit, name, old, new)
    problems = told(own_kit)
    assert any(all(part in one for part in what.split(" … ")) for one in problems), problems


# --- files


@pytest.mark.parametrize(
    "name",
    [
        "context.toml",
        "bibliography.json",
        "ch11subch1.xml",
        "annotations/events.toml",
    ],
)
def test_a_missing_file_is_one_problem_that_names_it(own_kit, name):
    (own_kit.data / name).unlink()
    missing = [
        problem
        for problem in told(own_kit)
        if Path(name).name in problem or "no XML file" in problem
    ]
    assert missing


@pytest.mark.parametrize(
    "name",
    [
        "context.toml",
        "bibliography.json",
        "ch11subch1.xml",
        "annotations/events.toml",
        "exercises/02.toml",
    ],
)
def test_a_truncated_file_is_named_and_the_rest_is_still_checked(own_kit, name):
    path = own_kit.data / name
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) * 2 // 3 + 1])
    assert any(Path(name).name in problem for problem in told(own_kit)), told(own_kit)


@pytest.mark.parametrize(
    "old, new, what",
    [
        ("[[exercise]]", "[[exercise", "02.toml: it is not valid TOML ("),
        (
            "Before you begin",
            "\udc93Before you begin\udc94",
            "02.toml, line 11: it is not UTF-8 text. Save the file as UTF-8.",
        ),
        (
            'notebook = "',
            'notbook = "',
            "02.toml: it has no “notebook”. Add a line at the top: notebook = …",
        ),
        (
            'id = "who-signed"',
            'Id = "who-signed"',
            "02.toml, exercise number 2: it has no “id”. Add a line: id = …",
        ),
    ],
)
def test_of_exercises_hidden_by_a_fault_of_their_file_that_fault_alone_is_told(
    own_kit, old, new, what
):
    path = own_kit.data / "exercises" / "02.toml"
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    problems = told(own_kit)
    assert any(f"data/exercises/{what}" in problem for problem in problems), problems
    assert not any(problem.startswith("notebooks/") for problem in problems)


@pytest.mark.parametrize(
    "toml, told_first",
    [
        (
            lesson("choice").replace("[[exercise]]", "[exercise]"),
            ", exercise: it is not a list. Write [[exercise]], or [{ … }] in a line.",
        ),
        (
            lesson("choice").replace("[[exercise.option]]", "[[option]]"),
            ": “option” belongs to [[exercise]]. Write [[exercise.option]].",
        ),
        (
            lesson("choice") + template("proof").replace("[exercise.proof]", "[proof]"),
            ": “proof” belongs to [[exercise]]. Write [exercise.proof].",
        ),
        (
            'title = "Early"\n' + lesson("choice"),
            ": “title” belongs to [[exercise]]. Write title below [[exercise]].",
        ),
        ('notebook = "09-trial"', ": it has no “exercise”. Add a [[exercise]]."),
    ],
)
def test_brackets_that_are_missing_or_misplaced_are_told_as_such(own_kit, toml, told_first):
    (own_kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    assert f"data/exercises/09.toml{told_first}" in told(own_kit)


def test_a_notebook_that_is_not_there_is_told_once_for_all_its_exercises(own_kit):
    change(
        own_kit,
        "exercises/02.toml",
        'notebook = "02-yalta-provisions"',
        'notebook = "02-yalta-provisions.ipynb"',
    )
    names = ", ".join(sorted(path.stem for path in own_kit.notebooks.rglob("*.ipynb")))
    assert told(own_kit) == [
        "data/exercises/02.toml: there is no notebooks/02-yalta-provisions.ipynb.ipynb. "
        f"Add it, or name one that is there, without .ipynb: {names}."
    ]


@pytest.mark.parametrize("raw", ["{", "[]"])
def test_a_notebook_that_cannot_be_read_is_told_and_not_that_it_shows_nothing(own_kit, raw):
    (own_kit.notebooks / "02-yalta-provisions.ipynb").write_text(raw, encoding="utf-8")
    assert [problem.where for problem in check(own_kit).problems] == [
        "notebooks/02-yalta-provisions.ipynb"
    ]


def test_an_exercise_of_a_wrong_id_is_not_asked_to_be_shown_by_it(own_kit):
    change(own_kit, "exercises/02.toml", 'id = "left-out"', 'id = "Left out"')
    assert not any('fruskit.exercise("02/Left out")' in problem for problem in told(own_kit))


def test_a_notebook_that_shows_an_unknown_exercise_is_named(own_kit):
    path = own_kit.notebooks / "02-yalta-provisions.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("02/who-signed", "02/who-signd"), encoding="utf-8"
    )
    problems = told(own_kit)
    assert any(
        "notebooks/02-yalta-provisions.ipynb: it shows the exercise “02/who-signd”" in p
        for p in problems
    )
    assert any(
        "exercise “who-signed”: notebooks/02-yalta-provisions.ipynb does not show it" in p
        for p in problems
    )


def test_it_is_named_also_where_another_exercise_of_its_file_is_faulty(own_kit):
    change(own_kit, "exercises/02.toml", 'kind = "mark"', 'kind = "underline"')
    change(own_kit, "exercises/02.toml", 'id = "who-signed"', 'id = "who-signd"')
    assert any(
        "it shows the exercise “02/who-signed”, which is not in" in problem
        for problem in told(own_kit)
    )


def test_a_notebook_that_cites_an_unknown_work_is_named(own_kit):
    path = own_kit.notebooks / "02-yalta-provisions.ipynb"
    text = path.read_text(encoding="utf-8").replace(
        r"fruskit.page(\"provisions\")", r"fruskit.cite(\"feis\", \"p. 3\")"
    )
    path.write_text(text, encoding="utf-8")
    assert told(own_kit) == [
        "notebooks/02-yalta-provisions.ipynb: the work “feis” is not in data/bibliography.json. Add it there, or correct the key."
    ]


@pytest.mark.parametrize(
    "name, old, new, where",
    [
        (
            "context.toml",
            'standing = "read"',
            'standing = "certain"',
            "data/context.toml, fact “where-it-stands”",
        ),
        (
            "context.toml",
            'id = "where-it-stands"',
            'Id = "where-it-stands"',
            "data/context.toml, fact number 1",
        ),
        (
            "context.toml",
            'work = "dafp-8"',
            'work = "dafp-9"',
            "data/context.toml, fact “sakhalin-and-kurils”",
        ),
        ("context.toml", '\nid = "', "\nid = ", "data/context.toml"),
        ("context.toml", "\n[[fact]]", "\n# \udc93\n[[fact]]", "data/context.toml, line "),
        ("bibliography.json", '"id"', "id", "data/bibliography.json"),
        ("annotations/sources.toml", '\nid = "', "\nid = ", "data/annotations/sources.toml"),
    ],
)
def test_a_fact_or_work_with_a_fault_is_not_told_again_wherever_it_is_needed(
    own_kit, name, old, new, where
):
    path = own_kit.data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    problems = [
        str(problem) for problem in check(own_kit).problems if not problem.where.startswith(where)
    ]
    assert problems == []


def test_every_fault_is_told_at_once_and_each_only_once(own_kit):
    change(own_kit, "annotations/provisions.toml", 'actor = "the agreement"\n', "")
    change(own_kit, "annotations/events.toml", 'date = "1945-02-11"', 'date = "1945-02-12"')
    problems = told(own_kit)
    assert len(problems) == len(set(problems)) == 2


def test_checking_changes_nothing(own_kit):
    before = {path: path.read_bytes() for path in own_kit.root.rglob("*") if path.is_file()}
    check(own_kit)
    assert {path: path.read_bytes() for path in own_kit.root.rglob("*") if path.is_file()} == before


def test_a_date_may_be_doubted_where_its_words_are_read(own_kit):
    change(own_kit, "annotations/events.toml", 'date = "1945-02-11"', 'date = "1945-02-11~"')
    assert told(own_kit) == []


@pytest.mark.parametrize(
    "date, what",
    [
        ("1945-02-30", "February 1945 has no day 30"),
        ("Feb 11, 1945", "it is not EDTF. Write it as 1945-07-17"),
        ("1945-02-12/1945-02-11", "it ends before it begins"),
    ],
)
@pytest.mark.parametrize(
    "name, old, entry",
    [
        ("annotations/events.toml", "1945-02-11", "event “agreement-signed”, date"),
        ("context.toml", "1945-07-16/1945-08-02", "fact “conference-bounds”, date"),
    ],
)
def test_a_date_that_no_reader_reads_is_told_by_file_and_entry(
    own_kit, name, old, entry, date, what
):
    change(own_kit, name, f'date = "{old}"', f'date = "{date}"')
    (problem,) = told(own_kit)
    assert problem.startswith(f"data/{name}, {entry}: “{date}” cannot be read as a date: {what}")


@pytest.mark.parametrize(
    "attributes, dates",
    [
        (
            'from="1945-02-04" to="1945-02-11"',
            ["1945-02-04/1945-02-11", "1945-02-04", "1945-02-11"],
        ),
        ('notBefore="1945-02-01" notAfter="1945-02-28"', ["1945-02-01/1945-02-28", "1945-02"]),
        ('notAfter="1945-02-11"', ["../1945-02-11", "1945-02-11"]),
        ('from="1945-02-11"', ["1945-02-11/.."]),
        ('when="1945-02-11T10:00:00"', ["1945-02-11"]),
        ('from="1945-02-11" to="1945-02-11"', ["1945-02-11/1945-02-11", "1945-02-11"]),
    ],
)
def test_an_event_is_dated_by_whichever_attribute_its_words_have(own_kit, attributes, dates):
    change(own_kit, "ch11subch1.xml", 'when="1945-02-11"', attributes)
    path = own_kit.data / "annotations" / "events.toml"
    text = path.read_text(encoding="utf-8")
    for date in dates:
        path.write_text(text.replace("1945-02-11", date, 1), encoding="utf-8")
        assert told(own_kit) == [], date
    path.write_text(text.replace("1945-02-11", "1944-02-11", 1), encoding="utf-8")
    assert f'its words say {dates[0]}. Write date = "{dates[0]}".' in told(own_kit)[0]


def test_two_works_of_one_id_are_told(own_kit):
    change(own_kit, "bibliography.json", '"id": "frus-potsdam-1"', '"id": "frus-paris-1"')
    assert (
        "data/bibliography.json, entry “frus-paris-1”: the id “frus-paris-1” is used twice. Give one of them another."
        in told(own_kit)
    )


def test_hidden_files_and_folders_are_passed_over(own_kit):
    for hidden in ("data/._ch11subch1.xml", "notebooks/._00.ipynb"):
        (own_kit.root / hidden).write_bytes(b"\0\5\x16\7")
    for lessons in (own_kit.notebooks, own_kit.notebooks / "instructor"):
        (lessons / ".ipynb_checkpoints").mkdir()
        (lessons / ".ipynb_checkpoints" / "old.ipynb").write_text("{")
    assert told(own_kit) == []


def test_what_the_test_of_an_earlier_kit_imports_in_vain_is_told_with_what_to_write(own_kit):
    (own_kit.root / "tests").mkdir()
    test = "import fruskit\nfrom fruskit.answers import right\nfrom fruskit.check import check\n"
    (own_kit.root / "tests" / "test_kit.py").write_text(test + "from fruskit.kit import find_kit\n")
    assert told(own_kit) == [
        "tests/test_kit.py, line 2: fruskit.answers is no more. "
        "Take the line out, and write exercise.right_answer for right(exercise).",
        "tests/test_kit.py, line 3: fruskit.check is no more. "
        "Write: from fruskit.author.check import check",
    ]


def test_schemas_of_an_earlier_version_are_no_problem_but_are_told(own_kit):
    change(own_kit, "schema/events.json", '"undated"', '"no date"')
    report = check(own_kit)
    assert report.problems == []
    assert any(
        "data/schema: it says what an earlier fruskit read" in line for line in report.remaining
    )
