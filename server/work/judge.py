"""The process that measures what tasks ask: it trains from hidden seeds and looks into runs.

Started by `judging.py`, one request at a time, with low priority: learners' own runs come first.
"""

import hashlib
import math
import os
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import structlog

from engine import catalog
from engine.contracts import AnyArray
from engine.errors import LearnerError, LearnerErrors
from engine.graph.read import read
from engine.train.compile_cache import Compiler
from engine.train.plan import Plan
from engine.train.session import Session
from server.lessons.measures import AnyMeasure, Figure, Outputs, Own, Parameters, Trained
from server.wire.messages import Problem
from server.wire.problems import Refusal, problem, refusal
from server.work.channel import Channel
from server.work.orders import Answer, Request

DEVICE = "cpu"
log = structlog.get_logger()


class Judge:
    """The questions about one document at a time; programs are kept for the next."""

    def __init__(self, cache: Path) -> None:
        self.compiler = Compiler(cache)

    def measure(self, params: Mapping[str, Any]) -> list[Any]:
        """The answers to measures, in their order."""
        document = read(params["document"]).normalized()
        _same_data(document, params["data"])
        run = self._run(params["run"], document)
        hidden = _Hidden(params["key"], params["task"], self._plan(document).fingerprint)
        measures = msgspec.convert(params["measures"], list[AnyMeasure])
        return [self._answer(measure, document, run, hidden) for measure in measures]

    def _plan(self, document: dict[str, Any]) -> Plan:
        return self._session(document).plan

    def _session(self, document: dict[str, Any]) -> Session:
        return Session(document, device=DEVICE, compiler=self.compiler)

    def _run(self, path: str | None, document: dict[str, Any]) -> Session | None:
        """The learner's own run, which must be of the document that is judged."""
        if path is None:
            return None
        run = Session.restore(Path(path), device=DEVICE, compiler=self.compiler)
        own = read(run.document).normalized()
        if any(own[part] != document[part] for part in ("nodes", "edges", "data", "training")):
            raise refusal("task_run_differs")
        return run

    def _answer(
        self, measure: AnyMeasure, document: dict[str, Any], run: Session | None, hidden: "_Hidden"
    ) -> Any:
        match measure:
            case Parameters():
                network = self._plan(document).network
                weights = (weight for layer in network.layers for weight in layer.weights)
                return sum(math.prod(weight.shape) for weight in weights)
            case Trained():
                seeds = hidden.seeds(measure.seeds)
                return [self._trained(document, measure, seed) for seed in seeds]
            case Own():
                return None if run is None else self._own(run, measure, hidden)
            case Outputs():
                return None if run is None else _outputs(run, measure)

    def _trained(self, document: dict[str, Any], measure: Trained, seed: int) -> Figure:
        """Train the network from its beginning and score it."""
        metrics = [measure.metric] if measure.metric else []
        training = {**document["training"], "seed": seed, "metrics": metrics}
        data = document["data"]
        if measure.part == "hidden":
            data = _redrawn(data, seed)
        session = self._session({**document, "training": training, "data": data})
        for _ in range(measure.epochs):
            session.epoch()
            while not session.settled:
                if not session.advance():
                    time.sleep(0.001)
            if session.problem is not None:
                break
        return _figure(session, measure.part, measure.metric)

    def _own(self, run: Session, measure: Own, hidden: "_Hidden") -> Figure:
        if measure.part == "hidden" and run.problem is None:
            (seed,) = hidden.seeds(1)
            document = run.document
            # Only the rows change, so the weights stay.
            run.edit({**document, "data": _redrawn(document["data"], seed)})
        return _figure(run, measure.part, measure.metric)


class _Hidden:
    """Seeds nobody can learn by trying: the same network gets the same ones for the same task."""

    def __init__(self, key: bytes, task: str, fingerprint: str) -> None:
        self._salt = key + f"/{task}/{fingerprint}".encode()

    def seeds(self, count: int) -> list[int]:
        """So many seeds."""
        digests = (hashlib.sha256(self._salt + bytes([n])).digest() for n in range(count))
        return [int.from_bytes(digest[:4], "little") >> 1 for digest in digests]


def _same_data(document: dict[str, Any], wanted: dict[str, Any] | None) -> None:
    """A task about one data set is not solved on an easier one."""
    if wanted is None:
        return
    asked = read({"format": 1, "nodes": [], "edges": [], "data": wanted}).normalized()["data"]
    given: dict[str, Any] = document["data"] or {}
    if any(asked[part] != given.get(part) for part in ("dataset", "options", "validation_split")):
        label = catalog.datasets()[asked["dataset"]].label
        raise refusal("task_other_data", name=label.en, german=label.de)


def _redrawn(data: dict[str, Any], seed: int) -> dict[str, Any]:
    """Data drawn anew, where it is drawn; a set of files stays what it is."""
    drawn = catalog.datasets()[data["dataset"]].embed is not None
    return {**data, "seed": seed} if drawn else data


def _figure(session: Session, part: str, metric: str | None) -> Figure:
    if session.problem is not None:
        return Figure(None, None, session.step_count, diverged=True)
    chosen: Any = "test" if part == "hidden" else part
    if not len(session.plan.rows.part(chosen)[1]):
        raise refusal("task_no_rows", field="data.validation_split")
    if metric is not None and metric not in session.plan.lesson.metrics.names:
        label = catalog.metrics()[metric].label
        raise refusal("task_no_metric", name=label.en, german=label.de)
    scored = session.score(chosen)
    loss, found = scored["loss"], scored["metrics"].get(metric)
    return Figure(_finite(loss), _finite(found), session.step_count)


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _outputs(run: Session, measure: Outputs) -> list[float]:
    """One unit of a node for each input."""
    view = run.plan.view(measure.node)
    fits = len(measure.unit) == len(view.output) and all(
        0 <= at < (length or 0) for at, length in zip(measure.unit, view.output, strict=True)
    )
    if not fits:
        raise LearnerError(
            "index_outside", node=measure.node, index=list(measure.unit), shape=list(view.output)
        )
    found = run.outputs(_inputs(run, measure), measure.node)
    return [float(value) for value in found[(slice(None), *measure.unit)]]


def _inputs(run: Session, measure: Outputs) -> AnyArray:
    rows, shape = run.plan.rows, run.plan.rows.data.shape
    if not measure.samples:
        given = np.array(measure.inputs, np.float32)
        embeds = rows.kind.embed is not None and given.shape[1:] == (2,)
        return rows.embedded(given) if embeds else given.reshape(-1, *shape)
    found: list[AnyArray] = []
    for sample in measure.samples:
        part, _, index = sample.partition(":")
        examples, numbers = rows.part(part)
        found.append(examples.inputs[numbers[int(index)]])
    return np.stack(found)


def main(fd: int, config: Mapping[str, Any]) -> None:
    """Answer requests in order until the web process is gone."""
    os.nice(10)
    channel = Channel[Request](fd, Request)
    judge = Judge(Path(config["cache"]))
    while (request := channel.receive()) is not None:
        channel.send(_answer(request, judge))


def _answer(request: Request, judge: Judge) -> Answer:
    try:
        return Answer(request.token, [], judge.measure(request.params))
    except Refusal as refused:
        return Answer(request.token, list(refused.problems))
    except LearnerErrors as errors:
        return Answer(request.token, [_problem(error) for error in errors.errors])
    except LearnerError as error:
        return Answer(request.token, [_problem(error)])
    except Exception:  # a mistake of ours must not end the process
        log.exception("measuring failed")
        return Answer(request.token, [problem("server_error")])


def _problem(error: LearnerError) -> Problem:
    return msgspec.convert(error.to_json(), Problem)
