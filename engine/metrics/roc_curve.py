"""ROC curve: the true and the false positive rate at every threshold."""

import jax

from engine.contracts import AnyArray, Config, MetricKind, TargetForm, Text
from engine.metrics._curves import NUM_THRESHOLDS, points, positives, rates


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """Right and wrong yeses of an example at each threshold, [batch, 2 * thresholds]."""
    return positives(target, output, form, config["num_thresholds"])


def finish(means: AnyArray, _config: Config) -> list[list[float]]:
    """``[false positive rate, true positive rate, threshold]`` for each threshold."""
    recall, false_rate, _ = rates(means)
    return points(false_rate, recall)


KIND = MetricKind(
    name="roc_curve",
    label=Text("ROC curve", "ROC-Kurve"),
    summary=Text(
        "Found cases against false alarms at every threshold.",
        "Treffer gegen Fehlalarme an jeder Schwelle.",
    ),
    formula=r"(FPR, TPR)",
    better="higher",
    apply=apply,
    finish=finish,
    fields=(NUM_THRESHOLDS,),
    table=True,
    tasks=("classification",),
    keywords=(
        "roc",
        "receiver operating characteristic",
        "Grenzwertoptimierungskurve",
    ),
)
