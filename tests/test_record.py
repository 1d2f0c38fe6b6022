"""The record as a learner calls it: what is added stays, in its order and at its place, until it is erased."""

import json
import subprocess
import sys

from attempts import attempt, exported, said
from fruskit.record import Record


def test_what_is_added_is_there_for_whoever_opens_the_file_next(path):
    Record(path).add(attempt(["a"]))
    Record(path).add(attempt(["b"], "03/sequence", 1.0))
    assert [a.response for a in Record(path).attempts()] == [["a"], ["b"]]
    assert Record(path).attempts("03/sequence") == [attempt(["b"], "03/sequence", 1.0)]
    assert Record(path).last("02/five-subjects") == attempt(["a"])
    assert Record(path).last("04/odd-page") is None


def test_the_seed_is_drawn_once_even_by_many_at_once(path):
    code = "import sys; from fruskit.record import Record; print(Record(sys.argv[1]).seed())"
    racing = [
        subprocess.Popen([sys.executable, "-c", code, path], stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    assert len({process.communicate()[0] for process in racing}) == 1


def test_attempts_come_in_the_order_of_their_times_and_then_of_their_arrival(path):
    record = Record(path)
    record.add(attempt(["noon"], at="2026-11-24T12:00:00+00:00"))
    record.add(attempt(["noon, too"], at="2026-11-24T12:00:00+00:00"))
    earlier = [
        said(response="tokyo", at="2026-11-24T20:00:00+09:00"),
        said(response="morning", at="2026-11-24T09:00:00Z"),
    ]
    assert record.merge(exported(*earlier)) == 2
    expected = ["morning", "tokyo", ["noon"], ["noon, too"]]
    assert [a.response for a in record.attempts()] == expected
    assert [a.response for a in record.attempts("02/five-subjects")] == expected
    assert record.last("02/five-subjects").response == ["noon, too"]


def test_the_environment_says_where_and_missing_folders_are_made(tmp_path, monkeypatch):
    monkeypatch.setenv("FRUSKIT_RECORD", str(tmp_path / "a" / "b" / "mine.sqlite"))
    Record().add(attempt())
    assert (tmp_path / "a" / "b" / "mine.sqlite").is_file()
    monkeypatch.setenv("FRUSKIT_RECORD", "")
    assert Record().path.name == "record.sqlite" and Record().path.is_absolute()


def test_export_holds_everything_and_erase_leaves_no_trace_but_the_seed(path):
    record = Record(path)
    for word in ("Kurils", "Dairen"):
        record.add(attempt([word]))
    seed = record.seed()
    given_out = json.loads(json.dumps(record.export()))
    assert [a["response"] for a in given_out["attempts"]] == [["Kurils"], ["Dairen"]] and given_out[
        "seed"
    ] == seed
    assert record.erase() == 2
    assert record.attempts() == [] and record.seed() == seed
    assert b"Kurils" not in path.read_bytes()
