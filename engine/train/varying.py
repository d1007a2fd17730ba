"""The documents of a sweep: the run's own, each with other values of one or two settings."""

import copy
import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from engine import catalog
from engine.errors import LearnerError
from engine.graph.fields import shown

MOST = 64  # documents
EVERY = "*"  # in place of a node: every layer that has the setting


@dataclass(frozen=True, slots=True)
class Knob:
    """A setting and the values it takes. ``field`` is dotted: within the config of ``node``, or of
    every layer that has it ("*"), or, without a node, within the document: ``training.seed``."""

    field: str
    values: tuple[Any, ...]
    node: str | None = None

    def to_json(self) -> dict[str, Any]:
        """As it travels."""
        return {"field": self.field, "values": list(self.values), "node": self.node}


def variants(
    document: Mapping[str, Any], knobs: Sequence[Knob]
) -> list[tuple[tuple[Any, ...], dict[str, Any]]]:
    """The values and the document of each member: for each value, or each pair, the last fastest.

    Raises ``LearnerError`` where there are too many or a setting does not exist; whether a document
    can be trained is for its check to say.
    """
    if not 1 <= len(knobs) <= 2 or not all(knob.values for knob in knobs):
        raise LearnerError("sweep_knobs")
    count = math.prod(len(knob.values) for knob in knobs)
    if count > MOST:
        raise LearnerError("sweep_too_many", count=count, limit=MOST)
    found: list[tuple[tuple[Any, ...], dict[str, Any]]] = []
    for values in itertools.product(*(knob.values for knob in knobs)):
        varied: Any = copy.deepcopy(dict(document))
        for knob, value in zip(knobs, values, strict=True):
            _set(varied, knob, value)
        found.append((values, varied))
    return found


def _set(document: dict[str, Any], knob: Knob, value: Any) -> None:
    way = knob.field.split(".")
    if knob.node is not None:
        for node in _nodes(document, knob):
            _put(node.setdefault("config", {}), way, value)
        return
    numeric = isinstance(value, int | float) and not isinstance(value, bool)
    # Which data a network learns from is a matter of rights, so only numbers of it are varied.
    if way[0] != "training" and not (way[0] == "data" and document.get("data") and numeric):
        raise LearnerError("sweep_no_field", field=knob.field, name=shown(knob.field))
    _put(document, way, value)


def _put(place: Any, way: Sequence[str], value: Any) -> None:
    *before, last = way
    for part in before:
        inner: Any = place.get(part)
        if not isinstance(inner, dict):
            # A kind named by its name alone has no settings yet.
            inner = place[part] = {"kind": inner} if isinstance(inner, str) else {}
        place = cast("dict[str, Any]", inner)
    place[last] = value


def _nodes(document: Mapping[str, Any], knob: Knob) -> list[dict[str, Any]]:
    """The nodes whose setting it is. An end of the network keeps its units and its activation, for
    they suit the loss; a layer that shares weights has its owner's settings."""
    name = knob.field.split(".")[0]
    followed = {edge[0] for edge in document["edges"]}
    ends_too = knob.node != EVERY or name not in ("units", "activation")
    found = [
        node
        for node in document["nodes"]
        if knob.node in (EVERY, node["id"])
        and "shares" not in node
        and (ends_too or node["id"] in followed)
        and any(field.name == name for field in catalog.layers()[node["kind"]].fields)
    ]
    if not found:
        raise LearnerError("sweep_no_field", field=knob.field, name=shown(knob.field))
    return found
