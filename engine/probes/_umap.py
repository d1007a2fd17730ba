"""UMAP after McInnes, Healy and Melville (2018), all pairs: each round takes the mean of what their
program draws at random."""

from typing import Any, NamedTuple, cast

import jax
import jax.numpy as jnp

from engine.probes._tsne import distances, pairs

NEIGHBORS = 15
REPELLED = 5.0  # rows that each neighbor's pull is weighed against
# The curve 1 / (1 + A d^2B) nearest to "alike up to 0.1 apart, then falling as exp(0.1 - d)".
A = 1.5769
B = 0.8951
REACH = 10.0  # of the first places
FIRST_RATE = 0.4
ROUNDS = 500
LEAST = 1e-12
SMALL = 1e-3
HALVINGS = 40


class Layout(NamedTuple):
    """Places [n, d]; ``alike`` [n, n] is how surely two rows are neighbors."""

    places: jax.Array
    alike: jax.Array


def neighborhoods(values: jax.Array, present: jax.Array) -> jax.Array:
    """How surely each two rows are neighbors, from 0 to 1 [n, n], symmetric.

    A row's nearest neighbor is one for sure; widths are halved until its 15 nearest add up to
    log2(15), of few rows as many as there are.
    """
    apart = jnp.where(pairs(present) > 0, jnp.sqrt(distances(values)), jnp.inf)
    wanted = min(NEIGHBORS, len(values) - 1)
    found: tuple[jax.Array, jax.Array] = cast("Any", jax.lax.top_k)(-apart, wanted)
    away, which = -found[0], found[1]
    count = jnp.minimum(float(wanted), present.sum() - 1)
    beyond = jnp.maximum(away - away[:, :1], 0.0)
    there = jnp.isfinite(away)
    typical = jnp.sum(jnp.where(there, away, 0.0)) / jnp.maximum(there.sum().astype(jnp.float32), 1)
    beyond = jnp.where(there, beyond, jnp.inf) / jnp.maximum(typical, LEAST)
    aim = jnp.log2(jnp.maximum(count, 1.0))

    def shares(logarithm: jax.Array) -> jax.Array:
        return jnp.where(there, jnp.exp(-beyond * jnp.exp(-logarithm)[:, None]), 0.0)

    def halve(_: jax.Array, ends: tuple[jax.Array, jax.Array]) -> tuple[jax.Array, jax.Array]:
        low, high = ends
        middle = (low + high) / 2
        wide = shares(middle).sum(axis=1) > aim
        return jnp.where(wide, low, middle), jnp.where(wide, middle, high)

    # Far below the typical distance nothing is told apart; the paper's program ends there as well.
    ends = (jnp.full(len(values), jnp.log(SMALL)), jnp.full(len(values), 20.0))
    low, high = cast("Any", jax.lax).fori_loop(0, HALVINGS, halve, ends)
    rows = jnp.arange(len(values), dtype=jnp.int32)[:, None]
    given = jnp.zeros_like(apart).at[rows, which].set(shares((low + high) / 2))
    return given + given.T - given * given.T


def begin(values: jax.Array, present: jax.Array, places: jax.Array) -> Layout:
    """Before the first round, from ``places`` [n, d] however large."""
    reach = jnp.maximum(jnp.abs(places).max(), LEAST)
    return Layout(REACH * places / reach, neighborhoods(values, present))


def turn(layout: Layout, present: jax.Array, number: jax.Array) -> Layout:
    """One round: down the slope, each row by the mean over its neighbors, so that none overshoots
    for having many."""
    weight = jnp.maximum(layout.alike.sum(axis=1, keepdims=True), LEAST)
    rate = FIRST_RATE * (1 - number / ROUNDS)
    return layout._replace(places=layout.places - rate * slopes(layout, present) / weight)


def slopes(layout: Layout, present: jax.Array) -> jax.Array:
    """The gradient [n, d] of ``loss``, times the rows, with respect to the places: neighbors draw
    each other near, all push each other away."""
    places, alike = layout
    apart = distances(places)
    power = _power(apart)
    pull = 2 * B * power / ((SMALL + apart) * (1 + power)) * alike
    push = 2 * B / ((SMALL + apart) * (1 + power)) * _pushed(alike, present)
    force = pull - push
    return force.sum(axis=1, keepdims=True) * places - force @ places


def _power(apart: jax.Array) -> jax.Array:
    """A d^2B of squared distances; a power by way of the logarithm is much quicker."""
    return A * jnp.exp(B * jnp.log(jnp.maximum(apart, LEAST)))


def _pushed(alike: jax.Array, present: jax.Array) -> jax.Array:
    """How often two rows are drawn as no neighbors [n, n]: five at random for each pull."""
    weight = alike.sum(axis=1)
    drawn = REPELLED * (weight[:, None] + weight) / 2 / jnp.maximum(present.sum(), 1)
    return drawn * pairs(present)


def loss(layout: Layout, present: jax.Array) -> jax.Array:
    """What the rounds make small [], in nats for each row: the cross-entropy of both neighborhoods
    as far as it is drawn, so that rows that are no neighbors count less than in the paper's."""
    apart = distances(layout.places)
    power = _power(apart)
    # log(1 + p) - log(p) is -log(1 - v) of v = 1 / (1 + p), and does not break where v is 1.
    pull = jnp.sum(layout.alike * jnp.log1p(power))
    push = jnp.sum(_pushed(layout.alike, present) * (jnp.log1p(power) - jnp.log(power)))
    return (pull + push) / (2 * jnp.maximum(present.sum(), 1))
