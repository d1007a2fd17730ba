"""A document's examples: loaded once, cut into parts, on the device, shared by all runs."""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

import jax
import numpy as np
import numpy.typing as npt

from engine import catalog
from engine.contracts import AnyArray, Applied, Config, Data, DatasetKind, Examples, FloatArray
from engine.contracts import Rows as AskedRows
from engine.errors import LearnerError
from engine.graph.spec import DataSpec
from engine.preprocessing import scale
from engine.preprocessing._steps import applied
from engine.train.devices import Device
from engine.train.schedule import Rows as RowNumbers

LEAST_POINTS = 1024  # rows that 2-D data is padded to, so that its sliders change no shape
RESIDENT = 6  # data sets kept on a device; MNIST takes 47 MB
REACH = 6.0  # the plane shown runs from -6 to 6


def cut(count: int, validation_split: float, seed: int) -> tuple[RowNumbers, RowNumbers]:
    """Row numbers of the training and the validation part of ``count`` rows, each ascending.

    Rows are shuffled by the seed and the last share validates, so that moving the split moves
    only the rows at its border, and classes listed one after the other do no harm.
    """
    held = round(count * validation_split)
    mixed = np.random.Generator(np.random.Philox(key=[seed, 1])).permutation(count)
    training, validation = mixed[: count - held], mixed[count - held :]
    return np.sort(training).astype(np.int32), np.sort(validation).astype(np.int32)


@dataclass(frozen=True, slots=True)
class Rows:
    """The examples of one document; the parts' numbers are rows of ``data.training``."""

    spec: DataSpec
    kind: DatasetKind
    data: Data
    training: RowNumbers
    validation: RowNumbers

    @property
    def options(self) -> Config:
        """The data set's options, defaults filled in."""
        return self.spec.options

    def part(self, name: str) -> tuple[Examples, RowNumbers]:
        """The examples a part lives in and its row numbers there; ``KeyError`` if there is none."""
        everything = np.arange(len(self.data.test), dtype=np.int32)
        return {
            "training": (self.data.training, self.training),
            "validation": (self.data.training, self.validation),
            "test": (self.data.test, everything),
        }[name]

    def sample(self, asked: Mapping[str, Any], drawn: FloatArray | None) -> tuple[Any, Any]:
        """A sample as a network input float32 [*shape] and its target float32 [k], NaN if unknown.

        ``asked`` is the protocol's sample; a drawing that nobody has begun is empty, all zeros.
        """
        unknown = np.full(self.target_width, np.nan, np.float32)
        if asked.get("drawn") is True:
            empty = np.zeros(self.data.shape, np.float32)
            return (empty if drawn is None else drawn), unknown
        if "point" in asked:
            return self.embedded(np.array([self._point(asked["point"])], np.float32))[0], unknown
        examples, numbers = self._asked_part(asked)
        index = asked.get("index")
        if isinstance(index, bool) or not isinstance(index, int) or not 0 <= index < len(numbers):
            raise LearnerError(
                "no_such_sample", index=index, part=asked.get("part"), count=len(numbers)
            )
        row = numbers[index]
        target = np.asarray(examples.targets[row], np.float32).reshape(-1)
        return self.scaled(examples.inputs[row]), target

    def _asked_part(self, asked: Mapping[str, Any]) -> tuple[Examples, RowNumbers]:
        try:
            return self.part(cast("str", asked.get("part")))
        except (KeyError, TypeError):
            raise LearnerError("bad_probe", probe="sample", name="part") from None

    def _point(self, given: Any) -> list[float]:
        if self.kind.embed is None:
            raise LearnerError("probe_needs_plane")
        items = cast("list[Any]", given) if isinstance(given, list | tuple) else []
        if len(items) != 2 or not all(isinstance(item, int | float) for item in items):
            raise LearnerError("bad_probe", probe="sample", name="point")
        return [float(item) for item in items]

    @property
    def target_width(self) -> int:
        """Numbers in one target: 1 for a class."""
        targets = self.data.training.targets
        return 1 if targets.ndim == 1 else int(targets.shape[1])

    def scaled(self, inputs: AnyArray) -> FloatArray:
        """Raw inputs as the network gets them."""
        return scale.apply(inputs, np.float32(self.data.scale), {})

    @property
    def steps(self) -> tuple[Applied, ...]:
        """How rows are prepared, in order; images are scaled last, when they are taken."""
        scaling = applied(scale.KIND, self.data.scale, {})
        return self.data.steps if self.data.scale == 1 else (*self.data.steps, scaling)

    def embedded(self, points: FloatArray) -> FloatArray:
        """Points of the plane [n, 2] as network inputs; raises where the data has no plane."""
        if self.kind.embed is None:
            raise LearnerError("probe_needs_plane")
        return self.kind.embed(self.options, points)

    def grid(self, size: int) -> FloatArray:
        """Network inputs [size * size, features] over the plane, row by row from (-6, 6)."""
        line = np.linspace(-REACH, REACH, size, dtype=np.float32)
        x, y = np.meshgrid(line, line[::-1])
        return self.embedded(np.stack([x.ravel(), y.ravel()], axis=1))


def load(spec: DataSpec) -> Rows:
    """A document's examples; ``LearnerError`` when they are not on this machine."""
    kind = catalog.datasets()[spec.dataset]
    if kind.missing() != 0:
        raise LearnerError("data_not_here", field="data.dataset", name=kind.name)
    data = kind.load(spec.options, spec.seed)
    training, validation = cut(len(data.training), spec.validation_split, spec.seed)
    if not len(training):
        raise LearnerError("no_training_rows", field="data.validation_split")
    return Rows(spec, kind, data, training, validation)


def chosen(rows: Rows, asked: AskedRows) -> dict[str, Any]:
    """Which rows are asked for: ``rows`` of the part's arrays, ``which`` of the part, ``count``.

    Where the part has fewer, the rest is padding: -1 in ``which``.
    """
    numbers = rows.part(asked.part)[1]
    here = min(asked.count, len(numbers))
    if asked.first is None:
        places = np.linspace(0, max(len(numbers) - 1, 0), here).astype(np.int32)
    else:
        places = np.arange(asked.first, min(asked.first + here, len(numbers)), dtype=np.int32)
    which, found = np.full(asked.count, -1, np.int32), np.zeros(asked.count, np.int32)
    which[: len(places)], found[: len(places)] = places, numbers[places]
    return {"rows": found, "which": which, "count": np.int32(len(places))}


_resident: OrderedDict[Any, dict[str, Any]] = OrderedDict()


def resident(
    rows: Rows,
    form: str,
    encode: Any,
    device: Device,
    part: str = "training",
    column: str | None = None,
) -> dict[str, Any]:
    """A part's examples on the device, all rows of it: inputs, targets as the loss wants, scale,
    and the weights of rows where a column says them.

    Runs of one data set share the same arrays.
    """
    spec = rows.spec
    options = tuple(sorted((name, str(value)) for name, value in spec.options.items()))
    key = (spec.dataset, options, spec.seed, form, str(device), part == "test", column)
    if key in _resident:
        _resident.move_to_end(key)
        return _resident[key]
    examples = rows.part(part)[0]
    size = len(examples)
    if rows.kind.sample_type == "points":
        size = max(LEAST_POINTS, 1 << (size - 1).bit_length())

    def padded(array: AnyArray) -> AnyArray:
        return _padded(array, size)

    arrays: dict[str, Any] = {
        "inputs": _padded(examples.inputs, size),
        "targets": jax.tree.map(padded, encode(examples.targets)),
        "scale": np.float32(rows.data.scale),
    }
    if column is not None:
        arrays["weights"] = _padded(row_weights(rows, column, part), size)
    _resident[key] = jax.device_put(arrays, device)
    while len(_resident) > RESIDENT:
        _resident.popitem(last=False)
    return _resident[key]


def row_weights(rows: Rows, column: str, part: str = "training") -> FloatArray:
    """How much each row of a part counts [n]: what the column says in its own unit."""
    place = rows.data.features.index(column)
    values = rows.part(part)[0].inputs[:, place].astype(np.float32)
    factor, least = _unit(rows.data, column)
    return values * np.float32(factor) + np.float32(least)


# By step, from its statistics; a column with one value is 0 everywhere.
UNITS: Mapping[str, Callable[[float, float], tuple[float, float]]] = {
    "standardize": lambda mean, deviation: (deviation, mean),
    "normalize": lambda least, greatest: (greatest - least or 1.0, least),
}


def _unit(data: Data, column: str) -> tuple[float, float]:
    """What undoes the scaling of a column: a factor, and what is added then."""
    for done in data.steps:
        if done.step in UNITS and column in done.columns:
            at = done.columns.index(column)
            return UNITS[done.step](*(values[at] for values in done.statistics.values()))
    return 1.0, 0.0


def _padded(array: AnyArray, size: int) -> npt.NDArray[Any]:
    if len(array) == size:
        return array
    return np.concatenate([array, np.zeros((size - len(array), *array.shape[1:]), array.dtype)])
