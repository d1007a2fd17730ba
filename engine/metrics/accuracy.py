"""Accuracy: the share of examples whose class is right."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, MetricKind, TargetForm, Text


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """1 for a right example and 0 for a wrong one, [batch].

    Class numbers and one-hot rows ask for the largest output; 0/1 targets split at one half and
    -1/+1 targets at zero, and every output of such an example counts equally, as in Keras.
    """
    del config
    if form == "classes":
        right = jnp.argmax(output, axis=-1).astype(target.dtype) == target
    elif form == "one_hot":
        right = jnp.argmax(output, axis=-1) == jnp.argmax(target, axis=-1)
    else:
        split = 0.5 if form == "zero_one" else 0.0
        right = (output > split) == (target > split)
    return jnp.mean(right.astype(jnp.float32).reshape(len(output), -1), axis=1)


KIND = MetricKind(
    name="accuracy",
    label=Text("Accuracy", "Genauigkeit"),
    summary=Text(
        "The share of examples put into the right class.",
        "Der Anteil der Beispiele, die in der richtigen Klasse landen.",
    ),
    formula=r"\frac{\text{right}}{\text{all}}",
    better="higher",
    apply=apply,
    tasks=("classification",),
    keywords=("hit rate", "Trefferquote"),
)
