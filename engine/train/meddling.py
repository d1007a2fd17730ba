"""What is done by hand to a run: units multiplied or frozen, connections dropped.

It belongs to the run, not to its document: the weights stay what they are, and all that is computed
follows knobs that travel among those of the layers. As soon as anything is touched all layers have
them, so that only the first touch of a network compiles.
"""

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from engine.contracts import INPUT_TIMES, OUTPUT_TIMES, UNITS_LEARN
from engine.errors import LearnerError
from engine.graph.build import Layer, Network
from engine.graph.canonical import Canonical
from engine.graph.units import no_factor, no_freezing

Intervention: TypeAlias = Mapping[str, Any]
"""One of ``{"node", "unit", "times": factor}``, ``{"node", "unit", "frozen": True}`` and
``{"edge": [from, to], "dropped": True}``; a unit is a place along the layer's last axis."""

Nodes: TypeAlias = dict[str, dict[str, Any]]


def checked(
    network: Network, names: Canonical, wanted: Sequence[Intervention]
) -> tuple[Intervention, ...]:
    """The list as it is kept, a later word about the same thing in place of an earlier one; raises
    ``LearnerError`` for the first that makes no sense in this network."""
    kept: dict[Any, Intervention] = {}
    for one in wanted:
        place, sound = _sound(network, names, one)
        kept[place] = sound
    return tuple(kept.values())


def fitting(
    network: Network, names: Canonical, before: Sequence[Intervention]
) -> tuple[Intervention, ...]:
    """Those of another network's interventions whose units and connections are here as well."""
    found: list[Intervention] = []
    for one in before:
        try:
            found.append(_sound(network, names, one)[1])
        except LearnerError:
            continue
    return tuple(found)


def lapsed(before: Sequence[Intervention], after: Sequence[Intervention]) -> LearnerError | None:
    """That some fitted no longer, by the names of what they were about."""
    gone = [_written(one) for one in before if one not in after]
    if not gone:
        return None
    return LearnerError("interventions_lapsed", what=", ".join(dict.fromkeys(gone)))


def knobs(
    network: Network, names: Canonical, nodes: Nodes, interventions: Sequence[Intervention]
) -> Nodes:
    """The layers' knobs with those that carry the interventions out; as they are without any."""
    if not interventions:
        return nodes
    touched = {
        layer.name: {**nodes.get(layer.name, {}), **_neutral(layer)} for layer in network.layers
    }
    for one in interventions:
        if "edge" in one:
            source, node = (names.standard[name] for name in one["edge"])
            touched[node][INPUT_TIMES][network.layer(node).inputs.index(source)] = 0
            continue
        layer = network.layer(names.standard[one["node"]])
        if one.get("frozen"):
            touched[layer.owner][UNITS_LEARN][one["unit"]] = 0
        else:
            touched[layer.name][OUTPUT_TIMES][one["unit"]] = one["times"]
    return touched


def _neutral(layer: Layer) -> dict[str, Any]:
    count = layer.shape[-1] if layer.shape else None
    found: dict[str, Any] = {}
    if count is not None:
        found[OUTPUT_TIMES] = np.ones(count, np.float32)
        if no_freezing(layer.name, layer.weights, count) is None:
            found[UNITS_LEARN] = np.ones(count, np.float32)
    if layer.inputs:
        found[INPUT_TIMES] = np.ones(len(layer.inputs), np.float32)
    return found


def _sound(
    network: Network, names: Canonical, one: Intervention
) -> tuple[tuple[Any, ...], Intervention]:
    """What an intervention is about, and the intervention as it is kept."""
    match dict(one):
        case {"edge": [str(first), str(second)], "dropped": True, **rest} if not rest:
            source, target = (_layer(network, names, name) for name in (first, second))
            if source.name not in target.inputs:
                raise LearnerError("no_such_edge", node=second, first=first, second=second)
            return ("edge", first, second), {"edge": [first, second], "dropped": True}
        case {"node": str(node), "unit": int(unit), "frozen": True, **rest} if not rest:
            layer = _layer(network, names, node)
            count = _count(layer, node, unit)
            if problem := no_freezing(node, network.layer(layer.owner).weights, count):
                raise problem
            return ("frozen", node, unit), {"node": node, "unit": unit, "frozen": True}
        case {"node": str(node), "unit": int(unit), "times": int() | float() as times, **rest} if (
            not rest
        ):
            layer = _layer(network, names, node)
            _count(layer, node, unit)
            if not abs(times) <= float(np.finfo(np.float32).max):
                raise LearnerError("factor_not_finite", node=node)
            readers = [other.kind for other in network.layers if layer.name in other.inputs]
            if times not in (0, 1) and (problem := no_factor(node, readers)):
                raise problem
            return ("times", node, unit), {"node": node, "unit": unit, "times": float(times)}
        case _:
            raise LearnerError("intervention_unclear")


def _layer(network: Network, names: Canonical, node: str) -> Layer:
    standard = names.standard.get(node)
    if standard is None:
        raise LearnerError("no_such_node", name=node)
    return network.layer(standard)


def _count(layer: Layer, node: str, unit: int) -> int:
    """How many units a layer has; raises where that one is none of them."""
    count = (layer.shape[-1] if layer.shape else None) or 0
    if not 0 <= unit < count:
        raise LearnerError("no_such_unit", node=node, name=node, unit=unit + 1, count=count)
    return count


def _written(one: Intervention) -> str:
    if "edge" in one:
        return " → ".join(one["edge"])
    return f"{one['node']} {one['unit'] + 1}"
