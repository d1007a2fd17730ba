"""Confusion matrix: how often each true class is taken for each class."""

import math

import jax
import jax.numpy as jnp

from engine.contracts import AnyArray, Config, MetricKind, TargetForm, Text
from engine.metrics._chances import chances


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """A one at true class (row) and chosen class (column), [batch, classes * classes]."""
    del config
    truth, chance = chances(target, output, form)
    if chance.shape[-1] == 1:  # one output says how much the second class is meant
        truth, chance = (jnp.concatenate([1 - part, part], axis=1) for part in (truth, chance))
    classes = chance.shape[-1]
    said = jax.nn.one_hot(jnp.argmax(chance, axis=-1), classes, dtype=truth.dtype)
    return (truth[:, :, None] * said[:, None, :]).reshape(-1, classes * classes)


def finish(means: AnyArray, _config: Config) -> list[list[int]]:
    """Counts, a row for each true class, a column for each class said."""
    classes = math.isqrt(len(means))
    return [[round(count) for count in row] for row in means.reshape(classes, classes).tolist()]


KIND = MetricKind(
    name="confusion_matrix",
    label=Text("Confusion matrix", "Verwechslungsmatrix"),
    summary=Text(
        "How often each class is taken for each class.",
        "Wie oft jede Klasse für jede Klasse gehalten wird.",
    ),
    formula=r"C_{ij} = \#\{\text{true } i, \text{ said } j\}",
    better="higher",
    apply=apply,
    finish=finish,
    table=True,
    tasks=("classification",),
    keywords=(
        "error matrix",
        "mix-up",
        "Fehlermatrix",
        "Wahrheitsmatrix",
    ),
)
