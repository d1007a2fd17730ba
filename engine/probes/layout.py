"""Layout: what a layer puts out for many examples, laid flat so that neighbors stay neighbors."""

from collections.abc import Mapping
from typing import Any, cast

import jax
import jax.numpy as jnp

from engine.contracts import NodeView, ProbeKind, Question, Rounds, Scene, Text
from engine.probes import _asked, _tsne, _umap
from engine.probes.projection import MOST_ROWS, components, first_targets

METHODS: Mapping[str, Any] = {"tsne": _tsne, "umap": _umap}
KEPT = 50  # principal components that neighbors are looked for in
COUNT = 500
NEAR_ZERO = 1e-4  # how far the first places spread
SEED = 0


def ask(asked: Mapping[str, Any], view: NodeView) -> Question:
    """A node, rows of a part (500 at most), the ``method``, and 2 or 3 ``dimensions``."""
    del view
    if asked.get("method") not in METHODS:
        raise _asked.refused(asked, "method")
    dimensions = _asked.whole(asked, "dimensions", 2, 3)
    return Question((str(asked["method"]), dimensions), rows=_asked.rows(asked, MOST_ROWS))


def begin(scene: Scene, static: tuple[Any, ...], traced: jax.Array) -> Any:
    """The first places: the widest directions, and a little noise from a fixed seed where a layer
    has fewer of them than the picture."""
    del traced
    whole = scene.whole
    assert whole is not None
    method, dimensions = static
    values = whole.flow().values[whole.node]
    present = whole.batch.present
    wide = components(values.reshape(len(values), -1), present, KEPT)[0]
    first = wide[:, :dimensions]
    deviation = jnp.sqrt(jnp.sum(jnp.square(first[:, 0])) / jnp.maximum(present.sum(), 1))
    first = NEAR_ZERO * first / jnp.maximum(deviation, 1e-12)
    noise = NEAR_ZERO / 10 * jax.random.normal(jax.random.key(SEED), first.shape)
    places = (first + noise) * present[:, None]
    return METHODS[method].begin(wide, present, places)


def turn(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array, carried: Any, number: jax.Array
) -> Any:
    """One round of the method."""
    del traced
    whole = scene.whole
    assert whole is not None
    return METHODS[static[0]].turn(carried, whole.batch.present, number)


def answer(
    scene: Scene, static: tuple[Any, ...], traced: jax.Array
) -> tuple[jax.Array, jax.Array, jax.Array, jax.Array]:
    """Places [b, 3] around their mean, the third 0 in a plane; [rounds done, rounds, what is made
    small]; targets as the first output's loss takes them, the rows' numbers, -1 for padding."""
    del traced
    whole = scene.whole
    assert whole is not None
    present = whole.batch.present[:, None]
    places = cast("jax.Array", scene.carried.places)
    mean = (places * present).sum(axis=0) / jnp.maximum(present.sum(), 1)
    places = jnp.pad((places - mean) * present, ((0, 0), (0, 3 - static[1])))
    loss = METHODS[static[0]].loss(scene.carried, whole.batch.present)
    done = jnp.asarray(scene.done, jnp.float32)
    told = jnp.stack([done, jnp.float32(COUNT), loss])
    return places, told, first_targets(whole), whole.which


KIND = ProbeKind(
    name="layout",
    label=Text("Layout", "Anordnung"),
    summary=Text(
        "What a layer says to many examples, laid out so that neighbors stay neighbors.",
        "Was eine Schicht zu vielen Beispielen sagt, so gelegt, dass Nachbarn Nachbarn bleiben.",
    ),
    parts=("places", "told", "targets", "which"),
    ask=ask,
    answer=answer,
    apart=True,
    every=0.1,
    rounds=Rounds(COUNT, begin, turn),
)
