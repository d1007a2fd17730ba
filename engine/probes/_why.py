"""What explanations of an answer share: scores, their slopes, and what stands for "nothing"."""

from collections.abc import Callable, Mapping
from typing import Any, cast

import jax
import jax.numpy as jnp

from engine.contracts import MOST_ROWS, Question, Rows, Whole, touched
from engine.probes import _asked

MEAN_OF = 256  # training rows, spread evenly
WINNER = -1  # as a unit: the one with the highest score


def of_sample(asked: Mapping[str, Any], *, static: tuple[int | str, ...] = ()) -> Question:
    """The sample alone; ``unit`` of the output, the highest where it is left out."""
    return Question(static, (unit(asked),), _asked.sample(asked), whole=True)


def against_nothing(asked: Mapping[str, Any]) -> Question:
    """The sample and training rows; ``baseline`` is ``zeros`` or the rows' ``mean``."""
    if asked.get("baseline") not in ("zeros", "mean"):
        raise _asked.refused(asked, "baseline")
    mean = int(asked["baseline"] == "mean")
    rows = Rows("training", MEAN_OF)
    return Question((), (unit(asked), mean), _asked.sample(asked), rows=rows)


def unit(asked: Mapping[str, Any]) -> int:
    """Which number of the output is explained; traced, so that choosing one never recompiles."""
    if asked.get("unit") is None:
        return WINNER
    return _asked.whole(asked, "unit", 0, MOST_ROWS * MOST_ROWS)


def scores(outputs: Any, layer: str) -> jax.Array:
    """A layer's sums before its activation, of a place or a moment their mean: [b, units]."""
    return _by_unit(outputs.before.get(layer, outputs.values[layer]))


def answers(outputs: Any, layer: str) -> jax.Array:
    """What leaves a layer, of a place or a moment the mean: [b, units]."""
    return _by_unit(outputs.values[layer])


def _by_unit(values: jax.Array) -> jax.Array:
    return values.reshape(len(values), -1, values.shape[-1]).mean(axis=1)


def chosen(found: jax.Array, asked: jax.Array) -> jax.Array:
    """The unit asked for among scores [1, units]; for ``WINNER`` the one with the highest."""
    return jnp.where(asked < 0, jnp.argmax(found[0]), jnp.minimum(asked, found.shape[1] - 1))


def at_sample(whole: Whole) -> tuple[jax.Array, jax.Array]:
    """What leaves the asked node for the sample [*shape], and the scores of the output [1, k]."""
    outputs = whole.flow(inputs=whole.sample)
    return outputs.values[whole.node][0], scores(outputs, whole.output)


def score_moved(whole: Whole, asked: jax.Array | None = None) -> Callable[[jax.Array], jax.Array]:
    """The output's score [b] as a function of what is added to the asked node [b, *shape]; all
    scores [b, k] without a unit."""
    assert whole.sample is not None
    sample = whole.sample

    def score(plus: jax.Array) -> jax.Array:
        nodes = touched(whole.knobs["nodes"], whole.node, output_plus=plus)
        inputs = jnp.broadcast_to(sample, (len(plus), *sample.shape[1:]))
        found = scores(whole.flow(inputs=inputs, nodes=nodes), whole.output)
        return found if asked is None else found[:, asked]

    return score


def slope(score: Callable[[jax.Array], jax.Array], plus: jax.Array) -> jax.Array:
    """The gradient of each row's score with respect to what is added to it [b, *shape]."""

    def total(added: jax.Array) -> jax.Array:
        return score(added).sum()

    return cast("jax.Array", jax.grad(total)(plus))


def nothing(whole: Whole, values: jax.Array, mean: jax.Array) -> jax.Array:
    """What stands for "nothing is there": zeros, or the rows' mean at the asked node."""
    rows = whole.flow().values[whole.node]
    here = whole.batch.present.reshape(-1, *[1] * values.ndim)
    average = (rows * here).sum(axis=0) / here.sum()
    return jnp.where(mean > 0, average, jnp.zeros_like(values))
