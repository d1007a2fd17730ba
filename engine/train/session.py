"""One run: a document being trained, from the first step to the checkpoint that outlives it.

A session has no thread of its own. Whoever owns it calls ``advance`` again and again, ``frames``
at display rate, and the commands in between; only compiling happens elsewhere.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import jax
import numpy as np

from engine.contracts import AnyArray, FloatArray
from engine.errors import LearnerError, LearnerErrors
from engine.train import checkpoint
from engine.train.compile_cache import Compiler, Program
from engine.train.devices import find_device
from engine.train.diagnosis import Diagnosis
from engine.train.history import History, Row
from engine.train.loop import Turns
from engine.train.pace import Pace
from engine.train.plan import Plan, make_plan
from engine.train.predicting import outputs
from engine.train.recorder import Recorder
from engine.train.schedule import Cursor
from engine.train.scoring import Scoring
from engine.train.watching import Frame, Watching

RunState: TypeAlias = Literal["compiling", "idle", "training", "diverged", "failed"]
Source: TypeAlias = str | bytes | Mapping[str, Any]


class Session:
    """One run. Raises ``LearnerErrors`` for a document that cannot be trained.

    ``whole_epochs`` scores the whole validation part at every epoch's end, whatever its size.
    """

    def __init__(
        self,
        document: Source,
        *,
        device: str | None = None,
        compiler: Compiler,
        checkpoint: Path | None = None,
        whole_epochs: bool = False,
    ) -> None:
        self._compiler = compiler
        self._device = find_device(device)
        self._whole_epochs = whole_epochs
        self._watching = Watching(compiler)
        self._probes: Sequence[Mapping[str, Any]] = ()
        self.history = History()
        self._speed: float | None = None
        self._begin(make_plan(document, self._device), None)
        if checkpoint is not None:
            self._load(checkpoint)

    @classmethod
    def restore(cls, path: Path, *, device: str | None = None, compiler: Compiler) -> "Session":
        """The run of a checkpoint, paused where it was saved."""
        _, about = checkpoint.read(path)
        return cls(about["document"], device=device, compiler=compiler, checkpoint=path)

    # --- what it is ---------------------------------------------------------------------------

    @property
    def document(self) -> dict[str, Any]:
        """The document as it is trained now."""
        return self._plan.document.to_json()

    @property
    def state(self) -> RunState:
        """What the protocol's status says."""
        if self._problem is not None:
            return "failed" if self._failed else "diverged"
        if self._playing:
            return "training" if self._program is not None and self._program.ready else "compiling"
        return "idle"

    @property
    def playing(self) -> bool:
        """Whether it trains, or will as soon as it is compiled."""
        return self._playing

    @property
    def problem(self) -> LearnerError | None:
        """Why it is ``diverged`` or ``failed``."""
        return self._problem

    @property
    def step_count(self) -> int:
        """Steps taken since the first weights."""
        return self._step

    def status(self) -> dict[str, Any]:
        """The protocol's ``status`` without the run's name."""
        steps, examples = self._pace.rates() if self.state == "training" else (0.0, 0.0)
        training = self._plan.document.training
        return {
            "state": self.state,
            "playing": self._playing,
            "step": self._step,
            "epoch": self._plan.schedule.settled(self._cursor).epoch,
            "steps_per_epoch": self._plan.schedule.steps_per_epoch,
            "steps_per_second": steps,
            "examples_per_second": examples,
            "speed": self._speed,
            "knobs": {
                "loss": dict(training.loss_config),
                "optimizer": dict(training.optimizer_config),
                "batch_size": training.batch_size,
            },
            "problem": self._problem.to_json() if self._problem else None,
        }

    def compiling(self) -> tuple[Literal["step", "observe"], float] | None:
        """What is being compiled and for how many seconds, None when nothing is."""
        if self._playing and self._program is not None and not self._program.ready:
            return "step", self._program.seconds
        seconds = self._watching.compiling
        return None if seconds is None else ("observe", seconds)

    # --- commands -----------------------------------------------------------------------------

    def edit(self, document: Source) -> bool:
        """Takes a new document. True when only knobs or rows changed and training goes on.

        Otherwise the run starts anew at step 0, paused. Raises ``LearnerErrors`` and changes
        nothing when the document cannot be trained.
        """
        plan = make_plan(document, self._device)
        before = self._plan
        same = (
            plan.fingerprint == before.fingerprint
            and plan.document.training.seed == before.document.training.seed
        )
        if not same:
            self._begin(plan, None)
            return False
        seed = before.schedule.seed
        self._plan = replace(plan, schedule=replace(plan.schedule, seed=seed))
        if self._capacities != (plan.capacity, plan.kmax):
            self._prepare_calls()
        elif plan.rows.spec != before.rows.spec and self._program is not None:
            self._ask_program()
        self._stop_scoring()
        self._clear_problem()
        self.watch(self._probes)
        return True

    def play(self) -> None:
        """Trains until told otherwise."""
        self._go(steps=None, epoch=None)

    def pause(self) -> None:
        """Stops after the step it is at."""
        if self._playing and self._scoring is None:
            self._recorder.close_row(self._step, self._epoch_now())
        self._playing = False
        self._pace.rest()

    def step(self, count: int = 1) -> None:
        """Takes that many steps, then pauses."""
        self._go(steps=count, epoch=None)

    def epoch(self) -> None:
        """Goes to the end of this epoch, then pauses."""
        self._go(steps=None, epoch=self._epoch_now() + 1)

    def reset(self, seed: int | None = None) -> None:
        """New first weights from a seed, or from the document's; step 0, paused."""
        self._begin(self._plan, seed)

    def speed(self, steps_per_second: float | None) -> None:
        """Trains no faster than this; None: as fast as possible."""
        self._speed = steps_per_second
        self._pace.speed = steps_per_second

    def cancel(self) -> None:
        """Gives up waiting for a compilation; the run is as it was, paused."""
        if self._program is not None and not self._program.ready:
            self._program.drop()
            self._program = None
            self._playing = False

    def set_weight(self, node: str, weight: str, index: Sequence[int], value: float) -> None:
        """Sets one number of one tensor; acts at the next step."""
        view = self._plan.view(node)
        if weight not in view.weights:
            raise LearnerError("no_such_weight", node=node, name=node, weight=weight)
        shape, place = view.weights[weight], tuple(index)
        inside = len(place) == len(shape) and all(
            0 <= at < length for at, length in zip(place, shape, strict=True)
        )
        if not inside:
            raise LearnerError("index_outside", node=node, index=list(place), shape=list(shape))
        if not np.isfinite(np.float32(value)):
            raise LearnerError("value_not_finite", node=node, field=weight)
        standard = self._plan.names.standard[node]
        part = "params" if weight in self._tensors["params"].get(standard, {}) else "state"
        # Through the host: an indexed update on the device compiles for every shape.
        tensor = np.array(self._tensors[part][standard][weight])
        tensor[place] = value
        self._tensors[part][standard][weight] = jax.device_put(tensor, self._device)
        self._dirty = True

    def draw(self, values: Sequence[float]) -> None:
        """The drawn sample, flattened, in the data set's own range."""
        shape = self._plan.rows.data.shape
        expected = int(np.prod(shape))
        if len(values) != expected:
            raise LearnerError("sample_size", count=len(values), expected=expected)
        drawn = np.array(values, np.float32).reshape(shape)
        if not np.all(np.isfinite(drawn)):
            raise LearnerError("value_not_finite")
        self._watching.drawn = self._plan.rows.scaled(drawn)
        self._watching.refresh(self._plan)
        self._dirty = True

    def watch(self, probes: Sequence[Mapping[str, Any]]) -> list[LearnerError | None]:
        """What is looked at from now on; answers what is wrong with each probe, None if nothing."""
        self._probes = list(probes)
        self._dirty = True
        return self._watching.watch(self._plan, self._probes, self._tensors)

    # --- the loop -----------------------------------------------------------------------------

    def prepare(self) -> None:
        """Begins compiling the step before anybody presses play."""
        if self._program is None:
            self._ask_program()

    def ready(self) -> float:
        """Waits until the step is compiled; answers the seconds that took. For the command line."""
        self.prepare()
        assert self._program is not None
        self._program.result()
        return self._program.seconds

    def advance(self) -> bool:
        """Does one short piece of work if there is any; False when there is nothing to do now."""
        if self._diagnosis is not None:
            self._finish_diagnosis()
        if self._scoring is not None:
            return self._score()
        program = self._program
        if not self._playing or program is None or not program.ready:
            return False
        if program.error is not None:
            self._fail(program.error)
            return False
        steps = self._allowed_steps()
        if steps == 0:
            return False
        self._take(program.result(), steps)
        return True

    def frames(self) -> list[Frame]:
        """Answers of the probes, if anything changed since the last time. Waits for the device."""
        answerable = self._watching.answerable
        if not self._dirty and answerable == self._answered:
            return []
        self._dirty, self._answered = False, answerable
        return self._watching.frames(self._plan, self._tensors, self._step)

    def rows(self, since: int = 0) -> list[Row]:
        """Rows of the curves from a number on; ``generation`` says when numbering began anew."""
        return self.history.rows[since:]

    @property
    def generation(self) -> int:
        """Changes whenever ``rows`` must be read again from 0."""
        return self.history.generation

    @property
    def settled(self) -> bool:
        """Whether nothing is under way: neither steps nor scores nor a compilation of steps."""
        return not self._playing and self._scoring is None and self._diagnosis is None

    def score(self, part: Literal["training", "validation", "test"]) -> dict[str, Any]:
        """Loss and metrics over a whole part, at once: for the command line, not for a server."""
        examples, numbers = self._plan.rows.part(part)
        del examples
        scoring = Scoring(self._plan, numbers, part)
        program = self._plan.score_program(self._compiler, scoring.example(self._tensors))
        while not scoring.finished:
            scoring.advance(program.result(), self._tensors)
        return scoring.result()

    def outputs(self, inputs: AnyArray) -> FloatArray:
        """What the network answers to raw inputs [n, *shape], at once."""
        return outputs(self._plan, self._compiler, self._tensors, inputs)

    @property
    def plan(self) -> Plan:
        """What the document asks for, ready made."""
        return self._plan

    # --- keeping ------------------------------------------------------------------------------

    def save(self, path: Path) -> None:
        """Writes the run to a file, all or nothing. JSON never holds NaN: losses stay finite."""
        about = {
            "document": self._plan.document.to_json(),
            "seed": self._plan.schedule.seed,
            "step": self._step,
            "cursor": [self._cursor.epoch, self._cursor.offset],
            "rows": self.history.rows,
            "epochs": self.history.epochs,
            "recorder": self._recorder.to_json(),
        }
        checkpoint.write(path, self._tensors, about)

    def _load(self, path: Path) -> None:
        tensors, about = checkpoint.read(path)
        found = checkpoint.unflatten(tensors, self._tensors)
        self._tensors = jax.device_put(found, self._device)
        schedule = replace(self._plan.schedule, seed=int(about["seed"]))
        self._plan = replace(self._plan, schedule=schedule)
        self._step = int(about["step"])
        self._cursor = Cursor(*about["cursor"])
        self.history.rows, self.history.epochs = about["rows"], about["epochs"]
        self.history.generation += 1
        self._recorder.from_json(about["recorder"])

    # --- inside -------------------------------------------------------------------------------

    def _begin(self, plan: Plan, seed: int | None) -> None:
        """Starts anew at step 0, paused."""
        seed = plan.document.training.seed if seed is None else seed
        self._plan = replace(plan, schedule=replace(plan.schedule, seed=seed))
        self._tensors = self._plan.first_state(seed)
        self._step, self._cursor = 0, Cursor()
        self._playing, self._left = False, None
        self._until_epoch: int | None = None
        self._problem: LearnerError | None = None
        self._failed = False
        self._diagnosis: Diagnosis | None = None
        self._scoring: Scoring | None = None
        self.history.clear()
        self._recorder = Recorder(self.history, plan.lesson.metrics)
        self._prepare_calls()
        self._dirty, self._answered = True, 0
        self._watching.forget()
        self.watch(self._probes)

    def _prepare_calls(self) -> None:
        """Buffers, pace and program for the plan's capacity; the program only if it is wanted."""
        self._capacities = (self._plan.capacity, self._plan.kmax)
        self._turns = Turns(self._plan)
        self._pace = Pace(self._plan.kmax)
        self._pace.speed = self._speed
        self._program: Program | None = None
        if self._playing:
            self._ask_program()

    def _ask_program(self) -> None:
        example = self._turns.example(self._plan, self._tensors)
        self._program = self._plan.step_program(self._compiler, example)

    def _go(self, steps: int | None, epoch: int | None) -> None:
        self._clear_problem()
        self._left, self._until_epoch = steps, epoch
        self._playing = steps != 0
        if self._program is None or self._program.error is not None:
            self._ask_program()

    def _epoch_now(self) -> int:
        return self._plan.schedule.settled(self._cursor).epoch

    def _clear_problem(self) -> None:
        self._problem, self._failed, self._diagnosis = None, False, None

    def _allowed_steps(self) -> int:
        steps = self._pace.wanted(time.monotonic())
        if self._left is not None:
            steps = min(steps, self._left)
        schedule = self._plan.schedule
        if self._until_epoch is not None or self._whole_epochs or self._validates_at_epochs:
            steps = min(steps, schedule.left_in_epoch(schedule.settled(self._cursor)))
        return steps

    @property
    def _validates_at_epochs(self) -> bool:
        return len(self._plan.rows.validation) > Recorder.WHOLE

    def _take(self, run: Any, steps: int) -> None:
        plan = self._plan
        self._tensors, turn = self._turns.take(plan, run, self._tensors, self._cursor, steps)
        before = plan.schedule.settled(self._cursor)
        self._step += turn.applied
        self._cursor = plan.schedule.advanced(before, turn.applied)
        self._dirty = True
        ended = self._recorder.take(plan.schedule, before, turn)
        if turn.applied:
            self._pace.took(turn.applied, int(turn.counts.sum()), turn.seconds)
        if turn.unsound is not None:
            self._diverge(turn.unsound)
            return
        if self._left is not None:
            self._left -= turn.applied
        if self._left == 0 or (self._until_epoch is not None and ended >= self._until_epoch):
            self._playing = False
            self._pace.rest()
        self._note(epoch_ended=self._cursor.epoch > before.epoch)

    def _note(self, *, epoch_ended: bool) -> None:
        """Writes a row when it is time, with validation when that is due."""
        validation = self._plan.rows.validation
        whole = epoch_ended and (self._whole_epochs or self._validates_at_epochs)
        numbers = self._recorder.due(validation, whole=whole, resting=not self._playing)
        if numbers is None:
            return
        scoring = Scoring(self._plan, numbers) if len(numbers) else None
        if scoring is not None:
            example = scoring.example(self._tensors)
            self._score_program = self._plan.score_program(self._compiler, example)
            if not (whole or self._score_program.ready):
                scoring = None  # training does not wait for it; the next row will have scores
        self._recorder.close_row(self._step, self._epoch_now(), hold=scoring is not None)
        self._scoring, self._scoring_epoch, self._scoring_took = scoring, whole, 0.0

    def _score(self) -> bool:
        """Scores for some milliseconds; the weights stand still meanwhile."""
        scoring, program = self._scoring, self._score_program
        assert scoring is not None
        if not program.ready:
            return False
        if program.error is not None:
            self._stop_scoring()
            self._fail(program.error)
            return False
        began = time.monotonic()
        while not scoring.finished and time.monotonic() - began < 0.010:
            scoring.advance(program.result(), self._tensors)
        self._scoring_took += time.monotonic() - began
        if scoring.finished:
            self._scoring = None
            result, took = scoring.result(), self._scoring_took
            self._recorder.validate(result, took, of_epoch=self._scoring_epoch)
        return True

    def _stop_scoring(self) -> None:
        self._scoring = None
        self._recorder.release()

    def _diverge(self, rows: Any) -> None:
        self._playing = False
        self._pace.rest()
        self._recorder.close_row(self._step, self._epoch_now())
        self._problem = LearnerError("diverged", step=self._step + 1, field="learning_rate")
        self._diagnosis = Diagnosis(self._plan, self._compiler, self._tensors, rows)

    def _finish_diagnosis(self) -> None:
        diagnosis = self._diagnosis
        if diagnosis is None or not diagnosis.ready:
            return
        self._diagnosis = None
        node = diagnosis.node()
        if node is not None:
            self._problem = LearnerError(
                "diverged_at", node=node, step=self._step + 1, name=node, field="learning_rate"
            )

    def _fail(self, error: BaseException) -> None:
        self._playing, self._failed = False, True
        if isinstance(error, LearnerErrors):
            self._problem = error.errors[0]
        elif isinstance(error, LearnerError):
            self._problem = error
        elif "RESOURCE_EXHAUSTED" in str(error):
            self._problem = LearnerError("out_of_memory")
        else:
            reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
            self._problem = LearnerError("cannot_compile", reason=reason)

    @property
    def drawn(self) -> FloatArray | None:
        """The drawn sample as the network gets it, None before anything was drawn."""
        return self._watching.drawn
