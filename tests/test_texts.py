"""A kit of several texts: read as one, each with its name and source, and no two of their ids meet."""

import json

import fruskit
from fruskit import cli, FruskitError
from fruskit.author.check import check
from fruskit.kit.folder import Kit
import pytest

FIRST, SECOND, THIRD = "frus1920v09", "frus1921v02", "this-kit"


def a_volume(id, place, words):
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt>
<title type="complete">Volume {id}</title></titleStmt></fileDesc></teiHeader><text>
<front><div type="section"><list type="persons"><item><persName xml:id="p_A1">Able, {place}</persName>, Consul</item></list></div></front>
<body><pb n="7" xml:id="pg_7"/><div type="document" xml:id="d1" n="1"><head>No. 1<lb/>The Consul at {place}</head>
<note type="source" xml:id="d1fn0">861.77/45</note>
<opener><dateline><placeName>{place}</placeName>, <date when="1920-05-01">May 1, 1920</date></dateline></opener>
<p>{words} <persName corresp="#p_A1">Able</persName> said so.<note n="1" xml:id="d1fn1">See <ref target="#pg_7">page 7</ref> and <ref target="{FIRST}#d1">No. 1</ref>.</note></p>
</div></body></text></TEI>"""


def listed(name, **more):
    fields = {"id": name, "file": f"{name}.xml", "division": "d1", "work": name, "locator": "p. 7"}
    lines = (f"{key} = {json.dumps(value)}" for key, value in (fields | more).items())
    return "\n".join(["[[text]]", *lines, ""])


KIT = [
    listed(FIRST),
    listed(SECOND, title="1921, vol. II", qualified=True),
    listed(THIRD, title="The note", qualified=True, alone=True),
]


@pytest.fixture
def kit(tmp_path, monkeypatch):
    """A kit of a text, another of the same ids, and a third that is read alone."""
    for folder in ("data/exercises", "data/annotations", "notebooks"):
        (tmp_path / folder).mkdir(parents=True)
    for name, place in zip((FIRST, SECOND, THIRD), ("Harbin", "Chita", "Home")):
        words = f"The railway at {place} is closed."
        (tmp_path / "data" / f"{name}.xml").write_text(a_volume(name, place, words), "utf-8")
    works = [{"id": name, "type": "book", "title": name} for name in (FIRST, SECOND, THIRD)]
    (tmp_path / "data" / "bibliography.json").write_text(json.dumps(works), "utf-8")
    for name in ("context", "annotations/provisions", "annotations/events", "annotations/sources"):
        (tmp_path / "data" / f"{name}.toml").touch()
    names = "".join(
        f'[[person]]\nid = "{id}"\nname = "Able"\nrole = "consul"\nquote = "Able"\nblock = "{block}"\n'
        for id, block in (("p-a1", "d1-3"), ("frus1921v02-p-a1", f"{SECOND}#d1-3"))
    )
    people = tmp_path / "data" / "annotations" / "people-and-places.toml"
    people.write_text(names, "utf-8")
    (tmp_path / "data" / "texts.toml").write_text("\n".join(KIT), "utf-8")
    monkeypatch.chdir(tmp_path)
    return Kit(tmp_path)


def ask(kit, **more):
    lines = "\n".join(f"{key} = {json.dumps(value)}" for key, value in more.items())
    (kit.data / "exercises" / "01.toml").write_text(
        f"""notebook = "01"
[[exercise]]
id = "closed"
kind = "mark"
skill = "sourcing"
title = "What is closed"
prompt = "Mark what is closed."
right = "It is."
outside = "Not these."
{lines}
  [[exercise.target]]
  id = "railway"
  quote = "The railway at {"Home" if "text" in more else "Chita"}"
  tell = "These."
  point = "Look again."
""",
        "utf-8",
    )
    return fruskit.exercise("01/closed")


def test_the_texts_are_one_reading_in_their_order_each_with_its_name_and_source(kit):
    whole = fruskit.load()
    named = [(text.name, text.work, text.locator) for text in whole.texts]
    assert named == [(FIRST, FIRST, "p. 7"), (SECOND, SECOND, "p. 7")]
    assert whole.text.index("Harbin") < whole.text.index("Chita") and "Home" not in whole.text


def test_two_documents_of_one_id_do_not_meet_in_any_table(kit):
    for table in ("blocks", "notes", "documents", "divisions", "persons"):
        ids = [row["id"] for row in fruskit.show(table).records()]
        assert len(ids) == len(set(ids)) and any(id.startswith(f"{SECOND}#") for id in ids), table
    assert [row["id"] for row in fruskit.show("documents").records()] == ["d1", f"{SECOND}#d1"]
    assert [row["document"] for row in fruskit.show("filenumbers").records()] == [
        "d1",
        f"{SECOND}#d1",
    ]


def test_the_first_text_is_as_it_is_without_the_others(kit):
    alone = fruskit.read(kit.data / f"{FIRST}.xml").division("d1")
    own = fruskit.load(FIRST)
    assert (own.text, own.blocks, own.phrases) == (alone.text, alone.blocks, alone.phrases)


def test_a_reference_from_one_text_to_another_finds_it(kit):
    told = {(r["block"], r["volume"], r["target"]) for r in fruskit.show("references").records()}
    assert (f"{SECOND}#d1fn1", FIRST, "d1") in told and (f"{SECOND}#d1fn1", SECOND, "pg_7") in told
    whole = fruskit.load()
    assert whole.block(f"{SECOND}#d1-3").text.startswith("The railway at Chita")


def test_words_that_are_in_two_texts_are_told_apart_by_their_block(kit):
    with pytest.raises(FruskitError, match="appears in 2 places"):
        fruskit.load().find("is closed")
    assert fruskit.load().find("is closed", block=f"{SECOND}#d1-3").block == f"{SECOND}#d1-3"


def test_places_are_named_with_their_text(kit):
    said = str(fruskit.concordance("is closed"))
    assert "Paragraph of No. 1 (page 7)" in said
    assert "Paragraph of No. 1 (1921, vol. II, page 7)" in said
    assert str(fruskit.concordance("Home")).endswith("parts of the 2 texts.")


def test_page_timeline_and_graph_show_all_and_one_text_alone_by_its_name(kit):
    page = fruskit.page("dates", "actors")
    assert page.html.count('class="fk-sheet"') == 2 and ">1921, vol. II</h3>" in page.html
    assert str(page).count("person: “Able”") == 2
    one = fruskit.page("actors", of=SECOND)
    assert one.html.count('class="fk-sheet"') == 1 and "Harbin" not in one.html
    note = str(fruskit.page("dates", of=THIRD))
    assert str(fruskit.page(THIRD, "dates")) == note
    assert "Home" in note and "May 1, 1920" in note
    assert "note 1 (1921, vol. II)" in str(fruskit.citation_graph())
    assert "May 1, 1920: Date of No. 1" in str(fruskit.timeline(of=THIRD))


def test_what_the_kit_says_of_one_of_its_texts_is_kept_with_it(kit):
    people = [row["id"] for row in fruskit.show("people", of=SECOND).records()]
    assert people == ["frus1921v02-p-a1"]


def test_an_exercise_is_about_all_texts_or_about_the_one_it_names(kit):
    everywhere = ask(kit)
    assert everywhere.evidence[0].block == f"{SECOND}#d1-3"
    assert everywhere.mark(["The railway at Chita"]).correct
    one = ask(kit, text=THIRD)
    assert one.evidence[0].block == f"{THIRD}#d1-3" and one.section.id == f"{THIRD}#d1"
    with pytest.raises(FruskitError, match="is not in the text"):
        one.mark(["Harbin"])


def test_an_exercise_about_a_text_that_is_not_there_is_refused(kit):
    with pytest.raises(FruskitError, match="there is no text “this-kid”. Nearest: “this-kit”") as e:
        ask(kit, text="this-kid")
    assert e.value.where == "data/exercises/01.toml, exercise “closed”"


def test_a_passage_says_of_which_text_it_is(kit):
    shown = ask(kit, text=THIRD)._repr_mimebundle_()[0]["text/html"]
    assert "Paragraph of No. 1 (The note, page 7)" in shown


# --- what is refused


def problems(kit):
    return [str(problem) for problem in check(kit).problems]


def test_such_a_kit_is_sound(kit):
    assert problems(kit) == []


@pytest.mark.parametrize(
    "old, new, told",
    [
        ("qualified = true", "", "data/texts.toml: “d1” is an id in two of the texts. Name other"),
        ('division = "d1"', 'division = "d2"', f"data/{FIRST}.xml: it has no division “d2”. Near"),
        (f'file = "{FIRST}.xml"', 'file = "x.xml"', "x.xml: it cannot be read"),
        (f'work = "{FIRST}"', 'work = "x"', "the work “x” is not in data/bibliography.json"),
        ('locator = "p. 7"', "", f"data/texts.toml, text “{FIRST}”: it has no “locator”"),
        (f'id = "{SECOND}"', f'id = "{FIRST}"', f"the id “{FIRST}” is used twice"),
        (KIT[2], "", f"data/{THIRD}.xml: data/texts.toml does not list it"),
        ("\n".join(KIT), "", "data/texts.toml: it has no “text”. Add a [[text]]"),
    ],
)
def test_a_list_of_texts_that_cannot_be_read_is_told_with_place_and_remedy(kit, old, new, told):
    path = kit.data / "texts.toml"
    path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert any(told in problem for problem in problems(kit)), problems(kit)


def test_names_in_the_texts_that_are_read_together_must_be_in_the_kit(kit):
    path = kit.data / f"{SECOND}.xml"
    path.write_text(path.read_text("utf-8").replace("#p_A1", "#p_A2"), "utf-8")
    assert problems(kit) == [
        f"data/{SECOND}.xml, {SECOND}#d1-3: it names #frus1921v02-p-a2, which is not in "
        "data/annotations/people-and-places.toml. Add it there, or correct the name."
    ]


def test_without_a_list_it_is_told_where_to_make_one(kit):
    (kit.data / "texts.toml").unlink()
    assert problems(kit)[0].startswith("data: it holds 3 XML files. Keep one TEI file there")
    assert "or list all in texts.toml" in problems(kit)[0]


def test_the_command_prints_the_first_text_and_others_by_name(kit, capfd):
    assert cli.main(["text"]) == 0
    told = capfd.readouterr()
    assert "Harbin" in told.out and "Chita" not in told.out
    assert told.err == f"fruskit: the first text of the kit; there are also {SECOND}, {THIRD}.\n"
    assert cli.main(["text", THIRD]) == 0 and "Home" in capfd.readouterr().out
    assert cli.main(["table", "people", "--division", SECOND]) == 0
    assert f"{SECOND}#d1-3" in capfd.readouterr().out
    assert cli.main(["text", "this-kid"]) == 2
    assert "Nearest: “this-kit”" in capfd.readouterr().err
    assert cli.main(["text", THIRD, "--division", "d1"]) == 2
