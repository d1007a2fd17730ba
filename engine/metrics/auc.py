"""AUC: the area under the ROC or the precision-recall curve."""

import jax
import numpy as np

from engine.contracts import AnyArray, Config, Field, MetricKind, TargetForm, Text
from engine.metrics._chances import share
from engine.metrics._curves import NUM_THRESHOLDS, positives, rates


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """Right and wrong yeses of an example at each threshold, [batch, 2 * thresholds]."""
    return positives(target, output, form, config["num_thresholds"])


def finish(means: AnyArray, config: Config) -> float:
    """The area, by straight lines between the thresholds."""
    recall, false_rate, _ = rates(means)
    if config["curve"] == "PR":
        return _under_precision(means)
    return float(np.sum((false_rate[:-1] - false_rate[1:]) * (recall[:-1] + recall[1:]) / 2))


def _under_precision(means: AnyArray) -> float:
    """The area under precision over recall; between two thresholds yeses are added one by one."""
    right, wrong = np.split(np.asarray(means, np.float64), 2)
    said = right + wrong
    more_right, more = right[:-1] - right[1:], said[:-1] - said[1:]
    slope = share(more_right, np.maximum(more, 0))
    start = right[1:] - slope * said[1:]
    both = (said[:-1] > 0) & (said[1:] > 0)
    growth = np.where(both, share(said[:-1], said[1:]), 1.0)
    gained = slope * (more_right + start * np.log(np.where(growth > 0, growth, 1.0)))
    return float(np.sum(share(gained, np.full_like(gained, right[0]))))


KIND = MetricKind(
    name="auc",
    label=Text("Area under the curve", "Fläche unter der Kurve"),
    summary=Text(
        "How well yes and no are told apart, whatever the threshold.",
        "Wie gut Ja und Nein getrennt werden, egal an welcher Schwelle.",
    ),
    formula=r"\int_0^1 TPR\; d\,FPR",
    better="higher",
    apply=apply,
    finish=finish,
    fields=(
        NUM_THRESHOLDS,
        Field(
            "curve",
            "choice",
            "ROC",
            Text("Curve", "Kurve"),
            Text(
                "ROC weighs found cases against false alarms, PR against wrong yeses. PR tells "
                "more where yes is rare.",
                "ROC stellt Treffer gegen Fehlalarme, PR gegen falsche Ja. PR sagt mehr, wenn Ja "
                "selten ist.",
            ),
            choices=("ROC", "PR"),
        ),
    ),
    tasks=("classification",),
    keywords=(
        "auc",
        "roc",
        "area under curve",
        "Grenzwertoptimierungskurve",
    ),
)
