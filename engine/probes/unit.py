"""Unit: one output number of a layer worked out, with every input and weight that goes into it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked
from engine.probes._pairs import paired
from engine.probes._window import as_picture, taps, window

Terms = tuple[jax.Array, jax.Array]  # inputs [n] and their weights [n], or [0] without weights


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A place in the node's output, one number for each axis, and a sample."""
    place = _asked.index(asked, view.output, view.node)
    return Question((), place, _asked.sample(asked), chance=view.draws)


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """Inputs, weights, bias, their sum and the output after the activation, float32."""
    del static
    place = tuple(traced[axis] for axis in range(len(scene.view.output)))
    if repeated := scene.view.kind == "time_distributed":
        scene, place = _at_position(scene, place)
    inputs, weights = _terms(scene, place)
    bias = jnp.float32(0)
    if "kernel" in scene.weights and "bias" in scene.weights and not _recurrent(scene):
        bias = scene.weights["bias"][place[-1]]
    before = scene.output if scene.before is None else scene.before
    total = before[place]
    if repeated and weights.size:
        # The graph does not see the sums of a layer inside another.
        total = jnp.nansum(inputs * weights) + bias
    return inputs, weights, bias[None], total[None], scene.output[place][None]


def _at_position(scene: Scene, place: tuple[jax.Array, ...]) -> tuple[Scene, tuple[jax.Array, ...]]:
    """The layer that is applied at each position, as it is at one of them."""
    inner, position = scene.view.config["layer"], place[0]
    view = replace(
        scene.view,
        kind=inner.kind,
        config=dict(inner.config),
        inputs=(scene.view.inputs[0][1:],),
        output=scene.view.output[1:],
    )
    here = replace(
        scene, view=view, inputs=(scene.inputs[0][position],), output=scene.output[position]
    )
    return here, place[1:]


def _terms(scene: Scene, place: tuple[jax.Array, ...]) -> Terms:
    """What goes into one output number, told by the layer's fields rather than by its name."""
    config, weights = scene.view.config, scene.weights
    if not scene.inputs or (scene.view.draws and scene.output.ndim == 3):
        return _none(), _none()  # chance has moved pictures: where a pixel was is not known
    given, kernel = scene.inputs[0], weights.get("kernel")
    if _recurrent(scene):
        return given.ravel(), _none()  # all positions lead to it, by more than one sum
    if "input_dim" in config:
        return given[place[:-1]][None], _none()
    if "kernel_size" in config or "pool_size" in config:
        if given.ndim == 2:
            given, place, config = as_picture(given, place, config)
            kernel = None if kernel is None else kernel[:, None]
        return _under_window(given, place, kernel, config)
    if kernel is not None:
        return given[place[:-1]].ravel(), kernel[:, place[-1]]
    if {"dims", "size", "padding", "cropping"} & config.keys():
        return _moved(given, place, config), _none()
    if "axes" in config:
        return jnp.concatenate(paired(scene, place)), _none()
    if {"axis", "center"} <= config.keys() or "scale" in weights:
        return _compared(given, place, config), _none()
    return _without_weights(scene, place), _none()


def _under_window(
    given: jax.Array, place: tuple[jax.Array, ...], kernel: jax.Array | None, config: Config
) -> Terms:
    """The part of the image that one place looks at; nothing where that is no single window."""
    if "pool_size" in config:
        patch = window(given, place, taps(config, "pool_size"), config)
        return patch[..., place[2]].ravel(), _none()
    if kernel is None or "output_padding" in config:
        return _none(), _none()
    if "depth_multiplier" in config:
        kernel = kernel.reshape(*kernel.shape[:2], 1, -1)
    patch = window(given, place, taps(config, "kernel_size"), config)
    groups = given.shape[-1] // kernel.shape[2]
    first = place[2] // (kernel.shape[3] // groups) * kernel.shape[2]
    patch = jax.lax.dynamic_slice_in_dim(patch, first, kernel.shape[2], axis=2)
    return patch.ravel(), kernel[..., place[2]].ravel()


def _moved(given: jax.Array, place: tuple[jax.Array, ...], config: Config) -> jax.Array:
    """The one number that now stands at another place; NaN in a new border, none in a blend."""
    if "dims" in config:
        dims: tuple[int, ...] = config["dims"]
        return given[tuple(place[dims.index(axis + 1)] for axis in range(given.ndim))][None]
    if config.get("interpolation", "nearest") != "nearest":
        return _none()
    row, column, channel = place
    if "size" in config:
        return given[row // config["size"][0], column // config["size"][1], channel][None]
    down, right = config.get("cropping") or [-border for border in config["padding"]]
    at = (row + down, column + right)
    inside = [(spot >= 0) & (spot < length) for spot, length in zip(at, given.shape, strict=False)]
    return jnp.where(inside[0] & inside[1], given[(*at, channel)], jnp.nan)[None]


def _compared(given: jax.Array, place: tuple[jax.Array, ...], config: Config) -> jax.Array:
    """The numbers of one example whose mean and spread a normalization takes."""
    at: int = config.get("axis", -1) % (given.ndim + 1) - 1
    lines = jnp.moveaxis(given, at, -1)
    if "groups" not in config:
        return lines[(*place[:at], *place[at + 1 :])]
    groups: int = config["groups"]
    size = lines.shape[-1] // groups if groups > 0 else 1
    return jax.lax.dynamic_slice_in_dim(lines, place[at] // size * size, size, axis=-1).ravel()


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


def _recurrent(scene: Scene) -> bool:
    return any("recurrent_kernel" in name for name in scene.weights)


def _none() -> jax.Array:
    return jnp.zeros(0, jnp.float32)


KIND = ProbeKind(
    name="unit",
    label=Text("One unit", "Ein Neuron"),
    summary=Text(
        "One output number with everything that goes into it.",
        "Eine Ausgabezahl mit allem, was in sie eingeht.",
    ),
    parts=("inputs", "weights", "bias", "sum", "output"),
    ask=ask,
    answer=answer,
    apart=True,
)
