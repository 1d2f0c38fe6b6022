"""A path is taken as a person means it: “~” is home, hidden files are none, what is gone is told."""

import os
from pathlib import Path
import shutil

import fruskit
from fruskit.cli import main
from fruskit.errors import FruskitError
from fruskit.kit.folder import find_kit
from fruskit.kit.texts import load
import pytest

ROOT = Path(__file__).resolve().parents[1]
SECTION = ROOT / "data" / "ch11subch1.xml"


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A home folder with one volume in ~/frus and a kit in ~/kit; one is in another folder."""
    home = tmp_path / "home"
    (home / "frus").mkdir(parents=True)
    shutil.copy(SECTION, home / "frus" / "one.xml")
    for part in ("data", "notebooks"):
        (home / "kit" / part).mkdir(parents=True)
    shutil.copy(SECTION, home / "kit" / "data")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    return home


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A working directory that has been deleted."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    try:
        gone.rmdir()
    except OSError:
        pytest.skip("this system keeps the folder that one is in")
    yield gone
    os.chdir(tmp_path)


@pytest.mark.parametrize(
    "call",
    [
        lambda: fruskit.read("~/frus/one.xml"),
        lambda: fruskit.documents("~/frus/one.xml")[0],
        lambda: next(fruskit.volumes("~/frus")),
        lambda: fruskit.index("~/frus", "~/index.sqlite").rows[0],
        lambda: load(find_kit("~/kit/data")),
    ],
)
def test_a_path_may_begin_with_a_tilde_in_every_call(home, call):
    assert call()


def test_the_environment_may_name_places_with_a_tilde(home, monkeypatch):
    monkeypatch.setenv("FRUSKIT_KIT", "~/kit")
    monkeypatch.setenv("FRUSKIT_INDEX", "~/kept/index.sqlite")
    assert find_kit().root == home / "kit"
    fruskit.index("~/frus")
    assert (home / "kept" / "index.sqlite").exists()
    assert fruskit.search("Port Arthur").rows


@pytest.mark.parametrize(
    "words",
    [
        ["table", "documents", "--volume", "~/frus/one.xml"],
        ["check", "~/frus/one.xml"],
        ["filenumbers", "~/frus"],
        ["index", "~/frus", "--to", "~/index.sqlite"],
    ],
)
def test_a_command_may_be_given_a_tilde_that_no_shell_has_replaced(home, words, capfd):
    assert main(words) == 0


def test_a_name_that_only_begins_with_a_tilde_is_that_name(home):
    shutil.copy(SECTION, "~draft.xml")
    assert fruskit.read("~draft.xml").documents


@pytest.mark.parametrize("wrong", ["/nowhere/at/all", "one.xml", "bad\0name"])
def test_a_folder_of_volumes_that_is_none_is_told_by_the_call_itself(home, monkeypatch, wrong):
    monkeypatch.chdir(home / "frus")
    with pytest.raises(FruskitError, match="it cannot be read as a folder .*Check the name"):
        fruskit.volumes(wrong)


@pytest.fixture
def untidy(home):
    """A folder of one volume, as macOS and editors leave it: with hidden files that are no XML."""
    for name in ("._one.xml", ".one.xml", ".~lock.one.xml"):
        (home / "frus" / name).write_bytes(b"\0\5\x16\7")
    return home / "frus"


def test_hidden_files_are_no_volumes(untidy):
    assert len(list(fruskit.volumes(untidy))) == 1


def test_hidden_files_are_not_indexed(untidy, tmp_path):
    assert [row[0] for row in fruskit.index(untidy, tmp_path / "i.sqlite").rows] == ["one.xml"]


def test_hidden_files_are_not_asked_for_file_numbers(untidy, capfd):
    assert main(["filenumbers", str(untidy)]) == 0
    assert "._one" not in capfd.readouterr().err


def test_hidden_files_beside_a_kits_text_do_not_stop_it_from_loading(home):
    (home / "kit" / "data" / "._ch11subch1.xml").write_bytes(b"\0\5\x16\7")
    assert load(find_kit(home / "kit")).id == "ch11subch1"


@pytest.mark.parametrize(
    "call",
    [
        fruskit.load,
        lambda: fruskit.read("one.xml"),
        lambda: fruskit.volumes("frus"),
        lambda: fruskit.index("frus"),
        lambda: fruskit.search("Stalin", index="index.sqlite"),
        lambda: fruskit.portfolio("mine.html"),
        lambda: find_kit("."),
    ],
)
def test_in_a_folder_that_was_deleted_a_call_says_so(nowhere, call):
    with pytest.raises(FruskitError):
        call()


@pytest.mark.parametrize(
    "words",
    [["text"], ["check"], ["index", "x"], ["new", "kit", "--volume", "v.xml", "--division", "d"]],
)
def test_in_a_folder_that_was_deleted_a_command_fails_with_one_line(nowhere, words, capfd):
    assert main(words) in (1, 2)
    told = capfd.readouterr().err
    assert told.startswith("fruskit: ") and told.count("\n") == 1


def test_a_volume_named_from_the_root_is_read_in_a_folder_that_was_deleted(nowhere):
    assert fruskit.read(SECTION).documents
    assert fruskit.show("documents", of=fruskit.read(SECTION)).rows
