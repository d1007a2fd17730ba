"""An examination: the numbers of a run gathered once, and what every diagnosis finds in them."""

from collections.abc import Sequence
from typing import Any, TypeAlias, cast

import numpy as np

from engine import catalog
from engine.contracts import Column, Evidence, Finding, FloatArray, LayerHealth, NodeView
from engine.errors import Fix, LearnerError
from engine.probes.health import FIGURES
from engine.train.aims import aims
from engine.train.compile_cache import Compiler
from engine.train.ends import ends_of
from engine.train.history import Row
from engine.train.plan import Plan
from engine.train.training import Training
from engine.train.watching import Watching

Findings: TypeAlias = tuple[int, list[LearnerError]]  # a step, and what is wrong at it

ROWS = 64  # as the page's instruments ask, so that both share what is compiled
MOST_ROWS = 2048  # of the inputs
MOST_COLUMNS = 256


class Examination:
    """Made ready for a plan; ``findings`` looks at one moment of its run."""

    def __init__(self, plan: Plan, compiler: Compiler, state: Any) -> None:
        self._plan, self.step = plan, 0
        self._views = [view for view in plan.views() if _told(view)]
        self._watching = Watching(compiler)
        nodes = [view.node for view in self._views]
        question = {"probe": "health", "nodes": nodes, "part": "training", "count": ROWS}
        self._watching.watch(plan, [question], state)

    @property
    def ready(self) -> bool:
        """Whether it can be told without waiting for the compiler."""
        return self._watching.compiling is None

    def leave(self) -> None:
        """Nobody wants to know any more."""
        self._watching.forget()

    def findings(self, rows: Sequence[Row], training: Training) -> Findings:
        """What is wrong with the run in this state, the gravest first; why it diverged, if it did,
        is told before all."""
        problem = None if training.failed else training.problem
        self.step = training.step
        failure = self._watching.failure()
        if failure is not None:
            return self.step, [LearnerError("cannot_compile", reason=str(failure))]
        now = training.tensors, self.step, training.cursor
        frames = self._watching.frames(self._plan, *now, object())
        figures = cast("FloatArray", frames[0].parts[2])
        self.leave()
        evidence = self._evidence(figures, rows, diverged=problem is not None)
        found = [
            _problem(finding)
            for kind in catalog.diagnoses().values()
            for finding in kind.find(evidence)
        ]
        return self.step, found if problem is None else [problem, *found]

    def _evidence(self, figures: FloatArray, rows: Sequence[Row], *, diverged: bool) -> Evidence:
        plan = self._plan
        ends = {plan.names.original[answer.node] for answer in plan.lesson.answers}
        layers = tuple(
            LayerHealth(
                node=view.node,
                ends=ends_of(view.config["activation"]) if "activation" in view.config else None,
                is_output=view.node in ends,
                figures={name: float(value) for name, value in zip(FIGURES, line, strict=True)},
            )
            for view, line in zip(self._views, figures, strict=True)
        )
        edges = plan.document.edges
        first = plan.views()[0].node
        leaving = [edge for edge in edges if edge[0] == first]
        return Evidence(
            step=self.step,
            diverged=diverged,
            learning_rate=plan.learning_rate(self.step),
            layers=layers,
            losses=tuple((row["step"], _number(row["loss"])) for row in rows),
            inputs=_inputs(plan),
            first_edge=leaving[0] if len(leaving) == 1 else None,
            targets=_targets(plan),
            aims=aims(plan, {layer.node: layer.figures["activation_mean"] for layer in layers}),
        )


def told(findings: Findings | None) -> dict[str, Any] | None:
    """Findings of a step as they travel."""
    if findings is None:
        return None
    step, problems = findings
    return {"step": step, "problems": [problem.to_json() for problem in problems]}


def _told(view: NodeView) -> bool:
    return not view.inputs or bool(view.weights) or "activation" in view.config


def _number(value: float | None) -> float:
    return float("nan") if value is None else value


def _inputs(plan: Plan) -> tuple[Column, ...]:
    """Each column of a table, one for all numbers of anything larger, none for words."""
    data = plan.rows.data
    if plan.rows.kind.sample_type == "tokens":
        return ()
    values = plan.rows.scaled(data.training.inputs[plan.rows.training[:MOST_ROWS]])
    if values.ndim > 2 or values.shape[1] > MOST_COLUMNS:
        return (_column("x", values),)
    names = data.features or tuple(f"x{place + 1}" for place in range(values.shape[1]))
    return tuple(_column(name, values[:, place]) for place, name in enumerate(names))


def _targets(plan: Plan) -> tuple[Column, ...]:
    """Values to be learned; none for classes and for what learns parts of its input."""
    data = plan.rows.data
    if data.classes or plan.document.training.outputs:
        return ()
    targets = np.asarray(data.training.targets[plan.rows.training[:MOST_ROWS]], np.float32)
    return (_column("y", targets),)


def _column(name: str, values: FloatArray) -> Column:
    return Column(
        name, float(values.mean()), float(values.std()), float(values.min()), float(values.max())
    )


def _problem(finding: Finding) -> LearnerError:
    fix = None if finding.label is None else Fix(finding.label, finding.edits)
    place: dict[str, Any] = {"node": finding.node, "field": finding.field, "fix": fix}
    return LearnerError(finding.code, **place, **finding.values)
