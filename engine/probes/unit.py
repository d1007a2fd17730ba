"""Unit: one output number of a layer worked out, with every input and weight that goes into it."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked
from engine.probes._window import taps, window

Terms = tuple[jax.Array, jax.Array]  # inputs [n] and their weights [n], or [0] without weights


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A place in the node's output, one number for each axis, and a sample."""
    place = _asked.index(asked, view.output, view.node)
    return Question((), place, _asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """Inputs, weights, bias, their sum and the output after the activation, float32."""
    del static
    place = tuple(traced[axis] for axis in range(len(scene.view.output)))
    inputs, weights = _terms(scene, place)
    bias = (
        scene.weights["bias"][place[-1]]
        if "kernel" in scene.weights and ("bias" in scene.weights)
        else jnp.float32(0)
    )
    before = scene.output if scene.before is None else scene.before
    return inputs, weights, bias[None], before[place][None], scene.output[place][None]


def _terms(scene: Scene, place: tuple[jax.Array, ...]) -> Terms:
    """What goes into one output number, told by the layer's fields rather than by its name."""
    config, weights = scene.view.config, scene.weights
    if not scene.inputs:
        return jnp.zeros(0, jnp.float32), jnp.zeros(0, jnp.float32)
    given = scene.inputs[0]
    if "kernel_size" in config:
        kernel = weights["kernel"]
        patch = window(given, place, taps(config, "kernel_size"), config)
        groups = given.shape[-1] // kernel.shape[2]
        first = place[2] // (kernel.shape[3] // groups) * kernel.shape[2]
        patch = jax.lax.dynamic_slice_in_dim(patch, first, kernel.shape[2], axis=2)
        return patch.ravel(), kernel[..., place[2]].ravel()
    if "pool_size" in config:
        patch = window(given, place, taps(config, "pool_size"), config)
        return patch[..., place[2]].ravel(), _none()
    if "kernel" in weights:
        return given[place[:-1]].ravel(), weights["kernel"][:, place[-1]]
    return _without_weights(scene, place), _none()


def _without_weights(scene: Scene, place: tuple[jax.Array, ...]) -> jax.Array:
    """The inputs an output number comes from: its own place, its own channel, or all of them."""
    shapes = [given.shape for given in scene.inputs]
    if scene.view.config.get("activation") == "softmax":
        return scene.inputs[0][place[:-1]].ravel()
    if all(shape == scene.output.shape for shape in shapes):
        return jnp.stack([given[place] for given in scene.inputs])
    if len(shapes) == 1 and scene.inputs[0].size == scene.output.size:
        strides = _strides(scene.output.shape)
        flat = sum((at * stride for at, stride in zip(place, strides, strict=True)), jnp.int32(0))
        return scene.inputs[0].ravel()[flat][None]
    if len(shapes) == 1 and shapes[0][-1:] == scene.output.shape[-1:]:
        return scene.inputs[0][..., place[-1]].ravel()
    if all(shape[:-1] == scene.output.shape[:-1] for shape in shapes):
        return jnp.concatenate(scene.inputs, axis=-1)[place][None]
    return jnp.concatenate([given.ravel() for given in scene.inputs])


def _strides(shape: tuple[int, ...]) -> list[int]:
    strides = [1]
    for length in reversed(shape[1:]):
        strides.insert(0, strides[0] * length)
    return strides


def _none() -> jax.Array:
    return jnp.zeros(0, jnp.float32)


KIND = ProbeKind(
    name="unit",
    label=Text("One unit", "Eine Einheit"),
    summary=Text(
        "One output number with everything that goes into it.",
        "Eine Ausgabezahl mit allem, was in sie eingeht.",
    ),
    parts=("inputs", "weights", "bias", "sum", "output"),
    ask=ask,
    answer=answer,
    apart=True,
)
