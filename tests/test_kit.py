"""The launcher, run as a person would run it, in folders of its own.

Each folder holds the real `lib/kit.py` and asks for one tiny package that lies beside it, so that
nothing comes from a network. Where JupyterLab and pytest are needed, they are those that run here.
"""

import ast
import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
import http.client
import importlib.util
import json
import os
from pathlib import Path
import re
import shutil
import signal
import socket
import subprocess
import sys
import zipfile

import pytest
import terminal

ROOT = Path(__file__).resolve().parents[1]
LAUNCHER = ROOT / "lib" / "kit.py"
QUIET = {"PIP_CONFIG_FILE": os.devnull, "PIP_NO_INDEX": "1", "PIP_NO_CACHE_DIR": "1", "CI": "1"}
OURS = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")} | QUIET
posix = pytest.mark.skipif(os.name == "nt", reason="POSIX signals and permissions")


def make_kit(folder: Path, unpacked: int = 0) -> Path:
    """A kit that needs one package, `tiny`, which points to lib/ as an editable install does."""
    for part in ("lib", "notebooks", "tests", "data"):
        (folder / part).mkdir(parents=True)
    shutil.copy(LAUNCHER, folder / "lib")
    shutil.copy(ROOT / "lib" / "pyproject.toml", folder / "lib")
    shutil.copytree(ROOT / "lib" / "prefix", folder / "lib" / "prefix")
    (folder / "lib" / "in_lib.py").write_text("here = 'lib'\n")
    (folder / "notebooks" / "00-start-here.ipynb").write_text(notebook("1 + 1", "2"))
    with zipfile.ZipFile(folder / "tiny-1-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
        wheel.writestr("tiny.py", "#" * unpacked)
        wheel.writestr("tiny.pth", str((folder / "lib").resolve()))
        about = "tiny-1.dist-info"
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: tiny\nVersion: 1\n")
        kind = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        wheel.writestr(f"{about}/WHEEL", kind)
        wheel.writestr(f"{about}/RECORD", "")
    (folder / "requirements.txt").write_text("./tiny-1-py3-none-any.whl\n")
    (folder / "tests" / "requirements.txt").write_text("./tiny-1-py3-none-any.whl\n")
    return folder


def notebook(source: str, shown: str) -> str:
    output = {"output_type": "execute_result", "execution_count": 1, "metadata": {}}
    cell = {
        "cell_type": "code",
        "id": "a",
        "execution_count": 1,
        "metadata": {},
        "source": source,
        "outputs": [output | {"data": {"text/plain": shown}}],
    }
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": kernel, "cells": [cell]})


def begin(kit: Path, *arguments: str, python=(sys.executable,), **environment) -> subprocess.Popen:
    """Starts kit.py by that Python, in a process group of its own."""
    return terminal.start(
        [*python, str(kit / "lib" / "kit.py"), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL,
        env=OURS | environment,
    )


def run(kit: Path, *arguments: str, **more) -> tuple[int, str]:
    """kit.py's exit code and all it said."""
    process = begin(kit, *arguments, **more)
    said = process.communicate(timeout=120)[0]
    assert "Traceback (most" not in said
    return process.returncode, said


def set_up(kit: Path, **more) -> tuple[int, str]:
    """Sets up and goes no further: JupyterLab is not there, or tells its version and ends."""
    code, said = run(kit, "--no-browser", "--", "--version", **more)
    return code, said.partition("kit.py: JupyterLab did not start")[0]


@contextmanager
def asking_for(kit: Path, requirements: str):
    """Puts other words into requirements.txt for a while."""
    file = kit / "requirements.txt"
    before = file.read_text()
    file.write_text(requirements)
    try:
        yield
    finally:
        file.write_text(before)


def inside(kit: Path) -> Path:
    return kit / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_ready(kit: Path) -> bool:
    return (kit / ".venv" / "kit.json").is_file() and "Installing" not in set_up(kit)[1]


def lend(kit: Path) -> dict[str, str]:
    """Lets the kit's .venv see the packages that run these tests; gives the environment for it."""
    site = next(iter((kit / ".venv").rglob("site-packages")))
    ours = [path for path in sys.path if path.endswith("site-packages")] + [str(ROOT / "lib")]
    (site / "lent.pth").write_text("\n".join(ours))
    return {"JUPYTERLAB_DIR": str(Path(sys.prefix) / "share" / "jupyter" / "lab")}


@pytest.fixture(scope="module")
def ready(tmp_path_factory) -> Path:
    """A kit set up once, from nothing, in a folder with a space and an accent."""
    kit = make_kit(tmp_path_factory.mktemp("ready") / "Stéphane’s kit")
    _code, said = set_up(kit)
    assert "Making a private environment in .venv: done" in said
    assert "Installing what is needed, once: done" in said
    return kit


@pytest.fixture
def launcher():
    """kit.py as a module."""
    spec = importlib.util.spec_from_file_location("launcher", LAUNCHER)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


@pytest.fixture
def bare(tmp_path) -> Path:
    """A kit in which nothing was done yet."""
    return make_kit(tmp_path / "kit")


# --- what is said


def test_the_readme_gives_the_two_commands_as_they_are():
    lines = (ROOT / "README.md").read_text("utf-8").splitlines()
    assert "python3 lib/kit.py" in lines
    assert "python3 lib/kit.py test" in lines


def test_help_names_both_commands_and_makes_nothing(bare):
    for asked in (["--help"], ["test", "--help"], ["start", "-h"]):
        code, said = run(bare, *asked)
        assert code == 0 and "kit.py [start" in said and "kit.py test" in said
    assert not (bare / ".venv").exists()


def test_every_version_since_3_6_can_read_the_launcher():
    ast.parse(LAUNCHER.read_text("ascii"), feature_version=(3, 6))


def old_pythons() -> list[str]:
    """The Pythons before 3.11 on this machine that run."""
    versions = Path.home() / ".pyenv" / "versions"
    named = (shutil.which(f"python3.{minor}") for minor in range(6, 11))
    kept = (max(versions.glob(f"3.{minor}.*/bin/python"), default=None) for minor in range(6, 11))
    found = [str(python) for python in (*named, *kept) if python]
    return [p for p in found if subprocess.run([p, "-V"], capture_output=True).returncode == 0]


@pytest.mark.parametrize("python", old_pythons() or [None])
def test_an_old_python_is_named_with_its_remedy(python, bare):
    if python is None:
        pytest.skip("no Python before 3.11 on this machine")
    code, said = run(bare, "test", python=[python])
    assert code == 1
    assert "needs Python 3.11 or later, and this is 3." in said
    assert "To do: install a newer one" in said


def as_if(change: str) -> list[str]:
    """A Python in which `change` is so, to put before the path of a script."""
    go = "import runpy, sys; sys.argv.pop(0); {}; runpy.run_path(sys.argv[0], run_name='__main__')"
    return [sys.executable, "-c", go.format(change)]


def test_the_version_alone_decides_what_is_too_old(bare):
    code, said = run(bare, python=as_if("sys.version_info = (3, 10, 9)"))
    assert code == 1 and "needs Python 3.11 or later" in said


def test_a_python_without_venv_is_told_what_to_install_before_anything_is_made(bare):
    code, said = run(bare, python=as_if("sys.modules['ensurepip'] = None"))
    assert code == 1
    assert "sudo apt install python3-venv" in said
    assert not (bare / ".venv").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_an_unknown_notebook_is_answered_with_those_there_are_on_any_console(ready, encoding):
    code, said = run(ready, "start", "99", PYTHONIOENCODING=encoding)
    assert code == 1
    assert "there is no notebook 99" in said and "name one of these: 00-start-here" in said


@pytest.mark.parametrize(
    "last, opened",
    [("02-later", "02-later"), ("03-gone", "00-start-here"), (None, "00-start-here")],
)
def test_a_second_start_opens_the_lesson_one_was_in(last, opened, launcher, bare, monkeypatch):
    monkeypatch.setattr(launcher, "ROOT", bare)
    monkeypatch.setattr(launcher, "LAST", bare / "lesson.txt")
    shutil.copy(bare / "notebooks/00-start-here.ipynb", bare / "notebooks/02-later.ipynb")
    if last:
        launcher.LAST.write_text(last)
    assert launcher.last_notebook() == f"notebooks/{opened}.ipynb"


def test_a_number_opens_its_lesson_and_no_copy_of_it(launcher, bare, monkeypatch):
    monkeypatch.setattr(launcher, "ROOT", bare)
    lesson = bare / "notebooks/00-start-here.ipynb"
    shutil.copy(lesson, lesson.with_name("00-start-here-Copy1.ipynb"))
    assert launcher.find_notebook("00") == "notebooks/00-start-here.ipynb"


def test_a_missing_requirements_file_is_named(bare):
    (bare / "requirements.txt").unlink()
    code, said = run(bare)
    assert code == 1 and f"{bare / 'requirements.txt'} is missing" in said


SAID = [  # as pip, venv and the systems say it
    (
        "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
        "the disk is full",
    ),
    ("OSError: [WinError 112] There is not enough space on the disk", "the disk is full"),
    ("[Errno 122] Disk quota exceeded: '/home/a/.venv'", "the disk is full"),
    ("[Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp']", "the disk is full"),
    (
        "WARNING: Retrying (Retry(total=4, connect=None)) after connection broken by 'NewConnection"
        "Error([Errno -3] Temporary failure in name resolution')': /simple/x/",
        "network is away",
    ),
    ("[Errno 11001] getaddrinfo failed", "network is away"),
    (
        "WARNING: Retrying (Retry(total=4)) after 'SSLError(SSLCertVerificationError(1, '[SSL: "
        "CERTIFICATE_VERIFY_FAILED] self-signed certificate'))': /x/",
        "certificate of its own",
    ),
    (
        "[Errno 2] No such file: 'C:\\\\a'\nHINT: This error might have occurred since this system "
        "does not have Windows Long Path support enabled.",
        "too long for Windows",
    ),
    (
        "Error: Command '['.venv/bin/python3', '-m', 'ensurepip', '--default-pip']' returned non-zero "
        "exit status 1.",
        "apt install python3-venv",
    ),
    ("[WinError 5] Access is denied: 'C:\\\\kit\\\\.venv\\\\python.exe'", "close JupyterLab"),
    ("ERROR: No matching distribution found for pandas<4,>=3", "cannot be had for python3."),
    ("something new\nand its last line\n", "did not work (and its last line)"),
]


@pytest.mark.parametrize("words, meaning", SAID, ids=[f"{m} {n}" for n, (_, m) in enumerate(SAID)])
def test_what_tools_say_is_put_into_plain_words_with_a_remedy(words, meaning, launcher):
    told = str(launcher.explain(words))
    assert meaning in told and "To do: " in told


# --- setting up


def test_a_set_up_kit_starts_and_calls_no_pip(ready):
    log = (ready / ".venv" / "kit.log").read_bytes()
    _code, said = set_up(ready, PATH="")
    assert "Making" not in said and "Installing" not in said
    assert (ready / ".venv" / "kit.log").read_bytes() == log


def test_the_library_is_found_by_a_path_that_every_encoding_can_write(ready):
    pointer = next((ready / ".venv").rglob("tiny.pth"))
    assert pointer.read_text("ascii").strip() == os.path.relpath(ready / "lib", pointer.parent)
    found = subprocess.check_output([inside(ready), "-c", "import in_lib; print(in_lib.here)"])
    assert found.strip() == b"lib"


def test_what_the_library_brings_to_jupyterlab_is_in_place_and_renewed_when_it_has_changed(ready):
    script = "share/jupyter/labextensions/fruskit/static/remoteEntry.js"
    brought, there = ready / "lib" / "prefix" / script, ready / ".venv" / script
    assert there.read_bytes() == brought.read_bytes()
    brought.write_text("// another")
    assert "Installing" not in set_up(ready, PATH="")[1]
    assert there.read_text() == "// another"


def test_lessons_may_run_by_themselves_below_this_folder_alone(ready):
    settings = json.loads((ready / ".venv/etc/jupyter/jupyter_server_config.json").read_text())
    assert settings["Lessons"]["root"] == str(ready.resolve())


def test_what_is_asked_for_anew_is_installed_and_what_was_there_is_kept(ready):
    kept = ready / ".venv" / "mine.txt"
    kept.write_text("kept")
    with asking_for(ready, "# another line\n./tiny-1-py3-none-any.whl\n"):
        said = set_up(ready)[1]
    assert "Making" not in said and "Installing what is needed, once: done" in said
    assert kept.is_file()


def test_without_a_network_the_remedy_is_named_and_what_worked_still_works(ready):
    set_up(ready)
    away = {"PIP_NO_INDEX": "", "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "1"}
    with asking_for(ready, "not-there==1\n"):
        code, said = run(ready, **away)
    assert code == 1
    assert "the network is away" in said and "To do: connect to the internet" in said
    log = Path(re.search("Details: (.*)", said)[1])
    assert "127.0.0.1" in log.read_text("utf-8")
    assert "Installing" not in set_up(ready, **away)[1]


@posix
def test_a_killed_install_does_not_count_and_is_finished_next_time(ready):
    with asking_for(ready, "not-there==1\n"):
        code, _ = interrupt(ready, signal.SIGKILL)
    assert code == -signal.SIGKILL
    half = ready / ".venv" / "half-made"
    half.write_text("left by an unpacking that was cut short")
    assert "Installing what is needed, once: done" in set_up(ready)[1]
    assert is_ready(ready) and not half.exists()


@posix
@pytest.mark.parametrize("number, code", [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_install_that_is_stopped_ends_calmly_and_does_not_count(number, code, ready):
    with asking_for(ready, "not-there==1\n"):
        ended, said = interrupt(ready, number)
        assert "Installing what is needed, once: did not work" in set_up(ready)[1]
    assert ended == code
    assert "Traceback" not in said and ("Stopped." in said) == (number == signal.SIGINT)
    assert is_ready(ready)  # nothing had been unpacked, so what was there before still counts


def interrupt(kit: Path, number: int) -> tuple[int, str]:
    """Sends kit.py the signal while its pip waits for a registry that never answers."""
    with socket.create_server(("127.0.0.1", 0)) as registry:
        registry.settimeout(60)
        index = f"http://127.0.0.1:{registry.getsockname()[1]}/simple"
        process = begin(kit, PIP_NO_INDEX="", PIP_INDEX_URL=index, PIP_RETRIES="0")
        call, _ = registry.accept()
        # Ctrl-C goes to all that run in a terminal, the others to kit.py alone
        (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
        code = process.wait(30)
        call.close()
    return code, process.communicate(timeout=60)[0]


@posix
def test_what_is_started_hears_ctrl_c_though_the_tests_run_in_the_background():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # as of `pytest &` in a script
    try:
        sleeping = terminal.start([sys.executable, "-c", "import time; time.sleep(60)"])
    finally:
        signal.signal(signal.SIGINT, before)
    os.killpg(sleeping.pid, signal.SIGINT)
    assert sleeping.wait(30) == -signal.SIGINT


def test_two_at_once_make_one_environment_between_them(bare):
    both = [begin(bare, "--no-browser") for _ in range(2)]
    said = [process.communicate(timeout=120)[0] for process in both]
    assert sum("Making a private" in words for words in said) == 1
    assert sum("Another kit.py is setting up this folder" in words for words in said) == 1
    assert is_ready(bare)


@posix
def test_a_broken_environment_is_made_anew(ready):
    inside(ready).unlink()
    assert "Making a private environment in .venv: done" in set_up(ready)[1]
    assert is_ready(ready) and not (ready / ".venv.old").exists()


@posix
def test_an_environment_copied_from_elsewhere_is_made_anew(ready, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(ready, copy, symlinks=True)
    assert "Making a private environment in .venv: done" in set_up(copy)[1]
    assert is_ready(copy)


def test_a_folder_that_is_no_environment_is_left_alone(bare):
    (bare / ".venv").mkdir()
    (bare / ".venv" / "thesis.txt").write_text("mine")
    code, said = run(bare)
    assert code == 1 and "is no Python environment" in said and "another name" in said
    assert (bare / ".venv" / "thesis.txt").read_text() == "mine"


def test_an_environment_that_somebody_made_is_used_and_not_replaced(ready):
    for ours in ("kit.json", "kit.log"):  # by these alone it is told from one of kit.py's making
        (ready / ".venv" / ours).unlink()
    (ready / ".venv" / "mine.txt").write_text("kept")
    said = set_up(ready)[1]
    assert "Making" not in said and "Installing what is needed, once: done" in said
    assert is_ready(ready) and (ready / ".venv" / "mine.txt").is_file()


@posix
def test_a_folder_that_cannot_be_written_is_named_with_its_remedy(bare):
    bare.chmod(0o555)
    try:
        code, said = run(bare, python=without_roots_leave(bare))
    finally:
        bare.chmod(0o755)
    assert code == 1
    assert "the folder cannot be written" in said and "a folder of your own" in said


def without_roots_leave(folder: Path) -> list[str]:
    """A Python that may not write everywhere: the system's as user nobody, where root runs this."""
    if os.geteuid() != 0:
        return [sys.executable]
    for above in (folder / "lib", folder, *folder.parents[:-2]):
        above.chmod(above.stat().st_mode | 0o055)
    # the system's Python may lack ensurepip, which is asked for earlier and is not meant here
    change = (
        "from importlib.machinery import ModuleSpec; import types;"
        " e = types.ModuleType('ensurepip'); e.__spec__ = ModuleSpec('ensurepip', None); sys.modules['ensurepip'] = e"
    )
    nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    python = [*nobody, "/usr/bin/python3", "-c"]
    try:
        asked = subprocess.run([*python, "import sys; sys.exit(sys.version_info < (3, 11))"])
    except OSError:
        asked = None
    if asked is None or asked.returncode:
        pytest.skip("run by root, and there is no Python of 3.11 or later for anybody else")
    return [*python, as_if(change)[-1]]


@pytest.mark.parametrize("megabytes, step", [(5, "Making"), (32, "Installing")])
def test_a_full_disk_is_named_and_the_next_time_finishes(tmp_path, megabytes, step):
    disk = tmp_path / "disk"
    disk.mkdir()
    if sys.platform != "linux" or not mount(disk, f"size={megabytes}m"):
        pytest.skip("no leave to mount a small disk")
    try:
        kit = make_kit(disk / "kit", unpacked=30_000_000)
        code, said = run(kit, "--no-browser")
        assert code == 1
        assert f"{step} " in said.splitlines()[-4]
        assert "the disk is full" in said and "To do: make room" in said
        assert not (kit / ".venv" / "kit.json").exists()
        if step == "Installing":
            mount(disk, "remount,size=200m")
            assert "Installing what is needed, once: done" in set_up(kit)[1]
            assert is_ready(kit)
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def mount(folder: Path, options: str) -> bool:
    try:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
        return subprocess.run(command, capture_output=True).returncode == 0
    except OSError:
        return False


# --- going on from there


def test_a_port_that_is_taken_is_named_before_anything_is_made(bare):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        code, said = run(bare, "--port", str(port))
    assert code == 1
    assert f"port {port} is taken" in said and "leave --port away" in said
    assert not (bare / ".venv").exists()


@posix
def test_jupyterlab_opens_beside_a_taken_port_asks_nothing_and_ends_calmly(ready):
    pytest.importorskip("jupyterlab")
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            other.bind(("127.0.0.1", 8888))
            other.listen()
        except OSError:
            pass  # somebody else has taken it for us
        set_up(ready)
        process, said = begin(ready, **lend(ready)), ""
        for line in process.stdout:
            said += line
            if "Ctrl-C" in line:
                break
    port, path = re.search(r"http://127\.0\.0\.1:(\d+)(/lab/tree/notebooks/00-\S+)", said).groups()
    assert port != "8888"
    page = http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)
    page.request("GET", path)
    answer = page.getresponse()
    assert answer.status == 200
    told = re.search(r'jupyter-config-data"[^>]*>(.*?)</script>', answer.read().decode(), re.S)[1]
    announcements = "@jupyterlab/apputils-extension:announcements"
    assert announcements in json.loads(told)["disabledExtensions"]
    os.killpg(process.pid, signal.SIGINT)
    rest = process.communicate(timeout=30)[0]
    assert process.returncode == 0
    assert rest.strip() == "JupyterLab is closed."


@posix
def test_a_terminal_of_jupyterlab_knows_the_kits_commands_whatever_a_profile_says(ready, tmp_path):
    pytest.importorskip("jupyterlab")
    (tmp_path / ".profile").write_text("PATH=/usr/bin:/bin\n")
    set_up(ready)
    terminals = "--ServerApp.jpserver_extensions=jupyter_server_terminals=True"  # not in this .venv
    own = {"SHELL": "/bin/sh", "HOME": str(tmp_path)}
    process = begin(ready, "--no-browser", "--", terminals, **lend(ready), **own)
    try:
        line = next(line for line in process.stdout if "http://" in line)
        port, token = re.search(r":(\d+)/.*token=(\w+)", line).groups()
        page = http.client.HTTPConnection("127.0.0.1", int(port), timeout=20)
        page.request("POST", "/api/terminals", headers={"Authorization": f"token {token}"})
        name = json.loads(page.getresponse().read())["name"]
        address = f"ws://127.0.0.1:{port}/terminals/websocket/{name}?token={token}"
        with ThreadPoolExecutor() as beside:  # a browser may have a loop running in this thread
            said = beside.submit(asyncio.run, typed(address, "command -v python")).result()
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=30)
    assert str(inside(ready)) in said


async def typed(address: str, command: str) -> str:
    """What a terminal shows after these words were typed, up to a sign that it is done."""
    from tornado.websocket import websocket_connect

    socket, said = await websocket_connect(address), ""
    await socket.write_message(json.dumps(["stdin", f"{command}; echo do''ne\r"]))
    while "done" not in said:
        kind, *words = json.loads(await asyncio.wait_for(socket.read_message(), 20))
        said += words[0] if kind == "stdout" else ""
    return said


def test_the_test_command_runs_tests_and_notebooks_and_gives_pytests_exit_code(ready):
    pytest.importorskip("nbval")
    (ready / "tests" / "test_one.py").write_text(
        "import os\ndef test_one():\n    assert os.environ['FRUSKIT_RECORD'].endswith('sqlite')\n"
    )
    (ready / "notebooks" / "00-start-here.ipynb").write_text(notebook("1 + 1", "3"))
    set_up(ready)
    code, said = run(ready, "test", "-p", "no:cacheprovider", "-n0", **lend(ready))
    assert code == 1
    assert re.fullmatch(r"=* ?1 failed, 1 passed.* in [\d.]+s.*", plain(said.splitlines()[-1]))


def plain(line: str) -> str:
    return re.sub(r"\x1b\[[\d;]*m", "", line)
