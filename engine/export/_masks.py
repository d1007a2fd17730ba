"""Which nodes hand on a mask: asked of our own network, never written down twice."""

import jax
import jax.numpy as jnp

from engine.export._facts import Facts
from engine.graph.build import build, knobs

UNKNOWN = 61  # stands in for a length that is not known


def masked(facts: Facts) -> frozenset[str]:
    """The nodes behind which some positions do not count."""
    network, sliders = build(facts.checked), knobs(facts.document)

    def run() -> list[str]:
        inputs = {
            start: jnp.zeros((1, *(n or UNKNOWN for n in facts.checked.inferred[start].shape)))
            for start in facts.starts
        }
        variables = jax.tree.map(jnp.asarray, network.init(0))
        flow = network.apply(
            variables,
            inputs,
            sliders,
            training=False,
            key=jax.random.key(0),
            present=jnp.ones(1),
        )
        found.extend(name for name, mask in flow.masks.items() if mask is not None)
        return []

    found: list[str] = []
    jax.eval_shape(run)
    return frozenset(found)
