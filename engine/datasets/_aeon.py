"""Time series of the UCR archive that the package aeon brings: one value at each moment."""

from typing import Unpack

import numpy as np

from engine.contracts import Config, Data, DatasetKind, Examples, Text
from engine.datasets._cache import once
from engine.datasets._card import Card, extended
from engine.datasets.fetch._fetch import fetched, require
from engine.datasets.fetch._files import File, FileSet
from engine.datasets.fetch._pypi import pypi

PACKAGE = "aeon==1.6.0"
SHA256 = "d05227086706f80111ac5fee8de4d5d3115bb3bcfd1c786c8629393055816409"
SIZE = 6_421_000
ARCHIVE = "UCR Time Series Archive; from the Python package aeon"
LICENSE = "published for research (UCR Archive), BSD-3-Clause (aeon)"
KEYWORDS = ("time series", "sequence", "Zeitreihe", "Folge")


def series_files(name: str, folder: str, training: File, test: File) -> FileSet:
    """The two published parts of one collection."""
    files = {file.name: f"aeon/datasets/data/{folder}/{file.name}" for file in (training, test)}
    return FileSet(name, (training, test), (pypi(PACKAGE, sha256=SHA256, size=SIZE, files=files),))


def series_set(
    files: FileSet,
    length: int,
    classes: tuple[str, ...],
    rows: tuple[str, str],
    authors: str,
    **card: Unpack[Card],
) -> DatasetKind:
    """The kind of such a collection, in its published division; class 1 is the first name.

    ``rows`` are the numbers for training and for testing, as they are written in English.
    """
    shape = (length, 1)
    end = Text(
        f"As published, {rows[0]} of them are for training and {rows[1]} for testing, each already "
        "with mean 0 and deviation 1.",
        f"Wie veröffentlicht sind {rows[0]} davon zum Lernen und {rows[1].replace(',', '.')} zum "
        "Testen, jede Folge schon mit Mittelwert 0 und Abweichung 1.",
    )

    def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
        del options
        return shape, classes

    @once
    def load() -> Data:
        training, test = (_read(files, file) for file in files.files)
        return Data(training=training, test=test, shape=shape, classes=classes)

    return DatasetKind(
        **extended(card, end, KEYWORDS),
        source=f"{authors}, {ARCHIVE}",
        license=LICENSE,
        sample_type="sequence",
        task="classification",
        fields=(),
        signature=signature,
        load=load,
        **fetched(files),
    )


def _read(files: FileSet, file: File) -> Examples:
    """The format ``ts``: lines of values, then a colon and the class number from 1."""
    lines = (require(files) / file.name).read_text("utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.lower() == "@data") + 1
    rows = [line.split(":") for line in lines[start:] if line.strip()]
    inputs = np.array([row[0].split(",") for row in rows], np.float32)
    return Examples(inputs[..., np.newaxis], np.array([int(row[1]) - 1 for row in rows], np.int32))
