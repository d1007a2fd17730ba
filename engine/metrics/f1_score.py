"""F1: one figure for precision and recall."""

import jax

from engine.contracts import AnyArray, Config, Field, MetricKind, TargetForm, Text
from engine.metrics import _f1


def apply(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """Right yeses, all yeses and true cases for each class of an example, [batch, 3 * classes]."""
    return _f1.counts(target, output, form, config)


def finish(means: AnyArray, config: Config) -> float:
    """The classes' F1, averaged as asked."""
    right, said, true = _f1.parts(means)
    if config["average"] == "micro":
        right, said, true = (part.sum(keepdims=True) for part in (right, said, true))
    by_class = _f1.scores(right, said, true)
    if config["average"] == "weighted":
        return float(by_class @ (true / max(true.sum(), 1e-7)))
    return float(by_class.mean())


KIND = MetricKind(
    name="f1_score",
    label=Text("F1 score", "F1-Wert"),
    summary=Text(
        "One figure for precision and recall, averaged over the classes.",
        "Eine Zahl für Präzision und Sensitivität, gemittelt über die Klassen.",
    ),
    formula=r"F_1 = \frac{2PR}{P + R}",
    better="higher",
    apply=apply,
    finish=finish,
    fields=(
        Field(
            "average",
            "choice",
            "macro",
            Text("Average", "Mittelung"),
            Text(
                "“macro” gives every class the same weight, “weighted” as much as it has examples, "
                "“micro” counts all classes together.",
                "„macro“ gibt jeder Klasse gleiches Gewicht, „weighted“ so viel, wie sie Beispiele "
                "hat, „micro“ zählt alle Klassen zusammen.",
            ),
            choices=("micro", "macro", "weighted"),
        ),
        _f1.THRESHOLD,
    ),
    tasks=("classification",),
    keywords=(
        "f-score",
        "f-measure",
        "F-Maß",
    ),
)
