"""A metric on real outputs: those of a simple rule for iris flowers, each row and the figure."""

from typing import Any, cast

import jax
import numpy as np

from engine import catalog
from engine.contracts import MetricKind, TargetForm, Text
from engine.graph.fields import filled
from engine.help.drawing import Picture, curve, curves, maps, sheet, table

ROWS = (0, 60, 70, 77, 110, 119)  # some of every species, with mistakes among them


def pictures(kind: MetricKind) -> list[Picture]:
    """Its figure over 150 flowers, and what single flowers give to it."""
    config, _ = filled(kind.fields, {})
    classes = "regression" not in kind.tasks
    target, output = _species() if classes else _widths()
    form: TargetForm = "classes" if classes else "values"

    def measure(goal: jax.Array, said: jax.Array) -> jax.Array:
        return kind.apply(goal, said, form, config)

    # Compiled as a whole: operation by operation it takes ten times as long.
    measured: Any = jax.jit(measure)
    each: Any = np.asarray(measured(target, output)).reshape(len(output), -1)
    told = kind.finish(each.sum(0) if kind.table else each.mean(0), config)
    if kind.table:
        return [_table(kind, told)]
    return [_rows(classes, target, output, each), _figure(told)]


def _iris() -> tuple[Any, Any]:
    data = catalog.datasets()["iris"].load({}, 0)
    parts = (data.training, data.test)
    inputs = np.concatenate([part.inputs for part in parts])
    targets = np.concatenate([part.targets for part in parts])
    order = np.argsort(targets, kind="stable")
    return inputs[order].astype(np.float32), targets[order]


def _species() -> tuple[Any, Any]:
    """Which species' mean is nearest, as probabilities."""
    inputs, targets = _iris()
    means = np.stack([inputs[targets == one].mean(0) for one in range(3)])
    gaps = -((inputs[:, None] - means) ** 2).sum(-1)
    chances = np.exp(gaps - gaps.max(1, keepdims=True))
    return targets, (chances / chances.sum(1, keepdims=True)).astype(np.float32)


def _widths() -> tuple[Any, Any]:
    """The last measurement from the one before it, by the straight line of least squares."""
    inputs, _ = _iris()
    slope, start = cast("Any", np.polyfit(inputs[:, 2], inputs[:, 3], 1))
    return inputs[:, 3:], (slope * inputs[:, 2:3] + start).astype(np.float32)


def _rows(classes: bool, target: Any, output: Any, each: Any) -> Picture:
    """Targets and outputs, and where it is one number, what a row gives to the figure."""
    names = catalog.datasets()["iris"].signature({})[1]
    single = each.shape[1] == 1
    rows: list[list[Any]] = []
    for row in ROWS:
        goal = names[int(target[row])] if classes else target[row][0]
        told = output[row].tolist() if classes else output[row][0]
        rows.append([goal, _listed(told), *([each[row][0]] if single else [])])
    outputs = Text("outputs", "Ausgaben") if classes else Text("output", "Ausgabe")
    gives = (Text("gives", "ergibt"),) if single else ()
    return table(
        Text("Six of 150 iris flowers", "Sechs von 150 Schwertlilien"),
        (Text("target", "Ziel"), outputs, *gives),
        rows,
    )


def _listed(value: Any) -> Any:
    if not isinstance(value, list):
        return value
    numbers = cast("list[float]", value)
    return numbers[0] if len(numbers) == 1 else "  ".join(f"{number:.2f}" for number in numbers)


def _figure(told: Any) -> Picture:
    columns = (Text("over all 150 flowers", "über alle 150 Schwertlilien"),)
    title = Text("The figure", "Die Zahl")
    values = np.ravel(np.asarray(told, float)).tolist()
    return table(title, columns, [[value] for value in values])


def _table(kind: MetricKind, told: Any) -> Picture:
    rows = np.asarray(told, float)
    if rows.ndim == 2 and rows.shape[1] == 3 and len(rows) > 3:
        return curves(
            kind.label,
            *_axes(kind),
            curve(Text("150 iris flowers", "150 Schwertlilien"), rows[:, 0], rows[:, 1]),
        )
    if rows.ndim == 2:
        label = Text("true class down, said class across", "wahre Klasse ↓, gesagte Klasse →")
        return maps(kind.label, [sheet(label, rows)])
    return table(kind.label, (Text("class by class", "Klasse für Klasse"),), rows[:, None].tolist())


def _axes(kind: MetricKind) -> tuple[Text, Text]:
    if kind.name == "roc_curve":
        return (
            Text("false positive rate", "Falsch-positiv-Rate"),
            Text("true positive rate", "Richtig-positiv-Rate"),
        )
    return Text("recall", "Trefferquote"), Text("precision", "Präzision")
