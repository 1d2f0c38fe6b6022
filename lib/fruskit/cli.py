"""The command `fruskit`: the library's calls for a terminal, and nothing of its own.

Exit codes: 0 all is well, 1 problems were found, 2 the command was misused, 130 it was stopped.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from dataclasses import replace
import json
from pathlib import Path
import subprocess
import sys
from typing import Any

from . import __version__, all_exercises, bibliography, handout, show
from .author.check import check
from .author.templates import template, TEMPLATES
from .claims.tables import ANNOTATED, COLUMNS
from .errors import FruskitError
from .kit import files, lessons
from .kit.folder import find_kit
from .publishing import handout as handouts
from .volumes import condition, tei
from .volumes.paths import expanded, visible
from .volumes.text import Section


class _BadUse(Exception):
    """What was asked for is not there to be had: exit code 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; every failure is one line on standard error."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
        return code
    except _BadUse as problem:
        print(f"fruskit: {problem}", file=sys.stderr)
        return 2
    except FruskitError as problem:
        print(f"fruskit: {problem}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        print("\nfruskit: stopped. What was done is kept; run it again to go on.", file=sys.stderr)
        return 130


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="fruskit",
        description="A section of Foreign Relations of the United States, to read and work with.",
        epilog="Exit codes: 0 all is well, 1 problems were found, 2 the command was misused.",
    )
    parser.add_argument("--version", action="version", version=f"fruskit {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    start = commands.add_parser("start", help="open a lesson in JupyterLab")
    start.add_argument(
        "notebook",
        nargs="?",
        default="00",
        metavar="NOTEBOOK",
        help="its name or the number it begins with (default: 00)",
    )
    start.add_argument("jupyter", nargs="*", help="arguments for JupyterLab, after --")
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

    new = commands.add_parser(
        "new-exercise", help="print a template of an exercise, to copy and change"
    )
    new.add_argument("kind", choices=list(TEMPLATES), metavar="KIND", help=", ".join(TEMPLATES))
    new.set_defaults(run=_new_exercise)

    listed = commands.add_parser("bibliography", help="print the works cited")
    listed.add_argument(
        "--format",
        choices=["chicago", "csl", "bibtex", "ris", "md"],
        default="chicago",
        help="default: chicago",
    )
    listed.set_defaults(run=_bibliography)

    paper = commands.add_parser(
        "handout", help="make a lesson into a handout, to print on A4 or Letter paper"
    )
    paper.add_argument("lesson", metavar="LESSON", help="its name or the number it begins with")
    paper.add_argument(
        "--answers", action="store_true", help="fill it in, with what decides each answer"
    )
    paper.add_argument(
        "--to", metavar="FILE", help="the HTML file to write (default: print it here)"
    )
    paper.set_defaults(run=_handout)

    checked = commands.add_parser(
        "check", help="compare a kit's data with its text, or tell what is odd in a volume"
    )
    checked.add_argument(
        "place",
        nargs="?",
        metavar="DIR|FILE",
        help="a kit or a file in it (default: the kit you are in), or the TEI file of a volume",
    )
    checked.set_defaults(run=_check)

    begun = commands.add_parser(
        "new",
        help="begin a teaching kit on a division of any volume",
        description="Writes a kit on one division of a volume into a new folder: text, drafts of "
        "annotations, the exercises that its structure decides, tests, and lessons in which the "
        "places that need a historian are marked.",
    )
    begun.add_argument("dir", metavar="DIR", help="a new folder, or an empty one")
    begun.add_argument("--volume", metavar="FILE", required=True, help="a FRUS TEI file")
    begun.add_argument(
        "--division", metavar="ID", required=True, help="one division of it, by its xml:id"
    )
    begun.set_defaults(run=_new)
    _many(commands)
    return parser


def _many(commands: Any) -> None:
    """The commands for many volumes at once."""
    counted = commands.add_parser(
        "filenumbers",
        help="show what share of the source notes is understood",
        description="Shows how many source notes of each volume are understood, and then lists "
        "those that are not, the most frequent first.",
    )
    counted.add_argument(
        "places", nargs="+", metavar="FILE|DIR", help="FRUS TEI files, or folders of them"
    )
    counted.set_defaults(run=_filenumbers)

    indexed = commands.add_parser(
        "index",
        help="make a folder of volumes ready for search",
        description="Reads the volumes (*.xml) of a folder into one index file. You can stop and "
        "repeat it: it reads only what is new or changed. It names what cannot be read, and keeps "
        "what it read of that before.",
    )
    indexed.add_argument("dir", metavar="DIR", help="the folder")
    indexed.add_argument(
        "--to",
        metavar="FILE",
        help="the index file (default: what FRUSKIT_INDEX names, else one in your data folder)",
    )
    indexed.set_defaults(run=_index)

    sought = commands.add_parser("search", help="find words in the indexed volumes")
    sought.add_argument(
        "words", nargs="+", metavar="WORDS", help="the words, in the order of the text"
    )
    sought.add_argument(
        "--near",
        default="",
        metavar="WORDS",
        help="other words that must appear within 25 words of them",
    )
    sought.add_argument(
        "--index", metavar="FILE", help="the index file (default: as for fruskit index)"
    )
    sought.add_argument(
        "--limit",
        type=_count,
        default=100,
        metavar="N",
        help="the most places to show (default: 100)",
    )
    sought.add_argument("--format", choices=["csv", "json", "md"], default="md", help="default: md")
    sought.set_defaults(run=_search)


def _count(written: str) -> int:
    if not written.isdecimal() or not int(written):
        raise ArgumentTypeError(f"“{written}” is not a number of places. Give 1 or more.")
    return int(written)


def _of(command: ArgumentParser) -> None:
    command.add_argument(
        "--volume", metavar="FILE", help="a FRUS TEI file (default: the kit's own)"
    )
    command.add_argument("--division", metavar="ID", help="one division of it, by its xml:id")


def _section(chosen: Namespace) -> Section | None:
    """The section that --volume and --division name; None when neither does."""
    if chosen.volume is None and chosen.division in (None, find_kit().section_file().stem):
        return None
    volume = tei.read(_there(chosen.volume) if chosen.volume else find_kit().section_file())
    if chosen.division is None:
        return volume
    try:
        return volume.division(chosen.division)
    except FruskitError as problem:
        raise _BadUse(str(problem)) from None


def _there(file: str) -> str:
    if expanded(file).is_dir():
        raise _BadUse(f"{file}: it is a folder. Name a file in it.")
    if not expanded(file).is_file():
        raise _BadUse(f"{file}: there is no such file. Check name and place.")
    return file


def _start(chosen: Namespace) -> int:
    kit = find_kit()
    names = kit.files(kit.notebooks, ".ipynb")
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
    table = show(chosen.name, of=(of := _section(chosen)))
    if of is not None and chosen.name in ANNOTATED:
        print(
            f"fruskit: the table {chosen.name} is made by hand, in a kit’s data; here is none.",
            file=sys.stderr,
        )
    _print(getattr(table, chosen.format)())
    return 0


def _exercises(chosen: Namespace) -> int:
    listed = [
        {
            "id": e.id,
            "notebook": e.notebook,
            "kind": e.kind,
            "skill": e.skill,
            "title": e.title,
            "steps": list(e.steps),
            "evidence": [span.text for span in e.evidence],
        }
        for e in all_exercises().values()
    ]
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


def _bibliography(chosen: Namespace) -> int:
    _print(getattr(bibliography(), chosen.format)())
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
        files.keep(chosen.to, made, handouts.SIGNATURE)
    return 0


def _new(chosen: Namespace) -> int:
    from .author import new as starting

    _section(chosen)  # what is not there to be had is bad use
    _print(f"{starting.start(chosen.dir, chosen.volume, chosen.division)}\n")
    return 0


def _check(chosen: Namespace) -> int:
    a_file = chosen.place is not None and not expanded(chosen.place).is_dir()
    if a_file and Path(_there(chosen.place)).suffix not in (".toml", ".json", ".ipynb"):
        return _check_volume(chosen.place)
    try:
        kit = find_kit(chosen.place)
    except FruskitError as problem:
        raise _BadUse(str(problem)) from None
    report = check(kit)
    _print(f"{report}\n")
    return 1 if report.problems else 0


def _check_volume(path: str) -> int:
    """Oddities of a volume are notes and no problem; a file that is no volume is one."""
    volume = tei.read(path)
    held = ", ".join(f"{count} {what}" for what, count in condition.contents(volume).items())
    lines = [f"{path}: {volume.header.title or volume.id}", *condition.report(volume)]
    _print("\n".join([*lines, f"{held}: it can be read whole.\n"]))
    return 0


def _filenumbers(chosen: Namespace) -> int:
    from .volumes.survey import failures, shares, survey

    counted, problems = [], 0
    for file in [file for place in chosen.places for file in _volumes_at(place)]:
        try:
            counted.append(survey(file))
        except FruskitError as problem:
            print(f"fruskit: {problem}", file=sys.stderr)
            problems += 1
    if counted:
        _print(shares(counted).md())
    if (failed := failures(counted)).rows:
        _print(f"\nNot understood, the commonest first:\n\n{failed.md()}")
    return 1 if problems else 0


def _volumes_at(place: str) -> list[str]:
    """The file, or the volumes of the folder."""
    if not expanded(place).is_dir():
        return [_there(place)]
    if not (files := [str(path) for path in visible(place, ".xml")]):
        raise _BadUse(f"{place}: it holds no volume (*.xml). Name the folder of the volumes.")
    return files


def _index(chosen: Namespace) -> int:
    from .volumes.index.bar import bar
    from .volumes.index.harvest import index

    if not expanded(chosen.dir).is_dir():
        raise _BadUse(f"{chosen.dir}: there is no such folder. Check name and place.")
    done = index(chosen.dir, chosen.to, bar(sys.stderr)).records()
    for volume in done:
        if volume["problem"]:
            print(f"fruskit: {volume['problem']}", file=sys.stderr)
    count = {
        state: sum(v["state"] == state for v in done) for state in ("read", "as it was", "not read")
    }
    _print(", ".join(f"{n} {state}" for state, n in count.items()) + "\n")
    return 1 if count["not read"] else 0


def _search(chosen: Namespace) -> int:
    from .volumes.index.query import has_word, search

    if not has_word(words := " ".join(chosen.words)):
        raise _BadUse(f"search: there is no word in “{words}”. Ask for one.")
    found = search(words, chosen.near, chosen.index, chosen.limit + 1)
    shown = replace(found, rows=found.rows[: chosen.limit])
    _print(getattr(shown, chosen.format)())
    if len(found.rows) > chosen.limit:
        print(f"fruskit: the first {chosen.limit} places; --limit shows more.", file=sys.stderr)
    elif not found.rows:
        print("fruskit: these words do not appear in the index.", file=sys.stderr)
    return 0


def _print(text: str) -> None:
    """Writes UTF-8 whatever the console is set to, and no line end that the text has not."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
