"""A hub for a class: the same settings as at home, a folder that takes in and shows nothing, a home with the
lessons in it. The whole of it is rehearsed in tests/benchmarks/hub.py."""

from functools import partial
import json
import os
from pathlib import Path
import runpy
import sys
import tempfile

import browser
from fruskit.cards.lab import opened
from fruskit.kit.folder import Kit
from fruskit.kit.lessons import sources
from fruskit.record.hand_in import deliver, HandIn
import pytest
from traitlets.config.loader import KVArgParseConfigLoader, PyFileConfigLoader

ROOT = browser.ROOT
HUB = ROOT / "lib" / "hub"
LESSON = "notebooks/02-yalta-provisions.ipynb"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="JupyterHub runs on POSIX systems alone")


@pytest.fixture
def hub(tmp_path, monkeypatch):
    """What JupyterHub reads in one of the files."""
    monkeypatch.setenv("STATE_DIRECTORY", str(tmp_path / "state"))
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setitem(sys.modules, "common", None)
    del sys.modules["common"]
    return lambda name: PyFileConfigLoader(f"{name}.py", path=str(HUB)).load_config()


@pytest.fixture
def home(tmp_path):
    (made := tmp_path / "home").mkdir()
    return made


@pytest.fixture
def server(tmp_path):
    """The server of one student, whose kit is a copy; gives its functions."""
    kit = browser.copy_kit(tmp_path / "from-yalta-to-moscow")
    made = runpy.run_path(str(HUB / "server.py"))
    made["lay_out"].__globals__["KIT"] = kit
    return made


def test_where_kit_py_names_its_own_folder_to_jupyterlab_a_hub_names_the_students(
    hub, server, home, tmp_path
):
    kit = runpy.run_path(str(ROOT / "lib" / "kit.py"))
    at_home = kit["SETTINGS"]["etc/jupyter/jupyter_server_config.json"]
    given = [*hub("trial").Spawner.args, *server["arguments"](home, tmp_path)]
    read = KVArgParseConfigLoader(given).load_config()
    own = [(of, name) for of, all in at_home.items() for name in all if str(ROOT) in str(all[name])]
    assert own
    for of, name in own:
        assert str(read[of][name]).startswith(str(home / "from-yalta-to-moscow"))


def test_only_the_trial_lets_anyone_in_and_none_listens_to_other_machines(hub, monkeypatch):
    monkeypatch.setenv("FRUSKIT_HAND_IN", "/srv/handed-in")
    assert hub("trial").JupyterHub.bind_url.startswith("http://127.0.0.1:")
    monkeypatch.setattr(sys.modules["common"], "refuse_open_folders", lambda: None)
    accounts = hub("accounts")
    assert accounts.JupyterHub.authenticator_class == "pam"
    assert accounts.PAMAuthenticator.allowed_groups == {"students", "instructors"}
    assert "allow_all" not in accounts.Authenticator
    assert not any("allow_root" in given for given in accounts.Spawner.args)


@pytest.mark.parametrize("mode", [0o3777, 0o2773, 0o1773, 0o3771, 0o755, 0o3772])
def test_a_hub_does_not_start_over_a_folder_that_shows_or_loses_what_is_handed_in(
    hub, tmp_path, monkeypatch, mode
):
    (drop := tmp_path / "drop").mkdir()
    drop.chmod(mode)
    monkeypatch.setenv("FRUSKIT_HAND_IN", str(drop))
    with pytest.raises(SystemExit, match="must be 3773"):
        hub("accounts")


def test_the_mode_that_the_readme_names_is_right(hub):
    hub("trial")
    assert sys.modules["common"].takes_in(0o3773)
    assert "-m 3773" in (HUB / "README.md").read_text("utf-8")


# --- what is handed in


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs other accounts")
def test_a_student_can_deliver_and_neither_list_read_replace_nor_remove():
    made = HandIn("k", "0", "02-yalta-provisions", "Lin", "2026-01-01T00:00:00+00:00", (), ())
    with tempfile.TemporaryDirectory() as place:  # not below pytest's, which is root's alone
        os.chmod(place, 0o711)
        (drop := Path(place) / "drop").mkdir()
        os.chown(drop, 0, 4_242)
        drop.chmod(0o3773)
        assert as_account(50_001, partial(deliver, made, drop))
        (file,) = drop.iterdir()
        assert json.loads(file.read_text("utf-8"))["who"] == "Lin"
        assert (file.stat().st_uid, file.stat().st_gid) == (50_001, 4_242)
        for act in (
            partial(os.listdir, drop),
            file.read_bytes,
            partial(deliver, made, drop),
            file.unlink,
            partial(file.rename, drop / "x"),
        ):
            assert not as_account(50_002, act), act
        assert [path.name for path in drop.iterdir()] == [made.name]


def as_account(number, act):
    """Whether somebody with another account can do it."""
    if (child := os.fork()) == 0:
        done = 1
        try:
            os.setgroups([])
            os.setgid(number)
            os.setuid(number)
            act()
            done = 0
        finally:
            os._exit(done)
    return os.waitpid(child, 0)[1] == 0


# --- a student's home


def test_a_home_gets_the_lessons_and_the_data_of_all_and_they_open_alive(server, home):
    own = server["lay_out"](home, False)
    assert not (own / "notebooks" / "instructor").exists() and (own / "data").is_symlink()
    cells = [text for kind, text in sources(Kit(own), own / LESSON) if kind == "code"]
    assert any(opened(str(own), str(own), LESSON, cells)["runs"])


def test_a_lesson_follows_the_kits_until_the_student_changes_it_and_comes_back_when_deleted(
    server, home, tmp_path
):
    shipped = tmp_path / "from-yalta-to-moscow" / LESSON
    own = server["lay_out"](home, False) / LESSON
    shipped.write_text("a newer lesson")
    server["lay_out"](home, False)
    assert own.read_text() == "a newer lesson"
    own.write_text("mine")
    shipped.write_text("the newest")
    for _ in range(2):
        server["lay_out"](home, False)
        assert own.read_text() == "mine"
    own.unlink()
    (own.parents[1] / ".shipped.json").write_text("no JSON")
    server["lay_out"](home, False)
    assert own.read_text() == "the newest"


def test_who_may_read_what_is_handed_in_has_it_beside_the_instructors_notebooks(
    server, home, tmp_path
):
    (drop := tmp_path / "drop").mkdir()
    server["arguments"](home, drop)
    beside = home / "from-yalta-to-moscow" / "notebooks" / "instructor"
    assert (beside / "class.ipynb").is_file() and (beside / "handed-in").samefile(drop)


def test_the_server_opens_the_lesson_one_was_in_and_nothing_else(server, home):
    own = server["lay_out"](home, False)
    last = own / ".lesson"
    for said, wanted in (
        ("", "00-start-here"),
        ("02-yalta-provisions", "02-yalta-provisions"),
        ("../../etc/passwd", "00-start-here"),
    ):
        last.write_text(said)
        assert server["opened_last"](own, last) == f"/lab/tree/notebooks/{wanted}.ipynb"
