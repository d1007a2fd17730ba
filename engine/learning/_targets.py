"""How targets are written for a loss, and how classes are read back from them."""

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import AnyArray, LossKind, TargetForm


def target_form(loss: LossKind, units: int, activation: str, classes: int) -> TargetForm:
    """How targets must be written for a loss, the output's units and activation, and the data.

    Classes under a loss of values become one-hot rows when there are several units. One unit gets
    0 and 1 when its activation or its loss wants no negative outputs, -1 and +1 otherwise.
    """
    if loss.targets != "values":
        return loss.targets
    if not classes:
        return "values"
    if units > 1:
        return "one_hot"
    if loss.wants is None and activation in ("sigmoid", "hard_sigmoid", "sparse_sigmoid"):
        return "zero_one"
    return "zero_one" if loss.wants in ("probabilities", "positive") else "signs"


def classes_of(targets: jax.Array, form: TargetForm) -> jax.Array:
    """The number of each row's class [b], however targets are written."""
    if form == "classes":
        return targets
    if form == "one_hot":
        return jnp.argmax(targets, axis=-1)
    return (targets[:, 0] > 0).astype(jnp.int32)


def encode(targets: AnyArray, form: TargetForm, classes: int) -> AnyArray:
    """A data set's targets in one form: int32 [n] for class numbers, else float32 [n, values]."""
    if form == "classes":
        return targets.astype(np.int32)
    if form == "one_hot":
        return np.eye(classes, dtype=np.float32)[targets]
    numbers = targets.reshape(len(targets), -1).astype(np.float32)
    return numbers * np.float32(2) - np.float32(1) if form == "signs" else numbers
