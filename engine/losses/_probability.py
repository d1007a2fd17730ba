"""What the cross-entropies share: probabilities that add up and whose logarithm is finite."""

import jax
import jax.numpy as jnp

EPSILON = 1e-7  # Keras's: ln(1e-7) is about -16, so no single example can cost more than 16


def clipped(output: jax.Array) -> jax.Array:
    """Probabilities kept inside [1e-7, 1 - 1e-7], as Keras keeps them."""
    return jnp.clip(output, EPSILON, 1 - EPSILON)


def log_distribution(output: jax.Array, *, logits: bool) -> jax.Array:
    """Logarithms of the last axis made to add up to one, as Keras does before the cross-entropy."""
    if logits:
        return jax.nn.log_softmax(output)
    return jnp.log(clipped(output / jnp.sum(output, axis=-1, keepdims=True)))


def log_yes_and_no(output: jax.Array, *, logits: bool) -> tuple[jax.Array, jax.Array]:
    """Logarithms of the probabilities of yes and of no."""
    if logits:
        return jax.nn.log_sigmoid(output), jax.nn.log_sigmoid(-output)
    probability = clipped(output)
    return jnp.log(probability), jnp.log(1 - probability)


def smoothed(target: jax.Array, share: jax.Array, classes: int) -> jax.Array:
    """Targets that are never quite sure: a share of them is spread evenly over the classes."""
    return target * (1 - share) + share / classes
