"""A portfolio holds the learner's work in words, whole, and nothing that a learner wrote becomes markup."""

from functools import cache
from html.parser import HTMLParser
import json
import re

from attempts import clock, POSIX
import fruskit
from fruskit import FruskitError
from fruskit.kit.files import clean
from fruskit.publishing.portfolio.passages import as_markdown, Passage
from fruskit.record import Attempt, Event, Record
from hypothesis import given
from hypothesis import strategies as st
import mistune
from paper import kit_of_all_kinds
import pytest

GFM = mistune.create_markdown(
    escape=False, plugins=["url", "table", "strikethrough", "footnotes", "task_lists", "math"]
)
BAD = {
    "script": "<script>alert(1)</script>",
    "image": "![x](https://example.org/x.png)",
    "link": "[here](javascript:alert(1))",
    "address": "see https://example.org and www.example.org",
    "code": "``` `a` ```",
    "heading": "# Heading",
    "rule": "---",
    "setext": "===",
    "list": "- item",
    "number": "1. item",
    "quote": "> quoted",
    "table": "| a | b |",
    "entity": "&lt;b&gt;",
    "bold": "**b** _i_ ~~s~~ $m$ [^1]",
    "indent": "    code",
    "comment": "<!-- -->",
    "autolink": "<https://example.org>",
    "definition": "[a]: https://example.org",
    "backslash": "\\*a\\* \\",
    "right to left": "שלום \u202eabc",
    "emoji": "👩‍🏫 yes",
    "halves": "a\ud83dz",
    "control": "a\x00b\x1bc",
}


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    return kit_of_all_kinds(tmp_path_factory.mktemp("kit"))


@pytest.fixture(autouse=True)
def in_the_kit(kit, monkeypatch):
    """In a kit, at a place whose clock is that of Greenwich."""
    monkeypatch.chdir(kit)
    with clock("UTC", monkeypatch):
        yield


@cache
def versions():
    return {id: exercise.version for id, exercise in fruskit.all_exercises().items()}


@pytest.fixture
def record(tmp_path):
    return Record(tmp_path / "record.sqlite")


def keep(record, id, response, score=0.5, hints=0, at="2026-01-05T12:00:00+00:00"):
    record.add(Attempt(id, versions().get(id, "v1"), response, score, score == 1, hints, at))


def answer_all(record):
    for id, exercise in fruskit.all_exercises().items():
        if id.startswith("09/"):
            keep(record, id, exercise.right_answer if exercise.graded else ["id-yes"], 1.0)


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.words = set(), []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)

    def handle_data(self, data):
        self.words.append(data)


def of(html):
    """The elements of some HTML, and its words."""
    found = Tags(html)
    return found.tags, " ".join("".join(found.words).split())


# --- what is in it


def test_an_empty_record_says_what_to_do(record):
    assert fruskit.portfolio(record=record).text == (
        "# Portfolio\n\nNothing is in your record yet. Answer an exercise first; "
        "then your answers are here."
    )


def test_every_kind_of_answer_is_told_in_words_and_without_ids(record):
    answer_all(record)
    made = fruskit.portfolio(record=record)
    _, words = of(made.html)
    for said in (
        "I think so",
        "Three men",
        "Shown by: “signed by Stalin, Roosevelt, and Churchill”",
        "Left one: Right one",
        "A port: Said by the section",
        "They began",
        "“Port Arthur”",
        "The negotiations begin: June 30",
        "They are resumed: undated",
        "The subject: 740.00119 — A matter of the war",
        "For “4546”: 45–46",
        "Because: A pattern",
        "Gap 1: expressed its readiness",
        "the section speaks of “a pact of friendship and alliance”.",
    ):
        assert said in words, said
    assert "id-" not in made.html and "id-" not in made.text
    assert of(GFM(made.text))[1] == f"Portfolio {words}"


def test_what_was_written_comes_first_then_what_was_marked_with_its_place_then_the_rest_then_the_works(
    record,
):
    answer_all(record)
    made = fruskit.portfolio(record=record).text
    parts = [
        "## Written with evidence",
        "An argument",
        "## Passages that I marked",
        "relating to Outer Mongolia, Dairen, **Port Arthur**, the Chinese Eastern Railroad",
        "> Editor’s note, first paragraph (page 857)",
        "## All kinds",
        "## Works cited",
        "The Conference of Berlin",
    ]
    assert [made.index(part) for part in parts] == sorted(made.index(part) for part in parts)
    assert made.count("### An argument") == 1


def test_the_latest_answer_stands_with_date_score_hints_and_the_number_of_answers(record):
    keep(record, "09/proved", {"claim": ["id-wrong"], "words": []}, 0.0)
    keep(
        record,
        "09/proved",
        {"claim": ["id-right"], "words": []},
        0.5,
        2,
        "2026-02-06T23:59:00+00:00",
    )
    made = fruskit.portfolio(record=record).text
    fared = "Claim: Right. Words: Nothing is marked yet · best score 50 of 100"
    assert f"February 6, 2026 · {fared} · 2 hints · the last of 2 answers" in made
    assert "Three men" in made and "Four men" not in made


def test_a_score_is_that_of_the_best_answer_before_the_right_one_was_shown(record):
    response = {"claim": ["id-right"], "words": []}
    keep(record, "09/proved", {"claim": ["id-wrong"], "words": []}, 0.25)
    record.see(Event("shown", "09/proved", versions()["09/proved"], "2026-01-06T12:00:00+00:00"))
    keep(record, "09/proved", response, 1.0, at="2026-01-07T12:00:00+00:00")
    made = fruskit.portfolio(record=record).text
    assert "best score 25 of 100 · the answer was shown" in made


def test_the_title_page_says_whose_work_it_is_or_has_lines_to_write_it_on(record):
    keep(record, "09/believed", ["id-no"], 1.0)
    keep(record, "09/written", "Mine.", at="2026-02-06T12:00:00+00:00")
    made = fruskit.portfolio(record=record, name="A. <b>Student", course="History 101")
    front = of(made.html.partition("</div>")[0])[1]
    for said in (
        "Name: A. <b>Student",
        "Course: History 101",
        "January 5, 2026 to February 6, 2026",
    ):
        assert said in front
    assert "China: Negotiations with the Soviet Union" in front
    assert "**Name:** \\_\\_" in fruskit.portfolio(record=record).text


def test_what_was_written_has_its_paragraphs_and_what_is_quoted_no_marks_but_its_own(record):
    keep(record, "09/written", "One.\nTwo.\n\nThree.")
    keep(record, "09/marked", fruskit.exercise("09/marked").right_answer)
    made = fruskit.portfolio(record=record).html
    assert re.findall(r'<p dir="auto">(.*?)</p>', made) == ["One.", "Two.", "Three."]
    assert "<blockquote><p>Editor’s Note.—The agreement" in made


def test_an_order_is_a_numbered_list_and_its_words_have_no_asterisks(record):
    order = fruskit.exercise("00/part-and-whole")
    keep(record, order.id, order.right_answer)
    made = fruskit.portfolio(record=record)
    assert (
        "<ol>\n<li><bdi>" in made.html and "The Conference of Berlin, volume I</bdi>" in made.html
    )
    assert "\n1. " in made.text and "*" not in of(made.html)[1]


def test_within_a_lesson_it_has_no_title_of_its_own_and_on_a_page_it_has_one(record, tmp_path):
    answer_all(record)
    assert "<h1" not in fruskit.portfolio(record=record).html
    fruskit.portfolio(tmp_path / "p.html", record)
    assert (tmp_path / "p.html").read_text("utf-8").count("<h1") == 1


def test_what_is_said_of_an_answer_is_of_the_one_that_is_shown(record):
    exercise = fruskit.exercise("09/proved")
    keep(record, exercise.id, exercise.right_answer, 1.0)
    keep(record, exercise.id, {"claim": ["id-wrong"], "words": []}, 0.0, at="2026-02-06T12:00:00Z")
    made = fruskit.portfolio(record=record).text
    assert "Four men" in made and "Claim: Not yet. Words: Nothing is marked yet" in made
    assert "Right" not in made and "best score 100 of 100" in made


def test_each_question_is_beside_its_answer(record):
    keep(record, "09/believed", ["id-no"], 1.0)
    (asked,) = re.findall(
        r'<section class="fk-asked">(.*?)</section>', fruskit.portfolio(record=record).html, re.S
    )
    question, answer = asked.split("</div>")[:2]
    assert "Say what you think." in question and "I do not" in answer


CITED = {
    "As Feis shows, it failed.": ["China Tangle", "Berlin"],
    "Feis and Elleman differ.": ["Elleman, Bruce", "Feis, Herbert", "frus1945Berlinv01"],
    "See Malta and Yalta, p. 984.": ["Malta and Yalta", "Berlin"],
    "See Potsdam, vol. II, No. 1213.": ["frus1945Berlinv02", "frus1945Berlinv01"],
    "At Potsdam they met.": ["frus1945Berlinv01"],
}


@pytest.mark.parametrize("written", CITED)
def test_only_the_works_that_the_student_cites_are_listed_and_the_volume_of_the_text(
    record, written
):
    keep(record, "09/written", written)
    listed = fruskit.portfolio(record=record).text.partition("## Works cited")[2]
    works = [line for line in listed.splitlines() if line]
    assert len(works) == len(CITED[written]), works
    assert all(any(name in work for work in works) for name in CITED[written]), works
    assert works == sorted(works, key=lambda work: work.strip("*“"))


def test_where_nothing_is_written_or_marked_nothing_is_cited(record):
    keep(record, "09/believed", ["id-no"], 1.0)
    assert "Works cited" not in fruskit.portfolio(record=record).text


def test_what_is_not_right_never_has_100_of_100(record):
    keep(record, "09/proved", {"claim": ["id-wrong"], "words": []}, 0.997)
    assert "best score 99 of 100" in fruskit.portfolio(record=record).text


@POSIX
def test_the_day_is_that_of_the_students_own_clock(record, monkeypatch):
    keep(record, "09/believed", ["id-no"], 1.0, at="2026-01-06T05:30:00+00:00")
    with clock("America/Los_Angeles", monkeypatch):
        assert "January 5, 2026" in fruskit.portfolio(record=record).text


def test_an_answer_to_an_exercise_that_has_changed_since_is_there_and_says_so(record):
    keep(record, "09/believed", ["id-no"], 1.0)
    assert "changed" not in fruskit.portfolio(record=record).text
    record.add(Attempt("09/believed", "0" * 12, ["id-no"], 1.0, True, 0, "2026-01-07T12:00:00Z"))
    made = fruskit.portfolio(record=record).text
    assert "The exercise has changed since this was answered." in made


def test_an_opinion_has_no_score(record):
    keep(record, "09/believed", ["id-no"], 1.0)
    assert "January 5, 2026 · an opinion" in fruskit.portfolio(record=record).text


@pytest.mark.parametrize(
    "response", [["gone"], None, 7, {"claim": [["deep"]]}, {"words": [["no-block", 0, 5]]}, "text"]
)
def test_an_answer_that_fits_no_more_is_shown_as_it_was_kept(record, response):
    keep(record, "09/proved", response)
    made = fruskit.portfolio(record=record)
    kept = response if isinstance(response, str) else json.dumps(response)
    assert kept in of(made.html)[1] and "The exercise has changed since" in made.text


def test_an_answer_to_an_exercise_of_another_kit_is_not_lost(record):
    keep(record, "else/where", "My *answer*.")
    made = fruskit.portfolio(record=record)
    assert (
        "Answers to exercises that this kit does not have" in made.text
        and "My *answer*." in of(made.html)[1]
    )


def test_a_long_written_answer_is_there_to_its_last_word_and_line(record):
    written = "\n\n".join(
        f"Paragraph {n}, with “a pact of friendship and alliance”.\nNext line." for n in range(200)
    )
    keep(record, "09/written", written)
    made = fruskit.portfolio(record=record)
    assert " ".join(written.split()) in of(made.html.replace("<br>", " "))[1]
    assert " ".join(written.split()) in of(GFM(made.text))[1]


# --- what a learner writes is words


def write_everywhere(record, words):
    """These words wherever a learner can write."""
    keep(record, "09/written", words)
    keep(record, "09/revealed", {"id-gap": words})
    keep(record, "09/emended", {"reading": words, "grounds": []})
    keep(record, "else/where", {"a": words})


@pytest.mark.parametrize("name", BAD)
def test_nothing_that_a_learner_writes_becomes_markup(record, name):
    calm = Record(record.path.with_name("calm.sqlite"))
    write_everywhere(record, BAD[name])
    write_everywhere(calm, "plain words")
    made, wanted = fruskit.portfolio(record=record), fruskit.portfolio(record=calm)
    shown = " ".join(re.sub("[\x00-\x08\x1b\ud83d](?!\udc69)", "\ufffd", BAD[name]).split())
    for as_html, calm_html in ((made.html, wanted.html), (GFM(made.text), GFM(wanted.text))):
        tags, words = of(as_html)
        assert tags == of(calm_html)[0] and words.count(shown) >= 3


@given(st.text(max_size=60))
def test_words_set_as_markdown_are_read_as_the_same_words(text):
    tags, words = of(
        GFM(
            as_markdown(
                [Passage("own", text), Passage("line", text), Passage("small", f"x {text}")]
            )
        )
    )
    assert tags <= {"blockquote", "p", "br", "ul", "li"}
    assert words.endswith(" ".join(f"x {clean(text)}".split()))


@given(st.text(alphabet="*_`[]()<>#-+=1.:\\!|~&$ ahtps/w@\n\t", max_size=40))
def test_signs_of_markdown_are_read_as_signs(text):
    tags, words = of(GFM(as_markdown([Passage("small", text)])))
    assert tags <= {"p"} and words == " ".join(text.split())


def test_a_line_that_runs_from_right_to_left_does_not_turn_its_neighbours(record):
    keep(record, "09/written", "שלום \u202eabc")
    keep(record, "09/revealed", {"id-gap": "\u202eabc"})
    html = fruskit.portfolio(record=record).html
    assert '<p dir="auto">שלום \u202eabc</p>' in html and "<bdi>\u202eabc</bdi>" in html


# --- written to a file


@pytest.mark.parametrize(
    "name, begins",
    [
        ("p.html", "<!DOCTYPE html>"),
        ("P.HTML", "<!DOCTYPE html>"),
        ("p.md", "<!-- fruskit portfolio -->\n\n# Portfolio"),
    ],
)
def test_the_ending_says_how_it_is_written_and_the_path_is_given_back(
    record, tmp_path, name, begins
):
    path = tmp_path / name
    answer_all(record)
    assert fruskit.portfolio(path, record) == str(path)
    assert path.read_text(encoding="utf-8").startswith(begins)


def test_the_html_file_needs_no_network_and_runs_nothing(record, tmp_path):
    answer_all(record)
    fruskit.portfolio(tmp_path / "p.html", record)
    html = (tmp_path / "p.html").read_text(encoding="utf-8")
    assert (
        not {"script", "img", "link", "iframe", "a"} & of(html)[0]
        and "url(" not in html
        and "@import" not in html
    )


def test_a_portfolio_is_replaced_by_the_next(record, tmp_path):
    for name in ("p.html", "p.md"):
        fruskit.portfolio(tmp_path / name, record)
    answer_all(record)
    for name in ("p.html", "p.md"):
        fruskit.portfolio(tmp_path / name, record)
        assert "Three men" in (tmp_path / name).read_text(encoding="utf-8")
    assert len(list(tmp_path.glob("p.*"))) == 2


@pytest.mark.parametrize("name", ["p.html", "p.md"])
def test_a_file_that_is_no_portfolio_is_left_as_it_is(record, tmp_path, name):
    (tmp_path / name).write_text("My essay. fruskit portfolio", encoding="utf-8")
    with pytest.raises(FruskitError) as told:
        fruskit.portfolio(tmp_path / name, record)
    assert "another file of that name" in told.value.what and told.value.remedy
    assert (tmp_path / name).read_text(encoding="utf-8") == "My essay. fruskit portfolio"


@pytest.mark.parametrize("name", ["p.pdf", "p", "p.htm", "p.md.txt", ".md"])
def test_another_ending_is_refused_with_a_remedy(record, tmp_path, name):
    with pytest.raises(FruskitError) as told:
        fruskit.portfolio(tmp_path / name, record)
    assert ".html or .md" in told.value.remedy and not (tmp_path / name).exists()


@pytest.mark.parametrize("name", ["nowhere/p.md", "a\0b.md", "folder.md"])
def test_a_place_that_cannot_be_written_to_is_told_with_a_remedy(record, tmp_path, name):
    (tmp_path / "folder.md").mkdir()
    with pytest.raises(FruskitError) as told:
        fruskit.portfolio(tmp_path / name, record)
    assert told.value.remedy


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_portfolio_that_fails_half_way_leaves_the_old_one(record, tmp_path, monkeypatch, step):
    path = tmp_path / "p.md"
    fruskit.portfolio(path, record)
    before = path.read_bytes()
    answer_all(record)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"fruskit.kit.files.os.{step}", full)
    with pytest.raises(FruskitError) as told:
        fruskit.portfolio(path, record)
    assert "No space left" in told.value.what and path.read_bytes() == before
    assert [one.name for one in tmp_path.glob("p.*")] == ["p.md"]
