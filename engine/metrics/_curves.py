"""True and false positives at evenly spread thresholds: what the curves and their area share."""

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import AnyArray, Field, TargetForm, Text
from engine.metrics._chances import chances, share, yes

NUM_THRESHOLDS = Field(
    "num_thresholds",
    "integer",
    200,
    Text("Thresholds", "Schwellen"),
    Text(
        "At how many thresholds the outputs are judged. More make the curve finer.",
        "An wie vielen Schwellen die Ausgaben beurteilt werden. Mehr machen die Kurve feiner.",
    ),
    minimum=2,
    maximum=1000,
    advanced=True,
)


def positives(target: jax.Array, output: jax.Array, form: TargetForm, count: int) -> jax.Array:
    """How many outputs of an example are rightly and wrongly called yes at each of ``count``
    thresholds from 0 to 1, [batch, 2 * count]. At the first one every output is, as in Keras."""
    truth, chance = chances(target, output, form)
    level = jnp.ceil(jnp.clip(chance, 0, 1) * (count - 1)) - 1
    said = yes(jnp.maximum(level, 0)[..., None] >= jnp.arange(count, dtype=level.dtype))
    right = jnp.sum(truth[..., None] * said, axis=1)
    wrong = jnp.sum((1 - truth[..., None]) * said, axis=1)
    return jnp.concatenate([right, wrong], axis=1)


def rates(sums: AnyArray) -> tuple[AnyArray, AnyArray, AnyArray]:
    """Recall, false positive rate and precision at each threshold."""
    right, wrong = np.split(np.asarray(sums, np.float64), 2)
    recall = share(right, np.full_like(right, right[0]))
    return recall, share(wrong, np.full_like(wrong, wrong[0])), share(right, right + wrong)


def points(x: AnyArray, y: AnyArray) -> list[list[Any]]:
    """A curve as ``[x, y, threshold]`` for each threshold, from 0 to 1."""
    thresholds = np.linspace(0, 1, len(x))
    return np.stack([x, y, thresholds], axis=1).tolist()
