"""LeCun's uniform start: sums spread as much as the inputs do."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers import _fans


def draw(rng: np.random.Generator, shape: tuple[int, ...], _config: Config) -> FloatArray:
    """Even draws between ±sqrt(3 / fan in)."""
    limit = np.sqrt(3 / _fans.fans(shape)[0])
    return rng.uniform(-limit, limit, shape).astype(np.float32)


KIND = InitializerKind(
    name="lecun_uniform",
    label=Text("LeCun, uniform", "LeCun, gleichverteilt"),
    summary=Text(
        "Keeps the spread of what comes in; flat instead of bell-shaped",
        "Erhält die Streuung dessen, was hereinkommt; flach statt glockenförmig",
    ),
    formula=r"W \sim U(-a, a),\quad a = \sqrt{\tfrac{3}{n_{in}}}",
    draw=draw,
)
