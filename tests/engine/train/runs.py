"""Small documents to train, and a session driven to the end of what it was told."""

import copy
import itertools
import time
from collections.abc import Mapping
from typing import Any

from engine.train.compile_cache import Compiler
from engine.train.session import Session

COMPILER = Compiler()


def dense(units: int, activation: str = "linear", **config: Any) -> tuple[str, dict[str, Any]]:
    """A dense layer."""
    return "dense", {"units": units, "activation": activation, **config}


def document(
    *layers: tuple[str, Mapping[str, Any]],
    data: Mapping[str, Any] | None = None,
    loss: str = "mean_squared_error",
    optimizer: str = "sgd",
    optimizer_config: Mapping[str, Any] | None = None,
    **training: Any,
) -> dict[str, Any]:
    """A chain of layers on a data set; nodes are called in, l1, l2, ..."""
    names = ["in", *(f"l{number}" for number in range(1, len(layers) + 1))]
    nodes: list[dict[str, Any]] = [{"id": "in", "kind": "input"}]
    for name, (kind, config) in zip(names[1:], layers, strict=True):
        nodes.append({"id": name, "kind": kind, "config": dict(config)})
    return {
        "format": 1,
        "name": "test",
        "data": {"dataset": "circle", "validation_split": 0.5, **(data or {})},
        "nodes": nodes,
        "edges": [list(edge) for edge in itertools.pairwise(names)],
        "training": {
            "kind": "supervised",
            "loss": {"kind": loss},
            "optimizer": {"kind": optimizer, "config": dict(optimizer_config or {})},
            "metrics": ["accuracy"],
            "batch_size": 10,
            "epochs": 1,
            "seed": 0,
            **training,
        },
    }


def circle(**changes: Any) -> dict[str, Any]:
    """TensorFlow Playground's default."""
    layers = (dense(4, "tanh"), dense(2, "tanh"), dense(1, "tanh"))
    return document(*layers, optimizer_config={"learning_rate": 0.03}, **changes)


def changed(source: Mapping[str, Any], path: str, value: Any) -> dict[str, Any]:
    """A copy of a document with one place set; the path is dotted, numbers index lists."""
    copied: Any = copy.deepcopy(dict(source))
    place = copied
    *way, last = path.split(".")
    for part in way:
        place = place[int(part)] if isinstance(place, list) else place.setdefault(part, {})
    place[int(last) if isinstance(place, list) else last] = value
    return copied


def session(source: Mapping[str, Any], **settings: Any) -> Session:
    """A run on the CPU with the compiler all tests share."""
    return Session(source, device="cpu", compiler=COMPILER, **settings)


def settle(run: Session, seconds: float = 60) -> None:
    """Lets a run finish what it was told."""
    end = time.monotonic() + seconds
    while not run.settled:
        assert time.monotonic() < end, run.status()
        if not run.advance():
            time.sleep(0.001)


def steps(run: Session, count: int) -> None:
    """Takes that many steps."""
    run.step(count)
    settle(run)


def compiled(run: Session) -> None:
    """Waits for what pages look at."""
    end = time.monotonic() + 60
    while run.compiling():
        assert time.monotonic() < end
        time.sleep(0.001)
