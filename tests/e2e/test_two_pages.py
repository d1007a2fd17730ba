"""Two pages on one run see the same: a teacher beside a learner, a second screen."""

import numpy as np
import pytest
from playwright.sync_api import expect
from workshop import Workshop


@pytest.fixture
def twin(workshop):
    """A second tab made from the first, as `Duplicate tab` does: it has the same run."""
    with workshop.page.context.expect_page() as opened:
        workshop.page.evaluate("window.open(location.href)")
    second = Workshop(opened.value, workshop.server, workshop.runs)
    second.wait_ready()
    assert second.run == workshop.run
    yield second
    assert second.troubles == []


def surface(workshop):
    """The pixels of the large picture."""
    return workshop.pixels(workshop.page.get_by_test_id("surface"))


def test_both_pages_show_the_same_step_and_picture(workshop, twin):
    workshop.press("Play")
    twin.wait(lambda: twin.step() > 200)
    twin.press("Pause")
    expect(workshop.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    workshop.wait(lambda: workshop.step() == twin.step() == workshop.served()["step"])
    workshop.wait(lambda: np.array_equal(surface(workshop), surface(twin)))
    workshop.page.bring_to_front()
    before = surface(workshop)
    twin.press("Step")
    workshop.wait_change(workshop.page.get_by_test_id("surface"), before)
    workshop.wait(lambda: np.array_equal(surface(workshop), surface(twin)))
