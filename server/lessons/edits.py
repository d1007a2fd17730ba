"""Document edits as the page applies them (`web/src/model/problems.ts`), to check their result."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any, cast


def applied(document: Mapping[str, Any], edits: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The document after all edits; raises ``KeyError`` or ``ValueError`` for what is not there."""
    changed = copy.deepcopy(dict(document))
    for edit in edits:
        _apply(changed, edit)
    return changed


def _apply(document: dict[str, Any], edit: Mapping[str, Any]) -> None:
    match edit["op"]:
        case "insert":
            _insert(document, edit)
        case "set":
            node = _node(document, edit["node"])
            if edit["field"] == "kind":
                node.pop("config", None)
                node["kind"] = edit["value"]
            else:
                node["config"] = {**node.get("config", {}), edit["field"]: edit["value"]}
        case "training" | "data":
            _put(document[edit["op"]], edit["field"], edit["value"])
        case "share":
            _share(_node(document, edit["node"]), edit["with"])
        case "connect":
            document["edges"].append(edit["edge"])
        case "disconnect":
            document["edges"].remove(edit["edge"])
        case "remove":
            document["nodes"].remove(_node(document, edit["node"]))
            document["edges"] = [edge for edge in document["edges"] if edit["node"] not in edge]
        case _:
            _node(document, edit["node"])  # a weight is no part of the document


def _share(node: dict[str, Any], owner: str | None) -> None:
    """A node that uses another's weights states no settings."""
    if owner is None:
        node.pop("shares", None)
    else:
        node.pop("config", None)
        node["shares"] = owner


def _node(document: Mapping[str, Any], name: str) -> dict[str, Any]:
    for node in document["nodes"]:
        if node["id"] == name:
            return node
    raise KeyError(name)


def _insert(document: dict[str, Any], edit: Mapping[str, Any]) -> None:
    start, end = edit["edge"]
    place = document["edges"].index([start, end])
    used = {node["id"] for node in document["nodes"]}
    names = (edit["kind"], *(f"{edit['kind']}_{number}" for number in range(2, 99)))
    name = next(name for name in names if name not in used)
    document["nodes"].append({"id": name, "kind": edit["kind"], "config": edit["config"]})
    document["edges"][place : place + 1] = [[start, name], [name, end]]


def _put(target: dict[str, Any], field: str, value: Any) -> None:
    *path, last = field.split(".")
    for name in path:
        inner = target.setdefault(name, {})
        target = cast("dict[str, Any]", inner)
    if last == "kind":
        target.pop("config", None)
    target[last] = value
