"""A kit whose every word is hostile is shown as words: no field of data or record becomes markup."""

from dataclasses import replace
from html.parser import HTMLParser
import json
import re
import tomllib
from xml.sax.saxutils import escape

import browser
import fruskit
from fruskit.publishing.figures.layers import LAYERS
from fruskit.record import Attempt
import mistune
import pytest
from responses import right

HOSTILE = "<script>q</script> & 'r' \"s\" | `t` [u](javascript:v) <img src=x onerror=y> {z}\nend"
CALM = "only words"
# The fields in which an author writes words; ids, quotations and words of a fixed list stay as they are.
WRITTEN = [
    "title",
    "prompt",
    "right",
    "next",
    "tell",
    "point",
    "hints",
    "text",
    "what",
    "action",
    "object",
    "actor",
    "modality",
    "name",
    "role",
    "today",
    "locator",
    "reason",
    "rubric",
    "before",
    "label",
    "where",
    "publisher",
]
LESSON = "02-yalta-provisions"


def spoiled(held, words, key=""):
    """The same data with these words after every text that an author writes."""
    if isinstance(held, dict):
        names = {"text"} if "prompt" in held else set()  # an exercise names the text it is about
        return {k: v if k in names else spoiled(v, words, k) for k, v in held.items()}
    if isinstance(held, list):
        return [spoiled(value, words, key) for value in held]
    if key == "most":  # of the words of an answer: a model one has more now
        return held + 100
    return f"{held} {words}" if isinstance(held, str) and key in WRITTEN else held


def spoil(kit, words, monkeypatch):
    """Puts these words into the texts of a kit, its data, and one of its lessons."""
    for text in kit.glob("data/*.xml"):
        inside = re.sub(
            r'( n="\w+)"', rf'\1{escape(words, {chr(34): "&quot;"})}"', text.read_text("utf-8")
        )
        text.write_text(re.sub(r"(</(?:p|head|note)>)", rf" {escape(words)}\1", inside), "utf-8")
    path = kit / "data" / "bibliography.json"
    path.write_text(json.dumps(spoiled(json.loads(path.read_text("utf-8")), words)), "utf-8")
    path = kit / "data" / "map.svg"
    drawn = re.sub(r"(</(?:title|desc|metadata)>)", rf" {escape(words)}\1", path.read_text("utf-8"))
    path.write_text(re.sub(r'(<text class=")place[^>]*>[^<]*', r'\1state">', drawn), "utf-8")
    read = tomllib.loads
    monkeypatch.setattr(tomllib, "loads", lambda text: spoiled(read(text), words))
    path = kit / "notebooks" / f"{LESSON}.ipynb"
    lesson = json.loads(path.read_text("utf-8"))
    for cell in lesson["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = [*cell["source"], "\n\n", words.partition("`")[0]]
    path.write_text(json.dumps(lesson), "utf-8")


def everything(words, kit, monkeypatch):
    """All that is published of a kit with these words in it, by name: HTML."""
    browser.copy_kit(kit)
    spoil(kit, words, monkeypatch)
    monkeypatch.chdir(kit)
    monkeypatch.setenv("FRUSKIT_RECORD", str(kit / "record.sqlite"))
    for id, exercise in fruskit.all_exercises().items():
        response = words if exercise.kind == "write" else right(exercise)
        fruskit.my_record().add(
            Attempt(id, "v1", response, 0.5, False, 1, "2026-01-05T12:00:00+00:00")
        )
    fruskit.my_record().add(Attempt(words, "v1", words, 0.5, False, 1, "2026-01-05T12:00:00+00:00"))
    figures = {
        "page": fruskit.page(*LAYERS),
        "timeline": fruskit.timeline(),
        "map": fruskit.map_of_places(),
        "graph": fruskit.citation_graph(),
        "concordance": fruskit.concordance(words.split()[0]),
        "nowhere": fruskit.concordance(f"nowhere {words}"),
        "elsewhere": fruskit.elsewhere("where-it-stands"),
        "progress": fruskit.progress(),
        "expected answers": fruskit.expected_answers(LESSON),
        "portfolio": fruskit.portfolio(),
    }
    still = {name: replace(one, saved=None, page_of=None) for name, one in figures.items()}
    made = {name: figure._repr_mimebundle_()["text/html"] for name, figure in still.items()}
    made["handout"] = fruskit.handout(LESSON)
    made["handout with answers"] = fruskit.handout(LESSON, answers=True)
    made["portfolio in Markdown"] = read_markdown(fruskit.portfolio().text)
    made["bibliography"] = fruskit.bibliography()._repr_html_()
    made["bibliography in Markdown"] = read_markdown(fruskit.bibliography().md())
    for name in ("blocks", "documents", "provisions", "people", "context"):
        table = fruskit.show(name)
        made[f"table {name}"] = table._repr_html_()
        made[f"table {name} in Markdown"] = read_markdown(table.md())
    return made


read_markdown = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "url"])


class Shown(HTMLParser):
    """The elements of some HTML with the names of their attributes, and its words."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.words, self.within = set(), [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.within = tag
        self.elements.add((tag, *sorted(name for name, _ in attributes)))
        self.words.append(" ")

    def handle_data(self, data):
        if self.within != "style":
            self.words.append(data)

    @property
    def text(self):
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The same kit twice: with hostile words, and with calm ones."""
    made = []
    for words in (HOSTILE, CALM):
        with pytest.MonkeyPatch.context() as patch:
            made.append(everything(words, tmp_path_factory.mktemp("kit"), patch))
    return made


def test_hostile_words_add_no_element_and_no_attribute_to_anything_published(published):
    hostile, calm = published
    for name, html in hostile.items():
        assert Shown(html).elements - {("br",)} == Shown(calm[name]).elements - {("br",)}, name


def test_hostile_words_are_shown_as_the_words_that_they_are(published):
    hostile, _ = published
    for name, html in hostile.items():
        if name != "concordance":  # it was asked for the first of them
            assert alike(HOSTILE.partition("\n")[0]) in alike(Shown(html).text), name


def alike(words):
    """The words as a bibliography may print them too, which has its own capitals and quotation marks."""
    return " ".join(re.sub("[“”‘’]", '"', words).casefold().split())
