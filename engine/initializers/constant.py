"""Constant: every number the same."""

import numpy as np

from engine.contracts import Config, Field, FloatArray, InitializerKind, Text


def draw(_rng: np.random.Generator, shape: tuple[int, ...], config: Config) -> FloatArray:
    """That number everywhere."""
    return np.full(shape, config["value"], np.float32)


KIND = InitializerKind(
    name="constant",
    label=Text("Constant", "Konstante"),
    summary=Text(
        "Every number the same",
        "Jede Zahl gleich",
    ),
    formula=r"W = c",
    draw=draw,
    fields=(
        Field(
            "value",
            "number",
            0.0,
            Text("Value", "Wert"),
            Text("The number that stands everywhere.", "Die Zahl, die überall steht."),
            minimum=-1000,
            maximum=1000,
        ),
    ),
)
