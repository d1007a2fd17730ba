"""Constant: the learning rate stays as it is set."""

import jax

from engine.contracts import Config, Knobs, ScheduleKind, Text


def rate(start: jax.Array, step: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """Always where it started."""
    del step, config, knobs
    return start


KIND = ScheduleKind(
    name="constant",
    label=Text("Constant", "Konstant"),
    summary=Text("The learning rate stays as it is.", "Die Lernrate bleibt, wie sie ist."),
    help=Text(
        "Nothing moves by itself: the learning rate is what the slider says, from the first step "
        "to the last.",
        "Nichts ändert sich von selbst: Die Lernrate ist vom ersten bis zum letzten Schritt, was "
        "der Regler sagt.",
    ),
    formula=r"\eta_t = \eta",
    order=0,
    fields=(),
    rate=rate,
    moves=False,
)
