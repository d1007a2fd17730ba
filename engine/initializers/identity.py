"""Identity: ones on the diagonal, for kernels of two axes."""

import numpy as np

from engine.contracts import Config, FloatArray, InitializerKind, Text
from engine.initializers._fields import GAIN


def draw(_rng: np.random.Generator, shape: tuple[int, ...], config: Config) -> FloatArray:
    """The identity matrix, cut off or filled with zeros where it is not square."""
    return (config["gain"] * np.eye(shape[0], shape[1])).astype(np.float32)


KIND = InitializerKind(
    name="identity",
    label=Text("Identity", "Einheitsmatrix"),
    summary=Text(
        "Ones on the diagonal: at first every signal passes as it is",
        "Einsen auf der Diagonale: Anfangs geht jedes Signal unverändert durch",
    ),
    formula=r"W_{ij} = g\,\delta_{ij}",
    draw=draw,
    fields=(GAIN,),
    axes=(2, 2),
)
