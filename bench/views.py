"""What each view costs the page's thread: `python -m bench.views [name ...]`.

The page itself is the benchmark page: a real run trains, one view after another is shown alone
(what is not on screen is not drawn), and Chromium's own trace tells how long the page's thread
worked for each frame: decoding, scripts, style, layout and painting. Views are discovered. Runs
from the repository's root; exits with 1 when a median is above the target.
"""

import argparse
import bisect
import itertools
import json
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bench.page import SIZE, LiveServer, chromium, link, starter
from tests import every_view

STARTERS = ("circle", "small_cnn")
TARGET = 4.0  # milliseconds
FRAME_SECONDS = 0.05  # work longer ago than this was not for the frame
LONGEST_WAIT = 60_000  # milliseconds
LONGEST_FIRST = 20.0  # seconds until something moves in a view
FRAMES = 30  # of each view; heavy ones come seldom
LONGEST = 15.0  # seconds for them
LEAST = 3  # frames that a median needs
TRACED = ["toplevel", "devtools.timeline", "blink.user_timing"]
PAINTED = "painted-by-bench"
RENDERED = "PrePaint"  # every frame that the thread makes has it
DRAWN = ("Paint", PAINTED)  # what is painted on a canvas alone leaves no other trace

# The page's clock calls this after each frame in which it painted something.
MARK = f"""(() => {{
  window.painted = 0
  window.tellBenchPainted = () => {{
    window.painted += 1
    performance.mark('{PAINTED}')
  }}
}})()"""

# Leaves one element alone on the page, or, given nothing, shows everything again.
ALONE = """element => {
  for (const hidden of document.querySelectorAll('[data-bench-hidden]')) {
    hidden.style.removeProperty('display')
    delete hidden.dataset.benchHidden
  }
  for (let at = element; at && at !== document.body; at = at.parentElement)
    for (const other of at.parentElement.children) {
      if (other === at || !other.style || other.style.display) continue
      other.style.setProperty('display', 'none', 'important')
      other.dataset.benchHidden = ''
    }
}"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of the page's thread for every frame that a view drew."""

    name: str
    frames: list[float]

    @property
    def median(self) -> float:
        """The frame in the middle."""
        return statistics.median(self.frames)

    @property
    def most(self) -> float:
        """What 95 of 100 frames stay below."""
        ordered = sorted(self.frames)
        return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]

    @property
    def met(self) -> bool:
        """Whether it holds the target, as far as its frames say."""
        return len(self.frames) < LEAST or self.median <= TARGET

    def __str__(self) -> str:
        if not self.frames:
            return f"{self.name:32} drew nothing that moves"
        said = "met" if self.met else "MISSED"
        if len(self.frames) < LEAST:
            said = "too few to say"
        numbers = f"{self.median:8.2f}{self.most:8.2f} ms  {len(self.frames):4} frames"
        return f"{self.name:32}{numbers}   at most {TARGET:g} ms   {said}"


def cost(browser: Browser, page: Page, view: Locator, name: str, keys: Sequence[str] = ()) -> Cost:
    """Shows a view alone for a while, pressing keys in turn where nothing moves without; the frames
    while it comes are not counted."""
    view.first.wait_for(timeout=LONGEST_WAIT)
    view.first.evaluate(ALONE)
    _until_painted(page, LEAST, LONGEST_FIRST, keys)
    browser.start_tracing(page=page, categories=TRACED)
    _until_painted(page, FRAMES, LONGEST, keys)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    page.evaluate(ALONE, None)
    return Cost(name, frames(events))


def _until_painted(page: Page, count: int, seconds: float, keys: Sequence[str]) -> None:
    """Until so many frames have been painted from now on, or the time is up."""
    page.evaluate("window.painted = 0")
    until, key = time.monotonic() + seconds, itertools.cycle(keys or [""])
    while page.evaluate("window.painted") < count and time.monotonic() < until:
        if keys:
            page.keyboard.press(next(key))
        page.wait_for_timeout(200 if keys else 50)


def frames(events: Sequence[dict[str, Any]]) -> list[float]:
    """Milliseconds of processor time that the page's thread worked for each frame in which
    something was drawn: all tasks since the frame before, up to the one that renders."""
    threads = Counter(_thread(event) for event in events if event["name"] == RENDERED)
    thread = max(threads, key=threads.__getitem__, default=None)
    mine = [event for event in events if _thread(event) == thread]
    rendered = sorted(event["ts"] for event in mine if event["name"] == RENDERED)
    drawn = sorted(event["ts"] for event in mine if event["name"] in DRAWN)
    found: list[float] = []
    before: list[tuple[int, float]] = []
    for event in sorted(mine, key=lambda event: event["ts"]):
        if not event["name"].endswith("RunTask") or "tdur" not in event:
            continue
        start, end = event["ts"], event["ts"] + event["dur"]
        before.append((start, event["tdur"]))
        if not _any_within(rendered, start, end):
            continue
        if _any_within(drawn, start, end):
            since = start - FRAME_SECONDS * 1e6
            found.append(sum(used for at, used in before if at >= since) / 1000)
        before.clear()
    return found


def _any_within(times: Sequence[int], start: int, end: int) -> bool:
    place = bisect.bisect_left(times, start)
    return place < len(times) and times[place] < end


def _thread(event: dict[str, Any]) -> tuple[int, int]:
    return event["pid"], event["tid"]


class Views:
    """The page and everything on it that can be shown alone."""

    def __init__(self, browser: Browser, server: LiveServer, wanted: Sequence[str]) -> None:
        self.browser = browser
        self.server = server
        self.wanted = wanted

    def wants(self, name: str, *within: str) -> bool:
        """Whether somebody named it, or what it is within, or nothing at all."""
        return not self.wanted or any(one in self.wanted for one in (name, *within))

    def open(self, document: dict[str, Any]) -> Page:
        """A page on which this network trains."""
        page = self.browser.new_page(viewport=SIZE, locale="en-US")
        page.add_init_script(MARK)
        page.goto(self.server.url + link(document))
        page.get_by_role("button", name="Play", exact=True).click(timeout=LONGEST_WAIT)
        run = page.evaluate("sessionStorage.getItem('netzwerkstatt.run')")
        while not self.server.get(f"/api/runs/{run}")["step"]:
            page.wait_for_timeout(100)
        return page

    def leave(self, page: Page) -> None:
        """Closes it and ends its run."""
        run = page.evaluate("sessionStorage.getItem('netzwerkstatt.run')")
        page.close()
        self.server.request("DELETE", f"/api/runs/{run}")

    def standing(self, starter_name: str) -> Iterator[Cost]:
        """A starting network: its curves, its cards, and the insides of its layers."""
        document = starter(starter_name)
        nodes = {node["id"]: node["kind"] for node in document["nodes"]}
        cards = {f"{starter_name}: card {node}": node for node in nodes}
        each = {kind: node for node, kind in nodes.items()}.values()
        insides = {f"{starter_name}: inside {node}": node for node in each}
        curves = f"{starter_name}: curves"
        chosen = [name for name in (curves, *cards, *insides) if self.wants(name, starter_name)]
        if not chosen:
            return
        page = self.open(document)
        for name in chosen:
            if name in insides:
                yield self._inside(page, insides[name], name)
                continue
            card = f".react-flow__node[data-id={cards[name]}]" if name in cards else ".dock-curves"
            yield self._cost(page, card, name)
        self.leave(page)

    def instruments(self, names: Sequence[str]) -> Iterator[Cost]:
        """Each one beside the small CNN."""
        page = self.open(starter("small_cnn"))
        for name in names:
            self._toggle(page, name)
            yield self._cost(page, f"[data-instrument={name}]", f"instrument {name}")
            self._toggle(page, name)
        self.leave(page)

    def insides(self, names: Sequence[str]) -> Iterator[Cost]:
        """Each one over a network that has them all."""
        document, nodes = every_view.network()
        page = self.open(document)
        for name in names:
            yield self._inside(page, nodes[name], f"inside {name}")
        self.leave(page)

    def moments(self) -> Iterator[Cost]:
        """The small CNN told step by step in slow motion, then at earlier moments of its run."""
        page = self.open(starter("small_cnn"))
        page.wait_for_timeout(5000)
        page.get_by_role("button", name="Pause", exact=True).click()
        page.keyboard.press("m")
        page.get_by_text("learns from").wait_for(timeout=LONGEST_WAIT)
        stages = [*["ArrowRight"] * 5, *["ArrowLeft"] * 5]
        yield self._cost(page, "section.slow", "slow motion", stages)
        page.keyboard.press("Escape")
        page.get_by_role("slider", name="Time machine").focus()
        steps = [*["ArrowLeft"] * 5, *["ArrowRight"] * 5]
        yield self._cost(page, ".dock-curves", "time machine: slider and curves", steps)
        self.leave(page)

    def many(self) -> Iterator[Cost]:
        """Sixteen networks that train together."""
        page = self.open(starter("circle"))
        page.get_by_role("button", name="Many runs at once").click()
        panel = page.get_by_role("region", name="Many runs at once")
        panel.get_by_role("textbox", name="how many").fill("16")
        panel.get_by_role("textbox", name="Steps").fill("100000")
        panel.get_by_role("button", name="Train all").click()
        yield self._cost(page, "section.sweep", "many runs at once")
        self.leave(page)

    def _inside(self, page: Page, node: str, name: str) -> Cost:
        """A layer opened and closed again."""
        page.evaluate(every_view.INSIDE, node)
        found = self._cost(page, ".inside-panel", name)
        page.keyboard.press("Escape")
        return found

    def _toggle(self, page: Page, name: str) -> None:
        """Opens or closes an instrument by the menu."""
        page.get_by_role("button", name="+ Instruments").click()
        page.locator(f".dock-choice input[value={name}]").click(timeout=LONGEST_WAIT)
        page.keyboard.press("Escape")

    def _cost(self, page: Page, selector: str, name: str, keys: Sequence[str] = ()) -> Cost:
        return cost(self.browser, page, page.locator(selector), name, keys)


def measure(views: Views) -> Iterator[Cost]:
    """Every view, or those that are named."""
    for name in STARTERS:
        yield from views.standing(name)
    if instruments := [
        name for name in every_view.instruments() if views.wants(name, f"instrument {name}")
    ]:
        yield from views.instruments(instruments)
    if insides := [name for name in every_view.insides() if views.wants(name, f"inside {name}")]:
        yield from views.insides(insides)
    if views.wants("moments"):
        yield from views.moments()
    if views.wants("many"):
        yield from views.many()


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 when a view is above the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        help="views to look at, as the table names them, or circle, small_cnn, moments, many",
    )
    given = parser.parse_args(arguments)
    print(f"{'on the page’s thread, one frame':32}{'median':>8}{'95 %':>8}")
    met = True
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = LiveServer(Path(home))
        browser = chromium(playwright)
        try:
            for found in measure(Views(browser, server, given.names)):
                print(found, flush=True)
                met = met and found.met
        finally:
            browser.close()
            server.stop()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
