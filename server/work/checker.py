"""The process that answers questions about kinds, documents and data; it needs no device.

Started by `checking.py`. One request at a time: one that takes too long is ended by ending the
process.
"""

import base64
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import structlog

from engine import catalog
from engine.contracts import Applied, Data, DatasetKind, Part, Passage, Raw
from engine.errors import LearnerError, LearnerErrors
from engine.export import answer as export
from engine.graph.answer import answer
from engine.graph.read import read
from engine.graph.spec import DataSpec
from engine.help.page import page
from engine.train import rows
from server.wire.messages import Problem
from server.wire.problems import problem
from server.work.channel import Channel
from server.work.orders import Answer, Progress, Request

MAX_SAMPLES = 2000
log = structlog.get_logger()
Params = Mapping[str, Any]


class Unknown(Exception):
    """Asked for a kind that does not exist, or a data set that cannot be had."""

    def __init__(self, code: str, name: str) -> None:
        self.problem = problem(code, name=name[:40])
        super().__init__(code)


def describe(_: Params) -> dict[str, Any]:
    """Every kind with its words, and the libraries that programs are written for."""
    return {**catalog.describe(), "targets": export.targets()}


def check(params: Params) -> dict[str, Any]:
    """What is right and wrong about a document."""
    return answer(params["document"])


def code(params: Params) -> dict[str, Any]:
    """A document as a program."""
    return export.code(params["document"], params["target"], params["form"], params["language"])


def pack(params: Params) -> str:
    """A run's program and weights in a zip; answers how it is called."""
    run, place = Path(params["run"]), Path(params["place"])
    return export.pack(run, params["document"], params["target"], params["language"], place)


def take_over(params: Params) -> dict[str, Any]:
    """A Keras model's JSON as a document."""
    return export.taken_over(params["model"])


def dataset(params: Params) -> dict[str, Any]:
    """A data set's card and what would have to be fetched."""
    kind = _kind(params["name"])
    card = next(card for card in catalog.describe()["datasets"] if card["name"] == kind.name)
    return {**card, "missing": kind.missing()}


def samples(params: Params) -> dict[str, Any]:
    """Rows of one part of a data set, cut exactly as training cuts them."""
    kind = _kind(params["name"])
    loaded = rows.load(_spec(kind, params))
    examples, numbers = loaded.part(params["part"])
    chosen = _chosen(params, numbers)
    inputs = np.ascontiguousarray(examples.inputs[chosen])
    name = "test_points" if params["part"] == "test" else "points"
    points = loaded.data.columns.get(name) if kind.embed else None
    part: Part = "test" if params["part"] == "test" else "training"
    return {
        "count": len(numbers),
        "shape": list(loaded.data.shape),
        "classes": list(loaded.data.classes),
        "features": list(loaded.data.features),
        "inputs": base64.b64encode(inputs.tobytes()).decode(),
        "dtype": str(inputs.dtype),
        "targets": np.asarray(examples.targets[chosen]).tolist(),
        "points": None if points is None else _base64(points[chosen]),
        "words": _words(loaded.data, part, chosen),
        "raw": _raw(loaded.data, part, chosen) if params.get("raw") else None,
        "steps": [_step(done) for done in loaded.steps],
    }


def _chosen(params: Params, numbers: Any) -> Any:
    rows = params["rows"]
    if rows is None:
        return numbers[params["offset"] :][: min(params["count"], MAX_SAMPLES)]
    beyond = [row for row in rows if row >= len(numbers)]
    if beyond:
        count = len(numbers)
        raise LearnerError("no_such_sample", index=beyond[0], part=params["part"], count=count)
    return numbers[rows]


def _words(data: Data, part: Part, chosen: Any) -> list[list[str | None]] | None:
    words = data.words
    return words and [list(words(part, int(row))) for row in chosen]


def _raw(data: Data, part: Part, chosen: Any) -> list[Any] | None:
    raw = data.raw
    return raw and [_as_json(raw(part, int(row))) for row in chosen]


def _as_json(row: Raw) -> Any:
    """Cells, a passage, or an array with its shape."""
    if isinstance(row, Passage):
        return msgspec.to_builtins(row)
    if isinstance(row, tuple):
        return {"cells": [msgspec.to_builtins(cell) for cell in row]}
    values = row.astype(np.float32)
    return {"shape": list(row.shape), "values": _base64(values)}


def _step(done: Applied) -> dict[str, Any]:
    return {
        "step": done.step,
        "config": dict(done.config),
        "statistics": dict(done.statistics),
        "columns": list(done.columns),
    }


def explain(params: Params) -> dict[str, Any]:
    """The help page of one kind."""
    try:
        return page(params["category"], params["name"])
    except KeyError:
        raise Unknown("kind_unknown", params["name"]) from None


def _spec(kind: DatasetKind, params: Params) -> DataSpec:
    """The data part of a document, read as documents are, so that options fail as they do there."""
    wanted = {name: params[name] for name in ("options", "validation_split", "seed")}
    spec = read({"format": 1, "nodes": [], "data": {"dataset": kind.name, **wanted}}).data
    assert spec is not None
    return spec


def _base64(array: Any) -> str:
    return base64.b64encode(np.ascontiguousarray(array, np.float32).tobytes()).decode()


def _kind(name: str) -> DatasetKind:
    kind = catalog.datasets().get(name)
    if kind is None:
        raise Unknown("dataset_unknown", name)
    return kind


def main(fd: int, config: Mapping[str, Any]) -> None:
    """Answer requests in order until the web process is gone."""
    del config
    channel = Channel[Request](fd, Request)

    def fetch(params: Params) -> None:
        kind = _kind(params["name"])
        if kind.missing() == 0:
            return
        if kind.fetch is None or kind.missing() is None:
            raise Unknown("dataset_not_to_be_had", kind.name)
        kind.fetch(lambda received, total: channel.send(Progress(received, total)))

    methods: dict[str, Callable[[Params], Any]] = {
        "catalog": describe,
        "check": check,
        "code": code,
        "dataset": dataset,
        "fetch": fetch,
        "help": explain,
        "keras": take_over,
        "pack": pack,
        "samples": samples,
    }
    while (request := channel.receive()) is not None:
        outcome = _answer(request, methods[request.method])
        try:
            channel.send(outcome)
        except (OverflowError, UnicodeError, RecursionError):
            channel.send(Answer(request.token, [problem("bad_document")]))


def _answer(request: Request, method: Callable[[Params], Any]) -> Answer:
    try:
        return Answer(request.token, [], method(request.params))
    except Unknown as unknown:
        return Answer(request.token, [unknown.problem])
    except LearnerErrors as errors:
        return Answer(request.token, [_problem(error) for error in errors.errors])
    except LearnerError as error:
        return Answer(request.token, [_problem(error)])
    except Exception:  # a mistake of ours must not end the process
        log.exception("request failed", method=request.method)
        return Answer(request.token, [problem("server_error")])


def _problem(error: LearnerError) -> Problem:
    return msgspec.convert(error.to_json(), Problem)
