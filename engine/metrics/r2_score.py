"""R²: the share of the targets' variance that the outputs explain."""

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import AnyArray, Config, Field, MetricKind, TargetForm, Text
from engine.metrics._chances import ratio
from engine.metrics._values import written_like


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """A target, its square and the squared deviation for each output, [batch, 3 * outputs]."""
    del config
    target = written_like(target, output, form)
    return jnp.concatenate([target, jnp.square(target), jnp.square(target - output)], axis=1)


def finish(means: AnyArray, config: Config) -> float:
    """R² of each output, averaged as asked; 0 for targets that are all the same."""
    value, square, gap = np.split(np.asarray(means, np.float64), 3)
    spread = square - value**2
    known = np.divide(gap, spread, out=np.ones_like(gap), where=spread > 0)
    if config["class_aggregation"] == "variance_weighted_average":
        return ratio(float(spread @ (1 - known)), float(spread.sum()))
    return float(np.mean(1 - known))


KIND = MetricKind(
    name="r2_score",
    label=Text("R² score", "Bestimmtheitsmaß R²"),
    summary=Text(
        "The share of the targets' spread that the outputs explain.",
        "Der Anteil der Streuung der Ziele, den die Ausgaben erklären.",
    ),
    formula=r"R^2 = 1 - \frac{\sum_i (y_i - \hat{y}_i)^2}{\sum_i (y_i - \bar{y})^2}",
    better="higher",
    apply=apply,
    finish=finish,
    fields=(
        Field(
            "class_aggregation",
            "choice",
            "uniform_average",
            Text("Average", "Mittelung"),
            Text(
                "How several outputs become one figure: each counts the same, or by how much its "
                "targets vary.",
                "Wie aus mehreren Ausgaben eine Zahl wird: Jede zählt gleich, oder so viel, wie "
                "ihre Ziele streuen.",
            ),
            choices=("uniform_average", "variance_weighted_average"),
            advanced=True,
        ),
    ),
    keywords=(
        "coefficient of determination",
        "explained variance",
        "erklärte Varianz",
    ),
)
