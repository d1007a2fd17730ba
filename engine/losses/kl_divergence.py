"""Kullback-Leibler divergence: how much a distribution tells beyond the one put out."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses._probability import EPSILON


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example, in nats; both are distributions, [batch, classes]."""
    del config, knobs
    target, output = (jnp.clip(part, EPSILON, 1) for part in (target, output))
    return jnp.sum(target * jnp.log(target / output), axis=-1)


KIND = LossKind(
    name="kl_divergence",
    label=Text("KL divergence", "KL-Divergenz"),
    summary=Text(
        "How different two distributions over the classes are.",
        "Wie verschieden zwei Verteilungen über die Klassen sind.",
    ),
    help=Text(
        "It measures what is lost when the output stands in for the true distribution. For "
        "targets that are sure it equals the categorical cross-entropy. Let the output end with"
        " softmax.",
        "Sie misst, was verloren geht, wenn die Ausgabe die wahre Verteilung ersetzt. Für "
        "sichere Ziele ist sie gleich der kategorialen Kreuzentropie. Lass die Ausgabe mit "
        "Softmax enden.",
    ),
    formula=r"L = \sum_{k} y_k \ln \frac{y_k}{\hat{y}_k}",
    order=14,
    targets="one_hot",
    apply=apply,
    activations=("softmax",),
    wants="probabilities",
    tasks=("classification",),
    keywords=(
        "kullback leibler",
        "relative entropy",
        "relative Entropie",
        "distribution",
        "Verteilung",
    ),
)
