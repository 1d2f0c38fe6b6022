"""Exercises as data: each kind loads as it is written, and is had by its name."""

from pathlib import Path
import re
import shutil

from asked import mark
from entries import CHOICE, FACT, from_toml, lesson, MARK, MATCH, ORDER
import fruskit
from fruskit import FruskitError
from fruskit.author.templates import template
from fruskit.claims.annotations import load as annotations
from fruskit.exercises import KINDS, load, SKILLS
from fruskit.kit.folder import Kit
import pytest
from responses import right, wrong

ROOT = Path(__file__).resolve().parents[1]


# --- each kind loads


def test_an_exercise_keeps_what_its_file_says(tmp_path):
    made = from_toml(tmp_path, CHOICE)["09/first"]
    assert (made.id, made.notebook, made.kind, made.skill) == (
        "09/first",
        "09-trial",
        "choice",
        "close reading",
    )
    assert (made.title, made.prompt, made.hints) == ("A title", "A question?", ("One.", "Two."))
    assert (made.right, made.next) == ("All right.", "Go on.")


def test_a_choice_has_options_of_which_some_are_right(tmp_path):
    made = from_toml(tmp_path, CHOICE)["09/first"]
    assert [(o.id, o.text, o.right, o.reply.tell, o.reply.shown(0)) for o in made.task.options] == [
        ("stalin", "Stalin", True, "He signed.", "He signed."),
        ("soong", "T. V. Soong", False, "He did not.", "He did not."),
    ]
    assert made.task.several is False and made.grounds.facts == (FACT,)


def test_a_match_has_pairs_with_words_for_foreseen_mistakes_and_extras(tmp_path):
    made = from_toml(tmp_path, MATCH)["09/first"]
    assert [(p.id, p.left, p.right, p.reply.point, dict(p.wrong)) for p in made.task.pairs] == [
        (
            "asked",
            "Chiang",
            "would concur",
            "Look again.",
            {"acted": "That is Roosevelt.", "nobody": "Nobody."},
        ),
        ("acted", "Roosevelt", "would take measures", "Look again.", {}),
    ]
    assert [(extra.id, extra.text) for extra in made.task.extras] == [("nobody", "would sign")]


def test_an_order_has_items_of_which_some_may_share_a_place(tmp_path):
    made = from_toml(tmp_path, ORDER)["09/first"]
    assert [(item.id, item.place) for item in made.task.items] == [
        ("begun", 1),
        ("departed", 2),
        ("interrupted", 2),
    ]


def test_a_mark_has_targets_with_what_may_be_marked_around_them_and_decoys(tmp_path):
    made = from_toml(tmp_path, MARK)["09/first"]
    (target,), (decoy,) = made.task.targets, made.task.decoys
    assert (target.span.text, target.within.text) == (
        "Chinese Eastern Railroad",
        "the Chinese Eastern Railroad",
    )
    assert (decoy.span.text, decoy.reply.point) == ("the war against Japan", "What it was about.")
    assert (made.task.passages, made.task.outside) == (("editors-note-1",), "Not these.")


def made_of(folder, kind):
    (made,) = from_toml(folder, lesson(kind)).values()
    return made


def test_a_sort_has_bins_and_items_that_each_belong_in_one(tmp_path):
    task = made_of(tmp_path, "sort").task
    assert dict(task.bins) == {"done": "reported as done", "to-be-done": "still to be done"}
    assert [(item.id, item.left, item.right) for item in task.pairs] == [
        ("agreement", "Signing the agreement at Yalta", "reported as done"),
        ("concurrence", "Obtaining Chiang’s concurrence", "still to be done"),
        ("talks", "Beginning the negotiations at Moscow", "reported as done"),
    ]
    assert task.pairs[0].evidence.spans[0].text == "signed by Stalin, Roosevelt, and Churchill"


def test_a_date_has_items_dated_as_exactly_as_the_text_does_or_not_at_all(tmp_path):
    signing, begun, interrupted = made_of(tmp_path, "date").task.items
    assert [(item.date.edtf, item.date.precision) for item in (signing, begun, interrupted)] == [
        ("1945-02-11", "day"),
        ("XXXX-06-30", "day"),
        ("", ""),
    ]
    assert dict(begun.said).keys() == {"year-assumed"}
    assert dict(begun.wrong) == {
        "XXXX-08-14": "On that day they were concluded. Look for their beginning."
    }, "by EDTF, however it is written"


def test_a_decode_has_pieces_each_anchored_to_its_signs_and_meanings_to_choose_from(tmp_path):
    task = made_of(tmp_path, "decode").task
    assert task.whole.text == "59 Stat. (2) 1823"
    places = [piece.evidence.spans[0] for piece in task.pieces]
    assert [place.text for place in places] == ["59", "Stat.", "(2)", "1823"]
    assert [place.start - task.whole.start for place in places] == [0, 3, 9, 13]
    assert task.pieces[1].accept == ("Stat",)
    assert task.meanings == {
        "series": "Statutes at Large",
        "statement": "a statement of the Department",
    }


def test_an_emend_has_readings_of_different_worth_and_grounds_to_choose_from(tmp_path):
    task = made_of(tmp_path, "emend").task
    assert (task.sic.text, task.sic.block) == ("4546", "editors-note-2")
    assert [(reading.texts, reading.worth) for reading in task.readings] == [
        (("45–46", "45-6", "45, 46", "45 and 46"), 1.0),
        (("456",), 0.25),
    ]
    assert task.grounds.several and [ground.right for ground in task.grounds.options] == [
        True,
        True,
        False,
    ]
    assert all(task.sic in reading.evidence.spans for reading in task.readings)


@pytest.mark.parametrize(
    "near, at", [('prefix = "("', 10), ('suffix = "3"', 15), ('prefix = "18"\nsuffix = "3"', 15)]
)
def test_a_piece_that_stands_twice_is_told_by_the_signs_beside_it(tmp_path, near, at):
    toml = lesson("decode").replace('written = "(2)"', f'written = "2"\n{near}')
    (made,) = from_toml(tmp_path, toml).values()
    (part,) = (piece for piece in made.task.pieces if piece.id == "part")
    (span,) = part.evidence.spans
    assert (part.written, span.text, span.start - made.task.whole.start) == ("2", "2", at)


def test_the_worth_of_a_reading_may_be_a_whole_number(tmp_path):
    toml = lesson("emend").replace("worth = 1.0", "worth = 1").replace("worth = 0.25", "worth = 0")
    (made,) = from_toml(tmp_path, toml).values()
    assert [reading.worth for reading in made.task.readings] == [1, 0]
    assert mark(made, right(made)).score == 1


def test_a_reveal_has_gaps_of_words_that_are_hidden(tmp_path):
    (gap,) = made_of(tmp_path, "reveal").task.gaps
    assert (gap.span.text, gap.accept) == ("expressed its readiness", ("declared its readiness",))
    assert dict(gap.wrong) == {"agreed": "“Agreed” binds both sides. The editors’ words do not."}


def test_a_write_has_a_length_words_that_bear_on_it_a_rubric_and_a_model_answer(tmp_path):
    task = made_of(tmp_path, "write").task
    assert (task.least, task.most, len(task.rubric)) == (25, 90, 2)
    assert [target.id for target in task.targets] == ["concurrence", "measures"]
    assert task.model.startswith("The provisions required the consent of a man who had not signed")


@pytest.mark.parametrize(
    "toml, earlier",
    [
        (CHOICE, {"tell": "feedback"}),
        (
            MATCH,
            {"tell": "feedback", "point": "otherwise", 'point = "No such': 'feedback = "No such'},
        ),
        (ORDER, {"tell": "feedback"}),
        (MARK, {"tell": "feedback", "point": "missed", 'point = "What': 'feedback = "What'}),
        *(
            (lesson(kind), {"tell": "feedback", "point": "otherwise"})
            for kind in ("sort", "date", "reveal")
        ),
        (lesson("emend"), {'point = "It could': 'otherwise = "It could', "tell": "feedback"}),
        (lesson("write"), {"tell": "feedback", "point": "missed"}),
    ],
)
def test_replies_under_the_names_they_had_in_earlier_kits_are_read_as_they_are_now(
    tmp_path, toml, earlier
):
    written = toml
    for name, before in sorted(earlier.items(), key=lambda names: -len(names[0])):
        written = re.sub(
            rf"^( *){name}" + ("" if "=" in name else r"(?= =)"),
            rf"\1{before}",
            written,
            flags=re.M,
        )
    assert written != toml and not re.search(r"^ *tell =", written, re.M)
    (now,) = from_toml(tmp_path / "now", toml).values()
    (then,) = from_toml(tmp_path / "then", written).values()
    assert then == now, "its version is the same too: answers that were kept still fit"


OPINION = CHOICE.replace("  right = true\n", "").replace(
    'kind = "choice"', 'kind = "choice"\nopinion = true'
)


def test_an_opinion_has_options_of_which_none_is_right(tmp_path):
    made = from_toml(tmp_path, OPINION)["09/first"]
    assert (
        made.task.opinion
        and not made.graded
        and not any(option.right for option in made.task.options)
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_proof_is_a_second_step_of_its_own_prompt_and_targets(tmp_path, kind):
    alone = made_of(tmp_path / "alone", kind)
    passages = "editors-note-1" if kind != "reveal" else "editors-note-2"
    proof = template("proof").replace("editors-note-1", passages)
    if kind == "reveal":  # its words are hidden in the passage that the template’s proof would show
        proof = (
            proof.split("    [[")[0]
            + """    [[exercise.proof.target]]
    id = "papers"
    quote = "the status of these Sino-Soviet negotiations"
    tell = "Yes."
    point = "No."
    """
        )
    (made,) = from_toml(tmp_path, lesson(kind) + proof).values()
    assert (alone.steps, made.steps) == ((kind,), (kind, "mark"))
    assert made.task == alone.task and made.proof.prompt == "Mark the words that show it."
    assert made.proof.passages == (passages,)
    assert made.proof.targets[0].span in made.evidence and made.version != alone.version
    assert mark(made, right(made)).score == 1 and mark(made, wrong(made)).score < 1


def test_an_exercise_may_take_up_one_that_comes_before_it_in_its_lesson(tmp_path):
    second = CHOICE.replace('id = "first"', 'id = "second"\nagain = "first"').replace(
        'notebook = "09-trial"', ""
    )
    made = from_toml(tmp_path, OPINION + second)
    assert (made["09/first"].again, made["09/second"].again) == ("", "09/first")


def test_without_passages_the_blocks_of_the_targets_are_shown(tmp_path):
    shorter = MARK.replace('passages = ["editors-note-1"]\n', "")
    assert from_toml(tmp_path, shorter)["09/first"].task.passages == ("editors-note-1",)


def test_the_words_around_a_target_are_those_that_hold_it_also_where_they_stand_twice(tmp_path):
    twice = MARK.replace(
        'quote = "Chinese Eastern Railroad"\n  within = "the Chinese Eastern Railroad"',
        'quote = "Moscow"\n  prefix = "begun at "\n  within = "at Moscow"',
    )
    (target,) = from_toml(tmp_path, twice)["09/first"].task.targets
    assert target.within.start == target.span.start - 3
    around = MARK.replace(
        'quote = "Chinese Eastern Railroad"\n  within = "the Chinese Eastern Railroad"',
        'quote = "return to Moscow"\n  within = "to Moscow"',
    )
    with pytest.raises(FruskitError, match="“to Moscow” does not hold “return to Moscow”"):
        from_toml(tmp_path, around)
    stands_twice = MARK.replace(
        'quote = "Chinese Eastern Railroad"\n  within = "the Chinese Eastern Railroad"',
        'quote = "Stalin"\n  suffix = "’s return"\n  within = "Stalin"',
    )
    (target,) = from_toml(tmp_path, stands_twice)["09/first"].task.targets
    assert target.within == target.span


def test_the_evidence_of_an_exercise_is_that_of_all_its_parts_once_each(tmp_path):
    words = {
        kind: [span.text for span in from_toml(tmp_path / kind, toml)["09/first"].evidence]
        for kind, toml in (("choice", CHOICE), ("match", MATCH), ("order", ORDER), ("mark", MARK))
    }
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
    for number, (old, new) in enumerate(
        [("He signed.", "He did sign."), ("One.", "1."), ("right = true", "right = true ")]
    ):
        changed = from_toml(tmp_path / str(number), CHOICE.replace(old, new))["09/first"].version
        assert (changed == version) == (new.strip() == old)


# --- a point leaves the words wanted to be found


@pytest.mark.parametrize(
    "kind, old, new, place, words",
    [
        (
            "match",
            "look at the word before it",
            "read “Generalissimo”",
            "pair “chiang”",
            "Generalissimo",
        ),
        (
            "sort",
            "Does it report a plan?",
            "it is Reported as Done.",
            "item “agreement”",
            "reported as done",
        ),
        (
            "mark",
            "Read the words that follow",
            "Stalin's departure for the Berlin Conference follows",
            "target “departure”",
            "Stalin’s departure for the Berlin Conference",
        ),
        (
            "mark",
            "These words do not",
            "Stalin’s departure for the Berlin Conference does",
            "outside",
            "Stalin’s departure for the Berlin Conference",
        ),
        (
            "date",
            "Read the first sentence as far",
            "February 11, 1945, it says",
            "item “signing”",
            "February 11, 1945",
        ),
        ("date", "On that day they", "June 30; in August they", "item “begun”", "June 30"),
        (
            "decode",
            "It is the only part with letters",
            "It is “Stat.”",
            "piece “series”",
            "Stat.",
        ),
        ("emend", "It may be so.", "Not 45–46?", "point", "45–46"),
        (
            "reveal",
            "“Agreed” binds both sides.",
            "No, declared its readiness.",
            "gap “readiness”",
            "declared its readiness",
        ),
        (
            "write",
            "The condition is in",
            "“would require the concurrence of Generalissimo Chiang Kai-shek” is",
            "target “concurrence”",
            "would require the concurrence of Generalissimo Chiang Kai-shek",
        ),
    ],
)
def test_a_point_that_has_the_words_wanted_is_named_with_its_place(
    tmp_path, kind, old, new, place, words
):
    toml = lesson(kind)
    (made,) = from_toml(tmp_path / "made", toml).values()
    assert old in toml and (place, words) not in made.given_away()
    (telling,) = from_toml(tmp_path / "telling", toml.replace(old, new, 1)).values()
    assert (place, words) in telling.given_away()


def test_the_point_of_an_option_leaves_the_right_one_to_be_found(tmp_path):
    missed = CHOICE.replace('tell = "He signed."', 'tell = "Yes."\n  point = "Stalin, of course."')
    wrong = CHOICE.replace('tell = "He did not."', 'tell = "No."\n  point = "It was Stalin."')
    for number, toml in enumerate((missed, wrong)):
        (made,) = from_toml(tmp_path / str(number), toml).values()
        assert [words for _, words in made.given_away()] == ["Stalin"]


# --- the templates that authors begin with


@pytest.mark.parametrize("kind", KINDS)
def test_every_template_loads_into_the_kit_and_its_perfect_answer_scores_1(tmp_path, kind):
    (tmp_path / "data" / "exercises").mkdir(parents=True)
    (tmp_path / "data" / "exercises" / "09.toml").write_text(lesson(kind), encoding="utf-8")
    section = fruskit.load()
    (made,) = load(Kit(tmp_path), section, annotations(Kit(ROOT), section)).values()
    marking = mark(made, right(made))
    assert made.kind == kind and (marking.score, marking.correct) == (1, True)
    assert not mark(made, wrong(made)).correct
    assert made.hints, "a template shows how a hint is written"


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
    faulty = (
        ORDER.replace('notebook = "09-trial"', "")
        .replace('id = "first"', 'id = "bad"')
        .replace("place = 1", "place = 2")
    )
    kit.write_text(MATCH + faulty, encoding="utf-8")
    with pytest.raises(FruskitError, match="09.toml, exercise “bad”: its items have no order"):
        fruskit.exercise("09/bad")
    assert fruskit.exercise("09/first").title == "A title"


def test_a_typo_in_an_id_is_told_and_not_the_fault_of_another_exercise(kit):
    faulty = ORDER.replace('notebook = "09-trial"', "").replace('id = "first"', 'id = "bad"')
    kit.write_text(MATCH + faulty.replace("place = 1", 'place = "1"'), encoding="utf-8")
    with pytest.raises(FruskitError, match="there is no exercise “09/frist”. Nearest: “09/first”."):
        fruskit.exercise("09/frist")
    with pytest.raises(FruskitError, match="there is no exercise “08/bad”. Nearest: “09/bad”."):
        fruskit.exercise("08/bad")


def test_a_file_that_cannot_be_read_does_not_hinder_the_exercises_of_another(kit):
    (kit.parent / "08.toml").write_text("[[exercise", encoding="utf-8")
    (kit.parent / "._09.toml").write_bytes(b"\0\5\x16\7")
    (kit.parents[1] / "annotations" / "events.toml").write_text("[[event", encoding="utf-8")
    assert fruskit.exercise("09/first").title == "A title"


def test_an_exercise_says_that_a_fact_it_needs_has_a_fault_of_its_own(kit):
    context = kit.parents[1] / "context.toml"
    text = context.read_text(encoding="utf-8")
    context.write_text(text.replace('locator = "Introduction"\n', "", 1), encoding="utf-8")
    toml = CHOICE.replace('{ context = "begun" }', '{ context = "conference-bounds" }')
    kit.write_text(toml, encoding="utf-8")
    with pytest.raises(
        FruskitError,
        match="exercise “first”: the fact “conference-bounds” is not in data/context.toml, or it has a fault",
    ):
        fruskit.exercise("09/first")


def test_an_exercise_of_a_file_that_cannot_be_read_says_so(kit):
    kit.write_text(MATCH[:-40], encoding="utf-8")
    with pytest.raises(FruskitError, match="09.toml: it is not valid TOML"):
        fruskit.exercise("09/first")


def test_a_changed_file_shows_at_the_next_call(kit):
    assert fruskit.exercise("09/first").title == "A title"
    kit.write_text(MATCH.replace("A title", "Another"), encoding="utf-8")
    assert fruskit.exercise("09/first").title == "Another"


def test_the_ten_kinds_and_six_skills_are_known():
    assert set(KINDS) == {
        "choice",
        "match",
        "order",
        "sort",
        "mark",
        "date",
        "decode",
        "emend",
        "reveal",
        "write",
    }
    assert len(SKILLS) == 6


def test_what_comes_next_does_not_say_next_as_well_as_the_card():
    section = fruskit.load()
    exercises = load(Kit(ROOT), section, annotations(Kit(ROOT), section))
    assert exercises
    assert not [e.id for e in exercises.values() if e.next.casefold().startswith("next")]
