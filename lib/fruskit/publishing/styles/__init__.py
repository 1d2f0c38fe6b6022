"""The style sheets of what is published, each preceded by the one visual language (language.css).

How to look like the rest of the kit:

- A whole page is `markup.document(title, style_sheet("name"), body)`: its body has the class
  `fk-page`, so the custom properties are there. Within a notebook `figures.Figure` brings them.
- Colors have meanings and come from custom properties alone: `--fk-ink`, `--fk-paper`, `--fk-muted`,
  `--fk-edge` (of controls), `--fk-rule`, `--fk-wash`; how it is known: `--fk-said`, `--fk-inferred`,
  `--fk-elsewhere`; what became of an answer: `--fk-right`, `--fk-again`, `--fk-shown`; what can be
  acted on, and the student's own marks: `--fk-accent`, `--fk-mine`. A word, a shape or a line style
  says the same beside each. They hold in light, dark, print, and forced colors.
- Type: `--fk-serif` for titles and the section's words, `--fk-sans` for what the kit says; sizes
  `--fk-small`, 1em, `--fk-read`, `--fk-title`, `--fk-head`. Everything is `--fk-measure` wide at most.
- Classes that are there already: `fk-title`, `fk-elsewhere` (the frame of what the section does not
  say), `fk-unseen` (for screen readers alone); in figures also `fk-how` and `fk-muted`.
"""

from functools import cache
from pathlib import Path

from ...markup import language


@cache
def style_sheet(*names: str) -> str:
    """The language, then the CSS of figure, handout, portfolio or class."""
    sheets = (Path(__file__).with_name(f"{name}.css").read_text("utf-8") for name in names)
    return language() + "".join(sheets)
