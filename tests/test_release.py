"""What goes into a release says one version, and says what is in it."""

from importlib import import_module
from pathlib import Path
import re
import tomllib

import fruskit

ROOT = Path(__file__).resolve().parents[1]
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
CITATION = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
HEADINGS = re.findall(r"^## (\S+) \((.+)\)$", CHANGES, re.M)
RELEASED = [(version, day) for version, day in HEADINGS if day != "unreleased"]


def test_the_version_is_the_same_wherever_it_is_written():
    project = tomllib.loads((ROOT / "lib" / "pyproject.toml").read_text(encoding="utf-8"))
    cited = re.search(r"^version: (\S+)$", CITATION, re.M)[1]
    assert project["project"]["version"] == fruskit.__version__ == cited == RELEASED[0][0]


def test_the_library_takes_the_kit_s_license_along():
    """A wheel is built from lib/ alone."""
    project = tomllib.loads((ROOT / "lib" / "pyproject.toml").read_text(encoding="utf-8"))
    (taken,) = project["project"]["license-files"]
    assert (ROOT / "lib" / taken).read_bytes() == (ROOT / "LICENSE").read_bytes()


def test_the_citation_has_the_day_of_the_release():
    assert re.search(r"^date-released: (\S+)$", CITATION, re.M)[1] == RELEASED[0][1]


def test_the_newest_changes_come_first_and_only_they_may_be_unreleased():
    versions = [tuple(map(int, version.split("."))) for version, _ in HEADINGS]
    assert versions == sorted(set(versions), reverse=True)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for _, day in HEADINGS[1:])


def test_every_module_that_the_changes_name_as_the_new_place_is_there():
    now = [line.rpartition(" | ")[2] for line in CHANGES.splitlines() if line.startswith("| `")]
    named = re.findall(r"`([\w.]+)`", "\n".join(now))
    assert named
    for module in named:
        import_module(module)
