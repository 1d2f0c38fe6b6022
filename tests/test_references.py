"""References in Chicago style, and the files in which they leave the kit, as other libraries read them."""

import copy
import json
import pickle
import re

import bibtexparser
from bibtexparser.middlewares import LatexDecodingMiddleware
import browser
import fruskit
from fruskit import FruskitError
from fruskit.claims import references
from fruskit.claims.annotations import works
from fruskit.claims.bibliography import Bibliography
from fruskit.claims.chicago import entries, named, note
from fruskit.cli import main
from fruskit.kit.folder import Kit
import pytest
import rispy
import terminal

ODD = {
    "id": "odd",
    "type": "article-journal",
    "container-title": "Acta & Studia",
    "volume": "3",
    "page": "5–9",
    "title": 'On {braces} & "quotes", 50% of <b>*stars*</b> and snake_case: Ångström, 旅順',
    "URL": "https://example.org/a_b?c=d&e=f",
    "author": [{"family": "O’Neil", "given": "Zoë"}, {"literal": "Bank of Chosen & Sons"}],
    "issued": {"date-parts": [[1945, 6, 30]]},
}


def test_a_footnote_stands_as_the_chicago_manual_writes_it_with_its_pages():
    reference = fruskit.cite("feis-china-tangle", "pp. 316–321")
    assert (
        reference
        == "Herbert Feis, The China Tangle (Princeton: Princeton University Press, 1953), 316–321."
    )
    assert reference.html.startswith("Herbert Feis, <i>The China Tangle</i> (")
    assert fruskit.cite("wilson-stalin-soong-0810") == (
        "“Record of a Meeting Between T.V. Soong and Stalin,” August 10, 1945, Wilson Center Digital Archive, "
        "https://digitalarchive.wilsoncenter.org/document/record-meeting-between-tv-soong-and-stalin-1."
    )
    assert "1960), No. 203, https://" in fruskit.cite("frus-potsdam-1", "No. 203")


def test_editors_are_named_once_and_a_work_without_a_date_is_not_called_undated():
    assert fruskit.cite("dafp-8").count("Hudson") == 1
    assert "n.d." not in fruskit.bibliography().chicago()


def test_a_title_has_headline_capitals_and_long_prepositions_as_they_are_written():
    title = "the war against Japan: between two empires, within reach, and Talks With china"
    [entry] = entries([{"id": "a", "type": "book", "title": title}])
    assert (
        entry == "The War against Japan: Between Two Empires, within Reach, and Talks With China."
    )


def test_a_doi_is_an_address():
    assert fruskit.cite("elleman-yalta").endswith(" https://doi.org/10.4324/9781315657479-24.")


def test_an_unknown_work_is_refused_with_the_nearest():
    with pytest.raises(FruskitError, match="it has no work “feis”. Nearest: “feis-china-tangle”"):
        fruskit.cite("feis")


def test_the_bibliography_lists_every_work_once_in_the_order_of_its_letters():
    shown = fruskit.bibliography()
    assert sorted(work["id"] for work in shown.works) == sorted(works(fruskit._kit()))
    listed = entries(shown.works)
    assert len(listed) == len(shown.works)
    letters = [e.strip("“").removeprefix("The ")[0].upper() for e in listed]
    assert letters == sorted(letters)
    assert {work["id"] for work in shown.cited} == {
        e["work"] for e in fruskit.show("citations").records()
    }
    html = shown._repr_html_()
    assert all(entry.html in html for entry in listed)


def test_words_of_a_work_are_never_markup():
    assert "<b>" not in note(ODD, "<b>").html and "&lt;b&gt;" in note(ODD, "<b>").html
    assert "&amp;amp;" not in note(ODD).html and "Acta & Studia" in note(ODD)
    assert (
        r"\*stars\*" in Bibliography((ODD,), ()).md()
        and r"*Acta \& Studia*" in Bibliography((ODD,), ()).md()
        and "https://example.org/a_b?c=d&e=f" in Bibliography((ODD,), ()).md()
    )


@pytest.mark.parametrize(
    "title, printed",
    [
        ("The Workers’", "“The Workers’,” Studia"),
        ("On the ‘Workers’", "“On the ‘Workers,’” Studia"),
        ("“A Quoted Title”", "“‘A Quoted Title,’” Studia"),
        ('"A Quoted Title"', "“‘A Quoted Title,’” Studia"),
        ("“What ‘We’ Said” Again", "“‘What “We” Said’ Again,” Studia"),
        ("Soong’s ‘Yes’, and No", "“Soong’s ‘Yes,’ and No,” Studia"),
    ],
)
def test_a_title_with_quotation_marks_is_punctuated_as_chicago_does(title, printed):
    work = {"id": "a", "type": "article-journal", "title": title, "container-title": "Studia"}
    assert note(work).startswith(printed)


def test_a_title_in_italics_keeps_its_double_quotation_marks():
    reference = note({"id": "a", "type": "book", "title": "The “Lost” Chance"})
    assert "<i>The “Lost” Chance</i>" in reference.html


def test_what_is_kept_of_references_is_what_would_be_made_now_for_every_work_and_every_lesson():
    kit = fruskit._kit()
    kept, held = references.kept(kit), works(kit)
    for work in held.values():
        (entry,) = entries([work])
        assert kept[named(work)].runs == entry.runs
    for lesson in kit.files(kit.notebooks, ".ipynb"):
        for id, place in re.findall(
            r'cite\(\\"([^"]+)\\"(?:, \\"([^"]*)\\")?\)', lesson.read_text("utf-8")
        ):
            assert kept[named(held[id], place)].runs == note(held[id], place).runs


def test_a_work_that_was_changed_is_not_taken_for_the_one_that_is_kept():
    work = works(fruskit._kit())["feis-china-tangle"]
    made = references.kept(fruskit._kit())
    assert "1954" in entries([{**work, "issued": {"date-parts": [[1954]]}}], made)[0]
    assert "1953" in entries([work], made)[0]


def test_a_reference_that_is_kept_and_would_be_made_otherwise_now_is_told_and_made_anew(
    tmp_path, run
):
    kit = browser.copy_kit(tmp_path)
    file = kit / "data" / "references.json"
    right = file.read_text("utf-8")
    file.write_text(right.replace("1953", "1935"), "utf-8")
    said = "data/references.json: 2 would be made otherwise now. To do so: fruskit seal"
    assert said in run("check", kit).out
    assert run("seal", kit).code == 0
    assert file.read_text("utf-8") == right and said not in run("check", kit).out


@pytest.mark.parametrize("held", ["", "[]", '{"a": 1}', '{"a": ["<i>"]}'])
def test_a_file_of_references_that_is_damaged_is_no_matter(held, tmp_path):
    kit = browser.copy_kit(tmp_path)
    (kit / "data" / "references.json").write_text(held, "utf-8")
    assert references.kept(Kit(kit)) == {}


@pytest.mark.parametrize("how", [copy.copy, copy.deepcopy, lambda r: pickle.loads(pickle.dumps(r))])
def test_a_reference_can_be_copied_and_kept(how):
    reference = fruskit.cite("feis-china-tangle", "p. 316")
    assert how(reference) == reference and how(reference).html == reference.html


def test_the_citation_style_is_parsed_once(monkeypatch):
    import citeproc

    read = []
    made = citeproc.CitationStylesStyle.__init__
    monkeypatch.setattr(
        citeproc.CitationStylesStyle,
        "__init__",
        lambda self, *given, **named: (read.append(1), made(self, *given, **named))[1],
    )
    for place in ("p. 1", "p. 2"):  # no lesson shows these
        fruskit.cite("dafp-8", place)
    assert len(read) <= 1


@pytest.mark.parametrize(
    "work", [ODD, *works(fruskit._kit()).values()], ids=lambda work: work["id"]
)
def test_bibtex_is_read_by_another_library_with_every_letter(work):
    written = Bibliography((work,), ()).bibtex()
    read = bibtexparser.parse_string(written, append_middleware=[LatexDecodingMiddleware()])
    assert not read.failed_blocks and len(read.entries) == 1
    fields = {field.key: field.value for field in read.entries[0].fields}
    assert fields["title"].removeprefix("{").removesuffix("}") == work["title"]
    names = [p.get("literal") or f"{p['family']}, {p['given']}" for p in work.get("author", ())]
    assert fields.get("author", "").replace("{", "").replace("}", "") == " and ".join(names)
    parts = work.get("issued", {}).get("date-parts", [[]])[0]
    assert fields.get("date", "") == "-".join(f"{part:02}" for part in parts)
    assert (fields.get("publisher", ""), fields.get("volume", "")) == (
        work.get("publisher", ""),
        work.get("volume", ""),
    )
    assert f"url = {{{work['URL']}}}" in written if "URL" in work else "url" not in fields


@pytest.mark.parametrize(
    "work", [ODD, *works(fruskit._kit()).values()], ids=lambda work: work["id"]
)
def test_ris_is_read_by_another_library_with_every_letter(work):
    (read,) = rispy.loads(Bibliography((work,), ()).ris())
    assert read["title"] == work["title"]
    names = [p.get("literal") or f"{p['family']}, {p['given']}" for p in work.get("author", ())]
    assert read.get("authors", []) == names
    parts = work.get("issued", {}).get("date-parts", [[]])[0]
    assert [int(part) for part in read.get("date", "").split("/") if part] == list(parts)
    assert read.get("urls", []) == ([work["URL"]] if "URL" in work else [])
    assert read.get("name_of_database", "") == work.get("archive", "")


def test_a_brace_without_its_fellow_does_not_break_the_file():
    works = tuple(
        ODD | {"id": f"odd-{n}", "title": title}
        for n, title in enumerate(("a } b", "} {", "a { b"))
    )
    for work in works:
        written = Bibliography((work,), ()).bibtex()
        assert written.count("{") == written.count("}"), "TeX counts those after a backslash too"
    read = bibtexparser.parse_string(Bibliography(works, ()).bibtex())
    assert not read.failed_blocks and [entry.key for entry in read.entries] == [
        "odd-0",
        "odd-1",
        "odd-2",
    ]


@pytest.mark.parametrize(
    "issued",
    [
        {},
        {"raw": "1945"},
        {"literal": "c. 1945"},
        {"date-parts": [["1945"]]},
        {"date-parts": [[1945, 13]]},
        {"date-parts": [[1945], [1946]]},
        {"date-parts": []},
    ],
)
def test_a_date_in_another_form_of_csl_json_does_not_stop_the_rest(issued):
    held = Bibliography(({"id": "a", "title": "A Title", "issued": issued}, ODD), ())
    for form in (held.chicago, held.md, held.bibtex, held.ris):
        assert "A Title" in form() and "Studia" in form()


def test_csl_json_is_what_the_kit_holds():
    shown = fruskit.bibliography()
    assert json.loads(shown.csl()) == list(shown.works)
    assert "1944–1949" in shown.csl(), "letters are written as they are"


@pytest.mark.parametrize("name", ["chicago", "csl", "bibtex", "ris", "md"])
def test_the_command_prints_the_bibliography_in_every_format(name, capsys):
    assert main(["bibliography", "--format", name]) == 0
    assert capsys.readouterr().out == getattr(fruskit.bibliography(), name)()


def test_without_the_citation_library_references_are_shorter_and_still_there():
    script = (
        "import sys; sys.modules['citeproc'] = None\n"
        "import fruskit\n"
        "print(fruskit.cite('feis-china-tangle', 'pp. 316–321'))\n"
        "from dataclasses import replace\n"
        "shown = replace(fruskit.bibliography(), made={})\n"
        "print(len(shown.chicago().splitlines()) > 15, shown._repr_html_().count('<li>') > 15)"
    )
    done = terminal.python("-c", script)
    assert done.stdout.splitlines() == [
        "Feis, The China Tangle (Princeton, Princeton University Press, 1953), pp. 316–321.",
        "True True",
    ], done.stderr
