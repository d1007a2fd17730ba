"""The config of one Keras layer as ours: what each field becomes, and what is told of the rest."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine import catalog
from engine.contracts import Field
from engine.errors import LearnerError
from engine.graph.fields import checked, shown

# What Keras writes about every layer and what changes nothing here.
SILENT = {
    *("name", "dtype", "batch_shape", "batch_input_shape", "seed", "supports_masking"),
    *("sparse", "ragged", "autocast", "backward_layer", "optional", "input_length"),
    *("renorm_momentum", "renorm_clipping"),  # used with renorm alone, which is told
    *("noise_shape", "ragged_input", "implementation", "zero_output_for_mask", "trainable"),
}
# Values that mean what our layers do anyway.
SAME: dict[str, tuple[Any, ...]] = {
    "data_format": ("channels_last", None),
    "axis": (-1, [-1]),
    "flash_attention": (None, False),
    "rms_scaling": (False,),
    "attention_axes": ([1], None),  # of steps and features there is only one
    "unroll": (False, True),
}


def read_kind(class_name: str) -> str | None:
    """Our kind of a Keras class, None where there is none."""
    if class_name == "InputLayer":
        return "input"
    short = class_name.lower()
    return next((kind for kind in catalog.layers() if kind.replace("_", "") == short), None)


def read_config(
    kind: str, given: Mapping[str, Any], layer: str
) -> tuple[dict[str, Any], list[LearnerError]]:
    """Our config of a kind from Keras's, only what is not our default, and notes on the rest."""
    fields = {field.name: field for field in catalog.layers()[kind].fields}
    config: dict[str, Any] = {}
    notes: list[LearnerError] = []
    for name, value in given.items():
        if name not in fields:
            notes += _left_out(name, value, layer)
            continue
        field = fields[name]
        try:
            read = _value(field, value, given, layer, notes)
            checked(field, read)
        except (LearnerError, KeyError, TypeError, ValueError):
            notes.append(_note(layer, name, value))
            continue
        if not _is_default(field, read):
            config[name] = read
    return config, notes


def _is_default(field: Field, value: Any) -> bool:
    if value is None or field.default is None:
        return value is field.default and field.nullable
    return bool(checked(field, field.default) == checked(field, value))


def _left_out(name: str, value: Any, layer: str) -> list[LearnerError]:
    """A note on a setting that we do not have, unless it says what happens anyway."""
    harmless = name in SILENT or value in (None, False) or value in SAME.get(name, ())
    return [] if harmless else [_note(layer, name, value)]


def _note(layer: str, name: str, value: Any) -> LearnerError:
    place = f"{layer}.{name}"
    return LearnerError("import_field", field=place, layer=layer, name=name, value=shown(value))


def _value(
    field: Field,
    value: Any,
    given: Mapping[str, Any],
    layer: str,
    notes: list[LearnerError],
) -> Any:
    if value is None:
        return None
    match field.type:
        case "initializer":
            return _initializer(value)
        case "regularizer":
            inner = _inner(value, ("L1L2", "L1", "L2"))
            return {name: float(inner.get(name) or 0) for name in ("l1", "l2")}
        case "constraint":
            return {"max_norm": float(_inner(value, ("MaxNorm",))["max_value"])}
        case "activation":
            inner_name: Any = cast("Any", value)["config"] if isinstance(value, Mapping) else value
            name = str(inner_name)
            return name.rpartition(">")[2]  # of one that a program registered as Package>name
        case "layer":
            inner_kind = read_kind(str(value["class_name"]))
            if inner_kind not in field.choices:
                raise ValueError(inner_kind)
            config, more = read_config(inner_kind, value["config"], layer)
            notes += more
            return {"kind": inner_kind, **({"config": config} if config else {})}
        case "integers":
            return _integers(field, value, given)
        case _:
            return _plain(field, value, given)


def _plain(field: Field, value: Any, given: Mapping[str, Any]) -> Any:
    """One number where Keras writes a list of one, or a range that lies evenly around zero."""
    if field.name == "value_dim" and value == given.get("key_dim"):
        return None
    if field.type in ("integer", "number") and isinstance(value, list):
        return _one([abs(n) if field.type == "number" else n for n in cast("list[Any]", value)])
    return value


def _inner(value: Any, names: Sequence[str]) -> Mapping[str, Any]:
    """The config of a serialized object of one of those classes."""
    if value["class_name"] not in names:
        raise ValueError(value["class_name"])
    return cast("Mapping[str, Any]", value["config"])


def _initializer(value: Any) -> Any:
    """An initializer's name, with its numbers where they are not the usual ones."""
    if isinstance(value, str):
        return "random_uniform" if value == "uniform" else value
    short = str(value["class_name"]).lower()
    kind = next(k for k in catalog.initializers() if k.replace("_", "") == short)
    fields = catalog.initializers()[kind].fields
    config = {
        f.name: value["config"][f.name]
        for f in fields
        if value["config"].get(f.name, f.default) != f.default
    }
    return {"kind": kind, "config": config} if config else kind


def _integers(field: Field, value: Any, given: Mapping[str, Any]) -> Any:
    """One number where all axes have the same; pairs of the same number are one number each."""
    if field.name == "strides" and field.nullable and value == given.get("pool_size"):
        return None
    if not isinstance(value, list | tuple):
        return value
    items = [
        _one(cast("list[Any]", item)) if isinstance(item, list | tuple) else item
        for item in cast("list[Any]", value)
    ]
    if field.name == "value_range":
        return items
    return items[0] if len(set(items)) == 1 else items


def _one(pair: Sequence[Any]) -> Any:
    """The number that all are; ``ValueError`` where they differ."""
    if len(set(pair)) != 1:
        raise ValueError(pair)
    return pair[0]
