"""The web process's side of the importer: one file at a time, killed at a deadline (R12)."""

import asyncio
from pathlib import Path
from typing import Any

from server.settings import Settings
from server.wire.problems import Refusal
from server.work.asking import Asked

MODULE = "server.work.importer"
IDLE_SECONDS = 300.0  # then the process is ended: nobody brings data all day


class Importer:
    """Reads uploads in a process of its own. ``turn`` also guards files that are deleted."""

    def __init__(self, settings: Settings) -> None:
        config = {
            "environment": {"JAX_PLATFORMS": "cpu", **settings.child_environment()},
            "log_level": settings.log_level,
        }
        self._asked = Asked(MODULE, config, slow="own_too_slow", lost="own_too_heavy")
        self._seconds = settings.own_seconds
        self._idle: asyncio.Task[None] | None = None
        self.turn = asyncio.Lock()

    async def read(self, path: Path, sort: str, choices: dict[str, Any]) -> dict[str, Any]:
        """What the file holds, kept; a ``Refusal`` that says what is wrong. Take ``turn`` first."""
        if self._idle is not None:
            self._idle.cancel()
        params = {"path": str(path), "sort": sort, "choices": choices}
        answer = await self._asked.ask("own", params, self._seconds)
        self._idle = asyncio.create_task(self._end())
        if answer.problems:
            raise Refusal(*answer.problems)
        return answer.result

    async def _end(self) -> None:
        await asyncio.sleep(IDLE_SECONDS)
        async with self.turn:
            await self._asked.close()

    async def close(self) -> None:
        """End the process."""
        if self._idle is not None:
            self._idle.cancel()
        await self._asked.close()
