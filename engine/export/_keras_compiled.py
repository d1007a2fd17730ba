"""What ``compile`` told a Keras model as a training part: losses, metrics, optimizer, schedule."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine import catalog
from engine.contracts import Field
from engine.errors import LearnerError
from engine.graph.fields import checked, shown

# Short names and classes of Keras that ours are not found by.
ALIASES = {
    "acc": "accuracy",
    "binaryaccuracy": "accuracy",
    "categoricalaccuracy": "accuracy",
    "sparsecategoricalaccuracy": "accuracy",
    "sparsetopkcategoricalaccuracy": "topkcategoricalaccuracy",
    "mse": "meansquarederror",
    "mae": "meanabsoluteerror",
    "mape": "meanabsolutepercentageerror",
    "msle": "meansquaredlogarithmicerror",
    "rmse": "rootmeansquarederror",
    "bce": "binarycrossentropy",
    "kld": "kldivergence",
    "kullbackleiblerdivergence": "kldivergence",
    "logcosh": "logcosh",
}
DIGITS = 7  # of a learning rate that went through float32


class Compiled:
    """Reads one model's compile config; ``outputs`` are the nodes its outputs come from, by name
    where they have some, and ``notes`` grows by what cannot come along."""

    def __init__(
        self,
        compiled: Mapping[str, Any],
        outputs: Mapping[str, str],
        notes: list[LearnerError],
    ) -> None:
        self.compiled, self.outputs, self.notes = compiled, outputs, notes

    def training(self) -> dict[str, Any]:
        """The training part as far as we have it; empty for a model that was not compiled."""
        found = {**self._optimizer(), **self._told()}
        return {"training": found} if found else {}

    def _told(self) -> dict[str, Any]:
        """Losses and metrics: of the one output, or each output's own."""
        losses, metrics = self.compiled.get("loss"), self.compiled.get("metrics")
        if losses is None or len(self.outputs) < 2:
            place = "training"
            one = {**self._loss(_only(losses), place), **self._metrics(_only_list(metrics), place)}
            return one if losses is not None else {}
        weights, told = self.compiled.get("loss_weights"), dict[str, Any]()
        for number, (name, node) in enumerate(self.outputs.items()):
            place = f"training.outputs.{node}"
            share = _of(weights, name, number)
            told[node] = {
                **self._loss(_of(losses, name, number), place),
                **({"weight": share} if isinstance(share, int | float) and share != 1 else {}),
                **self._metrics(_of(metrics, name, number), place),
            }
        return {"outputs": told}

    def _loss(self, value: Any, place: str) -> dict[str, Any]:
        kind = self._kind(value, catalog.losses(), f"{place}.loss")
        return {"loss": kind} if kind else {}

    def _metrics(self, value: Any, place: str) -> dict[str, Any]:
        given = cast("list[Any]", value) if isinstance(value, list | tuple) else [value]
        found = [
            self._kind(each, catalog.metrics(), f"{place}.metrics")
            for each in given
            if each is not None
        ]
        kinds = [kind if "config" in kind else kind["kind"] for kind in found if kind]
        return {"metrics": kinds} if kinds else {}

    def _optimizer(self) -> dict[str, Any]:
        value = self.compiled.get("optimizer")
        kind = self._kind(value, catalog.optimizers(), "training.optimizer")
        if kind is None:
            return {}
        rate = _part(_part(_part(value).get("config")).get("learning_rate"))
        if rate:
            start, schedule = self._schedule(rate)
            kind |= {"schedule": schedule} if schedule else {}
            kind["config"] = {
                **kind.get("config", {}),
                **({"learning_rate": start} if start else {}),
            }
        return {"optimizer": kind}

    def _schedule(self, rate: Mapping[str, Any]) -> tuple[float | None, dict[str, Any] | None]:
        """The optimizer's own learning rate and our schedule of it."""
        name, given = str(rate.get("class_name")), dict(_part(rate.get("config")))
        start: Any = given.get("initial_learning_rate")
        end: Any = given.get("end_learning_rate")
        rising = isinstance(start, int | float) and isinstance(end, int | float) and end > start
        if name == "PolynomialDecay" and rising and given.get("power") == 1 and not given["cycle"]:
            config = {"warmup_steps": given["decay_steps"], "begin": start / end}
            rate = {"class_name": "WarmUp", "config": config}
            start = end
        elif name == "CosineDecay" and given.get("warmup_target") is not None and start == 0:
            start = given["warmup_target"]
        elif name == "CosineDecay" and given.get("warmup_target") is not None:
            rate = {"class_name": name, "config": {**given, "warmup_steps": 0}}
            self._note("training.optimizer.schedule", "warmup_target")
        schedule = self._kind(rate, catalog.schedules(), "training.optimizer.schedule")
        return (_rounded(start) if isinstance(start, int | float) else None), schedule

    def _kind(self, value: Any, kinds: Mapping[str, Any], place: str) -> dict[str, Any] | None:
        """One of our kinds with its unusual settings, None and a note where there is none."""
        if value is None:
            return None
        part = _part(value)
        name = str(part.get("class_name", value))
        if name == "function":
            name = str(part.get("config")).rpartition(">")[2]
        short = name.lower().replace("_", "")
        short = ALIASES.get(short, short)
        kind = next((each for each in kinds if each.replace("_", "") == short), None)
        if kind is None:
            self._note(place, name)
            return None
        config = self._config(kinds[kind].fields, _part(part.get("config")), f"{place}.config")
        return {"kind": kind, **({"config": config} if config else {})}

    def _config(
        self, fields: Sequence[Field], given: Mapping[str, Any], place: str
    ) -> dict[str, Any]:
        """Settings that are not our defaults; a note on each that is not possible here."""
        found: dict[str, Any] = {}
        for field in fields:
            value = given.get(field.name)
            if value is None or isinstance(value, Mapping):
                continue  # nothing said, or a schedule, which is read apart
            value = _rounded(value) if isinstance(value, float) else value
            try:
                if checked(field, value) != field.default:
                    found[field.name] = value
            except LearnerError:
                self._note(f"{place}.{field.name}", f"{field.name} = {value}")
        return found

    def _note(self, place: str, name: str) -> None:
        self.notes.append(LearnerError("import_training", field=place, name=shown(name)))


def _part(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def _only(value: Any) -> Any:
    """What stands for the only output, which may be alone in a list or under its name."""
    if isinstance(value, list | tuple):
        return next(iter(cast("list[Any]", value)), None)
    if isinstance(value, Mapping) and "class_name" not in value:
        return next(iter(cast("Mapping[str, Any]", value).values()), None)
    return cast("Any", value)


def _only_list(value: Any) -> Any:
    """The metrics of the only output."""
    inner = _only(value) if isinstance(value, Mapping) else value
    first = _only(inner) if isinstance(inner, list | tuple) else None
    return first if isinstance(first, list | tuple) else inner  # pyright: ignore[reportUnknownVariableType]


def _of(value: Any, name: str, number: int) -> Any:
    """What is said of one of several outputs, by name or in order; said once, it holds for all."""
    if isinstance(value, list | tuple):
        items = cast("list[Any]", value)
        return items[number] if number < len(items) else None
    if isinstance(value, Mapping) and "class_name" not in value:
        return cast("Mapping[str, Any]", value).get(name)
    return cast("Any", value)
