"""Ones: the usual start of a scale."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text


def draw(_rng: np.random.Generator, shape: tuple[int, ...], _config: Config) -> FloatArray:
    """Ones of that shape."""
    return np.ones(shape, np.float32)


KIND = InitializerKind(
    name="ones",
    label=Text("Ones", "Einsen"),
    summary=Text(
        "Right for scales; as weights all neurons would stay equal",
        "Richtig für Skalen; als Gewichte blieben alle Neuronen gleich",
    ),
    formula=r"W = 1",
    draw=draw,
)
