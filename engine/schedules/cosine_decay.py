"""Cosine decay: up along a line if you like, then down along half a wave."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, ScheduleKind, Text
from engine.schedules._fields import DECAY_STEPS, number, steps


def rate(start: jax.Array, step: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """As ``keras.optimizers.schedules.CosineDecay`` computes it, warming up from zero to ``start``
    (Loshchilov and Hutter 2017, section 3, without restarts)."""
    del config
    warm, least = knobs["warmup_steps"], knobs["alpha"]
    past = jnp.clip((step - warm) / knobs["decay_steps"], 0, 1)
    wave = 0.5 * (1 + jnp.cos(jnp.pi * past))
    rising = start * step / jnp.maximum(warm, 1)
    return jnp.where(step < warm, rising, start * ((1 - least) * wave + least))


KIND = ScheduleKind(
    name="cosine_decay",
    label=Text("Cosine decay", "Cosinus-Abnahme"),
    summary=Text(
        "Slowly, quickly, slowly down, after a warm-up if you like.",
        "Langsam, schnell, langsam hinab, auf Wunsch nach dem Aufwärmen.",
    ),
    help=Text(
        "The learning rate follows half a cosine wave: it stays large for long, falls quickly in "
        "the middle and lands softly. With warm-up steps it first rises from zero, which big "
        "networks need to start calmly.",
        "Die Lernrate folgt einer halben Cosinuswelle: Sie bleibt lange groß, fällt in der Mitte "
        "schnell und landet sanft. Mit Aufwärmschritten steigt sie zuerst von null an; das "
        "brauchen große Netze für einen ruhigen Anfang.",
    ),
    formula=r"\eta_t = \eta \left((1 - \alpha)\, \tfrac{1 + \cos(\pi t / n)}{2} + \alpha\right)",
    order=4,
    fields=(
        DECAY_STEPS,
        number(
            "alpha",
            0.0,
            1.0,
            Text("What is left", "Was übrig bleibt"),
            Text(
                "The share of the learning rate that stays at the end.",
                "Der Anteil der Lernrate, der am Ende bleibt.",
            ),
        ),
        steps(
            "warmup_steps",
            0,
            Text("Warm-up steps", "Aufwärmschritte"),
            Text(
                "So many steps long the learning rate first rises from zero.",
                "So viele Schritte lang steigt die Lernrate zuerst von null an.",
            ),
            least=0,
        ),
    ),
    rate=rate,
    keywords=("cosine annealing", "Cosinus", "warm-up", "Aufwärmen"),
)
