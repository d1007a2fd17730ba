"""Inverse time decay: the learning rate falls like one over the time."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, ScheduleKind, Text
from engine.schedules._fields import DECAY_STEPS, STAIRCASE, number


def rate(start: jax.Array, step: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """As ``keras.optimizers.schedules.InverseTimeDecay`` computes it."""
    past = step / knobs["decay_steps"]
    return start / (1 + knobs["decay_rate"] * (jnp.floor(past) if config["staircase"] else past))


KIND = ScheduleKind(
    name="inverse_time_decay",
    label=Text("Inverse time decay", "Abnahme mit der Zeit"),
    summary=Text(
        "Falls quickly at first, then slower and slower.",
        "Fällt erst schnell, dann immer langsamer.",
    ),
    help=Text(
        "The learning rate is divided by a number that grows evenly. With decay rate 1 it is a "
        "half after the decay steps, a third after twice as many.",
        "Die Lernrate wird durch eine Zahl geteilt, die gleichmäßig wächst. Mit Abnahmerate 1 ist "
        "sie nach der Abnahmezeit die Hälfte, nach der doppelten Zeit ein Drittel.",
    ),
    formula=r"\eta_t = \frac{\eta}{1 + r\, t / n}",
    order=3,
    fields=(
        DECAY_STEPS,
        number(
            "decay_rate",
            1.0,
            100.0,
            Text("Decay rate", "Abnahmerate"),
            Text(
                "How fast the divisor grows: by this much in every so many decay steps.",
                "Wie schnell der Teiler wächst: um so viel in jeder Abnahmezeit.",
            ),
        ),
        STAIRCASE,
    ),
    rate=rate,
    keywords=("1/t", "hyperbolic", "hyperbolisch"),
)
