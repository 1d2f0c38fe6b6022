"""Which request a kernel is answering: of which page, for which cell."""

from typing import Any, NamedTuple


class Run(NamedTuple):
    """A run of a cell: the page that asked, its cell, and the message."""

    page: str
    cell: str
    message: str


def running() -> Run | None:
    """The run that is being answered; None where no notebook says it."""
    from IPython.core.getipython import get_ipython

    parent: Any = getattr(get_ipython(), "get_parent", dict)()
    header, cell = parent.get("header", {}), parent.get("metadata", {}).get("cellId")
    asked = Run(header.get("session"), cell, header.get("msg_id"))
    return asked if header.get("msg_type") == "execute_request" and all(asked) else None
