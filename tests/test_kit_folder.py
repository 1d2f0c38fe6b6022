"""Which folder is the kit, and what is said of a data file that cannot be read."""

import os
from pathlib import Path
import sys

import fruskit
from fruskit import FruskitError
from fruskit.kit import lessons
from fruskit.kit.folder import find_kit, Kit
import pytest

ROOT = Path(__file__).resolve().parents[1]


def a_kit(folder):
    (folder / "data").mkdir(parents=True)
    (folder / "notebooks").mkdir()
    return folder


def test_the_kit_is_the_folder_above_the_working_directory(tmp_path, monkeypatch):
    a_kit(tmp_path / "mine")
    monkeypatch.setenv("FRUSKIT_KIT", str(a_kit(tmp_path / "other")))
    monkeypatch.chdir(tmp_path / "mine" / "notebooks")
    assert find_kit().root == (tmp_path / "mine").resolve()


def test_outside_any_kit_the_named_one_is_taken(tmp_path, monkeypatch):
    monkeypatch.setenv("FRUSKIT_KIT", str(a_kit(tmp_path / "named")))
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert find_kit().root == (tmp_path / "named").resolve()


def test_outside_any_kit_and_with_none_named_the_installed_one_is_taken(tmp_path, monkeypatch):
    monkeypatch.delenv("FRUSKIT_KIT", raising=False)
    monkeypatch.chdir(tmp_path)
    assert find_kit().root == Path(fruskit.__file__).resolve().parents[2]


def test_where_no_kit_is_found_the_error_leads_a_notebook_into_one_that_lies_below(
    tmp_path, monkeypatch
):
    """In Colab the working directory is /content, and the kit that was fetched lies in it."""
    monkeypatch.delenv("FRUSKIT_KIT", raising=False)
    monkeypatch.setattr("fruskit.kit.folder.__file__", str(tmp_path / "a" / "b" / "c" / "d.py"))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FruskitError, match="in a notebook: %cd FOLDER"):
        find_kit()
    mine = a_kit(tmp_path / "from-yalta")
    with pytest.raises(FruskitError) as told:
        find_kit()
    assert f"%cd {mine}" in told.value.remedy
    monkeypatch.chdir(mine)
    assert find_kit().root == mine.resolve()


@pytest.mark.parametrize(
    "ending",
    [
        "-Copy1",
        "-Copy1-Copy2",
        " (2)",
        " - Copy",
        " - Copy (2)",
        " copy",
        " copy 2",
        " (copy)",
        "_copy",
    ],
)
def test_a_copy_of_a_lesson_is_none_beside_it_and_one_alone_and_is_read_when_named(
    ending, tmp_path
):
    kit = Kit(a_kit(tmp_path))
    lesson, copy = (kit.notebooks / f"02-yalta{end}.ipynb" for end in ("", ending))
    for path in (lesson, copy):
        path.write_text('{"cells": []}')
    assert [one.name for one in lessons.lessons(kit)] == ["02-yalta"]
    assert lessons.lesson(kit, "02").name == "02-yalta"
    assert lessons.lesson(kit, copy.stem).name == copy.stem
    lesson.unlink()
    assert [one.name for one in lessons.lessons(kit)] == [copy.stem]


def test_a_named_folder_that_is_no_kit_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("FRUSKIT_KIT", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FruskitError) as told:
        find_kit()
    assert f"FRUSKIT_KIT={tmp_path}: there is no kit" in str(told.value)
    assert "data/ and notebooks/" in told.value.remedy


def test_a_start_that_is_in_no_kit_is_refused(tmp_path):
    with pytest.raises(FruskitError, match="it is not in a kit"):
        find_kit(tmp_path)


def test_a_folder_with_data_alone_is_no_kit(tmp_path):
    (tmp_path / "data").mkdir()
    with pytest.raises(FruskitError):
        find_kit(tmp_path)


def test_the_section_is_read_from_the_one_xml_file_and_named_after_it(tmp_path, monkeypatch):
    a_kit(tmp_path)
    (tmp_path / "data" / "ch2.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1945x"><text><div xml:id="ch2"><p>Words.</p></div></text></TEI>',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert (fruskit.load().id, fruskit.load().text) == ("ch2", "Words.")


def test_a_kit_whose_file_lacks_the_division_of_its_name_says_which_file(tmp_path, monkeypatch):
    a_kit(tmp_path)
    (tmp_path / "data" / "ch3.xml").write_text(
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1945x"><text><div xml:id="ch2"><p>Words.</p></div></text></TEI>',
        encoding="utf-8",
    )
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        FruskitError, match="data/ch3.xml: it has no division “ch3”. Nearest: “ch2”."
    ):
        fruskit.load()


@pytest.mark.parametrize("names, found", [((), "no XML file"), (("a.xml", "b.xml"), "2 XML files")])
def test_a_kit_must_hold_one_xml_file(tmp_path, names, found):
    kit = Kit(a_kit(tmp_path))
    for name in names:
        (kit.data / name).touch()
    with pytest.raises(FruskitError, match=f"data: it holds {found}. Keep one TEI file there"):
        kit.section_file()


@pytest.mark.parametrize(
    "raw, where, what",
    [
        (b'a = "never closed', "data/x.toml", "not valid TOML (Unterminated string"),
        (b"a = 1\na = 2", "data/x.toml", "not valid TOML (Cannot overwrite a value"),
        (b"\x00", "data/x.toml", "not valid TOML"),
        (b"a = " + b"1" * 5000, "data/x.toml", "not valid TOML"),
        (b"a = " + b"[" * 100_000, "data/x.toml", "not valid TOML"),
        (b'a = "\xe9"', "data/x.toml, line 1", "not UTF-8 text"),
        (b'\xef\xbb\xbfa = 1\r\nb = "\xe9"', "data/x.toml, line 2", "not UTF-8 text"),
    ],
)
def test_a_toml_file_that_cannot_be_read_is_refused_with_its_place(tmp_path, raw, where, what):
    kit = Kit(a_kit(tmp_path))
    (kit.data / "x.toml").write_bytes(raw)
    with pytest.raises(FruskitError) as told:
        kit.toml(kit.data / "x.toml")
    assert told.value.where == where and what in told.value.what and told.value.remedy


@pytest.mark.parametrize(
    "toml, remedy",
    [
        ('a = "never closed', "text goes between straight quotation marks"),
        ("a = “curly”", "text goes between straight quotation marks"),
        ('a = "one "straight" mark too many"', "with none but curly ones (“…”) within it"),
        ('a = "C:\\data"', "every backslash doubled"),
        ('a = ["x"\nb = 1', "Look at that line and the one above"),
        ("a = 1\na = 2", "a name in it was used before"),
        ("[a]\n[a]", "a name in it was used before"),
        ("[[a.b]]\nc = 1\n[[a]]", "has double brackets, [[…]], and its parts come below it"),
        ("[[a]]\n[a.b]\nc = 1\n[a.b]", "What may come several times has double brackets"),
    ],
)
def test_what_is_no_toml_is_told_with_what_toml_wants(tmp_path, toml, remedy):
    kit = Kit(a_kit(tmp_path))
    (kit.data / "x.toml").write_text(toml, encoding="utf-8")
    with pytest.raises(FruskitError) as told:
        kit.toml(kit.data / "x.toml")
    assert remedy in told.value.remedy


@pytest.mark.parametrize("raw", [b"", b"[1,", b'{"a": }', b"[" * 100_000, b"1" * 5000, b"\xff"])
def test_a_json_file_that_cannot_be_read_is_refused_with_its_place(tmp_path, raw):
    kit = Kit(a_kit(tmp_path))
    (kit.data / "x.json").write_bytes(raw)
    with pytest.raises(FruskitError) as told:
        kit.json(kit.data / "x.json")
    assert told.value.where.startswith("data/x.json") and told.value.remedy


def test_a_missing_file_and_a_folder_in_its_place_are_named(tmp_path):
    kit = Kit(a_kit(tmp_path))
    with pytest.raises(FruskitError, match="data/x.toml: the file is missing. Restore it"):
        kit.toml(kit.data / "x.toml")
    (kit.data / "x.toml").mkdir()
    with pytest.raises(FruskitError, match="data/x.toml: it cannot be read"):
        kit.toml(kit.data / "x.toml")


@pytest.mark.skipif(
    sys.platform == "win32" or not hasattr(os, "geteuid") or os.geteuid() == 0,
    reason="needs a system and a user to whom permissions apply",
)
def test_a_file_that_may_not_be_read_is_named(tmp_path):
    kit = Kit(a_kit(tmp_path))
    (kit.data / "x.toml").touch(mode=0)
    with pytest.raises(
        FruskitError, match="data/x.toml: it cannot be read .*Check the file's permissions"
    ):
        kit.toml(kit.data / "x.toml")


def test_a_byte_order_mark_does_no_harm(tmp_path):
    kit = Kit(a_kit(tmp_path))
    (kit.data / "x.toml").write_bytes(b"\xef\xbb\xbfa = 1")
    (kit.data / "x.json").write_bytes(b"\xef\xbb\xbf[1]")
    assert kit.toml(kit.data / "x.toml") == {"a": 1} and kit.json(kit.data / "x.json") == [1]


def test_an_error_can_be_placed_anew_and_keeps_what_it_says():
    placed = FruskitError("entry", "it has no “id”", "Add one.").at("data/x.toml, event number 2")
    assert str(placed) == "data/x.toml, event number 2: it has no “id”. Add one."
    assert str(FruskitError("here", "it is so")) == "here: it is so."


def in_the_past(path, text):
    """Writes a file as if an hour ago: what was written just now is always read anew."""
    path.write_text(text, encoding="utf-8")
    os.utime(path, (path.stat().st_mtime - 3600,) * 2)


@pytest.mark.parametrize(
    "name, before, after", [("x.toml", "a = 1", "a = 2"), ("x.json", "1", "2")]
)
def test_a_file_is_parsed_once_and_again_when_it_has_changed(
    tmp_path, monkeypatch, name, before, after
):
    kit, read = Kit(a_kit(tmp_path)), []
    whole = Kit.read
    monkeypatch.setattr(Kit, "read", lambda kit, path: read.append(path) or whole(kit, path))
    parse = kit.json if name.endswith("json") else kit.toml
    in_the_past(kit.data / name, before)
    first = parse(kit.data / name)
    assert parse(kit.data / name) == first and len(read) == 1
    (kit.data / name).write_text(after, encoding="utf-8")  # of the same size
    assert parse(kit.data / name) != first


def test_two_changes_within_a_tick_of_the_clock_are_both_seen(tmp_path):
    kit = Kit(a_kit(tmp_path))
    path = kit.data / "x.toml"
    for value in (1, 2):
        path.write_text(f"a = {value}", encoding="utf-8")
        os.utime(path, ns=(os.stat(tmp_path).st_mtime_ns,) * 2)
        assert kit.toml(path) == {"a": value}


def test_hidden_files_are_no_part_of_a_kit(tmp_path):
    kit = Kit(a_kit(tmp_path))
    (kit.data / "ch2.xml").touch()
    (kit.data / "._ch2.xml").write_bytes(b"\0\5\x16\7")  # macOS, on a disk of another system
    (kit.notebooks / ".ipynb_checkpoints").mkdir()
    (kit.notebooks / ".ipynb_checkpoints" / "00.ipynb").touch()
    (kit.notebooks / "instructor").mkdir()
    (kit.notebooks / "instructor" / "00.ipynb").touch()
    assert kit.section_file() == kit.data / "ch2.xml"
    assert kit.all_notebooks() == [kit.notebooks / "instructor" / "00.ipynb"]
