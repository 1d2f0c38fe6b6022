"""The share of source notes understood in every volume of a folder, counted on a cluster."""

from pathlib import Path
import sys

from dask.distributed import Client
from fruskit.volumes.survey import shares, survey

if __name__ == "__main__":  # python tests/dask_example.py FOLDER
    files = sorted(map(str, Path(sys.argv[1]).glob("*.xml")))
    with Client() as cluster:  # Client("tcp://scheduler:8786") is one of many machines
        print(shares(cluster.gather(cluster.map(survey, files))))
