"""Separated: a separable convolution's two steps, each channel alone and then their mixture."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked
from engine.probes._window import each_under, sliding, taps

MOST = 16  # maps at once


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """``filter``, and of the maps it mixes ``count`` from number ``first`` on; a sample."""
    if "pointwise_kernel" not in view.weights:
        raise LearnerError("probe_needs_window", node=view.node, name=view.node)
    maps = view.weights["pointwise_kernel"][2]
    count = _asked.whole(asked, "count", 1, min(MOST, maps))
    place = math.prod(view.inputs[0][:-1]) + 2 * math.prod(view.output[:-1])
    _asked.bounded(count * place, view.node)
    chosen = _asked.whole(asked, "filter", 0, view.output[-1] - 1)
    first = _asked.whole(asked, "first", 0, maps - count)
    return Question((count,), (chosen, first), _asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """How the window slides [8]; of each map the channel it looks at [n, h, w], its kernel
    [n, kh, kw] and what the kernel makes of it [n, h', w']; what the other maps add [h', w'], bias
    [1], sum and output [h', w']; and how much of each map the filter takes [n]. Exact, float32.
    """
    (count,), (chosen, first) = static, traced
    given, depthwise = scene.inputs[0], scene.weights["depthwise_kernel"]
    config, height, width = scene.view.config, scene.output.shape[0], scene.output.shape[1]
    slide = sliding(given.shape, taps(config, "kernel_size"), config)
    kernel = depthwise.reshape(*depthwise.shape[:2], -1)
    inputs = jnp.take(given, (first + jnp.arange(count)) // depthwise.shape[3], axis=2)
    kernels = jax.lax.dynamic_slice_in_dim(kernel, first, count, axis=2)
    maps = each_under(inputs, kernels, slide, (height, width))
    mixture = scene.weights["pointwise_kernel"][0, 0, :, chosen]
    mixture = jax.lax.dynamic_slice_in_dim(mixture, first, count)
    bias = scene.weights["bias"][chosen] if "bias" in scene.weights else jnp.float32(0)
    before = scene.output if scene.before is None else scene.before
    total, output = before[..., chosen], scene.output[..., chosen]
    others = total - bias - jnp.sum(maps * mixture, axis=2)
    inputs, kernels, maps = (jnp.moveaxis(x, 2, 0) for x in (inputs, kernels, maps))
    return slide.told, inputs, kernels, maps, others, bias[None], total, output, mixture


KIND = ProbeKind(
    name="separated",
    label=Text("Each channel alone, then mixed", "Erst jeder Kanal für sich, dann gemischt"),
    summary=Text(
        "What a separable convolution makes of each channel, and what one filter mixes.",
        "Was eine trennbare Faltung aus jedem Kanal macht und was ein Filter mischt.",
    ),
    parts=(
        *("window", "inputs", "kernels", "maps", "others", "bias", "sum", "output"),
        "mixture",
    ),
    ask=ask,
    answer=answer,
    apart=True,
)
