"""What is told of many numbers at once: a histogram, mean and deviation, length."""

from collections.abc import Mapping

import jax
import jax.numpy as jnp

BINS = 40
MOST = 1 << 16  # numbers counted: of more, as many spread evenly, which looks the same


def histogram(values: jax.Array, here: jax.Array | None = None) -> tuple[jax.Array, jax.Array]:
    """How many of the finite ``values`` (with a 1 in ``here``) lie in each of equal bins [bins],
    and the ends of them all [2]; NaN where there are none. Alike values all lie in the first."""
    stride = max(1, -(-values.size // MOST))
    values = values.ravel()[::stride]
    if not values.size:
        return jnp.full(BINS, jnp.nan), jnp.full(2, jnp.nan)
    sound = jnp.isfinite(values)
    if here is not None:
        sound &= here.ravel()[::stride] > 0
    least = jnp.min(jnp.where(sound, values, jnp.inf))
    greatest = jnp.max(jnp.where(sound, values, -jnp.inf))
    span = jnp.where(greatest > least, greatest - least, 1.0)
    place = jnp.clip(jnp.floor((values - least) / span * BINS), 0, BINS - 1)
    bins = jnp.where(sound, place, 0).astype(jnp.int32)
    counts = jnp.zeros(BINS).at[bins].add(sound.astype(jnp.float32))
    return counts, jnp.where(jnp.any(sound), jnp.stack([least, greatest]), jnp.nan)


def moments(values: jax.Array, here: jax.Array | None = None) -> tuple[jax.Array, jax.Array]:
    """Mean and standard deviation of those with a 1 in ``here``; NaN of nothing."""
    if not values.size:
        return jnp.float32(jnp.nan), jnp.float32(jnp.nan)
    mean = jnp.mean(values, where=None if here is None else here > 0)
    return mean, jnp.std(values, where=None if here is None else here > 0)


def norm(values: jax.Array) -> jax.Array:
    """The Euclidean length; NaN of nothing."""
    return jnp.sqrt(jnp.square(values).sum()) if values.size else jnp.float32(jnp.nan)


def flat(tensors: Mapping[str, jax.Array]) -> jax.Array:
    """All numbers of a layer's tensors, one behind the other by name."""
    lines = [tensors[name].ravel() for name in sorted(tensors)]
    return jnp.concatenate(lines) if lines else jnp.zeros(0, jnp.float32)
