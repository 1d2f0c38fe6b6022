"""Who handed in, and what became of the files: in numbers, and with names only where they may be shown."""

from collections import Counter
from collections.abc import Iterable, Iterator
from statistics import median

from ...classwork.room import Classroom
from ...classwork.work import Work
from ...markup import block, Html, joined, many, prose, tag
from ..figures.figure import gridded, listed, opened, row, wide

_ABOUT_TIME = (
    "Minutes are those between one moment in the file and the next, without pauses of more than ten. "
    "Reading before the first answer is not in them. Moments, hints, and showings are as the files "
    "say; all answers were marked anew."
)


_HEADS = (
    "lesson",
    "handed in",
    "all answered",
    "exercises answered",
    "attempts at each",
    "minutes",
)


def overview(room: Classroom) -> Html:
    """The head of the page."""
    parts = [tag("p", line) for line in said(room)]
    parts += (
        [_lessons(room), tag("p", tag("small", _ABOUT_TIME), class_="fk-muted")]
        if room.works
        else []
    )
    if room.names:
        parts += [_students(room), *_doubts(room)]
    return block("section", tag("h2", "Who handed in"), *parts)


def said(room: Classroom) -> Iterator[str]:
    """The same in a few sentences."""
    there = {id(work.student) for work in room.works}
    each = f" {many(len(room.works), 'lesson')}" if len(room.lessons) > 1 else ""
    yield f"{many(len(there), 'student')} handed in{each}."
    if room.roster:
        absent = len(room.absent)
        yield f"{absent} of {len(room.roster.people)} on the class list have not handed in."
    doubtful = sum(bool(room.roster) and not student.person for student in room.students)
    if doubtful:
        yield f"{many(doubtful, 'name')} could not be matched to the class list."
    if room.shared:
        yield (
            f"{many(len(room.shared), 'pair')} of names handed in some of the very same attempts. "
            "That is so where two shared a computer or a file, and says nothing of why."
        )
    kinds = Counter(used for _, _, used in room.faults)
    if kinds[False]:
        yield f"{many(kinds[False], 'file')} could not be read. {_WHERE}"
    if kinds[True]:
        yield f"{many(kinds[True], 'file')} came twice, or changed after they were made. {_WHERE}"
    for count, what in (
        (sum(one.earlier for one in room.works), "are to earlier forms of an exercise"),
        (sum(one.unfit for one in room.works), "do not fit their exercise"),
    ):
        if count:
            yield f"{count} of the answers {what}, and are not counted."


_WHERE = "The command fruskit class names them, and so does this page with names."


def _lessons(room: Classroom) -> Html:
    """A row a lesson: handed in, complete, attempts, minutes."""
    rows = []
    for name, lesson in room.lessons.items():
        own = [one for one in room.works if one.lesson == name]
        asked = sum(e.notebook == name for e in room.exercises.values())
        cells = (str(len(own)), *_answered(own, asked), *_spent(own))
        rows.append(row(prose(lesson.title), (tag("td", cell) for cell in cells)))
    caption = tag("caption", "Medians of the class; in brackets the middle half of it")
    return wide(gridded(_HEADS, rows, caption, class_="fk-numbers"), "Lessons handed in")


def _answered(own: Iterable[Work], asked: int) -> tuple[str, str]:
    answered = [sum(one.last is not None or one.shown for one in w.tried.values()) for w in own]
    whole = sum(count == asked for count in answered)
    return str(whole), f"{median(answered):g} of {asked}" if answered else "–"


def _spent(own: Iterable[Work]) -> tuple[str, str]:
    attempts = [tried.attempts for one in own for tried in one.tried.values()]
    return f"{median(attempts):g}" if attempts else "–", _middle([one.minutes for one in own])


def _middle(values: list[float]) -> str:
    """The median, and the middle half."""
    if not values:
        return "–"
    in_order = sorted(values)
    low, high = in_order[len(values) // 4], in_order[(3 * len(values) - 1) // 4]
    return f"{median(values):.0f} ({low:.0f}–{high:.0f})"


# --- with names


def _students(room: Classroom) -> Html:
    """Each student, and what was handed in, with its receipt; on a hub, where each file belongs to the
    account that delivered it, with that."""
    rows = []
    accounts = [{one.account for one in s.papers.values() if one.account} for s in room.students]
    several = len(set[str]().union(*accounts)) > 1
    for student, own in zip(room.students, accounts):
        cells = [tag("td", tag("bdi", ", ".join(sorted(own))))] if several else []
        for name in room.lessons:
            paper = student.papers.get(name)
            again = f" ({student.times[name]} times)" if paper and student.times[name] > 1 else ""
            cells.append(tag("td", paper and [tag("code", paper.code), again]))
        rows.append(row(tag("bdi", student.name), cells))
    nothing = tag("td", "not handed in", colspan=len(room.lessons) + several)
    rows += [row(tag("bdi", name), nothing) for name in room.absent]
    heads = ["student", *(["account"] if several else []), *(name[:2] for name in room.lessons)]
    table = wide(gridded(heads, rows), "Receipts")
    return opened("Each student, with the receipts of what counts", table)


def _doubts(room: Classroom) -> Iterator[Html]:
    """What is not sure, by name."""
    doubtful = [s for s in room.students if room.roster and not s.person]
    if doubtful:
        yield tag("p", tag("strong", "Not matched to the class list: "))
        yield listed(
            [
                tag("bdi", s.who),
                " – perhaps ",
                joined([tag("bdi", p.name) for p in s.perhaps], " or "),
            ]
            if s.perhaps
            else [tag("bdi", s.who), " – no one of this name or number is on it"]
            for s in doubtful
        )
        yield tag(
            "p",
            "Give the class list a column “also” with the name as it was handed in, and they are matched.",
        )
    if room.shared:
        yield tag("p", tag("strong", "The very same attempts: "))
        yield listed(
            [tag("bdi", one.name), " and ", tag("bdi", other.name), f": {many(count, 'attempt')}"]
            for one, other, count in room.shared
        )
    if room.faults:
        yield tag("p", tag("strong", "Files: "))
        yield listed([tag("bdi", fault.file), ": ", fault.what] for fault in room.faults)
