"""The same functions work on a cluster: what they take and give, errors too, travels between machines."""

from pathlib import Path

from fruskit import FruskitError
from fruskit.volumes.survey import survey
import pytest
import terminal
from volumes import write_volume

distributed = pytest.importorskip(
    "distributed", reason="dask is not installed (pip install fruskit[dask])"
)
ROOT = Path(__file__).resolve().parents[1]
VOLUMES = ROOT.parent / "shared" / "frus"


@pytest.fixture
def folder(tmp_path):
    for name in "abc":
        write_volume(
            tmp_path / f"{name}.xml",
            ("793.94/1", "1936-05-04", ["x"]),
            ("Nobody knows", "1936-05-05", ["y"]),
        )
    return tmp_path


def run_example(folder):
    done = terminal.python("tests/dask_example.py", folder)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_example_of_the_readme_counts_a_folder_on_a_local_cluster(folder):
    said = run_example(folder)
    assert "| a | 2 | 1 | 50.0 % | 1 decimal |" in said and "| all | 6 | 3 | 50.0 % |" in said


@pytest.mark.skipif(
    not VOLUMES.is_dir(), reason="the real volumes are not beside this repository (../shared/frus)"
)
def test_the_example_counts_real_volumes_as_one_machine_does():
    said = run_example(VOLUMES)
    for path in VOLUMES.glob("*.xml"):
        one = survey(path)
        assert f"| {one.volume} | {one.notes} | {one.decoded} |" in said


def test_a_bad_volume_is_the_same_error_from_a_worker_as_at_home(folder):
    (folder / "b.xml").write_text("<TEI")
    with (
        distributed.LocalCluster(
            n_workers=1, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
        pytest.raises(FruskitError, match="b.xml, line 1") as caught,
    ):
        client.submit(survey, str(folder / "b.xml")).result(timeout=120)
    assert caught.value.remedy
