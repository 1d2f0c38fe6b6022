"""Known from elsewhere: facts that the section does not state, each with its source."""

from collections.abc import Sequence

from ...claims.annotations import Annotations, Fact
from ...errors import FruskitError, nearest
from ...markup import block, Html, prose, tag
from .figure import dated, Figure, KNOWN, muted, source, sourced_text


def elsewhere(notes: Annotations, ids: Sequence[str]) -> Figure:
    """These facts of data/context.toml, in this order. FruskitError names the nearest to an unknown id."""
    for id in ids:
        if id not in notes.facts:
            remedy = nearest(id, notes.facts, "Look there for the ids.")
            raise FruskitError("data/context.toml", f"it has no fact “{id}”", remedy)
    facts = [notes.facts[id] for id in ids]
    lead = tag("p", tag("strong", f"{KNOWN}."), " The section itself does not say this.")
    look = {"class_": "fk-elsewhere", "role": "note", "aria_label": KNOWN}
    said = [f"{dated(fact)}{sourced_text(fact)}" for fact in facts]
    html = block("div", lead, *map(_item, facts), **look)
    return Figure("elsewhere", html, "\n".join([f"{KNOWN}:", *said]))


def _item(fact: Fact) -> Html:
    small = muted("Source: ", source(fact))
    return tag("p", tag("strong", dated(fact)), prose(fact.text), tag("br"), small)
