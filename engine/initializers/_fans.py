"""How many numbers meet in a weight, and draws from a bell curve with its tails cut off."""

import math

import numpy as np

from engine.contracts import AnyArray, FloatArray

# Standard deviation of a standard normal cut at ±2; dividing by it gives the asked spread back.
_CUT_SPREAD = 0.87962566103423978


def fans(shape: tuple[int, ...]) -> tuple[float, float]:
    """Inputs and outputs per weight: the last two axes, times the window of a convolution."""
    if len(shape) < 2:
        size = float(shape[0]) if shape else 1.0
        return size, size
    window = math.prod(shape[:-2])
    return float(window * shape[-2]), float(window * shape[-1])


def cut_normal(rng: np.random.Generator, shape: tuple[int, ...]) -> AnyArray:
    """Standard normal draws; those beyond two standard deviations are drawn again."""
    values = rng.standard_normal(shape)
    while (outside := np.abs(values) > 2).any():
        values[outside] = rng.standard_normal(int(outside.sum()))
    return values


def spread_normal(rng: np.random.Generator, shape: tuple[int, ...], deviation: float) -> FloatArray:
    """Draws from a bell curve without tails whose own standard deviation is ``deviation``."""
    return (cut_normal(rng, shape) * (deviation / _CUT_SPREAD)).astype(np.float32)
