"""Play, Pause, Step, Epoch, Reset do what their names say, and the pictures follow."""

import math

import numpy as np
import pytest
from paint import colors, difference, painted
from playwright.sync_api import expect
from workshop import ask, number

STEPS_PER_EPOCH = 25  # half of 500 points in batches of 10


@pytest.fixture
def surface(workshop):
    found = workshop.page.get_by_test_id("surface")
    workshop.wait(lambda: workshop.pixels(found)[..., 3].all())
    return found


def loss(workshop):
    """The training loss that stands beside the curve."""
    reading = workshop.page.get_by_role("region", name="Curves").get_by_role("definition").last
    text = reading.inner_text()
    return number(text) if text != "–" else math.nan


def stays(workshop, holds, polls=12):
    """Whether it holds at every one of a few looks."""
    return all(holds() for _ in range(polls) if workshop.page.wait_for_timeout(30) is None)


def test_play_moves_counter_loss_and_pictures(workshop, surface):
    before = workshop.pixels(surface)
    unit = workshop.unit("h1", 1).locator("canvas")
    unit_before = workshop.pixels(unit)
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 100)
    workshop.wait_change(surface, before)
    workshop.wait_change(unit, unit_before)
    workshop.wait(lambda: workshop.step() > 2000)
    workshop.wait(lambda: loss(workshop) < 0.3)
    workshop.press("Pause")


def test_pause_freezes_everything(workshop, client, surface):
    workshop.play_until(200)
    shown = workshop.step()
    expect(workshop.status).to_have_text(f"{shown:,}")
    probe = {"probe": "plane", "node": "out", "size": 100, "unit": 0}
    values = ask(client(workshop.run), probe).parts[0].real()[0]
    last = painted(values, colors(workshop.page, "diverging"), -1, 1)
    workshop.wait(lambda: difference(workshop.pixels(surface), last) <= 2)
    picture = workshop.pixels(surface)
    assert stays(workshop, lambda: workshop.step() == shown)
    assert workshop.served()["step"] == shown
    assert np.array_equal(workshop.pixels(surface), picture)


def test_step_adds_exactly_one(workshop, surface):
    for wanted in (1, 2, 3):
        before = workshop.pixels(surface)
        workshop.press("Step")
        workshop.wait(lambda wanted=wanted: workshop.step() == wanted)
        workshop.wait_change(surface, before)
        assert stays(workshop, lambda wanted=wanted: workshop.step() == wanted, polls=6)
    assert workshop.served()["step"] == 3


def test_epoch_ends_at_its_boundary(workshop):
    workshop.press("Epoch")
    workshop.wait(lambda: workshop.step() == STEPS_PER_EPOCH)
    workshop.press("Step")
    workshop.wait(lambda: workshop.step() == STEPS_PER_EPOCH + 1)
    workshop.press("Epoch")
    workshop.wait(lambda: workshop.step() == 2 * STEPS_PER_EPOCH)
    assert stays(workshop, lambda: workshop.step() == 2 * STEPS_PER_EPOCH)
    assert workshop.served()["epoch"] == 2


def test_reset_gives_the_same_beginning(workshop, surface):
    workshop.wait_pictures()
    beginning = workshop.pixels(surface)
    workshop.play_until(500)
    workshop.wait_change(surface, beginning)
    workshop.press("Reset")
    workshop.wait(lambda: workshop.step() == 0)
    workshop.wait(lambda: np.array_equal(workshop.pixels(surface), beginning))


def test_the_space_bar_plays_and_pauses(workshop):
    workshop.page.keyboard.press(" ")
    expect(workshop.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
    workshop.wait(lambda: workshop.step() > 0)
    workshop.page.keyboard.press(" ")
    expect(workshop.page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_a_moved_slider_acts_while_training_goes_on(workshop):
    workshop.press("Play")
    workshop.wait(lambda: workshop.step() > 50)
    slider = workshop.page.get_by_role("slider", name="Learning rate")
    slider.focus()
    slider.press("ArrowRight")
    rate = float(slider.get_attribute("aria-valuetext") or "nan")
    assert rate > 0.03

    def given():
        return workshop.document()["training"]["optimizer"]["config"]["learning_rate"]

    workshop.wait(lambda: given() == rate)
    here = workshop.step()
    assert here > 50, "the run began anew"
    workshop.wait(lambda: workshop.step() > here)
    expect(workshop.page.get_by_role("button", name="Pause", exact=True)).to_be_visible()
