"""The kit as pages that run their own Python: what is written, and that it is the same lesson."""

from base64 import b64decode, b64encode
import gzip
from hashlib import sha256
from io import BytesIO
import json
from pathlib import Path
import re
import shutil
from urllib.parse import unquote
from zipfile import ZipFile

import browser
import fruskit
from fruskit.cards.page import PageHost
from fruskit.errors import FruskitError
from fruskit.kit.lessons import lesson, lessons
from fruskit.markup import escape
from fruskit.publishing.site import parcel
from fruskit.record import Record
import pytest
from sites import EXERCISES, held, KIT, write

BARE = {name: name.encode() for name in parcel.PARTS}  # in place of Pyodide, where none is started


@pytest.fixture
def bare(monkeypatch):
    monkeypatch.setattr(parcel, "pyodide", lambda named: BARE)


# --- what is written


def test_a_lesson_is_one_file_that_holds_all_it_needs_and_runs_no_other_script(tmp_path, bare):
    [(path, size)] = write(tmp_path)
    html = path.read_text("utf-8")
    assert path.name == "01-read-the-page.html" and size == len(html.encode())
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    script = re.search(r'<script type="module">(.*?)</script>', html, re.S)[1]
    digest = b64encode(sha256(script.encode()).digest()).decode()
    assert f"script-src &#x27;sha256-{digest}&#x27; blob:" in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert "unsafe-inline" not in policy
    for name, part in BARE.items():
        assert gzip.decompress(b64decode(held(html, f"fk-{name}"))) == part
    assert json.loads(held(html, "fk-about"))["parts"]["wasm"] == ""


def test_before_python_has_come_the_page_reads_as_the_lesson(tmp_path, bare):
    [(path, _)] = write(tmp_path)
    html = path.read_text("utf-8")
    read = lesson(KIT, "01")
    places = re.findall(r'data-call="exercise" data-given="\[&quot;(.*?)&quot;\]"', html)
    assert tuple(places) == read.exercises
    assert all(browser.plain(EXERCISES[id].title) in html for id in read.exercises)
    assert '<h2 id="The-page">The page</h2>' in html and 'data-block="editors-note-1"' in html
    assert "Run this cell" not in html


def test_the_licenses_of_all_that_travels_along_are_there_in_full(tmp_path, bare):
    [(single, _)] = write(tmp_path / "single")
    write(tmp_path / "site", single=False)
    ends = (
        '"Incompatible With Secondary Licenses"',
        "WITH THE USE OR PERFORMANCE OF THIS SOFTWARE.",
    )
    for page in (single, tmp_path / "site" / "index.html"):
        html = page.read_text("utf-8")
        for what in ("These lessons", "Pyodide", "Python", "SQLite", "zlib", "Zstandard", "LLVM"):
            assert re.search(rf"<summary>{what}\b", html), what
        assert all(str(escape(words)) in html for words in ends) and "GeoNames" in html
    lesson_page = (tmp_path / "site" / "01-read-the-page.html").read_text("utf-8")
    assert 'href="index.html#licenses"' in lesson_page and "<summary>zlib" not in lesson_page


def test_lines_that_need_pandas_are_there_to_read_and_it_is_said_once_where_they_run(
    tmp_path, bare
):
    [(path, _)] = write(tmp_path)
    html = path.read_text("utf-8")
    assert html.count("This page has no pandas") == 1
    said, first, _ = re.split(r"(?=<pre><code>)", html)[:3]
    assert "If you know some Python" in said and "fruskit.table(&quot;blocks&quot;)" in first


def test_a_page_says_nothing_of_the_programs_that_run_a_notebook(tmp_path, bare):
    for path, _ in write(tmp_path, ("00", "02", "04", "06")):
        shown = path.read_text("utf-8").partition("</style>")[2].partition("<script")[0]
        for word in ("JupyterLab", "Show code", "Enter</kbd>", "fruskit.portfolio(", "&lt;kbd&gt;"):
            assert word not in shown, (path.name, word)
    assert "<kbd>Tab</kbd>" in (tmp_path / "00-start-here.html").read_text("utf-8")


def test_the_start_page_says_what_each_lesson_asks(tmp_path, bare):
    write(tmp_path, ("00", "02"), single=False)
    start = (tmp_path / "index.html").read_text("utf-8")
    assert "What did Yalta make depend on China?" in start and 'start="0"' in start
    assert "<nav" not in start  # there is nowhere to lead


def test_the_portfolio_is_set_on_a_page_as_in_its_file(tmp_path, bare):
    write(tmp_path, ("01",), single=False)
    style = ".fk-portfolio .fk-asked {"
    assert style in (tmp_path / "portfolio.html").read_text("utf-8")
    assert style not in (tmp_path / "01-read-the-page.html").read_text("utf-8")


@pytest.mark.browser
def test_the_start_page_lists_the_lessons_once_before_and_after_python(tmp_path, bare, chrome):
    write(tmp_path, ("01",), single=False)
    page = chrome.new_page()
    page.goto((tmp_path / "index.html").as_uri())
    own, live = page.locator("main > ol"), page.locator('[data-call="progress"]')
    assert (own.is_visible(), live.is_visible()) == (True, False)
    live.evaluate("place => place.dataset.live = 1")
    assert (own.is_visible(), live.is_visible()) == (False, True)
    page.close()


def test_lessons_lead_to_each_other_and_to_places_in_each_other(tmp_path, bare):
    write(tmp_path, ("01", "02"), single=False)
    page = (tmp_path / "02-yalta-provisions.html").read_text("utf-8")
    for address in ("index.html", "01-read-the-page.html", "01-read-the-page.html#The-page"):
        assert f'href="{address}"' in page
    start = (tmp_path / "index.html").read_text("utf-8")
    assert 'href="02-yalta-provisions.html"' in start and "about\xa045\xa0minutes" in start
    assert "<h1" in start and "From Yalta to Moscow" in start
    for name, call in (("index", "progress"), ("portfolio", "portfolio"), ("index", "notes")):
        assert f'data-call="{call}"' in (tmp_path / f"{name}.html").read_text("utf-8")
    assert 'href="glossary.html"' in start and 'href="index.html"' not in start


def test_a_site_shares_what_its_pages_need_under_names_that_change_with_it(tmp_path, bare):
    written = write(tmp_path, ("01", "02"), single=False)
    shared = sorted(path.name for path in (tmp_path / "pyodide").iterdir())
    assert [name.partition("-")[0] for name in shared] == ["asm", "entry", "kit", "stdlib", "wasm"]
    assert all(
        name.endswith(".js") for name in shared
    )  # other endings are not given out everywhere
    about = json.loads(held((tmp_path / "01-read-the-page.html").read_text("utf-8"), "fk-about"))
    assert {f"pyodide/{name}" for name in shared} == set(filter(None, about["parts"].values()))
    assert {path for path, _ in written} == set(filter(Path.is_file, tmp_path.rglob("*")))


def test_every_link_of_a_site_leads_to_something(tmp_path, bare):
    write(tmp_path, [one.name for one in lessons(KIT)], single=False)
    pages = {path.name: path.read_text("utf-8") for path in tmp_path.glob("*.html")}
    names = {page: set(re.findall(r'\bid="([^"]*)"', html)) for page, html in pages.items()}
    for page, html in pages.items():
        for address in re.findall(r'<a [^>]*?href="([^"]*)"', re.sub(r"(?s)<script.*", "", html)):
            if not address.startswith("https://"):
                to, _, place = unquote(address).partition("#")
                assert to in ("", *pages) and (not place or place in names[to or page]), address
    assert "01/what-an-entry-tells" in names["01-read-the-page.html"]  # to lead to from elsewhere


def test_a_page_says_nothing_of_programs_for_notebooks(tmp_path, bare):
    for path, _ in write(tmp_path, [one.name for one in lessons(KIT)]):
        words = re.sub(
            r"(?s)<script.*|<style>.*?</style>|<pre>.*?</pre>", "", path.read_text("utf-8")
        )
        assert not re.search(r"JupyterLab|Show code|&lt;kbd|run the line", words), path.name
    start = (tmp_path / "00-start-here.html").read_text("utf-8")
    assert "comes alive by itself" in start and "<kbd>Tab</kbd>" in start


def test_the_parts_of_a_site_are_packed_and_serve_another_site_and_old_ones_go(
    tmp_path, monkeypatch
):
    known = {
        name: (file, sha256(BARE[name]).hexdigest()) for name, (file, _) in parcel.PARTS.items()
    }
    monkeypatch.setattr(parcel, "PARTS", known)
    for name, (file, _) in known.items():
        (tmp_path / file).write_bytes(BARE[name])
    write(tmp_path / "site", single=False, pyodide=tmp_path)
    (tmp_path / "site" / "pyodide" / "wasm-0a1b2c3d.js").write_bytes(b"of a version before")
    write(tmp_path / "site", single=False, pyodide=tmp_path)
    [packed] = (tmp_path / "site" / "pyodide").glob("wasm-*")
    assert gzip.decompress(packed.read_bytes()) == BARE["wasm"]
    assert parcel.pyodide(tmp_path / "site") == BARE


def test_a_site_is_written_over_and_another_file_of_that_name_is_not(tmp_path, bare):
    write(tmp_path)
    write(tmp_path)
    (tmp_path / "01-read-the-page.html").write_text("my own")
    with pytest.raises(FruskitError, match="there is another file of that name"):
        write(tmp_path)


def test_the_kit_travels_alike_each_time_and_without_what_notebooks_have_printed():
    first, second = parcel.kit(KIT), parcel.kit(KIT)
    assert first == second
    with ZipFile(BytesIO(first)) as packed:
        names = set(packed.namelist())
        book = json.loads(packed.read("notebooks/01-read-the-page.ipynb"))
    assert {"lib/fruskit/__init__.py", "lib/fruskit/cards/shell.js", "data/ch11subch1.xml"} <= names
    assert not any("outputs" in cell for cell in book["cells"])
    assert not [name for name in names if "__pycache__" in name or "/." in name]


def test_another_pyodide_than_the_known_one_is_refused(tmp_path):
    for file, _ in parcel.PARTS.values():
        (tmp_path / file).write_bytes(b"not it")
    with pytest.raises(FruskitError, match="it is not that of Pyodide 314.0.7"):
        parcel.pyodide(tmp_path)
    with pytest.raises(FruskitError, match="Pyodide is not there. Give --pyodide the folder"):
        parcel.pyodide(tmp_path / "nowhere")
    (tmp_path / "archive.tgz").write_bytes(b"no archive")
    with pytest.raises(FruskitError, match="it is no archive of Pyodide"):
        parcel.pyodide(tmp_path / "archive.tgz")


def test_where_there_is_neither_pyodide_nor_npm_it_is_said_what_to_do(tmp_path, monkeypatch, run):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("platformdirs.user_cache_path", lambda *_, **__: tmp_path / "cache")
    done = run("site", tmp_path / "site")
    assert done.code == 1 and "npm pack pyodide@314.0.7" in done.err
    assert not (tmp_path / "site").exists()


def test_a_kit_of_another_section_is_written_the_same_way(tmp_path, bare, run):
    text = browser.ROOT / "data" / "ch11subch1.xml"
    run("new", tmp_path / "kit", "--volume", text, "--division", "ch11subch1")
    done = run("site", tmp_path / "site", cwd=tmp_path / "kit")
    assert done.code == 0 and f"python3 -m http.server -d {tmp_path / 'site'}" in done.err
    books = {path.stem for path in (tmp_path / "kit" / "notebooks").glob("*.ipynb")}
    pages = {path.stem for path in (tmp_path / "site").glob("*.html")}
    assert books | {"index", "portfolio"} <= pages


# --- what the page asks of Python, without a page


@pytest.fixture
def host(path, monkeypatch):
    monkeypatch.setenv("FRUSKIT_RECORD", str(path))
    return PageHost(fruskit)


def show(host, call, *given):
    return json.loads(host.show("a", call, json.dumps(given)))


def tell(host, **message):
    return json.loads(host.receive("a", json.dumps(message)))


def test_a_card_a_page_and_a_panel_are_live_and_other_figures_are_shown(host):
    card = show(host, "exercise", "02/did-chiang-concur")
    assert set(card) == {"script", "style", "state"} and card["state"]["result"] is None
    assert "press Check" in tell(host, type="answer", id="1", response=None)["problem"]
    leaf = show(host, "page", "provisions")
    assert "data-block" in leaf["state"]["view"]["html"]
    note = {"quote": "Port Arthur", "words": "Whose?"}
    assert [one["words"] for one in tell(host, type="note", **note)["notes"]] == ["Whose?"]
    panel = show(host, "notes")
    assert "Whose?" in panel["state"]["html"]
    [kept] = Record().notes()
    assert "Whose?" not in tell(host, type="remove", value=kept.id, fields={})["html"]
    assert "<table" in show(host, "show", "events")["html"]


def test_the_record_leaves_and_enters_a_page_as_a_file_and_what_is_no_record_is_refused(host):
    show(host, "exercise", "02/did-chiang-concur")
    card = host._lives["a"]
    tell(host, type="answer", response=card._drawing.show(["yes"]))
    exported = host.export()
    assert host.merge(exported) == 0 and host.erase() == 1 and host.merge(exported) == 1
    with pytest.raises(FruskitError, match="it is not an exported record"):
        host.merge("{}")


def test_every_lesson_can_be_written_as_a_page(tmp_path, bare):
    names = [one.name for one in lessons(KIT)]
    written = write(tmp_path, names)
    assert [path.stem for path, _ in written] == names
