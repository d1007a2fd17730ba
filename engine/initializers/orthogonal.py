"""Orthogonal: a random rotation, all axes but the last read as one."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers._fields import GAIN


def draw(rng: np.random.Generator, shape: tuple[int, ...], config: Config) -> FloatArray:
    """The Q of a QR decomposition of normal draws, signs made even; shapes of two axes or more."""
    rows, columns = int(np.prod(shape[:-1])), shape[-1]
    draws = rng.standard_normal((max(rows, columns), min(rows, columns)))
    turned, triangle = np.linalg.qr(draws)
    turned = turned * np.sign(np.diag(triangle))
    matrix = turned if rows >= columns else turned.T
    return (config["gain"] * matrix.reshape(shape)).astype(np.float32)


KIND = InitializerKind(
    name="orthogonal",
    label=Text("Orthogonal", "Orthogonal"),
    summary=Text(
        "Turns signals without stretching them; good in recurrent and deep networks",
        "Dreht Signale, ohne sie zu strecken; gut in rekurrenten und tiefen Netzen",
    ),
    formula=r"W^T W = I",
    draw=draw,
    fields=(GAIN,),
    axes=(2, None),
)
