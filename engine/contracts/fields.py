"""Texts in both languages, the fields of a kind, and the names of plain types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple, TypeAlias

import jax
import numpy as np
import numpy.typing as npt

Shape: TypeAlias = tuple[int | None, ...]
Config: TypeAlias = Mapping[str, Any]
Knobs: TypeAlias = Mapping[str, jax.Array]
Tensors: TypeAlias = Mapping[str, jax.Array]
FloatArray: TypeAlias = npt.NDArray[np.float32]
AnyArray: TypeAlias = npt.NDArray[Any]


class Chosen(NamedTuple):
    """A kind that a document chose by name, with every field of that kind filled in; hashable."""

    kind: str
    config: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Text:
    """One text in both languages of the project."""

    en: str
    de: str


FieldType: TypeAlias = Literal[
    "integer",  # 3
    "number",  # 0.5
    "boolean",
    "choice",  # one of ``choices``
    "choices",  # a list of distinct ``choices``
    "integers",  # one integer for all axes or a list of ``length`` integers, as in Keras
    "shape",  # list of integers or nulls
    "activation",  # the name of an activation kind
    "initializer",  # the name of an initializer kind, or {"kind", "config"}
    "regularizer",  # {"l1": 0.0, "l2": 0.01}; both numbers are knobs
    "layer",  # the name of a layer kind among ``choices``, or {"kind", "config"}
    "constraint",  # {"max_norm": 3.0}; the number is a knob
    "own",  # the id of a set that somebody brought, 32 hexadecimal digits
    "places",  # distinct numbers of a table's columns, from 0
    "columns",  # a list of distinct names of columns of the data
    "monitor",  # the name of a curve: loss or a metric's, with val_ before it for validation
]


@dataclass(frozen=True, slots=True)
class Field:
    """One setting of a kind: type, default, limits and words; forms and checks follow from it.

    Of a nullable number that is a knob, and of a structural regularizer or constraint, whether it
    is there is structure and what it is, a knob.
    """

    name: str
    type: FieldType
    default: Any
    label: Text
    help: Text
    minimum: float | None = None
    maximum: float | None = None
    start: float | None = None  # what a number that may be null begins with when it is wanted
    choices: tuple[str, ...] = ()
    length: int = 1  # of an ``integers`` field
    structural: bool = True
    nullable: bool = False
    advanced: bool = False  # hidden in beginner mode
    scale: Literal["linear", "log"] = "linear"  # how a slider moves
