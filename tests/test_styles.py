"""One visual language: what a style sheet uses is defined, and its colors can be read in light and dark."""

from pathlib import Path
import re

import fruskit
from fruskit.exercises import KINDS
from fruskit.markup import language
import pytest

LIBRARY = Path(fruskit.__file__).parent
SHEETS = sorted(LIBRARY.rglob("*.css"))
HOSTS = {"light": ("#000000", "#ffffff"), "dark": ("#ffffff", "#111111")}
TEXT = ("muted", "said", "inferred", "elsewhere", "right", "again", "accent")
BEHIND = ("wash", "shown", "mine")  # text is set on these


def defined(css):
    return {name: value.strip() for name, value in re.findall(r"--fk-([\w-]+):([^;]+);", css)}


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_property_that_a_sheet_uses_is_of_the_language_or_its_own(sheet):
    css = sheet.read_text(encoding="utf-8")
    used = set(re.findall(r"var\(--fk-([\w-]+)", css))
    assert not used - {*defined(language()), *defined(css)}


def test_what_a_page_sets_of_its_marks_does_not_touch_the_exercises_of_that_name():
    css = (LIBRARY / "publishing" / "styles" / "figure.css").read_text(encoding="utf-8")
    assert not re.findall(rf"^\s*\.fk-(?:{'|'.join(KINDS)})(?![\w-]).*", css, re.M)


def test_what_is_around_a_lesson_in_jupyterlab_has_names_of_its_own():
    (around,) = (LIBRARY.parent / "prefix").rglob("lesson.css")
    prefixes = re.compile(r"\.(f[kl]-)\w")
    assert set(prefixes.findall(around.read_text(encoding="utf-8"))) == {"fl-"}
    for sheet in SHEETS:
        assert "fl-" not in prefixes.findall(sheet.read_text(encoding="utf-8")), sheet.name


def color(name, host):
    """The color of a property as numbers: a hex color, another property, or a mix of two of these."""
    ink, paper = HOSTS[host]
    value = {"ink": ink, "paper": paper}.get(name) or defined(plain_language())[name]
    if mixed := re.match(r"color-mix\(in srgb, (\S+) (\d+)%, var\(--fk-(\w+)\)\)", value):
        one, share, other = mixed.groups()
        first = color(one[len("var(--fk-") : -1], host) if one.startswith("var") else rgb(one)
        pairs = zip(first, color(other, host))
        return [a * int(share) / 100 + b * (100 - int(share)) / 100 for a, b in pairs]
    named = re.fullmatch(r"var\(--fk-(\w+)\)", value)
    return color(named[1], host) if named else rgb(value)


def plain_language():
    """The language without what it says of print, more contrast and forced colors."""
    return language().partition("@media")[0]


def rgb(written):
    return [int(written[at : at + 2], 16) for at in (1, 3, 5)]


def contrast(one, other):
    """WCAG 2.2, contrast ratio: of relative luminance."""

    def luminance(channels):
        parts = [c / 255 for c in channels]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("host", HOSTS)
def test_words_in_each_color_can_be_read_on_paper_and_ink_on_each_tint(host):
    low = {n: contrast(color(n, host), color("paper", host)) for n in TEXT}
    low |= {f"ink on {n}": contrast(color("ink", host), color(n, host)) for n in BEHIND}
    assert {name: ratio for name, ratio in low.items() if ratio < 4.5} == {}
    assert contrast(color("edge", host), color("paper", host)) >= 3
