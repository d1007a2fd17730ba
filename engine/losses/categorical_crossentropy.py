"""Categorical cross-entropy: the surprise about a class written as a one-hot row."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses._fields import FROM_LOGITS, LABEL_SMOOTHING
from engine.losses._probability import log_distribution, smoothed


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example, in nats; one-hot targets and probabilities are [batch, classes]."""
    target = smoothed(target, knobs["label_smoothing"], output.shape[-1])
    chances = log_distribution(output, logits=config["from_logits"])
    return -jnp.sum(target * chances, axis=-1)


KIND = LossKind(
    name="categorical_crossentropy",
    label=Text("Categorical cross-entropy", "Kategoriale Kreuzentropie"),
    summary=Text(
        "For several classes, each target a row with a single one.",
        "Für mehrere Klassen, jedes Ziel eine Zeile mit einer einzigen Eins.",
    ),
    help=Text(
        "Use it with a softmax output that has one unit for each class. It looks only at the "
        "probability given to the right class. The sparse form is the same with class numbers.",
        "Nimm sie mit einer Softmax-Ausgabe, die für jede Klasse ein Neuron hat. Sie schaut nur "
        "auf die Wahrscheinlichkeit der richtigen Klasse. Die dünn besetzte Form rechnet dasselbe "
        "mit Klassennummern.",
    ),
    formula=r"L = -\sum_{k} y_k \ln \hat{y}_k",
    order=4,
    targets="one_hot",
    apply=apply,
    fields=(FROM_LOGITS, LABEL_SMOOTHING),
    keywords=("one-hot", "softmax", "classes", "Klassen"),
    activations=("softmax", "sigmoid"),
    wants="probabilities",
    tasks=("classification",),
)
