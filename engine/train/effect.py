"""What interventions do to a run: its score on held-out rows with them and without, measured."""

from dataclasses import dataclass
from typing import Any

from engine.train.compile_cache import Compiler, Program
from engine.train.plan import Plan
from engine.train.scoring import Scoring
from engine.train.training import Training


@dataclass(frozen=True, slots=True)
class Seen:
    """What was measured last."""

    training: Training
    plan: Plan
    changes: int


class Effect:
    """Two scores of the same weights on the same rows, the first without any intervention."""

    def __init__(self, plan: Plan, compiler: Compiler, state: Any, step: int) -> None:
        self._step = step
        # A copy, for the steps that follow give the buffers away.
        self._state = plan.own({part: state[part] for part in ("params", "state")})
        self._part = "validation" if len(plan.rows.validation) else "training"
        numbers = plan.rows.part(self._part)[1]
        plans = plan.meddled(()), plan
        self._scorings = [Scoring(one, numbers) for one in plans]
        self._programs: list[Program] = [
            one.score_program(compiler, scoring.example(self._state))
            for one, scoring in zip(plans, self._scorings, strict=True)
        ]

    def advance(self) -> bool:
        """Scores some rows; False where it waits for the compiler."""
        for scoring, program in zip(self._scorings, self._programs, strict=True):
            if not scoring.finished:
                if program.ready:
                    scoring.advance(program.result(), self._state)
                return program.ready
        return True

    @property
    def finished(self) -> bool:
        """Whether both scores are there."""
        return all(scoring.finished for scoring in self._scorings)

    def result(self) -> dict[str, Any]:
        """``{"step", "part", "rows", "before", "after"}``, the last two a loss and metrics."""
        scores = [scoring.result() for scoring in self._scorings]
        before, after = ({name: one[name] for name in ("loss", "metrics")} for one in scores)
        rows = scores[0]["rows"]
        return {"step": self._step, "part": self._part, "rows": rows, "before": before,
                "after": after}  # fmt: skip

    def leave(self) -> None:
        """Nobody wants to know any more."""
        for program in self._programs:
            program.drop()


class Effects:
    """What a run tells of its interventions: at each of them, and whenever it stands still."""

    def __init__(self, compiler: Compiler) -> None:
        self._compiler = compiler
        self._effect: Effect | None = None
        self._measured: Seen | None = None
        self._told: dict[str, Any] | None = None

    def status(self, training: Training) -> dict[str, Any]:
        """``interventions`` and their measured ``effect``, None where there is none or not yet."""
        return {"interventions": training.plan.interventions, "effect": self._told}

    def settled(self, training: Training) -> bool:
        """Whether nothing is being measured and nothing waits to be."""
        return self._effect is None and not self._waits(training)

    def advance(self, training: Training) -> bool:
        """One short piece of work; False where there is none now."""
        if self._waits(training):
            self._begin(training)
            return True
        effect = self._effect
        if effect is None or not effect.advance():
            return False
        if effect.finished:
            self._told = effect.result()
            self.leave()
        return True

    def leave(self) -> None:
        """Nobody wants to know what is being measured any more."""
        if self._effect is not None:
            self._effect.leave()
        self._effect = None

    def _waits(self, training: Training) -> bool:
        before, wanted = self._measured, bool(training.plan.interventions)
        if before is None:
            return wanted
        if training.plan.interventions != before.plan.interventions:
            return True
        if training is not before.training:
            return wanted
        moved = training.plan is not before.plan or training.changes != before.changes
        return wanted and training.settled and moved

    def _begin(self, training: Training) -> None:
        """Measures the run as it is now, where there is anything to tell."""
        self.leave()
        before = self._measured
        if before is None or training.plan.interventions != before.plan.interventions:
            self._told = None  # it was said of others
        self._measured = Seen(training, training.plan, training.changes)
        if training.plan.interventions and training.problem is None:
            state, step = training.tensors, training.step
            self._effect = Effect(training.plan, self._compiler, state, step)
        else:
            self._told = None
