"""A run made ready: its network under standard names, its lesson, its knobs, its programs.

Everything here follows from the document; nothing of it changes while the run learns.
"""

import math
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

import jax
import numpy as np

from engine import catalog
from engine.contracts import Lesson, NodeView
from engine.errors import LearnerError, LearnerErrors
from engine.graph.build import Network, build, knobs
from engine.graph.canonical import Canonical, canonical
from engine.graph.check import check
from engine.graph.fingerprint import fingerprint
from engine.graph.heads import Head, heads
from engine.graph.read import read
from engine.graph.spec import Document
from engine.train import meddling
from engine.train import rows as rows_module
from engine.train.class_weight import class_weights
from engine.train.compile_cache import Compiler, Program, compiled
from engine.train.devices import Device
from engine.train.meddling import Intervention
from engine.train.rows import Rows
from engine.train.schedule import Schedule
from engine.train.step import capacity, run_steps, score_rows, seed_key

TINY = 20_000  # numbers in the weights up to which a call may hold thousands of steps
CHUNK = 128  # rows scored in one call; 1,024 for points


@dataclass(frozen=True, slots=True)
class Plan:
    """What a document asks for. ``names`` map the learner's node ids to standard ones."""

    document: Document
    names: Canonical
    network: Network
    lesson: Lesson
    fingerprint: str
    rows: Rows
    knobs: Mapping[str, Any]
    schedule: Schedule
    device: Device
    interventions: tuple[Intervention, ...] = ()

    @property
    def form(self) -> Hashable:
        """How its knobs are nested; programs are compiled for one form."""
        return cast("Hashable", jax.tree.structure(self.knobs))

    @property
    def capacity(self) -> int:
        """Rows a compiled step has room for."""
        return capacity(self.document.training.batch_size, self.rows.kind.sample_type)

    @property
    def kmax(self) -> int:
        """Steps a compiled call has room for: many for tiny networks, few for slow ones."""
        numbers = sum(math.prod(w.shape) for layer in self.network.layers for w in layer.weights)
        if self.rows.kind.sample_type in ("points", "table") and numbers < TINY:
            return 2048
        return 16 if self.device.platform == "cpu" else 256

    @property
    def chunk(self) -> int:
        """Rows scored in one call."""
        return 1024 if self.rows.kind.sample_type == "points" else CHUNK

    def learning_rate(self, step: int) -> float:
        """The learning rate of a step, counted from 0."""
        return self.lesson.rate(self.knobs, step)

    def slowed(self, rate: float) -> "Plan":
        """The same with another factor before the learning rate."""
        return replace(self, knobs={**self.knobs, "callbacks": {"rate": np.float32(rate)}})

    def meddled(self, wanted: Sequence[Intervention]) -> "Plan":
        """The same with these interventions; raises ``LearnerError`` for an unsound one."""
        return self._with(meddling.checked(self.network, self.names, wanted))

    def meddled_as(self, before: Sequence[Intervention]) -> "Plan":
        """The same with those interventions of another plan that make sense here."""
        return self._with(meddling.fitting(self.network, self.names, before))

    def _with(self, interventions: tuple[Intervention, ...]) -> "Plan":
        plain = knobs(self.names.checked.document)
        nodes = meddling.knobs(self.network, self.names, plain, interventions)
        return replace(self, interventions=interventions, knobs={**self.knobs, "nodes": nodes})

    def data(self, part: str = "training") -> dict[str, Any]:
        """The examples on the device."""
        lesson, column = self.lesson, self.document.training.sample_weight
        return rows_module.resident(
            self.rows, lesson.form, lesson.encode, self.device, part, column
        )

    def first_state(self, seed: int) -> dict[str, Any]:
        """The state before the first step, on the device."""
        variables = jax.device_put(self.network.init(seed), self.device)
        with jax.default_device(self.device):
            memory = self.lesson.init(variables["params"])
        rest = {"optimizer": memory, "step": np.int32(0), "key": seed_key(seed)}
        return self.own({**variables, **rest})

    def own(self, tensors: Any) -> Any:
        """A copy on the device: a step gives its state's buffers away."""

        def copied(leaf: Any) -> jax.Array:
            return jax.device_put(np.array(leaf), self.device)

        return jax.tree.map(copied, tensors)

    def view(self, node: str) -> NodeView:
        """A node of the learner's document as probes ask about it; raises if there is none."""
        standard = self.names.standard.get(node)
        if standard is None:
            raise LearnerError("no_such_node", name=node)
        layer = self.network.layer(standard)
        owner = self.network.layer(layer.owner)
        return NodeView(
            node=node,
            kind=layer.kind,
            config=layer.structure,
            inputs=tuple(_known(self.network.layer(name).shape) for name in layer.inputs),
            output=_known(layer.shape),
            weights={weight.name: weight.shape for weight in owner.weights},
            draws=catalog.layers()[layer.kind].only_in_training,
        )

    def views(self) -> list[NodeView]:
        """All nodes of the learner's document, inputs first, outputs last."""
        return [self.view(self.names.original[layer.name]) for layer in self.network.layers]

    def sketch(self) -> str:
        """The network in a few characters, as 2-4-1: its input, then each layer with a kernel."""
        views = self.views()
        rows, *rest = views[0].output
        first = "×".join(str(length) for length in (rows, *rest[:1]))
        kernels = [view.output[-1] for view in views if "kernel" in view.weights]
        return "-".join([first, *(str(units) for units in kernels)])

    def step_program(self, compiler: Compiler, example: tuple[Any, ...]) -> Program:
        """The compiled ``run_steps`` for arguments like ``example``: (state, order, ...)."""
        lesson = self.lesson

        def step(*given: Any) -> Any:  # compilations are told apart by this name
            return run_steps(lesson, *given)

        return self.program(compiler, "step", step, example, donate=(0,))

    def score_program(self, compiler: Compiler, example: tuple[Any, ...]) -> Program:
        """The compiled ``score_rows`` for arguments like ``example``: (state, rows, ...)."""
        lesson = self.lesson
        return self.program(
            compiler, "score", lambda *given: score_rows(lesson, *given), example, rank=1
        )

    def program(
        self,
        compiler: Compiler,
        what: Any,
        function: Callable[..., Any],
        example: tuple[Any, ...],
        donate: tuple[int, ...] = (),
        effort: int | None = None,
        rank: int = 0,
    ) -> Program:
        """A compiled function of this structure, shared by every run that has the same."""
        abstract = jax.tree.map(self._abstract, example)
        shapes = tuple((leaf.shape, str(leaf.dtype)) for leaf in jax.tree.leaves(abstract))
        form = cast("Hashable", jax.tree.structure(abstract))
        key = (self.fingerprint, what, str(self.device), form, shapes)
        return compiler.ask(
            key, lambda: compiled(function, abstract, self.device, donate, effort), rank
        )

    def _abstract(self, leaf: Any) -> jax.ShapeDtypeStruct:
        sharding = jax.sharding.SingleDeviceSharding(self.device)
        return jax.ShapeDtypeStruct(np.shape(leaf), leaf.dtype, sharding=sharding)


def make_plan(source: str | bytes | Mapping[str, Any], device: Device) -> Plan:
    """Reads, checks and prepares a document; raises ``LearnerErrors`` with all that is wrong."""
    document = read(source)
    checked = check(document)
    if not checked.ok:
        raise LearnerErrors(checked.problems)
    if document.data is None:
        raise LearnerErrors([LearnerError("no_data", field="data")])
    names = canonical(checked)
    network = build(names.checked)
    learning = catalog.learning()[document.training.kind]
    try:
        rows = rows_module.load(document.data)
        _refuse_negative(document, rows)
        _refuse_negative_weights(document, rows)
        standard = names.checked.document.training
        lesson = learning.prepare(network, standard, len(rows.data.classes))
    except LearnerError as problem:
        raise LearnerErrors([problem]) from problem
    training = document.training
    return Plan(
        document=document,
        names=names,
        network=network,
        lesson=lesson,
        fingerprint=fingerprint(checked),
        rows=rows,
        knobs={
            **learning.knobs(training),
            **class_weights(training.class_weight, rows),
            "nodes": knobs(names.checked.document),
        },
        schedule=Schedule(rows.training, training.batch_size, training.shuffle, training.seed),
        device=device,
    )


def _refuse_negative(document: Document, rows: Rows) -> None:
    """Losses about counts and sizes have no meaning for targets below zero."""
    for head in heads(document.training, ""):
        loss, least = catalog.losses()[head.loss], _least(rows, head)
        if loss.wants == "positive" and least < 0:
            values: dict[str, Any] = {"data": rows.kind.label, "least": f"{least:.3g}"}
            field = f"{head.place}.loss.kind"
            raise LearnerError("negative_targets", field=field, loss=loss.label, **values)


def _least(rows: Rows, head: Head) -> float:
    """The smallest number that an output is to learn."""
    if head.target is None:
        return 0.0 if rows.data.classes else float(np.min(rows.data.training.targets))
    values = rows.data.training.inputs
    if isinstance(head.target, tuple):
        values = values[:, [rows.data.features.index(name) for name in head.target]]
    return float(np.min(values)) * rows.data.scale


def _refuse_negative_weights(document: Document, rows: Rows) -> None:
    """A row that counts less than nothing would be unlearned."""
    column = document.training.sample_weight
    least = 0.0 if column is None else float(np.min(rows_module.row_weights(rows, column)))
    if least < 0:
        values: dict[str, Any] = {"data": rows.kind.label, "least": f"{least:.3g}"}
        raise LearnerError(
            "negative_weights", field="training.sample_weight", name=column, **values
        )


def _known(shape: tuple[int | None, ...]) -> tuple[int, ...]:
    return tuple(length or 1 for length in shape)
