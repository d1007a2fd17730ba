"""What a network answers to inputs that need not come from its data set."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import AnyArray, FloatArray
from engine.errors import LearnerError
from engine.train.compile_cache import Compiler
from engine.train.plan import Plan

CHUNK = 256


def outputs(
    plan: Plan,
    compiler: Compiler,
    state: Mapping[str, Any],
    inputs: AnyArray,
    node: str | None = None,
) -> FloatArray:
    """What a node, or the network, puts out [n, *units] for raw inputs [n, *shape].

    Inputs are in the data set's own range. Raises ``LearnerError`` when a sample has another
    number of values than the network takes, and when there is no such node.
    """
    shape = plan.rows.data.shape
    if tuple(inputs.shape[1:]) != shape:
        count = int(np.prod(inputs.shape[1:]))
        raise LearnerError("sample_size", count=count, expected=int(np.prod(shape)))
    network = plan.network
    name = network.output if node is None else _standard(plan, node)

    def forward(variables: Any, given: Any, knobs: Any) -> jax.Array:
        outputs = network.apply(
            variables,
            given,
            knobs["nodes"],
            training=False,
            key=jax.random.key(0),  # nothing is drawn at inference
            present=jnp.ones(len(given), jnp.float32),
        )
        return outputs.values[name]

    variables = {"params": state["params"], "state": state["state"]}
    chunk = min(CHUNK, 1 << (len(inputs) - 1).bit_length()) if len(inputs) else 1
    example = (variables, np.zeros((chunk, *shape), np.float32), plan.knobs)
    run = plan.program(compiler, ("outputs", name), forward, example).result()
    answers: list[FloatArray] = []
    for start in range(0, len(inputs), chunk):
        rows = plan.rows.scaled(inputs[start : start + chunk])
        padded = np.concatenate([rows, np.zeros((chunk - len(rows), *shape), np.float32)])
        answers.append(np.asarray(run(variables, padded, plan.knobs))[: len(rows)])
    units = network.layer(name).shape[-1] or 1
    return np.concatenate(answers) if answers else np.zeros((0, units), np.float32)


def _standard(plan: Plan, node: str) -> str:
    name = plan.names.standard.get(node)
    if name is None:
        raise LearnerError("no_such_node", name=node)
    return name
