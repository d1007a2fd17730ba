"""Shared weights: may a node use those of another?"""

from collections.abc import Mapping
from typing import Any

from engine.contracts import Text
from engine.errors import Fix, LearnerError, written
from engine.graph.fields import did_you_mean, shown
from engine.graph.order import Wiring
from engine.graph.shapes import Inferred
from engine.graph.spec import Document, Node

OWN = Text("Give it weights of its own", "Eigene Gewichte geben")


def check_sharing(
    document: Document, wiring: Wiring, inferred: Mapping[str, Inferred]
) -> list[LearnerError]:
    """Everything that keeps nodes from using the weights they name."""
    found: list[LearnerError] = []
    for node in document.nodes:
        if node.shares is not None:
            problem = _wrong(document, node, node.shares, wiring, inferred)
            found += [problem] if problem else []
    return found


def _wrong(
    document: Document,
    node: Node,
    owner: str,
    wiring: Wiring,
    inferred: Mapping[str, Inferred],
) -> LearnerError | None:
    names = [other.id for other in document.nodes if other.id != node.id]
    if owner not in names:
        hint = did_you_mean(owner, names) if names else Text("", "")
        return _problem("shares_unknown", node, _own(node), name=shown(owner), hint=hint)
    other = document.node(owner)
    if other.shares is not None:
        root = other.shares if other.shares != node.id else None
        return _problem("shares_chain", node, _with(node, root), owner=owner, root=other.shares)
    if other.kind != node.kind:
        return _problem("shares_other_kind", node, _own(node), owner=owner)
    if other.config != node.config:
        return _problem("shares_other_config", node, _adopt(node, other), owner=owner)
    if node.id not in inferred or owner not in inferred:
        return None
    if not inferred[owner].weights:
        return _problem("shares_nothing", node, _own(node), owner=owner)
    if inferred[owner].weights != inferred[node.id].weights:
        here, there = (_incoming(wiring, inferred, name) for name in (node.id, owner))
        values = {"owner": owner, "here": here, "there": there}
        return _problem("shares_other_shapes", node, _own(node), **values)
    return None


def _problem(code: str, node: Node, fix: Fix, **values: Any) -> LearnerError:
    return LearnerError(code, node=node.id, field="shares", fix=fix, **values)


def _own(node: Node) -> Fix:
    return Fix(OWN, ({"op": "share", "node": node.id, "with": None},))


def _with(node: Node, owner: str | None) -> Fix:
    if owner is None:
        return _own(node)
    label = Text(f"Share with “{owner}”", f"Mit „{owner}“ teilen")
    return Fix(label, ({"op": "share", "node": node.id, "with": owner},))


def _adopt(node: Node, owner: Node) -> Fix:
    """The owner's settings are those of a node that states none."""
    return Fix(
        Text(f"Take the settings of “{owner.id}”", f"Einstellungen von „{owner.id}“ nehmen"),
        ({"op": "share", "node": node.id, "with": owner.id},),
    )


def _incoming(wiring: Wiring, inferred: Mapping[str, Inferred], name: str) -> str:
    return ", ".join(written(inferred[source].shape) for source in wiring.inputs[name])
