"""The README's pictures from the running product: `python -m docs.screenshots`.

Starts a server, opens starting networks, trains them for real and takes what is on screen. Runs
from the repository's root.
"""

import re
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from serving import LiveServer

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
LARGEST = 300_000  # bytes
# Name, starting network, appearance, steps to train before the picture is taken.
SHOTS = (
    ("points", "Circle", "light", 1500),
    ("digits", "Digits, small convolutional network", "light", 150),
    ("digits-dark", "Digits, small convolutional network", "dark", 150),
)


def open_starter(page: Page, url: str, title: str) -> None:
    """A starting network on the canvas, its run ready."""
    page.goto(url)
    page.get_by_role("button", name="Open", exact=True).click()
    page.get_by_role("button", name=title).filter(has=page.locator("b")).click()
    page.mouse.move(5, 5)
    page.get_by_role("button", name="Play", exact=True).click()


def wait_step(page: Page, step: int) -> None:
    """Until training has come that far."""
    status = page.get_by_role("status", name="Step", exact=True)
    while int(re.sub(r"\D", "", status.inner_text()) or 0) < step:
        page.wait_for_timeout(100)


def shoot(browser: Browser, url: str, shot: tuple[str, str, str, int]) -> Path:
    """One picture, taken while the network learns."""
    name, title, scheme, steps = shot
    dark = scheme == "dark"
    context = browser.new_context(
        viewport={"width": 1440, "height": 900},
        locale="en-US",
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    open_starter(page, url, title)
    wait_step(page, steps)
    page.mouse.move(700, 60)
    page.wait_for_timeout(500)  # the curve is drawn four times a second
    picture = PICTURES / f"{name}.png"
    page.screenshot(path=picture)
    page.get_by_role("button", name="Pause", exact=True).click()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    context.close()
    return picture


def main(_: Sequence[str] | None = None) -> int:
    """Write all pictures; 1 when one is too large for a repository."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        sys.exit("Screenshots need Chromium; on Debian: apt install chromium")
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        server = LiveServer(Path(home))
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            written = [shoot(browser, server.url, shot) for shot in SHOTS]
        finally:
            browser.close()
            server.stop()
    for picture in written:
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size:,} bytes")
    return 0 if all(picture.stat().st_size <= LARGEST for picture in written) else 1


if __name__ == "__main__":
    sys.exit(main())
