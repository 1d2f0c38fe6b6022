"""Starts JupyterLab, as `python -m fruskit.cards.thrift`, without what it loads and no lesson needs."""

import sys


def spare() -> None:
    """Leaves out a grammar of web addresses, 16 MB and a second, with which events would be checked.

    Called before Jupyter Server is imported; jsonschema, which asks for it, does well without.
    """
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]


def main() -> None:
    spare()
    from jupyterlab.labapp import main as start

    start()


if __name__ == "__main__":
    main()
