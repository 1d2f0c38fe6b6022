"""What a measurement is: how the time of some work is taken, and the row that it becomes."""

from collections.abc import Callable
from pathlib import Path
import time
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Row(NamedTuple):
    what: str
    measured: str
    against: str
    ratio: float


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
