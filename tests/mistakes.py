"""Tables of mistakes: what takes the place of what, and below it what is then told.

    choice: kind = "choice" → kind = "chose"
        "chose" is not one of the words allowed

A case is two lines. Where it is made comes first; ⏎ is the end of a line in the file.
"""


def mistakes(table: str) -> list[tuple[str, str, str, str]]:
    """Each case: where, what is there, what takes its place, and what is told."""
    lines = [line.replace("⏎", "\n") for line in table.splitlines() if line]
    return [(*_change(made), told[4:]) for made, told in zip(lines[::2], lines[1::2])]


def _change(made: str) -> tuple[str, str, str]:
    where, _, change = made.partition(": ")
    old, _, new = change.partition(" →")
    return where, old, new[1:]
