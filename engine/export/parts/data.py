# pyright: basic
"""How exported programs get the examples that a document names, row by row the same."""

from pathlib import Path

import numpy as np

from engine.datasets._plane import _draw
from engine.datasets._split import split
from engine.train.rows import cut  # noqa: F401 - a part that load_data calls

TEST_POINTS = 500


def read_points(make, samples: int, noise: float, seed: int):
    """Points [n, 2] with their targets, for training and for testing; noise in 0..0.5."""
    xy, y = make(_draw(seed, 0, samples), noise)
    xy_test, y_test = make(_draw(seed, 1, TEST_POINTS), noise)
    return xy.astype("float32"), y, xy_test.astype("float32"), y_test


def read_table(table):
    """Rows and class numbers for training and for testing; each column is brought to mean 0 and
    standard deviation 1 with the figures of the training rows."""
    rows, y = table.data, table.target.astype("int32")
    training, test = split(rows, y)
    mean, deviation = rows[training].mean(axis=0), rows[training].std(axis=0)
    x = ((rows - mean) / deviation).astype("float32")
    return x[training], y[training], x[test], y[test]


def read_column(table, number: int):
    """One column of the rows for training as the table has it."""
    training, _ = split(table.data, table.target.astype("int32"))
    return table.data[training, number].astype("float32")


def read_digits(table):
    """Pictures of 8 x 8 gray values from 0 to 16 and their classes, for training and testing."""
    x, y = table.data.reshape(-1, 8, 8, 1), table.target.astype("int32")
    training, test = split(x, y)
    return x[training], y[training], x[test], y[test]


def read_pictures(dataset, file: str):
    """Pictures of 28 x 28 gray values from 0 to 255 and their classes, for training and testing.

    Keras fetches them once; a file with x_train, y_train, x_test, y_test beside this program is
    read instead.
    """
    if Path(file).exists():
        x, y, x_test, y_test = read_file(file)
    else:
        (x, y), (x_test, y_test) = dataset.load_data()
    return x.reshape(-1, 28, 28, 1), y, x_test.reshape(-1, 28, 28, 1), y_test


def read_file(file: str):
    """The arrays x_train, y_train, x_test, y_test of an .npz file, as numpy.savez writes them."""
    with np.load(file) as arrays:
        x, y, x_test, y_test = (arrays[name] for name in ("x_train", "y_train", "x_test", "y_test"))
    return x, y, x_test, y_test
