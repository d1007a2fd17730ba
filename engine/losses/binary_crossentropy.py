"""Binary cross-entropy: the surprise about yes-or-no targets, given probabilities."""

import jax

from engine.contracts import Config, Knobs, LossKind, Text
from engine.losses import _rows
from engine.losses._fields import FROM_LOGITS, LABEL_SMOOTHING
from engine.losses._probability import log_yes_and_no, smoothed


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example, in nats; targets 0 or 1, outputs probabilities, both [batch, n]."""
    target = smoothed(target, knobs["label_smoothing"], 2)
    yes, no = log_yes_and_no(output, logits=config["from_logits"])
    return _rows.mean(-(target * yes + (1 - target) * no))


KIND = LossKind(
    name="binary_crossentropy",
    label=Text("Binary cross-entropy", "Binäre Kreuzentropie"),
    summary=Text(
        "For yes or no: how surprised the network is by the right answer.",
        "Für Ja oder Nein: wie überrascht das Netz von der richtigen Antwort ist.",
    ),
    help=Text(
        "Use it with one sigmoid output that is read as the probability of the second class. "
        "Being sure and wrong costs very much, being unsure costs a little.",
        "Nimm sie mit einer Sigmoid-Ausgabe, die du als Wahrscheinlichkeit der zweiten Klasse "
        "liest. Sicher und falsch zu sein kostet sehr viel, unsicher zu sein nur ein wenig.",
    ),
    formula=r"L = -\bigl(y \ln \hat{y} + (1 - y) \ln(1 - \hat{y})\bigr)",
    order=2,
    targets="values",
    apply=apply,
    fields=(FROM_LOGITS, LABEL_SMOOTHING),
    keywords=("log loss", "two classes", "zwei Klassen", "logistic", "logistisch"),
    activations=("sigmoid", "softmax"),
    wants="probabilities",
    tasks=("classification",),
)
