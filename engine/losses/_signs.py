"""Targets on two sides of zero."""

import jax
import jax.numpy as jnp


def signs(target: jax.Array) -> jax.Array:
    """Zeros become -1, as Keras reads yes-or-no targets for its hinge losses."""
    return jnp.where(target == 0, -1.0, target)
