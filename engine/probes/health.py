"""Health: how the weights, activations and gradients of many layers stand, in one pass."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import jax
import jax.numpy as jnp

from engine.contracts import Config, NodeView, ProbeKind, Question, Scene, Text, Whole
from engine.probes import _asked
from engine.probes._histogram import flat, histogram, moments, norm

MOST_UNITS = 512  # of a layer, told one by one; the counts are of all
NEAR = 0.02  # of the way between the ends: so near to one that hardly any gradient comes through
ALMOST = 0.9  # of its outputs lie near an end: a unit that is saturated
FIGURES = (
    *("weight_norm", "gradient_norm", "update_ratio", "weight_mean", "weight_deviation"),
    *("activation_mean", "activation_deviation", "units", "dead", "saturated"),
)


def choose(views: Sequence[NodeView], plane: bool) -> tuple[NodeView, Config]:
    """Any node will do; the question learns in which order the layers stand."""
    del plane
    return views[0], {"order": [view.node for view in views]}


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """``nodes`` in the order they shall be told, and rows of a part; of no ``node``.

    Which layers is compiled in, their order is not: equal networks list equal ones differently.
    """
    del view
    order, nodes = asked.get("order"), asked.get("nodes")
    if not isinstance(order, list) or not isinstance(nodes, list) or not nodes:
        raise _asked.refused(asked, "nodes")
    places = {name: place for place, name in enumerate(cast("list[Any]", order))}
    wanted = cast("list[Any]", nodes)
    if not all(isinstance(node, str) and node in places for node in wanted):
        raise _asked.refused(asked, "nodes")
    layers = sorted({places[node] for node in wanted})
    lines = tuple(layers.index(places[node]) for node in wanted)
    return Question(tuple(layers), lines, rows=_asked.rows(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """``counts`` [3, n, bins] of weights, activations and gradients, ``ranges`` [3, n, 2],
    ``figures`` [n, f], each unit's share of outputs ``near`` an end and of ``zeros`` [n, u] (NaN
    where that means nothing), and the mean ``loss`` [1]. NaN: the layer has no such numbers."""
    whole = scene.whole
    assert whole is not None
    present = whole.batch.present
    values, grads, after = whole.flow().values, whole.gradients(), whole.step()["params"]
    names: list[str] = [whole.layers[place] for place in static]
    looks = [_Layer(whole, name, values[name], grads, after) for name in names]
    widest = max(1, *(min(look.units, MOST_UNITS) for look in looks))
    counts, ranges = (
        jnp.stack([jnp.stack([one[part] for one in look.histograms]) for look in looks])[traced]
        for part in (0, 1)
    )
    figures, near, zeros = (
        jnp.stack(rows)[traced]
        for rows in (
            [look.figures() for look in looks],
            [_filled(look.near, widest) for look in looks],
            [_filled(look.zeros, widest) for look in looks],
        )
    )
    loss = jnp.where(present > 0, whole.losses(), 0.0).sum() / present.sum()
    return counts.swapaxes(0, 1), ranges.swapaxes(0, 1), figures, near, zeros, loss[None]


class _Layer:
    """What there is to tell of one layer, while it is traced."""

    def __init__(self, whole: Whole, name: str, values: jax.Array, grads: Any, after: Any) -> None:
        owner = whole.owners[name]
        self.weights = flat(whole.state["params"].get(owner, {}))
        self.change = flat(after.get(owner, {})) - self.weights
        self.gradients = flat(grads.get(owner, {}))
        here = whole.batch.present.reshape(-1, *[1] * (values.ndim - 1))
        self.values, self.here = values, jnp.broadcast_to(here, values.shape)
        self.histograms = [
            histogram(self.weights),
            histogram(values, self.here),
            histogram(self.gradients),
        ]
        self.units, self.near, self.zeros = 0, jnp.zeros(0), jnp.zeros(0)
        ends = whole.ends.get(name)
        if ends is None:
            return
        self.units = values.shape[-1]  # as a filter is of a convolution
        if ends.off:
            self.zeros = self._share(values == 0)
        if ends.least is not None and ends.greatest is not None:
            reach = NEAR * (ends.greatest - ends.least)
            above = values >= ends.greatest - reach
            self.near = self._share(above if ends.off else above | (values <= ends.least + reach))

    def _share(self, holds: jax.Array) -> jax.Array:
        """Of how many of a unit's outputs it holds, [units]."""
        axes = tuple(range(holds.ndim - 1))
        return jnp.where(holds, self.here, 0.0).sum(axes) / self.here.sum(axes)

    def figures(self) -> jax.Array:
        """The numbers of ``FIGURES``."""
        unknown = jnp.float32(jnp.nan)
        length = norm(self.weights)
        return jnp.stack([
            length,
            norm(self.gradients),
            jnp.where(length > 0, norm(self.change) / length, unknown),
            *moments(self.weights),
            *moments(self.values, self.here),
            jnp.float32(self.units),
            jnp.sum(self.zeros == 1).astype(jnp.float32) if self.zeros.size else unknown,
            jnp.sum(self.near >= ALMOST).astype(jnp.float32) if self.near.size else unknown,
        ])  # fmt: skip


def _filled(units: jax.Array, width: int) -> jax.Array:
    """The first of them, and NaN where there are none."""
    first = units[:width]
    return jnp.concatenate([first, jnp.full(width - len(first), jnp.nan)])


KIND = ProbeKind(
    name="health",
    label=Text("Health", "Befinden"),
    summary=Text(
        "How weights, activations and gradients stand, layer by layer.",
        "Wie es um Gewichte, Aktivierungen und Gradienten steht, Schicht für Schicht.",
    ),
    parts=("counts", "ranges", "figures", "near", "zeros", "loss"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.5,
    choose=choose,
)
