"""`fruskit check` names every fault of a kit: file, entry and remedy."""

from pathlib import Path
import shutil

from entries import lesson
from fruskit.author.check import check
from fruskit.author.templates import template
from fruskit.exercises import KINDS
from fruskit.kit.folder import Kit
import pytest

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def kit(tmp_path):
    """A copy of the whole kit, to be damaged."""
    for part in ("data", "notebooks"):
        shutil.copytree(ROOT / part, tmp_path / part)
    return Kit(tmp_path)


def change(kit, name, old, new):
    path = kit.data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(kit):
    return [str(problem) for problem in check(kit).problems]


def test_the_kit_as_it_is_has_no_problems(kit):
    report = check(kit)
    assert report.problems == []
    assert report.looked_at["exercises"] >= 18
    assert str(report).endswith(": no problems.")


def test_a_point_that_has_the_words_wanted_remains_to_be_reworded_and_is_no_problem(kit):
    point = "Read the first sentence from “signed by” on. The day follows the place."
    change(kit, "exercises/00.toml", point, "It was February 11, 1945")
    report = check(kit)
    assert report.problems == []
    assert (
        "data/exercises/00.toml, exercise “when-signed”, target “february-11”: to be reworded: its "
        "point has the words wanted, “February 11, 1945”." in report.remaining
    )


@pytest.mark.parametrize(
    "name, old, new, where, what",
    [
        (
            "annotations/provisions.toml",
            'quote = "Port Arthur"',
            'quote = "Port Artur"',
            "provisions.toml, provision “port-arthur”",
            "Nearest: “Port Arthur” (editors-note-1, 223–234)",
        ),
        (
            "annotations/provisions.toml",
            'quote = "Outer Mongolia"',
            'quote = "Roosevelt"',
            "provision “outer-mongolia”",
            "appears in 2 places",
        ),
        (
            "annotations/provisions.toml",
            'kind = "condition"',
            'kind = "wish"',
            "provision “concurrence-of-chiang”, kind",
            "Choose from subject",
        ),
        (
            "annotations/provisions.toml",
            'id = "dairen"',
            'id = "port-arthur"',
            "provision “port-arthur”",
            "used twice",
        ),
        (
            "annotations/provisions.toml",
            'actor = "the agreement"\n',
            "",
            "provision “outer-mongolia”",
            "it has no “actor”",
        ),
        (
            "annotations/provisions.toml",
            'actor = "the agreement"',
            'actress = "the agreement"',
            "provision “outer-mongolia”",
            "“actress” has no place here",
        ),
        (
            "annotations/provisions.toml",
            'actor = "the agreement"',
            "actor = 3",
            "provision “outer-mongolia”",
            "not text in quotation marks",
        ),
        (
            "annotations/events.toml",
            'date = "1945-02-11"',
            'date = "1945-02-12"',
            "event “agreement-signed”",
            "its words say 1945-02-11",
        ),
        (
            "annotations/events.toml",
            'date = "1945-06-30"',
            'date = "1945-06-29"',
            "event “negotiations-begun”",
            "not the one in its words",
        ),
        (
            "annotations/events.toml",
            'date = ""',
            'date = "1945-07-14"',
            "event “stalin-departs”",
            "its words give no date",
        ),
        (
            "annotations/events.toml",
            'follows = "agreement-signed"',
            'follows = "agreement"',
            "event “negotiations-begun”",
            "which is no event",
        ),
        (
            "annotations/sources.toml",
            'work = "feis-china-tangle"',
            'work = "feis"',
            "citation “feis-china-tangle”",
            "not in data/bibliography.json",
        ),
        (
            "annotations/sources.toml",
            'note = "ch11subch1fn3"',
            'note = "ch11subch1fn2"',
            "citation “relations-with-china-116”",
            "are in ch11subch1fn3",
        ),
        (
            "annotations/people-and-places.toml",
            'id = "soong"',
            'id = "sung"',
            "ch11subch1.xml, editors-note-1",
            "#soong",
        ),
        (
            "context.toml",
            'work = "dafp-8"',
            'work = "dafp-9"',
            "fact “sakhalin-and-kurils”",
            "not in data/bibliography.json",
        ),
        (
            "bibliography.json",
            '"id": "feis-china-tangle"',
            '"id": "feis"',
            "citation “feis-china-tangle”",
            "the work “feis-china-tangle” is not in data/bibliography.json",
        ),
        (
            "bibliography.json",
            '"id": "feis-china-tangle"',
            '"id": "feis"',
            "data/bibliography.json, entry “feis”",
            "no note, fact or lesson cites it",
        ),
        (
            "bibliography.json",
            "[[1953]]",
            '[["1953"]]',
            "entry “feis-china-tangle”",
            "it is not a whole number",
        ),
        (
            "annotations/silences.toml",
            '"Sakhalin"',
            '"Soviet union"',
            "silences.toml, silence “sakhalin-and-the-kurils”",
            "“Soviet union” is in the text (ch11subch1-head)",
        ),
        (
            "annotations/silences.toml",
            '"stalin-asks-to-wait"',
            '"stalin-asks"',
            "silence “advice-from-stalin”",
            "the fact “stalin-asks” is not in data/context.toml",
        ),
        (
            "annotations/silences.toml",
            'searches = ["July"',
            'search = ["July"',
            "silence “dates-of-interruption-and-resumption”",
            "it has no “searches”",
        ),
        (
            "annotations/people-and-places.toml",
            '"meet-at-changchun"]',
            '"meet-at"]',
            "people-and-places.toml, place “chinese-eastern-railroad”",
            "the fact “meet-at” is not in data/context.toml",
        ),
        ("map.svg", ">Yalta<", ">Jalta<", "data/map.svg", "Nearest: “Yalta”"),
        (
            "context.toml",
            'standing = "read"',
            'standing = "certain"',
            "context.toml",
            "Choose from read",
        ),
        (
            "exercises/02.toml",
            'kind = "mark"',
            'kind = "underline"',
            "exercise “five-subjects”",
            "Choose from choice",
        ),
        (
            "exercises/02.toml",
            '{ context = "harriman-at-yalta" }',
            '{ context = "formula" }',
            "exercise “second-witness”",
            "the fact “formula” is not in data/context.toml",
        ),
        (
            "exercises/02.toml",
            'id = "five-subjects"',
            'id = "who-signed"',
            "exercise “who-signed”",
            "used twice",
        ),
        (
            "ch11subch1.xml",
            'corresp="#sic-4546"',
            'corresp="#sic-9"',
            "choice “sic-4546”",
            "it has no reason",
        ),
        (
            "ch11subch1.xml",
            "Port Arthur",
            "Port Artur",
            "provision “port-arthur”",
            "is not in the text",
        ),
    ],
)
def test_a_fault_is_named_with_its_file_its_entry_and_what_to_do(kit, name, old, new, where, what):
    change(kit, name, old, new)
    assert any(where in problem and what in problem for problem in told(kit)), told(kit)


# --- an entry of every kind


ALWAYS = "“{}” has no place here. It may have id, kind, skill, level, title, prompt, hints, right, next, evidence, proof, draft, again, text, "


@pytest.mark.parametrize(
    "kind, old, new, place, what",
    [
        (
            "sort",
            'bin = "done"',
            'bin = "don"',
            "",
            "item “agreement” is for “don”, which is no bin. Choose one of done, to-be-done.",
        ),
        (
            "sort",
            'name = "reported as done"',
            'named = "reported as done"',
            ", bin “done”",
            "it has no “name”. Add a line: name = …",
        ),
        (
            "sort",
            'name = "reported as done"',
            'named = "reported as done"',
            ", bin “done”",
            "“named” has no place here. It may have id, name.",
        ),
        (
            "sort",
            'id = "talks"',
            'id = "The talks"',
            ", item “The talks”, id",
            "does not have the form asked for. Words in lower case, joined by hyphens.",
        ),
        ("sort", "[[exercise.bin]]", "[[exercise.box]]", "", ALWAYS.format("box") + "bin, item."),
        (
            "date",
            'date = ""',
            "date = 1945-06-30",
            ", item “interrupted”, date",
            "it is not text in quotation marks. Write it between quotation marks.",
        ),
        (
            "date",
            'date = "June 30"',
            'date = "29 June"',
            "",
            "item “begun” is dated “29 June”, but its evidence says June 30, year not printed. Correct the date, or choose other words.",
        ),
        (
            "date",
            'date = "February 11, 1945"',
            'date = "1945-02-12"',
            "",
            "item “signing” is dated “1945-02-12”, but its evidence says February 11, 1945",
        ),
        (
            "date",
            'date = "June 30"',
            'date = "June 31"',
            "",
            "its date “June 31”: June has no day 31.",
        ),
        (
            "date",
            "said = { year-assumed",
            "said = { year-guessed",
            "",
            "Choose one of doubt, year-assumed",
        ),
        (
            "date",
            'wrong = { "August 14" = "On that day they were concluded. Look for their beginning." }',
            'wrong = "No."',
            ", item “begun”, wrong",
            "it is not a table. Write [exercise.item.wrong], or { … } in a line.",
        ),
        (
            "date",
            '"On that day they were concluded. Look for their beginning."',
            '""',
            ", item “begun”, wrong, August 14",
            "it is empty. Write something",
        ),
        (
            "decode",
            'written = "(2)"',
            'written = "[2]"',
            "",
            "“[2]” is not a part of “59 Stat. (2) 1823”. Copy it to the letter.",
        ),
        (
            "decode",
            'accept = ["Stat"]',
            'accept = "Stat"',
            ", piece “series”, accept",
            'it is not a list. Write ["…", "…"].',
        ),
        (
            "decode",
            "  means =",
            "  mean =",
            ", piece “series”",
            "“mean” has no place here. It may have id, name, written, prefix, suffix, accept, means,",
        ),
        (
            "decode",
            'quote = "59 Stat. (2) 1823"',
            'words = "59 Stat. (2) 1823"',
            "",
            "it has no “quote”",
        ),
        (
            "decode",
            'quote = "59 Stat. (2) 1823"',
            'words = "59 Stat. (2) 1823"',
            "",
            ALWAYS.format("words") + "quote, prefix, suffix, block, piece, extra.",
        ),
        (
            "emend",
            "worth = 0.25",
            "worth = 2.5",
            ", reading number 2, worth",
            "2.5 is out of bounds. Write 1 or less.",
        ),
        (
            "emend",
            "worth = 0.25",
            "worth = -0.5",
            ", reading number 2, worth",
            "-0.5 is out of bounds. Write 0 or more.",
        ),
        (
            "emend",
            "worth = 0.25",
            'worth = "low"',
            ", reading number 2, worth",
            "it is not a number. Write a number such as 0.5, without quotation marks.",
        ),
        (
            "emend",
            "worth = 1.0",
            "worth = 0.5",
            "",
            "no reading of it is worth 1. Give the best one worth = 1.0.",
        ),
        (
            "emend",
            "right = true",
            'right = "yes"',
            ", ground “other-dashes”, right",
            "it is not true or false. Write true or false, without quotation marks.",
        ),
        (
            "emend",
            'quote = "4546"',
            'quote = "4564"',
            "",
            "“4564” is not in the text. Nearest: “4546” (editors-note-2",
        ),
        (
            "reveal",
            'quote = "expressed',
            'words = "expressed',
            ", gap “readiness”",
            "it has no “quote”",
        ),
        (
            "reveal",
            "accept = [",
            "accepted = [",
            ", gap “readiness”",
            "“accepted” has no place here. It may have id, quote, prefix, suffix, block, accept,",
        ),
        (
            "reveal",
            "[[exercise.gap]]",
            "[[exercise.gaps]]",
            "",
            "it has no “gap”. Add a [[exercise.gap]].",
        ),
        ("write", "least = 25", "least = 0", ", least", "0 is out of bounds. Write 1 or more."),
        (
            "write",
            "least = 25",
            'least = "25"',
            ", least",
            "it is not a whole number. Write a number such as 2, without quotation marks.",
        ),
        ("write", "least = 25", "least = 95", "", "its length does not go from least to most"),
        (
            "write",
            "rubric = [",
            "rubric = [3,",
            ", rubric number 1",
            "it is not text in quotation marks",
        ),
        (
            "write",
            "“would take measures”",
            "“would take steps”",
            "",
            "its model answer quotes “would take steps”, which is not in the text",
        ),
        (
            "choice",
            'evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }]',
            'evidence = "the concurrence"',
            ", option “chiang”, evidence",
            "it is not a list. Write [[exercise.option.evidence]], or [{ … }] in a line.",
        ),
        (
            "choice",
            'evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }]',
            'evidence = ["the concurrence"]',
            ", option “chiang”, evidence number 1",
            "it is not a table. Write { … }.",
        ),
        (
            "choice",
            'kind = "choice"',
            'kind = "choice"\nopinion = "yes"',
            ", opinion",
            "it is not true or false",
        ),
        (
            "choice",
            'kind = "choice"',
            'kind = "choice"\nopinion = true',
            "",
            "an opinion is one of two or more options, none of them right",
        ),
        (
            "choice",
            'title = "',
            'again = "before"\ntitle = "',
            "",
            "it takes up “before”, which does not come before it",
        ),
        (
            "choice",
            'title = "',
            'again = 1\ntitle = "',
            ", again",
            "it is not text in quotation marks",
        ),
        ("proof", "outside =", "beside =", ", proof", "it has no “outside”"),
        (
            "proof",
            "outside =",
            "beside =",
            ", proof",
            "“beside” has no place here. It may have prompt, target, decoy, outside, passages.",
        ),
        (
            "proof",
            "within =",
            "around =",
            ", proof, target “participant”",
            "“around” has no place here",
        ),
        (
            "proof",
            "passages = [",
            "passages = [1, ",
            ", proof, passages number 1",
            "it is not text in quotation marks",
        ),
        (
            "proof",
            "[exercise.proof]",
            "[[exercise.proof]]",
            ", proof",
            "it is not a table. Write [exercise.proof], or { … } in a line.",
        ),
        (
            "proof",
            'quote = "Prime Minister T. V. Soong',
            'quote = "Premier T. V. Soong',
            "",
            "in its proof, “Premier T. V. Soong as the principal Chinese participant” is not in the text. Nearest:",
        ),
    ],
)
def test_a_mistake_in_an_entry_of_any_kind_is_told_with_its_place_and_what_to_do(
    kit, kind, old, new, place, what
):
    part = template(kind).replace(old, new, 1)
    assert part != template(kind)
    toml = lesson("choice") + part if kind == "proof" else 'notebook = "09-trial"\n' + part
    (kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    id = toml.split('\nid = "', 1)[1].split('"')[0]
    problems = told(kit)
    assert any(
        problem.startswith(f"data/exercises/09.toml, exercise “{id}”{place}: ") and what in problem
        for problem in problems
    ), problems
    assert all(f"data/exercises/09.toml, exercise “{id}”" in problem for problem in problems), (
        "and nothing else is blamed"
    )


@pytest.mark.parametrize("kind", ["choice", "write"])
def test_an_entry_without_a_kind_is_told_so_once_and_that_alone(kit, kind):
    toml = "".join(
        line for line in lesson(kind).splitlines(keepends=True) if not line.startswith("kind =")
    )
    (kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    (problem,) = told(kit)
    assert problem.endswith(": it has no “kind”. Add a line: kind = …")


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_like_its_template_has_no_problem_but_that_no_notebook_shows_it(kit, kind):
    toml = lesson(kind).replace("09-trial", "02-yalta-provisions")
    (kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    (problem,) = told(kit)
    assert "notebooks/02-yalta-provisions.ipynb does not show it" in problem


@pytest.mark.parametrize("date", ["30 June 1945", "30 June", "1945-06-30", "Saturday, June 30th"])
def test_a_date_may_be_written_otherwise_and_with_a_year_that_its_evidence_lacks(kit, date):
    toml = (
        lesson("date")
        .replace('date = "June 30"', f'date = "{date}"')
        .replace("09-trial", "02-yalta-provisions")
    )
    (kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    assert not any("dated" in problem for problem in told(kit))


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
def test_a_missing_file_is_one_problem_that_names_it(kit, name):
    (kit.data / name).unlink()
    missing = [
        problem for problem in told(kit) if Path(name).name in problem or "no XML file" in problem
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
def test_a_truncated_file_is_named_and_the_rest_is_still_checked(kit, name):
    path = kit.data / name
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) * 2 // 3 + 1])
    assert any(Path(name).name in problem for problem in told(kit)), told(kit)


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
def test_of_exercises_hidden_by_a_fault_of_their_file_that_fault_alone_is_told(kit, old, new, what):
    path = kit.data / "exercises" / "02.toml"
    text = path.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    problems = told(kit)
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
def test_brackets_that_are_missing_or_misplaced_are_told_as_such(kit, toml, told_first):
    (kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    assert f"data/exercises/09.toml{told_first}" in told(kit)


def test_a_notebook_that_is_not_there_is_told_once_for_all_its_exercises(kit):
    change(
        kit,
        "exercises/02.toml",
        'notebook = "02-yalta-provisions"',
        'notebook = "02-yalta-provisions.ipynb"',
    )
    names = ", ".join(sorted(path.stem for path in kit.notebooks.rglob("*.ipynb")))
    assert told(kit) == [
        "data/exercises/02.toml: there is no notebooks/02-yalta-provisions.ipynb.ipynb. "
        f"Add it, or name one that is there, without .ipynb: {names}."
    ]


@pytest.mark.parametrize("raw", ["{", "[]"])
def test_a_notebook_that_cannot_be_read_is_told_and_not_that_it_shows_nothing(kit, raw):
    (kit.notebooks / "02-yalta-provisions.ipynb").write_text(raw, encoding="utf-8")
    assert [problem.where for problem in check(kit).problems] == [
        "notebooks/02-yalta-provisions.ipynb"
    ]


def test_an_exercise_of_a_wrong_id_is_not_asked_to_be_shown_by_it(kit):
    change(kit, "exercises/02.toml", 'id = "left-out"', 'id = "Left out"')
    assert not any('fruskit.exercise("02/Left out")' in problem for problem in told(kit))


def test_a_notebook_that_shows_an_unknown_exercise_is_named(kit):
    path = kit.notebooks / "02-yalta-provisions.ipynb"
    path.write_text(
        path.read_text(encoding="utf-8").replace("02/who-signed", "02/who-signd"), encoding="utf-8"
    )
    problems = told(kit)
    assert any(
        "notebooks/02-yalta-provisions.ipynb: it shows the exercise “02/who-signd”" in p
        for p in problems
    )
    assert any(
        "exercise “who-signed”: notebooks/02-yalta-provisions.ipynb does not show it" in p
        for p in problems
    )


def test_it_is_named_also_where_another_exercise_of_its_file_is_faulty(kit):
    change(kit, "exercises/02.toml", 'kind = "mark"', 'kind = "underline"')
    change(kit, "exercises/02.toml", 'id = "who-signed"', 'id = "who-signd"')
    assert any(
        "it shows the exercise “02/who-signed”, which is not in" in problem for problem in told(kit)
    )


def test_a_notebook_that_cites_an_unknown_work_is_named(kit):
    path = kit.notebooks / "02-yalta-provisions.ipynb"
    text = path.read_text(encoding="utf-8").replace(
        r"fruskit.page(\"provisions\")", r"fruskit.cite(\"feis\", \"p. 3\")"
    )
    path.write_text(text, encoding="utf-8")
    assert told(kit) == [
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
    kit, name, old, new, where
):
    path = kit.data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    problems = [
        str(problem) for problem in check(kit).problems if not problem.where.startswith(where)
    ]
    assert problems == []


def test_every_fault_is_told_at_once_and_each_only_once(kit):
    change(kit, "annotations/provisions.toml", 'actor = "the agreement"\n', "")
    change(kit, "annotations/events.toml", 'date = "1945-02-11"', 'date = "1945-02-12"')
    problems = told(kit)
    assert len(problems) == len(set(problems)) == 2


def test_checking_changes_nothing(kit):
    before = {path: path.read_bytes() for path in kit.root.rglob("*") if path.is_file()}
    check(kit)
    assert {path: path.read_bytes() for path in kit.root.rglob("*") if path.is_file()} == before


def test_a_date_may_be_doubted_where_its_words_are_read(kit):
    change(kit, "annotations/events.toml", 'date = "1945-02-11"', 'date = "1945-02-11~"')
    assert told(kit) == []


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
def test_a_date_that_no_reader_reads_is_told_by_file_and_entry(kit, name, old, entry, date, what):
    change(kit, name, f'date = "{old}"', f'date = "{date}"')
    (problem,) = told(kit)
    assert problem.startswith(f"data/{name}, {entry}: “{date}” is not read as a date: {what}")


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
def test_an_event_is_dated_by_whichever_attribute_its_words_have(kit, attributes, dates):
    change(kit, "ch11subch1.xml", 'when="1945-02-11"', attributes)
    path = kit.data / "annotations" / "events.toml"
    text = path.read_text(encoding="utf-8")
    for date in dates:
        path.write_text(text.replace("1945-02-11", date, 1), encoding="utf-8")
        assert told(kit) == [], date
    path.write_text(text.replace("1945-02-11", "1944-02-11", 1), encoding="utf-8")
    assert f'its words say {dates[0]}. Write date = "{dates[0]}".' in told(kit)[0]


def test_two_works_of_one_id_are_told(kit):
    change(kit, "bibliography.json", '"id": "frus-potsdam-1"', '"id": "frus-paris-1"')
    assert (
        "data/bibliography.json, entry “frus-paris-1”: the id “frus-paris-1” is used twice. Give one of them another."
        in told(kit)
    )


def test_hidden_files_and_folders_are_passed_over(kit):
    for hidden in ("data/._ch11subch1.xml", "notebooks/._00.ipynb"):
        (kit.root / hidden).write_bytes(b"\0\5\x16\7")
    for lessons in (kit.notebooks, kit.notebooks / "instructor"):
        (lessons / ".ipynb_checkpoints").mkdir()
        (lessons / ".ipynb_checkpoints" / "old.ipynb").write_text("{")
    assert told(kit) == []


def test_what_the_test_of_an_earlier_kit_imports_in_vain_is_told_with_what_to_write(kit):
    (kit.root / "tests").mkdir()
    test = "import fruskit\nfrom fruskit.answers import right\nfrom fruskit.check import check\n"
    (kit.root / "tests" / "test_kit.py").write_text(test + "from fruskit.kit import find_kit\n")
    assert told(kit) == [
        "tests/test_kit.py, line 2: fruskit.answers is no more. "
        "Take the line out, and write exercise.right_answer for right(exercise).",
        "tests/test_kit.py, line 3: fruskit.check is no more. "
        "Write: from fruskit.author.check import check",
    ]


def test_schemas_of_an_earlier_version_are_no_problem_but_are_told(kit):
    change(kit, "schema/events.json", '"undated"', '"no date"')
    report = check(kit)
    assert report.problems == []
    assert any(
        "data/schema: it says what an earlier fruskit read" in line for line in report.remaining
    )
