"""Glorot's uniform start: as wide as keeps signals alive in both directions."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers import _fans


def draw(rng: np.random.Generator, shape: tuple[int, ...], _config: Config) -> FloatArray:
    """Even draws between ±sqrt(6 / (fan in + fan out))."""
    incoming, outgoing = _fans.fans(shape)
    limit = np.sqrt(6 / (incoming + outgoing))
    return rng.uniform(-limit, limit, shape).astype(np.float32)


KIND = InitializerKind(
    name="glorot_uniform",
    label=Text("Glorot, uniform", "Glorot, gleichverteilt"),
    summary=Text(
        "Good with tanh, sigmoid and softmax; Keras's default",
        "Gut mit tanh, Sigmoid und Softmax; Standard in Keras",
    ),
    formula=r"W \sim U(-a, a),\quad a = \sqrt{\tfrac{6}{n_{in} + n_{out}}}",
    draw=draw,
)
