"""JupyterLab in a real browser, for the tests: a server over a copy of the kit, and hands to use it.

Everything that JupyterLab writes goes into the copy's folder; the kit itself is not touched.
"""

from contextlib import contextmanager
import json
import os
from pathlib import Path
import re
import shutil
import socket
import subprocess
import sys
import time
from urllib.request import Request, urlopen

from axe_playwright_python.base import AXE_SCRIPT
import fruskit
from fruskit.kit.folder import find_kit
from fruskit.kit.texts import names

ROOT = Path(__file__).resolve().parents[1]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
TOKEN = "kit"


def chromium() -> str | None:
    """The Chromium that FRUSKIT_CHROMIUM names, or the one the system has; None if there is none."""
    named = os.environ.get("FRUSKIT_CHROMIUM", "")
    there = (shutil.which(name) or "" for name in ("chromium", "chromium-browser"))
    found = [named, "/usr/bin/chromium", *there]
    return next((path for path in found if path and Path(path).is_file()), None)


def copy_kit(folder: Path) -> Path:
    """A copy of data/ and notebooks/, so that nothing done in the browser changes the kit."""
    left = shutil.ignore_patterns(".ipynb_checkpoints")
    for part in ("data", "notebooks"):
        shutil.copytree(ROOT / part, folder / part, ignore=left)
    return folder


@contextmanager
def jupyterlab(
    kit: Path,
    record: Path,
    theme: str = "JupyterLab Light",
    alive: bool = False,
    notebook: Path | None = None,
    open_to: str = "",
):
    """JupyterLab over the kit's notebooks; gives its address. Ended by its own process handle.

    alive: with what the library brings to it, as kit.py sets it up, so that lessons open alive;
    notebook: a folder with Jupyter Notebook 7, which is then started in JupyterLab's place;
    open_to: the origins of pages that may ask its server, besides its own.
    """
    state = kit / ".jupyter"
    settings = state / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "themes.jupyterlab-settings").write_text(json.dumps({"theme": theme}))
    (settings / "notification.jupyterlab-settings").write_text(
        json.dumps({"fetchNews": "false", "checkForUpdates": False})
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ,
        "FRUSKIT_RECORD": str(record),
        "FRUSKIT_KIT": "",
        "JUPYTERLAB_SETTINGS_DIR": str(state / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(state / "work"),
        "JUPYTER_CONFIG_DIR": str(state / "config"),
        "JUPYTER_RUNTIME_DIR": str(state / "runtime"),
    }
    command = [
        sys.executable,
        "-m",
        "notebook" if notebook else "fruskit.cards.thrift",
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={port}",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={kit / 'notebooks'}",
        "--ServerApp.port_retries=0",
        "--LabApp.expose_app_in_browser=True",  # to change the theme of a page
    ]
    if open_to:
        command += [f"--ServerApp.allow_origin={open_to}"]
    if alive:
        command += [f"--Lessons.root={kit}", f"--Lessons.last={state / 'last'}"]
    brought = [*([ROOT / "lib" / "prefix"] if alive else []), *([notebook] if notebook else [])]
    for name, place in (("JUPYTER_PATH", "share"), ("JUPYTER_CONFIG_PATH", "etc")):
        environment[name] = os.pathsep.join(str(one / place / "jupyter") for one in brought)
    if notebook:
        environment["PYTHONPATH"] = os.pathsep.join(map(str, (ROOT / "lib", notebook)))
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")
    with open(state / "log", "w") as log:
        server = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=kit)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server, state / "log")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _wait_for(address: str, server: subprocess.Popen, log: Path) -> None:
    for _ in range(240):
        if server.poll() is not None:
            raise RuntimeError(f"JupyterLab ended: {log.read_text()[-2000:]}")
        try:
            with urlopen(f"{address}/api", timeout=5):
                return
        except OSError:
            time.sleep(0.25)
    raise RuntimeError(f"JupyterLab does not answer: {log.read_text()[-2000:]}")


def end_kernel(address: str, name: str) -> None:
    """Shuts down what runs behind a notebook, as closing JupyterLab does."""
    with urlopen(f"{address}/api/sessions?token={TOKEN}", timeout=10) as answer:
        sessions = json.load(answer)
    for session in sessions:
        if session["path"] == f"{name}.ipynb":
            at = f"{address}/api/sessions/{session['id']}?token={TOKEN}"
            urlopen(Request(at, method="DELETE"), timeout=10).close()


def open_lesson(page, address: str, name: str, run: bool = True) -> None:
    """Opens a notebook in a clean workspace and, with `run`, runs all its cells to the last."""
    page.goto(f"{address}/lab/tree/{name}.ipynb?reset&token={TOKEN}")
    page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell", timeout=90_000)
    if run:
        run_all(page)


def open_instead(page, name: str) -> None:
    """Closes what is open in JupyterLab, opens this notebook in the same page, and runs all its cells."""
    page.evaluate(
        """async (path) => {
          for (const open of [...jupyterapp.shell.widgets("main")]) open.dispose();
          await jupyterapp.commands.execute("docmanager:open", { path });
        }""",
        f"{name}.ipynb",
    )
    page.wait_for_selector(".jp-NotebookPanel .jp-CodeCell", timeout=90_000)
    run_all(page)


def run_all(page) -> None:
    """Run → Run All Cells, once the kernel is there; waits until no cell on screen is waiting."""
    page.get_by_text("| Idle", exact=False).first.wait_for(timeout=90_000)
    page.locator(".jp-NotebookPanel .jp-Notebook").first.focus()
    page.get_by_role("menuitem", name="Run", exact=True).first.click()
    page.get_by_text("Run All Cells", exact=True).click()
    page.wait_for_function(f"() => !({WAITING})", timeout=120_000)


WAITING = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].some((p) => p.textContent.includes('*'))"


def show_in(page, theme: str) -> None:
    """Shows the page in JupyterLab's theme, Light or Dark."""
    change = "(theme) => jupyterapp.commands.execute('apputils:change-theme', { theme })"
    page.evaluate(change, f"JupyterLab {theme}")
    shown = f'body[data-jp-theme-light="{str(theme == "Light").lower()}"]'
    page.locator(shown).wait_for(state="attached")
    page.evaluate("""async () => {
      const frame = () => new Promise(requestAnimationFrame);
      await frame();
      const turning = document.getAnimations().filter((one) => one instanceof CSSTransition);
      await Promise.all(turning.map((one) => one.finished.catch(() => {})));
      await frame();
    }""")


def wait_for_rest(page) -> None:
    """Returns when nothing on the page has scrolled for half a dozen frames."""
    page.evaluate("""() => new Promise((done) => {
      let [at, still] = [NaN, 0];
      const frame = () => {
        still = at === scrollY ? still + 1 : 0;
        at = scrollY;
        still > 5 ? done() : requestAnimationFrame(frame);
      };
      frame();
    })""")


def save(page) -> None:
    """File → Save Notebook; returns when it is on disk."""
    with page.expect_response(
        lambda answer: answer.request.method == "PUT" and "/api/contents/" in answer.url
    ) as saved:
        page.get_by_role("menuitem", name="File", exact=True).first.click()
        page.get_by_text("Save Notebook", exact=True).click()
    assert saved.value.ok, saved.value.status


def exercise_on(page, id: str):
    """The card of that exercise, scrolled into view (JupyterLab draws only what is near)."""
    card = page.locator(f'.fk-exercise[data-exercise="{id}"]')
    for _ in range(60):
        if card.count():
            break
        page.locator(".jp-NotebookPanel .jp-WindowedPanel-outer").first.evaluate(
            "(e) => (e.scrollTop += 500)"
        )
        page.wait_for_timeout(100)
    card.first.wait_for(timeout=30_000)
    card.first.scroll_into_view_if_needed()
    return card.first


def expect(card, exercise, response) -> None:
    """The card shows what marking says: headline, each remark; the deciding words are lit where the
    answer is told, and the sentences to look at where it is not."""
    marking = exercise.mark(response)
    told = marking.correct or not card.locator(".fk-show").is_visible()
    assert card.locator(".fk-headline").text_content().lstrip("✓○ ") == marking.headline
    said = card.locator(".fk-remark p").all_text_contents()
    for remark in marking.said(told):
        assert any(text.startswith(plain(remark.says(told))) for text in said), (remark, said)
    lit, other = [
        without_spaces("".join(card.locator(f":is(span, mark).fk-{role}").all_text_contents()))
        for role in (("shown", "look") if told else ("look", "shown"))
    ]
    assert not other
    for span in marking.evidence if told and exercise.kind != "reveal" else ():
        assert without_spaces(span.text) in lit, span
    assert told or lit or not any(remark.look for remark in marking.said(False))
    for fact in marking.facts if told else ():
        assert plain(fact.text) in card.locator(".fk-elsewhere").text_content()


def without_spaces(text: str) -> str:
    """Words in several marks have the spaces between these outside of them."""
    return "".join(text.split())


def violations(page, within: str | None = None, rules: tuple[str, ...] = ()) -> list[dict]:
    """What axe-core finds amiss on the page, or within all that the selector names; by these rules, or
    by all."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"]} | ({"runOnly": rules} if rules else {})
    asked = "async ([within, options]) => (await axe.run(within || document, options)).violations"
    return page.evaluate(asked, [within, options])


def expect_accessible(page, selector: str, state: str, rules: tuple[str, ...] = ()) -> None:
    """axe-core finds no violation within all that the selector names."""
    page.evaluate("document.body.style.height = '100vh'")  # else axe passes over text contrast
    found = violations(page, selector, rules)
    assert not found, f"{selector}, {state}: " + "; ".join(
        f"{v['id']}: {v['nodes'][0]['html'][:200]} {v['nodes'][0]['failureSummary']}" for v in found
    )


# --- answering with the mouse; responses are what Exercise.mark takes


def answer(page, card, exercise, response) -> None:
    """Gives the response by mouse and presses Check; returns when the feedback is there."""
    fresh(card)
    if exercise.proof:
        _GIVE[exercise.kind](page, card, exercise.task, response["claim"])
        _mark(page, card, exercise.proof, response["words"])
    else:
        _GIVE[exercise.kind](page, card, exercise.task, response)
    card.locator(".fk-check").click()
    card.locator(".fk-headline").wait_for(timeout=15_000)


def fresh(card) -> None:
    """Presses Try again where an answer is shown."""
    if card.locator(".fk-retry").is_visible():
        card.locator(".fk-retry").click()
        card.locator(".fk-check").wait_for()


def _choose(page, card, task, response) -> None:
    _tick(card, {option.id: option.text for option in task.options}, response, task.several)


def _tick(card, texts, chosen, several) -> None:
    for label in card.locator("label.fk-option").all():
        box = label.locator("input")
        wanted = label.text_content().strip() in [plain(texts[id]) for id in chosen]
        if wanted != box.is_checked() and (wanted or several):
            label.click()


def _match(page, card, task, response) -> None:
    legend = {
        li.locator("span").nth(1).text_content(): li.locator("span").nth(0).text_content().lower()
        for li in card.locator(".fk-legend li").all()
    }
    for pair in task.pairs:
        box = card.get_by_label(plain(pair.left), exact=True)
        right = plain(task.rights[response[pair.id]]) if pair.id in response else None
        if right is None:
            box.select_option("")
        elif legend:
            box.select_option(legend[right])
        else:
            named = [o.text_content().removesuffix(" (used)") for o in box.locator("option").all()]
            box.select_option(index=named.index(right))


def _sort(page, card, task, response) -> None:
    for pair in task.pairs:
        if pair.id in response:
            row = card.get_by_role("group", name=plain(pair.left), exact=True)
            row.get_by_text(plain(task.bins[response[pair.id]]), exact=True).click()


def _order(page, card, task, response) -> None:
    texts = {item.id: plain(item.text) for item in task.items}
    lines = card.locator(".fk-line-text")
    if [texts[id] for id in response] == lines.all_text_contents():  # an answer needs a move
        card.locator(".fk-down").first.click()
    for place, id in enumerate(response):
        while (at := lines.all_text_contents().index(texts[id])) > place:
            card.locator(".fk-up").nth(at).click()


def _mark(page, card, task, response) -> None:
    for _remove in range(card.locator(".fk-remove").count()):
        card.locator(".fk-remove").first.click()
    for block, start, end in response:
        drag_over(page, card, task.passages.index(block), block, start, end)


def _date(page, card, task, response) -> None:
    for item in task.items:
        row = card.locator(".fk-dated").filter(has=page.get_by_text(plain(item.text), exact=True))
        given, none = response.get(item.id, ""), row.get_by_role("checkbox")
        none.set_checked(given == "undated")
        if given != "undated":
            row.get_by_role("textbox").fill(given)


def _decode(page, card, task, response) -> None:
    for piece in task.pieces:
        card.get_by_label(f"{plain(piece.name)}: its characters", exact=True).fill(
            response["parts"].get(piece.id, "")
        )
        if piece.means:
            meant = response["meanings"].get(piece.id)
            card.get_by_label(f"{plain(piece.name)}: what it means", exact=True).select_option(
                label=plain(task.meanings[meant]) if meant else "It means…"
            )


def _emend(page, card, task, response) -> None:
    card.get_by_role("textbox").fill(response["reading"])
    _tick(
        card, {option.id: option.text for option in task.grounds.options}, response["grounds"], True
    )


def _reveal(page, card, task, response) -> None:
    for number, gap in enumerate(task.gaps, 1):
        card.locator(".fk-gap input").nth(number - 1).fill(response.get(gap.id, ""))


def _write(page, card, task, response) -> None:
    card.locator("textarea").fill(response)


_GIVE = {
    "choice": _choose,
    "match": _match,
    "sort": _sort,
    "order": _order,
    "mark": _mark,
    "date": _date,
    "decode": _decode,
    "emend": _emend,
    "reveal": _reveal,
    "write": _write,
}


def drag_over(page, card, passage: int, block: str, start: int, end: int) -> None:
    """Drags the mouse from the first to the last of the words that the offsets touch."""
    sections = map(fruskit.load, ("", *names(find_kit())))
    text = next(one for one in sections if one.holds(block)).block(block).text
    words = list(re.finditer(r"\S+", text))
    touched = [n for n, w in enumerate(words) if w.start() < end and w.end() > start]
    box = card.locator(".fk-words").nth(passage)
    first, last = box.locator(".fk-word").nth(touched[0]), box.locator(".fk-word").nth(touched[-1])
    first.evaluate("(e) => e.scrollIntoView({ block: 'center' })")  # clear of the card's buttons
    a, b = first.bounding_box(), last.bounding_box()
    page.mouse.move(a["x"] + 1, a["y"] + a["height"] / 2)
    page.mouse.down()
    page.mouse.move(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2, steps=4)
    page.mouse.move(b["x"] + b["width"] - 1, b["y"] + b["height"] / 2)
    page.mouse.up()
    page.wait_for_timeout(50)


def plain(text: str) -> str:
    """An exercise's words as they are read: *asterisks* only make italics."""
    return re.sub(r"\*([^*\n]+)\*", r"\1", text)
