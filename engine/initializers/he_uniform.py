"""He's uniform start: twice as much room, because ReLU throws half of a signal away."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers import _fans


def draw(rng: np.random.Generator, shape: tuple[int, ...], _config: Config) -> FloatArray:
    """Even draws between ±sqrt(6 / fan in)."""
    limit = np.sqrt(6 / _fans.fans(shape)[0])
    return rng.uniform(-limit, limit, shape).astype(np.float32)


KIND = InitializerKind(
    name="he_uniform",
    label=Text("He, uniform", "He, gleichverteilt"),
    summary=Text(
        "Made for ReLU and its relatives",
        "Gemacht für ReLU und Verwandte",
    ),
    formula=r"W \sim U(-a, a),\quad a = \sqrt{\tfrac{6}{n_{in}}}",
    draw=draw,
)
