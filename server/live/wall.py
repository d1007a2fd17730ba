"""The wall: every learner of a class at a glance, at most once a second, for their teacher."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from functools import partial
from typing import Protocol

import msgspec

from server.live.room import Room
from server.live.viewer import Viewer
from server.people import roll
from server.people.roll import Learner, Tasks
from server.store.database import Database
from server.wire.messages import Tile, TileGone
from server.wire.problems import Refusal
from server.work.orders import Plan
from server.work.pool import Pool

SECOND = 1.0
ROLL_SECONDS = 3.0  # how old what the database told may be
PROBE = {"probe": "tile", "node": None}
POINTS = 40  # of the line of the loss
STUCK_SECONDS = 30.0  # of training on what stands there now, before anybody is called stuck
BETTER = 0.98  # the mean loss of the last third beside that of the third before


class House(Protocol):
    """What a wall needs of whoever holds the runs."""

    rooms: dict[str, Room]
    viewers: set[Viewer]
    pool: Pool
    database: Database

    def rooms_by_owner(self) -> dict[str, Room]:
        """Of everybody the run that was opened last."""
        ...

    def feed(self, room: Room) -> None:
        """Tell the worker whether anybody can take a picture."""
        ...


class Walls:
    """All walls that anybody looks at; each page at one class."""

    def __init__(self, house: House, tasks: Tasks) -> None:
        self._house = house
        self._tasks = tasks
        self._walls: dict[Viewer, asyncio.Task[None]] = {}
        self.hands: set[str] = set()

    def look(self, viewer: Viewer, course: str | None) -> None:
        """Show this class to a page from now on, or none."""
        task = self._walls.pop(viewer, None)
        if task is not None:
            task.cancel()
        if course is not None:
            self._walls[viewer] = asyncio.create_task(self._show(Wall(self._house, viewer, course)))

    def hand(self, person: str, up: bool) -> None:
        """Somebody raises a hand, or takes it down."""
        (self.hands.add if up else self.hands.discard)(person)

    async def close(self) -> None:
        """End all of them."""
        tasks = list(self._walls.values())
        for viewer in list(self._walls):
            self.look(viewer, None)
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _show(self, wall: Wall) -> None:
        told = -ROLL_SECONDS
        try:
            while True:
                now = time.monotonic()
                if now - told >= ROLL_SECONDS:
                    with contextlib.suppress(Refusal):  # a busy database: it is asked again
                        wall.call(await self._learners(wall.course))
                        told = now
                wall.tell(self.hands)
                await asyncio.sleep(SECOND)
        finally:
            wall.leave()

    async def _learners(self, course: str) -> list[Learner]:
        return await self._house.database.read(
            lambda session: roll.learners(session, course, self._tasks)
        )


class Wall:
    """One class on one page."""

    def __init__(self, house: House, viewer: Viewer, course: str) -> None:
        self.course = course
        self._house = house
        self._viewer = viewer
        self._learners: Sequence[Learner] = ()
        self._told: dict[str, Tile] = {}
        self._streams: dict[str, tuple[Room, int]] = {}  # by person

    def call(self, learners: Sequence[Learner]) -> None:
        """These are in the class now."""
        present = {learner.person for learner in learners}
        for person in self._told.keys() - present:
            del self._told[person]
            self._viewer.say(TileGone(self.course, person))
        for person in self._streams.keys() - present:
            self._detach(person)
        self._learners = learners

    def tell(self, hands: set[str]) -> None:
        """Send the tiles that have changed."""
        rooms = self._house.rooms_by_owner()
        here = {viewer.actor.person for viewer in self._house.viewers}
        for learner in self._learners:
            room = rooms.get(learner.person)
            stream = self._attach(learner.person, room)
            tile = self._tile(learner, room, stream)
            tile.here = learner.person in here
            tile.hand = learner.person in hands and tile.here
            if self._told.get(learner.person) != tile:
                self._told[learner.person] = tile
                self._viewer.show_tile(tile)

    def leave(self) -> None:
        """Nobody looks any more."""
        for person in list(self._streams):
            self._detach(person)

    def _tile(self, learner: Learner, room: Room | None, stream: int | None) -> Tile:
        status = room.status if room else None
        losses = _losses(room) if room else []
        return Tile(
            course=self.course,
            person=learner.person,
            name=learner.name,
            here=False,
            hand=False,
            run=room.name if room else None,
            stream=stream,
            network=room.sketch if room else "",
            state=status.state if status else None,
            step=status.step if status else 0,
            loss=losses[-1] if losses else None,
            losses=[] if room is None else _line(losses),
            lesson=learner.lesson,
            lesson_step=learner.lesson_step,
            task=learner.task,
            stuck=room is not None and learner.task == "open" and stuck(room.trained, losses),
        )

    def _attach(self, person: str, room: Room | None) -> int | None:
        known = self._streams.get(person)
        if known is not None and known[0] is room:
            return known[1]
        if known is not None:
            self._detach(person)
        if room is None:
            return None
        (stream,), changed = room.plan.watch(self, [PROBE])
        show = partial(self._viewer.show_tile_picture, room.name)
        room.walls[self] = lambda number, frame: show(number, frame) if number == stream else None
        self._streams[person] = room, stream
        if stream in room.plan.latest:
            show(stream, room.plan.latest[stream])
        self._plan(room, changed)
        return stream

    def _detach(self, person: str) -> None:
        room, _ = self._streams.pop(person)
        room.walls.pop(self, None)
        self._plan(room, room.plan.watch(self, ())[1])

    def _plan(self, room: Room, changed: bool) -> None:
        if changed and self._house.rooms.get(room.name) is room:
            order = Plan(0, room.name, room.plan.streams(), room.plan.probes())
            self._house.pool.tell(order)
        self._house.feed(room)


def stuck(trained: float, losses: Sequence[float | None]) -> bool:
    """Whether a run has trained a while without getting better: its task is open, help it."""
    third = len(losses) // 3
    if trained < STUCK_SECONDS or third == 0:
        return False
    before = [loss for loss in losses[-2 * third : -third] if loss is not None]
    last = [loss for loss in losses[-third:] if loss is not None]
    if not before or not last:
        return False
    return sum(last) / len(last) > BETTER * sum(before) / len(before)


def _losses(room: Room) -> list[float | None]:
    """The losses of at most three times as many rows as a line shows, the newest included."""
    rows = room.rows
    stride = max(1, len(rows) // (3 * POINTS))
    picked = rows[::-stride][::-1]
    return [_decoder.decode(row).loss for row in picked]


def _line(losses: Sequence[float | None]) -> list[float | None]:
    stride = -(-len(losses) // POINTS) if losses else 1
    picked = losses[::-stride][::-1]
    return [None if loss is None else float(f"{loss:.4g}") for loss in picked]


class _Loss(msgspec.Struct):
    loss: float | None


_decoder: msgspec.json.Decoder[_Loss] = msgspec.json.Decoder(_Loss)
