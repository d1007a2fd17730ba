"""F1 by class: one figure for precision and recall of each class."""

import jax

from engine.contracts import AnyArray, Config, MetricKind, TargetForm, Text
from engine.metrics import _f1


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """Right yeses, all yeses and true cases for each class of an example, [batch, 3 * classes]."""
    return _f1.counts(target, output, form, config)


def finish(means: AnyArray, _config: Config) -> list[float]:
    """F1 of each class, in their order."""
    return _f1.scores(*_f1.parts(means)).tolist()


KIND = MetricKind(
    name="f1_score_by_class",
    label=Text("F1 score by class", "F1-Wert je Klasse"),
    summary=Text(
        "Precision and recall as one figure for each class.",
        "Präzision und Sensitivität als eine Zahl für jede Klasse.",
    ),
    formula=r"F_1 = \frac{2PR}{P + R}",
    better="higher",
    apply=apply,
    finish=finish,
    fields=(_f1.THRESHOLD,),
    table=True,
    tasks=("classification",),
    keywords=(
        "f-score",
        "f-measure",
        "F-Maß",
    ),
)
