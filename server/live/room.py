"""One run as the web process knows it: its document, how it stands, its curves, its viewers."""

import asyncio
import time
from collections import deque
from collections.abc import Callable
from typing import Any, Protocol

import msgspec

from server.live.plan import Plan
from server.people.actors import NOBODY, Owner
from server.wire.messages import Compiling, Edited, Problem, Status
from server.work.orders import News

STRIKES = 3  # times that a run may take the worker down ...
STRIKE_SECONDS = 60.0  # ... within this time


class Watcher(Protocol):
    """What a room needs to know of a page that follows it."""

    credit: int

    def show_status(self, status: Status) -> None:
        """How the run stands."""
        ...

    def show_compiling(self, compiling: Compiling) -> None:
        """That a compilation lasts."""
        ...

    def show_edit(self, edited: Edited) -> None:
        """Another page's document."""
        ...

    def forget_edit(self, run: str) -> None:
        """Another page's document that its own has overtaken."""
        ...

    def show_picture(self, run: str, stream: int, frame: bytes) -> None:
        """A new frame."""
        ...


class Room:
    """Rows are kept as JSON: they are made once in the worker and sent to every viewer."""

    def __init__(
        self, name: str, document: dict[str, Any], playing: bool, owner: Owner = NOBODY
    ) -> None:
        self.name = name
        self.owner = owner
        self.document = document
        self.status: Status | None = None
        self.sketch = ""  # the network as 2-4-1
        self.trained = 0.0  # seconds on what stands there now
        self.playing = playing  # what was asked for last, for a worker that starts anew
        self.held = False  # it played when its class was frozen, and plays on when released
        self.rows: list[msgspec.Raw] = []
        self.generation = 0  # counts how often the rows began anew
        self.plan = Plan()
        self.hungry = False
        self.viewers: set[Watcher] = set()
        self.editing = asyncio.Lock()
        self.walls: dict[object, Callable[[int, bytes], None]] = {}
        self.unseen_since = self._told = time.monotonic()
        self.quarantine: Problem | None = None
        self._strikes: deque[float] = deque(maxlen=STRIKES)

    def take(self, news: News) -> None:
        """Note how the run stands and pass it on to those who watch."""
        now = time.monotonic()
        if self.status is not None and self.status.state == "training":
            self.trained += now - self._told
        self._told = now
        self.status, self.sketch = news.status, news.sketch
        self.playing = news.status.playing or (news.status.state == "compiling" and self.playing)
        if news.start is not None:
            if news.start == 0:
                self.generation += 1
                self.trained = 0.0
                self.plan.forget()
            self.rows[news.start :] = [msgspec.Raw(row) for row in news.rows]
        for viewer in self.viewers:
            viewer.show_status(news.status)

    def show(self, status: Status) -> None:
        """Note a status that the worker can no longer tell."""
        self.status = status
        for viewer in self.viewers:
            viewer.show_status(status)

    def show_edit(self, editor: Watcher, edited: Edited) -> None:
        """Tell everybody but its author that there is another document."""
        editor.forget_edit(self.name)
        for viewer in self.viewers - {editor}:
            viewer.show_edit(edited)

    def picture(self, stream: int, frame: bytes) -> None:
        """Put a new frame into the slots of those who watch its stream."""
        self.plan.latest[stream] = frame
        for viewer in self.viewers:
            viewer.show_picture(self.name, stream, frame)
        for show in self.walls.values():
            show(stream, frame)

    def wants_pictures(self) -> bool:
        """Whether anybody who watches has credit; a wall always takes its one a second."""
        watchers = self.plan.watchers()
        return bool(self.walls) or any(
            viewer.credit > 0 for viewer in self.viewers if viewer in watchers
        )

    def strike(self) -> bool:
        """It had its turn when the worker died; answers whether that was once too often."""
        self._strikes.append(time.monotonic())
        full = len(self._strikes) == STRIKES
        return full and self._strikes[-1] - self._strikes[0] < STRIKE_SECONDS

    def pardon(self) -> None:
        """Its document has changed: it may try again."""
        self.quarantine = None
        self._strikes.clear()
