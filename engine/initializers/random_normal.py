"""Random normal: draws from a bell curve of any mean and width."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers._fields import MEAN, STDDEV


def draw(rng: np.random.Generator, shape: tuple[int, ...], config: Config) -> FloatArray:
    """Normal draws of that mean and standard deviation."""
    return (config["mean"] + config["stddev"] * rng.standard_normal(shape)).astype(np.float32)


KIND = InitializerKind(
    name="random_normal",
    label=Text("Random, normal", "Zufall, normalverteilt"),
    summary=Text(
        "A bell curve of a width you choose",
        "Eine Glockenkurve, deren Breite du wählst",
    ),
    formula=r"W \sim N(\mu, \sigma^2)",
    draw=draw,
    fields=(MEAN, STDDEV),
)
