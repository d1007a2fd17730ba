"""Root mean squared error: a typical deviation, in the target's own units."""

import math

import jax
import jax.numpy as jnp

from engine.contracts import AnyArray, Config, MetricKind, TargetForm, Text
from engine.metrics._values import written_like


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """The mean square of an example's deviations, [batch]."""
    del config
    gap = output - written_like(target, output, form)
    return jnp.mean(jnp.square(gap).reshape(len(output), -1), axis=1)


def finish(means: AnyArray, _config: Config) -> float:
    """The root of the mean over all examples."""
    return math.sqrt(means[0])


KIND = MetricKind(
    name="root_mean_squared_error",
    label=Text("Root mean squared error", "Wurzel des mittleren quadratischen Fehlers"),
    summary=Text(
        "A typical deviation, in which large ones count more.",
        "Eine typische Abweichung, bei der große mehr zählen.",
    ),
    formula=r"\sqrt{\frac{1}{n} \sum_{i=1}^{n} (y_i - \hat{y}_i)^2}",
    better="lower",
    apply=apply,
    finish=finish,
    keywords=(
        "rmse",
        "deviation",
        "Abweichung",
    ),
)
