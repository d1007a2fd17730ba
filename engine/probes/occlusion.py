"""Occlusion: how far the score of an answer falls when a part of the input is hidden."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

import jax
import jax.numpy as jnp
import numpy as np

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked, _why

CELLS = {1: (256,), 2: (64,), 3: (8, 8)}  # most places by the input's axes
AT_ONCE = 16  # hidden inputs in one pass


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """What is hidden with, and the side of the ``patch``: of a table's row each number alone."""
    _asked.bounded(AT_ONCE * math.prod(view.output), view.node)
    patch = _asked.whole(asked, "patch", 1, 1024)
    question = _why.against_nothing(asked)
    return replace(question, traced=(*question.traced, patch))


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array]:
    """How far the score falls at each place, [rows, columns] of patches, [moments] or [features];
    what leaves the node [*shape]; and [unit, score]."""
    del static
    whole = scene.whole
    assert whole is not None
    values, found = _why.at_sample(whole)
    unit = _why.chosen(found, traced[0])
    score = _why.score_moved(whole, unit)
    away = values - _why.nothing(whole, values, traced[1])
    hidden = _hidden(values.shape, traced[2])
    places = hidden.shape[: -values.ndim]
    count = math.prod(places)
    hidden = hidden.reshape(count, *hidden.shape[len(places) :])
    more = -count % AT_ONCE
    hidden = jnp.concatenate([hidden, jnp.zeros((more, *hidden.shape[1:]), bool)])
    chunks = hidden.reshape(-1, AT_ONCE, *hidden.shape[1:])

    def hiding(some: jax.Array) -> jax.Array:
        return score(jnp.where(some, -away, 0.0))

    after = cast("jax.Array", jax.lax.map(hiding, chunks)).ravel()[:count]
    told = jnp.stack([unit.astype(jnp.float32), found[0, unit]])
    return (found[0, unit] - after).reshape(places), values, told


def _hidden(shape: tuple[int, ...], patch: jax.Array) -> jax.Array:
    """Which numbers each place hides, bool [*places, *shape] or 1 where an axis is hidden whole.

    Places lie ``stride`` apart, the patch around each one's middle; it covers its place at least.
    """
    lengths = shape[:-1] if len(shape) > 1 else shape
    masks: list[jax.Array] = []
    for length, most in zip(lengths, CELLS[len(shape)], strict=True):
        stride = -(-length // most)
        side = patch if len(shape) > 1 else jnp.int32(1)
        width = jnp.maximum(side, stride).astype(jnp.float32)
        middle = np.arange(-(-length // stride)) * stride + (stride - 1) / 2
        apart = jnp.asarray(np.arange(length) - middle[:, None], jnp.float32)
        masks.append((apart >= -width / 2) & (apart < width / 2))
    if len(shape) == 1:
        return masks[0]
    if len(shape) == 2:
        return masks[0][:, :, None]
    return masks[0][:, None, :, None, None] & masks[1][None, :, None, :, None]


KIND = ProbeKind(
    name="occlusion",
    label=Text("Occlusion", "Verdecken"),
    summary=Text(
        "How far an answer's score falls when a part of the input is hidden.",
        "Wie weit der Wert einer Antwort fällt, wenn ein Teil der Eingabe verdeckt ist.",
    ),
    parts=("attributions", "values", "told"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.5,
)
