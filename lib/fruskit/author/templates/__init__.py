"""A commented exercise of each kind, to be copied and changed, and the exercise that it makes.

It knows the templates, all written for the bundled section; it does not know what a kind may hold.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from ...cards import still
from ...claims.annotations import Annotations
from ...errors import FruskitError, nearest
from ...exercises import Exercise, KINDS, load
from ...kit.folder import Kit
from ...markup import Html, tag
from ...publishing.figures.figure import Figure
from ...volumes.text import Section

_HERE = Path(__file__).parent
# The second step of any kind is one too.
TEMPLATES = (*(kind for kind in KINDS if (_HERE / f"{kind}.toml").is_file()), "proof")
_WRAPPED = "white-space: pre-wrap; word-break: normal; overflow-wrap: break-word; font-size: 0.87em"
_TRY = "To try it, copy its text into a file of data/exercises."


def template(kind: str) -> str:
    """The template of a kind, as TOML for a file of data/exercises; “proof” is the second step.
    Raises FruskitError for an unknown kind, naming the nearest."""
    if kind not in TEMPLATES:
        remedy = nearest(kind, TEMPLATES, f"Choose one of {', '.join(TEMPLATES)}.")
        raise FruskitError("fruskit.template", f"there is no template “{kind}”", remedy)
    return (_HERE / f"{kind}.toml").read_text(encoding="utf-8")


def example(kind: str, section: Section, notes: Annotations) -> Exercise:
    """The exercise that a template makes; of “proof”, a choice with this second step. section,
    notes: the bundled ones, whose words the templates quote; with others it raises FruskitError at
    the first quotation that is not in them."""
    written = template("choice") + template(kind) if kind == "proof" else template(kind)
    with TemporaryDirectory() as folder:
        kit = Kit(Path(folder))
        (kit.data / "exercises").mkdir(parents=True)
        file = kit.data / "exercises" / "templates.toml"
        file.write_text(f'notebook = "templates"\n\n{written}', encoding="utf-8")
        (made,) = load(kit, section, notes).values()
    return made


def figure(kind: str, section: Section, notes: Annotations) -> Figure:
    """A template beside the still card of the exercise that it makes; see `example`."""
    written, exercise = template(kind), example(kind, section, notes)
    code = tag("pre", tag("code", written, style=_WRAPPED), style="flex: 1 1 32rem; margin: 0")
    card = tag("div", Html(still.html(exercise, _TRY)), style="flex: 1 1 20rem")
    shown = tag("div", code, card, style="display: flex; flex-wrap: wrap; gap: 1rem 2rem")
    return Figure("template", shown, f"{written}\n{still.text(exercise, _TRY)}")
