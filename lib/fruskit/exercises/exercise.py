"""What an exercise is: what is asked, what there is to do, and what is said back to a response.

It knows neither records nor cards; in a notebook it is shown as who opened the kit says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from ..claims.glossary import Glossary, NONE
from ..errors import FruskitError
from ..volumes.labels import around
from ..volumes.text import Section, Span
from ..words import word_list
from .evidence import Evidence
from .kinds.mark import Words
from .replies import Explained, Marked, Marking, OPEN, Remark, Reply
from .responses import fields
from .task import Answered, Heard, Task


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is asked and what is said back; `task` is what there is to do, one class a kind.

    proof: a second step, where the words that show the answer are to be marked; grounds: what
    decides the exercise as a whole, beside its parts' own evidence; right: said when all is right;
    again: the id of an earlier exercise that asked the same, and whose answer is shown beside;
    glossary: the words that the kit explains; report: the address for mistakes, or empty.
    """

    id: str
    notebook: str
    kind: str
    skill: str
    title: str
    prompt: str
    hints: tuple[str, ...]
    right: str
    next: str
    version: str
    section: Section
    grounds: Evidence
    task: Task
    proof: Words | None = None
    again: str = ""
    level: str = "core"
    glossary: Glossary = NONE
    report: str = ""

    # By MIME type, what a notebook shows. Cards are built on exercises, so `fruskit` gives it.
    card: ClassVar[Callable[[Exercise], Any]] = lambda one: {"text/plain": repr(one)}

    @property
    def steps(self) -> tuple[str, ...]:
        """What there is to do, first to last, by kind: one step, or two with “mark” the second."""
        return (self.kind, "mark") if self.proof else (self.kind,)

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The same, as what there is to do."""
        return (self.task, self.proof) if self.proof else (self.task,)

    @property
    def skill_said(self) -> str:
        """Its skill as an American reads it; data and tables have the name with an s."""
        return self.skill.replace("isation", "ization")

    @property
    def graded(self) -> bool:
        """Whether there is anything in it to get right: an opinion is only asked for, its proof is not."""
        return any(task.graded for task in self.tasks)

    @property
    def can_be_wrong(self) -> bool:
        """Whether an attempt can be a wrong one: not where an opinion or an essay is all there is."""
        return any(task.can_be_wrong for task in self.tasks)

    @property
    def parts(self) -> tuple[Explained, ...]:
        """Everything that has feedback of its own, in both steps."""
        return tuple(part for task in self.tasks for part in task.parts)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that decides some part of the exercise, once each, in the order of the file."""
        parts = (span for part in self.parts for span in part.evidence.spans)
        return tuple(dict.fromkeys([*self.grounds.spans, *parts]))

    @property
    def right_answer(self) -> Any:
        """The response that is marked as wholly right; an opinion has none and gets an empty one."""
        claim = self.task.right_answer
        return {"claim": claim, "words": self.proof.right_answer} if self.proof else claim

    def mark(self, response: object) -> Marking:
        """What this response is worth and what is said to it; the same however it was entered.

        Which form a response has, each kind says (see fruskit.exercises.kinds). Where words are to
        prove it: a dict of `claim` (that form) and `words` (as for mark); both count half. An empty
        response is marked 0. Raises FruskitError when the response has another form or names what
        the exercise does not have.
        """
        try:
            marked = self._in_steps(response)
        except FruskitError as problem:
            raise problem.at(f"exercise “{self.title}”") from None
        correct = marked.score == 1
        answer = marked.told or marked.remarks
        spans = dict.fromkeys(span for remark in answer for span in remark.evidence)
        facts = dict.fromkeys(fact for remark in answer for fact in remark.facts)
        end = [Remark(Reply(tell=self.right), None)] if correct else []
        return Marking(
            *(marked.score, correct, marked.headline, marked.reckoning),
            (*map(self._with_look, marked.remarks), *end),
            (*answer, *end),
            tuple(spans | dict.fromkeys(self.grounds.spans)),
            tuple(facts | dict.fromkeys(self.grounds.facts)),
            self.next if correct else "",
            *(self.task.judged_by if answer else ()),
        )

    def _with_look(self, remark: Remark) -> Remark:
        """A remark with the sentences to look at, where it is not right."""
        if remark.right is not False or remark.sign == OPEN:
            return remark
        elsewhere = bool(remark.facts) or not remark.part
        spans = remark.evidence or (() if elsewhere else self.grounds.spans)
        look = dict.fromkeys(around(self.section, span) for span in spans)
        return remark._replace(look=tuple(look))

    def _in_steps(self, response: object) -> Marked:
        if self.proof is None:
            return self.task.mark(self.section, response)
        claimed, words = self._both(response)
        claim = self.task.mark(self.section, claimed)
        shown = self.proof.mark(self.section, words)
        score = (claim.score + shown.score) / 2
        headline = f"Claim: {claim.headline} Words: {shown.headline}"
        if score == 1:
            headline = "Right: the claim, and the words that show it."
        elif not claim.remarks and not shown.remarks:
            headline = "Nothing is answered yet."
        shares = f"claim {100 * claim.score:.0f}, words {100 * shown.score:.0f}; the mean of both"
        said = (*claim.remarks, *_apart(shown.remarks))
        answer = (*self._told(self.task, claim), *_apart(self._told(self.proof, shown)))
        told = answer if said else ()
        return Marked(score, headline, shares, said, told)

    def _told(self, task: Task, marked: Marked) -> Sequence[Remark]:
        """The answer to one of two steps; where nothing was said to it, what the right one is."""
        if marked.remarks:
            return marked.told or marked.remarks
        right = task.mark(self.section, task.right_answer).remarks
        return [remark._replace(worth=0, sign=OPEN) for remark in right]

    def _both(self, response: object) -> tuple[Any, Any]:
        """A response in two steps, each empty where nothing is said to it."""
        claim, words = fields(response, ("claim", "words"))
        return self.task.empty() if claim is None else claim, words or []

    def answered(self, response: object) -> tuple[Answered, ...]:
        """A response in its countable parts, in words, without any id. Raises FruskitError when it
        does not fit the exercise, as where that has changed since."""
        self.mark(response)  # refuses what has not the form
        return self.parts_of(response)

    def parts_of(self, response: object) -> tuple[Answered, ...]:
        """The same of a response that has been marked."""
        if self.proof is None:
            return tuple(self.task.answered(self.section, response))
        claim, words = self._both(response)
        shown = self.proof.answered(self.section, words)
        by = (a._replace(about="Shown by", key=("Shown by", a.key[1])) for a in shown)
        return (*self.task.answered(self.section, claim), *by)

    def heard(self) -> tuple[Heard, ...]:
        """Every answer that is foreseen, right and wrong, with what is said to it, in both steps."""
        return tuple(heard for task in self.tasks for heard in task.heard())

    def given_away(self) -> Iterator[tuple[str, str]]:
        """Each point that holds words it should leave for the student to find: its place, the words."""
        for task in self.tasks:
            for point in task.points():
                says = f" {' '.join(word_list(point.says))} "
                for words in point.wanted:
                    if (sought := " ".join(word_list(words))) and f" {sought} " in says:
                        yield point.place, words

    def _repr_mimebundle_(self, **_: object) -> Any:
        return type(self).card(self)


def _apart(words: Sequence[Remark]) -> Iterator[Remark]:
    """What is said of words that show a claim: they are no part of it, though one may have a part's id."""
    return (remark._replace(part=()) for remark in words)
