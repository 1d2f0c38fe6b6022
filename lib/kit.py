"""Starts the kit, or a hub for a class, or the tests: makes `.venv` beside it, installs what is needed,
and goes on there.

Knows Python's standard library, what pip says, and how JupyterLab, JupyterHub and pytest are started;
knows nothing of the lessons. It parses on Python 3.6, so that an old Python can be told what to do.
"""

import sys

PYTHON: tuple = (3, 11)  # A SyntaxError here? This Python is too old: the kit needs 3.11 or later.
if sys.version_info < PYTHON:
    sys.exit(
        f"kit.py: the kit needs Python 3.11 or later, and this is {sys.version.split()[0]}"
        f" ({sys.executable}).\nTo do: install a newer one, from python.org or with your system's"
        " packages, and start the kit with it: python3.13 lib/kit.py"
    )

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
import errno
import hashlib
import http.client
import importlib.util
import json
import os
from pathlib import Path
import re
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from typing import BinaryIO, TextIO
from urllib.parse import quote
import webbrowser

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
INSIDE = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "kit.log"  # what venv and pip said; where it lies, the .venv is of our making
STAMP = VENV / "kit.json"  # lies there only while the .venv is whole; says what it holds
LESSONS, TESTS, HUB = "requirements.txt", "tests/requirements.txt", "lib/hub/requirements.txt"
LOGINS = ("accounts", "lti", "trial")  # who may log in to a hub: files of lib/hub
LAST = VENV / "lesson.txt"  # the name of the lesson one was in
SETTINGS = {  # files of an environment: JupyterLab asks nothing of the student or the network, and
    # lets lessons run by themselves in this folder alone
    "etc/jupyter/labconfig/page_config.json": {
        "disabledExtensions": {"@jupyterlab/apputils-extension:announcements": True}
    },
    "etc/jupyter/jupyter_server_config.json": {  # read by whatever starts JupyterLab
        "LabApp": {"extension_manager": "readonly"},
        "ServerApp": {"answer_yes": True},
        "Lessons": {"root": str(ROOT), "last": str(LAST)},
    },
}
THIS = "python{}.{}".format(*sys.version_info)
REMEDIES = (  # words of pip, of venv or of the system; what they mean; what helps
    (
        r"No space left|Disk quota exceeded|not enough space|No usable temporary|Errno (28|122)\b",
        "the disk is full",
        "make room, about 1 GB where the kit is and as much where temporary files go",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|certificate verify failed",
        "the network puts a certificate of its own before the package registry",
        "use another network, or ask the person who runs this one how to set up pip",
    ),
    (
        r"Retrying \(Retry\(|NewConnectionError|Connection (refused|reset|broken)|ConnectTimeout"
        r"|Network is unreachable|name resolution|getaddrinfo failed|ProxyError|Read timed out",
        "the network is away, or does not lead to the package registry",
        "connect to the internet, for this once: what is installed works without",
    ),
    (
        r"Long Path support",
        "the folder's path is too long for Windows",
        r"move the kit to a shorter one, such as C:\kit",
    ),
    (
        r"ensurepip",
        "this Python has no venv, which makes private environments",
        f"on Debian and Ubuntu, sudo apt install python3-venv (or {THIS}-venv); "
        "elsewhere, install Python from python.org",
    ),
    (
        r"Permission ?(Error|denied)|Access is denied|Read-only file system|Errno (1|13|30)\b",
        "the folder cannot be written, or a program is using its .venv",
        "close JupyterLab and editors that use it, or move the kit to a folder of your own",
    ),
    (
        r"No matching distribution|Failed (to build|building)|metadata-generation-failed",
        f"a package cannot be had for {THIS}",
        "use a Python that is neither new nor old, such as python3.13",
    ),
)


class Problem(Exception):
    """Why the kit cannot start, and what helps; printed as it is."""

    def __init__(self, what: str, remedy: str, log: Path | None = None) -> None:
        details = f"\nDetails: {log}" if log and log.is_file() else ""
        super().__init__(f"kit.py: {what}. The kit is in {ROOT}.\nTo do: {remedy}.{details}")


def explain(said: str) -> Problem:
    """The problem that these words of a tool or of the system stand for."""
    with suppress(OSError):  # a full disk often cuts short what would have said so
        said += " Errno 28" if shutil.disk_usage(ROOT).free < 1_000_000 else ""
    for words, what, remedy in REMEDIES:
        if re.search(words, said):
            return Problem(what, remedy, LOG)
    last = said.strip().rpartition("\n")[2]
    return Problem(f"a step did not work ({last})", "read the details, then try again", LOG)


def main(arguments: list[str]) -> int:
    """Does what is asked; returns 0 when well, 1 for a problem, 2 if wrongly asked, or pytest's."""
    for stream in (sys.stdout, sys.stderr):  # a console may not know every letter of a path
        stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # an exit, so that children end with us
    try:
        if arguments[:1] == ["test"] and arguments[1:] not in (["-h"], ["--help"]):
            return test(arguments[1:])
        at = arguments.index("--") if "--" in arguments else len(arguments)
        asked = parser().parse_args(arguments[:at])
        if asked.command == "hub":
            return hub(asked.notebook, arguments[at + 1 :])
        return start(asked.notebook, asked.port, asked.browser, arguments[at + 1 :])
    except Problem as problem:
        print(problem, file=sys.stderr)
    except OSError as problem:
        print(explain(f"{problem} [Errno {problem.errno}]"), file=sys.stderr)
    except KeyboardInterrupt:
        print("\nStopped. The same command goes on from here.", file=sys.stderr)
        return 130
    return 1


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="kit.py",
        usage="kit.py [start [NOTEBOOK]] [--port N] [--no-browser] [-- JUPYTERLAB ARGUMENTS]\n"
        "       kit.py hub accounts|lti|trial [-- JUPYTERHUB ARGUMENTS]\n"
        "       kit.py test [PYTEST ARGUMENTS]",
        description="Makes .venv in the kit's folder, installs what is needed into it, and opens a "
        "lesson in JupyterLab, starts a hub for a class (lib/hub/README.md), or runs the tests. Safe "
        "to repeat: what is done is not done again.",
    )
    option = made.add_argument
    option(
        "command",
        nargs="?",
        choices=["start", "hub", "test"],
        default="start",
        help="open a lesson (the default), start a hub, or run the whole test suite",
    )
    option(
        "notebook",
        nargs="?",
        metavar="NOTEBOOK",
        help="its name or the number it begins with (default: the one you were in, at first 00); "
        "with hub: who may log in",
    )
    option(
        "--port",
        type=int,
        metavar="N",
        help="JupyterLab's port (default: the first free one from 8888 on)",
    )
    option(
        "--no-browser",
        dest="browser",
        action="store_false",
        help="print the address, open no browser",
    )
    return made


# --- setting up: .venv, and what is installed into it


def set_up(*files: str) -> None:
    """Sees to it that .venv is there with these requirement files installed; at once if it is."""
    wanted = {name: digest(name) for name in files}
    if not holds(wanted):
        with alone():
            if not usable():
                make_venv()
            if not holds(wanted):  # else whoever we waited for has done it
                install(wanted)
    share()


def digest(name: str) -> str:
    """What stands for a requirement file in the stamp: another text, another digest."""
    texts = [json.dumps(SETTINGS).encode()]
    for part in (ROOT / name, ROOT / "lib" / "pyproject.toml"):
        if not part.is_file():
            raise Problem(f"{part} is missing", "get the whole kit again")
        texts.append(part.read_bytes())
    return hashlib.sha256(b"\0".join(texts)).hexdigest()


def holds(wanted: dict[str, str]) -> bool:
    return wanted.items() <= read_stamp().get("installed", {}).items() and usable()


def usable() -> bool:
    """Whether .venv was made whole, for this folder, by the Python that it still has.

    One with neither our stamp nor our log is somebody's own, an editor's say: good if it has pip.
    """
    stamp = read_stamp()
    if stamp:
        return stamp["place"] == str(VENV) and stamp["python"] == version_inside()
    return not LOG.exists() and version_inside("pip") >= list(PYTHON)


def version_inside(needs: str = "sys") -> list[int]:
    """The version of the Python in .venv; empty when it does not run or lacks what it needs."""
    asks = f"import sys, {needs}; print(list(sys.version_info[:2]))"
    try:
        said = subprocess.check_output([INSIDE, "-I", "-c", asks], stderr=subprocess.DEVNULL)
        return json.loads(said)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return []


def read_stamp() -> dict:
    """What the stamp says; empty when there is none or it is damaged."""
    try:
        stamp = json.loads(STAMP.read_text("utf-8"))
        return {name: stamp[name] for name in ("place", "python", "installed")}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def write_stamp(installed: dict[str, str]) -> None:
    stamp = {"place": str(VENV), "python": version_inside(), "installed": installed}
    new = STAMP.with_suffix(".new")
    new.write_text(json.dumps(stamp), "utf-8")
    new.replace(STAMP)  # in one step: a stamp is whole or is not there


def make_venv() -> None:
    if not importlib.util.find_spec("ensurepip"):  # a bare Debian: told before anything is made
        raise explain("ensurepip")
    if os.path.lexists(VENV):
        put_away()
    VENV.mkdir()
    said: list[str] = []
    command = [sys.executable, "-m", "venv", str(VENV)]
    if run("Making a private environment in .venv", command, said):
        raise explain("".join(said))
    write_stamp({})


def put_away() -> None:
    """Removes a .venv that is broken, unfinished or copied here; refuses what never was one."""
    ours = LOG.exists() or (VENV / "pyvenv.cfg").exists() or not VENV.exists()  # or a dead link
    if not ours and not (VENV.is_dir() and not any(VENV.iterdir())):
        raise Problem(f"{VENV} is no Python environment", "give it another name, or move it away")
    old = VENV.with_name(".venv.old")
    shutil.rmtree(old, ignore_errors=True)
    VENV.rename(old)  # in one step: where Windows has a file of it in use, it stays as it was
    if old.is_symlink():
        old.unlink()
    shutil.rmtree(old, ignore_errors=True)


def install(wanted: dict[str, str]) -> None:
    """Runs pip. The stamp is away while .venv may be half made, and stays so if it was left."""
    before = read_stamp().get("installed", {})
    STAMP.unlink(missing_ok=True)
    pip = [str(INSIDE), "-m", "pip", "install", "--disable-pip-version-check", "--progress-bar=off"]
    pip += [part for name in wanted for part in ("-r", name)]
    said: list[str] = []
    try:
        if run("Installing what is needed, once", pip, said, ("Collecting ", "Processing ")):
            raise explain("".join(said))
    finally:
        if not any(line.startswith("Installing collected packages") for line in said):
            write_stamp(before)  # nothing was changed yet: what worked before still works
    settle(VENV)
    point_to_library()
    write_stamp(wanted)


def settle(prefix: Path) -> None:
    """Writes JupyterLab's settings into an environment: ours, or the one that Binder has made."""
    for name, settings in SETTINGS.items():
        (prefix / name).parent.mkdir(parents=True, exist_ok=True)
        (prefix / name).write_text(json.dumps(settings), "utf-8")


def share() -> None:
    """Puts what the library brings to JupyterLab in its place: of this, pip left a copy, now old."""
    brought = ROOT / "lib" / "prefix"
    for new in brought.rglob("*.*"):
        place = VENV / new.relative_to(brought)
        if new.is_file() and not (place.is_file() and place.read_bytes() == new.read_bytes()):
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(new, place)


def point_to_library() -> None:
    """Makes the path by which .venv finds lib/ a relative one, so that it is ASCII.

    Before 3.13 Python read it in the system's encoding, in which an accent in it can be lost.
    """
    for pointer in (*VENV.glob("lib/*/site-packages/*.pth"), *VENV.glob("Lib/site-packages/*.pth")):
        if pointer.read_bytes().strip() == str(ROOT / "lib").encode():
            pointer.write_text(os.path.relpath(ROOT / "lib", pointer.parent), "ascii")


@contextmanager
def alone() -> Iterator[None]:
    """One kit.py at a time, by a lock of the system's, which ends with whoever holds it.

    pip inherits it: where a kit.py was killed, the next one waits until its pip has ended too.
    """
    with open(__file__, "rb") as held:
        if not lock(held):
            print("Another kit.py is setting up this folder; waiting for it.", flush=True)
            while not lock(held):
                time.sleep(0.2)
        yield


def lock(file: BinaryIO) -> bool:
    try:
        if os.name == "nt":
            import msvcrt

            os.lseek(file.fileno(), 1 << 30, os.SEEK_SET)  # past the end, where nobody reads
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.set_inheritable(file.fileno(), True)
    except OSError as problem:
        return problem.errno not in (errno.EAGAIN, errno.EACCES)  # some network disks have no locks
    return True


# --- running what was installed


def environment(**more: str) -> dict[str, str]:
    """For all that runs in .venv: its commands first, and no settings of other Pythons."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    path = os.pathsep.join([str(INSIDE.parent), kept.get("PATH", os.defpath)])
    return kept | {"PATH": path, "VIRTUAL_ENV": str(VENV), "JUPYTER_PREFER_ENV_PATH": "1"} | more


def run(doing: str, command: list[str], said: list[str], counting: tuple[str, ...] = ()) -> int:
    """Runs a step of the set-up and returns its exit code; what it says is added to `said`.

    Its progress is on the screen, with the number of lines that begin with one of `counting`.
    """
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(PYTHONIOENCODING="utf-8", PIP_USER="0"),
        text=True,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # so that it inherits the lock
    )
    reader = threading.Thread(target=keep, args=(process.stdout, said), daemon=True)
    reader.start()
    begun, turn = time.monotonic(), 0
    show(f"{doing} ...", plain=True)
    try:
        while process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.2)
            turn += 1
            found = sum(line.startswith(counting) for line in said)
            packages = f"{found} packages, " if found else ""
            so_far = f"{packages}{time.monotonic() - begun:.0f} s"
            show(f"{doing} {'|/-'[turn % 3]} {so_far}", plain=turn % 50 == 0)
    finally:
        end(process, 2)
        reader.join(5)
    ending = "did not work" if process.returncode else "done"
    show(f"{doing}: {ending} after {time.monotonic() - begun:.0f} s", plain=True, last=True)
    return process.returncode


def keep(words: TextIO, said: list[str]) -> None:
    """Takes what a tool says into the list, and into the log as long as the disk has room."""
    with suppress(OSError), open(LOG, "a", encoding="utf-8") as log:
        for line in words:
            said.append(line)
            log.write(line)
            log.flush()
    said.extend(words)


def show(line: str, plain: bool, last: bool = False) -> None:
    """On a terminal, one line written over and over; elsewhere, only those that stand `plain`."""
    if sys.stdout.isatty():
        width = shutil.get_terminal_size().columns - 1
        print("\r" + line[:width].ljust(width), end="\n" if last else "", flush=True)
    elif plain:
        print(line, flush=True)


def end(process: subprocess.Popen, grace: float) -> None:
    """Ends a child that still runs: waits for it, then asks it, then makes it."""
    for act in (None, process.terminate, process.kill):
        if act and process.poll() is None:
            act()
        with suppress(subprocess.TimeoutExpired):
            process.wait(grace)


def test(arguments: list[str]) -> int:
    """Sets up, runs pytest over tests/ and notebooks/, and returns its exit code."""
    set_up(LESSONS, TESTS)
    command = [INSIDE, "-m", "pytest", "-c", "lib/pyproject.toml", "--rootdir=.", *arguments]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as own:
        record = os.path.join(own, "record.sqlite")  # the learner's own stays as it is
        return stay(command, FRUSKIT_RECORD=record)


def hub(login: str | None, arguments: list[str]) -> int:
    """Sets up, runs JupyterHub until it ends, and returns its exit code."""
    if login not in LOGINS:
        remedy = f"name one of these: {', '.join(LOGINS)} (lib/hub/README.md says which is for you)"
        raise Problem("a hub must know who may log in", remedy)
    set_up(LESSONS, HUB)
    config = ROOT / "lib" / "hub" / f"{login}.py"
    return stay([INSIDE, "-P", "-m", "jupyterhub", "--config", config, *arguments])


def stay(command: list, **more: str) -> int:
    """Runs it until it ends, and returns its exit code."""
    process = subprocess.Popen(command, cwd=ROOT, env=environment(**more))
    try:
        return process.wait()
    except KeyboardInterrupt:  # it has heard it too, and has something left to say or to end
        end(process, 20)
        return process.returncode
    finally:
        end(process, 2)


# --- JupyterLab


def start(wanted: str | None, port: int | None, browser: bool, arguments: list[str]) -> int:
    """Sets up, opens the notebook in JupyterLab, and stays until JupyterLab is closed."""
    notebook = find_notebook(wanted) if wanted else last_notebook()
    if port is not None and taken(port):
        raise Problem(
            f"port {port} is taken by another program, or is not for you to use",
            "leave --port away, and a free one is found; or name another",
        )
    set_up(LESSONS)
    return serve(notebook, port, browser, arguments)


def find_notebook(wanted: str) -> str:
    """The notebook of that name or number, as the kit's own path to it."""
    there = sorted((ROOT / "notebooks").glob("*.ipynb"), key=lambda path: path.stem)
    for notebook in there:
        if notebook.stem.startswith(Path(wanted).name.removesuffix(".ipynb")):
            return notebook.relative_to(ROOT).as_posix()
    names = ", ".join(notebook.stem for notebook in there) or "there is none: get the kit again"
    raise Problem(f"there is no notebook {wanted}", f"name one of these: {names}")


def last_notebook() -> str:
    """The one that was opened last, if it is still there, or the first."""
    with suppress(OSError, ValueError, Problem):
        return find_notebook(LAST.read_text("utf-8").strip() or "00")
    return find_notebook("00")


def taken(port: int) -> bool:
    with socket.socket() as tried:
        if os.name != "nt":  # one just closed counts as free; Windows would take this for sharing
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return True
    return False


def serve(notebook: str, asked: int | None, browser: bool, arguments: list[str]) -> int:
    """Runs JupyterLab until it ends; its exit code, or 0 when Ctrl-C ended it."""
    port = asked or next((port for port in range(8888, 9888) if not taken(port)), 0)
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    log, page = VENV / f"jupyterlab-{port}.log", VENV / f"open-{port}.html"
    process = launch(port, token, log, arguments)
    try:
        if came_up(process, port, token):
            url = f"http://127.0.0.1:{port}/lab/tree/{quote(notebook)}?token={token}"
            welcome(url, page if browser and has_screen() else None)
            return process.wait()
        if not asked and taken(port):  # another kit.py was a moment quicker
            return serve(notebook, None, browser, arguments)
        said = log.read_text("utf-8", "replace") if log.is_file() else ""
        last = said.strip().rpartition("\n")[2]
        raise Problem(f"JupyterLab did not start ({last})", "read the details, then try again", log)
    except KeyboardInterrupt:
        print("\nJupyterLab is closed.")
        return 0
    finally:
        end(process, 3)
        with suppress(OSError):
            page.unlink(missing_ok=True)


def launch(port: int, token: str, log: Path, arguments: list[str]) -> subprocess.Popen:
    command = [
        INSIDE,
        "-P",  # nothing in this folder may stand in for a module of the server
        "-m",
        "fruskit.cards.thrift",  # JupyterLab, without what no lesson needs
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={ROOT}",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    if os.name != "nt":  # else its terminals read a profile, and Debian's forgets .venv's commands
        shell = {"shell_command": [os.environ.get("SHELL") or "/bin/sh"]}
        command.append(f"--ServerApp.terminado_settings={shell}")
    with open(log if os.access(VENV, os.W_OK) else os.devnull, "wb") as words:
        return subprocess.Popen(
            [*command, *arguments],
            cwd=ROOT,
            env=environment(JUPYTER_TOKEN=token),
            stdout=words,
            stderr=subprocess.STDOUT,  # it hears Ctrl-C if stdin is our terminal
        )


def came_up(process: subprocess.Popen, port: int, token: str) -> bool:
    """Waits until JupyterLab answers to the token, or 90 s; False if it has ended."""
    long_enough = time.monotonic() + 90
    while process.poll() is None and time.monotonic() < long_enough:
        asking = http.client.HTTPConnection("127.0.0.1", port, timeout=5)  # past any proxy
        with suppress(OSError, http.client.HTTPException):
            asking.request("GET", "/api/status", headers={"Authorization": f"token {token}"})
            if asking.getresponse().status == 200:
                return True
        asking.close()
        time.sleep(0.1)
    return process.poll() is None


def welcome(url: str, page: Path | None) -> None:
    """Says where JupyterLab is, and opens a browser there if there is a page to do it by.

    The page keeps the token out of the list of processes, which others on the machine can read.
    """
    print(f"\nThe lesson is open in JupyterLab at\n\n    {url}\n")
    print("Leave this window open while you work; Ctrl-C in it ends JupyterLab.", flush=True)
    if page:
        with open(page, "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
            file.write(f'<meta http-equiv="refresh" content="0; url={url}">')
        webbrowser.open(page.as_uri())


def has_screen() -> bool:
    if os.environ.get("CI") or os.environ.get("SSH_CONNECTION"):
        return False
    shown = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    return os.name == "nt" or sys.platform == "darwin" or bool(shown)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
