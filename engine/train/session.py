"""One run: a document being trained, from the first step to the checkpoint that outlives it.

A session has no thread of its own. Whoever owns it calls ``advance`` again and again, ``frames``
at display rate, and the commands in between; only compiling happens elsewhere.
"""

import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, TypeAlias

from engine.contracts import AnyArray, FloatArray
from engine.errors import LearnerError
from engine.train import carrying, checkpoint, keeping, writing
from engine.train.checkpoint import Snapshot
from engine.train.compile_cache import Compiler
from engine.train.devices import find_device
from engine.train.effect import Effects
from engine.train.examination import Findings
from engine.train.examining import Examining
from engine.train.history import History, Row
from engine.train.pace import AIM
from engine.train.plan import Plan, make_plan
from engine.train.predicting import outputs
from engine.train.scoring import Scoring
from engine.train.standing import standing
from engine.train.sweeping import hand_over
from engine.train.timeline import Past
from engine.train.training import Training
from engine.train.varying import Knob
from engine.train.watching import Frame, Watching

MOMENT = 0.12  # seconds in which a page usually says what it wants to see of another structure

RunState: TypeAlias = Literal["compiling", "idle", "training", "diverged", "failed"]
Source: TypeAlias = str | bytes | Mapping[str, Any]
Kept: TypeAlias = tuple[Mapping[str, Any], Mapping[str, Any]]  # what ``checkpoint.read`` answers


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
        kept: Kept | None = None,
        whole_epochs: bool = False,
    ) -> None:
        self._compiler = compiler
        self._device = find_device(device)
        self._whole_epochs = whole_epochs
        self._watching = Watching(compiler)
        self._sweeping = self._watching.sweeping
        self._probes: Sequence[Mapping[str, Any]] = ()
        self._effects = Effects(compiler)
        self._asked = 0
        self._past = Past()
        self._look_at: float | None = None  # when what was watched before is watched again
        self._examining = Examining(compiler)
        self.history = History()
        self._training = self._begun(make_plan(document, self._device), None)
        if kept is not None:
            keeping.load(self._training, self.history, *kept)

    @classmethod
    def restore(cls, path: Path, *, device: str | None = None, compiler: Compiler) -> "Session":
        """The run of a checkpoint, paused where it was saved."""
        kept = checkpoint.read(path)
        return cls(kept[1]["document"], device=device, compiler=compiler, kept=kept)

    # --- how it stands ------------------------------------------------------------------------

    @property
    def plan(self) -> Plan:
        """What the document asks for, ready made."""
        return self._training.plan

    @property
    def tensors(self) -> dict[str, Any]:
        """Weights and all that training remembers, on the device, under standard names."""
        return self._training.tensors

    @property
    def document(self) -> dict[str, Any]:
        """The document as it is trained now."""
        return self.plan.document.to_json()

    @property
    def state(self) -> RunState:
        """What the protocol's status says."""
        training = self._training
        if training.problem is not None:
            return "failed" if training.failed else "diverged"
        if not training.playing:
            return "idle"
        ready = training.program is not None and training.program.ready
        return "training" if ready else "compiling"

    @property
    def problem(self) -> LearnerError | None:
        """Why it is ``diverged`` or ``failed``."""
        return self._training.problem

    @property
    def notice(self) -> LearnerError | None:
        """Why a callback ended the training, until it goes on."""
        return self._training.notice

    @property
    def playing(self) -> bool:
        """Whether it trains, or will as soon as it is compiled."""
        return self._training.playing

    @property
    def settled(self) -> bool:
        """Whether nothing is under way."""
        still = self._past.settled and self._sweeping.settled and self._examining.settled
        still = still and self._effects.settled(self._training) and self._look_at is None
        return self._training.settled and still

    @property
    def going(self) -> bool:
        """Whether ``frames`` has more of an answer that takes rounds."""
        return self._watching.going

    @property
    def findings(self) -> Findings | None:
        """What the last examination found wrong, and at which step."""
        return self._examining.findings

    @property
    def step_count(self) -> int:
        """Steps taken since the first weights."""
        return self._training.step

    def status(self) -> dict[str, Any]:
        """The protocol's ``status`` without the run's name."""
        return {
            **standing(self._training, self.state),
            "shown": self._past.step,
            "findings": self._examining.status(),
            **self._effects.status(self._training),
            "sweep": self._sweeping.status(),
        }

    def compiling(self) -> tuple[Literal["step", "observe"], float] | None:
        """What is being compiled and for how many seconds, None when nothing is."""
        program = self._training.program
        if self._training.playing and program is not None and not program.ready:
            return "step", program.seconds
        seconds = self._watching.compiling
        return None if seconds is None else ("observe", seconds)

    # --- commands -----------------------------------------------------------------------------

    def edit(self, document: Source, *, carry: bool = False) -> bool:
        """Takes a new document. True when only knobs or rows changed and training goes on.

        Otherwise the run starts anew at step 0, paused; or, to ``carry`` on, where it is, with all
        weights that fit. ``LearnerErrors`` for one that cannot be trained; nothing changes then.
        """
        before = self.plan
        plan = make_plan(document, self._device).meddled_as(before.interventions)
        self.seek(None)
        if carry and plan.fingerprint != before.fingerprint:
            trained, rows = self._training, list(self.history.rows)
            self._training = self._begun(plan, trained.plan.schedule.seed)
            carrying.carry(trained, self._training)
            self.history.rows = rows
            self.watch(self._probes)
            return False
        if plan.fingerprint != before.fingerprint:
            self._training = self._begun(plan, None)
            # Most of the list is about to be replaced: compiling it would make the next one wait.
            self._look_at = time.monotonic() + MOMENT if self._probes else None
            return False
        reseeded = plan.document.training.seed != before.document.training.seed
        if reseeded:
            self._training = self._begun(plan, None)
        else:
            self._training.replan(plan)
        self.watch(self._probes)
        return not reseeded

    def play(self) -> None:
        """Trains until told otherwise."""
        self._to_train()
        self._training.go()

    def pause(self) -> None:
        """Stops after the step it is at."""
        self._sweeping.play(False)
        self._training.pause()

    def step(self, count: int = 1) -> None:
        """Takes that many steps, then pauses."""
        self._to_train()
        self._training.go(steps=count)

    def epoch(self) -> None:
        """Goes to the end of this epoch, then pauses."""
        self._to_train()
        self._training.go(epoch=self._training.epoch + 1)

    def reset(self, seed: int | None = None) -> None:
        """New first weights from a seed, or from the document's; step 0, paused."""
        self.seek(None)
        self._training = self._begun(self.plan, seed)
        self.watch(self._probes)

    def seek(self, step: int | None) -> None:
        """Shows the run as it was after so many steps, None: as it is now. It pauses, and the steps
        from the last moment that was kept are taken again, the same to the bit."""
        training = self._training
        if step is None or step == training.step:
            self._past.leave()
        else:
            self._past.seek(training.timeline, self.history, step, training.step, self._compiler)
            training.pause()
        self._asked += 1

    def speed(self, steps_per_second: float | None) -> None:
        """Trains no faster than this; None: as fast as possible."""
        self._training.speed = steps_per_second

    def cancel(self) -> None:
        """Gives up waiting for a compilation; the run is as it was, paused."""
        self._training.cancel()

    def set_weight(self, node: str, weight: str, index: Sequence[int], value: float) -> float:
        """Sets one number of one tensor for the next step; answers the one that stood there."""
        self.seek(None)
        return writing.set_number(self._training, node, weight, index, value)

    def intervene(self, interventions: Sequence[Mapping[str, Any]]) -> None:
        """Replaces what is done by hand to units and connections, see ``engine.train.meddling``."""
        plan = self.plan.meddled(interventions)
        self.seek(None)
        self._training.replan(plan)
        self.watch(self._probes)

    def draw(self, values: Sequence[float]) -> None:
        """The drawn sample, flattened, in the data set's own range."""
        self._watching.drawn = writing.drawn(self.plan.rows, values)
        self._watching.refresh(self.plan)
        self._asked += 1

    def diagnose(self) -> None:
        """Looks for what is wrong with the run as it is now; the status has it when ready."""
        self._examining.begin(self._training)

    def sweep(self, knobs: Sequence[Knob], steps: int) -> None:
        """Trains many networks beside the run, which pauses; without knobs there are none any more.
        Raises ``LearnerError`` where one of them cannot be trained."""
        self._sweeping.begin(self.document, knobs, steps, self._device)
        self._training.pause()

    def sweep_play(self, playing: bool) -> None:
        """Lets the sweep go on while the run pauses, or stand still."""
        self._training.pause()
        self._sweeping.play(playing)

    def adopt(self, number: int) -> None:
        """The run becomes one of the sweep's networks, with its weights, where that is; paused."""
        member, tensors = self._sweeping.member(number)
        self._sweeping.play(False)
        self._training = self._begun(member.plan, None)
        hand_over(member, tensors, self._training, self.history)
        self.watch(self._probes)

    def watch(self, probes: Sequence[Mapping[str, Any]]) -> list[LearnerError | None]:
        """What is looked at from now on; answers what is wrong with each probe, None if nothing."""
        self._probes, self._look_at = list(probes), None
        self._asked += 1
        return self._watching.watch(self.plan, self._probes, self._training.tensors)

    # --- work ---------------------------------------------------------------------------------

    @property
    def prepared(self) -> bool:
        """Whether the step is compiled, is being compiled, or cannot be."""
        return self._training.program is not None

    @property
    def preparing(self) -> bool:
        """Whether the step is being compiled."""
        program = self._training.program
        return program is not None and not program.ready

    def prepare(self) -> None:
        """Begins compiling the step before anybody presses play."""
        if not self.prepared:
            self._training.prepare()

    def ready(self) -> float:
        """Waits until the step is compiled; answers the seconds that took. For the command line."""
        self.prepare()
        assert self._training.program is not None
        self._training.program.result()
        return self._training.program.seconds

    def share(self, seconds: float) -> None:
        """How long one call of ``advance`` should last: less where many runs take turns."""
        self._training.aim = min(seconds, AIM)
        self._sweeping.share(self._training.aim)

    def advance(self) -> bool:
        """Does one short piece of work if there is any; False when there is nothing to do now."""
        if self._look_at is not None and time.monotonic() >= self._look_at:
            self.watch(self._probes)
        if not self._past.settled:
            worked, ended = self._past.advance()
            self._asked += ended
            return worked
        if self._examining.advance(self.history.rows, self._training):
            return True
        if not self._sweeping.settled:
            return self._sweeping.advance()
        worked = self._effects.advance(self._training)
        worked = self._training.advance() or worked
        diverged = self.state == "diverged" and self._training.settled
        if diverged and not self._examining.explains(self._training):
            self.diagnose()
        return worked

    def frames(self) -> list[Frame]:
        """Answers of the probes, if anything changed since the last time. Waits for the device."""
        version = (self._training.changes, self._asked)
        return self._watching.told(self._training, self._past.shown, version)

    def rows(self, since: int = 0) -> list[Row]:
        """Rows of the curves from a number on; ``generation`` says when numbering began anew."""
        return self.history.rows[since:]

    @property
    def generation(self) -> int:
        """Changes whenever ``rows`` must be read again from 0."""
        return self.history.generation

    def score(self, part: Literal["training", "validation", "test"]) -> dict[str, Any]:
        """Loss and metrics over a whole part, at once: for the command line, not for a server."""
        scoring = Scoring(self.plan, self.plan.rows.part(part)[1], part)
        program = self.plan.score_program(self._compiler, scoring.example(self.tensors))
        while not scoring.finished:
            scoring.advance(program.result(), self.tensors)
        return scoring.result()

    def outputs(self, inputs: AnyArray, node: str | None = None) -> FloatArray:
        """What the network, or one node of it, answers to raw inputs [n, *shape], at once."""
        return outputs(self.plan, self._compiler, self.tensors, inputs, node)

    # --- keeping ------------------------------------------------------------------------------

    def close(self) -> None:
        """Nobody wants this run here any more: what it waited for need not be compiled."""
        self._training.leave()
        self._watching.forget()
        self._effects.leave()
        self._sweeping.begin({}, (), 0, self._device)
        self._examining.leave()

    def save(self, path: Path) -> None:
        """Writes the run to a file, all or nothing."""
        self.snapshot().write(path)

    def snapshot(self, *, shown: bool = False) -> Snapshot:
        """The run as it is now, or as it is ``shown``, to be written when that is convenient."""
        training, past = self._training, self._past.shown
        if shown and past is not None:
            return checkpoint.snapshot(past.tensors, past.about(self.history))
        return keeping.snapshot(training, self.history)

    def _to_train(self) -> None:
        """The run is shown as it is now, and its sweep stands still."""
        self.seek(None)
        self._sweeping.play(False)

    def _begun(self, plan: Plan, seed: int | None) -> Training:
        """Training from new first weights; what is watched must be looked up again."""
        seed = plan.document.training.seed if seed is None else seed
        self.history.clear()
        self._examining.leave()
        training = Training(
            plan, self._compiler, self.history, seed=seed, whole_epochs=self._whole_epochs
        )
        before: Training | None = getattr(self, "_training", None)
        if before is not None:
            training.follow(before)
        drawn = self._watching.drawn
        if drawn is not None and drawn.shape != plan.rows.data.shape:
            self._watching.drawn = None  # it was drawn for other data
        self._past.leave()
        self._watching.forget()
        return training
