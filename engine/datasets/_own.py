"""What the kinds of own data share: the field that names the set, and how its rows are divided."""

from functools import lru_cache

import numpy as np

from engine.contracts import AnyArray, Config, Examples, Field, Text
from engine.datasets._split import split
from engine.errors import LearnerError
from engine.own import store

SET = Field(
    "set", "own", None,
    Text("Own set", "Eigener Satz"),
    Text("Which of the sets that were read in; python -m engine own FILE tells its id.",
         "Welcher der eingelesenen Sätze; python -m engine own DATEI nennt seine Kennung."),
    nullable=True,
)  # fmt: skip
SOURCE = "Brought by you; it stays on this server"
LICENSE = "Yours"
KEYWORDS = ("own", "upload", "eigene", "hochladen")


def divided(inputs: AnyArray, targets: AnyArray) -> tuple[AnyArray, AnyArray]:
    """Row numbers of the training and the test part; values are divided as one class."""
    alike = targets.ndim > 1
    training, test = split(inputs, np.zeros(len(inputs), np.int32) if alike else targets)
    if not len(test) or not len(training):
        raise LearnerError("own_no_test", field="data.options.set")
    return training, test


def parts(inputs: AnyArray, targets: AnyArray) -> tuple[Examples, Examples]:
    """The training and the test examples of a set that needs no preparation."""
    training, test = divided(inputs, targets)
    return (
        Examples(inputs[training], targets[training]),
        Examples(inputs[test], targets[test]),
    )


def check_divided(name: str, inputs: str) -> None:
    """Refuse a set of which nothing can be kept apart for testing, before anything is loaded;
    ``inputs`` names the array that goes in."""
    if not _can_be_divided(name, inputs):
        raise LearnerError("own_no_test", field="set")


@lru_cache(maxsize=64)
def _can_be_divided(name: str, inputs: str) -> bool:
    arrays = store.arrays(name)
    try:
        divided(arrays[inputs], arrays["targets"])
    except LearnerError:
        return False
    return True


def chosen(options: Config) -> str:
    """The id that the options name."""
    if options["set"] is None:
        raise LearnerError("own_not_chosen", field="data.options.set")
    return str(options["set"])
