"""What one page is to be sent: every notice, the newest status, missing rows, newest pictures.

Nothing here waits and nothing grows without bound: a slow page gets fewer pictures and larger
pieces of history, never older ones.
"""

import asyncio
from collections import deque
from collections.abc import Iterator

import msgspec

from server.live.memory import Memory
from server.live.room import Room
from server.people.actors import LOCAL, Actor
from server.wire.messages import Compiling, Edited, History, Notice, SignedOut, Status, Tile

CREDIT = 2  # binary messages under way at most: this alone bounds a picture's age
MAX_NOTICES = 2_000
MAX_ROWS = 5_000  # in one message
_encoder = msgspec.json.Encoder()


class Viewer:
    """One page's slots. ``wake`` is set when there is something to send."""

    def __init__(self, memory: Memory | None = None, actor: Actor = LOCAL) -> None:
        self.actor = actor
        self.memory = memory or Memory()
        self.credit = CREDIT
        self.wake = asyncio.Event()
        self.overflowed = False
        self.dismissed = asyncio.Event()
        self.rooms: dict[str, Room] = {}
        self._notices: deque[str] = deque()
        self._states: dict[tuple[str, str], Notice | Status] = {}
        # Of each run its generation, how many rows were told, and the last of them.
        self._read: dict[str, tuple[int, int, object]] = {}
        self._streams: dict[str, set[int]] = {}
        self._pictures: dict[str, dict[int, bytes]] = {}

    def say(self, notice: Notice) -> None:
        """A notice that must arrive."""
        if len(self._notices) >= MAX_NOTICES:
            self.overflowed = True
        else:
            self._notices.append(_encoder.encode(notice).decode())
        self.wake.set()

    def dismiss(self) -> None:
        """The session has ended: say so, obey nothing more, and close."""
        if not self.dismissed.is_set():
            self.say(SignedOut())
            self.dismissed.set()

    def show_status(self, status: Status) -> None:
        """How a run stands, in place of an older status; with it come the rows that are missing."""
        self._states[("status", status.run)] = status
        self.wake.set()

    def show_edit(self, edited: Edited) -> None:
        """Another page's document, in place of an older one: a drag makes thirty a second."""
        self._states[("edited", edited.run)] = edited
        self.wake.set()

    def forget_edit(self, run: str) -> None:
        """Its own edit came after what waits here: that document is no longer the run's."""
        self._states.pop(("edited", run), None)

    def show_compiling(self, compiling: Compiling) -> None:
        """That a compilation lasts."""
        self._states[("compiling", compiling.run)] = compiling
        self.wake.set()

    def show_picture(self, run: str, stream: int, frame: bytes) -> None:
        """A frame in place of an older one, if this page watches the stream."""
        if stream in self._streams.get(run, ()):
            self._pictures.setdefault(run, {})[stream] = frame
            self.wake.set()

    def show_tile(self, tile: Tile) -> None:
        """A learner at a glance, in place of an older one."""
        self._states[("tile", tile.person)] = tile
        self.wake.set()

    def show_tile_picture(self, run: str, stream: int, frame: bytes) -> None:
        """A tile's frame in place of an older one."""
        self._pictures.setdefault(run, {})[stream] = frame
        self.wake.set()

    def attach(self, room: Room) -> None:
        """Begin to follow a run, its rows from the first on."""
        self.rooms[room.name] = room
        self._read[room.name] = (-1, 0, None)
        self.wake.set()

    def detach(self, run: str) -> None:
        """Follow it no longer."""
        self.rooms.pop(run, None)
        for slots in (self._read, self._streams, self._pictures):
            slots.pop(run, None)
        for kind in ("status", "compiling", "edited"):
            self._states.pop((kind, run), None)

    def watch(self, room: Room, streams: set[int]) -> None:
        """See these streams from now on, at once with what is known of them."""
        self._streams[room.name] = streams
        known = {number: room.plan.latest[number] for number in streams & room.plan.latest.keys()}
        waiting = self._pictures.pop(room.name, {})
        kept = {number: frame for number, frame in waiting.items() if number in streams}
        if known or kept:
            self._pictures[room.name] = {**known, **kept}
        self.wake.set()

    def texts(self) -> Iterator[str]:
        """Everything to be sent as text now, in the order it must arrive."""
        while self._notices:
            yield self._notices.popleft()
        while self._states:
            key = next(iter(self._states))
            yield _encoder.encode(self._states.pop(key)).decode()
        for room in list(self.rooms.values()):
            yield from self._missing_rows(room)

    def picture(self) -> bytes | None:
        """The next binary message, all frames of one run; takes one credit. None: not now."""
        if not self.credit or not self._pictures:
            return None
        run = next(iter(self._pictures))
        self.credit -= 1
        return b"".join(self._pictures.pop(run).values())

    def _missing_rows(self, room: Room) -> Iterator[str]:
        while room.name in self._read:
            generation, start, last = self._read[room.name]
            if generation != room.generation:
                start = 0
            elif start and room.rows[start - 1] is not last:
                start -= 1  # the newest row was told again
            elif start >= len(room.rows):
                return
            rows = room.rows[start : start + MAX_ROWS]
            last = rows[-1] if rows else None
            self._read[room.name] = (room.generation, start + len(rows), last)
            yield _encoder.encode(History(room.name, start, rows)).decode()
