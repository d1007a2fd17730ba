"""Shapes: what comes out of a layer, asked of JAX itself without computing anything."""

import functools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp

from engine import catalog
from engine.contracts import Call, Shape, Weight
from engine.errors import LearnerError

# Two lengths that stand in for an unknown one: where the answers differ, the length is unknown too.
_STAND_INS = (61, 67)

Structure = tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Inferred:
    """What a layer answers to its inputs: the shape that comes out and the tensors it owns."""

    shape: Shape
    weights: tuple[Weight, ...]

    @property
    def params(self) -> int:
        """All numbers it holds."""
        return sum(math.prod(weight.shape) for weight in self.weights)

    @property
    def trainable(self) -> int:
        """The numbers that training changes."""
        return sum(math.prod(weight.shape) for weight in self.weights if weight.trainable)


def frozen(structure: Mapping[str, Any]) -> Structure:
    """Structural fields as a key for memos."""
    return tuple(sorted(structure.items()))


@functools.lru_cache(maxsize=4096)
def infer(kind: str, structure: Structure, inputs: tuple[Shape, ...]) -> Inferred:
    """A layer's output shape and weights for its structure and the shapes that come in.

    Raises ``LearnerError`` without a node: the caller knows which one it asked about.
    """
    layer, config = catalog.layers()[kind], dict(structure)
    layer.check(config, inputs)
    if kind == "input":
        return Inferred(inputs[0], ())
    weights = layer.weights(config, inputs)
    first, second = (_traced(kind, config, inputs, weights, length) for length in _STAND_INS)
    shape = tuple(a if a == b else None for a, b in zip(first, second, strict=True))
    return Inferred(shape, weights)


def _traced(
    kind: str,
    config: Mapping[str, Any],
    inputs: tuple[Shape, ...],
    weights: tuple[Weight, ...],
    length: int,
) -> tuple[int, ...]:
    layer = catalog.layers()[kind]
    concrete = tuple(tuple(length if n is None else n for n in shape) for shape in inputs)
    names = knob_names(kind, config)
    knobs = {name: jax.ShapeDtypeStruct((), jnp.float32) for name in names}
    masks = (None,) * len(inputs)

    functions = {name: kind.apply for name, kind in catalog.activations().items()}
    activate = functions[config.get("activation", "linear")]

    def run(tensors: Any, given: Any, sliders: Any, key: jax.Array) -> jax.Array:
        present = jnp.ones(2, jnp.float32)
        return layer.apply(
            Call(given, tensors, config, sliders, False, key, present, activate, masks, functions)
        )

    try:
        answer = jax.eval_shape(
            run,
            {weight.name: jax.ShapeDtypeStruct(weight.shape, jnp.float32) for weight in weights},
            tuple(jax.ShapeDtypeStruct((2, *shape), jnp.float32) for shape in concrete),
            knobs,
            jax.eval_shape(lambda: jax.random.key(0)),
        )
    except LearnerError:
        raise
    except Exception as error:
        reason = str(error).splitlines()[0][:200]
        raise LearnerError("cannot_apply", layer=layer.label, reason=reason) from error
    return tuple(answer.shape[1:])


def knob_names(kind: str, structure: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of a layer that reach its ``apply`` as traced numbers; one that may be left out
    only where ``structure`` says that it is there."""
    names: list[str] = []
    for field in catalog.layers()[kind].fields:
        if field.type == "layer":
            inner = structure[field.name]
            names += [f"{field.name}.{name}" for name in knob_names(inner.kind, dict(inner.config))]
        elif field.type not in ("regularizer", "constraint") and not field.structural:
            names += [field.name] if not field.nullable or structure[field.name] else []
    return tuple(names)
