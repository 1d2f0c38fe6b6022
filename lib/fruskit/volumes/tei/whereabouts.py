"""Where the walk through a volume is; what is there it does not know."""

from dataclasses import dataclass

from .division import Open


@dataclass(slots=True)
class Whereabouts:
    """In which division the walk is, in what of it, and on which printed page."""

    division: Open  # the innermost
    kind: str = "text"  # of the block that words make here
    page: str = ""
    # How many are open of what has heads, datelines and sources of its own, or heads alone.
    enclosed: int = 0  # quotations and attachments
    listed: int = 0  # lists and the like
    printed_notes: int = 0  # source notes, and others printed in their place
    begun: int = 0  # the first block of the innermost attachment
    items: str = ""  # what the items of the innermost list are, where its type says so
    heading: bool = False
    dateline: bool = False
    note: bool = False  # a footnote
    source: bool = False  # a source note
