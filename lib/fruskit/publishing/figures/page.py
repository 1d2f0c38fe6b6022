"""The annotated page: the section set as it is printed, with layers of what is said about it.

Every highlight has a letter behind its words, explained in a legend, so that color is never the
only sign; a list below says the same in words. The reader switches layers with check boxes, by
style alone; where a page is shown without its style, boxes are hidden and all its layers are there.
"""

from collections.abc import Mapping, Sequence

from ...claims.annotations import Annotations, Silence
from ...markup import block, Html, joined, plain, prose, tag
from ...volumes.text import Section
from .figure import Figure, listed, muted, source
from .layers import chosen, Highlight, LAYERS, letters
from .sheet import look_of, NOTHING, Sheet


def page(section: Section, notes: Annotations, layers: Sequence[str] = ()) -> Figure:
    """The section as a page with these layers, or with none. FruskitError for an unknown layer."""
    names = chosen(layers)
    highlights = [highlight for name in names for highlight in LAYERS[name](section, notes)]
    silences = notes.silences if "silences" in names else ()
    signs = letters(highlights)
    sheet = Sheet(section, highlights, signs).html()
    html = joined([sheet, _legend(highlights, signs)], "\n")
    if silences:
        html = block("div", tag("div", html), _aside(silences), class_="fk-spread")
    return Figure("page", joined([_switches(names), html]), _plain(section, highlights, silences))


def _switches(layers: Sequence[str]) -> Html | None:
    """A check box a layer, ticked. The style shows them: without it they would do nothing."""
    if not layers:
        return None
    boxes = (
        tag(
            "label", tag("input", type="checkbox", class_=f"fk-on-{name}", checked=True), f" {name}"
        )
        for name in layers
    )
    legend = tag("legend", "Layers")
    whole = block("fieldset", legend, *boxes, class_="fk-switches", hidden="hidden")
    return joined([whole, "\n"])


# --- the same in words


def _legend(highlights: Sequence[Highlight], signs: Mapping[str, str]) -> Html:
    """The letters with what they mean, and every highlight in a list."""
    if not highlights:
        return Html()
    key = block(
        "ul",
        *(
            _kind([one for one in highlights if one.kind == kind], sign)
            for kind, sign in signs.items()
        ),
        class_="fk-key",
        aria_label="Signs on the page",
    )
    items = (tag("li", one.said, class_=f"fk-of-{one.layer}") for one in highlights)
    reasons = any(one.note for one in highlights)  # a reason should not have to be asked for
    summary = tag("summary", "The same as a list")
    whole = tag("details", summary, "\n", block("ul", *items), "\n", open=reasons)
    return joined([key, whole], "\n")


def _kind(alike: Sequence[Highlight], sign: str) -> Html:
    last = alike[-1]
    shown = tag("span", last.kind, class_=look_of(last))
    letter, count = (
        tag("sup", sign, class_="fk-sign"),
        tag("span", f"× {len(alike)}", class_="fk-muted"),
    )
    return tag("li", shown, letter, " ", count, class_=f"fk-of-{last.layer}")


def _searched(silence: Silence) -> str:
    words = ", ".join(f"“{words}”" for words in silence.searches)
    return f"Searched for, and found nowhere: {words}"


def _aside(silences: Sequence[Silence]) -> Html:
    """The silences as a margin: each with its searches and the sources that do speak of it."""
    items = ([one.what, tag("br"), muted(f"{_searched(one)}."), _known(one)] for one in silences)
    head = tag("p", tag("strong", "What the page does not say"))
    return block("div", head, listed(items), class_="fk-silences fk-of-silences")


def _known(silence: Silence) -> Html | None:
    if not silence.elsewhere:
        return None
    facts = (tag("li", prose(fact.text), " [", source(fact), "]") for fact in silence.elsewhere)
    summary = tag("summary", tag("small", "Known from elsewhere"))
    return tag("details", summary, "\n", tag("ul", facts, class_="fk-muted"))


def _plain(section: Section, highlights: Sequence[Highlight], silences: Sequence[Silence]) -> str:
    said = [*([""] if highlights else []), *(one.said for one in highlights)]
    if silences:
        said += ["", "What the page does not say:"]
    for one in silences:
        known = [
            f"  Known from elsewhere: {plain(f.text)} [{plain(f.source)}]" for f in one.elsewhere
        ]
        said += [f"{one.what} {_searched(one)}.", *known]
    return "\n".join([section.text or NOTHING, *said])
