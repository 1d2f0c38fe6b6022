"""The benchmarks run: each topic gives its ratios, beside their aims, and keeps nothing unasked."""

import os
from pathlib import Path
import subprocess
import sys
import tomllib

import pytest

FOLDER = Path(__file__).parent / "benchmarks"
LONG = [pytest.param(topic, marks=pytest.mark.long) for topic in ("record", "new", "index")]


@pytest.mark.parametrize("topic", ["sent", "search", *LONG])
def test_a_topic_prints_its_ratios_and_keeps_none_unasked(topic):
    before = (FOLDER / "ratios.toml").read_bytes()
    done = subprocess.run(
        [sys.executable, FOLDER / "run.py", topic],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(FOLDER.parents[1] / "lib")},
    )
    assert done.returncode == 0, done.stderr
    head, *lines = done.stdout.splitlines()
    assert head.split() == ["what", "costs", "against", "ratio", "aim", "last"]
    assert all(len(line.rstrip()) > 100 for line in lines)
    assert (FOLDER / "ratios.toml").read_bytes() == before


def test_every_aim_is_of_a_ratio_that_was_measured():
    kept = tomllib.loads((FOLDER / "ratios.toml").read_text(encoding="utf-8"))
    assert [name for name, known in kept.items() if "last" not in known] == []
