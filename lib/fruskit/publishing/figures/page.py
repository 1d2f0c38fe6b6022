"""The annotated page: the section set as it is printed, with layers of what is said about it.

Every highlight has a letter behind its words, explained in a legend, so that color is never the
only sign; a list below says the same in words. The reader switches layers with check boxes, by
style alone; where a page is shown without its style, boxes are hidden and all its layers are there.
"""

from collections.abc import Iterator, Mapping, Sequence

from ...claims.annotations import Annotations, Silence
from ...markup import block, Html, joined, tag
from ...volumes.text import Section
from .figure import Figure, KNOWN, listed, muted, opened, sourced, sourced_text
from .layers import chosen, Highlight, highlights, letters
from .sheet import look_of, NOTHING, Sheet

_UNSAID = "What the page does not say"


def page(section: Section, notes: Annotations, layers: Sequence[str] = ()) -> Figure:
    """The section as a page with these layers, or with none. FruskitError for an unknown layer."""
    names = chosen(layers)
    found = [highlight for name in names for highlight in highlights(name, section, notes)]
    silences = notes.silences if "silences" in names else ()
    signs = letters(found)
    html = joined([*_sheets(section, found, signs), _legend(found, signs)], "\n")
    words = ("\n\n".join(filter(None, (title, one.text))) for title, one in section.apart)
    text = ["\n\n\n".join(words) or NOTHING, *([""] if found else []), *(one.said for one in found)]
    if silences:
        aside, unsaid = _aside(silences)
        html = block("div", tag("div", html), aside, class_="fk-spread")
        text += unsaid
    return Figure("page", joined([_switches(names), html]), "\n".join(text), section)


def _sheets(
    section: Section, found: Sequence[Highlight], signs: Mapping[str, str]
) -> Iterator[Html]:
    """The sheet; of several texts one after the other, each below its title."""
    for title, one in section.apart:
        if title:
            yield tag("h3", title, class_="fk-title")
        yield Sheet(one, found, signs).html()


def _switches(layers: Sequence[str]) -> Html | None:
    """A check box a layer, ticked. The style shows them: without it they would do nothing."""
    if not layers:
        return None
    boxes = (tag("input", type="checkbox", class_=f"fk-on-{name}", checked=True) for name in layers)
    labels = (tag("label", box, f" {name}") for box, name in zip(boxes, layers))
    legend = tag("legend", "Layers")
    whole = block("fieldset", legend, *labels, class_="fk-switches", hidden="hidden")
    return joined([whole, "\n"])


def _legend(found: Sequence[Highlight], signs: Mapping[str, str]) -> Html:
    """The letters with what they mean, and every highlight in a list."""
    if not found:
        return Html()
    kinds = (_kind([one for one in found if one.kind == kind], signs[kind]) for kind in signs)
    key = block("ul", *kinds, class_="fk-key", aria_label="Signs on the page")
    items = (tag("li", one.said, class_=f"fk-of-{one.layer}") for one in found)
    reasons = any(one.note for one in found)  # a reason should not have to be asked for
    return joined([key, opened("The same as a list", block("ul", *items), open=reasons)], "\n")


def _kind(alike: Sequence[Highlight], sign: str) -> Html:
    last = alike[-1]
    letter, count = tag("sup", sign, class_="fk-sign"), muted(f"× {len(alike)}", name="span")
    shown = tag("span", last.kind, class_=look_of(last))
    return tag("li", shown, letter, " ", count, class_=f"fk-of-{last.layer}")


def _aside(silences: Sequence[Silence]) -> tuple[Html, list[str]]:
    """The silences as a margin, each with its searches and the sources that do speak of it; as text."""
    items, text = list[object](), ["", f"{_UNSAID}:"]
    for one in silences:
        words = ", ".join(f"“{words}”" for words in one.searches)
        searched, known = f"Searched for, and found nowhere: {words}.", None
        if one.elsewhere:
            facts = muted(*(tag("li", sourced(fact)) for fact in one.elsewhere), name="ul")
            known = tag("details", tag("summary", tag("small", KNOWN)), "\n", facts)
        items.append([one.what, tag("br"), muted(searched), known])
        text.append(f"{one.what} {searched}")
        text += [f"  {KNOWN}: {sourced_text(fact)}" for fact in one.elsewhere]
    head = tag("p", tag("strong", _UNSAID))
    return block("div", head, listed(items), class_="fk-silences fk-of-silences"), text
