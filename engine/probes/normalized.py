"""Normalized: how a normalizing layer makes one number, beside the numbers that it goes with."""

import math
from collections.abc import Mapping
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from engine.contracts import (
    NEXT_STEP,
    Call,
    Config,
    NodeView,
    ProbeKind,
    Question,
    Scene,
    Tensors,
    Text,
)
from engine.probes import _asked
from engine.probes._histogram import histogram, moments

WIDEST = 256  # features of which a whole batch is shown


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A place in the output, and the sample; or of batch normalization in training ``example``,
    which is counted within the batch of the next step."""
    config, weights = view.config, view.weights
    if not ({"axis", "center"} <= config.keys() or {"moving_mean", "scale"} & weights.keys()):
        raise _asked.refused(asked, "node")
    place = _asked.index(asked, view.output, view.node)
    _asked.bounded(2 * math.prod(view.output), view.node)
    if asked.get("example") is None:
        return Question((False,), place, _asked.sample(asked), whole=True)
    if "moving_mean" not in weights:
        raise _asked.refused(asked, "example")
    example = _asked.whole(asked, "example", 0, 2**31 - 1)
    return Question((True,), (example, *place), rows=NEXT_STEP)


class Normal(NamedTuple):
    """Before and after [b, *shape]; mean and variance, which stretch to that shape; the numbers
    that the asked one goes with, before and after, and which of them count."""

    inputs: jax.Array
    outputs: jax.Array
    mean: jax.Array
    variance: jax.Array
    members: tuple[jax.Array, jax.Array]
    here: jax.Array


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """``inputs`` and ``outputs`` as pictures: [units] or [time, features], of an image the asked
    map [height, width], of a batch of vectors all of it [b, units], NaN where it is short.

    Of the asked number ``value`` [7]: x, mean, variance, epsilon, gamma, beta, y (RMS has the mean
    square as variance and no mean; NaN is what the layer has not); of all ``features`` [6, c] mean,
    variance, gamma, beta, running mean and variance. Of the numbers whose mean and variance are
    taken, before and after, ``counts`` [2, bins] between ``ranges`` [2, 2] and ``moments`` [2, 2],
    mean and deviation. In training ``running`` [7]: momentum; running mean, the batch's, the next;
    the same of the variance; and ``which`` rows of the training part the batch has, -1 for none.
    """
    whole, config, weights = scene.whole, scene.view.config, scene.weights
    assert whole is not None
    knobs = whole.knobs["nodes"][whole.node]
    (training,) = static
    count = jnp.sum(whole.batch.present).astype(jnp.int32)
    at = tuple(traced[axis] for axis in range(len(traced)))
    if training:
        passed = whole.flow(training=True)
        call = passed.calls[whole.node]
        at, weights = (jnp.minimum(at[0], count - 1), *at[1:]), call.weights
        normal = _over_batch(call, passed.values[whole.node], at[-1])
    else:
        at = (jnp.int32(0), *at)
        given = scene.inputs[0][None], scene.output[None]
        normal = _alone(*given, at, config, weights)
    x, axis = normal.inputs, config.get("axis", -1) % normal.inputs.ndim
    gamma, beta = weights.get("gamma", weights.get("scale")), weights.get("beta")
    own = weights.get("moving_mean"), weights.get("moving_variance")
    known = normal.mean, normal.variance, *(_along(x, axis, one) for one in (gamma, beta, *own))
    table = jnp.stack([_line(x, axis, at, one) for one in (x, normal.outputs, *known)])
    before, after, *chosen = table[:, at[axis]]
    value = [before, *chosen[:2], knobs["epsilon"], *chosen[2:4], after]
    told = [histogram(one, normal.here) for one in normal.members]
    spread = [jnp.stack(moments(one, normal.here)) for one in normal.members]
    nothing = jnp.zeros(0, jnp.float32)
    return (
        *(_picture(one, at, whole.batch.present) for one in (x, normal.outputs)),
        jnp.stack(value),
        table[2:],
        jnp.stack([counts for counts, _ in told]),
        jnp.stack([ends for _, ends in told]),
        jnp.stack(spread),
        _running(knobs["momentum"], chosen) if training else nothing,
        whole.which if training else nothing,
    )


def _over_batch(call: Call, outputs: jax.Array, channel: jax.Array) -> Normal:
    """Of each channel over the rows and positions that count; a frozen layer takes its own."""
    x, mask = call.inputs[0], call.masks[0] if call.masks else None
    here = jnp.broadcast_to(call.present.reshape(-1, *[1] * (x.ndim - 2)), x.shape[:-1])
    if mask is not None:
        here = jnp.where(mask, here, 0.0)
    axes, share = tuple(range(x.ndim - 1)), (here / (here.sum() + 1e-7))[..., None]
    mean = jnp.sum(x * share, axes)
    variance = jnp.sum(jnp.square(x - mean) * share, axes)
    learns = call.knobs["trainable"] > 0
    mean = jnp.where(learns, mean, call.weights["moving_mean"])
    variance = jnp.where(learns, variance, call.weights["moving_variance"])
    members = (jnp.take(one, channel, axis=-1) for one in (x, outputs))
    before, after = members
    return Normal(x, outputs, mean, variance, (before, after), here)


def _alone(
    x: jax.Array, y: jax.Array, at: tuple[jax.Array, ...], config: Config, weights: Tensors
) -> Normal:
    """Of one example [1, *shape]: along an axis, of groups of channels, or what was remembered."""
    axis: int = config.get("axis", -1) % x.ndim
    if "moving_mean" in weights:
        mean, variance = weights["moving_mean"], weights["moving_variance"]
        before, after = (one[..., at[-1]] for one in (x, y))
    elif "groups" in config:
        groups: int = config["groups"]
        size = x.shape[axis] // groups if groups > 0 else 1
        mean, variance = _of_groups(x, axis, size)
        first = at[axis] // size * size
        before, after = (
            jax.lax.dynamic_slice_in_dim(one, first, size, axis=axis) for one in (x, y)
        )
    else:
        centered = "center" in config  # RMS normalization subtracts nothing
        mean = jnp.mean(x, axis, keepdims=True) if centered else jnp.zeros(())
        variance = jnp.mean(jnp.square(x - mean), axis, keepdims=True)
        mean = mean if centered else jnp.float32(jnp.nan)
        before, after = (_line(x, axis, at, one) for one in (x, y))
    return Normal(x, y, mean, variance, (before, after), jnp.ones(before.shape, jnp.float32))


def _of_groups(x: jax.Array, axis: int, size: int) -> tuple[jax.Array, jax.Array]:
    """Mean and variance over all positions and the channels of a group, for each channel."""
    lines = jnp.moveaxis(x, axis, -1)
    groups = lines.reshape(-1, lines.shape[-1] // size, size)
    mean = jnp.mean(groups, (0, 2), keepdims=True)
    variance = jnp.mean(jnp.square(groups - mean), (0, 2))
    found = (_along(x, axis, jnp.repeat(one.ravel(), size)) for one in (mean, variance))
    first, second = found
    return first, second


def _along(x: jax.Array, axis: int, values: jax.Array | None) -> jax.Array:
    """One number for each place of an axis, so that it stretches to ``x``; NaN for nothing."""
    if values is None:
        return jnp.float32(jnp.nan)
    return values.reshape([-1 if place == axis else 1 for place in range(x.ndim)])


def _line(x: jax.Array, axis: int, at: tuple[jax.Array, ...], values: jax.Array) -> jax.Array:
    """What stands along an axis at the asked place, [c]."""
    lines = jnp.moveaxis(jnp.broadcast_to(values, x.shape), axis, -1)
    return lines[(*at[:axis], *at[axis + 1 :])]


def _picture(values: jax.Array, at: tuple[jax.Array, ...], present: jax.Array) -> jax.Array:
    if values.ndim == 4:
        return jnp.take(values[at[0]], at[-1], axis=-1)
    if values.ndim == 2 and len(values) > 1 and values.shape[1] <= WIDEST:
        return jnp.where(present[:, None] > 0, values, jnp.nan)
    return values[at[0]]


def _running(momentum: jax.Array, chosen: list[jax.Array]) -> jax.Array:
    """Where the running statistics go at this step."""
    mean, variance, _, _, *own = chosen
    step = 1 - momentum
    moved = [old + step * (now - old) for old, now in zip(own, (mean, variance), strict=True)]
    return jnp.stack([momentum, own[0], mean, moved[0], own[1], variance, moved[1]])


KIND = ProbeKind(
    name="normalized",
    label=Text("Normalization", "Normierung"),
    summary=Text(
        "How a number is brought to a common scale, and the numbers it goes with.",
        "Wie eine Zahl auf ein gemeinsames Maß kommt, und zu welchen Zahlen sie gehört.",
    ),
    parts=(
        *("inputs", "outputs", "value", "features"),
        *("counts", "ranges", "moments", "running", "which"),
    ),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.1,
)
