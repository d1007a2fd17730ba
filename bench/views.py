"""What each view costs the page's thread: `python -m bench.views [--seconds 4] [name ...]`.

The page itself is the benchmark page: a real run trains, one view after another is shown alone
(what is not on screen is not drawn), and Chromium's own trace tells how long the page's thread
worked for each frame: decoding, scripts, style, layout and painting. Views are discovered. Runs
from the repository's root; exits with 1 when a median is above the target.
"""

import argparse
import json
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright

from bench.page import SIZE, LiveServer, chromium, link, starter
from tests import every_view

TARGET = 4.0  # milliseconds
FRAME_SECONDS = 0.05  # what follows an animation frame so soon belongs to it
LONGEST_WAIT = 60_000
TRACED = ["toplevel", "devtools.timeline"]

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
INSIDE = """node => {
  history.pushState(null, '', `${location.pathname}?inside=${node}${location.hash}`)
  dispatchEvent(new PopStateEvent('popstate'))
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

    def __str__(self) -> str:
        if not self.frames:
            return f"{self.name:32} drew nothing that moves"
        said = "met" if self.median <= TARGET else "MISSED"
        numbers = f"{self.median:8.2f}{self.most:8.2f} ms  {len(self.frames):4} frames"
        return f"{self.name:32}{numbers}   at most {TARGET:g} ms   {said}"


def cost(browser: Browser, page: Page, view: Locator, name: str, seconds: float) -> Cost:
    """Shows a view alone for a while; the frames while it comes are not counted."""
    view.first.wait_for(timeout=LONGEST_WAIT)
    view.first.evaluate(ALONE)
    painted = Painted(page)
    painted.wait()
    browser.start_tracing(page=page, categories=TRACED)
    page.wait_for_timeout(1000 * seconds)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    page.evaluate(ALONE, None)
    return Cost(name, frames(events))


class Painted:
    """Tells when a view has its programs and draws."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def wait(self) -> None:
        """Until a few animation frames came by themselves, or it is clear that none will."""
        self._page.evaluate("window.beats = 0")
        for _ in range(80):
            if self._page.evaluate("window.beats") >= 3:
                break
            self._page.wait_for_timeout(100)


COUNT_BEATS = """(() => {
  window.beats = 0
  const request = window.requestAnimationFrame
  window.requestAnimationFrame = act => request.call(window, now => { window.beats += 1; act(now) })
})()"""


def frames(events: Sequence[dict[str, Any]]) -> list[float]:
    """Milliseconds of processor time that the page's thread worked for each animation frame."""
    began = [event for event in events if event["name"] == "FireAnimationFrame"]
    if not began:
        return []
    threads = Counter((event["pid"], event["tid"]) for event in began)
    thread = threads.most_common(1)[0][0]
    mine = [event for event in events if (event["pid"], event["tid"]) == thread]
    tasks = sorted(
        (event["ts"], event["ts"] + event["dur"], event["tdur"])
        for event in mine
        if event["name"].endswith("RunTask") and "tdur" in event
    )
    beats = sorted(event["ts"] for event in mine if event["name"] == "FireAnimationFrame")
    found: list[float] = []
    for at, after in zip(beats, [*beats[1:], None], strict=True):
        first = next((start for start, end, _ in tasks if start <= at < end), at)
        end = at + FRAME_SECONDS * 1e6 if after is None else min(after, at + FRAME_SECONDS * 1e6)
        found.append(sum(used for start, _, used in tasks if first <= start < end) / 1000)
    return found[:-1]  # the last one may have been cut off


class Views:
    """The page and everything on it that can be shown alone."""

    def __init__(self, browser: Browser, server: LiveServer, seconds: float) -> None:
        self.browser = browser
        self.server = server
        self.seconds = seconds

    def open(self, document: dict[str, Any], instrument: str | None = None) -> Page:
        """A page on which this network trains."""
        page = self.browser.new_page(viewport=SIZE, locale="en-US")
        page.add_init_script(COUNT_BEATS)
        if instrument is not None:
            dock = json.dumps({"open": [instrument], "height": 420})
            page.add_init_script(f"localStorage.setItem('netzwerkstatt.dock', {json.dumps(dock)})")
        page.goto(self.server.url + link(document))
        page.get_by_role("button", name="Play", exact=True).click(timeout=LONGEST_WAIT)
        return page

    def leave(self, page: Page) -> None:
        """Closes it and ends its run."""
        run = page.evaluate("sessionStorage.getItem('netzwerkstatt.run')")
        page.close()
        self.server.request("DELETE", f"/api/runs/{run}")

    def standing(self) -> Iterator[Cost]:
        """The cards of each starting network and its curves."""
        for name in ("circle", "small_cnn"):
            page = self.open(starter(name))
            yield self._cost(page, ".react-flow", f"cards of {name}")
            yield self._cost(page, ".dock-curves", f"curves of {name}")
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
            page.evaluate(INSIDE, nodes[name])
            yield self._cost(page, ".inside-panel", f"inside {name}")
            page.keyboard.press("Escape")
        self.leave(page)

    def _toggle(self, page: Page, name: str) -> None:
        """Opens or closes an instrument by the menu."""
        page.get_by_role("button", name="+ Instruments").click()
        page.locator(f".dock-choice input[value={name}]").click(timeout=LONGEST_WAIT)
        page.keyboard.press("Escape")

    def _cost(self, page: Page, selector: str, name: str) -> Cost:
        return cost(self.browser, page, page.locator(selector), name, self.seconds)


def measure(views: Views, wanted: Sequence[str]) -> Iterator[Cost]:
    """Every view, or those that are named."""

    def chosen(names: Sequence[str]) -> list[str]:
        return [name for name in names if not wanted or name in wanted]

    if not wanted:
        yield from views.standing()
    if instruments := chosen(every_view.instruments()):
        yield from views.instruments(instruments)
    if insides := chosen(list(every_view.insides())):
        yield from views.insides(insides)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 when a view is above the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="views to look at; all without")
    parser.add_argument("--seconds", type=float, default=4.0)
    given = parser.parse_args(arguments)
    print(f"{'on the page’s thread, one frame':32}{'median':>8}{'95 %':>8}")
    met = True
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = LiveServer(Path(home))
        browser = chromium(playwright)
        try:
            for found in measure(Views(browser, server, given.seconds), given.names):
                print(found, flush=True)
                met = met and (not found.frames or found.median <= TARGET)
        finally:
            browser.close()
            server.stop()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
