"""Starts other processes: a Python beside this one, and what is to hear Ctrl-C as in a terminal."""

import os
from pathlib import Path
import signal
import subprocess
import sys

import fruskit

LIBRARY = Path(fruskit.__file__).parents[1]


def python(*arguments, cwd=LIBRARY.parent, **environment) -> subprocess.CompletedProcess:
    """Another Python with this library, run to its end in the kit or in that folder; in UTF-8."""
    own = {"PYTHONPATH": str(LIBRARY), "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        timeout=240,
        env={**os.environ, **own, **environment},
    )


def start(command: list[str], **more) -> subprocess.Popen:
    """Begins a process that hears Ctrl-C, also where this one was begun in the background.

    A shell has what it begins in the background ignore SIGINT, and children inherit that.
    """
    if os.name != "nt":
        more |= {"start_new_session": True, "preexec_fn": _hear_ctrl_c}
    return subprocess.Popen(command, text=True, encoding="utf-8", **more)


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
