"""Order: which node comes after which, and what keeps a graph from having an order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from engine.contracts import Text
from engine.errors import Fix, LearnerError
from engine.graph.spec import Document


@dataclass(frozen=True, slots=True)
class Wiring:
    """Nodes in an order in which each comes after its inputs, and the wires into and out of them.

    Nodes on a circle, and those behind one, are not in ``order``.
    """

    order: tuple[str, ...]
    inputs: Mapping[str, tuple[str, ...]]
    outputs: Mapping[str, tuple[str, ...]]
    problems: tuple[LearnerError, ...]


def wire(document: Document) -> Wiring:
    """Orders the nodes: inputs first, otherwise as the document lists them."""
    names = [node.id for node in document.nodes]
    known = set(names)
    inputs: dict[str, list[str]] = {name: [] for name in names}
    outputs: dict[str, list[str]] = {name: [] for name in names}
    problems: list[LearnerError] = []
    for start, end in document.edges:
        missing = [name for name in (start, end) if name not in known]
        if missing:
            problems.append(_unknown_end(missing[0], (start, end)))
        else:
            inputs[end].append(start)
            outputs[start].append(end)
    order = _ordered(names, inputs, outputs)
    circle = _circle([name for name in names if name not in set(order)], inputs)
    if circle:
        problems.append(_circle_problem(circle))
    return Wiring(
        tuple(order),
        {name: tuple(sources) for name, sources in inputs.items()},
        {name: tuple(targets) for name, targets in outputs.items()},
        tuple(problems),
    )


def _ordered(
    names: Sequence[str],
    inputs: Mapping[str, Sequence[str]],
    outputs: Mapping[str, Sequence[str]],
) -> list[str]:
    waiting = {name: len(inputs[name]) for name in names}
    order = [name for name in names if not waiting[name]]
    for name in order:  # grows while it is walked
        for target in outputs[name]:
            waiting[target] -= 1
            if not waiting[target]:
                order.append(target)
    return order


def _circle(rest: Sequence[str], inputs: Mapping[str, Sequence[str]]) -> list[str]:
    """The nodes of one circle in the direction of the wires; empty when there is none.

    Walking backwards from any node that could not be ordered always runs into a circle.
    """
    left = set(rest)
    path: list[str] = []
    name = rest[0] if rest else ""
    while name and name not in path:
        path.append(name)
        name = next(source for source in inputs[name] if source in left)
    return path[path.index(name) :][::-1] if name else []


def _circle_problem(circle: Sequence[str]) -> LearnerError:
    edge = (circle[-1], circle[0])
    fix = Fix(
        Text(f"Remove {edge[0]} → {edge[1]}", f"{edge[0]} → {edge[1]} entfernen"),
        ({"op": "disconnect", "edge": list(edge)},),
    )
    written = " → ".join((*circle, circle[0]))
    return LearnerError("cycle", node=circle[0], edge=edge, fix=fix, circle=written)


def _unknown_end(name: str, edge: tuple[str, str]) -> LearnerError:
    fix = Fix(
        Text("Remove this connection", "Diese Verbindung entfernen"),
        ({"op": "disconnect", "edge": list(edge)},),
    )
    return LearnerError("edge_to_unknown", edge=edge, fix=fix, name=name)
