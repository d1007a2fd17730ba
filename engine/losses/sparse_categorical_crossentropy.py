"""Sparse categorical cross-entropy: the surprise about a class given by its number."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses._fields import FROM_LOGITS
from engine.losses._probability import log_distribution


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example, in nats; class numbers [batch], probabilities [batch, classes]."""
    del knobs
    chances = log_distribution(output, logits=config["from_logits"])
    # A comparison instead of a gather: its gradient is elementwise, a gather's is a slow scatter.
    chosen = target[:, None] == jnp.arange(output.shape[-1], dtype=target.dtype)
    return -jnp.sum(jnp.where(chosen, chances, 0.0), axis=-1)


KIND = LossKind(
    name="sparse_categorical_crossentropy",
    label=Text("Sparse categorical cross-entropy", "Dünn besetzte kategoriale Kreuzentropie"),
    summary=Text(
        "For several classes, each target a class number.",
        "Für mehrere Klassen, jedes Ziel eine Klassennummer.",
    ),
    help=Text(
        "Use it with a softmax output that has one unit for each class. It is the negative "
        "logarithm of the probability that the network gave to the right class.",
        "Nimm sie mit einer Softmax-Ausgabe, die für jede Klasse ein Neuron hat. Sie ist der "
        "negative Logarithmus der Wahrscheinlichkeit, die das Netz der richtigen Klasse gab.",
    ),
    formula=r"L = -\ln \hat{y}_{c}",
    order=3,
    targets="classes",
    apply=apply,
    fields=(FROM_LOGITS,),
    keywords=("softmax", "classes", "Klassen", "digits", "Ziffern"),
    activations=("softmax", "sigmoid"),
    wants="probabilities",
    tasks=("classification",),
)
