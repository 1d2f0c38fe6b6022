"""What every measure prints: one row of what was measured, against what, and the ratio."""

from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]


class Row(NamedTuple):
    what: str
    measured: str
    against: str
    ratio: float
