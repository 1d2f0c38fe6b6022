"""What a class costs: the page of 200 students against marking their answers once; from 200 to 2,000."""

from collections.abc import Iterator
import json
from pathlib import Path
import subprocess
import sys
import tempfile

from measure import Ratio, ROOT

# In a process of its own, so that memory is that of this class alone.
_ONE = """
import json, sys, time
sys.path.append(sys.argv[3])
import fruskit
from fruskit.publishing.class_page import page
import psutil

exercises = fruskit.all_exercises()
before = psutil.Process().memory_info().rss
start = time.process_time()
room = fruskit._room(sys.argv[1])
html = page(room)
spent = time.process_time() - start
memory = psutil.Process().memory_info().rss - before
marking = 0.0
if sys.argv[2] == "marked":
    attempts = [a for w in room.works for a in w.student.papers[w.lesson].hand_in.attempts]
    distinct = list({(a.exercise, json.dumps(a.response, sort_keys=True)): a for a in attempts}.values())
    start = time.process_time()
    for one in distinct:
        exercises[one.exercise].mark(one.response)
    marking = time.process_time() - start
print(json.dumps([spent, memory / 1e6, len(html) / 1e6, marking]))
"""


def classes(few: int = 200, many: int = 2000) -> Iterator[Ratio]:
    """The page of a class with all lessons; its size; memory and time a student, of many and of few."""
    sys.path.append(str(ROOT / "tests"))
    from classes import handed_in, lay

    with tempfile.TemporaryDirectory() as place:
        folders = {n: lay(Path(place) / str(n), *handed_in(n)) for n in (few, many)}
        spent, memory, size, marking = _measured(folders[few], "marked")
        yield Ratio(f"page of {few} students", spent, "marking their answers once", marking)
        yield Ratio(f"page of {few} students, size", size, "1.5 MB", 1.5, "MB")
        more = _measured(folders[many], "")
        for of, one, other in (("time", spent, more[0]), ("memory", memory, more[1])):
            unit = "s" if of == "time" else "MB"
            what = f"{of} a student of {many:,}"
            yield Ratio(what, other / many, f"of {few}", one / few, unit)


def _measured(folder: Path, what: str) -> list[float]:
    command = [sys.executable, "-c", _ONE, str(folder), what, str(ROOT / "tests")]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    said: list[float] = json.loads(done.stdout)
    return said
