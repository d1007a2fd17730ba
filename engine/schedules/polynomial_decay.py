"""Polynomial decay: down to an end along a line or a bent curve."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, ScheduleKind, Text
from engine.schedules._fields import DECAY_STEPS, number, switch


def rate(start: jax.Array, step: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """As ``keras.optimizers.schedules.PolynomialDecay`` computes it."""
    length, end = knobs["decay_steps"], knobs["end_learning_rate"]
    if config["cycle"]:
        length = length * jnp.maximum(jnp.ceil(step / length), 1)
    left = 1 - jnp.minimum(step, length) / length
    return (start - end) * left ** knobs["power"] + end


KIND = ScheduleKind(
    name="polynomial_decay",
    label=Text("Polynomial decay", "Polynomielle Abnahme"),
    summary=Text(
        "In a straight or bent line down to an end.",
        "Gerade oder gebogen hinab bis zu einem Endwert.",
    ),
    help=Text(
        "With power 1 the learning rate falls along a straight line and then stays at its end. A "
        "higher power falls quickly at first and lands softly.",
        "Mit Potenz 1 fällt die Lernrate auf einer geraden Linie und bleibt dann beim Endwert. Mit "
        "höherer Potenz fällt sie erst schnell und landet sanft.",
    ),
    formula=r"\eta_t = (\eta - \eta_{end}) \left(1 - \tfrac{t}{n}\right)^p + \eta_{end}",
    order=5,
    fields=(
        DECAY_STEPS,
        number(
            "end_learning_rate",
            0.0001,
            100.0,
            Text("Learning rate at the end", "Lernrate am Ende"),
            Text(
                "Where the learning rate arrives and stays.",
                "Wo die Lernrate ankommt und bleibt.",
            ),
        ),
        number(
            "power",
            1.0,
            10.0,
            Text("Power", "Potenz"),
            Text(
                "1 is a straight line, 2 a parabola.",
                "1 ist eine gerade Linie, 2 eine Parabel.",
            ),
        ),
        switch(
            "cycle",
            Text("Again and again", "Immer wieder"),
            Text(
                "Jump up again after the end and take twice, then three times as long to fall.",
                "Springt nach dem Ende wieder hoch und braucht für den nächsten Abstieg doppelt, "
                "dreimal so lang.",
            ),
        ),
    ),
    rate=rate,
    keywords=("linear decay", "lineare Abnahme", "polynomial", "Polynom"),
)
