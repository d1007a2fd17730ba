"""Huber: a squared error near the target, an absolute one beyond delta."""

import jax
import jax.numpy as jnp

from engine.contracts import Config, Field, Knobs, LossKind, Text
from engine.losses import _rows


def apply(target: jax.Array, output: jax.Array, config: Config, knobs: Knobs) -> jax.Array:
    """One number an example; both arrays are [batch, ...]."""
    del config
    delta, size = knobs["delta"], jnp.abs(output - target)
    near, far = 0.5 * jnp.square(output - target), delta * size - 0.5 * jnp.square(delta)
    return _rows.mean(jnp.where(size <= delta, near, far))


KIND = LossKind(
    name="huber",
    label=Text("Huber", "Huber-Verlust"),
    summary=Text(
        "Squared near the target, straight further out.",
        "Nahe am Ziel quadratisch, weiter weg gerade.",
    ),
    help=Text(
        "It joins two losses: close to the target it is smooth like the squared error, far away"
        " it grows no faster than the absolute one. So single wild examples do no great harm. "
        "Delta is where it changes over.",
        "Er verbindet zwei Verluste: Nahe am Ziel ist sie glatt wie der quadratische Fehler, "
        "weit weg wächst er nur so schnell wie der absolute. So schaden einzelne Ausreißer "
        "wenig. Delta ist die Stelle, an der er wechselt.",
    ),
    formula=r"L = \frac{1}{n} \sum_i \begin{cases} \tfrac12 d_i^2 & |d_i| \le \delta \\"
    r" \delta |d_i| - \tfrac12 \delta^2 & \text{else} \end{cases}",
    order=8,
    targets="values",
    apply=apply,
    fields=(
        Field(
            "delta",
            "number",
            1.0,
            Text("Delta", "Delta"),
            Text(
                "Deviations up to this count squared, larger ones only in proportion.",
                "Bis hierher zählen Abweichungen quadratisch, größere nur im Verhältnis.",
            ),
            minimum=0,
            maximum=1000,
            structural=False,
        ),
    ),
    keywords=("robust", "outliers", "Ausreißer", "smooth l1"),
)
