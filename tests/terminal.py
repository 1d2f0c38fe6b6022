"""Starts processes as a terminal does, for the tests that press Ctrl-C: in a group of their own."""

import os
import signal
import subprocess


def start(command: list[str], **more) -> subprocess.Popen:
    """Begins a process that hears Ctrl-C, also where this one was begun in the background.

    A shell has what it begins in the background ignore SIGINT, and children inherit that.
    """
    if os.name != "nt":
        more |= {"start_new_session": True, "preexec_fn": _hear_ctrl_c}
    return subprocess.Popen(command, text=True, encoding="utf-8", **more)


def _hear_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)
