"""Precision-recall curve: precision and recall at every threshold."""

import jax

from engine.contracts import AnyArray, Config, MetricKind, TargetForm, Text
from engine.metrics._curves import NUM_THRESHOLDS, points, positives, rates


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """Right and wrong yeses of an example at each threshold, [batch, 2 * thresholds]."""
    return positives(target, output, form, config["num_thresholds"])


def finish(means: AnyArray, _config: Config) -> list[list[float]]:
    """``[recall, precision, threshold]`` for each threshold."""
    recall, _, precision = rates(means)
    return points(recall, precision)


KIND = MetricKind(
    name="precision_recall_curve",
    label=Text("Precision-recall curve", "Präzision-Sensitivität-Kurve"),
    summary=Text(
        "How right the yeses are against how many cases are found.",
        "Wie richtig die Ja sind gegen wie viele Fälle gefunden werden.",
    ),
    formula=r"(R, P)",
    better="higher",
    apply=apply,
    finish=finish,
    fields=(NUM_THRESHOLDS,),
    table=True,
    tasks=("classification",),
    keywords=(
        "pr curve",
        "precision",
        "recall",
        "PR-Kurve",
    ),
)
