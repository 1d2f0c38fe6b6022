"""Opinions before and after a lesson, as flows from one to the other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from ...classwork.counts import FEWEST, Flow, flows, Result
from ...classwork.room import Classroom
from ...markup import block, Html, joined, prose, tag
from ..figures.figure import listed
from .answers import folded

_WIDTH, _HEIGHT, _GAP, _BAR = 640, 240, 12, 26  # of the drawing, in its units
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def opinions(room: Classroom, own: Iterable[Result]) -> Html:
    """How the class moved in each opinion of a lesson that was asked twice."""
    parts = list[Html]()
    for one in own:
        after, before = one.exercise, room.exercises.get(one.exercise.again)
        if before is None or after.graded:
            continue
        moved = flows(room.works, before, after)
        both = sum(flow.students for flow in moved)
        title = ["Opinions: ", prose(after.title)]
        if both < FEWEST and not room.names:
            few = f"{both} gave both opinions: too few to show, without showing whose."
            shown, short = [tag("p", few)], f"{both} gave both"
        else:
            stayed = sum(flow.students for flow in moved if flow.before == flow.after)
            shown = list(_moved(moved))
            short = f"{stayed} of {both} stayed with their opinion"
        parts.append(folded(title, short, tag("p", prose(before.prompt)), *shown))
    return joined(parts, "\n")


def _moved(moved: Sequence[Flow]) -> Iterator[Html]:
    """A drawing, its letters explained, and the same in words."""
    names = list(dict.fromkeys([f.before for f in moved] + [f.after for f in moved]))
    letters = {name: _LETTERS[n % 26] for n, name in enumerate(names)}
    before, after = Counter[str](), Counter[str]()
    for flow in moved:
        before[flow.before] += flow.students
        after[flow.after] += flow.students
    yield _drawing(moved, letters, before, after)
    yield listed(
        (
            tag("b", letters[name]),
            " ",
            prose(name),
            tag("span", f" {before[name]} before, {after[name]} after.", class_="fk-muted"),
        )
        for name in names
    )
    went = [
        f"{f.students} from {letters[f.before]} to {letters[f.after]}"
        for f in moved
        if f.before != f.after
    ]
    yield tag("p", f"Went elsewhere: {', '.join(went)}." if went else "No one went elsewhere.")


def _drawing(
    moved: Sequence[Flow], letters: dict[str, str], before: Counter[str], after: Counter[str]
) -> Html:
    """Bars on both sides, and a band for each way between them, as wide as it has students."""
    unit = (_HEIGHT - _GAP * (len(letters) - 1)) / max(1, before.total())
    left, right = _tops(letters, before, unit), _tops(letters, after, unit)
    shapes = list[Html]()
    out, into = dict(left), dict(right)
    for flow in moved:
        height = flow.students * unit
        shapes.append(_band(out[flow.before], into[flow.after], height, flow.before == flow.after))
        out[flow.before] += height
        into[flow.after] += height
    for tops, counts, x, said in ((left, before, 0, _BAR + 8), (right, after, _WIDTH - _BAR, -8)):
        for name in letters:
            if counts[name]:
                shapes += _end(
                    x, tops[name], counts[name] * unit, f"{letters[name]}  {counts[name]}", said
                )
    name = "Opinions before, on the left, and after, on the right; the list below says the same"
    box = f"0 -2 {_WIDTH} {_HEIGHT + 4}"
    svg = block("svg", *shapes, class_="fk-flows", viewBox=box, role="img", aria_label=name)
    head = tag(
        "p", tag("span", "before"), tag("span", "after"), class_="fk-sides", aria_hidden="true"
    )
    return joined([head, svg])


def _tops(names: Iterable[str], counts: Counter[str], unit: float) -> dict[str, float]:
    tops, y = dict[str, float](), 0.0
    for name in names:
        tops[name] = y
        y += counts[name] * unit + _GAP
    return tops


def _band(y: float, to: float, height: float, stayed: bool) -> Html:
    start, end, middle = _BAR, _WIDTH - _BAR, _WIDTH / 2
    there = f"M{start} {y:.1f}C{middle} {y:.1f} {middle} {to:.1f} {end} {to:.1f}"
    back = f"v{height:.1f}C{middle} {to + height:.1f} {middle} {y + height:.1f} {start} {y + height:.1f}z"
    return tag("path", class_="fk-stayed" if stayed else "fk-went", d=there + back)


def _end(x: float, y: float, height: float, words: str, said: int) -> Iterator[Html]:
    yield tag("rect", class_="fk-end", x=x, y=f"{y:.1f}", width=_BAR, height=f"{height:.1f}")
    anchor = "start" if said > 0 else "end"
    yield tag("text", words, x=x + said, y=f"{y + height / 2 + 5:.1f}", text_anchor=anchor)
