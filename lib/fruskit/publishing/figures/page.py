"""The annotated page: the section set as it is printed, with layers of what is said about it.

What a highlight marks is said beside its words, when one points at them, taps them or comes to them by
keyboard, and in a list; the check boxes that switch the layers are the legend too. All this is done by
style alone: where a page is shown without it, boxes are hidden and the list says what is marked.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from ...claims.annotations import Annotations, Silence
from ...markup import block, Html, joined, tag
from ...volumes.text import Section
from .figure import count, Figure, headed, KNOWN, listed, opened, sourced, sourced_text
from .layers import chosen, Highlight, highlights
from .sheet import look_of, NOTHING, Sheet

_UNSAID = "What the page does not say"
_HOW = (
    "Point at marked words, tap them, or go to them with Tab: the margin says what they are. "
    "The boxes switch each layer off and on."
)

_BESIDE = "The margin says what is not on the page, and which searches show it."
_NOTHING = "Nothing on it is marked so."


def page(section: Section, notes: Annotations, layers: Sequence[str] = ()) -> Figure:
    """The section as a page with these layers, or with none. FruskitError for an unknown layer."""
    names = chosen(layers)
    found = [highlight for name in names for highlight in highlights(name, section, notes)]
    silences = notes.silences if "silences" in names else ()
    how = _HOW if found else _BESIDE if silences else _NOTHING
    head, text = _headed(names, how)
    words = ("\n\n".join(filter(None, (title, one.text))) for title, one in section.apart)
    text += ["\n\n\n".join(words) or NOTHING, *([""] if found else []), *(h.said for h in found)]
    html = joined([*_sheets(section, found), _list(found)], "\n")
    if silences:
        aside, unsaid = _aside(silences)
        html = block("div", tag("div", html), aside, class_="fk-spread")
        text += unsaid
    switches = _switches(names, found, len(silences))
    return Figure("page", joined([head, switches, html], "\n"), "\n".join(text), section)


def _headed(layers: Sequence[str], how: str) -> tuple[Html | None, list[str]]:
    """What the page shows, where it shows more than its text."""
    if not layers:
        return None, []
    last = f" and {layers[-1]}" if layers[1:] else layers[-1]
    named = ", ".join(layers[:-1]) + last
    title = f"The page with its {named}" if len(layers) < 4 else f"The page with {named}"
    return headed(title, how)


def _sheets(section: Section, found: Sequence[Highlight]) -> Iterator[Html]:
    """The sheet; of several texts one after the other, each below its title."""
    for title, one in section.apart:
        if title:
            yield tag("h3", title, class_="fk-title")
        yield Sheet(one, found).html()


def _switches(layers: Sequence[str], found: Sequence[Highlight], silences: int) -> Html | None:
    """A check box a layer, ticked, with how its kinds look. The style shows them: without it they would
    do nothing."""
    if not layers:
        return None
    labels = []
    for layer in layers:
        box = tag("input", type="checkbox", class_=f"fk-on-{layer}", checked=True)
        counts = Counter(one.kind for one in found if one.layer == layer)
        looks = {one.kind: look_of(one) for one in found if one.layer == layer}
        shown = (joined([tag("span", k, class_=looks[k]), f" {n}"]) for k, n in counts.items())
        kinds = joined(shown, " · ")
        labels.append(tag("label", box, " ", tag("b", layer), " ", kinds or silences or "none"))
    legend = tag("legend", "Layers, and how they look")
    return block("fieldset", legend, *labels, class_="fk-switches", hidden="hidden")


def _list(found: Sequence[Highlight]) -> Html | None:
    if not found:
        return None
    items = (tag("li", one.said, class_=f"fk-of-{one.layer}") for one in found)
    reasons = any(one.note for one in found)  # a reason should not have to be asked for
    return opened("In words: all that is marked", block("ul", *items), open=reasons)


def _aside(silences: Sequence[Silence]) -> tuple[Html, list[str]]:
    """The silences as a margin, each with its searches and the sources that do speak of it; as text."""
    items, text = list[object](), ["", f"{_UNSAID}:"]
    for one in silences:
        words = ", ".join(f"“{words}”" for words in one.searches)
        searched = f"Searched for, and found nowhere: {words}."
        inside = [tag("p", searched)]
        if one.elsewhere:
            facts = (tag("p", sourced(fact)) for fact in one.elsewhere)
            inside.append(tag("div", tag("strong", KNOWN), *facts, class_="fk-elsewhere"))
        shown = f"{count(len(one.searches), 'search').replace('chs', 'ches')}, nothing found"
        items.append([one.what, opened(tag("small", shown), tag("small", inside))])
        text.append(f"{one.what} {searched}")
        text += [f"  {KNOWN}: {sourced_text(fact)}" for fact in one.elsewhere]
    head = tag("p", tag("strong", _UNSAID))
    return block("aside", head, listed(items), class_="fk-silences fk-of-silences"), text
