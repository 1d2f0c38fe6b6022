"""A kit with an exercise of each kind, and with a second step, for tests of what is printed of them."""

from pathlib import Path
import shutil

import nbformat

ROOT = Path(__file__).resolve().parents[1]
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
  { id = "id-yes", text = "I think so", feedback = "SECRET yes" },
  { id = "id-no", text = "I do not", feedback = "SECRET no" },
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
  { id = "id-right", text = "Three men", right = true, feedback = "SECRET three", missed = "SECRET missed" },
  { id = "id-wrong", text = "Four men & <i>more</i>", feedback = "SECRET four" },
  { id = "id-none", text = "Nobody", feedback = "SECRET nobody" },
]
  [exercise.proof]
  prompt = "Show the words."
  outside = "SECRET outside"
  passages = ["editors-note-1"]
    [[exercise.proof.target]]
    id = "id-signed"
    quote = "signed by Stalin, Roosevelt, and Churchill"
    feedback = "SECRET found"
    missed = "SECRET not found"
    [[exercise.proof.decoy]]
    quote = "Prime Minister T. V. Soong"
    feedback = "SECRET decoy"

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
  { id = "id-a", left = "Left one", right = "Right one", feedback = "SECRET 1", otherwise = "SECRET o1", wrong = { id-b = "SECRET w1" } },
  { id = "id-b", left = "Left two", right = "Right two", feedback = "SECRET 2", otherwise = "SECRET o2" },
  { id = "id-c", left = "Left three", right = "Right one", feedback = "SECRET 3", otherwise = "SECRET o3" },
]
extra = [{ id = "id-x", text = "Right of none", feedback = "SECRET x" }]

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
  { id = "id-a", text = "A port", bin = "id-said", feedback = "SECRET 1", otherwise = "SECRET o1" },
  { id = "id-b", text = "An island", bin = "id-known", feedback = "SECRET 2", otherwise = "SECRET o2" },
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
  { id = "id-a", text = "They began", place = 1, feedback = "SECRET 1", evidence = [{ quote = "begun at Moscow" }] },
  { id = "id-b", text = "They were interrupted", place = 2, feedback = "SECRET 2" },
  { id = "id-c", text = "They were concluded", place = 3, feedback = "SECRET 3" },
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
target = [{ id = "id-port", quote = "Port Arthur", feedback = "SECRET f", missed = "SECRET m" }]

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
  feedback = "SECRET f"
  otherwise = "SECRET o"
  said = { year-assumed = "SECRET y", undated = "SECRET u" }
  wrong = { "July 16, 1945" = "SECRET w" }
  evidence = [{ quote = "begun at Moscow on June 30" }]
  [[exercise.item]]
  id = "id-resumed"
  text = "They are resumed"
  date = ""
  feedback = "SECRET f2"
  otherwise = "SECRET o2"
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
  { id = "id-subject", name = "The subject", written = "740.00119", means = "A matter of the war", feedback = "SECRET 1", otherwise = "SECRET o1", wrong = { "740" = "SECRET w" } },
  { id = "id-date", name = "After the stroke", written = "5–2446", means = "A day in 1946", feedback = "SECRET 2", otherwise = "SECRET o2" },
  { id = "id-part", name = "In brackets", written = "Potsdam", feedback = "SECRET 3", otherwise = "SECRET o3" },
]
extra = [{ id = "id-serial", text = "A running number", feedback = "SECRET x" }]

[[exercise]]
id = "emended"
kind = "emend"
skill = "textual criticism"
title = "A reading"
prompt = "Propose a reading."
hints = ["SECRET hint"]
right = "SECRET end."
quote = "4546"
otherwise = "SECRET otherwise"
reading = [
  { text = "45–46", worth = 1.0, feedback = "SECRET r1" },
  { text = "4546 f.", worth = 0.5, feedback = "SECRET r2" },
]
ground = [
  { id = "id-pattern", text = "A pattern", right = true, feedback = "SECRET g1" },
  { id = "id-taste", text = "Taste", feedback = "SECRET g2" },
]

[[exercise]]
id = "revealed"
kind = "reveal"
skill = "close reading"
title = "Hidden"
prompt = "What comes here?"
hints = ["SECRET hint"]
right = "SECRET end."
gap = [{ id = "id-gap", quote = "expressed its readiness", feedback = "SECRET f", otherwise = "SECRET o", wrong = { "agreed" = "SECRET w" } }]

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
target = [{ id = "id-pact", quote = "a pact of friendship and alliance", feedback = "SECRET f", missed = "SECRET m" }]
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
    for part in ("data", "notebooks"):
        shutil.copytree(
            ROOT / part, folder / part, ignore=shutil.ignore_patterns(".ipynb_checkpoints")
        )
    (folder / "data" / "exercises" / "09.toml").write_text(KINDS, encoding="utf-8")
    new = nbformat.v4
    cells = [
        new.new_code_cell(c) if c.startswith("fruskit.") else new.new_markdown_cell(c)
        for c in CELLS
    ]
    nbformat.write(new.new_notebook(cells=cells), folder / "notebooks" / "09-all-kinds.ipynb")
    return folder
