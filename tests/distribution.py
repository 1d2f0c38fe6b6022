"""Which tests run in one process, one after another, and which of these groups comes first.

The tests of a file stay together, and so do a notebook's cells, which share a kernel; those that share
a JupyterLab do, which takes as long to start as a dozen of them. It goes by the tests' names, since the
process that hands them out knows no more of them.
"""

import re

from xdist.scheduler import LoadScopeScheduling

IN_THE_BROWSER = ("tests/test_access.py", "tests/test_browser.py", "tests/test_keyboard.py")


def group(name: str) -> str:
    """The group of a test: its file, or those that share a JupyterLab."""
    file = name.partition("::")[0]
    return "JupyterLab" if file in IN_THE_BROWSER else file


def turn(name: str) -> tuple[int, str, str]:
    """To sort by: what takes longest first, so that no process waits long at the end.

    In the browser a lesson's tests, whose parameter begins with it, come together: they share its page.
    Of a lesson test_access.py comes first, while nothing is answered there.
    """
    file, _, test = name.partition("::")
    if file in IN_THE_BROWSER:
        lesson = re.search(r"\[(\d\d)[-/]", test)
        return 0, lesson[1] if lesson else name, file
    return 1 if file in ("tests/test_alive.py", "tests/test_kit.py") else 2, "", ""


class ByGroup(LoadScopeScheduling):
    """Hands out group by group."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)
