"""Glorot's normal start: the same spread as the uniform one, in a bell shape."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers import _fans


def draw(rng: np.random.Generator, shape: tuple[int, ...], _config: Config) -> FloatArray:
    """Normal draws, tails cut at two deviations; the deviation is sqrt(2 / (fan in + fan out))."""
    incoming, outgoing = _fans.fans(shape)
    return _fans.spread_normal(rng, shape, float(np.sqrt(2 / (incoming + outgoing))))


KIND = InitializerKind(
    name="glorot_normal",
    label=Text("Glorot, normal", "Glorot, normalverteilt"),
    summary=Text(
        "Good with tanh, sigmoid and softmax; most weights are small",
        "Gut mit tanh, Sigmoid und Softmax; die meisten Gewichte sind klein",
    ),
    formula=r"W \sim N(0, \sigma^2),\quad \sigma = \sqrt{\tfrac{2}{n_{in} + n_{out}}}",
    draw=draw,
)
