"""Squared hinge: the square of what an output lacks to be right by a margin of one."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows
from engine.losses._signs import signs


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example; targets are -1 or +1, and 0 counts as -1, [batch, ...]."""
    del config, knobs
    return _rows.mean(jnp.square(jnp.maximum(1 - signs(target) * output, 0)))


KIND = LossKind(
    name="squared_hinge",
    label=Text("Squared hinge", "Quadratischer Hinge-Verlust"),
    summary=Text(
        "Hinge with squares: what is far on the wrong side costs much more.",
        "Hinge mit Quadrat: Was weit auf der falschen Seite liegt, kostet viel mehr.",
    ),
    help=Text(
        "Like hinge, but the missing part is squared. It is smooth where the margin is reached,"
        " and large mistakes count more. It wants outputs on both sides of zero.",
        "Wie Hinge, doch der fehlende Teil zählt im Quadrat. Er ist glatt, wo der Abstand "
        "erreicht ist, und große Fehler zählen mehr. Er will Ausgaben auf beiden Seiten der "
        "Null.",
    ),
    formula=r"L = \frac{1}{n} \sum_{i=1}^{n} \max(0,\ 1 - y_i \hat{y}_i)^2",
    order=11,
    targets="values",
    apply=apply,
    activations=("linear", "tanh", "hard_tanh", "softsign", "leaky_relu"),
    wants="signs",
    tasks=("classification",),
    keywords=("svm", "margin", "Abstand"),
)
