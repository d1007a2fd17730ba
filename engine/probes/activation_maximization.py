"""Activation maximization: an input climbs to where one unit of a layer is most active."""

from collections.abc import Mapping
from typing import Any, cast

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Rounds, Scene, Text, Whole
from engine.probes import _asked, _why

COUNT = 200
PARTS = 1000  # what holds it back and the step are asked for in thousandths
SEED = 0
FLAT = 1e-12  # where all places are alike, a root has no slope
SPREAD = 0.1  # of the noise it begins with, as a share of the range


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """The ``unit`` of the node's last axis, where to ``start``: ``noise`` or the ``sample``; how
    strongly ``size`` and ``roughness`` are held back, and the first ``step``, in thousandths."""
    unit = _asked.whole(asked, "unit", 0, view.output[-1] - 1)
    if asked.get("start") not in ("noise", "sample"):
        raise _asked.refused(asked, "start")
    sliders = [_asked.whole(asked, name, 0, 1000 * PARTS) for name in ("size", "roughness", "step")]
    start = int(asked["start"] == "sample")
    _asked.bounded(view.output[-1], view.node)
    return Question((), (unit, start, *sliders), _asked.sample(asked), whole=True, moved=True)


def begin(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> Any:
    """The first input [1, *shape], the curve [rounds + 1], of which nothing is known yet, and what
    the brakes are weighed with []: how steeply it rises there, so that they hold back a small sum
    as much as a large one."""
    del static
    whole = scene.whole
    assert whole is not None
    assert whole.sample is not None
    sample = whole.sample
    low, high = _range(sample)
    noise = jax.random.normal(jax.random.key(SEED), sample.shape)
    noise = jnp.clip((low + high) / 2 + SPREAD * (high - low) * noise, low, high)
    first = jnp.where(traced[1] > 0, sample, noise)
    rises = cast("Any", jax).value_and_grad(activity, argnums=1)
    height, slope = rises(whole, first, traced[0])
    # As many times the typical slope as there are numbers: the brakes are means over all of them.
    scale = slope.size * jnp.sqrt(jnp.mean(jnp.square(slope)))
    curve = jnp.full(COUNT + 1, jnp.nan).at[0].set(height)
    return {"input": first, "curve": curve, "scale": scale}


def turn(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array, carried: Any, number: jax.Array
) -> Any:
    """One step uphill, as long in every round as the slider says but for a share that shrinks to
    nothing, whatever the length of the gradient."""
    del static
    whole = scene.whole
    assert whole is not None
    assert whole.sample is not None
    now = carried["input"]
    uphill = cast("Any", jax).grad(objective, argnums=1)
    slope = cast("jax.Array", uphill(whole, now, traced, carried["scale"]))
    length = jnp.sqrt(jnp.mean(jnp.square(slope)))
    step = traced[4] / PARTS * (1 - number / COUNT)
    moved = now + step * slope / jnp.maximum(length, 1e-12)
    if now.ndim == 4:
        moved = jnp.clip(moved, *_range(whole.sample))
    curve = carried["curve"].at[number + 1].set(activity(whole, moved, traced[0]))
    return {**carried, "input": moved, "curve": curve}


def activity(whole: Whole, given: jax.Array, unit: jax.Array) -> jax.Array:
    """The unit's sum before its activation []. Of a map or over time how far its places stand out:
    the root mean square of what lies above their mean, which alone would only follow brightness."""
    outputs = whole.flow(inputs=given)
    sums = outputs.before.get(whole.node, outputs.values[whole.node])
    places = sums.reshape(-1, sums.shape[-1])[:, unit]
    if len(places) == 1:
        return places[0]
    above = jnp.maximum(places - places.mean(), 0)
    return jnp.sqrt(jnp.mean(jnp.square(above)) + FLAT)


def objective(whole: Whole, given: jax.Array, traced: jax.Array, scale: jax.Array) -> jax.Array:
    """What the steps make large []: the activity, less mean square and roughness as weighed."""
    size, roughness = traced[2] / PARTS, traced[3] / PARTS
    held = size * jnp.mean(jnp.square(given)) + roughness * rough(given)
    return activity(whole, given, traced[0]) - scale * held


def rough(given: jax.Array) -> jax.Array:
    """The mean difference of neighbors [] (total variation) along rows, columns or time; of a
    table's row, whose columns have no neighbors, 0."""
    if given.ndim < 3:
        return jnp.float32(0)
    along = range(1, given.ndim - 1)
    steps = [jnp.diff(given, axis=axis) for axis in along if given.shape[axis] > 1]
    # Rounded off at zero, where a difference has no slope.
    return jnp.float32(0) + sum(jnp.mean(jnp.sqrt(jnp.square(one) + 1e-6)) for one in steps)


def _range(sample: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Between what ends pictures stay: 0 and 1, or those of the example where they are wider."""
    return jnp.minimum(sample.min(), 0.0), jnp.maximum(sample.max(), 1.0)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """The input now [*shape]; the unit's activity after each round [rounds + 1], NaN for those to
    come; what the network says to it [k]; [rounds done, rounds, mean square, roughness, what both
    are weighed with]."""
    del static, traced
    whole = scene.whole
    assert whole is not None
    given = scene.carried["input"]
    said = _why.answers(whole.flow(inputs=given), whole.output)[0]
    scale = scene.carried["scale"]
    figures = [scene.done, COUNT, jnp.mean(jnp.square(given)), rough(given), scale]
    told = jnp.stack([jnp.asarray(one, jnp.float32) for one in figures])
    return given[0], scene.carried["curve"], said, told


KIND = ProbeKind(
    name="activation_maximization",
    label=Text("Activation maximization", "Aktivierung steigern"),
    summary=Text(
        "An input that makes one unit as active as it can be, climbing from noise or an example.",
        "Eine Eingabe, die ein Neuron so aktiv macht wie möglich, von Rauschen oder einem "
        "Beispiel aus.",
    ),
    parts=("input", "curve", "said", "told"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.1,
    rounds=Rounds(COUNT, begin, turn),
)
