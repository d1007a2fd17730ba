"""Zeros: the usual start of a bias."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text


def draw(_rng: np.random.Generator, shape: tuple[int, ...], _config: Config) -> FloatArray:
    """Zeros of that shape."""
    return np.zeros(shape, np.float32)


KIND = InitializerKind(
    name="zeros",
    label=Text("Zeros", "Nullen"),
    summary=Text(
        "Right for biases; as weights all neurons would stay equal",
        "Richtig für Biase; als Gewichte blieben alle Neuronen gleich",
    ),
    formula=r"W = 0",
    draw=draw,
)
