"""Stochastic gradient descent, with momentum and Nesterov's look ahead."""

from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, OptimizerKind, Text
from engine.optimizers._fields import (
    COMMON,
    MOMENTUM,
    learning_rate,
    pairs,
    switch,
    zeros_like,
)


# The velocity is there even without momentum, so that its slider never retraces.
def init(params: Any, config: Config) -> Any:
    """The velocity, zero."""
    del config
    return {"velocity": zeros_like(params)}


def update(grads: Any, state: Any, params: Any, config: Config, knobs: Knobs) -> tuple[Any, Any]:
    """The change to add and the next velocity, as ``keras.optimizers.SGD`` computes them."""
    del params, config
    rate, momentum, ahead = knobs["learning_rate"], knobs["momentum"], knobs["nesterov"]

    def velocity(old: jax.Array, grad: jax.Array) -> jax.Array:
        return momentum * old - rate * grad

    def change(new: jax.Array, grad: jax.Array) -> jax.Array:
        return jnp.where(ahead > 0, momentum * new - rate * grad, new)

    velocities = pairs(velocity, state["velocity"], grads)
    return pairs(change, velocities, grads), {"velocity": velocities}


KIND = OptimizerKind(
    name="sgd",
    label=Text("SGD", "SGD"),
    summary=Text(
        "Straight down the gradient, with momentum if you like.",
        "Geradewegs den Gradienten hinab, auf Wunsch mit Schwung.",
    ),
    help=Text(
        "Stochastic gradient descent moves every weight against its gradient. With momentum the "
        "steps add up and roll through small hollows.",
        "Der stochastische Gradientenabstieg bewegt jedes Gewicht gegen seinen Gradienten. Mit "
        "Schwung addieren sich die Schritte und rollen durch kleine Mulden hindurch.",
    ),
    formula=r"v \leftarrow \mu v - \eta g, \quad w \leftarrow w + v",
    order=1,
    fields=(
        learning_rate(0.01),
        MOMENTUM,
        switch(
            "nesterov",
            Text("Nesterov", "Nesterov"),
            Text(
                "Look one step ahead along the momentum.",
                "Schaut entlang des Schwungs einen Schritt voraus.",
            ),
            structural=False,
        ),
        *COMMON,
    ),
    init=init,
    update=update,
    keywords=("gradient descent", "Gradientenabstieg", "momentum", "Schwung"),
)
