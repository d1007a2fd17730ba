"""Looking inside: one compiled pass, apart from the step, that answers a set of probes.

What it is asked is compiled in; which sample, unit or place is traced, so that pointing at
something else never recompiles. Pictures become bytes on the device.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import jax
import jax.numpy as jnp

from engine import catalog
from engine.contracts import NodeView, Picture, Question, Scene
from engine.graph.build import Network, Outputs


@dataclass(frozen=True, slots=True)
class Look:
    """One probe of a pass: ``node`` under its standard name, ``slot`` the sample it wants."""

    probe: str
    node: str
    view: NodeView
    question: Question
    slot: int | None

    @property
    def static(self) -> tuple[Any, ...]:
        """What is compiled in."""
        traced = len(self.question.traced)
        question = self.question
        asked = (question.static, question.plane, question.chance)
        return (self.probe, self.node, asked, self.slot, traced)


def observe(
    network: Network,
    looks: Sequence[Look],
    variables: Mapping[str, Any],
    knobs: Any,
    given: Mapping[str, Any],
) -> tuple[tuple[Any, ...], ...]:
    """Every look's parts: float32 arrays, or (bytes, ranges) for pictures.

    ``given``: ``samples`` [s, *shape] and ``targets`` [s, k], ``planes`` {size: [size^2,
    features]}, ``traced`` one int32 vector for each look, ``step`` which chance is drawn for.
    """
    flows: dict[Any, Outputs] = {}

    def flow(plane: int | None, chance: bool) -> Outputs:
        if (plane, chance) not in flows:
            inputs = given["samples"] if plane is None else given["planes"][str(plane)]
            flows[plane, chance] = network.apply(
                variables,
                inputs,
                knobs["nodes"],
                training=False,
                chance=chance,
                key=jax.random.fold_in(jax.random.key(0), given["step"]),
                present=jnp.ones(len(inputs), jnp.float32),
            )
        return flows[plane, chance]

    answers: list[tuple[Any, ...]] = []
    for look, traced in zip(looks, given["traced"], strict=True):
        outputs = None
        if look.slot is not None or look.question.plane is not None:
            outputs = flow(look.question.plane, look.question.chance)
        scene = _scene(network, look, variables, outputs, given)
        parts = catalog.probes()[look.probe].answer(scene, look.question.static, traced)
        answers.append(tuple(_sent(part) for part in parts))
    return tuple(answers)


def _scene(
    network: Network,
    look: Look,
    variables: Mapping[str, Any],
    outputs: Outputs | None,
    given: Mapping[str, Any],
) -> Scene:
    layer = network.layer(look.node)
    weights = {
        **variables["params"].get(layer.owner, {}),
        **variables["state"].get(layer.owner, {}),
    }
    nothing = jnp.zeros(0, jnp.float32)
    if outputs is None:
        return Scene(look.view, weights, (), nothing, None, nothing)
    row = slice(None) if look.slot is None else look.slot
    before = outputs.before.get(look.node)
    return Scene(
        view=look.view,
        weights=weights,
        inputs=tuple(outputs.values[name][row] for name in layer.inputs),
        output=outputs.values[look.node][row],
        before=None if before is None else before[row],
        target=nothing if look.slot is None else given["targets"][look.slot],
    )


def _sent(part: jax.Array | Picture) -> Any:
    """Numbers as they are; a picture as bytes between the least and greatest value of each map."""
    if not isinstance(part, Picture):
        return part.astype(jnp.float32)
    maps = part.maps
    axes = tuple(range(1, maps.ndim))
    least, greatest = jnp.min(maps, axis=axes), jnp.max(maps, axis=axes)
    sound = jnp.isfinite(least) & jnp.isfinite(greatest)
    low, high = (jnp.where(sound, end, jnp.nan) for end in (least, greatest))
    wide = maps.reshape(len(maps), -1)
    span = jnp.where(sound & (high > low), high - low, 1.0)
    share = jnp.where(sound[:, None], (wide - low[:, None]) / span[:, None], 0.0)
    levels = jnp.clip(jnp.round(share * 255), 0, 255).astype(jnp.uint8)
    return levels.reshape(maps.shape), jnp.stack([low, high], axis=1)


def first_unsound(
    network: Network, state: Mapping[str, Any], inputs: jax.Array, present: jax.Array,
    knobs: Any, key: jax.Array,
) -> jax.Array:  # fmt: skip
    """For each layer, in order, whether all it puts out on a training batch is finite, bool [n]."""
    variables = {"params": state["params"], "state": state["state"]}
    outputs = network.apply(
        variables, inputs, knobs["nodes"], training=True, key=key, present=present
    )
    return jnp.stack([jnp.all(jnp.isfinite(outputs.values[at.name])) for at in network.layers])
