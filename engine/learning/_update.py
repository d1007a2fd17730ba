"""From gradients to new weights, the same for every way of learning and every optimizer.

In Keras's order: penalties, clipping, weight decay, the optimizer with the scheduled learning
rate, the layers' largest norms. What is frozen stays.
"""

import functools
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.contracts import Config, Moves, OptimizerKind
from engine.graph.build import Network
from engine.graph.fields import structure
from engine.graph.spec import TrainingSpec

Knobs: TypeAlias = Mapping[str, Any]


class Update:
    """What one training part of a document does with gradients."""

    def __init__(self, network: Network, training: TrainingSpec) -> None:
        self._network = network
        self._kind: OptimizerKind = catalog.optimizers()[training.optimizer]
        self._config: Config = structure(self._kind.fields, training.optimizer_config)
        self._schedule = catalog.schedules()[training.schedule.kind]
        self._scheduled: Config = structure(self._schedule.fields, dict(training.schedule.config))

    def init(self, params: Any) -> Any:
        """The optimizer's memory before the first step."""
        return self._kind.init(params, self._config)

    def rate(self, knobs: Knobs, step: jax.Array) -> jax.Array:
        """The learning rate of a step: the slider's, as callbacks lowered it, as scheduled."""
        start = knobs["optimizer"]["learning_rate"] * knobs["callbacks"]["rate"]
        when = step.astype(jnp.float32)
        return self._schedule.rate(start, when, self._scheduled, knobs["schedule"])

    def rate_at(self, knobs: Knobs, step: int) -> float:
        """The same on the host; each kind of schedule compiles once, in some milliseconds."""
        start = knobs["optimizer"]["learning_rate"] * knobs["callbacks"]["rate"]
        if not self._schedule.moves:
            return float(start)
        scheduled = _compiled_rate(self._schedule.name, tuple(self._scheduled.items()))
        return float(scheduled(start, np.float32(step), knobs["schedule"]))

    def moves(self, grads: Any, memory: Any, params: Any, knobs: Knobs, step: jax.Array) -> Moves:
        """All that a step does with gradients, ``step`` counting from 0."""
        network, nodes = self._network, knobs["nodes"]
        rate = self.rate(knobs, step)
        moves = {**knobs["optimizer"], "learning_rate": rate}
        penalized = network.penalized(grads, params, nodes)
        kept = clipped(network.thawed(penalized, nodes), moves)
        decayed = params
        if "weight_decay" in moves:
            left = 1 - moves["weight_decay"] * moves["learning_rate"]
            decayed = scaled(params, left)
        change, memory = self._kind.update(kept, memory, decayed, self._config, moves)
        if decayed is not params:
            change = jax.tree.map(_through, change, decayed, params)
        change = network.thawed(change, nodes)
        moved = jax.tree.map(jnp.add, params, change)
        bound = network.held(network.constrained(moved, nodes), params, nodes)
        return Moves(rate, penalized, kept, decayed, change, memory, bound)


@functools.cache
def _compiled_rate(schedule: str, config: tuple[tuple[str, Any], ...]) -> Callable[..., jax.Array]:
    rate, given = catalog.schedules()[schedule].rate, dict(config)

    def of_step(start: jax.Array, step: jax.Array, knobs: Knobs) -> jax.Array:
        return rate(start, step, given, knobs)

    return jax.jit(of_step)


def clipped(grads: Any, knobs: Knobs) -> Any:
    """Gradients kept short: each tensor by its own norm, all by their common one, or each number;
    as ``keras.optimizers.Optimizer`` clips them, which takes one of the three."""
    if "clipnorm" in knobs:

        def alone(grad: jax.Array) -> jax.Array:
            return grad * _allowed(_norm([grad]), knobs["clipnorm"])

        return jax.tree.map(alone, grads)
    if "global_clipnorm" in knobs:
        return scaled(grads, _allowed(_norm(jax.tree.leaves(grads)), knobs["global_clipnorm"]))
    if "clipvalue" in knobs:

        def kept(grad: jax.Array) -> jax.Array:
            return jnp.clip(grad, -knobs["clipvalue"], knobs["clipvalue"])

        return jax.tree.map(kept, grads)
    return grads


def scaled(tree: Any, factor: jax.Array) -> Any:
    """Every tensor times one number."""

    def times(tensor: jax.Array) -> jax.Array:
        return tensor * factor

    return jax.tree.map(times, tree)


def _through(change: jax.Array, decayed: jax.Array, before: jax.Array) -> jax.Array:
    """The change counted from where the weights were before they decayed."""
    return change + decayed - before


def _norm(tensors: list[jax.Array]) -> jax.Array:
    squares = jnp.float32(0)
    for tensor in tensors:
        squares += jnp.square(tensor).sum()
    return jnp.sqrt(squares)


def _allowed(length: jax.Array, most: jax.Array) -> jax.Array:
    """The factor that brings a length down to the most that is allowed."""
    return most / jnp.maximum(length, most)
