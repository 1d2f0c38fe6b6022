"""What reading volumes costs, against lxml on the same file; a folder against one; a kit of a chapter."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path
import tempfile

from measure import compared, copies, peak, Ratio, VOLUMES


def reading() -> Iterator[Ratio]:
    """Each volume read whole, against its XML parsed; and the memory for it against the size of its file."""
    import fruskit
    from lxml import etree

    for path in VOLUMES:
        parse, read = (lambda: etree.parse(path)), (lambda: fruskit.read(path))
        yield compared(f"{path.stem} read", read, "lxml parse", parse, rounds=15)
        size = path.stat().st_size / 1e6
        yield Ratio(
            f"{path.stem} read, memory",
            peak(f"fruskit.read({str(path)!r})"),
            "its file",
            size,
            "MB",
        )


def folder(many: int = 25) -> Iterator[Ratio]:
    """A folder of copies of one volume, read in turn, against so many times one; and in memory, one."""
    import fruskit

    for path in VOLUMES[-1:]:
        with tempfile.TemporaryDirectory() as place:
            held = copies(Path(place), path, many)
            one, all = (lambda: fruskit.read(path)), (lambda: sum(1 for _ in fruskit.volumes(held)))
            yield compared(f"{many} volumes read", all, f"{many} times one", one, times=many)
            few, most = (
                f"fruskit.read({str(path)!r})",
                f"for _ in fruskit.volumes({str(held)!r}): pass",
            )
            yield Ratio(f"{many} volumes read, memory", peak(most), "one", peak(few), "MB")


def new_kit() -> Iterator[Ratio]:
    """A kit of the last volume's longest chapter, against reading the volume twice."""
    import fruskit
    from fruskit.author.new import start

    for path in VOLUMES[-1:]:
        chapters = [one for one in fruskit.read(path).divisions if one.kind == "chapter"]
        longest = max(chapters, key=lambda one: one.last - one.first).id
        with tempfile.TemporaryDirectory() as place:
            folders = (Path(place) / str(n) for n in count())
            made = lambda: start(next(folders), [(path, longest)])
            read = lambda: fruskit.read(path)
            yield compared("a new kit", made, "reading its volume twice", read, times=2, rounds=4)
