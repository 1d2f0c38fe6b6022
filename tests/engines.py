"""Firefox and WebKit for the tests that ask whether the kit works there too: one window each, in which
JavaScript is run and the mouse is moved. Chromium, which all other tests use, has it as well.

Firefox speaks WebDriver BiDi itself; WebKit's WebDriver comes with Debian's webkit2gtk-driver.
"""

from contextlib import contextmanager, suppress
import itertools
import json
import os
from pathlib import Path
import re
import shutil
import signal
import socket
import subprocess
import time
from urllib.error import HTTPError
from urllib.request import Request, urlopen

SIZE = (1280, 900)
FIREFOX = ("firefox-esr", "firefox")
WEBKIT = "WebKitWebDriver"
MINI_BROWSERS = "/usr/lib/*/webkit2gtk-4.*/MiniBrowser"


class Window:
    """What a test does in a window: goes to an address, asks the page, moves the mouse."""

    def go(self, address):
        raise NotImplementedError

    def evaluate(self, function, *given):
        """Calls a JavaScript function in the page; what goes in and comes out is JSON."""
        raise NotImplementedError

    def perform(self, actions):
        """Input as WebDriver has it, one source."""
        raise NotImplementedError

    def wait(self, function, *given, seconds=60):
        """Until it gives something that is true; that."""
        end = time.monotonic() + seconds
        while not (found := self.evaluate(function, *given)):
            assert time.monotonic() < end, f"{function} {given}"
            time.sleep(0.1)
        return found

    def drag(self, *points):
        """Presses the mouse at the first point, and moves it over the others."""
        (first, *others) = [(round(x), round(y)) for x, y in points]
        move = [{"type": "pointerMove", "x": x, "y": y, "duration": 40} for x, y in others]
        start = {"type": "pointerMove", "x": first[0], "y": first[1], "duration": 0}
        press, release = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
        self.perform([start, press, *move, release])

    def click(self, point):
        self.drag(point)


class Chromium(Window):
    """A page of Playwright's."""

    def __init__(self, page):
        self.page = page

    def go(self, address):
        self.page.goto(address)

    def evaluate(self, function, *given):
        return self.page.evaluate(f"(given) => ({function})(...given)", list(given))

    def perform(self, actions):
        mouse = self.page.mouse
        for one in actions:
            if one["type"] == "pointerMove":
                mouse.move(one["x"], one["y"])
            else:
                {"pointerDown": mouse.down, "pointerUp": mouse.up}[one["type"]]()


class Firefox(Window):
    """WebDriver BiDi: commands and their answers as JSON over one WebSocket."""

    def __init__(self, address):
        from websocket import create_connection  # comes with Jupyter’s server

        self._line = create_connection(address, timeout=120, suppress_origin=True)
        self._ids = itertools.count(1)
        self._ask("session.new", capabilities={})
        tree = self._ask("browsingContext.getTree")
        self._context = tree["contexts"][0]["context"]
        size = dict(zip(("width", "height"), SIZE))
        self._ask("browsingContext.setViewport", context=self._context, viewport=size)

    def _ask(self, method, **params):
        id = next(self._ids)
        self._line.send(json.dumps({"id": id, "method": method, "params": params}))
        while (answer := json.loads(self._line.recv())).get("id") != id:
            pass  # an event
        assert answer["type"] == "success", answer
        return answer["result"]

    def go(self, address):
        self._ask("browsingContext.navigate", context=self._context, url=address, wait="complete")

    def evaluate(self, function, *given):
        call = f"async () => JSON.stringify(await ({function})(...{json.dumps(given)}) ?? null)"
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=call,
            awaitPromise=True,
            target={"context": self._context},
        )
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return json.loads(answer["result"]["value"])

    def perform(self, actions):
        mouse = {"type": "pointer", "id": "mouse", "actions": actions}
        self._ask("input.performActions", context=self._context, actions=[mouse])


class WebKit(Window):
    """WebDriver as the W3C recommends it: a request a command."""

    def __init__(self, address, binary):
        self._at = f"{address}/session"
        options = {"binary": binary, "args": ["--automation"]}
        wanted = {"webkitgtk:browserOptions": options, "acceptInsecureCerts": True}
        made = self._ask("", capabilities={"alwaysMatch": wanted})
        self._at += f"/{made['sessionId']}"
        self._ask("/window/rect", width=SIZE[0], height=SIZE[1])

    def _ask(self, command, **given):
        body = json.dumps(given).encode()
        asked = Request(self._at + command, body, {"Content-Type": "application/json"})
        try:
            with urlopen(asked, timeout=120) as answer:
                return json.load(answer)["value"]
        except HTTPError as problem:
            raise AssertionError(f"{command}: {problem.read().decode()[:500]}") from None

    def go(self, address):
        self._ask("/url", url=address)

    def evaluate(self, function, *given):
        script = (
            "const done = arguments[arguments.length - 1];"
            f"(async () => ({function})(...{json.dumps(given)}))()"
            ".then((value) => done([value ?? null]), (problem) => done([null, String(problem)]))"
        )
        value, *problem = self._ask("/execute/async", script=script, args=[])
        assert not problem, problem
        return value

    def perform(self, actions):
        mouse = {"type": "pointer", "id": "mouse", "actions": actions}
        self._ask("/actions", actions=[mouse])


@contextmanager
def _ended(command, **given):
    """A process for a while; ended with all that it has begun."""
    process = subprocess.Popen(command, start_new_session=True, **given)
    try:
        yield process
    finally:
        for sign in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, sign)
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)


@contextmanager
def firefox(folder: Path):
    """Firefox with a profile of its own in the folder; None where there is none."""
    found = next(filter(None, map(shutil.which, FIREFOX)), None)
    if not found:
        yield None
        return
    profile, log = folder / "profile", folder / "firefox.log"
    profile.mkdir()
    command = [found, "--headless", "--no-remote", "--remote-debugging-port=0"]
    command += ["--profile", str(profile), "about:blank"]
    with open(log, "w") as out, _ended(command, stdout=out, stderr=out):
        address = _said(log, r"WebDriver BiDi listening on (ws://\S+)")
        yield Firefox(f"{address}/session")


@contextmanager
def webkit(folder: Path):
    """Safari's engine as WebKitGTK has it, on a screen of its own; None where there is none."""
    binary = next((str(path) for path in Path("/").glob(MINI_BROWSERS.lstrip("/"))), None)
    if not (binary and shutil.which(WEBKIT) and shutil.which("xvfb-run")):
        yield None
        return
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "webkit.log"
    screen = f"-screen 0 {SIZE[0]}x{SIZE[1] + 100}x24"
    command = ["xvfb-run", "-a", "-s", screen, WEBKIT, f"--port={port}"]
    with open(log, "w") as out, _ended(command, stdout=out, stderr=out):
        _answers(port)
        yield WebKit(f"http://127.0.0.1:{port}", binary)


def _said(log: Path, pattern: str, seconds: float = 60) -> str:
    end = time.monotonic() + seconds
    while not (found := re.search(pattern, log.read_text())):
        assert time.monotonic() < end, log.read_text()[-1000:]
        time.sleep(0.2)
    return found[1]


def _answers(port: int, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), 2).close()
        except OSError:
            assert time.monotonic() < end, f"nothing answers at {port}"
            time.sleep(0.2)
