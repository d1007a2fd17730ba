"""Documents that tests start from."""

from copy import deepcopy
from itertools import pairwise
from typing import Any

CIRCLE: dict[str, Any] = {
    "format": 1,
    "name": "small",
    "data": {"dataset": "circle"},
    "nodes": [
        {"id": "in", "kind": "input"},
        {"id": "h", "kind": "dense", "config": {"units": 3, "activation": "tanh"}},
        {"id": "out", "kind": "dense", "config": {"units": 1, "activation": "tanh"}},
    ],
    "edges": [["in", "h"], ["h", "out"]],
    "training": {
        "loss": {"kind": "mean_squared_error"},
        "optimizer": {"kind": "sgd", "config": {"learning_rate": 0.03}},
    },
    "layout": {"in": [0, 0]},
}


def circle(**changes: Any) -> dict[str, Any]:
    """The small net on 2-D points with other parts."""
    return {**deepcopy(CIRCLE), **changes}


def plain(nodes: list[tuple[str, str, dict[str, Any]]], edges: list[list[str]]) -> dict[str, Any]:
    """A network without data, from (id, kind, config)."""
    return {
        "format": 1,
        "name": "",
        "data": None,
        "nodes": [{"id": name, "kind": kind, "config": config} for name, kind, config in nodes],
        "edges": edges,
    }


def chain(*nodes: tuple[str, str, dict[str, Any]]) -> dict[str, Any]:
    """A network without data, one node after the other."""
    names = [name for name, _, _ in nodes]
    return plain(list(nodes), [list(pair) for pair in pairwise(names)])


def digits(*layers: tuple[str, str, dict[str, Any]], **training: Any) -> dict[str, Any]:
    """An input for MNIST and layers in a row behind it."""
    document = chain(("in", "input", {}), *layers)
    loss = {"loss": {"kind": "sparse_categorical_crossentropy"}}
    return {**document, "data": {"dataset": "mnist"}, "training": {**loss, **training}}
