"""One training step taken apart: all that flows forward and back, and what becomes of each weight.

Compiled apart from the step and only where somebody asks. Its gradients are those of the step up to
the order in which float32 sums are added, so where a run arrives is told by the step itself.
"""

from collections.abc import Mapping
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp

from engine.contracts import OUTPUT_PLUS, SUM_PLUS, Batch, Lesson
from engine.train.step import DeviceData, gathered, step_key

Place: TypeAlias = tuple[str, str]  # a layer, and one of its weights or what is added to its output


def tell(
    lesson: Lesson,
    state: Mapping[str, Any],
    rows: jax.Array,
    count: jax.Array,
    knobs: Any,
    data: DeviceData,
) -> dict[str, Any]:
    """What a step on ``count`` of the rows [b] computes.

    ``loss`` [], ``losses`` [b]; by layer ``values`` and ``sums`` [b, *shape] and the gradients of
    the loss with respect to both, ``value_gradients`` and ``sum_gradients``; ``gradients`` of the
    weights and ``moves``, what the optimizer makes of them.
    """
    batch, key = gathered(data, rows, count), step_key(state)

    def objective(params: Any, plus: Any) -> tuple[jax.Array, dict[str, Any]]:
        return lesson.objective(params, state, batch, _with(knobs, plus), key)

    plus = _nothing(lesson, state, batch, knobs)
    differentiated = jax.value_and_grad(objective, argnums=(0, 1), has_aux=True)
    (loss, passed), (gradients, felt) = differentiated(state["params"], plus)
    moves = lesson.moves(gradients, state["optimizer"], state["params"], knobs, state["step"])
    return {
        "loss": loss,
        "losses": passed["losses"],
        "targets": batch.targets,
        "values": passed["values"],
        "sums": passed["before"],
        "value_gradients": {layer: found[OUTPUT_PLUS] for layer, found in felt.items()},
        "sum_gradients": {
            layer: found[SUM_PLUS] for layer, found in felt.items() if SUM_PLUS in found
        },
        "gradients": gradients,
        "moves": moves,
    }


def nudge(
    lesson: Lesson,
    state: Mapping[str, Any],
    rows: jax.Array,
    count: jax.Array,
    knobs: Any,
    data: DeviceData,
    where: tuple[jax.Array, jax.Array, jax.Array],
) -> jax.Array:
    """Each row's loss [b] after one number was moved: ``where`` is the tensor's number in
    ``places``, the number's place in it, flat, and by how much."""
    tensor, at, by = where
    batch = gathered(data, rows, count)
    plus = _nothing(lesson, state, batch, knobs)
    numbers = {place: number for number, place in enumerate(places(state["params"], plus))}

    def moved(layer: str, name: str, values: jax.Array) -> jax.Array:
        amount = jnp.where(tensor == numbers[layer, name], by, 0.0)
        return values.ravel().at[at].add(amount, mode="drop").reshape(values.shape)

    def all_moved(tree: Any) -> Any:
        return {
            layer: {name: moved(layer, name, values) for name, values in tensors.items()}
            for layer, tensors in tree.items()
        }

    touched = _with(knobs, all_moved(plus))
    params = all_moved(state["params"])
    return lesson.objective(params, state, batch, touched, step_key(state))[1]["losses"]


def places(params: Mapping[str, Any], plus: Mapping[str, Any]) -> list[Place]:
    """Every tensor a number of which can be moved."""
    return [(layer, name) for tree in (params, plus) for layer in sorted(tree)
            for name in sorted(tree[layer])]  # fmt: skip


def felt(passed: Mapping[str, Any]) -> dict[str, dict[str, None]]:
    """What ``tell`` added to layers, for ``places``."""
    return {
        layer: {OUTPUT_PLUS: None, **({SUM_PLUS: None} if layer in passed["sums"] else {})}
        for layer in passed["values"]
    }


def _nothing(lesson: Lesson, state: Any, batch: Batch, knobs: Any) -> dict[str, dict[str, Any]]:
    """Zeros to add to what leaves every layer and to its sums, of their shapes."""

    def flow(params: Any) -> Any:
        passed = lesson.objective(params, state, batch, knobs, step_key(state))[1]
        return passed["values"], passed["before"]

    values, sums = jax.eval_shape(flow, state["params"])
    return {
        layer: {
            OUTPUT_PLUS: jnp.zeros(shape.shape, jnp.float32),
            **({SUM_PLUS: jnp.zeros(sums[layer].shape, jnp.float32)} if layer in sums else {}),
        }
        for layer, shape in values.items()
    }


def _with(knobs: Any, plus: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """All that sliders move, with something added to what leaves the layers."""
    nodes = knobs["nodes"]
    touched = {layer: {**nodes.get(layer, {}), **added} for layer, added in plus.items()}
    return {**knobs, "nodes": {**nodes, **touched}}
