"""An exercise of which a template is the example is refused where a part of it is amiss, with a remedy."""

from entries import CHOICE, from_toml, HEAD, lesson, MATCH, refusal
from fruskit.author.templates import template
from mistakes import mistakes
import pytest

PLACE = "data/exercises/09.toml, exercise “first”"


def faulty(kind, old, new):
    """The lesson of that kind with one mistake in it, and the place that its refusal names."""
    toml = lesson(kind)
    assert old in toml, "the mistake is made in what the template says"
    id = template(kind).split('id = "', 1)[1].split('"')[0]
    return toml.replace(old, new, 1), f"data/exercises/09.toml, exercise “{id}”"


MISTAKES = mistakes("""
sort:   id = "to-be-done" →   id = "done"
    the id “done” is used twice. Give one of them another.
sort: name = "still to be done" → name = "reported as done"
    two of its bins read “reported as done”. No one can tell them apart: change one, or take it out.
sort: text = "Obtaining Chiang’s concurrence" → text = "Signing the agreement at Yalta"
    two of its items read “Signing the agreement at Yalta”
sort: bin = "done" → bin = "don"
    item “agreement” is for “don”, which is no bin. Choose one of done, to-be-done.
sort: bin = "to-be-done" → bin = "done"
    its items all belong in one bin. Add an item for another.
sort:   bin = "done"⏎ →
    item “agreement”: it has no “bin”. Add a line: bin = …
sort: name = "reported as done" → name = 1
    bin “done”, name: it is not text in quotation marks. Write it between quotation marks.
sort: id = "talks" → id = "agreement"
    the id “agreement” is used twice
sort:   point = "Read the first →   wrong = { never = "No." }⏎  point = "Read the first
    item “agreement” speaks of “never”, which is no bin. Choose one of done, to-be-done.
sort: signed by Stalin, Roosevelt → signed by Stalin, Rosevelt
    “signed by Stalin, Rosevelt, and Churchill” is not in the text. Nearest: “signed by Stalin,
date: date = "June 30" → date = "June 31"
    its date “June 31”: June has no day 31. Give a day between 1 and 30.
date: date = "February 11, 1945" → date = "at Yalta"
    its date “at Yalta”: it cannot be read as a date. Write it as
date: "August 14" = → "30 June" =
    item “begun” speaks of its own date “June 30” as wrong. Say it in tell, or name another.
date: date = "" → date = 1945
    item “interrupted”, date: it is not text in quotation marks. Write it between quotation marks.
date: date = ""⏎ →
    item “interrupted”: it has no “date”. Add a line: date = …
date: said = { year-assumed → said = { year-guessed
    “year-guessed” is not a way in which dates differ. Choose one of doubt, year-assumed, year-missing, coarser, finer, undated.
date: "August 14" = → "the end" =
    its date “the end”: it cannot be read as a date. Write it as
date: { "August 14" = "On that day they were concluded. Look for their beginning." } → { "August 14" = 1 }
    item “begun”, wrong, August 14: it is not text in quotation marks.
date: text = "The negotiations were begun" → text = "The negotiations were interrupted"
    two of its items read “The negotiations were interrupted”
date: id = "begun" → id = "signing"
    the id “signing” is used twice
date:   point = "Read the first sentence as far as the place, and one step further."⏎ →
    item “signing”: it has no “point”. Add a line: point = …
decode: quote = "59 Stat. (2) 1823" → quote = "59 Stat. (3) 1823"
    “59 Stat. (3) 1823” is not in the text. Nearest: “59 Stat. (2) 1823”
decode: name = "Page" → name = "Volume"
    two of its pieces read “Volume”
decode: text = "a statement of the Department" → text = "Statutes at Large"
    two of its meanings and extras read “Statutes at Large”
decode: quote = "59 Stat. (2) 1823" →
    it has no “quote”
decode: written = "(2)" → written = "[2]"
    “[2]” is not a part of “59 Stat. (2) 1823”. Copy it to the letter.
decode: written = "(2)" → written = ""
    piece “part”, written: it is empty. Write something, or take the line out.
decode: written = "1823" → written = "2"
    “2” appears in several places of “59 Stat. (2) 1823”. Give the piece a prefix or a suffix: the characters before or after it.
decode: written = "(2)" → written = "2"⏎prefix = "["
    “[2” is not a part of “59 Stat. (2) 1823”
decode: accept = ["Stat"] → accept = "Stat"
    piece “series”, accept: it is not a list. Write ["…", "…"].
decode:   means = "Statutes at Large" →
    it has extra meanings, and no piece has one. Give a piece means =
decode: id = "statement" → id = "series"
    the piece or extra id “series” is used twice
decode: name = "Volume"⏎ →
    piece “volume”: it has no “name”. Add a line: name = …
emend: quote = "4546" → quote = "45–46"
    “45–46” is not in the text
emend: text = "456" → text = "45-6"
    two of its readings read “45-6”
emend: worth = 1.0 → worth = 0.9
    no reading of it is worth 1. Give the best one worth = 1.0.
emend: worth = 0.25 → worth = 2.5
    reading number 2, worth: 2.5 is out of bounds. Write 1 or less.
emend: worth = 0.25 → worth = -0.5
    reading number 2, worth: -0.5 is out of bounds. Write 0 or more.
emend: worth = 0.25 → worth = nan
    reading number 2, worth: nan is out of bounds. Write 1 or less.
emend: worth = 0.25 → worth = 2
    reading number 2, worth: 2 is out of bounds. Write 1 or less.
emend: worth = 0.25 → worth = true
    reading number 2, worth: it is not a number. Write a number such as 0.5, without quotation
emend: worth = 0.25 → worth = "low"
    reading number 2, worth: it is not a number. Write a number such as 0.5, without quotation
emend:   id = "looks-odd" →   id = "page-45-fits"
    the id “page-45-fits” is used twice
emend: text = "A number of four digits looks odd" → text = "Page 45 of volume II is about the same matter"
    two of its grounds read “Page 45 of volume II is about the same matter”
emend: context = "page-45" → context = "page-46"
    the fact “page-46” is not in data/context.toml
emend: point = "It may be so. → other = "It may be so.
    “other” has no place here. It may have id, kind, skill, level, title, prompt, hints, right, next,
reveal: quote = "expressed its readiness" → quote = "expressed its wish"
    “expressed its wish” is not in the text
reveal: accept = ["declared its readiness"] → accept = [1]
    gap “readiness”, accept number 1: it is not text in quotation marks.
reveal: { "agreed" = → { "agreed" = 1, "b" =
    gap “readiness”, wrong, agreed: it is not text in quotation marks.
reveal:   tell = "To express →   said = "To express
    gap “readiness”: “said” has no place here. It may have id, quote, prefix, suffix, block,
write: least = 25 → least = 90
    its length does not go from least to most. For example least = 40, most = 120.
write: least = 25 → least = 0
    least: 0 is out of bounds. Write 1 or more.
write: least = 25 → least = 25.5
    least: it is not a whole number. Write a number such as 2, without quotation marks.
write: most = 90⏎ →
    it has no “most”
write: most = 90 → most = 39
    its model answer has 40 words, and 25 to 39 are asked for. Change its length, or least and most.
write: least = 25 → least = 60
    its model answer has 40 words, and 60 to 90 are asked for
write: “would take measures” → “would take steps”
    its model answer quotes “would take steps”, which is not in the text. Correct it.
write: quote = "President Roosevelt would → quote = "President Truman would
    “President Truman would take measures to obtain that concurrence” is not in the text. Nearest:
write:   point = "The condition is in the second sentence."⏎ →
    target “concurrence”: it has no “point”. Add a line: point = …
""")


@pytest.mark.parametrize("kind, old, new, told", MISTAKES)
def test_a_mistake_in_an_entry_like_a_template_is_refused_with_its_remedy(
    tmp_path, kind, old, new, told
):
    toml, place = faulty(kind, old, new)
    assert (refused := refusal(tmp_path, toml)).startswith(place) and told in refused


@pytest.mark.parametrize(
    "tail, told",
    [
        ('kind = "sort"', "it has no “bin”"),
        ('kind = "sort"\nbin = []', "it has no “item”"),
        ('kind = "sort"\nbin = []\nitem = []', "it has fewer than two bins"),
        ('kind = "sort"\nbin = [1]\nitem = []', "bin number 1: it is not a table. Write { … }."),
        ('kind = "date"', "it has no “item”"),
        ('kind = "date"\nitem = []', "it has no item. Add an [[exercise.item]]."),
        (
            'kind = "date"\nitem = "June 30"',
            "item: it is not a list. Write [[exercise.item]], or [{ … }] in a line.",
        ),
        ('kind = "decode"', "it has no “quote”. Add a line: quote = …"),
        (
            'kind = "decode"\nquote = "4546"\npiece = []',
            "it has no piece. Add an [[exercise.piece]].",
        ),
        ('kind = "emend"', "it has no “quote”. Add a line: quote = …"),
        ('kind = "emend"\nreading = []', "it has no “quote”. Add a line: quote = …"),
        (
            'kind = "emend"\nquote = "4546"\nreading = []\nground = []',
            "it has no “point”. Add a line: point = …",
        ),
        (
            'kind = "emend"\nquote = "4546"\npoint = "x"\nreading = [{ text = "45–46", worth = 1.0, tell = "x" }]\nground = []',
            "0 of its 0 grounds are right",
        ),
        ('kind = "reveal"', "it has no “gap”"),
        ('kind = "reveal"\ngap = []', "it has no gap. Add a [[exercise.gap]]."),
        ('kind = "write"', "it has no “least”"),
        (
            'kind = "write"\nleast = 1\nmost = 9\nmodel = "x"',
            "it has no “target”. Add a [[exercise.target]].",
        ),
    ],
)
def test_an_entry_like_a_template_without_its_parts_is_refused(tmp_path, tail, told):
    refused = refusal(tmp_path, HEAD + tail)
    assert refused.startswith(PLACE) and told in refused


def test_two_bins_of_one_id_are_refused_beside_others(tmp_path):
    more = '  [[exercise.bin]]\n  id = "done"\n  name = "over"\n'
    assert "the id “done” is used twice." in refusal(tmp_path, lesson("sort") + more)


def test_a_model_answer_may_be_as_short_or_as_long_as_an_answer(tmp_path):
    for number, (old, new) in enumerate([("least = 25", "least = 40"), ("most = 90", "most = 40")]):
        assert from_toml(tmp_path / str(number), faulty("write", old, new)[0])


def test_a_model_answer_that_quotes_nothing_is_refused(tmp_path):
    toml, place = faulty("write", "“would take measures”", "would take measures")
    toml = toml.replace(
        "“would require the concurrence of Generalissimo Chiang Kai-shek”",
        "would require the concurrence of Chiang",
    )
    assert place + ": its model answer quotes nothing. Let it quote" in refusal(tmp_path, toml)


def test_gaps_that_overlap_are_refused(tmp_path):
    more = """
  [[exercise.gap]]
  id = "other"
  quote = "readiness to conclude"
  tell = "Yes."
  point = "No."
"""
    assert "the gaps “readiness” and “other” overlap. Hide other words." in refusal(
        tmp_path, lesson("reveal") + more
    )
    twice = more.replace('id = "other"', 'id = "readiness"').replace(
        "readiness to conclude", "a pact of friendship and alliance with"
    )
    assert "the id “readiness” is used twice" in refusal(tmp_path, lesson("reveal") + twice)
    beside = more.replace("readiness to conclude", " to conclude")
    assert from_toml(tmp_path / "beside", lesson("reveal") + beside), (
        "side by side they do not overlap"
    )


def test_rights_may_read_alike_and_are_one_thing_to_choose(tmp_path):
    alike = MATCH.replace('right = "would take measures"', 'right = "would concur"')
    assert from_toml(tmp_path, alike.replace('acted = "That is Roosevelt.", ', ""))


@pytest.mark.parametrize(
    "old, new, told",
    [
        ('kind = "choice"', 'kind = "choice"\nopinion = 1', "opinion: it is not true or false"),
        (
            "  right = true\n",
            "  right = true\n",
            "an opinion is one of two or more options, none of them right. Take right and several out, or opinion.",
        ),
        (
            'kind = "choice"',
            'kind = "choice"\nseveral = true',
            "an opinion is one of two or more options",
        ),
        ('  id = "soong"', '  id = "stalin"', "the id “stalin” is used twice"),
        ('  text = "T. V. Soong"', '  text = "Stalin"', "two of its options read “Stalin”"),
    ],
)
def test_an_opinion_with_a_right_option_is_refused(tmp_path, old, new, told):
    toml = CHOICE if "right" in old else CHOICE.replace("  right = true\n", "")
    if "opinion" not in new:
        toml = toml.replace('kind = "choice"', 'kind = "choice"\nopinion = true')
    refused = refusal(tmp_path, toml.replace(old, new, 1))
    assert refused.startswith(PLACE) and told in refused


def test_an_opinion_of_one_option_is_none(tmp_path):
    one = CHOICE.split('  [[exercise.option]]\n  id = "soong"')[0].replace("  right = true\n", "")
    assert "an opinion is one of two or more options" in refusal(
        tmp_path, one.replace('kind = "choice"', 'kind = "choice"\nopinion = true')
    )
