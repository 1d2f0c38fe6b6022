"""A footnote comes apart into its citations, each at its place; the unrecognised is left out."""

from fruskit.volumes.citations import read_citations
from hypothesis import example, given
from hypothesis import strategies as st
import pytest

NOTE_1 = (
    "Executive Agreement Series No. 498; 59 Stat. (2) 1823. Text also in Foreign Relations, The "
    "Conferences at Malta and Yalta, 1945, p. 984."
)
NOTE_2 = (
    "For translations of the Sino-Soviet treaty of August 14, 1945, and of related notes and "
    "agreements, see Department of State Bulletin, vol. xiv, p. 201; United States Relations With "
    "China, With Special Reference to the Period 1944–1949 (Washington, Government Printing "
    "Office, 1949; Department of State publication No. 3573), p. 585."
)
NOTE_3 = (
    "Concerning aspects of the Sino-Soviet negotiations not covered by the documents printed in "
    "this compilation, and for information on related Soviet-American negotiations, see United "
    "States Relations With China, pp. 116–120; Feis, The China Tangle, pp. 316–321, 342–350."
)
EDITORS_NOTE = (
    "where the Moscow negotiations were discussed between the United States and Soviet "
    "Delegations. "
    "See volume II, pages 4546, 476."
)


def taken_apart(text):
    """(quote, work, locator, kind) of each citation, its place checked."""
    found = read_citations(text)
    assert all(text[c.start : c.end] == c.quote for c in found)
    return [(c.quote, c.work, c.locator, c.kind) for c in found]


def test_the_first_note_of_the_section_is_three_citations():
    assert taken_apart(NOTE_1) == [
        (
            "Executive Agreement Series No. 498",
            "Executive Agreement Series",
            "No. 498",
            "treaty-series",
        ),
        ("59 Stat. (2) 1823", "Statutes at Large", "59 Stat. (2) 1823", "statutes"),
        (
            "Foreign Relations, The Conferences at Malta and Yalta, 1945, p. 984",
            "Foreign Relations, The Conferences at Malta and Yalta, 1945",
            "p. 984",
            "frus",
        ),
    ]


def test_the_second_note_keeps_the_imprint_within_the_quotation():
    relations = "United States Relations With China, With Special Reference to the Period 1944–1949"
    imprint = (
        "(Washington, Government Printing Office, 1949; Department of State publication No. 3573)"
    )
    assert taken_apart(NOTE_2) == [
        (
            "Department of State Bulletin, vol. xiv, p. 201",
            "Department of State Bulletin",
            "vol. xiv, p. 201",
            "periodical",
        ),
        (f"{relations} {imprint}, p. 585", relations, "p. 585", "government-publication"),
    ]


def test_the_third_note_is_a_government_publication_and_a_monograph():
    assert taken_apart(NOTE_3) == [
        (
            "United States Relations With China, pp. 116–120",
            "United States Relations With China",
            "pp. 116–120",
            "government-publication",
        ),
        (
            "Feis, The China Tangle, pp. 316–321, 342–350",
            "Feis, The China Tangle",
            "pp. 316–321, 342–350",
            "monograph",
        ),
    ]


def test_the_editors_cross_reference_keeps_its_misprint():
    assert taken_apart(EDITORS_NOTE) == [
        ("See volume II, pages 4546, 476", "volume II", "pages 4546, 476", "cross-reference")
    ]


@pytest.mark.parametrize(
    ("text", "work", "locator", "kind"),
    [
        (
            "Foreign Relations, 1935, vol. I, pp. 594–908.",
            "Foreign Relations, 1935, vol. I",
            "pp. 594–908",
            "frus",
        ),
        (
            "Foreign Relations, 1917, supp. 2, vol. i, p. 139.",
            "Foreign Relations, 1917, supp. 2, vol. i",
            "p. 139",
            "frus",
        ),
        (
            "See Foreign Relations, 1935, vol. iii, pp. 940 ff.",
            "Foreign Relations, 1935, vol. iii",
            "pp. 940 ff.",
            "frus",
        ),
        (
            "Foreign Relations: The Lansing Papers, 1914–1920, vol. ii, p. 471",
            "Foreign Relations: The Lansing Papers, 1914–1920, vol. ii",
            "p. 471",
            "frus",
        ),
        (
            "Foreign Relations, 1932, vol. ii, p. 678, footnote 11.",
            "Foreign Relations, 1932, vol. ii",
            "p. 678, footnote 11",
            "frus",
        ),
        ("Ibid., 1922, vol. I, p. 267", "Ibid., 1922, vol. I", "p. 267", "frus"),
        ("Treaty Series No. 876", "Treaty Series", "No. 876", "treaty-series"),
        (
            "For text, see Executive Agreement Series No. 107, p. 6.",
            "Executive Agreement Series",
            "No. 107, p. 6",
            "treaty-series",
        ),
        (
            "League of Nations Treaty Series, vol. cxxiii, p. 77.",
            "League of Nations Treaty Series",
            "vol. cxxiii, p. 77",
            "treaty-series",
        ),
        ("49 Stat. 2731", "Statutes at Large", "49 Stat. 2731", "statutes"),
        (
            "Department of State, Press Releases, December 7, 1935, p. 497.",
            "Department of State, Press Releases",
            "December 7, 1935, p. 497",
            "periodical",
        ),
        (
            "Full text printed in the London Times, Nov. 13, 1918, p. 9.",
            "London Times",
            "Nov. 13, 1918, p. 9",
            "periodical",
        ),
        (
            "See Congressional Record, vol. 62, pt. 10, pp. 9799 ff.",
            "Congressional Record",
            "vol. 62, pt. 10, pp. 9799 ff.",
            "periodical",
        ),
        (
            "British and Foreign State Papers, vol. lxii, p. 77.",
            "British and Foreign State Papers",
            "vol. lxii, p. 77",
            "government-publication",
        ),
        (
            "Malloy, Treaties, 1776–1909, vol. i, p. 1061.",
            "Malloy, Treaties, 1776–1909",
            "vol. i, p. 1061",
            "government-publication",
        ),
        (
            "Reprinted from Miller, My Diary, vol. ii, p. 28.",
            "Miller, My Diary",
            "vol. ii, p. 28",
            "monograph",
        ),
        (
            "See Eliot Grinnell Mears, Modern Turkey (New York, 1924), p. 614.",
            "Eliot Grinnell Mears, Modern Turkey",
            "p. 614",
            "monograph",
        ),
    ],
)
def test_the_house_forms_of_other_volumes_are_known(text, work, locator, kind):
    assert [found[1:] for found in taken_apart(text)] == [(work, locator, kind)]


@pytest.mark.parametrize(
    ("text", "quote", "work", "locator"),
    [
        ("See vol. II, p. 31.", "See vol. II, p. 31", "vol. II", "p. 31"),
        ("Text printed ante, p. 5.", "ante, p. 5", "ante", "p. 5"),
        (
            "Post, pp. 160, 167, and 170.",
            "Post, pp. 160, 167, and 170",
            "Post",
            "pp. 160, 167, and 170",
        ),
        (
            "Not printed; see footnote 16, p. 138.",
            "see footnote 16, p. 138",
            "footnote 16",
            "p. 138",
        ),
        ("See pp. 422 ff.", "See pp. 422 ff.", "", "pp. 422 ff."),
        (
            "But see inclosure 1 in No. 10.",
            "see inclosure 1 in No. 10",
            "",
            "inclosure 1 in No. 10",
        ),
        (
            "See telegram No. 17, Nov. 17, 1918, to President Wilson, vol. ii, p. 575.",
            "vol. ii, p. 575",
            "vol. ii",
            "p. 575",
        ),
        (
            "Dr. Mezes’ letter of Oct. 25, 1918, to Secretary Lansing, p. 112.",
            "p. 112",
            "",
            "p. 112",
        ),
        ("Both printed supra.", "supra", "supra", ""),
        ("Ibid., p. 741.", "Ibid., p. 741", "Ibid.", "p. 741"),
    ],
)
def test_a_pointer_within_the_volume_is_a_cross_reference(text, quote, work, locator):
    assert taken_apart(text) == [(quote, work, locator, "cross-reference")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "It lasted until 12:32 p.m. (Johnson Library, President’s Daily Diary) For text, see "
            "Department of State Bulletin, May 24, 1965, pages 835–838.",
            [
                ("Johnson Library, President’s Daily Diary", "", "archive"),
                ("Department of State Bulletin", "May 24, 1965, pages 835–838", "periodical"),
            ],
        ),
        (
            "(Department of State, Central Files 1964–66, POL 27 NOWH S)",
            [("Department of State, Central Files 1964–66", "POL 27 NOWH S", "archive")],
        ),
        ("Dated October 31. (Ibid., Box 72, Folder 5)", [("Ibid.", "Box 72, Folder 5", "archive")]),
        (
            "It ended at 11:17. (Ibid., Box 84, Subject Files, Operations File, Vol. IV)",
            [("Ibid.", "Box 84, Subject Files, Operations File, Vol. IV", "archive")],
        ),
        (
            "It is in Department of State, Central Files, 751K.00/1–2462. See also ibid., 751K.5/1–2562.",
            [
                ("Department of State, Central Files", "751K.00/1–2462", "archive"),
                ("Ibid.", "751K.5/1–2562", "archive"),
            ],
        ),
        (
            "(Eisenhower Library, Whitman File; see also Department of State, Conference Files: "
            "Lot 63 D 123, CF 1006)",
            [
                ("Eisenhower Library, Whitman File", "", "archive"),
                ("Department of State, Conference Files", "Lot 63 D 123", "archive"),
            ],
        ),
        (
            "Reported March 12. (National Archives, RG 59, Central Foreign Policy File, D800130–0237)",
            [("National Archives, RG 59, Central Foreign Policy File", "D800130–0237", "archive")],
        ),
        (
            "A copy is in the Johnson Library, National Security File, Vietnam, Vol. II, and was sent.",
            [("Johnson Library, National Security File", "Vietnam, Vol. II", "archive")],
        ),
        ("From his appointment book. (Johnson Library)", [("Johnson Library", "", "archive")]),
        (
            "See Foreign Relations, 1964–1968, vol. I, Documents 123 and 124.",
            [("Foreign Relations, 1964–1968, vol. I", "Documents 123 and 124", "frus")],
        ),
        (
            "In Foreign Relations, 1981–1988, vol. VI, Soviet Union, October 1986–January 1989, Document 21.",
            [
                (
                    "Foreign Relations, 1981–1988, vol. VI, Soviet Union, October 1986–January 1989",
                    "Document 21",
                    "frus",
                )
            ],
        ),
        ("It is printed as Document 78.", [("", "Document 78", "cross-reference")]),
        ("See footnote 2, Document 27.", [("footnote 2", "Document 27", "cross-reference")]),
        (
            "For text, see Public Papers: Kennedy, 1961, pp. 12–15.",
            [("Public Papers: Kennedy, 1961", "pp. 12–15", "government-publication")],
        ),
        (
            "For text, see 6 UST 81 and TIAS 3170.",
            [("UST", "6 UST 81", "treaty-series"), ("TIAS", "3170", "treaty-series")],
        ),
    ],
)
def test_footnotes_of_modern_volumes_cite_archives_and_documents(text, found):
    assert [cited[1:] for cited in taken_apart(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The Kennedy Library, where it is kept, has no copy.",
        "Not found in Department of State files.",
        "See Senate Document 122.",
        "High Commission of the French Republic in Syria, Les Actes diplomatiques, p. 361",
    ],
)
def test_what_only_names_a_keeper_of_papers_cites_none(text):
    assert taken_apart(text) == []


def test_ibid_is_of_the_kind_of_the_work_that_it_repeats():
    text = "British and Foreign State Papers, vol. lxii, p. 77; see also ibid., pp. 92 and 110."
    assert taken_apart(text)[1] == (
        "ibid., pp. 92 and 110",
        "ibid.",
        "pp. 92 and 110",
        "government-publication",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Not printed.",
        "Robert Lansing, Secretary of State.",
        "United States Senator from Nevada, member of the Committee on Foreign Relations, 1919.",
        # Works that are not recognised are left out, and their pages are not taken for our own.
        "For text of regulations, see Legislation of Palestine, 1918–1925, vol. ii, p. 66.",
        "French text in R. Ministero degli Affari Esteri, Trattati e convenzioni, vol. 23, p. 412.",
        "See page 18 of the annexed document.",
        "by Harry N. Howard (Washington, Government Printing Office, 1947), pp. 1–12",
    ],
)
def test_what_is_not_recognised_yields_nothing(text):
    assert taken_apart(text) == []


def test_a_further_volume_belongs_to_the_citation_it_continues():
    text = "British and Foreign State Papers, vol. lxxxiv, p. 626, and vol. lxxxv, p. 639."
    locators = [locator for _, _, locator, _ in taken_apart(text)]
    assert locators == ["vol. lxxxiv, p. 626, and vol. lxxxv, p. 639"]


def test_a_citation_is_found_across_a_broken_line_and_quoted_with_the_break():
    text = "See Department of\n  State Bulletin, vol. xiv,\n  p. 201."
    assert taken_apart(text) == [
        (
            "Department of\n  State Bulletin, vol. xiv,\n  p. 201",
            "Department of State Bulletin",
            "vol. xiv, p. 201",
            "periodical",
        )
    ]


PIECES = st.sampled_from(
    [
        "Foreign Relations",
        "1935",
        "vol. ii",
        "p. 5",
        "pp. 6–7, 9",
        "Ibid.",
        "see",
        "Feis",
        "The China",
        "49 Stat. 1",
        "(Washington, Government Printing Office, 1949)",
        "and",
        "ante",
        "№",
        "\n",
        "(Johnson Library",
        "National Security File",
        "Central Files",
        "POL 7)",
        "Box 3",
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=12).map(", ".join)))
@example("Ibid., Foreign Relations, 1935, vol. ii, p. 5")
def test_in_any_text_the_citations_stand_in_order_where_they_say_and_none_overlap(text):
    end = 0
    for cited in read_citations(text):
        assert end <= cited.start < cited.end <= len(text)
        assert text[cited.start : cited.end] == cited.quote
        assert cited.kind and (cited.work or cited.locator)
        assert cited.locator in " ".join(cited.quote.split())
        end = cited.end


@given(st.text(max_size=30), st.text(max_size=30))
def test_the_offsets_move_with_the_text_before_a_citation(before, after):
    text = f"{before}; 59 Stat. (2) 1823; {after}"
    start = text.index("59 Stat. (2) 1823", len(before))
    assert (start, start + 17) in [(c.start, c.end) for c in read_citations(text)]
