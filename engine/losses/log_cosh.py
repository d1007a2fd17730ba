"""Log-cosh: the logarithm of the hyperbolic cosine of each deviation."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example; both arrays are [batch, ...]. The softplus cannot overflow."""
    del config, knobs
    gap = output - target
    return _rows.mean(gap + jax.nn.softplus(-2 * gap) - jnp.log(2.0))


KIND = LossKind(
    name="log_cosh",
    label=Text("Log-cosh", "Log-Cosh"),
    summary=Text(
        "Like Huber, but smooth everywhere and without a setting.",
        "Wie Huber, aber überall glatt und ohne Einstellung.",
    ),
    help=Text(
        "Small deviations count about half their square, large ones about their size. The "
        "change is gradual, so the slope never jumps.",
        "Kleine Abweichungen zählen ungefähr mit ihrem halben Quadrat, große mit ihrem Betrag. "
        "Der Übergang ist fließend, die Steigung springt also nirgends.",
    ),
    formula=r"L = \frac{1}{n} \sum_{i=1}^{n} \ln \cosh(\hat{y}_i - y_i)",
    order=9,
    targets="values",
    apply=apply,
    keywords=("robust", "outliers", "Ausreißer", "hyperbolic", "hyperbolisch"),
)
