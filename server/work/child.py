"""One child process of the web process, with a socket pair to talk over."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
import sys
from collections.abc import Mapping
from typing import Any

from server.wire.problems import refusal
from server.work import channel


class Child:
    """A running child; ended by ``kill`` or by closing our end of the pair."""

    def __init__(
        self,
        process: asyncio.subprocess.Process,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self.process = process
        self._reader = reader
        self._writer = writer

    @classmethod
    async def start(
        cls, module: str, config: Mapping[str, Any], inherited: tuple[int, ...] = ()
    ) -> Child:
        """Run a module's ``main(fd, config)`` in a new process with one end of a socket pair."""
        ours, theirs = socket.socketpair()
        try:
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "server.work.process"),
                *(module, str(theirs.fileno()), json.dumps(config)),
                pass_fds=(theirs.fileno(), *inherited),
                stdin=asyncio.subprocess.DEVNULL,
                # Ctrl-C in the terminal is for the web process, which ends its children in order.
                start_new_session=True,
            )
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours)
        return cls(process, reader, writer)

    def send(self, message: object) -> None:
        """Queue one message; a dead child takes it silently, its end is told elsewhere.

        Raises ``Refusal`` for numbers beyond 64 bits and what else JSON can say but no message.
        """
        try:
            packed = channel.pack(message)
        except (OverflowError, UnicodeError, RecursionError) as error:
            raise refusal("bad_document") from error
        if not self._writer.is_closing():
            self._writer.write(packed)

    async def receive(self) -> bytes | None:
        """The next message's body, or None when the child has closed its end."""
        return await channel.receive(self._reader)

    def kill(self) -> None:
        """End it at once."""
        with contextlib.suppress(ProcessLookupError):
            self.process.kill()

    async def close(self, patience: float) -> None:
        """Close our end, give it ``patience`` seconds to finish, then kill it."""
        self._writer.close()
        try:
            async with asyncio.timeout(patience):
                await self.process.wait()
        except TimeoutError:
            self.kill()
            await self.process.wait()
