"""What the kit costs, as ratios to something plain measured in the same run, printed as one table.

    python tests/benchmarks/run.py [--keep] [TOPIC …]

Beside each ratio are its aim and what it was when it was last kept; both are in ratios.toml. A
ratio above its aim is marked, and nothing fails: a busy machine is no fault of the kit. --keep
writes the ratios that were measured there. A topic is a function below that yields Ratios; hub runs only
where it is named, for by root it makes accounts and removes them.
"""

from collections.abc import Callable, Iterator
import os
from pathlib import Path
import sys
import tempfile
import tomllib

import answering
import hub
from measure import Ratio
import opening
import pages
import seminar
import shelf
import starting
import volumes

TOPICS: dict[str, Callable[[], Iterator[Ratio]]] = {
    "import": starting.importing,
    "open": opening.opening,
    "kernel": starting.kernel,
    "nbval": starting.nbval,
    "marking": answering.marking,
    "sent": answering.sent,
    "click": answering.clicking,
    "page": pages.paging,
    "record": answering.keeping,
    "read": volumes.reading,
    "folder": volumes.folder,
    "new": volumes.new_kit,
    "index": shelf.indexing,
    "search": shelf.searching,
    "class": seminar.classes,
    "hub": hub.rehearsing,
}
KEPT = Path(__file__).with_name("ratios.toml")
UNITS = {"s": ((1, "s"), (1e-3, "ms"), (1e-6, "µs")), "MB": ((1, "MB"),), "B": ((1e3, "kB"),)}
LINE = "{:<38} {:>9}   {:<34} {:>9} {:>8} {:>6} {:>6}"


def main(given: list[str]) -> None:
    """Prints a line for each ratio, as it is measured."""
    os.environ["FRUSKIT_RECORD"] = str(Path(tempfile.mkdtemp()) / "record.sqlite")
    kept = tomllib.loads(KEPT.read_text(encoding="utf-8"))
    print(LINE.format("what", "costs", "against", "", "ratio", "aim", "last"))
    for topic in [name for name in given if name != "--keep"] or TOPICS.keys() - {"hub"}:
        for ratio in TOPICS[topic]():
            known = kept.setdefault(ratio.name, {})
            aim, last = known.get("aim"), known.get("last")
            mark = " !" if aim and ratio.value > aim else ""
            costs = shown(ratio.cost, ratio.unit), ratio.against, shown(ratio.other, ratio.unit)
            print(
                LINE.format(ratio.what, *costs, f"{ratio.value:.2f}{mark}", aim or "", last or "")
            )
            known["last"] = round(ratio.value, 2)
            if "--keep" in given:
                keep(kept)


def shown(cost: float, unit: str) -> str:
    size, name = next((of for of in UNITS[unit] if cost >= of[0]), UNITS[unit][-1])
    return f"{cost / size:.1f} {name}"


def keep(ratios: dict[str, dict[str, float]]) -> None:
    """Writes them with the comment that the file begins with."""
    comment = KEPT.read_text(encoding="utf-8").partition("\n\n")[0]
    tables = (
        f'["{name}"]\n' + "".join(f"{key} = {value:g}\n" for key, value in sorted(known.items()))
        for name, known in sorted(ratios.items())
    )
    KEPT.write_text("\n\n".join([comment, "\n".join(tables)]), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
