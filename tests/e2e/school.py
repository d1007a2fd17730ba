"""A class at a server of its own: people in browsers of their own, by visible names."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from serving import LiveServer
from visitors import new_class, teacher

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
        # A refusal that is asked for shows up here as well, and the last word of a server that
        # stops; the page says it in words.
        if kind in ("error", "warning") and not re.search("status of (4|503)", text):
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

    def enter(self, code: str, nickname: str) -> str:
        """Into the class with code and nickname; answers the private word."""
        self.goto(f"/join/{code}")
        self.fill("Nickname", nickname)
        self.press("Join")
        word = self.page.get_by_role("status", name="Your private word").inner_text()
        self.page.get_by_label("I wrote it down.").check()
        self.press("Begin")
        return word

    def join(self, code: str, nickname: str) -> str:
        """Into a class without lessons, as far as the workspace; answers the private word."""
        word = self.enter(code, nickname)
        self.ready()
        return word

    def come_back(self, code: str, nickname: str, word: str) -> None:
        """Into the class as who has been there before, from the page for joining."""
        self.press("I have been here before")
        self.fill("Code of the class", code)
        self.fill("Nickname", nickname)
        self.fill("Your private word", word)
        self.press("Go on where I was")

    def sign_in(self, name: str, password: str) -> None:
        """As a teacher, from the page for that."""
        self.fill("Name", name)
        self.fill("Password", password)
        self.press("Sign in")

    def tile(self, name: str) -> Locator:
        """A learner on a teacher's wall, by any words of the tile."""
        return self.page.get_by_role("listitem").filter(has_text=re.compile(re.escape(name)))

    def push(self, network: str, learners: str) -> None:
        """A starting network to everybody on the wall, ``learners`` as the button counts them."""
        self.press("Push a network")
        dialog = self.page.get_by_role("dialog")
        dialog.get_by_role("button", name=network).click()
        dialog.get_by_role("button", name=f"Push to {learners}").click()

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


def found_class(server: LiveServer, name: str) -> dict[str, Any]:
    """A class that another teacher has made already."""
    return new_class(teacher(server, f"Teacher of {name}"), name)
