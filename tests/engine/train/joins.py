"""Documents with several inputs, several outputs and shared weights."""

from typing import Any

WINE = {"dataset": "wine", "validation_split": 0.2}
ADAM = {"kind": "adam", "config": {"learning_rate": 0.01}}


def dense(name: str, units: int, activation: str = "linear", **more: Any) -> dict[str, Any]:
    """A dense node."""
    config = {"units": units, "activation": activation}
    return {"id": name, "kind": "dense", "config": config, **more}


def columns(name: str, *features: str) -> dict[str, Any]:
    """An input that takes some columns."""
    return {"id": name, "kind": "input", "config": {"features": list(features)}}


def document(nodes: list[dict[str, Any]], edges: list[str], **training: Any) -> dict[str, Any]:
    """A network on the wines; a wire is written ``"a b"``."""
    return {
        "format": 1,
        "data": WINE,
        "nodes": nodes,
        "edges": [edge.split() for edge in edges],
        "training": {"optimizer": ADAM, "batch_size": 16, "epochs": 2, "seed": 3, **training},
    }


def two_towers(**training: Any) -> dict[str, Any]:
    """Two inputs through one shared layer; one output says the kind, one guesses two columns, one
    gives all columns back."""
    nodes = [
        columns("left", "flavanoids", "hue", "ash"),
        columns("right", "proline", "alcohol", "magnesium"),
        dense("h", 5, "tanh"),
        {"id": "h2", "kind": "dense", "shares": "h"},
        {"id": "both", "kind": "concatenate"},
        dense("kind", 3, "softmax"),
        dense("guess", 2),
        dense("back", 13),
    ]
    edges = ["left h", "right h2", "h both", "h2 both", "both kind", "both guess", "both back"]
    outputs = {
        "kind": {
            "loss": {"kind": "sparse_categorical_crossentropy"},
            "metrics": ["accuracy"],
        },
        "guess": {
            "loss": {"kind": "mean_absolute_error"},
            "weight": 0.25,
            "target": ["color intensity", "malic acid"],
            "metrics": ["mean_squared_error"],
        },
        "back": {"loss": {"kind": "mean_squared_error"}, "weight": 0.5, "target": "input"},
    }
    return document(nodes, edges, outputs=outputs, **training)
