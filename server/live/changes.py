"""A command that changes a run: carried out by the worker, remembered beyond this process."""

from typing import Any

from server.live.hub import Hub
from server.live.room import Room
from server.wire.messages import Adopt, AnyCommand, Edit, Pause, Play, Reset, Sweep
from server.wire.problems import Refusal
from server.work.orders import Ask


async def carry_out(hub: Hub, room: Room, command: AnyCommand) -> Any:
    """Do it and give what the worker answers, or refuse with the reason; only another document
    ends a quarantine."""
    before = _dataset(room)
    result = await _do(hub, room, command)
    if _dataset(room) != before:
        room.plan.renumber()
    return result


def _dataset(room: Room) -> Any:
    data: dict[str, Any] | None = room.document.get("data")
    return data and data["dataset"]


async def _do(hub: Hub, room: Room, command: AnyCommand) -> Any:
    if room.quarantine is not None:
        return await _leave_quarantine(hub, room, command)
    if isinstance(command, Play | Pause | Reset):
        room.playing = isinstance(command, Play)  # what a worker that dies now should do again
        room.held = False
    answer = await hub.pool.ask(Ask(0, room.name, command))
    if answer.problems:
        raise Refusal(*answer.problems)
    if isinstance(command, Edit):
        room.pardon()
        room.document = answer.result
        await hub.note(room, document=command.document)
    elif isinstance(command, Adopt):
        room.document, room.playing = answer.result, False
        await hub.note(room, document=answer.result, playing=False)
    elif isinstance(command, Sweep):
        room.playing = False
    elif isinstance(command, Play | Pause):
        await hub.note(room, playing=room.playing)
    return answer.result


async def _leave_quarantine(hub: Hub, room: Room, command: AnyCommand) -> None:
    """Only another document brings a run back that took the worker down."""
    assert room.quarantine is not None
    if not isinstance(command, Edit) or command.document == room.document:
        raise Refusal(room.quarantine)
    await hub.restart(room, command.document)
