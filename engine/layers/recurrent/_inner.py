"""A layer inside another: which part of its owner's weights, settings and knobs is its own."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from engine.contracts import Call, Chosen, Config, Field, LayerKind, Tensors, Text, Weight

PREFIX = "layer."  # of an inner layer's knobs and of the fields that its weights name


def field(default: str, kinds: Mapping[str, LayerKind], help_: Text) -> Field:
    """The layer that is wrapped, one of those."""
    return Field("layer", "layer", default, Text("Layer", "Schicht"), help_, choices=tuple(kinds))


def config_of(config: Config) -> dict[str, Any]:
    """The inner layer's settings."""
    chosen: Chosen = config["layer"]
    return dict(chosen.config)


def owned(weight: Weight, prefix: str = "") -> Weight:
    """An inner layer's tensor as its owner declares it."""
    return replace(
        weight,
        name=prefix + weight.name,
        regularizer=weight.regularizer and PREFIX + weight.regularizer,
        constraint=weight.constraint and PREFIX + weight.constraint,
    )


def call_of(call: Call, config: Config, prefix: str = "", **changes: Any) -> Call:
    """What the inner layer sees: weights without the prefix, its own settings and knobs."""
    knobs = {
        name.removeprefix(PREFIX): knob
        for name, knob in call.knobs.items()
        if name.startswith(PREFIX)
    }
    weights = {
        name.removeprefix(prefix): tensor
        for name, tensor in call.weights.items()
        if name.startswith(prefix)
    }
    plain = call.functions[str(config.get("activation", "linear"))]
    tell = call.tell and _prefixed(call.tell, prefix)
    given = {"weights": weights, "config": config, "knobs": knobs, "tell": tell, **changes}
    return replace(call, activate=plain, **given)


def _prefixed(tell: Callable[[Tensors], None], prefix: str) -> Callable[[Tensors], None]:
    return lambda told: tell({prefix + name: part for name, part in told.items()})
