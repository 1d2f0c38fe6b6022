"""A kit with an exercise of each kind, and with a second step, for tests of what is printed of them."""

from pathlib import Path

import browser
import nbformat

SECRET = "SECRET"  # in all that is said to an answer: none of it may be on a sheet to be answered

KINDS = """
notebook = "09-all-kinds"

[[exercise]]
id = "believed"
kind = "choice"
opinion = true
skill = "sourcing"
title = "What do you think of it?"
prompt = "Say what you think."
hints = ["SECRET hint"]
right = "SECRET end."
next = "SECRET next."
evidence = [{ quote = "signed by Stalin, Roosevelt, and Churchill" }]
option = [
  { id = "id-yes", text = "I think so", tell = "SECRET yes" },
  { id = "id-no", text = "I do not", tell = "SECRET no" },
]

[[exercise]]
id = "proved"
kind = "choice"
skill = "sourcing"
title = "Who, and where is it said?"
prompt = "Who signed? Mind *the verb*."
hints = ["SECRET hint"]
right = "SECRET end."
option = [
  { id = "id-right", text = "Three men", right = true, tell = "SECRET three", point = "SECRET missed" },
  { id = "id-wrong", text = "Four men & <i>more</i>", tell = "SECRET four" },
  { id = "id-none", text = "Nobody", tell = "SECRET nobody" },
]
  [exercise.proof]
  prompt = "Show the words."
  outside = "SECRET outside"
  passages = ["editors-note-1"]
    [[exercise.proof.target]]
    id = "id-signed"
    quote = "signed by Stalin, Roosevelt, and Churchill"
    tell = "SECRET found"
    point = "SECRET not found"
    [[exercise.proof.decoy]]
    quote = "Prime Minister T. V. Soong"
    point = "SECRET decoy"

[[exercise]]
id = "matched"
kind = "match"
skill = "sourcing"
title = "Fellows"
prompt = "Match them."
hints = ["SECRET hint"]
right = "SECRET end."
evidence = [{ quote = "Port Arthur" }]
pair = [
  { id = "id-a", left = "Left one", right = "Right one", tell = "SECRET 1", point = "SECRET o1", wrong = { id-b = "SECRET w1" } },
  { id = "id-b", left = "Left two", right = "Right two", tell = "SECRET 2", point = "SECRET o2" },
  { id = "id-c", left = "Left three", right = "Right one", tell = "SECRET 3", point = "SECRET o3" },
]
extra = [{ id = "id-x", text = "Right of none", point = "SECRET x" }]

[[exercise]]
id = "sorted"
kind = "sort"
skill = "sourcing"
title = "Into bins"
prompt = "Sort them."
hints = ["SECRET hint"]
right = "SECRET end."
evidence = [{ quote = "Dairen" }]
bin = [{ id = "id-said", name = "Said by the section" }, { id = "id-known", name = "Known from elsewhere" }]
item = [
  { id = "id-a", text = "A port", bin = "id-said", tell = "SECRET 1", point = "SECRET o1" },
  { id = "id-b", text = "An island", bin = "id-known", tell = "SECRET 2", point = "SECRET o2" },
]

[[exercise]]
id = "ordered"
kind = "order"
skill = "chronology"
title = "In sequence"
prompt = "Order them."
hints = ["SECRET hint"]
right = "SECRET end."
item = [
  { id = "id-a", text = "They began", place = 1, tell = "SECRET 1", evidence = [{ quote = "begun at Moscow" }] },
  { id = "id-b", text = "They were interrupted", place = 2, tell = "SECRET 2" },
  { id = "id-c", text = "They were concluded", place = 3, tell = "SECRET 3" },
]

[[exercise]]
id = "marked"
kind = "mark"
skill = "close reading"
title = "Words"
prompt = "Mark the port."
hints = ["SECRET hint"]
right = "SECRET end."
passages = ["editors-note-1"]
outside = "SECRET outside"
target = [{ id = "id-port", quote = "Port Arthur", tell = "SECRET f", point = "SECRET m" }]

[[exercise]]
id = "dated"
kind = "date"
skill = "chronology"
title = "Days"
prompt = "Date them."
hints = ["SECRET hint"]
right = "SECRET end."
  [[exercise.item]]
  id = "id-begun"
  text = "The negotiations begin"
  date = "June 30"
  tell = "SECRET f"
  point = "SECRET o"
  said = { year-assumed = "SECRET y", undated = "SECRET u" }
  wrong = { "July 16, 1945" = "SECRET w" }
  evidence = [{ quote = "begun at Moscow on June 30" }]
  [[exercise.item]]
  id = "id-resumed"
  text = "They are resumed"
  date = ""
  tell = "SECRET f2"
  point = "SECRET o2"
  evidence = [{ quote = "then resumed following Stalin’s return to Moscow" }]

[[exercise]]
id = "decoded"
kind = "decode"
skill = "sourcing"
title = "A number"
prompt = "Take it apart."
hints = ["SECRET hint"]
right = "SECRET end."
quote = "740.00119 (Potsdam)/5–2446"
block = "d574-source"
piece = [
  { id = "id-subject", name = "The subject", written = "740.00119", means = "A matter of the war", tell = "SECRET 1", point = "SECRET o1", wrong = { "740" = "SECRET w" } },
  { id = "id-date", name = "After the stroke", written = "5–2446", means = "A day in 1946", tell = "SECRET 2", point = "SECRET o2" },
  { id = "id-part", name = "In brackets", written = "Potsdam", tell = "SECRET 3", point = "SECRET o3" },
]
extra = [{ id = "id-serial", text = "A running number", point = "SECRET x" }]

[[exercise]]
id = "emended"
kind = "emend"
skill = "textual criticism"
title = "A reading"
prompt = "Propose a reading."
hints = ["SECRET hint"]
right = "SECRET end."
quote = "4546"
point = "SECRET otherwise"
reading = [
  { text = "45–46", worth = 1.0, tell = "SECRET r1" },
  { text = "4546 f.", worth = 0.5, point = "SECRET r2" },
]
ground = [
  { id = "id-pattern", text = "A pattern", right = true, tell = "SECRET g1" },
  { id = "id-taste", text = "Taste", tell = "SECRET g2" },
]

[[exercise]]
id = "revealed"
kind = "reveal"
skill = "close reading"
title = "Hidden"
prompt = "What comes here?"
hints = ["SECRET hint"]
right = "SECRET end."
gap = [{ id = "id-gap", quote = "expressed its readiness", tell = "SECRET f", point = "SECRET o", wrong = { "agreed" = "SECRET w" } }]

[[exercise]]
id = "written"
kind = "write"
skill = "corroboration"
title = "An argument"
prompt = "Argue it."
hints = ["SECRET hint"]
right = "SECRET end."
least = 3
most = 60
rubric = ["SECRET rubric"]
model = "SECRET model: the section speaks of “a pact of friendship and alliance”."
target = [{ id = "id-pact", quote = "a pact of friendship and alliance", tell = "SECRET f", point = "SECRET m" }]
"""

CELLS = [
    "# All kinds\n\nA question to begin with.",
    'fruskit.exercise("09/believed")',
    "Looking back on the belief.",
    "## Who\n\nLeads to the next.",
    'fruskit.elsewhere("sakhalin-and-kurils")',
    'fruskit.exercise("09/proved")',
    "Looking back on the signers.",
    'fruskit.page("provisions")',
    "## The rest\n\n<script>alert(1)</script>\n\n[within](00-start-here.ipynb) [out](https://history.state.gov/x) "
    "[bad](javascript:alert(1)) ![A picture](images/exercise.png)",
    *(
        f'fruskit.exercise("09/{id}")'
        for id in (
            "matched",
            "sorted",
            "ordered",
            "marked",
            "dated",
            "decoded",
            "emended",
            "revealed",
            "written",
        )
    ),
    "## What you have learned\n\n- Looking back on it all.",
    "**For discussion**\n\n1. A question at the end.",
]


def kit_of_all_kinds(folder: Path) -> Path:
    """A copy of the kit with one more lesson, 09-all-kinds; gives its root."""
    browser.copy_kit(folder)
    (folder / "data" / "exercises" / "09.toml").write_text(KINDS, encoding="utf-8")
    new = nbformat.v4
    cells = [
        new.new_code_cell(c) if c.startswith("fruskit.") else new.new_markdown_cell(c)
        for c in CELLS
    ]
    nbformat.write(new.new_notebook(cells=cells), folder / "notebooks" / "09-all-kinds.ipynb")
    return folder
