"""Mean squared error: the square of each deviation, averaged over an example's outputs."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example, in squared units of the target; both arrays are [batch, ...]."""
    del config, knobs
    return _rows.mean(jnp.square(output - target))


KIND = LossKind(
    name="mean_squared_error",
    label=Text("Mean squared error", "Mittlerer quadratischer Fehler"),
    summary=Text(
        "How far outputs are from their targets, squared.",
        "Wie weit die Ausgaben von ihren Zielen weg sind, im Quadrat.",
    ),
    help=Text(
        "The usual loss for predicting numbers. Squaring makes one large mistake cost more than "
        "many small ones. It also works for two classes written as -1 and +1.",
        "Der übliche Verlust, wenn Zahlen vorhergesagt werden. Durch das Quadrat kostet ein großer "
        "Fehler mehr als viele kleine. Auch für zwei Klassen, geschrieben als -1 und +1, taugt er.",
    ),
    formula=r"L = \frac{1}{n} \sum_{i=1}^{n} (y_i - \hat{y}_i)^2",
    order=1,
    targets="values",
    apply=apply,
    keywords=("mse", "regression", "quadratic", "quadratisch"),
)
