"""He's normal start: made for ReLU, in a bell shape."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers import _fans


def draw(rng: np.random.Generator, shape: tuple[int, ...], _config: Config) -> FloatArray:
    """Normal draws, tails cut at two deviations; the deviation is sqrt(2 / fan in)."""
    return _fans.spread_normal(rng, shape, float(np.sqrt(2 / _fans.fans(shape)[0])))


KIND = InitializerKind(
    name="he_normal",
    label=Text("He, normal", "He, normalverteilt"),
    summary=Text(
        "Made for ReLU and its relatives; most weights are small",
        "Gemacht für ReLU und Verwandte; die meisten Gewichte sind klein",
    ),
    formula=r"W \sim N(0, \sigma^2),\quad \sigma = \sqrt{\tfrac{2}{n_{in}}}",
    draw=draw,
)
