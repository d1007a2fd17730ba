"""The page as a person uses it: by roles and visible names, with a real mouse and real keys."""

from __future__ import annotations

import base64
import json
import re
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Locator, Page, Request, Response, expect
from serving import LiveServer, PageClient

from server.wire import frames

POLL_SECONDS = 0.03
LONGEST_WAIT = 60  # seconds for any single condition; shared machines are slow now and then
STILL = 8  # polls
CARDS = """() => [...document.querySelectorAll('.react-flow__node')].map(card => {
  const { x, y, width, height } = card.getBoundingClientRect()
  return [x, y, width, height]
})"""
KEPT = "JSON.parse(sessionStorage.getItem('netzwerkstatt.document') ?? '{\"name\": null}')"
READ_PIXELS = """canvas => {
  const { width, height } = canvas
  if (!width || !height) return null
  // Reading the page's own canvas would make Chromium move it off the GPU.
  const copy = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  copy.drawImage(canvas, 0, 0)
  const { data } = copy.getImageData(0, 0, width, height)
  let text = ''
  for (let at = 0; at < data.length; at += 8192)
    text += String.fromCharCode(...data.subarray(at, at + 8192))
  return { width, height, bytes: btoa(text) }
}"""

Pixels = npt.NDArray[np.uint8]


class Workshop:
    """One page. ``troubles`` gathers what its console and its scripts complain about."""

    def __init__(self, page: Page, server: LiveServer, runs: list[str]) -> None:
        self.page = page
        self.server = server
        self.runs = runs
        self._shown = 0
        self.troubles: list[str] = []
        page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))
        page.on("console", lambda said: self._heard(said.type, said.text))
        self._checked = False
        page.on("request", self._asked)
        page.on("response", self._answered)

    def _heard(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.troubles.append(f"console {kind}: {text}")

    def _asked(self, request: Request) -> None:
        if request.is_navigation_request():
            self._checked = False

    def _answered(self, response: Response) -> None:
        if response.url.endswith("/api/check"):
            self._checked = True
        made = response.request.method == "POST" and response.url.endswith("/api/runs")
        if made and response.status == 201:
            self.runs.append(response.json()["id"])

    # --- opening --------------------------------------------------------------------------------

    def open(self, path: str = "/") -> None:
        """Go there and wait until the network stands on the canvas and can be trained."""
        self.page.goto(self.server.url + path)
        self.wait_ready()

    def show(self, document: dict[str, Any], path: str = "/") -> None:
        """Open the page on this document; reloads keep what becomes of it."""
        self._shown += 1
        kept = json.dumps(json.dumps(document))
        self.page.goto("about:blank")  # the page that was open would keep its own document
        self.page.add_init_script(
            f"if (location.origin !== 'null' && (sessionStorage.shown ?? 0) < {self._shown}) {{"
            f" sessionStorage.shown = {self._shown};"
            f" sessionStorage.setItem('netzwerkstatt.document', {kept}) }}"
        )
        self.open(path)
        self.wait_taken()

    def wait_ready(self) -> None:
        """The run is attached, its step is known, the network is checked, and the cards have found
        their places."""
        expect(self.status).not_to_have_text("–")
        self.wait(lambda: self._checked)
        self.wait_still()

    def wait_still(self) -> None:
        """No card has moved for a quarter of a second: arranging and fitting are over."""
        seen: list[list[list[float]]] = []

        def same() -> bool:
            seen.append(self.page.evaluate(CARDS))
            return len(seen) > STILL and all(one == seen[-1] for one in seen[-STILL:])

        self.wait(same)

    def wait_pictures(self) -> None:
        """All units have their pictures: cards grow with them, and are arranged once more."""
        drawn = self.canvas.locator(".react-flow__node canvas")
        self.wait(lambda: all(self.pixels(one)[..., 3].any() for one in drawn.all()))
        self.wait_still()

    def wait_taken(self) -> None:
        """The run has the network that the page shows: until then its answers are of another."""
        self.wait(lambda: same_network(self.document(), self.kept()))

    def start_from(self, title: str) -> None:
        """Choose a starting network from the menu; wait until the run is on it."""
        self.page.get_by_role("button", name="Open", exact=True).click()
        self.page.get_by_role("button", name=title).filter(has=self.page.locator("b")).click()
        name = self.page.get_by_role("textbox", name="Name of this network")
        expect(name).to_have_value(re.compile(re.escape(title.split(",")[0])))
        self.wait(lambda: self.kept()["name"] == name.input_value())
        self.wait_taken()
        self.wait_still()

    # --- the run --------------------------------------------------------------------------------

    @property
    def run(self) -> str:
        """The id of the run this page is attached to."""
        found = self.page.evaluate("sessionStorage.getItem('netzwerkstatt.run')")
        assert isinstance(found, str)
        return found

    def served(self) -> dict[str, Any]:
        """What the server says of that run: document, state, step, epoch."""
        return self.server.get(f"/api/runs/{self.run}")

    def document(self) -> dict[str, Any]:
        """The document on the server."""
        return self.served()["document"]

    def kept(self) -> dict[str, Any]:
        """The document as the page keeps it for a reload, with its name and places."""
        return self.page.evaluate(KEPT)

    @property
    def status(self) -> Locator:
        """The step counter."""
        return self.page.get_by_role("status", name=re.compile("^(Step|Schritt)$"))

    def step(self) -> int:
        """The number it shows."""
        return int(re.sub(r"\D", "", self.status.inner_text()))

    def press(self, name: str) -> None:
        """Press a button by its visible or spoken name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def play_until(self, step: int) -> None:
        """Play until that step has passed, then pause and wait for the pause."""
        self.press("Play")
        self.wait(lambda: self.step() >= step)
        self.press("Pause")
        expect(self.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
        self.wait(lambda: self.served()["state"] == "idle")
        self.wait(lambda: self.served()["step"] == self.step())

    # --- the canvas -----------------------------------------------------------------------------

    @property
    def canvas(self) -> Locator:
        """The canvas with the network."""
        return self.page.get_by_role("application", name="The network")

    def node(self, node: str) -> Locator:
        """A card by the name of its node."""
        return self.canvas.get_by_role("group", name=re.compile(rf"\({node}\)"))

    def nodes(self) -> list[str]:
        """The names of all nodes of the document on the page, in order of the canvas."""
        cards = self.canvas.get_by_role("group", name=re.compile(r"\(\w+\), ")).all()
        said = [card.get_attribute("aria-label") or "" for card in cards]
        return [match[1] for text in said if (match := re.search(r"\((\w+)\), ", text))]

    def drag(self, start: tuple[float, float], end: tuple[float, float], steps: int = 8) -> None:
        """Press the mouse here, move it there, let it go."""
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=steps)
        self.page.mouse.move(*end)
        self.page.mouse.up()

    def drag_layer(self, title: str, to: tuple[float, float]) -> None:
        """Drag a layer out of the palette onto a place of the window."""
        entry = self.page.get_by_role("button", name=re.compile(rf"^Add {title}:"))
        self.drag(middle(entry), to)

    def unit(self, node: str, unit: int) -> Locator:
        """One unit's map in a card."""
        return self.page.get_by_role("button", name=f"Unit {unit} of {node}", exact=True)

    def inspector(self) -> Locator:
        """The panel on the right."""
        return self.page.get_by_role("complementary", name="Inspector")

    def rest(self) -> None:
        """Wait until no card moves: the canvas glides when it shows the whole network again."""
        before: list[Any] = []

        def still() -> bool:
            nonlocal before
            now = [self.node(node).bounding_box() for node in self.nodes()]
            moved, before = now != before, now
            self.page.wait_for_timeout(120)
            return not moved

        self.wait(still)

    # --- looking --------------------------------------------------------------------------------

    def pixels(self, canvas: Locator) -> Pixels:
        """What a canvas shows: uint8 [height, width, 4]."""
        read = canvas.evaluate(READ_PIXELS)
        assert read is not None, "this canvas has no size"
        values = np.frombuffer(base64.b64decode(read["bytes"]), np.uint8)
        return values.reshape(read["height"], read["width"], 4)

    def wait(self, holds: Callable[[], object], seconds: float = LONGEST_WAIT) -> None:
        """Ask again and again until it holds."""
        until = time.monotonic() + seconds
        while not holds():
            assert time.monotonic() < until, f"did not come true within {seconds} s"
            self.page.wait_for_timeout(1000 * POLL_SECONDS)

    def wait_change(self, canvas: Locator, before: Pixels, seconds: float = LONGEST_WAIT) -> None:
        """Until a canvas shows something else."""
        self.wait(lambda: not np.array_equal(self.pixels(canvas), before), seconds)


def boxes(page: Page) -> dict[str, dict[str, float]]:
    """Where every layer's card is in the window, by its name."""
    nodes = page.locator(".react-flow__node:not([data-id^='#'])")
    return nodes.evaluate_all(
        "cards => Object.fromEntries("
        "cards.map(card => [card.dataset.id, card.getBoundingClientRect().toJSON()]))"
    )


def overlapping(page: Page) -> list[tuple[str, str]]:
    """Pairs of cards that lie over each other."""
    placed = boxes(page)

    def meet(one: str, other: str) -> bool:
        a, b = placed[one], placed[other]
        across = a["left"] < b["right"] and b["left"] < a["right"]
        return across and a["top"] < b["bottom"] and b["top"] < a["bottom"]

    return [(a, b) for a in placed for b in placed if a < b and meet(a, b)]


def near(found: Any, wanted: Any, within: float) -> bool:
    """Whether there are as many numbers, each so near: while some are missing there is no shape."""
    found, wanted = np.asarray(found), np.asarray(wanted)
    return found.shape == wanted.shape and np.allclose(found, wanted, atol=within, equal_nan=True)


def same_network(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two documents have the same layers and the same data set."""

    def known(document: dict[str, Any]) -> tuple[str, list[tuple[str, str]]]:
        layers = [(node["id"], node["kind"]) for node in document["nodes"]]
        return document["data"]["dataset"], layers

    return known(one) == known(other)


def middle(place: Locator) -> tuple[float, float]:
    """The middle of what is on screen, in the window."""
    place.scroll_into_view_if_needed()
    box = place.bounding_box()
    assert box, "this is not on screen"
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def ask(client: PageClient, probe: dict[str, Any]) -> frames.Frame:
    """The answer to one probe, asked over a socket of our own; of a paused run, its last one."""
    (stream,) = client.watch(probe)
    until = time.monotonic() + 30
    while time.monotonic() < until:
        for frame in reversed(frames.decode(client.wait_picture())):
            status = client.status
            now = status["step"] if status["shown"] is None else status["shown"]
            last = status["playing"] or frame.step == now
            if frame.stream == stream and last:
                return frame
    raise AssertionError(f"no answer to {json.dumps(probe)}")


def number(text: str) -> float:
    """A number as the page writes it, in either language's signs."""
    plain = text.replace("−", "-").strip()
    power = re.fullmatch(r"(-?[\d.,]+)·10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)", plain)
    if not power:
        return float(plain)
    digits = power[2].translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(power[1]) * 10 ** int(digits)
