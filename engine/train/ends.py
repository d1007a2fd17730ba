"""Where an activation ends, read off the function itself: its bounds, and whether it shuts off."""

import functools

import jax
import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.contracts import Ends

FAR, FARTHER = 1e4, 1e6
SHUT = (-8.0, -6.0, -4.0)  # no soft function is exactly 0 at all of these


@functools.cache
def ends_of(activation: str) -> Ends:
    """Tries the function out. One that compares sums with each other (softmax) has no ends."""
    sums = np.array([-FARTHER, -FAR, *SHUT, FAR, FARTHER], np.float32)
    with jax.ensure_compile_time_eval():
        tried = catalog.activations()[activation].apply(jnp.asarray(np.stack([sums, sums], 1)))
        found = np.asarray(tried)[:, 0]
    least, low, *shut, high, greatest = (float(value) for value in found)
    off = all(value == 0 for value in shut)
    bounded = abs(least - low) < 1e-3 and abs(greatest - high) < 1e-3 and greatest > least
    return Ends(least, greatest, off) if bounded else Ends(None, None, off)
