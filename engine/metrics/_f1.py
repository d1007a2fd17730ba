"""F1 by class: what the metrics of that name share."""

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import AnyArray, Config, Field, TargetForm, Text
from engine.metrics._chances import chances, share, yes

THRESHOLD = Field(
    "threshold",
    "number",
    None,
    Text("Threshold", "Schwelle"),
    Text(
        "Above this probability an output says yes. Left empty, the largest output does, and a "
        "single one from one half on.",
        "Über dieser Wahrscheinlichkeit sagt eine Ausgabe Ja. Bleibt das Feld leer, tut es die "
        "größte, und eine einzelne ab einem Halben.",
    ),
    minimum=0,
    maximum=1,
    nullable=True,
    advanced=True,
)


def counts(target: jax.Array, output: jax.Array, form: TargetForm, config: Config) -> jax.Array:
    """Right yeses, all yeses and true cases for each class of an example, [batch, 3 * classes]."""
    truth, chance = chances(target, output, form)
    threshold = config["threshold"]
    if threshold is None and chance.shape[-1] > 1:
        largest = jnp.max(chance, axis=-1, keepdims=True)
        said = yes((chance >= largest) & (jnp.abs(chance) > 1e-9))
    else:
        said = yes(chance > (0.5 if threshold is None else threshold))
    return jnp.concatenate([truth * said, said, truth], axis=1)


def scores(right: AnyArray, said: AnyArray, true: AnyArray) -> AnyArray:
    """The harmonic mean of precision and recall, place by place; 0 where nothing is right."""
    return share(2 * right, said + true)


def parts(sums: AnyArray) -> tuple[AnyArray, AnyArray, AnyArray]:
    """Right yeses, all yeses and true cases by class."""
    right, said, true = np.split(np.asarray(sums, np.float64), 3)
    return right, said, true
