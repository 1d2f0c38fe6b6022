"""Known from elsewhere: facts that the section does not state, each with its source."""

from collections.abc import Sequence

from ...claims.annotations import Annotations, Fact
from ...errors import FruskitError, nearest
from ...markup import block, Html, joined, plain, prose, tag
from .figure import dated, Figure, muted, source


def elsewhere(notes: Annotations, ids: Sequence[str]) -> Figure:
    """These facts of data/context.toml, in this order. FruskitError names the nearest to an unknown id."""
    facts = [_fact(notes, id) for id in ids]
    lead = joined(
        [tag("strong", "Known from elsewhere."), " The section itself does not say this."]
    )
    html = block(
        "div",
        tag("p", lead),
        *map(_item, facts),
        class_="fk-elsewhere",
        role="note",
        aria_label="Known from elsewhere",
    )
    said = [f"{dated(fact)}{plain(fact.text)} [{plain(fact.source)}]" for fact in facts]
    return Figure("elsewhere", html, "\n".join(["Known from elsewhere:", *said]))


def _fact(notes: Annotations, id: str) -> Fact:
    try:
        return notes.facts[id]
    except KeyError:
        remedy = nearest(id, notes.facts, "Look there for the ids.")
        raise FruskitError("data/context.toml", f"it has no fact “{id}”", remedy) from None


def _item(fact: Fact) -> Html:
    small = muted("Source: ", source(fact))
    return tag("p", tag("strong", dated(fact)), prose(fact.text), tag("br"), small)
