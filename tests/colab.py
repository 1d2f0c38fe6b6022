"""What Colab shows of a lesson, made from what is public of it: an output is a sandboxed page of its own,
and its manager of widgets is built on npm's html-manager. Colab itself is nowhere to be had.
"""

from pathlib import Path
import shutil
import tarfile
from urllib.parse import urlencode

import browser
import npm

OWN = Path(__file__).with_name("colab")
FIRST = """
import sys, types
output = types.ModuleType("google.colab.output")
output.enable_custom_widget_manager = lambda: None
output._widgets = types.SimpleNamespace(_installed_url="https://colab.example/manager.js")
sys.modules |= {"google": types.ModuleType("google"), "google.colab": output, "google.colab.output": output}
"""


def unpack(folder: Path) -> Path:
    """What is served: the page, that of an output, and the scripts of both."""
    shutil.copytree(OWN, folder, dirs_exist_ok=True)
    with tarfile.open(npm.archive(npm.MANAGER)) as packed:
        script = packed.extractfile("package/dist/libembed-amd.js").read()
    (folder / "html-manager.js").write_bytes(script)
    shutil.copy(npm.anywidget(), folder / "anywidget.js")
    return folder


class Notebook:
    """A notebook of a Jupyter server's on such a page."""

    def __init__(self, page, address: str, jupyter: str, name: str):
        self.page = page
        asked = {"server": jupyter, "token": browser.TOKEN, "first": FIRST, "open": f"{name}.ipynb"}
        page.goto(f"{address}/page.html?{urlencode(asked)}")
        page.locator("body[data-ready]").wait_for(timeout=60_000)

    def card(self, id: str):
        """The card of that exercise, in its frame; which is moved into view, for it cannot itself do that."""
        frame = self.page.locator(f"iframe[title*='{id}']")
        frame.evaluate("(frame) => frame.scrollIntoView()")
        return frame.content_frame.locator(".fk-exercise")
