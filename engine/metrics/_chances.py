"""Targets and outputs as metrics of yes or no read them, for one output or a class each."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import AnyArray, Field, TargetForm, Text
from engine.errors import LearnerError

CLASS_ID = Field(
    "class_id",
    "integer",
    None,
    Text("Class", "Klasse"),
    Text(
        "The number of the only class to look at, counted from 0. Left empty, all outputs count.",
        "Die Nummer der einzigen Klasse, auf die geschaut wird, ab 0 gezählt. Bleibt das Feld "
        "leer, zählen alle Ausgaben.",
    ),
    minimum=0,
    maximum=10_000,
    nullable=True,
    advanced=True,
)

THRESHOLDS = Field(
    "thresholds",
    "number",
    0.5,
    Text("Threshold", "Schwelle"),
    Text(
        "Above this probability an output says yes.",
        "Über dieser Wahrscheinlichkeit sagt eine Ausgabe Ja.",
    ),
    minimum=0,
    maximum=1,
)


def chances(target: jax.Array, output: jax.Array, form: TargetForm) -> tuple[jax.Array, jax.Array]:
    """Truth 0 or 1 and the probability of 1, both [batch, outputs].

    Class numbers become one-hot rows; -1 and +1 are stretched over 0 to 1.
    """
    if form == "classes":
        return jax.nn.one_hot(target, output.shape[-1], dtype=output.dtype), output
    if form == "signs":
        return (target + 1) / 2, (output + 1) / 2
    return target, output


def chosen(
    pair: tuple[jax.Array, jax.Array], config: Mapping[str, Any], metric: Text
) -> tuple[jax.Array, jax.Array]:
    """The columns of the class that a config asks for, all of them where it names none."""
    number, outputs = config["class_id"], pair[0].shape[-1]
    if number is None:
        return pair
    if number >= outputs:
        place: dict[str, Any] = {"field": "training.metrics", "metric": metric}
        raise LearnerError("metric_no_such_class", number=number, last=outputs - 1, **place)
    return pair[0][:, number, None], pair[1][:, number, None]


def yes(condition: jax.Array) -> jax.Array:
    """1 where a condition holds, else 0."""
    return condition.astype(jnp.float32)


def ratio(part: float, whole: float) -> float:
    """A share of something; 0 of nothing, as in Keras."""
    return float(part / whole) if whole else 0.0


def share(part: AnyArray, whole: AnyArray) -> AnyArray:
    """Shares place by place; 0 of nothing."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole != 0)
