"""A loss as a curve over the output for each target, and its slope, which training follows."""

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import LossKind, Text
from engine.graph.fields import filled, knobs, structure
from engine.help.drawing import Picture, curve, curves
from engine.help.running import compiled

POINTS = 161
Measure = Callable[[jax.Array, jax.Array], jax.Array]


def pictures(kind: LossKind) -> list[Picture]:
    """Curves over one output, of what its own ``apply`` computes with the defaults."""
    config, _ = filled(kind.fields, {})
    plan = structure(kind.fields, config)
    sliders = {name: jnp.float32(value) for name, value in knobs(kind.fields, config).items()}

    def measure(target: jax.Array, output: jax.Array) -> jax.Array:
        return kind.apply(target[None], output[None], plan, sliders)[0]

    if kind.name == "cosine_similarity":
        return [_angles(measure)]
    if kind.targets in ("classes", "one_hot"):
        return [_rivals(kind, measure)]
    return [_single(kind, measure)]


def _single(kind: LossKind, measure: Measure) -> Picture:
    """One output and its target."""
    least, most, targets = _range(kind)
    x = np.linspace(least, most, POINTS).astype(np.float32)

    def at(target: float) -> Any:
        goal = jnp.asarray([target], jnp.float32)
        return compiled(lambda output: measure(goal, output[None]), x)

    lines = [
        curve(Text(f"target {target:g}", f"Ziel {target:g}".replace(".", ",")), x, at(target))
        for target in targets
    ]
    return curves(
        Text("Loss of one output", "Verlust einer Ausgabe"),
        Text("output", "Ausgabe"),
        Text("loss", "Verlust"),
        *lines,
    )


def _range(kind: LossKind) -> tuple[float, float, tuple[float, ...]]:
    """Outputs and targets that such a loss meets."""
    if kind.wants == "probabilities":
        return 0.005, 0.995, (0.0, 1.0)
    if kind.wants == "positive":
        return 0.02, 4.0, (0.5, 2.0)
    if kind.wants == "signs":
        return -3.0, 3.0, (-1.0, 1.0)
    return -4.0, 4.0, (1.0,)


def _rivals(kind: LossKind, measure: Measure) -> Picture:
    """Two classes share out what the right one gets."""
    signs = kind.wants == "signs"
    x = np.linspace(-3, 3, POINTS) if signs else np.linspace(0.005, 0.995, POINTS)
    outputs = np.stack([x, -x if signs else 1 - x], axis=1)
    goal = jnp.int32(0) if kind.targets == "classes" else jnp.asarray([1, 0], jnp.float32)
    return curves(
        Text(
            "Loss of two classes, the first is right",
            "Verlust bei zwei Klassen, die erste ist richtig",
        ),
        Text("output of the right class", "Ausgabe der richtigen Klasse"),
        Text("loss", "Verlust"),
        curve(Text("loss", "Verlust"), x, compiled(lambda output: measure(goal, output), outputs)),
    )


def _angles(measure: Measure) -> Picture:
    """Outputs of one length that turn away from the target."""
    angles = np.linspace(-180, 180, POINTS)
    turned = np.stack([np.cos(np.radians(angles)), np.sin(np.radians(angles))], axis=1)
    goal = jnp.asarray([1, 0], jnp.float32)
    losses = compiled(lambda output: measure(goal, output), turned)
    return curves(
        Text("Loss of a direction", "Verlust einer Richtung"),
        Text("angle to the target in degrees", "Winkel zum Ziel in Grad"),
        Text("loss", "Verlust"),
        curve(Text("loss", "Verlust"), angles, losses),
    )
