"""Recall: the share of the true cases that are found."""

import jax
import jax.numpy as jnp

from engine.contracts import AnyArray, Config, MetricKind, TargetForm, Text
from engine.metrics._chances import CLASS_ID, THRESHOLDS, chances, chosen, ratio, yes

LABEL = Text("Recall", "Sensitivität")


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """Right yeses and all true cases of an example, [batch, 2]; several outputs count together."""
    pair = chosen(chances(target, output, form), config, LABEL)
    truth, said = pair[0], yes(pair[1] > config["thresholds"])
    return jnp.stack([jnp.sum(truth * said, axis=1), jnp.sum(truth, axis=1)], axis=1)


def finish(means: AnyArray, _config: Config) -> float:
    """Right yeses over all true cases, 0 without any."""
    return ratio(means[0], means[1])


KIND = MetricKind(
    name="recall",
    label=LABEL,
    summary=Text(
        "Of what is yes in truth, how much the network finds.",
        "Wie viel von dem, was wirklich Ja ist, das Netz findet.",
    ),
    formula=r"\frac{TP}{TP + FN}",
    better="higher",
    apply=apply,
    finish=finish,
    fields=(THRESHOLDS, CLASS_ID),
    tasks=("classification",),
    keywords=(
        "sensitivity",
        "true positive rate",
        "Trefferquote",
    ),
)
