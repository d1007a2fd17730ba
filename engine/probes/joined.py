"""Joined: what comes into a layer with several inputs, what leaves it, and one number's parts."""

import math
from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text
from engine.probes import _asked
from engine.probes._pairs import paired


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A layer that joins its inputs number by number, in a row or by products; an output place and
    the sample."""
    ranks = {len(shape) for shape in view.inputs} == {len(view.output)}
    if view.weights or len(view.inputs) < 2 or not (ranks or "axes" in view.config):
        raise _asked.refused(asked, "node")
    place = _asked.index(asked, view.output, view.node)
    numbers = sum(math.prod(shape) for shape in view.inputs) + math.prod(view.output)
    _asked.bounded(numbers, view.node)
    return Question((), place, _asked.sample(asked))


def answer(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> tuple[jax.Array, ...]:
    """All ``inputs`` flat, one behind the other, and the ``output`` in its shape; what the asked
    number is made of, ``terms``: a number of each input, where an axis of length 1 is stretched, of
    a dot product the numbers of both vectors, one behind the other, in a row nothing; ``counts``
    [inputs]: 0 where a mask leaves the place out; ``value`` [1], the number."""
    del static
    view = scene.view
    place = tuple(traced[axis] for axis in range(len(view.output)))
    terms, counts = jnp.zeros(0), jnp.ones(len(view.inputs))
    if "axes" in view.config:
        terms = jnp.concatenate(paired(scene, place))
    elif "axis" not in view.config:
        terms = jnp.stack([one[_within(place, one.shape)] for one in scene.inputs])
        if view.kind not in _UNMASKED:
            counts = jnp.stack([
                jnp.float32(1) if mask is None else mask[place[0]].astype(jnp.float32)
                for mask in scene.masks
            ])  # fmt: skip
    flat = jnp.concatenate([one.ravel() for one in scene.inputs])
    return flat, scene.output, terms, counts, scene.output[place][None]


_UNMASKED = ("add", "subtract", "average")  # as in Keras they join masked positions as well


def _within(place: tuple[jax.Array, ...], shape: tuple[int, ...]) -> tuple[jax.Array, ...]:
    """The place in an input that may be stretched along axes of length 1."""
    return tuple(
        at if length > 1 else jnp.int32(0) for at, length in zip(place, shape, strict=True)
    )


KIND = ProbeKind(
    name="joined",
    label=Text("Joined", "Verbunden"),
    summary=Text(
        "What a number behind several wires is made of.",
        "Woraus eine Zahl hinter mehreren Leitungen entsteht.",
    ),
    parts=("inputs", "output", "terms", "counts", "value"),
    ask=ask,
    answer=answer,
    apart=True,
)
