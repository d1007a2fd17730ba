"""Precision: the share of the yeses that are right."""

import jax
import jax.numpy as jnp

from engine.contracts import AnyArray, Config, MetricKind, TargetForm, Text
from engine.metrics._chances import CLASS_ID, THRESHOLDS, chances, chosen, ratio, yes

LABEL = Text("Precision", "Präzision")


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """Right yeses and all yeses of an example, [batch, 2]; several outputs count together."""
    pair = chosen(chances(target, output, form), config, LABEL)
    truth, said = pair[0], yes(pair[1] > config["thresholds"])
    return jnp.stack([jnp.sum(truth * said, axis=1), jnp.sum(said, axis=1)], axis=1)


def finish(means: AnyArray, _config: Config) -> float:
    """Right yeses over all yeses, 0 without any."""
    return ratio(means[0], means[1])


KIND = MetricKind(
    name="precision",
    label=LABEL,
    summary=Text(
        "Of what the network calls yes, how much is right.",
        "Wie viel von dem stimmt, wozu das Netz Ja sagt.",
    ),
    formula=r"\frac{TP}{TP + FP}",
    better="higher",
    apply=apply,
    finish=finish,
    fields=(THRESHOLDS, CLASS_ID),
    tasks=("classification",),
    keywords=(
        "positive predictive value",
        "Relevanz",
        "Genauigkeit der Positiven",
    ),
)
