"""Mean absolute percentage error: deviations in percent of their targets."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example, in percent; both arrays are [batch, ...]."""
    del config, knobs
    size = jnp.maximum(jnp.abs(target), 1e-7)
    return 100 * _rows.mean(jnp.abs((target - output) / size))


KIND = LossKind(
    name="mean_absolute_percentage_error",
    label=Text("Mean absolute percentage error", "Mittlerer prozentualer Fehler"),
    summary=Text(
        "How far outputs are from their targets in percent of the target.",
        "Um wie viel Prozent die Ausgaben neben ihren Zielen liegen.",
    ),
    help=Text(
        "A deviation counts in proportion to its target: 1 off from 10 costs as much as 10 off "
        "from 100. Targets close to zero make it huge, so it suits targets well away from zero.",
        "Eine Abweichung zählt im Verhältnis zum Ziel: 1 daneben bei 10 kostet so viel wie 10 "
        "daneben bei 100. Ziele nahe null lassen sie riesig werden, er taugt also für Ziele "
        "weit weg von null.",
    ),
    formula=r"L = \frac{100}{n} \sum_{i=1}^{n} \left|\frac{y_i - \hat{y}_i}{y_i}\right|",
    order=6,
    targets="values",
    apply=apply,
    tasks=("regression",),
    keywords=("mape", "percent", "Prozent"),
)
