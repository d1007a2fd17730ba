"""One run in the worker: the engine's session, and what of it has been told and saved."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import Any, Literal

import msgspec
import structlog

from engine import catalog
from engine.errors import LearnerError
from engine.train.compile_cache import Compiler
from engine.train.devices import find_device
from engine.train.session import Session
from engine.train.varying import Knob
from server.wire import messages
from server.wire.frames import Part, encode
from server.wire.messages import AnyCommand, Probe, Problem, Status
from server.work.orders import News, Picture
from server.work.writer import Writer

STATUS_SECONDS = 0.1
SETTLED_SECONDS = 1.0
COMPILING_SECONDS = 1.0
SAVE_SHARE = 20  # a checkpoint that held training up for a second is not made again for twenty
ROWS_AT_ONCE = 2_000
SAVED_NOW = messages.Edit | messages.Pause | messages.Reset | messages.Intervene | messages.Adopt
LOOKS = messages.Draw | messages.Speed | messages.Seek | messages.Cancel | messages.Diagnose
UNSAVED = LOOKS | messages.Sweep | messages.SweepPlay
log = structlog.get_logger()


class Engine:
    """The device and the programs that all runs of this worker share."""

    def __init__(self, device: str, cache: Path) -> None:
        try:
            find_device(device)
        except LearnerError as missing:  # slow is better than a server that never comes up
            log.error("the device is missing; runs use another", why=str(missing))
            device = "auto"
        self.device = device
        self.compiler = Compiler(cache)
        self.warm: Session | None = None
        self.device_name: str = find_device(device).platform

    def warm_up(self) -> None:
        """Compile what most people see first, and let JAX do all that it does only once."""
        document = next(iter(catalog.starters().values()))["document"]
        nodes = [node["id"] for node in document["nodes"] if node["kind"] != "input"]
        planes = [{"probe": "plane", "node": node, "size": 50, "unit": None} for node in nodes]
        self.warm = Session(document, device=self.device, compiler=self.compiler)
        self.warm.prepare()
        self.warm.watch(planes)

    def session(
        self, document: dict[str, Any], checkpoint: Path, *, carry: bool = False
    ) -> Session:
        """A run as it was saved, if it was, with the document it has now: from step 0 where that is
        another structure, or with all it can ``carry`` on."""
        if checkpoint.exists():
            try:
                session = Session.restore(checkpoint, device=self.device, compiler=self.compiler)
            except LearnerError:
                checkpoint.unlink(missing_ok=True)  # damaged: the document still stands
            else:
                if session.document != document:  # else the network would be made ready twice
                    session.edit(document, carry=carry)
                return session
        return Session(document, device=self.device, compiler=self.compiler)


class Run:
    """A session with its bookkeeping. Only the worker's loop touches it."""

    def __init__(self, name: str, session: Session, checkpoint: Path) -> None:
        self.name = name
        self.session = session
        self.checkpoint = checkpoint
        self.hungry = False
        self.unsaved = self.save_now = False
        self.next_save = 0.0
        self._changed = time.monotonic()
        self._streams: list[int] = []
        self._failure: Problem | None = None
        self._told: Status | None = None
        self._told_rows: tuple[int, int] | None = None  # generation and count
        self._told_last: dict[str, Any] | None = None
        self._sketched: tuple[object, str] = (None, "")
        self._next_status = self._next_picture = self._next_compiling = 0.0

    # Commands.

    def obey(self, command: AnyCommand) -> Any:
        """Carry out a page's command; raises ``LearnerError`` or ``LearnerErrors``."""
        answer = self._do(command)
        self._next_status = 0.0
        if not isinstance(command, UNSAVED):
            self.unsaved = True
        if isinstance(command, SAVED_NOW):
            self.save_now = True
        return answer

    def _do(self, command: AnyCommand) -> Any:
        session = self.session
        match command:
            case messages.Edit():
                session.edit(command.document, carry=command.carry)
                self._failure = None
                self._changed = time.monotonic()
                return session.document
            case messages.Play():
                session.play()
            case messages.Pause():
                session.pause()
            case messages.Step():
                session.step(command.count)
            case messages.Epoch():
                session.epoch()
            case messages.Reset():
                session.reset(command.seed)
                self._failure = None
            case messages.Speed():
                session.speed(command.steps_per_second)
            case messages.Seek():
                session.seek(command.step)
            case messages.Cancel():
                session.cancel()
                self._changed = math.inf  # nobody wants this document compiled
            case messages.SetWeight():
                place = command.node, command.weight, command.index
                return session.set_weight(*place, command.value)
            case messages.Intervene():
                session.intervene(command.interventions)
            case messages.Draw():
                session.draw(command.values)
            case messages.Diagnose():
                session.diagnose()
            case messages.Sweep():
                knobs = [Knob(one.field, tuple(one.values), one.node) for one in command.knobs]
                session.sweep(knobs, command.steps)
            case messages.SweepPlay():
                session.sweep_play(command.playing)
            case messages.Adopt():
                session.adopt(command.member)
                self._failure = None
                return session.document
            case _:
                raise AssertionError(f"{type(command).__name__} is the web process's to obey")
        return None

    def plan(self, streams: list[int], probes: list[Probe]) -> list[Any]:
        """Answer these probes from now on; what is wrong with each, None where nothing is."""
        self._streams = streams
        self._next_picture = 0.0
        wrong = self.session.watch(probes)
        return [None if problem is None else problem.to_json() for problem in wrong]

    def fail(self, why: Problem) -> bool:
        """Training raised what nobody foresaw: the run stops and says so. Answers False."""
        self._failure = why
        self.session.pause()
        return False

    # Training.

    def stands_still(self, now: float, seconds: float) -> bool:
        """Whether somebody looks at it and will probably press play on what stands there now."""
        still = now - self._changed >= seconds
        return still and bool(self._streams) and self._failure is None and not self.session.prepared

    def ready(self) -> bool:
        """Whether the next turn may be used: it plays, or has something left to work out."""
        return self._failure is None and not self.session.settled

    def advance(self) -> bool:
        """One short piece of work; False when there was nothing to do just now."""
        worked = self.session.advance()
        self.unsaved = self.unsaved or worked
        return worked

    # Telling.

    def tell_anew(self) -> None:
        """Whoever listens has heard nothing so far."""
        self._told, self._told_rows, self._next_status = None, None, 0.0

    def news(self, now: float) -> News | None:
        """How it stands, at most ten times a second, and the rows that are new."""
        if now < self._next_status:
            return None
        start, rows = self._new_rows()
        status = self._status()
        # Only a command can change a run that is settled, so it need not be asked often.
        self._next_status = now + (SETTLED_SECONDS if self.session.settled else STATUS_SECONDS)
        if status == self._told and start is None:
            return None
        self._told = status
        if start is not None:
            self._told_rows = (self.session.generation, start + len(rows))
            self._told_last = rows[-1] if rows else None
            self._next_status = now + STATUS_SECONDS
        encoded = [msgspec.json.encode(row) for row in rows]
        return News(self.name, status, self._sketch(), start, encoded)

    def _sketch(self) -> str:
        plan = self.session.plan
        if plan is not self._sketched[0]:
            self._sketched = plan, plan.sketch()
        return self._sketched[1]

    def _new_rows(self) -> tuple[int | None, list[dict[str, Any]]]:
        generation, count = self._told_rows or (-1, 0)
        if generation != self.session.generation:
            return 0, self.session.rows(0)[:ROWS_AT_ONCE]
        if count and self.session.rows(count - 1)[0] is not self._told_last:
            count -= 1  # the newest row has its scores by now
        rows = self.session.rows(count)[:ROWS_AT_ONCE]
        return (count, rows) if rows else (None, [])

    def _status(self) -> Status:
        status = msgspec.convert({**self.session.status(), "run": self.name}, Status, strict=False)
        if self._failure is None:
            return status
        return msgspec.structs.replace(status, state="failed", playing=False, problem=self._failure)

    def compiling(self, now: float) -> tuple[Literal["step", "observe"], float] | None:
        """What has been compiling for how long, once a second while it lasts."""
        under_way = self.session.compiling()
        if under_way is None:
            self._next_compiling = 0.0
            return None
        if now < self._next_compiling:
            return None
        self._next_compiling = now + COMPILING_SECONDS
        return under_way

    # Pictures.

    def wants_picture(self, now: float) -> bool:
        """Whether somebody can take a picture and the last one is old enough."""
        return self.hungry and bool(self._streams) and now >= self._next_picture

    def goes_on(self) -> bool:
        """Whether somebody waits for more of an answer that takes rounds."""
        return self.hungry and self.session.going

    def pictures(self, now: float, seconds: float) -> list[Picture]:
        """The frames of everything that changed: bytes made once for all viewers."""
        frames = self.session.frames()
        if not frames:
            return []
        # The pace is kept on a grid so that 30 a second does not become 29; a late picture is not
        # followed by one so soon that a page would paint both in the same animation frame.
        self._next_picture = max(self._next_picture + seconds, now + 0.7 * seconds)
        made = time.time()
        return [
            Picture(self.name, stream, encode(stream, frame.step, made, _parts(frame.parts)))
            for frame in frames
            for stream in (self._streams[frame.probe],)
        ]

    # Keeping.

    def due(self, now: float) -> bool:
        """Whether a checkpoint should be made now."""
        return self.unsaved and (self.save_now or now >= self.next_save)

    def save(self, writer: Writer, seconds: float) -> None:
        """Hand a checkpoint to the writer, the next one no sooner than ``seconds`` later."""
        began = time.monotonic()
        self.unsaved = self.save_now = False
        writer.put(self.checkpoint, self.session.snapshot())
        took = time.monotonic() - began
        self.next_save = began + max(seconds, SAVE_SHARE * took)


def _parts(parts: tuple[Any, ...]) -> list[Part]:
    return [
        Part(part.bytes, part.ranges) if hasattr(part, "ranges") else Part(part) for part in parts
    ]
