"""What a teacher does to a whole class at once: freeze, push a network, show somebody out."""

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from server.live.changes import carry_out
from server.live.hub import Hub
from server.live.room import Room
from server.live.viewer import Viewer
from server.people import courses
from server.people.actors import Actor
from server.wire.messages import Edit, Edited, Frozen, Pushed
from server.wire.problems import Refusal


def freeze(hub: Hub, course: str, frozen: bool) -> None:
    """Pause all runs of a class and keep them so, or let those play on that played."""
    if frozen:
        hub.frozen.add(course)
    else:
        hub.frozen.discard(course)
    for room in list(hub.rooms.values()):
        if room.owner.course == course:
            if frozen:
                hub.hold_still(room)
            else:
                hub.go_on(room)
    for viewer in hub.viewers:
        if viewer.actor.course == course:
            viewer.say(Frozen(frozen))


async def push(hub: Hub, course: str, document: dict[str, Any]) -> int:
    """Put a document into the runs that learners look at now; the rest find it when they come.

    Answers how many learners were reached.
    """
    rooms = {
        (viewer.actor.person, room.name): room
        for viewer in hub.viewers
        for room in list(viewer.rooms.values())
        if viewer.actor.course == course and room.owner.person == viewer.actor.person
    }
    await hub.database.do(lambda session: courses.push(session, course, document))
    outcomes = await asyncio.gather(
        *(_put(hub, room, document) for room in rooms.values()), return_exceptions=True
    )
    unforeseen = [error for error in outcomes if isinstance(error, Exception)]
    for error in unforeseen:
        if not isinstance(error, Refusal):
            raise error
    reached = zip(rooms, outcomes, strict=True)
    return len({person for (person, _), outcome in reached if outcome is None})


async def deliver(hub: Hub, viewer: Viewer, room: Room) -> None:
    """Somebody opens a run of theirs: what was pushed while they were away comes now."""
    person = viewer.actor.person
    if viewer.actor.role != "learner" or room.owner.person != person:
        return
    document = await hub.database.read(lambda session: courses.waiting(session, person))
    if document is not None:
        with contextlib.suppress(Refusal):  # it waits on
            await _put(hub, room, document)


def show_out(hub: Hub, whom: Callable[[Actor], bool]) -> None:
    """Close the sockets of those whose session has ended."""
    for viewer in list(hub.viewers):
        if whom(viewer.actor):
            viewer.dismiss()


async def _put(hub: Hub, room: Room, document: dict[str, Any]) -> None:
    await carry_out(hub, room, Edit(0, room.name, document))
    room.held = False  # another network does not begin to train by itself
    for viewer in hub.viewers:
        if room.name not in viewer.rooms:
            continue
        if viewer.actor.person == room.owner.person:
            viewer.say(Pushed(room.name, document))
        else:
            viewer.show_edit(Edited(room.name, document))
    person = room.owner.person
    await hub.database.do(lambda session: courses.received(session, person))
