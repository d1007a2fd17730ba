"""The web process's side of the checker: one request at a time, killed at a deadline (R8)."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from server.settings import Settings
from server.wire.messages import Problem, Words
from server.wire.problems import Refusal, problem
from server.work.asking import Asked
from server.work.child import Child
from server.work.orders import Answer, Method, Progress, Request

MODULE = "server.work.checker"
UNKNOWN = ("dataset_unknown", "kind_unknown")
HELP_SECONDS = 60.0  # a page takes one or two; a busy machine is given time
CONFIG = {"environment": {"JAX_PLATFORMS": "cpu"}}


class Checker:
    """Answers questions about kinds, documents and data, one after the other."""

    def __init__(self, settings: Settings, seconds: float | None = None) -> None:
        self._seconds = seconds or settings.check_seconds
        environment = {**CONFIG["environment"], **settings.child_environment()}
        self._asked = Asked(
            MODULE, {"environment": environment}, slow="too_slow", lost="checker_lost"
        )
        self._turn = asyncio.Lock()
        self._reading = asyncio.Lock()
        self._catalog: Any = None

    async def start(self) -> None:
        """Start the process and read the catalog, so that the first learner need not wait."""
        await self.catalog()

    async def catalog(self) -> Any:
        """Every kind; asked once, because it cannot change while the server runs."""
        async with self._reading:  # those who ask meanwhile get the same answer
            if self._catalog is None:
                self._catalog = await self.ask("catalog", {})
        return self._catalog

    async def layer_labels(self) -> dict[str, Words]:
        """What the kinds of layers are called."""
        layers = (await self.catalog())["layers"]
        return {layer["name"]: Words(**layer["label"]) for layer in layers}

    async def ask(self, method: Method, params: dict[str, Any]) -> Any:
        """The answer, or a ``Refusal`` with the problems, also when it takes too long."""
        async with self._turn:
            answer = await self._asked.ask(method, params, self._seconds)
        if answer.problems:
            missing = answer.problems[0].code in UNKNOWN
            raise Refusal(*answer.problems, status=404 if missing else 422)
        return answer.result

    async def close(self) -> None:
        """End the process."""
        await self._asked.close()


class Helper:
    """Does what takes longer than a check, in a process of its own for which no learner's check
    waits: the help pages of kinds, each made once (but data sets may yet arrive), and packing."""

    def __init__(self, settings: Settings) -> None:
        self._checker = Checker(settings, HELP_SECONDS)
        self._pages: dict[tuple[str, str], Any] = {}

    async def page(self, category: str, name: str) -> Any:
        """The page of one kind, or a ``Refusal``."""
        known = self._pages.get((category, name))
        if known is not None:
            return known
        made = await self._checker.ask("help", {"category": category, "name": name})
        if category != "datasets":
            self._pages[category, name] = made
        return made

    async def pack(self, run: Path, place: Path, asked: Mapping[str, Any]) -> str:
        """Write the program and the weights of a checkpoint to a zip; answers how it is called."""
        return await self._checker.ask("pack", {"run": str(run), "place": str(place), **asked})

    async def close(self) -> None:
        """End the process."""
        await self._checker.close()


class Fetch:
    """A data set on its way to this machine, in a process of its own that ends with it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.received = 0
        self.total = 0
        self.problem: Problem | None = None
        self.task = asyncio.create_task(self._run())

    @property
    def going_on(self) -> bool:
        """Whether it is still under way."""
        return not self.task.done()

    async def _run(self) -> None:
        child = await Child.start(MODULE, CONFIG)
        child.send(Request(1, "fetch", {"name": self.name}))
        try:
            await self._follow(child)
        finally:
            child.kill()
            await child.close(1)

    async def _follow(self, child: Child) -> None:
        decoder = msgspec.msgpack.Decoder(Answer | Progress)
        while (body := await child.receive()) is not None:
            told = decoder.decode(body)
            if isinstance(told, Answer):
                self.problem = told.problems[0] if told.problems else None
                return
            self.received, self.total = told.received, told.total
        self.problem = problem("fetch_failed", name=self.name)
