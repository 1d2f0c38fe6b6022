"""What a class handed in is read with care and never believed; each fault is told, and the rest is shown."""

from dataclasses import replace
import json
import os
from random import Random
from statistics import median

import classes
from classes import changed, EXERCISES, handed_in, KIT, lay
from fruskit import FruskitError
from fruskit.classwork.counts import divided, flows, results
from fruskit.classwork.people import folded, roster, shared, students
from fruskit.classwork.pile import pile
from fruskit.classwork.veil import veil, veiled
from fruskit.classwork.work import Marker, works
from fruskit.record import Attempt, Event
from fruskit.record.hand_in import HandIn
import pytest
import responses

LESSONS = frozenset(exercise.notebook for exercise in EXERCISES.values())
AT = "2026-01-05T12:00:{:02}.000+00:00"
LAST = AT.format(59)
WHO_SIGNED = EXERCISES["02/who-signed"]


def one(who="Lin Wei", *attempts, lesson="02-yalta-provisions", at=LAST, events=()):
    return HandIn(KIT, "0.2.0", lesson, who, at, tuple(attempts), tuple(events))


def attempt(response, n=0, exercise=WHO_SIGNED, **fields):
    held = {"score": 1.0, "correct": True, "hints": 0, "at": AT.format(n)} | fields
    return Attempt(exercise.id, exercise.version, response, **held)


def read(folder):
    return pile(folder, KIT, LESSONS)


def worked(*made):
    mark = Marker(EXERCISES)
    found = students(read_papers(made))
    return works(found, mark), mark


def read_papers(made):
    from fruskit.classwork.pile import laid_out

    return laid_out(made).papers


# --- the files


@pytest.mark.parametrize(
    "name, content, told",
    [
        ("a.fruskit.json", b"", "empty"),
        ("a.fruskit.json", b'{"format": "fruskit-', "not JSON, or damaged"),
        ("a.fruskit.json", b"\xff\xfe\x00", "not JSON, or damaged"),
        ("a.fruskit.json", b"[" * 100_000, "not JSON, or damaged"),
        ("a.fruskit.json", b"[NaN]", "not JSON, or damaged"),
        ("a.fruskit.json", b"[1]", "no hand-in"),
        ("a.json", b'{"format": "fruskit-record", "version": 2}', "whole record"),
        ("02-yalta-provisions.ipynb", b"{}", "answers are not in notebooks"),
        ("essay.docx", b"PK", "no hand-in"),
    ],
)
def test_a_file_that_is_none_is_told_with_its_name_and_the_rest_is_read(
    tmp_path, name, content, told
):
    lay(tmp_path, one())
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path)
    assert len(found.papers) == 1
    ((file, what, used),) = found.faults
    assert file == name and told in what and not used


@pytest.mark.parametrize(
    "fields, told",
    [
        ({"kit": "frus1/ch1"}, "another text (frus1/ch1)"),
        ({"lesson": "99-none"}, "not in this kit (99-none)"),
        ({"version": 2}, "newer fruskit"),
        ({"attempts": [{}]}, "it has no"),
        ({"attempts": "x"}, "not a list"),
        ({"at": "yesterday, I think"}, "form"),
    ],
)
def test_what_fits_no_form_kit_or_lesson_is_told(tmp_path, fields, told):
    (tmp_path / "x.json").write_text(changed(one(), **fields))
    assert told in read(tmp_path).faults[0].what


def test_a_file_of_100_mb_is_told_and_not_read(tmp_path, monkeypatch):
    with open(tmp_path / "x.json", "wb") as file:
        file.truncate(100_000_000)
    monkeypatch.setattr(type(tmp_path), "read_bytes", lambda _: pytest.fail("it is read"))
    assert "100 MB" in read(tmp_path).faults[0].what


@pytest.mark.skipif(os.name == "nt", reason="pipes and links need rights on Windows")
def test_what_is_no_plain_file_is_told_and_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "link.json").symlink_to("/etc/passwd")
    assert [fault.what for fault in read(tmp_path).faults] == ["It is no plain file"] * 2


def test_a_file_changed_by_hand_is_told_and_its_answers_are_marked_anew(tmp_path):
    said = one("Lin", attempt(["stalin"])).plain() | {"code": "00000000", "who": "Max"}
    (tmp_path / "x.json").write_text(json.dumps(said))
    found = read(tmp_path)
    assert found.faults[0].used and "receipt does not fit" in found.faults[0].what
    assert found.papers[0].hand_in.who == "Max"


def test_the_same_file_twice_counts_once_and_is_told(tmp_path):
    lay(tmp_path, one())
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "copy (1).json").write_text(one().text())
    found = read(tmp_path)
    assert len(found.papers) == 1 and "the same as" in found.faults[0].what


def test_folders_as_an_lms_packs_them_are_read_and_hidden_files_are_not(tmp_path):
    for place in ("Lin Wei_12345_assignsubmission_file_", "__MACOSX", ".git"):
        lay(tmp_path / place, one())
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "class.csv").write_text("Name\n")
    found = read(tmp_path)
    assert len(found.papers) == 1 and not found.faults


def test_a_folder_that_is_not_there_is_told(tmp_path):
    with pytest.raises(FruskitError, match="no such folder"):
        read(tmp_path / "none")


def test_many_broken_files_hinder_nothing_and_write_nothing(tmp_path, everything):
    number = 1_000 if everything else 50
    good = handed_in(1, "02")
    folder = lay(tmp_path / "in", *good)
    for name, content in classes.broken(good[0], Random(7), number):
        (folder / name).write_bytes(content)
    before = sorted(tmp_path.rglob("*"))
    found = read(folder)
    done, mark = worked(*[paper.hand_in for paper in found.papers])
    results(done, mark, EXERCISES)
    assert good[0].code in {paper.code for paper in found.papers}
    assert len(found.faults) >= number / 2 and sorted(tmp_path.rglob("*")) == before


# --- marked anew


def test_scores_in_a_file_are_passed_over():
    (work,), _ = worked(one("Lin", attempt(["chiang"], score=1.0, correct=True)))
    assert work.tried["02/who-signed"].best.score == 0


def test_first_and_last_are_of_what_came_before_the_answer_was_shown():
    right = WHO_SIGNED.right_answer
    tries = attempt(["chiang"], 1), attempt(["stalin"], 2), attempt(right, 9)
    shown = Event("shown", WHO_SIGNED.id, WHO_SIGNED.version, AT.format(5))
    (work,), _ = worked(one("Lin", *reversed(tries), events=[shown]))
    tried = work.tried[WHO_SIGNED.id]
    assert [tried.first.response, tried.last.response] == [["chiang"], ["stalin"]]
    assert tried.shown and tried.attempts == 3 and tried.best.response == ["stalin"]


def test_answers_to_earlier_forms_or_that_do_not_fit_are_counted_apart():
    old = replace(attempt(["stalin"]), version="before")
    (work,), _ = worked(one("Lin", old, attempt(["nobody"], 1), attempt({"x": [1]}, 2)))
    assert (work.earlier, work.unfit, work.tried) == (1, 2, {})


def test_each_distinct_response_is_marked_once(monkeypatch):
    made = [one(f"S{n}", attempt(["stalin"], n), attempt(["chiang"], n + 1)) for n in range(8)]
    _, mark = worked(*made)
    assert mark.distinct == 2


def test_minutes_are_without_pauses():
    times = ("12:00:00", "12:04:00", "15:00:00", "15:02:00")
    said = [attempt(["stalin"], at=f"2026-01-05T{t}.000+00:00") for t in times]
    (work,), _ = worked(one("Lin", *said))
    assert work.minutes == 6


# --- who


def test_handing_in_again_keeps_both_and_the_later_counts():
    first, later = one("Lin", at=AT.format(1)), one("LIN", attempt(["stalin"]), at=AT.format(2))
    (student,) = students(read_papers([later, first]))
    paper = student.papers["02-yalta-provisions"]
    assert paper.code == later.code and student.times == {"02-yalta-provisions": 2}


def test_the_same_attempts_under_two_names_are_told():
    same = attempt(["stalin"])
    found = students(read_papers([one("Lin", same), one("Max", same), one("Ada")]))
    ((first, second, count),) = shared(found)
    assert ({first.who, second.who}, count) == ({"Lin", "Max"}, 1)


def list_of(tmp_path, text, encoding="utf-8"):
    (tmp_path / "class.csv").write_bytes(text.encode(encoding))
    return roster(tmp_path / "class.csv")


MOODLE = '"First name",Surname,"ID number","Email address"\nWei,Lin,s100,wei@u.edu\nŁukasz,Żak,s200,l@u.edu\n'
CANVAS = (
    'Student,ID,SIS User ID,SIS Login ID,Section\n    Points Possible,,,,\n"Lin, Wei",7,s100,wei,A\n'
    '"Żak, Łukasz",8,s200,lz,A\n"Student, Test",9,,,A\n'
)


@pytest.mark.parametrize(
    "form", [MOODLE, CANVAS, MOODLE.replace(",", ";"), MOODLE.replace(",", "\t")]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("who", ["Lin Wei", "wei LIN", "Lin, Wei", "s100", "Wei (s100)", "S100"])
def test_a_name_or_number_is_found_on_a_list_as_an_lms_exports_it(tmp_path, form, encoding, who):
    found = list_of(tmp_path, form, encoding)
    assert len(found.people) == 2
    assert found.find(who)[0].numbers[0] in ("s100", "7")


@pytest.mark.parametrize("who", ["Wei", "Lin Wie", "Lukasz Zack"])
def test_a_doubtful_name_is_told_with_whom_it_may_be_and_not_decided(tmp_path, who):
    person, perhaps = list_of(tmp_path, MOODLE).find(who)
    assert person is None and len(perhaps) == 1


def test_two_of_one_name_are_both_named(tmp_path):
    found = list_of(tmp_path, "Name,Number\nLin Wei,1001\nLin Wei,1002\n")
    assert found.find("Lin Wei")[0] is None and len(found.find("Lin Wei")[1]) == 2
    assert found.find("Lin Wei 1002")[0].numbers == ("1002",)


def test_a_column_also_settles_a_doubt(tmp_path):
    assert list_of(tmp_path, "Name,also\nLin Wei,Little Lin\n").find("little lin")[0]


@pytest.mark.parametrize("content", ["", "Name\n", "a,b\n1,2\n", "\0\n"])
def test_a_list_that_names_no_one_is_refused(tmp_path, content):
    with pytest.raises(FruskitError, match="no student"):
        list_of(tmp_path, content)


@pytest.mark.parametrize("who", ["Ada Lovelace", "!!!", "…"])
def test_who_is_not_on_the_list_is_nobody(tmp_path, who):
    assert list_of(tmp_path, MOODLE).find(who) == (None, [])


def test_a_name_is_compared_by_its_words():
    assert folded("Wei, LIN") == folded("lin  wéi") == "lin wei"


# --- names taken out


def test_names_and_numbers_are_taken_out_and_the_words_of_the_text_stay():
    own = students(read_papers([one("Grace Long s4711"), one("Roosevelt")]))
    names = veil(own, EXERCISES.values())
    said = "I, grace long, think (Grace, S4711) that for long Roosevelt waited."
    shown = "I, [name], think ([name], [name]) that for long Roosevelt waited."
    assert veiled(said, names) == shown


# --- counted


def test_answers_are_counted_at_first_and_at_last_beside_the_right_one():
    made = [
        one(f"S{n}", attempt(["stalin"], n), attempt(WHO_SIGNED.right_answer, n + 1))
        for n in range(3)
    ]
    done, mark = worked(*made, one("S9", attempt(["chiang"], 1)))
    (result,) = results(done, mark, ["02/who-signed"])
    (question,) = result.questions
    counts = {a.words: (a.first, a.last, a.right) for a in question.answers}
    assert counts["Stalin"] == (3, 3, True) and counts["Roosevelt"] == (0, 3, True)
    assert [c for words, c in counts.items() if words.startswith("Chiang")] == [(1, 1, False)]
    assert (result.answered, result.right) == (4, (0, 3))


def test_division_is_100_for_two_halves_and_0_where_all_agree():
    single = next(
        e
        for e in EXERCISES.values()
        if e.kind == "choice" and e.graded and not e.task.several and not e.proof
    )
    ids = [option.id for option in single.task.options]
    for picks, division in (([0, 1] * 3, 1.0), ([0] * 6, 0.0), ([0, 0, 0, 0, 0, 1], 5 / 9)):
        made = [
            one(f"S{n}", attempt([ids[pick]], n, single), lesson=single.notebook)
            for n, pick in enumerate(picks)
        ]
        done, mark = worked(*made)
        (result,) = results(done, mark, [single.id])
        assert result.division == pytest.approx(division)
        assert bool(divided([result])) == (division > 0)


def test_a_misreading_is_told_in_the_words_of_the_reply():
    wrong = [responses.wrong(WHO_SIGNED)]
    done, mark = worked(*[one(f"S{n}", attempt(wrong[0], n)) for n in range(6)])
    (result,) = results(done, mark, ["02/who-signed"])
    says = {heard.says for heard in WHO_SIGNED.heard() if heard.right is False}
    assert result.misreading.students == 6
    assert any(result.misreading.says.endswith(one) for one in says if one)


def test_what_one_student_alone_misread_is_not_called_the_commonest():
    right = WHO_SIGNED.right_answer
    made = [attempt(responses.wrong(WHO_SIGNED), 0), *(attempt(right, n) for n in range(1, 6))]
    done, mark = worked(*[one(f"S{n}", answer) for n, answer in enumerate(made)])
    (result,) = results(done, mark, ["02/who-signed"])
    assert result.misreading is None


def test_of_misreadings_that_are_as_common_the_first_is_told_each_time():
    exercise = next(one for one in EXERCISES.values() if one.kind == "match")
    right = exercise.right_answer
    turned = dict(zip(right, [*right.values()][1:] + [*right.values()][:1]))
    done, mark = worked(*[one(f"S{n}", attempt(turned, n, exercise)) for n in range(6)])
    (result,) = results(done, mark, [exercise.id])
    assert result.misreading.about == exercise.mark(turned).remarks[0].about


def test_the_words_that_were_marked_are_counted_word_by_word():
    exercise = EXERCISES["02/five-subjects"]
    right = exercise.right_answer
    made = [one(f"S{n}", attempt(right[: n + 1], n, exercise)) for n in range(3)]
    done, mark = worked(*made)
    (result,) = results(done, mark, [exercise.id])
    assert sorted(set(result.marks.last.values())) == [1, 2, 3]
    assert set(result.marks.last) <= result.marks.wanted


def test_opinions_are_told_as_ways_from_one_to_the_other():
    before, after = EXERCISES["02/before"], EXERCISES["02/after"]
    ids = [option.id for option in before.task.options]
    made = [
        one(f"S{n}", attempt([ids[0]], 1, before), attempt([ids[n % 2]], 2, after))
        for n in range(4)
    ]
    done, _ = worked(*made)
    assert sorted(flow.students for flow in flows(done, before, after)) == [2, 2]


def test_a_made_up_class_is_the_same_each_time_and_fits_every_exercise():
    made, again = (handed_in(12) for _ in range(2))
    assert [one.code for one in made] == [one.code for one in again]
    done, mark = worked(*made)
    assert not any(work.unfit or work.earlier for work in done)
    found = {result.exercise.id: result for result in results(done, mark, EXERCISES)}
    assert set(found) == set(EXERCISES)
    graded = [r for r in found.values() if r.exercise.graded and not r.exercise.task.long]
    assert median(r.right[1] - r.right[0] for r in graded) > 0  # trying again helps
    assert any(0 < r.right[1] < r.answered for r in graded)
