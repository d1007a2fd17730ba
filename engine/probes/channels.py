"""Channels: what a convolution's filter makes of each input channel, before it adds them up."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked
from engine.probes._window import each_under, sliding, taps, widened

MOST = 16  # channels at once


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """``filter``, and of the channels it sees ``count`` from number ``first`` on; a sample.

    For layers that slide one kernel over their input. Filter and first channel are traced.
    """
    if "kernel" not in view.weights or "output_padding" in view.config:
        raise LearnerError("probe_needs_window", node=view.node, name=view.node)
    if not {"kernel_size", "padding"} <= view.config.keys():
        raise LearnerError("probe_needs_window", node=view.node, name=view.node)
    seen = 1 if "depth_multiplier" in view.config else view.weights["kernel"][-2]
    count = _asked.whole(asked, "count", 1, min(MOST, seen))
    place = math.prod(view.inputs[0][:-1]) + 2 * math.prod(view.output[:-1])
    _asked.bounded(count * place, view.node)
    chosen = _asked.whole(asked, "filter", 0, view.output[-1] - 1)
    first = _asked.whole(asked, "first", 0, seen - count)
    return Question((count,), (chosen, first), _asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """How the window slides [8]; inputs [n, h, w], kernels [n, kh, kw], their products
    [n, h', w'], what the other channels add [h', w'], bias [1], sum and output [h', w'].

    A sequence is a picture one pixel wide. Everything is exact, float32.
    """
    (count,), (chosen, first) = static, traced
    given, kernel, config = _as_pictures(scene)
    slide = sliding(given.shape, taps(config, "kernel_size"), config)
    filters = scene.view.output[-1]
    own = chosen // (filters * kernel.shape[2] // given.shape[2]) * kernel.shape[2] + first
    inputs = jax.lax.dynamic_slice_in_dim(given, own, count, axis=2)
    kernels = jax.lax.dynamic_slice_in_dim(kernel[..., chosen], first, count, axis=2)
    outputs = scene.view.output[:-1] if len(scene.view.output) == 3 else (scene.output.shape[0], 1)
    products = each_under(inputs, kernels, slide, (outputs[0], outputs[1]))
    bias = scene.weights["bias"][chosen] if "bias" in scene.weights else jnp.float32(0)
    before = scene.output if scene.before is None else scene.before
    total, output = (values[..., chosen].reshape(outputs) for values in (before, scene.output))
    others = total - bias - jnp.sum(products, axis=2)
    inputs, kernels, products = (jnp.moveaxis(x, 2, 0) for x in (inputs, kernels, products))
    return slide.told, inputs, kernels, products, others, bias[None], total, output


def _as_pictures(scene: Scene) -> tuple[jax.Array, jax.Array, Config]:
    """The input [h, w, c], the kernel [kh, kw, c / groups, filters] and the window's fields."""
    given, kernel, config = scene.inputs[0], scene.weights["kernel"], scene.view.config
    if given.ndim == 2:
        given, kernel, config = given[:, None], kernel[:, None], widened(config)
    if "depth_multiplier" in config:
        kernel = kernel.reshape(*kernel.shape[:2], 1, -1)
    return given, kernel, config


KIND = ProbeKind(
    name="channels",
    label=Text("Channel by channel", "Kanal für Kanal"),
    summary=Text(
        "What one filter makes of each channel it looks at.",
        "Was ein Filter aus jedem Kanal macht, den er sich ansieht.",
    ),
    parts=("window", "inputs", "kernels", "products", "others", "bias", "sum", "output"),
    ask=ask,
    answer=answer,
    apart=True,
)
