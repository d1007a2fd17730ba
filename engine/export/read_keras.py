"""A Keras 3 model's JSON as a network document, with a note for all that could not come along."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from engine import catalog
from engine.errors import LearnerError
from engine.export._keras_compiled import Compiled
from engine.export._keras_config import read_config, read_kind
from engine.graph.fields import filled, legible, shown, structure
from engine.graph.read import MAX_NODES
from engine.graph.spec import FORMAT

MODELS = ("Sequential", "Functional", "Model")
MOST_BYTES = 20_000_000
MOST_CALLS = 5000  # nested models may call each other more often than anybody can wait
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
    depth: dict[str, int] = field(default_factory=dict[str, int])
    owners: dict[str, str] = field(default_factory=dict[str, str])  # first node of each layer

    def add(
        self,
        kind: str,
        name: str,
        config: dict[str, Any],
        sources: Sequence[str],
        shares: str | None = None,
    ) -> str:
        """A node with its wires; answers its id. One that ``shares`` takes its owner's config."""
        if len(self.nodes) >= MOST_CALLS:
            place: dict[str, Any] = {"field": "nodes", "limit": MAX_NODES}
            raise LearnerError("too_many_nodes", count=len(self.nodes), **place)
        plain = re.sub(r"[^A-Za-z0-9_-]", "_", name)[:36] or "layer"
        taken, id_, number = set(self.depth), plain, 1
        while id_ in taken:
            number += 1
            id_ = f"{plain}_{number}"
        own = {"shares": shares} if shares else {"config": config} if config else {}
        self.nodes.append({"id": id_, "kind": kind, **own})
        self.edges += [[source, id_] for source in sources]
        self.depth[id_] = 1 + max((self.depth[source] for source in sources), default=-1)
        return id_


@dataclass(frozen=True, slots=True)
class _Scope:
    """A model whose layers are read: what each call of each answers, one node for each output,
    None where nothing came in. ``path`` tells the layers of nested models apart; what comes into
    a nested one takes the place of its inputs."""

    path: str = ""
    entering: Mapping[str, str | None] = field(default_factory=dict[str, str | None])
    ids: dict[tuple[str, int], list[str | None]] = field(
        default_factory=dict[tuple[str, int], list[str | None]]
    )


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
    config = _part(model["config"])
    names, ends = _read_model(reading, _Scope(), model, [])
    outputs = {name: end for name, end in zip(names, ends, strict=True) if end is not None}
    compiled = Compiled(_part(model.get("compile_config")), outputs, reading.notes)
    document = {
        "format": FORMAT,
        "name": legible(config.get("name", "")),
        "data": None,
        "nodes": reading.nodes,
        "edges": reading.edges,
        **compiled.training(),
        "layout": _layout(reading),
    }
    return Imported(document, reading.notes)


def _part(value: Any) -> Mapping[str, Any]:
    return cast("Mapping[str, Any]", value) if isinstance(value, Mapping) else {}


def _read_model(
    reading: _Reading, scope: _Scope, model: Any, before: Sequence[str | None]
) -> tuple[list[str], list[str | None]]:
    """The layers of a model that is given ``before``: the names of its outputs and where they
    come from."""
    config = _part(_part(model).get("config"))
    layers = cast("list[Any]", config.get("layers"))
    if model["class_name"] == "Sequential":
        return ["output"], [_read_sequence(reading, scope, layers, before)]
    starts = [legible(name) for name, *_ in _places(config.get("input_layers")).values()]
    inside = _Scope(scope.path, dict(zip(starts, before, strict=False)), {})
    _read_graph(reading, inside, layers)
    found = _places(config.get("output_layers"))
    ends = [_answer(inside, legible(name), int(call), int(at)) for name, call, at in found.values()]
    return list(found), ends


def _places(value: Any) -> dict[str, Sequence[Any]]:
    """Calls of layers as Keras lists them: one, several, or several by name."""
    if isinstance(value, Mapping):
        return {str(name): place for name, place in cast("Mapping[str, Any]", value).items()}
    items = cast("list[Any]", value) if isinstance(value, list) else []
    listed = [items] if items and isinstance(items[0], str) else items
    return {legible(place[0]): place for place in listed}


def _answer(scope: _Scope, name: str, call: int, at: int) -> str | None:
    """The node behind one output of one call."""
    found = scope.ids.get((name, call), [])
    return found[at] if at < len(found) else None


def _read_sequence(
    reading: _Reading, scope: _Scope, layers: Sequence[Any], given: Sequence[str | None]
) -> str | None:
    """Layers in a row; one without an input of its own says its shape in its first layer."""
    before = [id_ for id_ in given if id_ is not None]
    for layer in layers:
        name, config = _name(layer), _part(_part(layer).get("config"))
        is_input = _part(layer).get("class_name") == "InputLayer"
        if is_input and before:
            continue
        shape = config.get("batch_shape")
        if not before and not is_input and shape:
            before = [reading.add("input", "input", {"shape": shape[1:]}, ())]
        found = _read_layer(reading, scope, layer, name, before, {})
        before = [found[0]] if found and found[0] is not None else before
    return before[0] if before else None


def _name(layer: Any) -> str:
    part = _part(layer)
    return legible(part.get("name") or _part(part.get("config")).get("name") or "layer")


def _read_graph(reading: _Reading, scope: _Scope, layers: Sequence[Any]) -> None:
    """Layers that name those they hear, each as often as it is called; a call may be listed before
    one that it hears."""
    left = [call for layer in layers for call in _calls(layer)]
    while left:
        later = [call for call in left if not _read_call(reading, scope, call)]
        if len(later) == len(left):
            raise LearnerError("import_not_keras")
        left = later


def _calls(layer: Any) -> list[tuple[Any, int, Any]]:
    """A layer with each of its calls, counted."""
    calls = cast("list[Any]", _part(layer).get("inbound_nodes") or [{}])
    return [(layer, number, call) for number, call in enumerate(calls)]


def _read_call(reading: _Reading, scope: _Scope, one: tuple[Any, int, Any]) -> bool:
    """One call of a layer; False while something that it hears is not there yet."""
    layer, number, call = one
    name, sources = _name(layer), _heard(call)
    if any((source, at) not in scope.ids for source, at, _ in sources):
        return False
    before = [id_ for source in sources if (id_ := _answer(scope, *source)) is not None]
    if name in scope.entering:
        scope.ids[name, number] = [scope.entering[name]]
        return True
    found = _read_layer(reading, scope, layer, name, before, _part(_part(call).get("kwargs")))
    scope.ids[name, number] = found if found is not None else [before[0] if before else None]
    return True


def _heard(value: Any) -> list[tuple[str, int, int]]:
    """The calls whose answers a call is given, in their order."""
    if isinstance(value, Mapping):
        part = cast("Mapping[str, Any]", value)
        history = _part(part.get("config")).get("keras_history")
        if part.get("class_name") == "__keras_tensor__" and isinstance(history, list):
            return [(legible(history[0]), int(history[1]), int(history[2]))]  # pyright: ignore[reportUnknownArgumentType]
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
    reading: _Reading,
    scope: _Scope,
    layer: Any,
    name: str,
    before: Sequence[str],
    said: Mapping[str, Any],
) -> list[str | None] | None:
    """Adds one call of a layer, of a nested model all that is in it; answers where the outputs
    come from. Of a layer that we do not have its input takes the place: None."""
    part, path = _part(layer), f"{scope.path}/{name}"
    class_name, given = str(part.get("class_name")), _part(part.get("config"))
    kind = read_kind(class_name)
    if kind is None and is_keras(layer) and isinstance(given.get("layers"), list):
        return _read_model(reading, _Scope(path), layer, before)[1]
    if kind is None:
        note = LearnerError("import_layer", field=name, layer=name, name=shown(class_name))
        reading.notes.append(note)
        return None
    if kind == "input":
        shape = given.get("batch_shape") or [None]
        return [reading.add("input", name, {"shape": shape[1:]}, before)]
    config, notes = read_config(kind, given, name)
    if said.get("use_causal_mask"):
        config["use_causal_mask"] = True
    sources = before
    if kind == "multi_head_attention" and len(before) > 1:
        sources = _unique_tail(before)
    owner = reading.owners.get(path)
    if owner is not None and _has_weights(kind, config):
        return [reading.add(kind, name, config, sources, shares=owner)]
    reading.notes += notes if owner is None else []
    found = reading.add(kind, name, config, sources)
    reading.owners.setdefault(path, found)
    return [found]


def _has_weights(kind: str, config: Mapping[str, Any]) -> bool:
    """Whether a layer owns something that another call of it could use; shapes that it cannot
    take stand for yes, for they were looked at."""
    fields = catalog.layers()[kind].fields
    try:
        whole, _ = filled(fields, config)
        return bool(catalog.layers()[kind].weights(structure(fields, whole), ((8, 8),) * 3))
    except (LearnerError, ValueError, LookupError):
        return True


def _unique_tail(before: Sequence[str]) -> list[str]:
    """Query, value and key with the key left out where it is the value, and both where all are
    one: that is how our attention is wired."""
    query, value = before[0], before[1]
    key = before[2] if len(before) > 2 else value
    if query == value == key:
        return [query]
    return [query, value] if key == value else [query, value, key]


def _layout(reading: _Reading) -> dict[str, list[int]]:
    """Cards from left to right, those of one depth below each other."""
    rows: dict[int, int] = {}
    places: dict[str, list[int]] = {}
    for name, depth in reading.depth.items():
        places[name] = [depth * COLUMN, rows.get(depth, 0) * ROW]
        rows[depth] = rows.get(depth, 0) + 1
    return places
