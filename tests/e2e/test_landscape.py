"""The loss landscape draws what the server computed, and is walked by hand."""

import json
import re

import numpy as np
import pytest
from paint import colors, difference, painted
from playwright.sync_api import expect
from workshop import ask, near, number

ASKED = {"probe": "landscape", "size": 25, "range": None, "part": "training", "count": 128}
OUT = [{"node": "out", "weight": "kernel", "index": [unit, 0]} for unit in (0, 1)]
OVER = {**ASKED, "over": "weights", "across": OUT[0], "up": OUT[1]}
WITHIN = 0.0006  # three digits are written


@pytest.fixture
def opened(new_workshop):
    """A circle that has learned for some steps, with the instrument open below it."""
    workshop = new_workshop()
    kept = json.dumps({"open": ["landscape"], "height": 380})
    workshop.page.evaluate("kept => localStorage.setItem('netzwerkstatt.dock', kept)", kept)
    workshop.open()
    for step in range(1, 5):
        workshop.press("Step")
        expect(workshop.status).to_have_text(str(step))
    return workshop


def surveyed(client, asked):
    """The whole answer: a map that is still growing is passed by."""
    while True:
        parts = [part.values for part in ask(client, asked).parts]
        if parts[5][2] == parts[5][3]:
            return parts


def pane(workshop):
    return workshop.page.locator('[data-instrument="landscape"]')


def read(workshop, name):
    """Both places and the loss, as they are written."""
    told = pane(workshop).locator(f'[data-read="{name}"] b').all_inner_texts()
    return [number(text) for text in told]


def reads(workshop, name, values):
    """Waits until these numbers are written."""
    workshop.wait(lambda: near(read(workshop, name), values, WITHIN))


def test_the_map_is_painted_read_with_keys_and_walked(opened, client):
    page, instrument = opened.page, pane(opened)
    losses, across, up, now, path, facts = surveyed(client(opened.run), OVER)
    reads(opened, "now", now)
    low, high = float(losses.min()), float(losses.max())
    log = low > 0 and high > 30 * low
    heights = np.log(losses / low) / np.log(high / low) if log else (losses - low) / (high - low)
    expected = painted(heights[::-1], colors(page, "sequential"), 0, 1)
    canvas = instrument.locator(".landscape-ground canvas")
    opened.wait(lambda: difference(opened.pixels(canvas), expected) <= 2)
    stops = instrument.locator(".landscape-stops").get_attribute("d") or ""
    assert stops.count("h0") == len(path) + 1
    held = re.search(r"hold ([\d.]+) %", instrument.inner_text())
    assert held
    assert abs(float(held[1]) - 100 * facts[0]) < 0.06
    levels = [
        float(line.get_attribute("data-level") or "nan")
        for line in instrument.locator("[data-level]").all()
    ]
    assert len(levels) >= 3
    assert all(low < level < high for level in levels)

    ground = instrument.locator(".landscape-ground")
    ground.focus()
    column, row = (
        int(np.floor((at - ends[0]) / (ends[-1] - ends[0]) * 24 + 0.5))
        for at, ends in ((now[0], across), (now[1], up))
    )
    for key in ("ArrowRight", "ArrowRight", "ArrowUp"):
        page.keyboard.press(key)
    there = [across[column + 2], up[row + 1], losses[row + 1, column + 2]]
    reads(opened, "there", there)
    page.keyboard.press("Enter")
    reads(opened, "now", there)
    for place, value in zip(OUT, there[:2], strict=True):
        element = ask(client(opened.run), {"probe": "element", **place}).parts[0].values
        assert float(element[0]) == np.float32(value)
    expect(instrument.locator(".landscape-walked")).to_contain_text("Training goes on from here")
    instrument.get_by_role("button", name="Set them back").click()
    reads(opened, "now", now)


def test_other_planes_ranges_and_a_turned_surface(opened, client):
    page, instrument = opened.page, pane(opened)
    instrument.get_by_role("button", name="Directions of the path").click()
    *_, now, path, facts = surveyed(client(opened.run), {**ASKED, "over": "path"})
    reads(opened, "now", now)
    expect(instrument.get_by_test_id("landscape-held")).to_contain_text(f"{100 * facts[0]:.1f} %")
    assert len(path) == 4
    instrument.get_by_role("button", name="Random directions").click()
    losses, across, *_ = surveyed(client(opened.run), {**ASKED, "over": "random", "seed": 0})
    ground = instrument.locator(".landscape-ground")
    ends = instrument.locator(".landscape-across .mono")
    expect(ends.last).to_have_text(f"{across[-1]:.2f}")
    expect(ground).to_have_attribute("aria-label", re.compile(f"to {losses.max():.3f}"))
    ground.focus()
    page.keyboard.press("+")
    expect(ends.last).to_have_text(f"{across[-1] / 2:.2f}")
    instrument.get_by_role("button", name="Other directions").click()
    other = surveyed(client(opened.run), {**ASKED, "over": "random", "seed": 1})[0]
    expect(ground).to_have_attribute("aria-label", re.compile(f"to {other.max():.3f}"))
    surface = instrument.locator(".landscape-surface")
    before = opened.pixels(surface)
    surface.focus()
    page.keyboard.press("ArrowLeft")
    opened.wait_change(surface, before)
