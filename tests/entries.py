"""Lesson files for the tests of loading and checking: an exercise of each kind, and kits made of them."""

import fruskit
from fruskit import FruskitError
from fruskit.author.templates import template
from fruskit.claims.annotations import Annotations, Fact
from fruskit.exercises import load
from fruskit.kit.folder import Kit
import pytest

FACT = Fact("begun", "They met.", "*A Record*, p. 1", "1945-06-30", "", "read", "record")
FACTS = {
    id: Fact(id, "A fact.", "*A Work*, p. 1", "", "", "read", "work")
    for id in ("dashes-are-lost", "page-45")
}

HEAD = """
notebook = "09-trial"

[[exercise]]
id = "first"
skill = "close reading"
title = "A title"
prompt = "A question?"
hints = ["One.", "Two."]
right = "All right."
next = "Go on."
"""

CHOICE = (
    HEAD
    + """kind = "choice"
evidence = [{ quote = "signed by Stalin, Roosevelt, and Churchill" }, { context = "begun" }]
  [[exercise.option]]
  id = "stalin"
  text = "Stalin"
  right = true
  tell = "He signed."
  [[exercise.option]]
  id = "soong"
  text = "T. V. Soong"
  tell = "He did not."
  evidence = [{ quote = "Prime Minister T. V. Soong" }]
"""
)

MATCH = (
    HEAD
    + """kind = "match"
  [[exercise.pair]]
  id = "asked"
  left = "Chiang"
  right = "would concur"
  tell = "So it says."
  point = "Look again."
  wrong = { acted = "That is Roosevelt.", nobody = "Nobody." }
  evidence = [{ quote = "the concurrence of Generalissimo Chiang Kai-shek" }]
  [[exercise.pair]]
  id = "acted"
  left = "Roosevelt"
  right = "would take measures"
  tell = "So it says."
  point = "Look again."
  [[exercise.extra]]
  id = "nobody"
  text = "would sign"
  point = "No such words."
"""
)

ORDER = (
    HEAD
    + """kind = "order"
  [[exercise.item]]
  id = "begun"
  text = "Begun"
  place = 1
  tell = "On June 30."
  evidence = [{ quote = "were begun at Moscow on June 30" }]
  [[exercise.item]]
  id = "departed"
  text = "Departed"
  place = 2
  tell = "Then."
  [[exercise.item]]
  id = "interrupted"
  text = "Interrupted"
  place = 2
  tell = "Then."
"""
)

MARK = (
    HEAD
    + """kind = "mark"
passages = ["editors-note-1"]
outside = "Not these."
  [[exercise.target]]
  id = "port"
  quote = "Chinese Eastern Railroad"
  within = "the Chinese Eastern Railroad"
  tell = "A railroad."
  point = "A railroad is missing."
  [[exercise.decoy]]
  quote = "the war against Japan"
  point = "What it was about."
"""
)


def lesson(kind):
    """A lesson file that holds the template of that kind alone."""
    return 'notebook = "09-trial"\n\n' + template(kind)


def from_toml(folder, *files, problems=None):
    """The exercises of a kit whose lesson files are these; they quote the bundled section."""
    (folder / "data" / "exercises").mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(files, 9):
        (folder / "data" / "exercises" / f"{number:02}.toml").write_text(text, encoding="utf-8")
    return load(Kit(folder), fruskit.load(), Annotations((), {"begun": FACT, **FACTS}), problems)


def refusal(folder, toml):
    with pytest.raises(FruskitError) as told:
        from_toml(folder, toml)
    assert told.value.where.startswith("data/exercises/09.toml"), "the file is named"
    assert told.value.remedy, "the remedy is named"
    return str(told.value)
