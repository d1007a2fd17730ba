"""Questions to a run on scikit-learn's 8x8 digits, and what the network itself answers."""

import time

import jax
import jax.numpy as jnp
import numpy as np

from tests.engine.train.runs import compiled, document

SAMPLE = {"part": "training", "index": 4}


def images(*layers, **training):
    """A network on scikit-learn's 8x8 digits."""
    loss = "sparse_categorical_crossentropy"
    return document(*layers, data={"dataset": "digits"}, loss=loss, **training)


def ask(run, *probes):
    """The parts of each probe's answer."""
    problems = run.watch(probes)
    assert problems == [None] * len(probes), [str(problem) for problem in problems]
    compiled(run)
    frames = sorted(run.frames(), key=lambda frame: frame.probe)
    assert [frame.probe for frame in frames] == list(range(len(probes)))
    return [frame.parts for frame in frames]


def told(run, *probes):
    """The parts of each probe's answer, as soon as all are compiled."""
    problems = run.watch(probes)
    assert problems == [None] * len(probes), [str(problem) for problem in problems]
    found, end = {}, time.monotonic() + 120
    while len(found) < len(probes):
        assert time.monotonic() < end
        found |= {frame.probe: frame.parts for frame in run.frames()}
        time.sleep(0.005)
    return [found[place] for place in range(len(probes))]


def forward(run, inputs):
    """Every node's values for inputs, straight from the network."""
    plan = run.plan
    variables = {"params": run.tensors["params"], "state": run.tensors["state"]}
    outputs = plan.network.apply(
        variables,
        jnp.asarray(inputs),
        plan.knobs["nodes"],
        training=False,
        key=jax.random.key(0),
        present=jnp.ones(len(inputs), jnp.float32),
    )
    names = plan.names.original
    return {names[node]: np.asarray(value) for node, value in outputs.values.items()}
