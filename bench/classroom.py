"""A class on this machine: `python -m bench.classroom [--learners 30] [--seconds 120] [--same]`.

Learners join a real server from one address, each trains a small network of its own on points of
the plane and watches it; a teacher watches the wall. Prints the first figures for promises R1, R2
and R16. The simulated pages run on the same machine, in one process, and take their share of it.
"""

import argparse
import asyncio
import json
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

import psutil
from serving import LiveServer, circle
from visitors import Visitor, join, new_class, teacher
from websockets.asyncio.client import ClientConnection, connect

from bench.runs import network

MADE = struct.Struct("<16xd")  # of a frame's header: when it was made
EDIT_SECONDS = 5.0


class Page:
    """One learner's page: takes every picture at once and moves the learning rate now and then."""

    def __init__(self, number: int, run: str, document: dict[str, Any]) -> None:
        self.number, self.run, self.document = number, run, document
        self.ages: list[float] = []
        self.answers: list[float] = []
        self.first_frame: float | None = None
        self.began = 0.0
        self.step = 0
        self._asked: dict[int, float] = {}
        self._id = 0

    async def live(self, socket: ClientConnection, seconds: float) -> None:
        """Open, watch, play, and look on for so long."""
        await self._send(socket, "open")
        probe = {"probe": "plane", "node": "out", "size": 50, "unit": None}
        await self._send(socket, "watch", probes=[probe])
        self.began = time.time()
        await self._send(socket, "play")
        editing = asyncio.create_task(self._edit(socket))
        try:
            async with asyncio.timeout(seconds):
                async for message in socket:
                    await self._take(socket, message)
        except TimeoutError:
            editing.cancel()

    async def _take(self, socket: ClientConnection, message: str | bytes) -> None:
        now = time.time()
        if isinstance(message, bytes):
            (made,) = MADE.unpack_from(message)
            self.ages.append(now - made)
            if self.first_frame is None and self.step > 0:
                self.first_frame = now - self.began
            await self._send(socket, "credit", count=1)
            return
        notice = json.loads(message)
        if notice["type"] == "status":
            self.step = notice["step"]
        elif notice["type"] == "done" and (asked := self._asked.pop(notice["id"], None)):
            self.answers.append(now - asked)
        elif notice["type"] == "refused":
            raise AssertionError(notice["problem"]["message"]["en"])

    async def _edit(self, socket: ClientConnection) -> None:
        config = self.document["training"]["optimizer"].setdefault("config", {})
        while True:
            await asyncio.sleep(EDIT_SECONDS)
            config["learning_rate"] = 0.03 if config.get("learning_rate") != 0.03 else 0.02
            self._asked[self._id + 1] = time.time()
            await self._send(socket, "edit", document=self.document)

    async def _send(self, socket: ClientConnection, kind: str, **fields: Any) -> None:
        self._id += 1
        run = {} if kind == "credit" else {"run": self.run}
        await socket.send(json.dumps({"type": kind, "id": self._id, **run, **fields}))


def joined(server: LiveServer, count: int) -> tuple[list[Visitor], Visitor, dict[str, Any], float]:
    """A class of so many, their teacher, and the seconds it took them all to join."""
    leader = teacher(server)
    course = new_class(leader)
    began = time.monotonic()
    learners = [join(server, course, f"learner {number}") for number in range(count)]
    return learners, leader, course, time.monotonic() - began


async def play(
    server: LiveServer, learners: Sequence[Visitor], leader: Visitor, course: str,
    seconds: float, same: bool,
) -> tuple[list[Page], int]:  # fmt: skip
    """Everybody's page for so long, and how many bytes the wall was sent."""
    address = f"ws{server.url.removeprefix('http')}/api/live"
    pages: list[Page] = []
    for number, learner in enumerate(learners):
        document = circle() if same else network(number)
        pages.append(Page(number, learner.run(document), document))

    async def one(page: Page, learner: Visitor) -> None:
        async with _socket(address, server, learner) as socket:
            await page.live(socket, seconds)

    wall = asyncio.create_task(_wall(address, server, leader, course, seconds))
    await asyncio.gather(*(one(*pair) for pair in zip(pages, learners, strict=True)))
    return pages, await wall


async def _wall(
    address: str, server: LiveServer, leader: Visitor, course: str, seconds: float
) -> int:
    received = 0
    async with _socket(address, server, leader) as socket:
        await socket.send(json.dumps({"type": "wall", "id": 1, "course": course}))
        try:
            async with asyncio.timeout(seconds):
                async for message in socket:
                    received += len(message)
                    if isinstance(message, bytes):
                        await socket.send('{"type":"credit","id":2,"count":1}')
        except TimeoutError:
            pass
    return received


def _socket(address: str, server: LiveServer, visitor: Visitor) -> Any:
    return connect(
        address,
        origin=server.url,  # type: ignore[arg-type]
        additional_headers={"Cookie": visitor.cookie},
        compression=None,
        max_size=None,
        open_timeout=60,
    )


def measure(count: int, seconds: float, same: bool) -> dict[str, Any]:
    """Everything about one class."""
    with tempfile.TemporaryDirectory() as home:
        server = LiveServer(Path(home))
        try:
            learners, leader, course, joining = joined(server, count)
            pages, wall = asyncio.run(play(server, learners, leader, course["id"], seconds, same))
            memory = {
                "server MB": _memory(psutil.Process(server.process.pid)),
                "worker MB": _memory(server.worker()),
            }
        finally:
            server.stop()
    ages = [age for page in pages for age in page.ages]
    frames = [len(page.ages) / seconds for page in pages]
    first = [page.first_frame or seconds for page in pages]
    answers = [answer for page in pages for answer in page.answers]
    return {
        "learners": count,
        "networks": "one" if same else "different",
        "join seconds": round(joining, 1),
        "first frame p50 s": _percent(first, 50),
        "first frame p95 s": _percent(first, 95),
        "frames/s mean": round(statistics.mean(frames), 1),
        "frames/s least": round(min(frames), 1),
        "frame age p50 ms": _percent(ages, 50, 1000),
        "frame age p99 ms": _percent(ages, 99, 1000),
        "command p99 ms": _percent(answers, 99, 1000),
        "steps/s all": round(sum(page.step for page in pages) / seconds),
        "wall kB/s": round(wall / seconds / 1000, 1),
        **memory,
    }


def _percent(values: Sequence[float], percent: int, scale: float = 1) -> float:
    return round(scale * statistics.quantiles(values, n=100)[percent - 1], 2)


def _memory(process: psutil.Process) -> int:
    return round(process.memory_info().rss / 1e6)


def main() -> None:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser("bench.classroom", description=__doc__)
    parser.add_argument("--learners", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--same", action="store_true", help="all train one structure")
    given = parser.parse_args()
    sys.stdout.write(
        json.dumps(measure(given.learners, given.seconds, given.same), indent=1) + "\n"
    )


if __name__ == "__main__":
    main()
