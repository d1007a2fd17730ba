"""Pooled: some channels before and after a pooling, and how its window slides."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked
from engine.probes._window import Sliding, sliding, taps, widened

MOST = 16  # channels at once
MASKED = frozenset({"global_average_pooling1d"})  # the others look at fillers too, as in Keras


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """``count`` channels from number ``first`` on, which is traced, and a sample."""
    if "pool_size" not in view.config and not _is_global(view):
        raise LearnerError("probe_needs_window", node=view.node, name=view.node)
    channels = view.inputs[0][-1]
    count = _asked.whole(asked, "count", 1, min(MOST, channels))
    _asked.bounded(2 * count * math.prod(view.inputs[0][:-1]), view.node)
    first = _asked.whole(asked, "first", 0, channels - count)
    return Question((count,), (first,), _asked.sample(asked))


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """How the window slides [8], inputs [n, h, w] and outputs [n, h', w'], exact; and which places
    count [h, w], 1 or 0, where the layer heeds a mask.

    A sequence is a picture one pixel wide; what pools all there is has one window over it.
    """
    given, config = scene.inputs[0], scene.view.config
    if given.ndim == 2:
        given, config = given[:, None], widened(config)
    height, width, channels = given.shape
    if "pool_size" in config:
        slide = sliding(given.shape, taps(config, "pool_size"), config)
        after = scene.output.reshape(scene.output.shape[0], -1, channels)
    else:
        slide = Sliding((height, width), (height, width), (1, 1), (0, 0))
        after = scene.output.reshape(1, 1, channels)
    inputs, outputs = (
        jnp.moveaxis(jax.lax.dynamic_slice_in_dim(maps, traced[0], static[0], axis=2), 2, 0)
        for maps in (given, after)
    )
    counts = jnp.ones((height, width))
    if scene.view.kind in MASKED and scene.masks[0] is not None:
        counts = scene.masks[0].astype(jnp.float32).reshape(height, width)
    return slide.told, inputs, outputs, counts


def _is_global(view: NodeView) -> bool:
    """One number for each channel and no weights: a pooling over all there is."""
    inputs, output = view.inputs[0], view.output
    return "keepdims" in view.config and len(inputs) > 1 and math.prod(output) == inputs[-1]


KIND = ProbeKind(
    name="pooled",
    label=Text("Before and after pooling", "Vor und nach dem Pooling"),
    summary=Text(
        "What a pooling makes of each window.", "Was ein Pooling aus jedem Fenster macht."
    ),
    parts=("window", "inputs", "outputs", "counts"),
    ask=ask,
    answer=answer,
    apart=True,
)
