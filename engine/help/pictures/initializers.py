"""An initializer as it draws: a histogram of many weights, and a small kernel to look at."""

import numpy as np

from engine.contracts import InitializerKind, Text
from engine.graph.fields import filled
from engine.help.drawing import Picture, bars, maps, sheet

MANY, FEW = (256, 256), (16, 16)


def pictures(kind: InitializerKind) -> list[Picture]:
    """What really was drawn with the defaults and the seed 0."""
    config, _ = filled(kind.fields, {})
    many = kind.draw(np.random.default_rng(0), MANY, config)
    few = kind.draw(np.random.default_rng(0), FEW, config)
    return [
        bars(
            Text("65,536 weights of a 256 × 256 kernel", "65.536 Gewichte eines 256 × 256-Kerns"),
            Text("weight", "Gewicht"),
            many,
        ),
        maps(
            Text("A 16 × 16 kernel", "Ein 16 × 16-Kern"),
            [sheet(Text("kernel", "Kern"), few)],
        ),
    ]
