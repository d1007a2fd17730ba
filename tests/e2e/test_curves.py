"""The curves: the run's numbers, drawn where they belong, read at the cursor and by the slider."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect
from workshop import number

HEADROOM = 1.05  # of the greatest value, at the top of the chart
NEAR = 3  # pixels
TWO_FRAMES = "new Promise(seen => requestAnimationFrame(() => requestAnimationFrame(seen)))"


@pytest.fixture
def trained(workshop):
    """Some hundred steps of the circle, some of them after it was validated."""
    workshop.play_until(200)
    while readings(workshop)["validation"].inner_text() in ("", "–"):
        workshop.play_until(workshop.step() + 50)
    workshop.play_until(workshop.step() + 50)
    return workshop


@pytest.fixture
def rows(trained, client):
    """What the server says of every step, once it is all drawn: who pauses is scored."""
    told = client(trained.run)
    while (
        not told.rows or told.rows[-1]["step"] < trained.step() or not told.rows[-1]["validation"]
    ):
        told.wait(lambda notice: notice["type"] == "history")
    newest = told.rows[-1]
    expect(readings(trained)["training"]).to_have_text(f"{newest['loss']:.4f}")
    expect(readings(trained)["validation"]).to_have_text(f"{newest['validation']['loss']:.4f}")
    trained.page.wait_for_timeout(300)  # the last drawing
    return told.rows


def chart(workshop) -> Locator:
    """The place of the chart."""
    return workshop.page.get_by_test_id("plot")


def readings(workshop) -> dict[str, Locator]:
    """The numbers beside the curves."""
    shown = workshop.page.locator(".live-readings dd")  # hidden where nothing is known
    return {"validation": shown.first, "training": shown.last}


def at_cursor(workshop, share: float) -> tuple[int, dict[str, tuple[int, float]]]:
    """What is read where the pointer lies, that far along the curves: the step, and of each curve
    the step and the value of its point."""
    over = chart(workshop).locator(".u-over")
    box = over.bounding_box()
    assert box
    workshop.page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
    workshop.page.evaluate(TWO_FRAMES)  # the chart follows the pointer frame by frame
    reading = chart(workshop).locator(".live-plot-reading")
    expect(reading).to_be_visible()
    first, *lines = [cell for cell in reading.inner_text().split("\n") if cell]
    step = int(re.sub(r"\D", "", first))
    found: dict[str, tuple[int, float]] = {}
    for name, value in zip(lines[::2], lines[1::2], strict=True):
        own = re.search(r"\(\D*([\d.,]+)\)", name)
        at = int(re.sub(r"\D", "", own[1])) if own else step
        found[name.split(" (")[0]] = (at, number(value.replace(",", ".")))
    return step, found


def test_the_cursor_reads_the_numbers_of_the_run(trained, rows):
    losses = {row["step"]: row["loss"] for row in rows}
    checked = {row["step"]: row["validation"]["loss"] for row in rows if row["validation"]}
    width = chart(trained).locator(".u-over").evaluate("over => over.clientWidth")
    pixel = rows[-1]["step"] / width
    for share in (0.02, 0.37, 0.7, 0.99):
        step, found = at_cursor(trained, share)
        here = share * rows[-1]["step"]
        assert abs(step - here) <= min(abs(one - here) for one in losses) + pixel
        assert found["training"] == (step, pytest.approx(losses[step], abs=5.1e-5))
        at, value = found["validation"]
        assert abs(at - here) <= min(abs(one - here) for one in checked) + pixel
        assert value == pytest.approx(checked[at], abs=5.1e-5)


def test_the_line_is_drawn_where_the_numbers_are(trained, rows):
    trained.page.mouse.move(5, 5)
    picture = trained.pixels(chart(trained).locator("canvas"))
    place, over = (
        one.evaluate("e => [e.offsetLeft, e.offsetTop, e.clientWidth, e.clientHeight]")
        for one in (chart(trained), chart(trained).locator(".u-over"))
    )
    ratio = picture.shape[1] / place[2]
    left, top, width, height = (ratio * one for one in over)
    ink = picture[..., 3] > 0
    dark = ink & (picture[..., :3].max(axis=-1) < 90)
    greatest = max(
        value
        for row in rows
        for value in (row["loss"], *([row["validation"]["loss"]] if row["validation"] else []))
    )
    for row in rows[5:-5:10]:
        x = round(left + width * row["step"] / rows[-1]["step"])
        y = round(top + height * (1 - row["loss"] / (greatest * HEADROOM)))
        near = dark[y - NEAR : y + NEAR + 1, x - NEAR : x + NEAR + 1]
        assert near.any(), f"nothing is drawn at step {row['step']}"
        far = dark[: max(0, y - 40), x]
        assert not far.any(), f"something is drawn far above step {row['step']}"


def test_the_numbers_beside_it_are_those_of_the_moment_the_slider_shows(trained, rows):
    losses = {row["step"]: row["loss"] for row in rows}
    checked = {row["step"]: row["validation"]["loss"] for row in rows if row["validation"]}
    moment = min(checked) + 5
    trained.page.get_by_role("slider", name="Time machine").fill(str(moment))
    before = max(step for step in losses if step <= moment)
    expect(readings(trained)["training"]).to_have_text(f"{losses[before]:.4f}")
    before = max(step for step in checked if step <= moment)
    expect(readings(trained)["validation"]).to_have_text(f"{checked[before]:.4f}")
    trained.press("Back to now")
    expect(readings(trained)["training"]).to_have_text(f"{rows[-1]['loss']:.4f}")


def test_the_cursor_reads_in_the_language_of_the_page(trained, rows):
    trained.page.get_by_role("button", name="DE", exact=True).click()
    trained.wait(lambda: chart(trained).locator("canvas").count() == 1)
    step, found = at_cursor(trained, 0.5)
    losses = {row["step"]: row["loss"] for row in rows}
    assert found["Training"] == (step, pytest.approx(losses[step], abs=5.1e-5))
    assert np.isfinite(found["Validierung"][1])
    expect(chart(trained).locator(".live-plot-reading")).to_contain_text(f"Schritt {step}")
