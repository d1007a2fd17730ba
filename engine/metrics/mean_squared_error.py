"""Mean squared error: the mean square of the deviations."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, MetricKind, TargetForm, Text
from engine.metrics._values import written_like


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """One number an example, in squared units of the target."""
    del config
    gap = output - written_like(target, output, form)
    return jnp.mean(jnp.square(gap).reshape(len(output), -1), axis=1)


KIND = MetricKind(
    name="mean_squared_error",
    label=Text("Mean squared error", "Mittlerer quadratischer Fehler"),
    summary=Text(
        "The mean square of the deviations.",
        "Das mittlere Quadrat der Abweichungen.",
    ),
    formula=r"\frac{1}{n} \sum_{i=1}^{n} (y_i - \hat{y}_i)^2",
    better="lower",
    apply=apply,
    keywords=(
        "mse",
        "deviation",
        "Abweichung",
    ),
)
