"""Bend: the activation of a layer as a curve, and where on it the layer's own sums lie."""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked

EXACT = 4096  # numbers sent one by one; of more, only how many lie where
POINTS = 257  # of the curve; odd, so that one of them is zero
BINS = 64
NARROWEST = 4.0  # on each side of zero
OF_A_LINE = frozenset({"softmax", "log_softmax", "sparsemax", "glu"})  # no function of one number


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A layer with an activation and a sample; ``index`` picks a line along the last axis by its
    place on all others."""
    if "activation" not in view.config:
        raise _asked.refused(asked, "node")
    place: tuple[int, ...] = ()
    if asked.get("index") is not None:
        place = _asked.index(asked, view.output[:-1], view.node)
    return Question(("line",) if asked.get("index") is not None else (), place,
                    _asked.sample(asked))  # fmt: skip


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """Sums and outputs one by one, [n] or [0] when too many; the curve at ``grid`` (as values or
    none), how many sums lie in each of its equal bins, and how many there are."""
    if scene.before is None or scene.bend is None:
        return (jnp.zeros(0),) * 6
    sums, outputs = scene.before, scene.output
    if static:
        place = tuple(traced[axis] for axis in range(len(scene.view.output) - 1))
        sums, outputs = sums[place], outputs[place]
    sums, outputs = sums.ravel(), outputs.ravel()
    sound = jnp.isfinite(sums)
    most = jnp.max(jnp.where(sound, jnp.abs(sums), 0))
    reach = jnp.exp2(jnp.ceil(jnp.log2(jnp.maximum(most, NARROWEST))))  # so that it seldom moves
    grid = jnp.linspace(-reach, reach, POINTS)
    lonely = scene.view.config["activation"] in OF_A_LINE
    curve = jnp.zeros(0) if lonely else scene.bend(grid)
    bins = jnp.clip(jnp.floor((sums + reach) / (2 * reach) * BINS), 0, BINS - 1)
    bins = jnp.where(sound, bins, 0).astype(jnp.int32)
    counts = jnp.zeros(BINS).at[bins].add(sound.astype(jnp.float32))
    each = sums.size <= EXACT
    return (
        sums if each else jnp.zeros(0),
        outputs if each else jnp.zeros(0),
        grid,
        curve,
        counts,
        jnp.float32(sums.size)[None],
    )


KIND = ProbeKind(
    name="bend",
    label=Text("Activation curve", "Kurve der Aktivierung"),
    summary=Text(
        "The activation as a curve, and where a layer's sums lie on it.",
        "Die Aktivierung als Kurve, und wo die Summen einer Schicht darauf liegen.",
    ),
    parts=("sums", "outputs", "grid", "curve", "counts", "total"),
    ask=ask,
    answer=answer,
    apart=True,
)
