"""Keeps one worker alive: a death or a hang is told at once and a new one is started (R5)."""

from __future__ import annotations

import asyncio
import tempfile
import time
from typing import Any, Literal, Protocol

import msgspec
import structlog

from server.settings import Settings
from server.wire.problems import refusal
from server.work.child import Child
from server.work.orders import (
    Answer,
    AnyOrder,
    AnyReport,
    Beat,
    Compiles,
    News,
    Pictures,
    Quit,
    Ready,
)
from server.work.process import Marker

MODULE = "server.work.worker"
START_SECONDS = 90.0  # importing JAX and waking a device, on a busy machine
WAIT_SECONDS = 30.0  # a command waits so long for a worker that is starting
State = Literal["lost", "starting", "ready"]
log = structlog.get_logger()


class Listener(Protocol):
    """Who is told what the worker does."""

    def on_worker(self, state: State, culprit: str) -> None:
        """The worker's state; when lost, the run that had its turn, or an empty text.

        When ready, orders given within this call come before everybody else's.
        """

    def on_news(self, news: News) -> None:
        """A run stands differently."""

    def on_pictures(self, pictures: Pictures) -> None:
        """One bundle of frames."""

    def on_compiles(self, compiles: Compiles) -> None:
        """A compilation lasts."""


class Pool:
    """The worker process, its orders and their answers."""

    def __init__(self, settings: Settings, listener: Listener) -> None:
        self.state: State = "starting"
        self.device: str | None = None
        self._settings = settings
        self._listener = listener
        self._child: Child | None = None
        self._answers: dict[int, asyncio.Future[Answer]] = {}
        self._token = 0
        self._ready = asyncio.Event()
        self._decoder: msgspec.msgpack.Decoder[AnyReport] = msgspec.msgpack.Decoder(AnyReport)
        self._note = tempfile.TemporaryFile()  # noqa: SIM115  lives as long as the server
        self._note.truncate(Marker.SIZE)
        self._marker = Marker(self._note.fileno())
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Start the worker and watch over it from now on."""
        self._task = asyncio.create_task(self._supervise())

    async def close(self) -> None:
        """Let the worker save everything, then end it."""
        if self._task is not None:
            self._task.cancel()  # first, or it would start another one
            await asyncio.gather(self._task, return_exceptions=True)
        if self._child is not None:
            self._child.send(Quit(0))
            await self._child.close(patience=10)
        self._note.close()

    def order(self, order: AnyOrder) -> asyncio.Future[Answer]:
        """Send an order now; the future brings its answer, or ``worker_lost``."""
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        if self._child is None:
            answer.set_exception(refusal("worker_lost", status=503))
            return answer
        self._token += 1
        order.token = self._token
        self._child.send(order)
        self._answers[order.token] = answer
        return answer

    def tell(self, order: AnyOrder) -> None:
        """Send an order that needs no answer."""
        if self._child is not None:
            self._child.send(order)

    async def ask(self, order: AnyOrder) -> Answer:
        """Send an order, waiting for a worker that is starting; answers what became of it."""
        try:
            async with asyncio.timeout(WAIT_SECONDS):
                await self._ready.wait()
        except TimeoutError:
            raise refusal("worker_lost", status=503) from None
        return await self.order(order)

    async def _supervise(self) -> None:
        while True:
            if self.state != "starting":
                self._say("starting")
            settings = self._settings
            config = {
                "environment": settings.child_environment(),
                "device": settings.device,
                "cache": str(settings.home / "compiled"),
                "frames_per_second": settings.frames_per_second,
                "checkpoint_seconds": settings.checkpoint_seconds,
                "log_level": settings.log_level,
                "marker": self._note.fileno(),
            }
            try:
                child = await self._child_for(config)
            except OSError as error:
                log.error("no worker service", path=settings.worker, error=str(error))
                await asyncio.sleep(1)
                continue
            self._child = child
            began = time.monotonic()
            reason = await self._serve(child)
            log.error("worker lost", reason=reason, code=child.code)
            child.kill()
            self._lost()
            await child.close(patience=5)
            if time.monotonic() - began < 1:
                await asyncio.sleep(1)  # a worker that cannot start must not keep the machine busy

    async def _child_for(self, config: dict[str, Any]) -> Child:
        inherited = (self._note.fileno(),)
        if self._settings.worker:
            return await Child.attach(self._settings.worker, MODULE, config, inherited)
        return await Child.start(MODULE, config, inherited)

    async def _serve(self, child: Child) -> str:
        """Pass on what the worker reports; answers why that ended."""
        patience = START_SECONDS
        while True:
            try:
                # Not wait_for: in Python 3.11 it can lose a cancellation to a message.
                async with asyncio.timeout(patience):
                    body = await child.receive()
            except TimeoutError:
                return "hung"
            if body is None:
                return "exited"
            report = self._decoder.decode(body)
            if isinstance(report, Beat) and report.turn > self._settings.turn_seconds:
                return "stuck"
            if isinstance(report, Ready):
                patience = self._settings.hang_seconds
            self._pass_on(report)

    def _pass_on(self, report: AnyReport) -> None:
        match report:
            case Answer():
                answer = self._answers.pop(report.token, None)
                if answer is not None and not answer.done():
                    answer.set_result(report)
            case News():
                self._listener.on_news(report)
            case Pictures():
                self._listener.on_pictures(report)
            case Compiles():
                self._listener.on_compiles(report)
            case Ready():
                self.device = report.device
                self._say("ready")
                self._ready.set()
            case Beat():
                pass

    def _lost(self) -> None:
        self._child = None
        self._ready.clear()
        self._say("lost", self._marker.read())
        self._marker.clear()
        answers, self._answers = self._answers, {}
        for answer in answers.values():
            if not answer.done():
                answer.set_exception(refusal("worker_lost", status=503))
                answer.exception()  # not everybody waits for theirs

    def _say(self, state: State, culprit: str = "") -> None:
        self.state = state
        self._listener.on_worker(state, culprit)
