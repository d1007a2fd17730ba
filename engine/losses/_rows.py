"""From one number for each output to one number for each example."""

import jax
import jax.numpy as jnp


def mean(values: jax.Array) -> jax.Array:
    """The mean over all outputs of each example: [batch, ...] -> [batch]."""
    return jnp.mean(values.reshape(len(values), -1), axis=1)
