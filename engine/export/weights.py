"""Weights beside an exported program: a safetensors file with the names and order of its layers."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from safetensors import numpy as tensor_files

from engine.contracts import AnyArray
from engine.export._facts import Facts
from engine.graph.build import build
from engine.graph.canonical import canonical
from engine.train import checkpoint

Tensors = Mapping[str, list[AnyArray]]  # by node, in Keras's order


def trained(facts: Facts, file: Path) -> Tensors:
    """The weights that ``train --save`` wrote for this document; raises where they do not fit."""
    names = canonical(facts.checked)
    network = build(names.checked)
    tensors, _ = checkpoint.read(file)
    variables = checkpoint.unflatten(tensors, network.init(0))
    return by_node(facts, {names.original[n]: _both(variables, n) for n in names.original})


def _both(variables: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {**variables["params"].get(name, {}), **variables["state"].get(name, {})}


def by_node(facts: Facts, both: Mapping[str, Mapping[str, Any]]) -> Tensors:
    """Each layer's tensors in Keras's order."""
    return {
        name: [both[name][weight.name] for weight in known.weights]
        for name, known in facts.checked.inferred.items()
        if known.weights and facts.document.node(name).shares is None
    }


def write(facts: Facts, tensors: Tensors, file: Path) -> None:
    """Writes them as layer/number, as Keras and plain JAX take them."""
    del facts
    flat = {
        f"{name}/{number:02}": tensor.copy()
        for name, arrays in tensors.items()
        for number, tensor in enumerate(arrays)
    }
    tensor_files.save_file(flat, file)
