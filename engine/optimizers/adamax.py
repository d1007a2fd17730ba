"""Adamax: Adam that measures steps by the largest recent gradient, not by the mean square."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import Config, Knobs, OptimizerKind, Text
from engine.optimizers._fields import (
    BETA_1,
    BETA_2,
    COMMON,
    EPSILON,
    learning_rate,
    pairs,
    zeros_like,
)


def init(params: Any, config: Config) -> Any:
    """Mean gradients and largest sizes, zero, and the number of steps taken."""
    del config
    return {"count": np.float32(0), "mean": zeros_like(params), "largest": zeros_like(params)}


def update(grads: Any, state: Any, params: Any, config: Config, knobs: Knobs) -> tuple[Any, Any]:
    """The change to add and the next state, as ``keras.optimizers.Adamax`` computes them
    (Kingma and Ba 2015, section 7.1)."""
    del params, config
    beta_1, beta_2, count = knobs["beta_1"], knobs["beta_2"], state["count"] + 1
    rate = knobs["learning_rate"] / (1 - beta_1**count)
    mean = pairs(lambda m, g: m + (g - m) * (1 - beta_1), state["mean"], grads)
    largest = pairs(lambda u, g: jnp.maximum(beta_2 * u, jnp.abs(g)), state["largest"], grads)

    def change(mean: jax.Array, largest: jax.Array) -> jax.Array:
        return -rate * mean / (largest + knobs["epsilon"])

    after = {"count": count, "mean": mean, "largest": largest}
    return pairs(change, mean, largest), after


KIND = OptimizerKind(
    name="adamax",
    label=Text("Adamax", "Adamax"),
    summary=Text(
        "Adam measured by the largest recent gradient; calm where gradients are rare.",
        "Adam, gemessen am größten Gradienten der letzten Zeit; ruhig bei seltenen Gradienten.",
    ),
    help=Text(
        "Adamax divides the mean gradient by the largest one that was seen lately, which fades "
        "slowly. No step is longer than the learning rate by much, even after a sudden jump.",
        "Adamax teilt den mittleren Gradienten durch den größten der letzten Zeit, der langsam "
        "verblasst. So wird kein Schritt viel länger als die Lernrate, auch nach einem Sprung "
        "nicht.",
    ),
    formula=r"u \leftarrow \max(\beta_2 u, |g|), \quad "
    r"w \leftarrow w - \frac{\eta}{1 - \beta_1^t}\, \frac{m}{u + \epsilon}",
    order=5,
    fields=(learning_rate(0.001), BETA_1, BETA_2, EPSILON, *COMMON),
    init=init,
    update=update,
    keywords=("adaptive", "adaptiv", "infinity norm", "Maximumsnorm"),
)
