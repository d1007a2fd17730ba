"""Truncated normal: a bell curve whose tails are cut off."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers import _fans
from engine.initializers._fields import MEAN, STDDEV


def draw(rng: np.random.Generator, shape: tuple[int, ...], config: Config) -> FloatArray:
    """Normal draws, those beyond two standard deviations drawn again."""
    return (config["mean"] + config["stddev"] * _fans.cut_normal(rng, shape)).astype(np.float32)


KIND = InitializerKind(
    name="truncated_normal",
    label=Text("Truncated normal", "Gestutzt normalverteilt"),
    summary=Text(
        "A bell curve without its tails: nothing beyond two deviations",
        "Eine Glockenkurve ohne Ausläufer: nichts jenseits von zwei Abweichungen",
    ),
    formula=r"W \sim N(\mu, \sigma^2),\quad |W - \mu| \le 2\sigma",
    draw=draw,
    fields=(MEAN, STDDEV),
)
