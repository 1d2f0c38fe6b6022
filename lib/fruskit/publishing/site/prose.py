"""A lesson's Markdown on a screen: links lead to the other pages of the site, pictures are in the page."""

from base64 import b64encode
from collections.abc import Callable
import mimetypes
from pathlib import Path
import re

from ...errors import FruskitError
from ...markup import Html, tag


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
            return tag("a", Html(text), href=address, rel=None if inside else "noopener noreferrer")

        def image(self, text: str, url: str, title: str | None = None) -> str:
            path = folder / url
            if not re.fullmatch(r"[\w/-]+\.\w+", url) or not path.is_file():
                return f"[{text}]" if text else ""
            kind = mimetypes.guess_type(path.name)[0] or "image/png"
            data = b64encode(path.read_bytes()).decode()
            return tag("img", src=f"data:{kind};base64,{data}", alt=re.sub(r"<[^>]*>", "", text))

    made = mistune.create_markdown(renderer=Screen(escape=True), plugins=["table", "strikethrough"])
    return lambda words: Html(made(words))
