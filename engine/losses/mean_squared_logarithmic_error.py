"""Mean squared logarithmic error: how far the logarithms of outputs and targets are apart."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example; both arrays are [batch, ...] and count as zero below zero."""
    del config, knobs
    logarithms = [jnp.log(jnp.maximum(values, 1e-7) + 1) for values in (output, target)]
    return _rows.mean(jnp.square(logarithms[0] - logarithms[1]))


KIND = LossKind(
    name="mean_squared_logarithmic_error",
    label=Text("Mean squared logarithmic error", "Mittlerer quadratischer logarithmischer Fehler"),
    summary=Text(
        "The squared deviation of logarithms: ratios count, not differences.",
        "Die quadratische Abweichung der Logarithmen: Verhältnisse zählen, nicht Unterschiede.",
    ),
    help=Text(
        "For targets that are never negative and span several sizes, as prices or counts do. "
        "Guessing half costs about as much as guessing double. Outputs below zero count as "
        "zero.",
        "Für Ziele, die nie negativ sind und sehr verschieden groß, wie Preise oder Anzahlen. "
        "Die Hälfte zu raten kostet etwa so viel wie das Doppelte. Ausgaben unter null zählen "
        "als null.",
    ),
    formula=r"L = \frac{1}{n} \sum_{i=1}^{n} (\ln(1 + y_i) - \ln(1 + \hat{y}_i))^2",
    order=7,
    targets="values",
    apply=apply,
    activations=(
        "softplus",
        "relu",
        "exponential",
        "squareplus",
        "sparse_plus",
        "relu6",
        "sigmoid",
        "softmax",
    ),
    wants="positive",
    keywords=("msle", "ratio", "Verhältnis", "prices", "Preise"),
)
