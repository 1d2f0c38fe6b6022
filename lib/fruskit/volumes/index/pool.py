"""Files read by several processes, in the order of a list; it does not know what is read in them.

Ctrl-C is heard by the process that asks, alone; the others end when that one is gone.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
import multiprocessing
from multiprocessing import connection
import os
from pathlib import Path
import signal
import threading
from typing import TypeVar

from ...errors import FruskitError

T = TypeVar("T")


def each(read: Callable[[Path], T], paths: Sequence[Path]) -> Iterator[tuple[Path, T]]:
    """Each file with what is read in it; few are held at a time, however many there are. read: a
    function of a module, since processes find it by its name. Raises FruskitError when a process
    dies."""
    cores = min(os.cpu_count() or 1, len(paths), 61)  # 61: all that Windows can wait for
    rest = iter(paths)
    waiting: deque[tuple[Path, Future[T]]] = deque()
    pool = ProcessPoolExecutor(cores, multiprocessing.get_context("spawn"), _attend)
    try:
        with _unheard():  # the first calls start the processes
            waiting.extend((path, pool.submit(read, path)) for path in islice(rest, 2 * cores))
        while waiting:
            path, found = waiting.popleft()
            yield path, found.result()
            waiting.extend((path, pool.submit(read, path)) for path in islice(rest, 1))
    except BrokenProcessPool as problem:
        what = "a process that was reading has died, perhaps for want of memory"
        remedy = 'Run it again: it goes on. In a script, call it under if __name__ == "__main__".'
        raise FruskitError(str(path), what, remedy) from problem
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _unheard() -> Iterator[None]:
    """Ctrl-C waits. A process that is started meanwhile never hears it."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _attend() -> None:
    """Has a reading process leave Ctrl-C to the one that asked, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(parent: int) -> None:
    connection.wait([parent])
    os._exit(1)
