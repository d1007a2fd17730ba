"""A Keras 3 model's JSON as a network document, with a note for all that could not come along."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from engine import catalog
from engine.errors import LearnerError
from engine.export._keras_config import read_config, read_kind
from engine.graph.fields import legible, shown
from engine.graph.spec import FORMAT

MODELS = ("Sequential", "Functional", "Model")
MOST_BYTES = 20_000_000
COLUMN, ROW = 180, 110  # how far apart the cards stand


@dataclass(slots=True)
class Imported:
    """A document, not checked yet, and what was left out or changed, told layer by layer."""

    document: dict[str, Any]
    notes: list[LearnerError] = field(default_factory=list[LearnerError])


@dataclass(slots=True)
class _Reading:
    """What is known while the layers are read, each behind those it hears."""

    notes: list[LearnerError] = field(default_factory=list[LearnerError])
    nodes: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    edges: list[list[str]] = field(default_factory=list[list[str]])
    ids: dict[tuple[str, int], str | None] = field(
        default_factory=dict[tuple[str, int], str | None]
    )
    depth: dict[str, int] = field(default_factory=dict[str, int])

    def add(self, kind: str, name: str, config: dict[str, Any], sources: Sequence[str]) -> str:
        """A node with its wires; answers its id."""
        plain = re.sub(r"[^A-Za-z0-9_-]", "_", name)[:36] or "layer"
        taken, id_, number = {node["id"] for node in self.nodes}, plain, 1
        while id_ in taken:
            number += 1
            id_ = f"{plain}_{number}"
        self.nodes.append({"id": id_, "kind": kind, **({"config": config} if config else {})})
        self.edges += [[source, id_] for source in sources]
        self.depth[id_] = 1 + max((self.depth[source] for source in sources), default=-1)
        return id_


def read_keras(text: bytes | str) -> Imported:
    """The document of what ``model.to_json()`` answered; ``LearnerError`` for anything else."""
    if len(text) > MOST_BYTES:
        raise LearnerError("document_too_big", size=len(text), limit=MOST_BYTES)
    try:
        return of_model(json.loads(text))
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        RecursionError,
    ):  # not as Keras writes
        raise LearnerError("import_not_keras") from None


def is_keras(model: Any) -> bool:
    """Whether some JSON looks like a Keras model's."""
    return isinstance(model, Mapping) and model.get("class_name") in MODELS  # pyright: ignore[reportUnknownMemberType]


def of_model(model: Any) -> Imported:
    """The document of a Keras model's JSON, read."""
    layers = _part(_part(model).get("config")).get("layers") if is_keras(model) else None
    if not isinstance(layers, list) or not layers:
        raise LearnerError("import_not_keras")
    reading = _Reading()
    if model["class_name"] == "Sequential":
        _read_sequence(reading, cast("list[Any]", layers))
    else:
        _read_graph(reading, cast("list[Any]", layers))
    config = _part(model["config"])
    document = {
        "format": FORMAT,
        "name": legible(config.get("name", "")),
        "data": None,
        "nodes": reading.nodes,
        "edges": reading.edges,
        **_training(reading, _part(model.get("compile_config"))),
        "layout": _layout(reading),
    }
    return Imported(document, reading.notes)


def _part(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def _read_sequence(reading: _Reading, layers: Sequence[Any]) -> None:
    """Layers in a row; one without an input of its own says its shape in its first layer."""
    before: list[str] = []
    for layer in layers:
        name, config = _name(layer), _part(_part(layer).get("config"))
        shape = config.get("batch_shape")
        if not before and _part(layer).get("class_name") != "InputLayer" and shape:
            before = [reading.add("input", "input", {"shape": shape[1:]}, ())]
        found = _read_layer(reading, layer, name, before, {})
        before = [found] if found is not None else before


def _name(layer: Any) -> str:
    part = _part(layer)
    return legible(part.get("name") or _part(part.get("config")).get("name") or "layer")


def _read_graph(reading: _Reading, layers: Sequence[Any]) -> None:
    """Layers that name those they hear, each as often as it is called; a call may be listed before
    one that it hears."""
    left = [call for layer in layers for call in _calls(layer)]
    while left:
        later = [call for call in left if not _read_call(reading, call)]
        if len(later) == len(left):
            raise LearnerError("import_not_keras")
        left = later


def _calls(layer: Any) -> list[tuple[Any, int, Any]]:
    """A layer with each of its calls, counted."""
    calls = cast("list[Any]", _part(layer).get("inbound_nodes") or [{}])
    return [(layer, number, call) for number, call in enumerate(calls)]


def _read_call(reading: _Reading, one: tuple[Any, int, Any]) -> bool:
    """One call of a layer; False while something that it hears is not there yet."""
    layer, number, call = one
    name, sources = _name(layer), _heard(call)
    if any(source not in reading.ids for source in sources):
        return False
    before = [id_ for source in sources if (id_ := reading.ids[source]) is not None]
    found = _read_layer(reading, layer, name, before, _part(_part(call).get("kwargs")))
    reading.ids[name, number] = found or (before[0] if before else None)
    if number:
        reading.notes.append(LearnerError("import_shared", node=found, layer=name))
    return True


def _heard(value: Any) -> list[tuple[str, int]]:
    """The calls whose answers a call is given, in their order."""
    if isinstance(value, Mapping):
        part = cast("Mapping[str, Any]", value)
        history = _part(part.get("config")).get("keras_history")
        if part.get("class_name") == "__keras_tensor__" and isinstance(history, list):
            return [(legible(history[0]), int(history[1]))]  # pyright: ignore[reportUnknownArgumentType]
        return [found for name in ("args", "kwargs") for found in _heard(part.get(name))] or [
            found
            for name, inner in part.items()
            if name not in ("args", "kwargs")
            for found in _heard(inner)
        ]
    if isinstance(value, list | tuple):
        return [found for inner in cast("list[Any]", value) for found in _heard(inner)]
    return []


def _read_layer(
    reading: _Reading, layer: Any, name: str, before: Sequence[str], said: Mapping[str, Any]
) -> str | None:
    """Adds one call of a layer; of a layer that we do not have its input takes the place."""
    part = _part(layer)
    class_name, given = str(part.get("class_name")), _part(part.get("config"))
    kind = read_kind(class_name)
    if kind is None:
        note = LearnerError("import_layer", field=name, layer=name, name=shown(class_name))
        reading.notes.append(note)
        return None
    if kind == "input":
        shape = given.get("batch_shape") or [None]
        return reading.add("input", name, {"shape": shape[1:]}, before)
    config, notes = read_config(kind, given, name)
    if said.get("use_causal_mask"):
        config["use_causal_mask"] = True
    reading.notes += notes
    sources = before
    if kind == "multi_head_attention" and len(before) > 1:
        sources = _unique_tail(before)
    return reading.add(kind, name, config, sources)


def _unique_tail(before: Sequence[str]) -> list[str]:
    """Query, value and key with the key left out where it is the value, and both where all are
    one: that is how our attention is wired."""
    query, value = before[0], before[1]
    key = before[2] if len(before) > 2 else value
    if query == value == key:
        return [query]
    return [query, value] if key == value else [query, value, key]


def _training(reading: _Reading, compiled: Mapping[str, Any]) -> dict[str, Any]:
    """Loss and optimizer of a compiled model, as far as we have them."""
    found: dict[str, Any] = {}
    for name, kinds in (("loss", catalog.losses()), ("optimizer", catalog.optimizers())):
        value = compiled.get(name)
        if value is None:
            continue
        part = _part(value)
        class_name = str(part.get("class_name", value))
        short = class_name.lower().replace("_", "")
        kind = next((each for each in kinds if each.replace("_", "") == short), None)
        if kind is None:
            reading.notes.append(
                LearnerError("import_training", field=f"training.{name}", name=shown(class_name))
            )
            continue
        given = _part(part.get("config"))
        known = {f.name: given[f.name] for f in kinds[kind].fields if _number(given, f.name)}
        found[name] = {"kind": kind, **({"config": known} if known else {})}
        if isinstance(given.get("learning_rate"), Mapping):
            place = f"training.{name}.schedule"
            reading.notes.append(LearnerError("import_training", field=place, name="schedule"))
    return {"training": found} if found else {}


def _number(given: Mapping[str, Any], name: str) -> bool:
    return isinstance(given.get(name), int | float)


def _layout(reading: _Reading) -> dict[str, list[int]]:
    """Cards from left to right, those of one depth below each other."""
    rows: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for name, depth in reading.depth.items():
        places[name] = [depth * COLUMN, rows.get(depth, 0) * ROW]
        rows[depth] = rows.get(depth, 0) + 1
    return places
