"""Volumes broken in thousands of ways, for some minutes (fuzz.py breaks them)."""

import fuzz
import pytest


@pytest.mark.long
@pytest.mark.skipif(
    not any(fuzz.FOLDER.glob("*.xml")), reason="no real volumes beside the repository"
)
def test_whatever_is_broken_in_a_volume_nothing_but_a_clear_error_comes_of_it(capsys):
    went_wrong = fuzz.main(seconds=300)
    assert not went_wrong, capsys.readouterr().out
