"""The web process's side of a child that answers requests one at a time, killed at a deadline."""

import asyncio
from collections.abc import Mapping
from typing import Any

import msgspec

from server.wire.problems import refusal
from server.work.child import Child
from server.work.orders import Answer, Method, Progress, Request

START_SECONDS = 60.0  # importing JAX on a busy machine


class Asked:
    """A child process, started when it is first needed and again when it was ended.

    ``slow`` and ``lost`` are the codes of what is said when it takes too long and when it dies.
    """

    def __init__(self, module: str, config: Mapping[str, Any], *, slow: str, lost: str) -> None:
        self._module = module
        self._config = config
        self._slow = slow
        self._lost = lost
        self._child: Child | None = None
        self._fresh = True
        self._token = 0
        self._decoder = msgspec.msgpack.Decoder(Answer | Progress)

    async def ask(self, method: Method, params: dict[str, Any], seconds: float) -> Answer:
        """What it answers; a ``Refusal`` when that takes longer. One call at a time."""
        child = self._child
        if child is None:
            child = self._child = await Child.start(self._module, self._config)
            self._fresh = True
        self._token += 1
        child.send(Request(self._token, method, params))
        patience = max(START_SECONDS, seconds) if self._fresh else seconds
        try:
            async with asyncio.timeout(patience):
                body = await child.receive()
        except TimeoutError:
            await self.close()
            raise refusal(self._slow, seconds=round(seconds)) from None
        except asyncio.CancelledError:
            await self.close()  # its answer would be taken for the next one's
            raise
        if body is None:
            await self.close()
            raise refusal(self._lost)
        self._fresh = False
        answer = self._decoder.decode(body)
        assert isinstance(answer, Answer)
        return answer

    async def close(self) -> None:
        """End the process."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            await child.close(1)
