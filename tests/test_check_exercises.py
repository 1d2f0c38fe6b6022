"""`fruskit check` names every fault of an exercise, of whatever kind: entry and remedy."""

from damage import told
from entries import lesson
from fruskit.author.templates import template
from fruskit.exercises import KINDS
from mistakes import mistakes
import pytest

MISTAKES = mistakes("""
sort: name = "reported as done" → named = "reported as done"
    , bin “done”: it has no “name”. Add a line: name = …
sort: name = "reported as done" → named = "reported as done"
    , bin “done”: “named” has no place here. It may have id, name.
sort: id = "talks" → id = "The talks"
    , item “The talks”, id: does not have the form asked for. Words in lower case, joined by hyphens.
sort: [[exercise.bin]] → [[exercise.box]]
    : “box” has no place here. It may have id, kind, skill, level, title, prompt, hints, right, next, evidence, proof, draft, again, text, bin, item.
date: date = "" → date = 1945-06-30
    , item “interrupted”, date: it is not text in quotation marks. Write it between quotation marks.
date: date = "June 30" → date = "29 June"
    : item “begun” is dated “29 June”, but its evidence says June 30, year not printed. Correct the date, or choose other words.
date: date = "February 11, 1945" → date = "1945-02-12"
    : item “signing” is dated “1945-02-12”, but its evidence says February 11, 1945
date: wrong = { "August 14" = "On that day they were concluded. Look for their beginning." } → wrong = "No."
    , item “begun”, wrong: it is not a table. Write [exercise.item.wrong], or { … } in a line.
date: "On that day they were concluded. Look for their beginning." → ""
    , item “begun”, wrong, August 14: it is empty. Write something
decode:   means = →   mean =
    , piece “series”: “mean” has no place here. It may have id, name, written, prefix, suffix, accept, means,
decode: quote = "59 Stat. (2) 1823" → words = "59 Stat. (2) 1823"
    : it has no “quote”
decode: quote = "59 Stat. (2) 1823" → words = "59 Stat. (2) 1823"
    : “words” has no place here. It may have id, kind, skill, level, title, prompt, hints, right, next, evidence, proof, draft, again, text, quote, prefix, suffix, block, piece, extra.
emend: worth = 1.0 → worth = 0.5
    : no reading of it is worth 1. Give the best one worth = 1.0.
emend: right = true → right = "yes"
    , ground “other-dashes”, right: it is not true or false. Write true or false, without quotation marks.
emend: quote = "4546" → quote = "4564"
    : “4564” is not in the text. Nearest: “4546” (editors-note-2
reveal: quote = "expressed → words = "expressed
    , gap “readiness”: it has no “quote”
reveal: accept = [ → accepted = [
    , gap “readiness”: “accepted” has no place here. It may have id, quote, prefix, suffix, block, accept,
reveal: [[exercise.gap]] → [[exercise.gaps]]
    : it has no “gap”. Add a [[exercise.gap]].
write: least = 25 → least = "25"
    , least: it is not a whole number. Write a number such as 2, without quotation marks.
write: least = 25 → least = 95
    : its length does not go from least to most
write: rubric = [ → rubric = [3,
    , rubric number 1: it is not text in quotation marks
choice: evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }] → evidence = "the concurrence"
    , option “chiang”, evidence: it is not a list. Write [[exercise.option.evidence]], or [{ … }] in a line.
choice: evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }] → evidence = ["the concurrence"]
    , option “chiang”, evidence number 1: it is not a table. Write { … }.
choice: kind = "choice" → kind = "choice"⏎opinion = "yes"
    , opinion: it is not true or false
choice: kind = "choice" → kind = "choice"⏎opinion = true
    : an opinion is one of two or more options, none of them right
choice: title = " → again = "before"⏎title = "
    : it takes up “before”, which does not come before it
choice: title = " → again = 1⏎title = "
    , again: it is not text in quotation marks
proof: outside = → beside =
    , proof: it has no “outside”
proof: outside = → beside =
    , proof: “beside” has no place here. It may have prompt, target, decoy, outside, passages.
proof: within = → around =
    , proof, target “participant”: “around” has no place here
proof: passages = [ → passages = [1,
    , proof, passages number 1: it is not text in quotation marks
proof: [exercise.proof] → [[exercise.proof]]
    , proof: it is not a table. Write [exercise.proof], or { … } in a line.
proof: quote = "Prime Minister T. V. Soong → quote = "Premier T. V. Soong
    : in its proof, “Premier T. V. Soong as the principal Chinese participant” is not in the text. Nearest:
""")


@pytest.mark.parametrize("kind, old, new, what", MISTAKES)
def test_a_mistake_in_an_entry_of_any_kind_is_told_with_its_place_and_what_to_do(
    own_kit, kind, old, new, what
):
    part = template(kind).replace(old, new, 1)
    assert part != template(kind)
    toml = lesson("choice") + part if kind == "proof" else 'notebook = "09-trial"\n' + part
    (own_kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    id = toml.split('\nid = "', 1)[1].split('"')[0]
    place, _, what = what.partition(": ")
    problems = told(own_kit)
    assert any(
        problem.startswith(f"data/exercises/09.toml, exercise “{id}”{place}: ") and what in problem
        for problem in problems
    ), problems
    assert all(f"data/exercises/09.toml, exercise “{id}”" in problem for problem in problems), (
        "and nothing else is blamed"
    )


@pytest.mark.parametrize("kind", ["choice", "write"])
def test_an_entry_without_a_kind_is_told_so_once_and_that_alone(own_kit, kind):
    toml = "".join(
        line for line in lesson(kind).splitlines(keepends=True) if not line.startswith("kind =")
    )
    (own_kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    (problem,) = told(own_kit)
    assert problem.endswith(": it has no “kind”. Add a line: kind = …")


@pytest.mark.parametrize("kind", KINDS)
def test_an_entry_like_its_template_has_no_problem_but_that_no_notebook_shows_it(own_kit, kind):
    toml = lesson(kind).replace("09-trial", "02-yalta-provisions")
    (own_kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    (problem,) = told(own_kit)
    assert "notebooks/02-yalta-provisions.ipynb does not show it" in problem


@pytest.mark.parametrize("date", ["30 June 1945", "30 June", "1945-06-30", "Saturday, June 30th"])
def test_a_date_may_be_written_otherwise_and_with_a_year_that_its_evidence_lacks(own_kit, date):
    toml = (
        lesson("date")
        .replace('date = "June 30"', f'date = "{date}"')
        .replace("09-trial", "02-yalta-provisions")
    )
    (own_kit.data / "exercises" / "09.toml").write_text(toml, encoding="utf-8")
    assert not any("dated" in problem for problem in told(own_kit))
