"""People at a real server: each with a cookie of their own, as a browser keeps it."""

from __future__ import annotations

import datetime
import json
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from serving import LiveServer, PageClient, Site
from sqlalchemy.orm import Session

from server.people import accounts
from server.settings import Settings
from server.store.database import Database
from server.store.models import Course, now

PASSWORD = "four invented words here"


class Visitor:
    """Somebody in front of a browser. ``facts`` is what the last way in answered."""

    def __init__(self, server: Site) -> None:
        self.server = server
        self.cookie = ""
        self.facts: dict[str, Any] = {}

    def request(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """As a page of this server asks, with the cookie there is."""
        if self.cookie:
            headers = {"Cookie": self.cookie, **headers}
        status, told, content = self.server.request(method, "/api" + path, body, **headers)
        given = {name.lower(): value for name, value in told.items()}.get("set-cookie")
        if given:
            self.cookie = given.partition(";")[0]
        return status, told, content

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        """The answer to a request that must succeed."""
        status, _, content = self.request(method, path, body)
        assert status < 300, f"{method} {path}: {status} {content[:500]!r}"
        return json.loads(content) if content else None

    def refused(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """Status and code of a request that must not succeed."""
        status, _, content = self.request(method, path, body)
        assert status >= 400, f"{method} {path}: {status} {content[:500]!r}"
        return status, json.loads(content)["problems"][0]["code"]

    def enter(self, path: str, **body: str) -> Visitor:
        """Sign in, join or come back."""
        self.facts = self.ask("POST", path, body)
        return self

    def page(self, run: str | None = None) -> PageClient:
        """A socket of this visitor."""
        return self.server.page(run, cookie=self.cookie)

    def run(self, document: dict[str, Any]) -> str:
        """A new run of this visitor's."""
        return self.ask("POST", "/runs", {"document": document})["id"]


# Two heaps of points that a straight line parts.
HEAPS = {
    "classes": ["left", "right"],
    "points": [[6 * right - 3, n / 4 - 1, right] for right in (0, 1) for n in range(8)],
}


def bring(
    visitor: Visitor, body: bytes | None = None, query: str = "name=heaps&sort=points"
) -> tuple[int, dict[str, str], bytes]:
    """A visitor brings data; two heaps of points where none are given."""
    sent = json.dumps(HEAPS).encode() if body is None else body
    return visitor.request("POST", f"/own?{query}", sent, Content_Type="application/octet-stream")


def invitation(server: LiveServer) -> str:
    """A one-time link's secret, as `python -m server invite` makes one."""
    with database(server) as session:
        return accounts.invite(session)


@contextmanager
def database(server: LiveServer) -> Generator[Session]:
    """One transaction in the database of a running server."""
    kept = Database(Settings.read({}, home=server.home, **server.settings).database_url())
    with Session(kept.engine) as session, session.begin():
        yield session
    kept.close()


def teacher(server: LiveServer, name: str = "Ms Noether") -> Visitor:
    """A new teacher, signed in."""
    return Visitor(server).enter(
        "/teachers", invitation=invitation(server), name=name, password=PASSWORD
    )


def new_class(owner: Visitor, name: str = "8b", **more: Any) -> dict[str, Any]:
    """A class as its teacher makes it, with its id and its code."""
    return owner.ask("POST", "/classes", {"name": name, **more})


def expire(server: LiveServer, course: dict[str, Any]) -> None:
    """The class's code has been good until a second ago."""
    with database(server) as session:
        kept = session.get_one(Course, course["id"])
        kept.code_expires = now() - datetime.timedelta(seconds=1)


def join(server: Site, course: dict[str, Any], nickname: str) -> Visitor:
    """A new learner of a class."""
    return Visitor(server).enter("/join", code=course["code"], nickname=nickname)
