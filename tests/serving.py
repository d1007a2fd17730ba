"""A real server with a real worker on a free port, and a client that speaks the protocol."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Generator
from pathlib import Path
from typing import Any

import psutil
from websockets.sync.client import ClientConnection, connect

ROOT = Path(__file__).parents[1]


class Site:
    """What a page asks of the place it comes from."""

    tls: ssl.SSLContext | None = None  # for https

    @property
    def url(self) -> str:
        """Where it is."""
        raise NotImplementedError

    def request(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body, as a page of this server would get them."""
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        given = {"Origin": self.url, "Content-Type": "application/json"} | {
            name.replace("_", "-"): value for name, value in headers.items()
        }
        request = urllib.request.Request(self.url + path, data, given, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60, context=self.tls) as answer:
                return answer.status, dict(answer.headers), answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, dict(error.headers), error.read()

    def get(self, path: str) -> Any:
        return self._json("GET", path, None)

    def post(self, path: str, body: Any) -> Any:
        return self._json("POST", path, body)

    def _json(self, method: str, path: str, body: Any) -> Any:
        status, _, content = self.request(method, path, body)
        assert status < 300, f"{method} {path}: {status} {content[:500]!r}"
        return json.loads(content)

    def run(self, document: dict[str, Any]) -> str:
        """A new run on a document."""
        return self.post("/api/runs", {"document": document})["id"]

    def page(self, run: str | None = None, name: str | None = None, cookie: str = "") -> PageClient:
        """A socket as a page opens it, attached to a run if one is given."""
        client = PageClient(self, name, cookie)
        if run is not None:
            client.run = run
            client.ask("open")
        return client


class LiveServer(Site):
    """`python -m server` in a process of its own. ``url`` is where it is.

    In tests it takes what others have compiled, unless it is ``alone``.
    """

    def __init__(self, home: Path, alone: bool = False, **settings: object) -> None:
        self.home = home
        shared = os.environ.get("JAX_COMPILATION_CACHE_DIR")
        if shared and not alone:
            home.mkdir(parents=True, exist_ok=True)
            (home / "compiled").symlink_to(shared)
        self.settings = settings
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it and wait until its worker is ready."""
        environment = {
            **os.environ,
            "NETZWERKSTATT_HOME": str(self.home),
            "NETZWERKSTATT_DEVICE": "cpu",
            **{
                f"NETZWERKSTATT_{name.upper()}": str(value) for name, value in self.settings.items()
            },
        }
        self.log = (self.home / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server", "--port", str(self.port)],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=self.log,
        )
        assert self.process.stdout is not None
        line = self.process.stdout.readline().decode()
        found = re.search(r":(\d+)\s*$", line)
        assert found, f"the server did not start: {line!r} {self.logged()}"
        self.port = int(found[1])
        self.wait_ready()

    def wait_ready(self, seconds: float = 90) -> None:
        """Wait until the worker is there."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                if self.get("/api/health")["worker"] == "ready":
                    return
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.05)
        raise AssertionError(f"no worker after {seconds} s: {self.logged()}")

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it, by default in good order."""
        if self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(30)
        if self.process.stdout:
            self.process.stdout.close()
        self.log.close()

    def logged(self) -> str:
        """What it wrote to its log."""
        return (self.home / "server.log").read_text("utf-8")[-4000:]

    def worker(self) -> psutil.Process:
        """The process that trains."""
        for child in psutil.Process(self.process.pid).children():
            if "server.work.worker" in child.cmdline():
                return child
        raise AssertionError("there is no worker")


@contextlib.contextmanager
def live(home: Path, alone: bool = False, **settings: object) -> Generator[LiveServer]:
    """A server that ends with what it is needed for; its log must stay free of tracebacks."""
    server = LiveServer(home, alone, **settings)
    try:
        yield server
    finally:
        server.stop()
    assert "Traceback" not in server.logged(), server.logged()


class Refused(Exception):
    """A command was not carried out; ``problem`` says why."""

    def __init__(self, problem: dict[str, Any]) -> None:
        self.problem = problem
        super().__init__(problem["message"]["en"])


class PageClient:
    """Speaks as a page does. Everything heard is kept; pictures are acknowledged when taken."""

    def __init__(self, server: Site, name: str | None = None, cookie: str = "") -> None:
        self._stack = contextlib.ExitStack()
        query = f"?page={name}" if name else ""
        self.socket: ClientConnection = self._stack.enter_context(
            connect(
                f"ws{server.url.removeprefix('http')}/api/live{query}",
                origin=server.url,  # type: ignore[arg-type]
                additional_headers={"Cookie": cookie} if cookie else None,
                compression=None,
                ssl=server.tls,
                max_size=None,
                open_timeout=30,
            )
        )
        self.run = ""
        self.notices: list[dict[str, Any]] = []
        self.pictures: list[bytes] = []
        self.status: dict[str, Any] = {}
        self.rows: list[dict[str, Any]] = []
        self.acknowledge = True
        self._id = 0

    def __enter__(self) -> PageClient:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Go away."""
        self._stack.close()

    def send(self, kind: str, **fields: Any) -> int:
        """Send a command without waiting; answers its id."""
        self._id += 1
        if kind not in ("credit", "wall", "hand"):
            fields.setdefault("run", self.run)
        self.socket.send(json.dumps({"type": kind, "id": self._id, **fields}))
        return self._id

    def ask(self, kind: str, **fields: Any) -> dict[str, Any]:
        """Send a command and wait until it is done; raises ``Refused``."""
        number = self.send(kind, **fields)
        answer = self.wait(lambda n: n.get("id") == number and n["type"] in ("done", "refused"))
        if answer["type"] == "refused":
            raise Refused(answer["problem"])
        return answer

    def watch(self, *probes: dict[str, Any]) -> list[int | None]:
        """Watch probes; answers their streams."""
        self.ask("watch", probes=list(probes))
        return next(n for n in reversed(self.notices) if n["type"] == "watching")["streams"]

    def hear(self, seconds: float) -> dict[str, Any] | bytes | None:
        """The next message, taken note of; None when there was none in time."""
        try:
            message = self.socket.recv(timeout=seconds)
        except TimeoutError:
            return None
        if isinstance(message, bytes):
            self.pictures.append(message)
            if self.acknowledge:
                self.send("credit", count=1)
            return message
        notice = json.loads(message)
        self.notices.append(notice)
        if notice["type"] in ("opened", "status"):
            self.status = notice.get("status", notice)
        elif notice["type"] == "history":
            self.rows[notice["from"] :] = notice["rows"]
        return notice

    def wait(self, wanted: Any, seconds: float = 60) -> dict[str, Any]:
        """The next notice for which ``wanted(notice)`` holds."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            notice = self.hear(left)
            if isinstance(notice, dict) and wanted(notice):
                return notice
        kinds = [n["type"] for n in self.notices[-10:]]
        raise AssertionError(f"not heard within {seconds} s; last: {kinds} {self.status}")

    def wait_status(self, wanted: Any, seconds: float = 60) -> dict[str, Any]:
        """The status, now or later, for which ``wanted(status)`` holds."""
        if self.status and wanted(self.status):
            return self.status
        self.wait(lambda n: n["type"] in ("status", "opened") and wanted(self.status), seconds)
        return self.status

    def wait_picture(self, seconds: float = 60) -> bytes:
        """The next binary message."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            message = self.hear(left)
            if isinstance(message, bytes):
                return message
        raise AssertionError(f"no picture within {seconds} s: {self.status}")

    def listen(self, seconds: float) -> None:
        """Take note of everything for so long."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            self.hear(left)


def circle(**training: Any) -> dict[str, Any]:
    """A small network on points of the plane, quick to compile."""
    return {
        "format": 1,
        "name": "Circle",
        "data": {"dataset": "circle", "options": {}, "validation_split": 0.5, "seed": 0},
        "nodes": [
            {"id": "in", "kind": "input"},
            {"id": "h1", "kind": "dense", "config": {"units": 4, "activation": "tanh"}},
            {"id": "out", "kind": "dense", "config": {"units": 1, "activation": "tanh"}},
        ],
        "edges": [["in", "h1"], ["h1", "out"]],
        "training": {
            "kind": "supervised",
            "loss": {"kind": "mean_squared_error"},
            "optimizer": {"kind": "sgd", "config": {"learning_rate": 0.03}},
            "metrics": ["accuracy"],
            "batch_size": 10,
            "epochs": 10,
            "seed": 0,
            **training,
        },
        "layout": {},
    }
