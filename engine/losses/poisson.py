"""Poisson: the surprise about a count, given the count that was expected."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows
from engine.losses._probability import EPSILON


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example; both arrays are [batch, ...], none of them negative."""
    del config, knobs
    return _rows.mean(output - target * jnp.log(output + EPSILON))


KIND = LossKind(
    name="poisson",
    label=Text("Poisson", "Poisson-Verlust"),
    summary=Text(
        "For counts: how many per hour, per page, per day.",
        "Für Anzahlen: wie viele pro Stunde, pro Seite, pro Tag.",
    ),
    help=Text(
        "The output is read as the expected count, and the loss is the surprise about the count"
        " that came. Targets and outputs are never negative; softplus or the exponential see to"
        " that.",
        "Die Ausgabe gilt als erwartete Anzahl, der Verlust ist die Überraschung über die "
        "tatsächliche. Ziele und Ausgaben sind nie negativ; dafür sorgen Softplus oder die "
        "Exponentialfunktion.",
    ),
    formula=r"L = \frac{1}{n} \sum_{i=1}^{n} (\hat{y}_i - y_i \ln \hat{y}_i)",
    order=15,
    targets="values",
    apply=apply,
    activations=(
        "softplus",
        "exponential",
        "relu",
        "squareplus",
        "sparse_plus",
        "relu6",
        "sigmoid",
        "softmax",
    ),
    wants="positive",
    keywords=("count", "Anzahl", "rate", "Zähldaten"),
)
