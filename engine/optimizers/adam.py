"""Adam: running means of the gradient and of its square, both corrected for their cold start."""

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
    switch,
    zeros_like,
)


def init(params: Any, config: Config) -> Any:
    """Both means, zero, and the number of steps taken; with ``amsgrad`` also the largest square."""
    state = {
        "count": np.float32(0),
        "mean": zeros_like(params),
        "square": zeros_like(params),
    }
    return state | {"largest": zeros_like(params)} if config["amsgrad"] else state


def update(grads: Any, state: Any, params: Any, config: Config, knobs: Knobs) -> tuple[Any, Any]:
    """The change to add and the next state, as ``keras.optimizers.Adam`` computes them
    (Kingma and Ba 2015, section 2, the efficient order of the corrections)."""
    del params
    beta_1, beta_2 = knobs["beta_1"], knobs["beta_2"]
    count = state["count"] + 1
    rate = knobs["learning_rate"] * jnp.sqrt(1 - beta_2**count) / (1 - beta_1**count)
    mean = pairs(lambda m, g: m + (g - m) * (1 - beta_1), state["mean"], grads)
    square = pairs(lambda s, g: s + (g * g - s) * (1 - beta_2), state["square"], grads)
    spread, kept = square, {}
    if config["amsgrad"]:
        spread = pairs(jnp.maximum, state["largest"], square)
        kept = {"largest": spread}

    def change(mean: jax.Array, spread: jax.Array) -> jax.Array:
        return -(mean * rate) / (jnp.sqrt(spread) + knobs["epsilon"])

    return (
        pairs(change, mean, spread),
        {"count": count, "mean": mean, "square": square} | kept,
    )


AMSGRAD = switch(
    "amsgrad",
    Text("AMSGrad", "AMSGrad"),
    Text(
        "Never let a weight's steps grow again once they shrank.",
        "Lässt die Schritte eines Gewichts nie wieder wachsen, wenn sie geschrumpft sind.",
    ),
    structural=True,
)

KIND = OptimizerKind(
    name="adam",
    label=Text("Adam", "Adam"),
    summary=Text(
        "Momentum and measured steps together; a good first choice.",
        "Schwung und gemessene Schritte zusammen; eine gute erste Wahl.",
    ),
    help=Text(
        "Adam keeps a running mean of each gradient and of its square and steps by their ratio. "
        "It seldom needs much tuning.",
        "Adam führt zu jedem Gradienten einen laufenden Mittelwert und einen seines Quadrats und "
        "geht Schritte nach ihrem Verhältnis. Viel einstellen musst du dabei selten.",
    ),
    formula=r"w \leftarrow w - \eta\, \frac{\hat{m}}{\sqrt{\hat{s}} + \epsilon}",
    order=3,
    fields=(learning_rate(0.001), BETA_1, BETA_2, EPSILON, AMSGRAD, *COMMON),
    init=init,
    update=update,
    keywords=("adaptive", "adaptiv", "momentum", "Schwung"),
)
