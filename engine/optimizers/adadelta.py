"""Adadelta: steps measured by gradients and by the steps before, so that units cancel."""

from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, OptimizerKind, Text
from engine.optimizers._fields import COMMON, EPSILON, learning_rate, pairs, rho, zeros_like


def init(params: Any, config: Config) -> Any:
    """Mean squares of gradients and of steps, zero."""
    del config
    return {"square": zeros_like(params), "moved": zeros_like(params)}


def update(grads: Any, state: Any, params: Any, config: Config, knobs: Knobs) -> tuple[Any, Any]:
    """The change to add and the next state, as ``keras.optimizers.Adadelta`` computes them
    (Zeiler 2012, algorithm 1)."""
    del params, config
    keep = knobs["rho"]

    def kept(old: jax.Array, new: jax.Array) -> jax.Array:
        return keep * old + (1 - keep) * new * new

    def size(square: jax.Array) -> jax.Array:
        return jnp.sqrt(square + knobs["epsilon"])

    square = pairs(kept, state["square"], grads)
    measured = pairs(lambda g, s: g / size(s), grads, square)
    stride = pairs(lambda m, g: -size(m) * g, state["moved"], measured)
    change = pairs(lambda s, _: knobs["learning_rate"] * s, stride, stride)
    return change, {"square": square, "moved": pairs(kept, state["moved"], stride)}


KIND = OptimizerKind(
    name="adadelta",
    label=Text("Adadelta", "Adadelta"),
    summary=Text(
        "Steps as long as the steps before, measured against the gradients.",
        "Schritte so lang wie die vorigen, gemessen an den Gradienten.",
    ),
    help=Text(
        "Adadelta replaces Adagrad's ever growing sums by means that forget, and scales each step "
        "by the size of recent steps. In the paper the learning rate is 1; with the small one "
        "that Keras starts from it is very slow.",
        "Adadelta ersetzt Adagrads stets wachsende Summen durch Mittelwerte, die vergessen, und "
        "misst jeden Schritt an der Größe der letzten Schritte. Im Originalartikel ist die "
        "Lernrate 1; mit der kleinen, mit der Keras beginnt, geht es sehr langsam.",
    ),
    formula=r"\Delta = -\sqrt{\tfrac{d + \epsilon}{s + \epsilon}}\; g, \quad "
    r"w \leftarrow w + \eta \Delta",
    order=8,
    fields=(learning_rate(0.001), rho(0.95), EPSILON, *COMMON),
    init=init,
    update=update,
    keywords=("adaptive", "adaptiv"),
)
