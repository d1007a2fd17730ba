"""Projection: what a layer puts out for many examples, seen along its three widest directions."""

from collections.abc import Mapping
from typing import Any, cast

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Scene, Text, Whole
from engine.probes import _asked

MOST_ROWS = 500
AXES = 3


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A node and rows of a part, 500 at most."""
    del view
    return Question(rows=_asked.rows(asked, MOST_ROWS))


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """Places [b, 3] around the mean, each axis's share of the variance [3], targets as the first
    output's loss takes them [b] or [b, ...], the rows' numbers in their part [b], -1 for padding.
    """
    del static, traced
    whole = scene.whole
    assert whole is not None
    values = whole.flow().values[whole.node]
    places, shares = components(values.reshape(len(values), -1), whole.batch.present)
    return places, shares, first_targets(whole), whole.which


def first_targets(whole: Whole) -> jax.Array:
    """The targets of the first output that has some, as its loss takes them; else empty."""
    told = whole.batch.targets
    given = cast("tuple[jax.Array | None, ...]", told if isinstance(told, tuple) else (told,))
    return next((target for target in given if target is not None), jnp.zeros(0))


def _eigh(matrix: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Eigenvalues, the least first, and their vectors as columns."""
    return cast("tuple[jax.Array, jax.Array]", jnp.linalg.eigh(matrix))


def components(
    values: jax.Array, present: jax.Array, axes: int = AXES
) -> tuple[jax.Array, jax.Array]:
    """Principal components of the rows that are present: places [b, axes] and shares [axes].

    The smaller of both product matrices is taken apart. The farthest place on an axis is positive,
    so that the picture does not flip from step to step.
    """
    mask = present[:, None] > 0
    mean = jnp.where(mask, values, 0).sum(axis=0) / jnp.maximum(present.sum(), 1)
    centered = jnp.where(mask, values - mean, 0)
    rows, width = values.shape
    if width <= rows:
        spread, directions = _eigh(centered.T @ centered)
        places = centered @ directions
    else:
        spread, directions = _eigh(centered @ centered.T)
        places = directions * jnp.sqrt(jnp.maximum(spread, 0))
    missing = max(0, axes - len(spread))
    places = jnp.pad(places[:, ::-1][:, :axes], ((0, 0), (0, missing)))
    spread = jnp.pad(jnp.maximum(spread[::-1][:axes], 0), (0, missing))
    farthest = jnp.take_along_axis(places, jnp.abs(places).argmax(axis=0)[None], axis=0)
    total = jnp.sum(jnp.square(centered))
    shares = jnp.where(total > 0, spread / jnp.where(total > 0, total, 1), 0)
    return places * jnp.where(farthest < 0, -1, 1), shares


KIND = ProbeKind(
    name="projection",
    label=Text("Projection", "Projektion"),
    summary=Text(
        "What a layer says to many examples, along its three widest directions.",
        "Was eine Schicht zu vielen Beispielen sagt, entlang ihrer drei breitesten Richtungen.",
    ),
    parts=("places", "shares", "targets", "which"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.5,
)
