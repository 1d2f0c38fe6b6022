"""What shares a page or a kernel is tested in one process, as the tests are handed out."""

import distribution
import pytest
import samples


def test_every_test_that_uses_a_lessons_page_comes_with_the_others_of_that_lesson(request):
    for item in request.session.items:
        if "lesson_page" in getattr(item, "fixturenames", ()):  # a notebook's cells have none
            assert distribution.group(item.nodeid) == "JupyterLab", item.nodeid
            assert distribution.turn(item.nodeid)[1].isdecimal(), item.nodeid


@pytest.mark.parametrize(
    "name, group",
    [
        ("tests/test_browser.py::test_a[03/sequence]", "JupyterLab"),
        (f"tests/test_access.py::test_b[{samples.NOTEBOOK}]", "JupyterLab"),
        ("tests/test_lessons.py::test_c[03/sequence]", "tests/test_lessons.py"),
        ("notebooks/02-yalta-provisions.ipynb::Cell 3", "notebooks/02-yalta-provisions.ipynb"),
    ],
)
def test_a_test_is_grouped_by_its_file_or_with_those_that_share_a_jupyterlab(name, group):
    assert distribution.group(name) == group


def test_within_a_lesson_axe_comes_first_and_all_of_the_browser_before_the_rest():
    names = [
        "tests/test_cli.py::test_a",
        "tests/test_kit.py::test_b",
        "tests/test_keyboard.py::test_c[09/before]",
        "tests/test_access.py::test_d[09-one-of-each]",
        "tests/test_browser.py::test_e[01/before]",
    ]
    assert sorted(names, key=distribution.turn) == [names[n] for n in (4, 3, 2, 1, 0)]
