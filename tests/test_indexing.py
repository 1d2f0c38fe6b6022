"""An index of many volumes: each whole or not at all, stopped and gone on with, never another's file."""

from contextlib import closing
import os
from pathlib import Path
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

import fruskit
from fruskit import FruskitError
from fruskit.volumes.index import version
from fruskit.volumes.index.harvest import bar, index
from fruskit.volumes.index.query import search
from fruskit.words import fold
import psutil
import pytest
import terminal
from volumes import write_volume

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture
def folder(tmp_path):
    """Three volumes of two documents."""
    place = tmp_path / "volumes"
    place.mkdir()
    for name in ("a", "b", "c"):
        write_volume(
            place / f"{name}.xml",
            ("793.94/1", "1936-05-04", [f"Port Arthur in {name}"]),
            ("793.94/2", "1936-05-05", ["Dairen"]),
        )
    return place


@pytest.fixture
def file(tmp_path):
    return tmp_path / "index.sqlite"


def states(table):
    return {row["file"]: row["state"] for row in table.records()}


def where(words, file):
    return [(row["volume"], row["document"]) for row in search(words, index=file).records()]


def change(path, words):
    write_volume(path, ("793.94/1", "1936-05-04", [words]))
    os.utime(path, ns=(1, path.stat().st_mtime_ns + 1))


def test_all_volumes_of_a_folder_are_read_and_counted(folder, file):
    assert [row[:4] for row in index(folder, file).rows] == [
        ("a.xml", "a", 2, "read"),
        ("b.xml", "b", 2, "read"),
        ("c.xml", "c", 2, "read"),
    ]
    assert where("Port Arthur", file) == [("a", "d1"), ("b", "d1"), ("c", "d1")]


def test_what_is_in_the_index_is_not_read_again(folder, file):
    index(folder, file)
    seen = []
    assert set(states(index(folder, file, lambda *done: seen.append(done))).values()) == {
        "as it was"
    }
    assert seen == []


def test_a_changed_file_is_read_again_and_its_old_words_are_gone(folder, file):
    index(folder, file)
    change(folder / "b.xml", "Mukden")
    assert states(index(folder, file)) == {
        "a.xml": "as it was",
        "b.xml": "read",
        "c.xml": "as it was",
    }
    assert where("Mukden", file) == [("b", "d1")]
    assert where("Port Arthur", file) == [("a", "d1"), ("c", "d1")]
    with sqlite3.connect(file) as opened:
        opened.execute(
            "INSERT INTO words (words, rank) VALUES ('integrity-check', 1)"
        )  # raises if it lies


def test_a_volume_whose_file_is_gone_is_taken_out(folder, file):
    index(folder, file)
    (folder / "a.xml").unlink()
    index(folder, file)
    assert where("Port Arthur", file) == [("b", "d1"), ("c", "d1")]


def test_the_last_volume_of_a_folder_is_taken_out_too(folder, file):
    index(folder, file)
    for path in folder.iterdir():
        path.unlink()
    assert index(folder, file).rows == () and where("Port Arthur", file) == []
    with pytest.raises(FruskitError, match="holds no volume"):
        index(folder, file)


def test_words_belong_to_the_innermost_document_they_stand_in(tmp_path, file):
    inner = '<div type="document" xml:id="d1a"><p>Mukden</p></div><div type="section"><p>Harbin</p></div>'
    write_volume(tmp_path / "n.xml", ("793.94/1", "1936-05-04", ["Dalny", f"x</p>{inner}<p>after"]))
    index(tmp_path, file)
    assert where("Mukden", file) == [("n", "d1a")]
    assert where("Dalny", file) == where("Harbin", file) == where("after", file) == [("n", "d1")]
    assert where("China", file) == [("n", "")]


def test_a_folder_that_was_moved_is_not_counted_twice(folder, file):
    index(folder, file)
    index(folder.rename(folder.with_name("elsewhere")), file)
    assert len(where("Port Arthur", file)) == 3


def test_volumes_of_two_folders_stand_in_one_index(folder, file, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    write_volume(other / "z.xml", ("793.94/1", "1936-05-04", ["Port Arthur again"]))
    index(folder, file)
    index(other, file)
    assert [volume for volume, _ in where("Port Arthur", file)] == ["a", "b", "c", "z"]


@pytest.mark.parametrize(
    "bad", [b"<TEI", b"", b"\xff\xfe\x00", b"<html/>", b"<!DOCTYPE x [<!ENTITY y 'z'>]><x/>"]
)
def test_a_bad_volume_is_named_and_skipped_and_the_others_are_there(folder, file, bad):
    (folder / "b.xml").write_bytes(bad)
    done = index(folder, file)
    assert states(done) == {"a.xml": "read", "b.xml": "not read", "c.xml": "read"}
    assert "b.xml" in done.records()[1]["problem"]
    assert [volume for volume, _ in where("Port Arthur", file)] == ["a", "c"]


def test_a_volume_that_has_gone_bad_stays_as_it_was_read(folder, file):
    index(folder, file)
    (folder / "b.xml").write_bytes(b"<TEI")
    assert states(index(folder, file))["b.xml"] == "not read"
    assert len(where("Port Arthur", file)) == 3


def test_a_volume_on_which_the_reader_itself_fails_does_not_end_the_work(folder, file, monkeypatch):
    monkeypatch.setattr("fruskit.volumes.index.reader.tei.read", lambda path: {}[path.name])
    done = index(folder, file)
    assert (
        set(states(done).values()) == {"not read"}
        and "KeyError: 'b.xml'" in done.records()[1]["problem"]
    )


def test_a_link_that_leads_nowhere_is_named(folder, file):
    (folder / "d.xml").symlink_to(folder / "nowhere.xml")
    assert states(index(folder, file))["d.xml"] == "not read"


# --- files that are not to be touched


def sqlite_file(path, *statements):
    with sqlite3.connect(path) as other:
        for statement in statements:
            other.execute(statement)
    other.close()


def marked(path, *pragmas):
    """A sound index, but for these words in its head."""
    write_volume(path.with_suffix(".xml"), ("793.94/1", "1936-05-04", ["Dairen"]))
    index(path.parent, path)
    path.with_suffix(".xml").unlink()
    sqlite_file(path, *pragmas)


OTHERS = {
    "another program's": lambda path: marked(path, "PRAGMA application_id = 0"),
    "a record's": lambda path: marked(path, f"PRAGMA application_id = {0x46525553}"),
    "a newer fruskit's": lambda path: marked(path, "PRAGMA user_version = 99"),
    "an unmarked one": lambda path: sqlite_file(path, "CREATE TABLE x (y)"),
    "a text": lambda path: path.write_text("Dear Sir: I have the honor to report.\n" * 100),
    "a folder": lambda path: path.mkdir(),
}


@pytest.mark.parametrize("kind", OTHERS)
def test_a_file_that_is_no_index_of_ours_is_refused_and_untouched(folder, file, kind):
    OTHERS[kind](file)
    before = file.read_bytes() if file.is_file() else sorted(file.iterdir())
    for use in (lambda: index(folder, file), lambda: search("Dairen", index=file)):
        with pytest.raises(FruskitError, match="index.sqlite"):
            use()
    assert before == (file.read_bytes() if file.is_file() else sorted(file.iterdir()))
    assert sorted(path.name for path in file.parent.iterdir()) == ["index.sqlite", "volumes"]


def test_an_index_on_a_share_is_opened_by_its_path(folder, file, monkeypatch):
    # As Windows writes it: an address SQLite refuses with “invalid uri authority: server”.
    monkeypatch.setattr(Path, "as_uri", lambda path: f"file://server/share/{path.name}")
    index(folder, file)
    assert len(where("Port Arthur", file)) == 3


def test_an_index_that_another_program_writes_to_is_told(folder, file, monkeypatch):
    index(folder, file)
    monkeypatch.setattr("fruskit.volumes.disk.PATIENCE", 0.1)
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(FruskitError, match="writing to it. Try again.*network drive, name a"):
            search("Dairen", index=file)


@pytest.mark.parametrize("cut", [50, 3000, 20_000])
def test_a_truncated_index_is_an_error_and_untouched(folder, file, cut):
    index(folder, file)
    damaged = file.read_bytes()[:cut]
    file.write_bytes(damaged)
    with pytest.raises(FruskitError, match="damaged|no index"):
        search("Dairen", index=file)
    with pytest.raises(FruskitError, match="damaged|no index"):
        index(folder, file)
    assert file.read_bytes() == damaged


def test_no_index_is_made_of_a_folder_without_volumes(tmp_path, file):
    for bad in (tmp_path, tmp_path / "nowhere", Path(__file__)):
        with pytest.raises(FruskitError):
            index(bad, file)
    assert not file.exists()


# --- stopped, and gone on with


@pytest.fixture
def large(tmp_path, everything):
    """Volumes that take a second or more to read, by several processes; with --all, some seconds."""
    place = tmp_path / "large"
    place.mkdir()
    words = ["Port Arthur and words" + " of no account" * 10] * 30
    first = write_volume(place / "v00.xml", *(("793.94/1", "1936-05-04", words),) * 30)
    for n in range(1, 60 if everything else 16):
        shutil.copy(first, place / f"v{n:02}.xml")
    return place


def start(folder, file):
    """A running `fruskit index`."""
    return terminal.start(
        [sys.executable, "-m", "fruskit", "index", str(folder), "--to", str(file)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def volumes_within(file):
    """How many volumes are in the file, each of which is found to be whole."""
    with sqlite3.connect(file) as opened:
        ids = [id for (id,) in opened.execute("SELECT id FROM volume")]
        for id in ids:
            count = opened.execute(
                "SELECT count(*) FROM document WHERE volume = ?", (id,)
            ).fetchone()[0]
            words = opened.execute(
                "SELECT count(*) FROM words JOIN block ON block.id = words.rowid WHERE words MATCH 'arthur' AND volume = ?",
                (id,),
            ).fetchone()[0]
            assert (count, words) == (30, 900)
        return len(ids)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("how, code", [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_stopped_at_any_time_the_volumes_within_are_whole_and_the_rest_is_read_later(
    large, file, how, code
):
    running = start(large, file)
    running.stderr.readline()  # a volume is read
    children = psutil.Process(running.pid).children(recursive=True)
    os.killpg(
        running.pid, how
    ) if how == signal.SIGINT else running.kill()  # Ctrl-C goes to all of them
    said = running.communicate(timeout=60)[1]
    assert running.returncode == code
    assert "Traceback" not in said and ("run it again to go on" in said) == (how == signal.SIGINT)
    still = psutil.wait_procs(children, timeout=20)[1]  # none may read on for nobody
    assert [child for child in still if child.status() != psutil.STATUS_ZOMBIE] == []
    assert where("Mukden", file) == []  # it can be searched as it is
    done = volumes_within(file)
    assert 0 < done < len(list(large.iterdir()))
    assert list(states(index(large, file)).values()).count("as it was") == done
    assert volumes_within(file) == len(list(large.iterdir()))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize(
    "after", [0.05, 0.1, 0.2]
)  # seconds: Python starts, and then fruskit is imported
def test_stopped_while_its_processes_start_it_says_so_and_shows_no_fault(large, file, after):
    running = start(large, file)
    reading = []
    while not reading and running.poll() is None:
        reading = [
            child
            for child in psutil.Process(running.pid).children()
            if "spawn_main" in " ".join(child.cmdline())
        ]
    time.sleep(after)
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=60)[1]
    assert (running.returncode, "Traceback" in said, "run it again to go on" in said) == (
        130,
        False,
        True,
    )


def die(path):
    os._exit(1)


def test_a_process_that_dies_reading_is_an_error_with_a_remedy_and_what_was_read_stays(
    folder, large, file, monkeypatch
):
    index(folder, file)
    monkeypatch.setattr("fruskit.volumes.index.harvest.read", die)
    with pytest.raises(FruskitError, match="Run it again"):
        index(large, file)
    assert len(where("Port Arthur", file)) == 3


# --- how far it is


class Screen:
    def __init__(self, terminal):
        self.terminal, self.said = terminal, []

    def isatty(self):
        return self.terminal

    def write(self, text):
        self.said.append(text)

    def flush(self):
        pass


def test_on_a_terminal_a_bar_grows_in_its_line():
    screen = Screen(True)
    for done in (1, 2):
        bar(screen)(done, 2, f"v{done}.xml")
    assert screen.said == [
        "\r\x1b[K[###############...............] 1/2 v1.xml",
        f"\r\x1b[K[{'#' * 30}] 2/2 v2.xml\n",
    ]


def test_elsewhere_a_line_is_printed_for_every_tenth():
    screen = Screen(False)
    for done in range(1, 201):
        bar(screen)(done, 200, f"v{done}.xml")
    assert len(screen.said) == 10 and screen.said[-1] == "200/200 v200.xml\n"


# --- the front of the package and the command


def test_the_calls_of_the_package_index_and_search(folder, file):
    assert fruskit.index(folder, to=file).columns == (
        "file",
        "volume",
        "documents",
        "state",
        "problem",
    )
    assert fruskit.search("Port Arthur", index=file).records()[0]["volume"] == "a"
    assert fruskit.index(
        folder, to=file
    )._repr_html_()  # a second time: no module has taken its name


def run(*arguments, **environment):
    return terminal.python("-m", "fruskit", *arguments, **environment)


def test_the_command_names_bad_volumes_and_exits_with_1(folder, file):
    (folder / "b.xml").write_text("<TEI")
    done = run("index", folder, "--to", file)
    assert (done.returncode, done.stdout) == (1, "2 read, 0 as it was, 1 not read\n")
    assert "b.xml, line 1" in done.stderr and "Traceback" not in done.stderr


def test_the_commands_take_the_index_from_the_environment(folder, file):
    assert run("index", folder, FRUSKIT_INDEX=str(file)).returncode == 0
    done = run("search", "port", "arthur", "--limit", 2, "--format", "csv", FRUSKIT_INDEX=str(file))
    assert done.returncode == 0
    assert done.stdout.splitlines()[1] == "a,d1,1936-05-04,1,,Port Arthur, in a,d1-4,0,11"
    assert len(done.stdout.splitlines()) == 3 and "--limit" in done.stderr


@pytest.mark.parametrize(
    "arguments, code",
    [
        (["index"], 2),
        (["index", "/nowhere"], 2),
        (["search"], 2),
        (["search", "x", "--limit", "0"], 2),
        (["search", "x", "--index", "/nowhere"], 1),
        (["search", "*", "--index", "/nowhere"], 2),
        (["filenumbers"], 2),
        (["filenumbers", "/nowhere.xml"], 2),
    ],
)
def test_wrong_use_is_told_in_plain_words(arguments, code):
    done = run(*arguments)
    assert (done.returncode, "Traceback" in done.stderr, bool(done.stderr.strip())) == (
        code,
        False,
        True,
    )


@pytest.mark.parametrize("whole", [True, False], ids=["a folder", "its files"])
def test_the_share_of_every_volume_is_printed_and_a_bad_one_named(folder, whole):
    (folder / "b.xml").write_text("<TEI")
    done = run("filenumbers", *([folder] if whole else sorted(folder.iterdir())))
    assert done.returncode == 1 and "b.xml, line 1" in done.stderr
    assert "| a | 2 | 2 | 100.0 % | 2 decimal |" in done.stdout and "| all | 4 | 4 |" in done.stdout


def test_where_nothing_could_be_counted_no_share_is_printed(tmp_path):
    empty = run("filenumbers", tmp_path)
    assert empty.returncode == 2 and "holds no volume" in empty.stderr
    (tmp_path / "b.xml").write_text("<TEI")
    broken = run("filenumbers", tmp_path)
    assert (broken.returncode, broken.stdout) == (1, "") and "b.xml, line 1" in broken.stderr


def test_an_index_of_an_older_fruskit_is_brought_up_to_date_and_no_volume_in_it_is_lost(
    folder, file, tmp_path
):
    index(folder, file)
    today = search("Dairen", index=file)
    old = (
        "DROP TABLE words; DROP TABLE broken; DROP TABLE comparison; PRAGMA user_version = 1;"
        "ALTER TABLE volume DROP COLUMN reader;"
        "CREATE VIRTUAL TABLE words USING fts5(text, content = 'block', content_rowid = 'id');"
        "INSERT INTO words (words) VALUES ('rebuild')"
    )
    with closing(sqlite3.connect(file, isolation_level=None)) as opened:
        opened.executescript(old)
    with pytest.raises(FruskitError, match="older fruskit.*Bring it up to date: fruskit index"):
        search("Dairen", index=file)
    other = tmp_path / "other"
    other.mkdir()
    write_volume(other / "d.xml", ("793.94/1", "1936-05-04", ["Mukden"]))
    index(other, file)
    assert today.rows and search("Dairen", index=file) == today


def test_what_another_reader_read_is_read_anew(folder, file, monkeypatch):
    index(folder, file)
    monkeypatch.setattr(version, "reader", lambda: "another")
    assert set(states(index(folder, file)).values()) == {"read"}
    assert set(states(index(folder, file)).values()) == {"as it was"}


def test_words_that_another_comparison_put_in_are_found_anew_and_taken_out_whole(
    folder, file, monkeypatch
):
    with monkeypatch.context() as before:
        before.setattr(version, "comparison", lambda: "another")
        before.setattr(
            "fruskit.volumes.index.file.fold", lambda text: fold(text.replace("ai", "u"))
        )
        index(folder, file)
        assert not search("Dairen", index=file).rows
    change(folder / "a.xml", "Mukden")
    index(folder, file)
    assert len(search("Dairen", index=file).rows) == 2
    assert not search("Duren", index=file).rows


@pytest.mark.parametrize("ask, module", [("reader", "tei"), ("comparison", "words")])
def test_a_version_is_another_when_the_code_is_another(tmp_path, monkeypatch, ask, module):
    changed = tmp_path / "__init__.py"
    changed.write_text("# another")
    before = getattr(version, ask)()
    monkeypatch.setattr(getattr(version, module), "__file__", str(changed))
    assert getattr(version, ask).__wrapped__() != before
