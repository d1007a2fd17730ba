"""What the cross-entropies share: probabilities that add up and whose logarithm is finite."""

import jax
import jax.numpy as jnp

EPSILON = 1e-7  # Keras's: ln(1e-7) is about -16, so no single example can cost more than 16


def clipped(output: jax.Array) -> jax.Array:
    """Probabilities kept inside [1e-7, 1 - 1e-7], as Keras keeps them."""
    return jnp.clip(output, EPSILON, 1 - EPSILON)


def log_distribution(output: jax.Array) -> jax.Array:
    """Logarithms of the last axis made to add up to one, as Keras does before the cross-entropy."""
    return jnp.log(clipped(output / jnp.sum(output, axis=-1, keepdims=True)))
