"""RMSprop: each weight's step divided by the recent size of its gradient."""

from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, OptimizerKind, Text
from engine.optimizers._fields import (
    COMMON,
    EPSILON,
    MOMENTUM,
    learning_rate,
    pairs,
    rho,
    switch,
    zeros_like,
)


def init(params: Any, config: Config) -> Any:
    """Mean squares, zero; with ``centered`` also mean gradients, with ``momentum`` a velocity."""
    state = {"square": zeros_like(params)}
    if config["centered"]:
        state["mean"] = zeros_like(params)
    if config["momentum"]:
        state["velocity"] = zeros_like(params)
    return state


def update(grads: Any, state: Any, params: Any, config: Config, knobs: Knobs) -> tuple[Any, Any]:
    """The change to add and the next state, as ``keras.optimizers.RMSprop`` computes them."""
    del params
    keep, rate, momentum = knobs["rho"], knobs["learning_rate"], config["momentum"]
    after = {"square": pairs(lambda s, g: keep * s + (1 - keep) * g * g, state["square"], grads)}
    spread = after["square"]
    if config["centered"]:
        after["mean"] = pairs(lambda m, g: keep * m + (1 - keep) * g, state["mean"], grads)
        spread = pairs(lambda s, m: s - m * m, spread, after["mean"])

    def stride(grad: jax.Array, spread: jax.Array) -> jax.Array:
        return -rate * grad / jnp.sqrt(spread + knobs["epsilon"])

    strides = pairs(stride, grads, spread)
    if momentum:
        strides = pairs(lambda v, s: momentum * v + s, state["velocity"], strides)
        after["velocity"] = strides
    return strides, after


# Structure, not a knob: a velocity that is always there, as SGD's, costs a dense network a tenth of
# its speed, and few people want it here.
STEADY = replace(MOMENTUM, structural=True, advanced=True)

KIND = OptimizerKind(
    name="rmsprop",
    label=Text("RMSprop", "RMSprop"),
    summary=Text(
        "Steps measured by the recent size of each gradient.",
        "Schritte, gemessen an der letzten Größe jedes Gradienten.",
    ),
    help=Text(
        "RMSprop divides each weight's step by the root of the mean square of its recent "
        "gradients, so that steep and flat directions are walked at a like pace.",
        "RMSprop teilt den Schritt jedes Gewichts durch die Wurzel aus dem mittleren Quadrat "
        "seiner letzten Gradienten. So geht es steil und flach ähnlich schnell voran.",
    ),
    formula=r"s \leftarrow \rho s + (1 - \rho) g^2, \quad "
    r"w \leftarrow w - \eta\, \frac{g}{\sqrt{s + \epsilon}}",
    order=2,
    fields=(
        learning_rate(0.001),
        rho(0.9),
        STEADY,
        EPSILON,
        switch(
            "centered",
            Text("Centered", "Zentriert"),
            Text(
                "Divide by the spread around the mean gradient instead.",
                "Teilt stattdessen durch die Streuung um den mittleren Gradienten.",
            ),
            structural=True,
        ),
        *COMMON,
    ),
    init=init,
    update=update,
    keywords=("adaptive", "adaptiv"),
)
