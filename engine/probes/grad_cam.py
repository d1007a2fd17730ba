"""Grad-CAM: where the maps of a layer speak for an answer."""

import math
from collections.abc import Mapping
from typing import Any, cast

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked, _why


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A node with maps, of pictures or of sequences."""
    if len(view.output) not in (2, 3):
        raise LearnerError("probe_needs_maps", name=view.node)
    _asked.bounded(math.prod(view.output), view.node)
    return _why.of_sample(asked)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """Where the maps speak for it in the input's size [height, width], the sample [*shape],
    [unit, score], and each map's weight: the mean of its gradient [maps]."""
    del static
    whole = scene.whole
    assert whole is not None
    assert whole.sample is not None
    values, found = _why.at_sample(whole)
    unit = _why.chosen(found, traced[0])
    score = _why.score_moved(whole, unit)
    slope = _why.slope(score, jnp.zeros_like(values)[None])[0]
    weights = slope.reshape(-1, slope.shape[-1]).mean(axis=0)
    where = jax.nn.relu(values @ weights)
    size = whole.sample.shape[1 : 1 + where.ndim]
    if len(size) == where.ndim:
        where = cast("jax.Array", jax.image.resize(where, size, "linear"))
    told = jnp.stack([unit.astype(jnp.float32), found[0, unit]])
    return where, whole.sample[0], told, weights


KIND = ProbeKind(
    name="grad_cam",
    label=Text("Grad-CAM", "Grad-CAM"),
    summary=Text(
        "Where the maps of a convolution speak for an answer.",
        "Wo die Karten einer Faltung für eine Antwort sprechen.",
    ),
    parts=("attributions", "values", "told", "weights"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.2,
)
