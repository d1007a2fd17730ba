"""A schedule as the learning rate it answers, step by step."""

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import ScheduleKind, Text
from engine.graph.fields import filled, knobs, structure
from engine.help.drawing import Picture, curve, curves
from engine.help.running import compiled

START = 0.1
POINTS = 400
FEW_STEPS = 1000


def pictures(kind: ScheduleKind) -> list[Picture]:
    """Over one and a half times its longest stretch, from a learning rate of 0.1."""
    config, _ = filled(kind.fields, {})
    stretches = [config[field.name] for field in kind.fields if field.type == "integer"]
    last = round(1.5 * max([*stretches, FEW_STEPS]))
    plan = structure(kind.fields, config)
    sliders = {name: jnp.float32(value) for name, value in knobs(kind.fields, config).items()}
    steps = np.linspace(0, last, POINTS).round().astype(np.float32)

    def rate(step: jax.Array) -> jax.Array:
        return kind.rate(jnp.float32(START), step, plan, sliders)

    rates = compiled(rate, steps)
    return [
        curves(
            Text("The rate from a start of 0.1", "Die Rate bei einem Start von 0,1"),
            Text("step", "Schritt"),
            Text("learning rate", "Lernrate"),
            curve(Text("learning rate", "Lernrate"), steps, rates),
        )
    ]
