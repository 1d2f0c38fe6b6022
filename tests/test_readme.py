"""What the README shows is what the kit does: its templates, its commands, its example, its files."""

from pathlib import Path
import re

import fruskit
from fruskit import cli
from fruskit.author.templates import template, TEMPLATES
import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = [
    (lang, block) for lang, block in re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S)
]


@pytest.mark.parametrize("kind", TEMPLATES)
def test_each_kind_is_shown_with_the_source_that_new_exercise_prints(kind):
    assert ("toml", template(kind)) in BLOCKS


def test_every_command_of_the_library_is_listed_and_no_other():
    (listed,) = (block for lang, block in BLOCKS if block.startswith("fruskit start"))
    named = {line.split()[1] for line in listed.splitlines()}
    assert named == set(cli._parser()._subparsers._group_actions[0].choices)


def test_every_call_that_is_shown_is_there():
    for name in re.findall(r"fruskit\.(\w+)\(", README):
        assert hasattr(fruskit, name), name


def test_the_cluster_example_is_the_one_that_is_tested():
    example = (ROOT / "tests" / "dask_example.py").read_text(encoding="utf-8")
    (shown,) = (block for lang, block in BLOCKS if "dask" in block and lang == "python")
    assert shown in example


def test_every_file_that_is_linked_or_shown_is_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", README) + re.findall(r'src="([^"]+)"', README):
        assert (ROOT / target).exists(), target
