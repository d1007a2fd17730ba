"""What the page shows is what the server computed: pixels against values, frames against cost."""

import time
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest
from playwright.sync_api import Page, expect
from serving import LiveServer

from server.wire.frames import decode

pytestmark = pytest.mark.browser

Floats = npt.NDArray[np.float64]
SIZE = 44

# OKLab's matrices (B. Ottosson, 2020), the second implementation beside web/src/live/colors.ts.
TO_LMS = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def diverging(page: Page) -> Floats:
    """The 256 colors from the page's tokens, mixed in OKLab."""
    names = ["--negative", "--neutral", "--positive"]
    tokens = page.evaluate(
        "names => names.map(n => getComputedStyle(document.documentElement).getPropertyValue(n))",
        names,
    )
    bytes_ = [[int(token.strip()[at : at + 2], 16) for at in (1, 3, 5)] for token in tokens]
    stops = np.array(bytes_, float) / 255
    linear = np.where(stops <= 0.04045, stops / 12.92, ((stops + 0.055) / 1.055) ** 2.4)
    lab = np.cbrt(linear @ TO_LMS.T) @ TO_LAB.T
    place = np.linspace(0, 2, 256)
    mixed = np.stack([np.interp(place, [0, 1, 2], lab[:, axis]) for axis in range(3)], axis=1)
    back = (mixed @ np.linalg.inv(TO_LAB).T) ** 3 @ np.linalg.inv(TO_LMS).T
    back = np.clip(back, 0, 1)
    encoded = np.where(back <= 0.0031308, 12.92 * back, 1.055 * back ** (1 / 2.4) - 0.055)
    return np.round(encoded * 255).astype(np.float64)


def maps_of(server: LiveServer, run: str, node: str) -> Floats:
    """The responses of a node's units over the plane, as another client gets them."""
    with server.page(run) as client:
        (stream,) = client.watch({"probe": "plane", "node": node, "size": SIZE, "unit": None})
        until = time.monotonic() + 60
        while time.monotonic() < until:
            client.hear(1)
            for message in client.pictures:
                for frame in decode(message):
                    if frame.stream == stream:
                        return frame.parts[0].real().astype(float)
    raise AssertionError("no picture came")


def pixels_of(page: Page, node: str, unit: int) -> Floats:
    """The pixels of one unit's canvas, [size, size, 3]."""
    canvas = page.locator(f'.react-flow__node[data-id="{node}"] .live-unit canvas').nth(unit)
    values: list[int] = canvas.evaluate(
        "c => [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]"
    )
    return np.array(values, float).reshape(SIZE, SIZE, 4)[..., :3]


def cost(page: Page) -> dict[str, Any]:
    """What the clock counted so far."""
    return page.evaluate("({...netzwerkstattCost})")


def test_pixels_are_the_servers_values(browser_page: Page, live_server: LiveServer) -> None:
    page = browser_page
    page.get_by_role("button", name="Epoch", exact=True).click()
    expect(page.get_by_role("status", name="Step")).not_to_have_text("0", timeout=30_000)
    page.wait_for_selector("button[aria-label=Play]")
    page.wait_for_timeout(1000)  # the last frame is on its way
    run = page.evaluate("sessionStorage.getItem('netzwerkstatt.run')")
    colors = diverging(page)
    for unit, values in enumerate(maps_of(live_server, run, "h1")):
        wanted = colors[np.round((np.clip(values, -1, 1) + 1) / 2 * 255).astype(int)]
        # One color step of room: a value may lie on the border between two of 256.
        assert np.abs(pixels_of(page, "h1", unit) - wanted).max() <= 3


def test_frames_are_shown_quickly_and_cost_little(browser_page: Page) -> None:
    page = browser_page
    page.get_by_role("button", name="Play", exact=True).click()
    page.wait_for_timeout(1500)
    before, began = cost(page), time.monotonic()
    page.wait_for_timeout(3000)
    after, seconds = cost(page), time.monotonic() - began
    beats = after["frames"] - before["frames"]
    assert beats / seconds > 20, "the animation stutters"
    assert (after["total"] - before["total"]) / beats < 4, "milliseconds a frame"
    assert after["painted"] > before["painted"]


def test_a_weight_is_set_at_its_wire(browser_page: Page) -> None:
    page = browser_page
    wire = page.locator("[data-hit='3']").first
    wire.focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.get_by_label("New weight").fill("-4.25")
    page.get_by_role("button", name="Set", exact=True).click()
    page.wait_for_selector("[data-testid=wire-card]", state="detached")
    weight = page.locator("[data-n='2']").first
    expect(weight).to_have_attribute("stroke-width", "8.65")  # 1 + 4.25 / 5 * 9
    expect(weight).to_have_attribute("data-sign", "negative")
