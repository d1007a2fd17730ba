"""Exponential decay: in equal times the learning rate falls by equal factors."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, ScheduleKind, Text
from engine.schedules._fields import DECAY_STEPS, STAIRCASE, number


def rate(start: jax.Array, step: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """As ``keras.optimizers.schedules.ExponentialDecay`` computes it."""
    past = step / knobs["decay_steps"]
    return start * knobs["decay_rate"] ** (jnp.floor(past) if config["staircase"] else past)


KIND = ScheduleKind(
    name="exponential_decay",
    label=Text("Exponential decay", "Exponentielle Abnahme"),
    summary=Text(
        "Falls by the same factor in the same time.",
        "Fällt in gleicher Zeit um den gleichen Faktor.",
    ),
    help=Text(
        "After the decay steps the learning rate has been multiplied by the decay rate, after "
        "twice as many by its square. It never quite reaches zero.",
        "Nach der Abnahmezeit ist die Lernrate mit der Abnahmerate multipliziert, nach der "
        "doppelten Zeit mit deren Quadrat. Ganz null wird sie nie.",
    ),
    formula=r"\eta_t = \eta\, r^{t / n}",
    order=2,
    fields=(
        DECAY_STEPS,
        number(
            "decay_rate",
            0.9,
            1.0,
            Text("Decay rate", "Abnahmerate"),
            Text(
                "What is left of the learning rate after the decay steps: 0.9 is nine tenths.",
                "Was nach der Abnahmezeit von der Lernrate übrig ist: 0,9 sind neun Zehntel.",
            ),
        ),
        STAIRCASE,
    ),
    rate=rate,
    keywords=("exponential", "exponentiell", "half-life", "Halbwertszeit"),
)
