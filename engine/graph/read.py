"""From JSON to a document: every mistake found in one go, each a sentence with its exact place."""

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, NoReturn, cast

from engine import catalog
from engine.contracts import Text
from engine.errors import LearnerError, LearnerErrors
from engine.graph.fields import filled, number, shown
from engine.graph.parts import MAX_SEED, Parts
from engine.graph.read_training import read_training
from engine.graph.spec import FORMAT, DataSpec, Document, Node

MAX_BYTES = 1_000_000  # of a document's text
MAX_NODES = 200  # compile time grows faster than the number of nodes
MAX_EDGES = 1_000
MAX_ID = 40
MAX_PROBLEMS = 50  # told at once; a page could not show more

_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_ID}}}", re.ASCII)
_TOP = ("format", "name", "data", "nodes", "edges", "training", "layout")
# What Python's parser says, in words for both languages.
_REASONS = {
    "Expecting value": Text("a value is missing here", "hier fehlt ein Wert"),
    "Expecting ','": Text("a comma is missing here", "hier fehlt ein Komma"),
    "Expecting ':'": Text("a colon is missing here", "hier fehlt ein Doppelpunkt"),
    "Expecting property": Text(
        "a name in double quotes is missing here", "hier fehlt ein Name in Anführungszeichen"
    ),
    "Unterminated": Text(
        "this text has no closing quote", "dieser Text hat kein schließendes Anführungszeichen"
    ),
    "Extra data": Text("the document has already ended", "das Dokument ist schon zu Ende"),
}
_UNREADABLE = Text("this character does not belong here", "dieses Zeichen gehört nicht hierher")


def read(source: str | bytes | Mapping[str, Any]) -> Document:
    """The document in a JSON text or object.

    A missing ``training`` stands for Keras's own defaults: RMSProp, batches of 32, one epoch.
    Raises ``LearnerErrors`` with everything that is wrong, at most ``MAX_PROBLEMS``.
    """
    whole = source if isinstance(source, Mapping) else _parsed(source)
    reader = _Reader()
    document = reader.document(whole)
    if reader.problems:
        raise LearnerErrors(reader.problems[:MAX_PROBLEMS])
    return document


def _parsed(source: str | bytes) -> Mapping[str, Any]:
    if len(source) > MAX_BYTES:
        raise LearnerErrors([LearnerError("document_too_big", size=len(source), limit=MAX_BYTES)])
    try:
        text = source if isinstance(source, str) else source.decode("utf-8-sig")
        value = json.loads(text, parse_int=_whole, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        raise LearnerErrors([_not_json(error)]) from None
    except UnicodeDecodeError:
        raise LearnerErrors([LearnerError("not_text")]) from None
    except RecursionError:
        raise LearnerErrors([LearnerError("too_deep")]) from None
    except LearnerError as error:
        raise LearnerErrors([error]) from None
    if not isinstance(value, Mapping):
        name = Text("The document", "Das Dokument")
        raise LearnerErrors([LearnerError("not_an_object", name=name, value=shown(value))])
    return cast("Mapping[str, Any]", value)


def _not_json(error: json.JSONDecodeError) -> LearnerError:
    known = (text for start, text in _REASONS.items() if error.msg.startswith(start))
    reason = next(known, _UNREADABLE)
    return LearnerError("not_json", line=error.lineno, column=error.colno, reason=reason)


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) < 300 else math.inf


def _refuse_constant(constant: str) -> NoReturn:
    raise LearnerError("not_finite", name=constant)


class _Reader(Parts):
    """Reads a whole document."""

    def document(self, whole: Mapping[str, Any]) -> Document:
        self.format(whole)
        self.known(whole, _TOP, "")
        nodes = self.nodes(whole.get("nodes"))
        return Document(
            name=self.text(whole.get("name", ""), "name"),
            nodes=nodes,
            edges=self.edges(whole.get("edges", [])),
            data=self.data(whole["data"]) if whole.get("data") is not None else None,
            training=read_training(self, whole.get("training")),
            layout=self.layout(whole.get("layout", {}), {node.id for node in nodes}),
        )

    def format(self, whole: Mapping[str, Any]) -> None:
        if "format" not in whole:
            self.note("missing_field", name="format", field="format")
            return
        value = self.whole(whole["format"], "format", 1, None, 1)
        if value > FORMAT:
            self.note("newer_format", field="format", value=value, limit=FORMAT)

    def nodes(self, value: Any) -> tuple[Node, ...]:
        if value is None:
            self.note("missing_field", name="nodes", field="nodes")
            return ()
        items = self.a_list(value, "nodes")
        if len(items) > MAX_NODES:
            self.note("too_many_nodes", field="nodes", count=len(items), limit=MAX_NODES)
            return ()
        found: dict[str, Node] = {}
        for number_, item in enumerate(items):
            node = self.node(self.an_object(item, f"nodes[{number_}]"), f"nodes[{number_}]")
            if node and node.id in found:
                self.note("duplicate_id", name=node.id, node=node.id, field="id")
            elif node:
                found[node.id] = node
        return tuple(self.sharing(node, found) for node in found.values())

    def node(self, part: Mapping[str, Any], place: str) -> Node | None:
        name = part.get("id")
        if not isinstance(name, str) or not _ID.fullmatch(name):
            self.note("bad_id", field=f"{place}.id", value=shown(name), limit=MAX_ID)
            return None
        self.known(part, ("id", "kind", "config", "shares"), f"{place}.")
        kind = self.kind(part.get("kind"), "layer", catalog.layers(), node=name, field="kind")
        if kind is None:
            return None
        given = self.an_object(part.get("config", {}), "config", name)
        shares = part.get("shares")
        if shares is not None and not (isinstance(shares, str) and _ID.fullmatch(shares)):
            self.note("bad_id", node=name, field="shares", value=shown(shares), limit=MAX_ID)
            shares = None
        if shares is not None and not given:
            return Node(name, kind, {}, shares)  # until the owner is known
        config, problems = filled(catalog.layers()[kind].fields, given, name)
        self.problems += problems
        return Node(name, kind, config, shares)

    def sharing(self, node: Node, nodes: Mapping[str, Node]) -> Node:
        """A node that states no config and uses another's weights has the other's config."""
        if node.shares is None or node.config:
            return node
        owner = nodes.get(node.shares)
        if owner is not None and owner.kind == node.kind and owner.config:
            return replace(node, config=owner.config)
        config, problems = filled(catalog.layers()[node.kind].fields, {}, node.id)
        self.problems += problems
        return replace(node, config=config)

    def edges(self, value: Any) -> tuple[tuple[str, str], ...]:
        items = self.a_list(value, "edges")
        if len(items) > MAX_EDGES:
            self.note("too_many_edges", field="edges", count=len(items), limit=MAX_EDGES)
            return ()
        found: list[tuple[str, str]] = []
        for place, item in enumerate(items):
            ends = cast("Sequence[Any]", item) if isinstance(item, list | tuple) else ()
            if len(ends) == 2 and all(isinstance(end, str) and _ID.fullmatch(end) for end in ends):
                found.append((str(ends[0]), str(ends[1])))
            else:
                self.note("bad_edge", field=f"edges[{place}]", number=place + 1)
        return tuple(found)

    def data(self, value: Any) -> DataSpec | None:
        part = self.an_object(value, "data")
        self.known(part, ("dataset", "options", "validation_split", "seed"), "data.")
        known = catalog.datasets()
        name = self.kind(part.get("dataset"), "dataset", known, field="data.dataset")
        split = 0.0
        try:
            given = part.get("validation_split", 0.0)
            place = {"name": "validation_split", "field": "data.validation_split"}
            split = number(given, 0, 0.95, **place)
        except LearnerError as problem:
            self.problems.append(problem)
        seed = self.whole(part.get("seed", 0), "data.seed", 0, MAX_SEED, 0)
        given = self.an_object(part.get("options", {}), "data.options")
        if name is None:
            return None
        options, problems = filled(known[name].fields, given, prefix="data.options.")
        self.problems += problems
        return DataSpec(name, options, split, seed)

    def layout(self, value: Any, known: set[str]) -> dict[str, tuple[float, float]]:
        found: dict[str, tuple[float, float]] = {}
        for name, place in self.an_object(value, "layout").items():
            if name not in known:
                continue  # a removed node may leave its place behind; the layout changes no result
            pair = cast("Sequence[Any]", place) if isinstance(place, list | tuple) else ()
            try:
                x, y = (number(part, -1e7, 1e7, name="layout", field="layout") for part in pair)
                found[name] = (x, y)
            except LearnerError as problem:
                self.problems.append(problem)
            except ValueError:
                self.note("wrong_place", node=name, field="layout")
        return found
