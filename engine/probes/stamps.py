"""Stamps: what a transposed convolution's filter stamps for each channel, before it adds up."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, NodeView, ProbeKind, Question, Scene, Text
from engine.errors import LearnerError
from engine.probes import _asked
from engine.probes._window import Sliding, stamping, taps, widened

MOST = 16  # channels at once


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """``filter``, and of the channels ``count`` from number ``first`` on; a sample.

    For transposed convolutions. Filter and first channel are traced.
    """
    if "kernel" not in view.weights or "output_padding" not in view.config:
        raise LearnerError("probe_needs_window", node=view.node, name=view.node)
    channels = view.inputs[0][-1]
    count = _asked.whole(asked, "count", 1, min(MOST, channels))
    place = math.prod(view.inputs[0][:-1]) + 2 * math.prod(view.output[:-1])
    _asked.bounded(count * place, view.node)
    chosen = _asked.whole(asked, "filter", 0, view.output[-1] - 1)
    first = _asked.whole(asked, "first", 0, channels - count)
    return Question((count,), (chosen, first), _asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """How the stamps lie [8]; inputs [n, h, w], kernels [n, kh, kw], what each channel's stamps add
    up to [n, h', w'], what the other channels add [h', w'], bias [1], sum and output [h', w'].

    A sequence is a picture one pixel wide. Everything is exact, float32.
    """
    (count,), (chosen, first) = static, traced
    given, kernel, config = _as_pictures(scene)
    lie = stamping(taps(config, "kernel_size"), config)
    outputs = scene.view.output[:-1] if len(scene.view.output) == 3 else (scene.output.shape[0], 1)
    inputs = jax.lax.dynamic_slice_in_dim(given, first, count, axis=2)
    kernels = jax.lax.dynamic_slice_in_dim(kernel[:, :, chosen], first, count, axis=2)
    stamped = _each_stamped(inputs, kernels, lie, (outputs[0], outputs[1]))
    bias = scene.weights["bias"][chosen] if "bias" in scene.weights else jnp.float32(0)
    before = scene.output if scene.before is None else scene.before
    total, output = (values[..., chosen].reshape(outputs) for values in (before, scene.output))
    others = total - bias - jnp.sum(stamped, axis=2)
    inputs, kernels, stamped = (jnp.moveaxis(x, 2, 0) for x in (inputs, kernels, stamped))
    return lie.told, inputs, kernels, stamped, others, bias[None], total, output


def _as_pictures(scene: Scene) -> tuple[jax.Array, jax.Array, Config]:
    """The input [h, w, c], the kernel [kh, kw, filters, c] and the fields of the stamps."""
    given, kernel, config = scene.inputs[0], scene.weights["kernel"], scene.view.config
    if given.ndim == 3:
        return given, kernel, config
    extra = config["output_padding"]
    flat = {**widened(config), "output_padding": (extra[0], 0) if extra else None}
    return given[:, None], kernel[:, None], flat


def _each_stamped(
    inputs: jax.Array, kernels: jax.Array, lie: Sliding, outputs: tuple[int, int]
) -> jax.Array:
    """The stamps of each channel [h, w, n] with its own kernel [kh, kw, n]: [h', w', n].

    A convolution with the kernel turned around, over the input with gaps of the stride.
    """
    border = [
        (span - 1 - cut, length - (size - 1) * stride - 1 + cut)
        for cut, length, stride, span, size in zip(
            lie.before, outputs, lie.strides, lie.reach, inputs.shape, strict=False
        )
    ]
    return jax.lax.conv_general_dilated(
        inputs[None],
        kernels[::-1, ::-1, None],
        window_strides=(1, 1),
        padding=border,
        lhs_dilation=lie.strides,
        rhs_dilation=lie.dilation,
        dimension_numbers=("NHWC", "HWIO", "NHWC"),
        feature_group_count=inputs.shape[2],
        precision=jax.lax.Precision.HIGHEST,
    )[0]


KIND = ProbeKind(
    name="stamps",
    label=Text("Stamp by stamp", "Stempel für Stempel"),
    summary=Text(
        "What one filter stamps for each channel that comes in.",
        "Was ein Filter für jeden Kanal stempelt, der hereinkommt.",
    ),
    parts=("stamps", "inputs", "kernels", "stamped", "others", "bias", "sum", "output"),
    ask=ask,
    answer=answer,
    apart=True,
)
