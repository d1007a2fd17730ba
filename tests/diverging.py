"""A starting network that learns well, and at ten times the rate takes steps past all numbers."""

import json
from importlib import resources
from typing import Any

RATE = 0.01


def diamonds(rate: float) -> dict[str, Any]:
    """The starting network for diamonds, under plain gradient descent: nothing scales its steps."""
    source = (resources.files("engine.starters") / "diamonds.json").read_text("utf-8")
    document = json.loads(source)["document"]
    document["training"]["optimizer"] = {"kind": "sgd", "config": {"learning_rate": rate}}
    return document
