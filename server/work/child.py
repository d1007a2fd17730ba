"""One process that works for the web process, with a socket to talk over."""

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


async def spawn(
    module: str, fd: int, config: str, inherited: tuple[int, ...] = ()
) -> asyncio.subprocess.Process:
    """Run a module's ``main(fd, config)`` in a new process; ``config`` is JSON."""
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "server.work.process"),
        *(module, str(fd), config),
        pass_fds=(fd, *inherited),
        stdin=asyncio.subprocess.DEVNULL,
        # Ctrl-C in the terminal is for the web process, which ends its children in order.
        start_new_session=True,
    )


class Child:
    """A running child; ended by ``kill`` or by closing our end. ``process`` None: not ours."""

    def __init__(
        self,
        process: asyncio.subprocess.Process | None,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        self._process = process
        self._reader = reader
        self._writer = writer

    @classmethod
    async def start(
        cls, module: str, config: Mapping[str, Any], inherited: tuple[int, ...] = ()
    ) -> Child:
        """Run a module's ``main(fd, config)`` in a new process with one end of a socket pair."""
        ours, theirs = socket.socketpair()
        try:
            process = await spawn(module, theirs.fileno(), json.dumps(config), inherited)
        finally:
            theirs.close()
        reader, writer = await asyncio.open_connection(sock=ours)
        return cls(process, reader, writer)

    @classmethod
    async def attach(
        cls, path: str, module: str, config: Mapping[str, Any], inherited: tuple[int, ...] = ()
    ) -> Child:
        """The same in a worker service behind a Unix socket; ``OSError`` if there is none."""
        ours = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            ours.connect(path)
            socket.send_fds(ours, [f"{module}\n{json.dumps(config)}".encode()], list(inherited))
        except OSError:
            ours.close()
            raise
        reader, writer = await asyncio.open_connection(sock=ours)
        return cls(None, reader, writer)

    @property
    def code(self) -> int | None:
        """How the process has ended, where that is known."""
        return self._process.returncode if self._process else None

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
        """End it at once; a service is told by the end of the connection."""
        if self._process is None:
            self._writer.transport.abort()
            return
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()

    async def close(self, patience: float) -> None:
        """Close our end, give it ``patience`` seconds to finish, then kill it."""
        if self._process is None:
            await self._drained(patience)
            return
        self._writer.close()
        try:
            async with asyncio.timeout(patience):
                await self._process.wait()
        except TimeoutError:
            self.kill()
            await self._process.wait()

    async def _drained(self, patience: float) -> None:
        """Read on until a service's worker has ended: it was told to, and saves first."""
        with contextlib.suppress(TimeoutError, ConnectionError):
            async with asyncio.timeout(patience):
                while await self.receive() is not None:
                    pass
        self._writer.close()
