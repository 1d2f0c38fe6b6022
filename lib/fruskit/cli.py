"""The command `fruskit`: the library's calls for a terminal, and nothing of its own.

Exit codes: 0 all is well, 1 problems were found, 2 the command was misused, 130 it was stopped.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
    chosen = _parser().parse_args(arguments)
    try:
        code: int = chosen.run(chosen)
        return code
    except (_BadUse, FruskitError) as problem:
        _tell(f"fruskit: {problem}")
        return 2 if isinstance(problem, _BadUse) else 1
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        _tell("\nfruskit: stopped. What was done is kept; run it again to go on.")
        return 130


Takes = Callable[..., Any]  # what adds an argument to a command
Command = Callable[[str, Callable[[Namespace], int], str], Takes]


def _parser() -> ArgumentParser:
    about = "A section of Foreign Relations of the United States, to read and work with."
    codes = "Exit codes: 0 all is well, 1 problems were found, 2 the command was misused."
    parser = ArgumentParser(prog="fruskit", description=about, epilog=codes)
    parser.add_argument("--version", action="version", version=f"fruskit {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[[Namespace], int], help: str) -> Takes:
        """Adds a command; what its function says of itself is its description."""
        made = commands.add_parser(name, help=help, description=run.__doc__)
        made.set_defaults(run=run)
        return made.add_argument

    _for_lessons(command)
    _for_authors(command)
    _for_volumes(command)
    return parser


def _for_lessons(command: Command) -> None:
    takes = command("start", _start, "open a lesson in JupyterLab")
    named = "its name or the number it begins with"
    takes("notebook", nargs="?", default="00", metavar="NOTEBOOK", help=f"{named} (default: 00)")
    takes("jupyter", nargs="*", help="arguments for JupyterLab, after --")
    _of(command("text", _text, "print the text, to the letter"))
    takes = command("table", _table, "print a table")
    takes("name", choices=list(COLUMNS), metavar="NAME", help=", ".join(COLUMNS))
    _of(takes)
    _format(takes, "csv json md", "md")
    _format(command("exercises", _exercises, "list the exercises"), "text json", "text")
    takes = command(
        "new-exercise", _new_exercise, "print a template of an exercise, to copy and change"
    )
    takes("kind", choices=list(TEMPLATES), metavar="KIND", help=", ".join(TEMPLATES))
    takes = command("bibliography", _bibliography, "print the works cited")
    _format(takes, "chicago csl bibtex ris md", "chicago")
    takes = command(
        "handout", _handout, "make a lesson into a handout, to print on A4 or Letter paper"
    )
    takes("lesson", metavar="LESSON", help=named)
    takes("--answers", action="store_true", help="fill it in, with what decides each answer")
    takes("--to", metavar="FILE", help="the HTML file to write (default: print it here)")


def _for_authors(command: Command) -> None:
    help = "compare a kit's data with its text, or tell what is odd in a volume"
    takes = command("check", _check, help)
    help = "a kit or a file in it (default: the kit you are in), or the TEI file of a volume"
    takes("place", nargs="?", metavar="DIR|FILE", help=help)
    takes = command("new", _new, "begin a teaching kit on a division of any volume")
    takes("dir", metavar="DIR", help="a new folder, or an empty one")
    takes("--volume", metavar="FILE", required=True, help="a FRUS TEI file")
    takes("--division", metavar="ID", required=True, help=_DIVISION)


def _for_volumes(command: Command) -> None:
    help = "show what share of the source notes is understood"
    takes = command("filenumbers", _filenumbers, help)
    takes("places", nargs="+", metavar="FILE|DIR", help="FRUS TEI files, or folders of them")
    takes = command("index", _index, "make a folder of volumes ready for search")
    takes("dir", metavar="DIR", help="the folder")
    help = "the index file (default: what FRUSKIT_INDEX names, else one in your data folder)"
    takes("--to", metavar="FILE", help=help)
    takes = command("search", _search, "find words in the indexed volumes")
    takes("words", nargs="+", metavar="WORDS", help="the words, in the order of the text")
    help = "other words that must appear within 25 words of them"
    takes("--near", default="", metavar="WORDS", help=help)
    takes("--index", metavar="FILE", help="the index file (default: as for fruskit index)")
    help = "the most places to show (default: 100)"
    takes("--limit", type=_count, default=100, metavar="N", help=help)
    _format(takes, "csv json md", "md")


def _count(written: str) -> int:
    if not written.isdecimal() or not int(written):
        raise ArgumentTypeError(f"“{written}” is not a number of places. Give 1 or more.")
    return int(written)


_DIVISION = "one division of it, by its xml:id"


def _of(takes: Takes) -> None:
    takes("--volume", metavar="FILE", help="a FRUS TEI file (default: the kit's own)")
    takes("--division", metavar="ID", help=_DIVISION)


def _format(takes: Takes, choices: str, default: str) -> None:
    takes("--format", choices=choices.split(), default=default, help=f"default: {default}")


@contextmanager
def _asked_for() -> Iterator[None]:
    """What is wrong within is bad use."""
    try:
        yield
    except FruskitError as problem:
        raise _BadUse(str(problem)) from None


def _section(chosen: Namespace) -> Section | None:
    """The section that --volume and --division name; None when neither does."""
    if chosen.volume is None and chosen.division in (None, find_kit().section_file().stem):
        return None
    volume = tei.read(_there(chosen.volume) if chosen.volume else find_kit().section_file())
    if chosen.division is None:
        return volume
    with _asked_for():
        return volume.division(chosen.division)


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
        _tell(f"fruskit: the table {chosen.name} is made by hand, in a kit’s data; here is none.")
    _print(getattr(table, chosen.format)())
    return 0


def _exercises(chosen: Namespace) -> int:
    keys = ("id", "notebook", "kind", "skill", "title")
    listed = [
        {key: getattr(one, key) for key in keys}
        | {"steps": list(one.steps), "evidence": [span.text for span in one.evidence]}
        for one in all_exercises().values()
    ]
    if chosen.format == "json":
        _print(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
        return 0
    for e in listed:
        _print(f"{e['id']:40} {e['kind']:8} {e['skill']:20} {e['title']}\n")
    return 0


def _new_exercise(chosen: Namespace) -> int:
    _print(template(chosen.kind))
    return 0


def _bibliography(chosen: Namespace) -> int:
    _print(getattr(bibliography(), chosen.format)())
    return 0


def _handout(chosen: Namespace) -> int:
    kit = find_kit()
    with _asked_for():
        lesson = lessons.lesson(kit, chosen.lesson).name
    made = handout(lesson, answers=chosen.answers)
    if chosen.to is None:
        _print(made)
    else:
        files.keep(chosen.to, made, handouts.SIGNATURE)
    return 0


def _new(chosen: Namespace) -> int:
    """Writes a kit on one division of a volume into a new folder: text, drafts of annotations, the
    exercises that its structure decides, tests, and lessons in which the places that need a
    historian are marked."""
    from .author import new as starting

    _section(chosen)  # what is not there to be had is bad use
    _print(f"{starting.start(chosen.dir, chosen.volume, chosen.division)}\n")
    return 0


def _check(chosen: Namespace) -> int:
    a_file = chosen.place is not None and not expanded(chosen.place).is_dir()
    if a_file and Path(_there(chosen.place)).suffix not in (".toml", ".json", ".ipynb"):
        return _check_volume(chosen.place)
    with _asked_for():
        kit = find_kit(chosen.place)
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
    """Shows how many source notes of each volume are understood, and then lists those that are not,
    the most frequent first."""
    from .volumes.survey import failures, shares, survey

    counted, problems = [], 0
    for file in [file for place in chosen.places for file in _volumes_at(place)]:
        try:
            counted.append(survey(file))
        except FruskitError as problem:
            _tell(f"fruskit: {problem}")
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
    """Reads the volumes (*.xml) of a folder into one index file. You can stop and repeat it: it
    reads only what is new or changed. It names what cannot be read, and keeps what it read of that
    before."""
    from .volumes.index.bar import bar
    from .volumes.index.harvest import index

    if not expanded(chosen.dir).is_dir():
        raise _BadUse(f"{chosen.dir}: there is no such folder. Check name and place.")
    done = index(chosen.dir, chosen.to, bar(sys.stderr)).records()
    for volume in done:
        if volume["problem"]:
            _tell(f"fruskit: {volume['problem']}")
    states = [volume["state"] for volume in done]
    count = {state: states.count(state) for state in ("read", "as it was", "not read")}
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
        _tell(f"fruskit: the first {chosen.limit} places; --limit shows more.")
    elif not found.rows:
        _tell("fruskit: these words do not appear in the index.")
    return 0


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def _print(text: str) -> None:
    """Writes UTF-8 whatever the console is set to, and no line end that the text has not."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()
