"""Random uniform: even draws between two limits."""

import numpy as np

from engine.contracts import Config, Field, FloatArray, InitializerKind, Text


def draw(rng: np.random.Generator, shape: tuple[int, ...], config: Config) -> FloatArray:
    """Even draws from the lower limit up to the upper one."""
    low, high = config["minval"], config["maxval"]
    return (low + (high - low) * rng.random(shape)).astype(np.float32)


KIND = InitializerKind(
    name="random_uniform",
    label=Text("Random, uniform", "Zufall, gleichverteilt"),
    summary=Text(
        "Every number between two limits equally likely",
        "Zwischen zwei Grenzen ist jede Zahl gleich wahrscheinlich",
    ),
    formula=r"W \sim U(a, b)",
    draw=draw,
    fields=(
        Field(
            "minval",
            "number",
            -0.05,
            Text("Lower limit", "Untergrenze"),
            Text("No draw is smaller.", "Kein Wert ist kleiner."),
            minimum=-100,
            maximum=100,
        ),
        Field(
            "maxval",
            "number",
            0.05,
            Text("Upper limit", "Obergrenze"),
            Text("No draw is larger.", "Kein Wert ist größer."),
            minimum=-100,
            maximum=100,
        ),
    ),
)
