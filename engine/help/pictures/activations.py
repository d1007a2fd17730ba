"""An activation as a curve: its value and its slope over the sum that goes in."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import ActivationKind, Text
from engine.help.drawing import Picture, curve, curves
from engine.help.running import compiled

REACH = 5.0
POINTS = 241
SUM, VALUE = Text("sum x", "Summe x"), Text("output", "Ausgabe")


def pictures(kind: ActivationKind) -> list[Picture]:
    """The curve of the function itself, or of its first output where outputs depend on another."""
    x = jnp.linspace(-REACH, REACH, POINTS, dtype=jnp.float32)
    run, title = _reading(kind)
    value, slope = compiled(jax.value_and_grad(run), x)
    return [
        curves(
            title,
            SUM,
            VALUE,
            curve(Text("f(x)", "f(x)"), x, value),
            curve(Text("slope f′(x)", "Steigung f′(x)"), x, slope),
        )
    ]


def _reading(kind: ActivationKind) -> tuple[Any, Text]:
    """A function of one number to draw, and what the curve shows."""
    if _halves(kind):
        return (
            _first(kind, lambda x: jnp.stack([jnp.float32(1), x])),
            Text("What a gate of x lets through of 1", "Was ein Tor mit x von 1 durchlässt"),
        )
    if _looks_around(kind):
        return (
            _first(kind, lambda x: jnp.stack([x, jnp.float32(0)])),
            Text("First output for the sums x and 0", "Erste Ausgabe für die Summen x und 0"),
        )
    return _first(kind, lambda x: x[None]), Text("Output and slope", "Ausgabe und Steigung")


def _first(kind: ActivationKind, sums: Callable[[jax.Array], jax.Array]) -> Any:
    """The first output, as a function of one number."""

    def run(x: jax.Array) -> jax.Array:
        return kind.apply(sums(x))[0]

    return run


def _halves(kind: ActivationKind) -> bool:
    return kind.apply(jnp.zeros(2, jnp.float32)).shape != (2,)


def _looks_around(kind: ActivationKind) -> bool:
    """Whether an output depends on the other sums."""
    alone, other = (kind.apply(jnp.asarray([1.0, far], jnp.float32))[0] for far in (0.0, 3.0))
    return not np.isclose(alone, other)
