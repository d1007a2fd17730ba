"""Canonical documents: nodes renamed n0, n1, ... so that equal structures share one executable."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from engine import catalog
from engine.graph.check import Checked
from engine.graph.fields import structure
from engine.graph.heads import places
from engine.graph.shapes import frozen
from engine.graph.spec import Node, OutputSpec, TrainingSpec


@dataclass(frozen=True, slots=True)
class Canonical:
    """The same checked network under standard names, and the way there and back."""

    checked: Checked
    standard: Mapping[str, str]  # the learner's id -> n0, n1, ...
    original: Mapping[str, str]  # n0, n1, ... -> the learner's id


def canonical(checked: Checked) -> Canonical:
    """Renames the nodes by their place in an order that neither ids nor listing decide.

    Nodes are taken level by level, each level sorted by structure and by where its wires come
    from. Twins that are wired alike keep their listed order: either way gives the same network.
    """
    document = checked.document
    names: dict[str, str] = {}
    left = list(checked.order)
    while left:
        ready = [name for name in left if all(source in names for source in checked.inputs[name])]
        ready.sort(key=lambda name: _sort_key(checked, name, names))
        names |= {name: f"n{len(names) + place}" for place, name in enumerate(ready)}
        left = [name for name in left if name not in names]
    renamed = replace(
        document,
        name="",
        nodes=tuple(_renamed(document.node(name), names) for name in names),
        edges=tuple(
            (names[source], names[name]) for name in names for source in checked.inputs[name]
        ),
        layout={},
        training=replace(document.training, outputs=_outputs(document.training, names)),
    )
    return Canonical(
        Checked(
            renamed,
            tuple(names.values()),
            {
                names[name]: tuple(names[source] for source in sources)
                for name, sources in checked.inputs.items()
                if name in names
            },
            {names[name]: inferred for name, inferred in checked.inferred.items()},
            names[checked.output] if checked.output else None,
            checked.problems,
        ),
        names,
        {standard: name for name, standard in names.items()},
    )


def _renamed(node: Node, names: Mapping[str, str]) -> Node:
    owner = None if node.shares is None else names.get(node.shares, node.shares)
    return replace(node, id=names[node.id], shares=owner)


def _outputs(training: TrainingSpec, names: Mapping[str, str]) -> tuple[OutputSpec, ...]:
    """The outputs under standard names; figures keep the learner's."""
    return tuple(
        replace(output, node=names.get(output.node, output.node)) for output in training.outputs
    )


def _sort_key(checked: Checked, name: str, names: Mapping[str, str]) -> str:
    sources = [int(names[source][1:]) for source in checked.inputs[name]]
    return json.dumps([sources, *described(checked, name)])


def described(checked: Checked, name: str) -> list[Any]:
    """A node's structure as JSON: kind, structural fields, shape, which columns come in and
    whether it has weights of its own."""
    node = checked.document.node(name)
    plan = structure(catalog.layers()[node.kind].fields, node.config)
    known = checked.inferred.get(name)
    shape, taken = known.shape if known else None, places(checked.document).get(name)
    return [node.kind, frozen(plan), shape, taken, node.shares is None]
