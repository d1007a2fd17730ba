"""Categorical hinge: what the right class lacks to lead by a margin of one."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example; one-hot targets and outputs are [batch, classes]."""
    del config, knobs
    right = jnp.sum(target * output, axis=-1)
    best_of_wrong = jnp.max((1 - target) * output, axis=-1)
    return jnp.maximum(best_of_wrong - right + 1, 0)


KIND = LossKind(
    name="categorical_hinge",
    label=Text("Categorical hinge", "Kategorialer Hinge-Verlust"),
    summary=Text(
        "For several classes: the right one must lead by a margin of 1.",
        "Für mehrere Klassen: Die richtige muss mit Abstand 1 führen.",
    ),
    help=Text(
        "The right class should score at least 1 more than the best of the wrong ones; then "
        "nothing is left to pay. Only these two outputs learn from an example.",
        "Die richtige Klasse soll mindestens 1 mehr haben als die beste der falschen, dann ist "
        "nichts mehr zu zahlen. Aus einem Beispiel lernen nur diese beiden Ausgaben.",
    ),
    formula=r"L = \max(0,\ \max_{k \ne c} \hat{y}_k - \hat{y}_c + 1)",
    order=12,
    targets="one_hot",
    apply=apply,
    tasks=("classification",),
    keywords=("svm", "margin", "classes", "Abstand", "Klassen"),
)
