"""A class on a hub, rehearsed on loopback: ten students log in, answer a whole lesson and hand in, and one
server is killed on the way. What was confirmed to a student must be there in the end.

The kit is copied and its hub is started as lib/hub/README.md says. Run by root the students are
accounts of the system, made for this and removed; else it is the trial. FRUSKIT_HUB names a folder in
which the copy stays, so that the next rehearsal need not install it anew.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, ExitStack, suppress
import json
import os
from pathlib import Path
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from typing import Any
from urllib.request import build_opener, ProxyHandler

from hub_students import LESSON, PATIENCE, Reader, Student, Wire
from measure import Ratio, ROOT
import psutil

NAMES = ("ann", "ben", "cyd", "dov", "eva", "fay", "gil", "hal", "ida", "joe")
IN_CHROMIUM = ("ann", "eva", "ida")  # the others are clients over the websocket
KILLED = "eva"
MINUTE, TOGETHER = 60, 10  # seconds in which all log in, and in which all hand in
PORTS = (18000, 18001, 18081)
REAL = hasattr(os, "geteuid") and os.geteuid() == 0


def rehearsing() -> Iterator[Ratio]:
    """A class from the login to the class page."""
    sys.path.append(str(ROOT / "tests"))
    import fruskit
    import responses

    exercises = [one for one in fruskit.all_exercises().values() if one.notebook == LESSON]
    with ExitStack() as stack:
        place = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="hub-")))
        place.chmod(0o755)
        password = secrets.token_hex(8)
        if REAL:
            stack.enter_context(accounts(place / "homes", password))
        drop = place / "handed-in"
        hub = stack.enter_context(running(kit(place), place, drop))
        students = [
            (Reader if name in IN_CHROMIUM else Wire)(hub, prefixed(name), password)
            for name in NAMES
        ]
        answers = [(one, responses.wrong(one)) for one in exercises]
        answers += [(one, responses.right(one)) for one in exercises if one.graded]
        memory = Class(students, answers).meets()
        check(students, drop if REAL else place / "state" / "handed-in", place)
    slowest = max(student.alive for student in students)
    yield Ratio("ten on a hub: lesson alive, slowest", slowest, "five minutes", PATIENCE)
    yield Ratio("ten on a hub: memory a student", memory, "160 MB", 160, "MB")


def prefixed(name: str) -> str:
    return f"fruskit-{name}" if REAL else name


# --- the hub


def kit(place: Path) -> Path:
    """A copy of the kit in a folder that everyone can enter."""
    named = os.environ.get("FRUSKIT_HUB")
    copy = Path(named or place) / "from-yalta-to-moscow"
    left = shutil.ignore_patterns("__pycache__", ".ipynb_checkpoints", "*.egg-info")
    for part in ("data", "notebooks", "lib"):
        shutil.copytree(ROOT / part, copy / part, ignore=left, dirs_exist_ok=True)
    shutil.copy(ROOT / "requirements.txt", copy)
    return copy


@contextmanager
def running(kit: Path, place: Path, drop: Path) -> Iterator[str]:
    """The hub, started as its README says; gives its address."""
    home = kit.parent
    if not (proxy := shutil.which("configurable-http-proxy")):
        proxy = str(home / "node_modules" / ".bin" / "configurable-http-proxy")
        if not Path(proxy).exists():
            _run("npm", "install", "--silent", "--prefix", home, "configurable-http-proxy@5")
    if REAL:
        _run("install", "-d", "-m", "3773", "-g", "instructors", drop)
    state = place / "state"
    environment = {**os.environ, "FRUSKIT_HAND_IN": str(drop), "STATE_DIRECTORY": str(state)}
    environment["PATH"] = f"{Path(proxy).parent}{os.pathsep}{os.environ['PATH']}"
    public, api, own = PORTS
    python = shutil.which("python3", path=os.defpath) if REAL else sys.executable  # for all users
    command = [python, kit / "lib" / "kit.py", "hub", "accounts" if REAL else "trial", "--"]
    command += [f"--JupyterHub.bind_url=http://127.0.0.1:{public}", f"--JupyterHub.hub_port={own}"]
    command += [f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{api}"]
    command += ["--JupyterHub.cleanup_servers=True"]
    log = place / "log"
    with open(log, "w") as words:
        process = subprocess.Popen(command, env=environment, stdout=words, stderr=words)
    try:
        address = f"http://127.0.0.1:{public}"
        _wait_for(f"{address}/hub/health", process, log)
        yield address
    except BaseException:
        print(log.read_text(errors="replace")[-6000:], file=sys.stderr)
        raise
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_for(address: str, process: subprocess.Popen, log: Path) -> None:
    direct = build_opener(ProxyHandler({}))
    for _ in range(1200):  # the first time it installs what is needed
        assert process.poll() is None, log.read_text(errors="replace")
        try:
            direct.open(address, timeout=5).close()
            return
        except OSError:
            time.sleep(0.5)
    raise AssertionError("the hub does not answer")


def _run(*command: object, said: str | None = None) -> None:
    subprocess.run([str(part) for part in command], check=True, input=said, text=True)


@contextmanager
def accounts(homes: Path, password: str) -> Iterator[None]:
    """Accounts of the system for the students, and the two groups; removed in the end."""
    import grp

    homes.mkdir()
    groups = [
        name for name in ("students", "instructors") if name not in {g[0] for g in grp.getgrall()}
    ]
    names = [prefixed(name) for name in NAMES]
    try:
        for group in groups:
            _run("groupadd", group)
        for name in names:
            _run("useradd", "-m", "-d", homes / name, "-G", "students", "-s", "/bin/bash", name)
            (homes / name).chmod(0o700)
        _run("chpasswd", said="".join(f"{name}:{password}\n" for name in names))
        yield
    finally:
        for name in names:
            subprocess.run(["userdel", name], check=False, capture_output=True)
        for group in groups:
            _run("groupdel", group)


# --- the class


class Class:
    """All of them at once, each in a thread of its own; who fails ends the lesson for all."""

    def __init__(self, students: list[Student], answers: list[tuple[Any, Any]]) -> None:
        self.students, self.answers = students, answers
        self.ready, self.go = threading.Semaphore(0), threading.Event()
        self.problems = list[BaseException]()

    def meets(self) -> float:
        """From the login to the receipt; the megabytes of a student in Chromium, when all have answered."""
        threads = [
            threading.Thread(target=self._is_there, args=of) for of in enumerate(self.students)
        ]
        for thread in threads:
            thread.start()
        for _ in threads:
            self.ready.acquire()
        readers = [student for student in self.students if isinstance(student, Reader)]
        used = 0.0 if self.problems else sum(map(memory, readers)) / len(readers)
        self.go.set()
        for thread in threads:
            thread.join()
        if self.problems:
            raise self.problems[0]
        return used

    def _is_there(self, number: int, student: Student) -> None:
        try:
            time.sleep(number * MINUTE / len(self.students))
            self._works(student)
            self.ready.release()
            student.idle(self.go)
            if not self.problems:
                time.sleep(secrets.randbelow(TOGETHER * 500) / 1000)
                student.hand_in()
        except BaseException as problem:
            self.problems.append(problem)
            self.ready.release()
        finally:
            student.leave()

    def _works(self, student: Student) -> None:
        student.log_in()
        for count, (exercise, response) in enumerate(self.answers):
            student.answer(exercise, response)
            if student.name == prefixed(KILLED) and count == len(self.answers) // 2:
                os.kill(server(student).pid, signal.SIGKILL)
                student.come_back()
        student.go_to_the_end()


def server(student: Student) -> psutil.Process:
    """The process of the student's own server."""
    for process in psutil.process_iter(["cmdline"]):
        if "lib/hub/server.py" in " ".join(process.info["cmdline"] or ()):
            with suppress(psutil.Error):
                if process.environ().get("JUPYTERHUB_USER") == student.name:
                    return process
    raise AssertionError(f"{student.name} has no server")


def memory(student: Student) -> float:
    """Megabytes of the server and its kernels: what they share with others is counted by parts."""
    own = server(student)
    return sum(one.memory_full_info().pss for one in (own, *own.children(True))) / 1e6


def check(students: list[Student], drop: Path, place: Path) -> None:
    """Nothing that was confirmed is lost, the files are where they should be, and the page counts them."""
    from fruskit.record.hand_in import given

    files = {path.name: path for path in drop.iterdir()}
    assert len(files) == len(students), sorted(files)
    for student in students:
        (name,) = (name for name in files if student.receipt in name)
        made = given(json.loads(files[name].read_text("utf-8")), name).hand_in
        lost = Counter(student.confirmed) - Counter(one.exercise for one in made.attempts)
        assert made.who == student.name and not lost, f"{student.name} lost {lost}"
    page = place / "class.html"
    _run(sys.executable, "-m", "fruskit", "class", drop, "--lesson", "02", "--to", page)
    assert f"{len(students)} students handed in" in page.read_text("utf-8")
    if REAL:
        other, file = (
            students[0].name,
            next(p for n, p in files.items() if students[0].receipt not in n),
        )
        for forbidden in (
            ["ls", drop],
            ["cat", file],
            ["rm", "-f", file],
            ["ls", place / "homes" / students[1].name],
        ):
            done = subprocess.run(
                forbidden,
                user=other,
                group=other,
                extra_groups=[],
                capture_output=True,
                check=False,
            )
            assert done.returncode, f"{other} may {forbidden}"
