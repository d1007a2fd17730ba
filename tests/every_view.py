"""Every view that the page has, discovered, and a network in which each of them has something to
show: one branch for each file of insides, on scikit-learn's small digits."""

import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engine import catalog
from engine.errors import LearnerErrors
from engine.train.devices import find_device
from engine.train.plan import make_plan

# Opens the inside of a node, as its address does.
INSIDE = """node => {
  history.pushState(null, '', `${location.pathname}?inside=${node}${location.hash}`)
  dispatchEvent(new PopStateEvent('popstate'))
}"""
VIEWS = Path(__file__).parents[1] / "web/src/views"
Layer = tuple[str, dict[str, Any]]
# What may stand between the digits and a layer, until one suits it: pictures, vectors, words.
BEFORE: tuple[tuple[Layer, ...], ...] = (
    (),
    (("flatten", {}),),
    (("reshape", {"target_shape": [8, 8]}),),
    (("flatten", {}), ("embedding", {"input_dim": 17, "output_dim": 4})),
)
EVEN: Layer = ("activation", {"activation": "tanh"})  # so that two ways are two layers


def instruments() -> list[str]:
    """Names of all instruments."""
    files = sorted((VIEWS / "instruments").glob("*.tsx"))
    return [re.findall(r"\bname: '(\w+)'", file.read_text("utf-8"))[-1] for file in files]


def insides() -> dict[str, str]:
    """The file of every inside, with the kind it is looked at with: the first it declares."""
    found: dict[str, str] = {}
    for file in sorted((VIEWS / "inside").glob("*.tsx")):
        declared = re.findall(r"INSIDE\b.*?kinds: \[(.*?)\]", file.read_text("utf-8"), re.S)[-1]
        named = re.findall(r"'(\w+)'", declared)
        found[file.stem] = next(kind for kind in named if kind in catalog.layers())
    return found


@functools.cache
def network() -> tuple[dict[str, Any], dict[str, str]]:
    """A document, and for every inside the node that shows it."""
    nodes: list[dict[str, Any]] = [_node("in", ("input", {}))]
    edges: list[list[str]] = []
    ends: list[str] = []
    shown: dict[str, str] = {}
    for file, kind in insides().items():
        if kind == "input":
            shown[file] = "in"
            continue
        shown[file] = file
        more, ways = next(way for way in _branches(file, (kind, {})) if _trains(_whole(*way)))
        nodes, edges = nodes + more, edges + ways
        ends.append(more[-1]["id"])
    document = _whole(nodes[1:], edges, ends)
    return document, shown


def _branches(name: str, layer: Layer) -> Iterator[tuple[list[dict[str, Any]], list[list[str]]]]:
    """Ways from the input through this layer to a vector; of some layers two lead into it."""
    for before in BEFORE:
        for into in ((before,), ((*before, EVEN), (*before, EVEN))):
            nodes: list[dict[str, Any]] = []
            edges: list[list[str]] = []
            ends: list[str] = []
            for way, chain in enumerate(into):
                names = ["in", *(f"{name}_{way}{place}" for place in range(len(chain)))]
                nodes += [_node(*one) for one in zip(names[1:], chain, strict=True)]
                edges += [list(edge) for edge in itertools.pairwise(names)]
                ends.append(names[-1])
            last = f"{name}_flat"
            nodes += [_node(name, layer), _node(last, ("flatten", {}))]
            yield nodes, [*edges, *([end, name] for end in ends), [name, last]]


def _whole(
    nodes: list[dict[str, Any]], edges: list[list[str]], ends: Sequence[str] = ()
) -> dict[str, Any]:
    """The branches, put side by side where there are several, with ten answers after them."""
    ends = ends or [nodes[-1]["id"]]
    beside = [_node("beside", ("concatenate", {}))] if len(ends) > 1 else []
    last = "beside" if beside else ends[0]
    return {
        "format": 1,
        "name": "Every view",
        "data": {"dataset": "digits", "validation_split": 0.2},
        "nodes": [
            _node("in", ("input", {})),
            *nodes,
            *beside,
            _node("answer", ("dense", {"units": 10, "activation": "softmax"})),
        ],
        "edges": [*edges, *([end, "beside"] for end in ends if beside), [last, "answer"]],
        "training": {
            "kind": "supervised",
            "loss": {"kind": "sparse_categorical_crossentropy"},
            "optimizer": {"kind": "adam"},
            "metrics": ["accuracy"],
            "batch_size": 32,
            "epochs": 1000,
            "seed": 0,
        },
    }


def _node(name: str, layer: Layer) -> dict[str, Any]:
    kind, config = layer
    return {"id": name, "kind": kind, "config": config}


def _trains(document: dict[str, Any]) -> bool:
    try:
        make_plan(document, find_device("cpu"))
    except LearnerErrors:
        return False
    return True
