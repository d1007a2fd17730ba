"""Binary focal cross-entropy: the surprise about yes or no, mostly of hard examples."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Field, Knobs, LossKind, Text
from engine.losses import _rows
from engine.losses._fields import FROM_LOGITS, LABEL_SMOOTHING
from engine.losses._probability import log_yes_and_no, smoothed


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example; targets 0 or 1, outputs probabilities or logits, both [batch, n]."""
    target = smoothed(target, knobs["label_smoothing"], 2)
    chance = jax.nn.sigmoid(output) if config["from_logits"] else output
    yes, no = log_yes_and_no(chance, logits=False)
    right = target * chance + (1 - target) * (1 - chance)
    surprise = -(target * yes + (1 - target) * no) * jnp.power(1 - right, knobs["gamma"])
    balance = target * knobs["alpha"] + (1 - target) * (1 - knobs["alpha"])
    return _rows.mean(jnp.where(knobs["apply_class_balancing"] > 0, balance, 1.0) * surprise)


KIND = LossKind(
    name="binary_focal_crossentropy",
    label=Text("Binary focal cross-entropy", "Binäre fokale Kreuzentropie"),
    summary=Text(
        "For yes or no, with little weight on what is already easy.",
        "Für Ja oder Nein, mit wenig Gewicht auf dem, was schon leicht ist.",
    ),
    help=Text(
        "A binary cross-entropy in which examples that are already right count little, so that "
        "the hard and rare ones lead. Gamma says how strongly; with gamma 0 it is the plain "
        "one.",
        "Eine binäre Kreuzentropie, in der schon richtige Beispiele kaum zählen, sodass die "
        "schweren und seltenen den Ton angeben. Gamma sagt, wie stark; mit Gamma 0 ist es die "
        "gewöhnliche.",
    ),
    formula=r"L = -(1 - p_t)^{\gamma} \ln p_t",
    order=13,
    targets="values",
    apply=apply,
    fields=(
        Field(
            "apply_class_balancing",
            "boolean",
            False,
            Text("Balance classes", "Klassen ausgleichen"),
            Text(
                "Weighs yes with alpha and no with the rest.",
                "Gewichtet Ja mit Alpha und Nein mit dem Rest.",
            ),
            structural=False,
            advanced=True,
        ),
        Field(
            "alpha",
            "number",
            0.25,
            Text("Alpha", "Alpha"),
            Text(
                "The weight of yes while classes are balanced.",
                "Das Gewicht von Ja, wenn Klassen ausgeglichen werden.",
            ),
            minimum=0,
            maximum=1,
            structural=False,
            advanced=True,
        ),
        Field(
            "gamma",
            "number",
            2.0,
            Text("Gamma", "Gamma"),
            Text(
                "How strongly easy examples are set back.",
                "Wie stark leichte Beispiele zurücktreten.",
            ),
            minimum=0,
            maximum=10,
            structural=False,
        ),
        FROM_LOGITS,
        LABEL_SMOOTHING,
    ),
    activations=("sigmoid", "softmax"),
    wants="probabilities",
    tasks=("classification",),
    keywords=("imbalanced", "rare class", "unausgewogen", "seltene Klasse"),
)
