"""The process that owns the device: many runs in turns, one bundle of pictures a tick.

Started by `pool.py`.
"""

import math
import os
import queue
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

import msgspec
import structlog

from engine.errors import LearnerError, LearnerErrors
from server.wire.messages import Problem
from server.wire.problems import problem
from server.work import process
from server.work.channel import Channel
from server.work.orders import (
    Answer,
    AnyOrder,
    Ask,
    Beat,
    Compiles,
    Hungry,
    Picture,
    Pictures,
    Plan,
    Quit,
    Ready,
    Save,
    Start,
    Stop,
)
from server.work.run import Engine, Run
from server.work.turns import Turns
from server.work.writer import Writer

IDLE = 0.25  # seconds the loop sleeps when nothing trains
STILL = 0.25  # a document unchanged for so long is probably the one that will be played
BUSY_STILL = 2.0  # the same while others train: it takes their time
SOON = 0.004  # the same while a compilation or a slow pace is waited for
YIELD = 0.020  # at most: training stands back for compilations, which need Python's lock as well
log = structlog.get_logger()


class Worker:
    """The loop: obey, train in turns, tell; nothing but this thread touches a session."""

    def __init__(self, channel: Channel[AnyOrder], config: dict[str, Any]) -> None:
        self.channel = channel
        self.engine = Engine(config["device"], Path(config["cache"]))
        self.frame_seconds = 1 / config["frames_per_second"]
        self.checkpoint_seconds = config["checkpoint_seconds"]
        self.marker = process.Marker(config["marker"])
        self.runs: dict[str, Run] = {}
        self.turns: Turns[Run] = Turns()
        self.orders: queue.SimpleQueue[AnyOrder | None] = queue.SimpleQueue()
        self.turn_began = time.monotonic()
        self.writer = Writer()
        self.disk_full = False
        self.saving: dict[Path, int] = {}  # files somebody waits for, and the order's token
        self.ending = False
        self.told = 0.0  # when everything new of all runs was told last
        self.ahead: Run | None = None  # whose step is compiled before anybody has pressed play

    def run(self) -> None:
        """Work until the web process says quit or is gone."""
        threading.Thread(target=self._listen, daemon=True, name="listen").start()
        self.channel.send(Ready(self.engine.device_name))
        threading.Thread(target=self._beat, daemon=True, name="beat").start()
        patience, idle = 0.0, False
        while not self.ending:
            self._mark_nobody()
            self._obey(patience)
            self.turn_began = time.monotonic()
            patience = self._train()
            self._tell()
            self._save(time.monotonic())
            self._compile_ahead(time.monotonic(), idle=idle and patience == IDLE)
            idle = patience == IDLE
        self._save(math.inf)
        self.writer.finish()

    def _listen(self) -> None:
        while True:
            order = self.channel.receive()
            self.orders.put(order)
            if order is None or isinstance(order, Quit):
                process.end_within(1.8 if order is None else 10)
                return

    def _beat(self) -> NoReturn:
        while True:
            self.channel.send(Beat(time.monotonic() - self.turn_began))
            time.sleep(1)

    def _obey(self, patience: float) -> None:
        """Carry out everything asked so far; wait for the first order if there is nothing to do."""
        try:
            order = self.orders.get(timeout=patience) if patience else self.orders.get_nowait()
            while True:
                self.turn_began = time.monotonic()
                self._carry_out(order)
                order = self.orders.get_nowait()
        except queue.Empty:
            return

    def _carry_out(self, order: AnyOrder | None) -> None:
        if order is None or isinstance(order, Quit):
            self.ending = True
            return
        self.marker.set(order.run)
        if isinstance(order, Save) and order.run in self.runs:
            self._write_apart(self.runs[order.run], order)
            return
        try:
            answer = Answer(order.token, [], self._do(order))
        except LearnerErrors as errors:
            answer = Answer(order.token, [_problem(error) for error in errors.errors])
        except LearnerError as error:
            answer = Answer(order.token, [_problem(error)])
        except Exception as error:  # a mistake of ours must not take the other runs down
            log.exception("order failed", order=type(order).__name__)
            answer = Answer(order.token, [unexpected(error)])
        if order.token:
            self.channel.send(answer)

    def _do(self, order: Start | Stop | Ask | Plan | Hungry | Save) -> Any:
        if isinstance(order, Start):
            return self._start(order)
        run = self.runs.get(order.run)
        if run is None or isinstance(order, Save):
            return None  # of a run that is held, writing it has begun already
        match order:
            case Stop():
                self._stop(run, order.save)
            case Ask():
                return run.obey(order.command)
            case Plan():
                return run.plan(order.streams, order.probes)
            case Hungry():
                run.hungry = order.hungry
        return None

    def _write_apart(self, run: Run, order: Save) -> None:
        """A file of its own, so that no other write of this run can be taken for it."""
        path = Path(order.path)
        self.saving[path] = order.token
        self.writer.put(path, run.session.snapshot(shown=order.shown))

    def _start(self, order: Start) -> dict[str, Any]:
        run = self.runs.get(order.run)
        if run is None:
            checkpoint = Path(order.checkpoint)
            session = self.engine.session(order.document, checkpoint, carry=order.carry)
            run = self.runs[order.run] = Run(order.run, session, checkpoint)
            self.turns.add(run)
        run.tell_anew()
        self._tell_news(run, time.monotonic())
        return run.session.document

    def _stop(self, run: Run, save: bool) -> None:
        if save and run.unsaved:
            run.save(self.writer, self.checkpoint_seconds)
        if save:
            self.writer.finish(run.checkpoint)
        else:
            self.writer.forget(run.checkpoint)
        run.session.close()
        self.turns.remove(run)
        del self.runs[run.name]

    def _train(self) -> float:
        """One round: each run that trains gets its share; answers how long to sleep after it."""
        active = waiting = False
        began = time.monotonic()
        for run in self.turns.round():
            if self.runs.get(run.name) is not run:
                continue  # let go since the round began
            self.marker.set(run.name)
            run.session.share(self.turns.share)
            active = self._turn(run) or active
            waiting = True
            # With many runs a round is long: commands and pictures must not wait for its end.
            self._obey(0)
            self._tell_between(run)
        if active:
            spent = time.monotonic() - began
            return min(spent, YIELD) if self.engine.compiler.pressing else 0.0
        return SOON if waiting or self._expecting() else IDLE

    def _turn(self, run: Run) -> bool:
        """A run works until its share is spent; answers whether it had anything to do."""
        worked, more = False, True
        while more:
            began = time.monotonic()
            try:
                more = run.advance()
            except Exception as error:
                log.exception("training failed", run=run.name)
                more = run.fail(unexpected(error))
            worked = worked or more
            more = self.turns.charge(run, time.monotonic() - began) and more
        return worked

    def _expecting(self) -> bool:
        return any(run.session.compiling() or run.goes_on() for run in self.runs.values())

    def _compile_ahead(self, now: float, *, idle: bool) -> None:
        """What will probably be played next: one program at a time, so drafts never pile up."""
        if not self.engine.compiler.idle:
            return
        if idle and not self.engine.warm:
            self.engine.warm_up()
            return
        still = STILL if idle else BUSY_STILL
        run = next((run for run in self.runs.values() if run.stands_still(now, still)), None)
        if run is not None:
            self.ahead = run
            run.session.prepare()

    def _mark_nobody(self) -> None:
        """Between turns only a compilation ahead of play can take the worker down."""
        if self.ahead is not None and self.ahead.session.preparing:
            self.marker.set(self.ahead.name)
        else:
            self.marker.clear()

    def _tell_between(self, run: Run) -> None:
        """What is new of a run after its turn; of all the others only when it took long."""
        if time.monotonic() - self.told >= self.frame_seconds:
            self._tell()
        elif run.name in self.runs:
            self._tell_of([run])

    def _tell(self) -> None:
        self._tell_of(list(self.runs.values()))
        self.told = time.monotonic()

    def _tell_of(self, runs: Sequence[Run]) -> None:
        now = time.monotonic()
        pictures: list[Picture] = []
        for run in runs:
            self.marker.set(run.name)
            self._tell_news(run, now)
            if run.wants_picture(now):
                try:
                    pictures += run.pictures(now, self.frame_seconds)
                except Exception as error:
                    log.exception("looking failed", run=run.name)
                    run.fail(unexpected(error))
            compiling = run.compiling(now)
            if compiling is not None:
                self.channel.send(Compiles(run.name, *compiling))
        if pictures:
            self.channel.send(Pictures(pictures))

    def _tell_news(self, run: Run, now: float) -> None:
        news = run.news(now)
        if news is not None:
            self.channel.send(news)

    def _save(self, now: float) -> None:
        for path, error in self.writer.outcomes():
            self._written(path, error)
        for run in self.runs.values():
            if run.due(now):
                run.save(self.writer, self.checkpoint_seconds)

    def _written(self, path: Path, error: Exception | None) -> None:
        token = self.saving.pop(path, None)
        if token is not None:
            self.channel.send(Answer(token, [], error is None))
        if error is None:
            self.disk_full = False
            return
        if not self.disk_full:  # said once, not every five seconds
            log.error("no checkpoint can be written; training goes on", error=str(error))
        self.disk_full = True
        run = next((run for run in self.runs.values() if run.checkpoint == path), None)
        if run is not None:
            run.unsaved = True


def unexpected(error: Exception) -> Problem:
    """A sentence for what nobody foresaw."""
    if "RESOURCE_EXHAUSTED" in str(error) or isinstance(error, MemoryError):
        return problem("out_of_memory")
    return problem("training_failed", kind=type(error).__name__)


def _problem(error: LearnerError) -> Problem:
    return msgspec.convert(error.to_json(), Problem)


def main(fd: int, config: dict[str, Any]) -> None:
    """Serve one web process over the inherited socket."""
    os.nice(1)  # so that sockets are served while the device is busy
    Worker(Channel(fd, AnyOrder), config).run()
