"""A lesson's words on a page: links lead to the other pages of the site, pictures are in the page.

What is about a notebook's program is left out.
"""

from base64 import b64encode
from collections.abc import Callable
import mimetypes
from pathlib import Path
import re

from ...errors import FruskitError
from ...markup import Html, link, tag

_ON_SCREEN = re.compile(r"#+ .*\bon screen\b")
_ALIVE = "Read on: each exercise comes alive by itself when Python has started."
_WAYS = " The ways to the lessons before and after are at the top of the page."
# A sentence, or an item of a list, that is about a program for notebooks or a line of code.
_PROGRAM = re.compile(
    r"\bnotebook\b|\bJupyterLab\b|`fruskit|\*Show code\*|\bbetween the parentheses\b|"
    r"\bshows nothing\b|\brun (?:it|them|the line|the next line)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.?!]) (?=[A-Z“`])")


def _on_page(words: str, alone: bool) -> str:
    """A cell of words, as a page says them."""
    heading, _, rest = words.partition("\n") if words.startswith("#") else ("", "", words)
    alive = _ALIVE if alone else _ALIVE + _WAYS
    return f"{heading}\n\n{alive if _ON_SCREEN.match(heading) else _plain(rest)}"


def _plain(words: str) -> str:
    """Without what is about a program for notebooks."""
    paragraphs = []
    for paragraph in words.split("\n\n"):
        apart, between = (_SENTENCE, " ")
        if paragraph.lstrip().startswith("- "):
            apart, between = (re.compile(r"\n"), "\n")
        kept = [one for one in apart.split(paragraph) if not _PROGRAM.search(one)]
        paragraphs += [between.join(kept)] if kept else []
    return "\n\n".join(paragraphs)


def markdown(folder: Path, alone: bool) -> Callable[[str], Html]:
    """What makes HTML of Markdown; folder: that of the notebooks, where pictures are; alone: whether
    there are no other pages to lead to. FruskitError where mistune, which JupyterLab brings, is
    missing."""
    try:
        import mistune
    except ImportError as problem:
        what = "mistune is not installed here, which reads the lessons’ Markdown"
        raise FruskitError(
            "fruskit site", what, "Install JupyterLab, or mistune itself."
        ) from problem

    class Screen(mistune.HTMLRenderer):
        """Raw HTML stays text; a heading can be led to as in a notebook; nothing leads nowhere."""

        def heading(self, text: str, level: int, **_: object) -> str:
            name = re.sub(r"<[^>]*>", "", text).strip().replace(" ", "-")
            return tag(f"h{level}", Html(text), id=name) + "\n"

        def link(self, text: str, url: str, title: str | None = None) -> str:
            address = re.sub(r"^([\w-]+)\.ipynb", r"\1.html", url)
            inside = re.match("#" if alone else r"[\w-]+\.html(#.*)?$|#", address)
            if not inside and not url.startswith("https://"):
                return text
            return tag("a", Html(text), href=address) if inside else link(address, Html(text))

        def inline_html(self, html: str) -> str:
            return html if re.fullmatch(r"</?kbd>", html) else super().inline_html(html)

        def image(self, text: str, url: str, title: str | None = None) -> str:
            path = folder / url
            if not re.fullmatch(r"[\w/-]+\.\w+", url) or not path.is_file():
                return f"[{text}]" if text else ""
            kind = mimetypes.guess_type(path.name)[0] or "image/png"
            data = b64encode(path.read_bytes()).decode()
            return tag("img", src=f"data:{kind};base64,{data}", alt=re.sub(r"<[^>]*>", "", text))

    made = mistune.create_markdown(renderer=Screen(escape=True), plugins=["table", "strikethrough"])
    return lambda words: Html(made(_on_page(words, alone)))
