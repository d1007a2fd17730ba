"""What contradicts itself in a training part: two ways of clipping, a curve that does not exist."""

from collections.abc import Iterator
from typing import Any

from engine import catalog
from engine.contracts import Chosen, Text
from engine.errors import Fix, LearnerError
from engine.graph.fields import did_you_mean, nearest, shown
from engine.graph.heads import curves
from engine.graph.spec import Document, TrainingSpec

CLIPPING = ("clipnorm", "global_clipnorm", "clipvalue")
SHARE = 0.2  # held back for validation by the fix that offers it


def check_training(document: Document) -> list[LearnerError]:
    """Everything of the kind."""
    return [*_clippings(document.training), *_monitors(document)]


def monitors(training: TrainingSpec) -> tuple[str, ...]:
    """The curves of a run whose rows are held back for validation."""
    names = tuple(curves(training))
    return (*names, *(f"val_{name}" for name in names))


def _clippings(training: TrainingSpec) -> Iterator[LearnerError]:
    """As in Keras gradients are clipped in at most one way."""
    used = [name for name in CLIPPING if training.optimizer_config.get(name) is not None]
    for name in used[1:]:
        edit = {"op": "training", "field": f"optimizer.config.{name}", "value": None}
        fix = Fix(Text(f"Leave out {name}", f"{name} weglassen"), (edit,))
        place = f"training.optimizer.config.{name}"
        yield LearnerError("two_clippings", field=place, fix=fix, first=used[0], second=name)


def _monitors(document: Document) -> Iterator[LearnerError]:
    training, data = document.training, document.data
    known = monitors(training)
    for place, callback in enumerate(training.callbacks):
        name = str(dict(callback.config)["monitor"])
        field = f"training.callbacks[{place}].config.monitor"
        label = catalog.callbacks()[callback.kind].label
        if name not in known:
            hint, fix = did_you_mean(name, known), _other(training, place, callback, name)
            yield LearnerError(
                "no_such_curve", field=field, fix=fix, label=label, name=shown(name), hint=hint
            )
        elif name.startswith("val_") and data is not None and not data.validation_split:
            edit = {"op": "data", "field": "validation_split", "value": SHARE}
            fix = Fix(Text("Hold back 20 %", "20 % zurückhalten"), (edit,))
            yield LearnerError("no_validation", field=field, fix=fix, label=label, name=name)


def _other(training: TrainingSpec, place: int, callback: Chosen, name: str) -> Fix | None:
    """Counting the metric that is meant, or watching the curve that probably is."""
    metric = catalog.metrics().get(name.removeprefix("val_"))
    if metric is not None and not metric.table and not training.outputs:
        names = [*_written(training.metrics), metric.name]
        label = Text(f"Add “{metric.label.en}”", f"„{metric.label.de}“ dazunehmen")
        return Fix(label, ({"op": "training", "field": "metrics", "value": names},))
    near = nearest(name, monitors(training))
    if near is None:
        return None
    watched = list(training.callbacks)
    config = {**dict(callback.config), "monitor": near}
    watched[place] = Chosen(callback.kind, tuple(sorted(config.items())))
    edit = {"op": "training", "field": "callbacks", "value": _written(tuple(watched))}
    return Fix(Text(f"Watch “{near}”", f"„{near}“ beobachten"), (edit,))


def _written(kinds: tuple[Chosen, ...]) -> list[Any]:
    return [{"kind": kind.kind, "config": dict(kind.config)} for kind in kinds]
