"""A response as it comes in: whether it has the form that a kind asks for, and what it holds."""

from collections.abc import Iterable, Sequence
from typing import Any, NoReturn

from ..errors import FruskitError

MOST_PARTS = 1_000  # more than any exercise has; a longer response is not an answer


def wrong_form(wanted: str) -> NoReturn:
    """Refuses a response that is of another form than the kind asks for."""
    raise FruskitError("", "that is not an answer to it", f"Answer with {wanted}.")


def known_ids(response: object, known: Iterable[str], wanted: str) -> list[str]:
    """The response as a list of known ids, each once; a single id is a list of one."""
    given = [response] if isinstance(response, str) else response
    if not isinstance(given, (list, tuple)) or not all(isinstance(id, str) for id in given):
        wrong_form(wanted)
    known = list(known)
    for id in given:
        if id not in known:
            what = f"it has nothing called “{id[:60]}”"
            raise FruskitError("", what, f"It has {', '.join(known)}.")
    return list(dict.fromkeys(given))


def known_texts(response: object, known: Iterable[str], wanted: str) -> dict[str, str]:
    """The response as what was written to each known id; blank answers are left out."""
    if not isinstance(response, dict):
        wrong_form(wanted)
    known_ids(list(response), known, wanted)
    if not all(text is None or isinstance(text, str) for text in response.values()):
        wrong_form(wanted)
    return {id: text.strip() for id, text in response.items() if text and text.strip()}


def known_choices(
    response: object, lefts: Iterable[str], rights: Iterable[str], left: str, right: str
) -> dict[str, str]:
    """The response as the known right that is chosen for each known left; left, right: what ids of
    them are called."""
    if not isinstance(response, dict):
        wrong_form(f"a dict, {left} id to {right} id")
    known_ids(list(response), lefts, f"the ids of the {left}s")
    chosen = {id: other for id, other in response.items() if other is not None}
    known_ids(list(chosen.values()), rights, f"the ids of the {right}s")
    return chosen


def fields(response: object, names: Sequence[str]) -> list[Any]:
    """What a response of several named fields holds for each; a missing field holds None."""
    if not isinstance(response, dict) or not set(response) <= set(names):
        wrong_form("a dict of " + " and ".join(names))
    return [response.get(name) for name in names]


def shown(written: str, most: int = 120) -> str:
    """A student's words, no longer than a line or two."""
    flat = " ".join(written[: 4 * most].split())
    if len(flat) <= most:
        return flat
    words, _, begun = flat[: most - 1].rpartition(" ")
    return (words.rstrip(",;:.") if len(begun) < 30 else flat[: most - 1]) + "…"
