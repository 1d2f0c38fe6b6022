"""Students of a hub, in two ways: in a real Chromium, and over HTTP and a kernel's websocket as the card does.

Both do what a student does: log in, open a lesson, answer, hand in. Each notes what was confirmed to them,
and nothing else counts as theirs.
"""

from collections.abc import Callable
from contextlib import suppress
import json
import re
import threading
import time
from typing import Any
import uuid

LESSON = "02-yalta-provisions"
PLACE = f"notebooks/{LESSON}.ipynb"
PATIENCE = 300  # seconds in which a lesson must be alive


class Student:
    """What both have: a name, what was confirmed, and the receipt."""

    def __init__(self, hub: str, name: str, password: str) -> None:
        self.hub, self.name, self.password = hub, name, password
        self.confirmed = list[str]()  # ids of exercises, in the order of their replies
        self.receipt = ""
        self.alive = 0.0  # seconds from the login to the lesson

    @property
    def own(self) -> str:
        return f"{self.hub}/user/{self.name}"


class Wire(Student):
    """A student without a screen."""

    def log_in(self) -> None:
        import requests

        start = time.monotonic()
        self.web = requests.Session()
        self.web.trust_env = False
        page = self.web.get(f"{self.hub}/hub/login", timeout=60)
        fields = {"username": self.name, "password": self.password}
        fields["_xsrf"] = self.web.cookies.get("_xsrf", path="/hub/")
        page = self.web.post(f"{self.hub}/hub/login", data=fields, timeout=180)
        assert page.ok, page.text
        self.open()
        self.alive = time.monotonic() - start

    def open(self) -> None:
        """Opens the lesson: its plain cells run, and each exercise has its card."""
        self._wait_for_server()
        book = self._asked("GET", f"api/contents/{PLACE}")["content"]
        cells = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
        sources = ["".join(cell["source"]) for cell in cells]
        plan = self._asked("POST", "fruskit/lesson", {"path": PLACE, "cells": sources})
        kernel = {"name": "python3"}
        asked = {"path": PLACE, "type": "notebook", "name": LESSON, "kernel": kernel}
        self._connect(self._asked("POST", "api/sessions", asked)["kernel"]["id"])
        for cell, source, runs in zip(cells, sources, plan["runs"]):
            if runs:
                self._run(source, cell["id"])
        assert self.cards and self.panel, "the lesson did not come alive"

    def _wait_for_server(self) -> None:
        """Asks for the server, which the hub then starts; follows it until the lesson's page is there."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.web.get(f"{self.hub}/hub/spawn", timeout=180)
            page = self.web.get(f"{self.own}/lab/tree/{PLACE}", timeout=180)
            if page.ok and page.url.startswith(self.own):
                return
            time.sleep(1)
        raise AssertionError(f"{self.name}: no server after {PATIENCE} s")

    def _asked(self, method: str, place: str, said: Any = None) -> Any:
        token = self.web.cookies.get("_xsrf", path=f"/user/{self.name}/")
        headers = {"X-XSRFToken": token, "Referer": f"{self.own}/lab"}
        answer = self.web.request(
            method, f"{self.own}/{place}", json=said, headers=headers, timeout=180
        )
        assert answer.ok, f"{self.name}: {answer.status_code} {answer.text[:300]}"
        return answer.json()

    # --- what goes over the websocket, as Jupyter's messages

    def _connect(self, kernel: str) -> None:
        import websocket

        self.timeout = websocket.WebSocketTimeoutException
        self.session = uuid.uuid4().hex
        cookies = {c.name: c.value for c in self.web.cookies if self.name in c.path}
        place = f"{self.own}/api/kernels/{kernel}/channels?session_id={self.session}"
        self.socket = websocket.create_connection(
            place.replace("http", "ws", 1),
            timeout=180,
            cookie="; ".join(f"{name}={value}" for name, value in cookies.items()),
            origin=self.hub,
        )
        self.cards = dict[str, str]()  # comms, by exercise
        self.state = dict[str, dict[str, Any]]()  # by comm
        self.panel = ""
        asked, heard = self._send("kernel_info_request", {}), set[str]()

        def both(said: dict[str, Any]) -> bool:
            if said["parent_header"].get("msg_id") == asked:
                heard.add(said["channel"])
            return {"shell", "iopub"} <= heard

        self._until(both)

    def _send(self, kind: str, content: Any, metadata: Any = None) -> str:
        header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "session": self.session}
        header |= {"username": self.name, "version": "5.3", "date": "2026-01-01T00:00:00Z"}
        message = {"header": header, "parent_header": {}, "metadata": metadata or {}}
        self.socket.send(
            json.dumps(message | {"content": content, "buffers": [], "channel": "shell"})
        )
        return header["msg_id"]

    def _until(self, done: Callable[[dict[str, Any]], bool]) -> None:
        until = time.monotonic() + 180
        while time.monotonic() < until:
            said = json.loads(self.socket.recv())
            content = said["content"]
            if said["msg_type"] == "comm_open":
                self._opened(content["comm_id"], content["data"].get("state", {}))
            elif said["msg_type"] == "comm_msg":
                changed = content["data"].get("state", {})
                self.state.setdefault(content["comm_id"], {}).update(changed)
            if done(said):
                return
        raise AssertionError(f"{self.name}: no answer from Python")

    def _opened(self, comm: str, state: dict[str, Any]) -> None:
        self.state[comm] = state
        if id := (state.get("view") or {}).get("id"):
            self.cards[id] = comm
        elif "Hand in this lesson" in state.get("html", ""):
            self.panel = comm

    def _run(self, source: str, cell: str) -> None:
        asked = {"code": source, "silent": False, "store_history": True, "user_expressions": {}}
        asked |= {"allow_stdin": False, "stop_on_error": True}
        sent, heard = self._send("execute_request", asked, {"cellId": cell}), set[str]()

        def done(said: dict[str, Any]) -> bool:
            if said["parent_header"].get("msg_id") == sent:
                assert said["msg_type"] != "error", said["content"]
                heard.add(str(said["content"].get("execution_state", said["msg_type"])))
            return {"execute_reply", "idle"} <= heard

        self._until(done)

    def _tell(self, comm: str, message: Any) -> None:
        self._send("comm_msg", {"comm_id": comm, "data": {"method": "custom", "content": message}})

    def _known(self, id: str) -> Any:
        """What the card says of the answer that is on record."""
        return self.state[self.cards[id]].get("result")

    # --- what a student does

    def answer(self, exercise: Any, response: Any) -> None:
        from fruskit.cards import draw

        comm, number = self.cards[exercise.id], uuid.uuid4().hex
        keyed = draw.draw(exercise).show(response)
        self._tell(comm, {"type": "answer", "response": keyed, "id": number})
        self._until(lambda _: self.state[comm].get("heard") == number)
        assert not self.state[comm]["problem"], self.state[comm]["problem"]
        assert self._known(exercise.id)
        self.confirmed.append(exercise.id)

    def come_back(self) -> None:
        """After the server has ended: the hub is asked for another."""
        self.socket.close()
        known = set(self.confirmed)
        self.open()
        assert all(map(self._known, known)), f"{self.name}: an answer is gone"

    def go_to_the_end(self) -> None:
        """There it is already."""

    def hand_in(self) -> None:
        fields = {"who": self.name}
        self._tell(self.panel, {"type": "hand-in", "value": None, "fields": fields})
        self._until(lambda _: "Handed in." in self.state[self.panel]["html"])
        self.receipt = receipt(self.state[self.panel]["html"])

    def idle(self, go: threading.Event) -> None:
        """Waits; whether it is still there is asked over the socket meanwhile, and answered."""
        self.socket.settimeout(0.5)
        while not go.is_set():
            with suppress(self.timeout):
                self.socket.recv()
        self.socket.settimeout(180)

    def leave(self) -> None:
        self.socket.close()


class Reader(Student):
    """A student in Chromium."""

    def log_in(self) -> None:
        import browser
        from playwright.sync_api import sync_playwright

        start = time.monotonic()
        self.browser, self.playwright = browser, sync_playwright().start()
        chrome = self.playwright.chromium.launch(
            executable_path=browser.chromium(), args=browser.FLAGS
        )
        self.page = chrome.new_page(viewport={"width": 1280, "height": 900})
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.goto(f"{self.hub}/hub/login")
        self.page.fill("#username_input", self.name)
        self.page.fill("#password_input", self.password)
        self.page.click("#login_submit")
        self.page.wait_for_url(f"{self.own}/lab**")
        self.open()
        self.alive = time.monotonic() - start

    def open(self) -> None:
        self.page.goto(f"{self.own}/lab/tree/{PLACE}?reset")
        self._wait_until_alive()

    def _wait_until_alive(self) -> None:
        self.page.locator(".fk-exercise").first.wait_for()
        self.page.wait_for_function(f"() => !({self.browser.WAITING})")

    def come_back(self) -> None:
        """After the server has ended: JupyterLab offers to start another, in a new tab."""
        restart = self.page.get_by_role("button", name="Restart", exact=True)
        restart.wait_for()
        self.page.wait_for_timeout(3000)  # to read what it says
        with self.page.expect_popup() as opened:
            restart.click()
        self.page = opened.value
        self.page.set_default_timeout(PATIENCE * 1000)
        self.page.wait_for_url(f"{self.own}/lab/tree/{PLACE}**")  # the lesson one was in
        self._wait_until_alive()

    def go_to_the_end(self) -> None:
        """To the panel: JupyterLab draws only what is near."""
        while not self.page.locator(".fk-panel input[name=who]").count():
            self.page.locator(".jp-WindowedPanel-outer").first.evaluate(
                "(e) => (e.scrollTop += 500)"
            )
            self.page.wait_for_timeout(100)

    def answer(self, exercise: Any, response: Any) -> None:
        card = self.browser.exercise_on(self.page, exercise.id)
        self.browser.answer(self.page, card, exercise, response)
        self.confirmed.append(exercise.id)

    def hand_in(self) -> None:
        panel = self.page.locator(".fk-panel", has_text="Hand in this lesson").last
        panel.locator("input[name=who]").fill(self.name)
        panel.get_by_role("button", name="Hand in this lesson").click()
        panel.locator(".fk-done", has_text="Handed in.").wait_for()
        self.receipt = receipt(panel.inner_html())

    def idle(self, go: threading.Event) -> None:
        while not go.is_set():
            self.page.wait_for_timeout(200)

    def leave(self) -> None:
        self.playwright.stop()


def receipt(html: str) -> str:
    found = re.search(r"Your receipt is <code>(\w{8})</code>", html)
    assert found, html
    return found[1]
