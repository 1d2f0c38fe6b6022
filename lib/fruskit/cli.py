"""The command `fruskit`: the library's calls for a terminal, and nothing of its own.

Exit codes: 0 all is well, 1 problems were found, 2 the command was misused, 130 it was stopped.
"""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
import json
from pathlib import Path
import subprocess
import sys
import tomllib
from typing import Any

from . import __version__, _room, all_exercises, bibliography, handout, show
from .author.check import check
from .author.templates import template, TEMPLATES
from .claims import references
from .claims.tables import ANNOTATED, COLUMNS
from .classwork import grades
from .classwork.graded import Grading, grading
from .classwork.room import Classroom
from .errors import FruskitError
from .kit import files, lessons, seal, texts
from .kit.folder import find_kit
from .publishing import handout as handouts
from .record.hand_in import ENDING
from .volumes import condition, tei
from .volumes.paths import expanded, visible
from .volumes.text import Section


class _BadUse(Exception):
    """What was asked for is not there to be had: exit code 2."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; every failure is one line on standard error."""
    chosen = _parser().parse_args(arguments)
    try:
        code: int | None = _RUN[chosen.command](chosen)
        return code or 0
    except (_BadUse, FruskitError) as problem:
        _tell(f"fruskit: {problem}")
        return 2 if isinstance(problem, _BadUse) else 1
    except BrokenPipeError:  # the reader of a pipe, such as head, has seen enough
        sys.stderr.close()
        return 0
    except KeyboardInterrupt:
        _tell("\nfruskit: stopped. What was done is kept; run it again to go on.")
        return 130


def _parser() -> ArgumentParser:
    told = tomllib.loads(Path(__file__).with_name("commands.toml").read_text(encoding="utf-8"))
    parser = ArgumentParser(prog="fruskit", description=told["about"], epilog=told["exit-codes"])
    parser.add_argument("--version", action="version", version=f"fruskit {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for name, said in told["command"].items():
        command = commands.add_parser(name, help=said["help"], description=said.get("description"))
        for argument, options in said["takes"].items():
            command.add_argument(argument, **_options(options))
    return parser


_NAMES = {"tables": COLUMNS, "templates": TEMPLATES}


def _options(written: dict[str, Any]) -> dict[str, Any]:
    """The options of an argument as argparse takes them."""
    if "one-of" in written:
        names = list(_NAMES[written.pop("one-of")])
        return written | {"choices": names, "help": ", ".join(names)}
    return written | ({"type": _count} if "type" in written else {})


def _count(written: str) -> int:
    if not written.isdecimal() or not int(written):
        raise ArgumentTypeError(f"“{written}” is not a number of places. Give 1 or more.")
    return int(written)


@contextmanager
def _asked_for() -> Iterator[None]:
    """What is wrong within is bad use."""
    try:
        yield
    except FruskitError as problem:
        raise _BadUse(str(problem)) from None


def _section(chosen: Namespace) -> Section | str | None:
    """The section that --volume and --division name, or a text of the kit; None when neither does."""
    known = {} if chosen.volume else texts.names(find_kit())
    if not chosen.volume and chosen.division in (None, *known):
        return chosen.division or None
    volume = tei.read(_there(chosen.volume) if chosen.volume else next(iter(known.values())))
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
    with _asked_for():
        found = lessons.find(kit, chosen.notebook)
    root = f"--Lessons.root={kit.root}"
    command = [sys.executable, "-P", "-m", "fruskit.cards.thrift", str(found), root]
    return subprocess.run([*command, *chosen.jupyter], cwd=kit.root).returncode


def _text(chosen: Namespace) -> None:
    if chosen.text and (chosen.volume or chosen.division):
        raise _BadUse("text: name a text of the kit, or a volume with a division of it, not both.")
    of = _section(chosen)
    if not (of is None or isinstance(of, str)):
        return _print(of.text)
    known = list(texts.names(kit := find_kit()))
    name = chosen.text or of or known[0]
    with _asked_for() if name not in known else nullcontext():
        _print(texts.load(kit, name).text)
    if name == known[0] and len(texts.load(kit).texts) > 1:
        _tell(f"fruskit: the first text of the kit; there are also {', '.join(known[1:])}.")


def _table(chosen: Namespace) -> None:
    table = show(chosen.name, of=(of := _section(chosen)))
    if of is not None and chosen.name in ANNOTATED:
        _tell(f"fruskit: the table {chosen.name} is made by hand, in a kit’s data; here is none.")
    _print(getattr(table, chosen.format)())


def _exercises(chosen: Namespace) -> None:
    keys = ("id", "notebook", "kind", "skill", "level", "title")
    listed = [
        {key: getattr(one, key) for key in keys}
        | {"steps": list(one.steps), "texts": [text.name for text in one.section.texts]}
        | {"evidence": [span.text for span in one.evidence]}
        for one in all_exercises().values()
    ]
    if chosen.format == "json":
        _print(json.dumps(listed, ensure_ascii=False, indent=2) + "\n")
    for e in listed if chosen.format == "text" else ():
        _print(f"{e['id']:40} {e['kind']:8} {e['level']:8} {e['skill']:20} {e['title']}\n")


def _new_exercise(chosen: Namespace) -> None:
    _print(template(chosen.kind))


def _bibliography(chosen: Namespace) -> None:
    _print(getattr(bibliography(), chosen.format)())


def _handout(chosen: Namespace) -> None:
    kit = find_kit()
    with _asked_for():
        lesson = lessons.lesson(kit, chosen.lesson).name
    made = handout(lesson, answers=chosen.answers)
    if chosen.to is None:
        _print(made)
    else:
        files.keep(chosen.to, made, handouts.SIGNATURE)


def _site(chosen: Namespace) -> None:
    from . import _site as made

    if chosen.single and chosen.scorm:
        raise _BadUse("site: --single and --scorm make different files. Give one of them.")
    written = made(chosen.dir, chosen.pyodide, chosen.single, chosen.scorm)
    for path, size in written:
        _print(f"{path}  {_size(size)}\n")
    way = "single" if chosen.single else "scorm" if chosen.scorm else "site"
    total = _size(sum(size for _, size in written))
    _tell(f"{len(written)} files, {total}. {_NEXT[way].format(chosen.dir)}")


_NEXT = {
    "single": "Each opens by a double click.",
    "scorm": "Upload each to your LMS as a SCORM package.",
    "site": "Put the folder on a web space. To see it here: python3 -m http.server -d {}",
}


def _size(count: int) -> str:
    return f"{count / 1e6:.1f} MB" if count >= 1e5 else f"{count / 1e3:.0f} kB"


def _class(chosen: Namespace) -> int:
    from .publishing import class_page

    room = _room(_folder(chosen), chosen.lesson, chosen.roster, chosen.names)
    code = _tell_faults(room, chosen)
    with _asked_for():
        by = grades.policy(chosen.policy) if chosen.policy else None
    page = class_page.page(room, by)
    if chosen.to is None:
        _print(page)
    else:
        files.keep(chosen.to, page, class_page.SIGNATURE)
    return code


def _folder(chosen: Namespace) -> str | None:
    """The folder of hand-ins; None for the sample."""
    sample = getattr(chosen, "sample", False)
    if sample or (chosen.dir is not None and expanded(chosen.dir).is_dir()):
        return None if sample else chosen.dir
    what = f"{chosen.dir}: there is no such folder" if chosen.dir else "class: no folder is named"
    raise _BadUse(f"{what}. Name the folder of the files, or give --sample.")


def _grades(chosen: Namespace) -> int:
    room = _room(_folder(chosen), chosen.lesson, chosen.roster)
    code = _tell_faults(room, chosen)
    written = grading(chosen.grading) if chosen.grading else Grading()
    made = grades.grades(room, grades.policy(chosen.policy), written)
    if chosen.to is None:
        _print(made.csv())
    else:
        grades.keep(made, room, chosen.to)
    unsure = [student for student in room.students if not student.person]
    for student in unsure:
        near = " or ".join(person.name for person in student.perhaps)
        give = f"Perhaps {near}: give" if near else "Give"
        _tell(f"fruskit: {student.who}: not on the class list. {give} it a column “also”.")
    return 1 if unsure else code


def _tell_faults(room: Classroom, chosen: Namespace) -> int:
    """Says what cannot be used, and where there is nothing to use; gives the exit code."""
    for fault in room.faults:
        _tell(f"fruskit: {fault.file}: {fault.what}.")
    if not room.works:
        what = "no hand-in of this lesson" if chosen.lesson else "no hand-in"
        _tell(f"fruskit: {chosen.dir}: {what} is in it. The name of one ends in {ENDING}")
    return 0 if room.works and all(fault.used for fault in room.faults) else 1


def _new(chosen: Namespace) -> None:
    from .author import new as starting

    volumes, divisions = chosen.volume, chosen.division
    volumes = volumes * len(divisions) if len(volumes) == 1 else volumes
    if len(volumes) != len(divisions):
        given = f"{len(volumes)} volumes and {len(divisions)} divisions"
        raise _BadUse(f"new: {given}. Give each division its volume, in one order, or all one.")
    pairs = list(zip(volumes, divisions))
    for volume, division in pairs:  # what is not there to be had is bad use
        _section(Namespace(volume=volume, division=division))
    _print(f"{starting.start(chosen.dir, pairs)}\n")


def _seal(chosen: Namespace) -> None:
    with _asked_for():
        kit = find_kit(chosen.place)
    references.keep(kit)
    _print(f"{kit.name(seal.seal(kit))}: these lessons run by themselves when they are opened.\n")


def _check(chosen: Namespace) -> int:
    a_file = chosen.place is not None and not expanded(chosen.place).is_dir()
    if a_file and Path(_there(chosen.place)).suffix not in (".toml", ".json", ".ipynb"):
        _check_volume(chosen.place)
        return 0
    with _asked_for():
        kit = find_kit(chosen.place)
    report = check(kit)
    _print(f"{report}\n")
    return 1 if report.problems else 0


def _check_volume(path: str) -> None:
    """Oddities of a volume are notes and no problem; a file that is no volume is one."""
    volume = tei.read(path)
    held = ", ".join(f"{count} {what}" for what, count in condition.contents(volume).items())
    lines = [f"{path}: {volume.header.title or volume.id}", *condition.report(volume)]
    _print("\n".join([*lines, f"{held}: it can be read whole.\n"]))


def _filenumbers(chosen: Namespace) -> int:
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
    from .volumes.index.harvest import bar, index

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


def _search(chosen: Namespace) -> None:
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


def _tell(text: str) -> None:
    print(text, file=sys.stderr)


def _print(text: str) -> None:
    """Writes UTF-8 whatever the console is set to, and no line end that the text has not."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace"))
    sys.stdout.buffer.flush()


_COMMANDS: tuple[Callable[[Namespace], int | None], ...] = (
    *(_start, _text, _table, _exercises, _new_exercise, _bibliography, _handout, _site, _class),
    *(_grades, _check, _seal, _new, _filenumbers, _index, _search),
)
_RUN = {run.__name__.strip("_").replace("_", "-"): run for run in _COMMANDS}
