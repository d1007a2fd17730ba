"""Mean absolute error: the size of each deviation, averaged over an example's outputs."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example, in units of the target; both arrays are [batch, ...]."""
    del config, knobs
    return _rows.mean(jnp.abs(output - target))


KIND = LossKind(
    name="mean_absolute_error",
    label=Text("Mean absolute error", "Mittlerer absoluter Fehler"),
    summary=Text(
        "How far outputs are from their targets, without squaring.",
        "Wie weit die Ausgaben von ihren Zielen weg sind, ohne Quadrat.",
    ),
    help=Text(
        "Every step away from the target costs the same, so a few wild examples do not pull the"
        " whole network. Near the target its gradient does not get smaller, so the last steps "
        "are restless.",
        "Jeder Schritt vom Ziel weg kostet gleich viel, also ziehen ein paar Ausreißer nicht "
        "das ganze Netz mit. Nahe am Ziel wird der Gradient nicht kleiner, darum sind die "
        "letzten Schritte unruhig.",
    ),
    formula=r"L = \frac{1}{n} \sum_{i=1}^{n} |y_i - \hat{y}_i|",
    order=5,
    targets="values",
    apply=apply,
    keywords=("mae", "l1", "robust", "outliers", "Ausreißer"),
)
