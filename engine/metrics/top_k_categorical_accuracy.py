"""Top-k accuracy: the share of examples whose class is among the k largest outputs."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Field, MetricKind, TargetForm, Text
from engine.metrics._chances import yes


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """1 where fewer than k outputs are larger than that of the right class, [batch]."""
    number = target if form == "classes" else jnp.argmax(target, axis=-1)
    place = jnp.arange(output.shape[-1], dtype=number.dtype)
    right = jnp.sum(jnp.where(number[:, None] == place, output, 0.0), axis=-1, keepdims=True)
    return yes(jnp.sum(output > right, axis=-1) < config["k"])


KIND = MetricKind(
    name="top_k_categorical_accuracy",
    label=Text("Top-k accuracy", "Top-k-Genauigkeit"),
    ranks=True,
    summary=Text(
        "The share of examples whose class is among the k likeliest.",
        "Der Anteil der Beispiele, deren Klasse unter den k wahrscheinlichsten ist.",
    ),
    formula=r"\frac{\text{right among the first } k}{\text{all}}",
    better="higher",
    apply=apply,
    fields=(
        Field(
            "k",
            "integer",
            5,
            Text("k", "k"),
            Text(
                "How many of the largest outputs may hold the right class.",
                "Unter wie vielen der größten Ausgaben die richtige Klasse sein darf.",
            ),
            minimum=1,
            maximum=1000,
        ),
    ),
    tasks=("classification",),
    keywords=(
        "top 5",
        "hit rate",
        "Trefferquote",
    ),
)
