"""Step decay: every so many steps the learning rate is multiplied by a factor."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Knobs, ScheduleKind, Text
from engine.schedules._fields import DECAY_STEPS, number


def rate(start: jax.Array, step: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """The start times the factor, once for each decay that is past; a
    ``keras.optimizers.schedules.PiecewiseConstantDecay`` with even pieces."""
    del config
    return start * knobs["factor"] ** jnp.floor(step / knobs["decay_steps"])


KIND = ScheduleKind(
    name="step_decay",
    label=Text("Step decay", "Stufenweise Abnahme"),
    summary=Text(
        "Cut by a factor every so many steps.",
        "Alle soundso viele Schritte mal einem Faktor.",
    ),
    help=Text(
        "The learning rate stays the same for a while, then falls at once, again and again. In the "
        "curves you often see the loss drop right after such a fall.",
        "Die Lernrate bleibt eine Weile gleich und fällt dann auf einen Schlag, immer wieder. In "
        "den Kurven sinkt der Verlust oft gleich nach so einer Stufe.",
    ),
    formula=r"\eta_t = \eta\, f^{\lfloor t / n \rfloor}",
    order=1,
    fields=(
        DECAY_STEPS,
        number(
            "factor",
            0.5,
            1.0,
            Text("Factor", "Faktor"),
            Text(
                "What the learning rate is multiplied by each time.",
                "Womit die Lernrate jedes Mal multipliziert wird.",
            ),
        ),
    ),
    rate=rate,
    keywords=("piecewise constant", "stückweise konstant", "Treppe"),
)
