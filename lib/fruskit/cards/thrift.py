"""Starts JupyterLab, as `python -m fruskit.cards.thrift`, without what it loads and no lesson needs.

Once this is imported, before Jupyter Server or pytest's plugins are, a grammar of web addresses is left
out: 16 MB and a second of work, with which events would be checked. jsonschema, which asks for it, does
well without.
"""

import runpy
import sys

sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

if __name__ == "__main__":
    runpy.run_module("jupyterlab", run_name="__main__", alter_sys=True)
