"""From a checked graph to pure functions: first weights, forward pass, penalty."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

import jax
import jax.numpy as jnp
import numpy as np

from engine import catalog
from engine.contracts import (
    INPUT_TIMES,
    OUTPUT_PLUS,
    OUTPUT_TIMES,
    SUM_PLUS,
    UNITS_LEARN,
    Call,
    Chosen,
    FloatArray,
    LayerKind,
    Shape,
    Weight,
)
from engine.errors import LearnerErrors
from engine.graph import fields
from engine.graph.check import Checked
from engine.graph.heads import columns, heads, places
from engine.graph.spec import Document
from engine.graph.units import by_unit

Tree: TypeAlias = dict[str, dict[str, Any]]  # node -> name -> array


@dataclass(frozen=True, slots=True)
class Outputs:
    """What one forward pass answers.

    ``values``: what leaves each node, [batch, *shape]; ``before``: the sums of those nodes that
    have an activation; ``updates``: new values of non-trainable tensors (empty in inference);
    ``masks``: which positions count, [batch, time], or None when all do; ``calls``: what each node
    was applied to.
    """

    values: dict[str, jax.Array]
    before: dict[str, jax.Array]
    updates: Tree
    masks: dict[str, jax.Array | None]
    calls: dict[str, Call]


@dataclass(frozen=True, slots=True)
class Layer:
    """A node made ready to be applied."""

    name: str
    kind: str
    position: int  # in canonical order: picks the stream of random numbers
    inputs: tuple[str, ...]
    structure: Mapping[str, Any]
    weights: tuple[Weight, ...]  # its own: none where it uses another's
    shape: Shape
    owner: str  # whose weights it uses, mostly its own
    columns: tuple[int, ...] | None = None  # of the data that come in, None for all


@dataclass(frozen=True, slots=True)
class Network:
    """Pure functions of one graph. Holds structure only: no weights, no knobs, no document.

    Two documents of the same fingerprint give equal networks once both are made canonical (see
    ``engine.graph.canonical``), so one executable serves both.
    """

    layers: tuple[Layer, ...]
    output: str
    targets: Mapping[str, tuple[int, ...]]  # the columns that outputs learn which learn some

    def init(self, seed: int) -> dict[str, Tree]:
        """First weights, ``{"params": {node: {name: array}}, "state": {node: {name: array}}}``.

        Drawn in NumPy, one stream a node: equal seeds give equal weights, and a change to one
        layer leaves the draws of those before it alone.
        """
        variables: dict[str, Tree] = {"params": {}, "state": {}}
        for layer in self.layers:
            rng = np.random.Generator(np.random.Philox(key=[seed, layer.position]))
            for weight in layer.weights:
                part = variables["params" if weight.trainable else "state"]
                part.setdefault(layer.name, {})[weight.name] = drawn(weight, rng)
        return variables

    def apply(
        self,
        variables: Mapping[str, Tree],
        inputs: jax.Array | Mapping[str, jax.Array],
        knobs: Mapping[str, Mapping[str, Any]],
        *,
        training: bool,
        key: jax.Array,
        present: jax.Array,
        chance: bool = False,
    ) -> Outputs:
        """Runs a batch through the network.

        ``inputs`` are whole samples [batch, *shape], of which every input node takes its part, or
        what each input node takes by name. A node with another's weights uses what the other's
        statistics have become so far, as a layer of Keras that is called twice.
        ``key`` is used in training only; ``present`` [batch] is 1 for real rows and 0 for padding.
        With ``chance`` and without ``training`` only what is there for training does what it does
        there, such as augmentation: a sample alone would spoil batch statistics.
        """
        outputs = Outputs({}, {}, {}, {}, {})
        functions = activations()
        for layer in self.layers:
            kind = catalog.layers()[layer.kind]
            sliders = knobs.get(layer.name, {})
            given = _arriving([outputs.values[source] for source in layer.inputs], sliders)
            if not given:
                given = (entering(layer, inputs),)
            drawing = kind.random and (training or (chance and kind.only_in_training))
            call = Call(
                inputs=given,
                weights={
                    **variables["params"].get(layer.owner, {}),
                    **variables["state"].get(layer.owner, {}),
                    **outputs.updates.get(layer.owner, {}),
                },
                config=layer.structure,
                knobs={name: jnp.asarray(value) for name, value in sliders.items()},
                training=training or drawing,
                key=jax.random.fold_in(key, layer.position) if drawing else key,
                present=present,
                activate=_activation(layer, outputs.before, sliders.get(SUM_PLUS)),
                masks=tuple(outputs.masks[source] for source in layer.inputs),
                functions=functions,
            )
            outputs.calls[layer.name] = call
            outputs.values[layer.name] = moved(kind.apply(call), sliders)
            outputs.masks[layer.name] = kind.mask(call)
            if training and kind.updates is not None:
                outputs.updates[layer.owner] = dict(kind.updates(call))
        return outputs

    def penalty(self, params: Tree, knobs: Mapping[str, Mapping[str, Any]]) -> jax.Array:
        """What the regularizers add to the loss: l1 sum(abs(w)) + l2 sum(w^2), as in Keras.

        Every weight that may be regularized always is, so that the slider's way from zero needs no
        other executable; while all numbers are zero the sums are skipped when it runs.
        """
        terms = [
            (params[layer][weight], _asked(knobs[layer], field))
            for layer, weight, field in self._regularized()
        ]

        def total() -> jax.Array:
            added = jnp.float32(0)
            for tensor, (l1, l2) in terms:
                added += l1 * jnp.abs(tensor).sum() + l2 * jnp.square(tensor).sum()
            return added

        wanted = jnp.float32(0)
        for _, (l1, l2) in terms:
            wanted += l1 + l2
        return cast("jax.Array", jax.lax.cond(wanted > 0, total, lambda: jnp.float32(0)))

    def penalized(self, grads: Tree, params: Tree, knobs: Mapping[str, Mapping[str, Any]]) -> Tree:
        """Gradients of the loss with those of the penalty added: l1 sign(w) + 2 l2 w.

        Written out, it melts into the optimizer's pass over the weights; differentiating the
        penalty made a pass of its own, 8 % of a dense network's step.
        """
        added = {layer: dict(tensors) for layer, tensors in grads.items()}
        for layer, weight, field in self._regularized():
            (l1, l2), tensor = _strengths(knobs[layer], field), params[layer][weight]
            added[layer][weight] += l1 * jnp.sign(tensor) + 2 * l2 * tensor
        return added

    def _regularized(self) -> list[tuple[str, str, str]]:
        """Layer, weight and field of every weight that may carry a penalty."""
        return [
            (layer.name, weight.name, weight.regularizer)
            for layer in self.layers
            for weight in layer.weights
            if weight.regularizer is not None
        ]

    def activity(
        self, outputs: Outputs, knobs: Mapping[str, Mapping[str, Any]]
    ) -> jax.Array | None:
        """What the regularizers of layers' outputs add to each row's loss [b], None without any."""
        prices: list[jax.Array] = []
        for layer in self.layers:
            if layer.structure.get("activity_regularizer"):
                l1, l2 = _strengths(knobs[layer.name], "activity_regularizer")
                values = outputs.values[layer.name]
                values = values.reshape(len(values), -1)
                prices.append(l1 * jnp.abs(values).sum(1) + l2 * jnp.square(values).sum(1))
        return sum(prices[1:], prices[0]) if prices else None

    def thawed(self, tree: Tree, knobs: Mapping[str, Mapping[str, Any]]) -> Tree:
        """Gradients or changes with those of frozen layers and units set to zero."""
        learning = {
            layer: {
                name: tensor * knobs[layer]["trainable"] if "trainable" in knobs[layer] else tensor
                for name, tensor in tensors.items()
            }
            for layer, tensors in tree.items()
        }
        return self.held(learning, None, knobs)

    def held(
        self, after: Tree, before: Tree | None, knobs: Mapping[str, Mapping[str, Any]]
    ) -> Tree:
        """``after``, but of frozen units what was there ``before``, to the bit; zeros for None."""
        held = {layer: dict(tensors) for layer, tensors in after.items()}
        for layer in self.layers:
            learn, tensors = knobs.get(layer.name, {}).get(UNITS_LEARN), held.get(layer.name, {})
            for weight in layer.weights:
                if learn is not None and weight.name in tensors:
                    old = 0.0 if before is None else before[layer.name][weight.name]
                    learns = by_unit(weight, learn) > 0
                    tensors[weight.name] = jnp.where(learns, tensors[weight.name], old)
        return held

    def constrained(self, params: Tree, knobs: Mapping[str, Mapping[str, Any]]) -> Tree:
        """Weights shrunk to their layers' largest norms, over the axes that lead to one output, as
        Keras's ``MaxNorm`` shrinks them."""
        bound = {layer: dict(tensors) for layer, tensors in params.items()}
        for layer in self.layers:
            for weight in layer.weights:
                field = weight.constraint
                if field is not None and layer.structure.get(field):
                    tensor, most = bound[layer.name][weight.name], knobs[layer.name]
                    small = _shrunk(tensor, most[f"{field}.max_norm"], weight.units)
                    bound[layer.name][weight.name] = small
        return bound

    def layer(self, name: str) -> Layer:
        """The layer of that name; ``KeyError`` when there is none."""
        for layer in self.layers:
            if layer.name == name:
                return layer
        raise KeyError(name)


def entering(layer: Layer, inputs: jax.Array | Mapping[str, jax.Array]) -> jax.Array:
    """What an input node takes: its columns of whole samples, or what was meant for it."""
    if isinstance(inputs, Mapping):
        return inputs[layer.name]
    return inputs if layer.columns is None else inputs[:, np.array(layer.columns)]


def _strengths(sliders: Mapping[str, Any], field: str) -> tuple[Any, Any]:
    return sliders[f"{field}.l1"], sliders[f"{field}.l2"]


def _asked(sliders: Mapping[str, Any], field: str) -> tuple[Any, Any]:
    """The strengths of a penalty; a frozen layer pays none."""
    (l1, l2), learns = _strengths(sliders, field), sliders.get("trainable", 1)
    return l1 * learns, l2 * learns


def _shrunk(tensor: jax.Array, most: Any, units: tuple[int, ...]) -> jax.Array:
    axes = tuple(axis for axis in range(tensor.ndim) if axis - tensor.ndim not in units)
    norms = jnp.sqrt(jnp.square(tensor).sum(axes, keepdims=True))
    return tensor * (jnp.clip(norms, 0, most) / (1e-7 + norms))


def activations() -> Mapping[str, Callable[[jax.Array], jax.Array]]:
    """Every activation's function by name."""
    return {name: kind.apply for name, kind in catalog.activations().items()}


def drawn(weight: Weight, rng: np.random.Generator) -> FloatArray:
    """A tensor's first values, as its initializer draws them."""
    chosen = weight.initializer
    if not isinstance(chosen, Chosen):
        chosen = Chosen(chosen)
    values = catalog.initializers()[chosen.kind].draw(rng, weight.shape, dict(chosen.config))
    if weight.ones is not None:
        values[..., slice(*weight.ones)] = 1
    return values


def _arriving(values: list[jax.Array], sliders: Mapping[str, Any]) -> tuple[jax.Array, ...]:
    """What enters a layer where somebody touches its connections."""
    if INPUT_TIMES not in sliders:
        return tuple(values)
    return tuple(one * sliders[INPUT_TIMES][place] for place, one in enumerate(values))


def moved(values: jax.Array, sliders: Mapping[str, Any]) -> jax.Array:
    """What leaves a layer where somebody touches it, see ``engine.contracts.touch``."""
    if OUTPUT_PLUS in sliders:
        values = values + sliders[OUTPUT_PLUS]
    return values * sliders[OUTPUT_TIMES] if OUTPUT_TIMES in sliders else values


def _activation(layer: Layer, before: dict[str, jax.Array], plus: jax.Array | None) -> Any:
    """The function that a layer's field names, which also keeps the sums it was given."""
    function = catalog.activations()[layer.structure.get("activation", "linear")]

    def activate(sums: jax.Array) -> jax.Array:
        sums = sums if plus is None else sums + plus
        before[layer.name] = sums
        return function.apply(sums)

    return activate


def build(checked: Checked) -> Network:
    """The network of a document without problems; raises ``LearnerErrors`` where there are some."""
    if not checked.ok or checked.output is None:
        raise LearnerErrors(checked.problems)
    document = checked.document
    taken = places(document)
    return Network(
        tuple(
            Layer(
                name=name,
                kind=document.node(name).kind,
                position=position,
                inputs=checked.inputs[name],
                structure=_structure(document, name),
                weights=() if document.node(name).shares else checked.inferred[name].weights,
                shape=checked.inferred[name].shape,
                owner=document.node(name).shares or name,
                columns=taken.get(name),
            )
            for position, name in enumerate(checked.order)
        ),
        checked.output,
        {
            head.node: columns(document, head.target)
            for head in heads(document.training, checked.output)
            if isinstance(head.target, tuple)
        },
    )


def _structure(document: Document, name: str) -> dict[str, Any]:
    node = document.node(name)
    return fields.structure(_kind(node.kind).fields, node.config)


def _kind(name: str) -> LayerKind:
    return catalog.layers()[name]


def knobs(document: Document) -> dict[str, dict[str, np.float32]]:
    """Everything a slider moves inside the layers: ``{node: {field: float32}}``."""
    found = {node.id: fields.knobs(_kind(node.kind).fields, node.config) for node in document.nodes}
    return {
        name: {field: np.float32(value) for field, value in sliders.items()}
        for name, sliders in found.items()
        if sliders
    }
