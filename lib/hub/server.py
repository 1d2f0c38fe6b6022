"""The server of one student on a hub: lays the kit into the student's home, then is Jupyter's own.

It runs as the student, and knows nothing of the hub but that it was started by one.
"""

from hashlib import sha256
import json
import os
from pathlib import Path
import shutil
import sys
import tempfile
from types import ModuleType
from urllib.parse import quote

import fruskit.cards.thrift  # noqa: F401 – by being imported

KIT = Path(__file__).resolve().parents[2]
SHIPPED = (
    ".shipped.json"  # in the student's folder: the digests of the files as they were laid there
)


def lay_out(home: Path, instructor: bool) -> Path:
    """The kit in a home: the lessons, to write in; its data as they are for everyone.

    A lesson that the student has not changed follows the kit's; one that was deleted comes back.
    """
    own = home / KIT.name
    if own.resolve() == KIT:
        return KIT
    own.mkdir(exist_ok=True)
    link(own / "data", KIT / "data")
    said = own / SHIPPED
    before = laid(said)
    now = {}
    for source in sorted((KIT / "notebooks").rglob("*.*")):
        name = source.relative_to(KIT).as_posix()
        if source.is_file() and not source.name.startswith(".") and wanted(name, instructor):
            now[name] = digest(source)
            place = own / name
            if now[name] != digest(place) and digest(place) in ("", before.get(name)):
                lay(source, place)
    new = said.with_suffix(".new")
    new.write_text(json.dumps(now), "utf-8")
    new.replace(said)
    return own


def laid(said: Path) -> dict:
    """The digests of what was laid there; none where that cannot be read: then nothing is replaced."""
    try:
        return dict(json.loads(said.read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def wanted(name: str, instructor: bool) -> bool:
    return instructor or not name.startswith("notebooks/instructor/")


def digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def lay(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    new = place.with_name(f".{place.name}.new")
    shutil.copyfile(source, new)
    new.replace(place)


def link(place: Path, target: Path) -> None:
    """A link there to the target, in the place of one that leads elsewhere; what is no link stays."""
    if place.is_symlink() and place.readlink() != target:
        place.unlink()
    if not place.is_symlink() and not place.exists():
        place.symlink_to(target)


def opened_last(own: Path, last: Path) -> str:
    """The lesson that one was in, or the first, as JupyterLab's own path to it."""
    there = sorted(path.stem for path in (own / "notebooks").glob("*.ipynb"))
    name = last.read_text("utf-8", "replace").strip() if last.is_file() else ""
    return f"/lab/tree/notebooks/{quote(name if name in there else there[0])}.ipynb"


def arguments(home: Path, drop: Path) -> list[str]:
    """What is the student's own of the settings. drop: the folder to hand in to."""
    instructor = os.access(drop, os.R_OK)
    own = lay_out(home, instructor)
    if instructor:
        link(own / "notebooks" / "instructor" / "handed-in", drop)
    last = own / ".lesson"
    return [
        f"--ServerApp.root_dir={own}",
        f"--ServerApp.default_url={opened_last(own, last)}",
        f"--Lessons.root={own}",
        f"--Lessons.last={last}",
    ]


def main() -> None:
    sys.argv += arguments(Path.home(), Path(os.environ["FRUSKIT_HAND_IN"]))
    spare()
    from jupyterhub.singleuser import main as serve

    # A short path: the name of a kernel's socket has room for 107 characters.
    with tempfile.TemporaryDirectory(prefix="lesson-", ignore_cleanup_errors=True) as own_alone:
        os.environ["JUPYTER_RUNTIME_DIR"] = own_alone
        serve()


def spare() -> None:
    """Leaves out the hub's database, 29 MB of each server: its modules ask for it as they begin, and
    use it in the hub alone.

    What is put in its place is empty: whoever used it would get an error, and never a permission.
    """
    import jupyter_server.log

    sys.modules["jupyterhub.log"] = jupyter_server.log
    for name in ("jupyterhub.orm", "jupyterhub.roles", "sqlalchemy", "sqlalchemy.exc"):
        sys.modules[name] = ModuleType(name)
    sys.modules["sqlalchemy.exc"].SQLAlchemyError = RuntimeError


if __name__ == "__main__":
    main()
