"""Starts JupyterLab, as `python -m fruskit.cards.thrift`, without what it loads and no lesson needs."""

import runpy
import sys


def spare() -> None:
    """Leaves out a grammar of web addresses, 16 MB and a second, with which events would be checked.

    Called before Jupyter Server is imported; jsonschema, which asks for it, does well without.
    """
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


if __name__ == "__main__":
    spare()
    runpy.run_module("jupyterlab", run_name="__main__", alter_sys=True)
