"""The examples that a program reads from a file beside it, because it cannot make or fetch them."""

import re
from pathlib import Path
from typing import Any

import numpy as np

from engine.export._facts import Facts
from engine.train.rows import load, row_weights

READS = re.compile(r'read_file\("([\w.]+)"\)')


def needed(source: str) -> str | None:
    """The name of the file that a program reads its examples from; None: it needs none."""
    found = READS.search(source)
    return found and found[1]


def write(facts: Facts, file: Path) -> None:
    """Writes the rows of a document as ``read_file`` of an exported program wants them.

    Raises ``LearnerError`` when the data are not on this machine.
    """
    spec, column = facts.document.data, facts.document.training.sample_weight
    assert spec is not None
    rows = load(spec)
    data = rows.data
    arrays: dict[str, Any] = {
        "x_train": data.training.inputs,
        "y_train": data.training.targets,
        "x_test": data.test.inputs,
        "y_test": data.test.targets,
    }
    if column is not None:
        arrays["w_train"] = row_weights(rows, column)
    with file.open("wb") as opened:
        np.savez(opened, **arrays)
