"""Warm-up: the learning rate rises along a line, then stays."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, ScheduleKind, Text
from engine.schedules._fields import number, steps


def rate(start: jax.Array, step: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """From a share of ``start`` to all of it, as a rising
    ``keras.optimizers.schedules.PolynomialDecay`` of power 1 computes it."""
    del config
    past = jnp.minimum(step / knobs["warmup_steps"], 1)
    return start * (knobs["begin"] + (1 - knobs["begin"]) * past)


KIND = ScheduleKind(
    name="warm_up",
    label=Text("Warm-up", "Aufwärmen"),
    summary=Text(
        "Rises along a line, then stays.",
        "Steigt auf einer Linie an und bleibt dann.",
    ),
    help=Text(
        "The first gradients of a fresh network point here and there. Small steps at the beginning "
        "keep them from throwing it off; then the learning rate is what the slider says.",
        "Die ersten Gradienten eines neuen Netzes zeigen hierhin und dorthin. Kleine Schritte am "
        "Anfang verhindern, dass sie es aus der Bahn werfen; danach gilt die Lernrate des Reglers.",
    ),
    formula=r"\eta_t = \eta \left(b + (1 - b) \min\left(\tfrac{t}{n}, 1\right)\right)",
    order=6,
    fields=(
        steps(
            "warmup_steps",
            100,
            Text("Warm-up steps", "Aufwärmschritte"),
            Text(
                "How many steps the rise takes.",
                "Wie viele Schritte der Anstieg dauert.",
            ),
        ),
        number(
            "begin",
            0.0,
            1.0,
            Text("Begins at", "Beginnt bei"),
            Text(
                "The share of the learning rate that the first step takes.",
                "Der Anteil der Lernrate, mit dem der erste Schritt geht.",
            ),
        ),
    ),
    rate=rate,
    keywords=("warm-up", "linear", "Anstieg"),
)
