"""The command `fruskit`: the library's calls for the shell, nothing of its own.

Exit codes: 0 all is well, 1 problems were found, 2 the command was used wrongly.
"""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
import json
from pathlib import Path
import subprocess
import sys

from . import __version__, all_exercises, files, handout, handouts, lessons, show, tei
from .check import check
from .errors import FruskitError
from .exercises.templates import TEMPLATES, template
from .kit import find_kit
from .tables import COLUMNS
from .text import Section


class _BadUse(Exception):
    """What was asked for is not there to be had: exit code 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; every failure is one line on standard error."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        return chosen.run(chosen)
    except _BadUse as problem:
        print(f"fruskit: {problem}", file=sys.stderr)
        return 2
    except FruskitError as problem:
        print(f"fruskit: {problem}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        sys.stderr.close()
        return 0


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="fruskit", description="A section of FRUS to read and to work with."
    )
    parser.add_argument("--version", action="version", version=f"fruskit {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    start = commands.add_parser("start", help="open a lesson in JupyterLab")
    start.add_argument("notebook", nargs="?", default="00", metavar="NOTEBOOK",
                       help="its name or the number it begins with (default: 00)")  # fmt: skip
    start.add_argument("jupyter", nargs="*", help="further arguments for JupyterLab, after --")
    start.set_defaults(run=_start)

    text = commands.add_parser("text", help="print the text, to the letter")
    _of(text)
    text.set_defaults(run=_text)

    table = commands.add_parser("table", help="print a table")
    table.add_argument("name", choices=list(COLUMNS), metavar="NAME", help=", ".join(COLUMNS))
    _of(table)
    table.add_argument("--format", choices=["csv", "json", "md"], default="md", help="default: md")
    table.set_defaults(run=_table)

    asked = commands.add_parser("exercises", help="list the exercises")
    asked.add_argument("--format", choices=["text", "json"], default="text", help="default: text")
    asked.set_defaults(run=_exercises)

    new = commands.add_parser("new-exercise", help="print a commented exercise to copy and change")
    new.add_argument("kind", choices=list(TEMPLATES), metavar="KIND", help=", ".join(TEMPLATES))
    new.set_defaults(run=_new_exercise)

    paper = commands.add_parser("handout", help="make a handout of a lesson, to print on A4 or Letter")
    paper.add_argument("lesson", metavar="LESSON", help="its name or the number it begins with")
    paper.add_argument("--answers", action="store_true", help="filled in, with what decides each answer")
    paper.add_argument("--to", metavar="FILE", help="an HTML file (default: it is printed here)")
    paper.set_defaults(run=_handout)

    checked = commands.add_parser("check", help="look through a kit's data for mistakes")
    checked.add_argument(
        "dir", nargs="?", metavar="DIR", help="the kit (default: the one you are in)"
    )
    checked.set_defaults(run=_check)
    return parser


def _of(command: ArgumentParser) -> None:
    command.add_argument(
        "--volume", metavar="FILE", help="a FRUS TEI file (default: the kit's own)"
    )
    command.add_argument("--division", metavar="ID", help="one division of it, by its xml:id")


def _section(chosen: Namespace) -> Section | None:
    """The section that --volume and --division name; None when neither does."""
    if chosen.volume is None and chosen.division is None:
        return None
    if chosen.volume is not None and not Path(chosen.volume).is_file():
        raise _BadUse(f"{chosen.volume}: there is no such file. Check name and place.")
    volume = tei.read(chosen.volume or find_kit().section_file())
    if chosen.division is None:
        return volume
    try:
        return volume.division(chosen.division)
    except FruskitError as problem:
        raise _BadUse(str(problem)) from None


def _start(chosen: Namespace) -> int:
    kit = find_kit()
    names = sorted(path for path in kit.notebooks.glob("*.ipynb"))
    wanted = Path(chosen.notebook).name.removesuffix(".ipynb")
    found = next((path for path in names if path.stem.startswith(wanted)), None)
    if found is None:
        known = ", ".join(path.stem for path in names)
        raise _BadUse(f"there is no notebook “{chosen.notebook}”. There are {known}.")
    command = [sys.executable, "-m", "jupyterlab", str(found), *chosen.jupyter]
    return subprocess.run(command, cwd=kit.root).returncode


def _text(chosen: Namespace) -> int:
    from . import load

    _print((_section(chosen) or load()).text)
    return 0


def _table(chosen: Namespace) -> int:
    table = show(chosen.name, of=_section(chosen))
    _print(getattr(table, chosen.format)())
    return 0


def _exercises(chosen: Namespace) -> int:
    listed = [
        {
            "id": e.id, "notebook": e.notebook, "kind": e.kind, "skill": e.skill, "title": e.title,
            "steps": list(e.steps), "evidence": [span.text for span in e.evidence],
        }
        for e in all_exercises().values()
    ]  # fmt: skip
    if chosen.format == "json":
        _print(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
    else:
        _print(
            "".join(f"{e['id']:40} {e['kind']:8} {e['skill']:20} {e['title']}\n" for e in listed)
        )
    return 0


def _new_exercise(chosen: Namespace) -> int:
    _print(template(chosen.kind))
    return 0


def _handout(chosen: Namespace) -> int:
    kit = find_kit()
    try:
        lesson = lessons.lesson(kit, chosen.lesson).name
    except FruskitError as problem:
        raise _BadUse(str(problem)) from None
    made = handout(lesson, answers=chosen.answers)
    if chosen.to is None:
        _print(made)
    else:
        files.keep(chosen.to, made, handouts.MARK)
    return 0


def _check(chosen: Namespace) -> int:
    try:
        kit = find_kit(chosen.dir)
    except FruskitError as problem:
        raise _BadUse(str(problem)) from None
    report = check(kit)
    _print(f"{report}\n")
    return 1 if report.problems else 0


def _print(text: str) -> None:
    """Writes UTF-8 whatever the console is set to, and no line end that the text has not."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
