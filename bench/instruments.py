"""What looking costs training: `python -m bench.instruments [--rounds 3] [--seconds 4]`.

The small CNN trains on MNIST in a real page, by turns with ten instruments open and with none. The
window is so wide that all ten are on screen, because what nobody sees is not computed. Runs from
the repository's root; exits with 1 when training keeps less than is promised.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.page import LiveServer, chromium, link, starter

COUNT = 10
KEPT = 0.6
SIZE = {"width": 4400, "height": 1000}
QUIET_SECONDS = 2.5  # compilations are told once a second


def choose(page: Page, count: int) -> list[str]:
    """Opens or closes the first instruments of the menu; answers their titles."""
    page.get_by_role("button", name="+ Instruments").click()
    choices = page.locator(".dock-choice label")
    choices.first.wait_for()
    titles: list[str] = []
    for place in range(count):
        choices.nth(place).locator("input").click()
        titles.append(choices.nth(place).locator("b").inner_text())
    page.keyboard.press("Escape")
    return titles


def settle(server: LiveServer, run: str) -> None:
    """Waits until nothing has been compiled for a while."""
    with_ears = server.page(run)
    heard = time.monotonic()
    while time.monotonic() - heard < QUIET_SECONDS:
        notice = with_ears.hear(QUIET_SECONDS)
        if isinstance(notice, dict) and notice["type"] == "compiling":
            heard = time.monotonic()
    with_ears.close()


def speed(server: LiveServer, run: str, seconds: float) -> float:
    """Steps a second."""
    before, began = server.get(f"/api/runs/{run}")["step"], time.monotonic()
    time.sleep(seconds)
    after = server.get(f"/api/runs/{run}")["step"]
    return (after - before) / (time.monotonic() - began)


def measure(
    page: Page, server: LiveServer, rounds: int, seconds: float
) -> tuple[list[str], list[float], list[float]]:
    """Titles, and steps a second of every round with none open and with all of them."""
    page.goto(server.url + link(starter("small_cnn")))
    page.get_by_role("button", name="Play", exact=True).click(timeout=60_000)
    run = page.evaluate("sessionStorage.getItem('netzwerkstatt.run')")
    titles = choose(page, COUNT)
    settle(server, run)
    looking, alone = [], []
    for _ in range(rounds):
        looking.append(speed(server, run, seconds))
        choose(page, COUNT)
        settle(server, run)
        alone.append(speed(server, run, seconds))
        choose(page, COUNT)
        settle(server, run)
    return titles, alone, looking


def main(arguments: Sequence[str] | None = None) -> int:
    """Print both speeds and their ratio; 1 when it is below the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=4.0)
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = LiveServer(Path(home))
        browser = chromium(playwright)
        try:
            page = browser.new_page(viewport=SIZE, locale="en-US")
            titles, alone, looking = measure(page, server, given.rounds, given.seconds)
        finally:
            browser.close()
            server.stop()
    kept = statistics.median(looking) / statistics.median(alone)
    print("open: " + ", ".join(titles))
    for name, rounds in (("none open", alone), (f"{COUNT} open", looking)):
        print(f"{name:12}{statistics.median(rounds):8.1f} steps/s   of {rounds_text(rounds)}")
    print(f"{'kept':12}{kept:8.2f}   at least {KEPT:g}   {'met' if kept >= KEPT else 'MISSED'}")
    return 0 if kept >= KEPT else 1


def rounds_text(rounds: Sequence[float]) -> str:
    """Every round's figure."""
    return ", ".join(f"{rate:.1f}" for rate in rounds)


if __name__ == "__main__":
    sys.exit(main())
