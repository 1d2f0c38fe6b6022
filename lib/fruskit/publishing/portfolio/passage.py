"""What a portfolio is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of the portfolio. kind: title, part, exercise; said (the kit's words), small; line (of a
    list), own (of the learner's, in full), quote (of the text), work. about: what an answer is to, or
    where a quotation stands."""

    kind: str
    words: str
    about: str = ""
