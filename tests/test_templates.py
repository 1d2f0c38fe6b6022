"""A template is shown as it is printed, beside the exercise that it makes."""

import html
import re

import fruskit
from fruskit.author.templates import template, TEMPLATES
from fruskit.cli import main
from fruskit.exercises import KINDS
from paper import kit_of_all_kinds
import pytest


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_is_shown_as_new_exercise_prints_it_with_its_exercise_after_it(
    kind, capfdbinary
):
    assert main(["new-exercise", kind]) == 0
    printed = capfdbinary.readouterr().out.decode("utf-8")
    shown = fruskit.template(kind)
    assert shown.text.startswith(f"{printed}\nTo try it, copy")


def test_every_kind_has_its_template_and_makes_an_exercise_of_that_kind():
    assert set(TEMPLATES) == {*KINDS, "proof"}
    for kind in KINDS:
        assert f'kind = "{kind}"' in template(kind)


def test_the_second_step_is_shown_after_the_choice_that_it_proves():
    shown = fruskit.template("proof").text
    assert shown.index("At the table in Moscow") < shown.index("Then: Mark the words that show it.")


def test_a_template_is_readable_without_style_and_its_words_are_no_markup():
    bundle = fruskit.template("sort")._repr_mimebundle_()
    shown = re.sub(r' style="[^"]*"', "", bundle["text/html"])
    assert f"<pre><code>{html.escape(template('sort'))}</code></pre>" in shown
    assert bundle["text/plain"] == fruskit.template("sort").text


def test_a_template_is_shown_in_a_kit_on_another_section_too(tmp_path, monkeypatch):
    kit = kit_of_all_kinds(tmp_path)
    monkeypatch.chdir(kit)
    (kit / "data" / "ch11subch1.xml").unlink()  # nothing of this kit is read
    assert "At the table in Moscow" in fruskit.template("choice").text


def test_an_unknown_kind_is_refused_and_the_nearest_is_named():
    with pytest.raises(fruskit.FruskitError, match="Nearest: “choice”"):
        fruskit.template("chioce")
