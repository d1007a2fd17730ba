"""One page's socket: a task that reads commands and a task that writes what the viewer holds."""

import asyncio
import contextlib
import re
from typing import Any

import msgspec
from starlette.websockets import WebSocket, WebSocketDisconnect, WebSocketState

from server.live import commands
from server.live.hub import Hub
from server.live.viewer import Viewer
from server.people import sessions
from server.people.actors import Actor
from server.wire.messages import VERSION, AnyCommand, Frozen, Hello, Refused, WorkerNotice
from server.wire.problems import Refusal, problem

FAREWELL = 0.5  # seconds in which a page that reads hears why its socket closes
LOOK_AGAIN = 1.0
MAX_MISTAKES = 50  # messages that are no commands, then the socket is closed
_ID = re.compile(r'"id"\s*:\s*(\d{1,15})\b')
_decoder: msgspec.json.Decoder[AnyCommand] = msgspec.json.Decoder(AnyCommand)


async def serve(socket: WebSocket, hub: Hub, actor: Actor) -> None:
    """Talk to one page until it is gone."""
    viewer = Viewer(hub.memories.of(socket.query_params.get("page"), actor.person), actor)
    viewer.say(Hello(VERSION))
    if hub.pool.state != "ready":
        viewer.say(WorkerNotice(hub.pool.state))
    if actor.course:
        viewer.say(Frozen(actor.course in hub.frozen))
    hub.viewers.add(viewer)
    tasks = [
        asyncio.create_task(_read(socket, hub, viewer)),
        asyncio.create_task(_write(socket, viewer, hub)),
        asyncio.create_task(_stay(viewer, hub)),
    ]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        hub.drop(viewer)
        for task in tasks:
            task.cancel()
        outcomes = await asyncio.gather(*tasks, return_exceptions=True)
        await _say_goodbye(socket)
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not _gone(outcome):
            raise outcome


async def _read(socket: WebSocket, hub: Hub, viewer: Viewer) -> None:
    mistakes = 0
    while mistakes < MAX_MISTAKES and not viewer.overflowed:
        message = await socket.receive()
        if message["type"] == "websocket.disconnect" or viewer.dismissed.is_set():
            return
        command = _command(message)
        if isinstance(command, int):
            mistakes += 1
            viewer.say(Refused(command, problem("bad_message")))
        else:
            await commands.obey(hub, viewer, command)


def _command(message: Any) -> AnyCommand | int:
    """The command, or the id (-1: none) of a message that is not one."""
    text = message.get("text")
    if text is None:
        return -1
    try:
        return _decoder.decode(text)
    except (msgspec.DecodeError, UnicodeError, RecursionError):
        found = _ID.search(text[:10_000])
        return int(found[1]) if found else -1


async def _write(socket: WebSocket, viewer: Viewer, hub: Hub) -> None:
    # Each send waits until the kernel takes it, so a page that does not read holds up only itself.
    while True:
        await viewer.wake.wait()
        viewer.wake.clear()
        while True:
            for text in viewer.texts():
                await socket.send_text(text)
            picture = viewer.picture()
            if picture is None:
                break
            await socket.send_bytes(picture)
        if viewer.dismissed.is_set():
            return
        if viewer.credit == 0:
            for room in viewer.rooms.values():
                hub.feed(room)


async def _stay(viewer: Viewer, hub: Hub) -> None:
    """Ends soon after the session of the page does."""
    ask = sessions.seconds_left(viewer.actor)
    while not viewer.dismissed.is_set():
        try:
            left = await hub.database.read(ask)
        except Refusal:  # a locked database signs nobody out
            left = LOOK_AGAIN
        if left == 0:
            viewer.dismiss()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(left):
                await viewer.dismissed.wait()
    await asyncio.sleep(FAREWELL)


def _gone(error: Exception) -> bool:
    """Whether an error only says that the page has left."""
    return isinstance(error, WebSocketDisconnect | ConnectionError | RuntimeError)


async def _say_goodbye(socket: WebSocket) -> None:
    if socket.application_state is WebSocketState.CONNECTED:
        with contextlib.suppress(RuntimeError, WebSocketDisconnect, ConnectionError):
            await socket.close(1008)
