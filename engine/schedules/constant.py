"""Constant: the learning rate stays as it is set."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, ScheduleKind, Text


def factor(step: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """Always 1."""
    del config, knobs
    return jnp.ones_like(step)


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
    factor=factor,
)
