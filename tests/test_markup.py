"""Markup is written in one place, where words are escaped by construction; nowhere else by hand."""

import ast
from pathlib import Path
import re

import fruskit
from fruskit.markup import (
    Html,
    joined,
    md_cell,
    md_escape,
    md_fence,
    md_prose,
    prose,
    runs_of,
    tag,
)
import mistune
import pytest

LIBRARY = Path(fruskit.__file__).parent
# An element of HTML, opened or closed; a name between angle brackets in a usage line is none.
ELEMENT = re.compile(
    r"</?(?:a|b|bdi|blockquote|body|br|button|caption|circle|code|dd|defs|details|div|dl|dt|em|"
    r"fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|i|img|input|label|legend|li|"
    r"line|link|main|meta|ol|option|p|path|pattern|pre|progress|rect|script|section|select|small|"
    r"span|strong|style|sub|summary|sup|svg|table|tbody|td|template|text|textarea|th|thead|title|"
    r"tr|u|ul)(?:\s[^<>]*)?/?>|<!DOCTYPE html|<!--|<\w+ (?:class|style|href|type)=",
    re.IGNORECASE,
)
# A character of HTML or of Markdown written so that it is shown.
ESCAPED = re.compile(r"&(?:lt|gt|amp|quot|#x?\w+);|^\\[|*_`#<]$|^\\\\\\(?:[1-9]|g<\w+>)$")
GROUP = re.compile(r"\(\?P<\w+>")  # a named group of a pattern
NAMES_TEI = "volumes/tei/"  # its errors name elements of TEI to whoever encodes a volume


def strings(tree):
    """The strings of a module, docstrings left out, each with its line."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docs = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.lineno, node.value


def by_hand(source):
    """Where a module writes markup itself: (line, what)."""
    tree = ast.parse(source)
    for line, words in strings(tree):
        shown = GROUP.sub("", words)
        if ELEMENT.search(shown) or ESCAPED.search(words):
            yield line, words
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "html" and not node.level:
            yield node.lineno, "from html import"
        elif isinstance(node, ast.Import) and any(a.name == "html" for a in node.names):
            yield node.lineno, "import html"


@pytest.mark.parametrize(
    "source",
    [
        "x = '<p>words</p>'",
        "x = f'<b>{words}</b>'",
        "x = words.replace('<', '&lt;')",
        "from html import escape",
        "import html",
        "x = re.sub(r'([*_])', r'\\\\\\1', words)",
        "x = words.replace('|', '\\\\|')",
    ],
)
def test_markup_by_hand_is_seen(source):
    assert list(by_hand(source))


@pytest.mark.parametrize(
    "source",
    [
        "'''The <p> of a page.'''",
        "x = 'fruskit new <folder>'",
        "x = a < b > c",
        "x = '<frus:date>'",
    ],
)
def test_what_is_no_markup_is_not_taken_for_it(source):
    assert not list(by_hand(source))


def test_no_module_but_one_writes_markup():
    found = {}
    for path in sorted(LIBRARY.rglob("*.py")):
        name = path.relative_to(LIBRARY).as_posix()
        if name != "markup.py" and not name.startswith(NAMES_TEI):
            found[name] = list(by_hand(path.read_text(encoding="utf-8")))
    assert {name: places for name, places in found.items() if places} == {}


# --- what it makes of words

HOSTILE = "<script>a</script> & 'q' \"Q\" | `b` * _u_ [l](http://e.vil) {x} $y$\n# h"


def shown(html):
    """The elements of some HTML, and its words."""
    words = re.sub(r"<[^>]+>", "", html)
    return set(re.findall(r"<(\w+)", html)), " ".join(runs_of(words)[0][0].split())


@pytest.mark.parametrize(
    "made",
    [
        tag("p", HOSTILE),
        tag("p", [HOSTILE]),
        tag("p", prose(HOSTILE)),
        tag("p", joined(["", HOSTILE])),
    ],
)
def test_words_become_text_of_an_element_in_every_way(made):
    assert shown(made) == ({"p"}, " ".join(HOSTILE.split()))


def test_words_become_the_value_of_an_attribute_and_do_not_end_it():
    made = tag("p", title=HOSTILE)
    assert made.count('"') == 2 and "<script" not in made


def test_what_is_html_already_is_not_escaped_twice():
    assert tag("p", tag("b", "a & b")) == "<p><b>a &amp; b</b></p>"


@pytest.mark.parametrize("write", [md_escape, md_prose])
def test_words_in_markdown_are_read_as_the_same_words(write):
    html = mistune.create_markdown(escape=False, plugins=["table", "strikethrough", "math"])(
        write(HOSTILE.replace("*", "x"))
    )
    assert shown(html) == ({"p"}, " ".join(HOSTILE.replace("*", "x").split()))


def test_words_in_a_cell_of_markdown_stay_in_it():
    table = f"| a | b |\n| --- | --- |\n| {md_cell(HOSTILE)} | c |\n"
    html = mistune.create_markdown(escape=False, plugins=["table"])(table)
    tags, words = shown(html.replace("<br>", " "))
    assert tags == {"table", "thead", "tbody", "tr", "th", "td"}
    assert words == f"a b {' '.join(HOSTILE.split())} c"


def test_nothing_in_a_block_of_code_ends_it():
    html = mistune.html(md_fence("```\n<b>\n````") + "\n\nafter")
    assert shown(html)[0] == {"pre", "code", "p"}


def test_in_prose_asterisks_are_italics_and_nothing_else_is_markup():
    assert prose("*a <b>* c") == "<em>a &lt;b&gt;</em> c" and isinstance(prose("x"), Html)
