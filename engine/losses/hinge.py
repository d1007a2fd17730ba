"""Hinge: what an output lacks to be right by a margin of one."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows
from engine.losses._signs import signs


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example; targets are -1 or +1, and 0 counts as -1, [batch, ...]."""
    del config, knobs
    return _rows.mean(jnp.maximum(1 - signs(target) * output, 0))


KIND = LossKind(
    name="hinge",
    label=Text("Hinge", "Hinge-Verlust"),
    summary=Text(
        "For two classes written −1 and +1: right by a margin costs nothing.",
        "Für zwei Klassen, geschrieben −1 und +1: Mit Abstand richtig kostet nichts.",
    ),
    help=Text(
        "An output on the right side and at least 1 away from zero costs nothing; the rest pays"
        " for what is missing. This is how support vector machines learn. Let one unit end "
        "without an activation or with tanh.",
        "Eine Ausgabe auf der richtigen Seite, mindestens 1 von der Null entfernt, kostet "
        "nichts; sonst zahlt sie, was dazu fehlt. So lernen Support-Vektor-Maschinen. Lass ein "
        "Neuron ohne Aktivierung oder mit tanh enden.",
    ),
    formula=r"L = \frac{1}{n} \sum_{i=1}^{n} \max(0,\ 1 - y_i \hat{y}_i)",
    order=10,
    targets="values",
    apply=apply,
    activations=("linear", "tanh", "hard_tanh", "softsign", "leaky_relu"),
    wants="signs",
    tasks=("classification",),
    keywords=("svm", "margin", "support vector machine", "Abstand", "Support-Vektor-Maschine"),
)
