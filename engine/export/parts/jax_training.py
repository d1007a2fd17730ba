# pyright: basic
"""What training in JAX needs beside loss and optimizer: prices, bounds, frozen weights."""

import jax
import jax.numpy as jnp
import numpy as np


def price(tensor, l1=0.0, l2=0.0):
    """What large weights cost: l1 sum(abs(w)) + l2 sum(w^2)."""
    return l1 * jnp.abs(tensor).sum() + l2 * jnp.square(tensor).sum()


def price_of_outputs(values, l1=0.0, l2=0.0):
    """What large outputs of a layer cost each row."""
    values = values.reshape(len(values), -1)
    return l1 * jnp.abs(values).sum(1) + l2 * jnp.square(values).sum(1)


def clipnorm(grads, most):
    """Each gradient shortened to at most that length."""
    return jax.tree.map(lambda g: g * most / jnp.maximum(jnp.sqrt(jnp.sum(g * g)), most), grads)


def global_clipnorm(grads, most):
    """All gradients shortened together to at most that length."""
    length = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(grads)))
    return jax.tree.map(lambda g: g * most / jnp.maximum(length, most), grads)


def clipvalue(grads, most):
    """Every number of the gradients kept between -most and most."""
    return jax.tree.map(lambda g: jnp.clip(g, -most, most), grads)


def max_norm(tensor, most, axes):
    """Weights whose norm over the axes that lead to one output is at most that long."""
    norms = jnp.sqrt(jnp.sum(tensor**2, axes, keepdims=True))
    return tensor * jnp.clip(norms, 0, most) / (1e-7 + norms)


def parted(weights, fixed):
    """The weights that are learned, and those that are not."""
    learned = {
        layer: {name: w for name, w in own.items() if name not in fixed.get(layer, ())}
        for layer, own in weights.items()
    }
    rest = {layer: {name: weights[layer][name] for name in own} for layer, own in fixed.items()}
    return learned, rest


def joined(first, second):
    """Both parts of the weights in one."""
    return {layer: {**own, **second.get(layer, {})} for layer, own in first.items()}


def each_row(losses, rows):
    """The mean loss of each row's positions."""
    return losses.reshape(rows, -1).mean(axis=1)


def in_batches(function, x, size=500):
    """What a function makes of many rows, some at a time; it may answer several arrays."""
    parts = [function(x[start : start + size]) for start in range(0, len(x), size)]
    return jax.tree.map(lambda *each: np.concatenate(each), *parts)
