"""A layer's config as the arguments of Keras's constructor, and of its call."""

from collections.abc import Mapping
from typing import Any, cast

from engine import catalog
from engine.contracts import Chosen, Config, Field
from engine.export._code import call, literal, named
from engine.export._facts import Facts
from engine.graph.spec import Node

# Names that Keras writes otherwise than ours in capitals.
CLASSES = {
    "rms_normalization": "RMSNormalization",
    "simple_rnn": "SimpleRNN",
    "lstm": "LSTM",
    "gru": "GRU",
}
# What Keras wants to be told always: it has no default, or another one than ours.
REQUIRED = {
    *("units", "filters", "kernel_size", "rate", "stddev", "axes", "target_shape", "dims", "n"),
    *("input_dim", "output_dim", "layer", "factor", "height_factor", "width_factor", "height"),
    *("width", "num_heads", "key_dim", "pool_size", "cropping", "value_range"),
}
REQUIRED_OF = {
    "activation": {"activation"},
    "embedding": {"embeddings_initializer"},
    "rescaling": {"scale"},
}
CALLED = ("use_causal_mask",)  # said when the layer is called, not when it is made


def class_name(kind: str) -> str:
    """What Keras calls a kind."""
    return CLASSES.get(kind) or "".join(part.title() for part in kind.split("_"))


def arguments(facts: Facts, node: Node) -> list[str]:
    """A node's config as arguments: those that must be said, and those that are unusual."""
    units = {
        weight.constraint: (len(weight.shape), weight.units)
        for weight in facts.checked.inferred[node.id].weights
        if weight.constraint
    }
    return _arguments(node.kind, node.config, units)


def _arguments(kind: str, config: Config, units: Mapping[str, Any]) -> list[str]:
    fields = catalog.layers()[kind].fields
    needed = REQUIRED | REQUIRED_OF.get(kind, set())
    said = [field for field in fields if field.name not in CALLED]
    written = {
        field.name: _value(kind, field, config[field.name], units)
        for field in said
        if field.name in needed or not _usual(field, config[field.name])
    }
    first: list[str] = []
    for field in said:  # what stands first and must be said needs no name
        if field.name not in needed or field.name not in written:
            break
        first.append(written.pop(field.name))
    return [*first, *named(written)]


def _usual(field: Field, value: Any) -> bool:
    """Whether a value is what Keras takes when nothing is said."""
    default: Any = field.default
    if isinstance(default, list):
        default = tuple(cast("list[Any]", default))
    if isinstance(value, Chosen):
        return value == Chosen(str(default))
    return bool(value == default)


def _value(kind: str, field: Field, value: Any, units: Mapping[str, Any]) -> str:
    if value is None:
        return "None"
    match field.type:
        case "initializer":
            return initializer(value)
        case "regularizer":
            return call("keras.regularizers.L1L2", named({k: literal(v) for k, v in value.items()}))
        case "constraint":
            return _max_norm(field, value, units)
        case "layer":
            inner = {name.removeprefix(f"{field.name}."): known for name, known in units.items()}
            given = _arguments(value.kind, dict(value.config), inner)
            return call(f"layers.{class_name(value.kind)}", given)
        case "activation":
            return "threshold" if value == "threshold" else literal(value)
        case _:
            pass
    if kind == "random_contrast" and field.name == "factor":
        return literal((value, value))  # of one number Keras takes the upper half only
    return literal(value)


def initializer(value: Chosen) -> str:
    """An initializer by its name, or with numbers of its own."""
    fields = catalog.initializers()[value.kind].fields
    given = {
        field.name: literal(dict(value.config)[field.name])
        for field in fields
        if dict(value.config)[field.name] != field.default
    }
    name = "".join(part.title() for part in value.kind.split("_"))
    return call(f"keras.initializers.{name}", named(given)) if given else literal(value.kind)


def _max_norm(field: Field, value: Mapping[str, float], units: Mapping[str, Any]) -> str:
    """Keras's bound over all axes that lead to one output; its own default is the first alone."""
    rank, apart = units.get(field.name, (2, (-1,)))
    axes = [axis for axis in range(rank) if axis - rank not in apart]
    given = [literal(value["max_norm"]), *([] if axes == [0] else [f"axis={axes}"])]
    return call("keras.constraints.MaxNorm", given)


def call_arguments(node: Node) -> list[str]:
    """What is said when the layer is called."""
    given = ["use_causal_mask=True"] if node.config.get("use_causal_mask") else []
    if node.kind == "multi_head_attention":
        wide = node.config["value_dim"] not in (None, node.config["key_dim"])
        given += ["return_attention_scores=True"] if wide else []
    return given
