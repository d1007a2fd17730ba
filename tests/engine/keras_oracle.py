"""The oracle: our documents and layers as Keras 3 models, weights carried over both ways."""

import functools
from collections.abc import Mapping, Sequence
from inspect import isclass
from typing import Any

import keras
import numpy as np

from engine import catalog
from engine.contracts import Config, Field, Shape
from engine.graph.build import Network
from engine.graph.check import Checked
from engine.graph.fields import filled

_BASE: Any = keras.layers  # whose types say less than its functions take


class _Heads(_BASE.MultiHeadAttention):
    """Keras's attention fed with one list of inputs, as all other layers are."""

    use_causal_mask = False

    def build(self, shapes: Any) -> None:
        super().build(*_three(shapes if isinstance(shapes[0], list | tuple) else [shapes]))

    def call(self, given: Any, mask: Any = None, training: Any = None) -> Any:
        query, value, key = _three(given if isinstance(given, list) else [given])
        masks = mask if isinstance(mask, list) else [mask]
        mixed, _ = super().call(
            query,
            value,
            key,
            query_mask=masks[0],
            value_mask=masks[min(1, len(masks) - 1)],
            return_attention_scores=True,  # its other way refuses a value_dim of its own
            training=training,
            use_causal_mask=self.use_causal_mask,
        )
        return mixed


class _Attention(_BASE.Attention):
    """Keras's attention, which looks only backwards when told so once and for all."""

    use_causal_mask = False

    def call(self, inputs: Any, mask: Any = None, training: Any = False) -> Any:
        return super().call(
            inputs, mask=mask, training=training, use_causal_mask=self.use_causal_mask
        )


class _RandomCrop(keras.layers.RandomCrop):
    """Keras's, which in 3.15 forgets to crop at inference, and there its crop of the middle."""

    def call(self, data: Any, training: bool = True) -> Any:
        if training:
            return super().call(data, training=True)
        return keras.layers.CenterCrop(self.height, self.width)(data)


def _three(given: Sequence[Any]) -> tuple[Any, Any, Any]:
    """Query, value and key of one, two or three inputs."""
    return given[0], given[min(1, len(given) - 1)], given[-1]


# Keras's layers by their names in small letters: ours differ by underscores only.
_CLASSES: dict[str, Any] = {
    **{name.lower(): made for name, made in vars(keras.layers).items() if isclass(made)},
    "multiheadattention": _Heads,
    "attention": _Attention,
    "randomcrop": _RandomCrop,
}


def known(kind: str) -> bool:
    """Whether Keras has a layer of that name."""
    return kind.replace("_", "") in _CLASSES


def activation(name: str) -> Any:
    """Keras's function of that name; it leaves both numbers of ``threshold`` open."""
    if name == "threshold":
        return functools.partial(keras.activations.threshold, threshold=0.5, default_value=0.0)
    return keras.activations.get(name)


def initializer(name: str, config: Mapping[str, Any] | None = None) -> Any:
    """Keras's initializer of that name, with its defaults where nothing is said; the same draws at
    every call."""
    keras.utils.set_random_seed(0)
    return getattr(keras.initializers, camel(name))(**dict(config or {}))


def camel(name: str) -> str:
    """A name of ours as Keras calls the class."""
    return "".join(part.title() for part in name.split("_"))


def full(kind: str, config: Mapping[str, Any]) -> Config:
    """A layer's config with our defaults filled in."""
    values, problems = filled(catalog.layers()[kind].fields, config)
    assert not problems, problems
    return values


def keras_layer(kind: str, config: Config) -> Any:
    """The Keras layer with the same fields."""
    given = {
        field.name: _keras_value(field, config[field.name])
        for field in catalog.layers()[kind].fields
    }
    if kind == "random_contrast":  # of one number Keras 3.15 takes the upper half only
        given["factor"] = (given["factor"], given["factor"])
    causal = given.pop("use_causal_mask", False)
    layer = _CLASSES[kind.replace("_", "")](**given)
    if causal:
        layer.use_causal_mask = True
    return layer


def _keras_value(field: Field, value: Any) -> Any:
    """A field's value as Keras's constructors take it; norms run over all axes but the last."""
    if value is None:
        return None
    if field.type == "activation":
        return activation(value)
    if field.type == "initializer":
        return initializer(value.kind, dict(value.config))
    if field.type == "layer":
        return keras_layer(value.kind, dict(value.config))
    if field.type == "regularizer":
        return keras.regularizers.L1L2(**value)
    if field.type == "constraint":
        return _MaxNorm(value["max_norm"])
    return value


class _MaxNorm(keras.constraints.MaxNorm):
    """Keras's bound over all axes that lead to one output, whatever the kernel's rank."""

    def __call__(self, w: Any) -> Any:
        self.axis = list(range(len(w.shape) - 1))
        return super().__call__(w)


def keras_model(checked: Checked, ends: Sequence[str] | None = None) -> Any:
    """The functional Keras model of a checked document, one output for each end or for the nodes
    named; a layer whose weights others use is called once for each of them."""
    document, made, layers = checked.document, {}, {}
    for name in checked.order:
        node = document.node(name)
        if node.kind == "input":
            made[name] = keras.Input(checked.inferred[name].shape)
            continue
        given = [made[source] for source in checked.inputs[name]]
        owner = node.shares or name
        if owner not in layers:
            layers[owner] = keras_layer(node.kind, node.config)
            layers[owner].name = f"layer_{owner}"
        made[name] = layers[owner](given if len(given) > 1 else given[0])
    if ends is None:
        starts = {start for start, _ in document.edges}
        ends = [name for name in checked.order if name not in starts]
    entries = [name for name in checked.order if document.node(name).kind == "input"]
    return keras.Model([made[name] for name in entries], [made[name] for name in ends])


def set_weights(model: Any, network: Network, variables: Mapping[str, Any]) -> None:
    """Gives a Keras model our weights."""
    for layer in network.layers:
        if layer.weights:
            model.get_layer(f"layer_{layer.name}").set_weights(weights_of(layer, variables))


def weights_of(layer: Any, variables: Mapping[str, Any]) -> list[np.ndarray]:
    """One layer's tensors in Keras's order."""
    both = {
        **variables["params"].get(layer.name, {}),
        **variables["state"].get(layer.name, {}),
    }
    return [np.asarray(both[weight.name]) for weight in layer.weights]


def inputs_for(kind: str, config: Config, shapes: Sequence[Shape]) -> tuple[np.ndarray, ...]:
    """What a layer may be given: normal draws, word numbers for an embedding."""
    if kind != "embedding":
        return batches(shapes)
    rng = np.random.default_rng(0)
    words = rng.integers(0, config["input_dim"], (5, *(length or 3 for length in shapes[0])))
    return (words.astype(np.float32),)


def batches(shapes: Sequence[Shape], rows: int = 5, seed: int = 0) -> tuple[np.ndarray, ...]:
    """Normal draws of those shapes."""
    rng = np.random.default_rng(seed)
    return tuple(
        rng.standard_normal((rows, *(length or 3 for length in shape))).astype(np.float32)
        for shape in shapes
    )
