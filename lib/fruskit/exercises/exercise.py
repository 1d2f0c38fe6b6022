"""What an exercise is: what is asked, what there is to do, and what is said back.

Plain frozen data. It neither loads nor marks nor draws itself, but knows who does.
"""

from dataclasses import dataclass
from typing import Any, TYPE_CHECKING

from ..volumes.text import Section, Span
from .tasks import Choice, Evidence, Task, Words

if TYPE_CHECKING:
    from .marking import Marking


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is asked and what is said back; `task` is what there is to do, one class a kind.

    proof: a second step, where the words that show the answer are to be marked; grounds: what
    decides the exercise as a whole, beside its parts' own evidence; right: said when all is right;
    again: the id of an earlier exercise that asked the same, and whose answer is shown beside.
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

    @property
    def steps(self) -> tuple[str, ...]:
        """What there is to do, first to last, by kind: one step, or two with “mark” the second."""
        return (self.kind, "mark") if self.proof else (self.kind,)

    @property
    def graded(self) -> bool:
        """Whether there is anything in it to get right: an opinion is only asked for, its proof is not."""
        return self.proof is not None or not (isinstance(self.task, Choice) and self.task.opinion)

    @property
    def parts(self) -> tuple[Any, ...]:
        """Everything that has feedback of its own, in both steps."""
        return (*self.task.parts, *(self.proof.parts if self.proof else ()))

    @property
    def evidence(self) -> tuple[Span, ...]:
        """Every span that decides some part of the exercise, once each, in the order of the file."""
        parts = (span for part in self.parts for span in part.evidence.spans)
        return tuple(dict.fromkeys([*self.grounds.spans, *parts]))

    def mark(self, response: object) -> "Marking":
        """What this response is worth, and what is said to it; see fruskit.marking.mark."""
        from .marking import mark  # marking stands below: it knows exercises

        return mark(self, response)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        from ..cards import bundle  # drawn only where somebody looks

        return bundle(self)
