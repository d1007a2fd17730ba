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
from engine.errors import LearnerError
from engine.train import checkpoint
from engine.train.checkpoint import Snapshot
from engine.train.compile_cache import Compiler
from engine.train.devices import find_device
from engine.train.history import History, Row
from engine.train.pace import AIM
from engine.train.plan import Plan, make_plan
from engine.train.predicting import outputs
from engine.train.schedule import Cursor
from engine.train.scoring import Scoring
from engine.train.training import Training
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
        self._probes: Sequence[Mapping[str, Any]] = ()
        self._asked = 0
        self._look_at: float | None = None  # when what was watched before is watched again
        self.history = History()
        self._training = self._begun(make_plan(document, self._device), None)
        if kept is not None:
            self._load(*kept)

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
        return self._training.settled and self._look_at is None

    @property
    def step_count(self) -> int:
        """Steps taken since the first weights."""
        return self._training.step

    def status(self) -> dict[str, Any]:
        """The protocol's ``status`` without the run's name."""
        training, state, problem = self._training, self.state, self.problem
        steps, examples = training.pace.rates() if state == "training" else (0.0, 0.0)
        spec = self.plan.document.training
        return {
            "state": state,
            "playing": training.playing,
            "step": training.step,
            "epoch": training.epoch,
            "steps_per_epoch": self.plan.schedule.steps_per_epoch,
            "steps_per_second": steps,
            "examples_per_second": examples,
            "speed": training.speed,
            "knobs": {
                "loss": dict(spec.loss_config),
                "optimizer": dict(spec.optimizer_config),
                "batch_size": spec.batch_size,
            },
            "problem": problem.to_json() if problem else None,
            "notice": training.notice.to_json() if training.notice else None,
        }

    def compiling(self) -> tuple[Literal["step", "observe"], float] | None:
        """What is being compiled and for how many seconds, None when nothing is."""
        program = self._training.program
        if self._training.playing and program is not None and not program.ready:
            return "step", program.seconds
        seconds = self._watching.compiling
        return None if seconds is None else ("observe", seconds)

    # --- commands -----------------------------------------------------------------------------

    def edit(self, document: Source) -> bool:
        """Takes a new document. True when only knobs or rows changed and training goes on.

        Otherwise the run starts anew at step 0, paused. Raises ``LearnerErrors`` and changes
        nothing when the document cannot be trained.
        """
        plan, before = make_plan(document, self._device), self.plan
        if plan.fingerprint != before.fingerprint:
            self._training = self._begun(plan, None)
            # Most of the list is about to be replaced: compiling it would make the next one wait.
            self._look_at = time.monotonic() + MOMENT if self._probes else None
            return False
        if plan.document.training.seed != before.document.training.seed:
            self._training = self._begun(plan, None)
            self.watch(self._probes)
            return False
        self._training.replan(plan)
        self.watch(self._probes)
        return True

    def play(self) -> None:
        """Trains until told otherwise."""
        self._training.go()

    def pause(self) -> None:
        """Stops after the step it is at."""
        self._training.pause()

    def step(self, count: int = 1) -> None:
        """Takes that many steps, then pauses."""
        self._training.go(steps=count)

    def epoch(self) -> None:
        """Goes to the end of this epoch, then pauses."""
        self._training.go(epoch=self._training.epoch + 1)

    def reset(self, seed: int | None = None) -> None:
        """New first weights from a seed, or from the document's; step 0, paused."""
        self._training = self._begun(self.plan, seed)
        self.watch(self._probes)

    def speed(self, steps_per_second: float | None) -> None:
        """Trains no faster than this; None: as fast as possible."""
        self._training.speed = steps_per_second

    def cancel(self) -> None:
        """Gives up waiting for a compilation; the run is as it was, paused."""
        self._training.cancel()

    def set_weight(self, node: str, weight: str, index: Sequence[int], value: float) -> None:
        """Sets one number of one tensor; acts at the next step."""
        view = self.plan.view(node)
        if weight not in view.weights:
            raise LearnerError("no_such_weight", node=node, name=node, weight=weight)
        shape, place = view.weights[weight], tuple(index)
        inside = len(place) == len(shape) and all(
            0 <= at < length for at, length in zip(place, shape, strict=True)
        )
        if not inside:
            raise LearnerError("index_outside", node=node, index=list(place), shape=list(shape))
        if not abs(value) <= np.finfo(np.float32).max:
            raise LearnerError("value_not_finite", node=node, field=weight)
        standard, tensors = self.plan.names.standard[node], self._training.tensors
        standard = self.plan.network.layer(standard).owner
        part = "params" if weight in tensors["params"].get(standard, {}) else "state"
        # Through the host: an indexed update on the device compiles for every shape.
        layer = tensors[part][standard]
        tensor = np.array(layer[weight])
        tensor[place] = value
        layer = {**layer, weight: jax.device_put(tensor, self._device)}
        # Another state, not the same one changed: what was learned before leads elsewhere.
        self._training.tensors = {**tensors, part: {**tensors[part], standard: layer}}
        self._training.changes += 1

    def draw(self, values: Sequence[float]) -> None:
        """The drawn sample, flattened, in the data set's own range."""
        shape = self.plan.rows.data.shape
        expected = int(np.prod(shape))
        if len(values) != expected:
            raise LearnerError("sample_size", count=len(values), expected=expected)
        if not all(abs(value) <= np.finfo(np.float32).max for value in values):
            raise LearnerError("value_not_finite")
        drawn = np.array(values, np.float32).reshape(shape)
        self._watching.drawn = self.plan.rows.scaled(drawn)
        self._watching.refresh(self.plan)
        self._asked += 1

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

    def advance(self) -> bool:
        """Does one short piece of work if there is any; False when there is nothing to do now."""
        if self._look_at is not None and time.monotonic() >= self._look_at:
            self.watch(self._probes)
        return self._training.advance()

    def frames(self) -> list[Frame]:
        """Answers of the probes, if anything changed since the last time. Waits for the device."""
        training = self._training
        version = (training.changes, self._asked)
        frames = self._watching.frames(self.plan, training.tensors, training.step, version)
        told = self._watching.slow.answers(training)
        return [*frames, *(Frame(place, training.step, parts) for place, parts in told)]

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

    def save(self, path: Path) -> None:
        """Writes the run to a file, all or nothing."""
        self.snapshot().write(path)

    def snapshot(self) -> Snapshot:
        """The run as it is now, to be written whenever and wherever that is convenient."""
        training = self._training
        about = {
            "document": self.document,
            "seed": self.plan.schedule.seed,
            "step": training.step,
            "cursor": [training.cursor.epoch, training.cursor.offset],
            "rows": list(self.history.rows),
            "epochs": list(self.history.epochs),
            "recorder": training.recorder.to_json(),
            "divergence": training.divergence,
            "callbacks": training.callbacks.to_json(),
        }
        best = training.callbacks.best
        kept = training.tensors if best is None else {**training.tensors, "best": best}
        return checkpoint.snapshot(kept, about)

    def _load(self, tensors: Mapping[str, Any], about: Mapping[str, Any]) -> None:
        training = self._training
        found = checkpoint.unflatten(tensors, training.tensors)
        training.tensors = jax.device_put(found, self._device)
        schedule = replace(self.plan.schedule, seed=int(about["seed"]))
        if "callbacks" in about:  # older checkpoints know of none
            training.callbacks.from_json(about["callbacks"])
        if any(name.startswith("best/") for name in tensors):
            like = {name: training.tensors[name] for name in ("params", "state")}
            training.callbacks.best = checkpoint.unflatten(tensors, {"best": like})["best"]
        training.plan = replace(self.plan, schedule=schedule).slowed(training.callbacks.rate)
        training.step, training.cursor = int(about["step"]), Cursor(*about["cursor"])
        training.recorder.from_json(about["recorder"])
        training.divergence = about.get("divergence")  # older checkpoints do not know of it
        self.history.rows, self.history.epochs = about["rows"], about["epochs"]
        for row in self.history.rows:
            row.setdefault("learning_rate", None)  # nor these of the learning rate
        self.history.generation += 1

    def _begun(self, plan: Plan, seed: int | None) -> Training:
        """Training from new first weights; what is watched must be looked up again."""
        seed = plan.document.training.seed if seed is None else seed
        self.history.clear()
        training = Training(
            plan, self._compiler, self.history, seed=seed, whole_epochs=self._whole_epochs
        )
        before: Training | None = getattr(self, "_training", None)
        if before is not None:
            training.speed = before.speed
            before.leave()
        drawn = self._watching.drawn
        if drawn is not None and drawn.shape != plan.rows.data.shape:
            self._watching.drawn = None  # it was drawn for other data
        self._watching.forget()
        return training
