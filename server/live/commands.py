"""What each command of a page does: a run's own to the worker, the rest to the hub."""

from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import msgspec

from server.live.changes import carry_out
from server.live.classroom import deliver
from server.live.hub import Hub
from server.live.room import Room
from server.live.viewer import CREDIT, Viewer
from server.people import roll
from server.people.actors import NOBODY, Actor
from server.people.owning import demand_data, named
from server.people.policy import admits, can, demand
from server.wire.messages import (
    Adopt,
    AnyCommand,
    Close,
    Credit,
    Done,
    Draw,
    Edit,
    Edited,
    Epoch,
    Hand,
    Intervene,
    Open,
    Opened,
    Play,
    Problem,
    Refused,
    Reset,
    SetWeight,
    Step,
    Sweep,
    SweepPlay,
    Wall,
    Watch,
    Watching,
)
from server.wire.problems import Refusal, refusal
from server.work.orders import Answer, Plan

TRAIN = Play | Step | Epoch | Sweep | SweepPlay
# Not while the class is frozen.
STILL = TRAIN | Edit | Adopt | Reset | SetWeight | Intervene | Draw


async def obey(hub: Hub, viewer: Viewer, command: AnyCommand) -> None:
    """Carry a command out and answer it, once."""
    async with _turn(viewer, command):
        try:
            before = await _do(hub, viewer, command)
        except Refusal as refused:
            viewer.say(Refused(command.id, refused.problems[0]))
        else:
            viewer.say(Done(command.id, before))


def _turn(viewer: Viewer, command: AnyCommand) -> AbstractAsyncContextManager[Any]:
    """Edits of a run come one after the other, each with its answer: a page that hears of another's
    before the answer to its own takes it that its own came later."""
    room = viewer.rooms.get(command.run) if isinstance(command, Edit | Adopt) else None
    return nullcontext() if room is None else room.editing


async def _do(hub: Hub, viewer: Viewer, command: AnyCommand) -> float | None:
    match command:
        case Credit():
            _credit(hub, viewer, command.count)
        case Open():
            await _open(hub, viewer, command.run)
        case Close():
            hub.leave(viewer, command.run)
        case Watch():
            await _watch(hub, viewer, command)
        case Wall():
            _admit(viewer.actor, command)
            await _wall(hub, viewer, command.course)
        case Hand():
            _admit(viewer.actor, command)
            hub.walls.hand(viewer.actor.person, command.up)
        case _:
            room = _attached(viewer, command.run)
            _permit(viewer.actor, command, room)
            return await viewer.memory.once(command.id, _ask(hub, viewer, room, command))
    return None


def _attached(viewer: Viewer, run: str) -> Room:
    room = viewer.rooms.get(run)
    if room is None:
        raise refusal("run_not_open")
    return room


def _permit(actor: Actor, command: AnyCommand, room: Room) -> None:
    if not can(actor, str(command.__struct_config__.tag), room.owner):
        raise refusal("only_watching")  # who may not even watch is not attached


def _admit(actor: Actor, command: AnyCommand) -> None:
    if not admits(actor, str(command.__struct_config__.tag)):
        raise refusal("not_for_you", status=403)


async def _wall(hub: Hub, viewer: Viewer, course: str | None) -> None:
    if course is not None:
        owner = await hub.database.read(lambda session: roll.owner(session, course))
        demand(viewer.actor, "wall", owner or NOBODY, "class_unknown")
    hub.walls.look(viewer, course)


def _credit(hub: Hub, viewer: Viewer, count: int) -> None:
    viewer.credit = min(viewer.credit + count, CREDIT)
    viewer.wake.set()
    for room in viewer.rooms.values():
        hub.feed(room)


async def _open(hub: Hub, viewer: Viewer, run: str) -> None:
    room = await hub.room(run, viewer.actor, "open")
    status = room.status
    if status is None:  # its first news come with the worker that is being started
        raise refusal("worker_lost", status=503)
    if run in viewer.rooms:
        hub.leave(viewer, run)
    viewer.say(Opened(run, room.document, status))
    viewer.attach(room)
    room.viewers.add(viewer)
    await hub.note(room)
    await deliver(hub, viewer, room)


async def _watch(hub: Hub, viewer: Viewer, command: Watch) -> None:
    room = _attached(viewer, command.run)
    _permit(viewer.actor, command, room)
    streams, changed = room.plan.watch(viewer, command.probes)
    problems: dict[int, Problem | None] = {}
    if streams:
        # Asked even when the union is the same: only the worker knows which probes it can answer.
        order = Plan(0, room.name, room.plan.streams(), room.plan.probes())
        numbers = order.streams
        answer = await hub.pool.ask(order)
        if answer.problems:
            raise Refusal(*answer.problems)
        problems = dict(zip(numbers, _problems(answer), strict=True))
    elif changed:
        hub.pool.tell(Plan(0, room.name, [], []))
    refused = [problems.get(number) for number in streams]
    answered = [None if wrong else number for number, wrong in zip(streams, refused, strict=True)]
    viewer.say(Watching(command.run, answered, refused))
    viewer.watch(room, {number for number in answered if number is not None})
    hub.feed(room)


def _problems(answer: Answer) -> list[Problem | None]:
    return msgspec.convert(answer.result, list[Problem | None])


async def _ask(hub: Hub, viewer: Viewer, room: Room, command: AnyCommand) -> float | None:
    """Answers the number that a weight had before it was set."""
    if isinstance(command, STILL) and room.owner.course in hub.frozen:
        raise refusal("class_frozen")
    if isinstance(command, Edit) and named(command.document.get("data")) is not None:
        document = command.document
        await hub.database.read(lambda session: demand_data(session, viewer.actor, document))
    result = await carry_out(hub, room, command)
    if isinstance(command, Edit):
        room.show_edit(viewer, Edited(room.name, command.document))
    if isinstance(command, Adopt):  # its author does not know the document either
        for one in room.viewers:
            one.show_edit(Edited(room.name, room.document))
    return result if isinstance(command, SetWeight) else None
