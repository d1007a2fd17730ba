"""Looking inside: one compiled pass, apart from the step, that answers a set of probes.

What it is asked is compiled in; which sample, unit or place is traced, so that pointing at
something else never recompiles. Pictures become bytes on the device.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import jax
import jax.numpy as jnp

from engine import catalog
from engine.contracts import (
    Batch,
    Call,
    Ends,
    Lesson,
    NodeView,
    Picture,
    Question,
    Rounds,
    Scene,
    Tensors,
    Whole,
)
from engine.graph.build import Layer, Network, Outputs, moved
from engine.train.ends import ends_of
from engine.train.step import gathered, step_key


@dataclass(frozen=True, slots=True)
class Look:
    """One probe of a pass: ``node`` under its standard name, ``slot`` the sample it wants."""

    probe: str
    node: str
    view: NodeView
    question: Question
    slot: int | None

    @property
    def needs_whole(self) -> bool:
        """Whether it runs the network itself."""
        return self.question.whole or self.question.rows is not None

    @property
    def static(self) -> tuple[Any, ...]:
        """What is compiled in."""
        traced = len(self.question.traced)
        question = self.question
        rows = None if question.rows is None else (question.rows.part, question.rows.count)
        asked = (question.static, question.plane, question.chance, rows, question.whole)
        return (self.probe, self.node, asked, self.slot, traced)


def observe(
    network: Network,
    lesson: Lesson,
    looks: Sequence[Look],
    variables: Mapping[str, Any],
    knobs: Any,
    given: Mapping[str, Any],
) -> tuple[tuple[Any, ...], ...]:
    """Every look's parts: float32 arrays, or (bytes, ranges) for pictures.

    ``given``: ``samples`` [s, *shape] and ``targets`` [s, k], ``planes`` {size: [size^2,
    features]}, ``traced`` one int32 vector for each look, ``step`` which chance is drawn for;
    ``rows`` {part: examples on the device} and ``numbers``, for each look that asks for rows what
    ``gathered`` takes. Only looks at the whole network need more of ``variables`` than weights.
    """
    scenes = _scenes(network, lesson, looks, variables, knobs, given)
    answers: list[tuple[Any, ...]] = []
    for look, scene, traced in zip(looks, scenes, given["traced"], strict=True):
        parts = catalog.probes()[look.probe].answer(scene, look.question.static, traced)
        answers.append(tuple(sent(part) for part in parts))
    return tuple(answers)


def begin(
    network: Network,
    lesson: Lesson,
    look: Look,
    variables: Mapping[str, Any],
    knobs: Any,
    given: Mapping[str, Any],
) -> Any:
    """What a look that takes rounds carries before the first of them."""
    (scene,) = _scenes(network, lesson, [look], variables, knobs, given)
    return _rounds(look).begin(scene, look.question.static, given["traced"][0])


def go_on(
    network: Network,
    lesson: Lesson,
    look: Look,
    variables: Mapping[str, Any],
    knobs: Any,
    given: Mapping[str, Any],
    way: Mapping[str, Any],
) -> tuple[tuple[Any, ...], Any]:
    """The parts of a look that takes rounds after ``trips`` more of them, and what it carries then.

    ``way``: ``carried`` from before, of no matter at the beginning; ``done`` rounds led to it.
    """
    (scene,) = _scenes(network, lesson, [look], variables, knobs, given)
    asked = (scene, look.question.static, given["traced"][0])
    rounds, done = _rounds(look), way["done"]

    def turn(number: jax.Array, carried: Any) -> Any:
        return rounds.turn(*asked, carried, number)

    def first() -> Any:
        return rounds.begin(*asked)

    def before() -> Any:
        return way["carried"]

    lax: Any = jax.lax
    carried = lax.fori_loop(done, done + way["trips"], turn, lax.cond(done == 0, first, before))
    scene = replace(scene, carried=carried, done=done + way["trips"])
    parts = catalog.probes()[look.probe].answer(scene, *asked[1:])
    return tuple(sent(part) for part in parts), carried


def _rounds(look: Look) -> Rounds:
    rounds = catalog.probes()[look.probe].rounds
    assert rounds is not None
    return rounds


def _scenes(
    network: Network,
    lesson: Lesson,
    looks: Sequence[Look],
    variables: Mapping[str, Any],
    knobs: Any,
    given: Mapping[str, Any],
) -> list[Scene]:
    """What each look sees; those that are fed the same share one pass of the network."""
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

    scenes: list[Scene] = []
    for place, look in enumerate(looks):
        outputs = None
        if look.slot is not None or look.question.plane is not None:
            outputs = flow(look.question.plane, look.question.chance)
        scene = _scene(network, look, variables, outputs, given)
        if look.needs_whole:
            whole = _whole(network, lesson, look, variables, knobs, given, place)
            scene = replace(scene, whole=whole)
        scenes.append(scene)
    return scenes


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
    arrived = outputs.calls[look.node].inputs if layer.inputs else ()
    inputs = tuple(values[row] for values in arrived)
    found = [outputs.masks[name] for name in layer.inputs]
    masks = tuple(None if mask is None else mask[row] for mask in found)
    return Scene(
        view=look.view,
        weights=weights,
        inputs=inputs,
        output=outputs.values[look.node][row],
        before=None if before is None else before[row],
        target=nothing if look.slot is None else given["targets"][look.slot],
        masks=masks,
        told=lambda: _told(layer, look.slot, outputs.calls[look.node]),
        bend=None if before is None else _bend(layer),
        again=None if look.slot is None else _again(layer, look.slot, outputs.calls[look.node]),
    )


def _bend(layer: Layer) -> Callable[[jax.Array], jax.Array]:
    return catalog.activations()[layer.structure.get("activation", "linear")].apply


def _again(layer: Layer, slot: int, call: Call) -> Callable[..., jax.Array]:
    """The layer on other inputs; in a batch as large as the one that was drawn for."""

    def again(*inputs: jax.Array) -> jax.Array:
        given = tuple(
            jnp.broadcast_to(one, x.shape) for one, x in zip(inputs, call.inputs, strict=True)
        )
        # Its own ``activate`` would note other sums than those that were asked for.
        changed = replace(call, inputs=given, activate=_bend(layer))
        return moved(catalog.layers()[layer.kind].apply(changed), call.knobs)[slot]

    return again


def _told(layer: Layer, slot: int | None, call: Call) -> Tensors:
    """What a layer tells while it works on the sample, by name."""
    told: dict[str, jax.Array] = {}
    heard = replace(call, activate=_bend(layer), tell=told.update)
    catalog.layers()[layer.kind].apply(heard)
    return {name: part if slot is None else part[slot] for name, part in told.items()}


def _whole(
    network: Network,
    lesson: Lesson,
    look: Look,
    variables: Mapping[str, Any],
    knobs: Any,
    given: Mapping[str, Any],
    place: int,
) -> Whole:
    """What this look may run, on the rows it asked for or on its sample alone."""
    batch, targets, which = _batch(network, lesson, look, given, place)

    def flow(
        params: Any = None, inputs: Any = None, nodes: Any = None, training: bool = False
    ) -> Outputs:
        return network.apply(
            {"params": variables["params"] if params is None else params,
             "state": variables["state"]},
            batch.inputs if inputs is None else inputs,
            knobs["nodes"] if nodes is None else nodes,
            training=training,
            key=step_key(variables) if training else jax.random.key(0),
            present=batch.present if inputs is None else jnp.ones(len(inputs), jnp.float32),
        )  # fmt: skip

    def losses(params: Any = None, of: Batch | None = None, nodes: Any = None) -> jax.Array:
        state = {"params": variables["params"] if params is None else params,
                 "state": variables["state"]}  # fmt: skip
        sliders = knobs if nodes is None else {**knobs, "nodes": nodes}
        return lesson.score(state, batch if of is None else of, sliders)[0]

    def step(of: Batch | None = None) -> Any:
        return lesson.step(variables, batch if of is None else of, knobs, step_key(variables))[0]

    def gradients(of: Batch | None = None) -> Any:
        slope = cast("Callable[..., Any]", jax.grad(lesson.objective, has_aux=True))
        key = step_key(variables)
        return slope(variables["params"], variables, of or batch, knobs, key)[0]

    return Whole(
        node=look.node,
        layers=tuple(layer.name for layer in network.layers),
        output=network.output,
        batch=batch,
        targets=targets,
        which=which,
        state=variables,
        knobs=knobs,
        flow=flow,
        losses=losses,
        step=step,
        gradients=gradients,
        owners={layer.name: layer.owner for layer in network.layers},
        ends=_ends(network),
        sample=None if look.slot is None else given["samples"][look.slot][None],
    )


def _batch(
    network: Network, lesson: Lesson, look: Look, given: Mapping[str, Any], place: int
) -> tuple[Batch, jax.Array, jax.Array]:
    """The rows that a look asked for with their targets and numbers, or its sample alone."""
    if look.question.rows is not None:
        numbers = given["numbers"][place]
        batch = gathered(given["rows"][look.question.rows.part], numbers["rows"], numbers["count"])
        return batch, _targets(network, lesson, look.node, batch), numbers["which"]
    samples = given["samples"]
    inputs = samples if look.slot is None else samples[look.slot][None]
    alone = Batch(inputs, None, jnp.ones(len(inputs), jnp.float32))
    return alone, jnp.zeros(0), jnp.zeros(len(inputs), jnp.int32)


def _ends(network: Network) -> dict[str, Ends]:
    """Of the layers that have an activation, where it ends."""
    return {
        layer.name: ends_of(str(layer.structure["activation"]))
        for layer in network.layers
        if "activation" in layer.structure
    }


def _targets(network: Network, lesson: Lesson, node: str, batch: Batch) -> jax.Array:
    """What an output should have answered; empty for other nodes."""
    nodes = [answer.node for answer in lesson.answers]
    if node not in nodes:
        return jnp.zeros(0)
    given = batch.targets[nodes.index(node)] if len(nodes) > 1 else batch.targets
    if given is not None:
        return given
    columns = network.targets.get(node)
    return batch.inputs if columns is None else batch.inputs[:, jnp.array(columns)]


def sent(part: jax.Array | Picture) -> Any:
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
