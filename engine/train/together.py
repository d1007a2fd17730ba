"""Compiled functions for members of one structure whose states are stacked: all in one call."""

from collections.abc import Sequence
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import Lesson, Picture
from engine.graph.build import Network
from engine.train.observe import sent
from engine.train.step import DeviceData, State, gathered, score_rows, step_key


def stacked(trees: Sequence[Any]) -> Any:
    """Equal trees as one, on the host, with an axis of members in front of every leaf."""

    def joined(*leaves: Any) -> Any:
        return np.stack([np.asarray(leaf) for leaf in leaves])

    return jax.tree.map(joined, *trees)


def member(tree: Any, place: int) -> Any:
    """One member of a stacked tree, on the host."""

    def own(leaf: Any) -> Any:
        return np.array(leaf)[place].copy()

    return jax.tree.map(own, tree)


def run_together(
    lesson: Lesson,
    state: State,
    alive: jax.Array,
    order: jax.Array,
    counts: jax.Array,
    trips: jax.Array,
    knobs: Any,
    data: DeviceData,
) -> tuple[State, jax.Array, jax.Array, jax.Array]:
    """Takes ``trips`` steps of all members. ``order`` int32 [kmax, n, capacity] and ``counts``
    [kmax, n], or without the axis of members where all follow the same order.

    Answers the state, who is still ``alive`` [n], how many steps each has taken [n] and their
    losses [kmax, n]. A member whose loss is not finite keeps the state before that step; the loop
    goes on for the others, which is why old and new are chosen between at every step here.
    """
    shared = order.ndim == 2

    def step(state: State, rows: jax.Array, count: jax.Array, knobs: Any) -> Any:
        after, loss, _ = lesson.step(state, gathered(data, rows, count), knobs, step_key(state))
        return {**after, "step": state["step"] + 1, "key": state["key"]}, loss

    axis = None if shared else 0
    everybody = jax.vmap(step, in_axes=(0, axis, axis, 0))

    def body(carry: tuple[Any, ...]) -> tuple[Any, ...]:
        turn, state, alive, taken, losses = carry
        after, loss = everybody(state, order[turn], counts[turn], knobs)
        sound = alive & jnp.isfinite(loss)

        def chosen(old: jax.Array, new: jax.Array) -> jax.Array:
            return jnp.where(sound.reshape(-1, *(1,) * (old.ndim - 1)), new, old)

        state = jax.tree.map(chosen, state, after)
        return turn + 1, state, sound, taken + sound.astype(jnp.int32), losses.at[turn].set(loss)

    def going(carry: tuple[Any, ...]) -> jax.Array:
        return carry[0] < trips

    nothing = jnp.zeros(len(alive), jnp.int32)
    losses = jnp.zeros((len(order), len(alive)), jnp.float32)
    first = (jnp.int32(0), state, alive, nothing, losses)
    _, state, alive, taken, losses = jax.lax.while_loop(going, body, first)
    return state, alive, taken, losses


def score_together(
    lesson: Lesson,
    state: Any,
    rows: jax.Array,
    count: jax.Array,
    knobs: Any,
    data: DeviceData,
) -> Any:
    """What ``score_rows`` answers, for every member, of the same rows [b]."""

    def score(state: Any, knobs: Any) -> Any:
        return score_rows(lesson, state, rows, count, knobs, data)

    return jax.vmap(score)(state, knobs)


def planes(network: Network, state: Any, knobs: Any, grid: jax.Array) -> Any:
    """How each member's single output answers over the plane, as bytes [n, side, side] with their
    ranges [n, 2]; ``grid`` [side * side, features] row by row."""

    def answered(state: Any, knobs: Any) -> jax.Array:
        outputs = network.apply(
            state,
            grid,
            knobs["nodes"],
            training=False,
            key=jax.random.key(0),
            present=jnp.ones(len(grid), jnp.float32),
        )
        side = round(len(grid) ** 0.5)
        return outputs.values[network.output].reshape(side, side)

    return sent(Picture(jax.vmap(answered)(state, knobs)))
