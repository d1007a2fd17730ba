"""A worker in a container of its own: `python -m server.work.service SOCKET`.

Listens on a Unix socket and starts one worker process for each web process that connects. Only
who may open the socket's file can ask; nothing listens on a network.
"""

import asyncio
import contextlib
import json
import select
import signal
import socket
import sys
from collections.abc import Sequence
from pathlib import Path

import structlog

from server import log
from server.work.child import spawn

MODULES = ("server.work.worker",)
HELLO = 65_536  # bytes of a module's name and its settings
GRACE = 12.0  # seconds to save everything after the web process has gone, then it is killed
logger = structlog.get_logger()


async def serve(path: Path) -> None:
    """Start workers for whoever connects, until SIGTERM."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listening.bind(str(path))
    path.chmod(0o660)
    listening.listen(4)
    listening.setblocking(False)
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stop.set)
    loop.add_signal_handler(signal.SIGINT, stop.set)
    accepting = asyncio.create_task(_accept(listening))
    await stop.wait()
    accepting.cancel()
    await asyncio.gather(accepting, return_exceptions=True)
    path.unlink(missing_ok=True)


async def _accept(listening: socket.socket) -> None:
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as workers:
        while True:
            connection, _ = await loop.sock_accept(listening)
            workers.create_task(_work(connection))


async def _work(connection: socket.socket) -> None:
    """One worker process for one connection; both end together."""
    with connection:
        connection.setblocking(True)
        hello = await asyncio.to_thread(_hello, connection)
        if hello is None:
            return
        module, config, inherited = hello
        try:
            process = await spawn(module, connection.fileno(), config, inherited)
        finally:
            for descriptor in inherited:
                socket.close(descriptor)
        ended = asyncio.create_task(process.wait())
        gone = asyncio.create_task(_until_gone(connection))
        try:
            await asyncio.wait({ended, gone}, return_when=asyncio.FIRST_COMPLETED)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(GRACE):
                    await asyncio.shield(ended)
        finally:
            gone.cancel()
            if process.returncode is None:
                process.kill()
            await ended
        logger.warning("worker ended", code=process.returncode)


def _hello(connection: socket.socket) -> tuple[str, str, tuple[int, ...]] | None:
    """What to start: a module's name and its settings in one message, files beside it."""
    body, descriptors, _, _ = socket.recv_fds(connection, HELLO, 4)
    module, _, config = body.decode(errors="replace").partition("\n")
    settings = _settings(config, descriptors)
    if module not in MODULES or settings is None:
        logger.error("asked for what is no worker", module=module)
        for descriptor in descriptors:
            socket.close(descriptor)
        return None
    return module, settings, tuple(descriptors)


def _settings(config: str, descriptors: Sequence[int]) -> str | None:
    """The settings with the marker's file under the number that it has here; None: no settings."""
    try:
        return json.dumps({**json.loads(config), "marker": descriptors[0]})
    except (ValueError, TypeError, IndexError):
        return None


async def _until_gone(connection: socket.socket) -> None:
    """Wait, without reading what is the worker's, until the other side has closed its end."""
    poll = select.poll()
    poll.register(connection, select.POLLRDHUP)
    while not poll.poll(0):
        await asyncio.sleep(0.2)


def main() -> None:
    """Serve until stopped."""
    if len(sys.argv) != 2:
        sys.exit("Where to listen? python -m server.work.service /run/netzwerkstatt/worker.sock")
    log.configure("warning")
    asyncio.run(serve(Path(sys.argv[1])))


if __name__ == "__main__":
    main()
