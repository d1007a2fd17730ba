"""Arrays that somebody pickled, read without running anything of theirs."""

import gzip
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numpy as np

from engine.contracts import AnyArray

# What an array of numbers is rebuilt with, under the names that older NumPy wrote.
KNOWN: dict[tuple[str, str], Callable[..., Any]] = {
    ("numpy.core.multiarray", "_reconstruct"): cast(
        Callable[..., Any], np.empty(0).__reduce__()[0]
    ),
    ("numpy", "ndarray"): np.ndarray,
    ("numpy", "dtype"): np.dtype,
}


class _Unpickler(pickle.Unpickler):
    """A pickle may name any function to be called; this one knows three."""

    def find_class(self, module_name: str, global_name: str, /) -> Any:
        try:
            return KNOWN[module_name, global_name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module_name}.{global_name}") from None


def read_pickled(path: Path, dtype: str) -> AnyArray:
    """The array of numbers in a gzipped pickle.

    Raises ``pickle.UnpicklingError`` when the file holds anything else.
    """
    with gzip.open(path, "rb") as file:
        found = _Unpickler(cast(Any, file)).load()
    if not isinstance(found, np.ndarray) or cast(AnyArray, found).dtype != np.dtype(dtype):
        raise pickle.UnpicklingError(path.name)
    return cast(AnyArray, found)
