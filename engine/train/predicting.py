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
    plan: Plan, compiler: Compiler, state: Mapping[str, Any], inputs: AnyArray
) -> FloatArray:
    """Outputs [n, units] for raw inputs [n, *shape] in the data set's own range.

    Raises ``LearnerError`` when a sample has another number of values than the network takes.
    """
    shape = plan.rows.data.shape
    if tuple(inputs.shape[1:]) != shape:
        count = int(np.prod(inputs.shape[1:]))
        raise LearnerError("sample_size", count=count, expected=int(np.prod(shape)))
    network = plan.network

    def forward(variables: Any, given: Any, knobs: Any) -> jax.Array:
        outputs = network.apply(
            variables,
            given,
            knobs["nodes"],
            training=False,
            key=jax.random.key(0),  # nothing is drawn at inference
            present=jnp.ones(len(given), jnp.float32),
        )
        return outputs.values[network.output]

    variables = {"params": state["params"], "state": state["state"]}
    chunk = min(CHUNK, 1 << (len(inputs) - 1).bit_length()) if len(inputs) else 1
    example = (variables, np.zeros((chunk, *shape), np.float32), plan.knobs)
    run = plan.program(compiler, "outputs", forward, example).result()
    answers: list[FloatArray] = []
    for start in range(0, len(inputs), chunk):
        rows = plan.rows.scaled(inputs[start : start + chunk])
        padded = np.concatenate([rows, np.zeros((chunk - len(rows), *shape), np.float32)])
        answers.append(np.asarray(run(variables, padded, plan.knobs))[: len(rows)])
    units = plan.network.layer(network.output).shape[-1] or 1
    return np.concatenate(answers) if answers else np.zeros((0, units), np.float32)
