"""Training under way: the state, its cursor, and the short pieces of work that move them on."""

import time
from dataclasses import replace
from typing import Any

from engine.errors import LearnerError, LearnerErrors
from engine.graph.spec import TrainingSpec
from engine.train.callbacks import Callbacks
from engine.train.compile_cache import Compiler, Program
from engine.train.diagnosis import Diagnosis, diverged
from engine.train.history import History
from engine.train.loop import Turn, Turns
from engine.train.meddling import lapsed
from engine.train.pace import AIM, Pace
from engine.train.plan import Plan
from engine.train.recorder import Recorder
from engine.train.schedule import Cursor, Rows
from engine.train.scoring import Scoring
from engine.train.timeline import Moment, Timeline

PIECE = 0.010  # seconds of scoring in one piece of work


class Training:
    """A plan's state from its first weights on. ``changes`` counts what pictures should follow.

    ``whole_epochs`` scores the whole validation part at every epoch's end, whatever its size.
    """

    def __init__(
        self, plan: Plan, compiler: Compiler, history: History, *, seed: int, whole_epochs: bool
    ) -> None:
        self.plan = replace(plan, schedule=replace(plan.schedule, seed=seed))
        self.tensors = self.plan.first_state(seed)
        self.step, self.cursor, self.changes = 0, Cursor(), 0
        self.playing = False
        self.problem: LearnerError | None = None
        self.failed = False
        self.notice: LearnerError | None = None  # why callbacks ended it
        self.callbacks = Callbacks(plan.document.training.callbacks)
        self.program: Program | None = None
        self.recorder = Recorder(history, plan.lesson.metrics)
        self.timeline = Timeline()
        self._compiler = compiler
        self._whole_epochs = whole_epochs
        self._left: int | None = None
        self._until_epoch: int | None = None
        self._diagnosis: Diagnosis | None = None
        self._scoring: Scoring | None = None
        self._scored_state: Any = None  # a number set by hand meanwhile is of the next row
        self._scoring_epoch, self._scoring_took = False, 0.0
        self._score_program: Program | None = None
        self._scored_plan: Plan | None = None
        self._speed: float | None = None
        self._aim = AIM
        self._prepare_calls()

    # --- commands -----------------------------------------------------------------------------

    def go(self, *, steps: int | None = None, epoch: int | None = None) -> None:
        """Trains: so many steps, or until so many epochs are done, or until told otherwise."""
        self.clear_problem()
        self._left, self._until_epoch = steps, epoch
        self.playing = steps is None or steps > 0
        scorer = self._score_program
        if not self._scoring_epoch and (scorer is None or not scorer.ready):
            self._scoring = None  # steps do not wait for the compiler of scores
        if self.program is None or self.program.error is not None:
            self.prepare()

    def pause(self) -> None:
        """Stops after the step it is at."""
        played = self.playing
        self._rest()
        if played and self._scoring is None:
            self._note(epoch_ended=False)

    def cancel(self) -> None:
        """Gives up waiting for the step's compilation; nothing else changes."""
        if self.program is not None and not self.program.ready:
            self.program.drop()
            self.program = None
            self.playing = False

    def follow(self, before: "Training") -> None:
        """Takes the place of another: as fast, and telling which interventions fit no longer."""
        self.speed = before.speed
        self.notice = lapsed(before.plan.interventions, self.plan.interventions)
        before.leave()

    def leave(self) -> None:
        """Another training takes its place: what is not compiled yet need not be."""
        for program in (self.program, self._score_program):
            if program is not None:
                program.drop()
        self.program = self._score_program = None

    @property
    def speed(self) -> float | None:
        """Steps a second at most, None for as many as possible."""
        return self._speed

    @speed.setter
    def speed(self, steps_per_second: float | None) -> None:
        self._speed = self.pace.speed = steps_per_second

    @property
    def aim(self) -> float:
        """Seconds that one call should last."""
        return self._aim

    @aim.setter
    def aim(self, seconds: float) -> None:
        self._aim = self.pace.aim = seconds

    def replan(self, plan: Plan) -> None:
        """Takes other knobs, rows or batch size for the same structure; training goes on."""
        before = self.plan
        plan = replace(plan, schedule=replace(plan.schedule, seed=before.schedule.seed))
        self._take_over(before.document.training, plan.document.training)
        self.plan = plan.slowed(self.callbacks.rate)
        if (plan.capacity, plan.kmax) != (before.capacity, before.kmax):
            self._prepare_calls()
        elif self.program is not None and (
            plan.rows.spec != before.rows.spec or plan.form != before.form
        ):
            self.prepare()  # another number of rows may be another executable
        self._scoring = None
        if plan.document is not before.document:  # by hand they are taken back on purpose
            self.notice = lapsed(before.interventions, plan.interventions) or self.notice
        if not plan.document.trains_like(before.document):
            self.clear_problem()

    def _take_over(self, before: TrainingSpec, after: TrainingSpec) -> None:
        """Other callbacks begin anew; a learning rate set by hand is what it says."""
        if after.callbacks != before.callbacks:
            self.callbacks = replace(self.callbacks, chosen=after.callbacks)
        rates = (spec.optimizer_config["learning_rate"] for spec in (before, after))
        if len({*rates}) > 1:
            self.callbacks.rate = 1.0

    def prepare(self) -> None:
        """Asks for the compiled step, whoever compiled it first."""
        before, example = self.program, self._turns.example(self.plan, self.tensors)
        self.program = self.plan.step_program(self._compiler, example)
        if before is not None:
            before.drop()

    @property
    def divergence(self) -> dict[str, Any] | None:
        """What a checkpoint keeps of a divergence: the next step's loss is no number, and why."""
        if self.problem is None or self.failed:
            return None
        return {"node": self.problem.node}

    @divergence.setter
    def divergence(self, kept: dict[str, Any] | None) -> None:
        self.problem = None if kept is None else diverged(self.step + 1, kept["node"])

    def clear_problem(self) -> None:
        """Forgets why it stopped."""
        self.problem, self.failed, self._diagnosis, self.notice = None, False, None, None

    # --- how it stands ------------------------------------------------------------------------

    @property
    def epoch(self) -> int:
        """Whole epochs done."""
        return self.plan.schedule.settled(self.cursor).epoch

    @property
    def settled(self) -> bool:
        """Whether nothing is under way: neither steps nor scores nor a search for what failed."""
        return not self.playing and self._scoring is None and self._diagnosis is None

    # --- work ---------------------------------------------------------------------------------

    def advance(self) -> bool:
        """Does one short piece of work if there is any; False when there is nothing to do now."""
        if self._diagnosis is not None and self._finish_diagnosis(self._diagnosis):
            return True
        if self._scoring is not None:
            return self._score(self._scoring)
        program = self.program
        if not self.playing or program is None or not program.ready:
            return False
        steps = self._allowed_steps()
        if steps == 0:
            return False
        try:
            self._take(program.result(), steps)
        except Exception as error:  # the compiler's, or the device's: a run may fail, not its owner
            self._fail(error)
        return True

    def _prepare_calls(self) -> None:
        """Buffers and pace for the plan's capacity, and its program if one is wanted."""
        self._turns = Turns(self.plan)
        self.pace = Pace(self.plan.kmax)
        self.pace.speed, self.pace.aim = self._speed, self._aim
        self.leave()
        if self.playing:
            self.prepare()

    def _allowed_steps(self) -> int:
        steps = self.pace.wanted(time.monotonic())
        if self._left is not None:
            steps = min(steps, self._left)
        if self._until_epoch is not None or self._ends_at_epochs:
            schedule = self.plan.schedule
            steps = min(steps, schedule.left_in_epoch(schedule.settled(self.cursor)))
        return steps

    @property
    def _ends_at_epochs(self) -> bool:
        """Whether the whole validation part waits for an epoch's end, or callbacks do."""
        large = len(self.plan.rows.validation) > Recorder.WHOLE
        return self._whole_epochs or large or bool(self.callbacks.chosen)

    def _take(self, run: Any, steps: int) -> None:
        schedule = self.plan.schedule
        before = schedule.settled(self.cursor)
        foothold = self._turns.foothold
        self.tensors, turn = self._turns.take(self.plan, run, self.tensors, self.cursor, steps)
        if self._turns.foothold is not foothold:
            self._keep_moment(before)
        self.changes += 1
        ended = self._take_in(before, turn)
        if turn.applied:
            self.pace.took(turn.applied, int(turn.counts.sum()), turn.seconds)
        if turn.unsound is not None:
            self._diverge(turn.unsound)
            return
        if self._left is not None:
            self._left -= turn.applied
        if self._left == 0 or (self._until_epoch is not None and ended >= self._until_epoch):
            self._rest()
        self._note(epoch_ended=self.cursor.epoch > before.epoch)

    def _take_in(self, cursor: Cursor, turn: Turn) -> int:
        """Counts the steps of a turn; the epochs that are over then. The row that its last steps
        belong to stays open."""
        schedule, epoch = self.plan.schedule, cursor.epoch
        self.cursor = cursor
        stride = self.recorder.stride(self.step, schedule.batch_size)
        for part in turn.parts(stride):
            if self.recorder.examples >= stride * schedule.batch_size:
                self._close_row()
            epoch = self.recorder.take(schedule, schedule.settled(self.cursor), part)
            self.step += part.applied
            self.cursor = schedule.advanced(self.cursor, part.applied)
        return epoch

    def _keep_moment(self, cursor: Cursor) -> None:
        """The state that the steps just taken began with, copied for them anyway."""
        foothold = self._turns.foothold
        assert foothold is not None
        moment = Moment(
            step=self.step,
            cursor=cursor,
            plan=self.plan,
            tensors=foothold.tensors,
            recorder=self.recorder.to_json(),
            callbacks=self.callbacks.to_json(),
            turned=foothold.turned,
        )
        self.timeline.add(moment)

    def _rest(self) -> None:
        self.playing = False
        self.pace.rest()

    def _note(self, *, epoch_ended: bool) -> None:
        """Writes a row when it is time, with validation when that is due."""
        whole = epoch_ended and self._ends_at_epochs
        numbers = self.recorder.due(self.plan.rows.validation, whole=whole, resting=self.settled)
        if numbers is None:
            return
        scoring = Scoring(self.plan, numbers) if len(numbers) else None
        if scoring is not None:
            program = self._scorer(scoring)
            if self.playing and not whole and not program.ready:
                scoring = None  # training does not wait for it; the next row will have scores
        self._close_row()
        self._scoring, self._scoring_epoch, self._scoring_took = scoring, whole, 0.0
        self._scored_state = self.tensors
        if whole and scoring is None:
            self._judge()

    def _scorer(self, scoring: Scoring) -> Program:
        """The program that scores under this plan; looked up once, since rows are many."""
        before = self._score_program
        if before is not None and before.error is None and self._scored_plan is self.plan:
            return before
        program = self.plan.score_program(self._compiler, scoring.example(self.tensors))
        self._score_program, self._scored_plan = program, self.plan
        if before is not None:
            before.drop()
        return program

    def _close_row(self) -> None:
        rate = self.plan.learning_rate(max(self.step - 1, 0))
        self.recorder.close_row(self.step, self.epoch, rate)

    def _judge(self) -> None:
        """An epoch has ended and all that is told of it is known: asks the callbacks."""
        callbacks = self.callbacks
        if not callbacks.chosen:
            return
        rate = callbacks.rate
        row, training = self.recorder.last_epoch, self.plan.document.training
        self.notice = callbacks.judge(row, training, self.tensors)
        if callbacks.rate != rate:
            self.plan = self.plan.slowed(callbacks.rate)
        if self.notice is not None:
            if self.notice.code == "stopped_early_restored" and callbacks.best is not None:
                self.tensors = {**self.tensors, **self.plan.own(callbacks.best)}
                self.changes += 1
            callbacks.forget()
            self._rest()

    def _score(self, scoring: Scoring) -> bool:
        """Scores for some milliseconds; the weights stand still meanwhile."""
        program = self._score_program
        if program is None or not program.ready:
            return False
        began = time.monotonic()
        try:
            score = program.result()
            while not scoring.finished and time.monotonic() - began < PIECE:
                scoring.advance(score, self._scored_state)
        except Exception as error:  # the compiler's, or the device's
            self._fail(error)
            return True
        self._scoring_took += time.monotonic() - began
        if scoring.finished:
            self._scoring = None
            result, took = scoring.result(), self._scoring_took
            self.recorder.validate(result, took, of_epoch=self._scoring_epoch)
            if self._scoring_epoch:
                self._judge()
        return True

    def _diverge(self, rows: Rows) -> None:
        self._rest()
        self._close_row()
        self.problem = diverged(self.step + 1)
        self._diagnosis = Diagnosis(self.plan, self._compiler, self.tensors, rows)

    def _finish_diagnosis(self, diagnosis: Diagnosis) -> bool:
        if not diagnosis.ready:
            return False
        self._diagnosis = None
        self.problem = diverged(self.step + 1, diagnosis.node())
        return True

    def _fail(self, error: Exception) -> None:
        self._scoring = None
        self._rest()
        self.failed = True
        if isinstance(error, LearnerErrors):
            self.problem = error.errors[0]
        elif isinstance(error, LearnerError):
            self.problem = error
        elif "RESOURCE_EXHAUSTED" in str(error):
            self.problem = LearnerError("out_of_memory")
        else:
            reason = (str(error).splitlines() or [type(error).__name__])[0][:200]
            self.problem = LearnerError("cannot_compile", reason=reason)
