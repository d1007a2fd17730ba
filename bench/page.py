"""What a person waits for in a real browser: `python -m bench.page [--rounds 3]`.

A real server with a cold compile cache, a real Chromium, the page as it is. What was painted and
when is seen from outside, where the page hands pictures to its canvases; every figure is the
median of its rounds. Runs from the repository's root; exits with 1 when a target is missed.
"""

import argparse
import base64
import json
import shutil
import statistics
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from serving import LiveServer

STARTERS = Path(__file__).parents[1] / "engine" / "starters"
WATCHED_SECONDS = 4.0
SIZE = {"width": 1440, "height": 900}

# Notes when canvases get pictures that are not one color, and how long such frames keep the
# main thread. 64 pixels of each picture tell whether it changed.
WATCH = """(() => {
  const log = { first: null, pressed: null, moved: null, shown: 0, costs: [] }
  window.seenByBench = log
  const sums = new WeakMap()
  let moves = false
  const put = CanvasRenderingContext2D.prototype.putImageData
  CanvasRenderingContext2D.prototype.putImageData = function (image, ...place) {
    put.call(this, image, ...place)
    const words = new Uint32Array(image.data.buffer)
    const stride = Math.max(1, words.length >> 6)
    let sum = 0
    let varied = false
    for (let n = 0; n < words.length; n += stride) {
      sum = (Math.imul(sum, 31) + words[n]) | 0
      varied ||= words[n] !== words[0]
    }
    if (!varied) return
    const before = sums.get(this.canvas)
    sums.set(this.canvas, sum)
    log.first ??= performance.now()
    if (before === undefined || before === sum) return
    moves = true
    if (log.pressed !== null) log.moved ??= performance.now()
  }
  const request = window.requestAnimationFrame
  window.requestAnimationFrame = (act) =>
    request.call(window, (now) => {
      moves = false
      const began = performance.now()
      act(now)
      if (!moves) return
      log.shown += 1
      log.costs.push(performance.now() - began)
    })
  addEventListener(
    'click',
    ({ target }) => {
      if (target.closest?.('[aria-label=Play]')) log.pressed = performance.now()
    },
    true,
  )
})()"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: what was measured beside what is promised."""

    name: str
    rounds: list[float]
    target: float
    unit: str
    more_is_better: bool = False

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return statistics.median(self.rounds)

    @property
    def met(self) -> bool:
        """Whether the median is on the right side of the target."""
        return self.median >= self.target if self.more_is_better else self.median <= self.target

    def __str__(self) -> str:
        sign = "at least" if self.more_is_better else "at most"
        reach = f"{min(self.rounds):.2f} to {max(self.rounds):.2f}"
        promise = f"{sign} {self.target:g} {self.unit}"
        return (
            f"{self.name:44} {self.median:8.2f} {self.unit:9} {reach:>18}   {promise:20}"
            f" {'met' if self.met else 'MISSED'}"
        )


def starter(name: str) -> dict[str, Any]:
    """A starting network's document."""
    return json.loads((STARTERS / f"{name}.json").read_text("utf-8"))["document"]


def widened(name: str, by: int) -> dict[str, Any]:
    """The same with a slightly wider first dense layer: a structure never seen before."""
    document = starter(name)
    first = next(node for node in document["nodes"] if node["kind"] == "dense")
    first["config"]["units"] += by
    return document


def link(document: dict[str, Any]) -> str:
    """The part of an address that holds a network."""
    packed = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    deflated = packed.compress(json.dumps(document).encode()) + packed.flush()
    return "/#n=" + base64.urlsafe_b64encode(deflated).decode().rstrip("=")


class Bench:
    """A browser and a server, and what is asked of both."""

    def __init__(self, browser: Browser, server: LiveServer, rounds: int) -> None:
        self.browser = browser
        self.server = server
        self.rounds = rounds
        self._width = 0

    @contextmanager
    def page(self, path: str = "/") -> Iterator[Page]:
        """A page in a browser that knows nothing yet; its run is deleted afterwards."""
        context = self.browser.new_context(viewport=SIZE, locale="en-US")
        context.add_init_script(WATCH)
        page = context.new_page()
        page.goto(self.server.url + path)
        yield page
        run = page.evaluate("sessionStorage.getItem('netzwerkstatt.run')")
        context.close()
        self.server.request("DELETE", f"/api/runs/{run}")

    def open(self) -> float:
        """Seconds from the address to the first picture."""
        with self.page() as page:
            return seen(page, "first") / 1000

    def play(self, document: dict[str, Any]) -> float:
        """Seconds from pressing Play, as soon as it can be pressed, to a picture that moved."""
        with self.page(link(document)) as page:
            page.get_by_role("button", name="Play", exact=True).click(timeout=60_000)
            return (seen(page, "moved") - seen(page, "pressed")) / 1000

    def new(self, name: str) -> list[float]:
        """``play`` on structures that this server has never compiled."""
        times: list[float] = []
        for _ in range(self.rounds):
            self._width += 1
            times.append(self.play(widened(name, self._width)))
        return times

    def known(self, name: str) -> list[float]:
        """``play`` on a structure that was trained before."""
        self.play(starter(name))
        return self.repeat(lambda: self.play(starter(name)))

    def repeat(self, once: Callable[[], float]) -> list[float]:
        """One measurement for each round."""
        return [once() for _ in range(self.rounds)]

    def shown(self) -> tuple[float, float]:
        """Changed frames a second on points, and milliseconds of the main thread for one."""
        with self.page(link(starter("circle"))) as page:
            page.get_by_role("button", name="Play", exact=True).click()
            seen(page, "moved")
            page.wait_for_timeout(500)
            page.evaluate("Object.assign(window.seenByBench, { shown: 0, costs: [] })")
            began = page.evaluate("performance.now()")
            page.wait_for_timeout(1000 * WATCHED_SECONDS)
            log = page.evaluate("({ ...window.seenByBench, now: performance.now() })")
            rate = log["shown"] / (log["now"] - began) * 1000
            return rate, statistics.median(log["costs"] or [0.0])


def chromium(playwright: Playwright) -> Browser:
    """A real browser; ends with a sentence where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        sys.exit("The page's bench needs Chromium; on Debian: apt install chromium")
    return playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])


def seen(page: Page, what: str) -> float:
    """Milliseconds at which the page did this first, waiting for it."""
    for _ in range(6000):
        at = page.evaluate(f"window.seenByBench?.{what}")
        if at is not None:
            return float(at)
        page.wait_for_timeout(10)
    raise AssertionError(f"the page never came to: {what}")


def measure(bench: Bench) -> Iterator[Row]:
    """Every row, as soon as it is known."""
    bench.open()  # the server is warm, as the promise says
    yield Row("open the page, first picture", bench.repeat(bench.open), 2, "s")
    yield Row("points: Play, new structure", bench.new("circle"), 1, "s")
    yield Row("points: Play, known structure", bench.known("circle"), 1, "s")
    yield Row("small CNN: Play, new structure", bench.new("small_cnn"), 3, "s")
    yield Row("small CNN: Play, known structure", bench.known("small_cnn"), 3, "s")
    shown = [bench.shown() for _ in range(bench.rounds)]
    yield Row("points: frames shown", [rate for rate, _ in shown], 30, "frames/s", True)
    yield Row("points: main thread for one frame", [cost for _, cost in shown], 4, "ms")


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 when a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args(arguments)
    print(f"{'in the browser':44} {'median':>8} {'':9} {'rounds from to':>18}   target")
    met = True
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = LiveServer(Path(home))
        browser = chromium(playwright)
        try:
            for row in measure(Bench(browser, server, given.rounds)):
                print(row, flush=True)
                met = met and row.met
        finally:
            browser.close()
            server.stop()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
