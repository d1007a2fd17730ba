"""From JSON to a document: every mistake found in one go, each a sentence with its exact place."""

import json
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn, cast

from engine import catalog
from engine.contracts import Chosen, Text
from engine.errors import LearnerError, LearnerErrors
from engine.graph.fields import chosen, did_you_mean, filled, integer, legible, number, shown
from engine.graph.spec import (
    CONSTANT,
    FORMAT,
    ClassWeight,
    DataSpec,
    Document,
    Node,
    TrainingSpec,
)

MAX_BYTES = 1_000_000  # of a document's text
MAX_NODES = 200  # compile time grows faster than the number of nodes
MAX_EDGES = 1_000
MAX_NAME = 200  # characters
MAX_ID = 40
MAX_SEED = 2**32 - 1
MAX_PROBLEMS = 50  # told at once; a page could not show more

_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{MAX_ID}}}", re.ASCII)
_CLASS = re.compile(r"[0-9]{1,6}", re.ASCII)
_TOP = ("format", "name", "data", "nodes", "edges", "training", "layout")
_TRAINING = (
    *("kind", "loss", "optimizer", "metrics", "class_weight"),
    *("batch_size", "epochs", "shuffle", "seed"),
)
_SORTS = {
    "layer": Text("layer", "Schicht"),
    "dataset": Text("data set", "Datensatz"),
    "loss": Text("loss", "Verlust"),
    "optimizer": Text("optimizer", "Optimierer"),
    "metric": Text("metric", "Kennzahl"),
    "learning": Text("learning", "Lernen"),
}
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


class _Reader:
    """Reads part by part and collects the problems; a wrong part is replaced by a harmless one."""

    def __init__(self) -> None:
        self.problems: list[LearnerError] = []

    def document(self, whole: Mapping[str, Any]) -> Document:
        self.format(whole)
        self.known(whole, _TOP, "")
        nodes = self.nodes(whole.get("nodes"))
        return Document(
            name=self.text(whole.get("name", ""), "name"),
            nodes=nodes,
            edges=self.edges(whole.get("edges", [])),
            data=self.data(whole["data"]) if whole.get("data") is not None else None,
            training=self.training(whole.get("training")),
            layout=self.layout(whole.get("layout", {}), {node.id for node in nodes}),
        )

    def note(self, code: str, **place: Any) -> None:
        self.problems.append(LearnerError(code, **place))

    def format(self, whole: Mapping[str, Any]) -> None:
        if "format" not in whole:
            self.note("missing_field", name="format", field="format")
            return
        value = self.whole(whole["format"], "format", 1, None, 1)
        if value > FORMAT:
            self.note("newer_format", field="format", value=value, limit=FORMAT)

    def known(self, part: Mapping[Any, Any], names: Sequence[str], prefix: str) -> None:
        for name in part:
            if name not in names:
                place = prefix + legible(name)
                hint = did_you_mean(name, names)
                self.note("unknown_field", field=place, name=shown(name), hint=hint)

    def an_object(self, value: Any, name: str, node: str | None = None) -> Mapping[str, Any]:
        if isinstance(value, Mapping):
            return cast("Mapping[str, Any]", value)
        self.note("not_an_object", name=name, field=name, node=node, value=shown(value))
        return {}

    def a_list(self, value: Any, name: str) -> Sequence[Any]:
        if isinstance(value, list | tuple):
            return cast("Sequence[Any]", value)
        self.note("not_a_list", name=name, field=name, value=shown(value))
        return ()

    def text(self, value: Any, name: str) -> str:
        if not isinstance(value, str):
            self.note("not_a_string", name=name, field=name, value=shown(value))
            return ""
        if len(value) > MAX_NAME:
            self.note("too_long", name=name, field=name, count=len(value), limit=MAX_NAME)
        # A lone surrogate is valid JSON and cannot be written as UTF-8.
        return value[:MAX_NAME].encode("utf-8", "replace").decode()

    def whole(
        self, value: Any, name: str, low: float | None, high: float | None, instead: int
    ) -> int:
        try:
            return integer(value, low, high, name=name, field=name)
        except LearnerError as problem:
            self.problems.append(problem)
            return instead

    def kind(self, value: Any, sort: str, names: Iterable[str], **place: Any) -> str | None:
        known = list(names)
        if isinstance(value, str) and value in known:
            return value
        hint = did_you_mean(value, known)
        self.note("unknown_kind", value=shown(value), sort=_SORTS[sort], hint=hint, **place)
        return None

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
        return tuple(found.values())

    def node(self, part: Mapping[str, Any], place: str) -> Node | None:
        name = part.get("id")
        if not isinstance(name, str) or not _ID.fullmatch(name):
            self.note("bad_id", field=f"{place}.id", value=shown(name), limit=MAX_ID)
            return None
        self.known(part, ("id", "kind", "config"), f"{place}.")
        kind = self.kind(part.get("kind"), "layer", catalog.layers(), node=name, field="kind")
        if kind is None:
            return None
        given = self.an_object(part.get("config", {}), "config", name)
        config, problems = filled(catalog.layers()[kind].fields, given, name)
        self.problems += problems
        return Node(name, kind, config)

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

    def training(self, value: Any) -> TrainingSpec:
        part = self.an_object({} if value is None else value, "training")
        self.known(part, _TRAINING, "training.")
        kinds = catalog.learning()
        kind = self.kind(part.get("kind", "supervised"), "learning", kinds, field="training.kind")
        loss, loss_config = self.configured(part, "loss", catalog.losses(), "mean_squared_error")
        following = part.get("optimizer", {"kind": "rmsprop"})
        schedule = self.schedule(following)
        optimizer, config = self.configured(part, "optimizer", catalog.optimizers(), "rmsprop")
        shuffle = part.get("shuffle", True)
        if not isinstance(shuffle, bool):
            place = {"name": "shuffle", "field": "training.shuffle"}
            self.note("not_a_boolean", value=shown(shuffle), **place)
        return TrainingSpec(
            kind=kind or "supervised",
            loss=loss,
            loss_config=loss_config,
            optimizer=optimizer,
            optimizer_config=config,
            schedule=schedule,
            metrics=self.metrics(part.get("metrics", [])),
            class_weight=self.class_weight(part.get("class_weight")),
            batch_size=self.whole(part.get("batch_size", 32), "training.batch_size", 1, 65_536, 32),
            epochs=self.whole(part.get("epochs", 1), "training.epochs", 1, 1_000_000, 1),
            shuffle=bool(shuffle),
            seed=self.whole(part.get("seed", 0), "training.seed", 0, MAX_SEED, 0),
        )

    def configured(
        self, part: Mapping[str, Any], sort: str, known: Mapping[str, Any], default: str
    ) -> tuple[str, dict[str, Any]]:
        place = f"training.{sort}"
        picked = self.an_object(part.get(sort, {"kind": default}), place)
        names = ("kind", "config", "schedule") if sort == "optimizer" else ("kind", "config")
        self.known(picked, names, f"{place}.")
        name = self.kind(picked.get("kind"), sort, known, field=f"{place}.kind")
        given = self.an_object(picked.get("config", {}), f"{place}.config")
        if name is None:
            return default, {}
        config, problems = filled(known[name].fields, given, prefix=f"{place}.config.")
        self.problems += problems
        return name, config

    def schedule(self, optimizer: Any) -> Chosen:
        """How the learning rate moves: ``schedule`` beside the optimizer's ``config``."""
        value: Any = None
        if isinstance(optimizer, Mapping):
            value = cast("Mapping[str, Any]", optimizer).get("schedule")
        if value is None:
            return CONSTANT
        found = self.chosen(value, catalog.schedules(), "training.optimizer.schedule")
        return found or CONSTANT

    def chosen(self, value: Any, kinds: Mapping[str, Any], field: str) -> Chosen | None:
        place: dict[str, Any] = {"node": None, "field": field, "name": field}
        try:
            found, problems = chosen(value, kinds, place)
        except LearnerError as problem:
            self.problems.append(problem)
            return None
        self.problems += problems
        return found

    def metrics(self, value: Any) -> tuple[Chosen, ...]:
        items = self.a_list(value, "training.metrics")
        found: dict[str, Chosen] = {}
        for item in items[:50]:
            metric = self.metric(item)
            if metric is not None:
                found.setdefault(metric.kind, metric)
        return tuple(found.values())

    def metric(self, value: Any) -> Chosen | None:
        if isinstance(value, Mapping):
            return self.chosen(value, catalog.metrics(), "training.metrics")
        name = self.kind(value, "metric", catalog.metrics(), field="training.metrics")
        return None if name is None else self.chosen(name, catalog.metrics(), "training.metrics")

    def class_weight(self, value: Any) -> ClassWeight:
        place: dict[str, Any] = {"name": "class_weight", "field": "training.class_weight"}
        if value is None or value == "balanced":
            return value
        if isinstance(value, str):
            hint = did_you_mean(value, ("balanced",))
            self.note("unknown_choice", value=shown(value), hint=hint, **place)
            return None
        found: dict[int, float] = {}
        for name, weight in self.an_object(value, "training.class_weight").items():
            if not _CLASS.fullmatch(name):
                self.note("not_a_class", field=place["field"], value=shown(name))
                continue
            try:
                found[int(name)] = number(weight, 0, 1000, **place)
            except LearnerError as problem:
                self.problems.append(problem)
        return tuple(sorted(found.items()))

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
