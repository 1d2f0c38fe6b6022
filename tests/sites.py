"""Sites and single files for the tests: written from a kit, served, and visited."""

from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
import re
from threading import Thread
from typing import ClassVar

import browser
import fruskit
from fruskit.kit.folder import Kit
from fruskit.kit.lessons import lesson
from fruskit.publishing import site
import samples

KIT = Kit(browser.ROOT)
EXERCISES = fruskit.all_exercises() | samples.EXERCISES


def shown(call):
    one = call.name == "exercise"
    return EXERCISES[call.given[0]] if one else getattr(fruskit, call.name)(*call.given)


def write(folder, names=("01",), kit=KIT, single=True, pyodide=None):
    chosen = [lesson(kit, name) for name in names]
    return site.write(folder, kit, chosen, shown, pyodide, single)


def held(html, id):
    """What a page carries as text, by its id."""
    return re.search(rf'<script type="text/plain" id="{id}">(.*?)</script>', html, re.S)[1]


@contextmanager
def served(folder):
    """A web space that knows no types but those of pages, scripts and styles, and says that it means it."""

    class Plain(SimpleHTTPRequestHandler):
        extensions_map: ClassVar = {
            ".html": "text/html",
            ".js": "text/javascript",
            ".css": "text/css",
        }

        def __init__(self, *given):
            super().__init__(*given, directory=str(folder))

        def end_headers(self):
            self.send_header("X-Content-Type-Options", "nosniff")
            self.send_header("Access-Control-Allow-Origin", "*")
            super().end_headers()

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Plain) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def alive(page):
    """Waits until all is alive; a function that is given as text may not be run on such a page."""
    page.locator("html[data-ready]").wait_for(timeout=120_000)


def look_out(page):
    """What a page asks for, in page.asked; what it meets as an error, in page.errors."""
    page.asked, page.errors = [], []
    page.on("request", lambda one: page.asked.append(one.url))
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.errors.append(said.text))


def away(page):
    """What the page asked for beyond itself."""
    own = page.url.rpartition("/")[0]
    return [url for url in page.asked if not url.startswith((own, "blob:", "data:"))]
