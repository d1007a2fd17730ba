"""Adagrad: each weight's step divided by all the gradients it has ever had."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import AnyArray, Config, Field, Knobs, OptimizerKind, Text
from engine.optimizers._fields import COMMON, EPSILON, learning_rate, pairs


def init(params: Any, config: Config) -> Any:
    """The sums of squares, which begin above zero so that first steps are not too long."""
    first = config["initial_accumulator_value"]

    def begun(leaf: jax.Array) -> AnyArray:
        return np.full(leaf.shape, first, leaf.dtype)

    return {"sum": jax.tree.map(begun, params)}


def update(grads: Any, state: Any, params: Any, config: Config, knobs: Knobs) -> tuple[Any, Any]:
    """The change to add and the next sums, as ``keras.optimizers.Adagrad`` computes them
    (Duchi, Hazan and Singer 2011)."""
    del params, config
    sums = pairs(lambda s, g: s + g * g, state["sum"], grads)

    def change(grad: jax.Array, total: jax.Array) -> jax.Array:
        return -knobs["learning_rate"] * grad / jnp.sqrt(total + knobs["epsilon"])

    return pairs(change, grads, sums), {"sum": sums}


KIND = OptimizerKind(
    name="adagrad",
    label=Text("Adagrad", "Adagrad"),
    summary=Text(
        "Weights that moved much move less and less.",
        "Gewichte, die sich viel bewegt haben, bewegen sich immer weniger.",
    ),
    help=Text(
        "Adagrad divides each weight's step by the root of the sum of all its squared gradients. "
        "Rare inputs keep large steps, but in a long training everything comes to rest. It wants "
        "a larger learning rate than Adam.",
        "Adagrad teilt den Schritt jedes Gewichts durch die Wurzel aus der Summe aller seiner "
        "quadrierten Gradienten. Seltene Eingaben behalten große Schritte, doch in langem "
        "Training kommt alles zur Ruhe. Es braucht eine größere Lernrate als Adam.",
    ),
    formula=r"s \leftarrow s + g^2, \quad w \leftarrow w - \eta\, \frac{g}{\sqrt{s + \epsilon}}",
    order=7,
    fields=(
        learning_rate(0.001),
        Field(
            "initial_accumulator_value",
            "number",
            0.1,
            Text("First sum", "Anfangssumme"),
            Text(
                "What the sums of squares begin with. A larger number makes the first steps "
                "shorter.",
                "Womit die Quadratsummen beginnen. Eine größere Zahl macht die ersten Schritte "
                "kürzer.",
            ),
            minimum=0.0,
            maximum=1000.0,
            advanced=True,
        ),
        EPSILON,
        *COMMON,
    ),
    init=init,
    update=update,
    keywords=("adaptive", "adaptiv", "sparse", "dünn besetzt"),
)
