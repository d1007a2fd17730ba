"""Gates: what a recurrent layer does at some positions of a sequence, and one unit's sums there."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import Config, NodeView, ProbeKind, Question, Scene, Tensors, Text
from engine.errors import LearnerError
from engine.probes import _asked

# In the order of the layers' weights: what has columns of its own in them.
COLUMNS = {
    "simple_rnn": ("hidden",),
    "lstm": ("input", "forget", "candidate", "output"),
    "gru": ("update", "reset", "candidate"),
}
ROWS = {
    "simple_rnn": ("hidden",),
    "lstm": ("hidden", "cell", *COLUMNS["lstm"]),
    "gru": ("hidden", *COLUMNS["gru"]),
}
STATES = ("hidden", "cell")
WAYS = ("forward", "backward")


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A recurrent layer, ``count`` positions from ``first`` on, an ``index`` of position and unit;
    of a bidirectional layer the ``way`` as well."""
    way = ""
    if view.kind == "bidirectional":
        if asked.get("way") not in WAYS:
            raise _asked.refused(asked, "way")
        way = f"{asked['way']}_"
    kind, config = _layer(view)
    if kind not in COLUMNS:
        raise LearnerError("bad_probe", probe=asked.get("probe"), name="node")
    time = view.inputs[0][0]
    place = _asked.index(asked, (time, config["units"]), view.node)
    count = _asked.whole(asked, "count", 1, time)
    _asked.bounded(math.prod((len(ROWS[kind]), count, config["units"])), view.node)
    first = _asked.whole(asked, "first", 0, time - count)
    return Question((way, count), (*place, first), _asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """``rows`` [row, count, units], states and gates in the order of ``ROWS``; ``counts`` [count],
    0 where a position is skipped; of the asked unit ``sums`` [columns, 4], what the input, what is
    remembered, the bias and the bias of what is remembered add; ``before``, the states it came
    with, and ``here``, all rows at that position [row]; float32."""
    way, count = static
    position, unit, first = traced[0], traced[1], traced[2]
    kind, config = _layer(scene.view)
    told = {name.removeprefix(way): part for name, part in _told(scene, way).items()}
    rows = jnp.stack([told[name] for name in ROWS[kind]])
    time = rows.shape[1]
    mask = scene.masks[0] if scene.masks and scene.masks[0] is not None else jnp.ones(time)
    backwards = config["go_backwards"] or way == "backward_"
    last = position + (1 if backwards else -1)
    begins = (last < 0) | (last >= time)
    states = rows[: sum(name in STATES for name in ROWS[kind]), jnp.clip(last, 0, time - 1)]
    states = jnp.where(begins, 0.0, states)
    weights = {name.removeprefix(way): one for name, one in scene.weights.items()}
    reset = told["reset"][position] if "reset" in told else None
    return (
        jax.lax.dynamic_slice_in_dim(rows, first, count, axis=1),
        jax.lax.dynamic_slice_in_dim(mask.astype(jnp.float32), first, count),
        _sums(weights, config, scene.inputs[0][position], states[0], reset, unit),
        states[:, unit],
        rows[:, position, unit],
    )


def _sums(
    weights: Tensors,
    config: Config,
    given: jax.Array,
    state: jax.Array,
    reset: jax.Array | None,
    unit: jax.Array,
) -> jax.Array:
    """What each column of this unit sums, [columns, 4]."""
    units = config["units"]
    columns = weights["kernel"].shape[1] // units
    chosen = jnp.arange(columns) * units + unit
    seen = jnp.broadcast_to(state, (columns, units))
    if reset is not None and not config["reset_after"]:
        seen = seen.at[-1].mul(reset)  # the candidate sees only what the reset gate leaves
    back = (seen * weights["recurrent_kernel"][:, chosen].T).sum(1)
    bias = jnp.zeros((2, columns))
    if "bias" in weights:
        rows = jnp.atleast_2d(weights["bias"])[:, chosen]
        bias = bias.at[: len(rows)].set(rows)
    return jnp.stack([given @ weights["kernel"][:, chosen], back, bias[0], bias[1]], axis=1)


def _told(scene: Scene, way: str) -> Tensors:
    return {name: part for name, part in scene.told().items() if name.startswith(way)}


def _layer(view: NodeView) -> tuple[str, Config]:
    """The layer that walks: the node's own, or the one inside it."""
    if view.kind != "bidirectional":
        return view.kind, view.config
    chosen = view.config["layer"]
    return chosen.kind, dict(chosen.config)


KIND = ProbeKind(
    name="gates",
    label=Text("Gates and states", "Tore und Zustände"),
    summary=Text(
        "What a recurrent layer lets in, keeps and shows at each position.",
        "Was eine rekurrente Schicht an jeder Position einlässt, behält und zeigt.",
    ),
    parts=("rows", "counts", "sums", "before", "here"),
    ask=ask,
    answer=answer,
    apart=True,
)
