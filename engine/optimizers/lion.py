"""Lion: every weight moves by the same amount; only the direction is learned."""

from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, OptimizerKind, Text
from engine.optimizers._fields import BETA_1, BETA_2, COMMON, learning_rate, pairs, zeros_like


def init(params: Any, config: Config) -> Any:
    """Mean gradients, zero."""
    del config
    return {"mean": zeros_like(params)}


def update(grads: Any, state: Any, params: Any, config: Config, knobs: Knobs) -> tuple[Any, Any]:
    """The change to add and the next mean, as ``keras.optimizers.Lion`` computes them
    (Chen and others 2023, algorithm 2)."""
    del params, config
    beta_1, beta_2 = knobs["beta_1"], knobs["beta_2"]

    def change(mean: jax.Array, grad: jax.Array) -> jax.Array:
        return -knobs["learning_rate"] * jnp.sign(mean * beta_1 + grad * (1 - beta_1))

    mean = pairs(lambda m, g: m * beta_2 + g * (1 - beta_2), state["mean"], grads)
    return pairs(change, state["mean"], grads), {"mean": mean}


STEER = replace(
    BETA_1,
    help=Text(
        "How much of the direction comes from before; the rest is the new gradient.",
        "Wie viel der Richtung von früher kommt; der Rest ist der neue Gradient.",
    ),
)
MEMORY = replace(BETA_2, default=0.99, help=BETA_1.help)

KIND = OptimizerKind(
    name="lion",
    label=Text("Lion", "Lion"),
    summary=Text(
        "Only signs count: each weight moves by the learning rate, up or down.",
        "Nur das Vorzeichen zählt: Jedes Gewicht bewegt sich um die Lernrate, auf oder ab.",
    ),
    help=Text(
        "Lion was found by a computer's search over programs. It needs one memory instead of "
        "Adam's two. Because no step gets smaller by itself, its learning rate should be three to "
        "ten times smaller than Adam's.",
        "Lion hat ein Computer bei einer Suche über Programme gefunden. Es braucht nur ein "
        "Gedächtnis statt Adams zwei. Weil kein Schritt von selbst kleiner wird, sollte seine "
        "Lernrate drei- bis zehnmal kleiner sein als bei Adam.",
    ),
    formula=r"w \leftarrow w - \eta\, \mathrm{sign}(\beta_1 m + (1 - \beta_1) g)",
    order=9,
    fields=(learning_rate(0.001), STEER, MEMORY, *COMMON),
    init=init,
    update=update,
    keywords=("sign", "Vorzeichen", "momentum", "Schwung"),
)
