"""Fields that several optimizers have, and the tree arithmetic they share."""

from collections.abc import Callable
from typing import Any

import jax
import numpy as np

from engine.contracts import AnyArray, Field, Text


def zeros_like(params: Any) -> Any:
    """A tree of zeros with the parameters' shapes, in NumPy: an eager ``jnp.zeros`` compiles once a
    shape, which cost a new small CNN 0.8 s before its first step."""

    def zeros(leaf: jax.Array) -> AnyArray:
        return np.zeros(leaf.shape, leaf.dtype)

    return jax.tree.map(zeros, params)


def pairs(function: Callable[[jax.Array, jax.Array], jax.Array], first: Any, second: Any) -> Any:
    """``function`` of every two leaves in the same place."""
    return jax.tree.map(function, first, second)


def learning_rate(default: float) -> Field:
    """The size of a step; the one number every learner moves first."""
    return Field(
        name="learning_rate",
        type="number",
        default=default,
        label=Text("Learning rate", "Lernrate"),
        help=Text(
            "How far each step goes. Too small and nothing happens, too large and it jumps about.",
            "Wie weit jeder Schritt geht. Zu klein, und nichts passiert; zu groß, und es springt.",
        ),
        minimum=0.0,
        maximum=100.0,
        structural=False,
        scale="log",
    )


def share(name: str, default: float, label: Text, help: Text, *, advanced: bool = True) -> Field:
    """A number from 0 to 1 that says how much of the past is kept."""
    return Field(
        name=name,
        type="number",
        default=default,
        label=label,
        help=help,
        minimum=0.0,
        maximum=1.0,
        structural=False,
        advanced=advanced,
    )


MOMENTUM = share(
    "momentum",
    0.0,
    Text("Momentum", "Schwung"),
    Text(
        "How much of the last step is kept, like a ball that rolls on.",
        "Wie viel vom letzten Schritt bleibt, wie bei einem Ball, der weiterrollt.",
    ),
    advanced=False,
)

EPSILON = Field(
    name="epsilon",
    type="number",
    default=1e-7,
    label=Text("Epsilon", "Epsilon"),
    help=Text(
        "A tiny number that keeps a division by zero away.",
        "Eine winzige Zahl, die eine Division durch null verhindert.",
    ),
    minimum=0.0,
    maximum=1.0,
    structural=False,
    advanced=True,
    scale="log",
)


def switch(name: str, label: Text, help: Text, *, structural: bool) -> Field:
    """A setting that is on or off."""
    return Field(
        name=name,
        type="boolean",
        default=False,
        label=label,
        help=help,
        structural=structural,
        advanced=True,
    )
