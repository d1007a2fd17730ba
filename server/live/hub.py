"""All runs that are held: created, found again, restored after a crash, let go when unseen."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Coroutine, Iterable
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy.orm import Session

from server.live.memory import Memories
from server.live.room import STRIKES, Room
from server.live.viewer import Viewer
from server.live.wall import Walls
from server.people import sessions
from server.people.actors import Actor, Owner
from server.people.policy import demand
from server.people.roll import Tasks
from server.settings import Settings
from server.store import runs
from server.store.database import Database
from server.store.models import Run
from server.wire.messages import Compiling, Pause, Play, Status, WorkerNotice
from server.wire.problems import Refusal, problem, refusal
from server.work.orders import (
    Answer,
    Ask,
    Compiles,
    Hungry,
    News,
    Pictures,
    Plan,
    Save,
    Start,
    Stop,
)
from server.work.pool import Pool, State

log = structlog.get_logger()


class Hub:
    """The one owner of rooms; the pool tells it what the worker does."""

    def __init__(self, settings: Settings, database: Database, tasks: Tasks) -> None:
        self.settings = settings
        self.database = database
        self.pool = Pool(settings, self)
        self.rooms: dict[str, Room] = {}
        self.viewers: set[Viewer] = set()
        self.memories = Memories()
        self.walls = Walls(self, tasks)
        self.frozen: set[str] = set()  # classes
        self._opening = asyncio.Lock()
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self) -> None:
        """Start the worker and the housekeeping."""
        self.pool.start()
        self.later(self._keep_house())

    async def close(self) -> None:
        """Save everything and end the worker."""
        await self.walls.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.pool.close()

    def later(self, work: Coroutine[Any, Any, Any]) -> None:
        """Do something that nobody waits for."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._finished)

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.warning("background work failed", error=str(error))

    # Runs.

    async def create(self, actor: Actor, document: dict[str, Any]) -> str:
        """A new run on a document, untrained; ``Refusal`` when the document cannot be trained."""
        await self._make_place()
        name, owner = await self.database.do(
            lambda session: (
                runs.add(session, actor.person, document),
                sessions.owner(session, actor.person),
            )
        )
        room = Room(name, document, playing=False, owner=owner)
        try:
            await self._hold(room)
        except Refusal:
            await self.database.do(lambda session: runs.remove(session, name))
            raise
        return name

    async def room(self, name: str, actor: Actor, action: str) -> Room:
        """A run, brought back from its checkpoint if it is not held; ``Refusal`` if unknown.

        A run that the actor may not do this to is as unknown as one that does not exist.
        """
        async with self._opening:
            room = self.rooms.get(name)
            if room is None:
                stored, owner = await self.stored(name, actor, action)
                await self._make_place()
                room = Room(name, stored.document, stored.playing, owner)
                await self._hold(room)
            else:
                demand(actor, action, room.owner, "run_unknown")
            return room

    async def stored(self, name: str, actor: Actor, action: str) -> tuple[Run, Owner]:
        """What is kept of a run, with its owner; ``Refusal`` as in ``room``."""

        def find(session: Session) -> tuple[Run, Owner]:
            stored = runs.get(session, name)
            if stored is None:
                raise refusal("run_unknown", status=404)
            owner = sessions.owner(session, stored.owner)
            demand(actor, action, owner, "run_unknown")
            return stored, owner

        return await self.database.do(find)

    async def snapshot(
        self, name: str, actor: Actor, action: str, path: Path, *, shown: bool = False
    ) -> bool:
        """Write a run as it is now, or is shown, to a file; False when no worker holds it."""
        room = await self.room(name, actor, action)
        answer = await self.pool.ask(Save(0, room.name, str(path), shown))
        if answer.problems:
            raise Refusal(*answer.problems)
        return answer.result is True

    async def branch(self, name: str, actor: Actor, action: str, document: dict[str, Any]) -> str:
        """A new run that begins as this one is shown now, on another document perhaps."""
        await self._make_place()
        new = await self.database.do(lambda session: runs.add(session, actor.person, document))
        path = self.settings.checkpoint(new)
        try:
            if not await self.snapshot(name, actor, action, path, shown=True):
                raise refusal("database_busy", status=503)
            await self._hold(Room(new, document, False, self.rooms[name].owner), carry=True)
        except Refusal:
            path.unlink(missing_ok=True)
            await self.database.do(lambda session: runs.remove(session, new))
            raise
        return new

    async def restart(self, room: Room, document: dict[str, Any]) -> None:
        """Begin a run anew with another document, after its last one took the worker down."""
        before, room.document = room.document, document
        self.settings.checkpoint(room.name).unlink(missing_ok=True)
        try:
            self._settle(room, await self.pool.ask(self._start_order(room)))
        except Refusal:
            room.document = before
            raise
        room.pardon()
        await self.note(room, document=document, playing=False)

    async def remove(self, name: str, actor: Actor, action: str) -> None:
        """End a run and forget it."""
        await self.stored(name, actor, action)
        await self.database.do(lambda session: runs.remove(session, name))
        await self.forget([name])

    async def forget(self, names: Iterable[str]) -> None:
        """Let go of runs that the database no longer knows, with their checkpoints."""
        async with self._opening:  # none of them is just being brought back
            for name in names:
                room = self.rooms.pop(name, None)
                if room is not None:
                    for viewer in self.viewers:
                        self.leave(viewer, name)
                    with contextlib.suppress(Refusal):  # a lost worker holds nothing any more
                        await self.pool.ask(Stop(0, name, save=False))
                self.settings.checkpoint(name).unlink(missing_ok=True)

    async def _hold(self, room: Room, *, carry: bool = False) -> None:
        self.rooms[room.name] = room  # before asking: its news come ahead of the answer
        playing = room.playing
        try:
            answer = await self.pool.ask(self._start_order(room, carry=carry))
            self._settle(room, answer)
        except Refusal:
            self.rooms.pop(room.name, None)
            raise
        room.held = playing and room.owner.course in self.frozen
        room.playing = playing and not room.held  # just started, it stands still and has said so
        if room.playing:
            self.pool.tell(Ask(0, room.name, Play(0, room.name)))

    def _start_order(self, room: Room, *, carry: bool = False) -> Start:
        path = self.settings.checkpoint(room.name)
        return Start(0, room.name, room.document, str(path), carry)

    def _settle(self, room: Room, answer: Answer) -> None:
        if answer.problems:
            raise Refusal(*answer.problems)
        room.document = answer.result

    async def _make_place(self) -> None:
        """Let the run go that has been out of sight longest; refuse when all are in use."""
        if len(self.rooms) < self.settings.max_runs:
            return
        unseen = [room for room in self.rooms.values() if not room.viewers and not room.playing]
        if not unseen:
            raise refusal("runs_full", status=503, limit=self.settings.max_runs)
        await self._let_go(min(unseen, key=lambda room: room.unseen_since))

    async def _let_go(self, room: Room) -> None:
        del self.rooms[room.name]
        await self.pool.ask(Stop(0, room.name, save=True))

    async def note(self, room: Room, **values: Any) -> None:
        """Remember something of a run beyond this process."""
        await self.database.do(lambda session: runs.note(session, room.name, **values))

    async def _note_playing(self, room: Room) -> None:
        # Read within the transaction: of two notes that overtake each other the newest counts.
        await self.database.do(
            lambda session: runs.note(session, room.name, playing=room.playing or room.held)
        )

    def hold_still(self, room: Room) -> None:
        """Pause a run of a frozen class; if it played it will go on when the class is released."""
        room.held = room.held or room.playing
        room.playing = False
        self.pool.tell(Ask(0, room.name, Pause(0, room.name)))

    def go_on(self, room: Room) -> None:
        """Let a run play on that was held still."""
        if room.held and room.quarantine is None:
            room.playing = True
            self.pool.tell(Ask(0, room.name, Play(0, room.name)))
        room.held = False

    def rooms_by_owner(self) -> dict[str, Room]:
        """Of everybody the run that was opened last, of those that are held."""
        return {room.owner.person: room for room in self.rooms.values()}

    # Viewers.

    def leave(self, viewer: Viewer, name: str) -> None:
        """A page looks away from a run."""
        room = viewer.rooms.get(name)
        viewer.detach(name)
        if room is None:
            return
        room.viewers.discard(viewer)
        room.unseen_since = time.monotonic()
        if room.plan.watch(viewer, ())[1]:
            self.pool.tell(Plan(0, name, room.plan.streams(), room.plan.probes()))
        self.feed(room)

    def drop(self, viewer: Viewer) -> None:
        """A page is gone."""
        self.viewers.discard(viewer)
        self.walls.look(viewer, None)
        for name in list(viewer.rooms):
            self.leave(viewer, name)
        person = viewer.actor.person
        if not any(other.actor.person == person for other in self.viewers):
            self.walls.hand(person, up=False)

    def feed(self, room: Room) -> None:
        """Tell the worker when it changes whether anybody can take a picture."""
        hungry = room.wants_pictures()
        if hungry != room.hungry:
            room.hungry = hungry
            self.pool.tell(Hungry(0, room.name, hungry))

    # What the worker tells.

    def on_news(self, news: News) -> None:
        """A run stands differently."""
        room = self.rooms.get(news.run)
        if room is None:
            return
        was = room.playing
        room.take(news)
        if room.playing and room.owner.course in self.frozen:
            self.hold_still(room)  # it was asked to play just before
        elif room.playing != was:
            self.later(self._note_playing(room))

    def on_pictures(self, pictures: Pictures) -> None:
        """Frames, each into the slots of those who watch it."""
        for picture in pictures.pictures:
            room = self.rooms.get(picture.run)
            if room is not None:
                room.picture(picture.stream, picture.frame)

    def on_compiles(self, compiles: Compiles) -> None:
        """A compilation lasts."""
        room = self.rooms.get(compiles.run)
        for viewer in room.viewers if room else ():
            viewer.show_compiling(Compiling(compiles.run, compiles.what, compiles.seconds))

    def on_worker(self, state: State, culprit: str) -> None:
        """The worker was lost, is starting, or is ready: its runs are brought back."""
        if state == "lost":
            self._blame(culprit)
        if state == "ready":
            for room in list(self.rooms.values()):
                self._restore(room)
        for viewer in self.viewers:
            viewer.say(WorkerNotice(state))

    def _blame(self, culprit: str) -> None:
        for room in self.rooms.values():
            compiling = room.status is not None and room.status.state == "compiling"
            if (room.name == culprit or compiling) and room.strike():
                room.quarantine = problem("run_quarantined", times=STRIKES)
                room.playing = False
            if room.status is not None:
                room.show(_status(room.status, "lost"))

    def _restore(self, room: Room) -> None:
        if room.quarantine is not None:
            if room.status is not None:
                room.show(_status(room.status, "failed", room))
            return
        answer = self.pool.order(self._start_order(room))
        self.pool.tell(Plan(0, room.name, room.plan.streams(), room.plan.probes()))
        room.hungry = room.wants_pictures()
        self.pool.tell(Hungry(0, room.name, room.hungry))
        if room.playing:
            self.pool.tell(Ask(0, room.name, Play(0, room.name)))
        self.later(self._restored(room, answer, room.playing))

    async def _restored(self, room: Room, answer: asyncio.Future[Answer], playing: bool) -> None:
        with contextlib.suppress(Refusal):  # lost again: it will be restored again
            outcome = await answer
            room.playing = room.playing or (playing and not outcome.problems)
            if outcome.problems and room.status is not None:
                room.quarantine = outcome.problems[0]
                room.show(_status(room.status, "failed", room))

    # Housekeeping.

    async def _keep_house(self) -> None:
        await self.database.do(
            lambda session: runs.remove_unvisited(session, self.settings.keep_runs_days)
        )
        await asyncio.to_thread(self._remove_old_checkpoints)
        while True:
            await asyncio.sleep(30)
            for room in list(self.rooms.values()):
                await self._look_after(room)

    def _remove_old_checkpoints(self) -> None:
        before = time.time() - self.settings.keep_runs_days * 86_400
        for path in Path(self.settings.home / "runs").glob("*"):
            if path.stat().st_mtime < before:
                path.unlink(missing_ok=True)

    async def _look_after(self, room: Room) -> None:
        if room.viewers:
            await self.note(room)
            return
        unseen = (time.monotonic() - room.unseen_since) / 60
        if room.playing and unseen > self.settings.unseen_pause_minutes:
            room.playing = False
            await self.note(room, playing=False)
            await self._let_go(room)
        elif not room.playing and unseen > self.settings.unseen_unload_minutes:
            await self._let_go(room)


def _status(status: Status, state: Any, room: Room | None = None) -> Status:
    """A status that the web process makes itself, while the worker cannot."""
    return Status(
        run=status.run,
        state=state,
        playing=False,
        step=status.step,
        epoch=status.epoch,
        steps_per_epoch=status.steps_per_epoch,
        steps_per_second=0.0,
        examples_per_second=0.0,
        speed=status.speed,
        since=None,
        shown=None,
        knobs=status.knobs,
        problem=room.quarantine if room else None,
        notice=None,
        interventions=status.interventions,
    )
