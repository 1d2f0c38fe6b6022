"""Known from elsewhere: facts that the section does not state, each with its source."""

from collections.abc import Sequence
from difflib import get_close_matches

from ...claims.annotations import Annotations
from ...errors import FruskitError
from ...markup import plain, prose
from .figure import dated, Figure, source


def elsewhere(notes: Annotations, ids: Sequence[str]) -> Figure:
    """These facts of data/context.toml, in this order. FruskitError names the nearest to an unknown id."""
    facts = []
    for id in ids:
        if id not in notes.facts:
            near = get_close_matches(id, notes.facts, n=1, cutoff=0.3)
            remedy = f"Nearest: “{near[0]}”." if near else "Look there for the ids."
            raise FruskitError("data/context.toml", f"it has no fact “{id}”", remedy)
        facts.append(notes.facts[id])
    items = "\n".join(
        f'<p><strong>{dated(fact)}</strong>{prose(fact.text)}<br><small class="fk-muted">Source: {source(fact)}</small></p>'
        for fact in facts
    )
    html = (
        '<div class="fk-elsewhere" role="note" aria-label="Known from elsewhere">\n'
        f"<p><strong>Known from elsewhere.</strong> The section itself does not say this.</p>\n{items}\n</div>"
    )
    said = [f"{dated(fact)}{plain(fact.text)} [{plain(fact.source)}]" for fact in facts]
    return Figure("elsewhere", html, "\n".join(["Known from elsewhere:", *said]))
