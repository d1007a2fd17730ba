"""One-hot: a column of names becomes a column of zeros and ones for each name."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from engine.contracts import AnyArray, Config, FloatArray, StepKind, Text

Fitted = tuple[str, ...]


def fit(rows: AnyArray, config: Config) -> Fitted:
    """The names that occur in the rows [n], in the alphabet's order."""
    del config
    return tuple(str(name) for name in np.unique(rows))


def apply(rows: AnyArray, fitted: Fitted, config: Config) -> FloatArray:
    """[n, names]: 1 in the column of the row's name; a name that is not known has no 1 at all."""
    del config
    return (rows[:, np.newaxis] == np.array(fitted)).astype(np.float32)


def told(fitted: Fitted) -> Mapping[str, Any]:
    """The names, one for each new column."""
    return {"levels": fitted}


KIND = StepKind(
    name="one_hot",
    label=Text("One-hot", "One-hot kodieren"),
    summary=Text("One column for each name", "Eine Spalte je Name"),
    help=Text(
        "Names cannot be added or multiplied. Each name gets a column of its own that is 1 where "
        "the row has this name, else 0; numbering them instead would claim an order that is not "
        "there.",
        "Mit Namen lässt sich nicht rechnen. Jeder Name bekommt eine eigene Spalte mit 1, wo die "
        "Zeile diesen Namen hat, sonst 0; sie durchzunummerieren behauptete eine Reihenfolge, die "
        "es nicht gibt.",
    ),
    order=30,
    formula=r"x'_k = \begin{cases} 1 & x = c_k \\ 0 & x \neq c_k \end{cases}",
    fit=fit,
    apply=apply,
    told=told,
    figures={"levels": Text("Names", "Namen")},
    keywords=("dummy variables", "categories", "category encoding", "Kategorien", "kategorial"),
)
