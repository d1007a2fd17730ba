"""Exported programs under test: documents of every kind's examples, our outputs, a process that
runs them all."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.export import weights
from engine.export._facts import Facts, facts
from engine.export.export import target
from engine.graph.build import build, knobs
from engine.graph.check import check
from engine.graph.read import read
from tests.engine.documents import plain
from tests.engine.keras_oracle import inputs_for

ROOT = Path(__file__).parents[3]
RUNNER = Path(__file__).with_name("runner.py")


@dataclass(frozen=True)
class Example:
    """A network with random weights and inputs, and what our engine makes of them."""

    name: str
    known: Facts
    tensors: weights.Tensors
    inputs: dict[str, np.ndarray]
    outputs: list[np.ndarray]


def document(kind: str, config: Any, shapes: Any) -> dict[str, Any]:
    """A network of one layer behind as many inputs as it takes."""
    config = json.loads(json.dumps(config))
    if kind == "input":
        return plain([("in0", "input", config)], [])
    starts = [f"in{number}" for number in range(len(shapes))]
    nodes = [
        (name, "input", {"shape": list(shape)}) for name, shape in zip(starts, shapes, strict=True)
    ]
    return plain([*nodes, ("it", kind, config)], [[name, "it"] for name in starts])


def documents() -> dict[str, dict[str, Any]]:
    """A document for two examples of every kind, and one for every activation: each is compiled by
    two engines, and further examples differ in settings that the first two have written too."""
    found = {
        f"{name}-{number}": document(name, *example)
        for name, kind in catalog.layers().items()
        for number, example in enumerate(kind.examples[:2])
    }
    for name in catalog.activations():
        found[f"activation-{name}"] = document("activation", {"activation": name}, ((6,),))
    return found


def example(name: str, written: dict[str, Any]) -> Example:
    """A document made ready, with random weights."""
    known = facts(check(read(written)))
    rng = np.random.default_rng(1)
    network = build(known.checked)
    variables = jax.tree.map(
        lambda tensor: rng.uniform(0.2, 1.2, tensor.shape).astype(np.float32), network.init(0)
    )
    both = {
        node.id: {**variables["params"].get(node.id, {}), **variables["state"].get(node.id, {})}
        for node in known.nodes
    }
    shapes = [known.checked.inferred[start].shape for start in known.starts]
    kind = known.nodes[-1].kind
    given = inputs_for(kind, known.nodes[-1].config, shapes)
    inputs = dict(zip(known.starts, given, strict=True))
    sliders, key, present = knobs(known.document), jax.random.key(0), jnp.ones(len(given[0]))

    @jax.jit  # one compilation instead of one for each operation
    def outputs(inputs):
        found = network.apply(variables, inputs, sliders, training=False, key=key, present=present)
        return [found.values[end] for end in known.ends]

    ends = [np.asarray(values) for values in outputs(inputs)]
    return Example(name, known, weights.by_node(known, both), inputs, ends)


def write(examples: list[Example], to: str, folder: Path) -> None:
    """Programs, weights and inputs as files."""
    for number, one in enumerate(examples):
        place = folder / f"{number}"
        has = any(one.tensors.values())
        source = target(to).source(one.known, f"{place}.safetensors" if has else None)
        place.with_suffix(".py").write_text(source, "utf-8")
        if has:
            target(to).write(one.known, one.tensors, place.with_suffix(".safetensors"))
        np.savez(place.with_suffix(".npz"), *one.inputs.values())


def run(to: str, folder: Path) -> None:
    """One process runs every program of a folder; outputs come back beside it."""
    environment = {**os.environ, "KERAS_BACKEND": "jax", "JAX_PLATFORMS": "cpu"}
    environment.pop("PYTHONPATH", None)
    done = subprocess.run(
        [sys.executable, "-P", str(RUNNER), to, str(folder)],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
