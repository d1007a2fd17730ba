"""Nadam: Adam that looks ahead along its momentum, as Nesterov does."""

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
    """Both means, zero, the number of steps taken and the product of the momenta so far."""
    del config
    return {
        "count": np.float32(0),
        "product": np.float32(1),
        "mean": zeros_like(params),
        "square": zeros_like(params),
    }


def update(grads: Any, state: Any, params: Any, config: Config, knobs: Knobs) -> tuple[Any, Any]:
    """The change to add and the next state, as ``keras.optimizers.Nadam`` computes them
    (Dozat 2016, algorithm 8, with his warming momentum)."""
    del params, config
    beta_1, beta_2, count = knobs["beta_1"], knobs["beta_2"], state["count"] + 1
    now, then = _momentum(beta_1, count), _momentum(beta_1, count + 1)
    product = state["product"] * now
    mean = pairs(lambda m, g: m + (g - m) * (1 - beta_1), state["mean"], grads)
    square = pairs(lambda s, g: s + (g * g - s) * (1 - beta_2), state["square"], grads)

    def ahead(mean: jax.Array, grad: jax.Array) -> jax.Array:
        return then * mean / (1 - product * then) + (1 - now) * grad / (1 - product)

    def change(mean: jax.Array, square: jax.Array) -> jax.Array:
        spread = jnp.sqrt(square / (1 - beta_2**count))
        return -knobs["learning_rate"] * mean / (spread + knobs["epsilon"])

    after = {"count": count, "product": product, "mean": mean, "square": square}
    return pairs(change, pairs(ahead, mean, grads), square), after


def _momentum(beta: jax.Array, step: jax.Array) -> jax.Array:
    """The momentum of a step: half of beta at first, slowly nearing it."""
    return beta * (1 - 0.5 * 0.96**step)


KIND = OptimizerKind(
    name="nadam",
    label=Text("Nadam", "Nadam"),
    summary=Text(
        "Adam with Nesterov's look ahead.",
        "Adam, der wie Nesterov vorausschaut.",
    ),
    help=Text(
        "Nadam steps by where Adam's mean gradient will be after this step, not by where it was. "
        "That often saves some steps in long, narrow valleys.",
        "Nadam richtet sich danach, wo Adams mittlerer Gradient nach diesem Schritt stehen wird, "
        "nicht wo er stand. Das spart in langen, engen Tälern oft einige Schritte.",
    ),
    formula=r"w \leftarrow w - \frac{\eta}{\sqrt{\hat{s}} + \epsilon}"
    r"\left(\mu_{t+1} \hat{m} + (1 - \mu_t)\, \hat{g}\right)",
    order=6,
    fields=(learning_rate(0.001), BETA_1, BETA_2, EPSILON, *COMMON),
    init=init,
    update=update,
    keywords=("adaptive", "adaptiv", "Nesterov", "momentum", "Schwung"),
)
