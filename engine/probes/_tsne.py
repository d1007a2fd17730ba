"""t-SNE after van der Maaten and Hinton (2008), all pairs, as rounds of gradient descent."""

from typing import Any, NamedTuple, cast

import jax
import jax.numpy as jnp

PERPLEXITY = 30.0
EARLY = 250  # rounds in which neighbors attract each other the more
EXAGGERATION = 12.0
LEAST_GAIN = 0.01
LEAST = 1e-12
HALVINGS = 40  # of the search for a width


class Layout(NamedTuple):
    """Places [n, d] and what leads on from them; ``near`` [n, n] are the neighborhoods."""

    places: jax.Array
    speed: jax.Array
    gains: jax.Array
    near: jax.Array


def distances(values: jax.Array) -> jax.Array:
    """Squared distances [n, n] of the rows [n, k]; never below zero, a row's own exactly zero."""
    lengths = jnp.sum(jnp.square(values), axis=1)
    found = lengths[:, None] + lengths - 2 * values @ values.T
    return jnp.maximum(found, 0) * (1 - jnp.eye(len(values)))


def pairs(present: jax.Array) -> jax.Array:
    """Which two rows are there and are not the same one, 1 or 0 [n, n]."""
    return present[:, None] * present * (1 - jnp.eye(len(present)))


def neighborhoods(values: jax.Array, present: jax.Array) -> jax.Array:
    """The joint probabilities p_ij [n, n] of the paper, of sum 1.

    Each row's width is found by halving so that its neighbors' entropy is log(perplexity); of few
    rows the perplexity is a third of them.
    """
    among, apart = pairs(present), distances(values)
    typical = jnp.sum(apart * among) / jnp.maximum(among.sum(), 1)
    apart = apart / jnp.maximum(typical, LEAST)
    aim = jnp.log(jnp.maximum(jnp.minimum(PERPLEXITY, (present.sum() - 1) / 3), 1.0))

    def shares(logarithm: jax.Array) -> jax.Array:
        likely = jnp.where(among > 0, -jnp.exp(logarithm)[:, None] * apart, -jnp.inf)
        likely = likely - jnp.max(jnp.where(among > 0, likely, -1e30), axis=1, keepdims=True)
        weights = jnp.where(among > 0, jnp.exp(likely), 0.0)
        return weights / jnp.maximum(weights.sum(axis=1, keepdims=True), LEAST)

    def halve(_: jax.Array, ends: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        low, high = ends
        middle = (low + high) / 2
        given = shares(middle)
        wide = -jnp.sum(given * jnp.log(jnp.maximum(given, LEAST)), axis=1) > aim
        return jnp.where(wide, middle, low), jnp.where(wide, high, middle)

    ends = (jnp.full(len(values), -20.0), jnp.full(len(values), 20.0))
    low, high = cast("Any", jax.lax).fori_loop(0, HALVINGS, halve, ends)
    given = shares((low + high) / 2)
    return (given + given.T) / (2 * jnp.maximum(present.sum(), 1))


def begin(values: jax.Array, present: jax.Array, places: jax.Array) -> Layout:
    """Before the first round; ``places`` [n, d] are near zero."""
    near = neighborhoods(values, present)
    return Layout(places, jnp.zeros_like(places), jnp.ones_like(places), near)


def slopes(layout: Layout, present: jax.Array, attract: jax.Array | float = 1.0) -> jax.Array:
    """The gradient [n, d] of the divergence with respect to the places (the paper's formula 5)."""
    close = pairs(present) / (1 + distances(layout.places))
    pull = (attract * layout.near - close / jnp.maximum(close.sum(), LEAST)) * close
    return 4 * (pull.sum(axis=1, keepdims=True) * layout.places - pull @ layout.places)


def turn(layout: Layout, present: jax.Array, number: jax.Array) -> Layout:
    """One round: momentum, and a gain of its own for each number, as the authors' program does."""
    early = number < EARLY
    slope = slopes(layout, present, jnp.where(early, EXAGGERATION, 1.0))
    rate = jnp.maximum(present.sum() / EXAGGERATION / 4, 50.0)
    turns = jnp.sign(slope) != jnp.sign(layout.speed)
    gains = jnp.maximum(jnp.where(turns, layout.gains + 0.2, layout.gains * 0.8), LEAST_GAIN)
    speed = jnp.where(early, 0.5, 0.8) * layout.speed - rate * gains * slope
    return layout._replace(places=layout.places + speed, speed=speed, gains=gains)


def loss(layout: Layout, present: jax.Array) -> jax.Array:
    """The Kullback-Leibler divergence of both neighborhoods [], in nats."""
    close = pairs(present) / (1 + distances(layout.places))
    close = jnp.maximum(close / jnp.maximum(close.sum(), LEAST), LEAST)
    near = layout.near
    each = jnp.where(near > 0, near * jnp.log(jnp.maximum(near, LEAST) / close), 0.0)
    return jnp.sum(each)
