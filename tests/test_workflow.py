"""The workflow in `.github` cannot be run here: what it would run is compared with what there is."""

import os
from pathlib import Path
import re
import shutil
import subprocess

from fruskit import cli
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / ".github" / "workflows" / "kit.yml").read_text(encoding="utf-8")
WORKFLOW = yaml.load(TEXT, yaml.BaseLoader)  # which leaves the key “on” a word
STEPS = [step for job in WORKFLOW["jobs"].values() for step in job["steps"]]
LINES = [line for step in STEPS for line in step.get("run", "").splitlines()]
ELSEWHERE = {"git", "echo", "python", "test", "awk", "gh"}  # programs that its machines have


def test_it_runs_programs_that_every_such_machine_has_and_files_of_the_kit():
    for line in LINES:
        program = line.split()[0]
        assert program in {"fruskit", *ELSEWHERE} or os.access(ROOT / program, os.X_OK), line
    assert ".ci/run" in LINES


@pytest.mark.parametrize("asked", re.findall(r"\bfruskit( [^\"$\n]*\w)\)?", "\n".join(LINES)))
def test_every_command_of_the_library_is_understood(asked):
    try:
        cli._parser().parse_args(asked.split())
    except SystemExit as ended:
        assert ended.code == 0  # --version


def test_it_may_do_no_more_than_each_job_needs():
    allowed = {name: job.get("permissions", {}) for name, job in WORKFLOW["jobs"].items()}
    assert WORKFLOW["permissions"] == {"contents": "read"} and not allowed.pop("kit")
    pages = {"pages": "write", "id-token": "write"}
    assert allowed == {"publish": pages, "release": {"contents": "write"}}


def test_each_action_is_of_github_itself_in_one_major_version():
    used = [step["uses"] for step in STEPS if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[\w-]+@v\d+", name) for name in used)


def test_nothing_that_comes_from_outside_is_put_into_a_command():
    assert not re.search(r"\$\{\{", "\n".join(LINES))


def test_it_names_no_host():
    assert "//" not in TEXT


@pytest.mark.skipif(not shutil.which("awk"), reason="needs awk, to read CHANGELOG.md")
def test_a_release_says_what_has_changed_in_it_and_no_more(tmp_path):
    (line,) = (line for line in LINES if line.startswith("awk"))
    (tmp_path / "dist").mkdir()
    shutil.copy(ROOT / "CHANGELOG.md", tmp_path)
    tagged = os.environ | {"GITHUB_REF_NAME": "v0.2.0"}
    subprocess.run(["sh", "-c", line], cwd=tmp_path, env=tagged, check=True)
    said = (tmp_path / "dist" / "changes.md").read_text(encoding="utf-8")
    assert said.startswith("## 0.2.0 (") and said.count("\n## ") == 0 and len(said) > 500


def test_what_the_readme_takes_from_a_release_is_made_and_attached():
    readme, made = (ROOT / "README.md").read_text(encoding="utf-8"), "\n".join(LINES)
    attached = made.partition("gh release create")[2].split()
    archives = re.findall(r"`([\w-]+\.zip)`", readme)
    assert archives and all(f"dist/{name}" in made for name in archives) and "*.zip" in attached
    (lesson,) = set(re.findall(r"`([\w-]+)\.html`", readme))
    assert (ROOT / "notebooks" / f"{lesson}.ipynb").is_file()
    for way, files in (("single", "lessons/*.html"), ("scorm", "lms/*.zip")):
        assert f"--{way} dist/{files.partition('/')[0]}" in made and files in attached
