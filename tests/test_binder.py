"""Binder makes an image of the kit and starts JupyterLab in it; lessons open there as on a desk.

What repo2docker does is done here by hand: it reads `.binder` alone, installs into an environment of
its own, puts the kit into the home folder, and runs postBuild there.
"""

import json
import os
from pathlib import Path
import shutil
import socket
import subprocess
import sys
import time
import tomllib
from urllib.request import Request, urlopen
import venv

import browser
import pytest

ROOT = Path(__file__).resolve().parents[1]
LESSON = "notebooks/02-yalta-provisions.ipynb"
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Binder's images are of Linux")


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """The kit in a home folder, and Binder's environment with what an install puts into it."""
    home, env = (tmp_path_factory.mktemp(name) for name in ("home", "env"))
    browser.copy_kit(home)
    shutil.copytree(ROOT / ".binder", home / ".binder")
    (home / "lib").mkdir()
    shutil.copy(ROOT / "lib" / "kit.py", home / "lib")
    venv.create(env)
    site = next(env.rglob("site-packages"))
    ours = [path for path in sys.path if path.endswith("site-packages")] + [str(ROOT / "lib")]
    (site / "lent.pth").write_text("\n".join(ours))
    shutil.copytree(ROOT / "lib" / "prefix", env, dirs_exist_ok=True)
    inside = clean() | {"HOME": str(home), "PATH": f"{env / 'bin'}:{os.environ['PATH']}"}
    subprocess.run([str(home / ".binder" / "postBuild")], cwd=home, env=inside, check=True)
    return home, env, inside | {"JUPYTERLAB_DIR": str(Path(sys.prefix) / "share/jupyter/lab")}


def clean():
    foreign = ("JUPYTER", "FRUSKIT", "PYTHON")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}


@pytest.fixture(scope="module")
def ask(image):
    """Asks the server that Binder starts, which is below an address of its own."""
    home, env, inside = image
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [env / "bin" / "python", "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--ip=127.0.0.1", f"--port={port}", "--NotebookApp.base_url=/user/someone-1/"]
    command += ["--NotebookApp.token=kit"]
    server = subprocess.Popen(command, cwd=home, env=inside, stderr=subprocess.DEVNULL)

    def asking(method, path, body=None):
        address = f"http://127.0.0.1:{port}/user/someone-1/{path}"
        headers = {"Authorization": "token kit"}
        asked = Request(address, json.dumps(body).encode(), headers, method=method)
        with urlopen(asked, timeout=20) as answer:
            return answer.read().decode()

    try:
        for _ in range(240):
            try:
                asking("GET", "api/status")
                break
            except OSError:
                assert server.poll() is None
                time.sleep(0.25)
        yield asking
    finally:
        server.terminate()
        server.wait(20)


def test_it_has_all_that_the_lessons_need_and_a_python_that_serves():
    needed = (ROOT / ".binder" / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert "-r ../requirements.txt" in needed
    project = tomllib.loads((ROOT / "lib" / "pyproject.toml").read_text(encoding="utf-8"))
    oldest = project["project"]["requires-python"].removeprefix(">=")
    python = (ROOT / ".binder" / "runtime.txt").read_text(encoding="utf-8").strip()
    assert tuple(map(int, python.removeprefix("python-").split("."))) >= tuple(
        map(int, oldest.split("."))
    )


def test_a_lesson_may_run_by_itself_where_the_kit_is_the_home_folder(ask, image):
    cells = json.loads((image[0] / LESSON).read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    answer = json.loads(ask("POST", "fruskit/lesson", {"path": LESSON, "cells": sources}))
    assert answer["number"] == "02" and answer["runs"].count(True) > 10


def test_what_is_saved_there_keeps_its_readable_cards(ask, image):
    live = "application/vnd.jupyter.widget-view+json"
    notebook = json.loads((image[0] / LESSON).read_text(encoding="utf-8"))
    (output, *_) = (out for cell in notebook["cells"] for out in cell.get("outputs", ()))
    output["data"] |= {live: {"model_id": "a"}, "text/html": "<p>The card</p>"}
    output["metadata"]["fruskit"] = {}  # what is ours says so
    ask("PUT", "api/contents/saved.ipynb", {"type": "notebook", "content": notebook})
    saved = (image[0] / "saved.ipynb").read_text(encoding="utf-8")
    assert "The card" in saved and live not in saved


def test_nothing_is_asked_of_the_reader_or_of_the_network(ask):
    assert "@jupyterlab/apputils-extension:announcements" in ask("GET", "lab")
