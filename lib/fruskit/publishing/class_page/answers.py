"""What the class answered, exercise by exercise, beside the right answer; and what divides it most."""

from collections.abc import Iterable, Iterator, Sequence

from ...classwork.counts import Answer, FEWEST, MEASURE, Question, Result
from ...classwork.counts import divided as most_divided
from ...classwork.room import Classroom
from ...markup import block, Html, joined, prose, tag
from ...volumes.labels import label
from ..figures.figure import gridded, opened, row, wide

_MOST = 12  # answers to one question; typed ones may be many
_HEADS = ("at first", "at last")
_HOW = (
    "Let two students who answered differently each point to words of the text. Then read the deciding "
    "words together."
)
_LAST = "“At last” is the last attempt before the answer was shown, “at first” the first."


def divided(room: Classroom) -> Html:
    """The exercises to talk about."""
    found = most_divided(room.results)
    measure = opened("How division is measured", tag("p", MEASURE), tag("p", _LAST))
    if not found:
        few = f"Nothing to show: it takes {FEWEST} students who answered, and answers that differ."
        return block("section", tag("h2", "Talk about these"), tag("p", few), measure)
    number = {1: "this one", 2: "these two", 3: "these three"}[len(found)]
    parts = [tag("p", _HOW), *(_topic(room, one) for one in found)]
    return block("section", tag("h2", f"Talk about {number}"), *parts, measure, class_="fk-topics")


def _topic(room: Classroom, one: Result) -> Html:
    exercise = one.exercise
    question = max(one.questions, key=lambda q: q.division, default=None)
    right = (
        f"{one.right[1]} of {one.answered} have all of it right at last; {one.right[0]} at first."
    )
    where = f"{exercise.notebook[:2]} · division {100 * one.division:.0f}"
    said = [tag("p", where, class_="fk-overline"), tag("h3", prose(exercise.title))]
    said += [tag("p", prose(exercise.prompt)), tag("p", right), _misreading(room, one)]
    said.append(_deciding(one))
    if question and question.about.isdigit():
        table = _places(exercise.title, one.questions)
    else:
        table = _table(room, exercise.title, [question] if question else [], one.answered)
    return block("article", tag("div", said), tag("div", table), class_="fk-topic fk-both")


def _misreading(room: Classroom, one: Result) -> Html:
    if not (found := one.misreading):
        return Html()
    heard = tag("b", room.own(found.about)) if found.about else None
    often = f"The commonest misreading, {found.students} of {one.answered}: "
    head = tag("p", tag("strong", often), heard)
    said = tag("p", prose(room.own(found.says)))
    return block("blockquote", head, said, class_="fk-misread")


def _deciding(one: Result) -> Html:
    """The words that decide what was misread most often; of the whole exercise, where it is not known."""
    exercise, says = one.exercise, one.misreading.says if one.misreading else ""
    parts = (part.evidence.spans for part in exercise.parts if says in part.points)
    spans = next(filter(None, parts), exercise.evidence)[:3]
    quoted = (
        f"“{' '.join(s.text.split())}” {label(exercise.section, s.block, s.start, s.end)}"
        for s in spans
    )
    return tag("p", tag("strong", "Deciding words: "), joined(quoted, "; ")) if spans else Html()


def exercises(room: Classroom, own: Iterable[Result]) -> Html:
    """Each exercise of a lesson with the answers to it."""
    asked = [one for one in own if not one.exercise.task.long]
    return joined([_exercise(room, one) for one in asked], "\n")


def folded(title: object, short: str, *inside: object) -> Html:
    """What is said of one exercise: a line of the lesson's contents that opens."""
    head = tag("summary", tag("h3", title), tag("span", short, class_="fk-sum"))
    return block("details", head, *inside, class_="fk-asked")


def _exercise(room: Classroom, one: Result) -> Html:
    exercise = one.exercise
    title, said = prose(exercise.title), [tag("p", prose(exercise.prompt))]
    if too_few(room, one):
        return folded(title, f"{one.answered} answered", *said, tag("p", few(one)))
    said += [tag("p", _sum(one), class_="fk-sum"), _misreading(room, one)]
    if one.marks:
        above = "The words that were marked are in the text above."
        said.append(tag("p", tag("small", above), class_="fk-muted"))
    if tables := list(_tables(room, one)):
        said = [tag("div", tag("div", said), tag("div", tables), class_="fk-both")]
    short = f"{one.answered} answered"
    if exercise.graded:
        short = f"right at last {one.right[1]} of {one.answered}, at first {one.right[0]}"
    return folded(title, short, *said)


def too_few(room: Classroom, one: Result) -> bool:
    """Whether so few answered that what they answered is not shown."""
    return one.answered < FEWEST and not room.names


def few(one: Result) -> str:
    return f"{one.answered} answered: too few to show what, without showing who."


def _sum(one: Result) -> str:
    said = [f"{one.answered} answered"]
    if one.exercise.graded:
        said += [f"attempts {one.attempts:g} (median)", f"{one.hinted} took a hint"]
        said += [f"{one.shown} had the answer shown"]
    return " · ".join(said)


def _tables(room: Classroom, one: Result) -> Iterator[Html]:
    title = one.exercise.title
    if one.questions and all(question.about.isdigit() for question in one.questions):
        yield _places(title, one.questions)
    elif one.questions:
        yield _table(room, title, one.questions, one.answered)


def _table(room: Classroom, title: str, questions: Sequence[Question], of: int) -> Html:
    """A row an answer, under what it answers: how many gave it at first and at last."""
    rows = []
    for question in questions:
        if question.about:
            rows.append(tag("tr", tag("th", prose(question.about), colspan=3, scope="rowgroup")))
        shown = sorted(question.answers, key=lambda one: not one.right)
        rows += [_row(room, one, of) for one in shown[:_MOST]]
        if left := shown[_MOST:]:
            first, last = sum(one.first for one in left), sum(one.last for one in left)
            rows.append(_row(room, Answer(f"{len(left)} other answers", first, last, None), of))
    caption = tag("caption", f"Answers to {title}", class_="fk-unseen")
    return gridded((f"of {of}", *_HEADS), rows, caption, class_="fk-answers")


def _row(room: Classroom, one: Answer, of: int) -> Html:
    sign = tag("span", "✓", tag("span", " right: ", class_="fk-unseen")) if one.right else None
    words = [sign, tag("bdi", prose(room.own(one.words)))]
    bars = [_bar(count, of) for count in (one.first, one.last)]
    return row(words, bars, class_="fk-right" if one.right else None)


def _bar(count: int, of: int) -> Html:
    share = 100 * count / max(1, of)
    bar = tag("i", style=f"--p:{share:.0f}%") if count else None
    return tag("td", bar, tag("span", f"{count}", tag("small", f" {share:.0f}%")))


def _places(title: str, questions: Sequence[Question]) -> Html:
    """How often each thing was put in each place; its right place is outlined."""
    places = sorted(questions, key=lambda question: int(question.about))
    counts = [{one.words: one for one in question.answers} for question in places]
    right = [next((w for w, one in held.items() if one.right), "") for held in counts]
    rows = []
    for words in dict.fromkeys([*right, *(w for held in counts for w in held)]):
        cells = [_cell(held.get(words), sum(one.last for one in held.values())) for held in counts]
        rows.append(row(prose(words), cells))
    heads = ["place, at last (at first)", *(question.about for question in places)]
    caption = tag("caption", f"Places given in {title}", class_="fk-unseen")
    return wide(gridded(heads, rows, caption, class_="fk-places"), f"Places, {title}")


def _cell(one: Answer | None, of: int) -> Html:
    if one is None or not (one.last or one.first or one.right):
        return tag("td")
    right = tag("span", " ✓", tag("span", " right", class_="fk-unseen")) if one.right else None
    share = f"--p:{100 * one.last / max(1, of):.0f}%"
    look = "fk-right" if one.right else None
    return tag("td", one.last, right, tag("small", f"({one.first})"), style=share, class_=look)
