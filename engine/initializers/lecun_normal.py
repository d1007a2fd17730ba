"""LeCun's normal start: sums spread as much as the inputs do."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers import _fans


def draw(rng: np.random.Generator, shape: tuple[int, ...], _config: Config) -> FloatArray:
    """Normal draws, tails cut at two deviations; the deviation is sqrt(1 / fan in)."""
    return _fans.spread_normal(rng, shape, float(np.sqrt(1 / _fans.fans(shape)[0])))


KIND = InitializerKind(
    name="lecun_normal",
    label=Text("LeCun, normal", "LeCun, normalverteilt"),
    summary=Text(
        "Made for SELU; keeps the spread of what comes in",
        "Gemacht für SELU; erhält die Streuung dessen, was hereinkommt",
    ),
    formula=r"W \sim N(0, \sigma^2),\quad \sigma = \sqrt{\tfrac{1}{n_{in}}}",
    draw=draw,
)
