"""Ends pages and browsers as a crash or a power cut does, for the tests: only what they started."""

from contextlib import contextmanager, suppress
import os
import signal

import browser
import psutil


def renderers(chrome) -> set[int]:
    """The processes in which a browser draws its pages now."""
    told = chrome.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    return {one["id"] for one in told["processInfo"] if one["type"] == "renderer"}


def crash(processes: set[int]) -> None:
    """Ends them, in the middle of whatever they do."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


@contextmanager
def a_browser(chrome, profile):
    """The window of a browser of its own, which keeps what it stores in this folder."""
    window = chrome.browser_type.launch_persistent_context(
        profile, executable_path=browser.chromium(), args=browser.FLAGS
    )
    yield window
    with suppress(Exception):
        window.close()


def kill(profile) -> None:
    """Kills the browser that was started here with this folder, and waits until nothing of it is left
    that could hold the folder."""
    of, ended = f"--user-data-dir={profile}", []
    for child in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):
            if of in child.cmdline():
                ended += [child, *child.children(recursive=True)]
    for process in ended:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(ended, timeout=10)
