"""A commented exercise of each kind, to be copied and changed; all stand on the bundled section."""

from difflib import get_close_matches
from pathlib import Path

from ...errors import FruskitError
from ...exercises.catalog import KINDS

TEMPLATES = (*KINDS, "proof")  # the second step of any kind is one too


def template(kind: str) -> str:
    """The template of a kind, as TOML for a file of data/exercises; “proof” is the second step.

    Raises FruskitError for an unknown kind, naming the nearest.
    """
    if kind not in TEMPLATES:
        near = get_close_matches(kind, TEMPLATES, n=1)
        remedy = f"Nearest: “{near[0]}”." if near else f"Choose one of {', '.join(TEMPLATES)}."
        raise FruskitError("fruskit new-exercise", f"there is no kind “{kind}”", remedy)
    return Path(__file__).with_name(f"{kind}.toml").read_text(encoding="utf-8")
