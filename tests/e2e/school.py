"""A class at a server of its own: people in browsers of their own, by visible names."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect
from serving import LiveServer
from visitors import Visitor, database, teacher

from server.people import codes
from server.store.models import Course, now

WAIT_MS = 20_000


class Seat:
    """One browser with one page. ``troubles`` gathers what its console complains about."""

    def __init__(self, context: BrowserContext, server: LiveServer) -> None:
        self.context = context
        self.server = server
        self.page: Page = context.new_page()
        self.troubles: list[str] = []
        self.page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        self.page.on("console", lambda said: self._heard(said.type, said.text))
        self.page.on("dialog", lambda _: self.troubles.append("a dialog opened"))

    def _heard(self, kind: str, text: str) -> None:
        # A refusal that is asked for shows up here as well; the page says it in words.
        if kind in ("error", "warning") and "status of 4" not in text:
            self.troubles.append(f"console {kind}: {text}")

    def goto(self, path: str) -> None:
        self.page.goto(self.server.url + path)

    def press(self, name: str) -> None:
        """Press a button by its name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def sees(self, text: str) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible()

    def join(self, code: str, nickname: str) -> str:
        """Into the class with code and nickname, as far as the workspace; answers the word."""
        self.goto(f"/join/{code}")
        self.fill("Nickname", nickname)
        self.press("Join")
        word = self.page.get_by_role("status", name="Your private word").inner_text()
        self.page.get_by_label("I wrote it down.").check()
        self.press("Begin")
        self.ready()
        return word

    def ready(self) -> None:
        """The workspace stands, and its run is attached."""
        step = self.page.get_by_role("status", name="Step", exact=True)
        expect(step).not_to_have_text("–")

    def session(self) -> dict[str, Any]:
        """What the server says of who this browser is."""
        return self.page.evaluate("fetch('/api/session').then(answer => answer.json())")


Seats = Callable[..., Seat]


def take_seats(browser: Browser, server: LiveServer, taken: list[Seat]) -> Seats:
    """Makes browsers that share nothing."""

    def make(
        *, size: tuple[int, int] = (1440, 900), language: str = "en-US", path: str | None = None
    ) -> Seat:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale=language,
            permissions=["clipboard-read", "clipboard-write"],
            accept_downloads=True,
        )
        context.set_default_timeout(WAIT_MS)
        taken.append(Seat(context, server))
        if path is not None:
            taken[-1].goto(path)
        return taken[-1]

    return make


def found_class(server: LiveServer, name: str, hours: float = 1) -> tuple[Visitor, str, str]:
    """A class that its teacher has made already: the teacher, the class's id, its code."""
    owner = teacher(server, f"Teacher of {name}")
    code = codes.new_code()
    with database(server) as session:
        course = Course(
            teacher=owner.facts["person"],
            name=name,
            code=code,
            code_expires=now() + datetime.timedelta(hours=hours),
        )
        session.add(course)
        session.flush()
        return owner, course.id, codes.shown(code)
