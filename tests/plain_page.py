"""A plain page as a host of cards and leaves, for the tests: what is live is in the test's own process."""

from collections.abc import Mapping
import json

from fruskit.cards.state import Live
from fruskit.publishing.site.lesson_page import read

# The site's own model, over a `receive` that Playwright brings into the page.
SHOW = """
async function show(name, shown) {
  const el = document.body.appendChild(document.createElement("section"));
  await draw(name, shown, el, async (name, message) => JSON.parse(await receive(name, JSON.stringify(message))));
}
"""


def show(page, style: str, shown: Mapping[str, tuple[Live, str]]) -> None:
    """Shows each, by its name, with its script. What a page meets as an error is in page.errors."""
    for live, _ in shown.values():
        live.told = []
        live._tell = live.told.append

    def receive(name, message):
        live, _ = shown[name]
        live.told.clear()
        live.receive(json.loads(message))
        return json.dumps({part: value for told in live.told for part, value in told.items()})

    page.errors = []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.expose_function("receive", receive)
    page.set_content(f"<!doctype html><html lang=en><title>Cards</title><style>{style}</style>")
    page.add_script_tag(content=read("model.js") + SHOW)
    for name, (live, script) in shown.items():
        state = json.loads(json.dumps(live.state()))
        page.evaluate("(shown) => show(...shown)", [name, {"script": script, "state": state}])
