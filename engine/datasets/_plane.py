"""What TensorFlow Playground's six sets share: options, features, draws that stay put.

Their mathematics is published in Playground's `dataset.ts`; it is written anew here. Two things are
done differently, both so that a moving slider looks like the same cloud changing: all chance is
drawn for the largest set at once and scaled afterwards, and the test part has a stream of its own
and always the same size.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from engine.contracts import Config, Data, Examples, Field, FloatArray, Text
from engine.datasets._cache import cached
from engine.errors import LearnerError

MOST_SAMPLES = 1000
TEST_SAMPLES = 500
CLASSES = ("-1", "+1")  # Playground's two targets: orange and blue
HALF_WIDTH = 6.0  # the plane is drawn from -6 to 6 on both axes

SAMPLES = Field(
    "samples", "integer", 500,
    Text("Points", "Punkte"),
    Text("How many points there are to learn from and to validate with.",
         "Wie viele Punkte es zum Lernen und Validieren gibt."),
    minimum=100, maximum=MOST_SAMPLES, structural=False,
)  # fmt: skip
NOISE = Field(
    "noise", "number", 0.0,
    Text("Noise in %", "Rauschen in %"),
    Text("How much chance is mixed in. With noise no boundary can be right everywhere.",
         "Wie viel Zufall mitspielt. Mit Rauschen kann keine Grenze überall stimmen."),
    minimum=0, maximum=50, structural=False,
)  # fmt: skip
FEATURES = Field(
    "features", "choices", ["x1", "x2"],
    Text("Inputs", "Eingaben"),
    Text("What the network is told about a point: its coordinates, or functions of them.",
         "Was das Netz über einen Punkt erfährt: seine Koordinaten oder Funktionen davon."),
    choices=("x1", "x2", "x1_squared", "x2_squared", "x1_x2", "sin_x1", "sin_x2"),
)  # fmt: skip
FIELDS = (SAMPLES, NOISE, FEATURES)

_FEATURES: dict[str, Callable[[FloatArray], FloatArray]] = {
    "x1": lambda xy: xy[:, 0],
    "x2": lambda xy: xy[:, 1],
    "x1_squared": lambda xy: xy[:, 0] ** 2,
    "x2_squared": lambda xy: xy[:, 1] ** 2,
    "x1_x2": lambda xy: xy[:, 0] * xy[:, 1],
    "sin_x1": lambda xy: np.sin(xy[:, 0]),
    "sin_x2": lambda xy: np.sin(xy[:, 1]),
}


@dataclass(frozen=True, slots=True)
class Draws:
    """The chance behind one part, row by row; row i is the same however many rows are asked for.

    ``index`` counts the points of one class; ``first`` says which class (the two alternate, so
    that every stretch of rows is balanced); ``uniform`` [n, 4] in 0..1 and ``normal`` [n, 2].
    ``spread`` runs through 0..1 evenly, wherever it is cut off (golden-ratio sequence).
    """

    index: np.ndarray
    first: np.ndarray
    uniform: np.ndarray
    normal: np.ndarray
    spread: np.ndarray


Labeled: TypeAlias = tuple[np.ndarray, np.ndarray]
"""Points [n, 2] and for each whether it is positive [n], or its value [n] for regression."""


def signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """One number for each chosen feature; the classes -1 and +1."""
    return (len(_chosen(options)),), CLASSES


def value_signature(options: Config) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """One number for each chosen feature; no classes."""
    return (len(_chosen(options)),), ()


def embed(options: Config, xy: FloatArray) -> FloatArray:
    """Plane points [n, 2] as inputs [n, features], float32."""
    points = np.asarray(xy, np.float32)
    columns = [_FEATURES[name](points) for name in _chosen(options)]
    return np.stack(columns, axis=1).astype(np.float32)


def classes_of(make: Callable[[Draws, float], Labeled]) -> Callable[[Config, int], Data]:
    """``load`` of a set with two classes, from ``make(draws, noise in 0..0.5)``."""
    return _loader(make, CLASSES, _class_numbers)


def values_of(make: Callable[[Draws, float], Labeled]) -> Callable[[Config, int], Data]:
    """``load`` of a set with one value a point, from ``make(draws, noise in 0..0.5)``."""
    return _loader(make, (), _values)


def between(low: float, high: float, uniform: np.ndarray) -> np.ndarray:
    """Uniform draws of 0..1 stretched to low..high."""
    return low + (high - low) * uniform


def anywhere(radius: float, draws: Draws) -> np.ndarray:
    """Points [n, 2] anywhere in the square of half width ``radius``."""
    return between(-radius, radius, draws.uniform[:, :2])


def displaced(points: np.ndarray, radius: float, noise: float, draws: Draws) -> np.ndarray:
    """Where the label is read: Playground's noise leaves the point and moves its label's place."""
    return points + between(-radius, radius, draws.uniform[:, 2:]) * noise


def _loader(
    make: Callable[[Draws, float], Labeled],
    classes: tuple[str, ...],
    targets: Callable[[np.ndarray], np.ndarray],
) -> Callable[[Config, int], Data]:
    def load(options: Config, seed: int) -> Data:
        noise = float(options["noise"]) / 100

        def part(number: int, count: int) -> tuple[FloatArray, Examples]:
            points, labels = make(_draw(seed, number, count), noise)
            points = points.astype(np.float32)
            return points, Examples(embed(options, points), targets(labels))

        points, training = part(0, int(options["samples"]))
        test_points, test = part(1, TEST_SAMPLES)
        return Data(
            training=training,
            test=test,
            shape=training.inputs.shape[1:],
            classes=classes,
            features=_chosen(options),
            columns={"points": points, "test_points": test_points},
        )

    return cached(load)


def _class_numbers(positive: np.ndarray) -> np.ndarray:
    return positive.astype(np.int32)


def _values(values: np.ndarray) -> np.ndarray:
    return values.astype(np.float32)[:, np.newaxis]


def _draw(seed: int, part: int, count: int) -> Draws:
    random = np.random.Generator(np.random.Philox(np.random.SeedSequence([seed, part])))
    uniform = random.random((MOST_SAMPLES, 4))
    normal = random.standard_normal((MOST_SAMPLES, 2))
    start = random.random()
    index = np.arange(MOST_SAMPLES) // 2
    golden = (np.sqrt(5) - 1) / 2
    return Draws(
        index=index[:count],
        first=(np.arange(MOST_SAMPLES) % 2 == 0)[:count],
        uniform=uniform[:count],
        normal=normal[:count],
        spread=((start + index * golden) % 1.0)[:count],
    )


def _chosen(options: Config) -> tuple[str, ...]:
    names = tuple(options["features"])
    if not names:
        raise LearnerError("features_empty", field="features")
    return names
