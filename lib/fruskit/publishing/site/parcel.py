"""What a page needs in order to run Python: Pyodide, known by its digests, and the library with the kit.

Pyodide is looked for where one says, else in this platform's cache, else fetched once by npm. The
notebooks go along without what they have printed.
"""

import gzip
import hashlib
from io import BytesIO
import json
from pathlib import Path
import shutil
import subprocess
import tarfile
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from ...errors import FruskitError, refused
from ...kit.folder import Kit

VERSION = "314.0.7"
# Its parts by what they are to a page: the file, and the SHA-256 digest of it.
PARTS = {
    "wasm": (
        "pyodide.asm.wasm",
        "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    ),
    "asm": ("pyodide.asm.mjs", "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635"),
    "entry": ("pyodide.mjs", "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109"),
    "stdlib": (
        "python_stdlib.zip",
        "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    ),
}
BESIDE = "pyodide"  # the folder of what all pages of a site share
_LIBRARY = Path(__file__).parents[2]
_LEFT_OUT = {"__pycache__", "author", "cli.py", "images", "instructor", "licenses.txt"}
WHEN = (1980, 1, 1, 0, 0, 0)  # the same kit makes the same file
_REMEDY = (
    f"Give --pyodide the folder or archive of Pyodide {VERSION} (npm pack pyodide@{VERSION}), "
    "or a site that was made before."
)


def pyodide(named: Path | None) -> dict[str, bytes]:
    """The parts of Pyodide; named: its folder, its archive, or a site. FruskitError where there are
    none, or where one is not the one that is known."""
    if named is not None:
        return _unpacked(named) if named.is_file() else _checked(named)
    from platformdirs import user_cache_path

    kept = user_cache_path("fruskit", appauthor=False) / f"pyodide-{VERSION}"
    if not kept.is_dir():
        _fetch(kept)
    return _checked(kept)


def _checked(folder: Path) -> dict[str, bytes]:
    parts = {}
    for name, (file, digest) in PARTS.items():
        try:
            parts[name] = _part(folder, name, file)
        except OSError as problem:
            raise FruskitError(str(folder / file), "Pyodide is not there", _REMEDY) from problem
        if hashlib.sha256(parts[name]).hexdigest() != digest:
            raise FruskitError(str(folder / file), f"it is not that of Pyodide {VERSION}", _REMEDY)
    return parts


def _part(folder: Path, name: str, file: str) -> bytes:
    """A part of Pyodide as its folder or its unpacked archive has it, or a site, where it is packed."""
    for place in (folder / BESIDE, folder):
        for packed in place.glob(f"{name}-????????.js"):
            return gzip.decompress(packed.read_bytes())
    held = folder / "package" / file
    return (held if held.is_file() else folder / file).read_bytes()


def _unpacked(archive: Path) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        try:
            with tarfile.open(archive) as held:
                held.extractall(folder, filter="data")
        except (OSError, tarfile.TarError) as problem:
            raise FruskitError(str(archive), "it is no archive of Pyodide", _REMEDY) from problem
        return _checked(Path(folder))


def _fetch(to: Path) -> None:
    """Fetches Pyodide by npm, and keeps it when it is what it should be."""
    with TemporaryDirectory() as folder:
        parts = _unpacked(npm_pack(f"pyodide@{VERSION}", Path(folder)))
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=to.parent) as beside:
            whole = Path(beside) / to.name
            whole.mkdir()
            for name, (file, _) in PARTS.items():
                (whole / file).write_bytes(parts[name])
            if not to.is_dir():  # else another has fetched it meanwhile
                whole.rename(to)
    except OSError as problem:
        raise refused(to, "written", problem, "Give --pyodide a folder.") from problem


def npm_pack(package: str, to: Path) -> Path:
    """The archive of a package of npm, fetched into a folder. FruskitError where it is not to be had."""
    npm = shutil.which("npm")
    if not npm:
        raise FruskitError(package, "it is not here, and no npm to fetch it", _REMEDY)
    asked = [npm, "pack", "--silent", "--fetch-retries=1", package]
    if subprocess.run(asked, cwd=to, capture_output=True, check=False).returncode:
        raise FruskitError(package, "npm could not fetch it", _REMEDY)
    return next(to.glob("*.tgz"))


def kit(of: Kit) -> bytes:
    """The library and the kit as one zip, alike whenever it is made."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=9) as zip:
        for base, folder in (
            (_LIBRARY.parent, _LIBRARY),
            (of.root, of.data),
            (of.root, of.notebooks),
        ):
            top = "lib/" if folder == _LIBRARY else ""
            for path in sorted(folder.rglob("*")):
                within = path.relative_to(folder).parts
                if path.is_file() and not (_LEFT_OUT & {*within} or within[-1].startswith(".")):
                    name = top + path.relative_to(base).as_posix()
                    zip.writestr(ZipInfo(name, WHEN), _content(path), ZIP_DEFLATED)
    return packed.getvalue()


def _content(path: Path) -> bytes:
    if path.suffix != ".ipynb":
        return path.read_bytes()
    book = json.loads(path.read_text("utf-8"))
    for cell in book["cells"]:
        cell.pop("outputs", None)
    return json.dumps(book).encode()
