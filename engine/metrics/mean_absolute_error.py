"""Mean absolute error: how far outputs are from their targets on average."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, MetricKind, TargetForm, Text
from engine.metrics._values import written_like


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """One number an example, in the target's own units; class numbers count as one-hot rows."""
    del config
    gap = output - written_like(target, output, form)
    return jnp.mean(jnp.abs(gap).reshape(len(output), -1), axis=1)


KIND = MetricKind(
    name="mean_absolute_error",
    label=Text("Mean absolute error", "Mittlerer absoluter Fehler"),
    summary=Text(
        "How far outputs are from their targets on average.",
        "Wie weit die Ausgaben im Mittel von ihren Zielen weg sind.",
    ),
    formula=r"\frac{1}{n} \sum_{i=1}^{n} |y_i - \hat{y}_i|",
    better="lower",
    apply=apply,
    keywords=(
        "mae",
        "deviation",
        "Abweichung",
    ),
)
